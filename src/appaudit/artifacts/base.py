"""What every artifact reader gives and takes: limits, the reader protocol and its result."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import field
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from appaudit.errors import ExtractionError
from appaudit.model.artifact import Artifact, ArtifactContents
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import AnomalyFact
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.model.words import AnomalyCode, GapReason, InputName

#: Times a named part of the work: `with stages("inflate"): ...`.
Stages = Callable[[str], AbstractContextManager[object]]

_MEBIBYTE = 1 << 20
#: Facts of one anomaly code and failures of one reason: an archive can repeat either in every entry.
_MOST_ANOMALIES = 50
_MOST_FAILURES = 20


@record
class Limits:
    """How much of an artifact may be read; everything beyond is reported, never silently dropped.

    Sizes are bytes after inflating; only what is read counts. The defaults hold an app of 2 GB with several hundred
    thousand entries, of which DEX, layouts and texts are read.

    - `entries`: in the directory of one archive; in a bundle, of all packages together.
    - `entry_bytes`, `total_bytes`: of one entry; of all entries that are read, inner archives included.
    - `ratio`: how many times its packed size an entry may have, if it inflates to more than `ratio_from` bytes: small
      files may be very regular.
    - `depth`: how many archives may lie inside each other, the artifact itself (a package, or a bundle with its
      packages) not counted.
    - `nested_bytes`: read of inner archives and of DEX outside its usual place.
    - `text_bytes`, `texts_bytes`: of one text file; of all of them.
    - `strings`: texts of a resource table.
    - `packages`: of one bundle.
    - `images`: DEX files of a package that the system loads, and as many outside of their usual place.
    - `seconds`: after which no further entry is read, from the opening of the artifact.
    """

    entries: int = 1_000_000
    entry_bytes: int = 512 * _MEBIBYTE
    total_bytes: int = 1024 * _MEBIBYTE
    ratio: int = 100
    ratio_from: int = 16 * _MEBIBYTE
    depth: int = 2
    nested_bytes: int = 256 * _MEBIBYTE
    text_bytes: int = 16 * _MEBIBYTE
    texts_bytes: int = 64 * _MEBIBYTE
    strings: int = 1_000_000
    packages: int = 1_000
    images: int = 500
    seconds: float = 300.0


class LimitReachedError(ExtractionError):
    """A part that is larger than `Limits` allows; it was not read, and the message says which limit."""


class Budget:
    """What is left of the limits that hold for an artifact as a whole, shared by all archives in it."""

    def __init__(self, limits: Limits) -> None:
        """Start the clock of `limits.seconds`."""
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds
        self._bytes = 0
        self._lock = threading.Lock()

    @property
    def bytes_left(self) -> int:
        """How many of `limits.total_bytes` may still be read."""
        return max(0, self._limits.total_bytes - self._bytes)

    def take(self, count: int, part: str) -> None:
        """Count bytes as read.

        Raises:
            LimitReachedError: They are more than were left.
        """
        with self._lock:
            self._bytes += count
            read = self._bytes
        most = self._limits.total_bytes
        if read > most:
            raise LimitReachedError(
                f"{part}: {count} bytes make it {read} read in all; the limit total_bytes is {most}",
                zh=f"{part}：读取 {count} 字节后总量达 {read} 字节，超过限制 total_bytes（{most}）",
            )

    def check_time(self, part: str) -> None:
        """Say whether there is time left to read another part.

        Raises:
            LimitReachedError: There is none.
        """
        if time.monotonic() > self._deadline:
            raise LimitReachedError(
                f"{part}: not read, the limit seconds of {self._limits.seconds:g} is over",
                zh=f"{part}：未读取，已超过限制 seconds（{self._limits.seconds:g} 秒）",
            )


class Anomaly(NamedTuple):
    """Something in a container that honest tools do not write: a code, the entry it concerns, and what was seen."""

    code: AnomalyCode
    entry: str
    detail: str


@record(frozen=False)
class ArtifactReading:
    """All that was read of one artifact, and all that could not be.

    `supplies` is the input of rules that it is. `kinds_read` are the kinds of fact that a reader for another platform
    than Android looks for: of the others nothing is known, and the report says so.
    """

    artifact: Artifact
    supplies: InputName = "app"
    kinds_read: frozenset[str] = frozenset()
    facts: list[Fact] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    contents: ArtifactContents = field(default_factory=ArtifactContents)

    @property
    def is_app(self) -> bool:
        """Whether it is an app of its own, with permissions and a beginning, and not a part of apps."""
        return self.supplies == "app"


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


def gap_reason(error: ExtractionError) -> GapReason:
    """The coverage reason for an error: `limit_reached` or `unreadable`."""
    return "limit_reached" if isinstance(error, LimitReachedError) else "unreadable"


class Failure(NamedTuple):
    """A part that could not be read: the coverage reason, the part, and what is wrong."""

    reason: GapReason
    part: str
    detail: Bilingual


def failure_of(error: ExtractionError, part: str) -> Failure:
    """The failure that an error in reading a part is."""
    return Failure(gap_reason(error), part, said_by(error))


def with_more(detail: Bilingual, count: int) -> Bilingual:
    """A detail that stands for `count` more parts beside its own."""
    if count <= 0:
        return detail
    return Bilingual(f"{detail.zh}（另有 {count} 处）", f"{detail.en} (and {count} more)")


def grouped(failures: Iterable[Failure]) -> list[Failure]:
    """The first failures of each reason in their order, the last of them saying how many more there are."""
    by_reason: dict[str, list[Failure]] = {}
    for failure in failures:
        by_reason.setdefault(failure.reason, []).append(failure)
    shown = []
    for group in by_reason.values():
        *first, last = group[:_MOST_FAILURES]
        more = len(group) - _MOST_FAILURES
        shown += [*first, last._replace(detail=with_more(last.detail, more))]
    return shown


def gaps_for(
    kinds: tuple[str, ...], level: CoverageLevel, reason: GapReason, part: str, detail: Bilingual
) -> list[Gap]:
    """The same gap for several fact kinds."""
    return [Gap(kind=kind, level=level, reason=reason, part=part, detail=detail) for kind in kinds]


def anomaly_facts(anomalies: Iterable[Anomaly], prefix: str = "") -> list[AnomalyFact]:
    """A fact for each code and entry; beyond a number of entries for a code, one that says how many more there are.

    `prefix` is put before entry names: the place of the archive in the artifact, with its `!`.
    """
    details: dict[AnomalyCode, dict[str, str]] = {}
    for code, entry, detail in anomalies:
        details.setdefault(code, {}).setdefault(prefix + entry if entry else prefix.removesuffix("!"), detail)
    facts = []
    for code, by_entry in details.items():
        shown = list(by_entry.items())[:_MOST_ANOMALIES]
        if len(by_entry) > len(shown):
            shown.append(("", f"and {len(by_entry) - len(shown)} more entries"))
        for entry, detail in shown:
            location = Location(path=entry)
            facts.append(AnomalyFact(code=code, entry=entry, detail=detail, location=location, extractor="archive"))
    return facts
