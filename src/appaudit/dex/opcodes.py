"""What a Dalvik instruction is, as far as walking over code and finding references needs it.

Opcodes, formats and payloads: https://source.android.com/docs/core/runtime/dalvik-bytecode, checked 2026-11-24
for DEX versions 035 to 041. The first code unit of an instruction has its opcode in the low byte.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: First and last opcode of each run whose instructions take more than one code unit, and how many they take.
#: All others take one unit; so do the unused opcodes, which dexdump steps over in the same way.
_WIDTH_RUNS: tuple[tuple[int, int, int], ...] = (
    (0x02, 0x02, 2),  # move/from16
    (0x03, 0x03, 3),  # move/16
    (0x05, 0x05, 2),  # move-wide/from16
    (0x06, 0x06, 3),  # move-wide/16
    (0x08, 0x08, 2),  # move-object/from16
    (0x09, 0x09, 3),  # move-object/16
    (0x13, 0x13, 2),  # const/16
    (0x14, 0x14, 3),  # const
    (0x15, 0x16, 2),  # const/high16, const-wide/16
    (0x17, 0x17, 3),  # const-wide/32
    (0x18, 0x18, 5),  # const-wide
    (0x19, 0x1A, 2),  # const-wide/high16, const-string
    (0x1B, 0x1B, 3),  # const-string/jumbo
    (0x1C, 0x1C, 2),  # const-class
    (0x1F, 0x20, 2),  # check-cast, instance-of
    (0x22, 0x23, 2),  # new-instance, new-array
    (0x24, 0x26, 3),  # filled-new-array, filled-new-array/range, fill-array-data
    (0x29, 0x29, 2),  # goto/16
    (0x2A, 0x2C, 3),  # goto/32, packed-switch, sparse-switch
    (0x2D, 0x3D, 2),  # comparisons and conditional branches
    (0x44, 0x6D, 2),  # array, instance and static field access
    (0x6E, 0x72, 3),  # invoke-kind
    (0x74, 0x78, 3),  # invoke-kind/range
    (0x90, 0xAF, 2),  # arithmetic with three registers
    (0xD0, 0xE2, 2),  # arithmetic with a literal
    (0xFA, 0xFB, 4),  # invoke-polymorphic, /range (version 038)
    (0xFC, 0xFD, 3),  # invoke-custom, /range (version 038)
    (0xFE, 0xFF, 2),  # const-method-handle, const-method-type (version 039)
)

NOP = 0x00
CONST_STRING = 0x1A
CONST_STRING_JUMBO = 0x1B
CONST_CLASS = 0x1C
NEW_INSTANCE = 0x22

#: First units of the tables that stand between instructions: a nop whose high byte says which.
PACKED_SWITCH_PAYLOAD = 0x0100
SPARSE_SWITCH_PAYLOAD = 0x0200
FILL_ARRAY_DATA_PAYLOAD = 0x0300

#: First and last of the opcodes that read or write a field, and of the static ones among them.
FIELD_ACCESS = (0x52, 0x6D)
STATIC_FIELD_ACCESS = (0x60, 0x6D)
#: First and last of the opcodes that write a field.
FIELD_WRITES = ((0x59, 0x5F), (0x67, 0x6D))
#: First and last of the opcodes that name a method in their second unit.
INVOKES = ((0x6E, 0x72), (0x74, 0x78), (0xFA, 0xFB))


def _widths() -> NDArray[np.uint8]:
    by_opcode = np.ones(256, dtype=np.uint8)
    for first, last, width in _WIDTH_RUNS:
        by_opcode[first : last + 1] = width
    by_unit = np.tile(by_opcode, 256)
    by_unit[[PACKED_SWITCH_PAYLOAD, SPARSE_SWITCH_PAYLOAD, FILL_ARRAY_DATA_PAYLOAD]] = 0
    return by_unit


#: Code units that an instruction takes, by its whole first unit; 0 for payloads, whose size is in the code.
WIDTH_OF_UNIT = _widths()


def opcode_set(*runs: tuple[int, int]) -> NDArray[np.bool_]:
    """A table that says of each of the 256 opcodes whether it is in one of `runs`, given as first and last."""
    members = np.zeros(256, dtype=np.bool_)
    for first, last in runs:
        members[first : last + 1] = True
    return members
