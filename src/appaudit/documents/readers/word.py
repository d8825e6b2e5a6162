"""Word documents (DOCX): paragraphs, headings by style, list items, tables and links.

The package is opened by python-docx, whose parser resolves no entities; sizes are checked before it is asked. Inserted
text of tracked changes and content controls count as text, deleted text does not.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from appaudit.documents.blocks import Link, ParsedText, Redrawn
from appaudit.documents.text_writer import MarkedCell, MarkedRow, TextWriter
from appaudit.documents.word.boxes import is_left_out
from appaudit.documents.word.parts import margins_of, notes_of, unread_of
from appaudit.documents.word.runs import RunHiding
from appaudit.errors import ExtractionError

if TYPE_CHECKING:
    from docx.document import Document

ORDER = 20
SUFFIXES = (".docx", ".docm")
#: Unpacked sizes that are refused: a policy of a million characters has some ten megabytes of markup.
MAX_PART_BYTES = 40_000_000
MAX_PACKAGE_BYTES = 200_000_000
MAX_PARTS = 5_000
_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
#: What holds letters: text, that of formulas, and signs by their numbers.
_LETTERS = (f"{_W}t", _MATH_TEXT, f"{_W}sym", f"{_W}noBreakHyphen")
#: Where fonts of symbols have their signs; everywhere else a number is that of a letter.
_SIGNS = re.compile("[\ue000-\uf8ff]")
_LATIN = re.compile("[A-Za-z0-9]+")
#: Columns that a cell covers at the most.
_MOST_COVERED = 60
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: "heading 1" in files of any language, "标题 1" in those of old Chinese versions.
_HEADING_STYLE = re.compile(r"(?:heading|标题|標題)\s*(\d)", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"^(?:toc|目录|目錄)\s*\d", re.IGNORECASE)


def accepts(name: str, data: bytes) -> bool:
    """A zip archive that holds the main part of a Word document."""
    return data.startswith(b"PK\x03\x04") and _MAIN.encode() in data


def read(name: str, data: bytes) -> ParsedText:
    """Give the text of a Word document.

    Raises:
        ExtractionError: The package is damaged, protected, or larger than any policy.
    """
    _check_sizes(name, data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        writer = TextWriter()
        walker = _Walker(document, writer)
        walker.walk(document.element.body)
        for note, relations in notes_of(document):
            walker.walk_note(note, relations)
        for part, is_shown in margins_of(document):
            walker.walk_margin(part, is_shown=is_shown)
        text, blocks = writer.finish()
        unread = unread_of(document, name)
    except Exception as error:  # python-docx raises whatever a damaged part makes lxml, zipfile or its own code raise
        raise _damaged(name, error) from error
    return ParsedText(
        text=text,
        blocks=blocks,
        links=writer.links,
        encoding="docx",
        unread=unread,
        hidden=writer.hidden,
        redrawn=walker.redrawn,
    )


def _check_sizes(name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(name, error) from error
    if len({part.filename for part in parts}) < len(parts):
        raise _damaged(name, zipfile.BadZipFile("names that stand twice"))  # each program takes another one
    biggest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if biggest > MAX_PART_BYTES or sum(p.file_size for p in parts) > MAX_PACKAGE_BYTES or len(parts) > MAX_PARTS:
        raise ExtractionError(
            f"{name}: this Word document unpacks to more than a policy can have.",
            hint="Save the text of the policy alone as DOCX, HTML or text.",
            zh=f"{name}：该 Word 文档解压后的大小超出隐私政策的合理范围。",
            hint_zh="请仅将政策正文另存为 DOCX、HTML 或文本。",
        )


def _damaged(name: str, error: Exception) -> ExtractionError:
    what = type(error).__name__
    return ExtractionError(
        f"{name}: this Word document cannot be opened ({what}); it is damaged or protected.",
        hint="Open it in Word and save it again, or save it as HTML or text.",
        zh=f"{name}：无法打开该 Word 文档（{what}），文件已损坏或受保护。",
        hint_zh="请用 Word 打开后重新保存，或另存为 HTML、文本。",
    )


def _place(node: Any, cell: MarkedCell, row: MarkedRow, above: dict[int, MarkedCell]) -> None:  # noqa: ANN401
    """Put a cell into its row, once for each column it covers; the rest of a merged cell is the cell above."""
    merge, span = node.find(f"{_W}tcPr/{_W}vMerge"), node.find(f"{_W}tcPr/{_W}gridSpan")
    column = len(row.cells)
    if merge is not None and merge.get(f"{_W}val") != "restart" and cell.end == cell.start:
        cell = above.get(column, cell)
    covered = (span.get(f"{_W}val") or "1") if span is not None else "1"
    for number in range(column, column + (min(int(covered), _MOST_COVERED) if covered.isdecimal() else 1)):
        row.cells.append(cell)
        above[number] = cell


def _framed(table: Any) -> list[Any]:  # noqa: ANN401
    """What a table holds that only frames other tables: one cell a row, one of them with a table in it."""
    cells = [cell for cell in table.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tbl")) is table]
    rows = {next(cell.iterancestors(f"{_W}tr"), None) for cell in cells}
    holds_tables = any(next(cell.iter(f"{_W}tbl"), None) is not None for cell in cells)
    return [part for cell in cells for part in cell] if holds_tables and len(rows) == len(cells) else []


def _joint(before: Any, paragraph: Any) -> str:  # noqa: ANN401
    """What stands between two paragraphs of a cell: in a table inside it, a label and its value or two rows."""
    cells = [next(each.iterancestors(f"{_W}tc"), None) for each in (before, paragraph)]
    if before is None or cells[0] is cells[1] or None in cells:
        return " "
    row, here = (next(cell.iterancestors(f"{_W}tr"), None) for cell in cells if cell is not None)
    if row is here and row is not None:
        return "：" if len(row.findall(f"{_W}tc")) == _LABEL_AND_VALUE else " "
    return "；"


def _written(node: Any) -> str:  # noqa: ANN401  lxml elements of python-docx have no public type
    """The letters that an element stands for; none for signs of a font of symbols."""
    if node.tag == f"{_W}noBreakHyphen":
        return "-"
    if node.tag != f"{_W}sym":
        return (node.text or "").replace("\n", " ")
    number = node.get(f"{_W}char") or ""
    letter = chr(int(number, 16)) if re.fullmatch("[0-9a-fA-F]{2,4}", number) else ""
    return "" if _SIGNS.match(letter) else letter


#: Cells of a row that is a label with its value.
_LABEL_AND_VALUE = 2


class _Walker:
    """Writes the body of a document; an explicit stack, since nesting is what hostile files are made of."""

    def __init__(self, document: Document, writer: TextWriter) -> None:
        self._writer = writer
        self._relations = document.part.rels
        self._margins: set[str] = set()
        self._is_shown = True
        self._styles: dict[str, str] = {
            style.style_id: style.name or "" for style in document.styles if style.style_id is not None
        }
        self._outline = self._outline_levels(document)
        self._hiding = RunHiding(document)
        self._is_heading = False
        self.redrawn: list[Redrawn] = []
        """Runs of text that a font of the file may draw as other letters."""

    def walk(self, body: Any) -> None:  # noqa: ANN401
        """Write every paragraph and table of the body, those inside content controls included."""
        stack = list(reversed(list(body)))
        while stack:
            element = stack.pop()
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl" and (framed := _framed(element)):
                stack.extend(reversed(framed))
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
                stack.extend(reversed(list(element)))

    def walk_note(self, note: Any, relations: Any) -> None:  # noqa: ANN401
        """Write a note below all that was written."""
        self._relations = relations
        self._hiding.enter(note)
        self._writer.new_line()
        self.walk(note)

    def walk_margin(self, part: Any, *, is_shown: bool) -> None:  # noqa: ANN401
        """Write a header or a footer below all that was written, where it says more than a number and says it first.

        What no page shows is kept apart.
        """
        paragraphs = ["".join(node.text or "" for node in p.iter(f"{_W}t")) for p in part._element.iter(f"{_W}p")]
        text = "\n".join(paragraphs).strip()
        if text in self._margins or not any(char.isalpha() for char in text):
            return
        self._margins.add(text)
        self._relations = part.part.rels
        self._hiding.enter(part._element)
        self._writer.new_line()
        self._is_shown = is_shown
        self.walk(part._element)
        self._is_shown = True

    def _paragraph(self, element: Any) -> None:  # noqa: ANN401
        writer = self._writer
        start = writer.length
        name = self._style_name(element)
        level = self._heading_level(element, name)
        self._is_heading = bool(level)
        self._runs(element)
        self._is_heading = False
        if writer.length == start:
            return
        if _CONTENTS_STYLE.match(name):
            writer.marks.append((start, writer.length, "contents", 0))
        elif level:
            writer.marks.append((start, writer.length, "heading", level))
        elif element.find(f"{_W}pPr/{_W}numPr") is not None:
            writer.marks.append((start, writer.length, "item", 0))
        writer.new_line()

    def _runs(self, element: Any) -> None:  # noqa: ANN401
        writer = self._writer
        link: tuple[Any, int] | None = None
        for node in element.iter():
            if link is not None and link[0] not in node.iterancestors():
                self._close_link(*link)
                link = None
            if node.tag == f"{_W}hyperlink":
                link = (node, writer.length)
            elif node.tag in _LETTERS and not is_left_out(node):
                self._text(node)
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                writer.new_line()
            elif node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":
                writer.write(" ", preserve=True)
        if link is not None:
            self._close_link(*link)

    def _close_link(self, node: Any, start: int) -> None:  # noqa: ANN401
        relation = self._relations.get(node.get(f"{_R}id") or "")
        if relation is not None and relation.is_external and self._writer.length > start:
            self._writer.links.append(Link(start, self._writer.length, relation.target_ref))

    def _table(self, element: Any) -> None:  # noqa: ANN401
        writer = self._writer
        writer.new_line()
        writer.tables += 1
        above: dict[int, MarkedCell] = {}
        for row in element.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not element:
                continue  # a table inside a cell is read as text of the cell
            is_header = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            start = writer.length
            marked = MarkedRow(start, writer.tables)
            for cell in row.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tr")) is not row:
                    continue
                if marked.cells:
                    writer.write(" | ", preserve=True)
                begin = writer.length
                before = None
                for paragraph in cell.iter(f"{_W}p"):
                    if writer.length > begin:
                        writer.write(_joint(before, paragraph), preserve=True)
                    before = paragraph
                    self._runs_in_cell(paragraph)
                _place(cell, MarkedCell(begin, writer.length, is_header), marked, above)
            if writer.length > start:
                writer.rows.append(marked)
            writer.new_line()

    def _runs_in_cell(self, paragraph: Any) -> None:  # noqa: ANN401
        for node in paragraph.iter(*_LETTERS, f"{_W}br", f"{_W}tab"):
            if is_left_out(node):
                continue
            if node.tag in _LETTERS:
                self._text(node)
            else:
                self._writer.write(" ", preserve=True)

    def _text(self, node: Any) -> None:  # noqa: ANN401
        """Write the text of a run, or keep it apart where the run does not show it."""
        text, start, noted = _written(node), self._writer.length, len(self._hiding.untold)
        way = self._hiding.of(node) if text.strip() else None
        if not self._is_shown:
            self._writer.hide(text, way or "position")
        elif way is None:
            self._writer.write(text, preserve=True)
            if len(self._hiding.untold) > noted:
                self.redrawn.append(Redrawn(start, self._writer.length, self._hiding.untold[-1], self._is_heading))
        elif way == "glyphs":  # only Latin letters have their place in a font of symbols
            self._writer.write(_LATIN.sub("", text), preserve=True)
            self._writer.hide(" ".join(_LATIN.findall(text)), way)
        else:
            self._writer.hide(text, way)

    def _style_name(self, element: Any) -> str:  # noqa: ANN401
        style = element.find(f"{_W}pPr/{_W}pStyle")
        return "" if style is None else self._styles.get(style.get(f"{_W}val") or "", "")

    def _heading_level(self, element: Any, style: str) -> int:  # noqa: ANN401
        """The level of a heading, 0 for other paragraphs; an outline level set by hand counts too."""
        own = element.find(f"{_W}pPr/{_W}outlineLvl")
        if own is not None and (own.get(f"{_W}val") or "9").isdecimal():
            level = int(own.get(f"{_W}val") or "9") + 1
            return level if level <= 9 else 0
        found = _HEADING_STYLE.search(style)
        if found:
            return int(found.group(1))
        if style.lower() in ("title", "标题", "標題"):
            return 1
        return self._outline.get(style, 0)

    @staticmethod
    def _outline_levels(document: Document) -> dict[str, int]:
        """Styles of the author's own that Word's navigation pane shows as headings."""
        levels = {}
        for style in document.styles:
            own = style.element.find(f"{_W}pPr/{_W}outlineLvl")
            if own is not None and (own.get(f"{_W}val") or "9").isdecimal() and int(own.get(f"{_W}val")) < 9:
                levels[style.name or ""] = int(own.get(f"{_W}val")) + 1
        return levels
