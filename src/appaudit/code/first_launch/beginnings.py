"""What objects of `java.util` that fields keep say before anything has been put into them, and who else asks if one is.

A set that a class makes without elements contains nothing at first; an `AtomicBoolean` is what it was made as. Where
code at launch puts something in before the question is not followed, as with flags of the app.

https://developer.android.com/reference/java/util/concurrent/atomic/AtomicBoolean, checked 2026-11-29, not opened.
"""

from __future__ import annotations

from typing import Final

from appaudit.code.first_launch.emptiness import EMPTINESS
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import (
    FIELD_ACCESS,
    IGET_OBJECT,
    INVOKES,
    MOVE_RESULTS,
    NEW_INSTANCE,
    SGET_OBJECT,
)

_UTIL: Final = "Ljava/util/"
_SAFE: Final = "Ljava/util/Collections;"
_CONTAINS: Final = frozenset(("contains", "containsKey", "containsValue"))
_ATOMIC: Final = ("Ljava/util/concurrent/atomic/AtomicBoolean;", "Ljava/util/concurrent/atomic/AtomicInteger;")
_GIVES: Final = frozenset(("get", "getAndSet", "getPlain", "getAcquire", "getOpaque"))
#: Ways to make an object without anything in it.
_EMPTY: Final = ("<init>()V", "<init>(I)V")
_MOST_WRITES: Final = 4
#: Instructions of a method that asks whether a text or list is there, what it takes, and the calls that it makes.
_MAX_ASKING: Final = 16
_ASKED: Final = ("(Ljava/lang/String;)Z", "(Ljava/lang/CharSequence;)Z", "(Ljava/util/Collection;)Z")
_ASKS: Final = EMPTINESS | {"length", "size", "trim", "equals", "equalsIgnoreCase"}
_NO_TEXTS: Final = frozenset(("", "null"))


def said_at_first(constants: Constants, body: MethodBody, call: int) -> int | None:
    """What a call on an object that a field keeps gives before anything was put into it; None for any other call."""
    method = constants.callee(body, call)
    registers = body.sources(call) if method >= 0 else ()
    if not registers:
        return None
    dex = constants.code.dex
    owner, name = dex.method_class(method), dex.method_name(method)
    if owner.startswith(_UTIL) and name in _CONTAINS:
        return 0 if _makings(constants, body, call, registers[0]) == {0} else None
    if owner in _ATOMIC and (name in _GIVES or name == "compareAndSet"):
        begins = _makings(constants, body, call, registers[0])
        if len(begins) != 1:
            return None
        (first,) = begins
        if name != "compareAndSet":
            return first
        expected = constants.in_body(body, call, registers[1])
        return int(expected == {first}) if len(expected) == 1 else None
    return None


def _makings(constants: Constants, body: MethodBody, index: int, register: int) -> set[int | None]:
    """What the objects begin as that are written to the field which a register was read from; empty ones as 0."""
    definitions = body.definitions(index, register)
    if len(definitions) != 1 or definitions[0] < 0 or body.opcodes[definitions[0]] not in (IGET_OBJECT, SGET_OBJECT):
        return set()
    field = body.target(definitions[0])
    if field >= len(constants.code.dex.field_ids) or not constants.field_values.defines(field):
        return set()
    writes = constants.field_values.all_writes(field)
    if not 0 < len(writes) <= _MOST_WRITES:
        return set()
    return {_begins(constants, *constants.at(write)) for write in writes}


def _begins(constants: Constants, body: MethodBody, write: int) -> int | None:
    """What an object begins as that an instruction writes to a field; None where it may hold something."""
    if write >= len(body):
        return None
    index, register = write, body.sources(write)[0]
    definitions = body.definitions(index, register)
    if len(definitions) == 1 and definitions[0] > 0 and body.opcodes[definitions[0]] in MOVE_RESULTS:
        wraps = constants.callee(body, definitions[0] - 1)
        if wraps < 0 or constants.code.dex.method_class(wraps) != _SAFE or not body.sources(definitions[0] - 1):
            return None
        index = definitions[0] - 1
        register = body.sources(index)[0]
        definitions = body.definitions(index, register)
    if len(definitions) != 1 or definitions[0] < 0 or body.opcodes[definitions[0]] != NEW_INSTANCE:
        return None
    return _made_as(constants, body, definitions[0])


def _made_as(constants: Constants, body: MethodBody, made: int) -> int | None:
    dex, kind = constants.code.dex, body.target(made)
    if kind >= len(dex.type_ids) or not dex.type_descriptor(kind).startswith(_UTIL):
        return None
    for call in range(made + 1, len(body)):
        method = constants.callee(body, call)
        if method < 0 or dex.method_name(method) != "<init>":
            continue
        if body.definitions(call, body.sources(call)[0]) != (made,):
            continue
        if dex.type_descriptor(kind) in _ATOMIC and len(body.sources(call)) == 2:
            values = constants.in_body(body, call, body.sources(call)[1])
            first = next(iter(values)) if len(values) == 1 else None
            return int(first) if isinstance(first, int) else None
        return 0 if dex.method_descriptor(method).endswith(_EMPTY) else None
    return None


def may_ask_if_empty(prototype: str) -> bool:
    """Whether a method of a prototype may say if a text or list is there."""
    return prototype in _ASKED


def asks_if_empty(constants: Constants, body: MethodBody) -> bool:
    """Whether a method of the app, whatever it is called, does no more than say if a text or list is there."""
    dex = constants.code.dex
    if len(body) > _MAX_ASKING or any(opcode in FIELD_ACCESS for opcode in body.opcodes):
        return False
    calls = [constants.callee(body, index) for index, opcode in enumerate(body.opcodes) if opcode in INVOKES]
    if not calls or any(each < 0 or dex.method_name(each) not in _ASKS for each in calls):
        return False
    texts = {
        text
        for index, opcode in enumerate(body.opcodes)
        if opcode in INVOKES
        for register in body.sources(index)
        for text in constants.in_body(body, index, register)
    }
    return texts <= _NO_TEXTS
