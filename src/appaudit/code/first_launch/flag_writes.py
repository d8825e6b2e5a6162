"""What has to hold before a flag is set: a branch on a flag waits for all that its setting waits for.

A switch of an SDK that only an answer of its server sets is no plain check: what it opens depends on that answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from appaudit.code.first_launch.first_launch import FirstLaunch
from appaudit.code.graph.call_graph import CallGraph
from appaudit.model.condition import Condition, doubt_of

#: How many calls a setting is followed back.
_MOST_CALLS: Final = 3
#: Places that set one flag; of more nobody can say what they wait for together.
_MOST_WRITES: Final = 4
#: What decides whether any of some instructions of a code item of a file runs.
Ask = Callable[[int, int, frozenset[int]], list[Condition]]
#: The calls of a method that run at launch, None where others may call it.
CallsOf = Callable[[int], list[int] | None]


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
