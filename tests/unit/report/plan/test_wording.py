"""Steps of the plan say no more than their findings do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.sample_reports import sample_report
from tests.support.shipped import shipped_catalog

from appaudit.model.facts.derived import SdkSignal
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
    plan = with_plan(graded, catalog.knowledge, catalog.rules).plan
    steps = [step for step in plan if step.title.en.startswith(("Run ", "Check what "))]
    assert steps
    assert all(zh in step.action.zh and en in step.action.en for step in steps)
    if status is not Status.VIOLATION:
        assert not any(step.action.en.startswith(step.places[0] + " leads to") for step in steps)


def test_the_title_too_is_a_question_where_all_is_for_review() -> None:
    assert _titles("pre-consent", Status.SUSPECTED)[0] == "Start Umeng Analytics only after consent"
    assert "Check whether Umeng Analytics starts before consent" in _titles("pre-consent", Status.REVIEW)
    assert not [title for title in _titles("reach-ways", Status.REVIEW) if title.startswith(("Run ", "Start ", "Fix"))]


@pytest.mark.parametrize("collects", [False, True])
def test_a_library_that_runs_what_it_is_handed_is_not_what_has_to_start_later(*, collects: bool) -> None:
    report, catalog = sample_report("reach-ways"), shipped_catalog()
    early = next(row for row in report.facts.data_access if row.phase == "pre_consent")
    holder = early.caller.partition("(")[0].rpartition(".")[0]
    library = replace(
        sample_report("pre-consent").facts.sdks[0],
        id="rxjava",
        name="RxJava",
        name_en="RxJava",
        collects_data=collects,
        signals=(SdkSignal(kind="classes", value=holder),),
    )
    facts = replace(report.facts, sdks=(*report.facts.sdks, library))
    plan = with_plan(replace(report, facts=facts), catalog.knowledge, catalog.rules).plan
    assert any("RxJava" in step.title.en for step in plan) == collects


def _titles(name: str, status: Status) -> list[str]:
    """Titles of the plan of a sample, all of whose findings have one status."""
    report, catalog = sample_report(name), shipped_catalog()
    graded = replace(report, findings=tuple(replace(finding, status=status) for finding in report.findings))
    return [step.title.en for step in with_plan(graded, catalog.knowledge, catalog.rules).plan]


def test_code_that_nobody_recognises_is_no_row_of_the_list_but_a_question_of_its_own() -> None:
    report, catalog = sample_report("planted-shop"), shipped_catalog()
    finding = next(item for item in report.findings if item.rule_id == "undisclosed-sdk")
    unknown = replace(
        finding, id="0000aaaa", rule_id="unknown-third-party", subject="com.unknown.core", status=Status.REVIEW
    )
    plan = with_plan(replace(report, findings=(finding, unknown)), catalog.knowledge, catalog.rules).plan
    titles = {step.title.en: step for step in plan}
    assert set(titles) == {
        "Complete the list of third-party SDKs", "Find out whose the code is that nobody recognises"
    }  # fmt: skip
    assert "com.unknown.core" in titles["Find out whose the code is that nobody recognises"].action.en
