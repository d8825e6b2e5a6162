"""Text of PDF pages that nobody sees: without ink, tiny, beside the page, painted over, struck, in a layer that is off.

ISO 32000-1: text state (9.3), text rendering mode 3 and 7 (table 106), colours (8.6), graphics state (8.4). White text
on something filled or on a picture shows. Invisible text over a picture of most of the page is what was read of a scan.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from appaudit.documents.pdf.colors import BLACK, WHITE, WHITE_FROM, Color, color_of, is_alike, is_white
from appaudit.documents.pdf.extents import LEAST_CLIP, blending, is_beyond, is_drawn_back, is_plain, is_thin
from appaudit.documents.pdf.layers import Layers
from appaudit.documents.pdf.marks import PAINTS, SEEN_AT, lying_fonts, struck_boxes
from appaudit.documents.pdf.masks import seen_through
from appaudit.documents.pdf.paths import Path
from appaudit.documents.pdf.places import UNIT, Box, Matrix, box_in, common, holds, matrix_of, product

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

#: Colours in the instructions of a pattern, and those of paper.
_COLORED: Final = re.compile(rb"(?:[\d.]+\s+)+(?:g|rg|k)\b")
_WHITE_GREY: Final = re.compile(rb"(?:(?:1|0?\.9\d+|1\.0*)\s+)+(?:g|rg)|(?:0(?:\.0*)?\s+){4}k")
_SHOWS: Final = (b"Tj", b"TJ", b"'", b'"')
_FILLS: Final = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_MOVES: Final = (b"Td", b"TD", b"Tm", b"T*", b"'", b'"')
_INVISIBLE: Final = (3, 7)
#: Different texts that begin at one place, from which nobody reads any of them.
_PILE: Final = 4
#: Points; the smallest print of contracts has 4.
_LEAST_SIZE: Final = 2.0
#: Part of a page that a scan covers, and how far beside a page text may begin.
_SCAN: Final = 0.5
_MARGIN: Final = 3.0
#: Ways to mix colours after which paper stays white, whatever is drawn on it (ISO 32000-1, 11.3.5).
_LEAVE_PAPER: Final = frozenset(
    ("/Screen", "/Lighten", "/ColorDodge", "/Overlay", "/SoftLight", "/Hue", "/Saturation", "/Color")
)
#: Part of their size by which letters are drawn together from which they lie on each other.
_ON_EACH_OTHER: Final = -0.9
#: Filled areas of a page that are kept: the last ones.
_MOST_AREAS: Final = 2_000
#: Areas and texts of a page that are held against each other.
_MOST_LOOKS: Final = 5_000_000
#: Areas of one path that are held against the text before them.
_MOST_COVERS: Final = 50
_FLAT: Final = 1e-6
#: Forms inside forms that are followed, and bytes of instructions of one.
_MOST_DEPTH: Final = 2
_MOST_FORM: Final = 20_000
#: Ways to draw letters, and the part of their size from which a line around them covers them.
_STROKED: Final = 1
_FILLED_AND_STROKED: Final = 2
_COVERING_LINE: Final = 0.3
#: Per cent of the width of letters.
_LEAST_STRETCH: Final = 5.0


def _is_flat(form: Any) -> bool:  # noqa: ANN401  # of pypdf
    """Whether a form is drawn into a box, or onto a plane, without extent."""
    if form.get("/Subtype") != "/Form":
        return False
    left, bottom, right, top = (float(each) for each in form["/BBox"])
    a, b, c, d, *_ = (float(each) for each in form.get("/Matrix", UNIT))
    return abs(right - left) <= LEAST_CLIP or abs(top - bottom) <= LEAST_CLIP or abs(a * d - b * c) < _FLAT


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


class PageTooCrowdedError(Exception):
    """More is filled on a page, and more texts stand on it, than anybody reads: it counts as one that is not read."""


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
    spacing: float = 0.0
    """What is added between letters."""
    color: Color | None = BLACK
    """What is filled with; None for what nobody knows."""
    blend: str = "/Normal"
    line_opacity: float = 1.0
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
    path: Path = field(default_factory=Path)
    areas: deque[tuple[Box, Color | None]] = field(default_factory=lambda: deque(maxlen=_MOST_AREAS))
    """What was filled last, and with which colour, in this order."""
    left: int = _MOST_LOOKS
    """How many areas may still be held against texts."""
    scanned: bool = False
    clips: bool = False
    covers: list[Box] = field(default_factory=list)
    """What the last instruction covered."""
    marks: list[bool] = field(default_factory=list)
    """Of each mark that is open, whether it is that of a layer that is off."""
    depth: int = 0
    """How many forms it stands in."""

    def hidden(self, operations: Sequence[tuple[Any, bytes]]) -> set[int]:
        """The instructions that show text without ink, or text that is painted over afterwards, by their numbers."""
        found: set[int] = set()
        places: dict[int, tuple[float, float]] = {}
        piles: dict[tuple[int, int], dict[int, str]] = {}
        is_moved = False
        for index, (operands, operator) in enumerate(operations):
            self.covers = []
            is_moved = is_moved or operator in _MOVES
            if self.follow(operator, operands):
                found.add(index)
            elif operator in _SHOWS:
                place = places[index] = product(self.line, self.state.matrix)[4:]
                if any(holds(box, *place) for box in self.struck) or (operator == b"TJ" and is_drawn_back(operands[0])):
                    found.add(index)
                if is_moved:
                    piles.setdefault((round(place[0]), round(place[1])), {})[index] = repr(operands)
                is_moved = False
            self._look(len(self.covers) * len(places))
            for box in self.covers:
                found |= {each for each, place in places.items() if holds(box, *place)}
        return found.union(*(pile for pile in piles.values() if len({*pile.values()}) >= _PILE))

    def follow(self, operator: bytes, operands: Sequence[Any]) -> bool:
        """Take one instruction; says of one that shows text whether it has no ink."""
        with suppress(TypeError, ValueError, IndexError, KeyError, AttributeError):
            if operator in (b"BDC", b"BMC", b"EMC"):
                self._mark(operator, operands)
            elif operator == b"Do" and (
                True in self.marks or self._is_form_off(operands) or self._is_clear() or self._is_form_unseen(operands)
            ):
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
        """Whether a pattern fills with nothing, or with white alone."""
        pattern = self.resources["/Resources"]["/Pattern"][name]  # type: ignore[index]
        data = pattern.get_data()
        if not PAINTS.search(data):
            return True
        return bool(_COLORED.search(data)) and all(_WHITE_GREY.fullmatch(each) for each in _COLORED.findall(data))

    def _space(self, name: str) -> Any:  # noqa: ANN401  # of pypdf
        """A colour space by its name in the resources of the page; None for one of a device."""
        return self.resources["/Resources"].get("/ColorSpace", {}).get(name)  # type: ignore[attr-defined]

    def _is_clear(self) -> bool:
        """Whether nothing of what is drawn is seen, wherever it is."""
        return self.state.opacity < SEEN_AT or self.state.mask == ()

    def _is_form_unseen(self, operands: Sequence[Any]) -> bool:
        """Whether a form shows text, and all of it is hidden."""
        form = self.resources["/Resources"]["/XObject"][operands[0]]  # type: ignore[index]
        inner, operations = self._inside(form)
        if inner is None or not any(operator in _SHOWS for _, operator in operations):
            return False
        found = inner.hidden(operations)
        return all(index in found for index, (_, operator) in enumerate(operations) if operator in _SHOWS)

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
        if self.state.clip is not None and (
            is_thin(self.state.clip) or (c == b == 0 and is_beyond(self.state.clip, e, f, size))
        ):
            return True
        opacity = self.state.line_opacity if self.state.mode % 4 == _STROKED else self.state.opacity
        if opacity < SEEN_AT or self.state.font in self.lying or self._lies_on_each_other():
            return True
        if self.state.mode in _INVISIBLE:
            return not self.scanned
        return not self.scanned and self._is_as_its_ground(e, f)

    def _look(self, count: int) -> None:
        """Count what is held against each other.

        Raises:
            PageTooCrowdedError: It is more than a page of a text has.
        """
        self.left -= count
        if self.left < 0:
            raise PageTooCrowdedError

    def _lies_on_each_other(self) -> bool:
        """Whether letters are drawn back onto each other, or so far from each other that one is on the page."""
        spacing, size = self.state.spacing, self.state.size
        return spacing > self.page[2] - self.page[0] or (size > 0 and spacing <= size * _ON_EACH_OTHER)

    def _is_as_its_ground(self, x: float, y: float) -> bool:
        """Whether text has the colour of what lies below the place where it begins."""
        self._look(len(self.areas))
        paper = WHITE if len(self.areas) < _MOST_AREAS else None
        ground = next((color for area, color in reversed(self.areas) if holds(area, x, y)), paper)
        is_paper = is_alike(ground, WHITE)
        if is_paper and self.state.blend in _LEAVE_PAPER:
            return True
        if self._is_unseen_ink():
            return is_paper
        return self.state.mode % 4 == 0 and self.state.blend == "/Normal" and is_alike(self.state.color, ground)

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
            self.state = replace(state, is_white=False, space=space, color=None)
            self.state = replace(self.state, is_white=is_white(numbers, space))
            self.state = replace(self.state, color=WHITE if self.state.is_white else color_of(numbers, space))
            if operator == b"scn" and operands and isinstance(operands[-1], str):
                self.state = replace(self.state, is_white=self._is_pattern_white(str(operands[-1])))
        elif operator == b"Tr":
            self.state = replace(state, mode=int(operands[0]))
        elif operator == b"gs":
            named = self.resources["/Resources"]["/ExtGState"][operands[0]]  # type: ignore[index]
            mask = seen_through(named, state.matrix) if "/SMask" in named else state.mask
            self.state = replace(
                state,
                opacity=float(named.get("/ca", state.opacity)),
                line_opacity=float(named.get("/CA", state.line_opacity)),
                mask=mask,
                blend=blending(named, state.blend),
            )
            if "/Font" in named:
                self.state = replace(self.state, font="", size=abs(float(named["/Font"][1])))
        elif operator == b"Ts":
            self.state = replace(state, rise=float(operands[0]))
        elif operator == b"Tc":
            self.state = replace(state, spacing=float(operands[0]))
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
            self.path.box(self.state.matrix, x, y, width, height)
        elif operator in (b"m", b"l", b"c", b"v", b"y"):
            is_curve = operator in (b"c", b"v", b"y")
            self.path.go(self.state.matrix, [*map(float, operands)], is_start=operator == b"m", is_curve=is_curve)
        elif operator in (b"W", b"W*"):
            self.clips = True
        elif operator in (*_FILLS, b"n", b"S", b"s"):
            path = self.path.ended()
            if operator in _FILLS:
                self._fill(path)
            elif operator == b"S" and self._covers(is_line=True):
                self.covers = [common(box, self.state.clip) for box in path.strokes(self._width())[:_MOST_COVERS]]
            self._end_path(path)
        elif operator in (b"Do", b"sh", b"INLINE IMAGE"):
            self._picture(operator, operands)

    def _width(self) -> float:
        a, b, c, d, *_ = self.state.matrix
        return float(self.state.width * abs(a * d - b * c) ** 0.5)

    def _covers(self, *, is_line: bool = False) -> bool:
        """Whether nothing is seen through what is drawn."""
        opacity = self.state.line_opacity if is_line else self.state.opacity
        return opacity >= WHITE_FROM and self.state.blend == "/Normal" and self.state.mask is None

    def _fill(self, path: Path) -> None:
        """Take what a path fills, and what it covers."""
        whole = path.around()
        boxes = path.boxes if path.is_of_boxes or whole is None else [whole]
        color = self.state.color if path.is_of_boxes and self._covers() and True not in self.marks else None
        boxes = [common(box, self.state.clip) for box in boxes]
        self.areas.extend((box, color) for box in boxes)
        if path.is_of_boxes and self._covers() and True not in self.marks and self._is_paint():
            self.covers = boxes[:_MOST_COVERS]

    def _is_paint(self) -> bool:
        """Whether a pattern of which nobody knows what it leaves is not what is filled with."""
        return self.state.color is not None or self.state.is_white

    def _end_path(self, path: Path) -> None:
        """A clip holds from the next instruction on; of one that is no box nothing is left beyond the box around it."""
        whole = path.around()
        if self.clips and whole is not None:
            self.state = replace(self.state, clip=common(whole, self.state.clip))
        self.path, self.clips = Path(), False

    def _picture(self, operator: bytes, operands: Sequence[Any]) -> None:
        box = box_in(self.state.matrix, 0.0, 0.0, 1.0, 1.0) if operator != b"sh" else self.page
        if operator == b"Do":
            drawn = self.resources["/Resources"]["/XObject"][operands[0]]  # type: ignore[index]
            if drawn.get("/Subtype") != "/Image":
                self._draw_form(drawn)
                return
            if is_plain(drawn):
                self.covers = [common(box, self.state.clip)]
        elif operator == b"INLINE IMAGE" and is_plain(operands["settings"]):  # type: ignore[call-overload]
            self.covers = [common(box, self.state.clip)]
        self.areas.append((box, None))
        left, bottom, right, top = self.page
        whole = max(1.0, (right - left) * (top - bottom))
        self.scanned = self.scanned or (box[2] - box[0]) * (box[3] - box[1]) >= _SCAN * whole

    def _inside(self, form: Any) -> tuple[_Follower | None, list[tuple[Any, bytes]]]:  # noqa: ANN401  # of pypdf
        """One that follows the instructions of a form, and these; none for what is no form, or too much of one."""
        from pypdf.generic import ContentStream

        if form.get("/Subtype") != "/Form" or self.depth >= _MOST_DEPTH or len(form.get_data()) > _MOST_FORM:
            return None, []
        self._look(len(form.get_data()))
        state = replace(self.state, matrix=product(matrix_of(form.get("/Matrix", UNIT)), self.state.matrix))
        inner = _Follower(self.page, form, self.layers, lying=lying_fonts(form), state=state, depth=self.depth + 1)
        inner.areas, inner.scanned, inner.left = self.areas.copy(), self.scanned, self.left
        return inner, ContentStream(form, form.indirect_reference.pdf, "bytes").operations

    def _draw_form(self, form: Any) -> None:  # noqa: ANN401  # of pypdf
        """Take what a form fills, and what it covers."""
        inner, operations = self._inside(form)
        if inner is None:
            return
        for operands, operator in operations:
            inner.covers = []
            inner.follow(operator, operands)
            self.covers += inner.covers
        self.areas = inner.areas

    def _move(self, x: float, y: float) -> None:
        self.line = product((1.0, 0.0, 0.0, 1.0, x, y), self.line)
