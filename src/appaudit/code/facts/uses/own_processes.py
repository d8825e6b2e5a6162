"""Whether a list of running processes is only asked for one of the app's own name: is a page of it in front?"""

from __future__ import annotations

from typing import Final

from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import CHECK_CAST, IGET_OBJECT, INSTANCE_READS, INVOKES, MOVE_RESULTS, MOVES, ZERO_TESTS
from appaudit.dex.operands import destination_register

#: Gives the processes of which the system tells an app, as facts name it.
PROCESSES: Final = "android.app.ActivityManager.getRunningAppProcesses"
_NAME: Final = ("Landroid/app/ActivityManager$RunningAppProcessInfo;", "processName")
#: What gives the elements of a list, and what asks how many there are.
_GIVES: Final = frozenset(("iterator", "listIterator", "next", "get"))
_ASKS: Final = frozenset(("hasNext", "size", "isEmpty"))
_COLLECTIONS: Final = "Ljava/util/"
_EQUALS: Final = frozenset(("equals", "equalsIgnoreCase", "contentEquals", "areEqual"))
_OWN_NAME: Final = ("getPackageName", "()Ljava/lang/String;")
#: Registers that are followed.
_MOST: Final = 40


def asks_for_own_process(constants: Constants, instruction: int) -> bool:
    """Whether of all that a call of `PROCESSES` gives only names are used, each to be compared with the app's own."""
    body, call = constants.at(instruction)
    if call + 1 >= len(body) or body.opcodes[call + 1] not in MOVE_RESULTS:
        return False
    pending, compared = [call + 1], False
    for made in pending:
        register = destination_register(body.units, body.offsets[made])
        for use in body.readers(made, register) if register is not None else ():
            followed = _goes_on(constants, body, use, register)
            if followed is None:
                return False
            pending += [each for each in followed if each not in pending]
            compared |= body.opcodes[use] == IGET_OBJECT
        if len(pending) > _MOST:
            return False
    return compared


def _goes_on(constants: Constants, body: MethodBody, use: int, register: int | None) -> list[int] | None:
    """What gives on what an instruction reads; None where it is used for anything else than its own name."""
    opcode, dex = body.opcodes[use], constants.code.dex
    if opcode in MOVES or opcode == CHECK_CAST:
        return [use]
    if opcode in ZERO_TESTS:
        return []
    if opcode == IGET_OBJECT:
        return [] if _is_name(constants, body, use) and _is_compared(constants, body, use) else None
    if opcode in INSTANCE_READS:
        return []  # how important a process is, and its number
    if opcode not in INVOKES or body.sources(use)[0] != register:
        return None
    method = constants.callee(body, use)
    name = dex.method_name(method) if method >= 0 and dex.method_class(method).startswith(_COLLECTIONS) else ""
    if name in _GIVES and use + 1 < len(body) and body.opcodes[use + 1] in MOVE_RESULTS:
        return [use + 1]
    return [] if name in _ASKS else None


def _is_name(constants: Constants, body: MethodBody, read: int) -> bool:
    dex, field = constants.code.dex, body.target(read)
    owner = dex.type_descriptor(int(dex.field_ids["class_type"][field]))
    return (owner, dex.field_name(field)) == _NAME


def _is_compared(constants: Constants, body: MethodBody, read: int) -> bool:
    """Whether the name of a process is only compared with that of the app."""
    register = destination_register(body.units, body.offsets[read])
    uses = list(body.readers(read, register)) if register is not None else []
    return bool(uses) and all(_compares(constants, body, use, register) for use in uses)


def _compares(constants: Constants, body: MethodBody, call: int, register: int | None) -> bool:
    method = constants.callee(body, call) if body.opcodes[call] in INVOKES else -1
    if method < 0 or constants.code.dex.method_name(method) not in _EQUALS:
        return False
    others = [each for each in body.sources(call) if each != register]
    return len(others) == 1 and all(_is_own_name(constants, body, made) for made, _ in body.origins(call, others[0]))


def _is_own_name(constants: Constants, body: MethodBody, made: int) -> bool:
    method = constants.callee(body, made - 1) if made > 0 and body.opcodes[made] in MOVE_RESULTS else -1
    if method < 0:
        return False
    dex = constants.code.dex
    return (dex.method_name(method), dex.prototype(int(dex.method_ids["proto"][method]))) == _OWN_NAME
