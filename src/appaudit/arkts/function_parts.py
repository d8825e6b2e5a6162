"""What is known of a function of bytecode: its calls, what it stores and gives back, and its state as it is read."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from appaudit.abc import Method
from appaudit.arkts.branches import Branch
from appaudit.arkts.expressions import Environment, Expression, either
from appaudit.model.record import record


@record(kw_only=False, frozen=False)
class Site:
    """A call. `kind` is `call`, `new`, `super` or `start` (of an initialiser); `place` counts bytes from the start."""

    number: int
    function: int
    place: int
    callee: Expression
    this: Expression
    arguments: tuple[Expression, ...]
    kind: str = "call"


@record(kw_only=False, frozen=False)
class Function:
    """What one function does.

    `method` is what the file says of it; `owner` and `environments` are the function that makes it and the
    environments there, the innermost last. `parts` are lines of environments in which stores are kept: (variable,
    value). `writes` are (base, name, value), `reads` places where a property was read of something, `compared` what is
    asked to be less or more than what.
    """

    number: int
    record: int
    method: Method
    owner: int = -1
    environments: tuple[Environment, ...] = ()
    sites: list[Site] = field(default_factory=list)
    returns: list[Expression] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    variables: list[tuple[Environment, int, Expression]] = field(default_factory=list)
    locals: list[tuple[int, Expression]] = field(default_factory=list)
    globals: list[tuple[str, Expression]] = field(default_factory=list)
    writes: list[tuple[Expression, str, Expression]] = field(default_factory=list)
    reads: list[tuple[int, Expression]] = field(default_factory=list)
    made: list[tuple[int, tuple[Environment, ...]]] = field(default_factory=list)
    homes: list[tuple[int, Expression]] = field(default_factory=list)
    classes: list[tuple[int, int, Expression]] = field(default_factory=list)
    literals: list[tuple[tuple[Any, ...], int]] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)
    imports: list[int] = field(default_factory=list)
    waits: list[tuple[int, Expression]] = field(default_factory=list)
    compared: list[tuple[Expression, Expression]] = field(default_factory=list)
    damage: str = ""


class State:
    """What registers and the accumulator hold at one instruction, and the environments that are open there."""

    __slots__ = ("accumulator", "environments", "registers")

    def __init__(
        self, registers: list[Expression], accumulator: Expression, environments: tuple[Environment, ...]
    ) -> None:
        """What the registers hold."""
        self.registers = registers
        self.accumulator = accumulator
        self.environments = environments

    def copy(self) -> State:
        """The same, to be changed apart."""
        return State(self.registers.copy(), self.accumulator, self.environments)

    def join(self, other: State) -> None:
        """Hold what either holds."""
        mine = self.registers
        if mine != other.registers:
            for index, value in enumerate(other.registers):
                if mine[index] is not value and mine[index] != value:
                    mine[index] = either(mine[index], value)
        if self.accumulator != other.accumulator:
            self.accumulator = either(self.accumulator, other.accumulator)
        if len(other.environments) < len(self.environments):
            self.environments = other.environments
