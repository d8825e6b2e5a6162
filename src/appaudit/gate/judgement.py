"""How a scan ends: what its user wants to fail it, held against what was found and what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import Final

from appaudit.errors import EXIT_FINDINGS, EXIT_INCOMPLETE, EXIT_INTERNAL, EXIT_OK, EXIT_UNREADABLE
from appaudit.gate.codes import reaches, worst
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import NOT_TO_BE_READ
from appaudit.model.facts.derived import LimitationFact
from appaudit.model.finding import Finding, short_id
from appaudit.model.gate import Gate, GateChoice, GateReason, HiddenFinding
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.record import record
from appaudit.model.report import Input, Report

#: The kind of fact that says what was not seen. Of a packed app nothing may be left to fail, so that a finding that
#: rests on it counts whatever its status.
_NOT_SEEN: Final = LimitationFact.kind
_SHOWN: Final = 5
_DOCUMENTS: Final = {
    "policy": (Bilingual("隐私政策", "privacy policy"), "--require policy"),
    "sdk_list": (Bilingual("SDK清单", "SDK list"), "--require sdk-list"),
}
_ARTIFACT: Final = Bilingual("安装包", "package")
_SEVERITY: Final = {
    "critical": Bilingual("严重", "critical"),
    "high": Bilingual("高", "high"),
    "medium": Bilingual("中", "medium"),
    "low": Bilingual("低", "low"),
}
_STATUS: Final = {
    "violation": Bilingual("，且状态为“证据符合所引条款”", " and of status violation"),
    "suspected": Bilingual("，且状态不低于“疑似”", " and of status suspected or above"),
    "review": Bilingual("", ""),
}


@record
class Listed:
    """Which findings are listed (the rest is `hidden`), and what else the user's choices keep out of the report."""

    min_severity: Severity = Severity.INFO
    min_confidence: Confidence = Confidence.LOW
    hidden: Sequence[Finding] = ()
    known: Set[str] = frozenset()
    regulations: tuple[str, ...] = ()
    replaced_rules: tuple[str, ...] = ()


def gated(report: Report, choice: GateChoice, listed: Listed) -> Report:
    """The report with its gate.

    Args:
        report: With all findings that are listed, numbered.
        choice: What fails the scan.
        listed: What is not in the report; `known` are the fingerprints that a baseline has, of hidden findings too.
    """
    counting = Counting(choice, listed.known)
    failing = [finding for finding in report.findings if counting.counts(finding)]
    hidden = tuple(
        HiddenFinding(
            id=short_id(finding.fingerprint),
            fingerprint=finding.fingerprint,
            rule_id=finding.rule_id,
            subject=finding.subject,
            title=finding.title,
            severity=finding.severity.word,
            confidence=finding.confidence.word,
            status=finding.status.word,
            fails=counting.counts(finding),
        )
        for finding in listed.hidden
    )
    reasons = (
        *_own_faults(report),
        *_documents(report.inputs, choice),
        *_unread(report, choice),
        *_findings(choice, failing, [item for item in hidden if item.fails]),
    )
    return replace(
        report,
        gate=Gate(
            choice=choice,
            exit_code=worst(reason.code for reason in reasons),
            reasons=reasons,
            failing=tuple(finding.id for finding in failing),
            min_severity=listed.min_severity.word,
            min_confidence=listed.min_confidence.word,
            hidden=hidden,
            regulations=listed.regulations,
            replaced_rules=listed.replaced_rules,
        ),
    )


@record(kw_only=False)
class Counting:
    """Which findings fail a scan."""

    choice: GateChoice
    known: Set[str] = frozenset()

    def counts(self, finding: Finding) -> bool:
        """Whether a finding reaches the gate and no baseline knows it."""
        if finding.fingerprint in self.known or not reaches([finding], self.choice.fail_on):
            return False
        if any(item.kind == _NOT_SEEN and item.role == "primary" for item in finding.evidence):
            return True
        return finding.status >= Status.of(self.choice.fail_on_status)


def _documents(inputs: Iterable[Input], choice: GateChoice) -> Iterator[GateReason]:
    """A document that was supplied and cannot be read, and one that is required and not there."""
    inputs = list(inputs)
    for item in inputs:
        if item.role in (*_DOCUMENTS, "artifact") and item.status == "unreadable":
            name = _DOCUMENTS[item.role][0] if item.role in _DOCUMENTS else _ARTIFACT
            detail = item.detail or Bilingual("", "")
            yield GateReason(
                code=EXIT_UNREADABLE,
                text=Bilingual(
                    f"提供的{name.zh} {item.name} 无法读取{_after('：', detail.zh.removeprefix(f'{item.name}：'))}",
                    f"The {name.en} {item.name} that was supplied cannot be read"
                    f"{_after(': ', detail.en.removeprefix(f'{item.name}: '))}",
                ),
            )
    for role in choice.required:
        statuses = [item.status for item in inputs if item.role == role]
        if "not_supplied" in statuses or not statuses:
            name, option = _DOCUMENTS[role]
            yield GateReason(
                code=EXIT_UNREADABLE,
                text=Bilingual(f"要求提供{name.zh}（{option}），但没有提供", f"No {name.en} was supplied ({option})"),
            )


def _after(separator: str, text: str) -> str:
    return f"{separator}{text}" if text else ""


def _own_faults(report: Report) -> Iterator[GateReason]:
    """Whatever was asked for: what a fault of ours kept from being seen passes no gate."""
    parts = dict.fromkeys(gap.part for row in report.coverage for gap in row.gaps if gap.reason == "own_fault")
    if parts:
        yield GateReason(
            code=EXIT_INTERNAL,
            text=Bilingual(
                f"本工具在以下阶段出错，报告不完整，请反馈：{'、'.join(parts)}",
                f"This tool failed in these stages, so that the report is not complete; please report it: "
                f"{', '.join(parts)}",
            ),
        )


def _unread(report: Report, choice: GateChoice) -> Iterator[GateReason]:
    if not choice.strict:
        return
    parts = unread_parts(report)
    if parts:
        shown = parts[:_SHOWN] + (["…"] if len(parts) > _SHOWN else [])
        yield GateReason(
            code=EXIT_INCOMPLETE,
            text=Bilingual(
                f"有内容未能读取（--strict）：{'、'.join(shown)}",
                f"Not everything could be read (--strict): {', '.join(shown)}",
            ),
        )


def _findings(choice: GateChoice, failing: Sequence[Finding], hidden: Sequence[HiddenFinding]) -> Iterator[GateReason]:
    count = len(failing) + len(hidden)
    if not count:
        return
    grade, status = _SEVERITY[choice.fail_on], _STATUS[choice.fail_on_status]
    names = [finding.number or finding.id for finding in failing][:_SHOWN]
    names += [item.id for item in hidden][: _SHOWN - len(names)]
    names += ["…"] if count > len(names) else []
    zh = f"{count} 项发现不低于“{grade.zh}”（--fail-on {choice.fail_on}）{status.zh}：{'、'.join(names)}"
    en = (
        f"{count} finding{'s' * (count != 1)} at or above {grade.en} (--fail-on {choice.fail_on}){status.en}: "
        f"{', '.join(names)}"
    )
    if hidden:
        zh += f"；其中 {len(hidden)} 项因 --min-severity 或 --min-confidence 未列出"
        en += f"; {len(hidden)} of them not listed because of --min-severity or --min-confidence"
    yield GateReason(code=EXIT_FINDINGS, text=Bilingual(zh, en))


def unread_parts(report: Report) -> list[str]:
    """The parts of what was supplied that could not be read, each once."""
    return list(
        dict.fromkeys(gap.part for row in report.coverage for gap in row.gaps if gap.reason not in NOT_TO_BE_READ)
    )


def is_complete(report: Report) -> bool:
    """Whether a policy and an SDK list were supplied, and everything that was supplied could be read."""
    given = {item.role for item in report.inputs if item.status == "read"}
    lacking = {item.role for item in report.inputs if item.role in _DOCUMENTS and item.status != "read"}
    return not unread_parts(report) and not lacking and set(_DOCUMENTS) <= given


def exit_code_of(report: Report) -> int:
    """What a scan with this report ends with; a report without a gate fails nothing."""
    return report.gate.exit_code if report.gate else EXIT_OK
