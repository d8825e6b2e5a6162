"""Names with nothing but an address, short labels, and headings as Taiwan writes them; and their near twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

EGRET, BIRD = ("白鹭统计", "https://egret.example/privacy"), ("青鸟推送", "https://bird.example/policy")
TAIWAN = [
    ("白鷺分析", "白鷺資訊股份有限公司", "分析使用情形", ("裝置型號", "作業系統版本"), "https://egret.example/privacy"),
    ("青鳥推播", "青鳥網路股份有限公司", "傳送推播通知", ("裝置識別碼", "網路狀態"), "https://bird.example/policy"),
]


def read(tmp_path, text: str, name: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


def said(facts):
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


def linked(form: str) -> str:
    return "".join(form.format(name=name, link=link) for name, link in (EGRET, BIRD))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.txt", "第三方SDK目录\n" + linked("{name}\n{link}\n")),
        ("list.md", "## 我们使用的第三方服务\n\n" + linked("- [{name}]({link})\n")),
        ("list.html", "<h2>第三方SDK目录</h2><ul>" + linked('<li><a href="{link}">{name}</a></li>') + "</ul>"),
    ],
)
def test_names_with_an_address_and_nothing_else_are_entries(tmp_path, name, text):
    assert [(fact.name, fact.link) for fact in read(tmp_path, text, name)] == [EGRET, BIRD]


@pytest.mark.parametrize(
    "text",
    [
        "<h2>友情链接</h2><ul>" + linked('<li><a href="{link}">{name}</a></li>') + "</ul>",
        "<p>本应用未接入任何第三方SDK：</p><ul>" + linked('<li><a href="{link}">{name}</a></li>') + "</ul>",
        '<h2>第三方SDK目录</h2><p><a href="https://egret.example/privacy">隐私政策</a></p>',
    ],
)
def test_links_to_something_else_are_none(tmp_path, text):
    assert read(tmp_path, text, "page.html") == []


BLOCK = "{}\n说明：{}\n信息：{}\n公司：{}\n\n"


def test_short_labels_say_what_longer_ones_do(tmp_path):
    text = BLOCK.format("1. 白鹭统计", "统计使用情况", "设备型号、网络类型", "白鹭科技有限公司")
    text += BLOCK.format("2. 青鸟推送", "推送消息", "设备标识符、网络状态", "青鸟科技有限公司")
    assert said(read(tmp_path, text, "list.txt")) == [
        ("白鹭统计", "白鹭科技有限公司", "统计使用情况", ("设备型号", "网络类型"), ""),
        ("青鸟推送", "青鸟科技有限公司", "推送消息", ("设备标识符", "网络状态"), ""),
    ]


def test_a_kind_of_information_inside_a_value_is_no_label(tmp_path):
    text = "SDK名称：白鹭SDK\n公司：白鹭科技有限公司\n收集信息：设备标识符：OAID；设备信息：型号；网络信息：IP地址\n"
    (fact,) = read(tmp_path, text, "list.txt")
    assert {"OAID", "IP地址"} <= set("、".join(fact.data).replace("：", "、").split("、"))


HEADINGS = [
    ("套件名稱", "開發商", "使用目的", "蒐集之個人資料", "隱私權政策"),
    ("軟體開發套件", "業者名稱", "利用目的", "個人資料類別", "隱私權聲明連結"),
]


@pytest.mark.parametrize("headings", HEADINGS)
def test_headings_of_taiwan_are_read(tmp_path, headings):
    rows = [[cell if isinstance(cell, str) else "、".join(cell) for cell in row] for row in (headings, *TAIWAN)]
    rows.insert(1, ["---"] * len(headings))
    text = "## 第三方套件\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"
    assert said(read(tmp_path, text, "list.md")) == TAIWAN
