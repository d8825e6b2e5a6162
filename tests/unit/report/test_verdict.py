"""The verdict speaks of the lists by which apps are named in public."""

from __future__ import annotations

from pathlib import Path

from tests.support.sample_paths import sample
from tests.support.sample_reports import AS_OF, audit_of, sample_report
from tests.support.shipped import shipped_catalog

from appaudit.errors import UnreadableArtifactError
from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Ignore
from appaudit.model.report import RegulationItemRow, RegulationRow
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.report.verdict import premise, unread_parts, verdict
from appaudit.stages import Stages


def row(identifier: str, short: Bilingual | None, *statuses: str) -> RegulationRow:
    title = Bilingual("正式名称", "Official title")
    items = tuple(
        RegulationItemRow(item=str(number), title=title, status=status, reason=title, rules=())
        for number, status in enumerate(statuses)
    )
    return RegulationRow(
        id=identifier,
        title=title,
        number="",
        in_force="",
        items=items,
        short=short,
        regulator=identifier,
        rank=0 if identifier == "pipl" else 1,
    )


NCVERC = Bilingual("病毒中心通报", "NCVERC")
CAC = Bilingual("191号", "CAC 191")


def test_each_list_is_counted_in_the_order_of_the_report() -> None:
    text = verdict([row("ncverc", NCVERC, "fail", "fail", "review"), row("cac-191", CAC, "fail", "suspected")], 0)
    assert text.zh == (
        "对照监管部门所列情形：证据符合 病毒中心通报 2 项、191号 1 项；疑似 191号 1 项；需人工复核 病毒中心通报 1 项。"
    )
    assert text.en == (
        "Of what regulators list, evidence meets 2 items of NCVERC and 1 of CAC 191; suspected: 1 item of CAC 191; "
        "for human review: 1 item of NCVERC."
    )


def test_nothing_met_is_said_with_what_was_not_read_and_what_was_ignored() -> None:
    text = verdict([row("ncverc", NCVERC, "pass"), row("cac-191", CAC)], 1, 2)
    assert text.zh == (
        "未发现证据符合病毒中心通报、191号所列情形；1 条规则因内容未能读取而无法得出结论；"
        "其中包含按配置或裁决接受的 2 项发现。"
    )
    assert text.en.startswith("No evidence was found that meets an item of NCVERC or CAC 191; 1 rule could")


def test_suspicions_come_before_the_remark_that_none_is_proved() -> None:
    text = verdict([row("ncverc", NCVERC, "suspected")], 0, facts=Bilingual("甲（疑似）。", "A (suspected)."))
    assert text.zh == "甲（疑似）。对照监管部门所列情形：疑似 病毒中心通报 1 项；尚没有证据足以直接认定的情形。"
    assert text.en == (
        "A (suspected). Of what regulators list, suspected: 1 item of NCVERC; none is met by the evidence alone."
    )


def test_another_regulation_speaks_where_no_list_was_chosen() -> None:
    assert verdict([row("pipl", None, "fail")], 0).en == (
        "Of what regulators list, evidence meets 1 item of Official title."
    )
    assert verdict([], 0).zh == "未选择法规。"


def test_what_could_not_be_read_is_said_first() -> None:
    packed = sample_report("packed-shell")
    assert unread_parts(packed.coverage) == [Bilingual("代码（已加固）", "the code (packed)")]
    assert packed.summary.verdict.zh.startswith("未能读取代码（已加固），以下结论不含这一部分。")
    assert packed.summary.verdict.en.startswith("Not read: the code (packed), so that what follows leaves it out. ")
    assert unread_parts(sample_report("planted-shop").coverage) == []


MANIFEST, CODE = Bilingual("清单文件", "the manifest"), Bilingual("代码", "the code")


def test_a_list_that_was_read_is_not_called_unread_where_the_policy_is(tmp_path: Path) -> None:
    policy, bad_list = tmp_path / "privacy.html", tmp_path / "sdks.csv"
    policy.write_text("")
    bad_list.write_text("")
    shop = sample("planted-shop")
    read = audit_of(shop.apk, policy=policy, sdk_list=shop.sdk_list)
    assert read.summary.verdict.zh.startswith("未能读取隐私政策，以下结论不含这一部分。")
    unread = audit_of(shop.apk, policy=policy, sdk_list=bad_list)
    assert unread.summary.verdict.zh.startswith("未能读取隐私政策、SDK清单，以下结论不含这一部分。")


def test_an_app_that_was_not_read_is_not_cleared() -> None:
    rows = [row("ncverc", NCVERC), row("cac-191", CAC)]
    unread = verdict(rows, 94, unread=[MANIFEST, CODE])
    assert "应用未能读取，不能据此认为没有病毒中心通报、191号所列情形" in unread.zh
    assert "this does not clear it of any item of NCVERC or CAC 191" in unread.en
    for parts in ([], [CODE]):
        assert "未发现证据符合病毒中心通报、191号所列情形" in verdict(rows, 94, unread=parts).zh


def test_that_the_policy_speaks_of_another_app_is_said_before_what_follows_from_it() -> None:
    text = verdict(
        [row("ncverc", NCVERC, "fail")],
        0,
        facts=Bilingual("甲。", "A."),
        unread=[CODE],
        premised=premise("青禾集市", "小麦外卖"),
    )
    assert text.zh.startswith(
        "未能读取代码，以下结论不含这一部分。提供的隐私政策写的是“小麦外卖”，应用名称是“青禾集市”："
        "如果它不是本应用的政策，以下依据政策得出的结论均不成立。甲。"
    )
    assert "“小麦外卖”, and the app is called “青禾集市”: if it is not this app's policy" in text.en
    assert premise("青禾集市", "") == Bilingual("", "")
    assert premise("青禾集市", "小麦外卖", has_own=True).zh.startswith("提供的文件之一写的是“小麦外卖”")


def test_whose_policy_it_is_is_asked_until_somebody_answered(tmp_path: Path) -> None:
    policy = tmp_path / "privacy.txt"
    policy.write_text("小麦外卖隐私政策\n\n我们收集您的手机号码，用于注册账号。\n", encoding="utf-8")
    inputs = Inputs(artifact=sample("planted-shop").apk, policies=(policy,))
    ignore = Ignore(rule="policy-other-app-name", subject="policy", reason="former name")
    reports = [
        audit(inputs, shipped_catalog(), Settings(as_of=AS_OF, ignores=ignores), Stages())
        for ignores in ((), (ignore,))
    ]
    said = [each.summary.verdict.zh for each in reports]
    assert ["提供的隐私政策写的是“小麦外卖”，应用名称是“青禾集市”" in each for each in said] == [True, False]
    first = [each.plan[0].title.zh for each in reports]
    assert [title == "确认是否属实：隐私政策标题中的名称与应用名称不同" for title in first] == [True, False]
    assert "隐私政策写的是" not in sample_report("planted-shop").summary.verdict.zh


def test_a_package_that_is_none_is_not_cleared(tmp_path: Path) -> None:
    package = tmp_path / "cut.apk"
    package.write_bytes(b"PK")
    unread = UnreadableArtifactError("the file is truncated", zh="文件被截断")
    report = audit(Inputs(artifact=package), shipped_catalog(), Settings(as_of=AS_OF), Stages(), unread)
    assert "应用未能读取，不能据此认为没有" in report.summary.verdict.zh
    assert [(finding.rule_id, finding.subject) for finding in report.findings] == [("analysis-limit", "cut.apk")]
