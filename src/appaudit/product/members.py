"""One package of a product: its letter and its report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from appaudit.model.record import record
from appaudit.model.report import Report
from appaudit.model.words import InputRole

#: What a package comes with.
DOCUMENT_ROLES: Final[tuple[InputRole, ...]] = ("policy", "sdk_list")
#: Findings by the letter of their package and their id that another package answers, with the letter of that.
Answered = Mapping[tuple[str, str], str]


@record
class Member:
    """One package with its letter, its report, and the files of that, by format."""

    letter: str
    report: Report
    files: Mapping[str, str]

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing of the package could be read."""
        return any(item.role == "artifact" and item.status == "unreadable" for item in self.report.inputs)

    def digests(self, roles: Sequence[InputRole] = DOCUMENT_ROLES) -> frozenset[str]:
        """The SHA-256 of its documents that were read."""
        return frozenset(item.sha256 for item in self.report.inputs if item.role in roles and item.status == "read")


def letters() -> Iterator[str]:
    """A, B, … Z, A1, B1, …: endless."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    number = 0
    while True:
        number += 1
        yield from (f"{letter}{number}" for letter in alphabet)
