"""Branches on a number that the method has chosen itself: what decides is what it was chosen by.

A compiler makes two switches of one over texts: the first says which of them it is, by a number, and the second goes by
that number. A flag of a method that is set in one branch and asked in a later one is the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from appaudit.code.conditions.comparisons import compared
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import MethodCode
from appaudit.code.values.dependence import MAX_DECISIONS, Decision, decisions
from appaudit.code.values.registers import MethodBody
from appaudit.dex.branches import switch_keys
from appaudit.dex.opcodes import IF_EQZ, INT_LITERALS, MOVES, SWITCHES, ZERO_TESTS
from appaudit.dex.operands import literal


def decisions_and_choices(
    constants: Constants,
    body: MethodBody,
    method: MethodCode,
    wanted: Collection[int],
    taken: Mapping[int, Collection[int]] | None = None,
) -> list[Decision] | None:
    """What `decisions` says, with the branches by which numbers were chosen that others go by.

    Args:
        constants: The file of the method.
        body: The method.
        method: The same, prepared to be followed.
        wanted: The instructions of which it is asked whether any runs.
        taken: Where branches go of which that is known.
    """
    found = decisions(method, wanted, taken)
    if not found or not body.is_read:
        return found
    known = {each.index: each for each in found}
    pending = list(found)
    for decision in pending:
        chosen = _choosing(constants, body, method, decision)
        for each in (decisions(method, chosen, taken) or ()) if chosen else ():
            if each.index not in known and len(known) < MAX_DECISIONS:
                known[each.index] = each
                pending.append(each)
    return [known[index] for index in sorted(known)]


def chosen_sides(
    constants: Constants, body: MethodBody, method: MethodCode, index: int, running: Collection[int]
) -> frozenset[int]:
    """Where a branch on such a number may go where only some instructions run; none for any other branch."""
    return frozenset(goes for at, goes in _choices(constants, body, method, index).items() if at in running)


def _choosing(constants: Constants, body: MethodBody, method: MethodCode, decision: Decision) -> Sequence[int]:
    """The instructions that choose a number by which a branch goes where it has to, of several that choose one."""
    choices = _choices(constants, body, method, decision.index)
    fitting = [at for at, goes in choices.items() if goes in decision.sides]
    return fitting if len(fitting) < len(choices) else ()


def _choices(constants: Constants, body: MethodBody, method: MethodCode, index: int) -> dict[int, int]:
    """The instructions that choose the number by which a branch goes, each with where it goes then."""
    opcode = body.opcodes[index]
    if opcode not in SWITCHES and opcode not in ZERO_TESTS:
        return {}
    chosen = body.definitions(index, body.sources(index)[0])
    if len(chosen) < 2:
        return {}
    numbers = [_number(constants, body, each) for each in chosen]
    if None in numbers:
        return {}
    return {
        each: _goes(method, body, index, number)
        for each, number in zip(chosen, numbers, strict=True)
        if number is not None
    }


def _number(constants: Constants, body: MethodBody, index: int) -> int | None:
    """The number that an instruction puts into a register, if that stands in the method."""
    if index < 0:
        return None
    opcode = body.opcodes[index]
    if opcode in INT_LITERALS:
        return literal(body.units, body.offsets[index])
    copied = constants.in_body(body, index, body.sources(index)[0]) if opcode in MOVES else ()
    number = next(iter(copied)) if len(copied) == 1 else None
    return number if isinstance(number, int) else None


def _goes(method: MethodCode, body: MethodBody, index: int, number: int) -> int:
    """Where a branch goes for a number."""
    opcode, targets = body.opcodes[index], method.targets[index]
    if opcode in SWITCHES:
        keys = switch_keys(method.code.dex, method.offsets[index])
        return targets[keys.index(number)] if number in keys else index + 1
    return targets[0] if compared(opcode - IF_EQZ, number, 0) else index + 1
