"""What waits for a state of the app that nothing at launch brings about does not run at a first launch."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    compare,
    const,
    const_string,
    defined,
    flag,
    give,
    label,
    move_result,
    new,
    static_field,
)

TEXT = "Ljava/lang/String;"
FLAG = "Lm/State;->warm:Z"
STATE = DefinedClass("Lm/State;", "Ljava/lang/Object;", (), fields=[DefinedField("warm:Z", is_static=True)])
SETS: list[Instruction] = [const(1, 1), static_field("put-boolean", 1, FLAG)]
WAITS = [static_field("get-boolean", 1, FLAG), branch("eqz", 1, "end"), READ, END]
UNSET = [("unset", "m.State.warm")]
PUT = f"Landroid/content/SharedPreferences$Editor;->putBoolean({TEXT}Z)Landroid/content/SharedPreferences$Editor;"


def setter(*body: Instruction | list[Instruction], name: str = "Lm/Setter;") -> DefinedClass:
    return defined(name, {"go(Z)V": code(*body, registers=10, incoming=1)}, static=["go(Z)V"])


def test_nothing_sets_the_flag():
    assert asked(*WAITS, others=[STATE]) == UNSET


def test_what_waits_for_the_flag_not_to_be_set():
    body = [static_field("get-boolean", 1, FLAG), branch("nez", 1, "end"), READ, END]
    assert asked(*body, others=[STATE]) == []


def test_a_tap_sets_the_flag():
    listener = defined(
        "Lm/Tap;",
        {"<init>()V": code(), "onClick(Landroid/view/View;)V": code(*SETS, incoming=2)},
        interfaces=["Landroid/view/View$OnClickListener;"],
    )
    listen = "Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V"
    shows = [new(2, "Lm/Tap;"), call("direct", "Lm/Tap;-><init>()V", 2), call("virtual", listen, 3, 2)]
    assert asked(*shows, *WAITS, others=[STATE, listener]) == UNSET


def test_launch_sets_the_flag():
    assert asked(*SETS, *WAITS, others=[STATE]) == [("other", "m.State.warm")]


def test_launch_sets_it_to_what_it_was():
    assert asked(const(1, 0), static_field("put-boolean", 1, FLAG), *WAITS, others=[STATE]) == UNSET


def test_launch_sets_it_only_where_a_setting_is_stored():
    """What the setting is, nothing at launch changes."""
    body = [*flag(2, "before"), branch("eqz", 2, "on"), *SETS, label("on"), *WAITS]
    assert asked(*body, others=[STATE]) == UNSET
    stored = [const_string(3, "before"), const(4, 1), call("interface", PUT, 5, 3, 4)]
    assert asked(*stored, *body, others=[STATE]) == [("other", "m.State.warm"), ("stored", "before")]


def test_an_object_that_launch_keeps_only_where_a_setting_is_stored():
    """if (settings.getBoolean("before", false)) State.link = new Link(); if (State.link != null) read()"""
    link = "Lm/State;->link:Lm/Link;"
    state = replace(STATE, fields=[DefinedField("link:Lm/Link;", is_static=True)])
    keeps = [new(1, "Lm/Link;"), static_field("put-object", 1, link)]
    waits = [static_field("get-object", 1, link), branch("eqz", 1, "end"), READ, END]
    body = [*flag(2, "before"), branch("eqz", 2, "on"), *keeps, label("on"), *waits]
    others = [state, defined("Lm/Link;", {"<init>()V": code()})]
    assert asked(*body, others=others) == [("unset", "m.State.link")]
    assert ("unset", "m.State.link") not in asked(*keeps, *waits, others=others)
    stored = [const_string(3, "before"), const(4, 1), call("interface", PUT, 5, 3, 4)]
    assert ("unset", "m.State.link") not in asked(*stored, *body, others=others)


@pytest.mark.parametrize(("passed", "expected"), [(0, UNSET), (1, [("other", "m.State.warm")])])
def test_a_method_that_is_told_what_to_set(passed: int, expected: list[tuple[str, str]]):
    own = setter(static_field("put-boolean", 9, FLAG))
    body = [const(2, passed), call("static", "Lm/Setter;->go(Z)V", 2), *WAITS]
    assert asked(*body, others=[STATE, own]) == expected


def test_a_method_that_only_code_calls_which_does_not_run():
    own = setter(*SETS)
    body = [
        *flag(2, "before"),
        branch("eqz", 2, "on"),
        const(2, 1),
        call("static", "Lm/Setter;->go(Z)V", 2),
        label("on"),
    ]
    assert asked(*body, *WAITS, others=[STATE, own]) == UNSET


def test_a_setting_that_only_code_stores_which_does_not_run():
    """The store is behind another setting, which nothing stores."""
    stores = [const_string(3, "ready"), const(4, 1), call("interface", PUT, 5, 3, 4)]
    body = [*flag(2, "before"), branch("eqz", 2, "on"), *stores, label("on")]
    waits = [*flag(1, "ready"), branch("eqz", 1, "end"), READ, END]
    assert asked(*body, *waits) == [("unstored", "ready")]
    assert asked(*stores, *waits) == [("stored", "ready")]


def test_a_service_that_the_system_runs_sets_it():
    """When a receiver runs nobody can tell: nothing is said of the flag."""
    receiver = defined(
        "Lm/Receiver;",
        {"<init>()V": code(), "onReceive(Landroid/content/Context;Landroid/content/Intent;)V": code(*SETS, incoming=3)},
        superclass="Landroid/content/BroadcastReceiver;",
    )
    register = [new(2, "Lm/Receiver;"), call("direct", "Lm/Receiver;-><init>()V", 2),
                 call("virtual", "Landroid/content/Context;->registerReceiver(Landroid/content/BroadcastReceiver;"
                                 "Landroid/content/IntentFilter;)Landroid/content/Intent;", 0, 2, 3)]  # fmt: skip
    assert asked(*register, *WAITS, others=[STATE, receiver]) == [("other", "m.State.warm")]


def test_a_method_that_gives_what_a_field_of_two_values_is_not():
    """The number is 0, or 1 once launch has gone on; the method asks whether it is 2."""
    number = DefinedClass("Lm/Step;", "Ljava/lang/Object;", (), fields=[DefinedField("step:I", is_static=True)])
    steps = "Lm/Step;->step:I"
    asked_for = [static_field("get", 1, steps), const(2, 2), compare("eq", 1, 2, "yes")]
    says = code(*asked_for, const(1, 0), give(1), label("yes"), const(1, 1), give(1), registers=4)
    asks = defined("Lm/Asks;", {"isOld()Z": says}, static=["isOld()Z"])

    def waits(value: int) -> list[tuple[str, str]]:
        body = [const(1, value), static_field("put", 1, steps), call("static", "Lm/Asks;->isOld()Z"), move_result(1),
                branch("eqz", 1, "end"), READ, END]  # fmt: skip
        return asked(*body, others=[number, asks])

    assert waits(1) == [("unset", "m.Asks.isOld")]
    assert waits(2) == [("other", "m.Asks.isOld")]


def test_a_register_that_held_a_number_before():
    """What a call gives is no matter of what its register held."""
    body = [const(1, 1), call("static", "Lm/Ids;->isReady()Z"), move_result(1), branch("eqz", 1, "end"), READ, END]
    own = defined("Lm/Ids;", {"isReady()Z": code(call("static", "La/B;->c()Z"), move_result(0), give(0))},
                  static=["isReady()Z"])  # fmt: skip
    assert asked(*body, others=[own]) == [("other", "m.Ids.isReady")]


def test_a_text_that_a_field_keeps_of_a_setting():
    """this.token = settings.getString("token", ""); if (!TextUtils.isEmpty(this.token)) read()"""
    kept = f"Lm/Session;->token:{TEXT}"
    get = f"Landroid/content/SharedPreferences;->getString({TEXT}{TEXT}){TEXT}"
    keeps = [const_string(2, "token"), const_string(3, ""), call("interface", get, 4, 2, 3),
             move_result(2, reference=True), static_field("put-object", 2, kept)]  # fmt: skip
    session = defined("Lm/Session;", {"<clinit>()V": code(*keeps)})
    token = replace(session, fields=[DefinedField(f"token:{TEXT}", is_static=True)])
    empty = "Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z"
    waits = [static_field("get-object", 1, kept), call("static", empty, 1), move_result(1), branch("nez", 1, "end")]
    unset = [("unset", "android.text.TextUtils.isEmpty")]
    assert asked(*waits, READ, END, others=[token]) == unset
    put = PUT.replace("putBoolean", "putString").replace(f"({TEXT}Z)", f"({TEXT}{TEXT})")
    stored = [const_string(2, "token"), const_string(3, "x"), call("interface", put, 4, 2, 3)]
    assert asked(*stored, *waits, READ, END, others=[token]) != unset


def test_a_method_that_gives_one_of_two_numbers_by_a_setting():
    """isIn() { return isBlank(settings.getString("token", null)) ? 0 : 1; }: what it gives is told by the setting."""
    get = f"Landroid/content/SharedPreferences;->getString({TEXT}{TEXT}){TEXT}"
    text = code(const_string(1, "token"), const(2, 0), call("interface", get, 3, 1, 2), move_result(1, reference=True),
                (1 << 8 | 0x11,))  # fmt: skip
    blank = code(
        branch("eqz", 8, "none"), const(1, 0), give(1), label("none"), const(1, 1), give(1), registers=9, incoming=1
    )
    is_in = code(call("static", f"Lm/Account;->text(){TEXT}"), move_result(1, reference=True),
                 call("static", f"Lm/Account;->isBlank({TEXT})Z", 1), move_result(1), branch("nez", 1, "out"),
                 const(1, 1), give(1), label("out"), const(1, 0), give(1))  # fmt: skip
    methods = {f"text(){TEXT}": text, f"isBlank({TEXT})Z": blank, "isIn()Z": is_in}
    account = defined("Lm/Account;", methods, static=list(methods))
    waits = [call("static", "Lm/Account;->isIn()Z"), move_result(1)]
    assert asked(*waits, branch("eqz", 1, "end"), READ, END, others=[account]) == [("unstored", "token")]
    assert asked(*waits, branch("nez", 1, "end"), READ, END, others=[account]) == []
    put = PUT.replace("putBoolean", "putString").replace(f"({TEXT}Z)", f"({TEXT}{TEXT})")
    stored = [const_string(2, "token"), const_string(3, "x"), call("interface", put, 4, 2, 3)]
    assert asked(*waits, branch("eqz", 1, "end"), READ, END, *stored, others=[account]) == [("stored_first", "token")]
