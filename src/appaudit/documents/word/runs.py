"""Runs of Word documents that show nothing: hidden, of the colour of what is behind, of a size that nobody can read.

White text on a fill of its own, of its paragraph or of its cell shows; where a picture or the style of a table may be
behind it, it may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from appaudit.documents.drawn_letters import DrawnLetters
from appaudit.documents.styles.values import contrast
from appaudit.documents.word.boxes import instructions, way_of_place
from appaudit.documents.word.colors import WordColors
from appaudit.documents.word.parts import embedded_fonts
from appaudit.documents.word.styles import VALUE, RunProperties, W, WordStyles, is_on, number
from appaudit.model.words import HidingWay

if TYPE_CHECKING:
    from docx.document import Document

#: Half points: text of two points and less is a line of dust.
_LEAST_SIZE: Final = 5
#: Half points by which letters are raised or lowered farther than a page is high.
_OFF_PAGE: Final = 1_700
#: Twentieths of a point: a line, a row or a cell of two points, and a place farther off than any page is wide.
_LEAST_EXTENT: Final = 40
_BESIDE: Final = 15_000
#: Twentieths of a point of the lowest line that people read.
_LEAST_LINE: Final = 160
#: The same in hundredths of a letter.
_BESIDE_LETTERS: Final = 7_500
#: Where each property of a paragraph says how far it is moved.
_FRAME, _INDENT = f"{W}framePr", f"{W}ind"
_PLACES: Final = ((_FRAME, "x"), (_FRAME, "y"), (_INDENT, "left"), (_INDENT, "start"), (_INDENT, "hanging"))
_PLACES_IN_LETTERS: Final = ((_INDENT, "leftChars"), (_INDENT, "startChars"), (_INDENT, "hangingChars"))
#: Letters of a tenth of their width; text without a size of its own has half points.
_LEAST_WIDTH: Final = 10
_USUAL_SIZE: Final = 21
#: Twentieths of a point for each letter of a text that is fitted into a width.
_LEAST_FITTED: Final = 20
#: Fonts that have signs in the places of Latin letters.
_SYMBOLS: Final = ("wingdings", "webdings", "symbol", "marlett", "mt extra", "zapf dingbats")
_LATIN: Final = re.compile("[A-Za-z0-9]")
#: Contrast and opacity from which letters are seen.
_SEEN_FROM: Final = 1.1
_SEEN_AT: Final = 0.05


class RunHiding:
    """Answers whether a run shows its text.

    Args:
        document: Where the styles are.
    """

    def __init__(self, document: Document) -> None:
        self._styles = WordStyles(document)
        self._colors = WordColors(document, self._styles)
        self._instructions: frozenset[Any] = frozenset()
        self._unseen = frozenset(_without_pages(document.element.body))
        self._embedded = embedded_fonts(document)
        self._drawn = DrawnLetters()
        self._letters = frozenset(filter(str.isalpha, _text_of(document))) if self._embedded else frozenset()
        self.untold: list[str] = []
        """The fonts inside the file that draw text nobody can tell how, one for each run that was asked about."""
        self.enter(document.element.body)

    def enter(self, part: Any) -> None:  # noqa: ANN401  lxml elements of python-docx have no public type
        """Look at the fields of a part before its runs are asked about."""
        self._instructions |= instructions(part)

    def of(self, text: Any) -> HidingWay | None:  # noqa: ANN401
        """How the run of a text element hides it; None where it shows."""
        run = next(text.iterancestors(f"{W}r"), None)
        if run is None:
            return None
        paragraph = next(run.iterancestors(f"{W}p"), None)
        properties = self._styles.of_run(run, paragraph)
        if text in self._instructions or properties.is_on("vanish") or is_on(_of_row(run, "hidden")):
            return "hidden_run"
        if _is_narrow(properties, len(text.text or "")) or _is_tiny_above(run):
            return "size"
        if self._is_of_its_ground(properties, paragraph):
            return "colour"
        if abs(properties.number("position") or 0) >= _OFF_PAGE:
            return "position"
        given = [] if paragraph is None else self._styles.of_paragraph(paragraph)
        if _is_without_extent(run, given):
            return "clip"
        if _is_beside_page(paragraph, given) or self._is_in_unseen_section(run):
            return "position"
        way = way_of_place(run) or ("struck" if _is_struck(run, properties) else None)
        return way or self._way_of_font(properties, text.text or "")

    def _way_of_font(self, properties: RunProperties, letters: str) -> HidingWay | None:
        """How a font hides letters: by signs in their place, or by none; of what nobody can tell the font is noted."""
        latin = properties.attribute("rFonts", "ascii").lower()
        if latin.startswith(_SYMBOLS) and _LATIN.search(letters):
            return "glyphs"
        if not self._embedded or not any(map(str.isalpha, letters)):
            return None
        for font in {latin} if letters.isascii() else {properties.attribute("rFonts", "eastAsia").lower(), latin}:
            if font not in self._embedded:
                continue
            drawing = self._drawn.worst_of(self._embedded[font], set(filter(str.isalpha, letters)), self._letters)
            if drawing in ("otherwise", "nothing"):
                return "glyphs" if drawing == "otherwise" else "invisible_ink"
            if drawing == "unknown":
                self.untold.append(font)
        return None

    def _is_of_its_ground(self, properties: RunProperties, paragraph: Any) -> bool:  # noqa: ANN401
        color = self._colors.of_text(properties)
        if color is None:
            return False
        behind = self._colors.behind(properties, paragraph)
        return color[3] < _SEEN_AT or (behind is not None and contrast(color, behind) < _SEEN_FROM)

    def _is_in_unseen_section(self, run: Any) -> bool:  # noqa: ANN401
        return bool(self._unseen) and any(around in self._unseen for around in run.iterancestors())


def _text_of(document: Document) -> str:
    return "".join(text.text or "" for text in document.element.body.iter(f"{W}t"))


def _is_struck(run: Any, properties: RunProperties) -> bool:  # noqa: ANN401
    cell = next(run.iterancestors(f"{W}tc"), None)
    is_deleted = is_on(_of_row(run, "del")) or (cell is not None and cell.find(f"{W}tcPr/{W}cellDel") is not None)
    return is_deleted or properties.is_on("strike") or is_on(properties.get(f"{W}dstrike"))


def _is_tiny_above(run: Any) -> bool:  # noqa: ANN401
    """Whether a run stands above letters whose guide has a size that nobody can read (17.3.3.12)."""
    guide = next(run.iterancestors(f"{W}rt"), None)
    size = None if guide is None else number(guide.getparent().find(f"{W}rubyPr/{W}hps"))
    return size is not None and size < _LEAST_SIZE


def _is_narrow(properties: RunProperties, letters: int) -> bool:
    """Whether letters are too small, too narrow or too close to each other to be read."""
    size, width, step, fitted = map(properties.number, ("sz", "w", "spacing", "fitText"))
    if (size is not None and 0 <= size < _LEAST_SIZE) or (width is not None and 0 < width < _LEAST_WIDTH):
        return True
    if fitted is not None and 0 <= fitted < letters * _LEAST_FITTED:
        return True
    return step is not None and step <= -5 * (size or _USUAL_SIZE)


def _is_without_extent(run: Any, given: Sequence[Mapping[str, Any]]) -> bool:  # noqa: ANN401
    """Whether the line, the row, the cell or the frame of a run has no room to show it in."""
    height = _of_row(run, "trHeight")
    cell = next(run.iterancestors(f"{W}tc"), None)
    if height is not None and height.get(f"{W}hRule") == "exact":
        lines = 0 if cell is None else _paragraphs_before(run, cell)
        if (number(height) or 0) <= max(_LEAST_EXTENT, lines * _LEAST_LINE):
            return True
    if cell is not None and (_is_without_room(cell) or _is_merged_away(cell)):
        return True
    frame = next((each[f"{W}framePr"] for each in given if f"{W}framePr" in each), None)
    # A frame of height 0 is as high as its text: other programs write one, with all else 0, for every paragraph.
    if frame is not None and frame.get(f"{W}hRule") == "exact" and 0 < (number(frame, "h") or 0) <= _LEAST_EXTENT:
        return True
    line = next((each[f"{W}spacing"] for each in given if f"{W}spacing" in each), None)
    if line is None or line.get(f"{W}lineRule") != "exact":
        return False
    amount = number(line, "line")
    return amount is not None and amount <= _LEAST_EXTENT


def _is_beside_page(paragraph: Any, given: Sequence[Mapping[str, Any]]) -> bool:  # noqa: ANN401
    for places, least in ((_PLACES, _BESIDE), (_PLACES_IN_LETTERS, _BESIDE_LETTERS)):
        for name, attribute in places:
            found = (number(each[name], attribute) for each in given if name in each)
            amount = next((each for each in found if each is not None), 0)
            if abs(amount) >= least:
                return True
    return paragraph is not None and any(abs(amount) >= _BESIDE for amount in _places_of_table(paragraph))


def _of_row(run: Any, name: str) -> Any:  # noqa: ANN401
    row = next(run.iterancestors(f"{W}tr"), None)
    return None if row is None else row.find(f"{W}trPr/{W}{name}")


def _paragraphs_before(run: Any, cell: Any) -> int:  # noqa: ANN401
    """How many paragraphs of a cell stand above that of a run."""
    paragraph = next(run.iterancestors(f"{W}p"), None)
    return next((count for count, each in enumerate(cell.findall(f"{W}p")) if each is paragraph), 0)


def _is_merged_away(cell: Any) -> bool:  # noqa: ANN401
    """Whether a cell is the lower part of a merged one, which shows what stands in the upper part alone."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    row = next(cell.iterancestors(f"{W}tr"), None)
    is_lower = merge is not None and (merge.get(VALUE) or "continue") == "continue"
    return is_lower and row is not None and next(row.itersiblings(f"{W}tr", preceding=True), None) is not None


def _is_without_room(cell: Any) -> bool:  # noqa: ANN401
    """Whether a cell of a table that keeps its widths has none."""
    table = next(cell.iterancestors(f"{W}tbl"), None)
    layout = None if table is None else table.find(f"{W}tblPr/{W}tblLayout")
    width = cell.find(f"{W}tcPr/{W}tcW")
    if layout is None or layout.get(f"{W}type") != "fixed" or width is None or width.get(f"{W}type") != "dxa":
        return False
    given = number(width, "w")
    return given is not None and 0 < given <= _LEAST_EXTENT


def _places_of_table(paragraph: Any) -> Iterator[int]:  # noqa: ANN401
    """How far the table that a paragraph stands in is moved, or floats away from its text."""
    table = next(paragraph.iterancestors(f"{W}tbl"), None)
    if table is None:
        return
    indent, floats = table.find(f"{W}tblPr/{W}tblInd"), table.find(f"{W}tblPr/{W}tblpPr")
    if indent is not None and indent.get(f"{W}type") in (None, "dxa"):
        yield number(indent, "w") or 0
    for name in ("tblpX", "tblpY"):
        yield number(floats, name) or 0


def _without_pages(body: Any) -> Iterator[Any]:  # noqa: ANN401
    """The parts of a body that stand in sections whose margins leave nothing of their pages."""
    before: list[Any] = []
    for part in body:
        before.append(part)
        section = part if part.tag == f"{W}sectPr" else part.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            if _is_without_page(section):
                yield from before
            before = []


def _is_without_page(section: Any) -> bool:  # noqa: ANN401
    page, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    for extent, edges in (("w", ("left", "right")), ("h", ("top", "bottom"))):
        whole = number(page, extent)
        if whole is not None and any((number(margins, edge) or 0) >= whole for edge in edges):
            return True
    return False
