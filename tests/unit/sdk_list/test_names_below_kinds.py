"""Names alone below a kind of services, and kinds with names behind them: "Advertising", and below it "Egret Ads"."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

from appaudit.model.facts.documents import DeclaredSdkFact

read = reader_of("list.md")


def names_and_uses(facts: list[DeclaredSdkFact]) -> list[tuple[str, str]]:
    return [(fact.name, fact.purpose) for fact in facts]


KINDS = {
    "headings with lines below": "### Advertising\nGoogle AdMob\nEgret Ads\n\n### Payment processing\nStripe\n",
    "headings with bullets below": "### Advertising\n- Google AdMob\n- Egret Ads\n\n### Payment processing\n- Stripe\n",
    "lines in bold": "**Advertising**\n- Google AdMob\n- Egret Ads\n\n**Payment processing**\n- Stripe\n",
    "behind a colon": "Advertising: Google AdMob, Egret Ads\nPayment processing: Stripe\n",
}


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_names_below_a_kind_are_for_what_the_kind_is(tmp_path, text):
    facts = read(tmp_path, f"# Privacy Policy\n\n## Third-Party Services\n\n{text}")
    assert names_and_uses(facts) == [
        ("Google AdMob", "Advertising"),
        ("Egret Ads", "Advertising"),
        ("Stripe", "Payment processing"),
    ]


def test_chinese_names_stand_below_plain_lines_of_kinds(tmp_path):
    text = "# 第三方SDK目录\n\n广告类\n穿山甲\n银鸥盟\n\n推送\n极光推送\n\n统计分析\n友盟+\n"
    assert names_and_uses(read(tmp_path, text)) == [
        ("穿山甲", "广告"),
        ("银鸥盟", "广告"),
        ("极光推送", "推送"),
        ("友盟+", "统计分析"),
    ]


NO_NAMES = {
    "data below a kind": "### Analytics\n- Pages viewed\n- Session duration\n- Device model\n",
    "what users choose": "### Push notifications\n- Daily reminder\n- Weekly summary\n",
    "text below a kind": "### Payment processing\nPayments are safe.\n",
    "values behind a kind": "Analytics: Optional\nAdvertising: Personalised Ads\n",
    "denials": "The app uses **no third-party services**:\n- No Google Analytics\n- No Firebase\n- No Sentry\n",
    "a choice of users": "You choose where to share your files:\n- Dropbox\n- Google Drive\n- WhatsApp\n",
}


@pytest.mark.parametrize("text", NO_NAMES.values(), ids=NO_NAMES)
def test_what_else_stands_below_a_kind_names_nobody(tmp_path, text):
    facts = read(tmp_path, f"# Privacy Policy\n\n## Third-Party Services\n\nWe use AdMob to show ads.\n\n{text}")
    assert {fact.name for fact in facts} <= {"AdMob"}


def test_a_kind_below_which_sentences_stand_is_no_use_of_the_next_name(tmp_path):
    text = "# 第三方SDK目录\n\n推送\n我们会向您推送消息。\n\n隐私\n查询\n删除\n"
    assert read(tmp_path, text) == []


def test_examples_in_brackets_are_whom_a_kind_names(tmp_path):
    text = (
        "# Privacy Policy\n\n## Service Providers\n\nWe engage third-party service providers:\n\n"
        "- Hosting and infrastructure (e.g., AWS, Vercel);\n- CRM and marketing platforms (e.g., HubSpot, Mailjet);\n"
        "- Scheduling tools (such as Calendly);\n- Lawyers (e.g., in court).\n"
    )
    assert names_and_uses(read(tmp_path, text)) == [
        ("AWS", "Hosting and infrastructure"),
        ("Vercel", "Hosting and infrastructure"),
        ("HubSpot", "CRM and marketing platforms"),
        ("Mailjet", "CRM and marketing platforms"),
        ("Calendly", "Scheduling tools"),
    ]


def test_who_engages_providers_is_none_of_them(tmp_path):
    text = (
        "# Sub-processors\n\n## Sub-processors\n\nHeronpic engages the following sub-processors. A sub-processor is a "
        "third party that is engaged by Heronpic. Payments are handled by Swiftpay.\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Swiftpay"]
