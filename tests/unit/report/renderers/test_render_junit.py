"""JUnit XML: findings fail, what could not be decided is skipped, what did not match passes; nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree
from tests.support.report_builder import FINDINGS, B, clean_report, hostile_report, shop_report
from tests.support.sample_reports import sample_report

from appaudit.gate.judgement import Listed, gated
from appaudit.model.gate import GateChoice
from appaudit.model.report import RuleOutcome
from appaudit.report import renderers
from appaudit.report.renderers.ordering import with_numbers

ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testsuite": {"name", "id", "tests", "failures", "errors", "skipped", "time"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"classname", "name", "time"},
    "failure": {"message", "type"},
    "skipped": {"message"},
    "system-out": set(),
}


def parsed(report, language="zh"):
    text = renderers.render("junit", report, language)
    assert isinstance(text, str)
    return etree.fromstring(text.encode())


def outcome(rule_id, word, missing=()):
    return RuleOutcome(
        rule_id=rule_id,
        category="data_security",
        severity="low",
        title=B("标题", "Title"),
        outcome=word,
        missing=missing,
    )


@pytest.mark.parametrize("make", [shop_report, hostile_report, clean_report, lambda: sample_report("planted-shop")])
def test_only_known_elements_and_attributes(make) -> None:
    root = parsed(make())
    assert {(element.tag, name) for element in root.iter() for name in element.attrib} <= {
        (tag, name) for tag, names in ATTRIBUTES.items() for name in names
    }
    assert root.tag == "testsuites"
    assert {child.tag for child in root} == {"testsuite"}


@pytest.mark.parametrize("make", [shop_report, hostile_report, clean_report, lambda: sample_report("planted-shop")])
def test_counts_are_those_of_the_cases(make) -> None:
    root = parsed(make())
    for element in (root, *root):
        assert element.get("tests") == str(len(list(element.iter("testcase"))))
        assert element.get("failures") == str(len(list(element.iter("failure"))))
        assert element.get("skipped") == str(len(list(element.iter("skipped"))))


def test_every_finding_is_one_failed_case() -> None:
    cases = [case for case in parsed(shop_report(), "en").iter("testcase") if case.find("failure") is not None]
    assert len(cases) == len(FINDINGS)
    first = next(case for case in cases if case.get("classname").endswith(FINDINGS[0].rule_id))
    failure = first.find("failure")
    assert failure.get("type") == "critical.violation"
    assert failure.get("message").startswith("[Critical] [Evidence meets the cited text] ")
    assert "Contrary evidence: 存在同意弹窗" in failure.text
    assert "Basis: CAC 191 3.1" in failure.text


def test_rules_that_did_not_match_pass_and_all_others_do_not() -> None:
    report = replace(
        clean_report(),
        rules=(
            outcome("quiet", "no-match"),
            outcome("asked-nothing", "not-applicable", ("documents",)),
            outcome("filtered", "match"),
            outcome("cookies-missing", "inconclusive"),
        ),
    )
    cases = {case.get("classname"): case for case in parsed(report, "en").iter("testcase")}
    assert len(cases["data_security.quiet"]) == 0
    messages = {name: case.find("skipped").get("message") for name, case in cases.items() if len(case)}
    assert messages["data_security.asked-nothing"] == "Not applicable, an input is missing: Privacy policy"
    assert messages["data_security.filtered"] == (
        "Matched, but not listed because of --min-severity or --min-confidence"
    )
    assert messages["data_security.cookies-missing"] == (
        "Could not be decided: https://example.com/cookie-policy.html: Linked document, not supplied"
    )


def test_a_report_counts_every_rule_once() -> None:
    report = sample_report("planted-shop")
    cases = [case for case in parsed(report).iter("testcase") if case.get("classname") != "gate.inputs"]
    rules = {case.get("classname").rpartition(".")[2] for case in cases}
    assert rules == {rule.rule_id for rule in report.rules}
    passed = [case for case in cases if len(case) == 0]
    assert len(passed) == report.summary.no_match


def test_cases_are_told_apart_by_class_and_name() -> None:
    names = [
        (case.get("classname"), case.get("name")) for case in parsed(sample_report("planted-shop")).iter("testcase")
    ]
    assert len(set(names)) == len(names)


def test_an_older_report_without_outcomes_still_shows_what_it_knows() -> None:
    report = replace(shop_report(), rules=())
    root = parsed(report)
    assert root.get("failures") == str(len(FINDINGS))
    assert root.get("skipped") == str(len(report.inconclusive))


def test_a_case_fails_where_the_gate_does() -> None:
    report = replace(shop_report(), findings=with_numbers([replace(i, id=i.fingerprint[:8]) for i in FINDINGS]))
    root = parsed(gated(report, GateChoice(fail_on="critical"), Listed()), "en")
    assert root.get("failures") == str(sum(item.severity == "critical" for item in FINDINGS))
    low = next(case for case in root.iter("testcase") if case.get("classname").endswith(".deletion-weak"))
    assert low.find("skipped").get("message").startswith("Below the gate (--fail-on critical): ")


def test_what_fails_besides_findings_is_a_failed_case_of_its_own() -> None:
    gate = gated(clean_report(), GateChoice(required=("policy",)), Listed())
    (case,) = [case for case in parsed(gate, "en").iter("testcase") if case.get("classname") == "gate.inputs"]
    assert case.find("failure").get("message") == "No privacy policy was supplied (--require policy)"
    assert "Gate (--fail-on high --require policy): failed (exit code 3)" in case.find("system-out").text


def test_a_hidden_finding_that_fails_the_gate_is_a_failed_case() -> None:
    hidden = replace(FINDINGS[0], id=FINDINGS[0].fingerprint[:8])
    gate = gated(clean_report(), GateChoice(), Listed(hidden=(hidden,)))
    (case,) = [case for case in parsed(gate).iter("testcase") if case.get("classname") == f"gate.{hidden.rule_id}"]
    assert case.find("failure").get("type") == "critical.violation"
