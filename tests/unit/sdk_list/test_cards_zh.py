"""Cards of pages of apps in Chinese: names with a company or a use below them, labels of all kinds; and their twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

EGRET = ("白鹭推送SDK", "白鹭科技有限公司", "消息推送", ("设备型号", "网络状态"), "https://egret.example/p")
BIRD = ("青鸟地图SDK", "青鸟软件有限公司", "展示地图", ("位置信息", "IP地址"), "https://bird.example/p")

read = reader_of("list.txt")


def said(facts):
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


def card(row, kind: str) -> str:
    """A card as a page shows it: the name, the company, what kind of SDK it is, and labels above their values."""
    name, company, purpose, data, link = row
    items = "\n".join(data)
    head = "\n".join(part for part in (name, company, kind) if part)
    return f"{head}\n使用目的\n{purpose}\n收集的信息\n{items}\n是否可关闭\n可关闭\n隐私政策：{link}\n"


@pytest.mark.parametrize("kind", ["", "推送服务"])
def test_a_company_below_a_name_is_who_offers_it(tmp_path, kind):
    """The company, or the kind of SDK below it, was the name of the card."""
    text = "第三方SDK使用说明\n为了完善服务，我们的应用中集成了以下第三方SDK。\n" + card(EGRET, kind) + card(BIRD, kind)
    assert said(read(tmp_path, text)) == [EGRET, BIRD]


def test_a_product_below_a_product_is_the_next_one(tmp_path):
    text = "第三方SDK清单\n\n白鹭SDK\n青鸟SDK\n使用目的：推送\n收集信息：OAID\n"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [("青鸟SDK", "推送")]


def test_a_company_that_heads_its_labels_names_itself(tmp_path):
    text = "第三方SDK清单\n\n白鹭科技有限公司\n使用目的：推送\n收集信息：OAID\n"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [("白鹭科技有限公司", "推送")]


def page(*rows, between: str = "") -> str:
    """A page whose style alone parts what stands side by side."""
    cards = "".join(
        f'<div class="card"><div><span class="n">{name}</span>{between}<span class="p">{purpose}</span></div>'
        + "".join(
            f'<div class="row"><span class="l">{label}</span>{between}<span class="v">{value}</span></div>'
            for label, value in (("使用目的", purpose), ("收集信息", "、".join(data)), ("隐私链接", link))
        )
        + "</div>"
        for name, _, purpose, data, link in rows
    )
    return f"<html><body><h1>第三方SDK列表</h1><p>以下为我们使用的第三方SDK。</p>{cards}</body></html>"


@pytest.mark.parametrize("between", ["", " "])
def test_labels_that_only_style_parts_from_their_values_are_labels(tmp_path, between):
    expected = [(name, "", purpose, data, link) for name, _, purpose, data, link in (EGRET, BIRD)]
    facts = read(tmp_path, page(EGRET, BIRD, between=between), "list.html")
    assert [(*fact[1:],) for fact in said(facts)] == [(*row[1:],) for row in expected]
    assert [fact.name.split(" ")[0] for fact in facts] == [row[0] for row in expected]


def test_sentences_that_begin_like_labels_are_none(tmp_path):
    text = (
        "隐私政策\n\n一、第三方SDK\n使用目的会随功能变化，请留意。\n收集信息时我们遵循最小必要原则。\n"
        "使用目的发生变更时会告知您。\n收集信息的范围见清单。\n"
    )
    assert read(tmp_path, text) == []


def test_the_title_of_a_link_may_be_its_label(tmp_path):
    cards = "".join(
        f"<div><h3>{name}</h3><p>{company}</p><div><p>使用目的</p><p>{purpose}</p></div>"
        f'<div><p>收集的信息类型</p><p>{"、".join(data)}</p></div><div><a href="{link}">隐私政策</a>'
        f'<a href="https://www.example.com">官方网站</a></div></div>'
        for name, company, purpose, data, link in (EGRET, BIRD)
    )
    text = f"<html><body><h1>第三方SDK列表</h1>{cards}</body></html>"
    assert said(read(tmp_path, text, "list.html")) == [EGRET, BIRD]


POLICY = (
    "隐私政策\n\n一、信息收集的范围\n- 注册信息：您提供的邮箱地址。\n- 位置信息：用于绘制路线。\n\n{0}\n"
    "- 白鹭地图SDK：地图展示、定位（收集位置信息、设备信息）\n- 青鸟SDK：登录与分享（收集账号信息）\n"
)


def test_a_list_inside_a_policy_is_one_and_its_brackets_say_what_is_taken(tmp_path):
    facts = read(tmp_path, POLICY.format("四、第三方服务\n我们使用的第三方SDK："))
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("白鹭地图SDK", "地图展示、定位", ("位置信息", "设备信息")),
        ("青鸟SDK", "登录与分享", ("账号信息",)),
    ]


def test_a_list_of_those_that_are_not_embedded_is_none(tmp_path):
    assert read(tmp_path, POLICY.format("四、第三方服务\n我们未接入以下第三方SDK：")) == []


NUMBERED = "第三方SDK列表\n\n1.{0}\n{1}\n用途：广告\n数据：OAID\n2.{2}\n{3}\n用途：推送\n数据：IP地址\n"


def test_a_counted_name_above_its_company_is_the_name(tmp_path):
    text = NUMBERED.format("苍鹰广告平台", "白鹭科技有限公司", "青鸟开放平台", "青鸟有限公司")
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [
        ("苍鹰广告平台", "白鹭科技有限公司"),
        ("青鸟开放平台", "青鸟有限公司"),
    ]


@pytest.mark.parametrize("label", ["第三方SDK/服务商", "第三方机构名称"])
def test_a_label_of_companies_may_hold_the_name_before_it(tmp_path, label):
    block = "{0}：{1}（{2}）\n用途：推送消息\n收集的数据：OAID\n\n"
    text = (
        "第三方SDK清单\n\n" + block.format(label, "白鹭推送", "白鹭有限公司") + block.format(label, "青鸟", "青鸟集团")
    )
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [
        ("白鹭推送", "白鹭有限公司"),
        ("青鸟", "青鸟集团"),
    ]


def test_a_company_with_a_place_in_brackets_stays_whole(tmp_path):
    text = "第三方SDK清单\n\n第三方机构名称：白鹭（中国）有限公司\n用途：推送消息\n收集的数据：OAID\n"
    assert [fact.company for fact in read(tmp_path, text)] == ["白鹭（中国）有限公司"]


def test_bars_may_part_labels_with_their_values(tmp_path):
    row = "名称：{0} | 公司：{1} | 用途：{2} | 数据：{3} | 链接：{4}\n"
    text = "".join(row.format(*fields[:3], "、".join(fields[3]), fields[4]) for fields in (EGRET, BIRD))
    assert said(read(tmp_path, f"第三方SDK清单\n\n{text}")) == [EGRET, BIRD]


def test_cells_with_colons_below_headings_are_cells(tmp_path):
    text = "SDK名称 | 使用目的\n---|---\n白鹭SDK | 推送：消息、提醒\n青鸟SDK | 地图：定位\n"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text, "list.md")] == [
        ("白鹭SDK", "推送：消息、提醒"),
        ("青鸟SDK", "地图：定位"),
    ]


def test_what_something_collects_for_is_its_purpose(tmp_path):
    text = "隐私政策\n五、第三方SDK\n我们使用了白鹭SDK，用于收集崩溃日志。\n"
    assert [(fact.purpose, fact.data) for fact in read(tmp_path, text)] == [("收集崩溃日志", ("崩溃日志",))]
