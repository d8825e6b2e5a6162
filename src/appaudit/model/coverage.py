"""What could not be seen, and what that leaves undecided.

No fact ever says "absent": a rule that argues from absence asks here whether the absence was seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from enum import IntEnum
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.kinds import derived_from
from appaudit.model.record import record
from appaudit.model.words import CoverageWord, GapReason

#: Gaps that are no fault of the reading: what nobody supplied, and what no such artifact holds.
NOT_TO_BE_READ: Final = frozenset[GapReason](("not_supplied", "elsewhere"))
#: Reasons of gaps that a call in code that was read leaves: no file is missing.
OUT_OF_SIGHT: Final = frozenset[GapReason](("dynamic_code", "native_code", "unnamed_call"))


class CoverageLevel(IntEnum):
    """How much of what a fact kind could hold was read; ordered from nothing to everything."""

    NONE = 0
    PARTIAL = 1
    COMPLETE = 2

    @property
    def word(self) -> CoverageWord:
        """The lower-case word of the JSON contract."""
        return _COVERAGE_WORDS[self]


#: The words of the JSON contract, by level.
_COVERAGE_WORDS: Final[tuple[CoverageWord, ...]] = ("none", "partial", "complete")

#: The kinds that a reader of bytecode fills.
CODE_KINDS: Final = ("namespace", "api_call", "sensor_use")
#: The kinds that the manifest fills.
MANIFEST_KINDS: Final = ("app", "permission", "component", "meta_data")


@record
class Gap:
    """One part that was not read, for one fact kind.

    `part` names the thing for people (`classes2.dex`, `res/layout/main.xml`, `privacy.jpg`); `subject` narrows
    the gap to one identity of the kind (a clause id) where the rest is known to be unaffected.
    """

    kind: str
    level: CoverageLevel
    reason: GapReason
    part: str
    detail: Bilingual
    subject: str = ""


@record(kw_only=False, frozen=False)
class Coverage:
    """All gaps of one audit, asked by fact kind."""

    gaps: list[Gap] = field(default_factory=list)
    _known: set[Gap] = field(default_factory=set)

    def add(self, gaps: Iterable[Gap]) -> None:
        """Record more gaps; equal ones are kept once."""
        for gap in gaps:
            if gap not in self._known:
                self._known.add(gap)
                self.gaps.append(gap)

    def gaps_of(self, kind: str, subjects: frozenset[str] | None = None) -> list[Gap]:
        """Every gap that touches `kind`, those of its sources included, in the order recorded.

        Args:
            kind: A fact kind.
            subjects: When given, gaps narrowed to other subjects are left out.
        """
        kinds = {kind}
        pending = [kind]
        while pending:
            for source in derived_from(pending.pop()):
                if source not in kinds:
                    kinds.add(source)
                    pending.append(source)
        return [
            gap
            for gap in self.gaps
            if gap.kind in kinds and (not gap.subject or subjects is None or gap.subject in subjects)
        ]

    def level(self, kind: str, subjects: frozenset[str] | None = None) -> CoverageLevel:
        """The worst level any gap leaves for `kind`; complete when there is none."""
        return min((gap.level for gap in self.gaps_of(kind, subjects)), default=CoverageLevel.COMPLETE)
