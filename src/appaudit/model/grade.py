"""The ordered grades of a finding."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, Self

from appaudit.model.words import ConfidenceWord, SeverityWord, StatusWord

_SEVERITIES: Final[tuple[SeverityWord, ...]] = ("info", "low", "medium", "high", "critical")
_CONFIDENCES: Final[tuple[ConfidenceWord, ...]] = ("low", "medium", "high")
_STATUSES: Final[tuple[StatusWord, ...]] = ("review", "suspected", "violation")


class _Grade(IntEnum):
    @classmethod
    def of(cls, word: str) -> Self:
        """The grade of a word; raises ValueError naming the words that exist."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise ValueError(f"{word!r} is not one of {', '.join(grade.name.lower() for grade in cls)}") from None


class Severity(_Grade):
    """Harm to users, and attention of regulators, if the finding is true."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> SeverityWord:
        """The word of the JSON contract."""
        return _SEVERITIES[self]


class Confidence(_Grade):
    """How sure we are of the evidence."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2

    @property
    def word(self) -> ConfidenceWord:
        """The word of the JSON contract."""
        return _CONFIDENCES[self]


class Status(_Grade):
    """What the evidence amounts to.

    `REVIEW`: cannot be decided statically. `SUSPECTED`: strong evidence, one named thing to confirm.
    `VIOLATION`: the evidence alone meets the cited text; it is not a verdict of guilt.
    """

    REVIEW = 0
    SUSPECTED = 1
    VIOLATION = 2

    @property
    def word(self) -> StatusWord:
        """The word of the JSON contract."""
        return _STATUSES[self]
