"""What methods and fields with the name of a consent hold, whatever their names promise, is what their code shows."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    PUT_BOOLEAN,
    READ_IMEI,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    flag,
    give,
    label,
    manifest,
    move_result,
    reach,
    reachability,
    static_field,
)

READER = defined("Lm/Reader;", {"read()V": code(READ_IMEI)}, static=["read()V"])
AGREED = "Lm/State;->agreed:Z"
STATE = DefinedClass("Lm/State;", "Ljava/lang/Object;", (), fields=[DefinedField("agreed:Z", is_static=True)])


def stores(key: str, value: int) -> list[object]:
    return [const_string(6, key), const(7, value), call("interface", PUT_BOOLEAN, 5, 6, 7)]


def guarded(start: list[object], *classes: object, shown: list[object] | None = None) -> bool:
    """Whether Reader.read, called at the end of Application.onCreate, waits for consent.

    `shown` is what a method does that nothing at launch calls.
    """
    body = code(*start, call("static", "Lm/Reader;->read()V"), label("end"))
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION)
    main = defined("Lm/Main;", {"<init>()V": code(), "clicked()V": code(*(shown or []))}, superclass=ACTIVITY)
    given = manifest(application="m.App", launcher="m.Main")
    found = reach(reachability(given, dex(app, main, READER, *classes)), "m.Reader.read")
    assert found.phase == "pre_consent"
    return found.guarded


@pytest.mark.parametrize(
    ("name", "default", "test", "stored", "expected"),
    [
        ("hasAgreed", 0, "eqz", [], True),
        ("hasAgreed", 0, "eqz", stores("k7", 1), False),
        ("hasAgreed", 0, "eqz", stores("k7", 0), True),  # the default, once more
        ("hasAgreed", 0, "eqz", stores("k8", 1), True),  # another setting
        ("isFirstRun", 1, "nez", [], True),
        ("isFirstRun", 1, "nez", stores("k7", 0), False),
        ("isFirstRun", 1, "nez", stores("k7", 1), True),
    ],
)
def test_a_method_of_a_setting_that_launch_stores_is_not_believed(name, default, test, stored, expected: bool):
    says = code(flag(1, "k7", default), give(1))
    gate = defined("Lm/Gate;", {f"{name}()Z": says}, static=[f"{name}()Z"])
    asks = [call("static", f"Lm/Gate;->{name}()Z"), move_result(1), branch(test, 1, "end")]
    assert guarded([*stored, *asks], gate) is expected
    assert guarded(asks, gate, shown=stored)  # a person's click stores it


@pytest.mark.parametrize(
    ("default", "stored", "expected"),
    [(0, [], True), (0, stores("k7", 1), False), (0, stores("k8", 1), True), (1, [], False)],
)
def test_a_field_of_a_setting_that_launch_stores_or_that_says_yes_is_not_believed(default, stored, expected: bool):
    loads = [flag(1, "k7", default), static_field("put-boolean", 1, AGREED)]
    asks = [static_field("get-boolean", 2, AGREED), branch("eqz", 2, "end")]
    assert guarded([*stored, *loads, *asks], STATE) is expected


SETS, HANDS = "set(Z)V", "hand(Z)V"
ON_ITS_SIDE = [flag(1, "privacy_agreed"), branch("eqz", 1, "skip")]


@pytest.mark.parametrize(
    ("method", "given", "expected"),
    [
        (SETS, [const(1, 1)], False),
        (SETS, [const(1, 0)], True),
        (SETS, [call("static", "Lm/Net;->isOn()Z"), move_result(1)], True),
        (HANDS, [const(1, 1)], False),
        (HANDS, [const(1, 0)], True),
    ],
)
def test_a_field_that_launch_hands_yes_to_is_not_believed(method: str, given: list[object], expected: bool):
    sets = code(static_field("put-boolean", 9, AGREED), incoming=1)
    hands = code(call("static", f"Lm/Gate;->{SETS}", 9), incoming=1)
    gate = defined("Lm/Gate;", {SETS: sets, HANDS: hands}, static=[SETS, HANDS])
    hand = [*given, call("static", f"Lm/Gate;->{method}", 1)]
    asks = [static_field("get-boolean", 2, AGREED), branch("eqz", 2, "end")]
    assert guarded([*hand, *asks], gate, STATE) is expected
    assert guarded(asks, gate, STATE, shown=hand)  # a person's click
    assert guarded([*ON_ITS_SIDE, *hand, label("skip"), *asks], gate, STATE)  # somebody has agreed before


@pytest.mark.parametrize(
    ("key", "default", "test", "stored", "expected"),
    [
        ("need_agree_privacy", 1, "nez", 0, False),
        ("need_agree_privacy", 1, "nez", 1, True),
        ("is_first_launch", 1, "nez", 0, False),
        ("privacy_agreed", 0, "eqz", 1, False),
        ("privacy_agreed", 0, "eqz", 0, True),
    ],
)
def test_a_setting_that_launch_takes_back_or_gives_guards_nothing(key, default, test, stored, expected: bool):
    """A name that says "not yet" is as little believed as one that says "agreed" once launch itself has said so."""
    asks = [*flag(1, key, default), branch(test, 1, "end")]
    assert guarded([*stores(key, stored), *asks]) is expected
    assert guarded(asks, shown=stores(key, stored))  # a person's click


TEXT = "Ljava/lang/String;"
PREFERENCES = "Landroid/content/SharedPreferences;"
EDITOR = "Landroid/content/SharedPreferences$Editor;"


@pytest.mark.parametrize(("stored", "expected"), [("1", False), ("true", False), ("0", True), ("", True)])
def test_a_text_that_launch_stores_as_an_agreement_guards_nothing(stored: str, expected: bool):
    stores_text = [
        const_string(6, "privacy_agreed"), const_string(7, stored),
        call("interface", f"{EDITOR}->putString({TEXT}{TEXT}){EDITOR}", 5, 6, 7),
    ]  # fmt: skip
    asks = [
        const_string(6, "privacy_agreed"), const_string(7, ""),
        call("interface", f"{PREFERENCES}->getString({TEXT}{TEXT}){TEXT}", 5, 6, 7), move_result(1, reference=True),
        const_string(2, "1"), call("virtual", f"{TEXT}->equals(Ljava/lang/Object;)Z", 2, 1), move_result(1),
        branch("eqz", 1, "end"),
    ]  # fmt: skip
    assert guarded([*stores_text, *asks]) is expected
    assert guarded(asks, shown=stores_text)


FIRST = "Lm/State;->isFirstLaunch:Z"
IS_FIRST = DefinedClass("Lm/State;", "Ljava/lang/Object;", (), fields=[DefinedField("isFirstLaunch:Z", is_static=True)])


@pytest.mark.parametrize(
    ("sets", "expected"), [([], False), ([*flag(1, "k7", 1), static_field("put-boolean", 1, FIRST)], True)]
)
def test_a_field_of_that_name_that_nothing_sets_is_not_believed(sets: list[object], expected: bool):
    asks = [static_field("get-boolean", 2, FIRST), branch("nez", 2, "end")]
    assert guarded([*sets, *asks], IS_FIRST) is expected
