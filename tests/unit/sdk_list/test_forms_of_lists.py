"""Lists in further forms: marks before names, rows parted by dashes, labels run together, makers behind names."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")

Row = tuple[str, str, str, tuple[str, ...], str]


def rows(folder, text: str, name: str = "list.md") -> list[Row]:
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in read(folder, text, name)]


def test_a_pictogram_before_a_name_is_no_part_of_it(tmp_path):
    text = (
        "# 🔌 第三方SDK\n\n## 📍 白鹭定位SDK\n- 🏢 **公司**：白鹭科技有限公司\n- 🎯 **用途**：提供定位服务\n"
        "- 📦 **收集**：位置信息、设备标识\n- 🔗 **隐私**：<https://egret.example/privacy/>\n"
    )
    want = (
        "白鹭定位SDK",
        "白鹭科技有限公司",
        "提供定位服务",
        ("位置信息", "设备标识"),
        "https://egret.example/privacy/",
    )
    assert rows(tmp_path, text) == [want]


def test_labels_to_which_the_fields_of_a_card_are_glued(tmp_path):
    def card(name: str, company: str, use: str, data: str, link: str) -> str:
        fields = (("第三方主体", company), ("使用目的", use), ("共享信息名称", data), ("官网链接", link))
        spans = "".join(f'<div class="row"><span>{label}</span><span>{value}</span></div>' for label, value in fields)
        return f'<div class="card"><div class="name">{name}</div>{spans}</div>'

    page = "<html><body><h2>第三方信息共享清单</h2>{}</body></html>".format(
        card(
            "小米推送SDK", "北京小米移动软件有限公司", "向手机用户推送消息", "OAID、设备型号", "https://dev.mi.com/push"
        )
        + card(
            "OPPO推送SDK", "广东欢太科技有限公司", "向手机用户推送消息", "设备标识", "https://open.oppomobile.com/push"
        )
    )
    assert rows(tmp_path, page, "list.html") == [
        (
            "小米推送SDK",
            "北京小米移动软件有限公司",
            "向手机用户推送消息",
            ("OAID", "设备型号"),
            "https://dev.mi.com/push",
        ),
        (
            "OPPO推送SDK",
            "广东欢太科技有限公司",
            "向手机用户推送消息",
            ("设备标识",),
            "https://open.oppomobile.com/push",
        ),
    ]


@pytest.mark.parametrize(
    ("behind", "data"),
    [
        ("会收集设备型号、IP地址，其隐私政策见https://egret.example/privacy。", ("设备型号", "IP地址")),
        ("收集的信息包括：设备型号、IP地址。隐私政策：https://egret.example/privacy。", ("设备型号", "IP地址")),
        ("不会收集个人信息，其隐私政策见https://egret.example/privacy。", ()),
    ],
)
def test_a_sentence_on_who_provides_ends_with_what_is_taken_and_the_policy(tmp_path, behind, data):
    text = f"三、第三方SDK说明\n（1）白鹭验证：由白鹭科技有限公司提供，为识别机器注册而接入，{behind}\n"
    ((name, company, use, taken, link),) = rows(tmp_path, text, "list.txt")
    assert (name, company, use) == ("白鹭验证", "白鹭科技有限公司", "为识别机器注册而接入")
    assert (taken, link) == (data, "https://egret.example/privacy")


def test_a_row_of_markdown_without_outer_bars_is_one_whatever_breaks_in_its_cells(tmp_path):
    text = (
        "### Third-party services\n\nService | Provider | Why we use it | What it receives\n:--|:--|:--|:--\n"
        "**Mixpanel** | Mixpanel, Inc. | Product analytics | Usage events,<br>device type\n"
        "**OneSignal** | OneSignal, Inc. | Push notifications | Push token,<br>language\n"
    )
    assert rows(tmp_path, text) == [
        ("Mixpanel", "Mixpanel, Inc.", "Product analytics", ("Usage events", "device type"), ""),
        ("OneSignal", "OneSignal, Inc.", "Push notifications", ("Push token", "language"), ""),
    ]


def test_english_labels_that_run_on_in_one_line_part_at_their_own_words(tmp_path):
    text = (
        "<p><b>SDK Name:</b> Egret Ads <b>Company:</b> Egret Technologies <b>Purpose:</b> advertising "
        "<b>Data Collected:</b> IP address, device ID <b>Privacy Policy:</b> https://egret.example/privacy</p>"
    )
    want = (
        "Egret Ads",
        "Egret Technologies",
        "advertising",
        ("IP address", "device ID"),
        "https://egret.example/privacy",
    )
    assert rows(tmp_path, text + text.replace("Egret", "Heron").replace("egret", "heron"), "list.html") == [
        want,
        (
            "Heron Ads",
            "Heron Technologies",
            "advertising",
            ("IP address", "device ID"),
            "https://heron.example/privacy",
        ),
    ]


def test_a_second_label_of_kinds_holds_data_where_its_value_does(tmp_path):
    line = "SDK名称：{}；主体：白鹭科技有限公司；目的：{}；类型：{}；方式：SDK采集；政策：https://egret.example/privacy；\n"
    text = (
        "第三方SDK清单：\n"
        + line.format("白鹭推送", "推送通知", "设备型号、网络类型")
        + line.format("青鸟推送", "登录", "手机号")
    )
    found = rows(tmp_path, text, "list.txt")
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("白鹭推送", "推送通知", ("设备型号", "网络类型")),
        ("青鸟推送", "登录", ("手机号",)),
    ]


def test_a_kind_above_an_entry_with_labels_takes_nothing_of_it(tmp_path):
    text = (
        "## Who we share data with\n\n* Analytics\n    * **PostHog** — PostHog, Inc. Helps us see what is used. "
        "Receives: device model, in-app events. [Privacy](https://posthog.com/privacy)\n* Payments\n"
        "    * **Stripe** — Stripe, Inc. Processes card payments. Receives: billing address. "
        "[Privacy](https://stripe.com/privacy)\n"
    )
    assert rows(tmp_path, text) == [
        (
            "PostHog",
            "PostHog, Inc.",
            "Helps us see what is used",
            ("device model", "in-app events"),
            "https://posthog.com/privacy",
        ),
        ("Stripe", "Stripe, Inc.", "Processes card payments", ("billing address",), "https://stripe.com/privacy"),
    ]


def test_parts_of_an_entry_behind_dashes_are_read_by_what_they_are(tmp_path):
    text = (
        "### Sub-processors\n\n1. **Amazon Web Services, Inc.** (hosting) — USA — account data, content — "
        "<https://aws.amazon.com/privacy/>\n2. **Zendesk, Inc.** (customer support) — USA — name, email — "
        "<https://www.zendesk.com/company/privacy/>\n"
    )
    assert [(row[0], *row[2:]) for row in rows(tmp_path, text)] == [
        ("Amazon Web Services, Inc.", "hosting", ("account data", "content"), "https://aws.amazon.com/privacy/"),
        ("Zendesk, Inc.", "customer support", ("name", "email"), "https://www.zendesk.com/company/privacy/"),
    ]


def test_who_makes_it_stands_behind_the_name_and_a_link_behind_the_data(tmp_path):
    def entry(name: str, maker: str, use: str, data: str, link: str) -> str:
        return (
            f"<li><h4>{name} <small>by {maker}</small></h4><p>{use} It collects: {data}. "
            f'<a href="{link}">Learn more</a></p></li>'
        )

    first = ("Flurry Analytics", "Yahoo Inc.", "We use it to see usage.", "IP address", "https://yahoo.example/p")
    second = ("Braze", "Braze, Inc.", "We use it to notify you.", "push tokens", "https://braze.example/p")
    found = rows(tmp_path, f"<ul>{entry(*first)}{entry(*second)}</ul>", "list.html")
    assert found == [(*first[:3], (first[3],), first[4]), (*second[:3], (second[3],), second[4])]


def test_a_group_in_brackets_before_a_name_is_no_part_of_it(tmp_path):
    text = (
        "**【推送服务】vivo推送**（维沃移动通信有限公司）\n> 用途：在vivo手机上推送消息\n> 收集：设备型号\n\n"
        "**【统计服务】神策数据**（神策网络科技（北京）有限公司）\n> 用途：统计用户行为\n> 收集：设备标识\n"
    )
    assert [(row[0].split(" ")[0], *row[2:4]) for row in rows(tmp_path, text)] == [
        ("vivo推送", "在vivo手机上推送消息", ("设备型号",)),
        ("神策数据", "统计用户行为", ("设备标识",)),
    ]
