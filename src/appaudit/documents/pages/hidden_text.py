"""What the styles of a page hide: rules of its `<style>` elements and of single elements, where they need no layout.

A small part of CSS (https://www.w3.org/TR/CSS22/, sections 5, 6, 9, 10, 11, 14): selectors, the cascade by importance,
specificity and order, and the properties by which text is hidden, as they are when animations have ended. Style sheets
in other files are not there; where a page names some, what only they can settle counts as visible.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from lxml import etree
from lxml import html as lxml_html

from appaudit.documents.drawn_letters import DrawnLetters
from appaudit.documents.letter_orders import is_shuffled
from appaudit.documents.pages.covering_layers import CoveringLayers, lies_over
from appaudit.documents.pages.cut_boxes import CutBoxes
from appaudit.documents.pages.fonts import PageFonts, asked_by
from appaudit.documents.pages.generated_text import GeneratedTexts, is_unseen, placed_by
from appaudit.documents.pages.handed_styles import (
    DARK,
    WHITE,
    Handed,
    filled,
    handed_on,
    is_faint,
    scheme_is_dark,
)
from appaudit.documents.pages.hidden_boxes import SEEN_AT, as_drawn, comes_back, is_reversed, legend_beside, way_of_box
from appaudit.documents.pages.hidden_places import ground, way_of_place
from appaudit.documents.pages.idle_boxes import IdleBoxes, asks_for_ticks, boxes_of
from appaudit.documents.pages.laid_grounds import is_tinted, laid_in
from appaudit.documents.pages.marked_pages import marked_in
from appaudit.documents.pages.own_sheets import MOST_STYLE, in_address, is_out_of_page
from appaudit.documents.pages.scripts import scripts_of, sheets_in, taken_away
from appaudit.documents.styles.blocks import Layer, Registered, StyleRule, StyleSheets, registered
from appaudit.documents.styles.cascade import StyleCascade
from appaudit.documents.styles.conditions import of_screens
from appaudit.documents.styles.declarations import declarations_of
from appaudit.documents.styles.screen_sizes import Queries, of_some_screens
from appaudit.documents.styles.selectors import Looks, Selector, SpentError, matches, names_of, selectors_of
from appaudit.documents.styles.text import COMMENT
from appaudit.documents.styles.values import Color
from appaudit.model.words import HidingWay

Element: TypeAlias = lxml_html.HtmlElement

#: Selectors of what a rule puts into elements: they open nothing, and hide nothing that is there.
_PUT_INTO: Final = re.compile(r"(?:^|,)[^,()]*::?(?:before|after)\s*(?=,|$)", re.I)
_STRUCK: Final = ("del", "s", "strike")
#: A page that hides all of itself waits for a script or for another sheet, which show it; else nobody would read it.
_WHOLE: Final = ("html", "body")
_UNTIL_LOADED: Final = re.compile(r"display:none|visibility:(?:hidden|collapse)|opacity:")
#: What a browser shows only where it cannot show the element itself, or never.
_FALLBACK: Final = frozenset(
    ("canvas", "video", "audio", "meter", "progress", "noembed", "noframes", "datalist", "rp")
)  # fmt: skip
#: A list of selectors that begins with all elements.
_EVERYTHING: Final = re.compile(r"\s*\*\s*(?:,|$)")
#: By what a class brings back what is moved away.
_PLACES: Final = frozenset(("transform", "translate", "left", "right", "top", "bottom", "position", "width"))
#: An address of a part of a page.
_ANCHOR: Final = re.compile(r"#[^#/!]")
#: Values that stand for others.
_COMPUTED: Final = re.compile(r"(?:var|env|attr|if)\(")
_MOST_INSIDE: Final = 500
_MOST_GROUNDS: Final = 50
#: A ground that nobody knows, and what makes one of a box so.
_UNKNOWN: Final = "?"
_MAY_CLEAR: Final = frozenset(
    ("opacity", "display", "visibility", "transform", "filter", "mix-blend-mode", "clip-path", "background-image")
)
#: What opens a part of a page: the element that a control names, or a rule for another state of it.
_REFERENCES: Final = (
    "href", "aria-controls", "data-target", "data-bs-target", "for", "data-tab", "data-id", "popovertarget",
    "commandfor",
)  # fmt: skip


class Hidden(NamedTuple):
    """How an element is hidden, and whether nothing that a reader does shows it."""

    way: HidingWay
    is_certain: bool


class PageStyles:
    """Answers for each element of a page whether its text is shown.

    Args:
        root: The page.
        is_certain: Whether rules are left out of which nobody can tell that a browser applies them.
        drawn: What is known of the page's fonts already.
        asks: Whether it is asked which boxes of the page nobody can tick.
    """

    def __init__(
        self, root: Element, *, is_certain: bool = False, drawn: DrawnLetters | None = None, asks: bool = True
    ) -> None:
        self._opened: set[str] = set()
        self._asked_for: set[str] = set()
        """What a state opens that nothing on the page brings about: a class of a script, a part that no link names."""
        self._values: dict[Element, dict[str, str]] = {}
        self._handed: dict[Element, Handed] = {}
        self._ways: dict[tuple[tuple[str, str], ...], HidingWay | None] = {}
        self._registered: dict[str, Registered] = {}
        self._looks, self._generated = Looks(), GeneratedTexts()
        own = [text for text in root.xpath("//@style") if "(" in text or "font-" in text.lower()]
        drawn = drawn or DrawnLetters(asked_by(root, own))
        self.fonts = PageFonts(drawn)
        self._has_other_sheets = False
        self._has_doubt = any("if(" in text for text in own)
        self._leaves_out = is_certain
        self._scripts = [script.get("src") is not None for script in root.iter("script")]
        self._sheets = StyleSheets(in_address)
        self._cascade = StyleCascade(self._sheets, self._looks, is_scripted=bool(self._scripts), leaves_out=is_certain)
        self._layers = CoveringLayers(self._box_of, self._looks, is_scripted=bool(self._scripts))
        self._cuts = CutBoxes(self._box_of, is_scripted=bool(self._scripts))
        self._sizing = ""
        self._has_sheets = any("absolute" in text or "fixed" in text for text in root.xpath("//@style"))
        self._grounds: list[tuple[Selector, str]] = []
        """Those of elements with a box of a ground of its own in them, which may lie behind their text."""
        schemes = (each.get("content") or "" for each in root.iter("meta") if _is_scheme(each))
        self._scheme = next(schemes, "")
        self._taken = taken_away(scripts := scripts_of(root))
        self._read_controls(root)
        self._idle = self._idle_boxes(root, drawn) if asks and not self._has_actions else None
        left, sheets = MOST_STYLE, list[str]()
        for style in root.iter("style", "link"):
            media = style.get("media") or "all"
            holds = of_screens(media)
            if (holds is False and not of_some_screens(media)) or is_out_of_page(style):
                continue
            # Fonts stand in styles as megabytes of letters; what is left of the style is what rules can be in.
            text = self.fonts.taken_from((style.text or "") if style.tag == "style" else self._linked(style))[:left]
            left -= len(text)
            sheets.append(text)
            self._read_sheet(text, is_doubtful=holds is None, sizes=(media,) if holds is False else ())
        if self.fonts:
            self.fonts.letters = frozenset(filter(str.isalpha, "".join(root.itertext())))
        marked = marked_in(scripts, sheets)
        self._taken |= marked.hidden
        for text in (*sheets_in(scripts), *marked.rules):
            self._read_sheet(text, is_doubtful=True)
        # The page as it is where nothing applies that is in doubt.
        self._otherwise = (
            PageStyles(root, is_certain=True, drawn=drawn, asks=asks) if self._has_doubt and not is_certain else None
        )

    @property
    def is_spent(self) -> bool:
        """Whether rules were left out that ask for too many elements to be looked at."""
        return self._cascade.is_spent

    def subtree(self, element: Element) -> Hidden | None:
        """How an element hides all that is in it; None too where a control or a state of the page opens it."""
        found = self._told(element, self._subtree(element))
        return found if self._otherwise is None else _of_both(found, self._otherwise.subtree(element))

    def own_text(self, element: Element, text: str = "") -> Hidden | None:
        """How the text of an element itself is hidden, by what elements hand on to those in them."""
        found = self._told(element, self._own_text(element, text))
        return found if self._otherwise is None else _of_both(found, self._otherwise.own_text(element, text))

    def _told(self, element: Element, hidden: Hidden | None) -> Hidden | None:
        """How an element is hidden, in doubt where the style of the page knows a state that shows it."""
        if hidden is None or not hidden.is_certain or not self._asked_for:
            return hidden
        around = (element, *element.iterancestors())
        is_asked_for = any(self._asked_for & _marks_of(each) for each in around)
        return Hidden(hidden.way, is_certain=False) if is_asked_for else hidden

    def _subtree(self, element: Element) -> Hidden | None:
        if element.tag in _FALLBACK:
            return Hidden("fallback", is_certain=True)
        values = self._box_of(element)
        way = self._way_of(values)
        is_put_away = element.get("hidden") is not None or element.get("popover") is not None
        is_put_away |= element.tag == "dialog" and element.get("open") is None
        if is_put_away and values.get("display", "none") == "none":
            way = "display"
        if is_reversed(element, values) or is_shuffled(element, values, self._box_of):
            return Hidden("reversed", is_certain=True)
        if self._legend_alone(element) is not None:
            return None  # all that is in it is asked by itself
        if way is not None:
            is_told = way != "display" and not (way == "position" and self._has_way_back(element))
            return None if self._may_open(element) else Hidden(way, is_certain=is_told)
        if self._legend_alone(element.getparent()) not in (None, element):
            return Hidden("clip", is_certain=True)
        if self._taken and self._taken & names_of(element):
            return Hidden("display", is_certain=False)
        if self._is_shut(element):
            return Hidden("display", is_certain=False)
        is_certain = way_of_place(element, self._box_of)
        if is_certain is not None and not self._may_open(element):
            return Hidden("position", is_certain)
        box = self._cuts.box_over(element)
        if box is not None and not self._may_open(element) and not self._may_open(box):
            return Hidden("clip", is_certain=not self._scripts and not self._has_other_sheets)
        is_covered = self._layers.over(element)
        if is_covered is not None and not self._may_open(element):
            return Hidden("covered", is_covered)
        if (element.get("aria-hidden") or "").lower() == "true" and not self._may_open(element):
            return Hidden("aria", is_certain=False)
        is_struck = element.tag in _STRUCK or "line-through" in (
            values.get("text-decoration", "") + values.get("text-decoration-line", "")
        )
        return Hidden("struck", is_certain=True) if is_struck else None

    def _legend_alone(self, group: Element | None) -> Element | None:
        """The legend of a group of fields that cuts off all else that is in it; None for no such group."""
        if group is None or group.tag != "fieldset":
            return None
        values = self._box_of(group)
        if self._way_of(values) != "clip" or self._may_open(group):
            return None
        return legend_beside(group, values, self._box_of)

    def _has_way_back(self, element: Element) -> bool:
        """Whether something in an element is moved back as far as the element is moved away."""
        inside = islice(element.iterdescendants(), _MOST_INSIDE)
        return any(comes_back(self._box_of(each)) for each in inside if isinstance(each.tag, str))

    def _is_shut(self, element: Element) -> bool:
        """Whether an element is what a summary unfolds that nobody sees."""
        parent = element.getparent()
        if parent is None or parent.tag != "details" or parent.get("open") is not None or element.tag == "summary":
            return False
        if any(each.get("inert") is not None for each in (parent, *parent.iterancestors())):
            return True
        summary = next(parent.iterchildren("summary"), None)
        if summary is None:
            return False  # browsers put one there
        values = self._box_of(summary)
        return self._way_of(values) is not None or values.get("visibility") == "hidden"

    def _own_text(self, element: Element, text: str) -> Hidden | None:
        handed = self._handed_by(element)
        if handed.visibility in ("hidden", "collapse"):
            return None if self._may_open(element) else Hidden("visibility", is_certain=False)
        if handed.opacity < SEEN_AT and not self._may_open(element):
            return Hidden("opacity", is_certain=True)
        if self._legend_alone(element) is not None:
            return Hidden("clip", is_certain=True)
        way = self.fonts.way_of(handed.family, text) if handed.family and text else None
        way = way or handed.way(has_other_sheets=self._has_other_sheets)
        # What has a place of its own may lie on another part of the page, whose ground is another one.
        return None if way is None else Hidden(way, is_certain=way != "colour" or not handed.is_placed)

    def generated(self, element: Element, *, before: bool) -> str:
        """The sentence that a style puts before or after what an element holds; empty for none that is seen."""
        found = self._generated.of(element, self._looks, before=before)
        if found is None:
            return ""
        handed = self._handed_by(element)
        values = {name: filled(value, handed.variables, element) for name, value in found.values.items()}
        if is_unseen(values):
            return ""
        handed = handed_on(handed, values, element, {}, sheet_behind="")
        return "" if handed.way(has_other_sheets=self._has_other_sheets) is not None else found.text

    def is_collapsed(self, column: Element) -> bool:
        """Whether a column of a table is drawn without its cells."""
        return self._box_of(column).get("visibility") == "collapse" and not self._may_open(column)

    # Reading of styles.

    def _linked(self, link: Element) -> str:
        """The style sheet that stands in the address of a link; empty where it is another file."""
        if "stylesheet" not in (link.get("rel") or "").lower():
            return ""
        text = in_address(link.get("href") or "")
        self._has_other_sheets |= text is None
        return text or ""

    def _read_sheet(self, text: str, *, is_doubtful: bool = False, sizes: Queries = ()) -> None:
        text = COMMENT.sub(" ", text)
        text = text if self._idle is None else self._idle.as_they_are(text)
        self._registered |= registered(text)
        self.fonts.add(text)
        self._cascade.add_frames(text)
        for rule in self._sheets.rules_of(text):
            self._take(rule._replace(is_doubtful=rule.is_doubtful or is_doubtful, sizes=(*sizes, *rule.sizes)))

    @staticmethod
    def _idle_boxes(root: Element, drawn: DrawnLetters) -> IdleBoxes | None:
        """The boxes that nobody can tick, where a style of the page says something of such that are ticked."""
        if not any(asks_for_ticks(style.text or "") for style in root.iter("style")) or not boxes_of(root):
            return None
        first = PageStyles(root, drawn=drawn, asks=False)

        def way_of(element: Element) -> HidingWay | None:
            values = first._box_of(element)
            is_put_away = element.get("hidden") is not None or first._is_unseen(values)
            return first._way_of(values) or ("display" if is_put_away else None)

        return IdleBoxes(root, way_of)

    def _take(self, rule: StyleRule) -> None:
        declarations = declarations_of(rule.body)
        if rule.sizes:
            for selector in selectors_of(_PUT_INTO.sub("", rule.selectors)) if declarations else ():
                if not selector.is_state and not self._cascade.is_full:
                    self._cascade.add(selector, declarations, rule.layer, rule.sizes)
            return
        self._generated.add(rule.selectors, rule.body)
        self._layers.add(rule.selectors, declarations)
        values = {name: value for name, (value, _) in declarations.items()}
        if "content" in values and lies_over(values) and (ground(values) is not None or is_tinted(values)):
            is_plain = ground(values) is True and _MAY_CLEAR.isdisjoint(values)
            is_plain |= ground(values) is None and _MAY_CLEAR.isdisjoint(values)
            text = values.get("background-color") or values.get("background", "") if is_plain else _UNKNOWN
            self._grounds += [(selector, text) for selector, _ in placed_by(rule.selectors)]
        self._has_sheets |= values.get("position", "") in ("absolute", "fixed")
        if not self.fonts:
            declarations.pop("font-family", None)
        if declarations.keys() == {"box-sizing"} and _EVERYTHING.match(rule.selectors):
            self._sizing = values["box-sizing"]  # what all elements have is kept once, and not for each of them
            return
        if not declarations or self._cascade.is_full:
            return
        is_doubtful = rule.is_doubtful or any("if(" in value for value in values.values())
        for selector in selectors_of(_PUT_INTO.sub("", rule.selectors)):
            doubted = is_doubtful or selector.is_doubtful
            self._has_doubt |= doubted and not selector.is_state
            if not (doubted and self._leaves_out):
                self._add(selector, declarations, rule.layer)

    def _add(self, selector: Selector, declarations: dict[str, tuple[str, bool]], layer: Layer) -> None:
        last = selector.compounds[-1]
        shows = declarations.get("display", ("none", False))[0] != "none" or any(
            name in declarations
            for name in ("max-height", "height", "visibility", "opacity", "clip", "grid-template-rows")
        )
        shows |= not selector.is_state and not _PLACES.isdisjoint(declarations)
        marks = {*last.classes, last.identifier, *(f"[{name}]" for name in last.attributes)} - {""}
        if (selector.is_state or len(last.classes) > 1 or (last.attributes and len(marks) > 1)) and shows:
            comes = self._has_actions if not selector.is_state else self._has_anchors or not selector.is_target
            (self._opened if comes else self._asked_for).update(marks)
        if selector.is_state or self._is_taken_back(selector):
            return  # hovering, a target, the text before or after an element; what a script takes away or adds
        self._cascade.add(selector, declarations, layer)

    def _is_taken_back(self, selector: Selector) -> bool:
        """Whether a script of the page may end what the rule asks for: a class that is not there, a cloak that is."""
        without = {name for compound in selector.compounds for name in compound.without}
        if without and (any(self._scripts) or without & self._named):
            return True
        cloaks = (name for compound in selector.compounds for name in compound.attributes if name.endswith("cloak"))
        return bool(self._scripts) and any(cloaks)

    def _read_controls(self, root: Element) -> None:
        self._named: set[str] = set()
        self._has_anchors = any(_ANCHOR.search(link.get("href") or "") for link in root.iterfind(".//a[@href]"))
        self._has_actions = bool(self._scripts) or root.find(".//*[@onclick]") is not None
        for element in root.iter("a", "button", "label", "div", "li", "span", "summary", "input"):
            for attribute in _REFERENCES:
                value = element.get(attribute)
                if value and len(value) < 200:
                    self._named |= set(re.findall(r"[\w-]+", value))
        for script in root.iter("script"):
            self._named |= {
                name for text in re.findall(r"[\"']([#.]?[\w-]{1,60})[\"']", (script.text or "")[:MOST_STYLE])
                for name in [text.lstrip("#.")]
            }  # fmt: skip

    def _may_open(self, element: Element) -> bool:
        for each in (element, *element.iterancestors()):
            if _marks_of(each) & (self._named | self._opened):
                return True
            if each is not element and self._way_of(self._box_of(each)) is None:
                break
        return False

    # Values.

    def _way_of(self, values: dict[str, str]) -> HidingWay | None:
        """How a box hides all that is in it; most elements of a page have the values of another."""
        key = tuple(values.items())
        if key not in self._ways:
            self._ways[key] = way_of_box(values)
        return self._ways[key]

    def _is_unseen(self, values: dict[str, str]) -> bool:
        return self._way_of(values) is not None or values.get("visibility", "") in ("hidden", "collapse")

    def _of(self, element: Element) -> dict[str, str]:
        found = self._values.get(element)
        if found is None:
            found = self._cascade.of(element)
            if self._cascade.has_sizes and self._cascade.has_for_some(element):
                found = self._on_screens(element, found)
            if element.tag in _WHOLE and (self._scripts or self._has_other_sheets):
                found = {name: value for name, value in found.items() if not _UNTIL_LOADED.match(f"{name}:{value}")}
            if self._sizing:
                found.setdefault("box-sizing", self._sizing)
            self._values[element] = found
        return found

    def _on_screens(self, element: Element, otherwise: dict[str, str]) -> dict[str, str]:
        """The values of an element where some screen shows it, or those that hide it on every screen."""
        if self._is_unseen(otherwise):
            other = self._cascade.of(element, None)  # whoever has such a screen sees it
            return otherwise if self._is_unseen(other) else other
        parent = element.getparent()
        behind = None if parent is None else self._handed_by(parent).behind

        def is_unseen(values: dict[str, str]) -> bool:
            return self._is_unseen(values) or is_faint(values, behind)

        return self._cascade.on_every_screen(element, is_unseen) or otherwise

    def _box_of(self, element: Element) -> dict[str, str]:
        """The values of an element with what their variables stand for."""
        values = as_drawn(element, self._of(element))
        if not any("(" in value and _COMPUTED.search(value) for value in values.values()):
            return values
        variables = self._handed_by(element).variables
        if self._registered:  # those that are not handed on are there for the element itself
            variables = {**variables, **{name: value for name, value in values.items() if name.startswith("--")}}
        return {name: filled(value, variables, element) for name, value in values.items()}

    def _handed_by(self, element: Element) -> Handed:
        above: list[Element] = []
        each: Element | None = element
        while each is not None and each not in self._handed:
            above.append(each)
            each = each.getparent()
        white = None if self._has_other_sheets else DARK if self._is_dark_page(element) else WHITE
        initial = {name: each.initial for name, each in self._registered.items()}
        kept = {name: each for name, each in self._registered.items() if not each.is_handed_on}
        handed = (
            Handed("", None, None, white, initial, is_dark=scheme_is_dark(self._scheme))
            if each is None
            else self._handed[each]
        )
        for each in reversed(above):
            sheet = self._own_sheet(each, handed.behind) if self._grounds or self._has_sheets else ""
            handed = handed_on(handed, self._of(each), each, kept, sheet_behind=sheet)
            self._handed[each] = handed
        return handed

    def _is_dark_page(self, element: Element) -> bool:
        """Whether the empty page is drawn by a dark scheme of colours, by its root or by what its head says."""
        return scheme_is_dark(self._of(element.getroottree().getroot()).get("color-scheme", self._scheme))

    def _own_sheet(self, element: Element, behind: Color | None) -> str:
        """The ground of a box that lies in an element behind its text; of several, one that nobody knows.

        `behind` is the ground of the element itself. Its boxes on other screens would ask for that ground again.
        """
        try:
            found = {
                text for selector, text in self._grounds[:_MOST_GROUNDS] if matches(element, selector, self._looks)
            }
        except SpentError:
            return _UNKNOWN
        found.update(_UNKNOWN for _ in laid_in(element, behind, self._cascade.of, self._way_of))
        return "" if not found else found.pop() if len(found) == 1 else _UNKNOWN


def _marks_of(element: Element) -> set[str]:
    """The classes, the identifier and the attributes of an element."""
    marks = {*(element.get("class") or "").split(), *(f"[{name}]" for name in element.attrib)}
    return marks | {element.get("id") or ""} - {""}


def _is_scheme(meta: Element) -> bool:
    return (meta.get("name") or "").strip().lower() == "color-scheme"


def _of_both(found: Hidden | None, otherwise: Hidden | None) -> Hidden | None:
    """How something is hidden by what is in doubt and without it; certain where both hide it."""
    hidden = found or otherwise
    if hidden is None:
        return None
    is_certain = found is not None and otherwise is not None and found.is_certain and otherwise.is_certain
    return Hidden(hidden.way, is_certain)


@lru_cache(maxsize=500)
def hides_in_line(tag: str, attributes: str, sheets: str = "") -> HidingWay | None:
    """How an element in a text hides what is in it, by its attributes and the styles of the text; None for not."""
    try:
        root = lxml_html.document_fromstring(f"<body>{sheets}<{tag}{attributes} data-line>.</{tag}></body>")
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    element = next((each for each in root.iter(tag.lower()) if each.get("data-line") is not None), None)
    if element is None:
        return None
    styles = PageStyles(root)
    hidden = styles.subtree(element) or styles.own_text(element)
    return None if hidden is None else hidden.way
