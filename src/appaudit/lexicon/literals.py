"""The words that a line must hold for a pattern to match in it: found without compiling the pattern.

Most patterns of the lexicon match nothing in a given policy, and the others in few lines; a look for their words tells
so in a hundredth of the time that compiling and searching take. What is not understood is left out, which costs time
and never a hit. No pattern crosses a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
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
#: Texts shorter than this, such as a cell of a table, are searched sooner than their pairs are written down.
_SHORT = 400
#: Lines that are looked at one by one for a word; of more, only those that have all of its pairs.
_FEW = 24


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
    """A text that knows which of its lines hold which words; `text` is in the form of `compact`.

    Most words of a lexicon are in few lines of a text or in none. Which lines hold two characters beside each other is
    written down once, and of the lines that hold the ends of a word few have to be looked at.
    """

    def __init__(self, text: str) -> None:
        self.text = compact(text)
        self._lines = self.text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        # The last line has no newline.
        ends = [*self._starts[1:-1], len(self.text)]
        self._spans = list(zip(self._starts, ends, strict=False))
        self._of_word: dict[str, int] = {}
        self._with_pair: dict[str, int] = {}
        #: What was found of each pattern: several concepts may have one.
        self.found: dict[str, list[tuple[int, int]]] = {}

    def ranges(self, required: Iterable[Words]) -> list[tuple[int, int]]:
        """The lines, each with its newline, that hold a word of each set."""
        chosen: int | None = None
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
        lines = self._of_word[word] = self._number_of(self._look_for(word))
        return lines

    def _number_of(self, lines: Sequence[int]) -> int:
        if not lines:
            return 0
        flags = bytearray(len(self._spans))
        for line in lines:
            flags[line] = 1
        return int.from_bytes(flags, "little")

    @cached_property
    def _of_pair(self) -> dict[str, list[int]]:
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            for pair in set(map(add, line, line[1:])):
                lines.setdefault(pair, []).append(number)
        return lines

    @cached_property
    def _of_character(self) -> dict[str, list[int]]:
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            for character in set(line):
                lines.setdefault(character, []).append(number)
        return lines

    def _look_for(self, word: str) -> Sequence[int]:
        """The lines that hold a word; few are looked at, since most lack one of its pairs."""
        if len(self.text) < _SHORT:
            return [number for number, line in enumerate(self._lines) if word in line] if word in self.text else ()
        if len(word) < 2:
            return self._of_character.get(word, ())
        pairs = list(map(add, word, word[1:]))
        fewest = min((self._of_pair.get(pair, ()) for pair in pairs), key=len)
        if len(word) == 2:
            return fewest
        if len(fewest) > _FEW:
            fewest = list(self._with_all(pairs))
        return [number for number in fewest if word in self._lines[number]]

    def _with_all(self, pairs: Sequence[str]) -> Iterator[int]:
        chosen = -1
        for pair in pairs:
            lines = self._with_pair.get(pair)
            if lines is None:
                lines = self._with_pair[pair] = self._number_of(self._of_pair[pair])
            chosen &= lines
        flags = chosen.to_bytes(len(self._spans), "little")
        number = flags.find(1)
        while number >= 0:
            yield number
            number = flags.find(1, number + 1)


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
