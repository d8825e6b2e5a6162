"""A callback of a handler runs for what something sends to the handler."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import Instruction, branch, call, code, const, defined, flag, give, new
from tests.unit.code.conditions.test_messages import (
    EMPTY,
    END,
    HANDLER,
    MESSAGE,
    OBTAIN,
    OTHER,
    UNSENT,
    asked,
    sends,
)

CALLBACK = f"{HANDLER[:-1]}$Callback;"
WITH_CALLBACK = f"-><init>({CALLBACK})V"
HANDLED = code(call("static", "Lm/n/Reader;->read()V"), const(0, 1), give(0), incoming=2)
#: A handler of the app that is made with a callback, and hands it to the platform's.
RELAY = defined(
    "Lm/n/Relay;",
    {f"<init>({CALLBACK})V": code(call("direct", f"{HANDLER}{WITH_CALLBACK}", 0, 1), incoming=2)},
    superclass=HANDLER,
)
#: What is no handler, and has a method that sends.
WRAPPER = defined("Lm/n/Wrapper;", {"<init>()V": code(incoming=1), "sendEmptyMessage(I)Z": code(give(1), incoming=2)})


def asked_of_callback(*sent: Instruction | list[Instruction], made: str = HANDLER, others=()) -> list[tuple[str, str]]:
    """What a callback that asks for no number depends on, where launch makes a handler with it and does this."""
    back = defined(
        "Lm/n/Back;", {"<init>()V": code(incoming=1), f"handleMessage({MESSAGE})Z": HANDLED}, interfaces=[CALLBACK]
    )
    makes = [*new(6, "Lm/n/Back;"), *new(7, made), call("direct", f"{made}{WITH_CALLBACK}", 7, 6)]
    return asked(*makes, *sent, others=[back, RELAY, WRAPPER, *others])


def test_a_callback_that_asks_for_no_number_waits_for_a_message():
    """A page makes new Handler(callback), and a person's click alone sends it anything."""
    assert asked_of_callback() == [UNSENT]
    assert asked_of_callback(*sends(OTHER, 4, 1)) == [UNSENT]
    guarded = [*flag(5, "privacy_agreed"), branch("eqz", 5, "end"), *sends(HANDLER, 7, 1), END]
    assert asked_of_callback(*guarded) == [UNSENT]


@pytest.mark.parametrize("method", [EMPTY, "sendEmptyMessageDelayed(IJ)Z", OBTAIN])
def test_a_callback_whose_handler_is_sent_any(method: str):
    assert UNSENT not in asked_of_callback(*sends(HANDLER, 7, 1, method))


def test_a_callback_of_a_handler_of_the_app():
    assert asked_of_callback(made="Lm/n/Relay;") == [UNSENT]
    assert UNSENT not in asked_of_callback(*sends("Lm/n/Relay;", 7, 1), made="Lm/n/Relay;")


def test_a_callback_may_get_what_is_sent_by_way_of_another_class():
    assert UNSENT not in asked_of_callback(*new(8, "Lm/n/Wrapper;"), *sends("Lm/n/Wrapper;", 8, 1))


def test_a_callback_that_code_calls_itself_needs_no_message():
    given = code(call("interface", f"{CALLBACK}->handleMessage({MESSAGE})Z", 1, 2), incoming=3)
    giver = defined("Lm/n/Giver;", {f"give({CALLBACK}{MESSAGE})V": given}, static=[f"give({CALLBACK}{MESSAGE})V"])
    assert UNSENT not in asked_of_callback(others=[giver])
