"""A second opinion on clauses: how much a sentence reads like those that tell a clause, whatever words the rules know.

It is a linear model over hashed runs of characters, trained by `bench/second_opinion.py` on sentences that the rules
quote, or over hashed words and pairs of words, trained by `bench/second_opinion_words.py` on sentences written for it.
It doubts an absence, and where it is sure says that the clause is touched on; what the rules found it never changes.
How a sentence is looked at is in `policy/second_opinion.py`.
"""

from __future__ import annotations

import zlib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import field
from math import inf
from typing import Any, Final

from appaudit.lexicon.entries import LexiconError, require_known
from appaudit.model.record import record

#: Runs of characters are told apart by this many bits of their hash.
BITS: Final = 13
#: Words and pairs of them are, of which there are more.
WORD_BITS: Final = 16
_FIELDS: Final = ("bias", "scale", "weights")


@record(kw_only=False)
class Likeness:
    """What makes a sentence read like a clause: `weights` are signed bytes times `scale`, packed as Base64.

    There are 2^`BITS` of them, and 2^`WORD_BITS` where words are read.
    """

    bias: float
    scale: float
    weights: str

    def unpacked(self) -> bytes:
        """The weights, a signed byte for each hash; raises ValueError or zlib.error where they are none."""
        return zlib.decompressobj().decompress(b64decode(self.weights, validate=True), 1 << WORD_BITS)


@record(kw_only=False)
class SecondOpinion:
    """What reads like each clause; at `threshold` (log odds) an absence is doubted, at `sure` the clause is touched on.

    Empty where there is no opinion. It `reads_words` with those above a sentence, or else runs of characters. `grades`
    tell what says a clause so that users can act on it from what only touches on it: at `whole`, in a sentence that is
    at least `on_topic` like the clause.
    """

    threshold: float = 0.0
    sure: float = inf
    on_topic: float = inf
    whole: float = inf
    reads_words: bool = False
    clauses: Mapping[str, Likeness] = field(default_factory=dict)
    grades: Mapping[str, Likeness] = field(default_factory=dict)


#: The numbers of the section, and what they are where they are left out.
_LIMITS: Final = {"threshold": 0.0, "sure": inf, "on_topic": inf, "whole": inf}


def parse(data: Mapping[str, Any]) -> SecondOpinion:
    """The section `second_opinion` of a language file: its limits, `reads`, and models of `clauses` and `grades`.

    A model has `bias`, `scale` and `weights`; `reads` is `characters` (the default) or `words`.

    Raises:
        LexiconError: a part is missing, unknown, or no model of this size.
    """
    where = "second_opinion"
    require_known(data, (*_LIMITS, "reads", "clauses", "grades"), f"{where}.")
    if data.get("reads", "characters") not in ("characters", "words"):
        raise LexiconError(f"{where}.reads", f"{where}.reads must be characters or words")
    reads_words = data.get("reads") == "words"
    size = 1 << (WORD_BITS if reads_words else BITS)
    models = {
        part: {
            str(name): _model(f"{where}.{part}.{name}", entry, size) for name, entry in dict(data.get(part, {})).items()
        }
        for part in ("clauses", "grades")
    }
    limit = {name: float(data.get(name, value)) for name, value in _LIMITS.items()}
    return SecondOpinion(
        threshold=limit["threshold"],
        sure=limit["sure"],
        on_topic=limit["on_topic"],
        whole=limit["whole"],
        reads_words=reads_words,
        clauses=models["clauses"],
        grades=models["grades"],
    )


def _model(place: str, entry: object, wanted: int) -> Likeness:
    if not isinstance(entry, dict) or set(entry) != set(_FIELDS):
        raise LexiconError(place, f"{place}: needs {', '.join(_FIELDS)} and nothing else")
    model = Likeness(float(entry["bias"]), float(entry["scale"]), "".join(str(entry["weights"]).split()))
    try:
        size = len(model.unpacked())
    except (ValueError, zlib.error) as error:
        raise LexiconError(place, f"{place}.weights: no packed weights: {error}") from error
    if size != wanted:
        raise LexiconError(place, f"{place}.weights: {size} weights, and not {wanted}")
    return model
