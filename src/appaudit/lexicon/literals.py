"""The words that a line must hold for a pattern to match in it: found without compiling the pattern.

Most patterns of the lexicon match nothing in a given policy, and the others in few lines; a look for their words tells
so in a hundredth of the time that compiling and searching take. What is not understood is left out, which costs time
and never a hit. No pattern crosses a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate, compress
from operator import add

from appaudit.model.expression import Expression

Words = tuple[str, ...]

#: One piece of a pattern: characters that stand for themselves, an escape, a class, a group opening, a quantifier.
_TOKEN = Expression(
    r"[^\\\[\](){}|.^$?*+]+(?![?*+{])|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]))?"
    r"|[?*+]\??|\{\d*,?\d*\}\??|.",
    re.DOTALL,
)
_SPECIAL = frozenset("\\[(){}|.^$?*+")
#: Groups that are not read: names, flags, conditions; a bracket that stands for itself opens none.
_UNREAD = Expression(r"(?<!\\)(?:\\\\)*\(\?(?![:=!]|<[=!])")
_OPTIONAL = Expression(r"[?*]|\{0?,|\{0\}")
#: More words than this are not worth looking for.
_MAX_WORDS = 150
#: Texts shorter than this, such as a cell of a table, are searched sooner than looked through for all words.
_SHORT = 400


#: Chinese punctuation to control characters that no view holds. `re` compiles a class of characters below 256 ten
#: times as fast and matches it faster, and nearly every pattern has one such as `[^，。；\\n]`.
_MARKS = str.maketrans(dict(zip("，。；：、！？（）“《》【】", map(chr, range(0x86, 0x95)), strict=False)))


def compact(text: str) -> str:
    """A text or a pattern with its Chinese punctuation replaced, one character by one."""
    return text.translate(_MARKS)


def without_overlaps(hits: Iterable[tuple[int, int]], excluded: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The ranges that share no character with one of the excluded ranges."""
    excluded = sorted(excluded)
    starts = [start for start, _ in excluded]
    reach = list(accumulate((end for _, end in excluded), max))

    def is_free(hit: tuple[int, int]) -> bool:
        before = bisect_left(starts, hit[1])
        return not before or reach[before - 1] <= hit[0]

    return {hit for hit in hits if is_free(hit)}


class Vocabulary:
    """Words that many patterns need, in a form in which a line is looked through once for all of them.

    Words are kept below their beginnings, and few of what stands in a line begins a word: only those words are looked
    for. `beginning` is in how many characters words differ; of those that are shorter only single ones are kept.
    """

    def __init__(self, words: Iterable[str], beginning: int) -> None:
        self.words = frozenset(word for word in words if len(word) >= beginning or len(word) == 1)
        self._beginning = beginning
        self._below: dict[str, list[str]] = {}
        for word in sorted(self.words):
            self._below.setdefault(word[:beginning], []).append(word)
        self._beginnings = frozenset(self._below)
        self._characters = frozenset(word for word in self.words if len(word) == 1)

    def lines_with(self, lines: Sequence[str]) -> dict[str, list[int]]:
        """By word, in ascending order the numbers of the lines that hold it; words that none holds are left out."""
        found: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            runs: Iterable[str] = line
            for first in range(1, self._beginning):
                runs = map(add, runs, line[first:])
            for beginning in self._beginnings.intersection(runs):
                for word in self._below[beginning]:
                    if word in line:
                        found.setdefault(word, []).append(number)
            for character in self._characters.intersection(line):
                found.setdefault(character, []).append(number)
        return found


class LineIndex:
    """A text that knows which of its lines hold which words; `text` is in the form of `compact`.

    Most words of a lexicon are in few lines of a text or in none. Which lines hold words that are known beforehand is
    found in one pass through the text; others are looked for one by one.
    """

    def __init__(self, text: str, vocabulary: Vocabulary | None = None) -> None:
        self.text = compact(text)
        self._lines = self.text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        # The last line has no newline.
        ends = [*self._starts[1:-1], len(self.text)]
        self._spans = list(zip(self._starts, ends, strict=False))
        self._vocabulary = vocabulary if len(self.text) >= _SHORT else None
        self._of_word: dict[str, int] = {}
        #: What was found of each pattern: several concepts may have one.
        self.found: dict[str, list[tuple[int, int]]] = {}

    def lines_of(self, hits: Iterable[tuple[int, int]]) -> int:
        """The lines in which some hits are, as a number with a byte for each."""
        flags = bytearray(len(self._spans))
        for start, end in hits:
            first = bisect_right(self._starts, start) - 1
            last = bisect_right(self._starts, max(start, end - 1)) - 1
            flags[first : last + 1] = b"\1" * (last + 1 - first)
        return int.from_bytes(flags, "little")

    def ranges(self, required: Iterable[Words], within: int | None = None) -> list[tuple[int, int]]:
        """The lines, each with its newline, that hold a word of each set and are among those of `within`."""
        chosen = within
        known = self._of_word
        for words in required:
            lines = 0
            for word in words:
                lines |= known[word] if word in known else self._lines_with(word)
            chosen = lines if chosen is None else chosen & lines
            if not chosen:
                return []
        if chosen is None:
            return [(0, len(self.text))]
        return list(compress(self._spans, chosen.to_bytes(len(self._spans), "little")))

    def places(self, word: str) -> Iterator[int]:
        """Where a word begins, all places, those that overlap among them."""
        for line in self._look_for(word):
            start, end = self._spans[line]
            position = self.text.find(word, start, end)
            while position >= 0:
                yield position
                position = self.text.find(word, position + 1, end)

    def _lines_with(self, word: str) -> int:
        """The lines that hold a word, as a number with a byte for each: such are joined sooner than sets are."""
        lines = 0
        if numbers := self._look_for(word):
            flags = bytearray(len(self._spans))
            for number in numbers:
                flags[number] = 1
            lines = int.from_bytes(flags, "little")
        self._of_word[word] = lines
        return lines

    @cached_property
    def _of_vocabulary(self) -> Mapping[str, Sequence[int]]:
        return self._vocabulary.lines_with(self._lines) if self._vocabulary is not None else {}

    def _look_for(self, word: str) -> Sequence[int]:
        """The lines that hold a word."""
        if self._vocabulary is not None and word in self._vocabulary.words:
            return self._of_vocabulary.get(word, ())
        return [number for number, line in enumerate(self._lines) if word in line] if word in self.text else ()


@cache
def required_words(pattern: str) -> tuple[Words, ...]:
    """Give sets of words of which a matching text holds at least one each; empty when none are known."""
    if _UNREAD.search(pattern):
        return ()
    tokens = _TOKEN.findall(pattern)
    sets, end = _alternatives(tokens, 0)
    return tuple(sets) if end == len(tokens) else ()


def _alternatives(tokens: list[str], start: int) -> tuple[list[Words], int]:
    """The sets of a run of alternatives, and the index of the token that closes it."""
    branches: list[list[Words]] = []
    index = start
    while True:
        sets, index = _sequence(tokens, index)
        branches.append(sets)
        if index >= len(tokens) or tokens[index] != "|":
            break
        index += 1
    if len(branches) == 1:
        return branches[0], index
    best = [min(sets, key=_cost) if sets else () for sets in branches]
    words = tuple(dict.fromkeys(word for chosen in best for word in chosen))
    return ([words] if all(best) and len(words) <= _MAX_WORDS else []), index


def _cost(words: Words) -> tuple[bool, int, int]:
    """Few words that are long exclude the most texts, and a space or a Latin letter hardly any."""
    return any(len(word) < 2 and word.isascii() for word in words), len(words), -min(map(len, words))


def _sequence(tokens: list[str], index: int) -> tuple[list[Words], int]:
    """The sets of one alternative, and the index of the `|` or `)` after it."""
    sets: list[Words] = []
    run = ""
    while index < len(tokens) and tokens[index] not in ("|", ")"):
        token = tokens[index]
        if token[0] == "(":
            inner, index = _alternatives(tokens, index + 1)
            if token in ("(?:", "(") and not _is_optional(tokens, index):
                sets.extend(inner)
            word = ""
        else:
            word = "" if _is_optional(tokens, index) else _itself(token)
        run += word
        # A quantifier of one or more repeats its character: what follows it is a new word, as after a class.
        if not word and run:
            sets.append((run,))
            run = ""
        index += 1
    if run:
        sets.append((run,))
    return sets, index


def _is_optional(tokens: list[str], index: int) -> bool:
    return index + 1 < len(tokens) and _OPTIONAL.match(tokens[index + 1]) is not None


def _itself(token: str) -> str:
    """The characters that a token stands for; empty for classes, quantifiers and anchors."""
    if token[0] not in _SPECIAL:
        return token
    return token[1] if token[0] == "\\" and len(token) == 2 and not token[1].isalnum() else ""
