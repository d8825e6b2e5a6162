"""The verdict speaks of the lists by which apps are named in public."""

from __future__ import annotations

from tests.support.sample_reports import sample_report

from appaudit.model.bilingual import Bilingual
from appaudit.model.report import RegulationItemRow, RegulationRow
from appaudit.report.verdict import unread_parts, verdict


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
