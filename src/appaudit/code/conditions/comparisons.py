"""What comparisons of two values come to."""

from __future__ import annotations

import operator
from collections.abc import Callable

from appaudit.code.values.dependence import Decision
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import IF_EQZ, IF_NEZ, LITERALS

#: Comparisons of two registers, and of one with zero, in the order of their opcodes.
COMPARISONS: tuple[tuple[str, Callable[[int, int], bool]], ...] = (
    ("==", operator.eq),
    ("!=", operator.ne),
    ("<", operator.lt),
    (">=", operator.ge),
    (">", operator.gt),
    ("<=", operator.le),
)


def compared(kind: int, left: int | str, right: int | str) -> bool | None:
    """Whether a comparison holds; a text is an object, and 0 is none."""
    if isinstance(left, str) or isinstance(right, str):
        if kind > 1 or (left != 0 and right != 0):
            return None
        return kind == 1
    return COMPARISONS[kind][1](left, right)


def at_zero(opcode: int) -> bool:
    """Whether a comparison with zero holds for zero, as nothing and false are."""
    return COMPARISONS[opcode - IF_EQZ][1](0, 0)


def compares_literals(body: MethodBody, index: int) -> bool:
    """Whether a branch asks for nothing but numbers that stand in the method itself, each one and no other."""
    made = [body.definitions(index, register) for register in body.sources(index)]
    return bool(made) and all(len(each) == 1 and each[0] >= 0 and body.opcodes[each[0]] in LITERALS for each in made)


def needed(opcode: int, decision: Decision) -> bool | None:
    """What a check has to say for what it decides to run; None where it is no check of one truth value."""
    if len(decision.sides) != 1 or opcode not in (IF_EQZ, IF_NEZ):
        return None
    return (opcode == IF_EQZ) == (decision.index + 1 in decision.sides)
