"""A function handed to a chain runs where the chain is asked to, in a library whose names say nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tests.support.dex_builder import DefinedClass, DefinedMethod, field_, type_
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    OBJECT,
    READ_IMEI,
    Instruction,
    call,
    code,
    const,
    defined,
    dex,
    give,
    manifest,
    move_result,
    new,
    reach,
    reachability,
    static_field,
)

CHAIN, FUNCTION, TEST, TOLD = "Lr/k;", "Lr/o;", "Lr/q;", "Lr/r;"
APPLY, TRIES = f"apply({OBJECT})V", f"test({OBJECT})Z"
BEGIN = [call("static", f"{CHAIN}->j(){CHAIN}"), move_result(0, reference=True)]
IN_FIELD = static_field("get-object", 0, f"Lm/App;->subject:{CHAIN}")
RUN = call("virtual", f"{CHAIN}->s()V", 0)


def put(value: int, owner: int, field: str) -> Instruction:
    return (owner << 12 | value << 8 | 0x5B, field_(field))


def get(value: int, owner: int, field: str) -> Instruction:
    return (owner << 12 | value << 8 | 0x54, field_(field))


def make(register: int, kind: str, *arguments: int, types: str) -> list[Instruction]:
    return [(register << 8 | 0x22, type_(kind)), call("direct", f"{kind}-><init>({types})V", register, *arguments)]


def operator(name: str, kind: str, runs: str, told: str) -> list[DefinedClass]:
    """A step that keeps a function, and what it hands to the step before: that calls the function when it is told."""
    own, listener = f"Lr/{name};", f"Lr/{name}$a;"
    keeps = [put(8, 7, f"{own}->a:{CHAIN}"), put(9, 7, f"{own}->b:{kind}")]
    asks = [
        get(0, 8, f"{own}->b:{kind}"),
        *make(1, listener, 0, types=kind),
        get(2, 8, f"{own}->a:{CHAIN}"),
        call("virtual", f"{CHAIN}->t({TOLD})V", 2, 1),
    ]
    calls = [get(0, 8, f"{listener}->b:{kind}"), call("interface", f"{kind}->{runs}", 0, 9)]
    methods = {
        f"<init>({CHAIN}{kind})V": code(keeps, registers=10, incoming=3),
        f"p({TOLD})V": code(asks, registers=10, incoming=2),
    }
    listening = {
        f"<init>({kind})V": code(put(9, 8, f"{listener}->b:{kind}"), registers=10, incoming=2),
        told: code(calls, registers=10, incoming=2),
    }
    return [
        defined(own, methods, superclass=CHAIN),
        defined(listener, listening, interfaces=[TOLD]),
    ]


def library(*, asks: bool) -> list[DefinedClass]:
    """`m`, `f` and `e` are map, filter and what is done on errors; `s` asks the chain to run."""

    def step(kind: str, made: str) -> DefinedMethod:
        body = [*make(0, made, 8, 9, types=f"{CHAIN}{kind}"), (0x0011,)]
        return DefinedMethod("?", code(body, registers=10, incoming=2))

    steps = (("m", FUNCTION, "Lr/m;"), ("f", TEST, "Lr/f;"), ("e", FUNCTION, "Lr/e;"))
    rows = {f"{name}({kind}){CHAIN}": step(kind, made).code for name, kind, made in steps}
    base = defined(
        CHAIN,
        {
            "<init>()V": code(),
            f"j(){CHAIN}": code(new(0, "Lr/j;"), (0x0011,)),
            **rows,
            "s()V": code(const(0, 0), call("virtual", f"{CHAIN}->t({TOLD})V", 9, 0), registers=10, incoming=1),
            f"t({TOLD})V": code(
                *([call("virtual", f"{CHAIN}->p({TOLD})V", 8, 9)] if asks else []), registers=10, incoming=2
            ),
            f"p({TOLD})V": None,
        },
        static=[f"j(){CHAIN}"],
    )
    told = [f"a({OBJECT})V", f"a({OBJECT})V", "b(Ljava/lang/Throwable;)V"]
    made = zip(("m", "f", "e"), ((FUNCTION, APPLY), (TEST, TRIES), (FUNCTION, APPLY)), told, strict=True)
    return [
        base,
        defined("Lr/j;", {"<init>()V": code(), f"p({TOLD})V": code(registers=10, incoming=2)}, superclass=CHAIN),
        *(each for name, (kind, runs), when in made for each in operator(name, kind, runs, when)),
        *(defined(each, {method: None}) for each, method in ((FUNCTION, APPLY), (TEST, TRIES))),
        defined(TOLD, {f"a({OBJECT})V": None, "b(Ljava/lang/Throwable;)V": None}),
    ]


def step(name: str, kind: str, function: str) -> list[Instruction]:
    return [*new(1, function), call("virtual", f"{CHAIN}->{name}({kind}){CHAIN}", 0, 1), move_result(0, reference=True)]


MAP, FILTER, ON_ERROR = (
    step(*each) for each in (("m", FUNCTION, "Lm/F;"), ("f", TEST, "Lm/T;"), ("e", FUNCTION, "Lm/F;"))
)


def is_run(*chain: Sequence[Instruction] | Instruction, asks: bool = True) -> bool:
    """Whether launch is seen to run the function at once."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*chain)}, superclass=APPLICATION)
    function = defined("Lm/F;", {"<init>()V": code(), APPLY: code(READ_IMEI)}, interfaces=[FUNCTION])
    test = defined("Lm/T;", {"<init>()V": code(), TRIES: code(const(0, 0), give(0))}, interfaces=[TEST])
    found = reachability(
        manifest(application="m.App", launcher="m.Main"), dex(app, MAIN, function, test, *library(asks=asks))
    )
    return reach(found, "m.F.apply").chain == ("m.App.onCreate", "m.F.apply")


def test_a_function_of_a_chain_that_is_asked_to_run() -> None:
    assert is_run(*BEGIN, *MAP, RUN)
    assert not is_run(*BEGIN, *MAP)
    assert not is_run(*BEGIN, *MAP, RUN, asks=False)


def test_not_of_a_chain_that_begins_elsewhere_or_may_leave_it_out() -> None:
    assert not is_run(IN_FIELD, *MAP, RUN)
    assert not is_run(*BEGIN, *FILTER, *MAP, RUN)
    assert is_run(*BEGIN, *MAP, *FILTER, RUN)


def test_not_a_function_that_waits_for_an_error() -> None:
    assert not is_run(*BEGIN, *ON_ERROR, RUN)
