"""Common instructions, which are done where all are gone through, do what their handlers do."""

from __future__ import annotations

import random

import pytest
from tests.support.abc_assembly import Assembly, Module

from appaudit.abc import AbcFile
from appaudit.arkts.function_parts import Function
from appaudit.arkts.functions import FunctionReader

#: Instructions of all kinds; from `neg` on they are handled one by one or in a quicker way of their own.
POOL = (
    "sta v{a}", "lda v{a}", "mov v{a} v{b}", "mov v200 v{a}", "lda.str 'text{a}'", "ldobjbyname 0 'name{b}'",
    "ldobjbyname 300 'far'", "ldundefined", "ldnull", "ldhole", "ldlexvar 0 {a}", "ldlexvar 2 1", "ldthis",
    "ldexternalmodulevar {a}", "callthis0 0 v{a}", "callthis1 0 v{a} v{b}", "callthis2 0 v{a} v{b} v1",
    "callthis3 0 v{a} v{b} v1 v2", "callthis0withname 0 'given' v{a}", "callthis1withname 0 'given' v{a} v{b}",
    "callthis3withname 0 'given' v{a} v{b} v1 v2", "tryldglobalbyname 0 'World'", "ldai -{a}", "ldtrue", "ldfalse",
    "throw.undefinedifholewithname 'x'", "neg 0", "nop", "returnundefined", "jeqz :end", "jmp :end", "jnez :back",
    "newlexenv 2", "poplexenv", "stlexvar 0 {a}", "stobjbyname 0 'kept' v{a}", "strictnoteq 0 v{a}", "return",
    "definefunc 0 @#other 0", "callarg1 0 v{a}", "createemptyobject", "isfalse", "add2 0 v{a}", "fldai 1.5",
    "istrue", "stricteq 0 v{a}", "stownbyname 0 'own{b}' v{a}", "stobjbyname 300 'far' v{a}", "createemptyarray 0",
    "createemptyarray 300", "definefunc 300 @#other 0", "definefunc 0 @#nobody 0", "definemethod 0 @#other 0",
    "createobjectwithbuffer 0 []", "createobjectwithbuffer 300 []",
)  # fmt: skip


def program(seed: int) -> AbcFile:
    chosen = random.Random(seed)
    lines = [chosen.choice(POOL).format(a=chosen.randrange(8), b=chosen.randrange(8)) for _ in range(60)]
    file = Assembly().record("L&entry/src/main/ets/A&;", Module(["@ohos:sensor"], [("default", "sensor", 0)]))
    file.function("#one", "back:", *lines, "end:", "returnundefined", registers=201, arguments=5)
    file.function("#other", "returnundefined")
    return AbcFile(file.data(), "a.abc")


def functions(file: AbcFile, *, common: bool) -> list[Function]:
    methods = file.records[0].methods
    numbers = {method.offset: number for number, method in enumerate(methods)}
    reader = FunctionReader(file, numbers, common=common)
    found = [Function(number, 0, method) for number, method in enumerate(methods)]
    for function in found:
        reader.read(function)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_common_instructions_do_what_their_handlers_do(seed) -> None:
    file = program(seed)
    quick, slow = functions(file, common=True), functions(file, common=False)
    assert quick == slow
    assert quick[0].method.code_size > 100


def test_the_loop_takes_most_instructions_that_were_written() -> None:
    """Where nothing was left to handlers, handlers that fail are not met."""
    file = program(0)
    reader = FunctionReader(file, {})
    taken = [line.split()[0] for line in POOL[:29]]
    assert {"sta", "lda", "ldobjbyname", "callthis3withname", "returnundefined"} <= set(taken)
    for name in ("sta", "lda", "ldobjbyname", "lda.str", "ldlexvar", "ldthis", "callthis0", "tryldglobalbyname"):
        reader._steps[name] = lambda step: pytest.fail(step.encoding.name)
    function = Function(0, 0, file.records[0].methods[0])
    reader.read(function)
    assert function.sites
