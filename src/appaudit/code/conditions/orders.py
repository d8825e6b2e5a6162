"""What code does only when it is told to: on a command in a message from a server, or on an intent that nobody sends.

A branch that needs one of several texts or numbers of a received message, or an object that is looked up by a name of a
received message, runs when the message says so; which of them a server sends, and whether it sends any at a first
launch, no code shows. A branch that needs a text of an intent runs at launch only where something that runs then names
that text. A message that answers with a status (one or two alternatives) is no command: what it carries runs anyway.

Calls: https://developer.android.com/reference/org/json/JSONObject, android/database/Cursor, android/os/Bundle and
android/content/Intent, checked 2026-11-28, not opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import Flags
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import MethodCode
from appaudit.code.values.dependence import decisions
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.code.values.text_calls import EQUALS
from appaudit.dex import new_instances
from appaudit.dex.branches import switch_keys
from appaudit.dex.opcodes import (
    FIELD_READS,
    IF_EQZ,
    INT_LITERALS,
    INVOKES,
    MOVE_RESULTS,
    MOVES,
    STATIC_READS,
    SWITCHES,
    VALUE_RETURNS,
    ZERO_TESTS,
)
from appaudit.dex.operands import literal
from appaudit.dex.tables import distinct, is_among
from appaudit.model.condition import Condition

#: Whose word it is: a message's, which a server or a file wrote, or an intent's.
_Origin = Literal["message", "intent"]
_MESSAGES: Final = (
    ("Lorg/json/JSON", ("get", "opt")),
    ("Lcom/google/gson/Json", ("getAs",)),
    ("Lcom/alibaba/fastjson/JSON", ("get",)),
    ("Landroid/util/JsonReader;", ("next",)),
    ("Landroid/database/Cursor;", ("get",)),
    ("Landroid/os/Parcel;", ("read",)),
    ("Ljava/io/DataInput", ("read",)),
)
#: Parts of an address are left aside: code may name the whole of it.
_INTENTS: Final = (
    ("Landroid/content/Intent;", ("get",)),
    ("Landroid/os/Bundle;", ("get",)),
    ("Landroid/os/BaseBundle;", ("get",)),
)
#: Calls that hand on the value of what they are made on, or of their only argument.
_PASSING: Final = frozenset(
    ("toString", "trim", "toLowerCase", "toUpperCase", "intern", "valueOf", "intValue", "longValue", "hashCode")
)
_MAPS: Final = ("Map;", "/Hashtable;", "/SparseArray;")
#: From how many alternatives on a value is a command; a status has two, or a few that one name stands for.
_FEWEST: Final = 3
#: Texts that the system puts into intents.
_OF_SYSTEM: Final = ("android.", "com.android.")
_MAX_DEPTH, _MAX_SITES, _MAX_BODY = 6, 8, 60
#: Instructions after the load of a text in which the call that takes it is looked for.
_NEAR: Final = 6


class Orders:
    """Answers for the branches and calls of one app whether they wait for somebody's word.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        launched: Which nodes launch reaches.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants], launched: Flags) -> None:
        self._graph = graph
        self._files = files
        self._launched = launched
        self._records: dict[int, bool] = {}
        self._named: dict[str, bool] = {}

    def of_branch(
        self, file: int, body: MethodBody, method: MethodCode, index: int, sides: Collection[int], name: str
    ) -> Condition | None:
        """The word that a branch waits for when it has to go to one of these sides; None where it waits for none."""
        constants = self._files[file]
        compared = _compared_text(constants, body, index)
        if compared is not None:
            text, place, register, needs_equal = compared
            holds = method.targets[index][0] if needs_equal else index + 1
            if set(sides) != {holds}:
                return None
            origin = self._origin(file, body, place, register, 0)
            if origin == "message" and len(_alternatives(constants, body, place, register)) >= _FEWEST:
                return Condition(kind="ordered", subject=f'"{text}"', method=name)
            if origin == "intent" and not text.startswith(_OF_SYSTEM) and text and not self._is_named(text):
                return Condition(kind="unsent", subject=f'"{text}"', method=name)
            return None
        if body.opcodes[index] in SWITCHES:
            return self._of_switch(file, body, method, index, sides, name)
        return None

    def _of_switch(
        self, file: int, body: MethodBody, method: MethodCode, index: int, sides: Collection[int], name: str
    ) -> Condition | None:
        """A switch over a number that a message has, or over one that stands for the text that it was found to be."""
        if index + 1 in sides:
            return None
        register = body.sources(index)[0]
        keys, targets = switch_keys(self._files[file].code.dex, method.offsets[index]), method.targets[index]
        wanted = {key for key, target in zip(keys, targets, strict=False) if target in sides}
        definitions = body.definitions(index, register)
        if len(definitions) > 1 and all(each >= 0 and body.opcodes[each] in INT_LITERALS for each in definitions):
            places = [each for each in definitions if literal(body.units, body.offsets[each]) in wanted]
            for decision in (decisions(method, places) or ()) if places else ():
                found = self.of_branch(file, body, method, decision.index, decision.sides, name)
                if found is not None and decision.index != index:
                    return found
            return None
        if len(set(targets)) < _FEWEST or self._origin(file, body, index, register, 0) != "message":
            return None
        return Condition(kind="ordered", subject=", ".join(map(str, sorted(wanted))), method=name)

    def of_lookup(self, places: Collection[int]) -> Condition | None:
        """The word that calls wait for which are made on objects that were looked up by a received name.

        Args:
            places: The calls, counted over all files.
        """
        if not places or not all(map(self._is_looked_up, places)):
            return None
        file, body, _ = self._at(min(places))
        method = self._graph.name_of(int(self._graph.links.files[file].item_method[body.code_item]))
        return Condition(kind="ordered", subject="java.util.Map.get", method=method)

    def _at(self, place: int) -> tuple[int, MethodBody, int]:
        file, instruction = self._graph.place_of(place)
        body, index = self._files[file].at(instruction)
        return file, body, index

    def _is_looked_up(self, place: int) -> bool:
        """Whether the receiver of a call was got from a map by a key that a message has."""
        file, body, index = self._at(place)
        registers = body.sources(index) if body.is_read and 0 <= index < len(body) else ()
        if not registers:
            return False
        constants = self._files[file]
        definitions = body.definitions(index, registers[0])
        for definition in definitions:
            if definition <= 0 or body.opcodes[definition] not in MOVE_RESULTS:
                return False
            method = constants.callee(body, definition - 1)
            if method < 0 or constants.code.dex.method_name(method) != "get":
                return False
            keys = body.sources(definition - 1)
            if len(keys) != 2 or not constants.code.dex.method_class(method).endswith(_MAPS):
                return False
            if self._origin(file, body, definition - 1, keys[1], 0) != "message":
                return False
        return bool(definitions)

    # Where a value comes from.

    def _origin(self, file: int, body: MethodBody, index: int, register: int, depth: int) -> _Origin | None:
        """Whose word a register holds; None where any of its values may come from elsewhere."""
        if depth > _MAX_DEPTH:
            return None
        found: set[_Origin] = set()
        for definition in body.definitions(index, register):
            origin = (
                self._defined(file, body, definition, depth + 1)
                if definition >= 0
                else self._handed(file, body, register, definition, depth + 1)
            )
            if origin is None:
                return None
            found.add(origin)
        return found.pop() if len(found) == 1 else None

    def _handed(self, file: int, body: MethodBody, register: int, definition: int, depth: int) -> _Origin | None:
        """What all callers of a method pass."""
        number = body.parameter(register)
        sites = self._files[file].call_sites(body)
        if definition != ENTRY or number < 0 or not 0 < len(sites) <= _MAX_SITES:
            return None
        found = set()
        for caller, call in sites:
            registers = caller.sources(call) if call < len(caller) else ()
            if number >= len(registers):
                return None
            found.add(self._origin(file, caller, call, registers[number], depth))
        return found.pop() if len(found) == 1 else None

    def _defined(self, file: int, body: MethodBody, index: int, depth: int) -> _Origin | None:
        opcode = body.opcodes[index]
        if opcode in MOVES:
            return self._origin(file, body, index, body.sources(index)[0], depth)
        if opcode in MOVE_RESULTS and index > 0:
            return self._called(file, body, index - 1, depth)
        if opcode in FIELD_READS and opcode not in STATIC_READS:
            return self._kept(file, body.target(index), depth)
        return None

    def _called(self, file: int, body: MethodBody, call: int, depth: int) -> _Origin | None:
        constants = self._files[file]
        method = constants.callee(body, call)
        if method < 0:
            return None
        dex = constants.code.dex
        owner, name, registers = dex.method_class(method), dex.method_name(method), body.sources(call)
        if _is_among(_MESSAGES, owner, name):
            return "message"
        if _is_among(_INTENTS, owner, name):
            return "intent"
        if name in _PASSING and registers and not constants.item_of_method[method] >= 0:
            return self._origin(file, body, call, registers[-1 if name == "valueOf" else 0], depth)
        inside = constants.callee_body(method)
        if inside is None or len(inside) > _MAX_BODY:
            return None
        found = {
            self._origin(file, inside, index, inside.sources(index)[0], depth)
            for index, opcode in enumerate(inside.opcodes)
            if opcode in VALUE_RETURNS
        }
        return found.pop() if len(found) == 1 else None

    def _kept(self, file: int, field: int, depth: int) -> _Origin | None:
        """Whose word a field of an object holds: the object is a record of a message, or all that is written is."""
        constants = self._files[file]
        if field >= len(constants.code.dex.field_ids):
            return None
        owner = int(self._graph.links.files[file].type_class[int(constants.code.dex.field_ids[field]["class_type"])])
        if owner >= 0 and self._is_record(owner):
            return "message"
        found: set[_Origin | None] = set()
        for instruction in constants.field_values.writes(field):
            body, index = constants.at(instruction)
            if index >= len(body):
                return None
            written = body.sources(index)[0]
            if constants.in_body(body, index, written) == frozenset((0,)):
                continue  # it is emptied
            found.add(self._origin(file, body, index, written, depth))
        return found.pop() if len(found) == 1 else None

    def _is_record(self, class_index: int) -> bool:
        """Whether all objects of a class, and of those below it, are made where a message is read."""
        found = self._records.get(class_index)
        if found is None:
            links = self._graph.links
            below = np.repeat(np.arange(links.class_count), np.diff(links.ancestor_bounds))
            classes = np.append(below[links.ancestors == class_index], class_index)
            made, reading = self._creations
            chosen = is_among(made, classes)
            found = self._records[class_index] = bool(chosen.any()) and bool(reading[chosen].all())
        return found

    @cached_property
    def _creations(self) -> tuple[NDArray[np.int64], Flags]:
        """The classes of all objects made anywhere, and of each whether a message is read where it is."""
        classes, reading = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=bool)]
        for constants, file in zip(self._files, self._graph.links.files, strict=True):
            dex = constants.code.dex
            reads = np.zeros(len(dex.method_ids), dtype=bool)
            for owner, names in _MESSAGES:
                for text in dex.strings_with_prefix(owner):
                    kind = dex.find_type(dex.string(text))
                    for method in dex.methods_of_type(kind) if kind >= 0 else ():
                        reads[method] |= dex.method_name(method).startswith((*names, "has", "is"))
            items = distinct(constants.calls.code_item[constants.calls.to_any(reads)])
            made = new_instances(file.code.instructions)
            classes.append(file.type_class[made.target].astype(np.int64))
            reading.append(is_among(made.code_item, items))
        return np.concatenate(classes), np.concatenate(reading)

    # Texts that something says.

    def _is_named(self, text: str) -> bool:
        """Whether code that launch reaches names a text in order to hand it to anything but a comparison."""
        found = self._named.get(text)
        if found is None:
            found = self._named[text] = any(self._namings(text))
        return found

    def _namings(self, text: str) -> Iterator[bool]:
        for constants, file in zip(self._files, self._graph.links.files, strict=True):
            string = constants.code.dex.find_string(text)
            if string < 0:
                continue
            loads = np.flatnonzero(constants.texts.target == string)
            for load in loads.tolist():
                if self._launched[int(file.item_method[int(constants.texts.code_item[load])])]:
                    yield not _goes_to_comparison(constants, int(constants.texts.instruction[load]))


def _is_among(known: Sequence[tuple[str, tuple[str, ...]]], owner: str, name: str) -> bool:
    return any(owner.startswith(prefix) and name.startswith(names) for prefix, names in known)


def _compared_text(constants: Constants, body: MethodBody, index: int) -> tuple[str, int, int, bool] | None:
    """What a branch compares with a text: the text, the call, the other operand's register, and when it jumps.

    The last is True where it jumps when both are equal. None where a branch is no such comparison.
    """
    opcode = body.opcodes[index]
    if opcode not in ZERO_TESTS or opcode - IF_EQZ > 1:
        return None
    definitions = body.definitions(index, body.sources(index)[0])
    if len(definitions) != 1 or definitions[0] <= 0 or body.opcodes[definitions[0]] not in MOVE_RESULTS:
        return None
    operands = _operands(constants, body, definitions[0] - 1)
    return (*operands, opcode == IF_EQZ + 1) if operands is not None else None


def _operands(constants: Constants, body: MethodBody, call: int) -> tuple[str, int, int] | None:
    """The text of a comparison, its place, and the register of the other operand; None for another call."""
    method = constants.callee(body, call)
    if method < 0 or constants.code.dex.method_name(method) not in EQUALS:
        return None
    registers = body.sources(call)
    if len(registers) < 2:
        return None
    for known, other in ((0, 1), (1, 0)):
        texts = [text for text in constants.in_body(body, call, registers[known]) if isinstance(text, str)]
        if len(texts) == 1 and not constants.in_body(body, call, registers[other]):
            return texts[0], call, registers[other]
    return None


def _alternatives(constants: Constants, body: MethodBody, call: int, register: int) -> set[str]:
    """The texts that a method compares with one and the same value."""
    wanted = set(body.definitions(call, register))
    found = set()
    for index, opcode in enumerate(body.opcodes):
        operands = _operands(constants, body, index) if opcode in INVOKES else None
        if operands is not None and not wanted.isdisjoint(body.definitions(index, operands[2])):
            found.add(operands[0])
    return found


def _goes_to_comparison(constants: Constants, load: int) -> bool:
    """Whether the first call that takes a text after it is loaded compares it."""
    body, index = constants.at(load)
    if not 0 <= index < len(body):
        return False
    register = body.units[body.offsets[index]] >> 8
    for call in range(index + 1, min(index + _NEAR, len(body))):
        method = constants.callee(body, call)
        if method >= 0 and register in body.sources(call):
            return constants.code.dex.method_name(method) in EQUALS
    return False
