"""One exit code for many packages: the worst that somebody must act on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.report_builder import shop_report

from appaudit.gate.codes import combined, exit_code, reaches
from appaudit.model.report import Baseline


@pytest.mark.parametrize(
    ("codes", "is_strict", "expected"),
    [
        ([0, 0], False, 0),
        ([0, 1, 70], False, 1),
        ([0, 2, 70], False, 2),
        ([0, 70, 4], True, 70),
        ([0, 4], True, 4),
        ([3, 3], True, 3),
        ([3, 0], False, 0),
        ([3, 0], True, 4),
        ([3, 1], True, 1),
        ([], False, 0),
    ],
)
def test_many_codes_give_one(codes: list[int], is_strict: bool, expected: int) -> None:
    assert combined(codes, is_strict=is_strict) == expected


def test_a_gate_asks_for_severity_and_for_new_findings_only() -> None:
    report = shop_report()
    assert exit_code(report, "high", is_strict=False) == 1
    assert exit_code(report, "never", is_strict=False) == 0
    known = Baseline(name="b", sha256="", known=tuple(item.fingerprint for item in report.findings))
    assert exit_code(replace(report, baseline=known), "low", is_strict=False) == 0
    low = [item for item in report.findings if item.severity == "low"]
    assert (reaches(low, "low"), reaches(low, "medium"), reaches([], "low")) == (True, False, False)


def test_strict_asks_for_everything_that_was_supplied() -> None:
    report = shop_report()
    assert exit_code(report, "never", is_strict=True) == 4
    rows = tuple(
        replace(row, gaps=tuple(gap for gap in row.gaps if gap.reason == "not_supplied")) for row in report.coverage
    )
    assert exit_code(replace(report, coverage=rows), "never", is_strict=True) == 0
