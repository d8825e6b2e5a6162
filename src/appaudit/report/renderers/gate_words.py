"""What the gate says, in words: how the scan ends, why, and what its user's choices keep out of sight."""

from __future__ import annotations

from collections import Counter
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.gate import Gate, HiddenFinding
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.knowledge_words import old_knowledge
from appaudit.report.renderers.verdict_words import verdict_notes

B = Bilingual

GATE: Final = B("门槛", "Gate")
KEPT_OUT: Final = B("未列出或不计入的内容", "What is not listed or does not count")
PASSED: Final = B("通过（退出码 0）", "passed (exit code 0)")
FAILED: Final = B("未通过（退出码 {code}）", "failed (exit code {code})")
BELOW: Final = B("未达到门槛（{options}）：{message}", "Below the gate ({options}): {message}")
FAILS: Final = B("达到门槛", "fails the gate")
_HIDDEN: Final = B(
    "因 {options} 未列出 {count} 项发现（{grades}）；门槛和条目的状态仍计入它们",
    "Not listed because of {options}: {count} ({grades}); the gate and the status of items count them",
)
_NEVER: Final = B("发现不影响退出码（--fail-on never）", "No finding fails the scan (--fail-on never)")
_STATUS: Final = B(
    "状态低于“{status}”的发现不影响退出码（--fail-on-status {option}）",
    "Findings of a lower status than “{status}” do not fail the scan (--fail-on-status {option})",
)
_REGULATIONS: Final = B("仅对照所选法规：{names}", "Held only against the regulations chosen: {names}")
_REPLACED: Final = B(
    "{count} 条内置规则由 --rules 中的规则代替：{names}",
    "Shipped rules replaced by rules of --rules ({count}): {names}",
)
_IGNORED: Final = B("按配置接受 {count} 项发现", "Findings that the configuration accepts: {count}")
_BY_VERDICT: Final = B("裁决为误报或接受的发现 {count} 项", "Findings that verdicts call wrong or accept: {count}")
_KNOWN: Final = B("基线中已有 {count} 项发现", "Findings known from the baseline: {count}")
_NAMES_SHOWN: Final = 8


def options_of(gate: Gate) -> str:
    """The choices that decide what fails, as they are given on the command line."""
    choice = gate.choice
    parts = [f"--fail-on {choice.fail_on}"]
    if choice.fail_on_status != "review":
        parts.append(f"--fail-on-status {choice.fail_on_status}")
    if choice.required:
        parts.append(f"--require {','.join(name.replace('_', '-') for name in choice.required)}")
    if choice.strict:
        parts.append("--strict")
    return " ".join(parts)


def outcome_of(gate: Gate) -> Bilingual:
    """Whether the scan passes, with its exit code."""
    return outcome_of_code(gate.exit_code)


def outcome_of_code(code: int) -> Bilingual:
    """Whether a scan with this exit code passes."""
    return FAILED.format(code=code) if code else PASSED


def gate_line(gate: Gate) -> Bilingual:
    """The gate in one line: what was chosen and how the scan ends."""
    outcome = outcome_of(gate)
    return B(f"{GATE.zh}（{options_of(gate)}）：{outcome.zh}", f"{GATE.en} ({options_of(gate)}): {outcome.en}")


def kept_out(report: Report) -> list[Bilingual]:
    """What grades, ignores, a baseline, rule folders and chosen regulations keep out of the list or of the gate."""
    gate = report.gate
    notes = [*old_knowledge(report.tool), *verdict_notes(report)]
    if gate is None:
        return notes
    if gate.hidden:
        notes.append(_hidden(gate))
    if gate.choice.fail_on == "never":
        notes.append(_NEVER)
    if gate.choice.fail_on_status != "review":
        status = words.STATUS[gate.choice.fail_on_status]
        notes.append(_filled(_STATUS, status, option=gate.choice.fail_on_status))
    by_verdict = sum(bool(item.ignore.decision) for item in report.ignored)
    if len(report.ignored) > by_verdict:
        notes.append(_IGNORED.format(count=len(report.ignored) - by_verdict))
    if by_verdict:
        notes.append(_BY_VERDICT.format(count=by_verdict))
    if report.summary.known:
        notes.append(_KNOWN.format(count=report.summary.known))
    if gate.regulations:
        notes.append(_REGULATIONS.format(names=", ".join(gate.regulations)))
    if gate.replaced_rules:
        shown = gate.replaced_rules[:_NAMES_SHOWN]
        more = len(gate.replaced_rules) - len(shown)
        names = ", ".join(shown) + (f" +{more}" if more else "")
        notes.append(_REPLACED.format(count=len(gate.replaced_rules), names=names))
    return notes


def _filled(template: Bilingual, status: Bilingual, **values: object) -> Bilingual:
    filled = template.format(**values)
    return B(filled.format(status=status.zh).zh, filled.format(status=status.en).en)


def _hidden(gate: Gate) -> Bilingual:
    options = []
    if gate.min_severity != "info":
        options.append(f"--min-severity {gate.min_severity}")
    if gate.min_confidence != "low":
        options.append(f"--min-confidence {gate.min_confidence}")
    grades = severities(gate.hidden)
    text = _HIDDEN.format(options=" ".join(options), count=len(gate.hidden))
    return B(text.format(grades=grades.zh).zh, text.format(grades=grades.en).en)


def severities(findings: tuple[HiddenFinding, ...]) -> Bilingual:
    """How many there are of each severity."""
    counts: Counter[str] = Counter(finding.severity for finding in findings)
    found = [(words.SEVERITY[key], counts[key]) for key in words.SEVERITY if counts[key]]
    return B(
        "、".join(f"{name.zh} {count}" for name, count in found),
        ", ".join(f"{count} {name.en.lower()}" for name, count in found),
    )
