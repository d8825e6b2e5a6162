"""The features of all SDKs and libraries, ready to be looked up in what an app's classes have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from appaudit.dex.hashes import Hashes
from appaudit.model.hidden_code import RenamedSignature

#: Hexadecimal digits of a feature, and its octets.
_DIGITS, _OCTETS = 10, 5


def parse(text: str) -> Hashes:
    """Features as they are written down: ten hexadecimal digits each, spaces and line ends between them."""
    octets = np.frombuffer(bytes.fromhex(text), dtype=np.uint8).reshape(-1, _OCTETS)
    padded = np.zeros((len(octets), 8), dtype=np.uint8)
    padded[:, 8 - _OCTETS :] = octets
    return padded.view(">u8").reshape(-1).astype(np.uint64)


def write(features: Iterable[int]) -> str:
    """Features in the form that `parse` reads, ascending."""
    return " ".join(f"{feature:0{_DIGITS}x}" for feature in sorted(set(features)))


class KnownFeatures:
    """Looks features up.

    Args:
        signatures: What is known of each SDK and library.
    """

    def __init__(self, signatures: Iterable[RenamedSignature]) -> None:
        self.signatures = tuple(signatures)
        self.ids = [signature.id for signature in self.signatures]

    @cached_property
    def _table(self) -> tuple[Hashes, NDArray[np.int64]]:
        parsed = [parse(signature.features) for signature in self.signatures]
        features = np.concatenate([*parsed, np.empty(0, dtype=np.uint64)])
        owners = np.repeat(np.arange(len(parsed)), [len(each) for each in parsed])
        order = np.argsort(features, kind="stable")
        return features[order], owners[order]

    def sizes(self, count: int) -> NDArray[np.int64]:
        """How many features are known of each of the first `count` owners."""
        return np.bincount(self._table[1], minlength=count)

    def owners_of(self, features: Hashes) -> NDArray[np.int64]:
        """For each feature the number of the signature that alone has it, -1 for what is nobody's."""
        known, owners = self._table
        if not len(known):
            return np.full(len(features), -1, dtype=np.int64)
        position = np.minimum(np.searchsorted(known, features), len(known) - 1)
        return np.where(known[position] == features, owners[position], -1)
