"""Branches that compare the version of the system with a number: which systems pass them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.code.conditions.comparisons import COMPARISONS
from appaudit.code.first_launch.first_values import SDK_INT, FirstValues
from appaudit.code.values.dependence import Decision
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import IF_EQ, IF_EQZ, SWITCHES, ZERO_TESTS

_OPPOSITE: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
#: Comparisons that newer systems fail.
UPPER: Final = ("<", "<=", "==")
#: The newest system there may be, for bounds that no device is above.
NEWEST_SDK: Final = 99
#: A comparison of the version with a number: `(">=", 29)`.
SystemTest = tuple[str, int]


class SystemTests:
    """Answers which systems pass the branches that compare `Build.VERSION.SDK_INT`.

    Args:
        values: What registers hold at a first launch, by file.
        min_sdk: The lowest system that the app installs on, -1 where that is not known.
    """

    def __init__(self, values: Sequence[FirstValues], min_sdk: int) -> None:
        self._values = values
        #: The lowest system that the app installs on, 1 where that is not known.
        self.lowest = max(min_sdk, 1)

    def asked(self, file: int, body: MethodBody, index: int, *, jumps: bool) -> SystemTest | None:
        """The comparison that must hold for a branch to jump, or not to, None where it makes none."""
        opcode, registers = body.opcodes[index], body.sources(index)
        if opcode in SWITCHES:
            return None
        values = [self._values[file].of(body, index, register) for register in registers]
        sign = COMPARISONS[opcode - (IF_EQZ if opcode in ZERO_TESTS else IF_EQ)][0]
        for position, value in enumerate(values):
            other = values[1 - position] if len(values) > 1 else frozenset((0,))
            if value is SDK_INT and isinstance(other, frozenset) and len(other) == 1:
                number = next(iter(other))
                if isinstance(number, int):
                    sign = sign if jumps else _OPPOSITE[sign]
                    return (_MIRRORED.get(sign, sign) if position else sign), number
        return None

    def is_on_none(self, file: int, body: MethodBody, decision: Decision) -> bool:
        """Whether a branch goes the needed way on no system that the app installs on, and on none to come."""
        test = self.asked(file, body, decision.index, jumps=decision.index + 1 not in decision.sides)
        if test is None or test[1] >= NEWEST_SDK:
            return False
        return not any(dict(COMPARISONS)[test[0]](each, test[1]) for each in range(self.lowest, NEWEST_SDK))

    def all_pass(self, test: SystemTest) -> bool:
        """Whether every system that the app installs on passes a comparison."""
        return all(dict(COMPARISONS)[test[0]](version, test[1]) for version in range(self.lowest, NEWEST_SDK))
