"""The ordered grades of a finding: each is the word of the JSON contract, and compares by its place in the order."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Self

from appaudit.model.words import ConfidenceWord, SeverityWord, StatusWord

_SEVERITIES: Final[tuple[SeverityWord, ...]] = ("info", "low", "medium", "high", "critical")
_CONFIDENCES: Final[tuple[ConfidenceWord, ...]] = ("low", "medium", "high")
_STATUSES: Final[tuple[StatusWord, ...]] = ("review", "suspected", "violation")


class Grade(StrEnum):
    """A word with a place in an order; the members stand from the least to the most.

    It compares with words of its own order, and with nothing else: `"low" < Severity.HIGH`.
    """

    rank: int

    def __new__(cls, word: str) -> Self:
        """Members are numbered as they come."""
        grade = str.__new__(cls, word)
        grade._value_ = word
        grade.rank = len(cls.__members__)
        return grade

    @classmethod
    def of(cls, word: str) -> Self:
        """The grade of a word; raises ValueError naming the words that exist."""
        try:
            return cls(word.lower())
        except ValueError:
            raise ValueError(f"{word!r} is not one of {', '.join(cls)}") from None

    def _rank_of(self, other: str) -> int:
        if isinstance(other, Grade) and type(other) is not type(self):
            raise TypeError(f"{type(self).__name__} and {type(other).__name__} have no order in common")
        return type(self).of(other).rank

    def __lt__(self, other: str) -> bool:
        return self.rank < self._rank_of(other)

    def __le__(self, other: str) -> bool:
        return self.rank <= self._rank_of(other)

    def __gt__(self, other: str) -> bool:
        return self.rank > self._rank_of(other)

    def __ge__(self, other: str) -> bool:
        return self.rank >= self._rank_of(other)


class Severity(Grade):
    """Harm to users, and attention of regulators, if the finding is true."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def word(self) -> SeverityWord:
        """The word of the JSON contract."""
        return _SEVERITIES[self.rank]


class Confidence(Grade):
    """How sure we are of the evidence."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def word(self) -> ConfidenceWord:
        """The word of the JSON contract."""
        return _CONFIDENCES[self.rank]


class Status(Grade):
    """What the evidence amounts to.

    `REVIEW`: cannot be decided statically. `SUSPECTED`: strong evidence, one named thing to confirm.
    `VIOLATION`: the evidence alone meets the cited text; it is not a verdict of guilt.
    """

    REVIEW = "review"
    SUSPECTED = "suspected"
    VIOLATION = "violation"

    @property
    def word(self) -> StatusWord:
        """The word of the JSON contract."""
        return _STATUSES[self.rank]
