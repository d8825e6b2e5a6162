"""What a policy says of one data type, by all of its mentions: clear, vague, contradictory, denied or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.derive.consistency import judge
from appaudit.model.facts.documents import MentionFact


@pytest.mark.parametrize(
    ("mentions", "verdict"),
    [
        ([("imei", "affirm")], "clear"),
        ([("device_information", "affirm")], "vague"),
        ([("imei", "affirm"), ("imei", "deny")], "clear"),
        ([("imei", "affirm"), ("imei", "flat")], "ambiguous"),
        ([("imei", "affirm"), ("device_information", "flat")], "ambiguous"),
        ([("imei", "affirm"), ("contacts", "flat")], "clear"),
        ([("imei", "deny")], "incorrect"),
        ([("imei", "flat")], "incorrect"),
        ([("device_information", "deny")], "omitted"),
        ([("contacts", "affirm")], "omitted"),
        ([], "omitted"),
    ],
)
def test_verdicts(mentions: list[tuple[str, str]], verdict: str) -> None:
    flat = MentionFact(data_type="", polarity="deny", is_flat=True)
    facts = [
        replace(flat, data_type=it) if how == "flat" else MentionFact(data_type=it, polarity=how)
        for it, how in mentions
    ]
    assert judge("imei", facts, shipped_catalog().knowledge)[0] == verdict
