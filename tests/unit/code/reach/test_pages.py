"""A page runs at a first launch only where something that runs then opens it."""

from __future__ import annotations

from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    ACTIVITY,
    Instruction,
    branch,
    call,
    code,
    const_class,
    defined,
    flag,
    move_result,
    new,
)

INTENT = "Landroid/content/Intent;"
MAKE = f"{INTENT}-><init>(Landroid/content/Context;Ljava/lang/Class;)V"
START = f"Landroid/app/Application;->startActivity({INTENT})V"
INIT = "Lm/Base;->init()V"
BASE = defined("Lm/Base;", {"<init>()V": code(), "init()V": code(), "onCreate(Landroid/os/Bundle;)V": code(
    call("virtual", INIT, 8), incoming=2)}, superclass=ACTIVITY)  # fmt: skip
HOME = defined("Lm/Home;", {"<init>()V": code(), "init()V": code()}, superclass="Lm/Base;")
LOGIN = defined("Lm/Login;", {"<init>()V": code(), "init()V": code(READ)}, superclass="Lm/Base;")
PAGES = [BASE, HOME, LOGIN]
UNOPENED = ("unopened", "android.content.Context.startActivity")


def opens(page: str) -> list[Instruction]:
    return [*new(1, INTENT)[:1], const_class(2, page), call("direct", MAKE, 1, 0, 2), call("virtual", START, 0, 1)]


HOME_FIRST = opens("Lm/Home;")
OTHER = [call("static", "Lm/Ids;->last()I"), move_result(3), branch("eqz", 3, "end")]


def test_a_page_that_a_setting_opens_which_nothing_has_stored():
    body = [*HOME_FIRST, *flag(4, "seen"), branch("eqz", 4, "end"), *opens("Lm/Login;"), END]
    assert asked(*body, others=PAGES) == [("unstored", "seen"), UNOPENED]


def test_a_page_that_is_opened_because_nothing_is_stored():
    body = [*HOME_FIRST, *flag(4, "seen"), branch("nez", 4, "end"), *opens("Lm/Login;"), END]
    assert asked(*body, others=PAGES) == []


def test_a_page_that_is_opened_whenever_the_app_starts():
    assert asked(*HOME_FIRST, *opens("Lm/Login;"), others=PAGES) == []


def test_a_page_that_something_else_decides_on_says_so():
    shown = code(*OTHER, *opens("Lm/Login;"), END)
    elsewhere = defined("Lm/Elsewhere;", {"go()V": shown}, static=["go()V"])
    body = [*HOME_FIRST, call("static", "Lm/Elsewhere;->go()V")]
    assert asked(*body, others=[*PAGES, elsewhere]) == [("other", "m.Ids.last")]


def test_a_page_that_opens_itself_is_not_opened_by_that():
    again = defined("Lm/Login;", {"<init>()V": code(), "init()V": code(READ, *opens("Lm/Login;"))},
                    superclass="Lm/Base;")  # fmt: skip
    body = [*HOME_FIRST, *flag(4, "seen"), branch("eqz", 4, "end"), *opens("Lm/Login;"), END]
    assert asked(*body, others=[BASE, HOME, again]) == [("unstored", "seen"), UNOPENED]
