"""What the styles of a page hide: rules of its `<style>` elements and of single elements, where they need no layout.

A small part of CSS (https://www.w3.org/TR/CSS22/, sections 5, 6, 9, 10, 11, 14): selectors by element, class and id and
their descendants, the cascade by importance, specificity and order, and the properties by which text is hidden. Style
sheets in other files are not there; where a page names some, what only they can settle counts as visible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from lxml import etree
from lxml import html as lxml_html

from appaudit.model.words import HidingWay

Element: TypeAlias = lxml_html.HtmlElement

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.S)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_AT_BLOCK: Final = re.compile(r"@(?:-\w+-)?(\w+)([^{};]*)(?:;|\{)")
_COMPOUND: Final = re.compile(r"(?P<tag>[a-z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+)*)", re.I)
_PART: Final = re.compile(r"([.#])([\w-]+)")
_STATE: Final = re.compile(r"::?[\w-]+(?:\([^)]*\))?")
_NUMBER: Final = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%|vw|vh)?")
_RGB: Final = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:[\s,/]+([\d.]+%?))?\s*\)")
#: Properties that may hide text; rules without any are not kept.
_HIDING: Final = frozenset(
    ("display", "visibility", "opacity", "color", "background", "background-color", "background-image", "font-size",
     "font", "position", "left", "right", "top", "bottom", "text-indent", "clip", "clip-path", "height", "max-height",
     "width", "max-width", "overflow", "overflow-x", "overflow-y", "transform", "text-decoration",
     "text-decoration-line", "margin-left", "margin-top", "content-visibility"),
)  # fmt: skip
_STRUCK: Final = ("del", "s", "strike")
_NAMED: Final = {"white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240), "black": (0, 0, 0)}
#: Contrast below which text cannot be told from what is behind it (WCAG 2.2 asks for 4.5, for large text for 3).
_SEEN_FROM: Final = 1.1
#: Opacity from which anything is seen, and from which a background covers what is behind it.
_SEEN_AT: Final = 0.05
_COVERS_AT: Final = 0.9
_LEAST_SIZE: Final = 2.5
_FAR: Final = 999.0
_PIXELS: Final = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "": 1.0, "vw": 10.0, "vh": 10.0}
_MOST_RULES: Final = 5_000
_MOST_STYLE: Final = 1_000_000
#: What opens a part of a page: the element that a control names, or a rule for another state of it.
_REFERENCES: Final = ("href", "aria-controls", "data-target", "data-bs-target", "for", "data-tab", "data-id")


class Hidden(NamedTuple):
    """How an element is hidden, and whether nothing that a reader does shows it."""

    way: HidingWay
    is_certain: bool


class _Handed(NamedTuple):
    """What an element hands on to what is in it; None for what no style gives or nobody can tell."""

    visibility: str
    color: tuple[float, float, float, float] | None
    size: float | None
    behind: tuple[float, float, float, float] | None


class _Compound(NamedTuple):
    tag: str
    classes: frozenset[str]
    identifier: str


class _Rule(NamedTuple):
    compounds: tuple[_Compound, ...]
    """From the outermost to the element itself."""
    declarations: dict[str, tuple[str, bool]]
    rank: tuple[int, int, int]
    order: int


class PageStyles:
    """Answers for each element of a page whether its text is shown.

    Args:
        root: The page.
    """

    def __init__(self, root: Element) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._opened: set[str] = set()
        self._values: dict[Element, dict[str, str]] = {}
        self._handed: dict[Element, _Handed] = {}
        self._count = 0
        self._has_other_sheets = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
        left = _MOST_STYLE
        for style in root.iter("style"):
            if "print" in (style.get("media") or "") and "screen" not in (style.get("media") or ""):
                continue
            text = (style.text or "")[:left]
            left -= len(text)
            self._read_sheet(_COMMENT.sub(" ", text))
        self._read_controls(root)

    def subtree(self, element: Element) -> Hidden | None:
        """How an element hides all that is in it; None too where a control or a state of the page opens it."""
        values = self._of(element)
        way = _way_of_box(values)
        if element.get("hidden") is not None and values.get("display", "none") == "none":
            way = "display"
        if way is not None:
            return None if self._may_open(element) else Hidden(way, is_certain=way != "display")
        if (element.get("aria-hidden") or "").lower() == "true" and not self._may_open(element):
            return Hidden("aria", is_certain=False)
        is_struck = element.tag in _STRUCK or "line-through" in (
            values.get("text-decoration", "") + values.get("text-decoration-line", "")
        )
        return Hidden("struck", is_certain=True) if is_struck else None

    def own_text(self, element: Element) -> Hidden | None:
        """How the text of an element itself is hidden, by what elements hand on to those in them."""
        handed = self._handed_by(element)
        if handed.visibility in ("hidden", "collapse"):
            return None if self._may_open(element) else Hidden("visibility", is_certain=False)
        if handed.size is not None and handed.size < _LEAST_SIZE:
            return Hidden("size", is_certain=True)
        if handed.color is None:
            return None
        is_clear = handed.color[3] < _SEEN_AT
        if is_clear or (handed.behind is not None and _contrast(handed.color, handed.behind) < _SEEN_FROM):
            return Hidden("colour", is_certain=True)
        return None

    # Reading of styles.

    def _read_sheet(self, text: str) -> None:
        for selectors, body in _RULE.findall(_without_at_rules(text)):
            declarations = _declarations(body)
            if not declarations or self._count > _MOST_RULES:
                continue
            for selector in selectors.split(","):
                self._add(selector.strip(), declarations)

    def _add(self, selector: str, declarations: dict[str, tuple[str, bool]]) -> None:
        plain = _STATE.sub("", selector)
        compounds = tuple(filter(None, map(_compound, re.split(r"[\s>+~]+", plain.strip()))))
        if not compounds or "[" in selector:
            return
        shows = declarations.get("display", ("none", False))[0] != "none" or any(
            name in declarations for name in ("max-height", "height", "visibility", "opacity", "clip")
        )
        if (plain != selector or len(compounds[-1].classes) > 1) and shows:
            self._opened |= set(compounds[-1].classes) | ({compounds[-1].identifier} - {""})
        if plain != selector:
            return  # a rule for a state: hovering, a target, the text before or after an element
        last = compounds[-1]
        key = f"#{last.identifier}" if last.identifier else f".{min(last.classes)}" if last.classes else last.tag
        rank = (
            sum(bool(part.identifier) for part in compounds),
            sum(len(part.classes) for part in compounds),
            sum(part.tag not in ("", "*") for part in compounds),
        )
        self._count += 1
        self._rules.setdefault(key, []).append(_Rule(compounds, declarations, rank, self._count))

    def _read_controls(self, root: Element) -> None:
        self._named: set[str] = set()
        for element in root.iter("a", "button", "label", "div", "li", "span", "summary", "input"):
            for attribute in _REFERENCES:
                value = element.get(attribute)
                if value and len(value) < 200:
                    self._named |= set(re.findall(r"[\w-]+", value))
        for script in root.iter("script"):
            self._named |= {
                name for text in re.findall(r"[\"']([#.]?[\w-]{1,60})[\"']", (script.text or "")[:_MOST_STYLE])
                for name in [text.lstrip("#.")]
            }  # fmt: skip

    def _may_open(self, element: Element) -> bool:
        for each in (element, *element.iterancestors()):
            names = set((each.get("class") or "").split()) | {each.get("id") or ""}
            if names & (self._named | self._opened) - {""}:
                return True
            if _way_of_box(self._of(each)) is None and each is not element:
                break
        return False

    # Values.

    def _of(self, element: Element) -> dict[str, str]:
        found = self._values.get(element)
        if found is None:
            found = self._values[element] = self._cascaded(element)
        return found

    def _cascaded(self, element: Element) -> dict[str, str]:
        chosen: list[tuple[tuple[bool, tuple[int, int, int, int], int], str, str]] = []
        for rule in self._matching(element):
            for name, (value, important) in rule.declarations.items():
                chosen.append(((important, (0, *rule.rank), rule.order), name, value))
        for name, (value, important) in _declarations(element.get("style") or "").items():
            chosen.append(((important, (1, 0, 0, 0), 0), name, value))
        chosen.sort(key=lambda entry: entry[0])
        values = {name: value for _, name, value in chosen}
        if isinstance(element.tag, str) and element.tag == "font" and element.get("color"):
            values.setdefault("color", element.get("color") or "")
        return values

    def _matching(self, element: Element) -> Iterator[_Rule]:
        if not self._rules:
            return
        keys = [f".{name}" for name in (element.get("class") or "").split()]
        keys += [f"#{element.get('id')}"] if element.get("id") else []
        keys += [element.tag if isinstance(element.tag, str) else "", "*", ""]
        for key in dict.fromkeys(keys):
            for rule in self._rules.get(key, ()):
                if _fits(element, rule.compounds[-1]) and _has_ancestors(element, rule.compounds[:-1]):
                    yield rule

    def _handed_by(self, element: Element) -> _Handed:
        above: list[Element] = []
        each: Element | None = element
        while each is not None and each not in self._handed:
            above.append(each)
            each = each.getparent()
        white = None if self._has_other_sheets else (255.0, 255.0, 255.0, 1.0)
        handed = _Handed("", None, None, white) if each is None else self._handed[each]
        for each in reversed(above):
            handed = self._handed[each] = _handed_on(handed, self._of(each), each)
        return handed


def _handed_on(above: _Handed, values: dict[str, str], element: Element) -> _Handed:
    visibility, color = values.get("visibility", ""), values.get("color", "")
    return _Handed(
        above.visibility if visibility in ("", "inherit") else visibility,
        above.color if color in ("", "inherit") else _color(color),
        _size_in(above.size, values.get("font-size", "")),
        _behind(above.behind, values, element),
    )


def _size_in(above: float | None, value: str) -> float | None:
    """The size of text in pixels."""
    number = _NUMBER.match(value)
    if number is None:
        return above
    unit, amount = number.group(2) or "", float(number.group(1))
    if unit in ("em", "%"):
        return (_PIXELS["rem"] if above is None else above) * amount / (100 if unit == "%" else 1)
    return amount * _PIXELS.get(unit, 1.0)


def _behind(
    above: tuple[float, float, float, float] | None, values: dict[str, str], element: Element
) -> tuple[float, float, float, float] | None:
    """The colour behind the text; None where a picture, or a style sheet that is not there, may decide it."""
    image = values.get("background-image", "")
    color = values.get("background-color") or values.get("background", "") or element.get("bgcolor") or ""
    if "url(" in color or "gradient" in color or (image and image != "none") or element.get("background"):
        return None
    if not color or color in ("none", "transparent", "inherit", "initial", "unset"):
        return above
    found = _color(color)
    return found if found is not None and found[3] > _COVERS_AT else None


def hides_in_line(tag: str, attributes: str) -> HidingWay | None:
    """How an element in a text hides what is in it, by its name and attributes alone; None where it shows it."""
    try:
        element = lxml_html.fromstring(f"<{tag}{attributes}>.</{tag}>")
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    styles = PageStyles(element)
    hidden = styles.subtree(element) or styles.own_text(element)
    return None if hidden is None else hidden.way


def _way_of_box(values: dict[str, str]) -> HidingWay | None:
    """How an element hides all that is in it, by its box."""
    if values.get("display") == "none" or values.get("content-visibility") == "hidden":
        return "display"
    opacity = _NUMBER.match(values.get("opacity", ""))
    if opacity is not None and float(opacity.group(1)) / (100 if opacity.group(2) == "%" else 1) < _SEEN_AT:
        return "opacity"
    is_placed = values.get("position") in ("absolute", "fixed")
    far = [_pixels(values.get(name, "")) for name in ("left", "right", "top", "bottom")] if is_placed else []
    far += [_pixels(values.get(name, "")) for name in ("text-indent", "margin-left", "margin-top")]
    if any(amount is not None and amount <= -_FAR for amount in far):
        return "position"
    transform = values.get("transform", "").replace(" ", "")
    if re.search(r"scale[xy]?\(0(?:\.0+)?\)|translate(?:3d|x|y)?\(-\d{4,}", transform):
        return "position"
    clip, path = values.get("clip", "").replace(" ", ""), values.get("clip-path", "").replace(" ", "")
    if is_placed and re.match(r"rect\((?:0|1)(?:px)?[,]?(?:0|1)(?:px)?[,]?(?:0|1)(?:px)?[,]?(?:0|1)(?:px)?\)", clip):
        return "clip"
    if re.match(r"inset\((?:5\d|[6-9]\d|100)%", path) or re.match(r"circle\(0", path):
        return "clip"
    overflow = " ".join(values.get(name, "") for name in ("overflow", "overflow-x", "overflow-y"))
    sizes = [_pixels(values.get(name, "")) for name in ("height", "max-height", "width", "max-width")]
    if ("hidden" in overflow or "clip" in overflow) and any(size is not None and 0 <= size <= 1 for size in sizes):
        return "clip"
    return None


def _pixels(value: str) -> float | None:
    number = _NUMBER.match(value.strip())
    if number is None or number.group(2) == "%":
        return None
    return float(number.group(1)) * _PIXELS.get(number.group(2) or "", 1.0)


def _declarations(body: str) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for part in body.split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        if not colon or name not in _HIDING:
            continue
        important = value.endswith("!important") or "! important" in value
        value = value.partition("!")[0].strip()
        if name == "font":
            size = _NUMBER.search(value)
            name, value = "font-size", size.group() if size and size.group(2) else ""
        found[name] = (value, important)
    return found


def _without_at_rules(text: str) -> str:
    """The rules for screens: blocks of other media, of fonts and of animations are left out."""
    kept: list[str] = []
    position = 0
    while (found := _AT_BLOCK.search(text, position)) is not None:
        kept.append(text[position : found.start()])
        if not found.group().endswith("{"):
            position = found.end()
            continue
        end = _end_of_block(text, found.end())
        condition = found.group(2).lower()
        is_screen = found.group(1).lower() in ("supports", "layer") or (
            found.group(1).lower() == "media" and "print" not in condition and "width" not in condition
        )
        if is_screen:
            kept.append(_without_at_rules(text[found.end() : end]))
        position = end + 1
    kept.append(text[position:])
    return "\n".join(kept)


def _end_of_block(text: str, start: int) -> int:
    depth = 1
    for found in re.finditer(r"[{}]", text[start:]):
        depth += 1 if found.group() == "{" else -1
        if depth == 0:
            return start + found.start()
    return len(text)


def _compound(text: str) -> _Compound | None:
    found = _COMPOUND.fullmatch(text)
    if found is None or not text:
        return None
    parts = _PART.findall(found.group("rest"))
    return _Compound(
        (found.group("tag") or "").lower(),
        frozenset(name for kind, name in parts if kind == "."),
        next((name for kind, name in parts if kind == "#"), ""),
    )


def _fits(element: Element, compound: _Compound) -> bool:
    if compound.tag not in ("", "*") and element.tag != compound.tag:
        return False
    if compound.identifier and element.get("id") != compound.identifier:
        return False
    return compound.classes <= set((element.get("class") or "").split())


def _has_ancestors(element: Element, compounds: tuple[_Compound, ...]) -> bool:
    wanted = list(compounds)
    for ancestor in element.iterancestors():
        if not wanted:
            break
        if _fits(ancestor, wanted[-1]):
            wanted.pop()
    return not wanted


def _color(text: str) -> tuple[float, float, float, float] | None:
    """Red, green, blue to 255 and opacity to 1; None for what is no colour that is known."""
    text = text.strip().lower()
    if text == "transparent":
        return (0.0, 0.0, 0.0, 0.0)
    digits = re.search(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b", text)
    if digits is not None:
        code = digits.group(1)
        code = code if len(code) > 4 else "".join(letter * 2 for letter in code)
        values = [int(code[index : index + 2], 16) for index in range(0, len(code), 2)]
        return (values[0], values[1], values[2], values[3] / 255 if len(values) > 3 else 1.0)
    found = _RGB.search(text)
    if found is not None:
        red, green, blue = (_share(part, 255) for part in found.groups()[:3])
        return (red, green, blue, _share(found.group(4), 1) if found.group(4) else 1.0)
    for name in text.split():
        if name in _NAMED:
            return (*_NAMED[name], 1.0)
    return None


def _share(text: str, whole: float) -> float:
    return float(text[:-1]) / 100 * whole if text.endswith("%") else float(text)


def _contrast(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance), 1 for equal ones."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: tuple[float, ...]) -> float:
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (min(max(value / 255, 0.0), 1.0) for value in color[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
