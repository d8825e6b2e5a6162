"""The ordered grades of a finding."""

from __future__ import annotations

from enum import IntEnum
from typing import Self


class _Grade(IntEnum):
    @property
    def word(self) -> str:
        """The lower-case word of the JSON contract."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Self:
        """The grade of a word; raises ValueError naming the words that exist."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise ValueError(f"{word!r} is not one of {', '.join(grade.word for grade in cls)}") from None


class Severity(_Grade):
    """Harm to users, and attention of regulators, if the finding is true."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class Confidence(_Grade):
    """How sure we are of the evidence."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2


class Status(_Grade):
    """What the evidence amounts to.

    `REVIEW`: cannot be decided statically. `SUSPECTED`: strong evidence, one named thing to confirm.
    `VIOLATION`: the evidence alone meets the cited text; it is not a verdict of guilt.
    """

    REVIEW = 0
    SUSPECTED = 1
    VIOLATION = 2
