"""The verdict speaks of the lists by which apps are named in public."""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual
from appaudit.model.report import RegulationItemRow, RegulationRow
from appaudit.report.verdict import verdict


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
    assert (
        text.zh
        == "证据符合病毒中心通报 2 项、191号 1 项所列情形；疑似，需确认：191号 1 项；需人工复核：病毒中心通报 1 项。"
    )
    assert text.en == (
        "Evidence meets 2 items of NCVERC and 1 of CAC 191; suspected, to be confirmed: 1 item of CAC 191; "
        "for human review: 1 item of NCVERC."
    )


def test_nothing_met_is_said_with_what_was_not_read_and_what_was_ignored() -> None:
    text = verdict([row("ncverc", NCVERC, "pass"), row("cac-191", CAC)], 1, 2)
    assert text.zh == (
        "未发现证据直接符合病毒中心通报、191号所列情形；1 条规则因内容未能读取而无法得出结论；"
        "其中包含已按配置忽略的 2 项发现。"
    )
    assert text.en.startswith("No evidence was found that by itself meets an item of NCVERC or CAC 191; 1 rule could")


def test_another_regulation_speaks_where_no_list_was_chosen() -> None:
    assert verdict([row("pipl", None, "fail")], 0).en == "Evidence meets 1 item of Official title."
    assert verdict([], 0).zh == "未选择法规。"
