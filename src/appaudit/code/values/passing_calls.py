"""Where a text stands that reaches a call: in the method that calls, or in those that pass it on to this method.

A helper that gets a method by the name it is told reads nothing by itself: each of its callers reads what it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.code.values.text_calls import Value

#: How many methods may stand between the text and the call.
_MOST_BETWEEN: Final = 3


def passing_calls(
    constants: Constants, instruction: int, argument: int, is_wanted: Callable[[Value], bool]
) -> list[tuple[int, ...]]:
    """The calls by which methods that choose the wanted text pass it on to the method that uses it.

    Args:
        constants: The file.
        instruction: The call that the text reaches, by its place in the instruction arrays of the file.
        argument: The register of it that holds the text, the receiver being 0.
        is_wanted: Whether a value is the text that is looked for.

    Returns:
        Places of calls, of each way the one in the method that chooses first; an empty way where the method that uses
        the text chooses it itself, or where nobody is seen to pass it.
    """
    body, index = constants.at(instruction)
    return sorted(set(_outside(constants, body, index, argument, is_wanted, _MOST_BETWEEN))) or [()]


def _outside(
    constants: Constants,
    body: MethodBody,
    call: int,
    argument: int,
    is_wanted: Callable[[Value], bool],
    left: int,
) -> Iterator[tuple[int, ...]]:
    registers = body.sources(call) if call < len(body) else ()
    number = parameter_held(body, call, registers[argument]) if argument < len(registers) else -1
    sites = constants.call_sites(body) if number >= 0 and left else []
    if not sites:
        yield ()
        return
    for caller, place in sites:
        if any(map(is_wanted, constants.argument_values(caller.first + place, number))):
            for way in _outside(constants, caller, place, number, is_wanted, left - 1):
                yield (*way, caller.first + place)


def parameter_held(body: MethodBody, index: int, register: int) -> int:
    """Which parameter a register holds as the method was given it, -1 where it holds anything else as well."""
    if body.is_made_before(index, register):
        return -1
    origins = body.origins(index, register)
    return body.parameter(origins[0][1]) if len(origins) == 1 and origins[0][0] == ENTRY else -1
