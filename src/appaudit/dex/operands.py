"""The operands of single instructions: registers, literals and branch targets, read on demand.

Formats: https://source.android.com/docs/core/runtime/instruction-formats, checked 2026-11-24. Every function takes
the code units and the position of an instruction that the sweep listed, so that all its units are there.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from appaudit.dex.opcodes import PACKED_SWITCH_PAYLOAD, SPARSE_SWITCH_PAYLOAD

#: Code units as plain numbers; a list is several times faster than an array where one unit is read at a time.
Units = Sequence[int] | NDArray[np.uint16]

#: First and last opcode of each run and its format, named as in the specification; all others have no operands.
_FORMAT_RUNS: tuple[tuple[int, int, str], ...] = (
    (0x01, 0x01, "12x"),
    (0x02, 0x02, "22x"),
    (0x03, 0x03, "32x"),
    (0x04, 0x04, "12x"),
    (0x05, 0x05, "22x"),
    (0x06, 0x06, "32x"),
    (0x07, 0x07, "12x"),
    (0x08, 0x08, "22x"),
    (0x09, 0x09, "32x"),
    (0x0A, 0x0D, "11x"),  # move-result, move-exception
    (0x0F, 0x11, "11x"),  # return
    (0x12, 0x12, "11n"),
    (0x13, 0x13, "21s"),
    (0x14, 0x14, "31i"),
    (0x15, 0x15, "21h"),
    (0x16, 0x16, "21s"),
    (0x17, 0x17, "31i"),
    (0x18, 0x18, "51l"),
    (0x19, 0x19, "21h"),
    (0x1A, 0x1A, "21c"),
    (0x1B, 0x1B, "31c"),
    (0x1C, 0x1C, "21c"),
    (0x1D, 0x1E, "11x"),  # monitor-enter, monitor-exit
    (0x1F, 0x1F, "21c"),
    (0x20, 0x20, "22c"),
    (0x21, 0x21, "12x"),
    (0x22, 0x22, "21c"),
    (0x23, 0x23, "22c"),
    (0x24, 0x24, "35c"),
    (0x25, 0x25, "3rc"),
    (0x26, 0x26, "31t"),
    (0x27, 0x27, "11x"),  # throw
    (0x28, 0x28, "10t"),
    (0x29, 0x29, "20t"),
    (0x2A, 0x2A, "30t"),
    (0x2B, 0x2C, "31t"),
    (0x2D, 0x31, "23x"),
    (0x32, 0x37, "22t"),
    (0x38, 0x3D, "21t"),
    (0x44, 0x51, "23x"),
    (0x52, 0x5F, "22c"),
    (0x60, 0x6D, "21c"),
    (0x6E, 0x72, "35c"),
    (0x74, 0x78, "3rc"),
    (0x7B, 0x8F, "12x"),
    (0x90, 0xAF, "23x"),
    (0xB0, 0xCF, "12x"),
    (0xD0, 0xD7, "22s"),
    (0xD8, 0xE2, "22b"),
    (0xFA, 0xFA, "35c"),  # 45cc: as 35c with a prototype in a fourth unit
    (0xFB, 0xFB, "3rc"),  # 4rcc: likewise
    (0xFC, 0xFC, "35c"),
    (0xFD, 0xFD, "3rc"),
    (0xFE, 0xFF, "21c"),
)

#: Opcodes that write their first register. check-cast leaves its value as it is and is none of them.
_WRITER_RUNS = (
    (0x01, 0x0D),
    (0x12, 0x1C),
    (0x20, 0x23),
    (0x2D, 0x31),
    (0x44, 0x4A),
    (0x52, 0x58),
    (0x60, 0x66),
    (0x7B, 0xE2),
    (0xFE, 0xFF),
)
#: Opcodes that write the register after it as well.
_WIDE_RUNS = (
    (0x04, 0x06),
    (0x0B, 0x0B),
    (0x16, 0x19),
    (0x45, 0x45),
    (0x53, 0x53),
    (0x61, 0x61),
    (0x7D, 0x7E),
    (0x80, 0x81),
    (0x83, 0x83),
    (0x86, 0x86),
    (0x88, 0x89),
    (0x8B, 0x8B),
    (0x9B, 0xA5),
    (0xAB, 0xAF),
    (0xBB, 0xC5),
    (0xCB, 0xCF),
)


def _by_opcode(runs: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    table = [""] * 256
    for first, last, value in runs:
        table[first : last + 1] = [value] * (last + 1 - first)
    return tuple(table)


def _members(runs: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(opcode for first, last in runs for opcode in range(first, last + 1))


#: The format of each opcode, empty for those without operands and for unused ones.
FORMAT = _by_opcode(_FORMAT_RUNS)
WRITERS = _members(_WRITER_RUNS) - {opcode for opcode in range(256) if not FORMAT[opcode]}
WIDE_WRITERS = _members(_WIDE_RUNS)
#: After these the next instruction in the file is not reached: goto, return, throw.
ENDS = frozenset((*range(0x0E, 0x12), *range(0x27, 0x2B)))
BRANCHES = frozenset((*range(0x28, 0x2B), 0x2B, 0x2C, *range(0x32, 0x3E)))

_FIRST_NIBBLE = frozenset(("12x", "11n", "22c", "22s", "22t"))
#: Opcodes that read the register they name first, which most only write.
_READS_FIRST = _members(
    (
        (0x0F, 0x11),
        (0x1D, 0x1F),
        (0x26, 0x27),
        (0x2B, 0x2C),
        (0x32, 0x3D),
        (0x4B, 0x51),
        (0x59, 0x5F),
        (0x67, 0x6D),
        (0xB0, 0xCF),
    )
)


def destination_register(units: Units, at: int) -> int | None:
    """The register that the instruction writes, the lower one of a pair; None where it writes none."""
    first = int(units[at])
    opcode = first & 0xFF
    if opcode not in WRITERS:
        return None
    form = FORMAT[opcode]
    if form in _FIRST_NIBBLE:
        return (first >> 8) & 0xF
    return int(units[at + 1]) if form == "32x" else first >> 8


def source_registers(units: Units, at: int) -> tuple[int, ...]:
    """The registers that the instruction reads, in the order of its operands; of a pair the lower one.

    A call gives every register it passes, so that wide arguments appear with both.
    """
    first = int(units[at])
    opcode = first & 0xFF
    form = FORMAT[opcode]
    if form == "35c":
        third, count = int(units[at + 2]), first >> 12
        named = (third & 0xF, (third >> 4) & 0xF, (third >> 8) & 0xF, third >> 12, (first >> 8) & 0xF)
        return named[:count]
    if form == "3rc":
        start = int(units[at + 2])
        return tuple(range(start, start + (first >> 8)))
    registers: tuple[int, ...] = ()
    if opcode in _READS_FIRST:
        registers = ((first >> 8) & 0xF if form in _FIRST_NIBBLE else first >> 8,)
    if form in ("12x", "22c", "22s", "22t"):
        return (*registers, first >> 12)
    if form == "23x":
        second = int(units[at + 1])
        return (*registers, second & 0xFF, second >> 8)
    if form == "22b":
        return (int(units[at + 1]) & 0xFF,)
    if form == "22x":
        return (int(units[at + 1]),)
    return (int(units[at + 2]),) if form == "32x" else registers


def literal(units: Units, at: int) -> int | None:
    """The number in the instruction, sign-extended; None where it holds none.

    For constants of floating type these are the bits, see `float_of_bits` and `double_of_bits`.
    """
    first = int(units[at])
    opcode = first & 0xFF
    form = FORMAT[opcode]
    if form == "11n":
        return _signed(first >> 12, 4)
    if form in ("21s", "22s"):
        return _signed(int(units[at + 1]), 16)
    if form == "22b":
        return _signed(int(units[at + 1]) >> 8, 8)
    if form == "31i":
        return _signed32(units, at + 1)
    if form == "21h":
        return _signed(int(units[at + 1]), 16) << (48 if opcode == 0x19 else 16)
    if form == "51l":
        value = sum(int(units[at + 1 + index]) << (16 * index) for index in range(4))
        return _signed(value, 64)
    return None


def branch_targets(units: Units, at: int) -> tuple[int, ...]:
    """Where the instruction may jump to, as positions in `units`, in the order written and possibly out of range.

    Going on to the next instruction is no jump. A switch whose table is not there gives none.
    """
    first = int(units[at])
    opcode = first & 0xFF
    form = FORMAT[opcode]
    if form == "10t":
        return (at + _signed(first >> 8, 8),)
    if form in ("20t", "21t", "22t"):
        return (at + _signed(int(units[at + 1]), 16),)
    if form == "30t":
        return (at + _signed32(units, at + 1),)
    if opcode in (0x2B, 0x2C):
        return tuple(at + offset for offset in _switch_offsets(units, at + _signed32(units, at + 1)))
    return ()


def _switch_offsets(units: Units, payload: int) -> list[int]:
    if not 0 <= payload <= len(units) - 4:
        return []
    identity, size = int(units[payload]), int(units[payload + 1])
    if identity == PACKED_SWITCH_PAYLOAD:
        start = payload + 4
    elif identity == SPARSE_SWITCH_PAYLOAD:
        start = payload + 2 + 2 * size
    else:
        return []
    if start + 2 * size > len(units):
        return []
    return [_signed32(units, start + 2 * index) for index in range(size)]


def argument_registers(units: NDArray[np.uint16], offset: NDArray[np.uint32], argument: int) -> NDArray[np.int64]:
    """For calls at `offset` the register that passes the n-th argument (the receiver is 0), -1 where there is none.

    `argument` counts registers, so that a wide argument counts twice.
    """
    at = offset.astype(np.int64)
    first = units[at].astype(np.int64)
    third = units[at + 2].astype(np.int64)
    is_range = np.isin(first & 0xFF, (0x25, 0x74, 0x75, 0x76, 0x77, 0x78, 0xFB, 0xFD))
    count = np.where(is_range, first >> 8, first >> 12)
    named = (third >> (4 * argument)) & 0xF if argument < 4 else (first >> 8) & 0xF
    registers = np.where(is_range, third + argument, named)
    found: NDArray[np.int64] = np.where((argument < count) & (is_range | (argument < 5)), registers, -1)
    return found


def float_of_bits(bits: int) -> float:
    """The single-precision number with these bits."""
    return float(struct.unpack("<f", struct.pack("<I", bits & 0xFFFFFFFF))[0])


def double_of_bits(bits: int) -> float:
    """The double-precision number with these bits."""
    return float(struct.unpack("<d", struct.pack("<Q", bits & 0xFFFFFFFFFFFFFFFF))[0])


def _signed(value: int, bits: int) -> int:
    return value - (1 << bits) if value >> (bits - 1) else value


def _signed32(units: Any, at: int) -> int:  # noqa: ANN401  # list or array
    return _signed(int(units[at]) | int(units[at + 1]) << 16, 32)
