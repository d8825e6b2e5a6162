"""How the box of an element hides all that is in it: by its place, its size, how it is drawn, and in what order."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from lxml import html as lxml_html

from appaudit.documents.letter_orders import RIGHT_TO_LEFT
from appaudit.documents.styles.math import computed
from appaudit.documents.styles.transforms import is_on_edge, scale_of, with_lengths
from appaudit.documents.styles.values import SIDES, USUAL_SIZE, Color, color_of, pixels, plain_number, share
from appaudit.model.words import HidingWay

Element: TypeAlias = lxml_html.HtmlElement
Values: TypeAlias = Callable[[Element], Mapping[str, str]]

#: Opacity from which anything is seen.
SEEN_AT: Final = 0.05
_GRADIENT: Final = re.compile(r"[\w-]*gradient\((.*)\)")
_COLOR: Final = re.compile(
    r"#[0-9a-f]{3,8}\b|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)|(?<![\w-])(?!(?:to|from|in|at|top|bottom|"
    r"left|right|center|circle|ellipse|closest|farthest|side|corner|none|srgb|repeat|no|fixed|scroll)\b)[a-z]{3,}(?![\w(-])"
)
_GRADIENT_IN: Final = re.compile(r"[\w-]*gradient\((?:[^()]|\([^()]*\))*\)")
#: A mask that is drawn in no size.
NO_SIZE: Final = re.compile(r"/\s*0(?:px|%)?\s+0(?:px|%)?(?:\s+no-repeat)?\s*$")
#: Pixels of a line that is cut off, in which no two letters stand.
_LEAST_LINE: Final = 40.0
_SCREENS: Final = re.compile(r"(\d+(?:\.\d+)?)[sld]?(?:vw|vh)")
_FAR: Final = 999.0
#: Shares of what is around by which a part is moved so far that no menu at the edge is what was moved.
_FAR_SHARE: Final = 1.5
#: A blur, a size and a step between letters, of which nothing can be read.
_BLURRED: Final = 6.0
#: A scale at which letters of the size of a page are not seen.
_NOTHING_LEFT: Final = 0.003
_LEAST_ADJUSTED: Final = 0.05
_ON_TOP: Final = -0.5
_MOST_LETTERS: Final = 10_000
_SIZES: Final = (
    "height", "max-height", "width", "max-width", "block-size", "max-block-size", "inline-size", "max-inline-size"
)  # fmt: skip


#: Heights of a line that is none, and blocks with room above and below them in which such a line is seen.
_NO_LINE: Final = ("0", "0px", "0%")
_WITH_ROOM: Final = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "figure")
)
#: Columns of tables have no text of their own.
_NOT_DRAWN: Final = ("none", "table-column", "table-column-group")
#: Sizes that a least size, or room around the text in the box, goes before.
_LEAST_BY: Final = {
    **dict.fromkeys(("height", "max-height", "block-size", "max-block-size"), ("min-height", "padding-bottom")),
    **dict.fromkeys(("width", "max-width", "inline-size", "max-inline-size"), ("min-width", "padding-right")),
}
#: Sizes of a box that counts the room around its text, that room before and behind the text, and its least size.
_BY_ROOM: Final = (
    (("height", "max-height"), "padding-top", "padding-bottom", "min-height"),
    (("width", "max-width"), "padding-left", "padding-right", "min-width"),
)
#: Spaces between the sides of a path, not those in what is computed.
_SIDES_APART: Final = re.compile(r"\s+(?![^()]*\))")
#: What is inside of a path that crosses itself.
_RULE: Final = re.compile(r"^\s*(?:evenodd|nonzero)\s*,")
#: Where the path begins along which an element is put.
_FIRST_POINT: Final = re.compile(r"path\(\s*[\"']\s*[mM]\s*(-?\d+)")
_SIZED: Final = frozenset(
    ("height", "min-height", "block-size", "inset", "top", "bottom", "aspect-ratio", "flex", "flex-basis")
)


def as_drawn(element: Element, values: dict[str, str]) -> dict[str, str]:
    """The values of an element as a browser takes them for one of its kind, with what is in it."""
    if element.tag == "textarea" and not any(name.startswith("overflow") for name in values):
        return {**values, "overflow": "auto"}  # it scrolls what it has no room for
    if values.get("line-height", "") in _NO_LINE and any(child.tag in _WITH_ROOM for child in element):
        return {name: value for name, value in values.items() if name != "line-height"}  # drawn into the room around
    return values


def way_of_box(values: dict[str, str]) -> HidingWay | None:
    """How an element hides all that is in it, by its box."""
    if values.get("display") in _NOT_DRAWN or values.get("content-visibility") == "hidden":
        return "display"
    if values.get("-webkit-text-security", "none") not in ("none", "") or values.get("content", "").startswith("url("):
        return "clip"  # dots, or a picture, in the place of the text
    if _is_clear(values):
        return "opacity"
    if _is_far(values) or _is_turned_away(values):
        return "position"
    adjusted = plain_number(values.get("font-size-adjust", ""))
    if adjusted is not None and adjusted < _LEAST_ADJUSTED:
        return "size"
    spacing = values.get("letter-spacing", "")
    if (step := pixels(spacing)) is not None and step <= _ON_TOP * USUAL_SIZE:
        return "size"
    is_placed = values.get("position") in ("absolute", "fixed")
    clip, path = values.get("clip", "").replace(" ", ""), values.get("clip-path", "").replace(" ", "")
    if is_placed and re.match(r"rect\((?:0|1)(?:px)?[,]?(?:0|1)(?:px)?[,]?(?:0|1)(?:px)?[,]?(?:0|1)(?:px)?\)", clip):
        return "clip"
    if re.match(r"inset\((?:5\d|[6-9]\d|100)%", path) or re.match(r"(?:circle|ellipse)\(0", path):
        return "clip"
    if path.startswith(("circle(", "ellipse(")) and _is_round_of_nothing(path.partition("(")[2]):
        return "clip"
    if path.startswith(("polygon(", "rect(", "xywh(", "path(", "shape(")) and not re.search(r"[1-9]", path):
        return "clip"
    if path.startswith(("inset(", "polygon(")) and _is_path_flat(values["clip-path"].strip()):
        return "clip"
    far = re.match(r"circle\((\d+)px\s*at\s*-(\d+)px\s*-(\d+)px\)", values.get("clip-path", ""))
    if far is not None and max(int(far[2]), int(far[3])) > int(far[1]):
        return "clip"
    overflow = " ".join(values.get(name, "") for name in values if name.startswith("overflow"))
    sizes = [pixels(values.get(name, "")) for name in _SIZES if name in values and not _has_room(values, name)]
    contained = _contained(values)
    is_cut = re.search(r"hidden|clip|auto|scroll", overflow) or re.search(r"strict|content|paint", contained)
    if is_cut and re.search(r"strict|(?<!-)size", contained) and not _SIZED & values.keys():
        return "clip"  # nothing in it gives it a height
    if ("hidden" in overflow or "clip" in overflow) and any(_is_pushed_out(values, *names) for names in _BY_ROOM):
        return "clip"
    if is_cut and any(size is not None and 0 <= size <= 1 for size in sizes):
        return "clip"
    is_one_line = values.get("white-space", "") == "nowrap" or values.get("-webkit-line-clamp", "") == "1"
    width = pixels(values.get("width", "") or values.get("max-width", ""))
    if is_cut and is_one_line and "hidden" in overflow and width is not None and width < _LEAST_LINE:
        return "clip"
    if is_cut and values.get("line-height", "") in _NO_LINE:
        return "clip"
    return None


def legend_beside(element: lxml_html.HtmlElement, values: Mapping[str, str], values_of: Values) -> Element | None:
    """The legend of a group of fields that is drawn on its frame, whatever the box cuts off; None for none.

    https://html.spec.whatwg.org/multipage/rendering.html#the-fieldset-and-legend-elements, checked 2026-12-01, not
    opened.
    """
    if element.tag != "fieldset" or way_of_box({n: v for n, v in values.items() if not n.startswith("overflow")}):
        return None
    for legend in element.iterchildren("legend"):
        own = values_of(legend)
        if own.get("float", "none") == "none" and own.get("position", "") not in ("absolute", "fixed"):
            return legend
    return None


def opacity_of(values: Mapping[str, str]) -> float:
    """How thickly an element is drawn, to 1."""
    texts = [values.get("opacity", ""), *re.findall(r"opacity\(([^()]*)\)", values.get("filter", ""))]
    numbers = [number for text in texts if text and (number := plain_number(text)) is not None]
    return math.prod(min(max(number, 0.0), 1.0) for number in numbers)


def _is_clear(values: dict[str, str]) -> bool:
    """Whether an element is drawn so thinly, so blurred or behind such a mask that nothing of it is seen."""
    if opacity_of(values) < SEEN_AT:
        return True
    blurs = (pixels(text) for text in re.findall(r"blur\(([^()]*)\)", values.get("filter", "")))
    if any(blur is not None and blur >= _BLURRED for blur in blurs):
        return True
    masks = (values.get(f"{prefix}mask{suffix}", "") for prefix in ("", "-webkit-") for suffix in ("", "-image"))
    return any(_is_mask_clear(mask) for mask in masks) or _is_mask_away(values)


def _is_mask_away(values: dict[str, str]) -> bool:
    """Whether what is seen through a mask is without extent, or far from the text."""
    masks = {"", "-webkit-"} & {
        prefix for prefix in ("", "-webkit-") for name in values if name.startswith(f"{prefix}mask")
    }
    text = " ".join(values.get(f"{prefix}mask{suffix}", "") for prefix in masks for suffix in ("", "-image"))
    if text.strip() in ("", "none"):
        return False
    sizes = (values.get("mask-size", "") or values.get("-webkit-mask-size", "")).split()
    if sizes and all(pixels(size) == 0 or share(size) == 0 for size in sizes):
        return True
    if "no-repeat" not in text and values.get("mask-repeat", "") != "no-repeat":
        return False
    places = f"{_GRADIENT_IN.sub(' ', text).partition('/')[0]} {values.get('mask-position', '')}".split()
    return any((place := pixels(each)) is not None and abs(place) >= _FAR for each in places)


def _is_mask_clear(mask: str) -> bool:
    """Whether a mask is clear all over, or drawn in no size."""
    found = _GRADIENT.fullmatch(mask.strip())
    if found is None:
        return NO_SIZE.search(mask) is not None
    colors = colors_in(found[1])
    return bool(colors) and all(color is not None and color[3] < SEEN_AT for color in colors)


def colors_in(text: str) -> list[Color | None]:
    """The colours of a picture that a style draws; None for one that is not known."""
    return [color_of(part) for part in _COLOR.findall(text)]


def _is_far(values: dict[str, str]) -> bool:
    """Whether an element, or the text in it, is moved to where no page has anything."""
    position = values.get("position", "")
    is_placed = position in ("absolute", "fixed", "relative")
    transform, translate = with_lengths(values.get("transform", "")), with_lengths(values.get("translate", ""))
    matrix = [pixels(part) or 0.0 for each in re.findall(r"matrix\(([^()]*)\)", transform) for part in each.split(",")]
    given = [translate, *re.findall(r"translate(?:3d)?\(([^()]*)\)", transform)]
    both = [re.split(r"[\s,]+", each.strip()) for each in given]
    for axis, (side, names) in enumerate(
        (("left", ("text-indent", "margin-left", "padding-left")), ("top", ("margin-top", "padding-top")))
    ):
        texts = [values.get(name, "") for name in names] + [values.get(side, "") if is_placed else ""]
        texts += [parts[axis] for parts in both if len(parts) > axis]
        texts += re.findall(rf"translate{'xy'[axis]}\(([^()]*)\)", transform)
        if sum(filter(None, map(pixels, texts)), start=sum(matrix[4 + axis : 5 + axis])) <= -_FAR:
            return True
        if any((amount := share(text)) is not None and amount <= -_FAR_SHARE for text in texts):
            return True
    ends = [values.get(name, "") for name in ("right", "bottom")] if is_placed else []
    ends += [*_FIRST_POINT.findall(values.get("offset-path", "") + values.get("offset", ""))]
    ends += re.findall(r"translatez\(([^()]*)\)", transform)
    if any((amount := pixels(part)) is not None and amount <= -_FAR for part in ends):
        return True
    if is_placed and any((found := _SCREENS.fullmatch(part)) and float(found[1]) >= _FAR_SHARE * 100 for part in ends):
        return True
    near = re.search(r"perspective\(([\d.]+)px\).*translatez\(([\d.]+)px\)", transform)
    if near is not None and float(near[2]) >= float(near[1]):
        return True  # behind whoever looks at it
    if position == "fixed":
        lengths = (pixels(values.get(name, "")) for name in SIDES)
        if any(amount is not None and amount >= 2 * _FAR for amount in lengths):
            return True
    indent = share(values.get("text-indent", ""))
    return indent is not None and indent >= 1 and values.get("overflow", "") in ("hidden", "clip")


def comes_back(values: Mapping[str, str]) -> bool:
    """Whether an element is moved as far to where pages have something as others are moved away."""
    names = ("text-indent", "margin-left", "margin-top", "padding-left", "padding-top", *SIDES)
    texts = [*(values.get(name, "") for name in names), values.get("translate", "")]
    texts += re.findall(r"translate(?:3d|x|y)?\(([^()]*)\)", values.get("transform", ""))
    parts = (part for text in texts for part in re.split(r"[\s,]+", text))
    return any((amount := pixels(part)) is not None and amount >= _FAR for part in parts)


def _has_room(values: Mapping[str, str], name: str) -> bool:
    """Whether a box has room for text whatever one of its sizes says."""
    return any((least := pixels(values.get(each, ""))) is not None and least > 1 for each in _LEAST_BY[name])


def _is_path_flat(path: str) -> bool:
    """Whether a path leaves a line of a box, or nothing."""
    kind, _, inside = path.partition("(")
    inside = inside.rpartition(")")[0].partition(" round ")[0]
    if kind == "inset":
        sides = [_share_of(each) for each in _SIDES_APART.split(inside.strip())[:4]]
        top, right, bottom, left = (sides * 4)[:4] if len(sides) != 3 else [*sides, sides[1]]
        return top + bottom >= 1 or right + left >= 1
    points = [tuple(point.split()) for point in _RULE.sub("", inside).split(",")]
    if len(points) < 3 or any(len(point) != 2 for point in points):
        return False
    lengths = [[amount if (amount := pixels(part)) is not None else share(part) for part in point] for point in points]
    if any(all((end := point[axis]) is not None and end <= 0 for point in lengths) for axis in (0, 1)):
        return True  # all of it lies before the box
    return any(len({point[axis].removesuffix("%").removesuffix("px") for point in points}) == 1 for axis in (0, 1))


def _is_round_of_nothing(inside: str) -> bool:
    """Whether the first length of a circle, one that is computed, comes to nothing."""
    found = re.match(r"(?:calc|min|max|clamp)\((?:[^()]|\([^()]*\))*\)", inside)
    return found is not None and computed(found[0], lambda part: pixels(part) if "%" not in part else share(part)) == 0


def _share_of(text: str) -> float:
    """A share of a box, also one that is computed; lengths in it count as nothing."""
    amount = share(text) if "(" not in text else computed(text, lambda part: share(part) if "%" in part else 0.0)
    return amount or 0.0


def _contained(values: Mapping[str, str]) -> str:
    """In which ways a box takes no notice of what is in it, also as one whose size is asked for (css-contain-3)."""
    kinds = [values.get("container-type", ""), values.get("container", "").partition("/")[2]]
    return " ".join([values.get("contain", ""), *("size" for kind in kinds if kind.strip() == "size")])


def _is_pushed_out(values: Mapping[str, str], sizes: tuple[str, ...], before: str, behind: str, least: str) -> bool:
    """Whether the room before the text in a box is all that there is of the box, which cuts off the rest."""
    room = pixels(values.get(before, ""))
    if room is None or room <= 1 or values.get("box-sizing", "") != "border-box":
        return False
    given = [size for name in sizes if (size := pixels(values.get(name, ""))) is not None]
    size = max(min(given), pixels(values.get(least, "")) or 0.0) if given else None
    return size is not None and size - room <= 1 and (pixels(values.get(behind, "")) or 0.0) <= 1


def _is_turned_away(values: dict[str, str]) -> bool:
    """Whether an element is scaled to nothing, however large its letters are, or turned so that none would be seen."""
    return scale_of(values) < _NOTHING_LEFT or is_on_edge(values)


def is_reversed(element: lxml_html.HtmlElement, values: dict[str, str]) -> bool:
    """Whether letters are put in an order in which nobody reads them."""
    direction = values.get("direction") or (element.get("dir") or "").lower()
    is_forced = element.tag == "bdo" or values.get("unicode-bidi", "").endswith("override")
    return is_forced and direction == "rtl" and not RIGHT_TO_LEFT.search("".join(element.itertext())[:_MOST_LETTERS])
