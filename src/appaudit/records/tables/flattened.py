"""Tables that lost their cells when they were copied: a cell a line, or a row a line with only spaces in it.

Both begin with headings that nobody writes in prose: three lines, or four words of one line, that all name columns.
What stands below is put back into rows by what its first or last column holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.documents.lines import opens_section
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.tables.cell_lines import ADDRESS, FIELDS, deal, joined
from appaudit.records.tables.glued_english import read_glued_english
from appaudit.records.tables.glued_rows import read_glued
from appaudit.records.tables.rows import read_table
from appaudit.records.wording.names import is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import LONGEST_NAME, is_company, is_product, kind_of, kind_of_label, plain

#: The longest text of a heading, in characters.
_LONGEST_HEADING = 20
_LONGEST_IN_LATIN = 48
#: How the first part of a heading on two lines looks.
_WORDS = Expression(r"[A-Z][a-z]+(?: [A-Za-z]+){0,3}")
#: How any other heading looks.
_TITLE = Expression(r"[A-Z][\w/&'’-]*(?: [\w/&'’-]+){0,4}")
_FEWEST_HEADINGS = 3
#: Rows, and their headings with them, below headings that do not say that they are such.
_FEWEST_ROWS = 2
#: Fields of the headings that stand on a line each.
_FEWEST_WHOLE = 2
_MOST_HEADINGS = 12
_FEWEST_WORDS = 4
#: Words of a row of spaces: more than that is prose, and dividing it takes the square of their number.
_MOST_WORDS = 28
_MOST_SPARE = 14
#: What parts the cells of a row where a copy keeps the distance between them.
_GAP = Expression(r"\t+| {2,}|\u3000+")
_SENTENCE = Expression(r"[。；;！？!?：:]")
#: Rows of one table that are put together.
_MOST_ROWS = 300
#: Lines below such headings that are dealt out to their columns.
_MOST_LINES = 600
#: Headings of a document below which rows are looked for: a hostile text is nothing but headings.
_MOST_TRIED = 30
_LINES_A_TRY = 100


def read_flattened(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> tuple[list[PartyRecord], list[Line]]:
    """The records of such tables, with offsets of the text, and the lines that belong to none."""
    records, lines = read_glued(lines, names, words)
    english, lines = read_glued_english(lines, names, words)
    records += english
    left: list[Line] = []
    index = tried = 0
    while index < len(lines):
        headings, width = _headings_at(lines, index, names, words) if tried < _MOST_TRIED else ([], 0)
        rows: list[list[_Cell]] = []
        if not width and tried < _MOST_TRIED and _is_row_of_headings(lines[index].text, names, words):
            width = 1
            headings = [(cell, lines[index]) for cell in _cells_of(lines[index].text)]
            rows = _rows_of_gaps(lines, index, names, words) or _rows_of_words(lines, index, names, words)
        if width and not rows:
            rows, more = _rows_below(headings, lines, index + width, names, words)
            width += more
        # What was looked at in vain counts by its length.
        in_vain = min(len(lines) - index, _MOST_LINES) // _LINES_A_TRY if width and not rows else 0
        tried += (width > 0) + in_vain
        if not rows:
            left += lines[index : index + max(width, 1)]
            index += max(width, 1)
            continue
        records += _records(rows, names, words)
        index = lines.index(rows[-1][-1][1], index) + 1
    return records, left


_Cell = tuple[str, Line]


def _records(rows: Sequence[Sequence[_Cell]], names: FieldNames, words: PartyWords) -> list[PartyRecord]:
    table = [[text for text, _ in row] for row in rows]
    found = list(read_table(table, names, words, 0, in_text=True).records)
    for record in found:
        first, last = rows[record.start], rows[min(record.end, len(rows)) - 1]
        record.start, record.end = first[0][1].start, last[-1][1].end
    return found


def _cell(text: str) -> str:
    return text.strip().strip("|").strip()


def _is_heading(text: str, names: FieldNames, words: PartyWords) -> bool:
    # What entries of a list are called is no cell of a table.
    is_cell = is_latin(text) and not text.startswith(("-", "*"))
    longest = _LONGEST_IN_LATIN if is_cell else _LONGEST_HEADING
    if not text or len(text) > longest or text.endswith(("：", ":")):
        return False
    return bool(names.field(text)) or words.other_label.search(text) is not None


def _lists_parties(headings: Sequence[str], names: FieldNames) -> bool:
    fields = {names.field(text) for text in headings} - {""}
    return len(fields) >= _FEWEST_HEADINGS and not fields.isdisjoint({"name", "company"})


def _headings_at(lines: Sequence[Line], index: int, names: FieldNames, words: PartyWords) -> tuple[list[_Cell], int]:
    """The headings of one table that stand on the lines from here on, and how many lines; none where they are none."""
    end = index
    whole: set[str] = set()
    headings: list[_Cell] = []
    while end < len(lines) and len(headings) < _MOST_HEADINGS:
        text = _cell(lines[end].text)
        if _is_heading(text, names, words):
            headings.append((text, lines[end]))
            whole.add(names.field(text))
            end += 1
        elif len(whole - {""}) > 1 and _is_guessed(lines[end : end + 2], names, words):
            headings.append((text, lines[end]))  # a word tells the field, and a heading follows
            end += 1
        elif broken := _broken_heading(lines[end : end + 2], headings, names):
            headings.append((broken, lines[end]))
            end += 2
        else:
            break
    # Of labels that have their values below them each value would be the first part of the next heading.
    is_table = len(whole - {""}) >= _FEWEST_WHOLE and _lists_parties([text for text, _ in headings], names)
    if not is_table:
        headings = _guessed_headings(lines, index, names, words)
        return headings, len(headings)
    return headings, end - index


def _guessed_headings(lines: Sequence[Line], index: int, names: FieldNames, words: PartyWords) -> list[_Cell]:
    """The lines from here on that each head an English column, most of them by a word alone; empty where they are none.

    "Sub-processor", "Location of processing", "Services", "Categories of personal data" are headings; the first of them
    is who is listed, and what stands below the last one is nobody's label.
    """
    found: list[_Cell] = []
    for line in lines[index : index + _MOST_HEADINGS]:
        text = _cell(line.text)
        is_heading = is_latin(text) and len(text) <= _LONGEST_IN_LATIN and text[:1].isupper() and text[-1:].isalpha()
        if not is_heading or is_known(text, words) or not (names.field(text) or kind_of_label(text, words)):
            break
        found.append((text, line))
    fields = [_field_of(text, names, words) for text, _ in found]
    told = {names.field(text) for text, _ in found} - {""}
    is_table = len(told) >= _FEWEST_WHOLE and len(found) >= _FEWEST_HEADINGS
    return found if is_table and fields[0] in ("name", "company") else []


def _is_guessed(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> bool:
    """Whether a line between headings is one whose field only a word of it tells: "隐私权限政策链接"."""
    text, below = _cell(lines[0].text), _cell(lines[-1].text)
    longest = _LONGEST_IN_LATIN if is_latin(text) else _LONGEST_HEADING
    is_short = len(lines) > 1 and 1 < len(text) <= longest and not text.endswith(("：", ":", "。", "."))
    return is_short and bool(kind_of_label(text, words)) and _is_heading(below, names, words)


def _field_of(text: str, names: FieldNames, words: PartyWords) -> str:
    """The field of a heading of a column, that a word of it tells where it is no name of a column."""
    told = names.field(text)
    guessed = "" if told or words.other_label.search(text) else kind_of_label(text, words)
    return told or ("" if guessed == "other" else guessed)


def _broken_heading(lines: Sequence[Line], before: Sequence[_Cell], names: FieldNames) -> str:
    """The heading that stands on two lines ("Externally provided", "type of data"), empty where they are none.

    Behind others the first may be any words, where the second is a heading of what no column is about yet.
    """
    first, second = (_cell(lines[0].text), _cell(lines[-1].text))
    if not (is_latin(first) and _WORDS.fullmatch(first) and names.field(second)):
        return ""
    if names.field(f"{first} {second}"):
        return f"{first} {second}"
    is_further = len(before) > 0 and names.field(second) not in {names.field(text) for text, _ in before}
    return second if is_further else ""


def _rows_below(
    headings: list[_Cell], lines: Sequence[Line], start: int, names: FieldNames, words: PartyWords
) -> tuple[list[list[_Cell]], int]:
    """The headings and the rows below them, and how many lines more are headings than those that say so by themselves.

    "Registered address" heads a column that no list needs; where whom a row is about stands first, the lines down to
    the first company or known name are looked at both ways.
    """
    score, rows = _rows_of_lines(headings, lines, start, names, words)
    more = _more_headings(lines, start, len(headings), words)
    if more and _field_of(headings[0][0], names, words) in ("name", "company"):
        further = [(_cell(line.text), line) for line in lines[start : start + more]]
        other, told = _rows_of_lines([*headings, *further], lines, start + more, names, words)
        if other > score and len(told) > _FEWEST_ROWS:
            return told, more
    return rows, 0


def _more_headings(lines: Sequence[Line], start: int, before: int, words: PartyWords) -> int:
    """How many lines from here on may be headings that say nothing of what lists say; 0 where none is."""
    for more, line in enumerate(lines[start : start + _MOST_HEADINGS - before]):
        text = _cell(line.text)
        if is_known(text, words) or is_company(text, words) or is_product(text, words):
            return more
        if not (_TITLE.fullmatch(text) and len(text) <= _LONGEST_IN_LATIN):
            return 0
    return 0


def _rows_of_lines(
    headings: list[_Cell], lines: Sequence[Line], start: int, names: FieldNames, words: PartyWords
) -> tuple[float, list[list[_Cell]]]:
    """The headings and the rows below them, where every cell is a line or several, and how well they fill the columns.

    No rows, not even the headings, where they make none.
    """
    body: list[_Cell] = []
    for line in lines[start : start + _MOST_LINES]:
        text = _cell(line.text)
        if line.kind == "heading" and opens_section(text):
            break
        if text:
            body.append((text, line))
    fields = [_field_of(text, names, words) for text, _ in headings]
    fields = [field if field in FIELDS else "" for field in fields]
    are_addresses = [words.column_address.search(text) is not None for text, _ in headings]
    fields = [field or ADDRESS * is_one for field, is_one in zip(fields, are_addresses, strict=True)]
    rows = [headings]
    if fields[0] in ("name", "company") and (even := _even_rows(body, len(headings), words)):
        return float(len(body)), [headings, *even]
    if len({*fields} - {"", ADDRESS}) < _FEWEST_HEADINGS:
        return 0.0, []
    score, dealt = deal([text for text, _ in body], fields, words)
    for spans in dealt:
        cells = [joined([text for text, _ in body[first:last]]) for first, last in spans]
        rows.append([(cell, body[max(last - 1, 0)][1]) for cell, (_, last) in zip(cells, spans, strict=True)])
        rows[-1][0] = (cells[0], body[spans[0][0]][1])
    return (score, rows) if len(rows) > 1 and _holds_parties(rows, names, words) else (0.0, [])


def _even_rows(body: Sequence[_Cell], width: int, words: PartyWords) -> list[list[_Cell]]:
    """The rows of as many lines each, of which the first names somebody, most of them known; empty for other lines.

    The last column may be empty in all of them: its cells were links or marks that the copy has lost.
    """
    for lines in (width, width - 1):
        rows = [list(body[start : start + lines]) for start in range(0, len(body), lines)]
        firsts = [row[0][0] for row in rows]
        others = [cell for row in rows for cell, _ in row[1:]]
        is_even = len(rows) > 1 and len(rows[-1]) == lines and all(len(first) <= LONGEST_NAME for first in firsts)
        known = sum(is_known(first, words) for first in firsts)
        if is_even and known * 3 > len(rows) * 2 and sum(is_known(cell, words) for cell in others) < len(rows):
            return [row + [("", row[-1][1])] * (width - lines) for row in rows]
    return []


def _holds_parties(rows: Sequence[Sequence[_Cell]], names: FieldNames, words: PartyWords) -> bool:
    """Whether the cells below the headings are what the headings say, where that can be told."""
    told = right = 0
    for column, (heading, _) in enumerate(rows[0]):
        field = names.field(heading)
        for row in rows[1:]:
            kind = kind_of(row[column][0], words) if column < len(row) else None
            if field in ("company", "link", "data") and kind:
                told += 1
                right += kind == field or (field == "company" and kind == "name")
    return told == 0 or right * 2 >= told


def _cells_of(text: str) -> list[str]:
    """The headings of a line, parted by gaps where it has any, else by spaces."""
    cells = _GAP.split(text.strip())
    return cells if len(cells) > 1 else text.split()


def _is_row_of_headings(text: str, names: FieldNames, words: PartyWords) -> bool:
    cells = _GAP.split(text.strip())
    if len(cells) > 1 and {"name", "company"} & {names.field(cell) for cell in cells}:
        fewest = 2  # nobody writes prose with gaps between the names of columns
    else:
        cells, fewest = text.split(), _FEWEST_WORDS
    if not fewest <= len(cells) <= _MOST_HEADINGS or not all(_is_heading(cell, names, words) for cell in cells):
        return False
    return _lists_parties(cells, names) or fewest == 2 == len({names.field(cell) for cell in cells} - {""})


def _rows_of_gaps(lines: Sequence[Line], index: int, names: FieldNames, words: PartyWords) -> list[list[_Cell]]:
    """The headings and the rows below them, where a tab or several spaces stand between the cells."""
    rows: list[list[_Cell]] = []
    for line in lines[index : index + 1 + _MOST_ROWS]:
        cells = [(cell, line) for cell in _GAP.split(line.text.strip())]
        if len(cells) == 1 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    return rows if len(rows) > 1 and _holds_parties(rows, names, words) else []


def _rows_of_words(lines: Sequence[Line], index: int, names: FieldNames, words: PartyWords) -> list[list[_Cell]]:
    """The headings and the rows below them, where spaces stand between the cells."""
    headings = lines[index].text.split()
    fields = [names.field(heading) for heading in headings]
    rows: list[list[_Cell]] = [[(heading, lines[index]) for heading in headings]]
    doubtful = 0
    for line in lines[index + 1 : index + 1 + _MOST_ROWS]:
        parts = line.text.split()
        cells = _divided(parts, fields, words)
        if not cells and len(rows) > 1 and fields[1:2] in (["name"], ["company"]):
            # The first cell, a use or a kind, reaches down from the row above.
            below = _divided(parts, fields[1:], words)
            cells = [rows[-1][0][0], *below] if below and is_company(below[0], words) else []
        if not cells and len(parts) == len(fields) and not any(map(_SENTENCE.search, parts)):
            cells, doubtful = parts, doubtful + 1  # "ZXing 开源 无 扫码": a word for each column, and no company
        if not cells:
            break
        rows.append([(cell, line) for cell in cells])
    return rows if len(rows) > 1 and doubtful * 2 < len(rows) - 1 else []


def _divided(parts: Sequence[str], fields: Sequence[str], words: PartyWords) -> list[str]:
    """Words as cells of as many columns, each as much as possible what its column holds; empty where they are none."""
    count, columns = len(parts), len(fields)
    spare = count - columns
    if not -1 <= spare <= _MOST_SPARE or count > _MOST_WORDS:
        return []
    fits: dict[tuple[int, int, str], float] = {}

    def fit(start: int, end: int, field: str) -> float:
        key = (start, end, field)
        if key not in fits:
            fits[key] = _fit(" ".join(parts[start:end]), end - start, field, words)
        return fits[key]

    # best[c][e]: the best way to make c cells of the first e words, and where the last of them begins.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for field in fields:
        row: dict[int, tuple[float, int]] = {}
        for start, (score, _) in best[-1].items():
            for end in range(start + 1, min(start + spare + 2, count) + 1):
                value = score + fit(start, end, field)
                if end not in row or value > row[end][0]:
                    row[end] = (value, start)
        best.append(row)
    if count not in best[-1]:
        return []
    cells: list[str] = []
    end = count
    for column in range(columns, 0, -1):
        start = best[column][end][1]
        cells.insert(0, " ".join(parts[start:end]))
        end = start
    known = [(field, cell) for field, cell in zip(fields, cells, strict=True) if field in ("company", "link")]
    return cells if all(kind_of(cell, words) == field for field, cell in known) else []


def _fit(text: str, length: int, field: str, words: PartyWords) -> float:
    """How well a text fills a column: what it is counts most, and that it is one word where nothing tells."""
    kind = kind_of(plain(text), words)
    if field and kind == field:
        return 2.0
    if field in ("company", "link"):
        return -2.0
    if field == "name":
        return 0.5 if length == 1 and kind is None else -0.5
    return 0.5 / length
