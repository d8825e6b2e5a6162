"""A default is made where nothing was set before: where the app has set something for certain, nobody calls it."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import Instruction, branch, call, code, const, defined, label, move_result, new
from tests.support.program_assembly import static_field as field

IMPL = "Lm/Impl;"
HELD = f"Lm/Api;->held:{IMPL}"
GET, SET = f"get(){IMPL}", f"set({IMPL})V"
OTHER = ("other_object", "m.Default.run()V")


def api(*asks: Instruction) -> DefinedClass:
    """Gives what was set, a default where these checks find nothing."""
    body = code(*asks, new(1, "Lm/Default;"), field("put-object", 1, HELD), label("has"), field("get-object", 1, HELD),
                (1 << 8 | 0x11,))  # fmt: skip
    methods = {GET: body, SET: code(field("put-object", 9, HELD), incoming=1)}
    found = defined("Lm/Api;", methods, static=[GET, SET]).methods
    return DefinedClass(
        "Lm/Api;", "Ljava/lang/Object;", (), fields=[DefinedField(f"held:{IMPL}", is_static=True)], methods=found
    )


LAZY = api(field("get-object", 1, HELD), branch("nez", 1, "has"))
IMPLS = [
    defined(IMPL, {"run()V": None}),
    defined("Lm/Default;", {"<init>()V": code(), "run()V": code(READ)}, interfaces=[IMPL]),
    defined("Lm/Mine;", {"<init>()V": code(), "run()V": code()}, interfaces=[IMPL]),
]
RUN: list[Instruction] = [
    call("static", f"Lm/Api;->{GET}"),
    move_result(2, reference=True),
    call("interface", f"{IMPL}->run()V", 2),
]
SETS: list[Instruction] = [*new(3, "Lm/Mine;"), call("static", f"Lm/Api;->{SET}", 3)]
MAYBE: list[Instruction] = [field("get-object", 4, "La/b/C;->d:Ljava/lang/Object;"), branch("eqz", 4, "on")]


def conditions(*body: Instruction | list[Instruction], holder: DefinedClass = LAZY) -> list[tuple[str, str]]:
    return asked(*body, others=[*IMPLS, holder, SETUP])


SETUP = defined("Lm/Setup;", {"all()V": code(SETS)}, static=["all()V"])


def test_a_default_where_nothing_was_set() -> None:
    assert conditions(RUN) == []


@pytest.mark.parametrize("sets", [SETS, [call("static", "Lm/Setup;->all()V")]], ids=["here", "in a method"])
def test_a_default_that_was_replaced(sets: list[Instruction]) -> None:
    assert conditions(sets, RUN) == [OTHER]
    assert conditions(RUN, sets) == []


def test_what_may_be_set_replaces_nothing_for_certain() -> None:
    assert conditions(MAYBE, SETS, label("on"), RUN) == []


def test_to_set_nothing_replaces_nothing() -> None:
    assert conditions(const(3, 0), call("static", f"Lm/Api;->{SET}", 3), RUN) == []


def test_an_object_that_is_made_whatever_was_set() -> None:
    assert conditions(SETS, RUN, holder=api()) == []
