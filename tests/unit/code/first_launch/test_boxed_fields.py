"""Truth values that fields keep as objects: what their class begins them as, and what the manifest decides of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedField
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    give,
    move_result,
    static_field,
)

BOOLEAN, BUNDLE = "Ljava/lang/Boolean;", "Landroid/os/Bundle;"
FLAG = f"Lm/Sdk;->done:{BOOLEAN}"
TAKEN_OUT = [static_field("get-object", 1, FLAG), call("virtual", f"{BOOLEAN}->booleanValue()Z", 1), move_result(1)]
BOXED = [call("static", f"{BOOLEAN}->valueOf(Z){BOOLEAN}", 1), move_result(1, reference=True)]
KEEP = static_field("put-object", 1, FLAG)


def sdk(**methods):
    """The class that keeps the flag, with methods of its own."""
    named = {"_clinit_": "<clinit>()V", "load": "load()V", "isOn": "isOn()Z"}
    made = {named[each]: body for each, body in methods.items()}
    built = defined("Lm/Sdk;", made, static=tuple(made))
    return replace(built, fields=[DefinedField(f"done:{BOOLEAN}", is_static=True)])


BEGINS = {
    "a constant": lambda value: [static_field("get-object", 1, f"{BOOLEAN}->{'TRUE' if value else 'FALSE'}:{BOOLEAN}")],
    "a boxed one": lambda value: [const(1, value), *BOXED],
}


@pytest.mark.parametrize("begins", BEGINS.values(), ids=BEGINS)
@pytest.mark.parametrize(("value", "test", "runs"), [(0, "nez", True), (1, "eqz", True), (1, "nez", False)])
def test_what_a_class_begins_it_as(begins, value: int, test: str, *, runs: bool) -> None:
    kept = sdk(_clinit_=code(*begins(value), KEEP))
    once = [*TAKEN_OUT, branch(test, 1, "end"), READ, const(1, 1), *BOXED, KEEP, END]
    assert (asked(*once, others=[kept]) == []) is runs


def test_what_another_method_may_give_it_first() -> None:
    kept = sdk(_clinit_=code(const(1, 0), *BOXED, KEEP), load=code(const(1, 1), *BOXED, KEEP))
    found = asked(call("static", "Lm/Sdk;->load()V"), *TAKEN_OUT, branch("nez", 1, "end"), READ, END, others=[kept])
    assert [kind for kind, _ in found] == ["other"]


def by_manifest(default: int) -> list[Instruction]:
    """`load` keeps what the manifest says of a switch, or the default."""
    return [
        static_field("get-object", 2, f"Landroid/content/pm/ApplicationInfo;->metaData:{BUNDLE}"),
        const_string(3, "com.example.AutoLog"),
        const(4, default),
        call("virtual", f"{BUNDLE}->getBoolean(Ljava/lang/String;Z)Z", 2, 3, 4),
        move_result(1),
    ]


@pytest.mark.parametrize(
    ("default", "stated", "runs"), [(1, (), True), (0, (), False), (1, ("com.example.AutoLog",), False)]
)
def test_what_the_manifest_says_or_leaves_out(default: int, stated: tuple[str, ...], *, runs: bool) -> None:
    load = code(*by_manifest(default), *BOXED, KEEP)
    kept = sdk(load=load, isOn=code(*TAKEN_OUT, give(1)))
    asks = [call("static", "Lm/Sdk;->isOn()Z"), move_result(1), branch("eqz", 1, "end")]
    found = asked(call("static", "Lm/Sdk;->load()V"), *asks, READ, END, others=[kept], meta_data=frozenset(stated))
    assert (found == []) is runs
