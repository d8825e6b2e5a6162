"""Methods that code gets by their name: whose they are, and where code invokes those that it only keeps in fields.

https://developer.android.com/reference/java/lang/Class#getMethod(java.lang.String,%20java.lang.Class%3C?%3E...) and
https://developer.android.com/reference/java/lang/reflect/Method, checked 2026-11-30, not opened.
"""

from __future__ import annotations

from typing import Final

from appaudit.code.facts.uses.held_objects import held_by, reads_of
from appaudit.code.facts.uses.telling_names import PLATFORM
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import class_name, descriptor
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import CONST_CLASS, INVOKES, MOVE_RESULTS, ZERO_TESTS
from appaudit.dex.operands import destination_register

_CLASS: Final = "Ljava/lang/Class;"
_LOOKUPS: Final = ("getMethod", "getDeclaredMethod")
#: What gets a class by its name, and which register of the call is the name.
_BY_NAME: Final = {"forName": 0, "loadClass": 1}
#: What is called on a method that is got by its name without invoking it.
_PREPARES: Final = "setAccessible"


def is_own_method(constants: Constants, hierarchy: Hierarchy, instruction: int, name: str) -> bool:
    """Whether a call gets a method by this name of a class that the package itself has with such a method.

    What that does is seen in its own code, whatever it is called.

    Args:
        constants: The file of the call.
        hierarchy: The classes of the app.
        instruction: The call.
        name: The name that it passes.
    """
    if not _is_lookup(constants, instruction):
        return False
    body, index = constants.at(instruction)
    asked = [_class_got(constants, body, made) for made, _ in body.origins(index, body.sources(index)[0])]
    return bool(asked) and all(each and hierarchy.defines_method(each, name) for each in asked)


def invoked_at(constants: Constants, hierarchy: Hierarchy, instruction: int) -> list[int]:
    """Where a method that a call gets by its name may be invoked: the call itself, unless fields alone hold the method.

    Then it is where code takes the method from there, which is nowhere if no code does.
    """
    body, index = constants.at(instruction)
    is_kept = _is_lookup(constants, instruction) and index + 1 < len(body) and body.opcodes[index + 1] in MOVE_RESULTS
    fields = held_by(constants, body, index + 1, _PREPARES) if is_kept else None
    if not fields or any(hierarchy.names_field(*each, besides=constants.code) for each in fields):
        return [instruction]
    return sorted({place for read in reads_of(constants, fields) for place in _taken_at(constants, read)})


def _is_lookup(constants: Constants, instruction: int) -> bool:
    body, index = constants.at(instruction)
    method = constants.callee(body, index) if 0 <= index < len(body) else -1
    dex = constants.code.dex
    return method >= 0 and dex.method_class(method) == _CLASS and dex.method_name(method) in _LOOKUPS


def _class_got(constants: Constants, body: MethodBody, made: int) -> str:
    """The descriptor of the class that an instruction got; empty where it is not known, or one of the platform."""
    dex = constants.code.dex
    found = ""
    if made >= 0 and body.opcodes[made] == CONST_CLASS:
        found = dex.type_descriptor(body.target(made))
    elif made > 0 and body.opcodes[made] in MOVE_RESULTS:
        method = constants.callee(body, made - 1)
        by_name = _BY_NAME.get(dex.method_name(method)) if method >= 0 else None
        registers = body.sources(made - 1)
        if by_name is not None and by_name < len(registers):
            values = constants.in_body(body, made - 1, registers[by_name])
            name = next(iter(values)) if len(values) == 1 else None
            found = descriptor(name) if type(name) is str else ""
    return "" if class_name(found).startswith(PLATFORM) else found


def _taken_at(constants: Constants, read: int) -> list[int]:
    """Where what a field holds is handed on; where it is read, if that is not seen; not where it is only asked for."""
    body, index = constants.at(read)
    register = destination_register(body.units, body.offsets[index]) if index < len(body) else None
    if register is None:
        return [read]
    readers = [each for each in body.readers(index, register) if body.opcodes[each] not in ZERO_TESTS]
    handed = [body.first + each for each in readers if body.opcodes[each] in INVOKES]
    return handed or ([read] if readers else [])
