"""Sentences as words: what a model that reads words, and those above a sentence, looks at."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from appaudit.lexicon.second_opinion import WORD_BITS
from appaudit.model.expression import Expression

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: A sentence of fewer words is a label.
FEWEST_WORDS: Final = 4
MULTIPLIER: Final = 1000003
#: Spreads the bits of a hash; the golden ratio of 64 bits, as in Knuth, The Art of Computer Programming 3, 6.4.
SPREAD: Final = 11400714819323198485
#: A word is told by its first letters: "delete", "deleting" and "deletion" are one.
_STEM: Final = 6
#: Characters of a sentence, and words above it, that are looked at.
_LONGEST: Final = 600
_MOST_ABOVE: Final = 12
#: Words that are told apart by their distance: neighbours, and those with one or two between them.
_NEIGHBOURS, _NEAR, _ABOVE = 1, 2, 3
_WORD: Final = Expression(
    r"(?P<mail>[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64})|(?P<url>https?://\S+|www\.\S+)|(?P<num>\d[\d.,/:-]*)"
    r"|(?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)?)|(?P<arrow>->|→|>|»)"
)


def words_of(text: str) -> list[str]:
    """The first letters of the words of a sentence; an address, a number or an arrow is a word of its kind."""
    return [
        found.group().replace("’", "'")[:_STEM] if found.lastgroup == "word" else f"<{found.lastgroup}>"
        for found in _WORD.finditer(text.lower()[:_LONGEST])
    ]


def word_features_of(sentences: Sequence[Sequence[str]], above: Sequence[Sequence[str]]) -> list[NDArray[np.int64]]:
    """For each sentence the hashes of its words, of pairs of near words, and of those above it, each once, sorted.

    Args:
        sentences: The words of each sentence, as `words_of` gives them.
        above: The words that stand above each.
    """
    told, of_told = _numbered(sentences)
    headed, of_headed = _numbered([[f"^{word}" for word in words if word[0] != "<"][:_MOST_ABOVE] for words in above])
    keys = [_pairs(told, of_told, 0, 0), _pairs(headed, of_headed, 0, 0), _pairs(headed, of_headed, 1, _ABOVE)]
    keys += [_pairs(told, of_told, distance, min(distance, _NEAR)) for distance in (1, 2, 3)]
    return apart(keys, len(sentences), WORD_BITS)


def _numbered(sentences: Sequence[Sequence[str]]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """All words as numbers, and which sentence each is of."""
    import numpy as np

    words = np.array([zlib.crc32(word.encode()) for words in sentences for word in words], dtype=np.uint64)
    return words, np.repeat(np.arange(len(sentences)), [len(words) for words in sentences])


def _pairs(words: NDArray[np.uint64], sentence: NDArray[np.int64], distance: int, kind: int) -> NDArray[np.int64]:
    """The hash of each word with the one so far behind it in its sentence, below the number of the sentence."""
    import numpy as np

    count = max(0, len(words) - distance)
    state = (words[:count] * np.uint64(MULTIPLIER)) ^ words[distance:] if distance else words
    hashes = ((state * np.uint64(MULTIPLIER) ^ np.uint64(kind)) * np.uint64(SPREAD)) >> np.uint64(64 - WORD_BITS)
    is_inside = sentence[:count] == sentence[distance:]
    keys: NDArray[np.int64] = (sentence[:count] << WORD_BITS | hashes.astype(np.int64))[is_inside]
    return keys


def apart(keys: Sequence[NDArray[np.int64]], count: int, bits: int) -> list[NDArray[np.int64]]:
    """The hashes of each of `count` sentences, each once and sorted, from keys that hold the number of the sentence."""
    import numpy as np

    every = np.sort(np.concatenate(keys))
    is_first = np.ones(len(every), dtype=bool)
    np.not_equal(every[1:], every[:-1], out=is_first[1:])
    every = every[is_first]
    ends = np.searchsorted(every, np.arange(1, count) << bits)
    return np.split(every & ((1 << bits) - 1), ends) if count else []
