"""Doing what the plan says closes what it says: documents are completed as its steps ask, and the app is read again."""

from __future__ import annotations

from pathlib import Path

from tests.support.sample_paths import sample
from tests.support.sample_reports import AS_OF, sample_report, shipped_catalog

from appaudit.model.report import Report
from appaudit.pipeline.audit import Inputs, Settings, audit

PATHS = sample("planted-shop")


def audited(policy: Path, sdk_list: Path) -> Report:
    inputs = Inputs(artifact=PATHS.apk, policies=(policy,), sdk_lists=(sdk_list,))
    return audit(inputs, shipped_catalog(), Settings(as_of=AS_OF))


def left(report: Report) -> set[str]:
    return {finding.id for finding in report.findings}


def test_the_rows_of_the_plan_close_what_its_step_says(tmp_path: Path) -> None:
    plan = sample_report("planted-shop")
    (step,) = [item for item in plan.plan if item.owner == "sdk_list"]
    completed = tmp_path / "sdks.csv"
    completed.write_text(step.fix.code[0].text, encoding="utf-8")
    names = PATHS.sdk_list.read_text("utf-8-sig")
    assert "穿山甲" not in names
    again = audit(
        Inputs(artifact=PATHS.apk, policies=(PATHS.policy,), sdk_lists=(PATHS.sdk_list, completed)),
        shipped_catalog(),
        Settings(as_of=AS_OF),
    )
    assert left(plan) - left(again) == set(step.closes)


def test_the_draft_of_a_clause_closes_the_findings_on_it(tmp_path: Path) -> None:
    plan = sample_report("planted-shop")
    (step,) = [item for item in plan.plan if item.title.en == "Policy clause: account cancellation"]
    draft = step.fix.text.zh.partition("模板：“")[2].partition("”")[0]
    assert "注销" in draft
    policy = tmp_path / "privacy.html"
    text = PATHS.policy.read_text("utf-8")
    policy.write_text(text.replace("</body>", f"<h2>账号注销</h2><p>{draft}</p></body>"), encoding="utf-8")
    again = audited(policy, PATHS.sdk_list)
    assert set(step.closes) <= left(plan) - left(again)


def test_the_sample_that_starts_its_sdk_after_consent_has_nothing_of_what_the_steps_close() -> None:
    plan, fixed = sample_report("pre-consent"), sample_report("pre-consent-guarded")
    closed = {identifier for step in plan.plan for identifier in step.closes}
    assert {finding.rule_id for finding in plan.findings if finding.id in closed} == {
        "pre-consent-collection",
        "sdk-started-before-consent",
    }
    assert not [finding for finding in fixed.findings if finding.status == "violation" and finding.id in closed]


def test_a_row_of_the_plan_leaves_nothing_out_that_the_next_audit_would_ask_for(tmp_path: Path) -> None:
    plan = sample_report("planted-shop")
    (step,) = [item for item in plan.plan if item.owner == "sdk_list"]
    completed = tmp_path / "sdks.csv"
    completed.write_text(step.fix.code[0].text, encoding="utf-8")
    inputs = Inputs(artifact=PATHS.apk, policies=(PATHS.policy,), sdk_lists=(PATHS.sdk_list, completed))
    again = audit(inputs, shipped_catalog(), Settings(as_of=AS_OF))
    assert {item.rule_id for item in again.findings} - {item.rule_id for item in plan.findings} == set()


def test_a_sentence_that_denies_a_right_is_named_and_closes_its_finding_with_the_draft(tmp_path: Path) -> None:
    name = "planted-shop-twin"
    plan, paths = sample_report(name), sample(name)
    (step,) = [item for item in plan.plan if item.title.en == "Policy clause: deletion"]
    denial = step.action.zh.partition("删除或改写：“")[2].partition("”")[0]
    text = paths.policy.read_text("utf-8")
    assert denial
    assert denial in text
    draft = step.fix.text.zh.partition("模板：“")[2].partition("”")[0]
    policy = tmp_path / "privacy.html"
    policy.write_text(text.replace(denial, draft), encoding="utf-8")
    inputs = Inputs(artifact=paths.apk, policies=(policy,), sdk_lists=(paths.sdk_list,))
    again = audit(inputs, shipped_catalog(), Settings(as_of=AS_OF))
    assert set(step.closes) <= left(plan) - left(again)
