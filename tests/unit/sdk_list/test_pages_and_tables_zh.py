"""Pages and tables whose cells hold several things, sections with Chinese names, and English entries of sentences."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


def said(facts):
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


@pytest.mark.parametrize("bar", ["｜", "│"])
@pytest.mark.parametrize("name", ["list.txt", "list.md"])
def test_bars_of_full_width_part_cells(tmp_path, bar, name):
    rows = ["名称|用途|收集信息", "青鸟|统计分析|OAID、IP地址", "白鹭|定位服务|位置信息"]
    text = "第三方SDK目录\n\n" + "\n".join(rows).replace("|", bar) + "\n"
    assert said(read(tmp_path, name, text)) == [
        ("青鸟", "", "统计分析", ("OAID", "IP地址"), ""),
        ("白鹭", "", "定位服务", ("位置信息",), ""),
    ]


def test_cells_of_labels_below_a_heading_that_says_nothing(tmp_path):
    cell = "<td>使用目的：{}<br>收集信息：OAID<br>提供方：青鸟科技有限公司</td>"
    rows = "".join(
        f"<tr><td>{name}</td>{cell.format(use)}</tr>" for name, use in [("青鸟SDK", "登录"), ("白鹭SDK", "推送")]
    )
    text = f"<html><body><h3>第三方SDK列表</h3><table><tr><th>SDK</th><th>说明</th></tr>{rows}</table></body></html>"
    assert said(read(tmp_path, "list.html", text)) == [
        ("青鸟SDK", "青鸟科技有限公司", "登录", ("OAID",), ""),
        ("白鹭SDK", "青鸟科技有限公司", "推送", ("OAID",), ""),
    ]


def test_the_company_below_a_name_that_is_no_sdk(tmp_path):
    row = "<tr><td>{}<br>{}科技有限公司</td><td>推送</td></tr>"
    rows = row.format("青鸟推送", "青鸟") + row.format("白鹭", "白鹭")
    text = f"<html><body><table><tr><th>名称/提供方</th><th>用途</th></tr>{rows}</table></body></html>"
    assert [(fact.name, fact.company) for fact in read(tmp_path, "list.html", text)] == [
        ("青鸟推送", "青鸟科技有限公司"),
        ("白鹭", "白鹭科技有限公司"),
    ]


def test_what_the_app_itself_can_do_is_no_list(tmp_path):
    rows = "| 微信登录 | 昵称 | 注册账号 |\n| 支付宝支付 | 订单信息 | 完成支付 |\n"
    table = "# 我们收集的信息\n\n| {} | 收集信息 | 目的 |\n|---|---|---|\n" + rows
    assert read(tmp_path, "policy.md", table.format("功能")) == []
    assert len(read(tmp_path, "policy.md", table.format("第三方服务"))) == 2


def test_elements_of_mini_programs_are_lines(tmp_path):
    fields = [("第三方SDK名称：", "青鸟"), ("使用目的：", "推送"), ("收集个人信息：", "IP地址")]
    block = "".join(f"<view><text>{label}</text><text>{value}</text></view>" for label, value in fields)
    text = f"<html><body>{block}{block.replace('青鸟', '白鹭')}</body></html>"
    assert said(read(tmp_path, "page.html", text)) == [
        ("青鸟", "", "推送", ("IP地址",), ""),
        ("白鹭", "", "推送", ("IP地址",), ""),
    ]


def test_the_title_of_a_list_is_no_value_of_the_line_above(tmp_path):
    lines = "第三方数据清单\n\n第三方SDK目录\n\n使用SDK名称\n青鸟定位SDK\n第三方名称\n青鸟软件有限公司\n"
    facts = read(tmp_path, "list.txt", f"{lines}使用目的\n提供定位服务\n收集个人信息\n位置信息、OAID\n")
    assert said(facts) == [("青鸟定位SDK", "青鸟软件有限公司", "提供定位服务", ("位置信息", "OAID"), "")]


@pytest.mark.parametrize(
    ("value", "data"), [("无个人信息收集", ()), ("不共享数据", ()), ("收集信息、OAID", ("信息", "OAID"))]
)
def test_nothing_is_taken(tmp_path, value, data):
    text = f"第三方SDK\n\nSDK名称：青鸟SDK\n使用目的：推送\n收集信息：{value}\n"
    assert [fact.data for fact in read(tmp_path, "list.txt", text)] == [data]


SECTIONS = (
    "# 政策\n\n## 第三方服务\n\n### {}\n\n用于推送订单消息。可能收集您的设备标识符。\n\n## 权利\n\n您可以注销。\n"
)


def test_sections_headed_by_a_chinese_name(tmp_path):
    facts = read(tmp_path, "policy.md", SECTIONS.format("极光推送"))
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [("极光推送", "推送订单消息", ("设备标识符",))]
    assert read(tmp_path, "policy.md", SECTIONS.format("消息提醒")) == []
    assert (
        read(tmp_path, "policy.md", SECTIONS.format("极光推送").replace("可能收集", "我们不使用极光推送，不收集")) == []
    )


@pytest.mark.parametrize(
    ("title", "link"), [("青鸟隐私政策", "https://a.example/p"), ("白鹭隐私政策", ""), ("青鸟首页", "")]
)
def test_the_link_below_a_block_whose_title_names_it(tmp_path, title, link):
    text = (
        "<html><body><p>我们使用了青鸟SDK，说明如下：<br>SDK名称：青鸟SDK<br>服务类型：统计<br>收集个人信息类型：OAID<br>"
        f'如有疑问，请阅读"<a href="https://a.example/p">{title}</a>"，感谢。</p></body></html>'
    )
    assert [fact.link for fact in read(tmp_path, "page.html", text)] == [link]


def test_bold_labels_of_two_words_hold_their_colon(tmp_path):
    block = (
        "## {}\n\n**Provider:** Egret Co., Ltd.\n**Purpose:** Statistics\n**Information Collected:** Device model\n\n"
    )
    text = "# Third-party SDKs\n\n" + block.format("Egret SDK") + block.format("Heron SDK")
    assert [fact.data for fact in read(tmp_path, "policy.md", text)] == [("Device model",), ("Device model",)]


ENTRIES = (
    "# Policy\n\n## Third-party services\n\n"
    "- **Firebase Analytics** (Google LLC): used to understand usage. Data: device model, OS version and IP address.\n"
    "- **Sentry** – crash reporting. It collects crash traces. We do not receive your location.\n"
    "- **AdMob** – shows ads. It does not collect your name.\n"
)


def test_english_entries_that_go_on_with_what_is_taken(tmp_path):
    facts = read(tmp_path, "policy.md", ENTRIES)
    assert [(fact.name, fact.company, fact.data) for fact in facts] == [
        ("Firebase Analytics", "Google LLC", ("device model", "OS version", "IP address")),
        ("Sentry", "", ("crash traces",)),
        ("AdMob", "", ()),
    ]
