"""Sentences above tables, and columns that are no names: agreements, states, who hosts; addresses below names."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

read = reader_of("list.md")

TABLE = "| Processor | Purpose | Location |\n|---|---|---|\n| Vercel | Hosting | US |\n| Stripe | Payments | EU |\n"


def names(facts) -> list[str]:
    return [fact.name for fact in facts]


@pytest.mark.parametrize(
    ("above", "listed"),
    [
        (
            (
                "We share personal data only with the processors listed below, each bound by a processing agreement "
                "or equivalent terms. We do not share data with any other third parties without your consent."
            ),
            ["Vercel", "Stripe"],
        ),
        ("The app uses no cookies. It works with the processors listed below.", ["Vercel", "Stripe"]),
        ("We do not share data with any of the processors listed below.", []),
    ],
)
def test_the_sentence_that_leads_to_a_table_says_whether_its_rows_are_there(tmp_path, above, listed):
    assert names(read(tmp_path, f"## Data sharing\n\n{above}\n\n{TABLE}")) == listed


def test_a_column_of_agreements_is_no_column_of_names(tmp_path):
    text = (
        "| Vendor | Purpose | Data | Terms | How it binds |\n|---|---|---|---|---|\n"
        "| Stripe, Inc. | Billing | Name | https://stripe.com/legal/dpa | Stripe Services Agreement |\n"
        "| Resend, Inc. | Email | Email | https://resend.com/legal/dpa | Resend ToS |\n"
        "| Google LLC | Push | Device token | https://firebase.google.com/terms | Firebase ToS |\n"
    )
    assert names(read(tmp_path, text)) == ["Stripe, Inc.", "Resend, Inc.", "Google LLC"]


def test_who_hosts_somebody_is_nobody_of_the_row(tmp_path):
    rows = "| Supabase, hosted on AWS | Database |\n| Sentry, Mixpanel | Crashes |\n"
    text = f"| Subprocessor | Purpose |\n|---|---|\n{rows}"
    assert names(read(tmp_path, text)) == ["Supabase, hosted on AWS", "Sentry", "Mixpanel"]


@pytest.mark.parametrize(
    ("heading", "said"), [("MVP 状态", "**未启用**"), ("SDK状态", "已移除"), ("v1 status", "removed")]
)
def test_a_column_of_states_says_who_is_not_there(tmp_path, heading, said):
    text = (
        f"| SDK | 数据 | {heading} |\n|---|---|---|\n| Sentry | 设备型号 | 使用中 |\n| Mixpanel | 使用记录 | {said} |\n"
    )
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    reading = read_sdk_list(path, shipped_lexicons())
    assert names(reading.facts) == ["Sentry"]
    assert "Mixpanel" in reading.gaps[0].detail.en


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("不收集额外个人信息，仅提供加密存储能力", ()),
        ("不收集额外个人信息，仅提供设备型号", ("仅提供设备型号",)),
        ("无用户数据；仅播放音频", ()),
        ("由 Apple 的隐私政策约束", ()),
        ("识别出的文字（不带图片）", ("识别出的文字",)),
        ("均为匿名化处理", ()),
        ("OAID、https://egret.example/p", ("OAID",)),
    ],
)
def test_a_cell_of_data_that_says_how_or_that_nothing_is_taken(tmp_path, cell, data):
    text = f"| SDK | 使用目的 | 收集信息范围 |\n|---|---|---|\n| Sentry | 崩溃 | {cell} |\n| Mixpanel | 统计 | OAID |\n"
    assert read(tmp_path, text)[0].data == data


def test_an_address_below_a_name_and_above_labels_is_its_link(tmp_path):
    card = "{}\n\n{}\nPurpose\n{}\nData shared\n{}\nRegion\nEU\n\n"
    text = "Sub-processors\n\nWe use the third parties below.\n\n" + "".join(
        card.format(*each)
        for each in (
            ("Supabase", "supabase.com", "Hosted database.", "Account email"),
            ("Cloudflare Pages", "pages.cloudflare.com", "Hosting.", "IP address"),
        )
    )
    facts = reader_of("list.txt")(tmp_path, text)
    assert [(fact.name, fact.link) for fact in facts] == [
        ("Supabase", "https://supabase.com"),
        ("Cloudflare Pages", "https://pages.cloudflare.com"),
    ]


@pytest.mark.parametrize(
    ("label", "company"), [("Provider: Egret Ltd", "Egret Ltd"), ("Provider: Google", "Google"), ("Region: Egret", "")]
)
def test_a_label_behind_a_use_says_who_provides_it(tmp_path, label, company):
    text = f"# Third-party services\n\n- **Sentry** - counts crashes. {label}.\n- **Mixpanel** - counts sessions.\n"
    assert read(tmp_path, text)[0].company == company


def test_a_heading_on_policies_is_no_use_of_those_below(tmp_path):
    rows = "| 第三方平台 | 参考网址 |\n|---|---|\n| Admob | https://a.example/p |\n| Vungle | https://v.example/p |\n"
    facts = read(tmp_path, f"## **4**. 三方广告平台隐私政策\n\n{rows}")
    assert [fact.purpose for fact in facts] == ["", ""]


def test_what_an_sdk_is_called_is_no_use_of_it(tmp_path):
    text = (
        "## Third-party SDKs\n\n- **Yandex Ads (Yandex Mobile Ads SDK)**\n  Policy: https://yandex.com/a\n"
        "- **Yandex AppMetrica (AppMetrica SDK)**\n  Policy: https://yandex.com/b\n"
    )
    assert [fact.purpose for fact in read(tmp_path, text)] == ["", ""]


def test_a_dash_inside_brackets_parts_no_name(tmp_path):
    text = (
        "#### Third-Party SDK Disclosure:\n- **Anthropic Claude** (AI Chat - text only)\n"
        "  - Privacy policy: https://www.anthropic.com/p\n- **Sentry** (crashes)\n  - Privacy policy: https://sentry.io/p\n"
    )
    assert "(" not in read(tmp_path, text)[0].name or ")" in read(tmp_path, text)[0].name
