"""What every artifact reader gives and takes: limits, the reader protocol and its result."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from appaudit.errors import ExtractionError
from appaudit.model.artifact import Artifact, ArtifactContents
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.fact import Fact

#: Times a named part of the work: `with stages("inflate"): ...`.
Stages = Callable[[str], AbstractContextManager[object]]

_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of an artifact may be read; everything beyond is reported, never silently dropped.

    Sizes are bytes after inflating; only what is read counts. The defaults hold an app of 2 GB with several hundred
    thousand entries, of which DEX, layouts and texts are read.
    `ratio` applies to entries that inflate to more than `ratio_from` bytes: small files may be very regular.
    `depth` is how many archives may lie inside each other, the artifact itself not counted; `nested_bytes` what is
    read of them and of DEX outside its usual place. `text_bytes` bounds one text file, `texts_bytes` all of them.
    """

    entries: int = 1_000_000
    entry_bytes: int = 512 * _MEBIBYTE
    total_bytes: int = 1024 * _MEBIBYTE
    ratio: int = 400
    ratio_from: int = 16 * _MEBIBYTE
    depth: int = 1
    nested_bytes: int = 256 * _MEBIBYTE
    text_bytes: int = 4 * _MEBIBYTE
    texts_bytes: int = 24 * _MEBIBYTE


class LimitReachedError(ExtractionError):
    """A part that is larger than `Limits` allows; it was not read, and the message says which limit."""


class Anomaly(NamedTuple):
    """Something in a container that honest tools do not write: a code, the entry it concerns, and what was seen."""

    code: str
    entry: str
    detail: str


@dataclass(slots=True, kw_only=True)
class ArtifactReading:
    """All that was read of one artifact, and all that could not be."""

    artifact: Artifact
    facts: list[Fact] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    contents: ArtifactContents = field(default_factory=ArtifactContents)
    anomalies: list[Anomaly] = field(default_factory=list)


@runtime_checkable
class ArtifactReader(Protocol):
    """A reader of one kind of artifact; a subpackage of `appaudit.artifacts` offers one as `READER`."""

    kind: str

    def detect(self, path: Path) -> bool:
        """True if the content (not the name) of the file is of this kind; never raises on bad content."""
        ...

    def read(self, path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
        """Read everything; what cannot be read becomes a gap.

        Raises:
            UnreadableArtifactError: Nothing at all could be read.
        """
        ...


def gap_reason(error: ExtractionError) -> str:
    """The coverage reason for an error: `limit_reached` or `unreadable`."""
    return "limit_reached" if isinstance(error, LimitReachedError) else "unreadable"


def gaps_for(kinds: tuple[str, ...], level: CoverageLevel, reason: str, part: str, detail: str) -> list[Gap]:
    """The same gap for several fact kinds."""
    return [Gap(kind=kind, level=level, reason=reason, part=part, detail=detail) for kind in kinds]
