"""Where a value goes that code reads: followed forwards through its method and through one call, up or down.

What holds a value is followed with it (a text that is put together, a map, an object made of it). Fields are not: who
reads them, and when, is another question. Whatever following stops at is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import instructions_at
from appaudit.code.reach.destination_steps import Followed, Place, Registers, Step
from appaudit.code.values.control_flow import MethodCode, read_method
from appaudit.code.values.java_names import class_name, descriptor
from appaudit.code.values.registers import MethodBody
from appaudit.dex import field_accesses, invoke_edges
from appaudit.dex.opcodes import (
    ENDS,
    FIELD_READS,
    GOTOS,
    INVOKES,
    MOVE_RESULTS,
    STRING_LITERALS,
)
from appaudit.dex.operands import destination_register
from appaudit.dex.tables import is_among
from appaudit.model.destination import Destination
from appaudit.model.knowledge import Knowledge
from appaudit.model.words import TakesTo

#: Instructions stepped over to follow one value in one method, and for all values together.
_MOST_STEPS, _MOST_STEPS_IN_ALL = 4_000, 400_000
#: Callers to which a value is followed; a method that more call is a tool of the whole program.
_MOST_CALLERS = 12
#: Calls and fields through which an address is followed to a request, and places looked at for one.
_MOST_CALLS, _MOST_PLACES = 8, 80
#: How often in turn what a method gives back is followed in one that called it.
_MOST_TURNS = 3
#: Places named for one value.
_MOST_NAMED = 12

#: Instructions other than calls whose result can be followed.
_HOLDING = FIELD_READS | STRING_LITERALS


class Destinations:
    """Follows values through an app.

    Args:
        graph: The methods.
        knowledge: Which calls take a value where.
    """

    def __init__(self, graph: CallGraph, knowledge: Knowledge) -> None:
        self._graph = graph
        self._by_class: dict[str, dict[str, TakesTo]] = {}
        for entry in knowledge.destinations:
            self._by_class.setdefault(descriptor(entry.class_name), {}).update(dict.fromkeys(entry.methods, entry.to))
        self._outside = knowledge.outside_storage
        self._codes: dict[tuple[int, int], MethodCode | None] = {}
        self._bodies: dict[tuple[int, int], MethodBody] = {}
        self._calls: dict[tuple[int, int], tuple[TakesTo | None, str, str, str]] = {}
        self._given_back: dict[tuple[int, int], bool] = {}
        self._steps = 0
        self._is_cut = False

    def of(self, method: int, sites: Sequence[int]) -> tuple[Destination, ...]:
        """Where the value goes that a method reads or loads at some places, in code units from the start of its code.

        Returns:
            Nothing where the value cannot be followed at all: it is handed to a callback, or the limit is reached.
        """
        begun = self._begun(method, sites)
        if begun is None:
            return ()
        place, code, starts, is_unused = begun
        self._is_cut = False
        found = list(dict.fromkeys(self._from(place, code, starts, method)))[:_MOST_NAMED]
        found = found or list(self._answering(place, code, starts))
        if self._steps > _MOST_STEPS_IN_ALL or (self._is_cut and not found):
            return ()
        return tuple(found) if found or not (starts or is_unused) else (Destination(to="nowhere"),)

    def makes_request(self, method: int, sites: Sequence[int]) -> bool:
        """Whether a value is seen to end in a request, over more calls than `of` looks through, and over fields.

        What an app hands its HTTP library the address by is often a builder that keeps it in a field.
        """
        begun = self._begun(method, sites)
        if begun is None:
            return False
        place, _, starts, _ = begun
        pending: list[tuple[Place, dict[int, Registers], int]] = [(place, starts, 0)]
        seen: set[tuple[int, int, tuple[tuple[int, Registers], ...]]] = set()
        while pending and len(seen) < _MOST_PLACES and self._steps <= _MOST_STEPS_IN_ALL:
            place, starts, depth = pending.pop(0)
            key = (place.file, place.item, tuple(sorted(starts.items())))
            code = self._code(place)
            if key in seen or code is None:
                continue
            seen.add(key)
            followed = self._follow(place, code, starts)
            if any(each.to == "request" for each in followed.taken):
                return True
            if depth < _MOST_CALLS:
                pending += [(*each, depth + 1) for each in self._further(followed, method if depth == 0 else -1)]
        return False

    def _further(self, followed: Followed, method: int) -> Iterator[tuple[Place, dict[int, Registers]]]:
        """Where a value goes on: in methods that are handed it, from fields that keep it, in callers of `method`."""
        for _, callee, argument in followed.handed:
            entered = self._entered(callee, argument)
            if entered is not None:
                yield entered
        for owner, name in followed.kept:
            yield from self._reads_of(owner, name)
        if followed.is_returned and method >= 0:
            for caller, instructions in list(self._callers(method))[:_MOST_CALLERS]:
                above = self._code(caller)
                if above is not None:
                    yield caller, self._after(caller.file, above, instructions)

    def _entered(self, method: int, argument: int) -> tuple[Place, dict[int, Registers]] | None:
        """Where following goes on in a method that is handed a value as one of its arguments."""
        file_links, item = self._graph.code_of(method)
        if item < 0:
            return None
        items = file_links.code.items
        register = int(items.registers[item]) - int(items.incoming[item]) + argument
        return Place(self._graph.links.files.index(file_links), item), {0: frozenset((register,))}

    def _reads_of(self, owner: str, name: str) -> Iterator[tuple[Place, dict[int, Registers]]]:
        """The places that read a field, by its own class or one above or below it."""
        known = self._graph.links.find_class(owner)
        if known < 0:
            return
        related = self._line_of(known)
        for index, links in enumerate(self._graph.links.files):
            code, dex = links.code, links.code.dex
            string = dex.find_string(name)
            named = np.flatnonzero(dex.field_ids["name"] == string) if string >= 0 else ()
            fields = []
            for field_index in named:
                holder = int(links.type_class[int(dex.field_ids["class_type"][field_index])])
                if holder in related or (holder >= 0 and known in self._line_of(holder)):
                    fields.append(int(field_index))
            if not fields:
                continue
            accesses = field_accesses(code.instructions)
            for position in np.flatnonzero(is_among(accesses.target, fields) & ~accesses.is_write)[:_MOST_CALLERS]:
                place = Place(index, int(accesses.code_item[position]))
                body = self._code(place)
                if body is not None:
                    yield place, self._after(index, body, [int(accesses.instruction[position])])

    def _line_of(self, class_index: int) -> set[int]:
        """A class and those of the app above it."""
        found = {class_index}
        above = int(self._graph.links.class_super[class_index])
        while above >= 0 and above not in found:
            found.add(above)
            above = int(self._graph.links.class_super[above])
        return found

    def _begun(self, method: int, sites: Sequence[int]) -> tuple[Place, MethodCode, dict[int, Registers], bool] | None:
        """Where following begins, and whether nobody takes the value at one of the places; None where it cannot."""
        file_links, item = self._graph.code_of(method) if method >= 0 else (None, -1)
        if file_links is None or item < 0 or not sites or self._steps > _MOST_STEPS_IN_ALL:
            return None
        place = Place(self._graph.links.files.index(file_links), item)
        code = self._code(place)
        if code is None:
            return None
        starts: dict[int, Registers] = {}
        is_unused = False
        for instruction in instructions_at(file_links, item, sites):
            register = self._result(place.file, code, instruction - code.first)
            if register is None:
                return None
            if register < 0:
                is_unused = True
            else:
                starts[register >> 16] = frozenset((register & 0xFFFF,))
        return place, code, starts, is_unused

    def _from(
        self, place: Place, code: MethodCode, starts: Mapping[int, Registers], method: int
    ) -> Iterator[Destination]:
        """Where a value goes from its method: there, in the methods that it hands it to, and in its callers."""
        followed = self._with_results(place, code, self._follow(place, code, starts))
        yield from self._with_callees(followed)
        if followed.is_returned:
            callers = list(self._callers(method))
            if not callers or len(callers) > _MOST_CALLERS:
                yield Destination(to="caller", method=self._graph.name_of(method))
                return
            for caller, instructions in callers:
                above = self._code(caller)
                if above is None:
                    continue
                found = self._follow(caller, above, self._after(caller.file, above, instructions))
                found = self._with_results(caller, above, found)
                yield from found.taken
                yield from self._unlooked(found)
                if found.is_returned:
                    yield Destination(to="caller", method=self._name(caller))

    def _answering(self, place: Place, code: MethodCode, starts: Mapping[int, Registers]) -> Iterator[Destination]:
        """The methods of the app that look for texts in a value that they are handed, and answer by that.

        So does one that names the network by the number of a card; what only says yes or no is a check.
        """
        for _, callee, argument in self._follow(place, code, starts).handed:
            entered, name = self._entered(callee, argument), self._graph.name_of(callee)
            inside = self._code(entered[0]) if entered is not None and name.endswith(";") else None
            if entered is not None and inside is not None and self._follow(entered[0], inside, entered[1]).is_compared:
                yield Destination(to="call", api=name)

    def _with_callees(self, followed: Followed) -> Iterator[Destination]:
        yield from followed.taken
        for instruction, callee, argument in followed.handed:
            entered = self._entered(callee, argument)
            code = self._code(entered[0]) if entered is not None else None
            if entered is None or code is None:
                yield from self._unlooked(Followed(handed=[(instruction, callee, argument)]))
                continue
            found = self._follow(entered[0], code, entered[1])
            yield from found.taken
            yield from self._unlooked(found)

    def _with_results(self, place: Place, code: MethodCode, followed: Followed) -> Followed:
        """What following came to, with what methods of the app make of the value and give back followed in turn."""
        asked: set[tuple[int, int, int]] = set()
        for _ in range(_MOST_TURNS):
            new = [each for each in followed.handed if each not in asked]
            asked.update(new)
            giving = [index + code.first for index, callee, argument in new if self._gives_back(callee, argument)]
            starts = self._after(place.file, code, giving)
            if not starts:
                break
            more = self._follow(place, code, starts)
            followed = Followed(
                taken=list(dict.fromkeys([*followed.taken, *more.taken])),
                handed=list(dict.fromkeys([*followed.handed, *more.handed])),
                is_returned=followed.is_returned or more.is_returned,
                kept=[*followed.kept, *more.kept],
            )
        return followed

    def _gives_back(self, method: int, argument: int) -> bool:
        """Whether a method returns what it is handed, or what it makes of it."""
        key = method, argument
        if key not in self._given_back:
            entered = self._entered(method, argument)
            code = self._code(entered[0]) if entered is not None else None
            followed = self._follow(entered[0], code, entered[1]) if entered is not None and code is not None else None
            self._given_back[key] = followed is not None and followed.is_returned
        return self._given_back[key]

    def _unlooked(self, followed: Followed) -> Iterator[Destination]:
        for _, callee, _ in followed.handed:
            yield Destination(to="call", api=self._graph.name_of(callee))

    def _after(self, file: int, code: MethodCode, instructions: Iterable[int]) -> dict[int, Registers]:
        starts: dict[int, Registers] = {}
        for instruction in instructions:
            register = self._result(file, code, instruction - code.first)
            if register is not None and register >= 0:
                starts[register >> 16] = frozenset((register & 0xFFFF,))
        return starts

    def _result(self, file: int, code: MethodCode, index: int) -> int | None:
        """Where following begins, as instruction << 16 | register; negative where nobody takes the value.

        None where the instruction gives no value: what it reads arrives elsewhere.
        """
        if not 0 <= index < len(code.opcodes):
            return None
        units = code.code.dex.units
        if code.opcodes[index] in _HOLDING:
            register = destination_register(units, code.offsets[index])
            return None if register is None else (index + 1) << 16 | register
        if code.opcodes[index] not in INVOKES:
            return None
        if self._call(file, int(units[code.offsets[index] + 1]))[3] == "V":
            return None
        if index + 1 < len(code.opcodes) and code.opcodes[index + 1] in MOVE_RESULTS:
            return (index + 2) << 16 | int(units[code.offsets[index + 1]]) >> 8
        return -1

    def _callers(self, method: int) -> Iterator[tuple[Place, list[int]]]:
        """The code items that call a method, with the calls as instructions of their files."""
        links = self._graph.links
        for index, resolved in enumerate(self._graph.resolved):
            wanted = resolved == method
            if not wanted.any():
                continue
            calls = invoke_edges(links.files[index].code.instructions)
            by_item: dict[int, list[int]] = {}
            for position in calls.to_any(wanted)[: 4 * _MOST_CALLERS].tolist():
                by_item.setdefault(int(calls.code_item[position]), []).append(int(calls.instruction[position]))
            for item, instructions in by_item.items():
                yield Place(index, item), instructions

    def _code(self, place: Place) -> MethodCode | None:
        key = (place.file, place.item)
        if key not in self._codes:
            self._codes[key] = read_method(self._graph.links.files[place.file].code, place.item)
        return self._codes[key]

    def _name(self, place: Place) -> str:
        return self._graph.name_of(int(self._graph.links.files[place.file].item_method[place.item]))

    def _call(self, file: int, method: int) -> tuple[TakesTo | None, str, str, str]:
        """Of a method identifier where it takes a value, its class, its name, and what it returns."""
        key = (file, method)
        found = self._calls.get(key)
        if found is None:
            dex = self._graph.links.files[file].code.dex
            owner, name = dex.method_class(method), dex.method_name(method)
            returns = dex.prototype(int(dex.method_ids["proto"][method])).partition(")")[2]
            found = self._calls[key] = (self._by_class.get(owner, {}).get(name), owner, name, returns)
        return found

    def _follow(self, place: Place, code: MethodCode, starts: Mapping[int, Registers]) -> Followed:
        """Follow registers through one method from the instructions at which they hold the value."""
        step = Step(self, place, code)
        entered: dict[int, Registers] = {}
        pending = [*starts.items()]
        steps = 0
        while pending and steps < _MOST_STEPS:
            index, held = pending.pop()
            while held and index < len(code.opcodes):
                known = entered.get(index)
                if known is not None and held <= known:
                    break
                held = entered[index] = held if known is None else known | held
                steps += 1
                opcode = code.opcodes[index]
                held = step.take(index, opcode, held)
                for target in code.targets.get(index, ()):
                    pending.append((target, held))
                if opcode in ENDS or opcode in GOTOS:
                    break
                index += 1
        self._steps += steps
        self._is_cut |= steps >= _MOST_STEPS
        return step.followed

    def taker(self, place: Place, method: int) -> tuple[TakesTo | None, str, str, str, int]:
        """See `_call`, and the method of the app that is called, -1 where the app defines none."""
        resolved = int(self._graph.resolved[place.file][method])
        return (*self._call(place.file, method), resolved)

    def is_outside(self, place: Place) -> bool:
        """Whether a method asks where the shared storage is."""
        file = self._graph.links.files[place.file]
        calls = invoke_edges(file.code.instructions)
        found = (self._call(place.file, method) for method in calls.target[calls.in_item(place.item)].tolist())
        return any(f"{class_name(owner)}.{name}" in self._outside for _, owner, name, _ in found)

    def body(self, place: Place) -> MethodBody:
        """The instructions of a code item and where the values in it come from."""
        key = (place.file, place.item)
        if key not in self._bodies:
            self._bodies[key] = MethodBody(self._graph.links.files[place.file].code, place.item)
        return self._bodies[key]

    def name(self, place: Place) -> str:
        """The method of a code item as facts name it."""
        return self._name(place)
