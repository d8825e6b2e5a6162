"""Sections as generators of policies write them, entries behind a comma, companies with where they are."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

read = reader_of("list.md")


def test_names_in_bold_stand_below_a_sentence_on_providers_with_text_of_their_own(tmp_path):
    text = (
        "# Privacy Policy\n\n## Processing of Your Data\n\n### Ads\n\nWe may use Service Providers for ads.\n\n"
        "- **Firebase**\n\n  Firebase is an analytics service provided by Google Inc.\n\n"
        "- **Unity Ads**\n\n  Unity Ads is provided by Unity Technologies.\n\n"
        "- **Stripe**\n\n  Their Privacy Policy can be viewed at [https://stripe.com/privacy](https://stripe.com/privacy)\n\n"
        "## Your Rights\n\n- **Request access.**\n\n  You may ask for your data.\n"
    )
    assert [(fact.name, fact.company, fact.link) for fact in read(tmp_path, text)] == [
        ("Firebase", "Google Inc.", ""),
        ("Unity Ads", "Unity Technologies", ""),
        ("Stripe", "", "https://stripe.com/privacy"),
    ]


ENTRIES = {
    "behind a comma": (
        "We use some third-party services. They are:\n\nCrowguard, to find crashes.\nPaystork, to manage plans.\n"
    ),
    "below what an app talks to": (
        "The app talks to these services:\n\n**Crowguard** – crashes, only if you agree.\n\n**Paystork** – plans.\n"
    ),
}


@pytest.mark.parametrize("text", ENTRIES.values(), ids=ENTRIES)
def test_entries_that_are_no_items_stand_below_their_lead(tmp_path, text):
    assert [fact.name for fact in read(tmp_path, f"# Privacy\n\n## Services\n\n{text}")] == ["Crowguard", "Paystork"]


NO_ENTRIES = {
    "a word of time": "We use third-party services. Note:\n\nFinally, to protect you.\nCurrently, for tests only.\n",
    "what protects": "We use the following tools to keep data safe:\n\n**Firewalls** – filter.\n\n**Vaults** – keys.\n",
}


@pytest.mark.parametrize("text", NO_ENTRIES.values(), ids=NO_ENTRIES)
def test_other_lines_of_that_form_are_none(tmp_path, text):
    assert read(tmp_path, f"# Privacy\n\n## Security\n\n{text}") == []


def test_a_company_with_where_it_is_is_one_entry(tmp_path):
    text = (
        "# Privacy Policy\n\n## Service providers\n\n* Heron Online GmbH, Seestr. 25, Berlin, Germany (hosting)\n"
        "* Heronmail Ltd, London, United Kingdom (e-mail delivery)\n* Swiftpay, Ltd., Dublin, Ireland (payments)\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Heron Online GmbH", "hosting"),
        ("Heronmail Ltd", "e-mail delivery"),
        ("Swiftpay, Ltd.", "payments"),
    ]


def test_a_chinese_heading_that_nobody_knows_is_a_name_where_it_is_said_whose_it_is(tmp_path):
    text = "# 隐私政策\n\n## 第三方SDK\n\n3、白鹭登录\n一键登录服务，由白鹭科技有限公司提供，会读取本机号码。\n"
    text += "\n4、安全保护\n我们会保护您的信息。\n"
    (fact,) = read(tmp_path, text)
    assert (fact.name, fact.company, fact.data) == ("白鹭登录", "白鹭科技有限公司", ("本机号码",))


def test_a_heading_on_what_is_embedded_is_no_name(tmp_path):
    text = "# 隐私政策\n\n## 第三方SDK\n\n基于位置服务的SDK接入\n该SDK由白鹭软件有限公司提供，会读取位置信息。\n"
    assert not [fact for fact in read(tmp_path, text) if fact.name.startswith("基于")]


def test_a_policy_in_plain_text_is_no_list_of_a_name_a_line(tmp_path):
    text = "Privacy Policy\n\nThird-party services\n\nWe use Firebase Analytics for analytics and Sentry for crashes.\n"
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    assert [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts] == ["Firebase Analytics", "Sentry"]
    path.write_text("Firebase Analytics\nSentry\nPingbird SDK\n", encoding="utf-8")
    names = [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts]
    assert names == ["Firebase Analytics", "Sentry", "Pingbird SDK"]


def test_names_below_kinds_in_plain_text_are_no_rows_with_their_titles(tmp_path):
    text = "Privacy Policy\n\nThird-Party SDKs\n\nAdvertising\nGoogle AdMob\nUnity Ads\n\nPayment processing\nStripe\n"
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    names = [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts]
    assert names == ["Google AdMob", "Unity Ads", "Stripe"]


def test_groups_of_a_page_are_no_cards_of_their_first_name(tmp_path):
    page = (
        "<html><body><h1>Privacy Policy</h1><h2>Third-Party Services</h2><p><b>Ads</b></p><ul><li>Google AdMob</li>"
        "<li>Unity Ads</li></ul><p><b>Analytics</b></p><ul><li>Firebase Analytics</li><li>Amplitude</li></ul></body>"
    )
    path = tmp_path / "list.html"
    path.write_text(page, encoding="utf-8")
    assert [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts] == [
        "Google AdMob",
        "Unity Ads",
        "Firebase Analytics",
        "Amplitude",
    ]


def test_beside_known_names_an_entry_says_what_somebody_does(tmp_path):
    text = (
        "<html><body><h1>Privacy Policy</h1><h2>Third-party tools</h2><ul><li><b>Sentry</b> helps us find faults.</li>"
        "<li><b>Wagtail Ads</b> shows ads.</li><li><b>Location</b> tells us where you are.</li></ul></body></html>"
    )
    path = tmp_path / "list.html"
    path.write_text(text, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Sentry", "helps us find faults"),
        ("Wagtail Ads", "shows ads"),
    ]


def test_the_title_of_a_plain_text_calls_its_sections(tmp_path):
    text = "Third-Party SDK list\n\n1. Firebase Crashlytics\nReports crashes so that we fix them.\n"
    text += "\n2. Pingbird\nUsed for mail.\n"
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    names = [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts]
    assert names == ["Firebase Crashlytics", "Pingbird"]
