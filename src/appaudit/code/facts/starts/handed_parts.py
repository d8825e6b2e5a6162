"""What an app puts into the array that it hands to a start which several SDKs share.

`Fabric.with(context, kits)` begins the kits that it is handed, and none of the others that the app holds as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import APUT_OBJECT, FILLED_ARRAYS, MOVE_RESULTS, NEW_ARRAY, NEW_INSTANCE

#: How the parameters of a call end that takes an array of objects last, as every call with a variable number does.
_ARRAY_LAST: Final = re.compile(r"\[L[^;]+;$")


def handed_classes(constants: Constants, instruction: int) -> list[str] | None:
    """The classes of what is in the array that a call takes last, in Java notation; None where that is not known.

    It is not where the array comes from elsewhere, or where a part of it does. A call that takes no array may get what
    a builder was handed in the same method: `Fabric.with(new Fabric.Builder(context).kits(…).build())`.

    Args:
        constants: The file with the call.
        instruction: Its position in the instruction arrays.
    """
    body, index = constants.at(instruction)
    if index >= len(body):
        return None
    if _takes_array(constants, body, index):
        return _classes_handed(constants, body, index)
    method = constants.callee(body, index)
    inner = f"{constants.code.dex.method_class(method)[:-1]}$" if method >= 0 else ""
    found: list[str] = []
    handed = [at for at in range(len(body)) if inner and _takes_array(constants, body, at, inner)]
    for at in handed:
        classes = _classes_handed(constants, body, at)
        if classes is None:
            return None
        found += classes
    return found if handed else None


def _takes_array(constants: Constants, body: MethodBody, index: int, owner: str = "") -> bool:
    """Whether an instruction calls a method that takes an array of objects last, of a class whose name begins so."""
    dex, method = constants.code.dex, constants.callee(body, index)
    if method < 0 or not dex.method_class(method).startswith(owner):
        return False
    takes = dex.prototype(int(dex.method_ids["proto"][method]))[1:].partition(")")[0]
    return _ARRAY_LAST.search(takes) is not None


def _classes_handed(constants: Constants, body: MethodBody, index: int) -> list[str] | None:
    found: list[str] = []
    for definition, _ in body.origins(index, body.sources(index)[-1]):
        opcode = body.opcodes[definition] if definition >= 0 else -1
        if opcode == NEW_ARRAY:
            put = list(_stored(body, definition))
        elif opcode in MOVE_RESULTS and body.opcodes[definition - 1] in FILLED_ARRAYS:
            put = [(definition - 1, each) for each in body.sources(definition - 1)]
        else:
            return None
        classes = [_class_of(constants, body, at, value) for at, value in put]
        if not all(classes):
            return None
        found += classes
    return found


def _stored(body: MethodBody, made: int) -> Iterator[tuple[int, int]]:
    """The instructions that put something into an array, with the registers of what they put."""
    for at, opcode in enumerate(body.opcodes):
        if opcode == APUT_OBJECT:
            value, array, _ = body.sources(at)
            if any(definition == made for definition, _ in body.origins(at, array)):
                yield at, value


def _class_of(constants: Constants, body: MethodBody, index: int, register: int) -> str:
    """The class of an object that the method makes or is given by a call, in Java notation; empty if unknown."""
    dex = constants.code.dex
    classes = set()
    for definition, _ in body.origins(index, register):
        opcode = body.opcodes[definition] if definition >= 0 else -1
        method = constants.callee(body, definition - 1) if opcode in MOVE_RESULTS else -1
        if opcode == NEW_INSTANCE:
            classes.add(dex.type_descriptor(body.target(definition)))
        elif method >= 0:
            classes.add(dex.prototype(int(dex.method_ids["proto"][method])).rpartition(")")[2])
        else:
            return ""
    return class_name(classes.pop()) if len(classes) == 1 else ""
