"""What the index says of one package, and what is said where there is no report."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import Final, get_args

from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.finding import Ignore
from appaudit.model.record import record
from appaudit.model.report import BaselineEntry, Report
from appaudit.model.verdict import Decision
from appaudit.model.words import InputRole, InputStatus

#: Outcomes of a package for which there is no report.
FAILURES: Final = {
    "unreadable": Bilingual("无法读取", "Nothing could be read"),
    "timeout": Bilingual("超时，处理进程已终止", "Took too long; the process was ended"),
    "killed": Bilingual("处理进程被终止", "The process was killed"),
    "memory": Bilingual("超出内存上限", "Needed more memory than allowed"),
    "internal": Bilingual("内部错误，是本工具的缺陷", "Internal error; this is our bug"),
    "input": Bilingual("输入有误", "A path or setting is wrong"),
}


#: Outcomes of a package that was not read, whoever is to blame.
NOT_READ: Final = ("unreadable", "timeout", "killed", "memory")
#: The documents that an app comes with, by role.
DOCUMENTS: Final[tuple[InputRole, ...]] = ("policy", "sdk_list")


@record
class Row:
    """One package of a batch.

    `outcome` is `done` or a key of `FAILURES`, with `detail` saying more; `exit_code` is what a scan of this package
    alone would end with, and `reasons` why. `documents` says of a policy and an SDK list whether each was read, could
    not be (`unreadable`) or was not supplied; `complete` is true where both were there and everything could be read.
    `hidden` counts findings below the grades that are listed. `verdicts` counts what people decided about its findings,
    and `overdue` verdicts that have expired or say fixed of what is still found; `since` counts findings against the
    last audit (`new`, `open`, `fixed`, `undecided`), and is empty where there was none. `reports` names a file for each
    format, relative to the index.
    """

    path: str
    sha256: str
    size: int
    outcome: str = "done"
    detail: Bilingual = field(default_factory=lambda: Bilingual("", ""))
    exit_code: int = 0
    reasons: tuple[Bilingual, ...] = ()
    documents: dict[str, InputStatus] = field(default_factory=dict)
    package: str = ""
    version_name: str = ""
    version_code: str = ""
    label: str = ""
    packer: str = ""
    packer_name: Bilingual | None = field(default=None, metadata=OMIT_EMPTY)
    verdict: Bilingual = field(default_factory=lambda: Bilingual("", ""))
    findings: int = 0
    by_severity: dict[str, int] = field(default_factory=dict)
    by_status: dict[str, int] = field(default_factory=dict)
    ignored: int = 0
    known: int = 0
    hidden: int = 0
    inconclusive: int = 0
    verdicts: dict[str, int] = field(default_factory=dict, metadata=OMIT_EMPTY)
    overdue: int = 0
    since: dict[str, int] = field(default_factory=dict, metadata=OMIT_EMPTY)
    complete: bool = False
    sdks: int = 0
    reports: dict[str, str] = field(default_factory=dict)
    unused_ignores: tuple[Ignore, ...] = field(default=(), metadata=OMIT_EMPTY)
    baseline: tuple[BaselineEntry, ...] = field(default=(), metadata=OMIT_EMPTY)


def row_of(report: Report, *, path: str, complete: bool, baseline: tuple[BaselineEntry, ...] = ()) -> Row:
    """The row of a package that has a report; the names of its files are not known yet."""
    artifact, summary, gate = report.artifact, report.summary, report.gate
    return Row(
        path=path,
        sha256=artifact.sha256,
        size=artifact.size,
        exit_code=gate.exit_code if gate else 0,
        reasons=tuple(reason.text for reason in gate.reasons) if gate else (),
        documents={role: _worst(report, role) for role in DOCUMENTS},
        package=artifact.package,
        version_name=artifact.version_name,
        version_code=artifact.version_code,
        label=artifact.label,
        packer=artifact.packer,
        packer_name=report.glossary.parties.get(artifact.packer),
        verdict=summary.verdict,
        findings=summary.findings,
        by_severity=summary.by_severity,
        by_status=summary.by_status,
        ignored=summary.ignored,
        known=summary.known,
        hidden=len(gate.hidden) if gate else 0,
        inconclusive=summary.inconclusive,
        verdicts=_decided(report),
        overdue=len(report.verdicts.expired) + len(report.verdicts.still_found) if report.verdicts else 0,
        since=_since(report),
        complete=complete,
        sdks=len(report.facts.sdks),
        unused_ignores=report.unused_ignores,
        baseline=baseline,
    )


def _decided(report: Report) -> dict[str, int]:
    """How many findings have each decision; in the order of the glossary of decisions."""
    findings = [*report.findings, *(item.finding for item in report.ignored)]
    counts = Counter(finding.verdict.decision for finding in findings if finding.verdict)
    return {name: counts[name] for name in get_args(Decision) if counts[name]}


def _since(report: Report) -> dict[str, int]:
    last = report.previous
    if last is None:
        return {}
    counts = {"new": last.new, "open": last.still_open, "fixed": last.fixed, "undecided": last.undecided}
    return {name: len(found) for name, found in counts.items()}


def _worst(report: Report, role: InputRole) -> InputStatus:
    """How the documents of a role stand: one that could not be read outweighs others that were."""
    found = {item.status for item in report.inputs if item.role == role}
    order: tuple[InputStatus, ...] = ("unreadable", "not_supplied", "read")
    return next((status for status in order if status in found), "not_supplied")
