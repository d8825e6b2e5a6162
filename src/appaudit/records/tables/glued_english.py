"""English tables whose cells ran together when a page was copied: "VendorPurposeRegion" over "EgretPaymentsIreland".

A capital right behind a small letter, a digit or a bracket begins a cell. A name may hold one ("PostHog"), so that a
row counts in which as many cells begin as the headings have; of another its name alone is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.tables.party_columns import heads_parties
from appaudit.records.tables.rows import read_table
from appaudit.records.tables.table_columns import field_of
from appaudit.records.wording.names import is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import kind_of_label

_HEADINGS = re.compile(r"(?<=[a-z)\]])(?=[A-Z])")
_CELLS = re.compile(
    r"(?<=[a-z\d)\]*])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})|(?<=[a-z])(?=\d{2})"
    # where data goes, and by what right: "user IDUSDPF + SCCs"
    r"|(?<=[A-Z])(?=(?:US|EU|UK)(?:DPF|SCC))|(?<=US|EU|UK)(?=DPF|SCC)"
)
#: The letters on either side of a place.
_BEFORE, _BEHIND = re.compile(r"[A-Za-z]+\Z"), re.compile(r"[A-Za-z]+")
_LONGEST_PART = 16
#: What stands in no line of headings.
_NO_HEADINGS = re.compile(r"[.;:!?,]")
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_MOST_ROWS = 200
_LONGEST_HEADING, _LONGEST_HEADINGS, _LONGEST_ROW = 40, 160, 3_000
#: Cells that may have lost where they begin in a row that is one all the same.
_MOST_LOST = 2


def read_glued_english(
    lines: Sequence[Line], names: FieldNames, words: PartyWords
) -> tuple[list[PartyRecord], list[Line]]:
    """The records of such tables, and the lines that belong to none."""
    records: list[PartyRecord] = []
    left: list[Line] = []
    index = 0
    while index < len(lines):
        headings = _headings_of(lines[index].text, names, words)
        rows = _rows_below(lines, index + 1, len(headings), words) if headings else []
        found = read_table([headings, *rows], names, words, 0, in_text=True).records if rows else ()
        if not found:
            left.append(lines[index])
            index += 1
            continue
        for record in found:
            first, last = index + record.start, min(index + record.end - 1, index + len(rows))
            record.start, record.end = lines[first].start, lines[last].end
            records.append(record)
        index += 1 + len(rows)
    return records, left


def _headings_of(text: str, names: FieldNames, words: PartyWords) -> list[str]:
    """The headings that a line holds without anything between them, that of third parties first; empty for none."""
    text = text.strip()
    if not is_latin(text) or len(text) > _LONGEST_HEADINGS or _NO_HEADINGS.search(text):
        return []
    parts = _HEADINGS.split(text)
    if len(parts) < _FEWEST_COLUMNS or any(len(part) > _LONGEST_HEADING for part in parts):
        return []
    fields = [field_of(part, names, words) or kind_of_label(part, words) for part in parts]
    is_list = fields[0] in ("name", "company") or heads_parties(parts[0], words)
    return parts if is_list and {"purpose", "data"} & set(fields[1:]) else []


def _rows_below(lines: Sequence[Line], first: int, width: int, words: PartyWords) -> list[list[str]]:
    """The cells of the rows below headings; empty where fewer than half of them come apart."""
    rows: list[list[str]] = []
    whole = 0
    for line in lines[first : first + _MOST_ROWS]:
        cells = _cells_of(line.text.strip(), words)
        if len(cells) < max(2, width - _MOST_LOST):
            break
        whole += len(cells) == width
        rows.append(cells if len(cells) == width else [cells[0], *[""] * (width - 1)])
    return rows if whole >= _FEWEST_ROWS and whole * 2 >= len(rows) else []


def _cells_of(text: str, words: PartyWords) -> list[str]:
    """A line parted where its cells begin."""
    if len(text) > _LONGEST_ROW:
        return [text]
    kept = [found.start() for found in _CELLS.finditer(text) if not _is_inside(text, found.start(), words)]
    return [text[start:end].strip() for start, end in zip([0, *kept], [*kept, len(text)], strict=True)]


def _is_inside(text: str, start: int, words: PartyWords) -> bool:
    """Whether a place stands inside a word of its own: "PostHog", "OAuth"."""
    before = _BEFORE.search(text, max(0, start - _LONGEST_PART), start)
    behind = _BEHIND.match(text, start, start + _LONGEST_PART)
    if before is None or behind is None:
        return False
    begins = [at for at in range(before.start(), start) if at == before.start() or text[at].isupper()]
    ends = [at for at in range(start + 1, behind.end() + 1) if at == behind.end() or text[at].isupper()]
    return any(_is_word(text[begin:end], words) for begin in begins for end in ends)


def _is_word(text: str, words: PartyWords) -> bool:
    return words.capital_inside.fullmatch(text) is not None or is_known(text, words)
