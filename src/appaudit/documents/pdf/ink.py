"""Text of PDF pages that nobody sees: without ink, tiny, beside the page, painted over, struck, in a layer that is off.

ISO 32000-1: text state (9.3), text rendering mode 3 and 7 (table 106), colours (8.6), graphics state (8.4). White text
on something filled or on a picture shows. Invisible text over a picture of most of the page is what was read of a scan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from appaudit.documents.pdf.colors import WHITE_FROM, is_white
from appaudit.documents.pdf.layers import Layers
from appaudit.documents.pdf.marks import SEEN_AT, has_clear_state, lying_fonts, struck_boxes
from appaudit.documents.pdf.masks import seen_through
from appaudit.documents.pdf.places import UNIT, Box, Matrix, box_in, common, holds, matrix_of, product

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

#: Instructions after which text may be without ink; nothing is followed on pages that have none.
_MAY_HIDE: Final = re.compile(
    rb"(?<![\d.])[37]\s+Tr\b|(?<![\d.])(?:1|0?\.9\d+|1\.0*)(?:\s+(?:1|0?\.9\d+|1\.0*)){2}\s+(?:rg|scn?)\b"
    rb"|(?<![\d.])(?:1|0?\.9\d+|1\.0*)\s+(?:g|scn?)\b|(?:(?<![\d.])0(?:\.0*)?\s+){4}(?:k|scn?)\b"
    rb"|(?<![\d.])[0-4]?(?:\.\d*)?\s+Tz\b|(?<![\d.])[1256]\s+Tr\b|(?<![\d.])\d{3,}(?:\.\d*)?\s+Ts\b"
    rb"|(?<![\d.])0\s+0\s+\S+\s+\S+\s+cm\b"
    rb"|/\w+\s+scn\b"
    rb"|(?:^|\s)(?:0(?:\.0*)?|[1-9]\d{0,2})\s+scn?\b|(?<![\d.])(?:9[7-9]|100)(?:\.\d*)?\s+\S+\s+\S+\s+scn?\b"
    rb"|(?:(?<![\d.])[01](?:\.\d*)?\s+-?[\d.]+|-?[\d.]+\s+(?<![\d.])[01](?:\.\d*)?)\s+re\s+W"
)
#: Colours in the instructions of a pattern, and those of paper.
_COLORED: Final = re.compile(rb"(?:[\d.]+\s+)+(?:g|rg|k)\b")
_WHITE_GREY: Final = re.compile(rb"(?:(?:1|0?\.9\d+|1\.0*)\s+)+(?:g|rg)|(?:0(?:\.0*)?\s+){4}k")
_SHOWS: Final = (b"Tj", b"TJ", b"'", b'"')
_FILLS: Final = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_INVISIBLE: Final = (3, 7)
#: Points; the smallest print of contracts has 4.
_LEAST_SIZE: Final = 2.0
#: Part of a page that a scan covers, and how far beside a page text may begin.
_SCAN: Final = 0.5
_MARGIN: Final = 3.0
#: Filled areas of a page that are kept.
_MOST_AREAS: Final = 2_000
#: Areas of white in one path that are held against the text before them, and the extent of a clip that shows nothing.
_MOST_COVERS: Final = 50
_LEAST_CLIP: Final = 1.0
_FLAT: Final = 1e-6
#: Forms inside forms that are followed, and bytes of instructions of one.
_MOST_DEPTH: Final = 2
_MOST_FORM: Final = 20_000
#: Pixels of a picture that can only be a colour.
_MOST_PLAIN: Final = 4
#: Ways to draw letters, and the part of their size from which a line around them covers them.
_STROKED: Final = 1
_FILLED_AND_STROKED: Final = 2
_COVERING_LINE: Final = 0.3
#: Per cent of the width of letters.
_LEAST_STRETCH: Final = 5.0


def may_hide(instructions: bytes, page: PageObject) -> bool:
    """Whether something on a page may keep its text from being seen; sizes and places are not looked at."""
    return (
        _MAY_HIDE.search(instructions) is not None
        or has_clear_state(page)
        or bool(struck_boxes(page))
        or bool(lying_fonts(page))
        or (b" Do" in instructions and _has_such(page))
    )


def _has_such(page: PageObject) -> bool:
    """Whether a page has a flat form or one that may cover something, or a picture of one colour."""
    with suppress(TypeError, ValueError, KeyError, AttributeError):
        drawn = page["/Resources"]["/XObject"].get_object().values()  # type: ignore[index]
        objects = [each.get_object() for each in drawn]
        pictures = [each for each in objects if each.get("/Subtype") == "/Image"]
        forms = [each for each in objects if each.get("/Subtype") == "/Form"]
        return any(map(_is_plain, pictures)) or any(
            _is_flat(each) or _MAY_HIDE.search(each.get_data()[:_MOST_FORM]) for each in forms
        )
    return False


def _is_flat(form: Any) -> bool:  # noqa: ANN401  # of pypdf
    """Whether a form is drawn into a box, or onto a plane, without extent."""
    if form.get("/Subtype") != "/Form":
        return False
    left, bottom, right, top = (float(each) for each in form["/BBox"])
    a, b, c, d, *_ = (float(each) for each in form.get("/Matrix", UNIT))
    return abs(right - left) <= _LEAST_CLIP or abs(top - bottom) <= _LEAST_CLIP or abs(a * d - b * c) < _FLAT


def is_out_of_sight(x: float, y: float, size: float, page: Box) -> bool:
    """Whether text of a size in points is too small, or begins beside the page."""
    left, bottom, right, top = page
    is_beside = not (left - _MARGIN <= x <= right + _MARGIN and bottom - size - _MARGIN <= y <= top + size + _MARGIN)
    return 0 < size < _LEAST_SIZE or is_beside


def box_of(page: PageObject) -> Box:
    """The part of the plane that a page shows."""
    box = page.cropbox
    return float(box.left), float(box.bottom), float(box.right), float(box.top)


def split_page(reader: PdfReader, page: PageObject, layers: Layers) -> str:
    """Take out of a page what has no ink; gives the text that was taken out, empty where there is none."""
    from pypdf.generic import ContentStream, NameObject

    contents = page.get_contents()
    if contents is None:
        return ""
    stream = ContentStream(contents, reader, "bytes")
    follower = _Follower(box_of(page), page, layers, struck=struck_boxes(page), lying=lying_fonts(page))
    shown: list[tuple[Any, bytes]] = []
    taken: list[tuple[Any, bytes]] = []
    hidden_at = follower.hidden(stream.operations)
    for index, (operands, operator) in enumerate(stream.operations):
        if operator in _SHOWS or index in hidden_at:
            (taken if index in hidden_at else shown).append((operands, operator))
        else:
            shown.append((operands, operator))
            taken.append((operands, operator))
    if not hidden_at:
        return ""
    key = NameObject("/Contents")
    stream.operations = taken
    page[key] = stream
    hidden = page.extract_text()
    visible = ContentStream(contents, reader, "bytes")
    visible.operations = shown
    page[key] = visible
    return hidden


@dataclass(frozen=True)
class _State:
    """What `q` keeps and `Q` brings back."""

    matrix: Matrix = UNIT
    is_white: bool = False
    space: Any = None
    """The colour space of what is filled; None for one that the instruction tells by itself."""
    mode: int = 0
    font: str = ""
    size: float = 0.0
    stretch: float = 100.0
    opacity: float = 1.0
    rise: float = 0.0
    is_line_white: bool = False
    """Whether what is stroked is white."""
    width: float = 1.0
    """That of lines."""
    mask: tuple[Box, ...] | None = None
    """Where a soft mask lets anything through; None for everywhere."""
    clip: Box | None = None
    """What is drawn beyond is cut off; None for nothing."""


@dataclass
class _Follower:
    """Follows the instructions of a page as far as ink depends on them."""

    page: Box
    resources: PageObject
    layers: Layers
    struck: Sequence[Box] = ()
    lying: frozenset[str] = frozenset()
    state: _State = field(default_factory=_State)
    kept: list[_State] = field(default_factory=list)
    line: Matrix = UNIT
    leading: float = 0.0
    rectangles: list[Box] = field(default_factory=list)
    areas: list[Box] = field(default_factory=list)
    """What is filled, but not with white."""
    scanned: bool = False
    clips: bool = False
    is_of_rectangles: bool = True
    """Whether the path consists of rectangles alone."""
    covers: list[Box] = field(default_factory=list)
    """What the last instruction covered with white."""
    marks: list[bool] = field(default_factory=list)
    """Of each mark that is open, whether it is that of a layer that is off."""
    depth: int = 0
    """How many forms it stands in."""

    def hidden(self, operations: Sequence[tuple[Any, bytes]]) -> set[int]:
        """The instructions that show text without ink, or text that is painted over afterwards, by their numbers."""
        found: set[int] = set()
        places: dict[int, tuple[float, float]] = {}
        for index, (operands, operator) in enumerate(operations):
            self.covers = []
            if self.follow(operator, operands):
                found.add(index)
            elif operator in _SHOWS:
                place = places[index] = product(self.line, self.state.matrix)[4:]
                if any(holds(box, *place) for box in self.struck):
                    found.add(index)
            for box in self.covers:
                found |= {each for each, place in places.items() if holds(box, *place)}
        return found

    def follow(self, operator: bytes, operands: Sequence[Any]) -> bool:
        """Take one instruction; says of one that shows text whether it has no ink."""
        with suppress(TypeError, ValueError, IndexError, KeyError, AttributeError):
            if operator in (b"BDC", b"BMC", b"EMC"):
                self._mark(operator, operands)
            elif operator == b"Do" and (True in self.marks or self._is_form_off(operands) or self._is_clear()):
                return True
            elif operator == b"cs":
                self.state = replace(self.state, space=self._space(str(operands[0])))
            if operator in _SHOWS:
                if operator in (b"'", b'"'):
                    self._move(0.0, -self.leading)
                return self._is_hidden()
            self._change(operator, operands)
        return False

    def _mark(self, operator: bytes, operands: Sequence[Any]) -> None:
        """Open or close a mark; those of layers are told by the name of their properties."""
        if operator == b"EMC":
            self.marks.pop()
            return
        self.marks.append(False)
        if operator == b"BDC" and operands[0] == "/OC":
            properties = self.resources["/Resources"]["/Properties"].get_object()  # type: ignore[index]
            self.marks[-1] = self.layers.is_off(properties.raw_get(operands[1]))

    def _is_form_off(self, operands: Sequence[Any]) -> bool:
        drawn = self.resources["/Resources"]["/XObject"][operands[0]]  # type: ignore[index]
        return _is_flat(drawn) or ("/OC" in drawn and self.layers.is_off(drawn.raw_get("/OC")))

    def _is_pattern_white(self, name: str) -> bool:
        """Whether all that a pattern fills with is white."""
        data = self.resources["/Resources"]["/Pattern"][name].get_data()  # type: ignore[index]
        return bool(_COLORED.search(data)) and all(_WHITE_GREY.fullmatch(each) for each in _COLORED.findall(data))

    def _space(self, name: str) -> Any:  # noqa: ANN401  # of pypdf
        """A colour space by its name in the resources of the page; None for one of a device."""
        return self.resources["/Resources"].get("/ColorSpace", {}).get(name)  # type: ignore[attr-defined]

    def _is_clear(self) -> bool:
        """Whether nothing of what is drawn is seen, wherever it is."""
        return self.state.opacity < SEEN_AT or self.state.mask == ()

    def _is_unseen_ink(self) -> bool:
        """Whether letters are drawn in white: what is filled, what is stroked, or a white line that covers the rest."""
        mode, state = self.state.mode % 4, self.state
        if mode == _STROKED:
            return state.is_line_white
        covers = mode == _FILLED_AND_STROKED and state.is_line_white and state.width >= state.size * _COVERING_LINE
        return covers or (state.is_white and (mode != _FILLED_AND_STROKED or state.is_line_white))

    def _is_hidden(self) -> bool:
        if True in self.marks:
            return True
        a, b, c, d, e, f = product((1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise), product(self.line, self.state.matrix))
        if abs(a * d - b * c) < _FLAT:
            return True
        size = self.state.size * abs(a * d - b * c) ** 0.5
        if self.state.mask is not None and not any(holds(box, e, f) for box in self.state.mask):
            return True
        if is_out_of_sight(e, f, size, self.page) or self.state.stretch < _LEAST_STRETCH:
            return True
        if self.state.clip is not None and _is_thin(self.state.clip):
            return True
        if self.state.opacity < SEEN_AT or self.state.font in self.lying:
            return True
        if self.state.mode in _INVISIBLE:
            return not self.scanned
        on_something = self.scanned or any(holds(area, e, f) for area in self.areas)
        return self._is_unseen_ink() and not on_something

    def _change(self, operator: bytes, operands: Sequence[Any]) -> None:
        state = self.state
        if operator == b"q":
            self.kept.append(state)
        elif operator == b"Q":
            self.state = self.kept.pop()
        elif operator == b"cm":
            self.state = replace(state, matrix=product(matrix_of(operands), state.matrix))
        elif operator in (b"g", b"rg", b"k", b"sc", b"scn"):
            numbers = [float(value) for value in operands if not isinstance(value, str)]
            space = state.space if operator in (b"sc", b"scn") else None
            self.state = replace(state, is_white=False, space=space)
            self.state = replace(self.state, is_white=is_white(numbers, space))
            if operator == b"scn" and operands and isinstance(operands[-1], str):
                self.state = replace(self.state, is_white=self._is_pattern_white(str(operands[-1])))
        elif operator == b"Tr":
            self.state = replace(state, mode=int(operands[0]))
        elif operator == b"gs":
            named = self.resources["/Resources"]["/ExtGState"][operands[0]]  # type: ignore[index]
            mask = seen_through(named, state.matrix) if "/SMask" in named else state.mask
            self.state = replace(state, opacity=float(named.get("/ca", state.opacity)), mask=mask)
        elif operator == b"Ts":
            self.state = replace(state, rise=float(operands[0]))
        elif operator == b"w":
            self.state = replace(state, width=float(operands[0]))
        elif operator in (b"G", b"RG", b"K"):
            self.state = replace(state, is_line_white=is_white([float(value) for value in operands]))
        elif operator in (b"CS", b"SC", b"SCN"):
            self.state = replace(state, is_line_white=False)
        elif operator == b"Tz":
            self.state = replace(state, stretch=float(operands[0]))
        elif operator == b"Tf":
            self.state = replace(state, font=str(operands[0]), size=abs(float(operands[1])))
        elif operator == b"BT":
            self.line = UNIT
        elif operator == b"Tm":
            self.line = matrix_of(operands)
        elif operator in (b"Td", b"TD"):
            if operator == b"TD":
                self.leading = -float(operands[1])
            self._move(float(operands[0]), float(operands[1]))
        elif operator == b"TL":
            self.leading = float(operands[0])
        elif operator == b"T*":
            self._move(0.0, -self.leading)
        else:
            self._paint(operator, operands)

    def _paint(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator == b"re":
            x, y, width, height = map(float, operands)
            self.rectangles.append(box_in(self.state.matrix, x, y, x + width, y + height))
        elif operator in (b"m", b"l", b"c", b"v", b"y"):
            self.is_of_rectangles = False
        elif operator in (b"W", b"W*"):
            self.clips = True
        elif operator in (*_FILLS, b"n", b"S", b"s"):
            if operator in _FILLS and not self.state.is_white:
                self.areas += self.rectangles[: _MOST_AREAS - len(self.areas)]
            elif operator in _FILLS and self.is_of_rectangles and self.state.opacity >= WHITE_FROM:
                self.covers = [common(box, self.state.clip) for box in self.rectangles[:_MOST_COVERS]]
            self._end_path()
        elif operator in (b"Do", b"sh", b"INLINE IMAGE"):
            self._picture(operator, operands)

    def _end_path(self) -> None:
        """A clip holds from the next instruction on; of one that is no rectangle nobody knows what it leaves."""
        if self.clips and self.is_of_rectangles and len(self.rectangles) == 1:
            self.state = replace(self.state, clip=common(self.rectangles[0], self.state.clip))
        self.rectangles, self.clips, self.is_of_rectangles = [], False, True

    def _picture(self, operator: bytes, operands: Sequence[Any]) -> None:
        if operator == b"Do":
            drawn = self.resources["/Resources"]["/XObject"][operands[0]]  # type: ignore[index]
            if drawn.get("/Subtype") != "/Image":
                self._draw_form(drawn)
                return
            if _is_plain(drawn):
                self.covers = [common(box_in(self.state.matrix, 0.0, 0.0, 1.0, 1.0), self.state.clip)]
        box = box_in(self.state.matrix, 0.0, 0.0, 1.0, 1.0) if operator != b"sh" else self.page
        self.areas.append(box)
        left, bottom, right, top = self.page
        whole = max(1.0, (right - left) * (top - bottom))
        self.scanned = self.scanned or (box[2] - box[0]) * (box[3] - box[1]) >= _SCAN * whole

    def _draw_form(self, form: Any) -> None:  # noqa: ANN401  # of pypdf
        """Take what a form fills, and what it covers with white."""
        from pypdf.generic import ContentStream

        if self.depth >= _MOST_DEPTH or len(form.get_data()) > _MOST_FORM:
            return
        state = replace(self.state, matrix=product(matrix_of(form.get("/Matrix", UNIT)), self.state.matrix))
        inner = _Follower(self.page, form, self.layers, state=state, depth=self.depth + 1)
        for operands, operator in ContentStream(form, form.indirect_reference.pdf, "bytes").operations:
            inner.covers = []
            inner.follow(operator, operands)
            self.covers += inner.covers
        self.areas += inner.areas[: _MOST_AREAS - len(self.areas)]

    def _move(self, x: float, y: float) -> None:
        self.line = product((1.0, 0.0, 0.0, 1.0, x, y), self.line)


def _is_plain(picture: Any) -> bool:  # noqa: ANN401  # of pypdf
    """Whether a picture is of one colour and not clear: a box that is painted over what is below."""
    masks = ("/SMask", "/Mask", "/ImageMask")
    return int(picture["/Width"]) * int(picture["/Height"]) <= _MOST_PLAIN and not any(
        name in picture for name in masks
    )


def _is_thin(box: Box) -> bool:
    return box[2] - box[0] <= _LEAST_CLIP or box[3] - box[1] <= _LEAST_CLIP
