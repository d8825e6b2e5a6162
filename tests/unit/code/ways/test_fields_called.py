"""A call of an object that a field holds, and what decides whether anybody puts one there; near twins that do."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField, field_
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    defined,
    label,
    move_result,
    new,
    static_field,
)

LISTENER = "Lm/Listener;"
HOOK, FLAG = f"Lm/Hooks;->hook:{LISTENER}", "Lm/Options;->isAsked:Z"
OPTIONS = DefinedClass("Lm/Options;", fields=[DefinedField("isAsked:Z", is_static=True)])
READER = defined("Lm/Waiter;", {"<init>()V": code(), "done()V": code(READ)}, interfaces=[LISTENER])
DONE = call("interface", f"{LISTENER}->done()V", 0)
GIVE: Instruction = (0x11,)
FIRE, SET, MAY_SET = "fire()V", "set()V", "maySet(Z)V"
ASKED = [static_field("get-boolean", 1, FLAG), call("static", f"Lm/Hooks;->{MAY_SET}", 1)]


def asked_of(*body: Instruction | list[Instruction], read=None) -> list[str]:
    """The kinds of conditions for a read that a listener makes, which a field of a class holds."""
    methods = {
        FIRE: code(read or static_field("get-object", 0, HOOK), branch("eqz", 0, "end"), DONE, label("end")),
        SET: code(new(0, "Lm/Waiter;"), static_field("put-object", 0, HOOK)),
        MAY_SET: code(
            branch("eqz", 7, "end"), call("static", f"Lm/Hooks;->{SET}"), label("end"), registers=8, incoming=1
        ),
        f"hook(){LISTENER}": code(static_field("get-object", 0, HOOK), GIVE),
        "clear()V": code(const(0, 0), static_field("put-object", 0, HOOK)),
    }
    hooks = defined("Lm/Hooks;", methods, static=[*methods])
    listener = defined(LISTENER, {"done()V": None})
    return [kind for kind, _ in asked(*body, FIRES, others=[listener, READER, hooks, OPTIONS])]


def of_hooks(name: str, *registers: int) -> Instruction:
    return call("static", f"Lm/Hooks;->{name}", *registers)


FIRES = of_hooks(FIRE)
BY_GETTER = [of_hooks(f"hook(){LISTENER}"), move_result(0, reference=True)]


@pytest.mark.parametrize("read", [None, BY_GETTER], ids=["read", "given"])
def test_a_listener_that_is_put_there_on_a_condition(read) -> None:
    assert asked_of(const(1, 1), of_hooks(MAY_SET, 1), read=read) == []
    assert asked_of(const(1, 0), of_hooks(MAY_SET, 1), read=read) == ["unset", "other_value"]
    assert asked_of(*ASKED, read=read) == ["unset"]


def test_one_that_another_call_puts_there_whatever_happens() -> None:
    assert asked_of(*ASKED, of_hooks(SET)) == []
    assert asked_of(*ASKED, of_hooks("clear()V")) == ["unset"]


def test_one_that_an_object_holds() -> None:
    """`Box.cb` is set by a method of it, on a flag that nobody sets, or always."""
    held = f"Lm/Box;->cb:{LISTENER}"
    read: Instruction = (1 << 12 | 0x54, field_(held))
    write: Instruction = (1 << 12 | 0x5B, field_(held))

    def kinds(*before: Instruction) -> list[str]:
        methods = {
            "<init>()V": code(),
            SET: code(*before, new(0, "Lm/Waiter;"), write, label("end"), registers=2, incoming=1),
            FIRE: code(read, branch("eqz", 0, "end"), DONE, label("end"), registers=2, incoming=1),
        }
        called = [call("virtual", f"Lm/Box;->{name}", 2) for name in (SET, FIRE)]
        others = [defined(LISTENER, {"done()V": None}), READER, defined("Lm/Box;", methods), OPTIONS]
        return [kind for kind, _ in asked(*new(2, "Lm/Box;"), *called, others=others)]

    assert kinds() == []
    assert kinds(static_field("get-boolean", 0, FLAG), branch("eqz", 0, "end")) == ["unset"]
