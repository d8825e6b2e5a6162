"""The items of regulations over several packages: each as the worst of them has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from appaudit.model.product import ProductItem
from appaudit.model.report import RegulationItemRow, RegulationRow
from appaudit.model.words import ItemStatus
from appaudit.product.members import Answered, Member
from appaudit.report.regulations import in_force_on
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import FindingsByItem, numbered_findings

#: What an item comes to where packages differ: the gravest first, and what was not decided before what passed.
_ORDER: Final[tuple[ItemStatus, ...]] = ("fail", "suspected", "review", "input_missing", "not_assessable", "pass")
_SHOWN: Final = frozenset(("fail", "suspected", "review"))


class MergedRegulations:
    """The regulations of all packages.

    Args:
        members: All audited with the same knowledge, so that they have the same regulations.
        answered: Findings that count for no item.
    """

    def __init__(self, members: Sequence[Member], answered: Answered) -> None:
        self._members = members
        self._answered = answered
        self._findings = {member.letter: FindingsByItem(numbered_findings(member.report)) for member in members}
        self._rows = {member.letter: {row.id: row for row in member.report.regulations} for member in members}

    def rows(self, as_of: str) -> list[RegulationRow]:
        """The regulations in force, every item with its worst status."""
        merged = [
            replace(row, items=tuple(self._worst(row, item) for item in row.items))
            for row in self._members[0].report.regulations
        ]
        return in_force_on(merged, as_of)

    def items(self) -> Iterator[ProductItem]:
        """Items of the lists by which apps are named that some package meets or may meet."""
        report = self._members[0].report
        names = words.Names(report)
        for row in report.regulations:
            if not row.rank:
                continue
            for item in row.items:
                statuses = self._statuses(row, item)
                worst = _worst(statuses.values())
                if worst in _SHOWN:
                    yield ProductItem(
                        regulation=row.id,
                        item=item.item,
                        name=names.citation(row.id, item.item),
                        title=item.title,
                        status=worst,
                        packages=statuses,
                    )

    def _worst(self, row: RegulationRow, item: RegulationItemRow) -> RegulationItemRow:
        return replace(item, status=_worst(self._statuses(row, item).values()))

    def _statuses(self, row: RegulationRow, item: RegulationItemRow) -> dict[str, ItemStatus]:
        """The status of an item in each package, by letter."""
        found: dict[str, ItemStatus] = {}
        for member in self._members:
            own = self._rows[member.letter].get(row.id)
            status = next((other.status for other in own.items if other.item == item.item), None) if own else None
            if status is not None:
                behind = [numbered.finding.id for numbered in self._findings[member.letter].of(row.id, item)]
                is_answered = behind and all((member.letter, identifier) in self._answered for identifier in behind)
                found[member.letter] = "not_assessable" if is_answered else status
        return found


def _worst(statuses: Iterable[ItemStatus]) -> ItemStatus:
    present = set(statuses)
    return next((status for status in _ORDER if status in present), "not_assessable")
