"""One exit code for many reasons and for many packages: what somebody must act on first."""

from __future__ import annotations

import pytest
from tests.support.report_builder import FINDINGS

from appaudit.gate.codes import combined, reaches, worst


@pytest.mark.parametrize(
    ("codes", "expected"),
    [((), 0), ((0, 0), 0), ((1, 4), 4), ((1, 4, 3), 3), ((1, 4, 3, 70), 70), ((1, 4, 3, 70, 2), 2)],
)
def test_wrong_usage_then_our_bugs_then_the_unread_and_findings_last(codes: tuple[int, ...], expected: int) -> None:
    assert worst(codes) == expected


@pytest.mark.parametrize(
    ("codes", "unreadable", "allowed", "strict", "expected"),
    [
        ([0, 0], 0, False, False, 0),
        ([0, 1], 0, False, False, 1),
        ([0, 1], 1, False, False, 3),
        ([0, 1], 1, True, False, 1),
        ([0, 0], 1, True, False, 0),
        ([0, 0], 1, True, True, 4),
        # A document that could not be read is no package that could not.
        ([0, 3], 1, True, False, 3),
        # Where nothing was read there is nothing to accept.
        ([], 2, True, False, 3),
        ([], 0, False, False, 0),
    ],
)
def test_one_package_that_cannot_be_read_fails_a_batch_unless_that_is_allowed(
    codes: list[int], unreadable: int, allowed: bool, strict: bool, expected: int
) -> None:
    assert combined(codes, unreadable=unreadable, allows_unreadable=allowed, is_strict=strict) == expected


def test_a_threshold_is_reached_by_what_is_at_least_as_severe() -> None:
    low = [item for item in FINDINGS if item.severity == "low"]
    assert (reaches(low, "low"), reaches(low, "medium"), reaches([], "low")) == (True, False, False)
    assert not reaches(FINDINGS, "never")
