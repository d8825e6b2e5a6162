"""Kinds of services with who offers them and what for, lines below a lead-in, lettered entries; and near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

facts = reader_of("list.txt")


def rows(tmp_path, text: str, name: str = "list.txt"):
    return [(fact.name, fact.purpose, fact.data) for fact in facts(tmp_path, text, name)]


SERVICES = "隐私政策\n\n八、第三方服务\n为提供服务，我们使用以下第三方服务提供商：\n"


def test_those_who_offer_a_kind_of_service_have_the_use_behind_the_last_of_them(tmp_path):
    text = f"{SERVICES}- 云服务：AWS、Google Cloud或Azure用于数据存储和计算\n- 支付处理：Stripe用于处理订阅付款\n"
    assert rows(tmp_path, text) == [
        ("AWS", "用于数据存储和计算", ()),
        ("Google Cloud", "用于数据存储和计算", ()),
        ("Azure", "用于数据存储和计算", ()),
        ("Stripe", "用于处理订阅付款", ()),
    ]


def test_a_label_that_calls_them_third_parties_needs_no_heading_that_does(tmp_path):
    text = (
        "隐私政策\n\n5. 数据共享\n我们不会出售您的个人数据。我们仅在以下情况下共享数据：\n"
        "- 第三方服务提供商：Supabase（数据库）、Creem（支付处理）\n- 法律要求：如法律、法规或法律程序要求\n"
    )
    assert rows(tmp_path, text) == [("Supabase", "数据库", ()), ("Creem", "支付处理", ())]


@pytest.mark.parametrize(
    "entry",
    [
        "- 数据分析：用于服务分析和改进的匿名化数据",
        "- 设备信息：品牌、型号等用于适配屏幕",
        "- 我们不使用的服务商：友盟（统计）、极光（推送）",
        "- 第三方服务提供商：我们可能会聘请服务商（统计）、客服（支持）",
        "- 客服渠道：小王（客服号）、小李（客服群）",
    ],
)
def test_what_else_a_label_may_lead_to_names_nobody(tmp_path, entry):
    assert rows(tmp_path, f"{SERVICES}{entry}\n") == []


LINES = (
    "Google —— 仅用于登录（身份验证）。\nSupabase Storage —— 用于存放你证据文件的私有存储。\n"
    "Turso —— 存放你案件详情的数据库。\n"
)


def test_lines_are_a_list_below_a_line_on_third_parties_that_leads_to_them(tmp_path):
    text = f"隐私政策\n你的数据存储在何处\n本应用使用信誉良好的第三方服务提供商：\n{LINES}我们如何保护数据\n"
    assert [name for name, _, _ in rows(tmp_path, text)] == ["Google", "Supabase Storage", "Turso"]


@pytest.mark.parametrize(
    "lead",
    [
        "本应用不使用任何第三方服务提供商：",
        "你可以用这些账户登录：",
        "本应用使用信誉良好的第三方服务提供商：\n它们的名称由我们另行公布。",
    ],
)
def test_a_denial_another_matter_or_a_sentence_between_makes_no_list(tmp_path, lead):
    text = f"隐私政策\n你的数据存储在何处\n{lead}\n{LINES.replace('Turso', '本机')}我们如何保护数据\n"
    assert rows(tmp_path, text) == []


def test_lettered_entries_say_what_for_and_what_is_handed_over(tmp_path):
    text = (
        "2.5 平台所嵌入的第三方SDK包括：\n\n"
        "a.白鹭登录SDK：为您提供登录服务，登录成功后会获取您的昵称，ID，头像等基本信息。\n\n"
        "b.EGRET：为帮助定位闪退信息，以改善稳定性，平台将在您使用服务的过程中收集并共享您的设备信息、日志信息。\n\n"
        "c.音视频通信RTC：为我们的产品提供传输能力，用于远程监控。我们会收集并共享您的网络信息、用户ID用于传输。\n"
    )
    assert rows(tmp_path, text) == [
        ("白鹭登录SDK", "提供登录服务", ("昵称", "ID", "头像等基本信息")),
        ("EGRET", "为帮助定位闪退信息，以改善稳定性", ("设备信息", "日志信息")),
        ("音视频通信RTC", "为我们的产品提供传输能力，用于远程监控", ("网络信息", "用户ID")),
    ]


def test_a_permission_in_such_a_list_is_no_name(tmp_path):
    text = "2.5 第三方SDK所需权限包括：\n\na.定位GPS：为您提供定位服务。\n\nb.通信NFC：为您提供刷卡服务。\n"
    assert rows(tmp_path, text) == []


def test_an_english_category_table_leaves_the_use_to_the_section_of_whom_it_names(tmp_path):
    table = (
        "<table><tr><th>Data Category</th><th>Purpose</th><th>Third-Party SDK</th></tr>"
        "<tr><td>Advertising Identifier</td><td>Delivering personalized ads</td><td>Google AdMob</td></tr>"
        "<tr><td>Network Information</td><td>Fraud prevention</td><td>Adjust, Firebase</td></tr></table>"
    )
    section = (
        "<h3>3.2 Google AdMob</h3><ul><li>Provider: Google LLC</li><li>Data Processed: Advertising ID</li>"
        "<li>Purpose: Ad delivery</li><li>Opt-out: https://adssettings.example</li></ul>"
    )
    text = (
        "<h1>Privacy Policy</h1><p>We collect data through third-party SDKs that are part of the application:</p>"
        f"{table}<h2>3. Third-Party SDK Details</h2>{section}"
    )
    found = {name: purpose for name, purpose, _ in rows(tmp_path, text, "policy.html")}
    assert found == {"Google AdMob": "Ad delivery", "Adjust": "Fraud prevention", "Firebase": "Fraud prevention"}


def test_whose_product_it_is_in_brackets_is_no_use_and_nobody_else(tmp_path):
    text = (
        "<h1>Privacy Policy</h1><h2>1. Third-party services</h2>"
        "<p>We use Firebase Analytics (a service provided by Google) to count visits to pages of the App.</p>"
    )
    found = facts(tmp_path, text, "policy.html")
    assert [(fact.name, fact.company) for fact in found] == [("Firebase Analytics", "Google")]
    assert "provided by" not in found[0].purpose


def test_data_that_are_related_to_something_are_that(tmp_path):
    text = (
        "<h2>5. Third-Party Services</h2><p>We use the following third-party services:</p><h3>5.2 RevenueCat</h3>"
        "<p>We use RevenueCat to manage purchases. RevenueCat may collect information related to your purchase history."
        "</p>"
    )
    assert rows(tmp_path, text, "policy.html") == [("RevenueCat", "manage purchases", ("purchase history",))]


LED = "<h2>5. Third-Party Services</h2><p>{}</p>"


def test_a_sentence_that_says_of_each_what_it_is_for_lists_them(tmp_path):
    said = (
        "We use the following third-party services: Clerk for authentication, Finch Cloud for secure photo storage, "
        "and PostHog for product analytics. Each service has its own policy."
    )
    assert rows(tmp_path, LED.format(said), "policy.html") == [
        ("Clerk", "for authentication", ()),
        ("Finch Cloud", "for secure photo storage", ()),
        ("PostHog", "for product analytics", ()),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "We do not use the following third-party services: Clerk for authentication, and PostHog for analytics.",
        "Third-party services are there for the following: Billing for subscriptions, and Support for questions.",
    ],
)
def test_a_denial_and_kinds_of_things_list_nobody(tmp_path, said):
    assert rows(tmp_path, LED.format(said), "policy.html") == []


def test_a_kind_of_service_is_what_who_stands_in_brackets_behind_it_is_for(tmp_path):
    items = "<li>Payment processing (Polar)</li><li>Analytics (privacy-focused)</li><li>Hosting (Vercel)</li>"
    text = f"{LED.format('We use the following third-party services:')}<ul>{items}</ul>"
    assert rows(tmp_path, text, "policy.html") == [("Polar", "Payment processing", ()), ("Vercel", "Hosting", ())]


def test_such_brackets_below_another_heading_name_nobody(tmp_path):
    text = "<h2>How to sign in</h2><ul><li>Account login (Google)</li><li>Email (Gmail)</li></ul>"
    assert rows(tmp_path, text, "policy.html") == []


BLOCK = "第三方SDK清单\n\n1、{}\n\n第三方主体：白鹭有限公司\n\n收集信息：设备ID\n\n使用目的：消息推送\n"


def test_a_block_of_two_sdks_is_one_of_each(tmp_path):
    found = rows(tmp_path, BLOCK.format("白鹭推送SDK、白鹭核心功能SDK"))
    assert found == [("白鹭推送SDK", "消息推送", ("设备ID",)), ("白鹭核心功能SDK", "消息推送", ("设备ID",))]


def test_a_block_of_one_sdk_for_two_things_is_one(tmp_path):
    assert [name for name, _, _ in rows(tmp_path, BLOCK.format("白鹭推送、统计SDK"))] == ["白鹭推送、统计SDK"]


def test_a_label_for_a_policy_needs_no_colon_before_its_link(tmp_path):
    text = (
        "<h1>第三方SDK清单</h1><p>白鹭SDK</p><p>第三方主体:白鹭有限公司</p><p>共享的信息:订单</p><p>使用目的:支付</p>"
        "<p>第三方隐私政策<a href='https://egret.example/p'>白鹭支付</a></p><p>青鸟SDK</p><p>使用目的:统计</p>"
    )
    found = facts(tmp_path, text, "list.html")
    assert [(fact.name, fact.link) for fact in found] == [("白鹭SDK", "https://egret.example/p"), ("青鸟SDK", "")]


def test_who_is_in_charge_of_collecting_something_takes_it_only_where_it_says_so(tmp_path):
    text = (
        "8.9 第三方SDK说明\n本App内集成了以下第三方SDK，其功能分别为：\n"
        "友盟Umeng：负责App内的消息推送、收集当日活跃用户等App信息以便于优化服务。\n"
        "腾讯Bugly：负责App内的报错信息收集，方便锁定线上问题，及时修复产品。\n"
    )
    assert rows(tmp_path, text) == [
        ("友盟Umeng", "负责App内的消息推送", ("当日活跃用户等App信息",)),
        ("腾讯Bugly", "负责App内的报错信息收集，方便锁定线上问题，及时修复产品", ()),
    ]


SUMMARY = (
    "<h1>Privacy Policy of Egret</h1><h2>Policy summary</h2>"
    "<h3>Personal Data collected for the following purposes and using the following services:</h3><ul>{}</ul>"
)
GROUP = "<li><h4>{}</h4><ul><li><h5>{}</h5><p>Personal Data: Cookies and Usage Data</p></li></ul></li>"


def test_parts_of_a_page_name_several_and_stand_under_what_they_are_for(tmp_path):
    groups = [("Advertising", "AppLovin, Unity Ads and Vungle"), ("Analytics", "Appsflyer"), ("Push", "OneSignal")]
    text = SUMMARY.format("".join(GROUP.format(*group) for group in groups))
    assert [(name, purpose) for name, purpose, _ in rows(tmp_path, text, "policy.html")] == [
        ("AppLovin", "Advertising"),
        ("Unity Ads", "Advertising"),
        ("Vungle", "Advertising"),
        ("Appsflyer", "Analytics"),
        ("OneSignal", "Push"),
    ]


def test_a_name_that_holds_an_and_of_its_own_is_one(tmp_path):
    groups = [("Advertising", "Vungle and Friends"), ("Analytics", "Appsflyer"), ("Contact", "Zendesk")]
    text = SUMMARY.format("".join(GROUP.format(*group) for group in groups))
    assert [name for name, _, _ in rows(tmp_path, text, "policy.html")] == [
        "Vungle and Friends",
        "Appsflyer",
        "Zendesk",
    ]


PROVIDER = (
    "<h2>3.1. Third-party service providers</h2><h4>{}</h4><p>Service Provider: Egret Web Services, Inc.<br>"
    "Data shared: IP address<br>Purpose: To host the App</p>"
)


@pytest.mark.parametrize(
    ("title", "name"),
    [("a. Cloud Hosting and Infrastructure", "Egret Web Services, Inc"), ("a. Finch Cloud", "Finch Cloud")],
)
def test_a_title_that_only_says_what_kind_of_service_it_is_names_nobody(tmp_path, title, name):
    found = facts(tmp_path, PROVIDER.format(title), "policy.html")
    assert [(fact.name.rstrip("."), fact.purpose) for fact in found] == [(name, "To host the App")]


@pytest.mark.parametrize(
    ("said", "is_denied"),
    [
        ("本应用不集成任何第三方SDK、广告SDK或数据分析SDK。", True),
        ("本应用不集成任何第三方SDK、广告SDK或数据分析SDK（除系统自带的以外）。", False),
    ],
)
def test_a_list_that_says_that_nobody_is_there_names_further_kinds(tmp_path, said, is_denied):
    path = tmp_path / "list.txt"
    path.write_text(
        f"隐私政策\n\n1.4 第三方SDK清单\n{said}\n\n二、信息存储\n数据存储在您的设备本地。\n", encoding="utf-8"
    )
    reading = read_sdk_list(path, shipped_lexicons())
    assert not reading.facts
    assert any(gap.detail and "not in use" in gap.detail.en for gap in reading.gaps) == is_denied
