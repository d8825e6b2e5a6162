"""Regulations as rows of cells (the picture) and as a matrix (the record)."""

from __future__ import annotations

from typing import NamedTuple

from appaudit.model.bilingual import Bilingual
from appaudit.model.report import RegulationItemRow, RegulationRow, Report
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import FindingsByItem, NumberedFinding, status_counts

_SPEAKING = ("fail", "suspected")


class ItemView(NamedTuple):
    """An item of a regulation with the findings behind its status; `anchor` is its id in the matrix."""

    row: RegulationItemRow
    anchor: str
    key: str
    number: Bilingual
    status_word: Bilingual
    findings: tuple[NumberedFinding, ...]

    @property
    def target(self) -> str:
        """The id that a click leads to: the first finding, or the item's line in the matrix."""
        return self.findings[0].number if self.findings else self.anchor

    @property
    def hint(self) -> Bilingual:
        """Number, title and status on one line."""
        number, title, status = self.number, self.row.title, self.status_word
        return Bilingual(f"{number.zh} {title.zh}：{status.zh}", f"{number.en} {title.en}: {status.en}")


class RegulationView(NamedTuple):
    """A regulation: `chapters` are its items by the first part of their numbers."""

    row: RegulationRow
    short: Bilingual
    regulator: Bilingual
    items: tuple[ItemView, ...]
    counts: tuple[tuple[str, Bilingual, int], ...]

    @property
    def chapters(self) -> list[list[ItemView]]:
        """The items in runs of one chapter (1.1, 1.2 | 2.1 …); one run where numbers have no parts."""
        runs: list[list[ItemView]] = []
        last = None
        for item in self.items:
            chapter = item.row.item.split(".")[0] if "." in item.row.item else ""
            if not runs or chapter != last:
                runs.append([])
            runs[-1].append(item)
            last = chapter
        return runs

    @property
    def speaking(self) -> list[ItemView]:
        """The items that evidence meets or nearly meets, the graver first."""
        found = [item for item in self.items if item.row.status in _SPEAKING]
        return sorted(found, key=lambda item: _SPEAKING.index(item.row.status))


class Family(NamedTuple):
    """The lists of one regulator by which apps are named in public."""

    name: Bilingual
    regulations: tuple[RegulationView, ...]


def regulation_views(
    report: Report, names: words.Names, numbered: tuple[NumberedFinding, ...]
) -> tuple[RegulationView, ...]:
    """Every regulation of the report with its findings."""
    found = FindingsByItem(numbered)
    return tuple(_view(index, row, names, found) for index, row in enumerate(report.regulations, 1))


def families(views: tuple[RegulationView, ...]) -> list[Family]:
    """The regulators' lists that the report holds; other regulations appear in the matrix only."""
    members: dict[str, list[RegulationView]] = {}
    for view in views:
        if view.row.rank:
            members.setdefault(view.row.regulator, []).append(view)
    return [
        # A list that stands alone is named itself, since its items are then cited without its name.
        Family(found[0].short if len(found) == 1 else found[0].regulator, tuple(found))
        for found in members.values()
    ]


def _view(index: int, row: RegulationRow, names: words.Names, found: FindingsByItem) -> RegulationView:
    counts = status_counts(row)
    return RegulationView(
        row=row,
        short=names.regulation(row.id),
        regulator=names.regulator(row.regulator),
        items=tuple(
            ItemView(
                row=item,
                anchor=f"item-{index}-{position}",
                key=f"{row.id}:{item.item}".replace(" ", "_"),
                number=names.item(row.id, item.item),
                status_word=words.word(words.ITEM_STATUS, item.status),
                findings=found.of(row.id, item),
            )
            for position, item in enumerate(row.items, 1)
        ),
        counts=tuple(
            (status, words.ITEM_STATUS[status], counts[status])
            for status in words.ITEM_STATUS_ORDER
            if counts.get(status)
        ),
    )
