"""What instructions do, as far as one who follows constants through a method tells it apart: one table by opcode."""

from __future__ import annotations

from typing import Final

from appaudit.dex.opcodes import (
    AGET_OBJECT,
    APUT_OBJECT,
    ARRAY_LENGTH,
    BITWISE,
    BITWISE_2ADDR,
    BITWISE_LIT8,
    BITWISE_LIT16,
    BRANCHES,
    CMP_LONG,
    FILLED_ARRAYS,
    INSTANCE_OF,
    INT_LITERALS,
    INVOKES,
    MOVE_RESULTS,
    MOVES,
    MOVES_WIDE,
    NEW_ARRAY,
    NEW_INSTANCE,
    NOP,
    NUMBER_ELEMENT_READS,
    PLAIN_READS,
    PLAIN_WRITES,
    RETURN_VOID,
    STRING_LITERALS,
    THROW,
    VALUE_RETURNS,
    WIDE_INT_LITERALS,
    WRITERS,
)

NOTHING: Final = 0
CALL: Final = 1
BRANCH: Final = 2
END: Final = 3
RETURN_VALUE: Final = 4
WRITE_FIELD: Final = 5
PUT_ELEMENT: Final = 6
MOVE: Final = 7
RESULT: Final = 8
READ_FIELD: Final = 9
NUMBER_ELEMENT: Final = 10
ARRAY: Final = 11
NUMBER: Final = 12
TEXT: Final = 13
CALCULATION: Final = 14
UNKNOWN_VALUE: Final = 15
ORDER: Final = 16
TYPE_CHECK: Final = 17
MADE: Final = 18
FILLED: Final = 19

#: The first opcode of and, or, xor in each of their forms; the others follow it.
_BITWISE: Final = (BITWISE, BITWISE_2ADDR, BITWISE_LIT16, BITWISE_LIT8)
_OPERATIONS: Final = 3


def _kinds() -> bytes:
    """By opcode; kinds that stand later in the list take what is in several."""
    kinds = bytearray(UNKNOWN_VALUE if opcode in WRITERS else NOTHING for opcode in range(256))
    for kind, opcodes in (
        (CALCULATION, {first + kind for first in _BITWISE for kind in range(_OPERATIONS)}),
        (TEXT, STRING_LITERALS),
        (NUMBER, INT_LITERALS | WIDE_INT_LITERALS),
        (ORDER, (CMP_LONG,)),
        (TYPE_CHECK, (INSTANCE_OF,)),
        (MADE, (NEW_INSTANCE,)),
        (ARRAY, (NEW_ARRAY, AGET_OBJECT, ARRAY_LENGTH)),
        (NUMBER_ELEMENT, NUMBER_ELEMENT_READS),
        (READ_FIELD, PLAIN_READS),
        (RESULT, MOVE_RESULTS),
        (MOVE, MOVES | MOVES_WIDE),
        (PUT_ELEMENT, (APUT_OBJECT,)),
        (WRITE_FIELD, PLAIN_WRITES),
        (RETURN_VALUE, VALUE_RETURNS),
        (END, (RETURN_VOID, THROW)),
        (BRANCH, BRANCHES),
        (CALL, INVOKES),
        (FILLED, FILLED_ARRAYS),
        (UNKNOWN_VALUE, (NOP,)),  # what refers to nothing stands as one that does nothing, and still writes
    ):
        for opcode in opcodes:
            kinds[opcode] = kind
    return bytes(kinds)


KINDS: Final = _kinds()
"""The kind of each opcode: the bytes of a method's opcodes are translated by it at once."""


def operation(opcode: int) -> int:
    """Which of and, or, xor a calculation is."""
    return next(opcode - first for first in _BITWISE if first <= opcode < first + _OPERATIONS)
