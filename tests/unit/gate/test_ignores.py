"""What an entry of the configuration accepts, and what it does not."""

from __future__ import annotations

from dataclasses import replace

from tests.support.report_findings import FINDINGS

from appaudit.gate.ignores import expired, sort_findings
from appaudit.model.finding import Finding, Ignore

TODAY = "2026-11-24"


def finding(rule: str, subject: str) -> Finding:
    return replace(FINDINGS[0], rule_id=rule, subject=subject)


CAMERA = finding("excess-permission-unused", "android.permission.CAMERA")
RECORD = finding("excess-permission-unused", "android.permission.RECORD_AUDIO")
SDK = finding("undisclosed-sdk", "jpush")
ALL = [CAMERA, RECORD, SDK]


def ignore(rule: str, subject: str, **more: str) -> Ignore:
    return Ignore(rule=rule, subject=subject, reason="accepted", **more)


def test_an_exact_subject_takes_one_finding_and_names_its_entry() -> None:
    entry = ignore("excess-permission-unused", "android.permission.CAMERA")
    got = sort_findings(ALL, [entry], package="a.b", as_of=TODAY)
    assert got.kept == (RECORD, SDK)
    assert [(item.finding, item.ignore) for item in got.ignored] == [(CAMERA, entry)]
    assert got.unused == ()


def test_a_pattern_is_for_subjects_only() -> None:
    got = sort_findings(ALL, [ignore("excess-permission-unused", "android.permission.*")], package="", as_of=TODAY)
    assert got.kept == (SDK,)
    got = sort_findings(ALL, [ignore("*", "jpush")], package="", as_of=TODAY)
    assert got.kept == tuple(ALL)
    assert [item.rule for item in got.unused] == ["*"]


def test_an_entry_holds_through_its_last_day() -> None:
    entry = ignore("undisclosed-sdk", "jpush", expires=TODAY)
    assert sort_findings(ALL, [entry], package="", as_of=TODAY).kept == (CAMERA, RECORD)
    assert expired([entry], TODAY) == ()
    late = sort_findings(ALL, [entry], package="", as_of="2026-11-25")
    assert late.kept == tuple(ALL)
    assert late.unused == ()
    assert expired([entry], "2026-11-25") == (entry,)


def test_an_entry_for_another_app_neither_fits_nor_counts_as_unused() -> None:
    entry = ignore("undisclosed-sdk", "jpush", package="com.other")
    got = sort_findings(ALL, [entry], package="com.mine", as_of=TODAY)
    assert (got.kept, got.unused) == (tuple(ALL), ())
    assert sort_findings(ALL, [entry], package="com.other", as_of=TODAY).kept == (CAMERA, RECORD)


def test_a_subject_with_brackets_is_also_taken_as_it_is_written() -> None:
    odd = finding("analysis-limit", "assets/a[1].jar")
    assert sort_findings([odd], [ignore("analysis-limit", "assets/a[1].jar")], package="", as_of=TODAY).kept == ()
