"""Grades are words that compare in their order."""

from __future__ import annotations

import json

import pytest

from appaudit.model.codec import CodecError, decode, encode
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.record import record


@record
class Graded:
    severity: Severity
    status: Status | None = None


def test_severities_compare_in_their_order() -> None:
    assert Severity.INFO < Severity.LOW < Severity.MEDIUM < Severity.HIGH < Severity.CRITICAL
    assert sorted(Severity, reverse=True)[0] == "critical"
    assert max(Status.REVIEW, Status.VIOLATION, Status.SUSPECTED) is Status.VIOLATION
    assert min(Confidence) is Confidence.LOW


def test_a_grade_is_its_word() -> None:
    assert Severity.HIGH == "high"
    assert {"high": 1}[Severity.HIGH] == 1
    assert f"{Severity.HIGH}" == Severity.HIGH.word == "high"
    assert json.dumps([Severity.HIGH]) == '["high"]'


def test_a_grade_compares_with_words_of_its_order_on_either_side() -> None:
    assert Severity.LOW < "critical"
    assert Severity.LOW < "critical"
    assert not Severity.HIGH <= "low"
    with pytest.raises(ValueError, match="'urgent' is not one of info, low"):
        assert Severity.LOW < "urgent"
    with pytest.raises(TypeError, match="no order in common"):
        assert Severity.LOW < Confidence.HIGH


def test_documents_hold_the_word() -> None:
    graded = Graded(severity=Severity.HIGH, status=Status.REVIEW)
    assert encode(graded) == {"severity": "high", "status": "review"}
    assert type(encode(graded)["severity"]) is str
    again = decode(Graded, {"severity": "high", "status": "review"})
    assert again == graded
    assert again.severity > Severity.LOW
    with pytest.raises(CodecError, match="severity: expected one of info, low, medium, high, critical, found 'HIGH'"):
        decode(Graded, {"severity": "HIGH"})
