"""What becomes of findings under an evasion: kept, said, or lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.support.sample_reports import audit_of

from appaudit.errors import UnreadableArtifactError
from appaudit.model.report import Report

Key = tuple[str, str]


@dataclass(frozen=True)
class Seen:
    """What an audit shows of what an evasion may take away; None in place of it where nothing could be read."""

    findings: frozenset[Key]
    """Rule and subject."""
    undecided: frozenset[str]
    """Rules that came to no verdict."""
    gaps: frozenset[tuple[str, str, str]]
    """Kind of fact, part and reason."""


def seen_in(report: Report) -> Seen:
    """What the report of an audit shows."""
    return Seen(
        findings=frozenset((finding.rule_id, finding.subject) for finding in report.findings),
        undecided=frozenset(row.rule_id for row in report.rules if row.outcome == "inconclusive"),
        gaps=frozenset((row.kind, gap.part, gap.reason) for row in report.coverage for gap in row.gaps),
    )


def audited(package: bytes, policy: Path | None, sdk_list: Path | None) -> Seen | None:
    """What the audit of a package shows; None where it says that the package cannot be read, which ends with 3."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "app.apk"
        path.write_bytes(package)
        try:
            return seen_in(audit_of(path, policy=policy, sdk_list=sdk_list))
        except UnreadableArtifactError:
            return None


def lost(before: Seen, after: Seen | None, wanted: Iterable[Key]) -> list[Key]:
    """The findings of an honest package that are neither kept nor said after an evasion.

    A finding is said where its rule came to no verdict, or where a gap that was not there before stands in the report
    and its gate: the rule may have other findings, so that it has a verdict all the same.
    """
    if after is None:
        return []
    is_said = bool(after.gaps - before.gaps)
    return [key for key in wanted if key not in after.findings and key[0] not in after.undecided and not is_said]
