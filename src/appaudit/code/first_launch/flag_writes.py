"""What has to hold before a flag is set: a branch on a flag waits for all that its setting waits for.

A switch of an SDK that only an answer of its server sets is no plain check: what it opens depends on that answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from appaudit.code.first_launch.first_launch import FirstLaunch
from appaudit.code.first_launch.launch_fields import Times
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.program.links import Flags, Indices
from appaudit.code.values.registers import MethodBody
from appaudit.dex.hashes import hash_texts
from appaudit.dex.opcodes import MOVE_RESULTS, OBJECT_READS, PLAIN_READS, VALUE_RETURNS
from appaudit.model.condition import Condition, doubt_of
from appaudit.model.record import record

#: How many calls a setting is followed back.
_MOST_CALLS: Final = 3
#: Places that set one flag; of more nobody can say what they wait for together.
_MOST_WRITES: Final = 4
#: https://developer.android.com/reference/android/app/Application#onCreate(), checked 2026-11-27.
_APPLICATION: Final = "Landroid/app/Application;"
#: Instructions of a method that gives what a field holds, and what code for measurements adds to it.
_MOST_IN_GETTER: Final = 12
#: What decides whether any of some instructions of a code item of a file runs.
Ask = Callable[[int, int, frozenset[int]], list[Condition]]
#: The calls of a method that run at launch, None where others may call it.
CallsOf = Callable[[int], list[int] | None]
#: Sets of instructions of each of which one has to run before a method does; None where nobody can say.
Callers = Callable[[int], list[list[int] | None]]


@record(kw_only=False)
class FieldAsked:
    """A field that a branch asks, by the file and the identifier that this has for it."""

    file: int
    field: int
    has_objects: bool


def field_asked(graph: CallGraph, launch: FirstLaunch, file: int, body: MethodBody, index: int) -> FieldAsked | None:
    """The one field whose value a branch, or a return, takes first, by itself or by a method that gives it."""
    made = body.definitions(index, body.sources(index)[0])
    if len(made) != 1 or made[0] < 0:
        return None
    opcode = body.opcodes[made[0]]
    if opcode in PLAIN_READS:
        return FieldAsked(file, body.target(made[0]), opcode in OBJECT_READS)
    method = launch.files[file].callee(body, made[0] - 1) if opcode in MOVE_RESULTS and made[0] else -1
    getter = int(graph.resolved[file][method]) if method >= 0 else -1
    home, item = graph.item_of(getter) if getter >= 0 and not launch.is_overridden(getter) else (-1, -1)
    inside = launch.files[home].body(item) if item >= 0 else None
    if inside is None or not 0 < len(inside) <= _MOST_IN_GETTER or inside.opcodes[-1] not in VALUE_RETURNS:
        return None
    given = inside.definitions(len(inside) - 1, inside.sources(len(inside) - 1)[0])
    is_read = len(given) == 1 and given[0] >= 0 and inside.opcodes[given[0]] in PLAIN_READS
    return field_asked(graph, launch, home, inside, len(inside) - 1) if is_read else None


def is_changed_at_launch(graph: CallGraph, launch: FirstLaunch, file: int, body: MethodBody, index: int) -> bool:
    """Whether another method gives the flag that a branch asks a value at launch of which nothing is known.

    What the method of the branch itself writes is what it has done once: `if (first) first = start();`. A number says
    which kind something is of, and nobody's consent: SDKs keep the kind of their build so.
    """
    asked = field_asked(graph, launch, file, body, index)
    if asked is None or not launch.files[asked.file].code.dex.field_descriptor(asked.field).endswith(":Z"):
        return False
    writes = launch.fields.unknown_writes(asked.file, asked.field)
    items = {(home, int(launch.files[home].code.instructions.code_item[place])) for home, place in writes}
    return not items <= {(file, body.code_item)}


def conditions_of_setting(
    graph: CallGraph, launch: FirstLaunch, ask: Ask, file: int, field: int
) -> tuple[Condition, ...]:
    """What decides whether a field that begins with none, zero or false is set to something else at a first launch.

    Args:
        graph: The methods.
        launch: What is known of fields at launch.
        ask: Gives what decides whether instructions run, inside of their method.
        file: The file of the branch, by its place among the graph's.
        field: The identifier that this file has for the field.

    Returns:
        What the setting depends on that depends on least; nothing where one of them depends on nothing, or not all are
        known.
    """
    writes = launch.settings(file, field)
    if writes is None or not 0 < len(writes) <= _MOST_WRITES:
        return ()

    def callers(method: int) -> list[list[int] | None]:
        return [launch.seen_calls_of(method), begun_at(graph, launch, method)]

    ways = [_before(graph, callers, ask, place[0], frozenset(place[1:]), _MOST_CALLS) for place in writes]
    return tuple(dict.fromkeys(min(ways, key=doubt_of)))


def is_stored_before(
    graph: CallGraph, launch: FirstLaunch, ask: Ask, keys: Sequence[str], file: int, place: int
) -> bool:
    """Whether launch stores a setting before an instruction of a file runs: in its method, or in one that leads there.

    What stores it may be a method that is called there, and what that calls, where nothing decides whether they run.

    Args:
        graph: The methods.
        launch: What is known of settings at launch.
        ask: Gives what decides whether instructions run, inside of their method.
        keys: The keys of the settings.
        file: The file, by its place among the graph's.
        place: The instruction in it.
    """
    leading = frozenset[tuple[int, int]]().union(*(_calls_storing(graph, launch, None, key) for key in keys))
    if not _is_before(graph, launch, keys, leading, file, place):
        return False  # what decides whether they run takes long to tell
    storing = frozenset[tuple[int, int]]().union(*(_calls_storing(graph, launch, ask, key) for key in keys))
    return leading == storing or _is_before(graph, launch, keys, storing, file, place)


def _is_before(
    graph: CallGraph,
    launch: FirstLaunch,
    keys: Sequence[str],
    storing: frozenset[tuple[int, int]],
    file: int,
    place: int,
) -> bool:
    """The same, where it is known which calls lead to what stores it."""
    pending, seen = [(file, place, _MOST_CALLS)], set[tuple[int, int]]()
    for number, at, left in pending:
        links = graph.links.files[number]
        item = int(links.code.instructions.code_item[at])
        first = int(links.code.instructions.bounds_of(item)[0])
        if any(launch.stores_between(key, number, first, at) for key in keys):
            return True
        if any(home == number and first <= called < at for home, called in storing):
            return True
        method = int(links.item_method[item])
        if not left or (number, item) in seen:
            continue
        seen.add((number, item))
        for each in (*(launch.seen_calls_of(method) or ()), *(begun_at(graph, launch, method) or ())):
            home, called = graph.place_of(each)
            pending.append((home, called + launch.tells(each, method), left - 1))
    begun = _of_application(graph)
    if any(begun[graph.links.files[number].item_method[item]] for number, item in seen):
        return False
    stored = {place for key in keys for place in launch.storing(key)}
    return any(begun[_method_at(graph, *each)] for each in stored | storing)


def _calls_storing(graph: CallGraph, launch: FirstLaunch, ask: Ask | None, key: str) -> frozenset[tuple[int, int]]:
    """The file and instruction of each call at launch that leads, whatever holds, to what stores a value under a key.

    Calls alone lead there: what is handed to somebody who calls it runs at a time that nobody can tell. Nor do calls
    count of what stores under several keys, or a value that is not known. Without `ask` anything may decide it.
    """
    known = key, ask is None
    if known not in launch.leads_to_storing:
        launch.leads_to_storing[known] = frozenset()  # what asks for the setting before it stores it
        pending = [(*place, _MOST_CALLS) for place in launch.storing(key) if launch.surely_puts(*place, key)]
        found = set[tuple[int, int]]()
        for file, place, left in pending:
            links = graph.links.files[file]
            item = int(links.code.instructions.code_item[place])
            if (file, place) in found or (ask and doubt_of(ask(file, item, frozenset((place,))))):
                continue
            found.add((file, place))
            method = int(links.item_method[item])
            calls = launch.seen_calls_of(method) or () if left else ()
            pending += [(*graph.place_of(each), left - 1) for each in calls if launch.is_call_of(each, method)]
        launch.leads_to_storing[known] = frozenset(found)
    return launch.leads_to_storing[known]


def _of_application(graph: CallGraph) -> Flags:
    """The methods of the app's `Application`, which runs before its pages and services do."""
    links = graph.links
    named = links.marks_below(np.ones(1, dtype=np.uint64), hash_texts([_APPLICATION])) > 0
    found: Flags = named[links.method_class]
    return found


def _method_at(graph: CallGraph, file: int, place: int) -> int:
    links = graph.links.files[file]
    return int(links.item_method[links.code.instructions.code_item[place]])


def begun_at(graph: CallGraph, launch: FirstLaunch, method: int) -> list[int] | None:
    """Where launch makes the objects that a method is called on, or hands them to the system that calls it.

    Instructions counted over all files; None where the method needs no such object, or who has one cannot be told.
    """
    if method not in launch.begun:
        launch.begun[method] = _begun_at(graph, launch.times, method)
    return launch.begun[method]


def _begun_at(graph: CallGraph, times: Times, method: int) -> list[int] | None:
    owner = int(graph.links.method_class[method])
    exists, runs = graph.exists(owner), graph.runs(owner)
    leading = _edges_to(graph, method)
    is_by_system = graph.source[leading] == runs
    if not len(leading) or not (is_by_system | (graph.requires[leading] == exists)).all():
        return None
    node = runs if is_by_system.all() else exists
    handing = _edges_to(graph, node)
    source, place, stage = (column[handing] for column in (graph.source, graph.instruction, graph.stage))
    if (source >= graph.links.method_count).any() or (place < 0).any() or (stage == Stage.ASSUMED).any():
        return None
    place, is_early = place[~times.later[source]], times.early[source[~times.later[source]]]
    if not 0 < len(place) <= _MOST_WRITES or not is_early.all():
        return None
    found: list[int] = place.tolist()
    return found


def _edges_to(graph: CallGraph, node: int) -> Indices:
    """The edges to a node that launch may take."""
    edges = graph.by_target.of(node)
    return edges[graph.stage[edges] <= Stage.ASSUMED]


def before(graph: CallGraph, calls_of: CallsOf, ask: Ask, file: int, place: int, left: int) -> list[Condition]:
    """What decides whether an instruction of a file runs, in its method and in those that call it, on the best way.

    Args:
        graph: The methods.
        calls_of: Gives the calls of a method that run at launch; None where others may call it.
        ask: Gives what decides whether instructions run, inside of their method.
        file: The file, by its place among the graph's.
        place: The instruction in it.
        left: How many calls are followed back.
    """
    return _before(graph, lambda method: [calls_of(method)], ask, file, frozenset((place,)), left)


def _before(
    graph: CallGraph, callers: Callers, ask: Ask, file: int, places: frozenset[int], left: int
) -> list[Condition]:
    """The same of several instructions of one method, any of which is enough, with all that has to come first."""
    links = graph.links.files[file]
    item = int(links.code.instructions.code_item[min(places)])
    found = ask(file, item, places)
    for calls in callers(int(links.item_method[item])) if left else ():
        by_method: dict[tuple[int, int], set[int]] = {}
        for number, place in map(graph.place_of, calls or ()):
            caller = int(graph.links.files[number].code.instructions.code_item[place])
            by_method.setdefault((number, caller), set()).add(place)
        ways = [_before(graph, callers, ask, each[0], frozenset(at), left - 1) for each, at in by_method.items()]
        found = found + min(ways, key=doubt_of, default=[])
    return found
