"""Lists that tell by what they repeat what their labels, columns and entries are, beside twins that do not."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.errors import ExtractionError
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    try:
        return read_sdk_list(path, shipped_lexicons()).facts
    except ExtractionError:
        return []


def names(facts: list[DeclaredSdkFact]) -> list[str]:
    return [fact.name for fact in facts]


BLOCKS = (
    "第三方SDK清单\n\nSDK名称：白鹭推送SDK\n使用目的：推送消息\n触及内容：{first}\n\n"
    "SDK名称：青鸟地图SDK\n使用目的：展示地图\n触及内容：{second}\n"
)


@pytest.mark.parametrize(
    ("first", "second", "data"),
    [
        ("设备型号、OAID", "位置信息", [("设备型号", "OAID"), ("位置信息",)]),
        ("首页", "附近", [(), ()]),
        ("设备型号、OAID", "https://bluebird.example.com/", [(), ()]),
    ],
    ids=["data", "nothing known", "of two kinds"],
)
def test_a_label_that_repeats_is_of_what_all_its_values_are(tmp_path, first, second, data):
    assert [fact.data for fact in read(tmp_path, "list.txt", BLOCKS.format(first=first, second=second))] == data


def test_a_label_beside_one_of_the_same_field_is_none(tmp_path):
    text = BLOCKS.format(first="设备型号", second="位置信息").replace("触及", "收集信息：OAID\n触及")
    assert [fact.data for fact in read(tmp_path, "list.txt", text)] == [("OAID",), ("OAID",)]


@pytest.mark.parametrize("marks", [("①", "②"), ("1", "2"), ("", "")])
def test_labels_may_be_counted(tmp_path, marks):
    first, second = marks
    text = (
        f"<p>本应用使用如下第三方SDK。第三方名称{first}：白鹭+（北京白鹭科技有限公司），使用目的：统计，"
        f"官网链接：https://egret.example.com/</p><p>第三方名称{second}：青鸟科技股份有限公司，使用目的：语音唤醒，"
        "官网链接：https://bluebird.example.com/</p>"
    )
    found = [(fact.company, fact.purpose) for fact in read(tmp_path, "list.html", f"<html><body>{text}</body></html>")]
    assert found == [("北京白鹭科技有限公司", "统计"), ("青鸟科技股份有限公司", "语音唤醒")]


TOLD = (
    "## 第三方\n\n1.1 “白鹭推送”：该SDK由“{company}”提供，用于推送消息。需要收集的信息包括：  \n"
    "ios版本：设备信息（IDFA）  \nandroid版本：设备信息（OAID、MAC地址） 官方隐私政策：<https://egret.example.com/p>\n\n"
    "1.2 “青鸟地图”：由青鸟有限公司提供，用于定位。需要收集的信息包括：位置信息\n"
)


def test_an_entry_that_says_who_provides_it_and_what_for_goes_on_below(tmp_path):
    first, second = read(tmp_path, "list.md", TOLD.format(company="北京白鹭科技有限公司"))
    assert (first.name, first.company, first.purpose) == ("白鹭推送", "北京白鹭科技有限公司", "用于推送消息")
    assert (first.data, first.link) == (("设备信息", "IDFA", "OAID", "MAC地址"), "https://egret.example.com/p")
    assert (second.name, second.company, second.data) == ("青鸟地图", "青鸟有限公司", ("位置信息",))


@pytest.mark.parametrize("said", ["该SDK由北京白鹭科技有限公司提供", "由您自愿提供，用于推送消息"])
def test_an_entry_that_says_not_both_is_none(tmp_path, said):
    text = f"## 我们收集的信息\n\n1.1 昵称：{said}\n\n1.2 头像：由您提供\n"
    assert read(tmp_path, "list.md", text) == []


GROUPED = (
    "第三方SDK目录\n\n1. 白鹭SDK\n使用目的：推送\n获取信息：\n·静默状态：{value}\n设备信息：\n1. 品牌、型号等基础信息\n"
    "隐私政策：https://egret.example.com/p\n\n2. 青鸟SDK\n使用目的：地图\n获取信息：位置信息\n"
    "隐私政策：https://bluebird.example.com/p\n"
)


def test_groups_of_data_do_not_end_them(tmp_path):
    first, second = read(tmp_path, "list.txt", GROUPED.format(value=""))
    assert (first.name, first.link) == ("白鹭SDK", "https://egret.example.com/p")
    assert first.data == ("设备信息", "品牌", "型号等基础信息")
    assert second.data == ("位置信息",)


def test_a_label_with_a_value_below_data_is_no_group_of_them(tmp_path):
    first, _ = read(tmp_path, "list.txt", GROUPED.format(value="不启动"))
    assert "型号等基础信息" not in first.data


ENGLISH = "Good to know\n1. {}\nPurpose: Measuring campaigns.\nData Collected:\n- Device model, IP address.\n"


@pytest.mark.parametrize(
    ("called", "found"),
    [
        (("AppsFlyer", "Unity Ads"), ["AppsFlyer", "Unity Ads"]),
        (("AppsFlyer",), []),
        (("Nickname", "Avatar"), []),
    ],
    ids=["two known", "one", "nobody"],
)
def test_blocks_of_several_known_names_are_a_list_below_any_heading(tmp_path, called, found):
    assert names(read(tmp_path, "list.txt", "\n".join(map(ENGLISH.format, called)))) == found


STACKED = (
    "第三方信息共享清单\n\n功能类型\n\n{heading}\n\n使用目的\n\n收集类型\n\n隐私政策链接\n\n"
    "白鹭推送SDK\n\n北京白鹭科技有限公司\n\n推送消息\n\n设备型号、OAID\n\nhttps://egret.example.com/p\n\n"
    "青鸟地图SDK\n\n青鸟有限公司\n\n展示地图\n\n位置信息\n\nhttps://bluebird.example.com/p\n"
)


@pytest.mark.parametrize("heading", ["第三方名称", "第三方公司名称"])
def test_headings_that_may_mean_two_things_mean_what_their_cells_are(tmp_path, heading):
    found = [
        (fact.name, fact.company, fact.purpose) for fact in read(tmp_path, "a.txt", STACKED.format(heading=heading))
    ]
    assert found == [
        ("白鹭推送SDK", "北京白鹭科技有限公司", "推送消息"),
        ("青鸟地图SDK", "青鸟有限公司", "展示地图"),
    ]


TABLE = "# Third parties\n\n| Third Party Company Name | {} | Purpose |\n|---|---|---|\n{}"


def test_known_names_beside_companies_are_the_products(tmp_path):
    rows = "| Sentry Software, Inc. | Sentry | Crash reports |\n| Stripe Co., Ltd. | Stripe | Payments |\n"
    assert names(read(tmp_path, "a.md", TABLE.format("Product Type", rows))) == ["Sentry", "Stripe"]


def test_known_names_beside_names_are_where_these_are(tmp_path):
    rows = "| Sentry | Global (Google LLC) | Crash reports |\n| Egret | EU (Stripe LLC) | Payments |\n"
    assert names(read(tmp_path, "a.md", TABLE.format("Where", rows))) == ["Sentry", "Egret"]


@pytest.mark.parametrize(("mark", "name"), [("**", "iOS版白鹭地图SDK合包"), ("", "北京白鹭科技有限公司")])
def test_a_long_entry_above_labels_is_named_by_what_is_bold(tmp_path, mark, name):
    text = (
        f"# 事实\n\n- {mark}iOS版白鹭地图SDK合包{mark}（三个组件：`Egret3D` 11.1 / `EgretLocation` 2.11 / "
        "`EgretSearch` 9.7）原文：\n"
        "  - 第三方名称：北京白鹭科技有限公司\n  - 使用目的：展示地图\n  - 收集个人信息：位置信息\n"
    )
    assert names(read(tmp_path, "a.md", text)) == [name]


@pytest.mark.parametrize(("heading", "purpose"), [("Supabase", "Log in and management"), ("Nickname", None)])
def test_a_phrase_below_a_known_name_is_what_for(tmp_path, heading, purpose):
    text = (
        "<html><body><h2>How it works</h2><h3>Third-Party Services</h3>"
        f"<h4>{heading}</h4><p>Log in and management</p><p>Data shared: User ID, email</p></body></html>"
    )
    found = {fact.name: fact.purpose for fact in read(tmp_path, "a.html", text)}
    assert found.get(heading) == purpose


def test_what_is_left_out_of_a_statement_is_nobody(tmp_path):
    block = "SDK名称：白鹭地图SDK\n使用目的：定位\n收集个人信息：位置信息\n\n"
    text = "第三方SDK\n\n" + block + "{}，本应用接入的SDK不会将您的位置用于推送。\n"
    assert names(read(tmp_path, "a.txt", text.format("除上述白鹭 SDK 外"))) == ["白鹭地图SDK"]


@pytest.mark.parametrize(("said", "found"), [("we do not store cards", True), ("“we”, “us”", False)])
def test_a_remark_on_us_behind_a_name_makes_it_not_ours(tmp_path, said, found):
    entry = "### {}\n- **Purpose**: Payments\n- **Data Collected**: card number\n\n"
    text = f"# Privacy\n\nPaid through Stripe ({said}).\n\n## Third-Party Services\n\n" + entry.format("Stripe")
    assert ("Stripe" in names(read(tmp_path, "a.md", text + entry.format("Sentry")))) is found
