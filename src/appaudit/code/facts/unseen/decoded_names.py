"""Reflection by names that code decodes: what it gets and calls stands nowhere as text.

SDKs that are known are taken by their word for names that are no constants: they ask for other versions of a class, or
for parts of themselves. One that keeps a name as another text, and has a method that makes the name of it, does not
want it to be read. Such a name is handed to the platform, or to methods of the app that hand it on to the platform.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from appaudit.code.facts.uses.telling_names import PLATFORM
from appaudit.code.values.call_search import Call, calls_to
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name
from appaudit.code.values.passing_calls import parameter_held
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import MOVE_RESULTS, STRING_LITERALS
from appaudit.model.hidden_code import UnseenCall

_TEXT: Final = "Ljava/lang/String;"
#: What a method that decodes is handed: the text, perhaps with one number or text that says how.
_DECODES: Final = frozenset(f"({_TEXT}{more}){_TEXT}" for more in ("", "I", "B", "C", _TEXT))
#: How often a name is handed on before the platform is asked.
_ROUNDS: Final = 3
#: Targets of the catalogue that are names.
_NAMES: Final = frozenset(("class", "member"))

_Handed = dict[tuple[str, str, str], set[int]]
"""Methods by class, name and prototype, with the registers that each is handed a name in."""


class DecodedNames:
    """Finds such calls in an app.

    Args:
        files: All its DEX files.
        table: The catalogue's calls, by the descriptor of their class and their name.
        is_wanted: Whether the code of a class, in Java notation, is looked at.
    """

    def __init__(
        self,
        files: Sequence[Constants],
        table: Mapping[str, Mapping[str, UnseenCall]],
        is_wanted: Callable[[str], bool],
    ) -> None:
        self._is_wanted = is_wanted
        self._found: dict[tuple[int, int], Call] = {}
        handed: _Handed = {}
        for number, constants in enumerate(files):
            for call in calls_to(constants, {owner: tuple(names) for owner, names in table.items()}):
                entry = table[call.owner][call.name]
                if entry.target in _NAMES:
                    self._look(number, constants, call, entry.argument, handed)
        last = handed
        for _ in range(_ROUNDS if handed else 0):
            fresh: _Handed = {}
            for number, constants in enumerate(files):
                for call, places in _calls_of(constants, last):
                    for place in places:
                        self._look(number, constants, call, place, fresh)
            last = {method: more for method, places in fresh.items() if (more := places - handed.get(method, set()))}
            for method, places in last.items():
                handed.setdefault(method, set()).update(places)

    def of(self, number: int) -> Iterator[Call]:
        """The calls in the n-th file."""
        return (call for (file, _), call in self._found.items() if file == number)

    def _look(self, number: int, constants: Constants, call: Call, argument: int, handed: _Handed) -> None:
        """Note a call whose argument is decoded, or the method around it that is handed the argument."""
        if not self._is_wanted(class_name(constants.name_of_item(call.code_item)[0])):
            return
        body, index = constants.at(call.instruction)
        registers = body.sources(index) if 0 <= index < len(body) else ()
        if argument >= len(registers):
            return
        place = parameter_held(body, index, registers[argument])
        if place >= 0:
            method = int(constants.code.items.caller_of(call.code_item)[0])
            handed.setdefault(_signature(constants, method), set()).add(place)
        elif _is_decoded(constants, body, index, registers[argument]):
            self._found[number, call.instruction] = call


def _is_decoded(constants: Constants, body: MethodBody, index: int, register: int) -> bool:
    """Whether a register may hold what a method of the app makes of a constant text, and nobody can follow."""
    for definition, _ in body.origins(index, register):
        if definition <= 0 or body.opcodes[definition] not in MOVE_RESULTS:
            continue
        method = constants.callee(body, definition - 1)
        if method < 0 or class_name(constants.code.dex.method_class(method)).startswith(PLATFORM):
            continue
        handed = body.sources(definition - 1)
        is_static = constants.is_static_call(body, definition - 1)
        if not is_static or _signature(constants, method)[2] not in _DECODES:
            continue
        text = body.origins(definition - 1, handed[0])
        if text and all(at >= 0 and body.opcodes[at] in STRING_LITERALS for at, _ in text):
            return not constants.in_body(body, index, register)
    return False


def _calls_of(constants: Constants, methods: _Handed) -> Iterator[tuple[Call, set[int]]]:
    """The calls in a file of some methods of the app, with the registers asked about."""
    dex = constants.code.dex
    owners = sorted({owner for owner, _, _ in methods})
    wanted: dict[int, set[int]] = {}
    for type_index in dex.find_types(owners):
        for method in dex.methods_of_type(type_index) if type_index >= 0 else ():
            if places := methods.get(_signature(constants, method)):
                wanted[method] = places
    if not wanted:
        return
    mask = np.zeros(len(dex.method_ids), dtype=bool)
    mask[list(wanted)] = True
    calls = constants.calls
    for position in calls.to_any(mask):
        method = int(calls.target[position])
        owner, name, _ = _signature(constants, method)
        yield (
            Call(int(calls.instruction[position]), int(calls.code_item[position]), method, owner, name),
            wanted[method],
        )


def _signature(constants: Constants, method: int) -> tuple[str, str, str]:
    dex = constants.code.dex
    prototype = dex.prototype(int(dex.method_ids["proto"][method]))
    return dex.method_class(method), dex.method_name(method), prototype
