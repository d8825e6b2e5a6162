"""Objects under names of SDKs, all that is said in brackets behind a name, and kinds of data beside their fields."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


MAP = (
    "export const SDKS: Record<string, SdkInfo> = {{\n"
    "  '{first}': {{ company: '北京白鹭有限公司', purpose: '登录', data: '设备信息', link: 'https://a.example/p' }},\n"
    "  '青鸟SDK': {{ company: '上海青鸟有限公司', purpose: '定位', data: '位置信息', link: 'https://b.example/p' }},\n"
    "}};\n"
)


def test_keys_of_objects_are_names(tmp_path):
    facts = read(tmp_path, "sdks.ts", MAP.format(first="白鹭SDK"))
    assert [(fact.name, fact.company, fact.data) for fact in facts] == [
        ("白鹭SDK", "北京白鹭有限公司", ("设备信息",)),
        ("青鸟SDK", "上海青鸟有限公司", ("位置信息",)),
    ]


def test_objects_about_something_else_are_no_list(tmp_path):
    text = "export const TABS = {\n  '首页': { icon: 'home', purpose: '浏览' },\n  '我的': { icon: 'me' },\n};\n"
    assert read(tmp_path, "tabs.ts", text) == []


BRACKETED = (
    "第三方SDK目录\n"
    "（1）白鹭SDK（{label}：北京白鹭科技有限公司；收集信息：设备标识、网络信息；用途：登录和分享；"
    "隐私政策：https://egret.example.com/p）\n"
    "（2）青鸟SDK（提供方：上海青鸟科技有限公司；收集信息：位置信息；用途：定位；隐私政策：https://bird.example.com/p）\n"
)


def test_labels_in_the_brackets_behind_a_name_are_of_it(tmp_path):
    first, second = read(tmp_path, "list.txt", BRACKETED.format(label="提供方"))
    assert (first.name, first.company, first.purpose) == ("白鹭SDK", "北京白鹭科技有限公司", "登录和分享")
    assert (first.data, first.link) == (("设备标识", "网络信息"), "https://egret.example.com/p")
    assert (second.name, second.company) == ("青鸟SDK", "上海青鸟科技有限公司")


def test_brackets_of_data_are_no_labels(tmp_path):
    text = "第三方SDK目录\n\n白鹭SDK\n收集信息：设备信息（型号：由系统给出；版本：系统版本）\n用途：登录\n"
    [fact] = read(tmp_path, "list.txt", text)
    assert fact.name == "白鹭SDK"
    assert fact.data[0] == "设备信息"


KINDS = (
    "<h2>第三方SDK清单</h2><table><tr><th>SDK名称</th><th>公司</th><th>信息类型</th><th>{second}</th></tr>"
    "<tr><td>白鹭SDK</td><td>北京白鹭科技有限公司</td><td>设备信息</td><td>型号、OAID</td></tr></table>"
)


@pytest.mark.parametrize(("second", "data"), [("信息字段", {"设备信息", "型号", "OAID"}), ("备注", {"设备信息"})])
def test_kinds_of_data_and_their_fields_may_stand_in_two_columns(tmp_path, second, data):
    [fact] = read(tmp_path, "list.html", KINDS.format(second=second))
    assert set(fact.data) == data


@pytest.mark.parametrize(
    ("inner", "data"), [("仅在反作弊场景下收集", ("应用列表",)), ("系统应用", ("应用列表", "系统应用"))]
)
def test_the_case_in_which_something_is_taken_is_no_data(tmp_path, inner, data):
    text = f"# 第三方SDK清单\n\n| SDK | 收集的信息 | 用途 |\n|---|---|---|\n| 白鹭SDK | 应用列表（{inner}） | 广告 |\n"
    assert read(tmp_path, "list.md", text)[0].data == data


PARAGRAPHS = (
    "# Third-party SDKs\n\nEgret Analytics – provided by {owner}. Collects: app instance ID, device model. "
    "{label}: usage statistics. Policy: https://egret.example.com/p\n\n"
    "Bluebird Ads – provided by Bluebird LLC. Collects: IP address. Purpose: advertising.\n"
)


def test_sentences_behind_a_name_may_be_labels(tmp_path):
    first, second = read(tmp_path, "list.md", PARAGRAPHS.format(owner="Egret LLC", label="Purpose"))
    assert (first.company, first.purpose) == ("Egret LLC", "usage statistics")
    assert first.data == ("app instance ID", "device model")
    assert (second.company, second.purpose, second.data) == ("Bluebird LLC", "advertising", ("IP address",))


def test_a_sentence_behind_a_name_about_something_else_is_no_use(tmp_path):
    first, _ = read(tmp_path, "list.md", PARAGRAPHS.format(owner="our partners", label="Region"))
    assert (first.company, first.purpose) == ("", "provided by our partners")


LISTED = (
    "<html><body><h2>Third-party SDKs</h2><table><tr><th>SDK</th><th>Purpose</th><th>Personal data</th></tr>"
    "<tr><td>Egret SDK</td><td>Push</td><td>{data}</td></tr></table></body></html>"
)


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("<ul><li>Device ID</li><li>E-mail address</li></ul>", ("Device ID", "E-mail address")),
        ("<b>Device ID</b><b>Number</b>", ("Device IDNumber",)),
    ],
)
def test_entries_of_a_list_in_a_cell_are_items(tmp_path, cell, data):
    assert read(tmp_path, "list.html", LISTED.format(data=cell))[0].data == data


@pytest.mark.parametrize(
    ("cell", "data"), [("读取手机状态、获取OAID", ("读取手机状态", "获取OAID")), ("收集OAID", ("OAID",))]
)
def test_a_verb_that_is_part_of_the_wording_of_an_item_is_kept(tmp_path, cell, data):
    text = f"# 第三方SDK清单\n\n| SDK | 收集的信息 | 用途 |\n|---|---|---|\n| 白鹭SDK | {cell} | 广告 |\n"
    assert read(tmp_path, "list.md", text)[0].data == data
