"""Texts that a call may hand over: constants, and texts of the resources, through parameters, fields and getters.

An app wraps its SDKs and hands their keys on in objects of its own, from one file to another. Answers are whole or
none: a value that came from anywhere that was not followed makes the answer unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from appaudit.code.values.call_search import calls_named, calls_to
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import FIELD_READS, MOVE_RESULT_OBJECT, RETURN_OBJECT, STATIC_READS

#: What gives the text of a resource: https://developer.android.com/reference/android/content/Context, checked
#: 2026-11-30, not opened.
_GIVES_TEXT: Final = ("getString", "getText")
#: Questions inside of questions, places looked at for one, and instructions of a method that only gives something.
_MAX_DEPTH: Final = 10
_MOST_PLACES: Final = 40
_MAX_GETTER: Final = 60


class HandedTexts:
    """Answers for one app.

    Args:
        files: What is known of the constants of each file.
        texts: Texts among the resources, by number of the resource.
    """

    def __init__(self, files: Sequence[Constants], texts: Mapping[int, str]) -> None:
        self._files = files
        self._texts = texts
        self._left = 0

    def held(self, constants: Constants, body: MethodBody, index: int, register: int) -> frozenset[str]:
        """The texts that a register may hold before an instruction; none where one of them is not known."""
        self._left = _MOST_PLACES
        return frozenset(self._held(constants, body, index, register, 0) or ())

    def _held(self, constants: Constants, body: MethodBody, index: int, register: int, depth: int) -> set[str] | None:
        """The same, None where one is not known."""
        self._left -= 1
        if depth > _MAX_DEPTH or self._left < 0:
            return None
        found: set[str] = set()
        for definition, asked in body.origins(index, register):
            texts = self._defined(constants, body, definition, asked, depth + 1)
            if texts is None:
                return None
            found |= texts
        return found

    def _defined(
        self, constants: Constants, body: MethodBody, definition: int, register: int, depth: int
    ) -> set[str] | None:
        if definition == ENTRY:
            number = body.parameter(register)
            return self._all(self._passed(constants, body, number), depth) if number >= 0 else None
        if definition < 0:
            return None
        opcode = body.opcodes[definition]
        if opcode in FIELD_READS:
            return self._kept(constants, body.target(definition), opcode in STATIC_READS, depth)
        if opcode == MOVE_RESULT_OBJECT and definition:
            return self._given(constants, body, definition - 1, depth)
        values = constants.values_of(body.first + definition + 1, register) if definition + 1 < len(body) else ()
        texts = {value for value in values if type(value) is str}
        return texts if texts and len(texts) == len(values) else None

    def _all(self, places: Iterator[tuple[Constants, MethodBody, int, int]], depth: int) -> set[str] | None:
        """The texts at all of some places: none where nobody calls what would put one there."""
        found: set[str] = set()
        for place in places:
            texts = self._held(*place, depth)
            if texts is None:
                return None
            found |= texts
        return found

    def _passed(
        self, constants: Constants, body: MethodBody, number: int
    ) -> Iterator[tuple[Constants, MethodBody, int, int]]:
        """Where all calls of a method, by its name and its parameters, hold what they pass as an argument."""
        dex = constants.code.dex
        for method in constants.code.items.caller_of(body.code_item):
            name, prototype = dex.method_name(int(method)), dex.prototype(int(dex.method_ids["proto"][method]))
            owner = dex.method_class(int(method))
            for file in self._files:
                is_made = name == "<init>"
                for call in calls_to(file, {owner: (name,)}) if is_made else calls_named(file, (name,)):
                    if file.code.dex.prototype(int(file.code.dex.method_ids["proto"][call.method])) != prototype:
                        continue
                    caller, index = file.at(call.instruction)
                    registers = caller.sources(index) if index < len(caller) else ()
                    yield file, caller, index, registers[number] if number < len(registers) else -1

    def _kept(self, constants: Constants, field: int, is_static: bool, depth: int) -> set[str] | None:
        """The texts that a field is given anywhere, and what a static one begins with; the empty one is none yet."""
        dex = constants.code.dex
        owner = dex.type_descriptor(int(dex.field_ids["class_type"][field]))
        identity, found = (owner, dex.field_name(field)), set[str]()
        for file in self._files:
            of = file.code.dex
            (kind,) = of.find_types([owner])
            same = np.flatnonzero(of.field_ids["class_type"] == kind).tolist() if kind >= 0 else []
            for each in same:
                if (owner, of.field_name(each)) != identity:
                    continue
                for place in file.field_values.all_writes(each):
                    body, index = file.at(place)
                    written = (
                        self._held(file, body, index, body.sources(index)[0], depth) if index < len(body) else None
                    )
                    if written is None:
                        return None
                    found |= written
                first = file.field_values.first_value(each) if is_static else None
                found |= {first} if type(first) is str else set()
        return found - {""} or None

    def _given(self, constants: Constants, body: MethodBody, call: int, depth: int) -> set[str] | None:
        """The texts that a call gives: those of a resource, or what a short method of the app returns."""
        method = constants.callee(body, call)
        if method < 0:
            return None
        dex = constants.code.dex
        name = dex.method_name(method)
        numbers = constants.argument_values(body.first + call, 1) if name in _GIVES_TEXT else frozenset()
        if numbers and all(number in self._texts for number in numbers):
            return {self._texts[int(number)] for number in numbers}
        owner, prototype = dex.method_class(method), dex.prototype(int(dex.method_ids["proto"][method]))
        for file in self._files:
            found = self._returned(file, owner, name, prototype, depth)
            if found is not None:
                return found
        return None

    def _returned(self, file: Constants, owner: str, name: str, prototype: str, depth: int) -> set[str] | None:
        """What a short method returns that a file defines; None where it does not, or one value is not known."""
        dex = file.code.dex
        (kind,) = dex.find_types([owner])
        for method in dex.methods_of_type(kind) if kind >= 0 else ():
            body = file.callee_body(method) if dex.method_name(method) == name else None
            if body is None or len(body) > _MAX_GETTER:
                continue
            if dex.prototype(int(dex.method_ids["proto"][method])) == prototype:
                returns = [at for at, opcode in enumerate(body.opcodes) if opcode == RETURN_OBJECT]
                return self._all(((file, body, at, body.sources(at)[0]) for at in returns), depth)
        return None
