"""What nobody can have granted before there is a page, where pages ask for permissions at launch."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from appaudit.code.first_launch.grants import RUNTIME_PERMISSIONS, Grants
from appaudit.code.first_launch.permission_guards import NOTHING, PermissionGuards
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.phases.entry_points import EntryPoints
from appaudit.code.graph.phases.phases import Phases
from appaudit.code.graph.program.links import Flags
from appaudit.code.ways.before_pages import BeforePages
from appaudit.model.condition import Condition


class EarlyGrants:
    """Answers for one app.

    Args:
        graph: The methods.
        entries: Where the system enters the app; None where nobody knows.
        grants: What the manifest decides of permissions.
        checks: The checks of permissions.
    """

    def __init__(self, graph: CallGraph, entries: EntryPoints | None, grants: Grants, checks: PermissionGuards) -> None:
        self._graph = graph
        self._entries = entries or EntryPoints()
        self._grants = grants
        self._checks = checks
        self._asked: list[tuple[tuple[int, ...], frozenset[str]]] = []
        self._over_early: Flags | None = None
        self._never_asked_early: frozenset[str] = frozenset()

    def note(self, methods: Iterable[int], permissions: Iterable[str]) -> None:
        """Note that some methods may ask for permissions; what is asked for before any page counts as granted there."""
        self._asked.append((tuple(methods), self._grants.asked.intersection(permissions)))
        self._over_early = None

    def before_pages(self, phases: Phases, closed: Flags, ungranted: Collection[str]) -> BeforePages | None:
        """What waits for it; None where what nobody is asked for at all says as much.

        Args:
            phases: What launch reaches.
            closed: Edges that launch does not take.
            ungranted: The permissions that nothing at launch asks for.
        """
        if not self._entries.before_pages or self._grants.asked.issubset(ungranted):
            return None
        withheld = self._withheld(phases, closed)
        if withheld.issubset(ungranted):
            return None
        launched = phases.launched[: self._graph.links.method_count]
        waiting = self._checks.waiting(withheld | self._grants.never, launched, RUNTIME_PERMISSIONS)
        if not len(waiting.instructions):
            return None
        return BeforePages(self._graph, self._entries.before_pages, self._entries.pages, waiting)

    def answered(
        self, answers: tuple[Condition, ...], methods: Iterable[int], phases: Phases | None, held: NDArray[np.int64]
    ) -> tuple[Condition, ...]:
        """The system's answers to a call, refused where it is over before a page may ask for nobody knows what.

        Args:
            answers: What they are, wherever the call is made.
            methods: Who makes it.
            phases: What launch reaches; None where nobody knows.
            held: Instructions that launch does not run, counted over all files.
        """
        if phases is None or all(each.kind != "may_be_requested" for each in answers):
            return answers
        if not self._entries.before_pages:
            return answers
        if self._over_early is None:
            closed = self._graph.edges_of(held)
            early = BeforePages(self._graph, self._entries.before_pages, self._entries.pages, NOTHING)
            begins = early.later(phases.open_ways.reached)
            self._over_early = ~phases.launched_from(phases.open_ways, begins, closed).reached
            self._never_asked_early = self._withheld(phases, closed)
        if not all(self._over_early[method] for method in methods):
            return answers
        return tuple(
            replace(each, kind="refused")
            if each.kind == "may_be_requested" and self._never_asked_early.issuperset(each.subject.split(", "))
            else each
            for each in answers
        )

    def _withheld(self, phases: Phases, closed: Flags) -> frozenset[str]:
        """The permissions that nothing asks for before there is a page."""
        at_once = phases.launched_from(phases.open_ways, self._entries.before_pages, closed).reached
        asked = [each for methods, each in self._asked if any(at_once[method] for method in methods)]
        return self._grants.asked.difference(*asked)
