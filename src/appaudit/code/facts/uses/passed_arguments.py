"""What a call passes, as far as the catalogue asks for it: texts that fit a pattern, numbers, and who chooses them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from operator import eq
from typing import Final

from appaudit.code.values.call_search import arguments_of
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import method_name
from appaudit.code.values.passing_calls import passing_calls
from appaudit.code.values.text_calls import Beginning, Value
from appaudit.model.facts.code import Teller
from appaudit.model.knowledge import ApiEntry
from appaudit.model.record import record

#: Parameters that may carry a text.
_TEXT_TYPES: Final = frozenset(("Ljava/lang/String;", "Ljava/lang/CharSequence;", "Ljava/lang/Object;"))


@record(kw_only=False)
class PassedTexts:
    """The texts that a call may pass, and whether others may be among them."""

    texts: tuple[Value, ...]
    is_unknown: bool
    by_argument: dict[int, tuple[Value, ...]]
    """Those of each register of the call, the receiver being 0."""


def passed_texts(constants: Constants, instruction: int, method: int) -> PassedTexts:
    """Asked once for all entries of a method: following values costs more than comparing them."""
    handed = arguments_of(constants, instruction, method)
    arguments = [register for kind, register in handed if kind in _TEXT_TYPES]
    is_unknown = not arguments
    by_argument: dict[int, tuple[Value, ...]] = {}
    for argument in arguments:
        values = constants.argument_values(instruction, argument)
        by_argument[argument] = tuple(texts_among(values))
        is_unknown = is_unknown or not values or any(isinstance(value, Beginning) for value in values)
    return PassedTexts(tuple(chain.from_iterable(by_argument.values())), is_unknown, by_argument)


def chosen_by(
    constants: Constants, instruction: int, passed: PassedTexts, patterns: Sequence[str]
) -> tuple[Teller, ...]:
    """Who chooses the texts that fit; nobody else where the method that calls may have one of its own."""
    chosen = [
        tellers(constants, instruction, argument, value)
        for argument, values in passed.by_argument.items()
        for value in values
        if fits(value, patterns)
    ]
    return tuple(dict.fromkeys(chain.from_iterable(chosen))) if all(chosen) else ()


def tellers(constants: Constants, instruction: int, argument: int, text: Value) -> tuple[Teller, ...]:
    """Who chooses a text that a call passes; nobody else where the method that calls may have it of its own."""
    ways = passing_calls(constants, instruction, argument, partial(eq, text))
    return tuple(_teller(constants, (*way, instruction)) for way in ways) if () not in ways else ()


def _teller(constants: Constants, way: Sequence[int]) -> Teller:
    dex, items = constants.code.dex, constants.code.items
    code_items = [int(constants.code.instructions.code_item[each]) for each in way]
    (owner, caller), *through = (method_name(dex, int(items.caller_of(each)[0])) for each in code_items)
    site, *places = map(constants.offset_in_method, way)
    return Teller(
        caller=caller,
        caller_class=owner,
        sites=(site,),
        through=tuple(name for _, name in through),
        places=tuple(places),
    )


def constant_of(constants: Constants, code_item: int, passed: PassedTexts, patterns: Sequence[str]) -> tuple[str, bool]:
    """The first text passed to a call that fits a pattern, and whether it certainly is; an empty text for none.

    Where a text that is passed is not known, a method that loads the constant is taken to join the two.
    """
    for value in passed.texts:
        if fits(value, patterns):
            return str(value), True
    if not passed.is_unknown:
        return "", True
    return loaded_constant(constants, code_item, patterns), False


def number_of(constants: Constants, instruction: int, method: int, entry: ApiEntry) -> int | None:
    """The least of the numbers passed to a call that the entry asks for; None where none is known to be."""
    found: set[int] = set()
    for kind, register in arguments_of(constants, instruction, method):
        if kind == "I":
            values = constants.argument_values(instruction, register)
            found |= {value for value in values if isinstance(value, int)}
    fitting = [number for number in found if number in entry.with_numbers or number & entry.with_bits > 0]
    return min(fitting, default=None)


def texts_among(values: Iterable[Value]) -> list[str]:
    """The texts among some values, in order."""
    return sorted(value for value in values if isinstance(value, str))


def fits(value: Value, patterns: Sequence[str]) -> bool:
    """Whether a text is one of the patterns; one of which only the start is known fits patterns for starts alone."""
    text = str(value)
    return any(
        text.startswith(pattern[:-1]) if pattern.endswith("*") else text == pattern and not isinstance(value, Beginning)
        for pattern in patterns
    )


def loaded_constant(constants: Constants, code_item: int, patterns: Sequence[str]) -> str:
    """The first of the constants that the method's code loads, or an empty text."""
    dex, loads = constants.code.dex, constants.texts
    loaded = [dex.string(index) for index in sorted(set(loads.target[loads.in_item(code_item)].tolist()))]
    return next((text for pattern in patterns for text in loaded if fits(text, (pattern,))), "")
