"""What a change breaches by itself: rules over facts of the change, as in an audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appaudit.comparison.compare import added_sdks, compare_reports
from appaudit.judge.findings import findings_of
from appaudit.judge.match import Matcher
from appaudit.judge.names import names_in_messages
from appaudit.model.comparison import Comparison
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import FactSet
from appaudit.model.knowledge import Knowledge
from appaudit.model.report import Report
from appaudit.model.rule import Rule


def judged(old: Report, new: Report, rules: Sequence[Rule], knowledge: Knowledge) -> Comparison:
    """The comparison with the findings that the change itself gives."""
    comparison = compare_reports(old, new)
    facts = FactSet(added_sdks(old, new))
    asked = [rule for rule in rules if "comparison" in rule.requires]
    matcher = Matcher(facts, Coverage(), {"app", "comparison"}, knowledge.is_a, new.artifact.platform)
    findings = findings_of(matcher.outcomes(asked), matcher, knowledge.regulations, names_in_messages(knowledge))
    return replace(comparison, findings=tuple(findings))
