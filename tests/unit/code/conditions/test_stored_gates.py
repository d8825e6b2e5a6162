"""A stored setting that a method of the app gives, beside something else that it may give first."""

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
    const,
    defined,
    flag,
    give,
    label,
    move_result,
    static_field,
)

KEY = "HAS_ALLOWED_ENTER"
DEBUG, CACHED = "Lm/Gate;->debug:Z", "Lm/Gate;->cached:Z"
HOOK, PATCH = "Lm/Gate;->hook:Ljava/util/concurrent/Callable;", "Lm/Gate;->$ipChange:Lm/Patch;"
CALLS_HOOK = call("interface", "Ljava/util/concurrent/Callable;->call()Ljava/lang/Object;", 1)
UNBOXES = [call("virtual", "Ljava/lang/Boolean;->booleanValue()Z", 1), move_result(1)]
GIVES = [*UNBOXES, give(1), label("on")]
#: What some app asks before the setting, by what it is.
HEADS: dict[str, list[Instruction]] = {
    "debug": [static_field("get-boolean", 1, DEBUG), branch("eqz", 1, "on"), const(1, 1), give(1), label("on")],
    "cached": [static_field("get-boolean", 1, CACHED), branch("eqz", 1, "on"), give(1), label("on")],
    "hook": [
        static_field("get-object", 1, HOOK), branch("eqz", 1, "on"),
        CALLS_HOOK, move_result(1, reference=True), *GIVES,
    ],
    "patch": [
        static_field("get-object", 1, PATCH), call("static", "Lm/Gate;->supports(Lm/Patch;)Z", 1), move_result(2),
        branch("eqz", 2, "on"), call("interface", "Lm/Patch;->dispatch()Ljava/lang/Object;", 1),
        move_result(1, reference=True), *GIVES,
    ],
}  # fmt: skip
REMOTE = [call("static", "Lm/Gate;->remote()Z"), move_result(1), branch("eqz", 1, "on"), give(1), label("on")]
SUPPORTS = code(
    branch("nez", 9, "patched"), const(0, 0), give(0),
    label("patched"), call("interface", "Lm/Patch;->supports()Z", 9), move_result(0), give(0), registers=10, incoming=1,
)  # fmt: skip
UNKNOWN = [call("static", "Ljava/lang/System;->identityHashCode(Ljava/lang/Object;)I", 0), move_result(0), give(0)]
WAITS = [call("static", "Lm/Gate;->hasAllowed()Z"), move_result(1), branch("eqz", 1, "end"), READ, END]


def gate(*head: Instruction | list[Instruction], default: int = 0) -> DefinedClass:
    static = {
        "hasAllowed()Z": code(*head, flag(0, KEY, default), give(0)),
        "passesOn()Z": code(call("static", "Lm/Gate;->hasAllowed()Z"), move_result(0), give(0)),
        "remote()Z": code(*UNKNOWN),
        "supports(Lm/Patch;)Z": SUPPORTS,
    }
    fields = [DefinedField(each.partition("->")[2], is_static=True) for each in (DEBUG, CACHED, HOOK, PATCH)]
    return replace(defined("Lm/Gate;", static, static=list(static)), fields=fields)


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_what_nothing_at_launch_sets_comes_to_nothing(head):
    assert asked(*WAITS, others=[gate(head)]) == [("unstored", KEY)]


@pytest.mark.parametrize(("name", "field"), [("debug", DEBUG), ("cached", CACHED)])
def test_launch_sets_it(name, field):
    sets = [const(1, 1), static_field("put-boolean", 1, field)]
    expected = [("stored", KEY)]
    assert asked(*sets, *WAITS, others=[gate(HEADS[name])]) == expected


def test_a_tap_sets_it():
    sets = code(const(1, 1), static_field("put-boolean", 1, CACHED), incoming=2)
    tap = defined(
        "Lm/Tap;", {"onClick(Landroid/view/View;)V": sets}, interfaces=["Landroid/view/View$OnClickListener;"]
    )
    assert asked(*WAITS, others=[tap, gate(HEADS["cached"])]) == [("unstored", KEY)]


def test_a_remote_switch_may_say_yes():
    assert asked(*WAITS, others=[gate(REMOTE)]) == [("stored", KEY)]


def test_a_method_that_passes_it_on():
    body = [call("static", "Lm/Gate;->passesOn()Z"), move_result(1), branch("eqz", 1, "end"), READ, END]
    assert asked(*body, others=[gate(REMOTE)]) == [("stored", KEY)]


def test_what_waits_for_no_is_not_kept_by_a_setting_that_says_no():
    body = [call("static", "Lm/Gate;->hasAllowed()Z"), move_result(1), branch("nez", 1, "end"), READ, END]
    assert asked(*body, others=[gate(REMOTE)]) == [("other", "m.Gate.hasAllowed")]
    assert asked(*body, others=[gate(REMOTE, default=1)]) == [("stored", KEY)]


def test_a_setting_that_says_yes_where_nothing_is_stored_keeps_nothing():
    assert asked(*WAITS, others=[gate(REMOTE, default=1)]) == [("other", "m.Gate.hasAllowed")]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("Ljava/util/Iterator;->hasNext()Z", []),
        ("Lm/Pages;->hasMorePages()Z", []),
        ("Lm/Gate;->hasEntered()Z", [("other", "m.Gate.hasEntered")]),
    ],
)
def test_what_an_app_has_is_no_element_of_a_list(method, expected):
    assert asked(call("interface", method, 0), move_result(1), branch("eqz", 1, "end"), READ, END) == expected
