"""Of two ways on which as much decides the surer one is shown: nothing on it needs what begins otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.support.dex_builder import Code, DefinedClass, DefinedField
from tests.support.first_launch import END, MAIN, READ, READER, way_of
from tests.support.program_assembly import (
    APPLICATION,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    label,
    manifest,
    move_result,
    new,
    static_field,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

TEXT, LIST, OBJECT = "Ljava/lang/String;", "Ljava/util/List;", "Ljava/lang/Object;"
HELD, ALL = f"Lm/State;->held:{OBJECT}", f"Lm/State;->all:{LIST}"
GIVE: Instruction = (4 << 8 | 0x11,)
STATE = DefinedClass(
    "Lm/State;",
    OBJECT,
    (),
    fields=[DefinedField(f"held:{OBJECT}", is_static=True), DefinedField(f"all:{LIST}", is_static=True)],
)
SETS: list[Instruction] = [*new(1, OBJECT), static_field("put-object", 1, HELD)]
SHORT, LONG, SETTER = "m.Short.go", "m.Long.on", call("static", "Lm/Setter;->set()V")
GO_SHORT, GO_LONG = call("static", "Lm/Short;->go()V"), call("static", "Lm/Long;->go()V")
LONGER = defined(
    "Lm/Long;",
    {"go()V": code(call("static", "Lm/Long;->on()V")), "on()V": code(READ)},
    static=["go()V", "on()V"],
)


def leads_through(short: Sequence[Instruction | list[Instruction]], *others: DefinedClass, launch=None) -> str:
    """The last but one method of the way where a short one begins so, and a longer one asks nothing."""
    app = [GO_SHORT, SETTER, GO_LONG] if launch is None else launch
    begins = defined("Lm/Short;", {"go()V": code(*short, READ, END)}, static=["go()V"])
    setter = defined("Lm/Setter;", {"set()V": code(SETS)}, static=["set()V"])
    return way_of(*app, others=[STATE, begins, setter, LONGER, *others]).chain[-2].partition("(")[0]


NEEDS: list[Instruction] = [static_field("get-object", 1, HELD), branch("eqz", 1, "end")]
LACKS: list[Instruction] = [static_field("get-object", 1, HELD), branch("nez", 1, "end")]


def test_a_field_that_is_set_later() -> None:
    assert leads_through(NEEDS) == LONG
    assert leads_through(LACKS) == SHORT


def test_a_field_that_is_set_before() -> None:
    assert leads_through(NEEDS, launch=[SETTER, GO_SHORT, GO_LONG]) == SHORT
    wrapped = defined("Lm/Wrap;", {"up()V": code(SETTER)}, static=["up()V"])
    up = call("static", "Lm/Wrap;->up()V")
    assert leads_through(NEEDS, wrapped, launch=[up, GO_SHORT, GO_LONG]) == SHORT
    assert leads_through(NEEDS, wrapped, launch=[GO_SHORT, up, GO_LONG]) == LONG


def test_a_field_that_the_same_method_sets_first() -> None:
    assert leads_through([*SETS, *NEEDS]) == SHORT


def test_the_only_way_is_told_whatever_it_takes_for_granted() -> None:
    assert leads_through(NEEDS, launch=[GO_SHORT, SETTER]) == SHORT


@pytest.mark.parametrize(("test", "found"), [("eqz", LONG), ("nez", SHORT)], ids=["some", "none"])
def test_a_list_that_has_no_elements_yet(test: str, found: str) -> None:
    size = [call("interface", f"{LIST}->size()I", 1), move_result(2)]
    assert leads_through([static_field("get-object", 1, ALL), *size, branch(test, 2, "end")]) == found


#: v4 = what is stored under "id", null where nothing is.
STORED: list[Instruction] = [
    const_string(6, "id"),
    const(7, 0),
    call("interface", f"Landroid/content/SharedPreferences;->getString({TEXT}{TEXT}){TEXT}", 5, 6, 7),
    move_result(4, reference=True),
]
DECODED: list[Instruction] = [call("static", f"La/b/Codec;->decode({TEXT}){TEXT}", 4), move_result(4, reference=True)]
ASKED: list[Instruction] = [call("static", f"Lm/Store;->id(){TEXT}"), move_result(4, reference=True)]
IS_EMPTY: list[Instruction] = [
    call("static", "Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z", 4),
    move_result(5),
]


def store(body: Code) -> DefinedClass:
    return defined("Lm/Store;", {f"id(){TEXT}": body}, static=[f"id(){TEXT}"])


OPEN: list[Instruction] = [static_field("get-object", 2, "La/b/C;->d:Ljava/lang/Object;"), branch("eqz", 2, "none")]
COPIES = {
    "decoded": code(STORED, DECODED, GIVE),
    "stored or the empty text": code(OPEN, STORED, GIVE, label("none"), const_string(4, ""), GIVE),
    "kept": code(static_field("get-object", 4, f"Lm/State;->held:{OBJECT}"), GIVE),
}
MADE = {
    "another value": code(OPEN, STORED, GIVE, label("none"), const_string(4, "x"), GIVE),
    "made by a library": code(DECODED, GIVE),
    "made when it is asked for": code(LACKS, SETS, END, static_field("get-object", 4, HELD), GIVE),
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_that_is_not_there_yet(kind: str) -> None:
    copy = store(COPIES[kind])
    assert leads_through([*ASKED, *IS_EMPTY, branch("nez", 5, "end")], copy) == LONG
    assert leads_through([*ASKED, *IS_EMPTY, branch("eqz", 5, "end")], copy) == SHORT


@pytest.mark.parametrize("kind", MADE)
def test_what_is_given_is_there(kind: str) -> None:
    given = store(MADE[kind])
    assert leads_through([*ASKED, *IS_EMPTY, branch("nez", 5, "end")], given) == SHORT
    assert leads_through([*ASKED, *IS_EMPTY, branch("eqz", 5, "end")], given) == LONG


def test_the_last_resort_after_two_others() -> None:
    second = [call("static", f"La/b/Net;->id(){TEXT}"), move_result(4, reference=True)]
    resort = [*ASKED, *IS_EMPTY, branch("eqz", 5, "on"), *second, label("on"), *IS_EMPTY, branch("eqz", 5, "end")]
    assert leads_through(resort, store(COPIES["decoded"])) == LONG


def test_two_places_of_one_method_are_led_to_on_one_way() -> None:
    """Also where the second of them waits for so much that it is left to a person."""
    checks = [[call("static", f"La/b/Checks;->c{number}()Z"), move_result(3), branch("eqz", 3, "end")]
              for number in range(4)]  # fmt: skip
    both = defined("Lm/Both;", {"read()V": code(READ, *checks, READ, END)}, static=["read()V"])
    go = call("static", "Lm/Both;->read()V")
    short = defined("Lm/Short;", {"go()V": code(*NEEDS, go, END)}, static=["go()V"])
    setter = defined("Lm/Setter;", {"set()V": code(SETS)}, static=["set()V"])
    longer = defined(
        "Lm/Long;", {"go()V": code(call("static", "Lm/Long;->on()V")), "on()V": code(go)}, static=["go()V", "on()V"]
    )
    app = defined(
        "Lm/App;", {"<init>()V": code(), "onCreate()V": code(GO_SHORT, SETTER, GO_LONG)}, superclass=APPLICATION
    )
    codes, errors = read_code([("classes.dex", dex(app, MAIN, READER, STATE, both, short, setter, longer))])
    assert not errors
    found = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    uses = [("m.Both", "m.Both.read()V", (place,)) for place in (0, 3 + 4 * 6)]
    ways = found.under_conditions(uses, [Constants(each) for each in codes])
    assert [(way.chain[-2].partition("(")[0], len(way.conditions)) for way in ways if way] == [(LONG, 0), (LONG, 4)]
