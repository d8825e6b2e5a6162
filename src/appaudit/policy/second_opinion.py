"""What a second reader doubts: that a clause is absent, or too weak, where a sentence reads like it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from appaudit.documents.sentences import Sentence
from appaudit.lexicon.second_opinion import BITS, Likeness
from appaudit.model.facts.documents import ClauseDoubtFact
from appaudit.model.location import Location, Quote
from appaudit.model.words import FoundClauseStatus
from appaudit.policy.clauses import MAX_QUOTE
from appaudit.policy.document_index import DocumentIndex, Place
from appaudit.policy.word_features import FEWEST_WORDS, MULTIPLIER, SPREAD, apart, word_features_of, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Characters of a run.
RUNS: Final = (2, 3, 4)
#: Characters of a sentence that are looked at.
LONGEST: Final = 400
#: Blocks that announce what others say.
_NO_SENTENCES = frozenset({"heading", "contents"})
#: So many of the ranges above a sentence say what it is about.
_ABOVE: Final = 2
#: The concept of a line that introduces what is denied, as in `clauses`.
_DENIAL: Final = "denied_lead"
_EXTRACTOR = "policy"


def doubts_of(index: DocumentIndex, found: Mapping[str, FoundClauseStatus]) -> Iterator[ClauseDoubtFact]:
    """For each clause that no rule found, the sentence of the document that reads most like it, where one does.

    For each that the rules found too weak, the sentence that reads as if it told it so that users can act on it.

    Args:
        index: The document in one language; without a second opinion or words that come near a clause in that language
            nothing is doubted.
        found: The clauses that the rules found in any document, each with its status.
    """
    yield from _near(index, found)
    opinion = index.lexicon.second_opinion
    absent = [clause for clause in opinion.clauses if clause not in found]
    weak = [clause for clause in opinion.grades if found.get(clause) == "weak" and clause in opinion.clauses]
    places, features = looked_at(index, reads_words=opinion.reads_words) if absent or weak else ([], [])
    for clause in absent if places else ():
        likeness = likeness_of(opinion.clauses[clause], features)
        best = int(likeness.argmax())
        if likeness[best] >= opinion.threshold:
            yield _doubt(index, clause, places[best].sentence, is_sure=bool(likeness[best] >= opinion.sure))
    for clause in weak if places else ():
        is_on_topic = likeness_of(opinion.clauses[clause], features) >= opinion.on_topic
        grades = likeness_of(opinion.grades[clause], features) * is_on_topic
        best = int(grades.argmax())
        if grades[best] >= opinion.whole:
            yield _doubt(index, clause, places[best].sentence, is_sure=True)


def looked_at(index: DocumentIndex, *, reads_words: bool) -> tuple[list[Place], list[NDArray[np.int64]]]:
    """The sentences that may tell a clause, and their features.

    A model of words was made from sentences with what stands above them: a heading alone, or a word or two, tells
    nothing to it. Nor does an entry of a list of what is not done.
    """
    text = index.document.text
    if not reads_words:
        sentences = [text[place.sentence.start : place.sentence.end] for place in index.places]
        return index.places, features_of(sentences) if sentences else []
    told = [
        place
        for place in index.places
        if place.sentence.block.kind not in _NO_SENTENCES
        and not any(index.meets(_DENIAL, start, end) for start, end in place.nearest)
    ]
    words = [words_of(text[place.sentence.start : place.sentence.end]) for place in told]
    kept = [(place, found) for place, found in zip(told, words, strict=True) if len(found) >= FEWEST_WORDS]
    above = [
        [word for span in place.above[:_ABOVE] for word in words_of(index.view.text[slice(*span)])] for place, _ in kept
    ]
    return [place for place, _ in kept], word_features_of([found for _, found in kept], above)


def _near(index: DocumentIndex, found: Collection[str]) -> Iterator[ClauseDoubtFact]:
    """The first sentence with words that touch on a clause (`…_touched`), else one with words near it (`…_doubt`).

    Neither counts where words of another matter stand in it (`…_doubt_never`). Words near a clause touch on it as well
    where they mostly do (the form `doubt_touches`).
    """
    touches = index.lexicon.form("doubt_touches")
    for clause in index.lexicon.clauses:
        if clause in found:
            continue
        mostly = touches.fullmatch(clause) is not None
        for concept, is_sure in ((f"{clause}_touched", True), (f"{clause}_doubt", mostly)):
            near = (place for _, place in index.anchors(concept))
            told = next((p for p in near if not index.meets(f"{clause}_doubt_never", p.start, p.end)), None)
            if told is not None:
                yield _doubt(index, clause, told.sentence, is_sure=is_sure)
                break


def _doubt(index: DocumentIndex, clause: str, sentence: Sentence, *, is_sure: bool = False) -> ClauseDoubtFact:
    start, end = sentence.start, min(sentence.end, sentence.start + MAX_QUOTE)
    quote = Quote(document=index.document.name, start=start, end=end, text=index.document.text[start:end])
    place = Location(path=quote.document, start=start, end=end)
    return ClauseDoubtFact(id=clause, is_sure=is_sure, quotes=(quote,), location=place, extractor=_EXTRACTOR)


def features_of(sentences: Sequence[str]) -> list[NDArray[np.int64]]:
    """For each sentence the hashes of its runs of characters, each once, sorted.

    Width, case and spaces count for nothing. All sentences are hashed at once: one by one takes ten times as long.
    """
    import numpy as np

    texts = ["".join(unicodedata.normalize("NFKC", text).lower().split())[:LONGEST] for text in sentences]
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    sentence = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    return apart([_runs(letters, sentence, length) for length in RUNS], len(texts), BITS)


def _runs(letters: NDArray[np.uint64], sentence: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """The hash of each run of so many letters in one sentence, below the number of the sentence."""
    import numpy as np

    count = max(0, len(letters) - length + 1)
    state = np.full(count, length, np.uint64)
    for at in range(length):
        state = (state * np.uint64(MULTIPLIER)) ^ letters[at : at + count]
    hashes = ((state * np.uint64(SPREAD)) >> np.uint64(64 - BITS)).astype(np.int64)
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
