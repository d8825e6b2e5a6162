"""SDK lists in the layouts that people write: what is read of each row, and near twins that list nothing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


class Row(NamedTuple):
    """What a row says: name, company, a part of the purpose, data types, and the address of its policy."""

    name: str
    company: str = ""
    purpose: str = ""
    data: tuple[str, ...] = ()
    link: str = ""


PUSH = Row(
    "青鸟推送SDK", "青鸟（北京）科技有限公司", "推送消息", ("OAID", "设备型号"), "https://push.qingniao.example/privacy"
)
STATISTICS = Row(
    "白鹭统计SDK", "上海白鹭数据有限公司", "统计分析", ("Android ID", "IP地址"), "https://bailu.example/policy"
)
BOTH = [PUSH, STATISTICS]
ENGLISH = [
    Row("Bluebird Push SDK", "Bluebird Technology Ltd.", "push messages", ("OAID", "device model"), PUSH.link),
    Row("Egret Statistics SDK", "Egret Data Inc.", "statistics", ("Android ID", "IP address"), STATISTICS.link),
]
#: One file a layout; each says the same of the same two SDKs.
LAYOUTS = Path(__file__).parent / "layouts"


def read(tmp_path, name: str, text: str | bytes) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_sdk_list(path, shipped_lexicons()).facts


def assert_rows(facts: list[DeclaredSdkFact], expected: list[Row]) -> None:
    assert [(fact.name, fact.company, fact.data, fact.link) for fact in facts] == [
        (row.name, row.company, row.data, row.link) for row in expected
    ]
    for fact, row in zip(facts, expected, strict=True):
        assert row.purpose in fact.purpose
        assert bool(fact.purpose) == bool(row.purpose)


#: What is read of the layouts that say less, or say it in English; all others say BOTH.
OTHERS = {
    "a-page-with-an-empty-cell.html": [PUSH._replace(company=""), STATISTICS._replace(data=())],
    "company-and-data-columns-under-other-names.csv": [PUSH._replace(link=""), STATISTICS._replace(link="")],
    "names-with-systems-in-brackets.txt": [
        PUSH._replace(name="青鸟推送SDK(Android 端,iOS端)", company="青鸟(北京)科技有限公司"),
        STATISTICS._replace(name="白鹭统计SDK (Android 端,iOS端)"),
    ],
    "a-cell-a-line-closed-by-bars.txt": [PUSH._replace(link=""), STATISTICS._replace(link="")],
    "addresses-without-their-protocol.md": ENGLISH,
    "a-row-whose-name-is-long-with-its-brackets.md": BOTH,
    "cells-of-a-page-that-break-their-lines.html": [
        PUSH._replace(name="青鸟推送SDK（青鸟（北京）科技有限公司）"),
        STATISTICS._replace(name="白鹭统计SDK（上海白鹭数据有限公司）"),
    ],
    "english-entries-behind-a-dash.txt": [
        Row("Bluebird Push", purpose="send push messages"),
        Row("Egret Statistics", purpose="statistics of crashes"),
    ],
    "english-entries-of-one-label.html": [
        Row("Bluebird Push", purpose="push messages", data=("logs",)),
        Row("Egret Statistics", purpose="statistics"),
    ],
    "english-entries-with-brackets.html": [
        Row("Bluebird Push", purpose="send push messages"),
        Row("Egret Maps & Places API", purpose="search engine"),
    ],
    "english-names-and-what-for.md": [
        Row("Bluebird Database"),
        Row("Egret Mail", purpose="transactional invite emails"),
    ],
    "english-titles-of-links.html": [
        Row("Bluebird Play Services", link="https://bluebird.example/privacy"),
        Row("Egret Analytics", link="https://egret.example/privacy"),
    ],
    "english-processors.md": [
        Row("Bluebird Push", purpose="Push messages", data=("Device tokens",)),
        Row("Egret Statistics", purpose="Statistics", data=("IP address", "device model")),
    ],
    "english-entries-in-words-of-their-own.html": [
        Row("Bluebird", purpose="newsletter delivery", data=("subscriber addresses",)),
        Row("Egret", purpose="authentication, storage"),
        Row("egrets.example", purpose="offline copies"),
    ],
    "english-links-and-what-they-do.md": [
        Row("Bluebird Push", purpose="push messages", link="https://bluebird.example/privacy"),
        Row("Egret", purpose="store your name", link="https://egret.example/privacy"),
        Row("Heron Mail", purpose="All our letters go through here", link="https://heron.example"),
    ],
    "english-sections-headed-by-a-name.html": [
        Row("Bluebird Reporting (Bluebird Ltd)", "Bluebird Ltd", "collect crash logs", ("Device model", "Crash log")),
        Row("Egret Ads", "", "show advertisements", ("Advertising ID", "App usage"), "https://egret.example/privacy"),
    ],
    "english-sentence-with-brackets.md": [
        Row("Bluebird Cloud", purpose="document storage, Spain region"),
        Row("Egret", purpose="database"),
        Row("Heron Hosting Services", purpose="application hosting"),
    ],
    "english-bold-names-that-share-a-purpose.md": [
        Row("Bluebird Accounts", purpose="accounts and data storage"),
        Row("Cloud Egret", purpose="accounts and data storage"),
        Row("Heron / Ibis", purpose="game information"),
    ],
    "sdks-with-their-data-behind-a-colon.md": [
        Row("青鸟推送SDK", data=("OAID", "设备型号")),
        Row("白鹭地图 SDK", purpose="白鹭公司的地图", link=STATISTICS.link),
    ],
    "sections-headed-by-a-name.html": [
        Row(
            "Bluebird 崩溃报告服务（青鸟）",
            purpose="收集崩溃日志",
            data=("设备型号", "操作系统版本", "应用版本", "崩溃日志", "设备状态"),
        ),
        Row(
            "Egret Ads",
            data=("设备型号", "操作系统版本", "应用版本", "崩溃日志", "设备状态"),
            link="https://egret.example/privacy",
        ),
    ],
    "sentences-of-one-paragraph.html": [
        Row("青鸟推送SDK", purpose="推送消息"),
        Row("白鹭统计SDK", purpose="统计分析", data=("Android ID", "IP地址")),
    ],
    "english-names-of-providers.txt": ENGLISH,
    "english-bold-names-above-their-paragraphs.md": [
        Row(
            "Bluebird (Bluebird Ltd)",
            "Bluebird Ltd",
            "find errors",
            ("device model", "IP address"),
            "https://bluebird.example/privacy",
        ),
        Row("Egret", purpose="sends letters to you", data=("e-mail address",)),
    ],
    "english-sections-with-links-of-their-own.html": [
        Row("Bluebird", purpose="runs the datacentre and provides storage", link="https://bluebird.example/dpa"),
        Row("Egret"),
        Row("Heron"),
    ],
    "english-links-below-a-sentence.html": [
        Row("Bluebird Play", link="https://bluebird.example/privacy"),
        Row("Egret", link="https://egret.example/privacy"),
        Row("Heron"),
    ],
    "english-entries-close-to-their-dash.html": [
        Row("Bluebird / Push", purpose="push messages"),
        Row("Egret", purpose="statistics"),
    ],
    "entries-of-latin-names.html": [
        Row("Bluebird", purpose="推送消息"),
        Row("Egret (Cloud API)", purpose="統計分析"),
    ],
    "a-number-that-spans-rows-and-was-lost.txt": [PUSH._replace(company=""), STATISTICS._replace(company="")],
    "english-hosts-shown-for-addresses.html": [
        Row("Bluebird Push", "", "Push messages", ("Device tokens",), "https://bluebird.example.com/privacy"),
        Row("Egret", "", "Statistics", ("IP address",), "https://egret.example.com/privacy"),
    ],
    "english-blocks.md": ENGLISH,
    "english-cards-with-labels-above-their-values.html": ENGLISH,
    "english-cards-that-repeat-the-name-as-a-link.html": [
        Row("Bluebird Push", purpose="push messages", link=PUSH.link),
        Row("Egret", purpose="provide statistics", link=STATISTICS.link),
    ],
    "english-cells-below-headings-of-a-country.html": [
        Row("Bluebird Technology Ltd.", purpose="Push messages", data=("OAID", "device model")),
        Row("Egret Data Inc.", purpose="For statistics", data=("Android ID", "IP address")),
    ],
    "english-cards-with-labels-beside-their-values.html": [
        ENGLISH[0]._replace(purpose="Send push messages"),
        ENGLISH[1]._replace(purpose="For statistics"),
    ],
    "english-entries-that-begin-with-a-company.html": [
        Row("Bluebird, Inc.", purpose="Push messages for phones"),
        Row("Egret Maps", "Egret LLC", "Website statistics on the public site"),
    ],
    "english-providers-or-their-categories.md": [
        ENGLISH[0]._replace(name="Bluebird Push SDK (phones)", company="", purpose="Send push messages"),
        ENGLISH[1]._replace(company="", purpose="5-minute statistics"),
    ],
    "names-that-end-in-service.html": [PUSH._replace(name="青鸟推送 SDK"), STATISTICS._replace(name="白鹭统计服务")],
    "a-table-of-labels-with-titles-of-links.html": [PUSH, STATISTICS._replace(name="白鹭统计服务")],
    "bullets-with-the-company-in-brackets.txt": [
        PUSH._replace(name="青鸟推送SDK（青鸟（北京）科技有限公司）"),
        STATISTICS._replace(name="白鹭统计SDK"),
        Row("Egret引擎", "Egret LLC", "应用运行框架"),
    ],
    "numbered-packages-and-what-they-take.txt": [
        Row("share_plus", purpose="系统分享", link="https://pub.example/share_plus"),
        Row(
            "nearby_connections (Bluebird Nearby Connections)",
            "",
            "发现附近设备",
            ("位置信息", "设备型号"),
            "https://pub.example/nearby",
        ),
        Row("provider", purpose="状态管理", link="https://pub.example/provider"),
    ],
    "english-running-text.md": ENGLISH,
}


@pytest.mark.parametrize("path", sorted(LAYOUTS.iterdir()), ids=lambda path: path.stem)
def test_every_row_of_a_layout_is_read(path):
    assert_rows(read_sdk_list(path, shipped_lexicons()).facts, OTHERS.get(path.name, BOTH))


def test_rows_of_one_company_stay_apart(tmp_path):
    text = (
        "# 第三方\n\n| 公司名称 | 使用目的 | 收集信息 |\n|---|---|---|\n"
        "| 青鸟（北京）科技有限公司 | 推送消息 | OAID |\n| 青鸟（北京）科技有限公司 | 用于定位和修复问题 | 设备型号 |\n"
    )
    facts = read(tmp_path, "sdks.md", text)
    assert [(fact.company, fact.purpose, fact.data) for fact in facts] == [
        ("青鸟（北京）科技有限公司", "推送消息", ("OAID",)),
        ("青鸟（北京）科技有限公司", "用于定位和修复问题", ("设备型号",)),
    ]


POLICY = """隐私政策

更新日期：2026年1月1日
生效日期：2026年1月8日

我们是青山科技有限公司，注册地址：北京市海淀区。

一、我们收集的信息
业务功能：注册登录
收集的信息：手机号
使用目的：创建账号
注册登录
收集的信息：手机号、昵称
使用目的：识别您的身份
目的：为您提供服务

二、您的权利
联系方式：privacy@qingshan.example
公司名称：青山科技有限公司
"""


def test_a_policy_is_no_list_of_sdks(tmp_path):
    reading_of = tmp_path / "privacy.txt"
    reading_of.write_text(POLICY, encoding="utf-8")
    reading = read_sdk_list(reading_of, shipped_lexicons())
    assert reading.facts == []
    assert [gap.kind for gap in reading.gaps] == ["declared_sdk"]


def test_a_text_of_one_name_a_line_is_a_list(tmp_path):
    facts = read(tmp_path, "sdks.txt", "青鸟推送SDK\n白鹭统计SDK\n")
    assert [fact.name for fact in facts] == ["青鸟推送SDK", "白鹭统计SDK"]


#: Texts that look like the layouts above and list nobody.
NO_LISTS = {
    "headings of a table of contents": "隐私政策\n使用目的\n收集信息\n隐私政策\n如何保护\n我们会保护信息。\n",
    "kinds of services": (
        "Third-party services\n"
        "- Analytics — to understand how the App is used.\n- Payment providers: to process payments.\n"
    ),
    "functions of the app itself": (
        "How we use your information\n"
        "- Account management: used to keep you signed in.\n- Precise location: used for maps.\n"
    ),
    "words with spaces between them that head nothing": "第三方 SDK 名称 目的 信息\n我们 重视 个人 信息。\n",
}


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS)
def test_what_looks_like_a_list_and_lists_nobody(tmp_path, text):
    assert read(tmp_path, "list.txt", text) == []


#: The same in Markdown, which no other reader takes for a table.
DENIED = {
    "what is not there": (
        "# Third-party services\n\nThe app does not include:\n\n- Bluebird Push — used to send push messages.\n"
    ),
    "what is not there, in Chinese": "# 第三方SDK\n\n本应用未接入以下SDK：\n\n- Bluebird Push: 用于推送消息\n",
    "names below a heading on something else": "# Our team\n\n- Ann Bell\n- Bob Hill for questions of all kinds\n",
}


@pytest.mark.parametrize("text", DENIED.values(), ids=DENIED)
def test_what_is_not_there_is_not_listed(tmp_path, text):
    assert read(tmp_path, "list.md", text) == []


def test_what_an_entry_says_after_its_first_sentence_denies_nothing(tmp_path):
    text = (
        "# Third-party services\n\n- **Bluebird** — payment processing. Card data never passes through our servers.\n"
        "- Google account ID (for account association)\n- Egret+ SDK Data: device model, used to provide statistics\n"
    )
    facts = read(tmp_path, "list.md", text)
    assert facts[0].purpose == "payment processing"
    assert [fact.name for fact in facts] == ["Bluebird", "Egret+ SDK"]


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://wiki.qingniao.example/推送SDK隐私声明", "https://wiki.qingniao.example/推送SDK隐私声明"),
        ("https://push.qingniao.example/privacy点击查看", "https://push.qingniao.example/privacy"),
        ("https://push.qingniao.example/privacy，详见官网", "https://push.qingniao.example/privacy"),
        ("见应用内说明", ""),
    ],
)
def test_an_address_may_hold_chinese_and_ends_before_what_is_said_of_it(tmp_path, written, link):
    text = f"第三方SDK\n\nSDK名称：青鸟推送SDK\n使用目的：推送消息\n隐私政策链接：{written}\n"
    assert [fact.link for fact in read(tmp_path, "list.txt", text)] == [link]


def test_a_name_that_ends_in_a_colon_begins_the_next_record(tmp_path):
    text = (
        "第三方SDK目录\n青鸟推送：\n使用目的：推送消息\n收集信息：OAID\n"
        "白鹭统计：\n使用目的：统计分析\n收集信息：IP地址\n"
    )
    assert [fact.name for fact in read(tmp_path, "list.txt", text)] == ["青鸟推送", "白鹭统计"]


def test_permissions_count_as_data_where_no_column_says_data(tmp_path):
    text = "| SDK名称 | 使用目的 | 涉及权限 |\n|---|---|---|\n| 青鸟推送SDK | 推送消息 | 读取手机状态 |\n"
    assert [fact.data for fact in read(tmp_path, "list.md", text)] == [("读取手机状态",)]


def test_kinds_of_data_and_their_items_are_both_data(tmp_path):
    text = (
        "| SDK名称 | 个人信息类型 | 个人信息字段 | 涉及权限 |\n|---|---|---|---|\n"
        "| 青鸟推送SDK | 设备信息 | OAID、设备型号 | 存储 |\n"
    )
    assert [fact.data for fact in read(tmp_path, "list.md", text)] == [("设备信息", "OAID", "设备型号")]
