"""What a policy document is made of: its text, the blocks of it, their table cells, and its links."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from appaudit.documents.hidden import HiddenText
from appaudit.model.bilingual import Bilingual
from appaudit.model.record import record


@record(kw_only=False)
class Span:
    """A half-open range of code points in a document text."""

    start: int
    end: int


@record(kw_only=False)
class Cell:
    """A table cell, with the text of its column header (empty where the table has none)."""

    start: int
    end: int
    header: str = ""


@record(kw_only=False)
class Block:
    """A piece of text that belongs together.

    `kind` is `heading`, `paragraph`, `item`, `row` or `contents` (an entry of a table of contents). `level`
    orders headings (1 is outermost). `lead_in` is the text that introduces a list item or a table. `cells` are
    the cells of a table row; `header` marks the row that names the columns.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    lead_in: Span | None = None
    cells: tuple[Cell, ...] = ()
    header: bool = False


@record(kw_only=False)
class Link:
    """A hyperlink of the document: where its text stands, and where it leads."""

    start: int
    end: int
    target: str


@record(kw_only=False)
class Repeat:
    """Parts of a page of one form, such as cards: the fields of each, in order."""

    parts: tuple[tuple[Span, ...], ...]


#: An offset of a document text, and the line of the file that the text from there on stands in.
SourceLine = tuple[int, int]


def line_at(lines: Sequence[SourceLine], offset: int) -> int:
    """The line of the file in which an offset of the text stands, 0 where the format has no lines."""
    index = bisect_right(lines, offset, key=lambda pair: pair[0]) - 1
    return lines[index][1] if index >= 0 else 0


@record(kw_only=False)
class Redrawn:
    """A run of text that a font inside the file draws as nobody can tell; a heading by itself says little."""

    start: int
    end: int
    font: str
    is_heading: bool = False


@record
class ParsedText:
    """What a format reader makes of a file.

    `encoding` names how it was read. `truncated` says that the end is missing, `unread` which other parts are, and why.
    `lines` are pairs of an offset and the line of the file, from 1, that the text from there on stands in; formats
    without lines have none. `hidden` is what it holds and does not show, none of which is in `text`. `repeats` are its
    parts that repeat, where the format tells. `redrawn` are runs of the text that may be drawn as others.
    """

    text: str
    blocks: Sequence[Block]
    links: Sequence[Link]
    encoding: str
    truncated: bool = False
    unread: Sequence[Bilingual] = ()
    lines: Sequence[SourceLine] = ()
    hidden: Sequence[HiddenText] = ()
    repeats: Sequence[Repeat] = ()
    redrawn: Sequence[Redrawn] = ()


@record(kw_only=False)
class PolicyDocument:
    r"""A policy text as read.

    `text` has newlines normalised to `\n`; for plain text and Markdown it is otherwise the decoded file itself.
    `blocks` are in order and do not overlap. `language` is guessed from letters, until the policy room has found it.
    `truncated` says that the text was cut at the limit, `unread` which parts of the file hold no text that could be
    read. `lines` lead back to the lines of the file, where it has any. `hidden` is what the file does not show, and no
    part of the text. `repeats` are groups of parts that a page lays out alike. `redrawn` are runs of the text of which
    nobody can tell whether the fonts of the file draw them as they are written.
    """

    name: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    language: str
    encoding: str
    links: tuple[Link, ...] = ()
    truncated: bool = False
    unread: tuple[Bilingual, ...] = ()
    lines: tuple[SourceLine, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    redrawn: tuple[Redrawn, ...] = ()
