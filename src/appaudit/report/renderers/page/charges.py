"""Would we be listed, and for what: the findings by category, with the items of each regulator's list they meet."""

from __future__ import annotations

from typing import NamedTuple

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import SEVERITIES, STATUSES, NumberedFinding, rank
from appaudit.report.renderers.page.regulations import Family

_OTHERS_SHOWN = 4


class Charge(NamedTuple):
    """An item that findings meet: `status` is the gravest of theirs, `key` what the filter calls the item."""

    key: str
    name: Bilingual
    title: Bilingual
    status: str


class ChargeRow(NamedTuple):
    """A category of findings: the items met on each regulator's list, and in other regulations."""

    category: str
    name: Bilingual
    severity: str
    findings: tuple[NumberedFinding, ...]
    lists: tuple[tuple[Charge, ...], ...]
    others: tuple[Charge, ...]
    more_others: int


class Charges(NamedTuple):
    """The table; `columns` are the regulators' lists that the report holds."""

    columns: tuple[Bilingual, ...]
    rows: tuple[ChargeRow, ...]


def charges(families: list[Family], names: words.Names, numbered: tuple[NumberedFinding, ...]) -> Charges:
    """The categories of all findings, the gravest first, with a column for each regulator."""
    columns = [(family.name, {regulation.row.id for regulation in family.regulations}) for family in families]
    alone = {next(iter(identifiers)) for _, identifiers in columns if len(identifiers) == 1}
    listed = {identifier for _, identifiers in columns for identifier in identifiers}
    by_category: dict[str, list[NumberedFinding]] = {}
    for item in numbered:
        by_category.setdefault(item.finding.category, []).append(item)
    rows = []
    for category, found in by_category.items():
        cited = _cited(found, names, alone)
        others = tuple(charge for regulation, charge in cited if regulation not in listed)
        rows.append(
            ChargeRow(
                category=category,
                name=names.category(category),
                severity=found[0].finding.severity,
                findings=tuple(found),
                lists=tuple(tuple(charge for regulation, charge in cited if regulation in ids) for _, ids in columns),
                others=others[:_OTHERS_SHOWN],
                more_others=max(0, len(others) - _OTHERS_SHOWN),
            )
        )
    rows.sort(key=lambda row: (rank(SEVERITIES, row.severity), rank(STATUSES, row.findings[0].finding.status)))
    return Charges(tuple(name for name, _ in columns), tuple(rows))


def _cited(found: list[NumberedFinding], names: words.Names, alone: set[str]) -> list[tuple[str, Charge]]:
    """Every item that the findings cite once, with the gravest status among them.

    Of a regulation that has a column for itself (`alone`) the number is enough.
    """
    cited: dict[tuple[str, str], Charge] = {}
    for item in found:
        for basis in item.finding.basis:
            known = cited.get((basis.regulation, basis.item))
            if known and rank(STATUSES, known.status) <= rank(STATUSES, item.finding.status):
                continue
            cite = names.item if basis.regulation in alone else names.citation
            cited[basis.regulation, basis.item] = Charge(
                key=f"{basis.regulation}:{basis.item}".replace(" ", "_"),
                name=cite(basis.regulation, basis.item),
                title=basis.title,
                status=item.finding.status,
            )
    return [(regulation, charge) for (regulation, _), charge in cited.items()]
