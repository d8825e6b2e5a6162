"""Which objects a register holds, followed back to where they were made, along one way through the program.

A frame stands for a method as it was entered on this way: what it was given is looked up where it was called, so that
two ways through one method keep their objects apart. What the way does not show (a field that somebody else writes, a
method entered from nowhere in particular) is looked up in all code that launch reaches. Answers are whole or none: an
object that came from anywhere that was not followed makes the answer unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from functools import cached_property
from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.fields import field_identities
from appaudit.code.graph.program.foreign_types import unknown_types
from appaudit.code.graph.program.links import Flags
from appaudit.code.graph.questions.frames import ANY, NOWHERE, Frame, Held, Object, Place, depends_on, together
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, UNKNOWN, MethodBody
from appaudit.code.ways.made_where_kept import made_where_kept
from appaudit.dex import field_accesses
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import (
    CONST_CLASS,
    FILLED_ARRAYS,
    IGET_OBJECT,
    INT_LITERALS,
    INVOKES,
    MOVE_RESULT_OBJECT,
    MOVES,
    NEW_ARRAY,
    NEW_INSTANCE,
    OBJECT_READS,
    RETURN_OBJECT,
    SGET_OBJECT,
    STRING_LITERALS,
    VIRTUAL_INVOKES,
)
from appaudit.dex.tables import distinct
from appaudit.model.record import record

#: Writes of a field, and callers of a method, that are followed.
_MOST_WRITES, _MOST_CALLERS = 12, 12
#: Methods of one app whose callers are looked for: each time all edges are gone through.
_MOST_CALLED: Final = 1_500
#: Methods that a call may run on an object of which nothing else is known.
_MOST_IMPLEMENTING = 3
#: Questions inside of questions, and how far callers are followed that the way does not name.
_MAX_DEPTH, _MAX_CALLERS_UP = 60, 4
#: Questions that one question may lead to, and all of one app together.
_MOST_FURTHER, _MOST_QUESTIONS = 800, 80_000
#: One question takes at most this part of what is left, and in a large app where nothing is left still so many: most
#: answers need fewer than ten, and of those that need more than a hundred few are found (measured 2026-11-30).
_PART, _FEWEST_FURTHER = 100, 30
_CONSTRUCTOR: Final = hash_text("<init>")
#: Objects of the platform that give back what they were made with, and how.
_REFERENCES: Final = tuple(map(hash_text, ("Ljava/lang/ref/WeakReference;", "Ljava/lang/ref/SoftReference;")))
_REFERRED: Final = hash_text("get")
#: Instructions after the creation of an object in which its constructor is called.
_NEAR = 200


@record(kw_only=False, frozen=False)
class _Frames:
    """Frames that were entered, so that one question is asked once."""

    known: dict[tuple[object, ...], Frame] = field(default_factory=dict)

    def get(self, method: int, depth: int, **entered: object) -> Frame:
        key = (method, depth, *sorted(entered), *(entered[name] for name in sorted(entered)))
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = Frame(method, depth, number=len(self.known), **entered)  # type: ignore[arg-type]
        return found


class Objects:
    """Answers which objects registers hold, in one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        launched: Which nodes launch reaches: only what runs there makes or keeps objects.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants], launched: Flags) -> None:
        self._graph = graph
        self._files = files
        self._launched = launched
        self._frames = _Frames()
        self._answers: dict[tuple[Frame, int, int], Held] = {}
        self._returns: dict[Frame, Held] = {}
        self._kept: dict[tuple[Object, int], Held] = {}
        self._calling: dict[int, list[Place] | None] = {}
        self._methods: dict[tuple[int, int], int] = {}
        self._left = _MOST_QUESTIONS
        self._left_here = 0

    def frame(self, method: int, depth: int, **entered: object) -> Frame:
        """A method as a way enters it; the same one for the same way."""
        return self._frames.get(method, depth, **entered)

    def at(self, place: Place) -> tuple[MethodBody, int]:
        """The method that an instruction is in, and its number there."""
        return self._files[place[0]].at(place[1])

    def receivers(self, frame: Frame, sites: Iterable[Place]) -> Held:
        """The objects that calls in a frame are made on."""
        return self._asked(lambda: self._argument(frame, sites, 0, 0))

    def given(self, frame: Frame, place: Place) -> Held:
        """The objects that an instruction of a frame's method gives: a read, a creation, a call's result."""
        body, index = self.at(place)
        held = self._asked(lambda: self._given(frame, place[0], body, index, 0))
        if (held.known and held.objects) or body.opcodes[index] not in OBJECT_READS:
            return held
        writes = self._writes.get(self.identity(place[0], body.target(index)), ())
        kept = made_where_kept(self._graph, self.at, writes, lambda each: self.frame(each, frame.depth, is_any=True))
        return kept or held

    def held(self, frame: Frame, file: int, body: MethodBody, index: int, register: int) -> Held:
        """The objects that a register holds before an instruction of a frame's method."""
        return self._asked(lambda: self._register(frame, file, body, index, register, 0))

    def writes(self, identity: int) -> Sequence[Place]:
        """Where launch writes a field."""
        return self._writes.get(identity, ())

    def makes(self, owner: Object, method: int) -> bool:
        """Whether a method is the only constructor of the class of an object, or of one above it."""
        links = self._graph.links
        if method not in self.constructors_of(owner.class_index):
            return False
        own = links.methods_of(int(links.method_class[method]))
        return sum(int(links.method_name[each]) == _CONSTRUCTOR for each in own) == 1

    def _asked(self, question: Callable[[], Held]) -> Held:
        may_take = max(_FEWEST_FURTHER, min(_MOST_FURTHER, self._left // _PART))
        self._left_here = may_take
        held = question()
        self._left -= may_take - self._left_here
        return held

    def runs(self, made_on: Object, method: int) -> bool:
        """Whether a call of a method's signature on an object runs that method."""
        links = self._graph.links
        if made_on.place != ANY:
            return self.method_of(made_on.class_index, links.method_signature[method]) == method
        owner, lowest = int(links.method_class[method]), made_on.class_index
        return self.is_of(lowest, owner) or self.is_of(owner, lowest)

    def is_of(self, lower: int, higher: int) -> bool:
        """Whether a class is another one or below it."""
        links = self._graph.links
        above = links.ancestors[links.ancestor_bounds[lower] : links.ancestor_bounds[lower + 1]]
        return lower == higher or higher in above

    def method_of(self, class_index: int, signature: np.uint64) -> int:
        """The method that a call of a signature on an object of a class runs, -1 for one of the platform."""
        key = (class_index, int(signature))
        if key not in self._methods:
            self._methods[key] = self._graph.links.method_called(*key)
        return self._methods[key]

    def _argument(self, frame: Frame, sites: Iterable[Place], argument: int, nesting: int) -> Held:
        parts = []
        for place in sites:
            body, index = self.at(place)
            passed = body.sources(index)
            if not 0 <= argument < len(passed):
                return Held(frozenset(), frame.depth, known=False)
            parts.append(self._register(frame, place[0], body, index, passed[argument], nesting))
        return together(parts, frame.depth) if parts else Held(frozenset(), frame.depth, known=False)

    def _register(self, frame: Frame, file: int, body: MethodBody, index: int, register: int, nesting: int) -> Held:
        """What a register holds before an instruction of the frame's method."""
        key = (frame, index, register)
        found = self._answers.get(key)
        if found is not None:
            return found
        unknown = Held(frozenset(), frame.depth, known=False)
        self._left_here -= 1
        if nesting > _MAX_DEPTH or self._left_here < 0:
            return unknown
        self._answers[key] = unknown  # what leads back to itself
        parts = []
        for definition in body.definitions(index, register):
            if definition == UNKNOWN:
                parts = [unknown]
                break
            if definition == ENTRY:
                parts.append(self._parameter(frame, body.parameter(register), nesting + 1))
            else:
                parts.append(self._given(frame, file, body, definition, nesting + 1))
        found = self._answers[key] = together(parts, frame.depth)
        return found

    def _given(self, frame: Frame, file: int, body: MethodBody, index: int, nesting: int) -> Held:
        """What an instruction gives."""
        opcode = body.opcodes[index]
        here = (file, body.first + index)
        if opcode == NEW_INSTANCE:
            made = int(self._graph.links.files[file].type_class[body.target(index)])
            return Held(frozenset((Object(made, frame, here),)), frame.depth)
        if opcode in STRING_LITERALS or opcode in (CONST_CLASS, NEW_ARRAY) or opcode in FILLED_ARRAYS:
            return Held(frozenset((Object(-1, frame, here),)), frame.depth)
        if opcode in INT_LITERALS:
            return Held(frozenset(), frame.depth)  # null
        if opcode in MOVES:
            return self._register(frame, file, body, index, body.sources(index)[0], nesting)
        if opcode == SGET_OBJECT:
            return self._written_anywhere(frame, self.identity(file, body.target(index)), nesting)
        if opcode == IGET_OBJECT:
            return self._field(frame, file, body, index, nesting)
        if opcode == MOVE_RESULT_OBJECT and index and body.opcodes[index - 1] in INVOKES:
            return self._result(frame, file, body, index - 1, nesting)
        return Held(frozenset(), frame.depth, known=False)

    def _parameter(self, frame: Frame, argument: int, nesting: int) -> Held:
        if argument == 0 and frame.made:
            return Held(frozenset(frame.made), min(frame.depth, *(made.frame.depth for made in frame.made)))
        held = Held(frozenset(), frame.depth, known=False)
        if frame.caller is not None and frame.sites:
            held = self._argument(frame.caller, frame.sites, argument, nesting)
        elif frame.is_any and frame.up < _MAX_CALLERS_UP:
            held = self._passed_by_any(frame, argument, nesting)
        if not held.known and argument == 0 and frame.method >= 0 and not self._graph.is_static(frame.method):
            owner = int(self._graph.links.method_class[frame.method])
            return Held(frozenset((Object(owner, NOWHERE, ANY),)), frame.depth)
        return held

    def _passed_by_any(self, frame: Frame, argument: int, nesting: int) -> Held:
        """What any call of a method in what launch reaches passes."""
        places = self._callers(frame.method)
        if places is None:
            return Held(frozenset(), frame.depth, known=False)
        parts = []
        for place in places:
            item = int(self._graph.links.files[place[0]].code.instructions.code_item[place[1]])
            method = int(self._graph.links.files[place[0]].item_method[item])
            caller = self.frame(method, frame.depth, is_any=True, up=frame.up + 1)
            parts.append(self._argument(caller, (place,), argument, nesting))
        return together(parts, frame.depth)

    def _callers(self, method: int) -> list[Place] | None:
        """The calls of a method in what launch reaches; None where there are many, or where others call it."""
        if method not in self._calling:
            if len(self._calling) >= _MOST_CALLED:
                return None
            self._calling[method] = self._find_callers(method)
        return self._calling[method]

    def _find_callers(self, method: int) -> list[Place] | None:
        graph = self._graph
        links = graph.links
        if links.method_is_virtual[method] and bool(self._is_open[links.method_class[method]]):
            return None
        edges = graph.by_target.of(method)
        events = distinct(graph.source[edges[graph.source[edges] >= links.method_count]])
        places = graph.instruction[edges[self._launched[graph.source[edges]]]].tolist()
        if len(events):
            through = graph.by_target.of_any(events)
            places += graph.instruction[through[self._launched[graph.source[through]]]].tolist()
        if not places or len(places) > _MOST_CALLERS or min(places) < 0:
            return None
        found = [self._graph.place_of(place) for place in places]
        opcode = [int(links.files[file].code.instructions.opcode[at]) for file, at in found]
        return found if all(each in INVOKES for each in opcode) else None

    @cached_property
    def _is_open(self) -> Flags:
        """Classes of which others than the app may call methods."""
        return unknown_types(self._graph.links)[0]

    def _result(self, frame: Frame, file: int, body: MethodBody, index: int, nesting: int) -> Held:
        """What a call returns."""
        graph = self._graph
        site = (file, body.first + index)
        opcode, called = body.opcodes[index], body.target(index)
        resolved = int(graph.resolved[file][called])
        if opcode not in VIRTUAL_INVOKES:
            return self._returned(frame, (resolved,), site, nesting)
        receivers = self._argument(frame, (site,), 0, nesting)
        if resolved < 0 and graph.links.files[file].method_name[called] == _REFERRED:
            return self._referred_to(receivers, frame, nesting)
        if not receivers.known or any(each.place == ANY for each in receivers.objects):
            return self._returned(frame, self._implementing(frame, site), site, nesting)
        signature = graph.links.files[file].method_signature[called]
        methods = {self.method_of(each.class_index, signature) for each in receivers.objects}
        return together((depends_on(receivers), self._returned(frame, methods, site, nesting)), frame.depth)

    def _referred_to(self, references: Held, frame: Frame, nesting: int) -> Held:
        """What references give: what each was made with; unknown of anything else that has the method."""
        parts = [depends_on(references)]
        for each in references.objects:
            if each.place[0] < 0:
                return Held(frozenset(), frame.depth, known=False)
            file = each.place[0]
            body, index = self.at(each.place)
            is_made = body.opcodes[index] == NEW_INSTANCE
            made = int(self._graph.links.files[file].type_hash[body.target(index)]) if is_made else 0
            site = self._construction(each) if made in _REFERENCES else None
            if site is None:
                return Held(frozenset(), frame.depth, known=False)
            parts.append(self._argument(each.frame, (site,), 1, nesting))
        return together(parts, frame.depth)

    def _implementing(self, frame: Frame, site: Place) -> Iterable[int]:
        """The methods that a call may run on any object that launch makes; -1 where they are many, or not the app's."""
        graph = self._graph
        edges = np.arange(graph.bounds[frame.method], graph.bounds[frame.method + 1])
        place = site[1] + int(graph.first_instruction[site[0]])
        targets = graph.target[edges[graph.instruction[edges] == place]]
        methods = targets[targets < graph.links.method_count]
        events = targets[targets >= graph.links.method_count + 2 * graph.links.class_count]
        for event in events.tolist():
            further = np.arange(graph.bounds[event], graph.bounds[event + 1])
            further = further[self._launched[graph.requires[further]]]
            methods = np.concatenate([methods, graph.target[further]])
        known = methods[graph.links.method_has_code[methods]]
        return distinct(known).tolist() if 0 < len(known) <= _MOST_IMPLEMENTING else (-1,)

    def _returned(self, frame: Frame, methods: Iterable[int], site: Place, nesting: int) -> Held:
        parts = []
        for method in methods:
            if method < 0:
                return Held(frozenset(), frame.depth, known=False)
            parts.append(self._returns_of(self.frame(method, frame.depth, caller=frame, sites=(site,)), nesting + 1))
        return together(parts, frame.depth)

    def _returns_of(self, frame: Frame, nesting: int) -> Held:
        found = self._returns.get(frame)
        if found is not None:
            return found
        unknown = self._returns[frame] = Held(frozenset(), frame.depth, known=False)
        file, item = self._graph.code_of(frame.method)
        if item < 0:
            return unknown
        number = self._graph.links.files.index(file)
        body = self._files[number].body(item)
        if not body.is_read:
            return unknown
        parts = [
            self._register(frame, number, body, index, body.sources(index)[0], nesting)
            for index, opcode in enumerate(body.opcodes)
            if opcode == RETURN_OBJECT
        ]
        found = self._returns[frame] = together(parts, frame.depth)
        return found

    @staticmethod
    def is_own(body: MethodBody, index: int) -> bool:
        """Whether a call is made on the object that the method is called on, also from a register it was moved to."""
        origins = body.origins(index, body.sources(index)[0])
        return {(made, body.parameter(held)) for made, held in origins} == {(ENTRY, 0)}

    def identity(self, file: int, field_index: int) -> int:
        """What a field identifier of a file is known by over all files."""
        return int(self._identities[file][field_index])

    @cached_property
    def _identities(self) -> list[list[int]]:
        """For each file and field identifier what the field is known by over all files."""
        return [identities.tolist() for identities in field_identities(self._graph.links)]

    @cached_property
    def _writes(self) -> dict[int, list[Place]]:
        """Where launch writes fields, by what they are known by."""
        found: dict[int, list[Place]] = {}
        for index, file in enumerate(self._graph.links.files):
            accesses = field_accesses(file.code.instructions)
            chosen = np.flatnonzero(accesses.is_write & self._launched[file.item_method[accesses.code_item]])
            identities = self._identities[index]
            for target, at in zip(accesses.target[chosen].tolist(), accesses.instruction[chosen].tolist(), strict=True):
                found.setdefault(identities[target], []).append((index, at))
        return found

    def _written_anywhere(
        self, frame: Frame, identity: int, nesting: int, *, but: frozenset[int] = frozenset()
    ) -> Held:
        """What all code at launch writes into a field, methods of `but` left out."""
        places = self._writes.get(identity, [])
        if len(places) > _MOST_WRITES or frame.up > _MAX_CALLERS_UP:
            return Held(frozenset(), frame.depth, known=False)
        parts = []
        for file, at in places:
            links = self._graph.links.files[file]
            method = int(links.item_method[links.code.instructions.code_item[at]])
            if method in but:
                continue
            body, index = self.at((file, at))
            inner = self.frame(method, frame.depth, is_any=True, up=frame.up)
            parts.append(self._register(inner, file, body, index, body.sources(index)[0], nesting))
        return together(parts, frame.depth)

    def _field(self, frame: Frame, file: int, body: MethodBody, index: int, nesting: int) -> Held:
        """What a field of an object holds: what its constructor was given for it, and what anybody else writes."""
        identity = self.identity(file, body.target(index))
        if not self._writes.get(identity):
            return Held(frozenset(), frame.depth, known=False)  # filled in by reflection, as far as anybody can say
        owners = self._register(frame, file, body, index, body.sources(index)[0], nesting)
        if not owners.known or any(each.class_index < 0 or each.place[0] < 0 for each in owners.objects):
            return self._written_anywhere(frame, identity, nesting)
        parts = [depends_on(owners)]
        parts += [self._kept_in(each, identity, nesting) for each in owners.objects]
        held = together(parts, frame.depth)
        # That an object keeps nothing is said of no other moment than its making.
        return held if held.objects else Held(frozenset(), held.depth, known=False)

    def _kept_in(self, owner: Object, identity: int, nesting: int) -> Held:
        key = (owner, identity)
        found = self._kept.get(key)
        if found is not None:
            return found
        unknown = self._kept[key] = Held(frozenset(), owner.frame.depth, known=False)
        constructors = self.constructors(owner)
        if constructors is None:
            return unknown
        parts = []
        for constructor in constructors:
            for file, at in self._writes.get(identity, ()):
                body, index = self.at((file, at))
                links = self._graph.links.files[file]
                if int(links.item_method[body.code_item]) == constructor.method:
                    parts.append(self._register(constructor, file, body, index, body.sources(index)[0], nesting))
        made_by = self.constructors_of(owner.class_index)
        parts.append(self._written_anywhere(owner.frame, identity, nesting, but=made_by))
        found = self._kept[key] = together(parts, owner.frame.depth)
        return found

    def constructors_of(self, class_index: int) -> frozenset[int]:
        """All constructors of a class and of those above it."""
        links = self._graph.links
        first, end = int(links.ancestor_bounds[class_index]), int(links.ancestor_bounds[class_index + 1])
        return frozenset(
            method
            for each in (class_index, *links.ancestors[first:end].tolist())
            for method in links.methods_of(each)
            if links.method_name[method] == _CONSTRUCTOR
        )

    def constructors(self, owner: Object) -> list[Frame] | None:
        """The constructors of the app that made an object, as they were called; None where that was not seen."""
        site = self._construction(owner)
        if site is None:
            return None
        body, index = self.at(site)
        method = int(self._graph.resolved[site[0]][body.target(index)])
        if method < 0:
            return None
        return self._with_further(self.frame(method, owner.frame.depth, caller=owner.frame, sites=(site,)))

    def _construction(self, owner: Object) -> Place | None:
        """The call of the constructor of an object; None where it was not seen."""
        file, place = owner.place
        body, at = self.at(owner.place)
        if body.opcodes[at] != NEW_INSTANCE:
            return None
        for later in range(at + 1, min(at + _NEAR, len(body))):
            if self._is_constructor(file, body, later) and self._leads_to(body, later, body.sources(later)[0], at):
                return file, place - at + later
        return None

    def _is_constructor(self, file: int, body: MethodBody, index: int) -> bool:
        """Whether an instruction calls a constructor."""
        if body.opcodes[index] not in INVOKES or not body.sources(index):
            return False
        return bool(self._graph.links.files[file].method_name[body.target(index)] == _CONSTRUCTOR)

    @staticmethod
    def _leads_to(body: MethodBody, index: int, register: int, made: int) -> bool:
        """Whether a register holds what an instruction made and nothing else."""
        return {origin for origin, _ in body.origins(index, register)} == {made}

    def _with_further(self, constructor: Frame) -> list[Frame]:
        """A constructor and those that it calls on the same object."""
        found = [constructor]
        for frame in found:
            file, item = self._graph.code_of(frame.method)
            if item < 0 or len(found) > _MOST_CALLERS:
                continue
            number = self._graph.links.files.index(file)
            body = self._files[number].body(item)
            for index in range(len(body)):
                if not self._is_constructor(number, body, index) or not self.is_own(body, index):
                    continue
                method = int(self._graph.resolved[number][body.target(index)])
                if method >= 0:
                    site = (number, body.first + index)
                    found.append(self.frame(method, frame.depth, caller=frame, sites=(site,)))
                break
        return found
