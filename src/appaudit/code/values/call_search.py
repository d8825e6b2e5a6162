"""Finds calls, and the code of methods, by name: what the readers of conduct have in common."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import method_name
from appaudit.dex import DexCode, DexFile
from appaudit.dex.opcodes import STATIC_INVOKES
from appaudit.dex.tables import distinct, is_among
from appaudit.model.location import Location
from appaudit.model.method_names import plain
from appaudit.model.record import record

#: The types of a prototype, one by one.
_KIND: Final = re.compile(r"\[*(?:L[^;]*;|[A-Z])")


@record(kw_only=False)
class Call:
    """A call of a method of the platform or of an SDK."""

    instruction: int
    """Position in the instruction arrays of the file."""
    code_item: int
    method: int
    """Index into `method_ids`."""
    owner: str
    """Descriptor of the class that the call names."""
    name: str


@record(kw_only=False)
class Caller:
    """The method that holds some code, in Java notation, and the place where it stands."""

    class_name: str
    name: str
    location: Location


def calls_to(constants: Constants, wanted: Mapping[str, Collection[str]]) -> Iterator[Call]:
    """The calls in one file of methods given by class descriptor and name; an empty collection stands for all."""
    dex = constants.code.dex
    owners = list(wanted)
    named: dict[int, tuple[str, str]] = {}
    for owner, type_index in zip(owners, dex.find_types(owners), strict=True):
        names = wanted[owner]
        for method in dex.methods_of_type(type_index) if type_index >= 0 else ():
            name = dex.method_name(method)
            if not names or name in names:
                named[method] = owner, name
    if not named:
        return
    mask = np.zeros(len(dex.method_ids), dtype=bool)
    mask[list(named)] = True
    calls = constants.calls
    for position in calls.to_any(mask):
        method = int(calls.target[position])
        yield Call(int(calls.instruction[position]), int(calls.code_item[position]), method, *named[method])


def calls_named(constants: Constants, names: Collection[str]) -> Iterator[Call]:
    """The calls in one file of methods with one of the names, whatever class they name."""
    dex, calls = constants.code.dex, constants.calls
    for position in _positions_of(constants, names):
        method = int(calls.target[position])
        item, instruction = int(calls.code_item[position]), int(calls.instruction[position])
        yield Call(instruction, item, method, dex.method_class(method), dex.method_name(method))


def methods_named(dex: DexFile, names: Collection[str]) -> list[int]:
    """The method identifiers of a file with one of the names, whatever class they name."""
    strings = [index for index in map(dex.find_string, names) if index >= 0]
    found: list[int] = np.flatnonzero(is_among(dex.method_ids["name"], strings)).tolist() if strings else []
    return found


def items_calling(constants: Constants, names: Collection[str]) -> list[int]:
    """The code items of one file that call a method with one of the names, each once, in order."""
    items: list[int] = distinct(constants.calls.code_item[_positions_of(constants, names)]).tolist()
    return items


def _positions_of(constants: Constants, names: Collection[str]) -> NDArray[np.int64]:
    """Where among the calls of one file a method with one of the names is called."""
    dex = constants.code.dex
    strings = [index for index in map(dex.find_string, names) if index >= 0]
    return constants.calls.to_any(is_among(dex.method_ids["name"], strings)) if strings else np.empty(0, np.int64)


def definitions_of(constants: Constants, name: str, parameters: str = "") -> list[tuple[int, int]]:
    """Index into `method_ids` and code item of every method of this name that the file defines with code.

    Args:
        constants: The file.
        name: The method's name.
        parameters: What must stand somewhere in its prototype.
    """
    dex = constants.code.dex
    string = dex.find_string(name)
    if string < 0:
        return []
    named = np.flatnonzero((dex.method_ids["name"] == string) & (constants.item_of_method >= 0))
    return [
        (method, int(constants.item_of_method[method]))
        for method in named.tolist()
        if not parameters or parameters in dex.prototype(int(dex.method_ids["proto"][method]))
    ]


def callers_of_item(code: DexCode, code_item: int) -> list[Caller]:
    """The methods that run a code item; one, unless methods share it."""
    return [caller_named(code, int(method)) for method in code.items.caller_of(code_item)]


def caller_named(code: DexCode, method: int) -> Caller:
    """A method of the file as facts name it."""
    owner, name = method_name(code.dex, method)
    return Caller(owner, name, Location(path=code.dex.place, symbol=plain(name)))


def arguments_of(constants: Constants, instruction: int, method: int) -> Iterator[tuple[str, int]]:
    """What a call of a method passes, by type, and as which of its registers; the receiver is left out."""
    dex = constants.code.dex
    register = 0 if int(constants.code.instructions.opcode[instruction]) in STATIC_INVOKES else 1
    for kind in _KIND.findall(dex.prototype(int(dex.method_ids["proto"][method]))[1:].partition(")")[0]):
        yield kind, register
        register += 2 if kind in ("J", "D") else 1


def numbers_passed(constants: Constants, call: Call, argument: int) -> set[int]:
    """The whole numbers that a call may pass in a register (the receiver is 0); empty where one is unknown."""
    values = constants.argument_values(call.instruction, argument)
    return {value for value in values if isinstance(value, int)}


def texts_passed(constants: Constants, call: Call, argument: int) -> list[str]:
    """The texts that a call may pass in a register, in order; empty where one is unknown."""
    values = constants.argument_values(call.instruction, argument)
    return sorted(str(value) for value in values if isinstance(value, str))


def called_by(constants: Constants, item: int) -> list[int]:
    """The method identifiers that a code item calls, in the order of its instructions."""
    calls = constants.calls
    called: list[int] = calls.target[calls.in_item(item)].tolist()
    return called


def items_holding(constants: Constants, held: str) -> list[int]:
    """The code items of a file that load a text, or one that begins so where `held` ends with `*`."""
    dex, loads = constants.code.dex, constants.texts
    found = list(dex.strings_with_prefix(held[:-1])) if held.endswith("*") else [dex.find_string(held)]
    known = np.array([each for each in found if each >= 0], dtype=np.int64)
    return distinct(loads.code_item[is_among(loads.target, known)]).tolist() if len(known) else []
