"""Headings that ask why, services beside those who offer them, labels shown twice, addresses behind a dash."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def names(facts) -> list[str]:
    return [fact.name for fact in facts]


def test_who_offers_a_service_has_the_name_and_not_the_service(tmp_path):
    text = (
        "Approved subcontractors\n\n"
        "| Subcontractor | Service | Description | Purpose of processing |\n|---|---|---|---|\n"
        "| Cloudinary | Media platform | Stores pictures | Storage of media |\n"
        "| Pusher | WebSocket service | Sends messages | Chat |\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Cloudinary", "Storage of media"),
        ("Pusher", "Chat"),
    ]


def test_a_service_of_somebody_known_keeps_the_name(tmp_path):
    rows = "| Egret Holding | Firebase | Push |\n| Heron Group | Mixpanel | Counts |\n"
    text = f"| Provider | Service | Purpose |\n|---|---|---|\n{rows}"
    assert names(read(tmp_path, text)) == ["Firebase", "Mixpanel"]


@pytest.mark.parametrize("reason", ["Reason for Sharing Information", "Data sharing rationale", "Why"])
def test_a_heading_that_asks_why_is_none_of_data(tmp_path, reason):
    text = (
        f"| Service Provider | {reason} | What Information is Shared? |\n|---|---|---|\n"
        "| Airtable | To keep documents | email address |\n| Asana | To plan work | name |\n"
    )
    assert [(fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("To keep documents", ("email address",)),
        ("To plan work", ("name",)),
    ]


@pytest.mark.parametrize(
    ("rest", "use", "data"),
    [
        ("Email delivery (receives your email address to send mail)", "Email delivery", ("email address",)),
        ("Cloud hosting (all platform data is hosted there)", "Cloud hosting", ("all platform data",)),
        ("Payments (processes card payments)", "Payments (processes card payments)", ()),
    ],
)
def test_english_brackets_say_what_is_taken(tmp_path, rest, use, data):
    text = f"# Third-party services\n\n- **Resend** — {rest}.\n- **Sentry** — crash reports.\n"
    fact = read(tmp_path, text)[0]
    assert (fact.purpose, fact.data) == (use, data)


def test_an_address_behind_a_dash_is_of_whom_it_stands_behind(tmp_path):
    text = "We use the following processors: Supabase (database) — supabase.com; Anthropic (AI analysis engine) — {}.\n"
    assert [fact.link for fact in read(tmp_path, text.format("anthropic.com"))] == [
        "https://supabase.com",
        "https://anthropic.com",
    ]
    assert [fact.link for fact in read(tmp_path, text.format("egret.example"))] == ["https://supabase.com", ""]


def test_names_with_uses_in_one_english_entry(tmp_path):
    text = (
        "## Recipients / processors\n\n- Stripe (payments), Cloudflare (DNS, proxy), Hetzner Online GmbH (hosting).\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Stripe", "payments"),
        ("Cloudflare", "DNS, proxy"),
        ("Hetzner Online GmbH", "hosting"),
    ]
    assert read(tmp_path, "## Fees\n\n- Basic (free), Premium (paid monthly).\n") == []


def test_names_with_uses_behind_the_colon_of_a_chinese_sentence(tmp_path):
    text = "## 第三方服务\n\n{}：Supabase（数据库）、DeepSeek 与阿里云百炼（大模型推理）。\n"
    facts = read(tmp_path, text.format("本站依赖以下第三方服务"))
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Supabase", "数据库"),
        ("DeepSeek", "大模型推理"),
        ("阿里云百炼", "大模型推理"),
    ]
    assert read(tmp_path, "## 联系\n\n您可以通过以下第三方账号联系我们：微信（客服号）、QQ（客服群）。\n") == []


def test_a_sign_in_that_somebody_provides_is_no_data(tmp_path):
    text = "# 第三方服务\n\n- Supabase：提供数据库服务\n- GitHub：{}\n"
    assert [(fact.purpose, fact.data) for fact in read(tmp_path, text.format("提供 OAuth 第三方登录"))][1] == (
        "提供 OAuth 第三方登录",
        (),
    )


def test_a_label_that_a_page_shows_once_more_is_no_part_of_its_value(tmp_path):
    text = '[{"name": "OpenAI", "purpose": "目的：語音轉文字", "data": "收集信息：錄音"}]'
    (fact,) = reader_of("list.json")(tmp_path, text)
    assert (fact.purpose, fact.data) == ("語音轉文字", ("錄音",))
    (other,) = reader_of("list.json")(
        tmp_path, '[{"name": "OpenAI", "purpose": "語音：轉為文字", "company": "OpenAI"}]'
    )
    assert other.purpose == "語音：轉為文字"


def test_a_company_with_a_comma_in_chinese_brackets(tmp_path):
    entries = "- Meta Graph API（Meta Platforms, Inc.）\n- Google Sheets API（Google LLC）\n"
    text = f"# 第三方服務\n\n本服務整合以下第三方平台：\n\n{entries}"
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [
        ("Meta Graph API（Meta Platforms, Inc.）", "Meta Platforms, Inc."),
        ("Google Sheets API（Google LLC）", "Google LLC"),
    ]


def test_rows_of_a_script_below_headings_of_which_the_first_is_unknown(tmp_path):
    first, second = (
        "'Upstash Redis', '配額儲存', 'https://upstash.com/p'",
        "'Vercel', '網站託管', 'https://vercel.com/p'",
    )
    rows = f"['服務', '用途', '隱私政策'], [{first}], [{second}]"
    facts = reader_of("list.tsx")(tmp_path, f"export const rows = [{rows}];\n")
    assert [(fact.name, fact.purpose) for fact in facts] == [("Upstash Redis", "配額儲存"), ("Vercel", "網站託管")]


@pytest.mark.parametrize(
    ("said", "use"), [("受 Google 服务条款 约束", ""), ("仅在使用登录时", ""), ("服务托管平台", "服务托管平台")]
)
def test_whose_terms_hold_is_no_use(tmp_path, said, use):
    text = f"# 第三方服务\n\n本服务依赖以下第三方服务：\n\n- Google Gmail API：{said}\n- Sentry：错误监控\n"
    assert read(tmp_path, text)[0].purpose == use


@pytest.mark.parametrize("cue", ["include", "include but are not limited to", "include, but are not limited to,"])
def test_those_named_behind_not_limited_to_are_there(tmp_path, cue):
    text = f"# Third-party partners\n\nOur partners {cue} Google AdMob (ad platform of Google LLC), Fyber and Smaato.\n"
    facts = read(tmp_path, text)
    assert "Google AdMob" in names(facts)
    assert facts[0].company in ("Google LLC", "")
    assert (
        read(tmp_path, "# Third-party partners\n\nOur partners do not include Google AdMob, Fyber or Smaato.\n") == []
    )


def test_what_a_company_does_behind_a_dash_is_no_name(tmp_path):
    section = "### 5.{} {}\n\n{} Data: {}. Location: United States.\n\n"
    text = "## Sub-processors\n\nWe use the following sub-processors:\n\n" + "".join(
        section.format(*each)
        for each in (
            (1, "Stripe, Inc. — Payment Processing", "Processes payments.", "billing email"),
            (
                2,
                "DigitalOcean, LLC — Infrastructure & Hosting",
                "Hosts your memory substrate, provides DNS, SSL, and uptime monitoring.",
                "IP address",
            ),
            (3, "Functional Software, Inc. — Sentry", "Counts crashes.", "stack traces"),
        )
    )
    assert names(read(tmp_path, text)) == ["Stripe, Inc.", "DigitalOcean, LLC", "Sentry"]


def test_entries_behind_bullets_below_kinds_of_services_are_a_list(tmp_path):
    text = (
        "Infrastructure.\n\n  • Hetzner Online GmbH (Germany) — primary hosting provider. Operates the servers.\n"
        "  • MinIO (self-hosted, EU) — object storage for pictures, and their copies.\n\nEmail delivery.\n\n"
        "  • Resend (Resend, Inc.) — mail for sign-in, receipts and reminders.\n"
    )
    facts = reader_of("list.txt")(tmp_path, text)
    assert names(facts) == ["Hetzner Online GmbH (Germany)", "MinIO", "Resend"]
    other = text.replace("Email delivery.", "Our opinion of them follows here and is long.")
    assert names(reader_of("list.txt")(tmp_path, other)) != names(facts)
