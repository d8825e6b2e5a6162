"""Addresses of content providers that code asks, where they are made so that nobody can say whose data they name.

An address is followed through the calls that build it, the fields that keep it, the methods that return it and those
that hand it on, in one file. One that comes from elsewhere (an intent, a picker) is whoever's that sent it.
"""

from __future__ import annotations

from typing import Final

from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.code.values.text_calls import ADDRESS_BUILDER, Beginning
from appaudit.dex.opcodes import FIELD_READS, INVOKES, MOVE_RESULTS, VALUE_RETURNS
from appaudit.model.knowledge import Knowledge

_URI: Final = "Landroid/net/Uri;"
_CONTENT: Final = "content://"
#: Calls that make an address, and which register says of what: a text, or an address that it goes on from (the
#: receiver is 0). https://developer.android.com/reference/android/net/Uri, checked 2026-11-29, not opened.
_FROM_TEXT: Final = frozenset(((_URI, "parse"), (_URI, "fromParts"), (ADDRESS_BUILDER, "build")))
_FROM_ADDRESS: Final = {
    (_URI, "withAppendedPath"): 0,
    (_URI, "normalizeScheme"): 0,
    ("Landroid/content/ContentUris;", "withAppendedId"): 0,
}
_BUILDS, _BUILDS_UPON = (ADDRESS_BUILDER, "build"), (_URI, "buildUpon")
#: What gives the address that a builder makes to another provider than the one it goes on from.
_RENAMES: Final = frozenset(("scheme", "authority", "encodedAuthority", "opaquePart", "encodedOpaquePart"))
#: Parts that are added to an address one after the other.
_MOST_PARTS: Final = 16
#: Settings are read by an address of their table, with the name of the setting as its end.
_SETTINGS: Final = "Landroid/provider/Settings$"
#: How far an address is followed through methods and fields.
_MAX_DEPTH: Final = 4
#: Instructions of a method whose result is looked at.
_MAX_CALLEE: Final = 60


def authorities(knowledge: Knowledge) -> frozenset[str]:
    """The names of the providers of which the catalogue knows an address."""
    texts = [entry.string for entry in knowledge.apis_on("android") if entry.string.startswith(_CONTENT)]
    return frozenset(text.removeprefix(_CONTENT).partition("/")[0].removesuffix("*") for text in texts)


def made_address(constants: Constants, instruction: int, argument: int) -> str | None:
    """What is known of an address that a call is handed and that is made; None where it is known or from elsewhere."""
    body, index = constants.at(instruction)
    registers = body.sources(index) if 0 <= index < len(body) else ()
    if argument >= len(registers):
        return None
    return _made(constants, body, index, registers[argument], _MAX_DEPTH)


def made_authority(constants: Constants, instruction: int, argument: int, telling: frozenset[str]) -> str | None:
    """What is known of the name of a provider; None where it is one of which nothing of a person is known."""
    values = constants.argument_values(instruction, argument)
    if not values:
        return ""
    for value in sorted(map(str, values)):
        if value.removeprefix(_CONTENT).partition("/")[0] in telling:
            return value
    return "" if any(isinstance(value, Beginning) for value in values) else None


def _made(constants: Constants, body: MethodBody, index: int, register: int, depth: int) -> str | None:
    values = constants.in_body(body, index, register)
    if values:
        is_open = any(isinstance(value, Beginning) and not _names_provider(value) for value in values)
        return ", ".join(sorted(map(str, values))) if is_open else None
    for definition, held in body.origins(index, register) if depth else ():
        if definition == ENTRY:
            found = _handed(constants, body, held, depth)
        elif definition < 0:
            continue
        elif body.opcodes[definition] in FIELD_READS:
            found = _kept(constants, body.target(definition), depth)
        elif body.opcodes[definition] in MOVE_RESULTS and definition > 0:
            found = _given(constants, body, definition - 1, depth)
        else:
            continue
        if found is not None:
            return found
    return None


def _handed(constants: Constants, body: MethodBody, register: int, depth: int) -> str | None:
    """An address that the callers of a method in this file hand it."""
    number = body.parameter(register)
    for caller, call in constants.call_sites(body) if number >= 0 else ():
        registers = caller.sources(call)
        found = _made(constants, caller, call, registers[number], depth - 1) if number < len(registers) else None
        if found is not None:
            return found
    return None


def _kept(constants: Constants, field: int, depth: int) -> str | None:
    """An address that a field is given anywhere in this file."""
    for instruction in constants.field_values.writes(field):
        body, index = constants.at(instruction)
        found = _made(constants, body, index, body.sources(index)[0], depth - 1) if index < len(body) else None
        if found is not None:
            return found
    return None


def _given(constants: Constants, body: MethodBody, call: int, depth: int) -> str | None:
    """An address that a call gives."""
    method = constants.callee(body, call)
    if method < 0:
        return None
    dex = constants.code.dex
    owner, name, registers = dex.method_class(method), dex.method_name(method), body.sources(call)
    if owner.startswith(_SETTINGS) and name == "getUriFor":
        return f"{_CONTENT}settings"
    if (owner, name) == _BUILDS and registers and (known := _built_upon(constants, body, call, registers[0])):
        before, address = known
        return _made(constants, body, before, address, depth - 1)
    if (owner, name) in _FROM_TEXT:
        return None if _is_of_another_scheme(constants, body, call, name) else ""
    if (owner, name) in _FROM_ADDRESS:
        position = _FROM_ADDRESS[owner, name]
        return _made(constants, body, call, registers[position], depth - 1) if position < len(registers) else None
    callee = constants.callee_body(method)
    if callee is None or len(callee) > _MAX_CALLEE:
        return None
    for index, opcode in enumerate(callee.opcodes):
        if opcode in VALUE_RETURNS:
            found = _made(constants, callee, index, callee.sources(index)[0], depth - 1)
            if found is not None:
                return found
    return None


def _built_upon(constants: Constants, body: MethodBody, call: int, builder: int) -> tuple[int, int] | None:
    """The call and the register of the address that a builder goes on from; None where it may name another provider."""
    dex = constants.code.dex
    named = {
        dex.method_name(method)
        for index, opcode in enumerate(body.opcodes)
        if opcode in INVOKES and (method := constants.callee(body, index)) >= 0
        if dex.method_class(method) == ADDRESS_BUILDER
    }
    for _ in range(0 if named & _RENAMES else _MOST_PARTS):
        made = {definition for definition, _ in body.origins(call, builder)}
        call = made.pop() - 1 if len(made) == 1 else -1
        method = constants.callee(body, call) if call >= 0 and body.opcodes[call + 1] in MOVE_RESULTS else -1
        if method < 0:
            return None
        builder = body.sources(call)[0]
        if (dex.method_class(method), dex.method_name(method)) == _BUILDS_UPON:
            return call, builder
        if dex.method_class(method) != ADDRESS_BUILDER:
            return None
    return None


def _is_of_another_scheme(constants: Constants, body: MethodBody, call: int, name: str) -> bool:
    """Whether the parts of an address are known to begin with another word than `content`."""
    registers = body.sources(call)
    schemes = constants.in_body(body, call, registers[0]) if name == "fromParts" and registers else frozenset()
    return bool(schemes) and "content" not in schemes


def _names_provider(address: str) -> bool:
    """Whether the beginning of an address says whose provider it is, or that it is none's."""
    if not address.startswith(_CONTENT):
        return not _CONTENT.startswith(address)
    return "/" in address.removeprefix(_CONTENT)
