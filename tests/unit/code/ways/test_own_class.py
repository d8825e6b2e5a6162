"""What a base class asks of the page that it is: the one that the launcher starts answers, or one that is opened."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import type_
from tests.support.first_launch import READ, READ_HERE, READER
from tests.support.program_assembly import (
    ACTIVITY,
    Instruction,
    branch,
    call,
    code,
    const_class,
    defined,
    dex,
    label,
    manifest,
    new,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.code.ways.way import Way
from appaudit.dex import read_code

SPLASH, HOME, BASE = "Lm/Splash;", "Lm/Home;", "Lm/Base;"
INTENT = "Landroid/content/Intent;"
START: list[Instruction] = [
    *new(1, INTENT)[:1],
    const_class(2, HOME),
    call("direct", f"{INTENT}-><init>(Landroid/content/Context;Ljava/lang/Class;)V", 1, 9, 2),
    call("virtual", f"{ACTIVITY}->startActivity({INTENT})V", 9, 1),
]
END = label("end")


def instance_of(register: int, value: int, descriptor: str) -> Instruction:
    return (value << 12 | register << 8 | 0x20, type_(descriptor))


def unless(descriptor: str, object_register: int = 9) -> list[Instruction]:
    """The read, where `this` is of another class."""
    return [instance_of(3, object_register, descriptor), branch("nez", 3, "end"), READ, END]


def way(*resumed: Instruction | list[Instruction], opens: list[Instruction], more=None, launcher: str = "m.Splash"):
    """The way to the read in an app whose pages have a base class that does this when they are shown."""
    base = defined(BASE, {"<init>()V": code(), "onResume()V": code(*resumed, incoming=1), **(more or {})},
                   superclass=ACTIVITY)  # fmt: skip
    splash = defined(SPLASH, {"<init>()V": code(), "onCreate()V": code(*opens, incoming=1)}, superclass=BASE)
    below = defined("Lm/Below;", {"<init>()V": code()}, superclass=SPLASH)
    home = defined(HOME, {"<init>()V": code()}, superclass=BASE)
    codes, errors = read_code([("classes.dex", dex(base, splash, below, home, READER))])
    assert not errors
    facts = manifest(launcher=launcher, components={"m.Home": "activity"})
    found = Reachability(codes, facts, shipped_lexicons().consent)
    (only,) = found.under_conditions([READ_HERE], [Constants(each) for each in codes])
    return only


def kinds(found: Way | None) -> list[str]:
    assert found is not None
    return [condition.kind for condition in found.conditions]


@pytest.mark.parametrize("launcher", ["m.Splash", "m.Below"], ids=["itself", "below it"])
def test_a_page_that_the_branch_leaves_out(launcher: str):
    """What a shrinker or a generator puts below the page is that page as well."""
    assert kinds(way(*unless(SPLASH), opens=[], launcher=launcher)) == ["other_value"]


def test_a_page_that_the_branch_means():
    assert kinds(way(*unless(HOME), opens=[])) == []
    only = [instance_of(3, 9, SPLASH), branch("eqz", 3, "end"), READ, END]
    assert kinds(way(*only, opens=[])) == []


def test_a_page_that_the_first_one_opens_is_another_one():
    found = way(*unless(SPLASH), opens=START)
    assert kinds(found) == []
    assert found is not None
    assert found.chain[0].startswith("m.Splash.onCreate")


def test_what_the_base_class_asks_further_on():
    ask = {"ask()V": code(*unless(SPLASH), incoming=1)}
    assert kinds(way(call("virtual", f"{BASE}->ask()V", 9), opens=[], more=ask)) == ["other_value"]
    assert kinds(way(call("virtual", f"{BASE}->ask()V", 9), opens=START, more=ask)) == []


def test_an_object_that_is_not_the_own_one_may_be_any():
    parent = f"{ACTIVITY}->getParent(){ACTIVITY}"
    asked = [call("virtual", parent, 9), (4 << 8 | 0x0C,), *unless(SPLASH, object_register=4)]
    assert kinds(way(*asked, opens=[])) == []
