"""Tables whose copy has a cell a line and lost its headings: a name, its company, what it is for, again and again.

Companies tell where rows are: where names stand right before (or behind) several of them, what stands between one
name and the next is a row, and its cells are told by what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, is_known
from appaudit.records.wording.values import LONGEST_NAME, is_company, is_product, kind_of, plain

#: Rows of such a table at the least; cells beside the name and the company that one has at the least and at the most.
_FEWEST_ROWS = 2
_FEWEST_CELLS = 1
_MOST_CELLS = 5
_LONGEST_CELL = 600
#: A label with its value, or a sentence: neither is a name, and the first is no cell of a table.
_LABEL = Expression(r"^[^：:\n]{1,24}[：:](?!//)")
_SENTENCE = Expression(r"[。；;！？!?]|[，,].*[，,]")


def read_cell_runs(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[PartyRecord]:
    """The records of such tables, with offsets of the text."""
    texts = [plain(line.text) for line in lines]
    companies = [number for number, text in enumerate(texts) if _is_cell(lines[number], text, names, words, "company")]
    records: list[PartyRecord] = []
    for side in (-1, 1):
        for run in _runs(companies, side, lines, texts, names, words):
            rows = list(_rows(run, side, lines, texts, names, words))
            if len(rows) >= _FEWEST_ROWS and _are_parties(rows, texts, side, words):
                records += _records(rows, side, lines, texts, words)
        if records:
            break
    return records


#: The first line of a row, the line behind its last, and the line of its company.
_Row = tuple[int, int, int]


def _is_cell(line: Line, text: str, names: FieldNames, words: PartyWords, kind: str) -> bool:
    """Whether a line is a cell, and where one is asked for the name of a company or of a product."""
    if not text or len(text) > _LONGEST_CELL or _LABEL.match(text) or names.field(text):
        return False
    if kind == "company":
        return is_company(text, words)
    if kind == "name":
        is_short = 1 < len(text) <= LONGEST_NAME and not is_company(text, words) and not _SENTENCE.search(text)
        return is_short and kind_of(text, words) not in ("link", "data")
    return True


def _runs(
    companies: Sequence[int],
    side: int,
    lines: Sequence[Line],
    texts: Sequence[str],
    names: FieldNames,
    words: PartyWords,
) -> Iterator[list[int]]:
    """The companies that have a name beside them, as far as they stand close to each other."""
    run: list[int] = []
    for number in companies:
        beside = number + side
        is_named = 0 <= beside < len(texts) and _is_cell(lines[beside], texts[beside], names, words, "name")
        if run and (not is_named or number - run[-1] > _MOST_CELLS + 2):
            yield run
            run = []
        if is_named:
            run.append(number)
    if run:
        yield run


def _rows(
    run: Sequence[int],
    side: int,
    lines: Sequence[Line],
    texts: Sequence[str],
    names: FieldNames,
    words: PartyWords,
) -> Iterator[_Row]:
    """The rows of a run, each up to the next; the last has as many cells as the longest of the others."""
    first = [number + min(side, 0) for number in run]
    longest = max((after - before for before, after in pairwise(first)), default=0)
    for start, stop, company in zip(first, [*first[1:], first[-1] + longest], run, strict=True):
        end = start + 2
        while end < min(stop, len(texts)) and _is_cell(lines[end], texts[end], names, words, ""):
            end += 1
        is_whole = end == stop or stop > first[-1]
        if is_whole and _FEWEST_CELLS <= end - start - 2 <= _MOST_CELLS:
            yield start, end, company


def _are_parties(rows: Sequence[_Row], texts: Sequence[str], side: int, words: PartyWords) -> bool:
    """Whether most rows name an SDK or somebody known."""
    named = [texts[company + side] for _, _, company in rows]
    known = [name for name in named if is_product(name, words) or is_known(name, words) or begins_known(name, words)]
    return len(known) * 2 > len(named)


def _records(
    rows: Sequence[_Row], side: int, lines: Sequence[Line], texts: Sequence[str], words: PartyWords
) -> Iterator[PartyRecord]:
    for start, end, company in rows:
        fields = {"name": texts[company + side], "company": texts[company]}
        record = PartyRecord(fields=fields, start=lines[start].start, end=lines[end - 1].end, layout="table")
        for number in range(start + 2, end):
            text = texts[number]
            kind = "purpose" if words.for_what.match(text) else kind_of(text, words) or "purpose"
            if kind in ("link", "data", "purpose"):
                record.set("data" if kind == "purpose" and record.value("purpose") else kind, text)
        yield record
