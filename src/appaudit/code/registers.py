"""Constant values of arguments, found by looking back from a call inside its method.

Instruction formats: https://source.android.com/docs/core/runtime/instruction-formats
"""

from __future__ import annotations

from appaudit.dex import DexCode

_CONST_4, _CONST_16, _CONST, _CONST_HIGH16 = 0x12, 0x13, 0x14, 0x15
_MOVE_RESULT = range(0x0A, 0x0E)
_INVOKE_RANGE = range(0x74, 0x79)
#: How far to look back; constants are loaded right before the call that takes them.
_REACH = 40


def constant_argument(code: DexCode, instruction: int, argument: int) -> int | None:
    """The integer that a call passes as its n-th argument (the receiver is 0), or None where it is not a constant.

    The nearest earlier write to the register decides; branches are not followed, so a value that depends on one
    reads as the textually nearest.
    """
    units = code.dex.units
    offsets, opcodes = code.instructions.offset, code.instructions.opcode
    register = _argument_register(code, instruction, argument)
    if register is None:
        return None
    item = code.instructions.code_item[instruction]
    for earlier in range(instruction - 1, max(-1, instruction - _REACH), -1):
        if code.instructions.code_item[earlier] != item:
            return None
        opcode, at = int(opcodes[earlier]), int(offsets[earlier])
        unit = int(units[at])
        if opcode == _CONST_4 and (unit >> 8) & 0xF == register:
            value = unit >> 12
            return value - 16 if value & 8 else value
        if opcode in (_CONST_16, _CONST, _CONST_HIGH16) and unit >> 8 == register:
            return _literal(opcode, int(units[at + 1]), int(units[at + 2]) if opcode == _CONST else 0)
        if opcode in _MOVE_RESULT and unit >> 8 == register:
            return None
    return None


def _argument_register(code: DexCode, instruction: int, argument: int) -> int | None:
    units = code.dex.units
    at = int(code.instructions.offset[instruction])
    first, third = int(units[at]), int(units[at + 2])
    if int(code.instructions.opcode[instruction]) in _INVOKE_RANGE:
        return third + argument if argument < first >> 8 else None
    if argument >= first >> 12:
        return None
    return (third >> 4 * argument) & 0xF if argument < 4 else (first >> 8) & 0xF


def _literal(opcode: int, low: int, high: int) -> int:
    if opcode == _CONST_16:
        return low - 0x10000 if low & 0x8000 else low
    value = low << 16 if opcode == _CONST_HIGH16 else low | high << 16
    return value - (1 << 32) if value & 0x80000000 else value
