"""What a method has put into a field from a call, and then asks for: the call decides, not what the field began as."""

from __future__ import annotations

import pytest
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    label,
    move_result,
    static_field,
)

TEXT = "Ljava/lang/String;"
ID = f"Lm/Ids;->id:{TEXT}"
IS_EMPTY = "Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z"
GIVE: Instruction = (1 << 8 | 0x11,)


def ids(*made: Instruction | list[Instruction]):
    """The class that keeps an identifier in a static field, and makes one so in a method of its own."""
    return defined("Lm/Ids;", {f"make(){TEXT}": code(*made, GIVE)}, static=[f"make(){TEXT}"])


MADE = ids(
    call("static", f"Lm/Digest;->sha(){TEXT}"),
    move_result(1, reference=True),
)
DIGEST = defined(
    "Lm/Digest;",
    {
        f"sha(){TEXT}": code(
            call("static", "Ljava/util/UUID;->randomUUID()Ljava/util/UUID;"),
            move_result(1, reference=True),
            call("virtual", f"Ljava/util/UUID;->toString(){TEXT}", 1),
            move_result(1, reference=True),
            GIVE,
        )
    },
    static=[f"sha(){TEXT}"],
)
KEPT = ids(
    const_string(6, "id"),
    const(7, 0),
    call("interface", f"Landroid/content/SharedPreferences;->getString({TEXT}{TEXT}){TEXT}", 5, 6, 7),
    move_result(1, reference=True),
)
EMPTY = [static_field("get-object", 1, ID), call("static", IS_EMPTY, 1), move_result(2)]
FILL = [call("static", f"Lm/Ids;->make(){TEXT}"), move_result(1, reference=True), static_field("put-object", 1, ID)]
ASKS = {
    "empty": [*EMPTY, branch("eqz", 2, "end")],
    "none": [static_field("get-object", 1, ID), branch("nez", 1, "end")],
    "itself": [call("static", IS_EMPTY, 1), move_result(2), branch("eqz", 2, "end")],
}


@pytest.mark.parametrize("asks", ASKS.values(), ids=ASKS)
def test_what_a_call_gave_is_asked_for(asks: list[Instruction]) -> None:
    first = [*EMPTY, branch("eqz", 2, "end")]
    assert asked(*first, *FILL, *asks, READ, END, others=(MADE, DIGEST)) == [("unanswered", "m.Ids.make")]


@pytest.mark.parametrize("asks", ASKS.values(), ids=ASKS)
def test_what_an_earlier_launch_has_stored_is_not_there(asks: list[Instruction]) -> None:
    assert asked(*FILL, *asks, READ, END, others=(KEPT,)) == []


def test_what_is_asked_for_before_it_is_filled() -> None:
    assert asked(*EMPTY, branch("eqz", 2, "end"), READ, *FILL, END, others=(MADE, DIGEST)) == []


def test_what_need_not_be_filled() -> None:
    ready = [call("static", "Lm/Net;->isReady()Z"), move_result(2), branch("eqz", 2, "on")]
    assert asked(*ready, *FILL, label("on"), *ASKS["empty"], READ, END, others=(MADE, DIGEST)) == []


def test_what_is_there_is_used() -> None:
    assert asked(*FILL, *EMPTY, branch("nez", 2, "end"), READ, END, others=(MADE, DIGEST)) == []


def test_a_way_without_it_is_better() -> None:
    assert asked(*FILL, *ASKS["empty"], READ, END, READ, others=(MADE, DIGEST)) == []
