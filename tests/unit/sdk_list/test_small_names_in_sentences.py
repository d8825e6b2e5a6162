"""Sentences of small sites: names in small letters or behind links, and what further sentences say is sent."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("policy.md")


def _read(tmp_path, text):
    return [(fact.name, fact.purpose, "、".join(fact.data)) for fact in read(tmp_path, f"# Privacy Policy\n\n{text}\n")]


@pytest.mark.parametrize(
    ("text", "name", "purpose"),
    [
        ("We use [postmark](https://postmark.com) to send our mails.", "Postmark", "send our mails"),
        ("This site uses supabase for authentication.", "Supabase", "authentication"),
        ("We store your address in a database hosted by Supabase.", "Supabase", "store your address"),
        ("We are using [Sentry] to track errors and don't send names to them.", "Sentry", "track errors"),
        ("Our provider for e-mail is Mailgun.", "Mailgun", "e-mail"),
        ("We use some tracking analytics provided by [Buttondown](https://buttondown.email).", "Buttondown", ""),
        ("Weather data is fetched from OpenWeather.", "OpenWeather", "Weather data"),
    ],
)
def test_who_is_used(tmp_path, text, name, purpose):
    assert [(found[0], found[1]) for found in _read(tmp_path, text)] == [(name, purpose)]


@pytest.mark.parametrize(
    "text",
    [
        "We do not use [postmark](https://postmark.com) to send our mails.",
        "This site no longer uses supabase for authentication.",
        "We plan to use supabase for authentication.",
        "We are not using [Sentry] and don't send names to anybody.",
        "We use segment reports for our own planning.",
        "We use no tracking analytics provided by [Buttondown](https://buttondown.email).",
        "No database hosted by Supabase is used.",
    ],
)
def test_who_is_not_used(tmp_path, text):
    assert _read(tmp_path, text) == []


def test_a_name_nobody_knows_is_somebody_where_it_leads_to_its_own_pages(tmp_path):
    text = "Your messages may be stored by [Helpegret](https://{}), our ticketing software."
    assert _read(tmp_path, text.format("helpegret.example")) == [
        ("Helpegret", "Your messages may be stored", "messages")
    ]
    assert _read(tmp_path, text.format("elsewhere.example")) == []


@pytest.mark.parametrize(
    ("said", "data"),
    [
        ("When the app crashes, the device model and stack trace are sent to Sentry.", "the device model、stack trace"),
        ("Typical data sent to Sentry includes the device model.", "the device model"),
        ("The information that Sentry receives comprises your IP address.", "IP address"),
        ("The reports contain the device model.", "device model"),
        ("The reports contain only the device model, no names.", "device model"),
        ("The reports contain the device model if you agree.", "device model"),
        ("Your user ID is stored on Sentry's servers.", "user ID"),
        ("Sentry can see your IP address.", "IP address"),
    ],
)
def test_what_the_next_sentence_says_is_sent(tmp_path, said, data):
    assert _read(tmp_path, f"We use Sentry for crash reporting. {said}") == [("Sentry", "crash reporting", data)]


@pytest.mark.parametrize(
    "said",
    [
        "When the app crashes, no device model is sent to Sentry.",
        "The device model is never sent to Sentry.",
        "Your user ID is not stored on Sentry's servers.",
        "The reports do not contain the device model.",
        "Sentry cannot see your IP address.",
        "Your user ID is stored on your device.",
        "Our logs are ours. Your IP address is sent to our own server.",
        "Our own logs contain your IP address.",
        "The tickets contain your IP address and are kept by us.",
        "Sentry sees no IP address.",
        "The reports contain no IP address.",
        "Data sent to Sentry includes neither your name nor your IP address.",
    ],
)
def test_what_the_next_sentence_denies_or_says_of_others(tmp_path, said):
    assert _read(tmp_path, f"We use Sentry for crash reporting. {said}") == [("Sentry", "crash reporting", "")]


@pytest.mark.parametrize(
    ("sentence", "purpose"),
    [
        ("本站使用 Google Analytics 分析访问流量，帮助我改进内容。", "分析访问流量"),
        ("本站使用 Google Analytics 管理追踪代码。", "管理追踪代码"),
    ],
)
def test_what_a_site_uses_somebody_for_below_its_name(tmp_path, sentence, purpose):
    text = f"# 隐私政策\n\n## 使用的第三方服务\n\n### Google Analytics\n\n{sentence}可能收集：\n\n- IP 地址\n"
    facts = read(tmp_path, text)
    assert [(fact.name, fact.purpose) for fact in facts] == [("Google Analytics", purpose)]
