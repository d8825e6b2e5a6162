"""Fields that a constructor asks before anything has written them, and near twins where something may have."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import READ, other_values
from tests.support.program_assembly import branch, call, code, defined, label, new

CLIENT = "Lm/Locator;->client:Lm/Client;"
ASKS = [(9 << 12 | 0 << 8 | 0x54, field_(CLIENT)), branch("eqz", 0, "end"), READ, label("end")]
KEEP = (9 << 12 | 1 << 8 | 0x5B, field_(CLIENT))


def ruled_out(*before, after=(), more=None) -> bool:
    """Whether the IMEI is not read, as a method does that the constructor of `Locator` calls if it has a client."""
    makes = code(*before, call("virtual", "Lm/Locator;->last()V", 9), *after, registers=10, incoming=1)
    start = code(new(1, "Lm/Client;"), KEEP, registers=10, incoming=1)
    methods = {"<init>()V": makes, "last()V": code(*ASKS, registers=10, incoming=1), "start()V": start, **(more or {})}
    client = defined("Lm/Client;", {"<init>()V": code()})
    opens = code(new(1, "Lm/Locator;"), call("virtual", "Lm/Locator;->start()V", 1), registers=10, incoming=1)
    return bool(other_values({"onCreate()V": opens}, defined("Lm/Locator;", methods), client))


def test_a_field_that_nothing_has_written_while_its_object_is_made():
    assert ruled_out()
    assert ruled_out(after=[new(1, "Lm/Client;")[0], KEEP])


def test_a_field_that_the_constructor_writes_first():
    assert not ruled_out(*new(1, "Lm/Client;"), KEEP)


def test_a_field_that_a_method_writes_which_the_constructor_calls_first():
    assert not ruled_out(call("virtual", "Lm/Locator;->start()V", 9))


@pytest.mark.parametrize(
    "hands", ["Lm/Hook;->attach(Lm/Locator;)V", "Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z"]
)
def test_an_object_that_is_handed_on_may_be_filled_by_others(hands: str):
    attach = code(call("virtual", "Lm/Locator;->start()V", 9), registers=10, incoming=1)
    hook = defined("Lm/Hook;", {"attach(Lm/Locator;)V": attach}, static=["attach(Lm/Locator;)V"])
    makes = code(call("static", hands, 9), call("virtual", "Lm/Locator;->last()V", 9), registers=10, incoming=1)
    start = code(new(1, "Lm/Client;"), KEEP, registers=10, incoming=1)
    methods = {"<init>()V": makes, "last()V": code(*ASKS, registers=10, incoming=1), "start()V": start}
    opens = code(new(1, "Lm/Locator;"), registers=10, incoming=1)
    client = defined("Lm/Client;", {"<init>()V": code()})
    assert other_values({"onCreate()V": opens}, defined("Lm/Locator;", methods), client, hook) == []


def test_a_method_that_runs_later_as_well():
    later = {"resume()V": code(call("virtual", "Lm/Locator;->last()V", 9), registers=10, incoming=1)}
    makes = code(call("virtual", "Lm/Locator;->last()V", 9), registers=10, incoming=1)
    start = code(new(1, "Lm/Client;"), KEEP, registers=10, incoming=1)
    methods = {"<init>()V": makes, "last()V": code(*ASKS, registers=10, incoming=1), "start()V": start, **later}
    opens = code(new(1, "Lm/Locator;"), call("virtual", "Lm/Locator;->start()V", 1),
                 call("virtual", "Lm/Locator;->resume()V", 1), registers=10, incoming=1)  # fmt: skip
    client = defined("Lm/Client;", {"<init>()V": code()})
    assert other_values({"onCreate()V": opens}, defined("Lm/Locator;", methods), client) == []
