"""Sentences of small sites and apps, each with twins that deny, plan or tell of others what it says."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of, told

read = reader_of("policy.md")


def _read(tmp_path, text, title="Privacy Policy"):
    return told(read(tmp_path, f"# {title}\n\n{text}\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We never see your card, because payments are handled through trusted payment processors (Paddle, PayPal).",
            [("Paddle", "payments", ""), ("PayPal", "payments", "")],
        ),
        ("We do collect usage statistics through Google Analytics.", [("Google Analytics", "", "usage statistics")]),
        ("Our mailing is sent through Nestmail.com under its terms.", [("Nestmail.com", "Our mailing", "")]),
        (
            "Our database is hosted on Railway, with Cloudflare providing DNS and bot protection.",
            [("Railway", "Our database is hosted", ""), ("Cloudflare", "DNS and bot protection", "")],
        ),
        (
            "Payment is handled by Lemon Squeezy, our merchant of record — your card number never reaches us.",
            [("Lemon Squeezy", "Payment", "")],
        ),
        ("We use aggregate analytics (Vercel Analytics).", [("Vercel Analytics", "aggregate analytics", "")]),
        ("Ads (if shown) are served by Google AdMob.", [("Google AdMob", "Ads", "")]),
        (
            "We may use cookies for optional advertising (including Google AdSense) and essential functions.",
            [("Google AdSense", "optional advertising", "")],
        ),
        (
            "Google provides sign-in, Upstash stores saved teams, Stripe processes payments.",
            [
                ("Google", "provides sign-in", ""),
                ("Upstash", "stores saved teams", ""),
                ("Stripe", "processes payments", ""),
            ],
        ),
        (
            "We use a third-party service, Google Analytics, to collect log information and visitor behavior.",
            [("Google Analytics", "collect log information and visitor behavior", "log information、visitor behavior")],
        ),
        (
            "Payment details (card numbers) go directly to Stripe; we never see them.",
            [("Stripe", "", "Payment details")],
        ),
    ],
)
def test_who_is_used_and_for_what(tmp_path, text, expected):
    assert _read(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Payments are not handled through payment processors (Paddle, PayPal).",
        "We do not collect usage statistics through Google Analytics.",
        "Our mailing is not sent through Nestmail.com.",
        "Our site runs without Cloudflare providing DNS.",
        "Payment is not handled by Lemon Squeezy, our former merchant of record.",
        "We use no aggregate analytics (Vercel Analytics).",
        "Ads (if shown) are never served by Google AdMob.",
        "We do not use cookies for advertising (including Google AdSense).",
        "Other sites use advertising (including Google AdSense).",
        "Many apps use crash reporting (Sentry), but ours does not.",
        "You can block advertising (such as Google AdSense) in your browser.",
        "If you decline, no analytics (Google Analytics) are collected.",
        "We compared analytics (Matomo) and chose none.",
        "In future versions we may add crash reporting (Sentry).",
        "The app works without payments (Stripe).",
        "We show unique identifiers for advertising (Google Advertiser ID) to nobody.",
    ],
)
def test_what_is_denied_planned_or_of_others_names_nobody(tmp_path, text):
    assert _read(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本站托管在 Cloudflare 上。", [("Cloudflare", "托管", "")]),
        ("本站使用 Google Analytics 提供的网站分析服务。", [("Google Analytics", "网站分析服务", "")]),
        ("本站使用 AWS SES 服务来发送邮件。", [("AWS SES", "发送邮件", "")]),
        (
            (
                "本平台使用 [GitHub](https://github.com/a/b) 作为内容托管平台，"
                "并由 [nest.example](https://nest.example/) 提供网络支持。"
            ),
            [("GitHub", "内容托管平台", ""), ("nest.example", "网络支持", "")],
        ),
        ("本网站使用流量分析服务 (Google Analytics) 进行流量分析。", [("Google Analytics", "流量分析", "")]),
        (
            (
                "我们使用第三方提供的追踪工具（例如Google Analytics、Meta Pixel等）来了解用户。"
                "这些第三方可能收集您的浏览记录。"
            ),
            [("Google Analytics", "了解用户", "浏览记录"), ("Meta Pixel", "了解用户", "浏览记录")],
        ),
        (
            "为了解用户如何使用，我们通过 Google Analytics 收集网站使用数据。",
            [("Google Analytics", "", "网站使用数据")],
        ),
        ("头像服务由 [Nestatar](https://nestatar.com) 提供。", [("Nestatar", "头像服务", "")]),
    ],
)
def test_who_is_used_in_chinese(tmp_path, text, expected):
    assert _read(tmp_path, text, "隐私政策") == expected


@pytest.mark.parametrize(
    "text",
    [
        "本站曾托管在 Cloudflare 上，现已迁走。",
        "其他网站使用 Google Analytics 提供的网站分析服务。",
        "我们计划使用 AWS SES 服务来发送邮件。",
        "本平台未使用 [GitHub](https://github.com/a/b) 托管，也不由 [nest.example](https://nest.example/) 提供支持。",
        "本站不使用流量分析服务（Google Analytics）进行流量分析。",
        "我们不再使用第三方工具（例如Google Analytics）来了解用户。",
        "我们不会通过 Google Analytics 收集网站使用数据。",
        "您可以通过 Google Analytics 收集自己网站的数据。",
    ],
)
def test_what_is_denied_or_of_others_names_nobody_in_chinese(tmp_path, text):
    assert _read(tmp_path, text, "隐私政策") == []


def test_a_site_that_calls_itself_by_its_name(tmp_path):
    text = "# 白鹭阅读隐私政策\n\n白鹭阅读使用 Google Analytics 提供的网站分析服务。\n"
    assert told(read(tmp_path, text)) == [("Google Analytics", "网站分析服务", "")]
    assert not read(tmp_path, text.replace("白鹭阅读使用", "青鸟阅读使用"))


def test_names_with_uses_below_a_heading_on_whom_data_is_shared_with(tmp_path):
    text = "We care.\n\n## Who we share it with\n\nWe need: Neon (database), Mailgun (email) and Google (sign-in)."
    assert _read(tmp_path, text) == [("Neon", "database", ""), ("Mailgun", "email", ""), ("Google", "sign-in", "")]
    assert _read(tmp_path, text.replace("Who we share it with", "Where you may sign in")) == []


def test_a_policy_in_brackets_behind_a_name_is_its_link(tmp_path):
    text = (
        "We care.\n\n## Third-party services\n\nA few third-party services help us run the conference.\n\n"
        "**Nestendify** ([privacy policy](https://nestendify.com/privacy/)). We use Nestendify for our conference.\n\n"
        "**ClickUp** ([privacy policy](https://clickup.com/privacy)). We use ClickUp for project management.\n"
    )
    facts = read(tmp_path, f"# Privacy\n\n{text}")
    assert [(fact.name, fact.purpose, fact.link) for fact in facts] == [
        ("Nestendify", "our conference", "https://nestendify.com/privacy/"),
        ("ClickUp", "project management", "https://clickup.com/privacy"),
    ]


@pytest.mark.parametrize(
    ("lead", "data"),
    [
        ("The app uses third-party services that may collect app state and user metadata:", "app state、user metadata"),
        ("Your email address may be shared with third party providers. These include:", "email address"),
        ("The app uses third-party services that may collect information used to identify you:", ""),
        ("The app uses these third-party services:", ""),
    ],
)
def test_what_the_line_above_a_list_says_of_all(tmp_path, lead, data):
    text = f"## Libraries\n\n{lead}\n\n- [Firebase Crashlytics](https://a.example)\n- [Firebase Analytics](https://b.example)"
    assert _read(tmp_path, text) == [("Firebase Crashlytics", "", data), ("Firebase Analytics", "", data)]


def test_a_list_of_whom_nothing_is_sent_to_lists_nobody(tmp_path):
    entries = "- Supabase（数据库）：存储用户账户。\n- 解析服务：使用 Google 和 Cloudflare，用于查询。"
    assert _read(tmp_path, f"我们不会向以下第三方发送您的查询内容：\n\n{entries}", "隐私政策") == []
    listed = _read(tmp_path, f"除以下第三方外，我们不会向任何第三方发送您的查询内容：\n\n{entries}", "隐私政策")
    assert [name for name, _, _ in listed] == ["Supabase（数据库）"]


def test_a_service_column_beside_a_provider_and_a_purpose(tmp_path):
    table = (
        "| Provider | Service | Purpose |\n|---|---|---|\n| Replicate | Image generation | Train models |\n"
        "| OpenAI | Photo enhancement | Enhance images |\n| Stripe | Card payments | Process purchases |\n"
    )
    assert _read(tmp_path, table) == [
        ("Replicate", "Train models", ""),
        ("OpenAI", "Enhance images", ""),
        ("Stripe", "Process purchases", ""),
    ]
    products = table.replace("Image generation", "Egret SDK").replace("Photo enhancement", "Finch SDK")
    assert [name for name, _, _ in _read(tmp_path, products)][:2] == ["Egret SDK", "Finch SDK"]


def test_kinds_with_numbers_head_the_names_below_them(tmp_path):
    text = (
        "Subprocessors\n\nWe use the following third-party providers.\n\n"
        "3.2 Email and Collaboration\n\nGoogle LLC (Google Workspace)\n\n3.3 Payment Processing\n\nSquare, Inc.\n\n"
        "PayPal Holdings, Inc.\n"
    )
    assert told(read(tmp_path, text, "list.txt")) == [
        ("Google Workspace", "Email and Collaboration", ""),
        ("Square, Inc.", "Payment Processing", ""),
        ("PayPal Holdings, Inc.", "Payment Processing", ""),
    ]


def test_a_remark_below_a_list_is_no_entry_of_it(tmp_path):
    text = (
        "## 第三方 CDN 服务\n\n- **Google Fonts**（`fonts.nest.example`）：提供字型服务\n"
        "- **Cloudflare**：提供加速服务\n\n**注意**：使用 Google Fonts 时，您的 IP 地址可能被记录。"
    )
    assert [(name, use) for name, use, _ in _read(tmp_path, text, "隐私政策")] == [
        ("Google Fonts", "提供字型服务"),
        ("Cloudflare", "提供加速服务"),
    ]


def test_a_sentence_of_ours_is_no_company(tmp_path):
    text = (
        "## 共享\n\n- **服务提供商**：为了运营本平台，我们依赖以下第三方服务。这些服务商可能会处理您的信息：\n"
        "    - **腾讯云**：作为网络基础设施提供商。\n    - **GitHub**：作为代码托管平台。"
    )
    assert [name for name, _, _ in _read(tmp_path, text, "隐私政策")] == ["腾讯云", "GitHub"]


def test_an_address_of_a_company_is_no_part_of_its_name(tmp_path):
    text = (
        "## 3. Google Fonts\n\nWe use Google Fonts for our typography.\n\n"
        "Service provider: Google Ireland Limited, Gordon House, Dublin 4, Ireland.\n\n"
        "Privacy Policy: https://policies.google.com/privacy\n"
    )
    (fact,) = read(tmp_path, f"# Privacy Policy\n\n{text}")
    assert (fact.name, fact.company) == ("Google Fonts", "Google Ireland Limited")


TABLE = "| Service | Purpose | Data |\n|---|---|---|\n| Supabase | hosting | account |\n| Sentry | %s | — |\n"


@pytest.mark.parametrize(
    "use",
    ["**Not used** in this app. Listed to confirm.", "Not currently used", "Planned for 2027", "未使用", "已停用。"],
)
def test_a_use_that_says_that_nobody_is_there(tmp_path, use):
    assert [name for name, _, _ in _read(tmp_path, TABLE % use)] == ["Supabase"]


@pytest.mark.parametrize(
    "use", ["Not used for advertising; error reports only", "Planned maintenance alerts", "error reports"]
)
def test_a_use_that_says_what_for(tmp_path, use):
    assert [name for name, _, _ in _read(tmp_path, TABLE % use)] == ["Supabase", "Sentry"]


SENTENCE = "We use Vercel Analytics and Matomo to understand our visitors. %s"


def test_what_the_next_sentence_says_of_all(tmp_path):
    text = SENTENCE % "These services may collect usage data, including pages visited and browser type."
    use, data = "understand our visitors", "usage data、pages visited、browser type"
    assert _read(tmp_path, text) == [("Vercel Analytics", use, data), ("Matomo", use, data)]


@pytest.mark.parametrize(
    "behind",
    [
        "These services do not collect usage data.",
        "Other services may collect usage data.",
        "These pages may change.",
        "These services may collect information used to identify you.",
    ],
)
def test_what_the_next_sentence_says_of_nobody(tmp_path, behind):
    assert [data for _, _, data in _read(tmp_path, SENTENCE % behind)] == ["", ""]


def test_a_sentence_tells_what_a_list_of_names_does_not(tmp_path):
    text = (
        f"{SENTENCE % 'These services may collect usage data.'}\n\n## Third parties\n\n"
        "We use these third-party services:\n\n- Vercel Analytics\n- Matomo\n- Cloudflare\n"
    )
    assert _read(tmp_path, text) == [
        ("Vercel Analytics", "understand our visitors", "usage data"),
        ("Matomo", "understand our visitors", "usage data"),
        ("Cloudflare", "", ""),
    ]


def test_companies_with_a_kind_of_service_and_a_place_in_brackets(tmp_path):
    text = (
        "以下列必要之数据处理者：\n\n- Nestling, PBC（Nestor 人工智能服务，美国）\n"
        "- Supabase Inc.（数据库服务，新加坡／美国）\n"
        "- Vercel Inc.（网站建设服务，美国）\n"
    )
    facts = read(tmp_path, f"# 隐私政策\n\n{text}")
    assert [(fact.name, fact.company, fact.purpose) for fact in facts][1:] == [
        ("Supabase Inc.", "Supabase Inc.", "数据库服务"),
        ("Vercel Inc.", "Vercel Inc.", "网站建设服务"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our website is deployed on [Netlify's](https://www.netlify.com/) servers.", [("Netlify", "", "")]),
        ("This website is powered by Nestor, Finch.io and is hosted on GitHub.", [("GitHub", "", "")]),
        (
            "We use these processors: **Anthropic** (AI processing) and **Google** (Gmail access when you connect it).",
            [("Anthropic", "AI processing", ""), ("Google", "Gmail access when you connect it", "")],
        ),
    ],
)
def test_what_is_somebodys_and_what_brackets_say(tmp_path, text, expected):
    assert _read(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们使用Google提供之AdMob服务进行广告投放。", [("AdMob", "进行广告投放", "")]),
        (
            "我们使用 Cloudflare 提供的服务来保护网站。Cloudflare 可能会收集有关您的流量数据。",
            [("Cloudflare", "保护网站", "有关您的流量数据")],
        ),
        (
            "我们接入了以下第三方服务：\n\n- 百炼大模型服务：生成文案（传输内容为衣物描述，**不包含**您的姓名）\n",
            [("百炼大模型服务", "生成文案", "衣物描述")],
        ),
    ],
)
def test_more_chinese_sentences(tmp_path, text, expected):
    assert _read(tmp_path, text, "隐私政策") == expected


def test_a_purpose_that_names_data_is_no_data(tmp_path):
    text = "健康合作商\n\n苹果健康\n第三方主体:苹果(中国)有限公司\n使用目的:用户将健康数据同步到苹果健康,以便管理\n"
    ((name, _, data),) = told(read(tmp_path, text, "list.txt"))
    assert (name, data) == ("苹果健康", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "我们可能会使用程序化广告SDK（穿山甲、华为），用于推荐广告。",
            [("穿山甲", "推荐广告", ""), ("华为", "推荐广告", "")],
        ),
        (
            "我们使用推送SDK（极光、华为）来推送消息。\n\n我们不使用统计SDK（友盟、百度）。",
            [("极光", "", ""), ("华为", "", "")],
        ),
        ("我们使用推送SDK（用于推送、通知）。", []),
        ("我们接入了聚合广告SDK、白鹭聚合广告SDK，用于广告展示。", [("白鹭聚合广告SDK", "广告展示", "")]),
    ],
)
def test_brackets_behind_a_kind_of_sdk_name_whom_it_stands_for(tmp_path, text, expected):
    assert _read(tmp_path, text, "隐私政策") == expected


@pytest.mark.parametrize(
    ("entry", "use"), [("提供后端基础设施和匿名分析", "提供后端基础设施和匿名分析"), ("提供设备信息和匿名分析", "")]
)
def test_what_somebody_provides_is_a_use_unless_it_is_data(tmp_path, entry, use):
    text = f"我们与以下第三方服务提供商分享必要的信息以提供服务：\n\n- **Google（Firebase）**：{entry}\n"
    ((_, purpose, _),) = _read(tmp_path, text, "隐私政策")
    assert purpose == use


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://zorple.example/privacy", "https://zorple.example/privacy"),
        ("https://[YOUR-DOMAIN]/privacy", ""),
        ("https://[zorple.example/privacy", ""),
    ],
)
def test_the_address_of_a_template_is_nobodys_and_ends_nothing(tmp_path, address, link):
    page = "<h1>Privacy Policy</h1><p>We use Google Analytics for statistics.</p>"
    page += f'<p>We use <a href="{address}">Zorple</a> for analytics.</p>'
    facts = read(tmp_path, page, "policy.html")
    assert [(each.name, each.link) for each in facts] == [("Google Analytics", ""), ("Zorple", link)]
