"""Steps of the plan say no more than their findings do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.sample_reports import sample_report
from tests.support.shipped import shipped_catalog

from appaudit.model.facts.derived import SdkSignal
from appaudit.model.grade import Confidence, Status
from appaudit.model.location import Location
from appaudit.model.plan import PlanStep
from appaudit.model.report import ConsentKeyRow
from appaudit.model.sdks import SdkStartup
from appaudit.report.plan import with_plan
from appaudit.report.plan.causes import is_called_by_system
from appaudit.report.renderers.accesses import Accesses


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
    assert not [
        title for title in _titles("reach-ways", Status.REVIEW) if title.startswith(("Run ", "Start ", "Correct"))
    ]


@pytest.mark.parametrize(
    ("confidence", "api", "title", "has_code"),
    [
        (Confidence.LOW, "com.umeng.a.b", "Check whether Umeng Analytics starts before consent", False),
        (Confidence.LOW, "", "Check whether Umeng Analytics starts before consent", True),
        (Confidence.HIGH, "com.umeng.a.b", "Start Umeng Analytics only after consent", True),
    ],
    ids=["a call that may be a guard", "a known call", "a renamed call that is known by what it does"],
)
def test_a_call_that_may_be_no_start_is_a_question(
    confidence: Confidence, api: str, title: str, *, has_code: bool
) -> None:
    report, catalog = sample_report("pre-consent"), shipped_catalog()
    began = next(each for each in report.findings if each.rule_id == "sdk-started-before-consent")
    evidence = tuple(
        replace(line, fact=replace(line.fact, key=(line.fact.key[0], api or line.fact.key[1], *line.fact.key[2:])))
        for line in began.evidence
        if line.fact and line.fact.kind == "sdk_call"
    )
    changed = replace(report, findings=(replace(began, confidence=confidence, evidence=evidence),))
    step = with_plan(changed, catalog.knowledge, catalog.rules).plan[0]
    assert step.title.en == title
    assert bool(step.fix and step.fix.code) == has_code


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


@pytest.mark.parametrize(
    ("method", "is_called_by_system_"),
    [
        ("com.example.App.onCreate", True),
        ("com.example.App.attachBaseContext", True),
        ("com.example.App$onCreate$3.invokeSuspend", True),
        ("com.example.App.lambda$onCreate$0", True),
        ("com.example.Main.<clinit>", True),
        ("com.example.App.startServices", False),
        ("com.example.Main.once", False),
        ("com.example.HomeActivity.v", False),
    ],
)
def test_what_the_system_or_a_compiler_calls_nobody_can_call_later(method: str, is_called_by_system_: bool) -> None:
    assert is_called_by_system(method) is is_called_by_system_


@pytest.mark.parametrize(
    ("chain", "title", "place"),
    [
        # What the app calls of its own comes first, whatever lies below.
        (
            ("App.onCreate", "App.start", "other.Device.id"),
            "Run App.start only after consent",
            "com.qinghe.memo.App.start",
        ),
        # Where it calls nothing of its own, the first that can be called later; then the call that reads.
        (("App.onCreate", "other.Device.id"), "Run Device.id only after consent", "other.vendor.Device.id"),
        (("App$1.invokeSuspend",), "Run Secure.getString only after consent", "com.qinghe.memo.App$1.invokeSuspend"),
        (("App.readAll",), "Run App.readAll only after consent", "com.qinghe.memo.App.readAll"),
    ],
)
def test_a_step_names_a_call_that_can_be_made_later(chain: tuple[str, ...], title: str, place: str) -> None:
    found = _step_of_way(chain, "android.provider.Settings$Secure.getString")
    assert (found.title.en.replace("Settings$", ""), found.places) == (title, (place,))


@pytest.mark.parametrize(
    "api",
    ['"android.provider.Telephony.SMS_RECEIVED"', "android.provider.MediaStore$Images$Media.EXTERNAL_CONTENT_URI"],
)
def test_what_is_no_call_is_named_by_the_method_that_uses_it(api: str) -> None:
    assert _step_of_way(("App.onCreate",), api).title.en == "Run App.onCreate only after consent"


def _step_of_way(chain: tuple[str, ...], api: str) -> PlanStep:
    """The only step of a plan whose only finding reads on this way; names are the app's, or of `other`."""
    report, catalog = sample_report("reach-ways"), shipped_catalog()
    finding = next(item for item in report.findings if item.rule_id == "pre-consent-collection")
    rows = Accesses(report)
    (row, *_) = [found for item in finding.evidence if (found := rows.of(item))]
    whole = tuple(
        f"{name.replace('other.', 'other.vendor.') if name.startswith('other.') else f'com.qinghe.memo.{name}'}()V"
        for name in chain
    )
    moved = replace(row, chain=whole[:-1], caller=whole[-1], api=api)
    key = (moved.data_type, moved.api, moved.caller)
    evidence = tuple(
        replace(item, fact=replace(item.fact, key=key)) for item in finding.evidence[:1] if item.fact is not None
    )
    facts = replace(report.facts, data_access=(moved,), sdks=())
    changed = replace(
        report,
        artifact=replace(report.artifact, package="com.qinghe.memo"),
        facts=facts,
        findings=(replace(finding, evidence=evidence, status=Status.SUSPECTED),),
    )
    (found,) = with_plan(changed, catalog.knowledge, catalog.rules).plan
    return found


@pytest.mark.parametrize(
    ("version", "says_update"), [("1.1.6", True), ("5.0.3", True), ("5.0.4", False), ("5.10.0", False), ("", False)]
)
def test_what_a_newer_version_is_needed_for_says_so(version: str, says_update: bool) -> None:
    report, catalog = sample_report("pre-consent"), shipped_catalog()
    finding = next(item for item in report.findings if item.rule_id == "sdk-started-before-consent")
    core = replace(report.facts.sdks[0], id="jiguang-core", version=version)
    push = replace(report.facts.sdks[0], id="jpush", version="3.0.8")
    changed = replace(
        report,
        facts=replace(report.facts, sdks=(push, core)),
        findings=(replace(finding, subject="jpush", status=Status.SUSPECTED),),
    )
    (found,) = with_plan(changed, catalog.knowledge, catalog.rules).plan
    assert found.title.en == "Start JPush (Jiguang) only after consent"
    assert found.action.zh.startswith(f"先升级：极光公共库（JCore）现为 {version}，") is says_update


PRE_INIT = "com.umeng.commonsdk.UMConfigure.preInit"
INIT = "com.umeng.commonsdk.UMConfigure.init"


@pytest.mark.parametrize(
    ("absent", "lacks", "starts"),
    [
        ((), False, ("UMConfigure.init",)),
        ((PRE_INIT,), True, ("UMConfigure.init",)),
        ((INIT,), False, ()),
        (("com.umeng.commonsdk.UMConfigure.other",), False, ("UMConfigure.init",)),
    ],
)
def test_a_sample_names_calls_that_the_package_has(
    absent: tuple[str, ...], lacks: bool, starts: tuple[str, ...]
) -> None:
    report, catalog = sample_report("pre-consent"), shipped_catalog()
    finding = next(item for item in report.findings if item.rule_id == "sdk-started-before-consent")
    umeng = replace(catalog.knowledge.sdks["umeng-analytics"], startup=SdkStartup(start=(INIT,), safe=(PRE_INIT,)))
    knowledge = replace(catalog.knowledge, sdks={**catalog.knowledge.sdks, "umeng-analytics": umeng})
    changed = replace(
        report,
        facts=replace(report.facts, sdks=(replace(report.facts.sdks[0], id="umeng-analytics", absent_calls=absent),)),
        findings=(replace(finding, subject="umeng-analytics", evidence=()),),
    )
    (found,) = with_plan(changed, knowledge, catalog.rules).plan
    says = "安装包中的友盟+ 统计没有示例所用的接口 UMConfigure.preInit：如所用版本确无此接口，请先升级到提供它的版本；"
    assert found.action.zh.startswith(says) is lacks
    assert bool(found.fix.code) is bool(starts)
    assert all(f"{call}(…)" in code.text for call in starts for code in found.fix.code)


@pytest.mark.parametrize(
    ("sdk", "jumps", "status", "title"),
    [
        ("unity-ads", True, Status.SUSPECTED, "关闭Unity Ads的摇一摇跳转，或交由用户决定"),
        ("unity-ads", False, Status.SUSPECTED, "确认Unity Ads监听运动传感器是否用于摇动跳转"),
        ("unity-ads", True, Status.REVIEW, "确认Unity Ads监听运动传感器是否用于摇动跳转"),
        # Its vendor offers a switch for shaking: what it listens for is known.
        ("csj-pangle", False, Status.SUSPECTED, "关闭穿山甲的摇一摇跳转，或交由用户决定"),
    ],
)
def test_only_a_shake_that_opens_something_is_to_be_turned_off(
    sdk: str, jumps: bool, status: Status, title: str
) -> None:
    report, catalog = sample_report("planted-shop"), shipped_catalog()
    finding = next(item for item in report.findings if item.rule_id == "shake-ad-sdk")
    sensors = tuple(replace(row, party=sdk, jumps=jumps) for row in report.facts.sensors)
    changed = replace(
        report,
        facts=replace(report.facts, sensors=sensors, sdks=(replace(report.facts.sdks[0], id=sdk),)),
        findings=(replace(finding, status=status, subject=sdk),),
    )
    assert [step.title.zh for step in with_plan(changed, catalog.knowledge, catalog.rules).plan] == [title]


@pytest.mark.parametrize("written", [True, False])
def test_a_step_for_after_consent_says_where_the_app_stores_that(*, written: bool) -> None:
    report, catalog = sample_report("pre-consent"), shipped_catalog()
    key = ConsentKeyRow(
        name="agreed", caller="a.Ask.onClick()V", party="app", party_kind="app", written=written, location=Location()
    )
    other = replace(key, caller="b.Other.run()V", party="unknown", party_kind="unknown")
    facts = replace(report.facts, consent_keys=(other, key))
    plan = with_plan(replace(report, facts=facts), catalog.knowledge, catalog.rules).plan
    (step,) = (step for step in plan if step.title.en == "Start Umeng Analytics only after consent")
    said = "The app seems to store consent in a.Ask.onClick (agreed) and b.Other.run (agreed)."
    assert step.fix.text.en.endswith(said) is written
    assert ("疑似：a.Ask.onClick（agreed）、b.Other.run（agreed）。" in step.fix.text.zh) is written
