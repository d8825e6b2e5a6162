"""What cannot have been granted yet: nobody is asked for a permission before a page is there to ask on.

Providers and the application are made before any page, and what they call at once has returned before one is made. A
check in such a method finds nothing granted at a first launch, whatever pages ask for later. What a thread or the
system runs later may find it: a way is followed as far as one calls the other, and no further.

Order of a start: `appaudit.code.graph.phases.entry_points`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.first_launch.permission_guards import Waiting
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.phases.phases import Path
from appaudit.code.graph.program.links import Flags
from appaudit.code.ways.way_steps import Step
from appaudit.model.condition import Condition

#: How much a condition speaks against a way that holds at no first launch.
_UNGRANTED: Final = 100


class BeforePages:
    """Answers for the ways of one app.

    Args:
        graph: The methods.
        entries: The methods by which the system enters the app before it makes a page.
        pages: Those by which it enters the first page.
        waiting: What waits for a permission that nothing before a page asks for.
    """

    def __init__(self, graph: CallGraph, entries: Iterable[int], pages: Iterable[int], waiting: Waiting) -> None:
        self._graph = graph
        self._entries, self._pages = frozenset(entries), tuple(pages)
        self._waiting = waiting
        self._waits = frozenset(waiting.instructions.tolist())

    @property
    def instructions(self) -> NDArray[np.int64]:
        """What waits for a permission, counted over all files."""
        return self._waiting.instructions

    def told(self, path: Path, steps: Sequence[Step]) -> list[Step]:
        """The steps of a way, those that ask for a permission before any page with nobody having granted it."""
        early = self._early(path)
        return [self._told(step, early) for step in steps] if early else list(steps)

    def told_at_end(
        self, path: Path, conditions: tuple[Condition, ...], places: Iterable[int]
    ) -> tuple[Condition, ...]:
        """The same of what decides within the last method of a way, which comes to these instructions of it."""
        early = self._early(path)
        last = path.nodes[-1]
        return self._ungranted(conditions, places, {last: early[last]}) if last in early else conditions

    def later(self, reached: Flags) -> list[int]:
        """The methods where launch goes on once a page is there: a page's own, and what the system runs of objects.

        Args:
            reached: What launch reaches with nothing granted.
        """
        graph, methods = self._graph, self._graph.links.method_count
        of_classes = np.arange(graph.bounds[graph.runs(0)], graph.bounds[methods + 2 * graph.links.class_count])
        taken = of_classes[(graph.stage[of_classes] == Stage.ALWAYS) & reached[graph.source[of_classes]]]
        run = graph.target[taken]
        begins = np.array([*run[run < methods].tolist(), *self._pages], dtype=np.int64)
        found = set(begins[reached[begins]].tolist()) - self._entries
        return sorted(found)

    def _early(self, path: Path) -> dict[int, str]:
        """The methods of a way that run before any page is made, with their names."""
        if path.nodes[0] not in self._entries or not self._waits:
            return {}
        found: dict[int, str] = {}
        for node in path.nodes:
            if self._graph.is_of_system(node):
                break
            if node < self._graph.links.method_count:
                found[node] = self._graph.name_of(node)
        return found

    def _told(self, step: Step, early: dict[int, str]) -> Step:
        left = self._ungranted(step.conditions, step.places, early)
        return step if left == step.conditions else replace(step, conditions=left, weight=max(step.weight, _UNGRANTED))

    def _ungranted(
        self, conditions: tuple[Condition, ...], places: Iterable[int], early: dict[int, str]
    ) -> tuple[Condition, ...]:
        names = set(early.values())
        asked = [each for each in conditions if each.kind == "permission" and each.method in names]
        held = set(places)
        if not asked or not held or not self._waits.issuperset(held):
            return conditions
        file, place = self._graph.place_of(min(held))
        item = int(self._graph.links.files[file].code.instructions.code_item[place])
        subject = ", ".join(self._waiting.names_at(file, item))
        ungranted = Condition(kind="ungranted", subject=subject, method=asked[0].method)
        return ungranted, *(each for each in conditions if each not in asked)
