"""Where a constant is used that names what is started.

A shrinker loads a constant that several cases need once, before the branch that chooses the case: what it names is
started where a call is handed it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.links import FileLinks
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import CONDITIONAL_BRANCHES, DIRECT_INVOKES, INVOKES
from appaudit.dex.operands import source_registers

#: Instructions after a constant among which a branch may come before an object is constructed with it.
_NEXT: Final = 12


def with_uses(file: FileLinks, instructions: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places where constants are used: for each the number of the constant, and the instruction.

    Args:
        file: The file.
        instructions: The instructions that load the constants.

    Returns:
        A constant that a branch follows before an object is constructed stands for the calls that are handed it; any
        other, and one with which something else is done, for itself.
    """
    numbers: list[int] = []
    places: list[int] = []
    body: MethodBody | None = None
    for number, instruction in enumerate(instructions.tolist()):
        found: list[int] = []
        if _is_before_branch(file, instruction):
            item = int(file.code.instructions.code_item[instruction])
            if body is None or body.code_item != item:  # one method may load thousands
                body = MethodBody(file.code, item)
            found = _uses(body, instruction - body.first)
        numbers += [number] * max(len(found), 1)
        places += found or [instruction]
    return np.array(numbers, dtype=np.int64), np.array(places, dtype=np.int64)


def _is_before_branch(file: FileLinks, instruction: int) -> bool:
    instructions, units = file.code.instructions, file.code.dex.units
    register = int(units[instructions.offset[instruction]]) >> 8
    for at in range(instruction + 1, min(instruction + 1 + _NEXT, len(instructions.opcode))):
        opcode = int(instructions.opcode[at])
        if opcode in CONDITIONAL_BRANCHES:
            return True
        if opcode in DIRECT_INVOKES and register in source_registers(units, int(instructions.offset[at])):
            return False
    return False


def _uses(body: MethodBody, loaded: int) -> list[int]:
    """The calls that are handed a constant, where nothing else is done with it."""
    if not body.is_read or not 0 <= loaded < len(body):
        return []
    used = body.uses(loaded)
    if not all(body.opcodes[index] in INVOKES for index in used):
        return []
    return [body.first + index for index in used]
