"""What stands right beside a name in a list: a kind of service in brackets, an address, the end of a label, a plan."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

facts = reader_of("list.md")


def _told(tmp_path, text: str, name: str = "list.md") -> list[tuple[str, str, str, tuple[str, ...], str]]:
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in reader_of(name)(tmp_path, text)]


@pytest.mark.parametrize(
    ("inner", "name", "purpose"),
    [
        ("Payments & Billing", "Stripe", "Payments & Billing"),
        ("Subscriptions", "Stripe", "Subscriptions"),
        ("Ireland", "Stripe", ""),
    ],
)
def test_a_kind_of_service_in_brackets_may_begin_large(tmp_path, inner, name, purpose):
    text = f"## Third-Party SDKs\n\n- **Stripe** ({inner})\n  - Privacy policy: https://stripe.com/privacy\n"
    assert _told(tmp_path, text) == [(name, "", purpose, (), "https://stripe.com/privacy")]


def test_a_kind_of_service_in_the_brackets_of_a_heading(tmp_path):
    text = (
        "## Third parties\n\nWe work with these providers:\n\n### 3.1 Vercel (application hosting)\n\n"
        "Our website runs on Vercel's servers.\n\n### 3.2 Stripe (card payments)\n\nStripe takes your card.\n"
    )
    assert [(name, purpose) for name, _, purpose, _, _ in _told(tmp_path, text)] == [
        ("Vercel", "application hosting"),
        ("Stripe", "card payments"),
    ]


@pytest.mark.parametrize(
    ("cell", "name", "link"),
    [
        ("Egret, Inc.<small>egret.com</small>", "Egret, Inc.", "https://egret.com"),
        ("Resend<small>resend.com</small>", "Resend", "https://resend.com"),
        ("Egret Ltd<small>heron.com</small>", "Egret Ltdheron.com", ""),
    ],
)
def test_an_address_set_under_a_name(tmp_path, cell, name, link):
    page = (
        "<h2>Subprocessors</h2><table><tr><th>Subprocessor</th><th>Purpose</th></tr>"
        f"<tr><td>{cell}</td><td>Mail</td></tr></table>"
    )
    assert [(told[0], told[4]) for told in _told(tmp_path, page, "list.html")] == [(name, link)]


def test_a_table_copied_from_a_page_with_abbreviations_at_its_end(tmp_path):
    text = (
        "Subprocessor List\n\nSubprocessorPurposeData ProcessedLocationTransfer Mechanism\n"
        "SentryError trackingStack traces, user IDUSDPF + SCCs\n"
        "ResendTransactional emailEmail address, nameEUSCCs\n"
    )
    assert [(name, purpose, data) for name, _, purpose, data, _ in _told(tmp_path, text, "list.txt")] == [
        ("Sentry", "Error tracking", ("Stack traces", "user ID")),
        ("Resend", "Transactional email", ("Email address", "name")),
    ]


_SAFEGUARDS = (
    "The table describes the identifiers and the safeguards that {} such identifiers are not used or disclosed to "
    "contact anybody.\n\n| Collection Via | Identifier Collected | Purpose | Safeguards |\n| --- | --- | --- | --- |\n"
    "| Adjust SDK | GAID, IDFA | Attribution | These identifiers are not used for profiling |\n"
)


def test_what_is_ensured_above_a_table_denies_none_of_its_rows(tmp_path):
    assert _told(tmp_path, _SAFEGUARDS.format("ensure that")) == [
        ("Adjust SDK", "", "Attribution", ("GAID", "IDFA"), "")
    ]


def test_services_that_are_known_beside_what_of_them_is_called(tmp_path):
    table = (
        "### Third-party Services\n\n| {} | SDK / API | 用途 |\n|---|---|---|\n"
        "| 微信登录 | wx.login() + session | 用户认证 |\n| 高德地图 | 天气/路线 | 地图 |\n"
        "| 阿里云短信 | SMS SDK | 验证码 |\n"
    )
    assert [told[0] for told in _told(tmp_path, table.format("服务"))] == ["微信登录", "高德地图", "阿里云短信"]


def test_the_end_of_a_company_that_is_the_title_of_a_link(tmp_path):
    text = "**SDK 名称：** egret-sdk\n\n**提供方：** [Egret](https://egret.example) — 开源项目\n\n**使用目的：** 统计\n"
    assert [told[:3] for told in _told(tmp_path, text)] == [("egret-sdk", "Egret", "统计")]


def test_data_as_the_subject_of_who_processes_them(tmp_path):
    text = "Third-party services\n\nPurchase data are processed by Apple and Google.\n"
    assert [(told[0], told[2], told[3]) for told in _told(tmp_path, text, "list.txt")] == [
        ("Apple", "", ("Purchase data",)),
        ("Google", "", ("Purchase data",)),
    ]


def test_what_is_done_is_no_name(tmp_path):
    text = (
        "Third-Party Services\n\n1. AdMob (Google) — Ads\n\n   - Collects device identifiers\n\n"
        "   Google Privacy Policy: https://policies.google.com/privacy\n\n"
        "2. Adapty — Subscriptions\n\n   - Collects device data for subscriptions\n\n"
        "   Adapty Privacy Policy: https://adapty.io/privacy\n"
    )
    assert [told[0].partition(" —")[0] for told in _told(tmp_path, text, "list.txt")] == ["AdMob (Google)", "Adapty"]


def test_who_controls_data_is_none(tmp_path):
    table = "| 第三方 | 用途 | 数据控制者 |\n|---|---|---|\n| Stripe | 支付处理 | Stripe 为交易数据的控制者 |\n"
    text = f"## 第三方服务\n\n{table}"
    assert _told(tmp_path, text) == [("Stripe", "", "支付处理", (), "")]


def test_whom_a_brand_offers(tmp_path):
    text = (
        "#### Analytics\n\nWe may use third-party Service providers to analyze the use of our Service.\n\n"
        "**Google Analytics**\n\nGoogle Analytics is a web analytics service offered by Google that reports traffic. "
        "For more information on what Google collects, please visit the page: https://policies.google.com/privacy\n"
    )
    assert [(told[0], told[1], told[3]) for told in _told(tmp_path, text)] == [("Google Analytics", "Google", ())]


def test_brackets_say_what_for_and_where(tmp_path):
    text = (
        "Who We Share It With\n\n- PostHog, Inc. (analytics — USA) — user ID and events\n"
        "- Sentry (error monitoring — USA) — error logs\n"
    )
    assert [(told[0], told[2]) for told in _told(tmp_path, text)] == [
        ("PostHog, Inc.", "analytics"),
        ("Sentry", "error monitoring"),
    ]


def test_a_section_on_what_is_not_embedded_names_nobody(tmp_path):
    text = (
        "## 第三方 SDK 声明\n\n### 极光推送 JPush\n- SDK 会采集：OAID、Android ID\n\n"
        "### {}\n- 国内版本：境外推送服务、境外广告 SDK\n"
    )
    assert [told[0] for told in _told(tmp_path, text.format("其他未集成的 SDK"))] == ["极光推送 JPush"]


def test_a_role_says_what_for(tmp_path):
    text = "## 第三方数据处理方\n\n| 服务商 | 角色 | 涉及数据 |\n|---|---|---|\n| Render | 后端托管 | 请求日志 |\n"
    assert [(told[0], told[2]) for told in _told(tmp_path, text)] == [("Render", "后端托管")]


def test_a_product_behind_who_supplies_it(tmp_path):
    text = "匿名产品使用信息\n\n我们使用 Google 提供的 Firebase Analytics 来改进产品。\n"
    assert [told[:2] for told in _told(tmp_path, text, "list.txt")] == [("Firebase Analytics", "Google")]


def test_a_company_behind_how_it_is_told(tmp_path):
    text = (
        "# Third-party SDKs\n\n| SDK | Provider | Purpose |\n|---|---|---|\n| AdMob | Operated by Google LLC | Ads |\n"
    )
    assert [told[:3] for told in _told(tmp_path, text)] == [("AdMob", "Google LLC", "Ads")]


@pytest.mark.parametrize("comma", ["，", ","])
def test_sentences_with_commas_of_either_kind_are_no_table(tmp_path, comma):
    text = f"第三方服务\n\n为了推送消息{comma}我们接入了极光推送{comma}用于消息推送{comma}收集您的设备标识符。\n"
    assert [told[0] for told in _told(tmp_path, text, "list.txt")] == ["极光推送"]
