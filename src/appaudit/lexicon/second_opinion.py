"""A second opinion on clauses: how much a sentence reads like those that tell a clause, whatever words the rules know.

It is a linear model over hashed runs of two to four characters, trained by `bench/second_opinion.py` on the sentences
that the rules quote. It only ever doubts an absence; the rules alone say what a policy has. How a sentence is looked at
is in `policy/second_opinion.py`.
"""

from __future__ import annotations

import zlib
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final

from appaudit.lexicon.entries import LexiconError, require_known
from appaudit.model.record import record

#: Runs of characters are told apart by this many bits of their hash.
BITS: Final = 13
_FIELDS: Final = ("bias", "scale", "weights")


@record(kw_only=False)
class Likeness:
    """What makes a sentence read like a clause: `weights` are 2^`BITS` signed bytes times `scale`, packed as Base64."""

    bias: float
    scale: float
    weights: str

    def unpacked(self) -> bytes:
        """The weights, a signed byte for each hash; raises ValueError or zlib.error where they are none."""
        return zlib.decompressobj().decompress(b64decode(self.weights, validate=True), 1 << BITS)


@record(kw_only=False)
class SecondOpinion:
    """What reads like each clause; at `threshold` (log odds) an absence is doubted. Empty where there is no opinion."""

    threshold: float = 0.0
    clauses: Mapping[str, Likeness] = field(default_factory=dict)


def parse(data: Mapping[str, Any]) -> SecondOpinion:
    """The section `second_opinion` of a language file: `threshold`, and `clauses` with `bias`, `scale` and `weights`.

    Raises:
        LexiconError: a part is missing, unknown, or no model of this size.
    """
    where = "second_opinion"
    require_known(data, ("threshold", "clauses"), f"{where}.")
    clauses = {}
    for name, entry in dict(data.get("clauses", {})).items():
        place = f"{where}.clauses.{name}"
        if not isinstance(entry, dict) or set(entry) != set(_FIELDS):
            raise LexiconError(place, f"{place}: needs {', '.join(_FIELDS)} and nothing else")
        model = Likeness(float(entry["bias"]), float(entry["scale"]), "".join(str(entry["weights"]).split()))
        try:
            size = len(model.unpacked())
        except (ValueError, zlib.error) as error:
            raise LexiconError(place, f"{place}.weights: no packed weights: {error}") from error
        if size != 1 << BITS:
            raise LexiconError(place, f"{place}.weights: {size} weights, and not {1 << BITS}")
        clauses[str(name)] = model
    return SecondOpinion(float(data.get("threshold", 0.0)), clauses)
