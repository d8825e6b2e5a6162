"""Names that no catalogue knows: sentences, sections and entries that say of themselves whose service they are."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


SENTENCES = {
    "We use Pingegret for analytics and Crowguard for crash reporting.": [
        ("Pingegret", "", "analytics", ()),
        ("Crowguard", "", "crash reporting", ()),
    ],
    "Payments are handled by Swiftpay.": [("Swiftpay", "", "Payments", ())],
    "Our backend runs on Heronbase.": [("Heronbase", "", "Our backend", ())],
    "Adwren, operated by Wren Media, Inc., collects your advertising ID in order to show personalised ads.": [
        ("Adwren", "Wren Media, Inc.", "show personalised ads", ("advertising ID",))
    ],
    "We work with third-party providers such as Dunlin and Paystork.": [
        ("Dunlin", "", "", ()),
        ("Paystork", "", "", ()),
    ],
}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.items(), ids=range(len(SENTENCES)))
def test_a_sentence_on_third_parties_introduces_names_that_nobody_knows(tmp_path, sentence, expected):
    facts = read(tmp_path, f"# Privacy Policy\n\n## Third parties\n\n{sentence}\n")
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts] == expected


NOBODY = {
    "a denial": "We do not use Pingegret for analytics.",
    "a plan": "In the future we plan to use Pingegret for analytics.",
    "a term": "Data are handled by the Administrator. The Administrator may change this.",
    "a technique": "Your data is protected with Bluetooth and handled by TLS.",
    "a place": "We use Frankfurt and Ireland for storage.",
    "a word of the text": "Payments are handled by Support. Our support answers within a day.",
    "half a word": "We work with Third-party services for hosting.",
    "the users": "Your posts are shown to Members and to Visitors of the page.",
}


@pytest.mark.parametrize("sentence", NOBODY.values(), ids=NOBODY)
def test_a_word_in_capitals_is_no_name_by_itself(tmp_path, sentence):
    assert read(tmp_path, f"# Privacy Policy\n\n## Third parties\n\n{sentence}\n") == []


def test_outside_a_section_on_third_parties_a_stranger_is_not_introduced(tmp_path):
    assert read(tmp_path, "# Privacy Policy\n\n## Your account\n\nWe use Pingegret for analytics.\n") == []


SECTIONS = {
    "Used for push notifications.": ("push notifications", ()),
    "Crash reporting.": ("Crash reporting", ()),
    "Sends reminders to your device.": ("Sends reminders to your device", ()),
    "What we use it for: Product analytics\n\nData shared: Usage events": ("Product analytics", ("Usage events",)),
    "- **What they do:** Generate text\n- **What they store:** Prompts": ("Generate text", ("Prompts",)),
}


@pytest.mark.parametrize(("body", "expected"), SECTIONS.items(), ids=range(len(SECTIONS)))
def test_a_heading_that_nobody_knows_is_a_name_where_its_section_tells_of_one(tmp_path, body, expected):
    text = f"# Privacy Policy\n\n## Who we share data with\n\n### Hoopoe\n\n{body}\n\n### Contact us\n\nWrite to us.\n"
    facts = read(tmp_path, text)
    assert [fact.name for fact in facts] == ["Hoopoe"]
    assert facts[0].data == expected[1]
    assert facts[0].purpose.removeprefix("Used for ") == expected[0]


TITLES = {
    "what we say": "### Retention\n\nWe keep your data for a year.\n",
    "what you may do": "### Deletion\n\nYou can ask us to delete your data.\n",
    "a word of the text": "### Emergencies\n\nUsed to call help. In emergencies we call the police.\n",
    "a denial": "### Hoopoe\n\nNot used in this app.\n",
}


@pytest.mark.parametrize("text", TITLES.values(), ids=TITLES)
def test_any_other_heading_is_no_name(tmp_path, text):
    assert read(tmp_path, f"# Privacy Policy\n\n## Third parties\n\n{text}") == []


def test_entries_stand_below_a_sentence_on_the_services_of_somebody(tmp_path):
    text = (
        "# Privacy Policy\n\n## Nestbase\n\nOur app uses services of Nestbase:\n\n"
        "- Nestbase Auth: Used for user authentication\n- Kestrel Trace: Measures app latency\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Nestbase Auth", "Kestrel Trace"]


def test_what_protects_data_is_no_service_that_an_app_uses(tmp_path):
    text = (
        "# Privacy Policy\n\n## Security\n\nWe use the following tools to keep your data secure:\n\n"
        "- Firewalls: Filter what comes in\n- Vaults: Hold our keys\n"
    )
    assert read(tmp_path, text) == []


def test_services_that_a_chinese_sentence_says_are_supplied_are_used(tmp_path):
    facts = read(tmp_path, "# 隐私政策\n\n## 第三方服务\n\n我们使用由鹤群、云雀和青鸟提供的服务用于统计分析。\n")
    assert [fact.name for fact in facts] == ["鹤群", "云雀", "青鸟"]
    assert not read(tmp_path, "# 隐私政策\n\n## 第三方服务\n\n我们使用由第三方和合作机构提供的服务。\n")
    assert not read(tmp_path, "# 隐私政策\n\n## 第三方服务\n\n我们没有使用由鹤群和云雀提供的服务。\n")


ENTRIES_ZH = "- 阿里云短信：用于发送验证码。\n- 腾讯Bugly：用于收集崩溃日志。\n"


def test_beside_known_names_a_chinese_entry_with_its_use_is_one_too(tmp_path):
    facts = read(tmp_path, f"# 隐私政策\n\n## 第三方服务\n\n{ENTRIES_ZH}- 白鹭推送：用于消息推送。\n")
    assert [fact.name for fact in facts] == ["阿里云短信", "腾讯Bugly", "白鹭推送"]
    assert facts[-1].purpose.endswith("消息推送")


@pytest.mark.parametrize(
    "said", ["相机权限：用于扫码。", "消息推送：用于提醒您。", "设备信息：用于安全。", "白鹭推送：未使用。"]
)
def test_what_else_stands_beside_known_names_is_no_entry(tmp_path, said):
    facts = read(tmp_path, f"# 隐私政策\n\n## 第三方服务\n\n{ENTRIES_ZH}- {said}\n")
    assert len(facts) == 2


def test_a_list_in_another_form_has_names_with_remarks_that_nobody_knows(tmp_path):
    text = (
        "# Privacy Policy\n\n## Third-party providers\n\n"
        "1. Supabase (database). Stores your profile. It may use your email address.\n"
        "2. Heronmail (e-mail). Sends you receipts.\n"
    )
    facts = read(tmp_path, text)
    assert [fact.name for fact in facts] == ["Supabase (database)", "Heronmail (e-mail)"]
    assert facts[0].data == ("email address",)


@pytest.mark.parametrize(
    "said",
    [
        "We get data if you link a third-party tool (such as Dunlin and Facebook).",
        "Data that you have made available to us from a third-party service such as Dunlin.",
    ],
)
def test_what_users_link_themselves_is_no_provider_of_the_app(tmp_path, said):
    assert read(tmp_path, f"# Privacy Policy\n\n## Data from partners\n\n{said}\n") == []
