"""Which declarations of the style sheets of a page an element has: matching, importance, layers, specificity, order.

https://www.w3.org/TR/css-cascade-6/ and https://www.w3.org/TR/css-animations-1/, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final, NamedTuple, TypeAlias

from lxml import html as lxml_html

from appaudit.documents.styles.blocks import Layer, StyleSheets, end_of_block
from appaudit.documents.styles.declarations import declarations_of
from appaudit.documents.styles.screen_sizes import Queries, ScreenSizes
from appaudit.documents.styles.selectors import Looks, Selector, SpentError, matches, names_above, names_of
from appaudit.documents.styles.text import WORD, unescaped
from appaudit.documents.styles.values import old_color

Element: TypeAlias = lxml_html.HtmlElement
Declarations: TypeAlias = dict[str, tuple[str, bool]]
#: What decides between two declarations, the greater wins: importance, own style, layer, specificity, order.
_Weight: TypeAlias = tuple[bool, bool, tuple[float, ...], tuple[int, int, int], int]

#: The name of an animation: a word, with escapes maybe, or what stands in quotation marks.
_NAME: Final = rf"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|{WORD}"
_NAMES: Final = re.compile(_NAME, re.I)
_FRAMES: Final = re.compile(rf"@(?:-\w+-)?keyframes\s+({_NAME})\s*\{{", re.I)
_STEP: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
#: Seconds, and those of a wait that no reader sits through.
_DELAY: Final = re.compile(r"(?<![\w.])(\d+)s\b")
_LATE: Final = 3600
#: How often an animation runs, and the ways in which it runs from its end to its beginning.
_TIMES: Final = re.compile(r"(?<![\w.-])(\d{1,6})(?:\.0+)?(?![\w.%])")
_CURVE: Final = re.compile(r"[\w-]+\([^()]*\)")
_BACK: Final = ("reverse", "alternate", "alternate-reverse")
#: What binds an animation to the place to which a page is scrolled, where it is none of these.
_BY_TIME: Final = ("", "auto", "none")
#: Values that give way to those of other layers, or to what a browser does by itself.
_TURNED_BACK: Final = ("revert", "revert-layer")
_MOST_RULES: Final = 5_000
#: Animations of an element, and frames of one, that are looked at.
_MOST_ANIMATIONS: Final = 20
_MOST_FRAMES: Final = 50
#: Times that an element is looked at on a screen of another size.
_MOST_LOOKED_AT: Final = 20_000


#: The layer of what an element says of itself.
_STYLE: Final[Layer] = ("style",)


class _Rule(NamedTuple):
    selector: Selector
    declarations: Declarations
    order: int
    layer: Layer
    above: frozenset[str]
    """The names that elements above must have."""
    sizes: Queries = ()


#: Rules by a name that they ask of an element, each by what it says.
_RulesByName = dict[str, dict[tuple[Selector, tuple[tuple[str, tuple[str, bool]], ...], Layer, Queries], _Rule]]


class StyleCascade:
    """The rules of one page.

    Args:
        sheets: What knows the order of layers.
        looks: What looking for elements may still cost.
        is_scripted: Whether the page has scripts.
        leaves_out: Whether what conditions choose is left out of the styles of single elements.
    """

    def __init__(self, sheets: StyleSheets, looks: Looks, *, is_scripted: bool, leaves_out: bool) -> None:
        self._leaves_out = leaves_out
        self._sheets = sheets
        self._looks = looks
        self._is_scripted = is_scripted
        self._rules: _RulesByName = {}
        self._rules_for_some: _RulesByName = {}
        self._sizes = ScreenSizes()
        self._looked_at = 0
        self._above: dict[Element, frozenset[str]] = {}
        self._asked: set[str] = set()
        self._frames: dict[str, dict[str, str]] = {}
        self._first_frames: dict[str, dict[str, str]] = {}
        self._all_frames: dict[str, list[dict[str, str]]] = {}
        self._count = 0
        self.is_spent = False
        """Whether rules were left out that ask for too many elements to be looked at."""

    @property
    def is_full(self) -> bool:
        """Whether no more rules are taken."""
        return self._count > _MOST_RULES

    def add(self, selector: Selector, declarations: Declarations, layer: Layer, sizes: Queries = ()) -> None:
        """Take a rule, maybe one for screens of some sizes alone."""
        last = selector.compounds[-1]
        key = f"#{last.identifier}" if last.identifier else f".{min(last.classes)}" if last.classes else last.tag
        self._count += 1
        above = names_above(selector)
        self._asked |= above
        rules = self._rules_for_some if sizes else self._rules
        if sizes:
            self._sizes.add(sizes)
        said = (selector, tuple(declarations.items()), layer, sizes)
        named = rules.setdefault(key, {})
        named.pop(said, None)  # of a rule that is given again the last one counts
        named[said] = _Rule(selector, declarations, self._count, layer, above, sizes)

    def add_frames(self, text: str) -> None:
        """Take the first and the last frames of the animations of a style sheet."""
        position = 0
        while (found := _FRAMES.search(text, position)) is not None:
            position = end_of_block(text, found.end())
            name = _named(found[1])
            self._all_frames[name] = []
            for steps, body in _STEP.findall(text[found.end() : position]):
                named = {step.strip().lower() for step in steps.split(",")}
                values = {each: value for each, (value, _) in declarations_of(body).items()}
                self._all_frames[name].append(values)
                for frames, ends in ((self._frames, {"to", "100%"}), (self._first_frames, {"from", "0%"})):
                    if ends & named:
                        frames[name] = values

    @property
    def has_sizes(self) -> bool:
        """Whether any rule is for screens of some sizes alone."""
        return bool(self._rules_for_some)

    def has_for_some(self, element: Element) -> bool:
        """Whether an element has other values on screens of some sizes."""
        return next(self._matching(element, self._rules_for_some), None) is not None

    def on_every_screen(self, element: Element, is_unseen: Callable[[dict[str, str]], bool]) -> dict[str, str] | None:
        """Values that an element has where rules for some screens hide it on each; None where some screen shows it."""
        if not self._sizes.count or self._looked_at > _MOST_LOOKED_AT:
            return None
        hiding = [
            rule
            for rule in self._matching(element, self._rules_for_some)
            if is_unseen({name: value for name, (value, _) in rule.declarations.items()})
        ]
        held = {number for rule in hiding for number in self._sizes.held(rule.sizes)}
        if not hiding or len(held) < self._sizes.count:
            return None
        found: dict[str, str] = {}
        known: set[frozenset[Queries]] = set()
        asked = {rule.sizes for rule in self._matching(element, self._rules_for_some)}
        for number in range(self._sizes.count):
            holding = frozenset(sizes for sizes in asked if number in self._sizes.held(sizes))
            if holding in known:
                continue
            known.add(holding)
            self._looked_at += 1
            found = self.of(element, holding)
            if not is_unseen(found) or self._looked_at > _MOST_LOOKED_AT:
                return None
        return found

    def of(self, element: Element, holding: Collection[Queries] | None = ()) -> dict[str, str]:
        """The values of an element, by the names of properties.

        Args:
            element: The element.
            holding: The queries that hold of those that rules for some screens ask for; None for all.
        """
        chosen: list[tuple[_Weight, Layer, Declarations]] = []
        rules = list(self._matching(element, self._rules))
        if holding is None or holding:
            for_some = self._matching(element, self._rules_for_some)
            rules += [rule for rule in for_some if holding is None or rule.sizes in holding]
        for rule in rules:
            weight = self._sheets.weight_of(rule.layer)
            for is_important in (False, True):
                kept = {name: given for name, given in rule.declarations.items() if given[1] is is_important}
                if kept:  # of what is important, the layer that counts least otherwise counts most
                    at = tuple(-each for each in weight) if is_important else weight
                    chosen.append(((is_important, False, at, rule.selector.rank, rule.order), rule.layer, kept))
        own = declarations_of(element.get("style") or "")
        if self._leaves_out:
            own = {name: given for name, given in own.items() if "if(" not in given[0]}
        for is_important in (False, True):
            kept = {name: given for name, given in own.items() if given[1] is is_important}
            if kept:
                chosen.append(((is_important, True, (), (0, 0, 0), 0), _STYLE, kept))
        chosen.sort(key=lambda entry: entry[0])
        values = _decided([(layer, kept) for _, layer, kept in chosen])
        if element.tag == "font":
            if element.get("color"):
                values.setdefault("color", old_color(element.get("color") or ""))
            values.setdefault("font-family", (element.get("face") or "inherit").lower())
        if element.tag == "body" and element.get("text"):
            values.setdefault("color", old_color(element.get("text") or ""))
        return self._as_animated(values, chosen) if self._all_frames else values

    def _as_animated(self, values: dict[str, str], chosen: list[tuple[_Weight, Layer, Declarations]]) -> dict[str, str]:
        """The values with what an animation makes of them; of what is marked as important it makes nothing."""
        words = " ".join(value for name, value in values.items() if name.startswith("animation"))
        named = dict.fromkeys(map(_named, _NAMES.findall(words)))
        is_untold = "var(" in words  # any of them may be meant
        listed = [name for name in (self._all_frames if is_untold else named) if name in self._all_frames][
            :_MOST_ANIMATIONS
        ]
        if not listed:
            return values
        fixed = {name for weight, _, kept in chosen if weight[0] for name in kept}
        if is_untold or values.get("animation-timeline", "") not in _BY_TIME:
            return self._as_scrolled(values, listed, fixed)
        changed = self._animated(words, set(named), listed)
        return {**values, **{name: value for name, value in changed.items() if name not in fixed}}

    def _as_scrolled(self, values: dict[str, str], listed: list[str], fixed: set[str]) -> dict[str, str]:
        """The values without those that differ while the page is scrolled: at some place the reader sees each."""
        frames = [frame for name in listed for frame in self._all_frames[name][:_MOST_FRAMES]]
        names = {name for frame in frames for name in frame} - fixed
        changing = {
            name for name in names
            if len({*(each[name] for each in (*frames, values) if name in each)}) > 1
        }  # fmt: skip
        same = {name: frame[name] for frame in frames for name in frame if name in names - changing}
        return {**{name: value for name, value in values.items() if name not in changing}, **same}

    def _animated(self, words: str, named: set[str], listed: list[str]) -> dict[str, str]:
        """What animations leave when they have ended, or show for ever."""
        first = {name: value for each in listed for name, value in self._first_frames.get(each, {}).items()}
        last = {name: value for each in listed for name, value in self._frames.get(each, {}).items()}
        if _ends_at_its_beginning(words, named):
            first, last = last, first
        is_late = any(float(delay) >= _LATE for delay in _DELAY.findall(words))
        if not self._is_scripted and (("paused" in named and not is_late) or (is_late and "both" in named)):
            return first
        if "infinite" in named:
            return {name: value for name, value in last.items() if first.get(name) == value}
        return last if named & {"forwards", "both"} else {}

    def _matching(self, element: Element, rules: _RulesByName) -> Iterator[_Rule]:
        if not rules:
            return
        keys = [f".{name}" for name in (element.get("class") or "").split()]
        keys += [f"#{element.get('id')}"] if element.get("id") else []
        keys += [element.tag if isinstance(element.tag, str) else "", "*", ""]
        above = self._names_above(element)
        for key in dict.fromkeys(keys):
            for rule in rules.get(key, {}).values():
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


def _named(name: str) -> str:
    """The name of an animation in lower case, as the values of properties are kept."""
    return unescaped(name).strip().strip("\"'").lower()


def _ends_at_its_beginning(words: str, named: set[str]) -> bool:
    """Whether an animation ends with its first frame: it runs back, or forth and back."""
    back = next((way for way in reversed(_BACK) if way in named), "")
    is_even = int((_TIMES.findall(_CURVE.sub(" ", words)) or ["1"])[-1]) % 2 == 0
    return back == "reverse" or (back == "alternate" and is_even) or (back == "alternate-reverse" and not is_even)


def _decided(listed: list[tuple[Layer, Declarations]]) -> dict[str, str]:
    """The values that win among declarations, the last of which counts most."""
    values: dict[str, str] = {}
    if not any("all" in kept or any(value in _TURNED_BACK for value, _ in kept.values()) for _, kept in listed):
        for _, kept in listed:
            values |= {name: value for name, (value, _) in kept.items()}
        return values
    for name in {name for _, kept in listed for name in kept} - {"all"}:
        passed: Layer | None = None
        for layer, kept in reversed(listed):
            value = kept.get(name, kept.get("all", ("", False)) if not name.startswith("--") else ("", False))[0]
            if not value or layer == passed:
                continue
            if value == "revert-layer":
                passed = layer
                continue
            if value != "revert":  # which leaves what a browser does by itself
                values[name] = value
            break
    return values
