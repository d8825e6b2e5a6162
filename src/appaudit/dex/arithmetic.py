"""What conversions and calculations of the bytecode give for known numbers.

An integer operand of a floating calculation is the bits of a constant; a float is the number itself.
https://source.android.com/docs/core/runtime/dalvik-bytecode, checked 2026-11-24.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

from appaudit.dex.operands import double_of_bits, float_of_bits

Number = int | float

_BINARY: tuple[Callable[[Number, Number], Number], ...] = (operator.add, operator.sub, operator.mul)
#: First opcodes of the calculations with two and three registers, by type, and how many each type has.
_INT, _LONG, _FLOAT, _DOUBLE = (0x90, 0xB0), (0x9B, 0xBB), (0xA6, 0xC6), (0xAB, 0xCB)
_TO_FLOAT, _TO_DOUBLE = frozenset((0x82, 0x85)), frozenset((0x83, 0x86))
_FROM_FLOAT, _FROM_DOUBLE = frozenset((0x87, 0x88)), frozenset((0x8A, 0x8B))
_FLOAT_TO_DOUBLE, _DOUBLE_TO_FLOAT = 0x89, 0x8C
_NARROWING = {0x81: 64, 0x84: 32, 0x8D: 8, 0x8E: 16, 0x8F: 16}
_INT_TO_CHAR = 0x8E
_RSUB = frozenset((0xD1, 0xD9))


def as_float(value: Number) -> float:
    """A value in a register of single precision."""
    return value if isinstance(value, float) else float_of_bits(value)


def as_double(value: Number) -> float:
    """A value in a register pair of double precision."""
    return value if isinstance(value, float) else double_of_bits(value)


def converted(opcode: int, value: Number) -> Number | None:
    """The result of a conversion or negation; None for opcodes that are neither."""
    if opcode in _TO_FLOAT or opcode in _TO_DOUBLE:
        return float(value)
    if opcode in _FROM_FLOAT:
        return _whole(as_float(value))
    if opcode in _FROM_DOUBLE:
        return _whole(as_double(value))
    if opcode == _FLOAT_TO_DOUBLE:
        return as_float(value)
    if opcode == _DOUBLE_TO_FLOAT:
        return as_double(value)
    if opcode in _NARROWING and isinstance(value, int):
        return _narrow(value, _NARROWING[opcode], signed=opcode != _INT_TO_CHAR)
    if opcode in (0x7B, 0x7D):
        return -value
    if opcode == 0x7F:
        return -as_float(value)
    return -as_double(value) if opcode == 0x80 else None


def operated(opcode: int, left: Number, right: Number) -> Number | None:
    """The result of adding, subtracting, multiplying or dividing; None for other opcodes and where there is none."""
    if 0xD0 <= opcode <= 0xDC:
        return _with_literal(opcode, left, right)
    for starts, read in ((_FLOAT, as_float), (_DOUBLE, as_double)):
        for start in starts:
            if start <= opcode < start + 4:
                return _calculated(opcode - start, read(left), read(right))
    if not isinstance(left, int) or not isinstance(right, int):
        return None
    for starts, bits in ((_INT, 32), (_LONG, 64)):
        for start in starts:
            if start <= opcode < start + 4:
                result = _calculated(opcode - start, left, right)
                return _narrow(result, bits, signed=True) if isinstance(result, int) else None
    return None


def _calculated(kind: int, left: Number, right: Number) -> Number | None:
    if kind < 3:
        result = _BINARY[kind](left, right)
    elif right == 0:
        return None
    elif isinstance(left, int) and isinstance(right, int):
        quotient = abs(left) // abs(right)
        result = quotient if (left < 0) == (right < 0) else -quotient
    else:
        result = left / right
    return result if isinstance(result, int) or math.isfinite(result) else None


def _with_literal(opcode: int, left: Number, right: Number) -> Number | None:
    kind = (opcode - 0xD0) & 7
    if not isinstance(left, int) or not isinstance(right, int) or kind > 3:
        return None
    if opcode in _RSUB:
        return _narrow(right - left, 32, signed=True)
    result = _calculated(kind, left, right)
    return _narrow(result, 32, signed=True) if isinstance(result, int) else None


def _whole(value: float) -> int | None:
    return int(value) if math.isfinite(value) else None


def _narrow(value: int, bits: int, *, signed: bool) -> int:
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed and value >> (bits - 1) else value
