"""What the intent of the launcher's page holds, asked by methods of the app that are handed it."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import Code, DefinedClass, field_
from tests.support.first_launch import READ, way_from
from tests.support.program_assembly import (
    ACTIVITY,
    Instruction,
    branch,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    give,
    label,
    move_result,
    new,
)

INTENT, TEXT = "Landroid/content/Intent;", "Ljava/lang/String;"
MAKE = f"{INTENT}-><init>(Landroid/content/Context;Ljava/lang/Class;)V"
GET_DATA = f"{INTENT}->getData()Landroid/net/Uri;"
SET_DATA = f"{INTENT}->setData(Landroid/net/Uri;){INTENT}"
IS_LINK = f"Lm/Links;->isLink({INTENT})Z"
START = f"Lm/Page;->startActivity({INTENT})V"
#: 9 is what the method is given.
HAS_DATA = [call("virtual", GET_DATA, 9), move_result(1, reference=True)]
HAS_EXTRA = [const_string(2, "link"), call("virtual", f"{INTENT}->hasExtra({TEXT})Z", 9, 2), move_result(1)]
NUMBER = [const_string(2, "link"), const(3, 0), call("virtual", f"{INTENT}->getIntExtra({TEXT}I)I", 9, 2, 3),
          move_result(1)]  # fmt: skip


def waits_for(
    *asks: Instruction,
    then: list[Instruction] | None = None,
    page: DefinedClass | None = None,
    more: dict[str, Code] | None = None,
) -> list[str]:
    """Kinds of what a read in the launcher's page waits for that is made where a method of the app says yes."""
    says = [*asks, branch("eqz", 1, "none"), const(1, 1), label("none"), give(1)]
    links = defined("Lm/Links;", {f"isLink({INTENT})Z": code(*says, registers=10, incoming=1)},
                    static=[f"isLink({INTENT})Z"])  # fmt: skip
    takes = [call("virtual", f"Lm/Main;->getIntent(){INTENT}", 9), move_result(1, reference=True)]
    asked = [*takes, call("static", IS_LINK, 1), move_result(1), branch("eqz", 1, "end"), READ, label("end")]
    opens = [(2 << 8 | 0x22, new(2, INTENT)[0][1]), const_class(3, "Lm/Page;"), call("direct", MAKE, 2, 9, 3),
             call("virtual", f"Lm/Main;->startActivity({INTENT})V", 9, 2)]  # fmt: skip
    main = {
        "onCreate()V": code(*asked, *(opens if page else []), *(then or []), registers=10, incoming=1),
        **(more or {}),
    }
    return [each.kind for each in way_from(main, links, *([page] if page else [])).conditions]


def page(*puts: Instruction, target: str = "Lm/Main;", also: tuple[Instruction, ...] = ()) -> DefinedClass:
    """A page that the launcher's page opens, and that opens it again."""
    made = [(1 << 8 | 0x22, new(1, INTENT)[0][1]), const_class(2, target), call("direct", MAKE, 1, 9, 2)]
    body = code(*made, *puts, call("virtual", START, 9, 1), *also, registers=10, incoming=1)
    return defined("Lm/Page;", {"<init>()V": code(), "onCreate()V": body}, superclass=ACTIVITY)


@pytest.mark.parametrize(
    ("asks", "kind"),
    [(HAS_DATA, "unset"), (HAS_EXTRA, "unset"), (NUMBER, "unstored")],  # a number with a default looks like a setting
    ids=["data", "extra", "number"],
)
def test_the_launcher_gives_neither_data_nor_extras(asks: list[Instruction], kind: str):
    assert waits_for(*asks) == [kind]


LINK = "Lm/Main;->link:Ljava/lang/String;"
DECODES = [
    call("virtual", f"Lm/Main;->getIntent(){INTENT}", 9), move_result(1, reference=True),
    call("virtual", f"{INTENT}->getDataString(){TEXT}", 1), move_result(1, reference=True),
    call("static", f"Landroid/net/Uri;->decode({TEXT}){TEXT}", 1), move_result(1, reference=True),
]  # fmt: skip
WRITES, READS = ((9 << 12) | (1 << 8) | 0x5B, field_(LINK)), ((9 << 12) | (1 << 8) | 0x54, field_(LINK))


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ([], []),
        ([call("static", "Lother/Log;->d()V")], []),
        ([call("virtual", "Lm/Main;->follow()V", 9)], ["comparison"]),
        ([call("static", f"Lother/Links;->first(){TEXT}"), move_result(1, reference=True), WRITES], ["comparison"]),
    ],
    ids=["at once", "behind a call of others", "behind a call of the app's", "behind another write"],
)
def test_what_a_field_was_given_just_before(between: list[Instruction], found: list[str]):
    """link = Uri.decode(getIntent().getDataString()); if (link != null && !link.startsWith("file:")) return; read();"""
    asks = [const_string(2, "file:"), call("virtual", f"Ljava/lang/String;->startsWith({TEXT})Z", 1, 2), move_result(3)]
    tests = [READS, branch("eqz", 1, "on"), *asks, branch("eqz", 3, "end")]
    body = code(*DECODES, WRITES, *between, *tests, label("on"), READ, label("end"), registers=10, incoming=1)
    follow = code(call("static", f"Lother/Links;->first(){TEXT}"), move_result(1, reference=True),
                  ((2 << 12) | (1 << 8) | 0x5B, field_(LINK)), registers=3, incoming=1)  # fmt: skip
    assert [each.kind for each in way_from({"onCreate()V": body, "follow()V": follow}).conditions] == found


@pytest.mark.parametrize(("owner", "found"), [("preference/Preference", []), ("app/Activity", ["comparison"])])
def test_what_else_has_an_intent_is_no_page(owner: str, found: list[str]):
    sets = call("virtual", f"Landroid/{owner};->setIntent({INTENT})V", 8, 5)
    asks = [const_string(2, "file:"), call("virtual", f"Ljava/lang/String;->startsWith({TEXT})Z", 1, 2), move_result(3)]
    tests = [branch("eqz", 1, "on"), *asks, branch("eqz", 3, "end")]
    body = code(sets, *DECODES, *tests, label("on"), READ, label("end"), registers=10, incoming=1)
    assert [each.kind for each in way_from({"onCreate()V": body}).conditions] == found


def test_what_it_may_give_is_left_open():
    flags = [call("virtual", f"{INTENT}->getFlags()I", 9), move_result(1)]
    assert waits_for(*flags) == ["other"]


@pytest.mark.parametrize(
    ("puts", "kind"),
    [
        ((), "unset"),
        ((call("virtual", SET_DATA, 1, 5),), "other"),
        ((call("static", f"Lm/Filler;->fill({INTENT})V", 1),), "other"),
    ],
    ids=["nothing", "data", "handed on"],
)
def test_a_page_that_launch_opens_may_open_it_again_with_data(puts: tuple[Instruction, ...], kind: str):
    assert waits_for(*HAS_DATA, page=page(*puts)) == [kind]


@pytest.mark.parametrize(("key", "kind"), [("link", "other"), ("other", "unset")])
def test_or_with_an_extra(key: str, kind: str):
    put = call("virtual", f"{INTENT}->putExtra({TEXT}I){INTENT}", 1, 3, 4)
    assert waits_for(*HAS_EXTRA, page=page(const_string(3, key), const(4, 1), put)) == [kind]


@pytest.mark.parametrize(("owner", "kind"), [("Lm/Main;", "other"), ("Lm/Page;", "unset")])
def test_a_page_that_is_given_another_intent(owner: str, kind: str):
    """The launcher's page sets itself one, or another page does."""
    sets = call("virtual", f"{owner}->setIntent({INTENT})V", 9, 5)
    own = owner == "Lm/Main;"
    found = waits_for(*HAS_DATA, then=[sets] if own else None, page=page(also=() if own else (sets,)))
    assert found == [kind]


@pytest.mark.parametrize(("name", "kind"), [("onResume()V", "unset"), ("onAttachedToWindow()V", "other")])
def test_a_page_that_sets_itself_another_one_once_it_is_created(name: str, kind: str):
    """What its creation asks is asked before; of other methods nobody says when they run."""
    sets = code(call("virtual", f"Lm/Main;->setIntent({INTENT})V", 9, 5), registers=10, incoming=1)
    assert waits_for(*HAS_DATA, more={name: sets}) == [kind]


def test_one_that_is_asked_later():
    sets = code(call("virtual", f"Lm/Main;->setIntent({INTENT})V", 9, 5), registers=10, incoming=1)
    takes = [call("virtual", f"Lm/Main;->getIntent(){INTENT}", 9), move_result(1, reference=True)]
    data = [call("virtual", GET_DATA, 1), move_result(1, reference=True)]
    later = code(*takes, *data, branch("eqz", 1, "end"), READ, label("end"), registers=10, incoming=1)
    main = {"onCreate()V": code(incoming=1), "onPostResume()V": later}
    found = [each.kind for each in way_from({**main, "onResume()V": sets}).conditions]
    assert "unset" not in found


@pytest.mark.parametrize(
    ("category", "on_yes", "found"),
    [
        ("android.intent.category.LAUNCHER", True, []),
        ("android.intent.category.LAUNCHER", False, ["other_value"]),
        ("android.intent.category.BROWSABLE", True, ["other_value"]),
        ("android.intent.category.BROWSABLE", False, []),
    ],
    ids=["its own", "not its own", "that of links", "not that of links"],
)
def test_the_launcher_puts_its_own_category_in_and_no_other(category: str, found: list[str], *, on_yes: bool):
    takes = [call("virtual", f"Lm/Main;->getIntent(){INTENT}", 9), move_result(1, reference=True)]
    asks = [const_string(2, category), call("virtual", f"{INTENT}->hasCategory({TEXT})Z", 1, 2), move_result(1)]
    body = code(*takes, *asks, branch("eqz" if on_yes else "nez", 1, "end"), READ, label("end"),
                registers=10, incoming=1)  # fmt: skip
    assert [each.kind for each in way_from({"onCreate()V": body}).conditions] == found
