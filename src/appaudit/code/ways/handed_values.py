"""Numbers, texts and the contents of intents that a way hands on, and the branches that it cannot take with them.

A frame is a method as one way enters it: what it was given is looked up where it was called, what its object holds
where that was made, what its intent holds where it was started. As everywhere here answers are whole or none: a value
that came from anywhere that was not followed makes the answer unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from appaudit.code.conditions.choices import chosen_sides
from appaudit.code.conditions.conditions import Conditions
from appaudit.code.first_launch.condition_sources import sources_of
from appaudit.code.first_launch.intents import INTENT, Intents
from appaudit.code.first_launch.known_values import Known, are_equal, compared, together
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.enums import Enums, is_constant
from appaudit.code.graph.questions.frames import ANY, Frame, Object, Place
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import MethodCode
from appaudit.code.values.dependence import reached
from appaudit.code.values.registers import ENTRY, UNKNOWN, MethodBody
from appaudit.code.values.text_calls import EQUALS
from appaudit.code.ways.handed_intents import HandedIntents
from appaudit.code.ways.making import Making
from appaudit.code.ways.objects import Objects
from appaudit.code.ways.own_class import OwnClass
from appaudit.dex.branches import switch_keys
from appaudit.dex.opcodes import (
    AGET,
    FIELD_READS,
    IF_EQ,
    IF_EQZ,
    INSTANCE_OF,
    INT_LITERALS,
    LITERAL_ARITHMETIC,
    MOVE_RESULTS,
    MOVES,
    SGET_OBJECT,
    STATIC_READS,
    STRING_LITERALS,
    SWITCHES,
    VALUE_RETURNS,
    VIRTUAL_INVOKES,
    ZERO_TESTS,
)
from appaudit.dex.operands import literal
from appaudit.model.condition import Condition
from appaudit.model.record import record

#: How far one value is followed, and the questions of one app.
_MAX_DEPTH, _MOST_QUESTIONS = 16, 150_000
#: Instructions of a method whose result is worked out.
_MOST_IN_CALLEE: Final = 60
_BUNDLES: Final = ("Landroid/os/Bundle;", "Landroid/os/BaseBundle;")
#: Says of a page whether it is the first of its task: android.app.Activity, checked 2026-11-29, not opened.
_IS_FIRST: Final = "isTaskRoot"
#: Gives nothing where it is told nothing: android.net.Uri, checked 2026-11-30, not opened.
_DECODES: Final = ("Landroid/net/Uri;", "decode")
#: Objects around numbers and truth values, and the prototypes of calls that put one in or take it out.
_BOXES: Final = {
    "Ljava/lang/Integer;": ("(I)Ljava/lang/Integer;", "()I"),
    "Ljava/lang/Boolean;": ("(Z)Ljava/lang/Boolean;", "()Z"),
}


@record(kw_only=False)
class RuledOut:
    """What a way hands on so that its next step is not taken, and the depth of the frame that hands it on."""

    condition: Condition
    depth: int


@record(kw_only=False)
class Judged:
    """Why a step is not taken, if it is not; else the conditions of it that hold with what the way hands on."""

    ruled_out: RuledOut | None = None
    met: frozenset[Condition] = frozenset()


_OPEN: Final = Judged()


class HandedValues:
    """Holds the steps of ways against what they hand on, in one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        objects: Which objects registers hold.
        intents: What intents hold.
        conditions: What decides within a method.
    """

    def __init__(
        self, graph: CallGraph, files: Sequence[Constants], objects: Objects, intents: Intents, conditions: Conditions
    ) -> None:
        self._graph = graph
        self._files = files
        self._objects = objects
        self._intents = intents
        self._conditions = conditions
        self._enums = Enums(graph, files)
        self._making = Making(graph, files, objects)
        self._own_class = OwnClass(graph, objects)
        self._handed_intents = HandedIntents(graph, files, objects, intents)
        self._answers: dict[tuple[Frame, int, int], Known | None] = {}
        self._kept: dict[tuple[Object, int], Known | None] = {}
        self._left = _MOST_QUESTIONS

    def judge(self, frame: Frame, places: Collection[Place]) -> Judged:
        """Whether any of these instructions of a frame's method runs, and what that need not be asked for any more."""
        if not places:
            return _OPEN
        file, item = self._graph.item_of(frame.method)
        if item < 0 or any(place[0] != file for place in places):
            return _OPEN
        instructions = frozenset(place[1] for place in places)
        found = self._conditions.decided(file, item, instructions)
        body = self._files[file].body(item)
        if found is None or not body.is_read:
            return _OPEN
        method, branches = found
        taken: dict[int, frozenset[int]] = {}
        failing: dict[int, int] = {}
        met: set[int] = set()
        for branch in branches or ():
            known = self._sides(frame, file, body, method, branch.index)
            if known is not None:
                taken[branch.index] = known[0]
                if known[0] <= branch.sides:
                    met.add(branch.index)
                elif known[0].isdisjoint(branch.sides):
                    failing[branch.index] = known[1]
        if failing:
            running, constants = reached(method, taken), self._files[file]
            for branch in branches or ():
                sides = chosen_sides(constants, body, method, branch.index, running)
                if sides and branch.index not in taken:
                    taken[branch.index] = sides
        # One of two branches may be enough: what is asked is whether all that is known together leaves no way.
        if failing and reached(method, taken).isdisjoint(place - method.first for place in instructions):
            name, first = self._graph.name_of(frame.method), min(failing)
            subject = self._subject(file, body, first)
            return Judged(RuledOut(Condition(kind="other_value", subject=subject, method=name), min(failing.values())))
        if not met:
            return _OPEN
        # What stands only on sides that are not taken decides nothing either.
        wanted = [place - method.first for place in instructions]
        left = self._conditions.decided_with(file, method, item, wanted, taken)
        met |= set() if left is None else {each.index for each in branches or ()} - {each.index for each in left}
        asked = self._conditions.of_branches(file, item, instructions)
        still = {condition for index, condition in asked.items() if index not in met}
        return Judged(None, frozenset(each for at in met if (each := asked.get(at)) is not None) - still)

    def _subject(self, file: int, body: MethodBody, index: int) -> str:
        """What a branch asks: the key of an extra, or the nearest call or field."""
        sources = sources_of(self._files[file], body, index)
        of_intent = any(owner in (INTENT, *_BUNDLES) for owner, _ in sources.calls)
        return f'"{sources.texts[0]}"' if of_intent and sources.texts else sources.subject or "parameter"

    def _sides(
        self, frame: Frame, file: int, body: MethodBody, method: MethodCode, index: int
    ) -> tuple[frozenset[int], int] | None:
        """Where a branch may go with what the way hands on, and the depth that depends on; None where that is open."""
        opcode = body.opcodes[index]
        known: list[Known] = []
        for register in body.sources(index):
            value = self._register(frame, file, body, index, register, 0)
            if value is None:
                return None
            known.append(value)
        depth = min((each.depth for each in known), default=frame.depth)
        if opcode in SWITCHES:
            keys, targets = switch_keys(self._files[file].code.dex, method.offsets[index]), method.targets[index]
            return frozenset(
                targets[keys.index(value)] if value in keys else index + 1 for value in known[0].values
            ), depth
        seconds = known[1].values if len(known) > 1 else frozenset((0,))
        kind = opcode - (IF_EQZ if opcode in ZERO_TESTS else IF_EQ)
        outcomes = {compared(kind, left, right) for left in known[0].values for right in seconds}
        if None in outcomes or not outcomes:
            return None
        return frozenset(method.targets[index][0] if outcome else index + 1 for outcome in outcomes), depth

    # Values.

    def _register(
        self, frame: Frame, file: int, body: MethodBody, index: int, register: int, nesting: int
    ) -> Known | None:
        """What a register holds before an instruction of the frame's method."""
        key = (frame, index, register)
        if key in self._answers:
            return self._answers[key]
        self._left -= 1
        if nesting > _MAX_DEPTH or self._left < 0:
            return None
        self._answers[key] = None  # what leads back to itself
        parts: list[Known | None] = []
        for definition in body.definitions(index, register):
            if definition == UNKNOWN:
                return None
            if definition == ENTRY:
                parts.append(self._parameter(frame, body.parameter(register), nesting + 1))
            else:
                parts.append(self._given(frame, file, body, definition, nesting + 1))
            if parts[-1] is None:
                return None
        found = self._answers[key] = together(parts, frame.depth)
        return found

    def _parameter(self, frame: Frame, argument: int, nesting: int) -> Known | None:
        if frame.caller is None or not frame.sites or argument < 0:
            return None
        return together(
            (self._passed(frame.caller, place, argument, nesting) for place in frame.sites), frame.caller.depth
        )

    def _passed(self, caller: Frame, place: Place, argument: int, nesting: int) -> Known | None:
        body, index = self._objects.at(place)
        registers = body.sources(index)
        if argument >= len(registers):
            return None
        return self._register(caller, place[0], body, index, registers[argument], nesting)

    def _given(self, frame: Frame, file: int, body: MethodBody, index: int, nesting: int) -> Known | None:
        opcode = body.opcodes[index]
        if opcode in INT_LITERALS:
            number = literal(body.units, body.offsets[index])
            return None if number is None else Known(frozenset((number,)), frame.depth)
        if opcode in STRING_LITERALS:
            texts = self._files[file].in_body(body, index + 1, body.units[body.offsets[index]] >> 8)
            return Known(frozenset(map(str, texts)), frame.depth) if len(texts) == 1 else None
        if opcode in MOVES:
            return self._register(frame, file, body, index, body.sources(index)[0], nesting)
        if opcode in MOVE_RESULTS and index:
            return self._called(frame, file, body, index - 1, nesting)
        if opcode == SGET_OBJECT:
            constant = self._enums.constant(file, body.target(index))
            return None if constant is None else Known(frozenset((constant,)), frame.depth)
        if opcode in LITERAL_ARITHMETIC:
            added = literal(body.units, body.offsets[index])
            return _sum(self._register(frame, file, body, index, body.sources(index)[0], nesting), added)
        if opcode == AGET:
            return self._mapped(frame, file, body, index, nesting)
        if opcode == INSTANCE_OF:
            return self._own_class.is_of(frame, file, body, index)
        if opcode in FIELD_READS and opcode not in STATIC_READS:
            return self._field(frame, file, body, index, nesting)
        return None

    def _mapped(self, frame: Frame, file: int, body: MethodBody, index: int, nesting: int) -> Known | None:
        """What the table of a switch gives for a constant of an enumeration."""
        array, at = body.sources(index)
        tables = body.definitions(index, array)
        number = self._register(frame, file, body, index, at, nesting)
        if number is None or len(tables) != 1 or tables[0] < 0 or body.opcodes[tables[0]] != SGET_OBJECT:
            return None
        given = [
            self._enums.mapped(file, body.target(tables[0]), each) if isinstance(each, int) else None
            for each in number.values
        ]
        return None if None in given else Known(frozenset(each for each in given if each is not None), number.depth)

    def _called(self, frame: Frame, file: int, body: MethodBody, call: int, nesting: int) -> Known | None:
        """What a call returns."""
        constants = self._files[file]
        method = constants.callee(body, call)
        if method < 0:
            return None
        resolved = int(self._graph.resolved[file][method])
        if resolved < 0:
            return self._of_platform(frame, file, body, call, method, nesting)
        methods: Iterable[int] = (resolved,)
        depth = frame.depth
        if body.opcodes[call] in VIRTUAL_INVOKES:
            held = self._objects.receivers(frame, ((file, body.first + call),))
            if not held.known or not held.objects or any(each.class_index < 0 for each in held.objects):
                return None
            signature = self._graph.links.files[file].method_signature[method]
            methods = {self._objects.method_of(each.class_index, signature) for each in held.objects}
            if any(each.place == ANY for each in held.objects) or min(methods) < 0:
                return None
            depth = held.depth
        site = (file, body.first + call)
        return together((self._returned(frame, each, site, nesting) for each in sorted(methods)), depth)

    def _returned(self, frame: Frame, method: int, site: Place, nesting: int) -> Known | None:
        file, item = self._graph.item_of(method)
        body = self._files[file].body(item) if item >= 0 else None
        if body is None or not body.is_read or len(body) > _MOST_IN_CALLEE:
            return None
        entered = self._objects.frame(method, frame.depth, caller=frame, sites=(site,))
        returns = [index for index, opcode in enumerate(body.opcodes) if opcode in VALUE_RETURNS]
        return together(
            (self._register(entered, file, body, index, body.sources(index)[0], nesting + 1) for index in returns),
            frame.depth,
        )

    def _of_platform(
        self, frame: Frame, file: int, body: MethodBody, call: int, method: int, nesting: int
    ) -> Known | None:
        dex, registers = self._files[file].code.dex, body.sources(call)
        owner, name = dex.method_class(method), dex.method_name(method)
        if owner == INTENT or owner in _BUNDLES:
            return self._of_intent(frame, file, body, call, name, nesting)
        if owner in _BOXES and dex.prototype(int(dex.method_ids["proto"][method])) in _BOXES[owner]:
            return self._register(frame, file, body, call, registers[0], nesting)
        if name == "ordinal" and len(registers) == 1:
            return self._numbers(self._register(frame, file, body, call, registers[0], nesting))
        if name == _IS_FIRST and len(registers) == 1:
            held = self._objects.receivers(frame, ((file, body.first + call),))
            is_first = held.known and bool(held.objects) and all(map(self._intents.is_first, held.objects))
            return Known(frozenset((1,)), held.depth) if is_first else None
        if name in EQUALS and len(registers) == 2:
            return self._equal(frame, file, body, call, nesting, ignores_case=name == "equalsIgnoreCase")
        if (owner, name) == _DECODES:
            text = self._register(frame, file, body, call, registers[0], nesting)
            return text if text and text.values == {0} else None
        if name == "isEmpty" and owner == "Landroid/text/TextUtils;":
            text = self._register(frame, file, body, call, registers[0], nesting)
            return text and Known(frozenset(int(each in (0, "")) for each in text.values), text.depth)
        return None

    def _equal(
        self, frame: Frame, file: int, body: MethodBody, call: int, nesting: int, *, ignores_case: bool
    ) -> Known | None:
        known = [self._register(frame, file, body, call, register, nesting) for register in body.sources(call)]
        first, second = known
        if first is None or second is None:
            return None
        pairs = ((left, right) for left in first.values for right in second.values)
        outcomes = {
            int(are_equal(left, right, ignores_case=ignores_case))
            for left, right in pairs
            if isinstance(left, str) or isinstance(right, str)
        }
        return Known(frozenset(outcomes), min(first.depth, second.depth)) if outcomes else None

    def _numbers(self, constants: Known | None) -> Known | None:
        """The numbers of constants of an enumeration."""
        if constants is None or not all(map(is_constant, constants.values)):
            return None
        numbers = [self._enums.number(str(each)) for each in constants.values]
        known = frozenset(each for each in numbers if each is not None)
        return None if None in numbers else Known(known, constants.depth)

    # Intents.

    def _of_intent(self, frame: Frame, file: int, body: MethodBody, call: int, name: str, nesting: int) -> Known | None:
        """What a call on an intent, or on its extras, returns."""
        registers = body.sources(call)
        asked = self._handed_intents.of(frame, file, body, call, registers[0], nesting) if registers else None
        if not asked:
            return None
        depth = min(depth for _, depth in asked)
        intents = [intent for intent, _ in asked]
        if len(registers) == 1:
            answers = {intent.says(name) for intent in intents}
            return None if None in answers else Known(frozenset(each for each in answers if each is not None), depth)
        keys = self._files[file].in_body(body, call, registers[1])
        if not keys or not all(type(key) is str for key in keys):
            return None
        if name == "hasCategory":
            answers = {intent.has_category(str(key)) for intent in intents for key in keys}
            return None if None in answers else Known(frozenset(each for each in answers if each is not None), depth)
        if any(intent.keys & keys for intent in intents):
            return None
        if name.startswith("has") or name == "containsKey" or len(registers) == 2:
            return Known(frozenset((0,)), depth) if name.startswith(("has", "containsKey", "get")) else None
        default = self._register(frame, file, body, call, registers[2], nesting)
        return default and Known(default.values, min(default.depth, depth))

    # Fields.

    def _field(self, frame: Frame, file: int, body: MethodBody, index: int, nesting: int) -> Known | None:
        """What a field of an object holds: what its making wrote there, and what anything at launch writes."""
        written = self._making.just_written(file, body, index)
        if written is not None:
            return self._register(frame, file, body, *written, nesting)
        made_in = self._making.begun(frame, file, body, index)
        if made_in is not None:
            return Known(frozenset((0,)), made_in.depth)
        identity = self._objects.identity(file, body.target(index))
        owners = self._objects.held(frame, file, body, index, body.sources(index)[0])
        if not owners.known or not owners.objects or any(each.class_index < 0 for each in owners.objects):
            return None
        parts = [self._kept_in(each, identity, nesting + 1) for each in sorted(owners.objects, key=_order)]
        return together(parts, owners.depth)

    def _kept_in(self, owner: Object, identity: int, nesting: int) -> Known | None:
        key = (owner, identity)
        if key in self._kept:
            return self._kept[key]
        self._kept[key] = None
        writes = self._objects.writes(identity)
        constructors = self._objects.constructors(owner) if owner.place[0] >= 0 else []
        if not writes or constructors is None or owner.place == ANY:
            return None
        making = {frame.method: frame for frame in constructors}
        others = self._objects.constructors_of(owner.class_index) - set(making) if making else frozenset()
        parts: list[Known | None] = []
        is_written = False
        for place in writes:
            body, index = self._objects.at(place)
            file, method = place[0], int(self._graph.links.files[place[0]].item_method[body.code_item])
            if method in others:
                continue
            is_own = body.definitions(index, body.sources(index)[1]) == (ENTRY,)
            is_own = is_own and body.parameter(body.sources(index)[1]) == 0 and not self._graph.is_static(method)
            frame = making.get(method)
            if frame is None:
                made = {"made": (owner,)} if is_own else {"is_any": True}
                frame = self._objects.frame(method, owner.frame.depth, **made)
            parts.append(self._register(frame, file, body, index, body.sources(index)[0], nesting))
            if parts[-1] is None:
                return None
            in_making = method in making or (owner.place[0] < 0 and self._objects.makes(owner, method))
            is_written |= is_own and in_making and self._runs_always(file, body, index)
        if not is_written:
            parts.append(Known(frozenset((0,)), owner.frame.depth))
        found = self._kept[key] = together(parts, owner.frame.depth)
        return found

    def _runs_always(self, file: int, body: MethodBody, index: int) -> bool:
        found = self._conditions.decided(file, body.code_item, frozenset((body.first + index,)))
        return found is not None and found[1] == []


def _sum(known: Known | None, added: int | None) -> Known | None:
    """Numbers with another one added, as where a shrinker counts the constants of an enumeration from one."""
    if known is None or added is None:
        return None
    sums = frozenset(each + added for each in known.values if isinstance(each, int))
    return Known(sums, known.depth) if len(sums) == len(known.values) else None


def _order(held: Object) -> tuple[int, Place, int]:
    return held.class_index, held.place, held.frame.number
