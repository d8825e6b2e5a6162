"""Selectors of style sheets (https://www.w3.org/TR/selectors-4/): which elements of a page a rule is for.

Read are elements, classes, ids, attributes, languages, places among siblings, `:is`, `:where`, `:not` and `:has`, and
all ways to put them together. Whatever else follows a colon is a state that the page may come to, or a part that is no
element.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from lxml import html as lxml_html

from appaudit.documents.styles.text import WORD, closing, split, unescaped

Element: TypeAlias = lxml_html.HtmlElement

_TOKEN: Final = re.compile(
    r"(?P<tag>\*|[a-z_][\w-]*)"
    rf"|(?P<mark>[.#])(?P<name>{WORD})"
    r"|\[\s*(?P<attribute>[\w-]+)\s*(?:(?P<how>[~|^$*]?=)\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\]\s]+)\s*(?P<flag>[is])?\s*)?\]"
    r"|(?P<colons>::?)(?P<pseudo>[\w-]+)(?P<open>\()?",
    re.I,
)
_NAMESPACE: Final = re.compile(r"(?:\*|(?<![\w\[-])[\w-]+)?\|(?=[\w*])")
_PSEUDO: Final = re.compile(r"(?<![:\\]):([a-z][\w-]*)")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_COMBINATOR: Final = re.compile(r"\s*([>+~])\s*|\s+")
_NTH: Final = re.compile(r"(?:([+-]?\d*)n)?\s*([+-]?\s*\d+)?$")
_ANY: Final = ("is", "where", "matches", "-webkit-any", "-moz-any")
#: States that no element of a page is in before a reader does something, so that `:not` says nothing by them.
_LATER: Final = frozenset(
    ("hover", "active", "focus", "focus-within", "focus-visible", "target", "target-within", "fullscreen")
)
#: Parts of an element that may be all of its text, and those of a state.
_MAYBE_ALL: Final = frozenset(("first-line", "details-content"))
_CONTROLS: Final = ("input", "textarea", "select", "button", "option", "optgroup", "fieldset")
_FILLED: Final = ("input", "textarea", "select")
#: What browsers know after a colon, beyond what is read; one that they do not know ends the whole list.
_KNOWN: Final = _LATER | frozenset(
    ("is", "where", "matches", "any", "not", "has", "root", "empty", "lang", "dir", "scope", "defined", "link",
     "any-link", "visited", "local-link", "enabled", "disabled", "read-only", "read-write", "required", "optional",
     "placeholder-shown", "open", "closed", "checked", "indeterminate", "default", "valid", "invalid", "in-range",
     "out-of-range", "user-valid", "user-invalid", "autofill", "blank", "modal", "popover-open", "host",
     "host-context", "picture-in-picture", "current", "past", "future", "playing", "paused", "muted", "seeking",
     "buffering", "stalled", "state", "first-child", "last-child", "only-child", "first-of-type", "last-of-type",
     "only-of-type", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type", "nth-col", "nth-last-col",
     "before", "after", "first-line", "first-letter", "first", "left", "right", "global", "deep", "export"),
)  # fmt: skip
#: Selectors inside selectors that are read; what lies deeper is a state.
_MOST_DEPTH: Final = 3
_MOST_SELECTORS: Final = 200
#: Elements inside or beside one that are looked at for it.
_MOST_INSIDE: Final = 2_000

Rank: TypeAlias = tuple[int, int, int]


class SpentError(Exception):
    """Selectors asked for more elements to be looked at than a page is worth."""


class Looks:
    """How many elements beside, above and inside of others may still be looked at for the selectors of a page."""

    def __init__(self, left: int = 1_000_000) -> None:
        self._left = left

    def spend(self) -> None:
        """Count one more.

        Raises:
            SpentError: There are too many.
        """
        self._left -= 1
        if self._left < 0:
            raise SpentError


Test: TypeAlias = Callable[[Element, Looks], bool]


class Compound(NamedTuple):
    """What one element must be."""

    tag: str
    classes: frozenset[str]
    identifier: str
    tests: tuple[Test, ...] = ()
    attributes: frozenset[str] = frozenset()
    """The names of attributes that it must have."""
    without: frozenset[str] = frozenset()
    """Classes that it must not have."""
    is_later: bool = False
    """Whether it is nothing but a state that no element is in before a reader does something."""


class Selector(NamedTuple):
    """Compounds from the outermost to the element itself, with what stands between each and the next."""

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]
    rank: Rank
    is_state: bool
    """Whether it is for a state, or for a part that is no element."""
    is_doubtful: bool = False
    """Whether nobody can tell what it is for: a part that may be all of the element, or a browser may not know it."""
    is_target: bool = False
    """Whether its state is that of a part of the page that a link leads to."""


def selectors_of(text: str, depth: int = 0) -> list[Selector]:
    """The selectors of a list that are understood; what a rule inside another is inside of may be anything."""
    if depth > _MOST_DEPTH:
        return []
    text = text.replace("&", "*")
    text = _NAMESPACE.sub("", text) if "|" in text else text
    found = [each for part in split(text, ",")[:_MOST_SELECTORS] if (each := _selector(part.strip(), depth))]
    if depth == 0 and any(name not in _KNOWN for name in _PSEUDO.findall(_QUOTED.sub("", text))):
        return [each._replace(is_doubtful=True) for each in found]
    return found


def matches(element: Element, selector: Selector, looks: Looks) -> bool:
    """Whether an element is one that the selector is for.

    Raises:
        SpentError: Too many others had to be looked at.
    """
    return not selector.is_state and _matches(element, selector, len(selector.compounds) - 1, looks)


def names_of(element: Element) -> frozenset[str]:
    """The tag of an element, its classes and its identifier, as selectors have them."""
    names = [f".{name}" for name in (element.get("class") or "").split()]
    names += [f"#{element.get('id')}"] if element.get("id") else []
    return frozenset([*names, element.tag] if isinstance(element.tag, str) else names)


def names_above(selector: Selector) -> frozenset[str]:
    """The names that elements above must have, so that most selectors need no look at any of them."""
    names: set[str] = set()
    for compound, combinator in zip(reversed(selector.compounds[:-1]), reversed(selector.combinators), strict=True):
        if combinator not in (" ", ">"):
            break  # what stands further out is above a sibling, too, but that is seldom worth a thought
        names |= {f".{name}" for name in compound.classes} | (
            {f"#{compound.identifier}"} if compound.identifier else set()
        )
        names |= {compound.tag} - {"", "*"}
    return frozenset(names)


def _matches(element: Element, selector: Selector, index: int, looks: Looks) -> bool:
    if not _fits(element, selector.compounds[index], looks):
        return False
    if index == 0:
        return True
    combinator = selector.combinators[index - 1]
    return any(_matches(other, selector, index - 1, looks) for other in _before(element, combinator, looks))


def _before(element: Element, combinator: str, looks: Looks) -> Iterator[Element]:
    if combinator == " ":
        for ancestor in element.iterancestors():
            looks.spend()
            yield ancestor
    elif combinator == ">":
        parent = element.getparent()
        if parent is not None:
            yield parent
    else:
        for sibling in islice(element.itersiblings(preceding=True), _MOST_INSIDE):
            looks.spend()
            if isinstance(sibling.tag, str):
                yield sibling
                if combinator == "+":
                    break


def _fits(element: Element, compound: Compound, looks: Looks) -> bool:
    if compound.tag not in ("", "*") and element.tag != compound.tag:
        return False
    if compound.identifier and element.get("id") != compound.identifier:
        return False
    if compound.classes and not compound.classes <= set((element.get("class") or "").split()):
        return False
    return all(test(element, looks) for test in compound.tests)


class _Reading:
    """What is read of one compound."""

    def __init__(self) -> None:
        self.tag, self.identifier = "", ""
        self.classes: set[str] = set()
        self.attributes: set[str] = set()
        self.without: set[str] = set()
        self.tests: list[Test] = []
        self.rank = [0, 0, 0]
        self.is_state = False
        self.is_doubtful = False
        self.is_later = False

    def compound(self) -> Compound:
        named = (self.tag, frozenset(self.classes), self.identifier)
        asked = (tuple(self.tests), frozenset(self.attributes), frozenset(self.without))
        return Compound(*named, *asked, self.is_later)

    def add_rank(self, rank: Rank) -> None:
        self.rank = [mine + other for mine, other in zip(self.rank, rank, strict=True)]


def _selector(text: str, depth: int) -> Selector | None:
    compounds: list[Compound] = []
    combinators: list[str] = []
    rank, is_state, is_doubtful, position = [0, 0, 0], False, False, 0
    if not text or len(text) > 2_000:
        return None
    while position < len(text):
        reading = _Reading()
        end = _read_compound(text, position, reading, depth)
        if end == position:
            return None
        compounds.append(reading.compound())
        rank = [mine + other for mine, other in zip(rank, reading.rank, strict=True)]
        is_state |= reading.is_state
        is_doubtful |= reading.is_doubtful
        position = end
        between = _COMBINATOR.match(text, position)
        if between is None:
            break
        combinators.append(between.group(1) or " ")
        position = between.end()
    if position < len(text) or len(combinators) != len(compounds) - 1:
        return None
    parts = (tuple(compounds), tuple(combinators), (rank[0], rank[1], rank[2]))
    return Selector(*parts, is_state, is_doubtful, is_state and ":target" in text)


def _read_compound(text: str, position: int, reading: _Reading, depth: int) -> int:
    while (found := _TOKEN.match(text, position)) is not None:
        if found["tag"]:
            if reading.tag or found.start() != position:
                break
            reading.tag = found["tag"].lower()
            reading.rank[2] += reading.tag != "*"
        elif found["mark"] == ".":
            reading.classes.add(unescaped(found["name"]))
            reading.rank[1] += 1
        elif found["mark"] == "#":
            reading.identifier = unescaped(found["name"])
            reading.rank[0] += 1
        elif found["attribute"]:
            reading.attributes.add(found["attribute"].lower())
            reading.tests.append(_attribute(found))
            reading.rank[1] += 1
        else:
            position = _read_pseudo(text, found, reading, depth)
            continue
        position = found.end()
    return position


def _read_pseudo(text: str, found: re.Match[str], reading: _Reading, depth: int) -> int:
    name, end, inside = found["pseudo"].lower(), found.end(), ""
    if found["open"]:
        close = closing(text, end)
        inside, end = text[found.end() : close], close + 1
    if name in _MAYBE_ALL:
        reading.is_doubtful = True
        return end
    if found["colons"] == "::" or name in ("before", "after", "first-letter"):
        reading.is_state = True
        return end
    if name in _ANY or name in ("not", "has"):
        _read_list(name, inside, reading, depth)
    elif (test := _place(name, inside) or _at_first(name)) is not None:
        reading.tests.append(test)
        reading.rank[1] += 1
    else:
        reading.is_later = name in _LATER and not (
            reading.tag or reading.identifier or reading.classes or reading.tests
        )
        reading.is_state = True
    return end


def _read_list(name: str, inside: str, reading: _Reading, depth: int) -> None:
    """A test by other selectors: one of them, none of them, or one that something inside the element matches."""
    relative = name == "has"
    where = inside.strip()[:1] if relative and inside.strip()[:1] in (">", "+", "~") else ""
    listed = selectors_of(inside.strip().lstrip(">+~").strip() if relative else inside, depth + 1)
    if name == "not" and listed and all(_is_later(each) for each in listed):
        reading.is_doubtful = True
        return
    listed = [selector for selector in listed if not selector.is_state]
    if not listed or (where in ("+", "~") and any(len(selector.compounds) > 1 for selector in listed)):
        reading.is_state = True
        return
    if name != "where":
        reading.add_rank(max(selector.rank for selector in listed))
    if name == "not":
        reading.without |= {each for selector in listed for each in selector.compounds[-1].classes}
        reading.tests.append(lambda element, looks: not any(matches(element, each, looks) for each in listed))
    elif relative:
        reading.tests.append(lambda element, looks: _holds(element, listed, looks, where))
    else:
        reading.tests.append(lambda element, looks: any(matches(element, each, looks) for each in listed))


def _is_later(selector: Selector) -> bool:
    """Whether a selector is for a state that nothing is in at first, and for nothing else."""
    return selector.is_state and len(selector.compounds) == 1 and selector.compounds[0].is_later


def _holds(element: Element, listed: list[Selector], looks: Looks, where: str) -> bool:
    """Whether something in an element, right in it, right behind it or behind it is what selectors are for."""
    inside = {">": element.iterchildren, "": element.iterdescendants}.get(where, element.itersiblings)()
    for number, each in enumerate(inside):
        if number > _MOST_INSIDE:
            break
        looks.spend()
        if isinstance(each.tag, str):
            if any(matches(each, selector, looks) for selector in listed):
                return True
            if where == "+":
                return False
    return False


def _at_first(name: str) -> Test | None:
    """A test of a state that an element is in as the page says it, until a reader changes it."""
    match name:
        case "link" | "any-link":
            return lambda element, _looks: element.tag in ("a", "area") and element.get("href") is not None
        case "defined":
            return lambda element, _looks: "-" not in str(element.tag)
        case "scope":
            return lambda element, _looks: element.getparent() is None
        case "read-write" | "read-only":
            return lambda element, _looks: _is_written(element) is (name == "read-write")
        case "enabled" | "disabled":
            return lambda element, _looks: (
                element.tag in _CONTROLS and (element.get("disabled") is not None) is (name == "disabled")
            )
        case "required" | "optional":
            return lambda element, _looks: (
                element.tag in _FILLED and (element.get("required") is not None) is (name == "required")
            )
        case "invalid":
            return lambda element, _looks: (
                element.tag in _FILLED and element.get("required") is not None and not element.get("value")
            )
        case "default":
            return lambda element, _looks: element.tag == "input" and element.get("checked") is not None
        case "placeholder-shown":
            return lambda element, _looks: element.get("placeholder") is not None and not element.get("value")
        case "open":
            return lambda element, _looks: element.tag in ("details", "dialog") and element.get("open") is not None
    return None


def _is_written(element: Element) -> bool:
    """Whether a reader may write into an element."""
    if element.tag in ("input", "textarea"):
        return element.get("readonly") is None and element.get("disabled") is None
    said = (each.get("contenteditable") for each in (element, *element.iterancestors()))
    return next((each.lower() != "false" for each in said if each is not None), False)


def _attribute(found: re.Match[str]) -> Test:
    name, how = found["attribute"].lower(), found["how"]
    value, is_any_case = (found["value"] or "").strip("\"'"), (found["flag"] or "").lower() == "i"
    value = value.lower() if is_any_case else value

    def test(element: Element, _looks: Looks) -> bool:
        held = element.get(name)
        if held is None or how is None:
            return held is not None
        held = held.lower() if is_any_case else held
        match how:
            case "=":
                return bool(held == value)
            case "~=":
                return value in held.split()
            case "|=":
                return bool(held == value or held.startswith(f"{value}-"))
            case "^=":
                return bool(value) and held.startswith(value)
            case "$=":
                return bool(value) and held.endswith(value)
            case _:
                return bool(value) and value in held

    return test


def _place(name: str, inside: str) -> Test | None:
    """A test of the place among siblings, or of an element that is the page or has nothing in it."""
    last, of_type = "last" in name, name.endswith("of-type")
    if name == "dir":
        return lambda element, _looks: inside.strip().lower() == _direction(element)
    if name == "lang":
        asked = [each.strip().strip("\"'").lower() for each in inside.split(",")]
        return lambda element, _looks: any(_is_in_language(_language(element), each) for each in asked)
    if name == "root":
        return lambda element, _looks: element.getparent() is None
    if name == "empty":
        return lambda element, _looks: len(element) == 0 and not (element.text or "")
    if name in ("first-child", "last-child", "first-of-type", "last-of-type"):
        return lambda element, looks: _number(element, looks, last=last, of_type=of_type) == 1
    if name in ("only-child", "only-of-type"):
        return lambda element, looks: all(
            _number(element, looks, last=each, of_type=of_type) == 1 for each in (False, True)
        )
    if name not in ("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"):
        return None
    inside, _, listed = inside.partition(" of ")
    step = _step(inside)
    if step is None or listed:
        return None if step is None else _place_among(selectors_of(listed, 1), step, last=last)
    return lambda element, looks: _is_in(_number(element, looks, last=last, of_type=of_type), *step)


def _direction(element: Element) -> str:
    """The direction in which an element is written, by what it or an element around it says."""
    said = (each.get("dir", "").lower() for each in (element, *element.iterancestors()))
    return next((each for each in said if each in ("ltr", "rtl")), "ltr")


def _language(element: Element) -> str:
    """The language that an element is written in, by what it or an element around it says."""
    said = (each.get("lang", "").lower() for each in (element, *element.iterancestors()))
    return next(filter(None, said), "")


def _is_in_language(language: str, asked: str) -> bool:
    """Whether a language is one that is asked for, or a kind of it; a star stands for any."""
    if asked.startswith("*-"):
        return f"{language}-".partition("-")[2].startswith(f"{asked[2:]}-")
    return bool(language) and (asked == "*" or f"{language}-".startswith(f"{asked.removesuffix('-*')}-"))


def _step(text: str) -> tuple[int, int] | None:
    text = {"odd": "2n+1", "even": "2n"}.get(text.strip().lower(), text.strip().lower())
    found = _NTH.match(text)
    if not text or found is None:
        return None
    times = found[1]
    every = 0 if times is None else int(times + "1") if times in ("", "+", "-") else int(times)
    return every, int(re.sub(r"\s", "", found[2] or "0"))


def _is_in(number: int, every: int, first: int) -> bool:
    if every == 0:
        return number == first
    return (number - first) % every == 0 and (number - first) // every >= 0


def _place_among(listed: list[Selector], step: tuple[int, int], *, last: bool) -> Test:
    """A test of the place among those siblings that some selectors are for."""

    def test(element: Element, looks: Looks) -> bool:
        if not any(matches(element, each, looks) for each in listed):
            return False
        before = islice(element.itersiblings(preceding=not last), _MOST_INSIDE)
        count = sum(any(matches(other, each, looks) for each in listed) for other in before)
        return _is_in(1 + count, *step)

    return test


def _number(element: Element, looks: Looks, *, last: bool, of_type: bool) -> int:
    number = 1
    for each in islice(element.itersiblings(preceding=not last), _MOST_INSIDE):
        looks.spend()
        number += isinstance(each.tag, str) and (not of_type or each.tag == element.tag)
    return number
