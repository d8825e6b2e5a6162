"""Policies that a document titles or labels with a name, and what stands behind values or above them and is none."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read_text = reader_of("list.txt")
read_markdown = reader_of("list.md")
read_page = reader_of("list.html")
read_table = reader_of("list.csv")

PAGE = (
    "<h2>第三方SDK</h2><p>本游戏接入白鹭SDK，可能收集OAID、Android ID，用于账号登录。</p>"
    "<p>{whose}如何处理您的个人信息，请参阅<a href='https://egret.example/agreement/'>{title}</a>。</p>"
)


@pytest.mark.parametrize(
    ("title", "link"),
    [
        ("白鹭SDK 隐私政策", "https://egret.example/agreement/"),
        ("白鹭隐私政策 >", "https://egret.example/agreement/"),
        ("青鸟SDK 隐私政策", ""),
        ("用户协议", ""),
    ],
)
def test_the_title_of_a_link_says_whose_policy_it_is(tmp_path, title, link):
    found = read_page(tmp_path, PAGE.format(whose="它", title=title))
    assert [(fact.name, fact.link) for fact in found] == [("白鹭SDK", link)]


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("查看友盟隐私政策\nhttps://egret.example/p", "https://egret.example/p"),
        ("详情请参阅友盟隐私政策：https://egret.example/p", "https://egret.example/p"),
        ("查看青鸟隐私政策\nhttps://egret.example/p", ""),
    ],
)
def test_a_line_names_whose_policy_the_address_is(tmp_path, line, link):
    found = read_text(
        tmp_path,
        "第三方服务\n\nSDK 名称：友盟+移动统计 SDK\n服务提供方：白鹭科技有限公司\n使用目的：统计启动\n\n"
        f"本应用关闭了列表采集。\n\n{line}\n",
    )
    assert [(fact.name, fact.link) for fact in found] == [("友盟+移动统计 SDK", link)]


def test_an_english_vendor_has_one_policy_of_its_own_and_many_products(tmp_path):
    found = read_markdown(
        tmp_path,
        "## Third-party SDKs\n\n| SDK | Purpose |\n|---|---|\n"
        "| Unity | Engine |\n| Unity Remote Config | Settings |\n\n"
        "See the [Unity Privacy Policy](https://unity.example/privacy).\n",
    )
    assert [(fact.name, fact.link) for fact in found] == [
        ("Unity", "https://unity.example/privacy"),
        ("Unity Remote Config", ""),
    ]


@pytest.mark.parametrize(
    ("said", "data"),
    [
        ("邮箱地址、投递时间。邮件中的令牌不用于个性化广告", ("邮箱地址", "投递时间")),
        ("邮箱地址、投递时间。以及设备型号", ("邮箱地址", "投递时间", "设备型号")),
    ],
)
def test_a_sentence_behind_data_that_says_how_it_is_handled_is_none(tmp_path, said, data):
    found = read_table(tmp_path, f"SDK名称,公司,收集信息\n白鹭SDK,白鹭有限公司,{said}\n青鸟SDK,青鸟有限公司,设备型号\n")
    assert [fact.data for fact in found] == [data, ("设备型号",)]


def test_rows_of_a_form_of_a_store_on_items_of_data_are_no_third_parties(tmp_path):
    found = read_markdown(
        tmp_path,
        "#### Device or Other Identifiers\n| Data Type | Collected | Shared | Purpose |\n|---|---|---|---|\n"
        "| Device ID | Yes | Yes | Analytics, ads |\n| Advertising ID | Yes | Yes | Ad serving |\n\n"
        "### Is your app sharing data with third parties?\n| Third Party | Data Shared | Purpose |\n|---|---|---|\n"
        "| Google AdMob | Advertising ID | Display ads |\n| Egret Device ID | Device ID | Identity |\n",
    )
    assert [fact.name for fact in found] == ["Google AdMob", "Egret Device ID"]


BLOCK = (
    "### 8.{number} {name} SDK\n\n- **Service Name**: {name}\n- **Provider**: {name} LLC\n- **Purpose**: Push\n"
    "- **Personal Information Collected**:\n  - Device model\n  - Push token\n{not_taken}"
    "- **Data Transmitted To**: {name} servers (outside)\n- **Privacy Policy**: https://{name}.example/privacy\n\n"
)


@pytest.mark.parametrize("not_taken", ["", "- **Information NOT Collected**:\n  - IMEI\n  - Contacts\n"])
def test_where_data_go_and_what_is_not_taken_is_no_data(tmp_path, not_taken):
    blocks = "".join(
        BLOCK.format(number=number, name=name, not_taken=not_taken) for number, name in enumerate(("Egret", "Finch"))
    )
    found = read_markdown(tmp_path, f"## Third-Party SDK Information\n\n{blocks}")
    assert [(fact.name, fact.data) for fact in found] == [
        ("Egret", ("Device model", "Push token")),
        ("Finch", ("Device model", "Push token")),
    ]


@pytest.mark.parametrize(("name", "found"), [("客户端 SDK", []), ("白鹭客户端 SDK", ["白鹭客户端 SDK"])])
def test_a_kind_of_system_is_nobody(tmp_path, name, found):
    text = f"## 第三方SDK\n\n- {name}：用于推送\n- 青鸟SDK：用于统计\n"
    assert [fact.name for fact in read_markdown(tmp_path, text)] == [*found, "青鸟SDK"]
