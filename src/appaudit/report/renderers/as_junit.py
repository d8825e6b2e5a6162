"""The report as JUnit XML, which CI dashboards count and draw: a suite per category, a case per rule and subject.

There is no standard; the elements are those that Jenkins, GitLab and Azure DevOps read
(https://github.com/testmoapp/junitxml, https://docs.gitlab.com/ci/testing/unit_test_reports/, checked 2026-11-24).
"""

from __future__ import annotations

from lxml import etree

from appaudit.errors import EXIT_FINDINGS
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.finding import Finding, IgnoredFinding
from appaudit.model.gate import Gate, HiddenFinding
from appaudit.model.report import Inconclusive, Report, RuleOutcome
from appaudit.report.renderers import words
from appaudit.report.renderers.gate_words import BELOW, GATE, gate_line, kept_out, options_of
from appaudit.report.renderers.ordering import NumberedFinding
from appaudit.report.renderers.plain import safe_line, shortened
from appaudit.report.renderers.speaker import Speaker
from appaudit.report.renderers.verdict_words import history, notes_of
from appaudit.report.renderers.xml_text import xml_text

EXTENSION = "xml"

_NAME_WIDTH = 200
_TEXT_WIDTH = 2_000
_EVIDENCE_SHOWN = 20
_ROLES = {
    "primary": Bilingual("证据", "Evidence"),
    "related": Bilingual("相关", "Related"),
    "contrary": Bilingual("有利证据", "Contrary evidence"),
}
_WORDS = {
    "basis": Bilingual("依据", "Basis"),
    "fix": Bilingual("整改", "What to do"),
    "more": Bilingual("另有 {count} 条证据，见 JSON 报告", "{count} more pieces of evidence are in the JSON report"),
    "undecided": Bilingual("无法得出结论：{reasons}", "Could not be decided: {reasons}"),
    "known": Bilingual("基线中已有：{message}", "Known from the baseline: {message}"),
    "ignored": Bilingual("按配置接受，理由：{reason}", "Accepted by the configuration because: {reason}"),
    "platform": Bilingual("不适用：规则不针对这一平台", "Not applicable: the rule is not about this platform"),
    "missing": Bilingual("不适用，缺少输入：{missing}", "Not applicable, an input is missing: {missing}"),
    "below": Bilingual(
        "命中，但因 --min-severity 或 --min-confidence 未列出",
        "Matched, but not listed because of --min-severity or --min-confidence",
    ),
}


def render(report: Report, language: Language) -> str:
    """The suites in one language.

    A case fails where the gate does: a finding that reaches it, and each other reason why the scan does not end with 0.
    A finding below it, one that a baseline knows or the configuration accepts is skipped with the reason. So is a rule
    that could not decide or did not apply, which never counts as passed; one that did not match passed.
    """
    suites = _Suites(report, language)
    root = suites.root()
    etree.indent(root)
    document: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document.decode("utf-8") + "\n"


class _Suites(Speaker):
    def __init__(self, report: Report, language: Language) -> None:
        super().__init__(report, language)
        self.ignored: dict[str, list[IgnoredFinding]] = {}
        for item in report.ignored:
            self.ignored.setdefault(item.finding.rule_id, []).append(item)
        self.undecided = {item.rule_id: item for item in report.inconclusive}
        self.of_rule: dict[str, list[NumberedFinding]] = {}
        for numbered in self.findings:
            self.of_rule.setdefault(numbered.finding.rule_id, []).append(numbered)

    def root(self) -> etree._Element:
        artifact = self.report.artifact
        name = " ".join(filter(None, (artifact.package or artifact.path, artifact.version_name)))
        root = _element("testsuites", name=f"appaudit {name}")
        by_category: dict[str, list[RuleOutcome]] = {}
        for rule in self.rules():
            by_category.setdefault(rule.category, []).append(rule)
        if self.report.gate:
            root.append(self.gate_suite(self.report.gate))
        for category in sorted(by_category):
            root.append(self.suite(category, by_category[category]))
        _count(root)
        return root

    def gate_suite(self, gate: Gate) -> etree._Element:
        """What fails the scan besides its findings, and what the user's choices keep out of sight."""
        suite = _element("testsuite", name=self.say(GATE), id="gate")
        suite.append(self.properties())
        case = _element("testcase", classname="gate.inputs", name=self.say(GATE), time="0")
        reasons = [reason for reason in gate.reasons if reason.code != EXIT_FINDINGS]
        if reasons:
            text = "; ".join(self.say(reason.text) for reason in reasons)
            case.append(_element("failure", message=shortened(text, _TEXT_WIDTH), type=f"exit.{reasons[0].code}"))
        notes = [self.say(note) for note in (gate_line(gate), *kept_out(self.report))]
        out = _element("system-out")
        out.text = xml_text("\n".join(safe_line(note) for note in notes))
        case.append(out)
        suite.append(case)
        for item in gate.hidden:
            if item.fails:
                suite.append(self.hidden(item))
        _count(suite)
        return suite

    def hidden(self, item: HiddenFinding) -> etree._Element:
        case = _element(
            "testcase", classname=f"gate.{item.rule_id}", name=f"{self.say(item.title)}: {item.subject}", time="0"
        )
        severity, status = self.named(words.SEVERITY, item.severity), self.named(words.STATUS, item.status)
        message = f"[{severity}] [{status}] {item.id}"
        case.append(_element("failure", message=message, type=f"{item.severity}.{item.status}"))
        return case

    def rules(self) -> list[RuleOutcome]:
        """Every rule that was asked; a report of an older version names only those that fired or could not decide."""
        known = {rule.rule_id for rule in self.report.rules}
        shown = [item.finding for items in self.of_rule.values() for item in items]
        shown += [item.finding for items in self.ignored.values() for item in items]
        fired = {
            finding.rule_id: RuleOutcome(
                rule_id=finding.rule_id,
                category=finding.category,
                severity=finding.severity.word,
                title=finding.title,
                outcome="match",
            )
            for finding in shown
            if finding.rule_id not in known
        }
        undecided = [
            RuleOutcome(rule_id=rule_id, category="", severity="info", title=item.title, outcome="inconclusive")
            for rule_id, item in self.undecided.items()
            if rule_id not in known
        ]
        return [*self.report.rules, *fired.values(), *undecided]

    def suite(self, category: str, rules: list[RuleOutcome]) -> etree._Element:
        name = self.say(self.names.category(category)) if category else self.say(words.REASON["unreadable"])
        suite = _element("testsuite", name=name, id=category)
        suite.append(self.properties())
        for rule in rules:
            suite.extend(self.cases(rule))
        _count(suite)
        return suite

    def properties(self) -> etree._Element:
        tool, artifact = self.report.tool, self.report.artifact
        values = {
            "sha256": artifact.sha256,
            "as_of": tool.as_of,
            "appaudit": tool.version,
            "rules_digest": tool.rules_digest,
        }
        line = history(self.report)
        if line:
            values["previous"] = self.say(line)
        properties = _element("properties")
        properties.extend(_element("property", name=name, value=value) for name, value in values.items())
        return properties

    def cases(self, rule: RuleOutcome) -> list[etree._Element]:
        found = [self.failed(item, rule) for item in self.of_rule.get(rule.rule_id, ())]
        found += [self.accepted(item, rule) for item in self.ignored.get(rule.rule_id, ())]
        if found:
            return found
        case = self.case(rule, self.say(rule.title))
        reason = self.skip_reason(rule)
        if reason:
            case.append(_element("skipped", message=shortened(reason, _TEXT_WIDTH)))
        return [case]

    def skip_reason(self, rule: RuleOutcome) -> str:
        if rule.outcome == "inconclusive":
            return self.say(_WORDS["undecided"], reasons=self.reasons(self.undecided.get(rule.rule_id)))
        if rule.outcome == "not-applicable" and rule.platforms:
            return self.say(_WORDS["platform"])
        if rule.outcome == "not-applicable":
            names = (self.say(words.word(words.ROLE, _role_of(name))) for name in rule.missing)
            return self.say(_WORDS["missing"], missing=", ".join(dict.fromkeys(names)))
        return self.say(_WORDS["below"]) if rule.outcome == "match" else ""

    def reasons(self, item: Inconclusive | None) -> str:
        gaps = item.reasons if item else ()
        return "; ".join(dict.fromkeys(f"{gap.part}: {self.say(words.word(words.REASON, gap.reason))}" for gap in gaps))

    def case(self, rule: RuleOutcome, name: str) -> etree._Element:
        # Dashboards tell cases apart by these two, so they must not change from run to run.
        return _element("testcase", classname=f"{rule.category or 'rules'}.{rule.rule_id}", name=name, time="0")

    def failed(self, numbered: NumberedFinding, rule: RuleOutcome) -> etree._Element:
        finding = numbered.finding
        case = self.case(rule, self.name_of(finding))
        if finding.fingerprint in self.known:
            message = self.say(_WORDS["known"], message=self.say(finding.message))
            case.append(_element("skipped", message=message))
            return case
        gate = self.report.gate
        if gate and finding.id not in self.failing:
            below = BELOW.format(options=options_of(gate), message="{message}")
            case.append(_element("skipped", message=self.say(below, message=self.say(finding.message))))
            return case
        severity = self.say(words.word(words.SEVERITY, finding.severity))
        status = self.say(words.word(words.STATUS, finding.status))
        failure = _element(
            "failure",
            message=f"[{severity}] [{status}] {shortened(self.say(finding.message), _TEXT_WIDTH)}",
            type=f"{finding.severity}.{finding.status}",
        )
        failure.text = xml_text("\n".join(self.details(numbered)))
        case.append(failure)
        return case

    def accepted(self, item: IgnoredFinding, rule: RuleOutcome) -> etree._Element:
        case = self.case(rule, self.name_of(item.finding))
        case.append(_element("skipped", message=self.say(_WORDS["ignored"], reason=item.ignore.reason)))
        return case

    def name_of(self, finding: Finding) -> str:
        return f"{self.say(finding.title)}: {finding.subject}"

    def details(self, numbered: NumberedFinding) -> list[str]:
        finding = numbered.finding
        shown = finding.evidence[:_EVIDENCE_SHOWN]
        lines = ["", f"{numbered.number} {finding.rule_id} {finding.fingerprint}"]
        lines += [
            f"{self.say(_ROLES.get(item.role, _ROLES['related']))}: {self.evidence(item, _TEXT_WIDTH)}"
            for item in shown
        ]
        left_out = max(finding.evidence_total, len(finding.evidence)) - len(shown)
        if left_out > 0:
            lines.append(self.say(_WORDS["more"], count=left_out))
        lines += [f"{self.say(_WORDS['basis'])}: {line}" for line in self.basis(finding)]
        lines += [self.say(note) for note in notes_of(self.report, finding)]
        lines.append(f"{self.say(_WORDS['fix'])}: {shortened(self.say(finding.remediation), _TEXT_WIDTH)}")
        return [safe_line(line) for line in lines]

    def basis(self, finding: Finding) -> list[str]:
        return [
            f"{self.say(self.names.citation(item.regulation, item.item))} {self.say(item.title)}"
            for item in finding.basis
        ]


def _role_of(requirement: str) -> str:
    """The input that a rule's requirement names: `documents` is met by a policy as well as by a list."""
    return {"app": "artifact", "documents": "policy"}.get(requirement, requirement)


def _element(tag: str, **attributes: str) -> etree._Element:
    element = etree.Element(tag)
    for name, value in attributes.items():
        limit = _TEXT_WIDTH if name == "message" else _NAME_WIDTH
        element.set(name, shortened(safe_line(xml_text(value)), limit))
    return element


def _count(element: etree._Element) -> None:
    """Set the counts that dashboards read instead of counting."""
    element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
    element.set("failures", str(sum(1 for _ in element.iter("failure"))))
    element.set("errors", "0")
    element.set("skipped", str(sum(1 for _ in element.iter("skipped"))))
    element.set("time", "0")
