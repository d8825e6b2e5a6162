"""Collects the text of a structured document and turns what was marked in it into blocks.

Readers of formats with a structure of their own (HTML, Word) write texts, and mark headings, items, rows and links by
where they stand; lines without marks are read as plain text is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from appaudit.documents.blocks import Block, Cell, Link, SourceLine, Span
from appaudit.documents.hidden import HiddenText
from appaudit.documents.letter_orders import CONTROLS, RIGHT_TO_LEFT, TURNS
from appaudit.documents.lines import blocks_of_lines
from appaudit.model.record import record
from appaudit.model.words import HidingWay

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
#: Characters of the longest text that names a column where the document marks none as such.
_LONGEST_HEADING = 16
#: Columns of a table that are read; a cell of a hostile page may claim to cover a million.
_MOST_COLUMNS = 60
#: Characters of a heading at the most, where it is not Chinese (a third of them where it is), and what ends a sentence:
#: at the end, or before another one.
_LONGEST_TITLE = 240
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE_ENDS = re.compile(r"[。！；]|[a-z)\"”][.;!](?:\s+[A-Z]|$)")
#: A longer row, in characters, is a page that a table lays out.
_LONGEST_ROW = 4_000
_CONTROLS = re.compile(f"([{CONTROLS}])")


@record(kw_only=False, frozen=False)
class MarkedCell:
    """A cell of a table: where its text stands, whether it heads a column, how many rows and columns it covers."""

    start: int
    end: int
    is_heading: bool = False
    rows: int = 1
    columns: int = 1


@record(kw_only=False, frozen=False)
class MarkedRow:
    """A row of a table; rows of one table have the same number."""

    start: int
    table: int
    cells: list[MarkedCell] = field(default_factory=list)


class TextWriter:
    """Collects text and remembers where lines, headings, items, rows and links lie in it.

    `line` is the line of the file that is read just now, where its reader knows, `begins_with` the first character of
    the line that is written and `began_at` its offset. `seams` are offsets at which an element begins that nothing but
    its style parts from what is before it.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.at_line_start = True
        self.begins_with = ""
        self.began_at = 0
        self._hidden_at = -1
        self.pending_space = False
        self._is_turned = False
        self.marks: list[tuple[int, int, str, int]] = []
        self.rows: list[MarkedRow] = []
        self.tables = 0
        self.links: list[Link] = []
        self.seams: list[int] = []
        self.line = 0
        self.lines: list[SourceLine] = []
        self.hidden: list[HiddenText] = []

    def hide(self, text: str, way: HidingWay, *, is_certain: bool = True) -> None:
        """Keep text that is not shown apart; what follows right after in the same way goes on with it."""
        text = _SPACE.sub(" ", text).strip()
        if not text:
            return
        last = self.hidden[-1] if self.hidden else None
        if last is not None and (last.way, last.is_certain, self._hidden_at) == (way, is_certain, self.length):
            self.hidden[-1] = HiddenText(f"{last.text} {text}", way, last.line, is_certain)
        else:
            self.hidden.append(HiddenText(text, way, self.line, is_certain))
        self._hidden_at = self.length

    def write_lines(self, text: str, *, preserve: bool = False) -> None:
        """Add text that begins in the line of the file that is read, and count the lines that it ends."""
        for part in text.splitlines(keepends=True) if "\n" in text else (text,):
            self.write(part, preserve=preserve)
            self.line += part.endswith("\n")

    def _without_turned(self, text: str) -> str:
        """The text without what a control turns round, up to its end or that of the paragraph; that is kept apart."""
        kept: list[str] = []
        for part in _CONTROLS.split(text):
            if part in CONTROLS and part:
                self._is_turned = part == TURNS
            elif self._is_turned and not RIGHT_TO_LEFT.search(part):
                self.hide(part, "reversed")
            else:
                kept.append(part)
        return "".join(kept)

    def write(self, text: str, *, preserve: bool = False) -> None:
        """Add text; runs of white space become one space unless they are to be preserved."""
        if self._is_turned or TURNS in text:
            text = self._without_turned(text)
        if not preserve:
            text = _SPACE.sub(" ", text)
            if text.startswith(" "):
                self.pending_space = self.pending_space or not self.at_line_start
                text = text[1:]
            if not text:
                return
            trailing = text.endswith(" ")
            text = text.rstrip(" ")
            if self.pending_space and text:
                text = " " + text
            self.pending_space = trailing
        if not text:
            return
        if self.line and (not self.lines or self.lines[-1][1] != self.line):
            self.lines.append((self.length, self.line))
        if self.at_line_start or "\n" in text:
            begun = text.rstrip("\n").rpartition("\n")[2]
            self.begins_with = begun.lstrip()[:1]
            self.began_at = self.length + text.rfind(begun)
        self.parts.append(text)
        self.length += len(text)
        self.at_line_start = text.endswith("\n")

    def new_line(self) -> None:
        """Begin a line, unless one has just begun."""
        self._is_turned = False
        self.pending_space = False
        if not self.at_line_start:
            self.parts.append("\n")
            self.length += 1
            self.at_line_start = True

    def finish(self) -> tuple[str, list[Block]]:
        """The text and its blocks; `links` stay as collected."""
        text = "".join(self.parts)
        return text, _assemble(text, self)


def _assemble(text: str, writer: TextWriter) -> list[Block]:
    headings, items, contents = (_Ranges(writer, kind) for kind in ("heading", "item", "contents"))
    definitions = _Ranges(writer, "definition")
    of_text = _levels_of_text(headings, text)
    rows = _row_blocks(text, writer.rows)
    starts = [row.start for row in rows]
    blocks: list[Block] = []
    last_heading = -1
    for block in blocks_of_lines(text, markdown=False, kept=_own_lines(writer)):
        above = bisect_right(starts, block.start) - 1
        if above >= 0 and _belongs_to(rows[above], block.start, text):
            continue
        heading = headings.around(block.start)
        is_title = heading is not None and heading[2] not in of_text and _may_be_title(text[block.start : block.end])
        if heading and is_title and block.end <= heading[1] + 1:
            blocks.append(Block("heading", block.start, block.end, heading[2]))
            last_heading = block.start
        elif contents.around(block.start):
            blocks.append(Block("contents", block.start, block.end))
        elif items.around(block.start) and (block.kind == "paragraph" or _is_whole_item(block, items, blocks, text)):
            blocks.append(Block("item", block.start, block.end, 0, _lead_in(blocks, text)))
        elif block.kind in ("heading", "item") and _is_whole(definitions.around(block.start), block):
            blocks.append(Block("paragraph", block.start, block.end))  # short as a title, below the term that it is of
        elif block.lead_in is not None and block.lead_in.start < last_heading:
            # The lines alone did not tell that a heading stands between a list and what seems to introduce it.
            blocks.append(replace(block, lead_in=None))
        else:
            blocks.append(block)
    blocks.extend(rows)
    blocks.sort(key=lambda block: block.start)
    return [block for block in blocks if block.end > block.start]


def _is_whole(mark: tuple[int, int, int] | None, block: Block) -> bool:
    """Whether a block is all that is marked around it."""
    return mark is not None and block.start <= mark[0] and mark[1] <= block.end + 1


def _own_lines(writer: TextWriter) -> set[int]:
    """Where a heading or an item begins, and what follows one: such a line is no rest of the line before it."""
    marks = [(start, end) for start, end, kind, _ in writer.marks if kind in ("heading", "item")]
    return {offset for start, end in marks for offset in (start, end, end + 1)}


def _levels_of_text(headings: _Ranges, text: str) -> set[int]:
    """The levels of headings that a page sets its paragraphs in: most of what stands there cannot be a title."""
    titles: dict[int, int] = {}
    for start, end, level in headings:
        said = text[start:end].strip()
        titles[level] = titles.get(level, 0) + ((1 if _may_be_title(said) else -1) if said else 0)
    return {level for level, more in titles.items() if more < 0}


def _may_be_title(text: str) -> bool:
    """Whether what is marked as a heading can be one: pages set their paragraphs in headings too, for their size."""
    said = text.strip()
    longest = _LONGEST_TITLE if said.isascii() or not _IDEOGRAPH.search(said) else _LONGEST_TITLE // 3
    is_long = len(said) > longest // 2
    return bool(said) and len(said) <= longest and not (is_long and _SENTENCE_ENDS.search(said))


def _belongs_to(row: Block, position: int, text: str) -> bool:
    """Whether a line stands in a row: on its first line, or on a later one of a cell that breaks its lines.

    Pages are laid out in tables too, and what fills a page is no cell of a list.
    """
    if position >= row.end:
        return False
    is_list = len(row.cells) > 1 and row.end - row.start <= _LONGEST_ROW
    return is_list or "\n" not in text[row.start : position]


class _Ranges:
    """The marks of one kind, asked by position in logarithmic time: a hostile page can have a hundred thousand."""

    def __init__(self, writer: TextWriter, kind: str) -> None:
        marks = sorted((start, end, level) for start, end, name, level in writer.marks if name == kind)
        self._marks: list[tuple[int, int, int]] = []
        for mark in marks:
            # A mark inside another (a list in a list item) adds nothing.
            if not self._marks or mark[0] >= self._marks[-1][1]:
                self._marks.append(mark)
        self._starts = [mark[0] for mark in self._marks]

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        return iter(self._marks)

    def adjoins(self, mark: tuple[int, int, int]) -> bool:
        """Whether another mark ends right before one, or begins right after it."""
        index = bisect_right(self._starts, mark[0]) - 1
        before, after = self._marks[max(index - 1, 0)], self._marks[index + 1 : index + 2]
        return (index > 0 and mark[0] - before[1] <= 1) or any(more[0] - mark[1] <= 1 for more in after)

    def around(self, position: int) -> tuple[int, int, int] | None:
        index = bisect_right(self._starts, position) - 1
        return self._marks[index] if index >= 0 and position < self._marks[index][1] else None


def _is_whole_item(block: Block, items: _Ranges, blocks: list[Block], text: str) -> bool:
    """Say whether what looks like a heading is all of an entry of a list that is introduced or that others adjoin."""
    item = items.around(block.start)
    if block.kind != "heading" or item is None or item[1] > block.end + 1:
        return False
    return _lead_in(blocks, text) is not None or items.adjoins(item)


def _lead_in(blocks: list[Block], text: str) -> Span | None:
    for block in reversed(blocks):
        if block.kind == "item":
            return block.lead_in
        if text[block.start : block.end].rstrip().endswith(("：", ":")):
            return Span(block.start, block.end)
        return None
    return None


def _row_blocks(text: str, rows: Sequence[MarkedRow]) -> list[Block]:
    """Rows in order; the first row of a run names the columns when it looks like names."""
    result: list[Block] = []
    header: list[str] = []
    above: Span | None = None
    previous_end, table = -2, -1
    for row, cells in _whole_rows(rows):
        start = row.start
        end = max(max(cell.end for cell in row.cells), start)
        if start > previous_end + 2 and row.table != table:
            header, above = [], None
        texts = [text[cell.start : cell.end].strip() for cell in cells]
        is_named = all(cell.is_heading for cell in cells) or (all(texts) and max(map(len, texts)) <= _LONGEST_HEADING)
        heads_row = cells[0].is_heading and not any(cell.is_heading for cell in cells[1:])
        is_header = not header and len(cells) > 1 and is_named and not heads_row
        named = header if len(header) == len(cells) else [""] * len(cells)
        block = Block(
            "row",
            start,
            end,
            lead_in=None if is_header else above,
            cells=tuple(
                Cell(cell.start, cell.end, "" if is_header else title) for cell, title in zip(cells, named, strict=True)
            ),
            header=is_header,
        )
        if is_header:
            header, above = texts, Span(start, end)
        result.append(block)
        previous_end, table = end, row.table
    return sorted(result, key=lambda block: block.start)


def _whole_rows(rows: Sequence[MarkedRow]) -> Iterator[tuple[MarkedRow, list[MarkedCell]]]:
    """The rows that hold anything, with the cells that reach into them from above."""
    table = -1
    reaching: dict[int, tuple[MarkedCell, int]] = {}
    for row in rows:
        if row.table != table:
            table, reaching = row.table, {}
        cells: list[MarkedCell] = []
        own = iter(row.cells)
        while len(cells) < _MOST_COLUMNS:
            column = len(cells)
            if column in reaching:
                cell, left = reaching.pop(column)
                cells.append(cell)
                if left > 1:
                    reaching[column] = (cell, left - 1)
                continue
            cell_of_row = next(own, None)
            if cell_of_row is None:
                break
            for number in range(column, min(column + cell_of_row.columns, _MOST_COLUMNS)):
                cells.append(cell_of_row)
                if cell_of_row.rows > 1:
                    reaching[number] = (cell_of_row, cell_of_row.rows - 1)
        if any(cell.end > cell.start for cell in row.cells):
            yield row, cells
