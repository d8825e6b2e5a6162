"""Drawn tables, short labels glued to their values, sentences on who gets what; and their near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

EGRET = ("白鹭SDK", "白鹭科技有限公司", "消息推送", ("设备型号", "OAID"), "")
BIRD = ("青鸟SDK", "青鸟软件有限公司", "地图展示", ("位置信息",), "")

read = reader_of("list.txt")


def said(facts):
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


RULED = """第三方SDK清单
┌──────┬──────────┬────────┬──────┐
│ SDK名称 │ 公司名称     │ 使用目的   │ 收集信息   │
├──────┼──────────┼────────┼──────┤
│ 白鹭SDK │ 白鹭科技     │ 消息推送   │ 设备型号、 │
│         │ 有限公司     │            │ OAID       │
├──────┼──────────┼────────┼──────┤
│ 青鸟SDK │ 青鸟软件有限公司 │ 地图展示 │ 位置信息 │
└──────┴──────────┴────────┴──────┘
"""
OPEN = """第三方SDK清单
+---------+------------------+----------+-----------------+
| SDK名称 | 公司名称         | 使用目的 | 收集信息        |
+---------+------------------+----------+-----------------+
| 白鹭SDK | 白鹭科技有限公司 | 消息推送 | 设备型号、OAID  |
| 青鸟SDK | 青鸟软件有限公司 | 地图展示 | 位置信息        |
+---------+------------------+----------+-----------------+
"""


@pytest.mark.parametrize("text", [RULED, OPEN])
def test_a_drawn_table_is_one(tmp_path, text):
    assert said(read(tmp_path, text)) == [EGRET, BIRD]
    assert [fact.location.line for fact in read(tmp_path, text)] == [5, 8 if text is RULED else 6]


def test_what_a_frame_holds_is_no_table(tmp_path):
    text = "┌──────────┐\n│ 温馨提示 │\n└──────────┘\n第三方SDK清单\nSDK名称：白鹭SDK\n使用目的：消息推送\n"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [("白鹭SDK", "消息推送")]


def cards(*labels: str) -> str:
    rows = []
    for name, company, purpose, data, _ in (EGRET, BIRD):
        pairs = zip(labels, (company, purpose, "、".join(data)), strict=True)
        inner = "".join(f"<div><span>{label}</span><span>{value}</span></div>" for label, value in pairs)
        rows.append(f"<div><div>{name}</div>{inner}</div>")
    return f"<html><body><h1>第三方信息共享清单</h1>{''.join(rows)}</body></html>"


def test_short_labels_glued_to_their_values(tmp_path):
    assert said(read(tmp_path, cards("提供方", "用途", "数据"), "list.html")) == [EGRET, BIRD]


def test_lines_that_begin_with_such_a_word_have_no_label(tmp_path):
    heads = "".join(f"<p>{head}</p>" for head in ("数据安全", "用途说明", "数据共享", "用途变更"))
    page = f"<h1>第三方SDK</h1>{heads}<p>SDK名称：白鹭SDK</p><p>使用目的：消息推送</p>"
    (fact,) = read(tmp_path, page, "list.html")
    assert (fact.name, fact.purpose, fact.data) == ("白鹭SDK", "消息推送", ())


def test_a_second_table_below_the_first_has_its_own_headings(tmp_path):
    def table(*rows: str) -> str:
        cells = ("".join(f"<td>{cell}</td>" for cell in row.split()) for row in rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"

    first = table("第三方名称 使用目的 所属公司", "白鹭SDK 消息推送 白鹭科技有限公司")
    second = table("所涉第三方 个人信息 使用目的 共享方式", "青鸟平台 简历 投递简历 接口")
    facts = read(tmp_path, f"<h3>第三方信息共享清单</h3>{first}{second}", "list.html")
    assert "所涉第三方" not in [fact.name for fact in facts]
    assert (facts[0].name, facts[0].company) == ("白鹭SDK", "白鹭科技有限公司")


ENTRIES = "### 第三方服务\n我们可能使用以下第三方服务：\n{}\n说明：第三方会独立处理信息。\n"


def test_a_chinese_name_with_a_latin_one_names_somebody_and_a_kind_of_service_does_not(tmp_path):
    text = ENTRIES.format(
        "- 白鹭内购（EgretStore）与 BirdPush：用于订阅购买；\n- 青鸟存储（BirdCloud）：用于图片存储；"
    )
    assert [fact.name for fact in read(tmp_path, text, "list.md")] == [
        "白鹭内购（EgretStore）与 BirdPush",
        "青鸟存储（BirdCloud）",
    ]
    kinds = ENTRIES.format("- 广告服务商：用于投放广告；\n- 物流（快递）公司：用于配送；")
    assert read(tmp_path, kinds, "list.md") == []


def test_a_name_with_its_package_is_no_use(tmp_path):
    entries = ("Image Chooser (`image_chooser`)", "Device Teller (`device_teller`)", "Share It (`share_it`)")
    text = "## Third-Party SDKs Used\n\n" + "".join(f"- {entry}\n" for entry in entries)
    facts = read(tmp_path, text, "list.md")
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Image Chooser", ""),
        ("Device Teller", ""),
        ("Share It", ""),
    ]


PARAGRAPH = """隐私政策

本应用{}白鹭地图SDK（服务商：白鹭科技有限公司），用于展示地图，会收集位置信息与设备标识。

您可以不同意。
"""


def test_a_paragraph_on_one_sdk_that_says_all_of_it_lists_it(tmp_path):
    (fact,) = read(tmp_path, PARAGRAPH.format("集成"), "list.txt")
    assert (fact.name, fact.company, fact.purpose) == ("白鹭地图SDK", "白鹭科技有限公司", "展示地图")
    assert read(tmp_path, PARAGRAPH.format("已不再使用"), "list.txt") == []


SUPPLIED = (
    "{mark}) {kind}供应商：由{company}提供{kind}技术服务，"
    "我们可能会{no}将您的设备型号、网络信息提供给{company}，用于为您提供{kind}服务。"
)


def test_sentences_on_what_suppliers_get(tmp_path):
    pairs = [("a", "消息推送", "白鹭科技有限公司"), ("b", "地图定位", "青鸟软件有限公司")]

    def page(no: str) -> str:
        lines = (SUPPLIED.format(mark=mark, kind=kind, company=company, no=no) for mark, kind, company in pairs)
        return "隐私政策\n\n我们的合作方：\n" + "\n".join(lines) + "\n"

    facts = read(tmp_path, page(""))
    assert [(fact.name, fact.company, fact.purpose) for fact in facts] == [
        (company, company, f"用于为您提供{kind}服务") for _, kind, company in pairs
    ]
    assert facts[0].data == ("设备型号", "网络信息")
    assert read(tmp_path, page("避免")) == []


BLOCK = (
    "第三方SDK\nSDK名称：白鹭SDK\n作用：消息推送\n可能处理的信息：设备型号、OAID。{}\n\n"
    "SDK名称：青鸟SDK\n作用：展示地图\n可能处理的信息：位置信息\n"
)


def test_data_end_before_what_is_not_taken(tmp_path):
    facts = read(tmp_path, BLOCK.format("本应用不申请定位权限，不收集位置信息。"))
    assert [(fact.purpose, fact.data) for fact in facts] == [
        ("消息推送", ("设备型号", "OAID")),
        ("展示地图", ("位置信息",)),
    ]
    facts = read(tmp_path, BLOCK.format("还有位置信息。"))
    assert "位置信息" in "".join(facts[0].data)


def test_a_label_beside_a_list_of_data_ends_it(tmp_path):
    text = """### 第三方SDK
- **SDK名称**: 白鹭SDK
- **收集的个人信息**:
  - 设备型号
  - OAID
- **处理说明**:
  - 我们不会存储您分享的内容
- **隐私政策**: https://egret.example/p
"""
    (fact,) = read(tmp_path, text, "list.md")
    assert (fact.data, fact.link) == (("设备型号", "OAID"), "https://egret.example/p")
