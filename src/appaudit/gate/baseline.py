"""The baseline: findings of an earlier audit, so that only new ones fail a pipeline.

The file is JSON, one finding a line in a stable order, so that a change of it can be reviewed:
`{"baseline": 1, "findings": [{"package", "rule", "subject", "fingerprint", "title": {"zh", "en"}, "status"}]}`.
Nothing in it changes from run to run; a fingerprint is rule and subject. What became graver since (`review`,
`suspected`, `violation`) is not known any more; an entry without a status knows its finding whatever it becomes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import field
from pathlib import Path
from typing import Final, Literal

from appaudit.errors import ConfigError
from appaudit.gate.entries import speaks_of
from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY, decode, encode, said_of_json
from appaudit.model.finding import Finding
from appaudit.model.gate import HiddenFinding
from appaudit.model.grade import Status
from appaudit.model.record import recast, record
from appaudit.model.report import Baseline, BaselineEntry, Report
from appaudit.model.words import StatusWord
from appaudit.whole_files import read_regular

#: No baseline is larger: a finding takes some hundred bytes.
_MOST_BYTES: Final = 256 << 20

VERSION = 1


@record
class _Line:
    package: str
    rule: str
    subject: str
    fingerprint: str
    title: Bilingual
    status: StatusWord | Literal[""] = field(default="", metadata=OMIT_EMPTY)


@record
class _File:
    version: Literal[1] = field(metadata={"json": "baseline"})
    findings: tuple[_Line, ...]


@record
class SavedBaseline:
    """A baseline as read from its file."""

    name: str
    sha256: str
    entries: tuple[BaselineEntry, ...]


def read_baseline(path: Path) -> SavedBaseline:
    """The baseline in a file.

    Raises:
        ConfigError: the file cannot be read, or is no baseline; the message says what is wrong and where.
    """
    try:
        content = read_regular(path, _MOST_BYTES)
    except OSError as error:
        raise ConfigError(
            f"The baseline {path} cannot be read: {error.strerror}",
            hint="Write one with --write-baseline.",
            zh=f"无法读取基线文件 {path}：{error.strerror}",
            hint_zh="可用 --write-baseline 生成。",
        ) from error
    try:
        file = decode(_File, json.loads(content.decode("utf-8")))
    except (ValueError, RecursionError) as error:
        detail = said_of_json(error)
        raise ConfigError(
            f"{path} is not a baseline: {detail.en}",
            hint="Write it again with --write-baseline; a report is not a baseline.",
            zh=f"{path} 不是基线文件：{detail.zh}",
            hint_zh="请用 --write-baseline 重新生成；报告不能当作基线。",
        ) from error
    return SavedBaseline(
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        entries=tuple(recast(BaselineEntry, line, rule_id=line.rule) for line in file.findings),
    )


def compared(
    saved: SavedBaseline,
    findings: Sequence[Finding],
    also_there: Iterable[Finding],
    undecided_rules: Iterable[str],
    package: str,
) -> Baseline:
    """The baseline held against an audit.

    Args:
        saved: What was there before.
        findings: Those of the report.
        also_there: Findings that exist and are not in the report (ignored, or below the chosen grades).
        undecided_rules: Ids of rules that are inconclusive this time: what they found before may still be there.
        package: Only entries of this app count.
    """
    entries = [entry for entry in saved.entries if entry.package == package]
    now = {finding.fingerprint for finding in (*findings, *also_there)}
    undecided = set(undecided_rules)
    missing = [entry for entry in entries if entry.fingerprint not in now]
    return Baseline(
        name=saved.name,
        sha256=saved.sha256,
        known=tuple(sorted(known_among(saved, findings, package))),
        gone=tuple(entry for entry in missing if entry.rule_id not in undecided),
        undecided=tuple(entry for entry in missing if entry.rule_id in undecided),
    )


def known_among(saved: SavedBaseline, findings: Iterable[Finding], package: str) -> frozenset[str]:
    """The fingerprints of the findings on an app that an entry names by fingerprint, rule and subject, and as grave."""
    entries = [entry for entry in saved.entries if entry.package == package]
    by_fingerprint: dict[str, list[BaselineEntry]] = {}
    for entry in entries:
        by_fingerprint.setdefault(entry.fingerprint, []).append(entry)
    return frozenset(
        finding.fingerprint
        for finding in findings
        if any(
            speaks_of(finding, entry.fingerprint, entry.rule_id, entry.subject)
            and (not entry.status or finding.status <= Status.of(entry.status))
            for entry in by_fingerprint.get(finding.fingerprint, ())
        )
    )


def entries_of(report: Report) -> list[BaselineEntry]:
    """The findings of a report as baseline entries, listed or not; ignored ones are not among them."""
    hidden = report.gate.hidden if report.gate else ()
    found: list[Finding | HiddenFinding] = [*report.findings, *hidden]
    return [
        BaselineEntry(
            fingerprint=finding.fingerprint,
            rule_id=finding.rule_id,
            subject=finding.subject,
            title=finding.title,
            package=report.artifact.package,
            status=finding.status.word if isinstance(finding, Finding) else finding.status,
        )
        for finding in found
    ]


def baseline_text(entries: Iterable[BaselineEntry]) -> str:
    """The baseline file with these entries: equal entries once, sorted by package, rule and subject."""
    lines = {
        (entry.package, entry.rule_id, entry.subject, entry.fingerprint): _Line(
            package=entry.package,
            rule=entry.rule_id,
            subject=entry.subject,
            fingerprint=entry.fingerprint,
            title=entry.title,
            status=entry.status,
        )
        for entry in entries
    }
    rows = [json.dumps(encode(lines[key]), ensure_ascii=True) for key in sorted(lines)]
    body = "[\n  " + ",\n  ".join(rows) + "\n]" if rows else "[]"
    return f'{{"baseline": {VERSION}, "findings": {body}}}\n'
