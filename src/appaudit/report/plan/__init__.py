"""From findings to a plan: one change a step, the gravest that evidence supports first, of that what closes most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Final

from appaudit.model.finding import Finding
from appaudit.model.grade import Severity, Status
from appaudit.model.knowledge import Knowledge
from appaudit.model.plan import PlanItem, PlanStep
from appaudit.model.report import Report
from appaudit.model.rule import Rule
from appaudit.report.plan.causes import Causes
from appaudit.report.plan.cover import grounded, in_order
from appaudit.report.plan.wording import Wording

#: The rule on whose policy it is: until that is settled, what is said of the policy may be said of another app's.
WHOSE_POLICY: Final = "policy-other-app-name"


def with_plan(report: Report, knowledge: Knowledge, rules: Iterable[Rule]) -> Report:
    """The report with the steps that close its findings: those with evidence before leads, the gravest first."""
    remedies = {rule.id: rule.remedy for rule in rules if rule.remedy}
    causes = Causes(report, knowledge.categories, remedies)
    wording = Wording(report, knowledge, causes)
    of_findings = {finding.id: causes.of(finding) for finding in report.findings}
    weights = {finding.id: weight(finding) for finding in report.findings}
    by_id = {finding.id: finding for finding in report.findings}
    open_items = OpenItems({row.id for row in report.regulations if row.rank}, by_id)
    steps = []
    leads = {finding.id for finding in report.findings if finding.status is Status.REVIEW}
    needed, beside = grounded(of_findings, leads)
    ordered = in_order(
        needed, weights, leads, {cause for found in needed.values() for cause in found if cause.is_early}
    )
    # Code or a manifest that was not read at all may hold more than all that was: until it is, the rest of the plan is
    # not the whole. A part of it weighs what its finding weighs.
    # So it is where the policy may be another app's: all that is said of it would be said of the wrong text.
    whole = {
        cause
        for cause, chosen in ordered.items()
        if (cause.kind == "unseen" and _is_grave(chosen.closes, by_id)) or _is_of_another(chosen.closes, by_id)
    }
    for order, cause in enumerate(sorted(ordered, key=lambda cause: cause not in whole), 1):
        chosen = ordered[cause]
        concerned = [by_id[name] for name in (*chosen.closes, *chosen.helps)]
        concerned.sort(key=lambda finding: -weights[finding.id])
        worded = wording.of(
            cause, concerned, (*chosen.also, *(other for name in chosen.closes for other in beside[name]))
        )
        steps.append(
            PlanStep(
                order=order,
                title=worded.title,
                action=worded.action,
                owner=worded.owner,
                closes=chosen.closes,
                helps=chosen.helps,
                items=open_items.closed_by(chosen.closes),
                places=worded.places,
                fix=worded.fix,
            )
        )
    return replace(report, plan=tuple(steps))


def _is_grave(names: Iterable[str], by_id: Mapping[str, Finding]) -> bool:
    return any(by_id[name].severity >= Severity.HIGH for name in names)


def _is_of_another(names: Iterable[str], by_id: Mapping[str, Finding]) -> bool:
    return any(by_id[name].rule_id == WHOSE_POLICY for name in names)


def weight(finding: Finding) -> int:
    """Of changes that close as many findings, evidence that meets an item of the law weighs more than a lead."""
    return int(10**finding.severity.rank) * (1 + finding.status.rank)


class OpenItems:
    """The items of regulators' lists with the findings that are still open on each.

    Args:
        lists: Ids of the regulations that are such lists.
        findings: By the names that they are closed by.
    """

    def __init__(self, lists: Set[str], findings: Mapping[str, Finding]) -> None:
        self._open: dict[tuple[str, str], set[str]] = {}
        for name, finding in findings.items():
            for basis in finding.basis:
                if basis.regulation in lists:
                    self._open.setdefault((basis.regulation, basis.item), set()).add(name)

    def closed_by(self, names: Iterable[str]) -> tuple[PlanItem, ...]:
        """The items on which nothing is left open once these findings are closed."""
        closed = set(names)
        found = []
        for item, left in list(self._open.items()):
            if left and left <= closed:
                found.append(PlanItem(regulation=item[0], item=item[1]))
            left -= closed
        return tuple(found)
