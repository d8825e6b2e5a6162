"""What an app asks of itself and a first launch answers as it needs it: whether it was here before, and who calls."""

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
    label,
    move_result,
    static_field,
)

DONE = "Lm/Core;->done:Z"
GETTER = {"d()Z": code(static_field("get-boolean", 0, DONE), give(0))}
NOTES = [const(0, 1), static_field("put-boolean", 0, DONE)]


def core(**more):
    """A class that keeps whether it was here, and gives that by a method."""
    methods = {**GETTER, **{f"{name}()V": body for name, body in more.items()}}
    return replace(defined("Lm/Core;", methods, static=list(methods)), fields=[DefinedField("done:Z", is_static=True)])


def behind(test: str, *then: Instruction | list[Instruction]) -> list[Instruction | list[Instruction]]:
    return [call("static", "Lm/Core;->d()Z"), move_result(1), branch(test, 1, "end"), *then, READ, END]


@pytest.mark.parametrize(
    ("then", "first", "found"),
    [
        ([call("static", "Lm/Core;->begin()V")], [], []),
        ([], [call("static", "Lm/Core;->begin()V")], [("other", "m.Core.d")]),
        ([], [], []),
    ],
    ids=["sets it behind", "sets it before", "never sets it"],
)
def test_who_asks_whether_it_was_here_before(then, first, found):
    assert asked(*first, *behind("nez", *then), others=[core(begin=code(NOTES))]) == found


def test_a_flag_that_other_code_sets():
    begins = call("static", "Lm/Core;->begin()V")
    other = defined("Lm/Other;", {"go()V": code(begins)}, static=["go()V"])
    goes = call("static", "Lm/Other;->go()V")
    state = core(begin=code(NOTES))
    assert asked(*behind("nez", begins), goes, others=[state, other]) == []
    assert asked(*behind("nez"), goes, others=[state, other]) == []
    assert asked(goes, *behind("nez", begins), others=[state, other]) == [("other", "m.Core.d")]


TRACE = "[Ljava/lang/StackTraceElement;"
CALLERS = [call("virtual", f"Ljava/lang/Thread;->getStackTrace(){TRACE}", 6), move_result(1, reference=True)]
NAMES = [call("virtual", "Ljava/lang/StackTraceElement;->getMethodName()Ljava/lang/String;", 2),
         move_result(2, reference=True)]  # fmt: skip
SAME = [call("virtual", "Ljava/lang/String;->equals(Ljava/lang/Object;)Z", 2, 9), move_result(0), give(0)]


@pytest.mark.parametrize(("asks", "is_told"), [([*CALLERS, *NAMES], False), (NAMES, True)], ids=["callers", "a name"])
@pytest.mark.parametrize("test", ["eqz", "nez"])
def test_who_asks_whether_some_method_called(asks, is_told: bool, test: str):
    """if (!calledBy("onResume")) throw …; other names say nothing, nor does what runs for other callers alone."""
    check = "b(Ljava/lang/String;)Z"
    guard = defined("Lm/Guard;", {check: code(asks, SAME, incoming=1)}, static=[check])
    body = [const_string(3, "onResume"), call("static", f"Lm/Guard;->{check}", 3), move_result(1)]
    found = asked(*body, branch(test, 1, "end"), READ, END, others=[guard])
    assert found == ([("other", "m.Guard.b")] if is_told or test == "nez" else [])


@pytest.mark.parametrize(
    ("kind", "decides", "found"),
    [
        ("Landroid/content/Context;", [branch("nez", 9, "on")], []),
        ("I", [branch("nez", 9, "on")], [("other", "m.Guard.c")]),
        ("Landroid/content/Context;",
         [branch("nez", 9, "on"), call("static", "Lother/Net;->open()Z"), move_result(2), branch("nez", 2, "on")],
         [("other", "m.Guard.c")]),
    ],
    ids=["an object", "a number", "something else as well"],
)  # fmt: skip
def test_who_asks_whether_it_is_told_anything(kind: str, decides: list[Instruction], found):
    """if (context == null) { log(…); return false; } return true;"""
    check, log = (
        f"c({kind})Z",
        [const_string(3, "no context"), call("static", "Lother/Log;->e(Ljava/lang/String;)V", 3)],
    )
    says = code(decides, log, const(0, 0), give(0), label("on"), const(0, 1), give(0), incoming=1)
    body = [call("static", f"Lm/Guard;->{check}", 4), move_result(1), branch("eqz", 1, "end"), READ, END]
    assert asked(*body, others=[defined("Lm/Guard;", {check: says}, static=[check])]) == found


@pytest.mark.parametrize(("asks", "found"), [("length", []), ("optInt", [("downloaded", "optInt")])])
def test_how_much_there_is_says_nothing_of_where_it_is_from(asks: str, found: list[tuple[str, str]]):
    """if (header.length() > 0) return; asks whether the app has put anything in."""
    body = [call("virtual", f"Lorg/json/JSONObject;->{asks}()I", 8), move_result(2), branch("nez", 2, "end"), READ, END]
    assert asked(*body) == found
