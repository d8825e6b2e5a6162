"""Whether the object that a way calls is one whose method runs there, and whether what it hands on leads there.

A call through an interface may run the method of any class of which an object exists. On one way there is often but one
object that it can be: the one that was made and handed on there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import field
from itertools import chain
from operator import itemgetter

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.frames import NOWHERE, STARTED, SYSTEM, Frame, Held, Object, Place
from appaudit.code.ways.argument_types import ArgumentTypes
from appaudit.code.ways.fields_called import FieldsCalled
from appaudit.code.ways.handed_values import HandedValues
from appaudit.code.ways.left_out import of_edge, of_node
from appaudit.code.ways.objects import Objects
from appaudit.dex.opcodes import CONST_CLASS, IGET_OBJECT, INVOKES, NEW_INSTANCE, SGET_OBJECT, VIRTUAL_INVOKES
from appaudit.model.condition import Condition
from appaudit.model.record import record

_POSITION = itemgetter(0)
#: Objects of one class that a method makes and that are told apart.
_MOST_MADE = 8


@record(kw_only=False)
class OtherObject:
    """A step of a way that is taken on another object, or not at all with the values that the way hands on.

    `method` is what would run on the other object, -1 where it is a value; `places` are the instructions, counted over
    all files, that hand that object or value on, or how the system enters the way on the object: another way leads past
    them, or past `taken`, the step itself. `at` are the instructions of the step, `held` the objects it is taken on.
    """

    method: int
    places: frozenset[int]
    condition: Condition
    taken: frozenset[int] = frozenset()
    at: frozenset[int] = frozenset()
    held: tuple[Object, ...] = ()


@record(kw_only=False, frozen=False, eq=False)
class _Entered:
    """A way so far: its last frame, how that was entered (see `left_out`), and what came before.

    `met` are the conditions of the last step that hold with what the way hands on, `is_seen` whether the objects are
    known that its method is called on and it runs on each of them: False where it runs on one of several that one
    method makes, None where neither is known. `following` are the ways that go on from here, by
    the nodes that they take.
    """

    frame: Frame | None
    taken: tuple[int, ...] = ()
    before: _Entered | None = None
    wrong: OtherObject | None = None
    met: frozenset[Condition] = frozenset()
    is_seen: bool | None = None
    following: dict[tuple[int, ...], _Entered] = field(default_factory=dict)
    judged: dict[tuple[int, ...], tuple[OtherObject | None, frozenset[Condition]]] = field(default_factory=dict)
    """What was found of instructions of its method."""


class Receivers:
    """Holds ways against the objects that they lead along.

    Args:
        graph: The methods.
        objects: Which objects registers hold.
        values: What ways hand on.
        components: The classes of which the system makes an object at launch.
        types: What calls pass, and what methods take; nothing is known by default.
    """

    def __init__(
        self,
        graph: CallGraph,
        objects: Objects,
        values: HandedValues,
        components: Sequence[int] = (),
        types: ArgumentTypes | None = None,
    ) -> None:
        self._graph = graph
        self.fields = FieldsCalled(graph, objects)
        """The fields that calls take their objects from."""
        self._components = components
        self._types = types
        self._objects = objects
        self._values = values
        self._methods = graph.links.method_count
        self._dispatch = graph.links.method_count + 2 * graph.links.class_count
        self._start = _Entered(None)
        self._edges: dict[tuple[int, int], tuple[int, ...]] = {}
        self._walked: tuple[Sequence[int], list[tuple[int, _Entered]]] = ((), [])

    def other_object(self, nodes: Sequence[int], uses: Collection[int] = ()) -> OtherObject | None:
        """The first step that is taken on another object or with another value, as far as those of the way are known.

        Args:
            nodes: The nodes of a way, from where it begins to a method.
            uses: The instructions of that method that the way leads to, counted over all files.
        """
        entered = self._start
        for _, entered in self._entries(nodes):
            if entered.wrong is not None:
                return entered.wrong
        return self._judged(entered, tuple(uses))[0]

    def runs_on(self, other: OtherObject, method: int) -> bool:
        """Whether a method runs on any of the objects that a step is taken on instead."""
        return method < self._methods and any(self._objects.runs(each, method) for each in other.held)

    def along(self, nodes: Sequence[int]) -> tuple[dict[int, frozenset[Condition]], dict[int, bool]]:
        """The conditions that hold with what a way hands on, by the position of the method that asks, and what is seen.

        That are the positions of methods that it calls on objects which are seen to come to the call from their making;
        False where that is one of several that one method makes, which may choose between them.
        """
        met: dict[int, frozenset[Condition]] = {}
        seen: dict[int, bool] = {}
        last, is_open = -1, True
        for position, entered in self._entries(nodes):
            if is_open and last >= 0 and entered.met:
                met[last] = entered.met
            if entered.is_seen is not None:
                seen[position] = entered.is_seen
            last, is_open = position, is_open and entered.wrong is None
        return met, seen

    def met(self, nodes: Sequence[int], uses: Collection[int] = ()) -> dict[int, frozenset[Condition]]:
        """The conditions that hold with what a way hands on, by the position of the method that asks.

        Args:
            nodes: The nodes of the way.
            uses: The instructions of its last method that it leads to, counted over all files.
        """
        found: dict[int, frozenset[Condition]] = {}
        last, entered = -1, self._start
        for position, entered in self._entries(nodes):
            if last >= 0 and entered.met:
                found[last] = entered.met
            last = position
            if entered.wrong is not None:
                return found
        met = self._judged(entered, tuple(uses))[1]
        return {**found, last: met} if met else found

    def _entries(self, nodes: Sequence[int]) -> Iterable[tuple[int, _Entered]]:
        """The methods of a way by their positions, as it enters them.

        Several questions in turn are of one way, and the next way begins like the last one: all are of one tree.
        """
        before, entries = self._walked
        if before is not nodes:
            same = next((at for at, (one, other) in enumerate(zip(before, nodes, strict=False)) if one != other), None)
            if same is not None:
                entries = entries[: bisect_left(entries, same, key=_POSITION)]
            elif len(before) > len(nodes):
                entries = entries[: bisect_left(entries, len(nodes), key=_POSITION)]
            last, entered = entries[-1] if entries else (-1, self._start)
            self._walked = nodes, [*entries, *self._walk(nodes, last + 1, entered)]
        return self._walked[1]

    def _walk(self, nodes: Sequence[int], first: int, entered: _Entered) -> Iterator[tuple[int, _Entered]]:
        """The methods of a way from a position on, the one before which is entered."""
        between: list[int] = []
        for position in range(first, len(nodes)):
            node = nodes[position]
            between.append(node)
            if node >= self._methods:
                continue
            key = tuple(between)
            following = entered.following.get(key)
            if following is None:
                following = entered.following[key] = self._enter(entered, between[:-1], node)
            entered, between = following, []
            yield position, entered

    def _enter(self, before: _Entered, between: Sequence[int], method: int) -> _Entered:
        frame = before.frame
        if frame is None:
            entered_on = self._entered_on(between, method)
            return _Entered(self._objects.frame(method, 0, made=entered_on), self._entries_of(entered_on, method))
        taken = self._between(frame.method, between[0] if between else method)
        made: tuple[Object, ...] = ()
        sites: tuple[Place, ...] = ()
        is_virtual = False
        if not between:
            sites = self._calls(taken, method)
            is_virtual = bool(sites) and all(self._opcode(place) in VIRTUAL_INVOKES for place in sites)
        elif between[0] >= self._dispatch:
            sites, is_virtual = self._calls(taken, -1), True
        else:
            made = self._made(frame, taken, self._class_of(between[0]))
        entered = self._objects.frame(method, frame.depth + 1, caller=frame, sites=sites, made=made)
        held = self._objects.receivers(frame, sites) if is_virtual and sites else None
        wrong = self._wrong(before, taken, held, method) if held else None
        if wrong is None and self._types is not None and is_virtual and sites:
            wrong = self._of_other_type(frame.method, taken, sites, method)
        ruled_out, met = self._judged(before, taken)
        is_seen = self._is_seen(held.objects, method) if held is not None and held.known else None
        return _Entered(entered, taken, before, wrong or ruled_out, met, is_seen)

    def _judged(self, before: _Entered, taken: tuple[int, ...]) -> tuple[OtherObject | None, frozenset[Condition]]:
        """Why none of some instructions of the last method of a way runs, or which conditions hold there."""
        if before.frame is None or not taken:
            return None, frozenset()
        found = before.judged.get(taken)
        if found is None:
            found = before.judged[taken] = self._judge(before, before.frame, taken)
        return found

    def _judge(
        self, before: _Entered, frame: Frame, taken: tuple[int, ...]
    ) -> tuple[OtherObject | None, frozenset[Condition]]:
        judged = self._values.judge(frame, list(map(self._graph.place_of, taken)))
        if judged.ruled_out is None:
            return None, judged.met
        places = self._handing_on(before, taken, judged.ruled_out.depth)
        step = frozenset(taken)
        return OtherObject(-1, frozenset(places), judged.ruled_out.condition, step, step), frozenset()

    @staticmethod
    def _handing_on(before: _Entered, taken: tuple[int, ...], depth: int) -> tuple[int, ...]:
        """The instructions by which a way left the frame of some depth, or how the system entered the first one."""
        places, step = taken, before
        while step.before is not None and step.frame is not None and step.frame.depth > depth:
            places, step = step.taken or places, step.before
        return step.taken if depth < 0 and step.before is None and step.taken else places

    def _is_seen(self, held: Collection[Object], method: int) -> bool | None:
        """Whether a method runs on each of some objects; False where on one of several that one method makes.

        None where neither is so, or the app is not seen to make all of them.
        """
        places = [each.place for each in held]
        if not places or any(file < 0 for file, _ in places):
            return None
        runs = [self._objects.runs(each, method) for each in held]
        if all(runs):
            return True
        makers = {(file, int(self._graph.links.files[file].code.instructions.code_item[at])) for file, at in places}
        return False if any(runs) and len(makers) == 1 else None

    def _wrong(self, before: _Entered, taken: tuple[int, ...], held: Held, method: int) -> OtherObject | None:
        if before.frame is None or not held.known or any(self._objects.runs(each, method) for each in held.objects):
            return None
        places = self._handing_on(before, taken, held.depth)
        subject, caller = self._graph.name_of(method), self._graph.name_of(before.frame.method)
        condition = Condition(kind="other_object", subject=subject, method=caller)
        return OtherObject(method, frozenset(places), condition, at=frozenset(taken), held=tuple(held.objects))

    def _of_other_type(
        self, caller: int, taken: tuple[int, ...], sites: Sequence[Place], method: int
    ) -> OtherObject | None:
        """The step, where every call passes what the method cannot take, so that each is made on another object."""
        if self._types is None or not all(self._types.contradict(place, method) for place in sites):
            return None
        names = self._graph.name_of(method), self._graph.name_of(caller)
        condition = Condition(kind="other_object", subject=names[0], method=names[1])
        return OtherObject(method, frozenset(taken), condition)

    def _between(self, source: int, target: int) -> tuple[int, ...]:
        """The instructions of all edges between two nodes, counted over all files."""
        key = (source, target)
        if key not in self._edges:
            self._edges[key] = tuple(sorted(self._graph.places_between(source, target)))
        return self._edges[key]

    def _calls(self, places: Sequence[int], method: int) -> tuple[Place, ...]:
        """Those of some instructions that call a method, any method where it is -1."""
        found = []
        for place in map(self._graph.place_of, places):
            if self._opcode(place) not in INVOKES:
                continue
            called = int(self._graph.resolved[place[0]][self._referred(place)])
            if method in (-1, called):
                found.append(place)
        return tuple(found) if len(found) == len(places) else ()

    def _entered_on(self, between: Sequence[int], method: int) -> tuple[Object, ...]:
        """The objects of components on which the system calls a method at launch; none where nobody can say."""
        links = self._graph.links
        owner = int(links.method_class[method])
        classes = [self._class_of(between[0])] if between else self._components
        return tuple(
            Object(each, NOWHERE, SYSTEM)
            for each in classes
            if each == owner or owner in links.ancestors[links.ancestor_bounds[each] : links.ancestor_bounds[each + 1]]
        )

    def _entries_of(self, entered: Sequence[Object], method: int) -> tuple[int, ...]:
        """How the system enters a method on objects of components, as numbers that `left_out` reads."""
        graph, target = self._graph, self._graph.target
        found = [of_node(method)] if entered else []
        for node in (graph.runs(each.class_index) for each in entered):
            edges = range(int(graph.bounds[node]), int(graph.bounds[node + 1]))
            found += [of_edge(each) for each in edges if target[each] == method or target[each] >= graph.runs(0)]
        return tuple(found)

    def _class_of(self, node: int) -> int:
        """The class that a node of an object stands for."""
        return (node - self._graph.links.method_count) % self._graph.links.class_count

    def _made(self, frame: Frame, places: Sequence[int], class_index: int) -> tuple[Object, ...]:
        """The object whose creation a step stands for, or each of several that it makes; none where nobody can say."""
        if len(places) > 1:
            is_new = all(self._opcode(place) == NEW_INSTANCE for place in map(self._graph.place_of, places))
            each = (self._made(frame, (place,), class_index) for place in places) if is_new else ()
            return tuple(chain.from_iterable(each)) if len(places) <= _MOST_MADE else ()
        if not places:
            return ()
        place = self._graph.place_of(places[0])
        opcode = self._opcode(place)
        if opcode == NEW_INSTANCE:
            made = int(self._graph.links.files[place[0]].type_class[self._referred(place)])
            return (Object(made, frame, place),) if made >= 0 else ()
        if opcode in (IGET_OBJECT, SGET_OBJECT):  # an object that was kept
            held = self._objects.given(frame, place)
            read = [each for each in held.objects if each.class_index == class_index]
            return tuple(read) if held.known and read else (Object(class_index, frame, SYSTEM),)
        if opcode == CONST_CLASS:  # a component that is started
            return (Object(class_index, frame, STARTED),)
        return (Object(class_index, frame, SYSTEM),) if opcode in INVOKES else ()

    def _opcode(self, place: Place) -> int:
        return int(self._graph.links.files[place[0]].code.instructions.opcode[place[1]])

    def _referred(self, place: Place) -> int:
        """What an instruction refers to: a method, a type."""
        code = self._graph.links.files[place[0]].code
        return int(code.dex.units[int(code.instructions.offset[place[1]]) + 1])
