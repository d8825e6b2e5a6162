"""Classes that a shrinker made of several, told apart by a number that each of their objects is made with.

R8 puts lambdas and listeners of one shape into one class; what its method does is decided by an int field that only the
constructors write (https://r8.googlesource.com/r8, horizontal class merging; seen in its output, 2026-11-27). That an
object of the class exists says nothing of what all the others do: only the code of the numbers runs that objects were
made with.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import MAX_DEPTH, FileLinks, Flags, Indices, Links
from appaudit.code.values.control_flow import MethodCode, NothingKnown, follow, read_method
from appaudit.code.values.marked_values import Value
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex import DexCode, FieldAccesses, field_accesses, new_instances
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.opcodes import BRANCHES, DIRECT_INVOKES, INT_LITERALS, MOVES, NEW_INSTANCE, SGET_OBJECT, opcode_table
from appaudit.dex.operands import destination_register, literal, source_registers
from appaudit.dex.tables import distinct, is_among
from appaudit.model.record import record

_BRANCH = opcode_table(BRANCHES)
#: Instructions before the number is asked.
_MOST_BEFORE = 64
#: Merged classes looked at, and objects of each: more are not made by people.
_MOST_CLASSES, _MOST_OBJECTS = 5_000, 400
_CONSTRUCTOR: Final = hash_text("<init>")
#: Classes of the platform that are extended in the place of a listener, and of which code alone makes objects:
#: https://developer.android.com/reference/android/os/Handler and the like, checked 2026-11-30, not opened.
_EXTENDED: Final = hash_texts(
    ["Landroid/os/Handler;", "Landroid/database/ContentObserver;", "Ljava/lang/Thread;", "Ljava/util/TimerTask;"]
)
#: Begins what stands for an argument, the number of which follows.
_MARK: Final = "\0"

Number = int | None
"""What an object was made with; None where nobody can say."""


@record(kw_only=False)
class _Made:
    """An object that is made: by which instruction, counted over all files, of which method, with which number."""

    instruction: int
    method: int
    number: Number


@record(kw_only=False)
class _Decided:
    """Code of a merged class that the number decides on: the file, its code item, and the field of the number.

    `identity` is what the field is known by over all files.
    """

    file: int
    item: int
    field_index: int
    class_index: int
    identity: int


class MergedClasses:
    """The merged classes of an app.

    Args:
        graph: The methods.
    """

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._decided = _decided(graph)
        self.fields = frozenset(_name(graph.links.files[each.file], each.field_index) for each in self._decided)
        """The fields that hold the numbers, by class and name."""
        self._made: dict[int, list[_Made]] = {}
        self._codes: dict[tuple[int, int], MethodCode | None] = {}
        self._runs: dict[tuple[int, int, Number], bytearray | None] = {}
        self._idle: dict[tuple[int, int, frozenset[Number]], list[int]] = {}
        self.numbers: dict[tuple[int, int], tuple[int, frozenset[Number]]] = {}
        """By file and code item of a merged class: the field of the number, and the numbers of objects that run."""

    def __bool__(self) -> bool:
        return bool(self._decided)

    def idle(self, reached: Flags, blocked: NDArray[np.int64]) -> NDArray[np.int64]:
        """The instructions that run only for objects that nothing reached makes, counted over all files, ascending.

        An object that is called once somebody agrees is none of those that run before.

        Args:
            reached: The methods that run.
            blocked: Instructions of them that do not, counted over all files, ascending.
        """
        left_out = frozenset(blocked.tolist())
        idle: list[int] = []
        running = [each for each in self._decided if reached[self._graph.links.files[each.file].item_method[each.item]]]
        self._made |= _objects(self._graph, [each for each in running if each.class_index not in self._made])
        for each in running:
            made = [
                made.number
                for made in self._made.get(each.class_index, ())
                if reached[made.method] and made.instruction not in left_out
                if made.instruction not in self._graph.agreed
            ]
            if made and None not in made:
                key = each.file, each.item, frozenset(made)
                self.numbers[key[:2]] = each.field_index, key[2]
                if key not in self._idle:  # most are as in the round before
                    self._idle[key] = list(self._not_run(each, key[2]))
                idle += self._idle[key]
        return distinct(np.array(idle, dtype=np.int64))

    def _not_run(self, each: _Decided, numbers: frozenset[Number]) -> Iterator[int]:
        whenever = self._runs_for(each, None)
        runs = [self._runs_for(each, number) for number in numbers]
        if whenever is None or None in runs:
            return
        file = self._graph.links.files[each.file]
        first = int(self._graph.first_instruction[each.file]) + file.code.instructions.bounds_of(each.item)[0]
        for index, at_all in enumerate(whenever):
            if at_all and not any(run is not None and run[index] for run in runs):
                yield first + index

    def _runs_for(self, each: _Decided, number: Number) -> bytearray | None:
        """What of the code runs for objects with a number, for any where it is None; None where it is not followed."""
        key = (each.file, each.item, number)
        if key not in self._runs:
            if key[:2] not in self._codes:
                self._codes[key[:2]] = read_method(self._graph.links.files[each.file].code, each.item)
            method = self._codes[key[:2]]
            outcome = None if method is None else follow(method, _Known(each.field_index, number))
            self._runs[key] = None if outcome is None else outcome.runs
        return self._runs[key]


def _name(file: FileLinks, field: int) -> tuple[str, str]:
    dex = file.code.dex
    return dex.type_descriptor(int(dex.field_ids["class_type"][field])), dex.field_name(field)


def _decided(graph: CallGraph) -> list[_Decided]:
    """The methods that begin with a branch on an int field of their own class that nothing but constructors writes."""
    may_be = _extend_nothing(graph.links)
    found = [each for index, file in enumerate(graph.links.files) for each in _asked_first(graph, index, file, may_be)]
    plain = _made_by_code_alone(graph, {each.class_index for each in found})
    if not plain:
        return []
    rewritten = {identity for file in graph.links.files for identity in _written_later(graph, file, plain)}
    return [each for each in found if each.class_index in plain and each.identity not in rewritten][:_MOST_CLASSES]


def _extend_nothing(links: Links) -> Flags:
    """For each class of the app whether it implements something and extends nothing but classes of the app.

    A handler, a thread or a task extends one class of the platform instead.
    """
    first = np.arange(links.class_count)
    for _ in range(MAX_DEPTH):
        above = links.class_super[first]
        if not (above >= 0).any():
            break
        first = np.where(above >= 0, above, first)
    top = links.class_super_hash[first]
    is_plain = (top == hash_text("Ljava/lang/Object;")) & (np.diff(links.named_bounds) > 1)
    found: Flags = (links.class_super[first] < 0) & (is_plain | is_among(top, _EXTENDED))
    return found


def _made_by_code_alone(graph: CallGraph, classes: set[int]) -> set[int]:
    """Those of these classes that come into being in the code alone.

    A view is made by a layout, a component by the system, a class that is named by reflection.
    """
    links = graph.links
    nodes = np.array(sorted(graph.exists(each) for each in classes), dtype=np.int64)
    edges = graph.by_target.of_any(nodes)
    places = graph.instruction[edges]
    file = np.searchsorted(graph.first_instruction, places, side="right") - 1
    otherwise = (graph.source[edges] >= links.method_count) | (places < 0)
    for index in distinct(file[~otherwise]).tolist():
        own = np.flatnonzero(~otherwise & (file == index))
        opcodes = links.files[index].code.instructions.opcode[places[own] - graph.first_instruction[index]]
        otherwise[own] = ~is_among(opcodes, (NEW_INSTANCE, SGET_OBJECT))
    return classes - set((graph.target[edges[otherwise]] - links.method_count).tolist())


def _asked_first(graph: CallGraph, index: int, file: FileLinks, may_be: Flags) -> Iterator[_Decided]:
    """Virtual methods of classes that may be merged ones, which ask for an int field of their object first."""
    instructions, owners = file.code.instructions, _owners_of_numbers(file)
    reads = field_accesses(instructions)
    chosen = np.flatnonzero((owners[reads.target] >= 0) & ~reads.is_static & ~reads.is_write)
    branches = np.flatnonzero(_BRANCH[instructions.opcode])
    following = np.searchsorted(branches, reads.instruction[chosen])
    chosen, following = chosen[following < len(branches)], following[following < len(branches)]
    items = reads.code_item[chosen]
    is_first = instructions.code_item[branches[following]] == items
    is_first &= (following == 0) | (instructions.code_item[branches[following - 1]] != items)
    method = file.item_method[items]
    asked = owners[reads.target[chosen]]
    is_own = (graph.links.method_class[method] == asked) & may_be[asked]
    wanted = np.flatnonzero(is_first & is_own & graph.links.method_is_virtual[method])
    chosen, branch = chosen[wanted], branches[following[wanted]]
    identities = file.field_identities(reads.target[chosen].astype(np.int64))
    for position, end, identity in zip(chosen.tolist(), branch.tolist(), identities.tolist(), strict=True):
        item, field_index = int(reads.code_item[position]), int(reads.target[position])
        if _is_asked(file.code, item, int(reads.instruction[position]), end):
            later = _reads_between(reads, field_index, end + 1, instructions.bounds_of(item)[1])
            if not later or _are_own(MethodBody(file.code, item), later):
                yield _Decided(index, item, field_index, int(owners[field_index]), identity)


def _reads_between(reads: FieldAccesses, field_index: int, first: int, end: int) -> list[int]:
    """The instructions from one on and before another that read a field."""
    places = memoryview(reads.instruction)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
    inside = slice(bisect_left(places, first), bisect_left(places, end))
    is_read = (reads.target[inside] == field_index) & ~reads.is_write[inside]
    found: list[int] = reads.instruction[inside][is_read].tolist()
    return found


def _is_asked(code: DexCode, item: int, read: int, branch: int) -> bool:
    """Whether the first branch of an item asks for what one read of a field of the object itself gave.

    Casts, constants and reads that the branches have in common come before it, and the object may have been moved.
    """
    first = code.instructions.bounds_of(item)[0]
    if branch - first > _MOST_BEFORE:
        return False
    offsets = code.instructions.offset[first : branch + 1].tolist()
    own = {int(code.items.registers[item]) - int(code.items.incoming[item])}
    number: set[int] = set()
    for place, at in enumerate(offsets[:-1], start=first):
        written = destination_register(code.dex.units, at)
        if written is None:
            continue
        source = source_registers(code.dex.units, at)[:1]
        is_move = int(code.dex.units[at]) & 0xFF in MOVES
        is_own, is_number = (is_move and bool(held.intersection(source)) for held in (own, number))
        if place == read:
            is_number = bool(own.intersection(source))
        for held, is_held in ((own, is_own), (number, is_number)):
            held.discard(written)
            held.update((written,) if is_held else ())
    return bool(number.intersection(source_registers(code.dex.units, offsets[-1])))


def _are_own(body: MethodBody, reads: Iterable[int]) -> bool:
    """Whether these reads, by place in the file, are of the object itself: that of another has a number of its own."""
    registers = [(place - body.first, body.sources(place - body.first)[0]) for place in reads if body.is_read]
    return bool(registers) and all(
        body.parameter(register) == 0 and body.definitions(at, register) == (ENTRY,) for at, register in registers
    )


def _owners_of_numbers(file: FileLinks) -> Indices:
    """For each field identifier the class of the app that it belongs to; -1 where there is none, or it is no int."""
    table = file.code.dex.field_ids
    owners = file.type_class[table["class_type"]]
    found: Indices = np.where(file.type_hash[table["type"]] == hash_text("I"), owners, -1)
    return found


def _written_later(graph: CallGraph, file: FileLinks, classes: set[int]) -> list[int]:
    """Those int fields of these classes that something else than a constructor of their class writes."""
    accesses, owners = field_accesses(file.code.instructions), _owners_of_numbers(file)
    wanted = is_among(owners, np.array(sorted(classes), dtype=np.int64))
    chosen = np.flatnonzero(accesses.is_write & wanted[accesses.target])
    method = file.item_method[accesses.code_item[chosen]]
    is_own = graph.links.method_name[method] == _CONSTRUCTOR
    is_own &= graph.links.method_class[method] == owners[accesses.target[chosen]]
    late: list[int] = file.field_identities(distinct(accesses.target[chosen[~is_own]])).tolist()
    return late


def _objects(graph: CallGraph, decided: Iterable[_Decided]) -> dict[int, list[_Made]]:
    """All objects of merged classes, by class."""
    fields = {each.class_index: each for each in decided}
    found: dict[int, list[_Made]] = {class_index: [] for class_index in fields}
    if not fields:
        return found
    wanted = np.array(sorted(fields), dtype=np.int64)
    constructors = _Constructors(graph, fields)
    for index, file in enumerate(graph.links.files):
        created = new_instances(file.code.instructions)
        classes = file.type_class[created.target]
        chosen = np.flatnonzero(is_among(classes, wanted))
        for position in chosen.tolist():
            objects = found[int(classes[position])]
            place = int(created.instruction[position])
            few = len(objects) < _MOST_OBJECTS
            number = constructors.number(index, place, int(created.code_item[position])) if few else None
            method = int(file.item_method[created.code_item[position]])
            objects.append(_Made(int(graph.first_instruction[index]) + place, method, number))
    return found


@record(kw_only=False)
class _Writing:
    """How a constructor writes the number: one whatever it is given, one that it is given, or by what it is given.

    `argument` is the one that holds the number, the object itself being the first; -1 where it takes following.
    """

    code: MethodCode
    entry: int
    """The register of the object."""
    fields: frozenset[int]
    """What the field of the number is known by in its file."""
    number: Number = None
    argument: int = -1


class _Constructors:
    """Says which number an object is made with, by what its constructor does with what it is given."""

    def __init__(self, graph: CallGraph, fields: Mapping[int, _Decided]) -> None:
        self._graph = graph
        self._fields = fields
        self._writing: dict[int, _Writing | None] = {}
        self._owners: dict[int, Indices] = {}
        self._bodies: dict[tuple[int, int], tuple[MethodBody, list[int]]] = {}
        self._known: dict[tuple[int, tuple[tuple[int, int], ...]], Number] = {}
        self._calls: dict[tuple[int, int], dict[int, list[Sequence[Value]]]] = {}

    def number(self, index: int, created: int, item: int) -> Number:
        """The number of the object that a new-instance makes; None where nobody can say."""
        if (index, item) not in self._bodies:
            read = MethodBody(self._graph.links.files[index].code, item)
            calls = [at for at, opcode in enumerate(read.opcodes) if opcode in DIRECT_INVOKES]
            self._bodies[index, item] = read, [at for at in calls if self._constructor(index, read, at) >= 0]
        body, calls = self._bodies[index, item]
        at = created - body.first
        if not 0 <= at < len(body):
            return None
        made = int(self._graph.links.files[index].type_class[body.target(at)])
        # The object may have been moved, to where a call of many registers takes it.
        numbers = {
            self._of_call(index, body, call)
            for call in calls
            if call > at
            and self._graph.links.method_class[self._constructor(index, body, call)] == made
            and any(definition == at for definition, _ in body.origins(call, body.sources(call)[0]))
        }
        return next(iter(numbers)) if len(numbers) == 1 else None

    def _constructor(self, index: int, body: MethodBody, call: int) -> int:
        """The constructor of a merged class that an instruction calls, -1 for anything else."""
        method = int(self._graph.resolved[index][body.target(call)])
        is_one = method >= 0 and self._graph.links.method_name[method] == _CONSTRUCTOR
        return method if is_one and int(self._graph.links.method_class[method]) in self._fields else -1

    def _of_call(self, index: int, body: MethodBody, at: int) -> Number:
        method = self._constructor(index, body, at)
        if method not in self._writing:
            self._writing[method] = self._written_by(method)
        writing = self._writing[method]
        if writing is None or writing.number is not None:
            return None if writing is None else writing.number
        registers = body.sources(at)
        given = {
            argument: value
            for argument in ((writing.argument,) if writing.argument > 0 else range(1, len(registers)))
            if argument < len(registers) and (value := _constant(body, at, registers[argument])) is not None
        }
        number = self._of_given(method, writing, given)
        # Where a register comes through a handler of exceptions, only following all of the method tells what it holds.
        return number if number is not None else self._of_given(method, writing, self._passed(index, body, at))

    def _of_given(self, method: int, writing: _Writing, given: Mapping[int, int]) -> Number:
        if writing.argument > 0:
            return given.get(writing.argument)
        key = (method, tuple(sorted(given.items())))
        if key not in self._known:
            values = _written(writing, given)
            self._known[key] = values[0] if len(values) == 1 and isinstance(values[0], int) else None
        return self._known[key]

    def _passed(self, index: int, body: MethodBody, call: int) -> dict[int, int]:
        """The numbers that all calls of one method in a body hand over, by argument."""
        key = (index, body.code_item)
        if key not in self._calls:
            code = read_method(self._graph.links.files[index].code, body.code_item)
            passed = _Passed()
            self._calls[key] = {} if code is None or follow(code, passed) is None else passed.of_method
        calls = self._calls[key].get(body.target(call), [])
        columns = [set(values) for values in zip(*calls, strict=True)] if len({*map(len, calls)}) == 1 else []
        alone = {argument: next(iter(values)) for argument, values in enumerate(columns) if len(values) == 1}
        return {argument: value for argument, value in alone.items() if argument and isinstance(value, int)}

    def _written_by(self, method: int) -> _Writing | None:
        file, item = self._graph.code_of(method)
        code = read_method(file.code, item) if item >= 0 else None
        if code is None:
            return None
        wanted = self._fields[int(self._graph.links.method_class[method])]
        if file.first_method not in self._owners:
            self._owners[file.first_method] = _owners_of_numbers(file)
        own = np.flatnonzero(self._owners[file.first_method] == wanted.class_index)
        fields = frozenset(own[file.field_identities(own) == np.uint64(wanted.identity)].tolist())
        incoming = int(file.code.items.incoming[item])
        writing = _Writing(code, int(file.code.items.registers[item]) - incoming, fields)
        values = _written(writing, {})
        if len(values) == 1 and isinstance(values[0], int):
            return replace(writing, number=values[0])
        if code.targets:
            return writing
        # Without a branch it is told by marks in place of all that it may be given.
        values = _written(writing, {argument: f"{_MARK}{argument}" for argument in range(1, incoming)})
        is_given = len(values) == 1 and isinstance(values[0], str) and values[0].startswith(_MARK)
        return replace(writing, argument=int(str(values[0])[1:])) if is_given else writing


def _written(writing: _Writing, given: Mapping[int, Value]) -> list[Value]:
    """What a constructor writes into the field of the number; nothing where it is not followed."""
    written = _Written(writing.fields)
    registers = {writing.entry + argument: value for argument, value in given.items()}
    return [] if follow(writing.code, written, registers) is None else written.values


def _constant(body: MethodBody, at: int, register: int) -> Number:
    """The number that a register holds as a constant of its method."""
    values = {
        literal(body.units, body.offsets[definition])
        if definition >= 0 and body.opcodes[definition] in INT_LITERALS
        else None
        for definition, _ in body.origins(at, register)
    }
    return next(iter(values)) if len(values) == 1 else None


class _Known(NothingKnown):
    """Answers for a method of a merged class: the field of the number holds one, and nothing else is known."""

    def __init__(self, field_index: int, number: Number) -> None:
        self._field_index = field_index
        self._number = number

    def read(self, field_index: int) -> Value:
        """The number."""
        return self._number if field_index == self._field_index else None


class _Passed(NothingKnown):
    """Keeps what calls hand over, by the identifier of the method called, whenever they are followed."""

    def __init__(self) -> None:
        self.of_method: dict[int, list[Sequence[Value]]] = {}

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """Keep the arguments; nothing is known of what comes back."""
        self.of_method.setdefault(method, []).append(arguments)
        return None


class _Written(NothingKnown):
    """Keeps what a constructor writes into the field of the number."""

    def __init__(self, field_indices: Collection[int]) -> None:
        self._field_indices = field_indices
        self.values: list[Value] = []

    def written(self, field_index: int, value: Value) -> None:
        """Keep the value, None where it is not known."""
        if field_index in self._field_indices and value not in self.values:
            self.values.append(value)
