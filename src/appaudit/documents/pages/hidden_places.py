"""How the place of an element among others hides it: behind the ground of what is around it, in a row without height.

https://www.w3.org/TR/CSS22/zindex.html (what is painted first), https://www.w3.org/TR/css-position-3/ and
https://www.w3.org/TR/css-grid-1/ (tracks, and where items without a place of their own go); checked 2026-11-29, not
opened. Whatever needs a layout to be told counts as visible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Final, TypeAlias

from lxml import html as lxml_html

from appaudit.documents.styles.math import computed
from appaudit.documents.styles.values import USUAL_SIZE, color_of, pixels, share

Element: TypeAlias = lxml_html.HtmlElement
Values = Callable[[Element], Mapping[str, str]]

_NEGATIVE: Final = re.compile(r"-\d+")
PLACED: Final = ("relative", "absolute", "fixed", "sticky")
_LAID_OUT: Final = ("flex", "inline-flex", "grid", "inline-grid")
GRIDS: Final = ("grid", "inline-grid")
#: Properties that put an element and all in it into a layer of its own, unless they say `none` or the like.
_LAYERING: Final = (
    "transform", "filter", "clip-path", "mask", "mask-image", "mix-blend-mode", "isolation", "will-change", "contain",
    "scale", "translate", "rotate", "perspective",
)  # fmt: skip
_NOTHING: Final = ("", "none", "normal", "auto")
#: Properties by which an item of a grid, or the grid, says itself where items go.
_OWN_PLACES: Final = (
    "grid-row",
    "grid-row-end",
    "grid-column",
    "grid-area",
    "grid-row-start",
    "grid-column-start",
    "order",
)
_TRACK: Final = re.compile(r"\[[^\]]*\]|[\w-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|\S+")
_ZERO: Final = re.compile(r"0*(?:\.0+)?0(?:px|%|r?em|fr|pt|v[wh])?")
#: Tracks that are repeated, and the most of one between two bounds.
_REPEATED: Final = re.compile(r"repeat\(\s*(\d{1,2})\s*,(.*)\)")
_BOUNDED: Final = re.compile(r"minmax\([^,]*,([^,]*)\)")
_SPAN: Final = re.compile(r"span \d{1,3}")
_BOTH_ENDS: Final = 2
#: Pixels of a row, or of the room below one, in which nothing is read.
_LEAST_ROOM: Final = 2.0
_CUTS: Final = re.compile(r"hidden|clip|auto|scroll")
#: The left or upper side of a box beside the window.
_BESIDE: Final = re.compile(r"(?:[1-9]\d{2,})(?:\.\d+)?(?:%|[sld]?v[wh])")
#: Pixels of a window, of which shares are taken, and its shares.
_SCREEN: Final = 1_000.0
_SCREENS: Final = re.compile(r"(-?\d+(?:\.\d+)?)[sld]?v[wh]")
_OPPOSITE: Final = (("right", "left"), ("bottom", "top"))
_BACK: Final = (("left", "right"), ("top", "bottom"))
#: Edges of the window, those on the other side, and what moves a box over them.
_DRAWERS: Final = (
    ("left", "right", re.compile(r"translate(?:x|3d)?\(-1\d\d%(?:,0(?:px|%)?)*\)")),
    ("right", "left", re.compile(r"translate(?:x|3d)?\(1\d\d%(?:,0(?:px|%)?)*\)")),
    ("top", "bottom", re.compile(r"translate(?:y\(|(?:3d)?\(0(?:px|%)?,)-1\d\d%(?:,0(?:px|%)?)?\)")),
    ("bottom", "top", re.compile(r"translate(?:y\(|(?:3d)?\(0(?:px|%)?,)1\d\d%(?:,0(?:px|%)?)?\)")),
)
#: Pixels over the edge of a page from which little of a box is left on it.
_OVER: Final = 300.0
#: Properties by which an element has what is placed in it.
_HOLDING: Final = ("transform", "filter", "perspective", "contain", "translate", "scale", "rotate")
#: Letters of a line of the widest screens that people read on.
_LONGEST_LINE: Final = 120
#: Pixels of a letter that is narrower than most.
_LEAST_LETTER: Final = 6.0
#: Blocks that are a line each where lines are not broken.
_OF_LINES: Final = frozenset(("p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6"))
#: What stands in a line with others.
_IN_LINES: Final = frozenset(("a", "b", "i", "u", "em", "strong", "span", "font", "small", "big", "label", "mark"))
COVERS_AT: Final = 0.9
_MOST_ITEMS: Final = 200


def way_of_place(element: Element, values_of: Values) -> bool | None:
    """Whether nothing that a reader does shows an element that its place hides; None for one that may be seen."""
    behind = _is_behind(element, values_of)
    if behind is not None:
        return behind
    parent, own = element.getparent(), values_of(element)
    if _is_drawn_elsewhere(own) or _is_beyond(element, own, values_of):
        return False
    if _is_cut_short(element, own) or _is_cut_into_columns(element, own):
        return False
    if parent is not None and _is_without_height(values_of(element), values_of(parent)):
        return True
    if parent is None or values_of(parent).get("display", "") not in GRIDS:
        return None
    return _is_in_no_room(element, parent, values_of)


def _is_behind(element: Element, values_of: Values) -> bool | None:
    """Whether an element is painted before the ground of one around it; a picture may have holes."""
    own, parent = values_of(element), element.getparent()
    if not _NEGATIVE.fullmatch(own.get("z-index", "")) or parent is None:
        return None
    if own.get("position", "") not in PLACED and values_of(parent).get("display", "") not in _LAID_OUT:
        return None
    for around in element.iterancestors():
        if around.tag in ("body", "html") or _is_layer(values_of(around)):
            return None
        covers = ground(values_of(around))
        if covers is not None:
            return covers
    return None


def _is_drawn_elsewhere(own: Mapping[str, str]) -> bool:
    """Whether a drawing of the page, which is not read, decides what is seen of an element."""
    return any(
        "url(" in own.get(name, "") for name in ("mask", "-webkit-mask", "mask-image", "-webkit-mask-image")
    ) or any("url(" in own.get(name, "") for name in ("clip-path", "filter"))


def _is_beyond(element: Element, own: Mapping[str, str], values_of: Values) -> bool:
    """Whether an element is put beside the window, or as far over the edge of the page as a box is high or wide."""
    position = own.get("position", "")
    if position == "fixed" and any(_is_beside(own.get(side, "")) for side in ("left", "top")):
        return True
    if position not in ("absolute", "fixed"):
        return False
    if _is_drawn_out(own):
        return position == "fixed" or not any(_holds_placed(values_of(each)) for each in element.iterancestors())
    if position == "fixed" and any(_is_below(own, *sides) for sides in (*_OPPOSITE, *_BACK)):
        return True
    if any(_BESIDE.fullmatch(own.get(side, "")) and own.get(other, "auto") == "auto" for side, other in _OPPOSITE):
        return not any(_holds_placed(values_of(each)) for each in element.iterancestors())
    is_over = any((amount := pixels(own.get(side, ""))) is not None and amount <= -_OVER for side in ("left", "top"))
    return is_over and (
        position == "fixed" or not any(_holds_placed(values_of(each)) for each in element.iterancestors())
    )


def _is_drawn_out(own: Mapping[str, str]) -> bool:
    """Whether a box at an edge of the window is moved over it by all that it measures, as drawers are that are shut."""
    transform = own.get("transform", "").replace(" ", "")
    return any(
        pixels(own.get(side, "")) == 0 and own.get(other, "auto") == "auto" and way.fullmatch(transform)
        for side, other, way in _DRAWERS
    )


def _in_window(text: str) -> float | None:
    """A length of a box that is placed in the window, of which shares are those of one of a thousand pixels."""
    part = share(text) if text.endswith("%") else None
    return _in_screens(text) if part is None else _SCREEN * part


def _is_beside(text: str) -> bool:
    """Whether a side of a box lies beside the window, also by what is computed."""
    if "(" not in text:
        return _BESIDE.fullmatch(text) is not None
    place = computed(text, lambda part: _SCREEN * (share(part) or 0.0) if part.endswith("%") else _in_screens(part))
    return place is not None and place >= _SCREEN


def _in_screens(part: str) -> float | None:
    """A length, of which shares of the window are those of one of a thousand pixels."""
    found = _SCREENS.fullmatch(part)
    return float(found[1]) / 100 * _SCREEN if found else pixels(part)


def _is_below(own: Mapping[str, str], side: str, other: str) -> bool:
    """Whether a box is put beyond a side of the window by as much as it measures."""
    name = "height" if side in ("top", "bottom") else "width"
    sizes = [found for each in (name, f"max-{name}") if (found := _in_window(own.get(each, ""))) is not None]
    amount = _in_window(own.get(side, ""))
    return amount is not None and bool(sizes) and own.get(other, "auto") == "auto" and amount <= -min(sizes) < 0


def _holds_placed(values: Mapping[str, str]) -> bool:
    return values.get("position", "") in PLACED or any(values.get(name, "") not in _NOTHING for name in _HOLDING)


def _is_cut_short(element: Element, own: Mapping[str, str]) -> bool:
    """Whether an element shows fewer lines than what it holds takes on any screen."""
    if _is_cut_in_a_line(element, own):
        return True
    lines = own.get("-webkit-line-clamp", "") or own.get("line-clamp", "")
    if not lines.isdecimal() or len(lines) > 4 or not _CUTS.search(_overflow(own)):
        return False
    return sum(len(text.strip()) for text in islice(element.itertext(), _MOST_ITEMS)) > int(lines) * _LONGEST_LINE


def _is_cut_in_a_line(element: Element, own: Mapping[str, str]) -> bool:
    """Whether an element shows one line, which is longer than the element is wide or any screen."""
    overflow = _overflow(own)
    if own.get("white-space", "") != "nowrap" or not re.search(r"hidden|clip", overflow) or "visible" in overflow:
        return False
    lines = [child for child in islice(element, _MOST_ITEMS) if child.tag not in _IN_LINES and child.tag != "br"]
    if any(child.tag not in _OF_LINES or len(child) for child in lines):
        return False  # blocks in blocks, whose lines nobody counts
    width = pixels(own.get("width", "") or own.get("max-width", ""))
    most = _LONGEST_LINE if width is None else min(_LONGEST_LINE, max(1.0, width / _LEAST_LETTER))
    longest = max((_letters_in(each) for each in lines), default=0)
    return max(longest, 0 if lines else _letters_in(element)) > most


def _letters_in(element: Element) -> int:
    return sum(len(text.strip()) for text in islice(element.itertext(), _MOST_ITEMS))


def _is_cut_into_columns(element: Element, own: Mapping[str, str]) -> bool:
    """Whether text is set in columns of a height that holds less of it than all that the widest screens show."""
    height = pixels(own.get("height", "") or own.get("max-height", ""))
    is_set = any(own.get(name, "auto") != "auto" for name in ("columns", "column-count", "column-width"))
    if not is_set or height is None or not _CUTS.search(_overflow(own)):
        return False
    letters = sum(len(text.strip()) for text in islice(element.itertext(), _MOST_ITEMS))
    return letters > _LONGEST_LINE * max(1, height // USUAL_SIZE)


def _is_layer(values: Mapping[str, str]) -> bool:
    """Whether what is in an element is never painted before its own ground."""
    position = values.get("position", "")
    has_order = values.get("z-index", "auto") not in ("auto", "")
    opacity = values.get("opacity", "1")
    return (
        position in ("fixed", "sticky")
        or (position in PLACED and has_order)
        or opacity not in ("", "1", "100%", "1.0")
        or any(values.get(name, "") not in _NOTHING for name in _LAYERING)
    )


def ground(values: Mapping[str, str]) -> bool | None:
    """Whether an element has a ground that covers for certain; None for one through which all is seen."""
    image = values.get("background-image", "")
    color = values.get("background-color") or values.get("background", "")
    found = color_of(color)
    if found is not None and found[3] > COVERS_AT:
        return True
    is_blurred = "blur(" in values.get("backdrop-filter", "")
    return False if "url(" in color + image or "gradient(" in color + image or is_blurred else None


def _is_without_height(own: Mapping[str, str], around: Mapping[str, str]) -> bool:
    """Whether an item of a column or row that neither grows nor has an extent of its own is cut off."""
    if around.get("display", "") not in ("flex", "inline-flex"):
        return False
    least = "min-height" if "column" in _direction(around) else "min-width"
    if own.get(least, "0") not in ("0", "0px", "auto"):
        return False
    basis = own.get("flex-basis", "") or (own.get("flex", "").split() or [""])[-1]
    grows = (own.get("flex", "").split() or ["0"])[0]
    return _is_zero(basis) and _is_zero(grows) and _CUTS.search(_overflow(own)) is not None


def _direction(values: Mapping[str, str]) -> str:
    return f"{values.get('flex-direction', '')} {values.get('flex-flow', '')}"


def _is_in_no_room(element: Element, grid: Element, values_of: Values) -> bool | None:
    """Whether an item of a grid is in a row or column without extent, and cut off there."""
    items = list(islice((child for child in grid if isinstance(child.tag, str)), _MOST_ITEMS))
    of_grid, own = values_of(grid), values_of(element)
    rows, columns = (_tracks(of_grid.get(f"grid-template-{name}", "")) for name in ("rows", "columns"))
    if rows is None or columns is None or element not in items:
        return None
    heights = [*rows, *[of_grid.get("grid-auto-rows", "auto")] * (1 + len(items))]
    is_cut = _CUTS.search(_overflow(own)) is not None and not _has_room_below(own)
    placed = _own_rows(own, of_grid.get("grid-template-areas", ""))
    if placed is not None:
        first, last = placed
        return _is_in_zero(heights[first:last]) if is_cut else None
    if of_grid.get("grid-template-areas") or "column" in of_grid.get("grid-auto-flow", ""):
        return None
    if any(values_of(each).get(name) for each in items for name in _OWN_PLACES):
        return None
    row, column = divmod(items.index(element), max(1, len(columns)))
    last = (len(items) - 1) // max(1, len(columns))
    is_cut_below = _CUTS.search(_overflow(of_grid)) is not None and all(map(_is_low, heights[row : last + 1]))
    width = columns[column] if column < len(columns) else "auto"
    for track, is_away in ((heights[row], is_cut or is_cut_below), (width, is_cut)):
        if is_away and (found := _is_in_zero([track])) is not None:
            return found
    return None


def _is_in_zero(tracks: list[str]) -> bool | None:
    """Whether a script hardly opens rows without extent; None for rows with some."""
    if not tracks or not all(map(_is_low, tracks)):
        return None
    return not any("fr" in track for track in tracks)  # what is opened by a script is often kept in a share of nothing


def _has_room_below(own: Mapping[str, str]) -> bool:
    """Whether the lower edge of a box leaves room in which text without room of its own is seen."""
    return (pixels(own.get("padding-bottom", "")) or 0.0) > _LEAST_ROOM


def _own_rows(own: Mapping[str, str], areas: str) -> tuple[int, int] | None:
    """The first row of a grid that an item itself names, and the one behind its last; None where it names none."""
    named = own.get("grid-area", "")
    lines = [line.split() for line in re.findall(r"\"([^\"]*)\"|'[^']*'", areas.replace("'", '"'))]
    found = [number for number, names in enumerate(lines) if named in names] if named else []
    if found:
        return found[0], found[-1] + 1
    start = own.get("grid-row") or own.get("grid-row-start") or (named if named[:1].isdigit() else "")
    parts = [part.strip() for part in start.split("/")]
    if not parts[0].isdecimal() or not 0 < int(parts[0][:4]) < _MOST_ITEMS:
        return None
    first = int(parts[0][:4])
    end = parts[1] if len(parts) == _BOTH_ENDS else own.get("grid-row-end", "")
    spans = int(end[:4]) - first if end.isdecimal() else int(end[5:][:3]) if _SPAN.fullmatch(end) else 1
    return first - 1, first - 1 + max(1, min(spans, _MOST_ITEMS))


def _tracks(text: str) -> list[str] | None:
    """The sizes of rows or columns; None where some are repeated without a number or named by what is around."""
    tracks: list[str] = []
    for track in _TRACK.findall(text):
        repeated = _REPEATED.fullmatch(track)
        if repeated is not None:
            tracks += _TRACK.findall(repeated[2]) * int(repeated[1])
        elif track.startswith(("repeat", "subgrid", "masonry")) or len(tracks) > _MOST_ITEMS:
            return None
        elif not track.startswith("["):
            tracks.append(track)
    return tracks


def _is_low(track: str) -> bool:
    """Whether a row or column has no more room than nobody reads in."""
    bounded = _BOUNDED.fullmatch(track)
    most = track if bounded is None else bounded[1].strip()
    size = pixels(most)
    return _is_zero(most) or (size is not None and 0 <= size <= _LEAST_ROOM)


def _is_zero(size: str) -> bool:
    return _ZERO.fullmatch(size) is not None


def _overflow(values: Mapping[str, str]) -> str:
    return " ".join(values[name] for name in values if name.startswith("overflow"))
