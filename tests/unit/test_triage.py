"""Outcomes to findings: what several facts on one subject become."""

from __future__ import annotations

import pytest

from appaudit.catalog import shipped_rules
from appaudit.engine.load import load_rules
from appaudit.engine.match import Matcher
from appaudit.model.coverage import Coverage
from appaudit.model.fact import FactSet
from appaudit.model.report import Finding
from appaudit.model.third_party import SdkTermsFact
from appaudit.triage import findings_of

RULES = {rule.id: rule for rule in load_rules((shipped_rules(),))}
MISSING = ("sdk-purpose-missing", "sdk-data-missing", "sdk-recipient-missing", "sdk-contact-missing")


def row(name: str) -> SdkTermsFact:
    nothing = {"has_purpose": False, "has_data": False, "has_recipient": False, "has_contact": False}
    return SdkTermsFact(subject=name, name=name, extractor="test", **nothing)


def found(rule: str, rows: list[SdkTermsFact]) -> list[Finding]:
    matcher = Matcher(FactSet(rows), Coverage(), ("app", "sdk_list"), lambda one, other: one == other)
    return findings_of(matcher.outcomes([RULES[rule]]), matcher, {}, {})


@pytest.mark.parametrize("rule", MISSING)
def test_rows_that_lack_the_same_are_one_finding_with_a_line_for_each(rule: str) -> None:
    names = [f"Example{number:02}" for number in range(30)]
    (finding,) = found(rule, [row(name) for name in names])
    assert finding.subject == "sdk_list"
    assert sorted(line.text for line in finding.evidence) == names
    assert finding.evidence_total == 30
    assert "清单有30项" in finding.message.zh
    assert "Example00、Example01、" in finding.message.zh
    assert "Example07, …)" in finding.message.en
    assert "Example08" not in finding.message.en


def test_a_single_row_reads_as_well_and_keeps_the_fingerprint_of_many() -> None:
    (one,) = found("sdk-recipient-missing", [row("Example")])
    (two,) = found("sdk-recipient-missing", [row("Example"), row("Other")])
    assert one.message.zh == "清单有1项第三方只有产品名，没有写明运营公司的名称：Example。"
    assert one.message.en == "Entries of the list with a product name and no company: 1 (Example)."
    assert one.fingerprint == two.fingerprint
