"""HTML policies: visible text with blocks, by lxml's HTML parser, without network or entity resolution."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from appaudit.errors import ExtractionError
from appaudit.policy.blocks import Block, Cell, Link, Span
from appaudit.policy.lines import blocks_of_lines

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|table|article|section|span|br|meta|ul|ol)\b", re.I
)
_SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "nav", "head", "iframe", "object", "select", "button", "math"]
)
#: The term of a definition list heads its definition, below any heading.
_TERM_LEVEL = 8
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", *_HEADINGS),
    ]
)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def looks_like_html(text: str) -> bool:
    """Say whether a text is markup rather than prose that mentions a tag."""
    start = text[:20_000]
    return len(_MARKUP.findall(start)) >= 2 or start.lstrip()[:9].lower() in {"<!doctype", "<html"}


def parse_html(markup: str, name: str) -> tuple[str, list[Block], list[Link], bool]:
    """Give the visible text of a page, its blocks, its links, and whether the parser gave up before its end.

    Raises:
        ExtractionError: The parser finds no document in it.
    """
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ExtractionError(f"{name}: cannot be parsed as HTML: {error}") from error
    writer = _Writer()
    _walk(root, writer)
    # libxml2 drops what is nested deeper than its limit and says so only here.
    gave_up = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return *writer.finish(), gave_up


class _Writer:
    """Collects text and remembers where lines, headings, items, rows and links lie in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.at_line_start = True
        self.pending_space = False
        self.marks: list[tuple[int, int, str, int]] = []
        self.rows: list[tuple[int, list[tuple[int, int, bool]]]] = []
        self.links: list[Link] = []

    def write(self, text: str, *, preserve: bool = False) -> None:
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
        self.parts.append(text)
        self.length += len(text)
        self.at_line_start = text.endswith("\n")

    def new_line(self) -> None:
        self.pending_space = False
        if not self.at_line_start:
            self.parts.append("\n")
            self.length += 1
            self.at_line_start = True

    def finish(self) -> tuple[str, list[Block], list[Link]]:
        text = "".join(self.parts)
        return text, _assemble(text, self), self.links


def _walk(root: lxml_html.HtmlElement, writer: _Writer) -> None:
    # An explicit stack: a page nested a thousand deep must not end in a RecursionError.
    stack: list[tuple[lxml_html.HtmlElement, int, bool]] = [(root, -1, False)]
    table_depth: list[int] = []
    while stack:
        element, started, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            _leave(element, tag, started, writer, table_depth)
            if element.tail and element is not root:
                writer.write(element.tail, preserve=_is_preformatted(element))
            continue
        if (
            not tag
            or tag in _SKIPPED
            or element.get("hidden") is not None
            or _HIDDEN.search(element.get("style") or "")
        ):
            if element.tail:
                writer.write(element.tail)
            continue
        started = _enter(element, tag, writer, table_depth)
        stack.append((element, started, True))
        stack.extend((child, -1, False) for child in reversed(list(element)))


def _is_preformatted(element: lxml_html.HtmlElement) -> bool:
    return any(parent.tag == "pre" for parent in element.iterancestors())


def _enter(element: lxml_html.HtmlElement, tag: str, writer: _Writer, rows: list[int]) -> int:
    if tag == "br":
        writer.new_line()
    elif tag in {"td", "th"} and rows:
        row = writer.rows[rows[-1]][1]
        if row:
            writer.write(" | ", preserve=True)
    elif tag in _BLOCKS and not rows:
        writer.new_line()
    if tag == "tr":
        writer.new_line()
        writer.rows.append((writer.length, []))
        rows.append(len(writer.rows) - 1)
    start = writer.length
    if element.text:
        writer.write(element.text, preserve=tag == "pre" or _is_preformatted(element))
    return start


def _leave(element: lxml_html.HtmlElement, tag: str, started: int, writer: _Writer, rows: list[int]) -> None:
    if tag == "a" and element.get("href"):
        writer.links.append(Link(started, writer.length, element.get("href", "").strip()))
    elif tag in {"td", "th"} and rows:
        writer.rows[rows[-1]][1].append((started, writer.length, tag == "th"))
        writer.pending_space = False
    elif tag == "tr" and rows:
        rows.pop()
        writer.new_line()
    elif tag in _HEADINGS and not rows:
        writer.marks.append((started, writer.length, "heading", _HEADINGS[tag]))
        writer.new_line()
    elif tag == "dt" and not rows:
        writer.marks.append((started, writer.length, "heading", _TERM_LEVEL))
        writer.new_line()
    elif tag == "li" and not rows:
        writer.marks.append((started, writer.length, "item", 0))
        writer.new_line()
    elif tag in _BLOCKS and not rows:
        writer.new_line()
    elif tag in {"p", "div", "li"} and rows:
        writer.pending_space = True


def _assemble(text: str, writer: _Writer) -> list[Block]:
    lines = blocks_of_lines(text, markdown=False)
    headings = {start: (end, level) for start, end, kind, level in writer.marks if kind == "heading"}
    items = sorted((start, end) for start, end, kind, _ in writer.marks if kind == "item")
    rows = _row_blocks(text, writer.rows)
    blocks: list[Block] = []
    for block in lines:
        if any(row.start <= block.start < row.end for row in rows.get(_line_start(text, block.start), ())):
            continue
        level = _marked_level(headings, block)
        if level and text[block.start : block.end].strip():
            blocks.append(Block("heading", block.start, block.end, level))
        elif block.kind == "paragraph" and _inside(items, block):
            blocks.append(Block("item", block.start, block.end, 0, _lead_in(blocks, text)))
        else:
            blocks.append(block)
    for group in rows.values():
        blocks.extend(group)
    blocks.sort(key=lambda block: block.start)
    return [block for block in blocks if block.end > block.start]


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _marked_level(headings: dict[int, tuple[int, int]], block: Block) -> int:
    for start, (end, level) in headings.items():
        if start <= block.start and block.end <= end + 1:
            return level
    return 0


def _inside(spans: list[tuple[int, int]], block: Block) -> bool:
    return any(start <= block.start < end for start, end in spans)


def _lead_in(blocks: list[Block], text: str) -> Span | None:
    for block in reversed(blocks):
        if block.kind == "item":
            return block.lead_in
        if text[block.start : block.end].rstrip().endswith(("：", ":")):
            return Span(block.start, block.end)
        return None
    return None


def _row_blocks(text: str, rows: list[tuple[int, list[tuple[int, int, bool]]]]) -> dict[int, list[Block]]:
    """Rows by the start of their line; the first row of a run names the columns when it looks like names."""
    result: dict[int, list[Block]] = {}
    header: list[str] = []
    above: Span | None = None
    previous_end = -2
    for start, cells in rows:
        cells = [cell for cell in cells if cell[1] > cell[0]] if not any(c[2] for c in cells) else cells
        if not cells:
            continue
        end = max(cell[1] for cell in cells)
        if start > previous_end + 2:
            header, above = [], None
        texts = [text[first:last].strip() for first, last, _ in cells]
        is_header = not header and len(cells) > 1 and (all(c[2] for c in cells) or max(map(len, texts)) <= 16)
        named = header if len(header) == len(cells) else [""] * len(cells)
        block = Block(
            "row",
            start,
            end,
            lead_in=None if is_header else above,
            cells=tuple(
                Cell(first, last, "" if is_header else title)
                for (first, last, _), title in zip(cells, named, strict=True)
            ),
            header=is_header,
        )
        if is_header:
            header, above = texts, Span(start, end)
        result.setdefault(_line_start(text, start), []).append(block)
        previous_end = end
    return result
