"""Findings carry the same numbers in every format."""

from __future__ import annotations

from dataclasses import replace

from tests.support.report_builder import FINDINGS, shop_report

from appaudit.report.renderers.ordering import FindingsByItem, numbered_findings, status_counts


def test_numbers_follow_severity_then_status() -> None:
    grades = [(item.finding.severity, item.finding.status) for item in numbered_findings(shop_report())]
    assert grades == (
        [("critical", "violation")] + [("high", "violation")] * 5 + [("high", "suspected")] * 2
        + [("medium", "violation")] * 3 + [("medium", "review"), ("low", "suspected")]
    )  # fmt: skip


def test_findings_of_one_rule_stay_together_in_the_order_of_the_report() -> None:
    subjects = [item.finding.subject for item in numbered_findings(shop_report()) if "unused" in item.finding.rule_id]
    assert subjects == [
        f"android.permission.{name}" for name in ("READ_CONTACTS", "READ_CALL_LOG", "SYSTEM_ALERT_WINDOW")
    ]


def test_the_order_of_the_report_does_not_change_the_grades() -> None:
    turned = replace(shop_report(), findings=tuple(reversed(FINDINGS)))
    assert numbered_findings(turned)[0].finding == FINDINGS[0]


def test_numbers_widen_with_their_count() -> None:
    many = replace(shop_report(), findings=FINDINGS * 10)
    assert [numbered_findings(many)[index].number for index in (0, 99, 129)] == ["F-001", "F-100", "F-130"]


def test_unknown_grades_sort_last() -> None:
    odd = replace(FINDINGS[0], severity="odd", rule_id="odd")
    assert numbered_findings(replace(shop_report(), findings=(odd, *FINDINGS)))[-1].finding == odd


def test_an_item_has_the_findings_that_cite_it_and_those_of_its_rules() -> None:
    report = shop_report()
    numbered = numbered_findings(report)
    item = next(item for item in report.regulations[0].items if item.item == "N02")
    found = FindingsByItem(numbered).of("ncverc", item)
    assert [numbered.number for numbered in found] == ["F-02", "F-03", "F-05", "F-07"]


def test_items_are_counted_by_status() -> None:
    assert status_counts(shop_report().regulations[1]) == {
        "fail": 3, "suspected": 3, "review": 1, "not_assessable": 1,
    }  # fmt: skip
