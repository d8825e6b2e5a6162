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

    It is not where the call takes no such array, where the array comes from elsewhere, or where a part of it does.

    Args:
        constants: The file with the call.
        instruction: Its position in the instruction arrays.
    """
    dex = constants.code.dex
    body, index = constants.at(instruction)
    method = constants.callee(body, index) if index < len(body) else -1
    takes = dex.prototype(int(dex.method_ids["proto"][method]))[1:].partition(")")[0] if method >= 0 else ""
    if not _ARRAY_LAST.search(takes):
        return None
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
