"""Steps of the plan say no more than their findings do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.sample_reports import sample_report
from tests.support.shipped import shipped_catalog

from appaudit.model.grade import Status
from appaudit.report.plan import with_plan


@pytest.mark.parametrize(
    ("status", "zh", "en"),
    [
        (Status.VIOLATION, "在用户同意前引起", "leads to reading"),
        (Status.SUSPECTED, "疑似在用户同意前引起", "probably leads to reading"),
        (Status.REVIEW, "请确认 ", "Check whether "),
    ],
)
def test_what_is_only_for_review_is_a_question(status: Status, zh: str, en: str) -> None:
    report, catalog = sample_report("reach-ways"), shipped_catalog()
    graded = replace(report, findings=tuple(replace(finding, status=status) for finding in report.findings))
    steps = [
        step for step in with_plan(graded, catalog.knowledge, catalog.rules).plan if "同意后再执行" in step.title.zh
    ]
    assert steps
    assert all(zh in step.action.zh and en in step.action.en for step in steps)
    if status is not Status.VIOLATION:
        assert not any(step.action.en.startswith(step.places[0] + " leads to") for step in steps)
