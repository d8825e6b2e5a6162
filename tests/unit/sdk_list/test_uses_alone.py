"""Uses without what sentences put around them, and uses that only look as if something stood around them."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def first(tmp_path, entry: str) -> tuple[str, tuple[str, ...]]:
    text = f"# P\n\nHi.\n\n## Third-party services\n\n- {entry}\n- Mapbox: shows maps\n"
    fact = read(tmp_path, text)[0]
    return fact.purpose, fact.data


@pytest.mark.parametrize(
    ("entry", "use", "data"),
    [
        ("Sentry: Finds bugs. Does not receive your name.", "Finds bugs", ()),
        ("Sentry: Full messages are logged to Sentry for debugging.", "debugging", ("Full messages",)),
        ("Google AI (Gemini): We send your photos to Google Gemini to find faces.", "find faces", ("photos",)),
        ("Sentry: error monitoring, as described above.", "error monitoring", ()),
        ("Sentry: error monitoring; their terms apply to it", "error monitoring", ()),
        ("Stripe: Order details for delivery.", "delivery", ("Order details",)),
        ("Stripe: Tools for delivery of orders", "Tools for delivery of orders", ()),
        ("Sentry: error monitoring as people expect it", "error monitoring as people expect it", ()),
    ],
)
def test_an_english_use_stands_alone(tmp_path, entry, use, data):
    assert first(tmp_path, entry) == (use, data)


def test_what_is_said_in_turn_is_said_of_each(tmp_path):
    text = (
        "# P\n\nHi.\n\n## Third-party services\n\n"
        "- Mixpanel & Sentry: used for analytics and error tracking{}.\n- Mapbox: shows maps\n"
    )
    in_turn = [(fact.name, fact.purpose) for fact in read(tmp_path, text.format(" respectively"))]
    of_both = [(fact.name, fact.purpose) for fact in read(tmp_path, text.format(""))]
    assert in_turn[:2] == [("Mixpanel", "analytics"), ("Sentry", "error tracking")]
    assert of_both[:2] == [("Mixpanel", "analytics and error tracking"), ("Sentry", "analytics and error tracking")]


@pytest.mark.parametrize(
    ("use", "left"),
    [
        ("作为我们的托管服务提供商", "托管服务提供商"),
        ("这是行业标准的流量分析服务", "行业标准的流量分析服务"),
        ("处理对话内容；受其隐私政策约束", "处理对话内容"),
        ("存储账户数据，服务器位于新加坡", "存储账户数据"),
        ("存储账户数据，并作为备份", "存储账户数据，并作为备份"),
    ],
)
def test_a_chinese_use_stands_alone(tmp_path, use, left):
    text = f"# 隐私政策\n\n您好。\n\n## 第三方服务\n\n- Vercel：{use}\n- Mapbox：展示地图\n"
    assert read(tmp_path, text)[0].purpose == left


def test_an_entry_of_code_says_in_its_use_what_is_taken(tmp_path):
    code = (
        'export const SUBPROCESSORS = [\n  {{ name: "Anthropic", role: "{}" }},\n'
        '  {{ name: "Resend", role: "Sends mail" }},\n];\n'
    )
    read_code = reader_of("list.ts")
    told = read_code(tmp_path, code.format("Generates text. Receives your prompts and photos."))[0]
    denied = read_code(tmp_path, code.format("Generates text. Never receives your prompts."))[0]
    assert (told.purpose, told.data) == ("Generates text", ("prompts", "photos"))
    assert (denied.purpose, denied.data) == ("Generates text", ())


@pytest.mark.parametrize(
    ("sentence", "data"),
    [
        ("We use Sentry to collect crash reports that help us find bugs.", ("crash reports",)),
        ("Sentry receives card details directly.", ("card details",)),
        ("Sentry collects page views and referrers only.", ("page views", "referrers")),
        ("Sentry processes data in other countries.", ()),
        ("Sentry receives in-app purchases.", ("in-app purchases",)),
    ],
)
def test_data_of_a_sentence_stand_alone(tmp_path, sentence, data):
    assert read(tmp_path, f"# P\n\nHi.\n\n## Third-party services\n\n{sentence}\n")[0].data == data
