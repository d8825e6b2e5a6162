"""Tables of three columns, whom rows are about, a label and its value, as tables with a row for each."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.records.wording.values import plain

_WIDTH = 3
#: Different fields that the labels stand for at the least, and the share of rows with a label that is known.
_FEWEST_FIELDS = 2
_MOST_OF = 0.6
#: What columns of names are called in every lexicon.
_NAME = "SDK"


def with_labels_as_headings(table: list[list[str]], names: FieldNames) -> list[list[str]]:
    """The same with a column for each label, and a row for each of whom rows are about; another table as it is.

    Such a row stands where their first row stood, behind the headings; the places of the others are left empty.
    """
    if len(table) < _FEWEST_FIELDS or any(len(row) != _WIDTH for row in table):
        return table
    groups = _groups(table, names)
    labels = list(dict.fromkeys(plain(table[number][1]) for rows in groups for number in rows))
    fields = [names.field(label) for label in labels]
    known = sum(bool(names.field(plain(table[number][1]))) for rows in groups for number in rows)
    total = sum(map(len, groups))
    is_turned = len(set(fields) - {""}) >= _FEWEST_FIELDS and known >= total * _MOST_OF and total > len(groups)
    if not is_turned or "name" in fields or len(labels) >= total:
        return table
    found: list[list[str]] = [[""] * (len(labels) + 1) for _ in table]
    found[0] = [_NAME, *labels]
    for rows in groups:
        at = max(rows[0], 1)
        found[at][0] = table[rows[0]][0]
        for number in rows:
            column = labels.index(plain(table[number][1])) + 1
            found[at][column] = found[at][column] or table[number][2]
    return found


def _groups(table: Sequence[Sequence[str]], names: FieldNames) -> list[list[int]]:
    """The numbers of the rows that are about one, in their order; headings of the three columns are about nobody."""
    groups: list[list[int]] = []
    for number, (first, label, _) in enumerate(table):
        if not number and names.field(first) == "name" and not names.field(label):
            continue
        if groups and first.strip() in ("", table[groups[-1][0]][0].strip()):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups
