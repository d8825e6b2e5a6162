"""Rows of a table whose copy has a cell a line, or a cell on several lines: how they are put together again.

Nothing marks where a row begins. What its columns hold does: of all ways to deal the lines out to the columns in turn
the one is taken that fills each column best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from appaudit.documents.lines import address_goes_on, opens_section
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.names import is_known
from appaudit.records.wording.values import LONGEST_NAME, kind_of, plain

#: Lines that a cell takes at most, by the field of its column, and that of all others.
_MOST_LINES = {"name": 2, "company": 3, "link": 3, "data": 24, "purpose": 5}
_MOST_OTHER = 3
#: What is read of a column; all others are of no field, of which one with addresses of post has the longest cells.
FIELDS = frozenset(_MOST_LINES)
ADDRESS = "address"
_MOST_OF_ADDRESS = 5
#: How well a value fills a column, by the field of the column and the kind of the value, where it is neither equal
#: (`_EQUAL`) nor of no kind (`_OPEN`).
_FIT = {
    "name": {"company": -1.0, "data": -1.5, "link": -4.0, "purpose": 0.4},
    "company": {"name": 0.0, "data": -1.5, "link": -4.0, "purpose": -1.0},
    "purpose": {"name": -1.5, "company": -2.5, "link": -4.0, "data": 0.5},
    "data": {"name": -1.5, "company": -2.5, "link": -4.0, "purpose": 0.2},
    "link": {"name": -2.5, "company": -3.0, "data": -2.0, "purpose": -1.0},
    "": {"name": -1.0, "company": -1.0, "link": 0.0, "data": 0.0, "purpose": 0.2},
    ADDRESS: {"name": -1.5, "company": -2.5, "link": -2.0, "data": -0.3, "purpose": -0.3},
}
_EQUAL = {"name": 2.0, "company": 2.0, "purpose": 1.0, "data": 1.5, "link": 2.0}
_OPEN = {"name": 0.5, "company": -0.2, "purpose": 0.3, "data": 0.3, "link": -0.3, "": 0.3, ADDRESS: 0.3}
_NEVER = float("-inf")
#: A way that is so much worse than the best one to come as far becomes no better than that.
_HOPELESS = 6.0
#: What an empty cell costs, what each further line of a cell does, and what a row does.
_EMPTY = {"name": 4.0, "company": 1.5, "link": 0.4, "data": 1.2, "purpose": 1.2, "": 0.9, ADDRESS: 0.9}
_FURTHER = 0.5
_FURTHER_OF_ADDRESS = 0.1
_FURTHER_ITEM = 0.15
#: What it costs to end a cell where its last line lists more.
_CUT = 1.5
#: How well the name of somebody known fills a column of names.
_KNOWN = 1.5
#: How well the name of a country or town fills a column of none of the fields, and how badly any other.
_PLACE = 1.0
#: What it costs that a cell begins with an item of a list.
_ITEM_BEGINS = 2.0
_GOES_ON = 0.05
_ROW = 0.3
#: What no name holds.
_SENTENCE = Expression(r"[。；：:;！？]")
#: Marks of notes behind a word: "Norway*".
_NOTED = Expression(r"[\s*†‡]+$")
#: What ends a line that goes on in the next one.
UNFINISHED = ("；", ";", "、", "，", ",")
_LISTS_MORE = (*UNFINISHED, ":", "：")
#: What an item of a list inside of a cell begins with.
_ITEM = ("- ", "• ", "· ")


Span = tuple[int, int]


def deal(texts: Sequence[str], fields: Sequence[str], words: PartyWords) -> tuple[float, list[list[Span]]]:
    """The rows of a table as spans of lines, one for each cell, as far down as the lines make rows, and how well.

    Headings do not always say who is listed ("功能类型 | 第三方名称"): of what they may mean the best filled counts.

    Args:
        texts: The lines below the headings.
        fields: What the columns are, empty for what is not read; `ADDRESS` where that is where somebody is.
        words: How values look.
    """
    fits = _Fits(texts, words)
    return max((_dealt(texts, meant, fits) for meant in _meanings(fields)), key=lambda found: found[0])


def _meanings(fields: Sequence[str]) -> Iterator[list[str]]:
    """What the columns may be: as their headings say, or names first and behind them whose these are."""
    yield list(fields)
    if "name" in fields[1:] and fields[0] not in ("name", "company") and "company" not in fields:
        yield ["name", *("company" if field == "name" else field for field in fields[1:])]


def _dealt(texts: Sequence[str], fields: Sequence[str], fits: _Fits) -> tuple[float, list[list[Span]]]:
    """The best rows of columns of these fields, and how well the lines fill them."""
    width = len(fields)
    # scores[i][c]: the best way to make whole rows and c cells of the first i lines; taken: how many the last one has.
    scores = [[_NEVER] * (width + 1) for _ in range(len(texts) + 1)]
    taken = [[0] * (width + 1) for _ in range(len(texts) + 1)]
    rows: dict[int, list[Span]] = {}
    scores[0][0] = 0.0
    for start, row in enumerate(scores):
        _leave_empty(row, taken[start], fields)
        if row[width] - _ROW > row[0]:
            rows[start] = _cells_back(taken, start, width)
            row[0] = row[width] - _ROW
            _leave_empty(row, taken[start], fields)
        far = max(row) - _HOPELESS
        for column, field in enumerate(fields):
            longest = _MOST_OF_ADDRESS if field == ADDRESS else _MOST_LINES.get(field, _MOST_OTHER)
            most = min(longest, len(texts) - start) if row[column] > far else 0
            for lines in range(1, most + 1):
                value = row[column] + fits.of(start, start + lines, field)
                if value < far:
                    break  # further lines make it no better
                if value > scores[start + lines][column + 1]:
                    scores[start + lines][column + 1], taken[start + lines][column + 1] = value, lines
    end = max(rows, key=lambda index: scores[index][0], default=0)
    found: list[list[Span]] = []
    score = scores[end][0]
    while end and scores[end][0] > 0:
        found.insert(0, rows[end])
        end = rows[end][0][0]
    return score, found


def joined(texts: Sequence[str]) -> str:
    """The lines of one cell as its text."""
    text = ""
    for line in texts:
        is_joined = not text or text.endswith(UNFINISHED) or address_goes_on(text, line)
        text = f"{text}{line}" if is_joined else f"{text} {line}"
    return text


def _leave_empty(row: list[float], taken: list[int], fields: Sequence[str]) -> None:
    """Let cells be empty behind what was made of the lines before."""
    for column, field in enumerate(fields):
        value = row[column] - _EMPTY[field]
        if value > row[column + 1]:
            row[column + 1], taken[column + 1] = value, 0


def _cells_back(taken: Sequence[Sequence[int]], end: int, width: int) -> list[Span]:
    """The cells of the row that ends before a line."""
    cells: list[Span] = []
    for column in range(width, 0, -1):
        start = end - taken[end][column]
        cells.insert(0, (start, end))
        end = start
    return cells


class _Lines(NamedTuple):
    """What is to be known of some lines that may be a cell, whatever column it stands in."""

    kind: str | None
    """What kind of value they look like; None where nothing tells."""
    is_known: bool
    """Whether they are one line that names somebody known."""
    is_place: bool
    """Whether they are one line that says where somebody is."""
    is_no_item: bool
    """Whether they are one line that is no value of a list."""
    against_name: float
    """What speaks against a name or a company."""
    against: float
    """What speaks against one cell."""


class _Fits:
    """How well lines fill a cell, each text looked at once."""

    def __init__(self, texts: Sequence[str], words: PartyWords) -> None:
        self._texts = texts
        self._words = words
        self._looked_at: dict[tuple[int, int], _Lines] = {}

    def of(self, start: int, end: int, field: str) -> float:
        """How well some lines fill a column of a field."""
        lines = self._looked_at.get((start, end))
        if lines is None:
            lines = self._looked_at[start, end] = self._look(self._texts[start:end])
        kind = lines.kind
        value = _OPEN[field] if kind is None else _EQUAL[field] if kind == field else _FIT[field][kind]
        if lines.is_known and field == "name" and kind != "name":
            value = _KNOWN
        if lines.is_place:
            value = _PLACE if field in ("", ADDRESS) else -_PLACE
        if field != "data" and self._texts[start].startswith(_ITEM):
            value -= _ITEM_BEGINS
        if field == ADDRESS:
            value += (_FURTHER - _FURTHER_OF_ADDRESS) * (end - start - 1)
        if lines.is_no_item:
            value = -_EMPTY[field] / 2
        elif field in ("name", "company"):
            value -= lines.against_name
        return value - lines.against

    def _kind(self, text: str) -> str | None:
        told = plain(text)
        kind = kind_of(told, self._words)
        if kind is None and len(told) <= LONGEST_NAME and self._words.data_head.fullmatch(told.lower()):
            return "data"
        return kind

    def _look(self, lines: Sequence[str]) -> _Lines:
        text = joined(lines)
        against = _CUT * lines[-1].endswith(_LISTS_MORE)
        for before, line in pairwise(lines):
            goes_on = before.endswith(_LISTS_MORE) or line.startswith(_ITEM) or address_goes_on(before, line)
            against += _GOES_ON if goes_on else _FURTHER
        return _Lines(
            self._kind(text),
            len(lines) == 1 and is_known(text, self._words),
            len(lines) == 1 and self._words.place.fullmatch(_NOTED.sub("", text)) is not None,
            len(lines) == 1 and self._words.no_item.search(text) is not None,
            2.5 * (len(text) > LONGEST_NAME or text.startswith(_ITEM) or _SENTENCE.search(text) is not None)
            + 2.0 * opens_section(text),
            against,
        )
