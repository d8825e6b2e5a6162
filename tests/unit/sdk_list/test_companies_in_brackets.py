"""Companies in brackets behind a name or a sentence, with where they are or without."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def test_where_a_company_is_stands_behind_it_in_brackets(tmp_path):
    entry = "{}) {} ({}, {}): {}. Receives {}. https://egret.example/{}\n"
    text = (
        "THIRD PARTY DISCLOSURES\n\n"
        + entry.format("a", "Amplitude", "Amplitude, Inc.", "San Francisco, CA", "product analytics", "events", 1)
        + entry.format("b", "Zendesk", "Zendesk, Inc.", "San Francisco, CA", "support tickets", "your email", 2)
    )
    facts = read(tmp_path, text, "list.txt")
    assert [(fact.company, fact.purpose) for fact in facts] == [
        ("Amplitude, Inc.", "product analytics"),
        ("Zendesk, Inc.", "support tickets"),
    ]


def test_a_company_in_brackets_ends_what_its_service_does(tmp_path):
    text = (
        "We partner with the following companies to run the app:\n\n"
        "- **Postmark** sends login codes to you (ActiveCampaign, LLC).\n"
        "- **Sentry** tells us of crashes; it gets your device model and app version (Functional Software, Inc.).\n"
        "- **Stripe** takes payments (cards and transfers).\n"
    )
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("Postmark", "ActiveCampaign, LLC", "sends login codes to you", ()),
        ("Sentry", "Functional Software, Inc.", "tells us of crashes", ("device model", "app version")),
        ("Stripe", "", "takes payments (cards and transfers)", ()),
    ]


def test_a_company_with_its_english_name_before_its_sdk_is_no_sdk(tmp_path):
    text = (
        "## 第三方SDK\n\n本应用集成谷歌公司（Google Inc.）的Zxing二维码扫描SDK，Zxing二维码扫描SDK获取照片信息，"
        "便于为您提供二维码扫描服务。\n\n本应用集成白鹭有限公司的BuglySDK，BuglySDK收集您的手机型号，用于崩溃统计。\n"
    )
    assert [fact.name for fact in read(tmp_path, text, "list.txt")] == ["Zxing二维码扫描SDK", "BuglySDK"]


def test_a_place_inside_the_name_of_a_company_is_no_use(tmp_path):
    text = (
        "# Privacy\n\n## Third-party SDKs\n\n| SDK | Purpose | Data |\n|---|---|---|\n| Sentry | Crashes | Model |\n"
        "\nWe share data with Tencent Technology ({}) Co., Ltd. for sign-in.\n"
    )
    assert ("Tencent Technology", "Shenzhen") not in [
        (fact.name, fact.purpose) for fact in read(tmp_path, text.format("Shenzhen"), "policy.md")
    ]
