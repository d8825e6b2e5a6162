"""PDF policies: the text layer, with the lines of a page put together to paragraphs and the cells of tables to rows.

pypdf reads the file; nothing is rendered, no script runs and no link is followed. Pages that are pictures have no text:
they become gaps.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from appaudit.documents.blocks import ParsedText
from appaudit.documents.hidden import HiddenText
from appaudit.documents.lines import address_goes_on, blocks_of_lines, is_list_start, links_of
from appaudit.documents.pdf.ink import split_page
from appaudit.documents.pdf.layers import Layers
from appaudit.documents.placed.aligned_tables import AlignedTables
from appaudit.documents.placed.page_columns import columns_of, paragraphs_of
from appaudit.documents.placed.placed_text import PlacedText
from appaudit.documents.placed.ruled_tables import PageDrawing, lines_of_page
from appaudit.documents.wrapping import width_of
from appaudit.errors import ExtractionError
from appaudit.model.bilingual import Bilingual
from appaudit.model.expression import Expression

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

ORDER = 10
SUFFIXES = (".pdf",)
#: More pages than this are not read: the longest policies have about a hundred.
MAX_PAGES = 400
#: Drawing instructions of one page (a dense page of text has about 50 KB) and of all pages.
MAX_PAGE_BYTES = 2_000_000
MAX_BYTES = 40_000_000
MAX_CHARACTERS = 1_000_000
_HEAD = 1024
_PAGE_NUMBER = Expression(
    r"[-–—\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，共of]+\s*\d{1,4}\s*页?)?[-–—\s]*|page\s+\d+(?:\s+of\s+\d+)?",
    re.IGNORECASE,
)
#: A line at least this full (of the widest lines of the document) goes on in the next one.
_FULL = 0.86
#: Columns below which a line is never full, however narrow the others are: tables, not paragraphs.
_NARROW = 56
_ENDS = "。！？；：.!?;:"
_CELL = " | "
#: Instructions that paint a path.
_PAINTS = frozenset([b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*"])
#: Chinese prose has no spaces; cells of a table row have.
_CELL_GAP = Expression("[\u4e00-\u9fff）。] [\u4e00-\u9fff（]")
#: Fewer lines than this say nothing about the width of a page.
_FEW_LINES = 6
#: Page names listed in a gap.
_NAMED_PAGES = 8
#: Browsers write common characters as radicals of their own code points; Unicode's table of equivalents (UAX #38,
#: EquivalentUnifiedIdeograph.txt, checked 2026-11-24) has those of the simplified radicals that no normal form folds.
_RADICALS = str.maketrans(
    "⼾⺁⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "户厂母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
_FOLDED = Expression("[\u2f00-\u2fdf\ufb00-\ufb06]")


def accepts(name: str, data: bytes) -> bool:
    """The header of a PDF, which readers allow within the first kilobyte."""
    return b"%PDF-" in data[:_HEAD]


def read(name: str, data: bytes) -> ParsedText:
    """Give the text of a PDF, and say which pages have none.

    Raises:
        ExtractionError: The file is damaged or encrypted, or no page has text.
    """
    with _quiet_library():
        pages, unread, truncated, hidden = _pages(name, data)
    text = _flowing_text(pages)
    if not text.strip():
        raise ExtractionError(
            f"{name}: this PDF has no text in it: its {len(pages)} page(s) are pictures (a scan).",
            hint="Supply the text itself, or a PDF with a text layer (OCR).",
            zh=f"{name}：该 PDF 没有文字，{len(pages)} 页均为图片（扫描件）。",
            hint_zh="请提供文本，或带文字层（经 OCR 识别）的 PDF。",
        )
    return ParsedText(
        text=text,
        blocks=blocks_of_lines(text, markdown=False),
        links=links_of(text),
        encoding="pdf",
        truncated=truncated,
        unread=unread,
        hidden=hidden,
    )


@contextmanager
def _quiet_library() -> Iterator[None]:
    """What the library logs about a damaged file is no message for users; ours is."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _pages(name: str, data: bytes) -> tuple[list[list[str]], list[Bilingual], bool, list[HiddenText]]:
    """The lines of each page, what could not be read, whether pages are missing at the end, and what has no ink."""
    reader = _open(name, data)
    pages: list[list[str]] = []
    hidden: list[HiddenText] = []
    empty: list[int] = []
    budget, characters, truncated = MAX_BYTES, 0, False
    try:
        count = len(reader.pages)
    except Exception as error:  # pypdf raises whatever a damaged page tree makes its code raise
        raise _damaged(name, error) from error
    tables, layers = AlignedTables(), Layers(reader)
    for number in range(1, count + 1):
        if number > MAX_PAGES or budget <= 0 or characters > MAX_CHARACTERS:
            truncated = True
            break
        size, text = _page_text(reader, number, hidden, tables, layers)
        budget -= size
        characters += len(text)
        if tables.rest and pages:
            _add_to_last_row(pages[-1], tables.rest)
        pages.append([line.strip() for line in _plain_characters(text).splitlines() if line.strip()])
        if not pages[-1]:
            empty.append(number)
    if not empty or len(empty) == len(pages):
        return pages, [], truncated, hidden
    named = ", ".join(map(str, empty[:_NAMED_PAGES])) + (" …" if len(empty) > _NAMED_PAGES else "")
    return (
        pages,
        [
            Bilingual(
                f"{name}：第 {named} 页没有可读取的文字（可能是图片）。",
                f"{name}: page(s) {named} hold no text that can be read (they may be pictures).",
            )
        ],
        truncated,
        hidden,
    )


def _add_to_last_row(lines: list[str], rest: Sequence[str]) -> None:
    """Put what the cells of a row say on the next page behind what they say in the last row of a page."""
    for number in range(len(lines) - 1, -1, -1):
        cells = f"{lines[number]} ".split(_CELL)
        if len(cells) == len(rest):
            lines[number] = _CELL.join(f"{cell.strip()}{more}" for cell, more in zip(cells, rest, strict=True)).strip()
            return


def _open(name: str, data: bytes) -> PdfReader:
    from pypdf import PasswordType, PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), root_object_recovery_limit=1000)
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
    except Exception as error:
        raise _damaged(name, error) from error
    if locked:
        raise ExtractionError(
            f"{name}: this PDF is encrypted and opens only with a password.",
            hint="Save it without a password, or as text.",
            zh=f"{name}：该 PDF 已加密，需要密码才能打开。",
            hint_zh="请去除密码后重新保存，或另存为文本。",
        )
    return reader


def _damaged(name: str, error: Exception) -> ExtractionError:
    what = type(error).__name__
    return ExtractionError(
        f"{name}: this PDF is damaged and cannot be opened ({what}).",
        hint="Open it in a viewer and save it again, or save it as HTML or text.",
        zh=f"{name}：该 PDF 已损坏，无法打开（{what}）。",
        hint_zh="请用阅读器打开后重新保存，或另存为 HTML、文本。",
    )


def _page_text(
    reader: PdfReader, number: int, hidden: list[HiddenText], tables: AlignedTables, layers: Layers
) -> tuple[int, str]:
    """Size of the page's instructions and its text, none where it cannot be read; `hidden` gets what has no ink."""
    try:
        page: PageObject = reader.pages[number - 1]
        contents = page.get_contents()
        size = len(contents.get_data()) if contents is not None else 0
        if size > MAX_PAGE_BYTES:
            return size, ""
        drawing, text = _drawn(page)
        without_ink = ""
        if contents is not None and text.strip():
            without_ink = split_page(reader, page, layers)
        if without_ink.strip():
            hidden.append(HiddenText(" ".join(_plain_characters(without_ink).split()), "invisible_ink"))
            drawing, text = _drawn(page)
        lines = _lines_of(drawing, tables)
        return size, text if lines is None else "\n".join(lines)
    except Exception:  # one damaged page costs that page: it is reported as one without text
        return 0, ""


def _lines_of(drawing: PageDrawing, tables: AlignedTables) -> list[str] | None:
    """The lines of a page, one column after the other; None where it has neither columns nor tables."""
    parts = columns_of(drawing.texts, drawing.level)
    if len(parts) > 1:
        lines: list[str] = []
        goes_on = False
        for part in parts:
            tables.close()
            in_table = lines_of_page(drawing.around(part)) or tables.lines_of(part)
            if in_table:
                lines, goes_on = [*lines, *in_table], False
            else:
                lines, goes_on = paragraphs_of(part, lines, goes_on=goes_on)
        tables.close()
        return lines
    ruled = lines_of_page(drawing)
    if ruled:
        return tables.take_ruled(ruled, is_row_open=drawing.is_row_open)
    return tables.lines_of(drawing.texts)


def _drawn(page: PageObject) -> tuple[PageDrawing, str]:
    drawing = PageDrawing()
    text = page.extract_text(
        visitor_operand_before=_Pen(drawing).draw,
        visitor_text=lambda part, cm, tm, _font, size: _place(drawing, part, cm, tm, size),
    )
    return drawing, text


class _Pen:
    """Follows the drawing instructions of a page and notes its lines."""

    def __init__(self, drawing: PageDrawing) -> None:
        self._drawing = drawing
        self._at = (0.0, 0.0)
        self._strokes: list[tuple[float, float, float, float]] = []
        self._rectangles: list[tuple[float, float, float, float]] = []

    def draw(self, operator: bytes, operands: Sequence[Any], matrix: Sequence[float], _text: Sequence[float]) -> None:
        """Take one instruction; one that is no drawing costs its line, not the page."""
        with suppress(TypeError, ValueError):
            self._follow(operator, operands, matrix)

    def _follow(self, operator: bytes, operands: Sequence[Any], matrix: Sequence[float]) -> None:
        """Note what is painted: a path that only clips is none."""
        if operator == b"re" and len(operands) == 4:
            x, y, width, height = map(float, operands)
            self._rectangles.append((*_point(matrix, x, y), *_point(matrix, x + width, y + height)))
        elif operator in (b"m", b"l") and len(operands) == 2:
            point = _point(matrix, float(operands[0]), float(operands[1]))
            if operator == b"l":
                self._strokes.append((*self._at, *point))
            self._at = point
        elif operator in _PAINTS:
            is_stroked = operator not in (b"f", b"F", b"f*")
            for rectangle in self._rectangles:
                self._drawing.add_rectangle(*rectangle, is_stroked=is_stroked)
            for stroke in self._strokes if is_stroked else ():
                self._drawing.add_line(*stroke)
            self._strokes, self._rectangles = [], []
        elif operator == b"n":
            self._strokes, self._rectangles = [], []


def _point(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = map(float, matrix)
    return a * x + c * y + e, b * x + d * y + f


def _place(drawing: PageDrawing, part: str, page: Sequence[float], line: Sequence[float], size: float) -> None:
    text = _plain_characters(part).strip()
    if text and len(line) == 6:
        x, y = _point(page, float(line[4]), float(line[5]))
        scale = abs(float(line[3]) or float(line[0])) * abs(float(page[3]) or float(page[0]))
        opens, closes = part[:1] == " ", part.rstrip("\n")[-1:] == " "
        placed = PlacedText(x, y, abs(size) * scale or 1.0, text, opens, closes)
        before = drawing.texts[-1] if drawing.texts else None
        begun = drawing.begun
        drawing.begun = (x, y)
        # pypdf gives the texts of one run the place where it began; drawn twice at one place is the same text.
        if before is not None and begun == (x, y) and before.size == placed.size and before.text != text:
            placed = replace(placed, x=before.drawn_end)
        drawing.texts.append(placed)


def _plain_characters(text: str) -> str:
    """Radicals and ligatures of fonts as the characters that are meant."""
    text = text.translate(_RADICALS).replace("\x00", "")
    return _FOLDED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def _flowing_text(pages: Sequence[Sequence[str]]) -> str:
    """Lines as paragraphs, without running heads and page numbers."""
    repeated, headings = _running_lines(pages), set[str]()
    lines: list[str] = []
    for page in pages:
        for position, line in enumerate(page):
            is_outer = position in (0, 1, len(page) - 2, len(page) - 1)
            # The headings of a table stand on each of its pages, and are read on the first.
            is_head = _CELL in line and line in repeated and line not in headings
            headings.update([line] if is_head else [])
            is_repeated = _without_numbers(line) in repeated and not is_head
            if not (is_outer and (_PAGE_NUMBER.fullmatch(line) or is_repeated)):
                lines.append(line)
    widths = sorted(map(width_of, lines))
    full = max(widths[int(len(widths) * 0.9)] * _FULL, _NARROW) if len(widths) >= _FEW_LINES else 0
    result: list[str] = []
    for index, line in enumerate(lines):
        if index and _goes_on(lines[index - 1], line, full):
            joint = " " if result[-1][-1].isascii() and line[0].isascii() and result[-1][-1] != "-" else ""
            result[-1] += joint + line
        elif index and full and width_of(lines[index - 1] + line) >= full and address_goes_on(lines[index - 1], line):
            result[-1] += line
        else:
            result.append(line)
    return "\n".join(result) + ("\n" if result else "")


def _running_lines(pages: Sequence[Sequence[str]]) -> set[str]:
    if len(pages) < 2:
        return set()
    counts = Counter(line for page in pages for line in set(map(_without_numbers, [*page[:2], *page[-2:]])))
    return {line for line, count in counts.items() if count >= max(2, len(pages) * 0.6)}


def _without_numbers(line: str) -> str:
    # Rows of a table may differ in a number alone; running heads differ in that of the page.
    return line if _CELL in line else re.sub(r"\d+", "#", line)


def _goes_on(before: str, line: str, full: float) -> bool:
    if not full or before[-1] in _ENDS or is_list_start(line) or _CELL in before or _CELL in line:
        return False
    if _CELL_GAP.search(before) or _CELL_GAP.search(line):
        return False
    return width_of(before) >= full or (before[-1].islower() and line[0].islower())
