"""The data map: which data types each party's code reads, its vendor documents, and the documents disclose."""

from __future__ import annotations

from typing import NamedTuple

from appaudit.model.bilingual import Bilingual
from appaudit.model.report import Report
from appaudit.model.words import Answer
from appaudit.report.renderers import words

APP = "app"
_ROWS_SHOWN = 60
_COLUMNS_SHOWN = 30


class Cell(NamedTuple):
    """One data type of one party; `disclosed` is `yes`, `no` or `unknown`.

    `verdict` is `conflict` where the code reads what no document names, `gap` where only the vendor's own
    documentation says so, and empty where nothing disagrees.
    """

    accessed: bool = False
    documented: bool = False
    disclosed: Answer = "unknown"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.accessed or self.documented or self.disclosed == "yes")

    @property
    def verdict(self) -> str:
        """Where the three disagree, how."""
        if self.disclosed != "no":
            return ""
        if self.accessed:
            return "conflict"
        return "gap" if self.documented else ""


class MapRow(NamedTuple):
    """A data type with a cell per party, in the order of the columns."""

    name: Bilingual
    cells: tuple[Cell, ...]


class DataMap(NamedTuple):
    """The table; `only_disclosed` are types that documents name and nothing else does, left out of the rows."""

    columns: tuple[Bilingual, ...]
    rows: tuple[MapRow, ...]
    more_rows: int
    more_columns: int
    only_disclosed: tuple[Bilingual, ...]


def data_map(report: Report, names: words.Names) -> DataMap:
    """The map of all parties that read or document anything, disagreements on top and to the left."""
    cells = _cells(report, names)
    parties = list(dict.fromkeys(party for _, party in cells))
    seen = {data_type for (data_type, _), cell in cells.items() if cell.accessed or cell.documented}
    types = [name for name in dict.fromkeys(data_type for data_type, _ in cells) if name in seen]
    of_party = {party: _weight([cell for (_, other), cell in cells.items() if other == party]) for party in parties}
    of_type = {name: _weight([cell for (other, _), cell in cells.items() if other == name]) for name in types}
    parties.sort(key=lambda party: (party != APP, of_party[party], party))
    types.sort(key=lambda name: (of_type[name], name))
    shown_parties = parties[:_COLUMNS_SHOWN]
    empty = Cell()
    return DataMap(
        columns=tuple(names.party(party) for party in shown_parties),
        rows=tuple(
            MapRow(names.data_type(name), tuple(cells.get((name, party), empty) for party in shown_parties))
            for name in types[:_ROWS_SHOWN]
        ),
        more_rows=max(0, len(types) - _ROWS_SHOWN),
        more_columns=max(0, len(parties) - _COLUMNS_SHOWN),
        only_disclosed=tuple(names.data_type(name) for name in sorted({name for name, _ in cells} - seen)),
    )


def _cells(report: Report, names: words.Names) -> dict[tuple[str, str], Cell]:
    accessed: dict[tuple[str, str], list[Answer]] = {}
    disclosed: Answer
    for access in report.facts.data_access:
        accessed.setdefault((access.data_type, access.party), []).append(access.disclosed)
    documented = {(name, sdk.id) for sdk in report.facts.sdks for name in sdk.collects}
    named = {(item.id, APP) for item in report.facts.policy.data_types if item.polarity == "affirm"}
    keys = dict.fromkeys([*accessed, *sorted(documented), *sorted(named)])
    undisclosed = {sdk.id for sdk in report.facts.sdks if sdk.disclosed == "no"}
    listed = _listed_data(report)
    found = {}
    for data_type, party in keys:
        words_seen = accessed.get((data_type, party), [])
        if words_seen:
            disclosed = "no" if "no" in words_seen else "unknown" if "unknown" in words_seen else "yes"
        elif party in undisclosed:
            disclosed = "no"
        else:
            says_so = (data_type, party) in named or _is_listed(data_type, listed.get(party, ()), names)
            disclosed = "yes" if says_so else "unknown"
        found[data_type, party] = Cell(bool(words_seen), (data_type, party) in documented, disclosed)
    return {key: cell for key, cell in found.items() if not cell.is_empty}


def _listed_data(report: Report) -> dict[str, tuple[str, ...]]:
    listed: dict[str, tuple[str, ...]] = {}
    for row in report.facts.declared_sdks:
        if row.sdk_id:
            listed[row.sdk_id] = (*listed.get(row.sdk_id, ()), *row.data_types, *row.data)
    return listed


def _is_listed(data_type: str, listed: tuple[str, ...], names: words.Names) -> bool:
    """Whether a document's list for an SDK holds the data type by id or by its very name."""
    name = names.data_type(data_type)
    wanted = {_folded(data_type), _folded(name.zh), _folded(name.en)}
    return any(_folded(item) in wanted for item in listed)


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _weight(cells: list[Cell]) -> tuple[int, int, int]:
    """Sorts what has the most conflicts, then gaps, then entries to the front."""
    verdicts = [cell.verdict for cell in cells]
    return -verdicts.count("conflict"), -verdicts.count("gap"), -len(cells)
