"""The instructions of one method (chapter 6): where each begins, and the operand that says what it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from appaudit.class_file.errors import ClassFileError


class Opcode(IntEnum):
    """Instructions by name: those that refer to constants, and others that readers ask for."""

    LDC = 0x12
    LDC_W = 0x13
    LDC2_W = 0x14
    FCMPL = 0x95
    FCMPG = 0x96
    DCMPL = 0x97
    DCMPG = 0x98
    IRETURN = 0xAC
    GETSTATIC = 0xB2
    PUTSTATIC = 0xB3
    GETFIELD = 0xB4
    PUTFIELD = 0xB5
    INVOKEVIRTUAL = 0xB6
    INVOKESPECIAL = 0xB7
    INVOKESTATIC = 0xB8
    INVOKEINTERFACE = 0xB9
    INVOKEDYNAMIC = 0xBA
    NEW = 0xBB
    ATHROW = 0xBF


class Instruction(NamedTuple):
    """One instruction: its offset in bytes, its opcode, and its operand.

    The operand is the index of a constant for those that name one, the value for those that push a small integer
    (`iconst_<i>`, `bipush`, `sipush`), else -1.
    """

    offset: int
    opcode: int
    operand: int

    @property
    def pushes_integer(self) -> bool:
        """Whether the operand is an integer that the instruction pushes."""
        return _FIRST_ICONST <= self.opcode <= _LAST_ICONST or self.opcode in (_BIPUSH, _SIPUSH)


_FIRST_ICONST, _ICONST_0, _LAST_ICONST, _BIPUSH, _SIPUSH = 0x02, 0x03, 0x08, 0x10, 0x11
_IINC, _TABLESWITCH, _LOOKUPSWITCH, _WIDE, _LAST = 0x84, 0xAA, 0xAB, 0xC4, 0xC9

#: Instruction lengths in bytes by opcode (6.5); 0 where it depends on the operands or there is no such opcode.
_LENGTHS = [1] * (_LAST + 1) + [0] * (0xFF - _LAST)
for _opcodes, _length in (
    ((_BIPUSH, Opcode.LDC, *range(0x15, 0x1A), *range(0x36, 0x3B), 0xA9, 0xBC), 2),
    ((_SIPUSH, 0x13, 0x14, _IINC, *range(0x99, 0xA9), *range(0xB2, 0xB9), 0xBB, 0xBD, 0xC0, 0xC1, 0xC6, 0xC7), 3),
    ((0xC5,), 4),
    ((0xB9, 0xBA, 0xC8, 0xC9), 5),
    ((_TABLESWITCH, _LOOKUPSWITCH, _WIDE), 0),
):
    for _opcode in _opcodes:
        _LENGTHS[_opcode] = _length

#: Opcodes whose first two operand bytes are the index of a constant.
_POOL_OPERANDS = frozenset((0x13, 0x14, *range(0xB2, 0xBC), 0xBD, 0xC0, 0xC1, 0xC5))


def instructions(code: bytes, place: str) -> Iterator[Instruction]:
    """Every instruction of a `Code` attribute in its order.

    Raises:
        ClassFileError: An opcode is unknown, or the last instruction is cut off.
    """
    at, size = 0, len(code)
    while at < size:
        opcode = code[at]
        length = _LENGTHS[opcode] or _variable_length(code, at, place)
        if at + length > size:
            raise ClassFileError(place, f"the instruction at {at} is cut off")
        yield Instruction(at, opcode, _operand(code, at, opcode))
        at += length


def _operand(code: bytes, at: int, opcode: int) -> int:
    if opcode in _POOL_OPERANDS:
        return code[at + 1] << 8 | code[at + 2]
    if opcode == Opcode.LDC:
        return code[at + 1]
    if opcode <= _LAST_ICONST:
        return opcode - _ICONST_0 if opcode >= _FIRST_ICONST else -1
    if opcode == _BIPUSH:
        return code[at + 1] - ((code[at + 1] & 0x80) << 1)
    if opcode == _SIPUSH:
        return int.from_bytes(code[at + 1 : at + 3], "big", signed=True)
    return -1


def _variable_length(code: bytes, at: int, place: str) -> int:
    """The length of a switch, whose operands begin at a multiple of four, or of a widened instruction."""
    opcode = code[at]
    if opcode == _WIDE:
        return 6 if code[at + 1 : at + 2] == bytes((_IINC,)) else 4
    if opcode not in (_TABLESWITCH, _LOOKUPSWITCH):
        raise ClassFileError(place, f"unknown opcode 0x{opcode:02x} at {at}")
    padded = (at + 4) & ~3
    if opcode == _LOOKUPSWITCH:
        pairs = _signed(code, padded + 4)
        if pairs < 0:
            raise ClassFileError(place, f"the switch at {at} has {pairs} cases")
        return padded + 8 + 8 * pairs - at
    low, high = _signed(code, padded + 4), _signed(code, padded + 8)
    if low > high:
        raise ClassFileError(place, f"the switch at {at} goes from {low} to {high}")
    return padded + 12 + 4 * (high - low + 1) - at


def _signed(code: bytes, at: int) -> int:
    """Four bytes as a number; those beyond the end count as missing, and the length shows that they are."""
    return int.from_bytes(code[at : at + 4], "big", signed=True)
