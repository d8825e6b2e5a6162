"""Texts and lists that are empty at the first launch of an app, and what checks of them say then.

A text is empty that was stored under a key with an empty default, and so is what is cut out of it; a list is that was
just made and that nothing was put into, and a set of texts that nothing has stored. What is done for each of their
elements is not done.

`String.split` of an empty text gives one empty text:
https://developer.android.com/reference/java/lang/String#split(java.lang.String), checked 2026-11-28, not opened.
"""

from __future__ import annotations

from typing import Final

from appaudit.code.first_launch.condition_sources import is_stored
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.code.values.text_calls import EQUALS
from appaudit.dex.opcodes import (
    AGET_OBJECT,
    IGET_OBJECT,
    INT_LITERALS,
    INVOKES,
    MOVE_RESULTS,
    MOVES,
    NEW_INSTANCE,
    SGET_OBJECT,
    VALUE_RETURNS,
)

#: Checks that a text is there: like a check of an object against null.
EMPTINESS: Final = frozenset(("isEmpty", "isBlank", "isNullOrEmpty", "isNullOrBlank", "isTrimEmpty"))
#: Calls that say whether something is empty, and those that ask it for an element or for how many there are.
_EMPTY: Final = frozenset(("isEmpty", "isBlank", "isNullOrEmpty", "isNullOrBlank"))
_ELEMENT: Final = frozenset(("hasNext", "size", "length", "hasMoreElements"))
#: Calls that give another view of the same elements, and calls that change nothing of a text that is empty.
_VIEWS: Final = frozenset(("iterator", "listIterator", "entrySet", "keySet", "values", "elements"))
_CUTTING: Final = frozenset(("trim", "toString", "substring", "toLowerCase", "toUpperCase", "replace", "replaceAll"))
_LISTS: Final = "Ljava/util/"
#: What the manifest states is handed out in.
_META_DATA: Final = "Landroid/os/Bundle;"
_NO_ELEMENTS: Final = frozenset(("Ljava/util/Collections;", f"empty{kind}") for kind in ("List", "Set", "Map"))
#: The stored setting that is a set of texts.
_SET: Final = "getStringSet"
_TEXT: Final = "Ljava/lang/String;"
_MAX_DEPTH, _MAX_BODY = 8, 60


def outcome_when_empty(constants: Constants, body: MethodBody, call: int) -> int | None:
    """What a check says at a first launch, 0 or 1, where it asks something that is empty then; None elsewhere."""
    method = constants.callee(body, call)
    registers = body.sources(call) if method >= 0 else ()
    if not registers:
        return None
    name = constants.code.dex.method_name(method)
    if name == "equals" and len(registers) == 2:
        for known, other in (registers, registers[::-1]):
            texts = constants.in_body(body, call, known)
            if len(texts) == 1 and is_empty_text(constants, body, call, other, 0):
                return int(next(iter(texts)) == "")
        return None
    if name not in _EMPTY and name not in _ELEMENT:
        return None
    if is_empty_text(constants, body, call, registers[0], 0) or _is_fresh(constants, body, call, registers[0], 0):
        return int(name in _EMPTY)
    return None


def is_empty_text(constants: Constants, body: MethodBody, index: int, register: int, depth: int = 0) -> bool:
    """Whether a register holds the empty text as long as nothing has been stored; a text that code states does not."""
    definitions = body.definitions(index, register)
    return bool(definitions) and all(
        definition >= 0 and _gives_empty_text(constants, body, definition, depth + 1) for definition in definitions
    )


def _gives_empty_text(constants: Constants, body: MethodBody, index: int, depth: int) -> bool:
    opcode = body.opcodes[index]
    if depth > _MAX_DEPTH:
        return False
    if opcode in MOVES:
        return is_empty_text(constants, body, index, body.sources(index)[0], depth)
    if opcode == AGET_OBJECT:
        return _is_cut(constants, body, index, depth)
    if opcode not in MOVE_RESULTS or index == 0:
        return False
    method = constants.callee(body, index - 1)
    if method < 0:
        return False
    dex, registers = constants.code.dex, body.sources(index - 1)
    if is_stored(constants, method) and registers:
        returned = dex.prototype(int(dex.method_ids["proto"][method])).partition(")")[2]
        return returned == _TEXT and constants.in_body(body, index - 1, registers[-1]) == frozenset(("",))
    if registers and dex.method_class(method) == _TEXT and dex.method_name(method) in _CUTTING:
        return is_empty_text(constants, body, index - 1, registers[0], depth)
    inside = constants.callee_body(method)
    if inside is None or len(inside) > _MAX_BODY:
        return False
    returns = [place for place, opcode in enumerate(inside.opcodes) if opcode in VALUE_RETURNS]
    return bool(returns) and all(
        is_empty_text(constants, inside, place, inside.sources(place)[0], depth) for place in returns
    )


def _is_cut(constants: Constants, body: MethodBody, index: int, depth: int) -> bool:
    """Whether an element is one of an empty text that was cut to pieces."""
    for definition in body.definitions(index, body.sources(index)[0]):
        if definition <= 0 or body.opcodes[definition] not in MOVE_RESULTS:
            return False
        method = constants.callee(body, definition - 1)
        if method < 0 or constants.code.dex.method_descriptor(method).partition("(")[0] != f"{_TEXT}->split":
            return False
        if not is_empty_text(constants, body, definition - 1, body.sources(definition - 1)[0], depth):
            return False
    return True


def _is_fresh(constants: Constants, body: MethodBody, index: int, register: int, depth: int) -> bool:
    """Whether a register holds a list that its method makes and only asks, or a view of one."""
    definitions = body.definitions(index, register)
    if len(definitions) != 1 or definitions[0] < 0 or depth > _MAX_DEPTH:
        return False
    definition = definitions[0]
    opcode = body.opcodes[definition]
    if opcode in MOVES:
        return _is_fresh(constants, body, definition, body.sources(definition)[0], depth + 1)
    if opcode in MOVE_RESULTS and definition > 0:
        method, registers = constants.callee(body, definition - 1), body.sources(definition - 1)
        if method < 0:
            return False
        owner, name = constants.code.dex.method_class(method), constants.code.dex.method_name(method)
        if (owner, name) in _NO_ELEMENTS:
            return True
        if name == _SET and is_stored(constants, method):
            return _is_empty_default(constants, body, definition - 1, registers[-1])
        return name in _VIEWS and _is_fresh(constants, body, definition - 1, registers[0], depth + 1)
    if opcode != NEW_INSTANCE:
        return False
    dex = constants.code.dex
    kind = body.target(definition)
    if kind >= len(dex.type_ids) or not dex.type_descriptor(kind).startswith(_LISTS):
        return False
    return all(
        _only_asks(constants, body, place, register)
        for place in range(definition + 1, len(body))
        if any(definition in body.definitions(place, each) for each in body.sources(place))
    )


def _is_empty_default(constants: Constants, body: MethodBody, call: int, register: int) -> bool:
    """Whether a call passes no set, or an empty one, as what it gives where nothing is stored."""
    definitions = body.definitions(call, register)
    if len(definitions) != 1 or definitions[0] < 0:
        return False
    definition = definitions[0]
    if body.opcodes[definition] in INT_LITERALS:
        return True  # null
    if body.opcodes[definition] != NEW_INSTANCE:
        return _is_fresh(constants, body, call, register, 0)
    return all(
        place == call or _only_asks(constants, body, place, register) for place in body.readers(definition, register)
    )


def _only_asks(constants: Constants, body: MethodBody, index: int, register: int) -> bool:
    """Whether an instruction that takes a list asks it for its elements, or is its making without any."""
    if body.opcodes[index] not in INVOKES:
        return False
    method = constants.callee(body, index)
    registers = body.sources(index)
    if method < 0 or registers[0] != register or register in registers[1:]:
        return False
    name = constants.code.dex.method_name(method)
    if name == "<init>":
        return constants.code.dex.method_descriptor(method).endswith(("<init>()V", "<init>(I)V"))
    return name in _VIEWS or name in _EMPTY or name in _ELEMENT


def asks_what_is_empty(constants: Constants, body: MethodBody, index: int) -> bool:
    """Whether a branch checks a text or list that is empty at a first launch."""
    calls = [each - 1 for register in body.sources(index) for each in body.definitions(index, register) if each > 0]
    return any(outcome_when_empty(constants, body, call) is not None for call in calls)


def asks_for_object(constants: Constants, body: MethodBody, index: int) -> bool:
    """Whether a branch asks if a text is empty, if a field of the file has an object, or what a manifest states."""
    made = [each for register in body.sources(index) for each in body.definitions(index, register)]
    kept = [body.target(each) for each in made if each >= 0 and body.opcodes[each] in (IGET_OBJECT, SGET_OBJECT)]
    if any(map(constants.field_values.defines, kept)):
        return True
    calls = [each - 1 for each in made if each > 0 and constants.callee(body, each - 1) >= 0]
    dex = constants.code.dex
    return any(
        dex.method_class(constants.callee(body, call)) == _META_DATA or asks_for_text(constants, body, call)
        for call in calls
    )


def asks_for_text(constants: Constants, body: MethodBody, call: int) -> bool:
    """Whether a call says if a text is empty, by its name or as a comparison with the empty text."""
    name = constants.code.dex.method_name(constants.callee(body, call))
    compared = body.sources(call) if name in EQUALS else ()
    return name in EMPTINESS or any(constants.in_body(body, call, each) == {""} for each in compared)
