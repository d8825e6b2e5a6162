"""Absences that a second reader doubts: a sentence reads like a clause that no rule of the lexicon finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from appaudit.documents.sentences import Sentence
from appaudit.lexicon.second_opinion import BITS, Likeness
from appaudit.model.facts.documents import ClauseDoubtFact
from appaudit.model.location import Location, Quote
from appaudit.policy.clauses import MAX_QUOTE
from appaudit.policy.document_index import DocumentIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Characters of a run.
RUNS: Final = (2, 3, 4)
#: Characters of a sentence that are looked at.
LONGEST: Final = 400
_MULTIPLIER: Final = 1000003
#: Spreads the bits of a hash; the golden ratio of 64 bits, as in Knuth, The Art of Computer Programming 3, 6.4.
_SPREAD: Final = 11400714819323198485
_EXTRACTOR = "policy"


def doubted_absences(index: DocumentIndex, found: Collection[str]) -> Iterator[ClauseDoubtFact]:
    """For each clause that no rule found, the sentence of the document that reads most like it, where one does.

    Args:
        index: The document in one language; without a second opinion or words that come near a clause in that language
            nothing is doubted.
        found: The clauses that the rules found in any document.
    """
    yield from _near(index, found)
    opinion = index.lexicon.second_opinion
    asked = [clause for clause in opinion.clauses if clause not in found]
    sentences = [place.sentence for place in index.places] if asked else []
    text = index.document.text
    looked_at = features_of([text[sentence.start : sentence.end] for sentence in sentences]) if sentences else []
    for clause in asked if sentences else ():
        likeness = likeness_of(opinion.clauses[clause], looked_at)
        best = int(likeness.argmax())
        if likeness[best] >= opinion.threshold:
            yield _doubt(index, clause, sentences[best])


def _near(index: DocumentIndex, found: Collection[str]) -> Iterator[ClauseDoubtFact]:
    """The first sentence with words near a clause (`…_doubt`) and none of another matter (`…_doubt_never`)."""
    for clause in index.lexicon.clauses:
        if clause in found:
            continue
        near = (place for _, place in index.anchors(f"{clause}_doubt"))
        told = next((p for p in near if not index.meets(f"{clause}_doubt_never", p.start, p.end)), None)
        if told is not None:
            yield _doubt(index, clause, told.sentence)


def _doubt(index: DocumentIndex, clause: str, sentence: Sentence) -> ClauseDoubtFact:
    start, end = sentence.start, min(sentence.end, sentence.start + MAX_QUOTE)
    quote = Quote(document=index.document.name, start=start, end=end, text=index.document.text[start:end])
    place = Location(path=quote.document, start=start, end=end)
    return ClauseDoubtFact(id=clause, quotes=(quote,), location=place, extractor=_EXTRACTOR)


def features_of(sentences: Sequence[str]) -> list[NDArray[np.int64]]:
    """For each sentence the hashes of its runs of characters, each once, sorted.

    Width, case and spaces count for nothing. All sentences are hashed at once: one by one takes ten times as long.
    """
    import numpy as np

    texts = ["".join(unicodedata.normalize("NFKC", text).lower().split())[:LONGEST] for text in sentences]
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    sentence = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    keys = np.sort(np.concatenate([_runs(letters, sentence, length) for length in RUNS]))
    is_first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
    keys = keys[is_first]
    ends = np.searchsorted(keys, np.arange(1, len(texts)) << BITS)
    return np.split(keys & ((1 << BITS) - 1), ends) if texts else []


def _runs(letters: NDArray[np.uint64], sentence: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """The hash of each run of so many letters in one sentence, below the number of the sentence."""
    import numpy as np

    count = max(0, len(letters) - length + 1)
    state = np.full(count, length, np.uint64)
    for at in range(length):
        state = (state * np.uint64(_MULTIPLIER)) ^ letters[at : at + count]
    hashes = ((state * np.uint64(_SPREAD)) >> np.uint64(64 - BITS)).astype(np.int64)
    is_inside = sentence[:count] == sentence[len(sentence) - count :]
    keys: NDArray[np.int64] = (sentence[:count] << BITS | hashes)[is_inside]
    return keys


def likeness_of(model: Likeness, sentences: Sequence[NDArray[np.int64]]) -> NDArray[np.float64]:
    """How much each sentence (its `features_of`) reads like a clause, in log odds."""
    import numpy as np

    weights = np.frombuffer(model.unpacked(), dtype=np.int8).astype(np.float64) * model.scale
    lengths = np.array([len(found) for found in sentences])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    sums = np.add.reduceat(np.append(weights[np.concatenate(sentences)], 0.0), np.minimum(starts, lengths.sum()))
    result: NDArray[np.float64] = model.bias + np.where(lengths > 0, sums, 0.0) / np.sqrt(np.maximum(lengths, 1))
    return result
