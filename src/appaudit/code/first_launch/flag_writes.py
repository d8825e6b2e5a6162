"""What has to hold before a flag is set: a branch on a flag waits for all that its setting waits for.

A switch of an SDK that only an answer of its server sets is no plain check: what it opens depends on that answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from appaudit.code.first_launch.first_launch import FirstLaunch
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import MOVE_RESULTS, OBJECT_READS, PLAIN_READS, VALUE_RETURNS
from appaudit.model.condition import Condition, doubt_of
from appaudit.model.record import record

#: How many calls a setting is followed back.
_MOST_CALLS: Final = 3
#: Places that set one flag; of more nobody can say what they wait for together.
_MOST_WRITES: Final = 4
#: Instructions of a method that gives what a field holds, and what code for measurements adds to it.
_MOST_IN_GETTER: Final = 12
#: What decides whether any of some instructions of a code item of a file runs.
Ask = Callable[[int, int, frozenset[int]], list[Condition]]
#: The calls of a method that run at launch, None where others may call it.
CallsOf = Callable[[int], list[int] | None]


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
    ways = [before(graph, launch.calls_of, ask, *place, _MOST_CALLS) for place in writes]
    return tuple(dict.fromkeys(min(ways, key=doubt_of)))


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
    links = graph.links.files[file]
    item = int(links.code.instructions.code_item[place])
    here = ask(file, item, frozenset((place,)))
    calls = calls_of(int(links.item_method[item])) if left else None
    if not calls:
        return here
    ways = [before(graph, calls_of, ask, *graph.place_of(each), left - 1) for each in calls]
    return here + min(ways, key=doubt_of)
