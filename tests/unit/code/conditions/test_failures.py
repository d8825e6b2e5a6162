"""What is done only where something has failed, and near twins that a launch runs straight."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import type_
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import OBJECT, Instruction, call, code, defined, new

LISTENER, WAITER = "Lm/Listener;", "Lm/Waiter;"
FAILED = ("exception", "m.Waiter.onFailure")
FUNCTION = "Lio/reactivex/functions/Consumer;"
TASK = "Lm/Task;"


def cast(register: int, descriptor: str) -> Instruction:
    return (register << 8 | 0x1F, type_(descriptor))


def listening(*methods: str, reads_in: str):
    """A listener with these methods, and the task that calls them all."""
    none = {f"{each}()V": None for each in methods}
    own = {f"{each}()V": code(READ) if each == reads_in else code() for each in methods}
    calls = [call("interface", f"{LISTENER}->{each}()V", 9) for each in methods]
    return [
        defined(LISTENER, none),
        defined(WAITER, {"<init>()V": code(), **own}, interfaces=[LISTENER]),
        defined(TASK, {f"go({LISTENER})V": code(*calls, incoming=1)}, static=[f"go({LISTENER})V"]),
    ]


START = [*new(1, WAITER), call("static", f"{TASK}->go({LISTENER})V", 1)]


def test_a_listener_is_told_that_something_failed():
    assert asked(*START, others=listening("onSuccess", "onFailure", reads_in="onFailure")) == [FAILED]


def test_a_listener_is_told_that_something_came_about():
    assert asked(*START, others=listening("onSuccess", "onFailure", reads_in="onSuccess")) == []


def test_what_goes_on_after_an_error_is_set_up_straight():
    assert asked(*START, others=listening("onSuccess", "onErrorResumeNext", reads_in="onErrorResumeNext")) == []


def test_a_call_of_the_app_by_that_name_is_a_call():
    own = defined("Lm/Own;", {"onError()V": code(READ)}, static=["onError()V"])
    assert asked(call("static", "Lm/Own;->onError()V"), others=[own]) == []


def function(takes: str, *more: Instruction):
    """A function as compilers write one that takes something: it makes the object that before it does anything."""
    own = f"accept({takes})V"
    outer = code(*more, cast(9, takes), call("virtual", f"Lm/Function;->{own}", 8, 9), incoming=2)
    methods = {"<init>()V": code(), f"accept({OBJECT})V": outer, own: code(READ)}
    return defined("Lm/Function;", methods, interfaces=[FUNCTION])


@pytest.mark.parametrize(
    ("takes", "found"),
    [
        ("Ljava/lang/Throwable;", [("exception", "m.Function.accept")]),
        ("Ljava/io/IOException;", [("exception", "m.Function.accept")]),
        ("Ljava/lang/String;", []),
    ],
)
def test_a_function_that_takes_an_exception(takes: str, found: list[tuple[str, str]]):
    assert asked(*new(1, "Lm/Function;"), others=[function(takes)]) == found


def test_a_function_that_takes_anything_may_make_it_an_exception_later():
    later = function("Ljava/lang/Throwable;", call("static", "Lm/Log;->note()V"))
    assert asked(*new(1, "Lm/Function;"), others=[later]) == []


def test_one_failure_is_said_once():
    others = listening("onFailure", "onSuccess", reads_in="")
    inner = [*new(1, "Lm/Function;")]
    waiter = defined(WAITER, {"<init>()V": code(), "onFailure()V": code(*inner), "onSuccess()V": code()},
                     interfaces=[LISTENER])  # fmt: skip
    found = asked(*START, others=[others[0], waiter, others[2], function("Ljava/lang/Throwable;")])
    assert found == [FAILED]
