"""What is done for each element of something that is still empty at a first launch."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    OBJECT,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    goto,
    label,
    move_result,
    new,
    static_field,
)

TEXT = "Ljava/lang/String;"
STORED = f"Landroid/content/SharedPreferences;->getString({TEXT}{TEXT}){TEXT}"
EQUALS = f"{TEXT}->equals({OBJECT})Z"
SPLIT = f"{TEXT}->split({TEXT})[{TEXT}"


def stored(default: str) -> list[Instruction]:
    """v2 = preferences.getString("numbers", default)."""
    return [const_string(1, "numbers"), const_string(2, default), call("interface", STORED, 0, 1, 2),
            move_result(2, reference=True)]  # fmt: skip


PIECE: list[Instruction] = [const_string(1, ","), call("virtual", SPLIT, 2, 1), move_result(3, reference=True),
                            const(4, 0), (2 << 8 | 0x46, 3 | 4 << 8)]  # fmt: skip
IS_BLANK = [const_string(1, ""), call("virtual", EQUALS, 1, 2), move_result(5)]


def test_what_is_cut_out_of_a_text_that_nothing_has_stored():
    helper = defined("Lm/Numbers;", {f"all(){TEXT}": code(*stored(""), (2 << 8 | 0x11,))}, static=[f"all(){TEXT}"])
    taken = [call("static", f"Lm/Numbers;->all(){TEXT}"), move_result(2, reference=True)]
    body = [*taken, *PIECE, *IS_BLANK, branch("nez", 5, "end"), READ, END]
    assert [kind for kind, _ in asked(*body, others=[helper])] == ["empty"]


def test_what_is_done_where_nothing_has_been_stored():
    assert asked(*stored(""), *PIECE, *IS_BLANK, branch("eqz", 5, "end"), READ, END) == []


def test_a_text_that_is_there_by_default():
    body = [*stored("10086"), *PIECE, *IS_BLANK, branch("nez", 5, "end"), READ, END]
    assert "empty" not in [kind for kind, _ in asked(*body)]


ADD = [const_string(4, "10086"), call("virtual", f"Ljava/util/ArrayList;->add({OBJECT})Z", 1, 4)]
EACH = [call("virtual", "Ljava/util/ArrayList;->iterator()Ljava/util/Iterator;", 1), move_result(2, reference=True),
        label("next"), call("interface", "Ljava/util/Iterator;->hasNext()Z", 2), move_result(3),
        branch("eqz", 3, "end"), READ, goto("next"), END]  # fmt: skip


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (new(1, "Ljava/util/ArrayList;"), ["empty"]),
        ([*new(1, "Ljava/util/ArrayList;"), *ADD], []),
        ([call("static", "Lm/Ids;->all()Ljava/util/ArrayList;"), move_result(1, reference=True)], []),
    ],
    ids=["just made", "with an element", "from elsewhere"],
)
def test_what_is_done_for_each_element_of_a_list(made, found):
    assert [kind for kind, _ in asked(*made, *EACH)] == found


SET = f"Landroid/content/SharedPreferences;->getStringSet({TEXT}Ljava/util/Set;)Ljava/util/Set;"
PUT_SET = f"Landroid/content/SharedPreferences$Editor;->putStringSet({TEXT}Ljava/util/Set;)V"


@pytest.mark.parametrize(
    ("default", "stores", "found"),
    [
        (const(2, 0), False, ["unstored"]),
        (new(2, "Ljava/util/HashSet;"), False, ["unstored"]),
        ([call("static", "Ljava/util/Collections;->emptySet()Ljava/util/Set;"), move_result(2, reference=True)], False,
         ["unstored"]),
        (const(2, 0), True, ["stored"]),
        ([call("static", "Lm/Ids;->all()Ljava/util/Set;"), move_result(2, reference=True)], False, ["stored"]),
    ],
    ids=["none", "a new one", "the empty one", "stored just before", "from elsewhere"],
)  # fmt: skip
def test_what_is_done_for_each_text_of_a_set_that_nothing_has_stored(default, stores: bool, found: list[str]):
    put = [const_string(1, "numbers"), call("interface", PUT_SET, 0, 1, 5)] if stores else []
    taken = [const_string(1, "numbers"), default if isinstance(default, list) else [default]]
    flat = [*put, taken[0], *taken[1], call("interface", SET, 0, 1, 2), move_result(1, reference=True)]
    body = [*flat, call("interface", "Ljava/util/Set;->iterator()Ljava/util/Iterator;", 1), *EACH[1:]]
    assert [kind for kind, _ in asked(*body) if kind != "other"] == found


@pytest.mark.parametrize(("text", "found"), [("", []), ("null", [("comparison", '"null"')])])
@pytest.mark.parametrize("test", ["eqz", "nez"])
def test_a_comparison_with_the_empty_text_is_one_whether_there_is_any(text: str, found, test: str):
    given = [call("static", "Lother/Ids;->id()Ljava/lang/String;"), move_result(1, reference=True)]
    asks = [*given, const_string(2, text), call("virtual", EQUALS, 2, 1), move_result(3), branch(test, 3, "end")]
    assert asked(*asks, READ, END) == found


@pytest.mark.parametrize(("test", "found"), [("eqz", [("unset", "java.lang.String.equals")]), ("nez", [])])
def test_no_text_is_not_the_empty_one(test: str, found: list[tuple[str, str]]):
    """if (!"".equals(Account.name)) return; nothing gives the field a text at a first launch."""
    account = DefinedClass("Lm/Account;", fields=[DefinedField("name:Ljava/lang/String;", is_static=True)])
    asks = [static_field("get-object", 1, "Lm/Account;->name:Ljava/lang/String;"), const_string(2, "")]
    body = [*asks, call("virtual", EQUALS, 2, 1), move_result(3), branch(test, 3, "end"), READ, END]
    assert asked(*body, others=[account]) == found
