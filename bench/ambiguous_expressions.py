"""Which loops of our regular expressions can read one text in two ways, and so take twice as long for each turn.

    python bench/ambiguous_expressions.py [WORD...]

Compiles every expression of the modules and of the shipped lexicons, makes the Glushkov automaton of each loop that
may go round a dozen times, and tells those in which two different walks round it read the same characters: what stands
behind such a loop and does not fit lets `re` try all of them (Weideman and others, Analyzing Matching Time Behavior of
Backtracking Regular Expression Matchers, 2016). With words, only expressions with one of them in their place or text.

Of what a look ahead asks for, the next character counts; a look behind counts as nothing, a bound above four as none,
and whether anything stands behind a loop is not asked: what is told is to be read, not all of it is wrong. Possessive
loops are passed over.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import appaudit
from appaudit.catalog import load_catalog
from appaudit.model.expression import Expression

_parser: Any = importlib.import_module("re._parser")
_ops: Any = importlib.import_module("re._constants")

#: Turns from which a loop counts, and those of a bound that are written out.
_MANY = 12
_WRITTEN_OUT = 4
#: Characters that every loop is asked for beside its own.
_ALPHABET = frozenset(string.printable + "中的，。；：（）《》、“”　é–—•·")
#: Pairs of places that are walked through at the most; what has more is told as unknown.
_MOST_PAIRS = 400_000

Tree = Sequence[tuple[Any, Any]]
#: Places, each with the characters that may be read next: by itself where it is a first one, behind it where a last.
Places = list[tuple[int, frozenset[str]]]
_REPEATS = (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT)
_SINGLE = (_ops.LITERAL, _ops.NOT_LITERAL, _ops.ANY, _ops.IN)


def main(words: Sequence[str]) -> None:
    """Print each loop that is told, and how many there are."""
    loops = [each for each in told() if not words or any(word in each[0] or word in each[1] for word in words)]
    for place, pattern, characters in loops:
        print(f"{place}: {characters}: {pattern[:240]!r}")
    print(f"{len(loops)} loops")


def told() -> list[tuple[str, str, str]]:
    """The place and text of each expression with such a loop, once a loop, and characters that it reads in two ways."""
    return [
        (place, pattern, characters)
        for (pattern, flags), place in sorted(_expressions().items(), key=lambda entry: (entry[1], entry[0]))
        for characters in ambiguity_in(pattern, flags)
    ]


def ambiguity_in(pattern: str, flags: int) -> list[str]:
    """Characters that each loop of an expression can read in two ways, "unknown" for too large a loop.

    Args:
        pattern: The expression.
        flags: As `re` numbers them.
    """
    found = (_Automaton(loop, flags).ambiguity() for loop in _loops(_parser.parse(pattern, flags)))
    return [characters for characters in found if characters]


def _expressions() -> dict[tuple[str, int], str]:
    """The text and flags of each expression, and the name it has in a module or "lexicon"."""
    catalog = load_catalog()
    found = dict.fromkeys(map(_text, _held(catalog, set())), "lexicon")
    for language, words in catalog.lexicons.policy.languages.items():
        found |= {(form, int(re.IGNORECASE)): f"{language}.{name}" for name, form in words.forms.items()}
    for module in pkgutil.walk_packages(appaudit.__path__, "appaudit."):
        if ".migrations" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for each in value if isinstance(value, list | tuple) else (value,):
                if isinstance(each, re.Pattern | Expression):
                    found[_text(each)] = f"{module.name}.{name}"
    return found


def _text(form: re.Pattern[Any] | Expression) -> tuple[str, int]:
    text = form.pattern if isinstance(form.pattern, str) else form.pattern.decode("latin-1")
    return text, int(form.flags) & ~int(re.DEBUG)


def _held(value: object, seen: set[int]) -> Iterator[re.Pattern[Any] | Expression]:
    """The expressions that an object holds at any depth."""
    if isinstance(value, re.Pattern | Expression):
        yield value
        return
    if isinstance(value, str | bytes | int | float | type) or value is None or id(value) in seen:
        return
    seen.add(id(value))
    inner: list[object] = []
    if isinstance(value, Mapping):
        inner += [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner += value
    elif type(value).__module__.startswith("appaudit."):
        inner += vars(value).values() if hasattr(value, "__dict__") else []
        slots = [name for form in type(value).__mro__ for name in getattr(form, "__slots__", ())]
        inner += [getattr(value, name) for name in slots if hasattr(value, name)]
    for each in inner:
        yield from _held(each, seen)


def _inner(op: Any, value: Any) -> Iterator[Tree]:
    """The trees that a node holds."""
    if op in _REPEATS:
        yield value[2]
    elif op is _ops.SUBPATTERN:
        yield value[3]
    elif op is _ops.ATOMIC_GROUP:
        yield value
    elif op is _ops.BRANCH:
        yield from value[1]
    elif op in (_ops.ASSERT, _ops.ASSERT_NOT):
        yield value[1]
    elif op is _ops.GROUPREF_EXISTS:
        yield from (tree for tree in value[1:] if tree)


def _loops(tree: Tree) -> Iterator[tuple[Any, Any]]:
    for op, value in tree:
        is_many = op in _REPEATS[:2] and (value[1] is _ops.MAXREPEAT or value[1] >= _MANY)
        if is_many and not (len(value[2]) == 1 and value[2][0][0] in _SINGLE):
            yield op, value
        for inner in _inner(op, value):
            yield from _loops(inner)


def _literals(op: Any, value: Any) -> Iterator[str]:
    if op in (_ops.LITERAL, _ops.NOT_LITERAL):
        yield chr(value)
    elif op is _ops.IN:
        for kind, member in value:
            yield from map(chr, member if kind is _ops.RANGE else [member] if kind is _ops.LITERAL else [])
    for inner in _inner(op, value):
        for node in inner:
            yield from _literals(*node)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a loop: what may follow where it reads nothing (none where it must), its first and its last places."""

    empty: frozenset[str] | None
    first: Places = field(default_factory=list)
    last: Places = field(default_factory=list)


class _Automaton:
    """The places of a loop that read a character, and which may follow which, by which characters, in how many ways."""

    def __init__(self, loop: tuple[Any, Any], flags: int) -> None:
        self._alphabet = _ALPHABET.union(_literals(*loop))
        self._flags = flags
        self._read: list[frozenset[str]] = []
        self._ways: dict[int, dict[int, list[frozenset[str]]]] = {}
        self._node(*loop)

    def ambiguity(self) -> str:
        """Characters that two walks round the loop read alike, "unknown" for too large a loop, empty for none."""
        for place, following in self._ways.items():
            for after, ways in following.items():
                twice = frozenset[str]().union(*(one & other for one, other in combinations(ways, 2)))
                if twice and place in self._reached(after):
                    return "".join(sorted(twice))[:12]
        return self._in_two_places()

    def _reached(self, start: int) -> set[int]:
        seen, left = {start}, [start]
        while left:
            for after in self._ways.get(left.pop(), {}):
                if after not in seen:
                    seen.add(after)
                    left.append(after)
        return seen

    def _in_two_places(self) -> str:
        """Two walks that begin in one place, are in two at once, and meet there again."""
        for place in self._ways:
            seen = {(place, place)}
            left = [(place, place)]
            before: dict[tuple[int, int], list[tuple[int, int]]] = {}
            while left:
                pair = left.pop()
                for after in self._both(pair):
                    before.setdefault(after, []).append(pair)
                    if after not in seen:
                        seen.add(after)
                        left.append(after)
                if len(seen) > _MOST_PAIRS:
                    return "unknown"
            back, left = {(place, place)}, [(place, place)]
            while left:
                for pair in before.get(left.pop(), ()):
                    if pair[0] != pair[1]:
                        return "".join(sorted(self._read[pair[0]] & self._read[pair[1]]))[:12]
                    if pair not in back:
                        back.add(pair)
                        left.append(pair)
        return ""

    def _both(self, pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
        others = [(place, frozenset[str]().union(*ways)) for place, ways in self._ways.get(pair[1], {}).items()]
        for first, ways in self._ways.get(pair[0], {}).items():
            characters = frozenset[str]().union(*ways)
            for second, other in others:
                if characters & other:
                    yield first, second

    def _place(self, reads: Callable[[str], bool]) -> _Part:
        forms: Callable[[str], Iterable[str]] = lambda char: (char, char.lower(), char.upper())  # noqa: E731
        is_any_case = self._flags & re.IGNORECASE
        read = frozenset(char for char in self._alphabet if any(map(reads, forms(char) if is_any_case else char)))
        self._read.append(read)
        place = len(self._read) - 1
        return _Part(None, [(place, read)], [(place, self._alphabet)])

    def _join(self, last: Places, first: Places) -> None:
        for place, follows in last:
            following = self._ways.setdefault(place, {})
            for after, reads in first:
                if follows & reads:
                    following.setdefault(after, []).append(follows & reads)

    def _sequence(self, parts: Iterable[_Part]) -> _Part:
        whole = _Part(self._alphabet)
        for part in parts:
            self._join(whole.last, part.first)
            whole = _Part(
                whole.empty & part.empty if whole.empty is not None and part.empty is not None else None,
                whole.first + _narrowed(part.first, whole.empty),
                part.last + _narrowed(whole.last, part.empty),
            )
        return whole

    def _tree(self, tree: Tree) -> _Part:
        return self._sequence(self._node(*node) for node in tree)

    def _node(self, op: Any, value: Any) -> _Part:
        if op in _SINGLE:
            return self._place(lambda char: _reads(op, value, char, self._flags))
        if op is _ops.BRANCH:
            parts = [self._tree(tree) for tree in value[1]]
            empty = [part.empty for part in parts if part.empty is not None]
            return _Part(
                frozenset[str]().union(*empty) if empty else None,
                [place for part in parts for place in part.first],
                [place for part in parts for place in part.last],
            )
        if op in _REPEATS:
            return self._repeat(*value)
        if op in (_ops.SUBPATTERN, _ops.ATOMIC_GROUP):
            return self._tree(next(_inner(op, value)))
        if op in (_ops.ASSERT, _ops.ASSERT_NOT) and value[0] == 1:
            return _Part(self._ahead(value[1]) if op is _ops.ASSERT else self._alphabet - self._refused(value[1]))
        return _Part(self._alphabet)

    def _ahead(self, tree: Tree) -> frozenset[str]:
        """The characters with which something may begin."""
        ways = {place: {after: [*sets] for after, sets in following.items()} for place, following in self._ways.items()}
        part = self._tree(tree)
        self._ways = ways  # what a look ahead reads is no place of the loop
        return (part.empty or frozenset()).union(*(reads for _, reads in part.first))

    def _refused(self, tree: Tree) -> frozenset[str]:
        """The characters that may not come next, of those that are refused by themselves."""
        refused = set[str]()
        for one in tree[0][1][1] if len(tree) == 1 and tree[0][0] is _ops.BRANCH else (tree,):
            if len(one) == 1 and one[0][0] in _SINGLE:
                refused |= self._ahead(one)
        return frozenset(refused)

    def _repeat(self, least: int, most: Any, tree: Tree) -> _Part:
        nothing = self._alphabet if least == 0 else None
        if most is not _ops.MAXREPEAT and most <= _WRITTEN_OUT:
            if most == 0:
                return _Part(self._alphabet)
            # A further turn stands inside the one before, so that it is read in one way.
            rest = self._repeat(max(0, least - 1), most - 1, tree)
            part = self._sequence((self._tree(tree), rest))
        else:
            part = self._tree(tree)
            self._join(part.last, part.first)
        return _Part(nothing if part.empty is None or nothing is not None else part.empty, part.first, part.last)


def _narrowed(places: Places, allowed: frozenset[str] | None) -> Places:
    """Places with the characters that something before or behind them leaves, none where it must be read itself."""
    return [(place, reads & allowed) for place, reads in places if reads & allowed] if allowed is not None else []


def _reads(op: Any, value: Any, char: str, flags: int) -> bool:
    if op is _ops.ANY:
        return char != "\n" or bool(flags & re.DOTALL)
    if op is not _ops.IN:
        return (ord(char) == value) is (op is _ops.LITERAL)
    is_negated = any(kind is _ops.NEGATE for kind, _ in value)
    return any(_is_member(kind, member, char) for kind, member in value) is not is_negated


def _is_member(kind: Any, member: Any, char: str) -> bool:
    if kind is _ops.LITERAL:
        return bool(ord(char) == member)
    if kind is _ops.RANGE:
        return bool(member[0] <= ord(char) <= member[1])
    if kind is not _ops.CATEGORY:
        return False
    name = str(member)
    is_digit, is_space, is_word = char.isdigit(), char.isspace(), char.isalnum() or char == "_"
    is_of_it: bool = is_digit if "DIGIT" in name else is_space if "SPACE" in name else is_word
    return is_of_it is not ("NOT" in name)


if __name__ == "__main__":
    main(sys.argv[1:])
