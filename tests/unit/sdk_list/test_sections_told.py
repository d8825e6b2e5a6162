"""What sentences of an entry or a section say is taken, handed over or done, where no form of lists tells it."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")

SECTION = "# Third-party services\n\n## Sentry\n\nWatches over the app. {}\n\n## Mixpanel\n\nCounts sessions.\n"


def first(tmp_path, sentence: str) -> tuple[str, ...]:
    return read(tmp_path, SECTION.format(sentence))[0].data


@pytest.mark.parametrize(
    ("sentence", "data"),
    [
        ("Your email and name are sent to Sentry.", ("email", "name")),
        ("When you sign in, your code is sent to Sentry for analysis.", ("code",)),
        ("We send only the crash traces to their servers.", ("crash traces",)),
        ("It may collect: device model, IP address.", ("device model", "IP address")),
        ("Sentry stores account data on its servers.", ("account data",)),
        ("Reports include device model and app version.", ("device model", "app version")),
        ("Uses an anonymous device identifier to count crashes.", ("anonymous device identifier",)),
    ],
)
def test_a_sentence_says_what_is_taken_or_sent(tmp_path, sentence, data):
    assert first(tmp_path, sentence) == data


@pytest.mark.parametrize(
    "sentence",
    [
        "Your email and name are never sent to Sentry.",
        "Your email is stored locally on your device.",
        "We send your location to our own servers.",
        "It sends login codes to you.",
        "It may collect certain data.",
        "Sentry gets better every year.",
        "Reports include no personal data.",
    ],
)
def test_a_sentence_that_denies_or_tells_of_somebody_else_says_nothing(tmp_path, sentence):
    assert first(tmp_path, sentence) == ()


def test_what_is_taken_stands_in_the_entries_below_a_sentence(tmp_path):
    text = (
        "# Third-party services\n\n### 5.1 Sentry\n\nWe find bugs using Sentry. Sentry may collect:\n\n"
        "- Device model\n- Crash traces\n\n### 5.2 Mixpanel\n\nCounts sessions.\n"
    )
    assert [fact.data for fact in read(tmp_path, text)] == [("Device model", "Crash traces"), ()]


def test_entries_that_begin_with_a_verb_go_on_with_what_is_taken(tmp_path):
    text = (
        "Third-Party SDK Data\nThe game uses the following third-party services:\n\n"
        "1. **AdMob (Google) — Ads**\n- Collects device identifiers\n- Collects ad performance data\n"
        "- Never reads your mail\n\nGoogle Privacy Policy: https://policies.google.com/privacy\n\n"
        "2. **Adapty — Subscription & IAP Tracking**\n- Collects device data\n- Tracks purchase data\n\n"
        "Adapty Privacy Policy: https://adapty.io/privacy\n"
    )
    assert read(tmp_path, text)[0].data == ("device identifiers", "ad performance data")


@pytest.mark.parametrize(
    ("said", "use", "data"),
    [
        ("崩溃报告（仅收集设备型号和错误日志）", "崩溃报告", ("设备型号和错误日志",)),
        ("崩溃报告。您的照片会传送给该服务处理", "崩溃报告", ("照片",)),
        ("崩溃报告（使用青鸟云）", "崩溃报告（使用青鸟云）", ()),
        ("崩溃报告（不会收集设备型号）", "崩溃报告", ()),
    ],
)
def test_brackets_and_sentences_behind_a_chinese_use_say_what_is_taken(tmp_path, said, use, data):
    text = f"# 第三方服务\n\n- Sentry：{said}\n- Mixpanel：使用统计\n"
    fact = read(tmp_path, text)[0]
    assert (fact.purpose, fact.data) == (use, data)


@pytest.mark.parametrize(
    ("clause", "data"),
    [
        ("作为云服务商，存储使用记录数据", ("使用记录数据",)),
        ("当应用崩溃时自动收集诊断信息", ("诊断信息",)),
        ("作为云服务商，不会存储使用记录数据", ()),
    ],
)
def test_a_chinese_clause_says_what_is_kept(tmp_path, clause, data):
    text = f"# 第三方服务\n\n- Sentry：{clause}。\n- Mixpanel：使用统计。\n"
    assert read(tmp_path, text)[0].data == data


@pytest.mark.parametrize(
    ("rest", "use", "data"),
    [
        ("activity data only if you connect it", "", ("activity data",)),
        ("usage and device identifiers", "", ("usage", "device identifiers")),
        ("game information", "game information", ()),
        ("backend data services", "backend data services", ()),
    ],
)
def test_one_kind_of_data_alone_is_no_use(tmp_path, rest, use, data):
    text = f"# Third-party services\n\nWe use:\n\n- Strava: {rest}.\n- Sentry: crash reports.\n"
    fact = read(tmp_path, text)[0]
    assert (fact.purpose, fact.data) == (use, data)


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Sentry (crash reporting)", "crash reporting"),
        ("Sentry (Database, Auth, Storage)", "Database, Auth, Storage"),
        ("Sentry (Functional Software, Inc.)", ""),
        ("Sentry (in Ireland)", ""),
    ],
)
def test_brackets_behind_a_name_say_what_for_where_no_sentence_does(tmp_path, name, use):
    text = f"# Third-party services\n\n- **{name}**\n- Privacy policy: https://sentry.io/privacy\n- **Mixpanel**\n"
    assert read(tmp_path, text + "- Privacy policy: https://mixpanel.com/privacy\n")[0].purpose == use


@pytest.mark.parametrize(
    ("sentence", "use"),
    [
        ("This version of the app uses Sentry (a hosted service) to find crashes.", "find crashes"),
        ("The app never uses Sentry to find crashes.", ""),
    ],
)
def test_a_sentence_of_a_section_says_what_for(tmp_path, sentence, use):
    text = f"# Third-party services\n\n### Sentry\n\n{sentence} Data collected by Sentry may include:\n- Crash logs\n"
    facts = read(tmp_path, text + "\n### Countly\n\nCounts sessions.\n")
    assert {fact.purpose for fact in facts if fact.name == "Sentry"} == {use} - {""}


@pytest.mark.parametrize(
    ("use", "left"),
    [
        ("via AdMob mediation", ""),
        ("Server-side only", ""),
        ("Firebase", ""),
        ("a Google service", ""),
        ("Source code hosting (United States)", "Source code hosting"),
        ("Push Notifications", "Push Notifications"),
        ("Sign-in with Google", "Sign-in with Google"),
    ],
)
def test_what_is_no_use_is_none(tmp_path, use, left):
    text = f"# Third-party services\n\n- **Sentry** – {use}\n- **Mixpanel** – usage statistics\n"
    assert read(tmp_path, text)[0].purpose == left


def test_a_developer_site_is_no_use(tmp_path):
    text = "# 第三方SDK\n\n| SDK | 用途 |\n|---|---|\n| 华为推送SDK | {} |\n| 小米推送SDK | 推送 |\n"
    assert read(tmp_path, text.format("华为开发者联盟"))[0].purpose == ""
    assert read(tmp_path, text.format("华为设备消息推送"))[0].purpose == "华为设备消息推送"


def test_what_a_line_of_several_says_is_said_of_none_alone(tmp_path):
    several = "- Stripe (payments), Sentry (crashes), Hetzner Online GmbH (hosting).\n  Your name is sent to them.\n"
    facts = read(tmp_path, f"# Third-party recipients\n\n{several}- Mixpanel (statistics)\n")
    assert [(fact.name, fact.data) for fact in facts] == [
        ("Stripe", ()),
        ("Sentry", ()),
        ("Hetzner Online GmbH", ()),
        ("Mixpanel", ()),
    ]


def test_a_line_of_thousands_of_names_is_no_entry(tmp_path):
    names = ", ".join(f"Stripe{number} (payments)" for number in range(400))
    text = f"# Third-party services\n\n- {names}.\n- Sentry: crash reports.\n- Mixpanel: usage statistics.\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["Sentry", "Mixpanel"]
