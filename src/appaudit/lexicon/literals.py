"""The words that a line must hold for a pattern to match in it: found without compiling the pattern.

Most patterns of the lexicon match nothing in a given policy, and the others in few lines; a look for their words tells
so in a hundredth of the time that compiling and searching take. What is not understood is left out, which costs time
and never a hit. No pattern crosses a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

Words = tuple[str, ...]

#: One piece of a pattern: characters that stand for themselves, an escape, a class, a group opening, a quantifier.
_TOKEN = re.compile(
    r"[^\\\[\](){}|.^$?*+]+(?![?*+{])|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]))?"
    r"|[?*+]\??|\{\d*,?\d*\}\??|.",
    re.DOTALL,
)
_SPECIAL = frozenset("\\[(){}|.^$?*+")
#: Groups that are not read: names, flags, conditions.
_UNREAD = re.compile(r"\(\?(?![:=!]|<[=!])")
_OPTIONAL = re.compile(r"[?*]|\{0?,|\{0\}")
#: More words than this are not worth looking for.
_MAX_WORDS = 60


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


class LineIndex:
    """A text that remembers which of its lines hold which words; `text` is in the form of `compact`."""

    def __init__(self, text: str) -> None:
        self.text = text = compact(text)
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._lines: dict[str, frozenset[int]] = {}

    def ranges(self, required: Iterable[Words]) -> list[tuple[int, int]]:
        """The lines, each with its newline, that hold a word of each set."""
        chosen: frozenset[int] | None = None
        for words in required:
            lines = frozenset().union(*map(self._lines_with, words))
            chosen = lines if chosen is None else chosen & lines
            if not chosen:
                return []
        if chosen is None:
            return [(0, len(self.text))]
        ends = [*self._starts[1:], len(self.text)]
        return [(self._starts[line], ends[line]) for line in sorted(chosen)]

    def _lines_with(self, word: str) -> frozenset[int]:
        if word not in self._lines:
            found: list[int] = []
            position = self.text.find(word)
            while position >= 0:
                line = bisect_right(self._starts, position) - 1
                found.append(line)
                if line + 1 == len(self._starts):
                    break
                position = self.text.find(word, self._starts[line + 1])
            self._lines[word] = frozenset(found)
        return self._lines[word]


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


def _cost(words: Words) -> tuple[int, int]:
    """Few words that are long exclude the most texts."""
    return len(words), -min(map(len, words))


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
