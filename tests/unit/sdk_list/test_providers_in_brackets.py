"""English kinds of providers with who they are in brackets, and brackets that hold somebody else or something else."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def named(tmp_path, sentence: str) -> list[tuple[str, str]]:
    return [(fact.name, fact.purpose) for fact in read(tmp_path, f"# Privacy policy\n\nHello.\n\n{sentence}\n")]


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        (
            "Payments are handled by our payment processors (Stripe, and where offered PayPal and Square).",
            [("Stripe", "payment processors"), ("PayPal", "payment processors"), ("Square", "payment processors")],
        ),
        (
            "We send the address to our measurement providers (Eagleegret, Google Maps Platform).",
            [("Eagleegret", "measurement providers"), ("Google Maps Platform", "measurement providers")],
        ),
        (
            "We rely on our service providers, including hosting (Vercel), and transactional email (Resend).",
            [("Vercel", "hosting"), ("Resend", "transactional email")],
        ),
        (
            "It is sent through an external provider (MailerLite or Brevo).",
            [("MailerLite", ""), ("Brevo", "")],
        ),
    ],
)
def test_brackets_behind_a_kind_of_providers_name_them(tmp_path, sentence, parties):
    assert named(tmp_path, sentence) == parties


@pytest.mark.parametrize(
    "sentence",
    [
        "Ask your email provider (Fastmail) about it.",
        "We share nothing with ad networks (AdMob, AppLovin).",
        "We keep it with our hosting provider (Germany).",
        "It goes to our hosting provider (see below).",
        "It is shown on the home page (Stripe).",
    ],
)
def test_brackets_behind_something_else_name_nobody(tmp_path, sentence):
    assert named(tmp_path, sentence) == []


@pytest.mark.parametrize("mark", ["{}", "### {}", "{}:", "- {}"])
def test_a_line_on_whose_policy_is_where_stands_below_a_name(tmp_path, mark):
    text = (
        f"# P\n\nHello.\n\n{mark.format('Stripe')}\n\nTheir Privacy Policy can be viewed at https://stripe.example/p\n\n"
        f"{mark.format('Egretpay')}\n\nTheir Privacy Policy can be viewed at: https://egret.example/p\n"
    )
    facts = [(fact.name, fact.link) for fact in read(tmp_path, text)]
    assert facts == [("Stripe", "https://stripe.example/p"), ("Egretpay", "https://egret.example/p")]


def test_a_part_of_a_page_that_begins_with_markup_is_read_from_its_first_word(tmp_path):
    page = "<p>\n  The app is hosted by <b>Vercel</b>.\n</p>\n<p>Our data is stored in Supabase.</p>\n"
    assert [fact.name for fact in reader_of("page.tsx")(tmp_path, page)] == ["Vercel", "Supabase"]


@pytest.mark.parametrize(
    ("sentence", "purpose"),
    [
        ("Our servers are hosted on Hetzner.", "Our servers are hosted"),
        ("This website is hosted on Hetzner.", "hosted"),
        ("Photos, logos, and attachments are stored with Hetzner.", "Photos, logos, and attachments are stored"),
        ("We use Hetzner, a reliable hosting provider, to keep backups.", "keep backups"),
    ],
)
def test_what_is_kept_by_somebody_is_said_whole(tmp_path, sentence, purpose):
    assert named(tmp_path, sentence) == [("Hetzner", purpose)]


def test_services_told_above_a_label_for_data_need_no_company(tmp_path):
    said = "Bugegret is an error tracking service used to find issues."
    entry = f"* **Bugegret (Bugegret, Inc.)**\n\n\t{said}\n\n\t{{}}: Name, e-mail\n"
    told = read(tmp_path, f"# P\n\nHello.\n\n## Monitoring\n\n{entry.format('Personal Data collected')}")
    assert [(fact.name, fact.purpose, fact.data) for fact in told] == [
        ("Bugegret", "error tracking service", ("Name", "e-mail"))
    ]
    assert read(tmp_path, f"# P\n\nHello.\n\n## Monitoring\n\n{entry.format('What we like')}") == []


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("这包括付款处理商（如 Stripe）、物流合作伙伴（顺丰速运、DHL）。", ["Stripe", "顺丰速运", "DHL"]),
        ("我们使用第三方支付服务商（例如 Stripe、PayPal 等）进行付款。", ["Stripe", "PayPal"]),
        ("我们不使用第三方支付服务商（例如 Stripe、PayPal）。", []),
        ("我们使用第三方支付服务商（以下简称服务商）进行付款。", []),
    ],
)
def test_chinese_kinds_of_providers_name_them_too(tmp_path, sentence, parties):
    assert [fact.name for fact in read(tmp_path, f"# 隐私政策\n\n您好。\n\n{sentence}\n")] == parties


def test_entries_that_are_kinds_name_who_stands_in_brackets(tmp_path):
    entries = "- Hosting and delivery (Vercel).\n- Transactional email, e.g. receipts (Resend).\n- Our notes (draft).\n"
    text = "# Privacy policy\n\nHello.\n\n## Processors\n\n{}:\n\n" + entries
    named = [(fact.name, fact.purpose) for fact in read(tmp_path, text.format("We use the following processors"))]
    assert named == [("Vercel", "Hosting and delivery"), ("Resend", "Transactional email")]
    assert read(tmp_path, text.format("We do not use the following processors")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "您可以联系您的邮箱服务商（如网易、腾讯）了解详情。",
        "过去我们使用的支付服务商（如 Stripe）已停用。",
        "其他应用的统计服务商（如友盟）本应用均不使用。",
        "We have no advertising partners (AdMob).",
        "We compete with hosting providers (Vercel, Netlify).",
        "We plan to add analytics providers (PostHog, Mixpanel) next year.",
    ],
)
def test_the_user_s_own_the_past_plans_and_others_name_nobody(tmp_path, sentence):
    assert named(tmp_path, sentence) == []
