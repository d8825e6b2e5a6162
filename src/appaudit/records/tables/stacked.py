"""Tables that stand below one another in one sheet or file, each with headings of its own and a title or none."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.wording.names import is_known
from appaudit.records.wording.values import is_product, plain

#: Cells of a row of headings that are names of columns, of different fields, at the least.
_FEWEST_HEADINGS = 3
#: Cells of a row below a title that may be headings, those of them that need not be known, and characters of one.
_FEWEST_COLUMNS = 4
_MOST_UNKNOWN = 2
_LONGEST_HEADING = 16


def stacked_tables(
    table: Sequence[Sequence[str]], names: FieldNames, words: PartyWords
) -> list[tuple[int, Sequence[Sequence[str]]]]:
    """The tables of a sheet, each with the number of its first row; the sheet itself where it is one table.

    A row begins another one that says nothing but names of columns, and others than the headings above it. The rows of
    one cell right above it are its title.
    """
    starts = [0]
    headings: set[str] = set()
    for number, cells in enumerate(table):
        titles = {plain(cell) for cell in cells} - {""}
        is_below_title = number > 0 and len({plain(cell) for cell in table[number - 1]} - {""}) <= 1
        if not _are_headings(titles, names, words, is_below_title=is_below_title) or titles == headings:
            continue
        first = number
        while first > starts[-1] and len({plain(cell) for cell in table[first - 1]} - {""}) <= 1:
            first -= 1
        if headings and first > starts[-1]:
            starts.append(first)
        headings = titles
    ends = [*starts[1:], len(table)]
    return [(start, table[start:end]) for start, end in zip(starts, ends, strict=True)]


def _are_headings(titles: set[str], names: FieldNames, words: PartyWords, *, is_below_title: bool) -> bool:
    """Whether cells are names of columns, all but one of them at the most; several may be of one field.

    Below a title or a blank row one column less needs to be known, as long as no cell is more than a heading.
    """
    fields = [field for title in titles if (field := names.field(title))]
    if len(set(fields)) >= _FEWEST_HEADINGS and len(fields) >= len(titles) - 1:
        return True
    others = sum(not names.field(title) and words.other_label.search(title) is not None for title in titles)
    is_short = len(titles) >= _FEWEST_COLUMNS and max(map(len, titles)) <= _LONGEST_HEADING
    return (
        is_below_title
        and is_short
        and len(set(fields)) >= _FEWEST_HEADINGS - 1
        and len(fields) + others >= len(titles) - _MOST_UNKNOWN
        and not any(is_known(title, words) or is_product(title, words) for title in titles if not names.field(title))
    )
