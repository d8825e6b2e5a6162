"""What conversions and calculations of the bytecode give for known numbers.

An integer operand of a floating calculation is the bits of a constant; a float is the number itself.
https://source.android.com/docs/core/runtime/dalvik-bytecode, checked 2026-11-24.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

from appaudit.dex import opcodes as op
from appaudit.dex.operands import double_of_bits, float_of_bits

Number = int | float

_BINARY: tuple[Callable[[Number, Number], Number], ...] = (operator.add, operator.sub, operator.mul)
_TO_FLOATING = frozenset((op.INT_TO_FLOAT, op.LONG_TO_FLOAT, op.INT_TO_DOUBLE, op.LONG_TO_DOUBLE))
_FROM_FLOAT = frozenset((op.FLOAT_TO_INT, op.FLOAT_TO_LONG))
_FROM_DOUBLE = frozenset((op.DOUBLE_TO_INT, op.DOUBLE_TO_LONG))
#: Bits that are left by conversions between whole numbers.
_NARROWING = {op.INT_TO_LONG: 64, op.LONG_TO_INT: 32, op.INT_TO_BYTE: 8, op.INT_TO_CHAR: 16, op.INT_TO_SHORT: 16}
_RSUB = frozenset((op.RSUB_INT, op.RSUB_INT_LIT8))
#: add, sub (of literals the other way round), mul, div.
_OPERATIONS = 4


def as_float(value: Number) -> float:
    """A value in a register of single precision."""
    return value if isinstance(value, float) else float_of_bits(value)


def as_double(value: Number) -> float:
    """A value in a register pair of double precision."""
    return value if isinstance(value, float) else double_of_bits(value)


def converted(opcode: int, value: Number) -> Number | None:
    """The result of a conversion or negation; None for opcodes that are neither."""
    if opcode in _TO_FLOATING:
        return float(value)
    if opcode in _FROM_FLOAT:
        return _whole(as_float(value))
    if opcode in _FROM_DOUBLE:
        return _whole(as_double(value))
    if opcode == op.FLOAT_TO_DOUBLE:
        return as_float(value)
    if opcode == op.DOUBLE_TO_FLOAT:
        return as_double(value)
    if opcode in _NARROWING and isinstance(value, int):
        return _narrow(value, _NARROWING[opcode], signed=opcode != op.INT_TO_CHAR)
    if opcode in (op.NEG_INT, op.NEG_LONG):
        return -value
    if opcode == op.NEG_FLOAT:
        return -as_float(value)
    return -as_double(value) if opcode == op.NEG_DOUBLE else None


def operated(opcode: int, left: Number, right: Number) -> Number | None:
    """The result of adding, subtracting, multiplying or dividing; None for other opcodes and where there is none."""
    for start in op.LITERAL_ARITHMETIC:
        if start <= opcode < start + _OPERATIONS:
            return _with_literal(opcode, opcode - start, left, right)
    for starts, read in ((op.FLOAT_ARITHMETIC, as_float), (op.DOUBLE_ARITHMETIC, as_double)):
        for start in starts:
            if start <= opcode < start + _OPERATIONS:
                return _calculated(opcode - start, read(left), read(right))
    if not isinstance(left, int) or not isinstance(right, int):
        return None
    for starts, bits in ((op.INT_ARITHMETIC, 32), (op.LONG_ARITHMETIC, 64)):
        for start in starts:
            if start <= opcode < start + _OPERATIONS:
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


def _with_literal(opcode: int, kind: int, left: Number, right: Number) -> Number | None:
    if not isinstance(left, int) or not isinstance(right, int):
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
