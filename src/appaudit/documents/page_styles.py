"""What the styles of a page hide: rules of its `<style>` elements and of single elements, where they need no layout.

A small part of CSS (https://www.w3.org/TR/CSS22/, sections 5, 6, 9, 10, 11, 14): selectors, the cascade by importance,
specificity and order, and the properties by which text is hidden, as they are when animations have ended. Style sheets
in other files are not there; where a page names some, what only they can settle counts as visible.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import unquote_to_bytes

from lxml import etree
from lxml import html as lxml_html

from appaudit.documents.color_filters import blended, changes_colors, filtered
from appaudit.documents.covering_layers import CoveringLayers
from appaudit.documents.css_values import USUAL_SIZE, Color, color_of, contrast, size_in
from appaudit.documents.generated_text import GeneratedTexts
from appaudit.documents.hidden_boxes import LEAST_SCALE, SEEN_AT, is_reversed, opacity_of, scale_of, way_of_box
from appaudit.documents.hidden_places import way_of_place
from appaudit.documents.letter_orders import is_shuffled
from appaudit.documents.page_fonts import PageFonts
from appaudit.documents.page_scripts import scripts_of, taken_away
from appaudit.documents.selectors import Looks, Selector, SpentError, matches, names_above, names_of, selectors_of
from appaudit.documents.style_blocks import RULE, end_of_block, for_screens, initial_values
from appaudit.documents.style_declarations import COMMENT, declarations_of
from appaudit.model.words import HidingWay

Element: TypeAlias = lxml_html.HtmlElement

#: Style sheets that stand in an address, named by a rule.
_IMPORT: Final = re.compile(r"@import\s+(?:url\()?\s*(\"[^\"]*\"|'[^']*'|[^\s;)]+)", re.I)
_DATA_SHEET: Final = re.compile(r"data:text/css[^,]{0,80}?(;base64)?,(.*)", re.I | re.S)
_FRAMES: Final = re.compile(r"@(?:-\w+-)?keyframes\s+([\w-]+)\s*\{", re.I)
#: Selectors of what a rule puts into elements: they open nothing, and hide nothing that is there.
_PUT_INTO: Final = re.compile(r"(?:^|,)[^,()]*::?(?:before|after)\s*(?=,|$)", re.I)
#: Seconds, and those of a wait that no reader sits through.
_DELAY: Final = re.compile(r"(?<![\w.])(\d+)s\b")
_LATE: Final = 3600
_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
#: A value of the surroundings that is not there, or of an attribute that is no number, with what stands in for it.
_STAND_IN: Final = re.compile(r"(?:env|attr)\(\s*[\w-]+(?:\s+type\([^()]*\)|\s+[\w-]+)?\s*,\s*([^()]*)\)")
#: A colour of old HTML, whose mark may be missing.
_DIGITS: Final = re.compile(r"[0-9a-fA-F]{6}|[0-9a-fA-F]{3}")
#: Elements that make their text smaller, and properties that make an element so.
_SMALLER: Final = dict.fromkeys(("small", "sub", "sup"), "smaller")
_SCALED: Final = frozenset(("transform", "scale", "zoom"))
_STROKE: Final = re.compile(r"(\d*\.?\d+)px")
#: Pixels of a line around letters that covers them.
_COVERING: Final = 3.0
_STRUCK: Final = ("del", "s", "strike")
#: A page that hides all of itself waits for a script or for another sheet, which show it; else nobody would read it.
_WHOLE: Final = ("html", "body")
_UNTIL_LOADED: Final = re.compile(r"display:none|visibility:(?:hidden|collapse)|opacity:")
#: What a browser shows only where it cannot show the element itself, or never.
_FALLBACK: Final = frozenset(
    ("canvas", "video", "audio", "meter", "progress", "noembed", "noframes", "datalist", "rp")
)  # fmt: skip
_WHITE: Final[Color] = (255.0, 255.0, 255.0, 1.0)
_BLACK: Final[Color] = (0.0, 0.0, 0.0, 1.0)
#: Contrast below which text cannot be told from what is behind it (WCAG 2.2 asks for 4.5, for large text for 3).
_SEEN_FROM: Final = 1.1
#: Opacity from which a background covers what is behind it.
_COVERS_AT: Final = 0.9
_LEAST_SIZE: Final = 2.5
_MOST_RULES: Final = 5_000
_MOST_IMPORTS: Final = 20
_MOST_STYLE: Final = 1_000_000
#: What opens a part of a page: the element that a control names, or a rule for another state of it.
_REFERENCES: Final = (
    "href", "aria-controls", "data-target", "data-bs-target", "for", "data-tab", "data-id", "popovertarget",
    "commandfor",
)  # fmt: skip


class Hidden(NamedTuple):
    """How an element is hidden, and whether nothing that a reader does shows it."""

    way: HidingWay
    is_certain: bool


class _Handed(NamedTuple):
    """What an element hands on to what is in it; None for what no style gives or nobody can tell."""

    visibility: str
    color: Color | None
    size: float | None
    behind: Color | None
    variables: Mapping[str, str]
    is_plain: bool = True
    """Whether no style gives the text a colour, so that it is black."""
    filters: tuple[str, ...] = ()
    """Those that the text is seen through, the innermost first."""
    filters_behind: tuple[str, ...] = ()
    """Those that what is behind the text is seen through."""
    blending: str = ""
    """How the text is mixed with what is behind it."""
    root: float = USUAL_SIZE
    family: str = ""
    opacity: float = 1.0
    scale: float = 1.0
    """That of all elements around together."""


class _Rule(NamedTuple):
    selector: Selector
    declarations: dict[str, tuple[str, bool]]
    order: int
    above: frozenset[str]
    """The names that elements above must have."""


class PageStyles:
    """Answers for each element of a page whether its text is shown.

    Args:
        root: The page.
    """

    def __init__(self, root: Element) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._opened: set[str] = set()
        self._values: dict[Element, dict[str, str]] = {}
        self._above: dict[Element, frozenset[str]] = {}
        self._asked: set[str] = set()
        self._handed: dict[Element, _Handed] = {}
        self._frames: dict[str, dict[str, str]] = {}
        self._first_frames: dict[str, dict[str, str]] = {}
        self._initial: dict[str, str] = {}
        self._count = 0
        self._looks = Looks()
        self._generated = GeneratedTexts()
        self.fonts = PageFonts()
        self.is_spent = False
        """Whether rules were left out that ask for too many elements to be looked at."""
        self._has_other_sheets = False
        self._scripts = [script.get("src") is not None for script in root.iter("script")]
        self._layers = CoveringLayers(self._box_of, self._looks, is_scripted=bool(self._scripts))
        self._taken = taken_away(scripts_of(root))
        self._read_controls(root)
        left = _MOST_STYLE
        for style in root.iter("style", "link"):
            if "print" in (style.get("media") or "") and "screen" not in (style.get("media") or ""):
                continue
            text = (style.text or "")[:left] if style.tag == "style" else self._linked(style)[:left]
            left -= len(text)
            self._read_sheet(COMMENT.sub(" ", text))

    def subtree(self, element: Element) -> Hidden | None:
        """How an element hides all that is in it; None too where a control or a state of the page opens it."""
        if element.tag in _FALLBACK:
            return Hidden("fallback", is_certain=True)
        values = self._box_of(element)
        way = way_of_box(values)
        is_put_away = element.get("hidden") is not None or element.get("popover") is not None
        is_put_away |= element.tag == "dialog" and element.get("open") is None
        if is_put_away and values.get("display", "none") == "none":
            way = "display"
        if is_reversed(element, values) or is_shuffled(element, values, self._box_of):
            return Hidden("reversed", is_certain=True)
        if way is not None:
            return None if self._may_open(element) else Hidden(way, is_certain=way != "display")
        if self._taken and self._taken & names_of(element):
            return Hidden("display", is_certain=False)
        is_certain = way_of_place(element, self._box_of)
        if is_certain is not None and not self._may_open(element):
            return Hidden("position", is_certain)
        is_covered = self._layers.over(element)
        if is_covered is not None and not self._may_open(element):
            return Hidden("covered", is_covered)
        if (element.get("aria-hidden") or "").lower() == "true" and not self._may_open(element):
            return Hidden("aria", is_certain=False)
        is_struck = element.tag in _STRUCK or "line-through" in (
            values.get("text-decoration", "") + values.get("text-decoration-line", "")
        )
        return Hidden("struck", is_certain=True) if is_struck else None

    def own_text(self, element: Element, text: str = "") -> Hidden | None:
        """How the text of an element itself is hidden, by what elements hand on to those in them."""
        handed = self._handed_by(element)
        if handed.visibility in ("hidden", "collapse"):
            return None if self._may_open(element) else Hidden("visibility", is_certain=False)
        if handed.scale < LEAST_SCALE or (handed.size is not None and handed.size < _LEAST_SIZE):
            return Hidden("size", is_certain=True)
        if handed.opacity < SEEN_AT and not self._may_open(element):
            return Hidden("opacity", is_certain=True)
        way = self.fonts.way_of(handed.family, text) if handed.family and text else None
        if way is not None:
            return Hidden(way, is_certain=True)
        color, behind = self._seen(handed)
        if color is None:
            return None
        if color[3] < SEEN_AT or (behind is not None and contrast(color, behind) < _SEEN_FROM):
            return Hidden("colour", is_certain=True)
        return None

    def _seen(self, handed: _Handed) -> tuple[Color | None, Color | None]:
        """The colours of text and of what is behind it, as filters and blending leave them."""
        color, behind = handed.color, handed.behind
        if color is None and handed.is_plain and (handed.filters or handed.blending) and not self._has_other_sheets:
            color = _BLACK
        if color is not None and behind is not None:
            color, behind = filtered(color, handed.filters), filtered(behind, handed.filters_behind)
            color = blended(color, behind, handed.blending)
        return color, behind

    def generated(self, element: Element, *, before: bool) -> str:
        """The sentence that a style puts before or after what an element holds; empty for none."""
        return self._generated.of(element, self._looks, before=before)

    def is_collapsed(self, column: Element) -> bool:
        """Whether a column of a table is drawn without its cells."""
        return self._box_of(column).get("visibility") == "collapse" and not self._may_open(column)

    # Reading of styles.

    def _linked(self, link: Element) -> str:
        """The style sheet that stands in the address of a link; empty where it is another file."""
        if "stylesheet" not in (link.get("rel") or "").lower():
            return ""
        text = _in_address(link.get("href") or "")
        self._has_other_sheets |= text is None
        return text or ""

    def _read_sheet(self, text: str) -> None:
        for address in _IMPORT.findall(text)[:_MOST_IMPORTS]:
            imported = _in_address(address.strip("\"'"))
            if imported is not None:
                text = f"{COMMENT.sub(' ', imported)}\n{text.replace(address, '', 1)}"
        self._initial |= initial_values(text)
        self.fonts.add(text)
        position = 0
        while (found := _FRAMES.search(text, position)) is not None:
            position = end_of_block(text, found.end())
            for steps, body in RULE.findall(text[found.end() : position]):
                named = {step.strip().lower() for step in steps.split(",")}
                for frames, ends in ((self._frames, {"to", "100%"}), (self._first_frames, {"from", "0%"})):
                    if ends & named:
                        frames[found[1]] = {name: value for name, (value, _) in declarations_of(body).items()}
        for selectors, body in RULE.findall(for_screens(text)):
            self._generated.add(selectors, body)
            declarations = declarations_of(body)
            self._layers.add(selectors, declarations)
            if not self.fonts:
                declarations.pop("font-family", None)
            if not declarations or self._count > _MOST_RULES:
                continue
            for selector in selectors_of(_PUT_INTO.sub("", selectors)):
                self._add(selector, declarations)

    def _add(self, selector: Selector, declarations: dict[str, tuple[str, bool]]) -> None:
        last = selector.compounds[-1]
        shows = declarations.get("display", ("none", False))[0] != "none" or any(
            name in declarations
            for name in ("max-height", "height", "visibility", "opacity", "clip", "grid-template-rows")
        )
        marks = {*last.classes, last.identifier, *(f"[{name}]" for name in last.attributes)} - {""}
        if (selector.is_state or len(last.classes) > 1 or (last.attributes and len(marks) > 1)) and shows:
            self._opened |= marks
        if selector.is_state or self._is_taken_back(selector):
            return  # hovering, a target, the text before or after an element; what a script takes away or adds
        key = f"#{last.identifier}" if last.identifier else f".{min(last.classes)}" if last.classes else last.tag
        self._count += 1
        above = names_above(selector)
        self._asked |= above
        self._rules.setdefault(key, []).append(_Rule(selector, declarations, self._count, above))

    def _is_taken_back(self, selector: Selector) -> bool:
        """Whether a script of the page may end what the rule asks for: a class that is not there, a cloak that is."""
        without = {name for compound in selector.compounds for name in compound.without}
        if without and (any(self._scripts) or without & self._named):
            return True
        cloaks = (name for compound in selector.compounds for name in compound.attributes if name.endswith("cloak"))
        return bool(self._scripts) and any(cloaks)

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
            names = {*(each.get("class") or "").split(), each.get("id") or "", *(f"[{name}]" for name in each.attrib)}
            if names & (self._named | self._opened) - {""}:
                return True
            if way_of_box(self._box_of(each)) is None and each is not element:
                break
        return False

    # Values.

    def _of(self, element: Element) -> dict[str, str]:
        found = self._values.get(element)
        if found is None:
            found = self._cascaded(element)
            if element.tag in _WHOLE and (self._scripts or self._has_other_sheets):
                found = {name: value for name, value in found.items() if not _UNTIL_LOADED.match(f"{name}:{value}")}
            self._values[element] = found
        return found

    def _box_of(self, element: Element) -> dict[str, str]:
        """The values of an element with what their variables stand for."""
        values = self._of(element)
        if not any("var(" in value or "env(" in value or "attr(" in value for value in values.values()):
            return values
        variables = self._handed_by(element).variables
        return {name: _filled(value, variables) for name, value in values.items()}

    def _cascaded(self, element: Element) -> dict[str, str]:
        chosen: list[tuple[tuple[bool, tuple[int, int, int, int], int], str, str]] = []
        for rule in self._matching(element):
            for name, (value, important) in rule.declarations.items():
                chosen.append(((important, (0, *rule.selector.rank), rule.order), name, value))
        for name, (value, important) in declarations_of(element.get("style") or "").items():
            chosen.append(((important, (1, 0, 0, 0), 0), name, value))
        chosen.sort(key=lambda entry: entry[0])
        values = {name: value for _, name, value in chosen}
        if element.tag == "font":
            if element.get("color"):
                values.setdefault("color", _old_color(element.get("color") or ""))
            values.setdefault("font-family", (element.get("face") or "inherit").lower())
        if element.tag == "body" and element.get("text"):
            values.setdefault("color", _old_color(element.get("text") or ""))
        return {**values, **self._animated(values)} if self._frames else values

    def _animated(self, values: Mapping[str, str]) -> dict[str, str]:
        """What an animation leaves when it has ended, where it leaves anything."""
        words = " ".join(value for name, value in values.items() if name.startswith("animation"))
        named = set(re.findall(r"[\w-]+", words))
        if not named & {"forwards", "both"}:
            return {}
        stays = not self._scripts and (
            "paused" in named or any(float(delay) >= _LATE for delay in _DELAY.findall(words))
        )
        frames = self._first_frames if stays and "both" in named else self._frames
        return {name: value for each in named & frames.keys() for name, value in frames[each].items()}

    def _matching(self, element: Element) -> Iterator[_Rule]:
        if not self._rules:
            return
        keys = [f".{name}" for name in (element.get("class") or "").split()]
        keys += [f"#{element.get('id')}"] if element.get("id") else []
        keys += [element.tag if isinstance(element.tag, str) else "", "*", ""]
        above = self._names_above(element)
        for key in dict.fromkeys(keys):
            for rule in self._rules.get(key, ()):
                if not rule.above <= above:
                    continue
                try:
                    is_for = matches(element, rule.selector, self._looks)
                except SpentError:
                    self.is_spent = True
                    continue
                if is_for:
                    yield rule

    def _names_above(self, element: Element) -> frozenset[str]:
        """The names of the elements above that rules ask for."""
        below: list[Element] = []
        each: Element | None = element
        while each is not None and each not in self._above:
            below.append(each)
            each = each.getparent()
        for each in reversed(below):
            parent = each.getparent()
            known = self._above[parent] | (names_of(parent) & self._asked) if parent is not None else frozenset()
            self._above[each] = known
        return self._above[element]

    def _handed_by(self, element: Element) -> _Handed:
        above: list[Element] = []
        each: Element | None = element
        while each is not None and each not in self._handed:
            above.append(each)
            each = each.getparent()
        white = None if self._has_other_sheets else _WHITE
        handed = _Handed("", None, None, white, self._initial) if each is None else self._handed[each]
        for each in reversed(above):
            handed = self._handed[each] = _handed_on(handed, self._of(each), each)
        return handed


def _old_color(named: str) -> str:
    """A colour as old HTML writes it, whose mark may be missing."""
    return f"#{named.strip()}" if _DIGITS.fullmatch(named.strip()) else named.strip()


def _handed_on(above: _Handed, values: dict[str, str], element: Element) -> _Handed:
    own = {name: value for name, value in values.items() if name.startswith("--")}
    variables = {**above.variables, **own} if own else above.variables
    values = {name: _filled(value, variables) for name, value in values.items()}
    visibility = values.get("visibility", "")
    color = values.get("-webkit-text-fill-color", "") or values.get("color", "")
    # Letters through which the background is seen have its colours, whatever they are.
    is_cut_out = "text" in values.get("background-clip", "") + values.get("-webkit-background-clip", "")
    own_color = color_of(color)
    if is_cut_out and (own_color is None or own_color[3] < SEEN_AT):
        own_color = _behind(None, values, element)  # that of the ground, where it has but one
    if color in ("", "inherit", "unset", "currentcolor") and not is_cut_out:
        own_color = above.color
    stroke = values.get("-webkit-text-stroke", "")
    if stroke and (width := _STROKE.search(stroke)) is not None and float(width[1]) >= _COVERING:
        own_color = color_of(stroke)
    if own_color is not None and own_color[3] < SEEN_AT and _has_shadow(values):
        own_color = None  # what is seen of the letters is their shadow
    is_like_text = "currentcolor" in (values.get("background-color") or values.get("background", ""))
    behind = own_color if is_like_text else above.behind if is_cut_out else _behind(above.behind, values, element)
    # What is done to the whole page is done to its ground as well.
    changes = element.tag not in ("html", "body") and changes_colors(values.get("filter", ""))
    filters = (values["filter"], *above.filters) if changes else above.filters
    has_ground = behind is not above.behind
    size = size_in(above.size, values.get("font-size", _SMALLER.get(element.tag, "")), above.root)
    return _Handed(
        above.visibility if visibility in ("", "inherit") else visibility,
        own_color,
        size,
        behind,
        variables,
        above.is_plain and color in ("", "inherit", "unset", "currentcolor") and not is_cut_out,
        filters,
        filters if has_ground else above.filters_behind,
        "" if has_ground else values.get("mix-blend-mode", "") or above.blending,
        above.root if element.tag != "html" or size is None else size,
        above.family if (family := values.get("font-family", "inherit")) in ("inherit", "unset") else family,
        above.opacity * opacity_of(values) if "opacity" in values or "filter" in values else above.opacity,
        above.scale * scale_of(values) if _SCALED & values.keys() else above.scale,
    )


def _has_shadow(values: dict[str, str]) -> bool:
    shadow = values.get("text-shadow", "none")
    color = color_of(shadow)
    return shadow not in ("", "none") and (
        color is None or (color[3] >= SEEN_AT and contrast(color, _WHITE) > _SEEN_FROM)
    )


def _filled(value: str, variables: Mapping[str, str]) -> str:
    """A value with what its variables stand for, or what stands in for one that is not there."""
    value = _STAND_IN.sub(lambda found: found[1].strip(), value) if "env(" in value or "attr(" in value else value
    for _ in range(4):
        if "var(" not in value:
            break
        value = _VARIABLE.sub(lambda found: variables.get(found[1], (found[2] or "").strip()), value)
    return value


def _behind(above: Color | None, values: dict[str, str], element: Element) -> Color | None:
    """The colour behind the text; None where a picture, or a style sheet that is not there, may decide it."""
    image = values.get("background-image", "")
    color = values.get("background-color") or values.get("background", "") or element.get("bgcolor") or ""
    if "gradient(" in color + image and "url(" not in color + image:
        shades = {color_of(part) for part in re.split(r",(?![^()]*\))", (color + image).partition("gradient(")[2])}
        return next(iter(shades)) if len(shades) == 1 else None
    if "url(" in color or (image and image != "none") or element.get("background"):
        return None
    if not color or color in ("none", "transparent", "inherit", "initial", "unset"):
        return above
    found = color_of(color)
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


def _in_address(address: str) -> str | None:
    """A style sheet that stands in its own address; None for one that is elsewhere."""
    found = _DATA_SHEET.match(address.strip())
    if found is None:
        return None
    data = unquote_to_bytes(found[2])[:_MOST_STYLE]
    if found[1]:
        try:
            data = base64.b64decode(data, validate=False)
        except ValueError:
            return ""
    return data.decode("utf-8", "replace")
