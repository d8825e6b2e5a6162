"""Cells that hold labels, data told in sentences or counted, thanks and licences beside a list; and their twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


TABLE = (
    "# 第三方SDK\n\n"
    "| 合作目的 | SDK名称 | SDK厂商 | 收集个人信息字段及目的 | SDK隐私政策链接 |\n"
    "|---|---|---|---|---|\n"
    "| 厂商通道 | 白鹭通道SDK | 白鹭有限公司 | {0}OAID、网络状态{1}推送消息 | 白鹭推送隐私政策 |\n"
    "| | 青鸟通道SDK | 青鸟有限公司 | {0}设备型号{1}推送青鸟消息 | 青鸟推送隐私政策 |\n"
)


@pytest.mark.parametrize("between", ["<br>使用目的：", "；使用目的："])
def test_a_cell_that_holds_labels_is_several_fields(tmp_path, between):
    """The titles of policies were what the SDKs were for, since another language found more in the table."""
    facts = read(tmp_path, TABLE.format("收集个人信息类型：", between))
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("白鹭通道SDK", "厂商通道", ("OAID", "网络状态")),
        ("青鸟通道SDK", "推送青鸟消息", ("设备型号",)),
    ]


def test_groups_of_data_in_a_cell_are_no_labels(tmp_path):
    text = (
        "| SDK名称 | 使用目的 | 收集信息 |\n|---|---|---|\n"
        "| 白鹭SDK | 推送 | 设备信息：OAID；网络信息：IP地址 |\n| 青鸟SDK | 统计 | 设备信息：型号 |\n"
    )
    assert [fact.data for fact in read(tmp_path, text)] == [
        ("设备信息：OAID", "网络信息：IP地址"),
        ("设备信息：型号",),
    ]


BLOCK = "第三方SDK清单\n\nSDK名称：白鹭SDK\n使用目的：推送消息\n收集信息：{0}\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1.设备信息（IMEI） 2.MAC地址 3.手机型号、系统版本", ("设备信息", "IMEI", "MAC地址", "手机型号", "系统版本")),
        ("系统版本 2.0以上的OAID、IP地址", ("系统版本 2.0以上的OAID", "IP地址")),
        ("为实现推送，该SDK可能会收集您的设备型号、OAID。这些信息用于生成标识。", ("设备型号", "OAID")),
        ("网络访问，获取网络状态", ("网络访问", "获取网络状态")),
        ("不主动收集个人信息（仅作为通信库）", ()),
        ("不主动收集的信息除外的OAID", ("不主动收集的信息除外的OAID",)),
    ],
)
def test_data_are_items_however_a_value_tells_them(tmp_path, value, expected):
    assert [fact.data for fact in read(tmp_path, BLOCK.format(value), "list.txt")] == [expected]


def test_a_title_that_says_about_whom_it_is_is_named_by_that(tmp_path):
    text = (
        "我们的产品集成了{0}。\n\n关于{0}：\n功能目的：用于推送通知。\n"
        "信息收集：为实现推送，该SDK可能会收集您的OAID。\n"
    )
    facts = read(tmp_path, text.format("白鹭推送SDK"), "list.txt")
    assert [(fact.name, fact.data) for fact in facts] == [("白鹭推送SDK", ("OAID",))]


def test_what_all_sdks_are_is_no_name(tmp_path):
    text = (
        "隐私政策\n\n一、我们收集的信息\n1. 存档：仅在本地。\n2. 第三方 SDK：为登录，本游戏集成了白鹭SDK。\n\n"
        "二、第三方 SDK 信息（白鹭SDK）\n· 第三方主体：白鹭有限公司\n· 使用目的：登录\n"
    )
    assert "第三方 SDK" not in [fact.name for fact in read(tmp_path, text, "list.txt")]


POLICY = (
    "# 隐私政策\n\n## 第三方SDK\n\n- **友盟SDK**：统计分析，收集OAID\n\n"
    "## {0}\n\n- OkHttp：{1}网络请求\n- Glide：{1}加载图片\n"
)


@pytest.mark.parametrize(
    "heading", ["致谢", "五、开源许可", "开源软件声明", "Acknowledgements", "Open source licenses"]
)
def test_thanks_and_licences_beside_a_list_are_no_part_of_it(tmp_path, heading):
    assert [fact.name for fact in read(tmp_path, POLICY.format(heading, ""))] == ["友盟SDK"]


def test_what_takes_something_is_listed_under_any_heading(tmp_path):
    facts = read(tmp_path, POLICY.format("其他SDK", ""))
    assert [fact.name for fact in facts] == ["友盟SDK", "OkHttp", "Glide"]


def test_a_list_of_nothing_but_libraries_stays_one(tmp_path):
    text = "# 第三方SDK清单\n\n## 开源组件\n\n- OkHttp：网络请求\n- Glide：加载图片\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["OkHttp", "Glide"]


def test_a_licence_below_a_name_is_nothing_it_takes(tmp_path):
    text = (
        "<html><body><h2>第三方SDK清单</h2><h3>白鹭SDK</h3><p>使用目的：推送</p><p>收集信息：OAID</p>"
        "<h2>开源声明</h2><h2>Glide</h2><p>{0}</p></body></html>"
    )
    facts = read(tmp_path, text.format("MIT License Copyright (c) 2021 Glide"), "list.html")
    assert [fact.name for fact in facts] == ["白鹭SDK"]
