"""What a field's set contains, and what an atomic flag says, before anything was put into it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedField
from tests.support.first_launch import END, READ, asked
from tests.support.placed_reads import placed_reads
from tests.support.program_assembly import (
    OBJECT,
    READ_IMEI,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    give,
    label,
    move_result,
    new,
    static_field,
)

SET, FLAG = "Ljava/util/HashSet;", "Ljava/util/concurrent/atomic/AtomicBoolean;"
TEXT = "Ljava/lang/String;"
OTHER, UNSET = "other", "unset"


def keeping(kind: str, *making: Instruction | list[Instruction]):
    """A class whose static field `kept` holds what `making` leaves in v1."""
    begins = code(*making, static_field("put-object", 1, f"Lm/Keeper;->kept:{kind}"))
    return replace(
        defined("Lm/Keeper;", {"<clinit>()V": begins}),
        fields=[DefinedField(f"kept:{kind}", access_flags=9, is_static=True)],
    )


def kept(kind: str) -> Instruction:
    return static_field("get-object", 1, f"Lm/Keeper;->kept:{kind}")


def kinds(*body: Instruction | list[Instruction], others) -> list[str]:
    return [kind for kind, _ in asked(*body, others=others)]


CONTAINS = [kept(SET), call("virtual", f"{SET}->contains({OBJECT})Z", 1, 2), move_result(3)]
COPY = [new(1, SET)[0], call("direct", f"{SET}-><init>(Ljava/util/Collection;)V", 1, 2)]


def test_a_set_that_was_made_without_elements_contains_nothing():
    assert kinds(*CONTAINS, branch("nez", 3, "end"), READ, END, others=[keeping(SET, new(1, SET))]) == []
    assert kinds(*CONTAINS, branch("eqz", 3, "end"), READ, END, others=[keeping(SET, new(1, SET))]) == [UNSET]


def test_a_set_that_was_made_of_others_may_contain_anything():
    assert kinds(*CONTAINS, branch("nez", 3, "end"), READ, END, others=[keeping(SET, *COPY)]) == [OTHER]
    assert kinds(*CONTAINS[1:], branch("nez", 3, "end"), READ, END, others=[keeping(SET, new(1, SET))]) == [OTHER]


ASKS_SET = [call("static", f"Lm/Shield;->isCrashing({OBJECT})Z", 2), move_result(3)]


def shield(*more: Instruction | list[Instruction]):
    """A class that only asks a set for what it is passed."""
    asks = [kept(SET), call("virtual", f"{SET}->contains({OBJECT})Z", 1, 9), move_result(3)]
    name = f"isCrashing({OBJECT})Z"
    return defined("Lm/Shield;", {name: code(*asks, *more, give(3), registers=10, incoming=1)}, static=[name])


def test_a_method_that_only_asks_a_set_for_what_it_is_passed():
    kept_empty = [keeping(SET, new(1, SET)), shield()]
    assert kinds(*ASKS_SET, branch("nez", 3, "end"), READ, END, others=kept_empty) == []
    assert kinds(*ASKS_SET, branch("eqz", 3, "end"), READ, END, others=kept_empty) == [UNSET]


def test_a_method_that_may_say_something_else():
    or_not = [branch("eqz", 3, "on"), give(3), label("on"), call("static", "Lm/Net;->isOff()Z"), move_result(3)]
    for others in ([keeping(SET, *COPY), shield()], [keeping(SET, new(1, SET)), shield(*or_not)]):
        assert kinds(*ASKS_SET, branch("nez", 3, "end"), READ, END, others=others) == [OTHER]


def flag(value: int | None) -> list[Instruction]:
    if value is None:
        return new(1, FLAG)
    return [new(1, FLAG)[0], const(2, value), call("direct", f"{FLAG}-><init>(Z)V", 1, 2)]


@pytest.mark.parametrize(("begins", "found"), [(None, []), (0, []), (1, [UNSET])])
def test_what_a_flag_was_made_as(begins: int | None, found: list[str]):
    asks = [kept(FLAG), call("virtual", f"{FLAG}->get()Z", 1), move_result(3), branch("nez", 3, "end"), READ, END]
    assert kinds(*asks, others=[keeping(FLAG, *flag(begins))]) == found


@pytest.mark.parametrize(("expected", "found"), [(0, []), (1, [OTHER])])
def test_who_comes_first_sets_a_flag(expected: int, found: list[str]):
    sets = [kept(FLAG), const(2, expected), const(4, 1), call("virtual", f"{FLAG}->compareAndSet(ZZ)Z", 1, 2, 4)]
    body = [*sets, move_result(3), branch("eqz", 3, "end"), READ, END]
    assert kinds(*body, others=[keeping(FLAG, *flag(None))]) == found


LENGTH = [call("virtual", f"{TEXT}->length()I", 9), move_result(9), branch("eqz", 9, "none")]
NO = [const(0, 0), (0x0F,), label("none"), const(0, 1), (0x0F,)]


@pytest.mark.parametrize(
    ("asks", "found"),
    [
        ([branch("eqz", 9, "none"), *LENGTH, *NO], []),
        (
            [branch("eqz", 9, "none"), call("static", f"Lm/Ids;->known({TEXT})Z", 9), move_result(0), (0x0F,), *NO],
            [OTHER],
        ),
        (
            [const_string(1, "no"), call("virtual", f"{TEXT}->equals({OBJECT})Z", 9, 1), move_result(0), (0x0F,)],
            [OTHER],
        ),
    ],
    ids=["none or empty", "asks somebody else", "a certain text"],
)
def test_a_renamed_method_that_asks_if_a_text_is_there(asks: list[Instruction], found: list[str]):
    texts = defined("Lm/t;", {f"a({TEXT})Z": code(*asks, incoming=1)}, static=[f"a({TEXT})Z"])
    body = [call("static", f"Lm/Keys;->key(){TEXT}"), move_result(1, reference=True),
            call("static", f"Lm/t;->a({TEXT})Z", 1), move_result(3), branch("nez", 3, "end"), READ, END]  # fmt: skip
    assert kinds(*body, others=[texts]) == found


@pytest.mark.parametrize("is_apart", [False, True])
def test_such_a_method_in_another_file(is_apart: bool):
    asks = [branch("eqz", 9, "none"), *LENGTH, *NO]
    texts = defined("Lm/t;", {f"a({TEXT})Z": code(*asks, incoming=1)}, static=[f"a({TEXT})Z"])
    key = [call("static", f"Lm/Keys;->key(){TEXT}"), move_result(1, reference=True)]
    body = [*key, call("static", f"Lm/t;->a({TEXT})Z", 1), move_result(3), branch("nez", 3, "end"), READ_IMEI, END]
    (found,) = placed_reads(body, *([] if is_apart else [texts]), apart=[texts] if is_apart else [])
    assert found.conditions == ()


@pytest.mark.parametrize(("name", "found"), [("wlan0", []), ("tun0", ["comparison"])])
def test_the_network_interface_that_every_device_has(name: str, found: list[str]):
    body = [call("virtual", f"Ljava/net/NetworkInterface;->getName(){TEXT}", 1), move_result(1, reference=True),
            const_string(2, name), call("virtual", f"{TEXT}->equalsIgnoreCase({TEXT})Z", 1, 2), move_result(3),
            branch("eqz", 3, "end"), READ, END]  # fmt: skip
    assert kinds(*body, others=[]) == found
