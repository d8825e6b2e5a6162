"""Companies that a sentence of a section or a second column names, and uses that stand first for several rows."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


SECTION = "**{}**\n\n由{}提供，用于{}。可能收集：OAID、IP地址。隐私政策：https://{}.example/p\n\n"


@pytest.mark.parametrize(("owner", "company"), [("白鹭科技有限公司", "白鹭科技有限公司"), ("本公司", "")])
def test_a_sentence_below_a_name_says_who_provides_it(tmp_path, owner, company):
    text = "# 第三方SDK清单\n\n我们接入了以下第三方SDK：\n\n" + "".join(
        SECTION.format(name, owner, use, link)
        for name, use, link in (("白鹭推送SDK", "推送", "a"), ("青鸟SDK", "统计", "b"))
    )
    assert [fact.company for fact in read(tmp_path, text)] == [company, company]


def test_the_company_of_a_recipient_has_a_column(tmp_path):
    text = (
        "# 第三方信息共享清单\n\n| 数据接收方 | 接收主体所属公司 | 共享目的 |\n|---|---|---|\n"
        "| 白鹭推送 | 白鹭科技有限公司 | 消息推送 |\n| 青鸟地图 | 青鸟网络有限公司 | 展示地图 |\n"
    )
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [
        ("白鹭推送", "白鹭科技有限公司"),
        ("青鸟地图", "青鸟网络有限公司"),
    ]


@pytest.mark.parametrize(
    ("headings", "first", "second", "uses"),
    [
        ("| Purpose | Vendor |", "| Hosting | Heron Cloud |", "|  | Crow Box |", ["Hosting", "Hosting"]),
        ("| Vendor | Purpose |", "| Heron Cloud | Hosting |", "| Crow Box |  |", ["Hosting", ""]),
    ],
)
def test_a_use_that_stands_first_is_of_the_rows_below(tmp_path, headings, first, second, uses):
    text = f"# Vendors\n\n{headings}\n|---|---|\n{first}\n{second}\n"
    assert [fact.purpose for fact in read(tmp_path, text)] == uses
