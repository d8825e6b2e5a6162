"""How a scan ends: nothing that is hidden, unread or missing makes it green."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.report_builder import B, clean_report, shop_report

from appaudit.gate.judgement import Listed, exit_code_of, gated, is_complete
from appaudit.model.finding import Finding
from appaudit.model.gate import Gate, GateChoice
from appaudit.model.grade import Severity, Status
from appaudit.model.report import Input, Report
from appaudit.report.renderers.ordering import with_numbers

READ = tuple(Input(role=role, name=f"{role}.html") for role in ("artifact", "policy", "sdk_list"))


def report_with(*findings: Finding, inputs: tuple[Input, ...] = READ) -> Report:
    named = tuple(replace(item, id=item.fingerprint[:8]) for item in findings)
    return replace(clean_report(), findings=with_numbers(named), inputs=inputs, coverage=())


def finding(severity: str, status: str, category: str = "excess_permission") -> Finding:
    return replace(
        shop_report().findings[0],
        severity=Severity.of(severity),
        status=Status.of(status),
        category=category,
        fingerprint=f"{severity}{status}{category}".encode().hex()[:32],
    )


def judged(report: Report, listed: Listed | None = None, **choice: object) -> Gate:
    gate = gated(report, GateChoice(**choice), listed or Listed()).gate
    assert gate is not None
    return gate


HIGH, LOW = finding("high", "violation"), finding("low", "review")


def test_a_finding_at_the_threshold_fails_and_is_named() -> None:
    gate = judged(report_with(HIGH, LOW))
    assert gate.exit_code == 1
    assert gate.failing == (HIGH.fingerprint[:8],)
    assert [reason.text for reason in gate.reasons] == [
        B("1 项发现不低于“高”（--fail-on high）：F-01", "1 finding at or above high (--fail-on high): F-01")
    ]
    assert judged(report_with(LOW)).exit_code == 0
    assert judged(report_with(HIGH), fail_on="never").exit_code == 0


def test_what_is_not_listed_counts_all_the_same() -> None:
    gate = judged(report_with(), Listed(min_severity=Severity.CRITICAL, hidden=(HIGH, LOW)))
    assert (gate.exit_code, gate.failing) == (1, ())
    assert [(item.id, item.fails) for item in gate.hidden] == [
        (HIGH.fingerprint[:8], True),
        (LOW.fingerprint[:8], False),
    ]
    assert "1 of them not listed because of --min-severity" in gate.reasons[0].text.en


def test_what_a_baseline_knows_does_not_fail_hidden_or_not() -> None:
    known = frozenset({HIGH.fingerprint})
    assert judged(report_with(HIGH), Listed(known=known)).exit_code == 0
    assert judged(report_with(), Listed(hidden=(HIGH,), known=known)).exit_code == 0


@pytest.mark.parametrize(
    ("status", "least", "code"),
    [
        ("violation", "violation", 1),
        ("suspected", "violation", 0),
        ("suspected", "suspected", 1),
        ("review", "suspected", 0),
        ("review", "review", 1),
    ],
)
def test_the_status_narrows_the_gate(status: str, least: str, code: int) -> None:
    assert judged(report_with(finding("high", status)), fail_on_status=least).exit_code == code


def test_what_could_not_be_seen_fails_whatever_status_is_asked_for() -> None:
    seen = replace(finding("high", "review").evidence[0], kind="limitation", role="primary")
    packed = replace(finding("high", "review"), evidence=(seen,))
    assert judged(report_with(packed), fail_on_status="violation").exit_code == 1


def test_a_supplied_document_that_cannot_be_read_fails_even_when_no_finding_does() -> None:
    broken = Input(
        role="policy", name="p.pdf", status="unreadable", detail=B("p.pdf：是图片", "p.pdf: it is a picture")
    )
    gate = judged(report_with(HIGH, inputs=(READ[0], broken)), fail_on="never")
    assert gate.exit_code == 3
    assert [reason.text for reason in gate.reasons] == [
        B(
            "提供的隐私政策 p.pdf 无法读取：是图片",
            "The privacy policy p.pdf that was supplied cannot be read: it is a picture",
        )
    ]


def test_a_required_document_must_be_there() -> None:
    without = (READ[0], Input(role="policy", status="not_supplied"), READ[2])
    assert judged(report_with(inputs=without)).exit_code == 0
    gate = judged(report_with(inputs=without), required=("policy", "sdk_list"))
    assert (gate.exit_code, [reason.text.en for reason in gate.reasons]) == (
        3,
        ["No privacy policy was supplied (--require policy)"],
    )
    assert judged(report_with(inputs=READ), required=("policy", "sdk_list")).exit_code == 0


def test_the_text_inside_the_app_is_no_document_that_was_supplied() -> None:
    embedded = (READ[0], Input(role="policy", name="assets/p.html"), Input(role="policy", status="not_supplied"))
    assert judged(report_with(inputs=embedded), required=("policy",)).exit_code == 3


def test_all_reasons_are_told_and_the_gravest_decides() -> None:
    without = (READ[0], Input(role="policy", status="not_supplied"), READ[2])
    report = replace(report_with(HIGH, inputs=without), coverage=shop_report().coverage)
    gate = judged(report, required=("policy",), strict=True)
    assert (gate.exit_code, [reason.code for reason in gate.reasons]) == (3, [3, 4, 1])
    assert judged(report, strict=True).exit_code == 4


def test_complete_means_that_both_documents_were_there_and_everything_was_read() -> None:
    assert is_complete(report_with())
    assert not is_complete(report_with(inputs=READ[:2]))
    assert not is_complete(report_with(inputs=(*READ, Input(role="policy", name="q", status="unreadable"))))
    assert not is_complete(replace(report_with(), coverage=shop_report().coverage))


def test_a_report_without_a_gate_fails_nothing() -> None:
    assert exit_code_of(shop_report()) == 0
