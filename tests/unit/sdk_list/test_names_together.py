"""Entries that name several with one use, and what their further sentences say is sent to whom they name."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")

EN = "# Third-party services\n\nThis app relies on the following third-party services:\n\n{}"
ZH = "# 第三方服务\n\n我们使用以下第三方服务：\n\n{}"


def uses(facts) -> list[tuple[str, str]]:
    return [(fact.name, fact.purpose) for fact in facts]


def test_several_linked_names_have_one_use_and_each_its_own_address(tmp_path):
    text = ZH.format(
        "- [白鹭地图](https://egret.example/)、[Finch-Meteo](https://finch.example/) - 天气数据\n"
        "- [Sentry](https://sentry.example/) - 崩溃报告\n"
    )
    assert [(fact.name, fact.purpose, fact.link) for fact in read(tmp_path, text)] == [
        ("白鹭地图", "天气数据", "https://egret.example/"),
        ("Finch-Meteo", "天气数据", "https://finch.example/"),
        ("Sentry", "崩溃报告", "https://sentry.example/"),
    ]


def test_three_names_nobody_knows_are_three_where_a_lead_calls_them_third_parties(tmp_path):
    entry = "- Egret API, FinchData, and OpenWren — public data used to display times. No personal data is sent.\n"
    named = ["Egret API", "FinchData", "OpenWren"]
    assert uses(read(tmp_path, EN.format(entry))) == [(name, "public data used to display times") for name in named]
    assert read(tmp_path, f"# How we work\n\n{entry}") == []


@pytest.mark.parametrize(
    "entry",
    ["Name, Email, Phone — used for contact", "EU, UK and US: where it is kept", "ACCESS_WIFI_STATE, CAMERA — needed"],
)
def test_data_places_and_permissions_are_no_names(tmp_path, entry):
    assert uses(read(tmp_path, EN.format(f"- {entry}\n- Sentry — crash reports\n"))) == [("Sentry", "crash reports")]


def test_the_form_of_a_company_is_no_name(tmp_path):
    facts = read(tmp_path, EN.format("- Stripe, Inc. and Google LLC — payments\n"))
    assert uses(facts) == [("Stripe, Inc.", "payments"), ("Google LLC", "payments")]


def test_names_before_the_word_for_what_they_are_used_for(tmp_path):
    text = "# 第三方\n\n我们与以下第三方共享信息：\n\n- Vercel、Neon、AWS用于托管\n- 设备、日志、数据用于托管\n"
    assert uses(read(tmp_path, text)) == [(name, "用于托管") for name in ("Vercel", "Neon", "AWS")]


def test_latin_names_between_commas_of_lists_are_several_whoever_knows_them(tmp_path):
    text = ZH.format(
        "- 支付：Creem（处理订阅支付）\n"
        "- 数据库：EgretRef、FinchMed、Wren Scholar（用于文献查找）\n"
        "- 云服务：Vercel（托管）\n"
    )
    named = [fact.name for fact in read(tmp_path, text)]
    assert named == ["Creem", "EgretRef", "FinchMed", "Wren Scholar", "Vercel"]


def test_a_kind_with_those_who_offer_it_and_a_sentence_behind_them(tmp_path):
    text = ZH.format(
        "- 第三方支付：微信支付、支付宝等支付渠道。当您付款时，由其按条款处理。\n- 数据统计：公告、提醒等内容。\n"
    )
    assert uses(read(tmp_path, text)) == [("微信支付", "第三方支付"), ("支付宝", "第三方支付")]


def test_what_a_label_of_a_card_says_is_no_list_of_names(tmp_path):
    text = ZH.format(
        "（1）微信SDK\n收集的数据：IP地址\n使用目的：微信登录，微信分享\n官网链接：https://egret.example\n"
    )
    assert uses(read(tmp_path, text)) == [("微信SDK", "微信登录，微信分享")]


def test_whom_a_site_says_it_uses(tmp_path):
    text = ZH.format(
        "- 本站使用 GitHub Pages, Vercel & Cloudflare 作为网页托管服务\n"
        "- 本站的部分静态资源文件使用 jsDelivr, UNPKG\n"
        "- 本站使用 Google Analytics\n"
        "- 本站的部分图片可能使用来自外部网站的链接\n"
        "- 本站使用 Cookie\n"
        "- 本站未使用 Sentry\n"
        "- 本站使用第三方 SDK 用于统计\n"
    )
    assert uses(read(tmp_path, text)) == [
        ("GitHub Pages", "网页托管服务"),
        ("Vercel", "网页托管服务"),
        ("Cloudflare", "网页托管服务"),
        ("jsDelivr", ""),
        ("UNPKG", ""),
        ("Google Analytics", ""),
    ]


@pytest.mark.parametrize(
    ("entry", "use", "data"),
    [
        ("Journal text and mood notes are sent to Sentry's API.", "crash reports", ("Journal text", "mood notes")),
        ("Sentry handles card data; we never see it.", "crash reports", ("card data",)),
        (
            "Sentry processes your subscription status but does not read mail.",
            "crash reports",
            ("subscription status",),
        ),
        ("We receive purchase status from Sentry.", "crash reports", ("purchase status",)),
        ("Notifications are sent to Sentry's users.", "crash reports", ()),
        ("Journal text is not sent to Sentry's API.", "crash reports", ()),
    ],
)
def test_a_further_sentence_says_what_goes_there(tmp_path, entry, use, data):
    (fact,) = read(tmp_path, EN.format(f"- **Sentry** — crash reports. {entry}\n"))
    assert (fact.purpose, fact.data) == (use, data)


def test_an_entry_that_is_a_sentence_on_what_is_sent_and_what_for(tmp_path):
    entry = "- **Google Gemini** — the prompts you submit are sent to Google's API to generate recommendations.\n"
    (fact,) = read(tmp_path, EN.format(entry))
    assert (fact.purpose, fact.data) == ("generate recommendations", ("the prompts you submit",))


@pytest.mark.parametrize(
    ("entry", "company", "use", "data"),
    [
        ("当你提交意见时，反馈内容将进入飞书多维表格用于问题处理。", "", "问题处理", ("反馈内容",)),
        ("智能内容生成。您的对话记录将用于生成建议。", "", "智能内容生成", ("对话记录",)),
        ("智能内容生成。您的数据将用于生成建议。", "", "智能内容生成", ()),
        ("限流服务（仅存储请求频率数据）", "", "限流服务", ("请求频率数据",)),
        ("限流服务（存储于境内）", "", "限流服务（存储于境内）", ()),
        ("文件存储服务，所有上述数据都存储在其云端数据库中。", "", "文件存储服务", ()),
        ("与百度统计类似，用于分析流量。", "", "用于分析流量", ()),
        ("对话服务（小米提供的大语言模型）", "小米", "对话服务", ()),
        ("使用需遵守其服务条款", "", "", ()),
    ],
)
def test_what_a_chinese_entry_says_of_data_makers_and_terms(tmp_path, entry, company, use, data):
    fact = read(tmp_path, ZH.format(f"- **飞书**：{entry}\n- **Sentry**：崩溃报告\n"))[0]
    assert (fact.company, fact.purpose, fact.data) == (company, use, data)


def test_a_platform_of_somebody_with_the_company_in_brackets_is_no_label(tmp_path):
    text = ZH.format("• 腾讯云：数据存储\n• 微信支付（腾讯科技）：处理付款\n• 微信开放平台（腾讯科技）：微信登录\n")
    assert [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, text)] == [
        ("腾讯云", "", "数据存储"),
        ("微信支付（腾讯科技）", "腾讯科技", "处理付款"),
        ("微信开放平台（腾讯科技）", "腾讯科技", "微信登录"),
    ]


def test_a_sentence_says_what_each_is_used_for(tmp_path):
    text = (
        "# 第三方\n\n我们使用以下第三方服务：Google OAuth 用于身份验证，Creem 用于支付处理，Sentry、Vercel 用于托管。\n"
    )
    assert uses(read(tmp_path, text)) == [
        ("Google OAuth", "身份验证"),
        ("Creem", "支付处理"),
        ("Sentry", "托管"),
        ("Vercel", "托管"),
    ]


def test_a_paragraph_below_a_lead_may_be_the_only_entry(tmp_path):
    one = "Google Play Billing：用于安全地处理内购功能。\n未来新增的，我们将更新本政策。\n"
    assert uses(read(tmp_path, f"五、第三方服务\n本 App 目前仅使用以下第三方服务：\n{one}")) == [
        ("Google Play Billing", "用于安全地处理内购功能")
    ]
    assert read(tmp_path, f"五、功能\n本 App 目前仅使用以下功能：\n{one}") == []


def test_a_column_of_what_reaches_somebody_is_one_of_data(tmp_path):
    text = (
        "# Subprocessors\n\n| Subprocessor | What it does | Where | What reaches it |\n|---|---|---|---|\n"
        "| Vercel | Hosting | Stockholm | Everything, in transit |\n| Stripe | Payments | Ireland | Payment data |\n"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("Vercel", "Hosting", ("Everything", "in transit")),
        ("Stripe", "Payments", ("Payment data",)),
    ]


def test_a_further_sentence_of_a_cell_says_what_is_sent(tmp_path):
    text = (
        "# Processors\n\n| Processor | What it does |\n|---|---|\n"
        "| Anthropic | Summarizes your call. Transcripts are sent to Anthropic only when you ask. |\n"
        "| Sentry | Counts crashes. Transcripts are never sent to Sentry. |\n"
    )
    assert [(fact.name, fact.data) for fact in read(tmp_path, text)] == [
        ("Anthropic", ("Transcripts",)),
        ("Sentry", ()),
    ]


def test_where_data_are_processed_is_no_data(tmp_path):
    block = (
        "**{}**\n\n* Purpose: Provide services\n* Data processing location: United States\n"
        "* Guarantees for international transfer: Standard Contractual Clauses\n\n"
    )
    text = "# Third-party processors\n\n" + block.format("Zendesk, Inc.") + block.format("Stripe, Inc.")
    assert [(fact.name, fact.data) for fact in read(tmp_path, text)] == [("Zendesk, Inc.", ()), ("Stripe, Inc.", ())]


def test_a_block_of_a_company_alone_is_called_by_the_heading_of_a_brand(tmp_path):
    block = "= {} =\n\nIt puts out the code that you give.\n\n* Service provider: {}\n* Privacy: https://{}.example/privacy\n\n"
    text = block.format("Yandex.Metrika", "Yandex LLC", "y") + block.format("Other providers", "Egret LLC", "e")
    facts = read(tmp_path, text)
    assert (facts[0].name, facts[0].company) == ("Yandex.Metrika", "Yandex LLC")
    assert "Other providers" not in [fact.name for fact in facts]


def test_a_sentence_says_where_the_policy_of_somebody_is(tmp_path):
    text = EN.format(
        "- BugSnag: used for crash reporting\n- Google Maps: used for maps\n\n"
        "Data sent to BugSnag are governed by BugSnag's privacy policy which can be found at https://b.example/p.\n\n"
        "Data sent to Finch are governed by Finch's privacy policy which can be found at https://f.example/p.\n"
    )
    assert [(fact.name, fact.link) for fact in read(tmp_path, text)] == [
        ("BugSnag", "https://b.example/p"),
        ("Google Maps", ""),
    ]
