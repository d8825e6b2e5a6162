"""A report to rows of the tables; runs in the process that made the report."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from appaudit.batch.worker import Made
from appaudit.fleet.schema import (
    CoverageRow,
    DataAccessRow,
    DeclaredSdkRow,
    FindingRow,
    InconclusiveRow,
    PermissionRow,
    PolicyClauseRow,
    PolicyDataTypeRow,
    SdkRow,
    SensorRow,
    plain,
)
from appaudit.model.finding import Finding
from appaudit.model.location import Location
from appaudit.model.record import recast, record
from appaudit.model.report import Report

#: Lines of evidence that a row of a finding has at most; the report of the package has all.
_EVIDENCE: Final = 5
_CODE: Final = (".dex", ".abc")


@record
class Kept:
    """What a fleet keeps of a report: `rows` by table, in their order, and what the audit took.

    `artifact` holds the columns of the package that only the report knows.
    """

    platform: str
    artifact: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    rules_digest: str
    code_bytes: int
    peak_mb: float


def kept_of(report: Report, made: Made) -> Kept:
    """The rows of all tables but `packages` and `costs`, and what those two need of the report."""
    artifact = report.artifact
    return Kept(
        platform=artifact.platform,
        artifact={"kind": artifact.kind, "min_sdk": artifact.min_sdk, "target_sdk": artifact.target_sdk},
        rows={name: [plain(row) for row in rows] for name, rows in _tables(report).items()},
        rules_digest=report.tool.rules_digest,
        code_bytes=_code_bytes(made.inputs.artifact),
        peak_mb=_peak_mb(),
    )


def _tables(report: Report) -> dict[str, Iterable[object]]:
    return {
        "findings": map(_finding, report.findings),
        "inconclusive": _inconclusive(report),
        "sdks": _sdks(report),
        "declared_sdks": _declared_sdks(report),
        "permissions": _permissions(report),
        "data_access": _data_access(report),
        "sensors": _sensors(report),
        "policy_clauses": _policy_clauses(report),
        "policy_data_types": _policy_data_types(report),
        "coverage": _coverage(report),
    }


def _finding(finding: Finding) -> FindingRow:
    primary = [item for item in finding.evidence if item.role == "primary"]
    return FindingRow(
        rule_id=finding.rule_id,
        category=finding.category,
        severity=finding.severity.word,
        status=finding.status.word,
        confidence=finding.confidence.word,
        subject=finding.subject,
        fingerprint=finding.fingerprint,
        message_zh=finding.message.zh,
        message_en=finding.message.en,
        items=tuple(f"{basis.regulation} {basis.item}" for basis in finding.basis),
        evidence=tuple(item.text for item in primary[:_EVIDENCE]),
        location=_place(primary[0].location) if primary else "",
    )


def _place(location: Location) -> str:
    return " › ".join(part for part in (location.path, location.symbol) if part)


def _inconclusive(report: Report) -> Iterator[InconclusiveRow]:
    for item in report.inconclusive:
        reasons = dict.fromkeys(f"{reason.kind} {reason.reason}" for reason in item.reasons)
        yield InconclusiveRow(rule_id=item.rule_id, reasons=tuple(reasons))


def _sdks(report: Report) -> Iterator[SdkRow]:
    for sdk in report.facts.sdks:
        yield recast(SdkRow, sdk, sdk_id=sdk.id, signals=sdk.evidence)


def _declared_sdks(report: Report) -> Iterator[DeclaredSdkRow]:
    for sdk in report.facts.declared_sdks:
        yield recast(DeclaredSdkRow, sdk)


def _permissions(report: Report) -> Iterator[PermissionRow]:
    for row in report.facts.permissions:
        yield recast(PermissionRow, row, label_zh=row.label.zh, label_en=row.label.en)


def _data_access(report: Report) -> Iterator[DataAccessRow]:
    for row in report.facts.data_access:
        yield recast(DataAccessRow, row, calls=len(row.chain))


def _sensors(report: Report) -> Iterator[SensorRow]:
    for row in report.facts.sensors:
        yield recast(
            SensorRow,
            row,
            acceleration=row.thresholds.acceleration,
            angle_deg=row.thresholds.angle_deg,
            time_ms=row.thresholds.time_ms,
        )


def _policy_clauses(report: Report) -> Iterator[PolicyClauseRow]:
    for clause, row in report.facts.policy.clauses.items():
        quote = row.quotes[0].text if row.quotes else ""
        yield PolicyClauseRow(clause=clause, status=row.status, quote=quote)


def _policy_data_types(report: Report) -> Iterator[PolicyDataTypeRow]:
    for row in report.facts.policy.data_types:
        yield PolicyDataTypeRow(data_type=row.id, polarity=row.polarity, action=row.action)


def _coverage(report: Report) -> Iterator[CoverageRow]:
    """Every gap once: what is derived lacks what it is derived from, and does not say so again."""
    for gap in dict.fromkeys(gap for row in report.coverage for gap in row.gaps):
        yield recast(CoverageRow, gap, detail_zh=gap.detail.zh, detail_en=gap.detail.en)


def _code_bytes(path: Path) -> int:
    """Bytes of bytecode as the archive states them: for the model of costs, never for a finding."""
    # A package that was read must not fail over an estimate: the library meets archives that are made to mislead.
    with contextlib.suppress(Exception), zipfile.ZipFile(path) as archive:
        return sum(item.file_size for item in archive.infolist() if item.filename.endswith(_CODE))
    return 0


def _peak_mb() -> float:
    """The peak memory of this process since it was asked last, in MB; 0 where the system does not say.

    Writing 5 to `clear_refs` sets the peak back (proc(5), since Linux 4.0).
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return 0.0
    words = next((line.split() for line in status.splitlines() if line.startswith("VmHWM:")), ["", "0"])
    return int(words[1]) / 1024
