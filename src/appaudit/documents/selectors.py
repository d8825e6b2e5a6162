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

Element: TypeAlias = lxml_html.HtmlElement

_TOKEN: Final = re.compile(
    r"(?P<tag>\*|[a-z_][\w-]*)|(?P<mark>[.#])(?P<name>(?:[\w-]|\\.|[^\x00-\x7f])+)"
    r"|\[\s*(?P<attribute>[\w-]+)\s*(?:(?P<how>[~|^$*]?=)\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\]\s]+)\s*(?P<flag>[is])?\s*)?\]"
    r"|(?P<colons>::?)(?P<pseudo>[\w-]+)(?P<open>\()?",
    re.I,
)
_COMBINATOR: Final = re.compile(r"\s*([>+~])\s*|\s+")
_NTH: Final = re.compile(r"(?:([+-]?\d*)n)?\s*([+-]?\s*\d+)?$")
_ANY: Final = ("is", "where", "matches", "-webkit-any", "-moz-any")
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


class Selector(NamedTuple):
    """Compounds from the outermost to the element itself, with what stands between each and the next."""

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]
    rank: Rank
    is_state: bool
    """Whether it is for a state, or for a part that is no element."""


def selectors_of(text: str, depth: int = 0) -> list[Selector]:
    """The selectors of a list that are understood; what a rule inside another is inside of may be anything."""
    text = text.replace("&", "*")
    if depth > _MOST_DEPTH:
        return []
    return [found for part in _split(text, ",")[:_MOST_SELECTORS] if (found := _selector(part.strip(), depth))]


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


def _split(text: str, separator: str) -> list[str]:
    """The parts between separators that stand in no brackets and no quotation."""
    parts, start, depth, quote = [], 0, 0, ""
    for index, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif letter == separator and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


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

    def compound(self) -> Compound:
        return Compound(
            *(self.tag, frozenset(self.classes), self.identifier),
            *(tuple(self.tests), frozenset(self.attributes), frozenset(self.without)),
        )

    def add_rank(self, rank: Rank) -> None:
        self.rank = [mine + other for mine, other in zip(self.rank, rank, strict=True)]


def _selector(text: str, depth: int) -> Selector | None:
    compounds: list[Compound] = []
    combinators: list[str] = []
    rank, is_state, position = [0, 0, 0], False, 0
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
        position = end
        between = _COMBINATOR.match(text, position)
        if between is None:
            break
        combinators.append(between.group(1) or " ")
        position = between.end()
    if position < len(text) or len(combinators) != len(compounds) - 1:
        return None
    return Selector(tuple(compounds), tuple(combinators), (rank[0], rank[1], rank[2]), is_state)


def _read_compound(text: str, position: int, reading: _Reading, depth: int) -> int:
    while (found := _TOKEN.match(text, position)) is not None:
        if found["tag"]:
            if reading.tag or found.start() != position:
                break
            reading.tag = found["tag"].lower()
            reading.rank[2] += reading.tag != "*"
        elif found["mark"] == ".":
            reading.classes.add(found["name"].replace("\\", ""))
            reading.rank[1] += 1
        elif found["mark"] == "#":
            reading.identifier = found["name"].replace("\\", "")
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
        close = _closing(text, end)
        inside, end = text[found.end() : close], close + 1
    if found["colons"] == "::" or name in ("before", "after"):
        reading.is_state = True
        return end
    if name in _ANY or name in ("not", "has"):
        _read_list(name, inside, reading, depth)
    elif (test := _place(name, inside)) is not None:
        reading.tests.append(test)
        reading.rank[1] += 1
    else:
        reading.is_state = True
    return end


def _closing(text: str, start: int) -> int:
    depth = 1
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return len(text)


def _read_list(name: str, inside: str, reading: _Reading, depth: int) -> None:
    """A test by other selectors: one of them, none of them, or one that something inside the element matches."""
    relative = name == "has"
    children = relative and inside.strip().startswith(">")
    if relative and inside.strip().startswith(("+", "~")):
        reading.is_state = True
        return
    listed = selectors_of(inside.strip().lstrip(">").strip() if relative else inside, depth + 1)
    listed = [selector for selector in listed if not selector.is_state]
    if not listed:
        reading.is_state = True
        return
    if name != "where":
        reading.add_rank(max(selector.rank for selector in listed))
    if name == "not":
        reading.without |= {each for selector in listed for each in selector.compounds[-1].classes}
        reading.tests.append(lambda element, looks: not any(matches(element, each, looks) for each in listed))
    elif relative:
        reading.tests.append(lambda element, looks: _holds(element, listed, looks, children=children))
    else:
        reading.tests.append(lambda element, looks: any(matches(element, each, looks) for each in listed))


def _holds(element: Element, listed: list[Selector], looks: Looks, *, children: bool) -> bool:
    inside = element.iterchildren() if children else element.iterdescendants()
    for number, each in enumerate(inside):
        if number > _MOST_INSIDE:
            break
        looks.spend()
        if isinstance(each.tag, str) and any(matches(each, selector, looks) for selector in listed):
            return True
    return False


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
