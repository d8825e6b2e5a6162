"""The plan of whole audits: causes, owners, order, and that it says nothing that the findings do not."""

from __future__ import annotations

import pytest
from tests.support.sample_paths import sample_names
from tests.support.sample_reports import sample_report

from appaudit.model.plan import PlanStep
from appaudit.model.report import Report


def titles(report: Report) -> list[str]:
    return [step.title.en for step in report.plan]


def step(report: Report, title: str) -> PlanStep:
    (found,) = [item for item in report.plan if item.title.en == title]
    return found


def rules(report: Report, found: PlanStep) -> set[str]:
    return {finding.rule_id for finding in report.findings if finding.id in found.closes}


@pytest.mark.parametrize("name", sample_names())
def test_every_finding_is_closed_by_exactly_one_step(name: str) -> None:
    report = sample_report(name)
    closed = [identifier for item in report.plan for identifier in item.closes]
    assert sorted(closed) == sorted(finding.id for finding in report.findings)
    assert [item.order for item in report.plan] == list(range(1, len(report.plan) + 1))
    assert len({(item.title, item.places) for item in report.plan}) == len(report.plan)


@pytest.mark.parametrize("name", sample_names())
def test_an_item_is_closed_only_when_no_finding_cites_it_any_more(name: str) -> None:
    report = sample_report(name)
    done: set[str] = set()
    for item in report.plan:
        done |= set(item.closes)
        left = {(b.regulation, b.item) for f in report.findings if f.id not in done for b in f.basis}
        assert not left & {(closed.regulation, closed.item) for closed in item.items}


def test_what_the_title_says_already_is_not_said_again() -> None:
    report = sample_report("planted-shop")
    action = step(report, "Correct: the package is debuggable").action.en
    assert action == next(f.message.en for f in report.findings if f.subject == "debuggable")


def test_what_the_title_does_not_say_is_what_the_step_concerns() -> None:
    actions = [item.action.en for name in sample_names() for item in sample_report(name).plan
               if item.title.en.startswith(("Correct: ", "Check whether it is so: "))]  # fmt: skip
    assert {action.partition(": ")[0] for action in actions if action.startswith("Concerns")} == {"Concerns"}
    assert not [action for action in actions if ": ." in action]


def test_one_edit_of_the_manifest_closes_all_unused_permissions() -> None:
    report = sample_report("planted-shop")
    found = step(report, "Remove unused permissions from the manifest")
    assert found.owner == "build"
    assert rules(report, found) == {"excess-permission-unused"}
    assert found.places == (
        "android.permission.READ_CALL_LOG",
        "android.permission.READ_CONTACTS",
        "android.permission.RECORD_AUDIO",
    )
    (code,) = found.fix.code
    assert code.text.splitlines()[1] == (
        '<uses-permission android:name="android.permission.READ_CONTACTS" tools:node="remove" />'
    )


def test_the_rows_that_the_list_lacks_are_one_step_with_what_is_known_of_each() -> None:
    report = sample_report("planted-shop")
    found = step(report, "Complete the list of third-party SDKs")
    assert (found.owner, rules(report, found)) == ("sdk_list", {"undisclosed-sdk"})
    assert [line.split(",")[0] for line in found.fix.code[0].text.splitlines()[1:]] == ["穿山甲", "极光推送"]


def test_a_clause_is_a_step_of_the_policy_with_its_draft() -> None:
    found = step(sample_report("planted-shop"), "Policy clause: account cancellation")
    assert found.owner == "policy"
    assert "模板：" in found.fix.text.zh


@pytest.mark.parametrize("name", sample_names())
def test_what_is_to_be_done_is_one_paragraph_that_no_page_has_to_escape(name: str) -> None:
    for found in sample_report(name).plan:
        for text in (found.title, found.action, found.fix.text):
            assert not set("\n\r\t") & set(text.zh + text.en)


def test_two_remedies_of_one_clause_follow_each_other() -> None:
    report = sample_report("planted-shop")
    found = step(report, "Policy clause: deletion")
    assert len(rules(report, found)) == 2
    first, second = (f.remediation.en for f in report.findings if f.id in found.closes)
    assert found.fix.text.en == f"{first} {second}"


def test_an_sdk_before_consent_is_started_later_and_its_own_calls_say_how() -> None:
    report = sample_report("pre-consent")
    found = report.plan[0]
    assert found.title.en == "Start Umeng Analytics only after consent"
    assert (found.owner, found.places) == ("app", ("com.qinghe.memo.MemoApplication.startServices",))
    assert [block.language for block in found.fix.code] == ["kotlin", "java"]
    kotlin, java = (block.text.splitlines() for block in found.fix.code)
    assert "UMConfigure.preInit(…)" in kotlin
    assert kotlin[-1] == "UMConfigure.init(…)"
    assert java[-1] == "UMConfigure.init(…);"
    assert "UMConfigure.preInit" in found.fix.text.en
    assert found.fix.link.startswith("https://")


def test_where_the_start_waits_for_consent_the_plan_has_no_such_step() -> None:
    assert not [title for title in titles(sample_report("pre-consent-guarded")) if title.startswith("Start ")]


def test_what_the_app_itself_reads_early_is_a_step_for_each_place() -> None:
    report = sample_report("reach-ways")
    early = [item for item in report.plan if item.title.en.startswith("Run ")]
    assert {item.owner for item in early} == {"app"}
    closed = {identifier for item in early for identifier in item.closes}
    assert closed == {item.id for item in report.findings if item.rule_id == "pre-consent-collection"}
    assert not [place for item in early for place in item.places if "(" in place]


def test_a_packed_app_is_first_of_all_to_be_audited_before_it_is_packed() -> None:
    report = sample_report("packed-shell")
    found = report.plan[0]
    assert found.title.en == "Audit again what could not be read"
    assert (found.owner, rules(report, found)) == ("build", {"analysis-limit"})


def test_a_part_that_was_not_read_stands_where_its_finding_weighs() -> None:
    report = sample_report("nested-jar")
    found = step(report, "Find out what calls do whose target cannot be seen")
    assert (found.owner, rules(report, found)) == ("app", {"analysis-limit-partial"})
    assert "analysis-limit-partial" not in rules(report, report.plan[0])


def test_a_key_that_an_sdk_left_is_an_entry_to_delete_and_no_row_of_the_list() -> None:
    report = sample_report("hostile-strings")
    found = step(
        report,
        "Check whether it is so: keys, components or native libraries of a third-party SDK remain without its code",
    )
    assert rules(report, found) == {"sdk-key-left"}
    assert found.action.en == "Concerns: JPush (Jiguang)."
