"""Tables whose cells ran together when they were copied: "SDK名称公司名称使用目的" over rows with nothing between.

Headings are told by the names of columns, one behind the other and nothing beside them. In the rows the end of a
company, of the word SDK and of an address part cells, and what something is for from data; a row that does not come
apart in this way makes the table unreadable, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import plain

#: Columns that such a table has at least, and characters of its headings at the most.
_FEWEST = 4
_LONGEST_HEADINGS = 60
_LONGEST_HEADING = 14
#: Ways of parting the end of a line of headings that are kept.
_MOST_WAYS = 60
_MOST_TRIED = 6
#: The shortest and the longest names and companies.
_SHORTEST, _LONGEST = 2, 60
_MOST_ROWS = 200
_MOST_LINES = 12
_LONGEST_ROW = 3_000
#: Characters in which a company goes on behind what may be its end: "…集团控股有限公司".
_MORE = 6
_ADDRESS = re.compile(r"https?://[!-~]+")
_NUMBER = re.compile(r"(\d{1,3})(?:[.、]\s?|(?!\d))")
#: What stands behind an item of a list of data.
_LISTED = re.compile(r"[、，,（(；;]|$")
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
#: What stands in no line of headings: spaces part them already, and the others part sentences, or labels from values.
_NO_HEADINGS = re.compile(r"[ \t，。；;！!？?：:]")


def read_glued(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> tuple[list[PartyRecord], list[Line]]:
    """The records of such tables, and the lines that belong to none."""
    records: list[PartyRecord] = []
    left: list[Line] = []
    index = 0
    while index < len(lines):
        read, length = _table_at(lines, index, names, words)
        records += read
        if not read:
            left.append(lines[index])
        index += 1 + length
    return records, left


def _table_at(lines: Sequence[Line], index: int, names: FieldNames, words: PartyWords) -> tuple[list[PartyRecord], int]:
    """The records below the headings of a line, in the first way to part them in which every row comes apart."""
    for columns in _columns_of(lines[index].text, names, words):
        rows = list(_rows(lines, index + 1, columns))
        found = [_record(row, columns, words) for row in rows]
        read = [record for record in found if record is not None]
        if read and len(read) == len(found):
            return read, sum(map(len, rows))
    return [], 0


def _columns_of(text: str, names: FieldNames, words: PartyWords) -> list[tuple[str, ...]]:
    """The fields of headings that stand in a line without anything between them, in each way to part them."""
    text = text.strip()
    if not _FEWEST * _SHORTEST <= len(text) <= _LONGEST_HEADINGS or is_latin(text) or _NO_HEADINGS.search(text):
        return []

    @cache
    def parted(start: int) -> tuple[tuple[str, ...], ...]:
        """The fields of the headings from a place on, in each way of parting them, those of the fewest first."""
        if start == len(text):
            return ((),)
        found: list[tuple[str, ...]] = []
        for end in range(start + _SHORTEST, min(start + _LONGEST_HEADING, len(text)) + 1):
            field = names.field(text[start:end])
            if field or words.other_label.search(text[start:end]):
                found += [(field, *rest) for rest in parted(end)]
        return tuple(sorted(dict.fromkeys(found), key=len)[:_MOST_WAYS])

    options = [columns for columns in parted(0) if _is_list(columns)]
    return sorted(options, key=lambda columns: (-len({*columns}), -len(columns)))[:_MOST_TRIED]


def _is_list(columns: Sequence[str]) -> bool:
    """Whether columns are those of a list: a name, and others that each say something else; it may be used for two."""
    known = [field for field in columns if field]
    is_clear = all(known.count(field) == 1 for field in known if field != "purpose")
    return len(columns) >= _FEWEST <= len({*known}) + 1 and is_clear and "name" in known and _opens(columns)


def _opens(columns: Sequence[str]) -> bool:
    """Whether a row begins with its number or a name, which alone tell where it does."""
    first = next(field for field in columns if field)
    return first in ("name", "company") and not any(columns[1 : columns.index(first)])


def _rows(lines: Sequence[Line], first: int, columns: Sequence[str]) -> Iterator[list[Line]]:
    """The lines of each row: it begins with the next number, or ends with an address, or is one line."""
    is_counted, ends_with_address = not columns[0], columns[-1] == "link"
    row: list[Line] = []
    number = 1
    for line in lines[first : first + _MOST_ROWS * _MOST_LINES]:
        text = line.text.strip()
        counted = _NUMBER.match(text)
        begins = counted is not None and int(counted[1]) == number if is_counted else not row
        if not row and not begins:
            return
        if is_counted and begins:
            if row:
                yield row
                row = []
            number += 1
        row.append(line)
        if len(row) > _MOST_LINES:
            return
        if _ADDRESS.search(text) if ends_with_address else not is_counted:
            yield row
            row = []
    if row and is_counted and not ends_with_address:
        yield row


def _record(row: Sequence[Line], columns: Sequence[str], words: PartyWords) -> PartyRecord | None:
    """The record of a row; None where its cells do not come apart."""
    text = "；".join(line.text.strip() for line in row)
    if len(text) > _LONGEST_ROW:
        return None
    columns = list(columns)
    if not columns[0]:
        text = _NUMBER.sub("", text, count=1)
        columns = columns[1:]
    fields: dict[str, str] = {}
    if "link" in columns:
        address = _ADDRESS.search(text)
        if columns[-1] != "link" or (address is None and text):
            return None
        text, fields["link"] = (text[: address.start()], address.group()) if address else (text, "")
        columns = columns[:-1]
    taken = _name_and_company(text, columns, words)
    if taken is None:
        return None
    said, rest = taken
    fields |= said
    columns = [field for field in columns if field not in ("name", "company")]
    uses = _uses_and_data(rest, [*dict.fromkeys(field for field in columns if field in ("purpose", "data"))], words)
    if uses is None:
        return None
    return PartyRecord(fields={**fields, **uses}, start=row[0].start, end=row[-1].end, layout="table")


def _name_and_company(text: str, columns: Sequence[str], words: PartyWords) -> tuple[dict[str, str], str] | None:
    """The name and the company that a row begins with, and the rest of it; None where they cannot be told."""
    if "company" not in columns:
        end = _name_end(text, words)
        return ({"name": plain(text[:end])}, text[end:]) if end else None
    if {*columns[:2]} != {"name", "company"}:
        return None
    end = _company_end(text, words)
    if not end:
        return None
    if columns[0] == "company":
        name_end = _name_end(text[end:], words)
        said = {"company": plain(text[:end]), "name": plain(text[end : end + name_end])}
        return (said, text[end + name_end :]) if name_end else None
    parted = _name_end(text[:end], words)
    name, company = plain(text[:parted]), plain(text[parted:end])
    # "华为推送华为终端…" behind a name that is known in part alone: its rest is no beginning of a company.
    is_parted = bool(name) and _SHORTEST < len(company) <= _LONGEST and company.find(name) <= 0
    return ({"name": name, "company": company}, text[end:]) if is_parted else None


def _company_end(text: str, words: PartyWords) -> int:
    """Where the first company of a text ends, 0 where there is none."""
    whole = min(len(text), 2 * _LONGEST)
    first = next((end for end in range(_SHORTEST, whole + 1) if words.company.search(text[:end])), 0)
    if not first:
        return 0
    return max(end for end in range(first, min(first + _MORE, whole) + 1) if words.company.search(text[:end]))


def _name_end(text: str, words: PartyWords) -> int:
    """Where the name ends that a text begins with: behind the word SDK, or a name that is known."""
    start = text[: 2 * _LONGEST]
    product = words.product.search(start)
    if product is not None and product.end() <= _LONGEST:
        bracket = _BRACKETS.match(text, product.end())
        return bracket.end() if bracket and not words.company.search(bracket.group()[1:-1]) else product.end()
    known = [end for end in range(_SHORTEST, min(len(start), _LONGEST)) if is_known(start[:end], words)]
    return known[-1] if known else 0


def _uses_and_data(text: str, columns: Sequence[str], words: PartyWords) -> dict[str, str] | None:
    """What something is for and its data, in the order of their columns; None where nothing parts them."""
    text = text.strip("；")
    if len(columns) < 2:
        return dict.fromkeys(columns, text)
    bare = _BRACKETS.sub(lambda found: "（" * len(found.group()), text)
    if columns[0] == "data":
        uses = [found.start() for found in words.for_what.finditer(bare) if found.start() >= _SHORTEST]
        cut = next((start for start in uses if words.data.search(text[:start])), 0)
    else:
        data = [found for found in words.data.finditer(bare) if found.start() >= _SHORTEST]
        cut = next((found.start() for found in data if _LISTED.match(bare, found.end())), 0)
        cut = 0 if _LISTED.match(bare[cut - 1 : cut] or "、") else cut  # an item before it is one that nobody knows
    return {columns[0]: text[:cut].strip("；"), columns[1]: text[cut:]} if cut else None
