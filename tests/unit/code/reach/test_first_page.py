"""A page that the launcher starts is the first of its task; one that the app opens from there is not."""

from __future__ import annotations

import pytest
from tests.support.first_launch import READ, way_from
from tests.support.program_assembly import (
    ACTIVITY,
    RETURN_VOID,
    Instruction,
    branch,
    call,
    code,
    const_class,
    const_string,
    defined,
    label,
    move_result,
    new,
)

INTENT = "Landroid/content/Intent;"


def is_first(owner: str) -> list[Instruction]:
    return [call("virtual", f"{owner}->isTaskRoot()Z", 9), move_result(1)]


def text_of(owner: str, action: str) -> list[Instruction]:
    """action.equals(getIntent().getAction()) in register 1."""
    return [
        call("virtual", f"{owner}->getIntent(){INTENT}", 9), move_result(0, reference=True),
        call("virtual", f"{INTENT}->getAction()Ljava/lang/String;", 0), move_result(2, reference=True),
        const_string(3, action), call("virtual", "Ljava/lang/String;->equals(Ljava/lang/Object;)Z", 3, 2),
        move_result(1),
    ]  # fmt: skip


def opened_again(owner: str) -> list[Instruction | list[Instruction]]:
    """if (!isTaskRoot() && the action is the launcher's) { finish(); return; }"""
    return [
        *is_first(owner), branch("nez", 1, "on"), *text_of(owner, "android.intent.action.MAIN"),
        branch("eqz", 1, "on"), call("virtual", f"{owner}->finish()V", 9), RETURN_VOID, label("on"),
    ]  # fmt: skip


def conditions(main, *others) -> list[tuple[str, str]]:
    return [(each.kind, each.subject) for each in way_from(main, *others).conditions]


@pytest.mark.parametrize("asks_action", [False, True])
def test_the_page_that_the_launcher_starts(asks_action: bool):
    plain = [*is_first("Lm/Main;"), branch("nez", 1, "on"), RETURN_VOID, label("on")]
    body = opened_again("Lm/Main;") if asks_action else plain
    assert conditions({"onCreate()V": code(*body, READ, incoming=1)}) == []


def test_a_page_that_the_app_opens():
    made = [
        (1 << 8 | 0x22, new(1, INTENT)[0][1]), const_class(2, "Lm/Page;"),
        call("direct", f"{INTENT}-><init>(Landroid/content/Context;Ljava/lang/Class;)V", 1, 9, 2),
        call("virtual", f"Lm/Main;->startActivity({INTENT})V", 9, 1),
    ]  # fmt: skip
    body = [*is_first("Lm/Page;"), branch("nez", 1, "on"), RETURN_VOID, label("on"), READ]
    page = defined("Lm/Page;", {"<init>()V": code(), "onCreate()V": code(*body, incoming=1)}, superclass=ACTIVITY)
    assert conditions({"onCreate()V": code(*made, incoming=1)}, page) == [("other", "m.Page.isTaskRoot")]


def test_what_runs_only_where_another_page_is_below():
    body = [*is_first("Lm/Main;"), branch("nez", 1, "end"), READ, label("end")]
    assert ("other_value", "m.Main.isTaskRoot") in conditions({"onCreate()V": code(*body, incoming=1)})
