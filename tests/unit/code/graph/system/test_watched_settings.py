"""Listeners of settings run where something stores the setting that they ask for, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.support.first_launch import END, MAIN, READ, READER, asked
from tests.support.program_assembly import (
    APPLICATION,
    PUT_BOOLEAN,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    flag,
    manifest,
    move_result,
    new,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.dex import read_code

TEXT, PREFERENCES = "Ljava/lang/String;", "Landroid/content/SharedPreferences;"
LISTENER = "Landroid/content/SharedPreferences$OnSharedPreferenceChangeListener;"
REGISTERS = [
    new(4, "Lm/Listens;"),
    call("interface", f"{PREFERENCES}->registerOnSharedPreferenceChangeListener({LISTENER})V", 5, 4),
]


def stored(key: str) -> list[Instruction]:
    return [const_string(2, key), const(3, 1), call("interface", PUT_BOOLEAN, 5, 2, 3)]


def listener(key: str, *asks: Instruction | list[Instruction], after: Sequence[Instruction | list[Instruction]] = ()):
    """It does something where it is told of this key, and where the rest of what it asks says so."""
    equals = [const_string(2, key), call("virtual", f"{TEXT}->equals(Ljava/lang/Object;)Z", 2, 9), move_result(1)]
    told = code(*equals, branch("eqz", 1, "end"), *asks, READ, END, *after, registers=10, incoming=3)
    signature = f"onSharedPreferenceChanged({PREFERENCES}{TEXT})V"
    return defined("Lm/Listens;", {"<init>()V": code(), signature: told}, interfaces=[LISTENER])


@pytest.mark.parametrize(
    ("body", "phase"),
    [
        ([*REGISTERS, *stored("ready")], "pre_consent"),
        ([*new(4, "Lm/Listens;"), *stored("ready")], "other"),
        (REGISTERS, "other"),
        ([*REGISTERS, *stored("seen")], "other"),
        ([*REGISTERS, const_string(2, "ready"), call("static", f"Lx/Any;->any({TEXT})Z", 2)], "other"),
    ],
    ids=["launch stores it", "nothing registers it", "nothing stores it", "another one is stored", "it is only asked"],
)
def test_a_listener_runs_where_launch_stores_what_it_asks_for(body, phase: str):
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, READER, listener("ready")))])
    assert not errors
    found = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    assert found.of("m.Reader", "m.Reader.read()V", "").phase == phase


ASKS = [*flag(1, "ready"), branch("eqz", 1, "end")]
ELSE = [const_string(2, "seen"), call("virtual", f"{TEXT}->equals(Ljava/lang/Object;)Z", 2, 9)]


@pytest.mark.parametrize(
    ("keys", "told", "expected"),
    [
        (["ready"], listener("ready", *ASKS), [("stored", "ready")]),
        (["ready"], listener("ready", *flag(1, "warm"), branch("eqz", 1, "end")), [("unstored", "warm")]),
        (["seen"], listener("ready", after=ELSE), [("unset", "java.lang.String.equals"), ("comparison", '"ready"')]),
        (["ready", "seen"], listener("ready", *ASKS, after=ELSE), [("comparison", '"ready"'), ("stored", "ready")]),
    ],
    ids=["it is stored before", "it asks for another one", "it is told of another one", "it is told of two"],
)
def test_what_a_listener_waits_for(keys: list[str], told, expected):
    """A listener that asks for two keys is told of the one that is stored."""
    assert asked(*REGISTERS, *(each for key in keys for each in stored(key)), others=[told]) == expected
