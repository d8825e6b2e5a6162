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

from appaudit.dex.opcodes import (
    CONST_WIDE_HIGH16,
    FORMAT,
    NIBBLE_FORMATS,
    PACKED_SWITCH_PAYLOAD,
    READS_FIRST,
    RUN_LISTS,
    SPARSE_SWITCH_PAYLOAD,
    SWITCHES,
    WRITERS,
    opcode_table,
)

#: Code units as plain numbers; a list is several times faster than an array where one unit is read at a time.
Units = Sequence[int] | NDArray[np.uint16]

_IS_RUN = opcode_table(RUN_LISTS)


#: How an opcode says which register it writes: not at all, in a nibble or a byte of the first unit, in the second unit.
NO_REGISTER, IN_NIBBLE, IN_BYTE, IN_UNIT = range(4)
DESTINATIONS = bytes(
    NO_REGISTER
    if opcode not in WRITERS
    else IN_NIBBLE
    if FORMAT[opcode] in NIBBLE_FORMATS
    else IN_UNIT
    if FORMAT[opcode] == "32x"
    else IN_BYTE
    for opcode in range(256)
)

#: Where an instruction says which registers it reads.
_NONE, _LISTED, _RUN, _BYTE, _SECOND_NIBBLE, _NIBBLES, _BYTES, _THREE_BYTES, _BYTE_BEHIND, _UNIT_BEHIND, _LAST_UNIT = (
    range(11)
)
_BY_FORM = {"35c": _LISTED, "3rc": _RUN, "22b": _BYTE_BEHIND, "22x": _UNIT_BEHIND, "32x": _LAST_UNIT}


def _sources(opcode: int) -> int:
    form, reads_first = FORMAT[opcode], opcode in READS_FIRST
    if form in ("12x", "22c", "22s", "22t"):
        return _NIBBLES if reads_first else _SECOND_NIBBLE
    if form == "23x":
        return _THREE_BYTES if reads_first else _BYTES
    return _BY_FORM.get(form, _BYTE if reads_first else _NONE)


_SOURCES = bytes(map(_sources, range(256)))


def destination_register(units: Units, at: int) -> int | None:
    """The register that the instruction writes, the lower one of a pair; None where it writes none."""
    first = int(units[at])
    said = DESTINATIONS[first & 0xFF]
    if said == NO_REGISTER:
        return None
    if said == IN_NIBBLE:
        return (first >> 8) & 0xF
    return int(units[at + 1]) if said == IN_UNIT else first >> 8


def source_registers(units: Units, at: int) -> tuple[int, ...]:
    """The registers that the instruction reads, in the order of its operands; of a pair the lower one.

    A call gives every register it passes, so that wide arguments appear with both.
    """
    first = int(units[at])
    said = _SOURCES[first & 0xFF]
    if said == _NONE:
        return ()
    if said == _LISTED:
        third, count = int(units[at + 2]), first >> 12
        named = (third & 0xF, (third >> 4) & 0xF, (third >> 8) & 0xF, third >> 12, (first >> 8) & 0xF)
        return named[:count]
    if said == _BYTE:
        return (first >> 8,)
    if said == _SECOND_NIBBLE:
        return (first >> 12,)
    if said == _NIBBLES:
        return ((first >> 8) & 0xF, first >> 12)
    if said == _RUN:
        start = int(units[at + 2])
        return tuple(range(start, start + (first >> 8)))
    second = int(units[at + 1])
    if said == _BYTES:
        return (second & 0xFF, second >> 8)
    if said == _THREE_BYTES:
        return (first >> 8, second & 0xFF, second >> 8)
    if said == _BYTE_BEHIND:
        return (second & 0xFF,)
    return (second,) if said == _UNIT_BEHIND else (int(units[at + 2]),)


def literal(units: Units, at: int) -> int | None:
    """The number in the instruction, sign-extended; None where it holds none.

    For constants of floating type these are the bits, see `float_of_bits` and `double_of_bits`.
    """
    first = int(units[at])
    opcode = first & 0xFF
    form = FORMAT[opcode]
    if form == "11n":
        return signed(first >> 12, 4)
    if form in ("21s", "22s"):
        return signed(int(units[at + 1]), 16)
    if form == "22b":
        return signed(int(units[at + 1]) >> 8, 8)
    if form == "31i":
        return signed32(units, at + 1)
    if form == "21h":
        return signed(int(units[at + 1]), 16) << (48 if opcode == CONST_WIDE_HIGH16 else 16)
    if form == "51l":
        value = sum(int(units[at + 1 + index]) << (16 * index) for index in range(4))
        return signed(value, 64)
    return None


def branch_targets(units: Units, at: int) -> tuple[int, ...]:
    """Where the instruction may jump to, as positions in `units`, in the order written and possibly out of range.

    Going on to the next instruction is no jump. A switch whose table is not there gives none.
    """
    first = int(units[at])
    opcode = first & 0xFF
    form = FORMAT[opcode]
    if form == "10t":
        return (at + signed(first >> 8, 8),)
    if form in ("20t", "21t", "22t"):
        return (at + signed(int(units[at + 1]), 16),)
    if form == "30t":
        return (at + signed32(units, at + 1),)
    if opcode in SWITCHES:
        return tuple(at + offset for offset in _switch_offsets(units, at + signed32(units, at + 1)))
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
    return [signed32(units, start + 2 * index) for index in range(size)]


def argument_registers(units: NDArray[np.uint16], offset: NDArray[np.uint32], argument: int) -> NDArray[np.int64]:
    """For calls at `offset` the register that passes the n-th argument (the receiver is 0), -1 where there is none.

    `argument` counts registers, so that a wide argument counts twice.
    """
    at = offset.astype(np.int64)
    first = units[at].astype(np.int64)
    third = units[at + 2].astype(np.int64)
    is_range = _IS_RUN[first & 0xFF]
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


def signed(value: int, bits: int) -> int:
    """A number of so many bits with its sign."""
    return value - (1 << bits) if value >> (bits - 1) else value


def signed32(units: Any, at: int) -> int:  # noqa: ANN401  # list or array
    """The number with its sign that two units hold."""
    return signed(int(units[at]) | int(units[at + 1]) << 16, 32)
