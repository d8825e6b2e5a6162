"""Findings held against the last audit: new, still open since a day, fixed, or not decided this time."""

from __future__ import annotations

from dataclasses import replace

from tests.support.report_builder import shop_report

from appaudit.gate.previous import SavedAudit, since_previous


def of_day(report, day):
    return replace(report, tool=replace(report.tool, as_of=day))


def audit(report):
    return SavedAudit(name="last.json", sha256="0", report=report)


def test_what_both_have_is_open_since_the_first_and_the_rest_is_new_or_fixed() -> None:
    report = of_day(shop_report(), "2026-11-24")
    first, second, third = report.findings[:3]
    last = replace(of_day(report, "2026-10-01"), findings=(first, third), ignored=())
    now = since_previous(replace(report, findings=(first, second)), audit(last), [], [])
    assert now.previous
    assert now.previous.new == (second.fingerprint,)
    assert now.previous.still_open == (first.fingerprint,)
    assert [item.fingerprint for item in now.previous.fixed] == [third.fingerprint]
    assert [item.since for item in now.findings] == ["2026-10-01", "2026-11-24"]


def test_the_day_is_that_of_the_first_audit_in_a_row() -> None:
    report = shop_report()
    only = replace(report, findings=report.findings[:1], ignored=())
    august = of_day(only, "2026-08-01")
    september = since_previous(of_day(only, "2026-09-01"), audit(august), [], [])
    october = since_previous(of_day(only, "2026-10-01"), audit(september), [], [])
    assert [item.since for item in october.findings] == ["2026-08-01"]


def test_what_is_accepted_or_hidden_now_is_not_fixed_and_what_is_undecided_is_not_either() -> None:
    report = shop_report()
    first, second = report.findings[:2]
    last = audit(replace(report, findings=(first, second), ignored=()))
    empty = replace(report, findings=(), ignored=())
    accepted = since_previous(empty, last, [first], [second.rule_id]).previous
    assert accepted
    assert accepted.fixed == ()
    assert [item.fingerprint for item in accepted.undecided] == [second.fingerprint]
