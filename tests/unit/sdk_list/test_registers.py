"""Registers of processors: whose list it is, what else a record says, and rules on personal information by address."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


OWNED = "Company,Sub-processor,Service\nAcme Ltd,Crowguard,Hosting\nAcme Ltd,Sentry,Errors\nAcme Ltd,Twilio,Texts\n"
OF_EACH = (
    "Company,SDK Name,Purpose\nGoogle LLC,Firebase Crashlytics,Crashes\nGoogle LLC,AdMob,Ads\nGoogle LLC,ML Kit,Scan\n"
)


@pytest.mark.parametrize(("text", "company"), [(OWNED, ""), (OF_EACH, "Google LLC")], ids=["its list", "its products"])
def test_the_company_in_all_rows_is_whose_list_it_is(tmp_path, text, company):
    assert {fact.company for fact in read(tmp_path, text, "list.csv")} == {company}


@pytest.mark.parametrize("form", ["[{0}]({0})", "{0}"])
def test_the_rules_on_personal_information_are_an_address(tmp_path, form):
    urls = [f"https://{name}.example/privacy" for name in ("egret", "crow")]
    entries = "\n\n".join(
        f"{number}、{name}\n\n个人信息保护规则：{form.format(url)}"
        for number, (name, url) in enumerate(zip(["白鹭推送SDK", "乌鸦统计SDK"], urls, strict=True), 1)
    )
    facts = read(tmp_path, f"# 第三方SDK目录\n\n{entries}\n")
    assert [(fact.name, fact.data, fact.link) for fact in facts] == [
        ("白鹭推送SDK", (), urls[0]),
        ("乌鸦统计SDK", (), urls[1]),
    ]


def test_lines_below_a_label_of_nothing_that_is_asked_end_no_record(tmp_path):
    entries = "\n".join(
        f"### {number}. {name} (Crash Reporting)\n\n**Data Processed:**\n- Device model\n- Crash logs\n\n"
        "**Purpose:** Finding crashes\n\n**Compliance Status:**\n"
        "- ✅ DPA signed\n- ⚠️ Consent pending\n- 🔒 Encrypted\n\n"
        f"**Retention Period:** 90 days\n\n**Privacy Policy:** https://{name.lower()}.example/privacy\n\n"
        "**Last Compliance Review:** January 2025\n\n**Action Items:**\n- [ ] Sign DPA addendum\n- [x] Review\n"
        for number, name in enumerate(["Crowguard", "Sentry", "Paystork"], 1)
    )
    facts = read(tmp_path, f"# Third-Party Services Register\n\n{entries}")
    assert [(fact.name.split(" (")[0], fact.data, fact.purpose, fact.link) for fact in facts] == [
        (name, ("Device model", "Crash logs"), "Finding crashes", f"https://{name.lower()}.example/privacy")
        for name in ("Crowguard", "Sentry", "Paystork")
    ]


@pytest.mark.parametrize("flag", ["", "\U0001f1e9\U0001f1ea "], ids=["plain", "a flag"])
def test_who_does_a_part_of_the_work_stands_before_where_it_is(tmp_path, flag):
    entries = [
        "Backend: Hetzner Cloud, Germany",
        "Frontend: Vercel, USA",
        "Bug Tracking: Sentry (hosted on Hetzner, EU)",
    ]
    text = "# Privacy\n\n## Third parties\n\nServices we use:\n\n" + "".join(f"- {flag}{entry}\n" for entry in entries)
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Hetzner Cloud", "Backend"),
        ("Vercel", "Frontend"),
        ("Sentry", "Bug Tracking"),
    ]


def test_a_country_behind_a_name_is_no_name(tmp_path):
    text = "# Privacy\n\n## Third-party processors\n\n- Hetzner, Germany\n- Stripe, USA\n- Sentry and Mixpanel\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["Hetzner", "Stripe", "Sentry", "Mixpanel"]


def test_what_is_told_to_be_absent_by_heading_mark_or_remark_is_not_declared(tmp_path):
    text = (
        "# 第三方SDK清单\n\n## 一、已接入\n\n| 名称 | 用途 |\n|---|---|\n| 白鹭推送SDK | 推送 |\n| 乌鸦SDK | 统计 |\n\n"
        "## 二、明确未接入（当前代码无）\n\n"
        "| 类型 | 状态 |\n|---|---|\n| 友盟统计 SDK | ❌ 未接入 |\n| 微信 SDK | ❌ 未接入 |\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["白鹭推送SDK", "乌鸦SDK"]


REGISTER = "\n".join(
    f"### {number}. {name}\n- **Purpose**: {use}\n- **Website**: https://{site}.example\n- **Cost**: Free\n"
    f"- **API Key**: `KEY`\n- **Status**: {status}\n"
    for number, (name, use, site, status) in enumerate(
        [
            ("Crowguard", "Crash reports", "crowguard", "✅ Active"),
            ("Firebase (Google)", "Authentication", "firebase", "✅ Active"),
            ("Supabase (Upcoming)", "Database", "supabase", "🔜 Planned"),
        ],
        1,
    )
)
BESIDE = (
    "## 🔗 Useful Links\n\n- **Vercel Dashboard**: https://vercel.com/dashboard\n- **Firebase Console**: https://a.example\n\n"
    "## 📞 Support Contacts\n\n- **Anthropic Support**: support@anthropic.com\n- **Vercel Support**: https://b.example\n"
)


def test_links_contacts_and_costs_beside_a_list_are_no_third_parties(tmp_path):
    facts = read(tmp_path, f"# Third-Party Services & APIs\n\n{REGISTER}\n{BESIDE}")
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Crowguard", "Crash reports"),
        ("Firebase (Google)", "Authentication"),
    ]


def test_providers_beside_their_service_and_purpose_are_who_is_listed(tmp_path):
    text = (
        "# Vendor Register\n\n| Provider | Service/purpose | Likely role |\n|---|---|---|\n"
        "| MongoDB | Primary database | Processor |\n| Crowguard | Error monitoring | Processor |\n"
        "| Stripe | Web checkout, webhooks and refunds | Independent controller |\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("MongoDB", "Primary database"),
        ("Crowguard", "Error monitoring"),
        ("Stripe", "Web checkout, webhooks and refunds"),
    ]
