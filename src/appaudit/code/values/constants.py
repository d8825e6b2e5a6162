"""Values that registers hold, as far as they are constants.

A value is followed back through moves, joins, fields, small methods that return it, the callers that pass it, and the
building of texts. What cannot be followed is unknown, which is never the same as "no value".
"""

from __future__ import annotations

import re
from functools import cache, cached_property

import numpy as np

from appaudit.code.values.address_builders import built_address, is_straight
from appaudit.code.values.callers import Callers
from appaudit.code.values.control_flow import read_method
from appaudit.code.values.field_values import FieldValues
from appaudit.code.values.registers import ENTRY, UNKNOWN, MethodBody
from appaudit.code.values.text_calls import (
    ADDRESS_BUILDER,
    BUILDERS,
    PLATFORM_ADDRESSES,
    Beginning,
    Value,
    Values,
    appended,
    begun,
    combined,
    kept,
    passed_on,
    reversed_texts,
)
from appaudit.dex import DexCode, DexFile, FieldAccesses, References, invoke_edges, string_constants
from appaudit.dex.arithmetic import converted, operated
from appaudit.dex.class_data import ACCESS_STATIC
from appaudit.dex.debug_info import line_of, source_file
from appaudit.dex.opcodes import (
    CONST_STRING_JUMBO,
    FIELD_READS,
    INVOKES,
    LITERALS,
    MOVE_RESULTS,
    MOVES,
    NEW_INSTANCE,
    STATIC_INVOKES,
    STATIC_READS,
    STRING_LITERALS,
    VALUE_RETURNS,
)
from appaudit.dex.operands import literal
from appaudit.model.location import Location
from appaudit.model.record import record

__all__ = ["Beginning", "Constants", "Frame", "Value"]

#: Values of one register that are kept; a register that may hold more is unknown.
MAX_VALUES = 16
#: Definitions looked at to answer one question.
_BUDGET = 400
#: How far a value is followed through definitions, callers and callees.
_MAX_DEPTH = 24
_MAX_CALLERS = 24
#: Instructions of a method whose result is worth working out.
_MAX_CALLEE = 60
#: Objects whose methods give the object itself, so that calls follow each other.
_CHAINED = BUILDERS | {ADDRESS_BUILDER}

_KIND = re.compile(r"\[*(?:L[^;]*;|[A-Z])")
_MADE = MOVE_RESULTS | FIELD_READS | MOVES


@record(kw_only=False, eq=False)
class Frame:
    """The call through which a method is looked into, so that its parameters are that call's arguments."""

    body: MethodBody
    call: int
    outer: Frame | None = None


class Constants:
    """Answers questions about constants in one DEX file, and keeps what was read for the next question.

    Args:
        code: The file.
    """

    def __init__(self, code: DexCode) -> None:
        self.code = code
        self._bodies: dict[int, MethodBody] = {}
        self.method_code = cache(lambda code_item: read_method(code, code_item))
        self._sites: dict[tuple[int, int], list[tuple[MethodBody, int]]] = {}
        self._budget = 0
        self._active: dict[tuple[int, int], int] = {}
        self._changes = 0
        self.field_values = FieldValues(code)
        self.gives_setting: dict[int, bool] = {}  # of methods whether they do, as far as somebody has asked

    @cached_property
    def calls(self) -> References:
        """All calls in the file."""
        return invoke_edges(self.code.instructions)

    @cached_property
    def _callers(self) -> Callers:
        return Callers(self.calls)

    @cached_property
    def texts(self) -> References:
        """All loads of string constants in the file."""
        return string_constants(self.code.instructions)

    @property
    def fields(self) -> FieldAccesses:
        """All reads and writes of fields in the file."""
        return self.field_values.accesses

    @cached_property
    def item_of_method(self) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        """For each method identifier the code item that it runs, -1 where this file has none."""
        items, found = self.code.items, np.full(len(self.code.dex.method_ids), -1, dtype=np.int32)
        found[self.code.class_data.method_index[items.owners]] = items.item_of[items.owners]
        return found

    def body(self, code_item: int) -> MethodBody:
        """The instructions of a code item."""
        found = self._bodies.get(code_item)
        if found is None:
            found = self._bodies[code_item] = MethodBody(self.code, code_item)
        return found

    def at(self, instruction: int) -> tuple[MethodBody, int]:
        """The method that an instruction of the file is in, and its number there."""
        body = self.body(int(self.code.instructions.code_item[instruction]))
        return body, instruction - body.first

    def values_of(self, instruction: int, register: int) -> frozenset[Value]:
        """The values that a register may hold when an instruction runs; empty where one of them is unknown.

        Numbers are as the code has them: floating constants are their bits unless a calculation made them. A text of
        which only the start is known is a `Beginning`.
        """
        body, index = self.at(instruction)
        if not 0 <= index < len(body):
            return frozenset()
        return self.in_body(body, index, register)

    def argument_values(self, instruction: int, argument: int) -> frozenset[Value]:
        """The values of the n-th register that a call passes (the receiver is 0); empty where unknown or missing."""
        body, index = self.at(instruction)
        if not 0 <= index < len(body):
            return frozenset()
        registers = body.sources(index)
        return self.in_body(body, index, registers[argument]) if argument < len(registers) else frozenset()

    def is_made(self, instruction: int, argument: int) -> bool:
        """Whether a call passes something other than a constant loaded right there or an argument of its method."""
        body, index = self.at(instruction)
        registers = body.sources(index) if 0 <= index < len(body) else ()
        if argument >= len(registers):
            return False
        definitions = body.definitions(index, registers[argument])
        return any(definition >= 0 and body.opcodes[definition] in _MADE for definition in definitions)

    def in_body(self, body: MethodBody, index: int, register: int, frame: Frame | None = None) -> frozenset[Value]:
        """As `values_of`, for the n-th instruction of a method."""
        self.begin()
        found = self.follow(body, index, register, frame, 0)
        return frozenset(found) if found is not None else frozenset()

    def callers_of(self, method: int) -> list[int]:
        """The calls of a method in this file, by instruction."""
        return self._callers.of(method)

    def begin(self) -> None:
        """Begin a new question: what `follow` may cost is counted from here on."""
        self._budget = _BUDGET

    # Values.

    def follow(self, body: MethodBody, index: int, register: int, frame: Frame | None, depth: int) -> Values:
        """The values of a register for one that follows values itself: None where one is unknown, empty in a loop."""
        self._budget -= 1
        if depth > _MAX_DEPTH or self._budget < 0:
            return None
        found: set[Value] = set()
        for definition in body.definitions(index, register):
            if definition == UNKNOWN:
                return None
            if definition == ENTRY:
                values = self._parameter(body, register, frame, depth + 1)
            else:
                values = self._once(body, definition, frame, depth + 1)
            if values is None or len(found) + len(values) > 2 * MAX_VALUES:
                return None
            found |= values
        return found if len(found) <= MAX_VALUES else None

    def _once(self, body: MethodBody, index: int, frame: Frame | None, depth: int) -> Values:
        """The values of a definition; in a loop those that enter it, unless the loop changes them."""
        key = (body.code_item, index)
        if key in self._active:
            return set() if self._active[key] == self._changes else None
        self._active[key] = self._changes
        changes = body.opcodes[index] not in MOVES and body.opcodes[index] not in FIELD_READS
        self._changes += changes
        values = self._defined(body, index, frame, depth)
        self._changes -= changes
        del self._active[key]
        return values

    def _defined(self, body: MethodBody, index: int, frame: Frame | None, depth: int) -> Values:
        opcode = body.opcodes[index]
        if opcode in LITERALS:
            number = literal(body.units, body.offsets[index])
            return None if number is None else {number}
        if opcode in STRING_LITERALS:
            return self._text(body, index)
        if opcode in MOVES:
            return self.follow(body, index, body.sources(index)[0], frame, depth)
        if opcode in MOVE_RESULTS:
            return self._result(body, index, frame, depth)
        if opcode in FIELD_READS:
            return self._field(body.target(index), opcode in STATIC_READS, depth)
        if opcode == NEW_INSTANCE:
            return self._constructed(body, index, frame, depth)
        return self._calculated(body, index, frame, depth)

    def _text(self, body: MethodBody, index: int) -> Values:
        string = body.target(index)
        if body.opcodes[index] == CONST_STRING_JUMBO:
            string |= body.units[body.offsets[index] + 2] << 16
        return {self.code.dex.string(string)} if string < len(self.code.dex.strings) else None

    def _parameter(self, body: MethodBody, register: int, frame: Frame | None, depth: int) -> Values:
        number = body.parameter(register)
        if number < 0:
            return None
        if frame is not None:
            return self._argument(frame.body, frame.call, number, frame.outer, depth)
        found: set[Value] = set()
        sites = self.call_sites(body)
        for caller, call in sites:
            values = self._argument(caller, call, number, None, depth + 4)
            if values is None:
                return None
            found |= values
        return found or None

    def call_sites(self, body: MethodBody, most: int = _MAX_CALLERS) -> list[tuple[MethodBody, int]]:
        """Where a method is called from in this file; none where it is called from more places than `most`."""
        found = self._sites.get((body.code_item, most))
        if found is None:
            methods = self.code.items.caller_of(body.code_item)
            sites = self.callers_of(int(methods[0])) if len(methods) == 1 else []
            found = [self.at(site) for site in sites] if len(sites) <= most else []
            self._sites[body.code_item, most] = found
        return found

    def _argument(self, body: MethodBody, call: int, number: int, frame: Frame | None, depth: int) -> Values:
        registers = body.sources(call) if call < len(body) else ()
        return self.follow(body, call, registers[number], frame, depth) if number < len(registers) else None

    def _field(self, field: int, is_static: bool, depth: int) -> Values:
        """The values that a field is given anywhere in this file; a static one begins with a value of its own."""
        found: set[Value] = set()
        for instruction in self.field_values.writes(field):
            body, index = self.at(instruction)
            values = self.follow(body, index, body.sources(index)[0], None, depth + 2) if index < len(body) else None
            if values is None:
                return None
            found |= values
        if is_static:
            first = self.field_values.first_value(field)
            if first is not None:
                found.add(first)
        if is_static and not found:
            found |= PLATFORM_ADDRESSES.get(self.code.dex.field_descriptor(field), set())
        return found or None

    def _calculated(self, body: MethodBody, index: int, frame: Frame | None, depth: int) -> Values:
        opcode, sources = body.opcodes[index], body.sources(index)
        operands: list[set[Value]] = []
        for register in sources:
            values = self.follow(body, index, register, frame, depth)
            if values is None:
                return None
            operands.append(values)
        number = literal(body.units, body.offsets[index])
        if number is not None:
            operands.append({number})
        if len(operands) == 1:
            return kept(converted(opcode, value) for value in operands[0] if not isinstance(value, str))
        if len(operands) != 2:
            return None
        return kept(
            operated(opcode, left, right)
            for left in operands[0]
            for right in operands[1]
            if not isinstance(left, str) and not isinstance(right, str)
        )

    # Calls.

    def callee(self, body: MethodBody, index: int) -> int:
        """The method identifier that a call names, -1 where it is in no table."""
        if body.opcodes[index] not in INVOKES:
            return -1
        method = body.target(index)
        return method if method < len(self.code.dex.method_ids) else -1

    def _result(self, body: MethodBody, index: int, frame: Frame | None, depth: int) -> Values:
        call = index - 1
        method = self.callee(body, call) if call >= 0 else -1
        if method < 0:
            return None
        dex = self.code.dex
        owner, name, registers = dex.method_class(method), dex.method_name(method), body.sources(call)
        if name == "toString" and registers:
            built = self._built(body, call, registers[0], frame, depth)
            if built is not None or owner in BUILDERS:
                return built
        if owner == ADDRESS_BUILDER and name == "build" and registers:
            return self._built_address(body, call, registers[0], frame, depth)
        rule = passed_on(owner, name)
        if rule is not None:
            operands = []
            for number in rule.arguments:
                values = self._argument(body, call, number, frame, depth)
                if not values:
                    return None
                operands.append(values)
            return combined(rule, operands)
        return self._returned(method, Frame(body, call, frame), depth)

    def _returned(self, method: int, frame: Frame, depth: int) -> Values:
        """What a short method of this file returns."""
        body = self.callee_body(method)
        if body is None or len(body) > _MAX_CALLEE:
            return None
        found: set[Value] = set()
        for index, opcode in enumerate(body.opcodes):
            if opcode in VALUE_RETURNS:
                values = self.follow(body, index, body.sources(index)[0], frame, depth + 2)
                if values is None:
                    return None
                found |= values
        return found or None

    def offset_in_method(self, instruction: int) -> int:
        """How many code units from the start of its method an instruction stands, as dexdump counts."""
        item = int(self.code.instructions.code_item[instruction])
        return int(self.code.instructions.offset[instruction]) - int(self.code.items.first_unit[item])

    def place_of(self, instruction: int, symbol: str) -> Location:
        """Where an instruction stands: the DEX file, the method by name, and the line of the source if it is known."""
        items = self.code.items
        item = int(self.code.instructions.code_item[instruction])
        line = line_of(items, item, self.offset_in_method(instruction))
        file = source_file(items, item)
        renaming = self.code.dex.renaming
        if renaming is not None and line:
            source = renaming.source(*self._name_in_package(item), line)
            file, line = (source.file, source.line) if source is not None else (file, line)
        is_known = bool(file and line)
        return Location(
            path=self.code.dex.place, symbol=symbol, file=file if is_known else "", line=line if is_known else 0
        )

    def _name_in_package(self, code_item: int) -> tuple[str, str]:
        """Class and name of the method that runs a code item, as the package writes them."""
        dex = self.code.dex
        row = dex.method_ids[int(self.code.items.caller_of(code_item)[0])]
        return dex.string(int(dex.type_ids[int(row["class_type"])])), dex.string(int(row["name"]))

    def is_static_call(self, body: MethodBody, index: int) -> bool:
        """Whether a call has no receiver."""
        return body.opcodes[index] in STATIC_INVOKES

    def name_of_item(self, code_item: int) -> tuple[str, str]:
        """The class descriptor and the name of the method that runs a code item; the first, where several do."""
        method = int(self.code.items.caller_of(code_item)[0])
        return self.code.dex.method_class(method), self.code.dex.method_name(method)

    def parameter_kinds(self, body: MethodBody) -> list[str]:
        """For each register that a method is given its type, the receiver included; empty for the second of a pair."""
        owner = int(self.code.items.owners_of(body.code_item)[0])
        method = int(self.code.class_data.method_index[owner])
        is_static = bool(self.code.class_data.method_access_flags[owner] & ACCESS_STATIC)
        kinds = [] if is_static else [self.code.dex.method_class(method)]
        for kind in _KIND.findall(_parameters(self.code.dex, method)):
            kinds += [kind, ""] if kind in ("J", "D") else [kind]
        return kinds

    def callee_body(self, method: int) -> MethodBody | None:
        """The code of a method that this file defines, None where it has none that can be read."""
        item = int(self.item_of_method[method])
        body = self.body(item) if item >= 0 else None
        return body if body is not None and body.is_read else None

    # Texts that are put together.

    def origin(self, body: MethodBody, index: int, register: int) -> int:
        """The instruction that created the object a register holds, through moves and chained calls; -1 if unknown."""
        for _ in range(_MAX_DEPTH * 4):
            definitions = body.definitions(index, register)
            if len(definitions) != 1 or definitions[0] < 0:
                return -1
            index = definitions[0]
            opcode = body.opcodes[index]
            if opcode in MOVES:
                register = body.sources(index)[0]
            elif opcode in MOVE_RESULTS and index > 0:
                method = self.callee(body, index - 1)
                if method < 0 or self.code.dex.method_class(method) not in _CHAINED:
                    return -1
                index -= 1
                registers = body.sources(index)
                if not registers:
                    return -1
                register = registers[0]
            else:
                return index
        return -1

    def _built(self, body: MethodBody, end: int, register: int, frame: Frame | None, depth: int) -> Values:
        """The text of a builder, as far as it is built without a branch; the rest makes it a `Beginning`."""
        dex = self.code.dex
        origin = self.origin(body, end, register)
        if origin < 0 or body.opcodes[origin] != NEW_INSTANCE or self._created(body, origin) not in BUILDERS:
            return None
        found: set[Value] = {""}
        for index in range(origin + 1, end):
            if body.predecessors(index) != [index - 1]:
                return begun(found)
            method = self.callee(body, index)
            registers = body.sources(index) if method >= 0 and dex.method_class(method) in BUILDERS else ()
            name, parameter = (dex.method_name(method), _parameters(dex, method)) if registers else ("", "")
            if not registers or self.origin(body, index, registers[0]) != origin:
                continue
            found = reversed_texts(found) if name == "reverse" else found
            if len(registers) < 2 or (name, parameter) == ("<init>", "I"):
                continue
            if name not in ("append", "<init>"):
                return None
            values = self.follow(body, index, registers[1], frame, depth)
            if not values or len(found) * len(values) > MAX_VALUES:
                return begun(found)
            found = {appended(before, value, parameter) for before in found for value in values}
        return found

    def _built_address(self, body: MethodBody, end: int, register: int, frame: Frame | None, depth: int) -> Values:
        """The address of a builder, as far as it is built without a branch."""
        dex = self.code.dex
        origin = self.origin(body, end, register)
        if origin < 0 or body.opcodes[origin] != NEW_INSTANCE or self._created(body, origin) != ADDRESS_BUILDER:
            return None

        def part_at(index: int) -> tuple[str, Values]:
            method, registers = self.callee(body, index), body.sources(index)
            is_part = method >= 0 and len(registers) > 1 and dex.method_class(method) == ADDRESS_BUILDER
            if not is_part or self.origin(body, index, registers[0]) != origin:
                return "", None
            return dex.method_name(method), self.follow(body, index, registers[1], frame, depth)

        return built_address(
            [part_at(index) for index in range(origin + 1, end)], is_straight=is_straight(body, origin, end)
        )

    def _created(self, body: MethodBody, index: int) -> str:
        """The descriptor of the class that an instruction makes an object of, empty where it is in no table."""
        type_index = body.target(index)
        return self.code.dex.type_descriptor(type_index) if type_index < len(self.code.dex.type_ids) else ""

    def _constructed(self, body: MethodBody, index: int, frame: Frame | None, depth: int) -> Values:
        """The text of `new String(text)`."""
        if self._created(body, index) != "Ljava/lang/String;":
            return None
        for call in range(index + 1, min(index + 30, len(body))):
            method = self.callee(body, call)
            if method >= 0 and self.code.dex.method_descriptor(method) == (
                "Ljava/lang/String;-><init>(Ljava/lang/String;)V"
            ):
                registers = body.sources(call)
                if len(registers) == 2 and body.definitions(call, registers[0]) == (index,):
                    return self.follow(body, call, registers[1], frame, depth)
        return None


def _parameters(dex: DexFile, method: int) -> str:
    """The descriptors of a method's parameters, end to end."""
    return dex.prototype(int(dex.method_ids[method]["proto"]))[1:].partition(")")[0]
