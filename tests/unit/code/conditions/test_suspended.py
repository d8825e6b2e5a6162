"""A coroutine that has to wait goes on later, also where a shrinker renamed what says that it has to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedField, field_, type_
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    compare,
    const,
    const_string,
    defined,
    label,
    move_result,
    new,
    static_field,
)

BODY, STEP, MARK = "k(Ljava/lang/Object;)Ljava/lang/Object;", "Lm/Task;->e:I", "La/s;->d:La/s;"
COMPLAINS, SUSPENDED = "call to 'resume' before 'invoke' with coroutine", "COROUTINE_SUSPENDED"
MADE = "<init>(Ljava/lang/String;I)V"
GIVES = "b()La/s;"
Parts = list[Instruction | list[Instruction]]


def mark(name: str):
    """The enumeration with the constant of a name, and a method that gives it."""
    begins = code((1 << 8 | 0x22, type_("La/s;")), const_string(2, name), const(3, 0),
                  call("direct", f"La/s;->{MADE}", 1, 2, 3), static_field("put-object", 1, MARK))  # fmt: skip
    gives = code(static_field("get-object", 1, MARK), (1 << 8 | 0x11,))
    methods = {"<clinit>()V": begins, MADE: code(incoming=3), GIVES: gives}
    found = defined("La/s;", methods, superclass="Ljava/lang/Enum;", static=[GIVES])
    return replace(found, fields=[DefinedField("d:La/s;", is_static=True)])


def task(steps: int, taken: Sequence[Instruction], complains: str = COMPLAINS):
    """A coroutine that reads once it has waited so often, compiled as Kotlin does; register 8 is itself."""
    first: Parts = [*taken, (8 << 12 | 0x52, field_(STEP)), branch("eqz", 0, "s0")]
    for step in range(1, steps + 1):
        first += [const(2, step), compare("eq", 0, 2, f"again{step}")]
    first += [const_string(2, complains), call("direct", "Ljava/lang/IllegalStateException;-><init>()V", 3),
              (3 << 8 | 0x27,), label("s0")]  # fmt: skip
    for step in range(1, steps + 1):
        waits = call("static", f"Lother/Net;->w{step}(Ljava/lang/Object;)Ljava/lang/Object;", 8)
        first += [const(2, step), (8 << 12 | 2 << 8 | 0x59, field_(STEP)), waits, move_result(3, reference=True),
                  compare("ne", 3, 1, f"again{step}"), (1 << 8 | 0x11,), label(f"again{step}")]  # fmt: skip
    body = code(*first, READ, const(0, 0), (0x11,), incoming=2)
    made = defined("Lm/Task;", {"<init>()V": code(), BODY: body}, superclass="Lg6/j;")
    return replace(made, fields=[DefinedField("e:I")])


def base(text: str):
    shows = code(const_string(0, text))
    above = defined("Lg6/a;", {"<init>()V": code(), "toString()Ljava/lang/String;": shows, BODY: None})
    return above, defined("Lg6/j;", {"<init>()V": code()}, superclass="Lg6/a;")


OF_FIELD = [static_field("get-object", 1, MARK)]
OF_METHOD = [call("static", f"La/s;->{GIVES}"), move_result(1, reference=True)]


@pytest.mark.parametrize("taken", [OF_FIELD, OF_METHOD], ids=["field", "method"])
@pytest.mark.parametrize("steps", [0, 1, 3])
def test_waiting_decides_nothing(taken: Sequence[Instruction], steps: int) -> None:
    others = [task(steps, taken), *base("Continuation at "), mark(SUSPENDED)]
    assert asked(*new(1, "Lm/Task;"), others=others) == []


def test_another_constant_decides() -> None:
    others = [task(2, OF_FIELD), *base("Continuation at "), mark("OFFLINE")]
    assert asked(*new(1, "Lm/Task;"), others=others) == [("other", "other.Net.w1"), ("other", "other.Net.w2")]


def test_a_body_is_known_by_its_own_text_where_the_class_above_has_none() -> None:
    others = [task(1, OF_FIELD), *base("Connection at "), mark(SUSPENDED)]
    assert asked(*new(1, "Lm/Task;"), others=others) == []
    others = [task(1, OF_FIELD, "no such step"), *base("Connection at "), mark(SUSPENDED)]
    with pytest.raises(AssertionError):  # no way at launch
        asked(*new(1, "Lm/Task;"), others=others)
