"""Entries that are names alone, in Chinese with what for in brackets, and sentences with the use before the name."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")

BELOW = "# 第三方服务\n\n我们使用以下第三方服务：\n\n{}"


def names(facts) -> list[str]:
    return [fact.name for fact in facts]


def test_a_service_of_a_brand_is_an_entry_below_a_lead(tmp_path):
    text = BELOW.format("- LINE 通知服务\n- 微信支付服务\n- 数据分析服务\n")
    assert names(read(tmp_path, text)) == ["LINE 通知服务", "微信支付服务"]
    assert read(tmp_path, "# 我们的功能\n\n- LINE 通知服务\n- 微信支付服务\n") == []


def test_what_a_brand_is_for_may_have_latin_words_in_its_brackets(tmp_path):
    text = BELOW.format("- Resend（發送 email 通知）\n- Newebpay / ECPay（金流）\n- Mixpanel（未使用）\n")
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Resend（發送 email 通知）", "發送 email 通知"),
        ("Newebpay / ECPay（金流）", "金流"),
    ]


def test_one_use_stands_behind_several_of_a_line(tmp_path):
    text = BELOW.format("- Stripe（网页付款）、Google Play 与 RevenueCat（应用内订阅）。\n- Sentry（崩溃报告）\n")
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)][:3] == [
        ("Stripe", "网页付款"),
        ("Google Play", "应用内订阅"),
        ("RevenueCat", "应用内订阅"),
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "我们使用的第三方服务包括用于流量分析的 Mixpanel、用于展示广告的 Google AdSense，以及用于托管的 Vercel。",
            [("Mixpanel", "流量分析"), ("Google AdSense", "展示广告"), ("Vercel", "托管")],
        ),
        ("诊断使用 Sentry，统计使用 Mixpanel。", [("Sentry", "诊断"), ("Mixpanel", "统计")]),
        ("我们不使用用于流量分析的 Mixpanel、用于展示广告的 Google AdSense。", []),
        ("您可以将用于登录的手机号、用于接收通知的邮箱告诉我们。", []),
    ],
)
def test_a_chinese_sentence_says_what_each_is_for_before_its_name(tmp_path, sentence, told):
    facts = read(tmp_path, f"# 第三方服务\n\n{sentence}\n")
    assert [(fact.name, fact.purpose) for fact in facts] == told


def test_a_known_name_with_a_word_for_data_in_it_is_one(tmp_path):
    text = "# Third-party services\n\n- **{}**: shows where you are\n- **Sentry**: crash reports\n"
    assert "Google Maps Geolocation" in names(read(tmp_path, text.format("Google Maps Geolocation")))
    assert "Advertising ID" not in names(read(tmp_path, text.format("Advertising ID")))


@pytest.mark.parametrize(
    "said",
    [
        "push messages without requiring an update",
        "push messages. We never see your password.",
        "push messages; it does not train on your data",
    ],
)
def test_what_somebody_does_without_needing_something_denies_nobody(tmp_path, said):
    text = f"# Third-party services\n\n- **OneSignal** — {said}\n- **Sentry** — crash reports\n"
    assert names(read(tmp_path, text)) == ["OneSignal", "Sentry"]


@pytest.mark.parametrize("said", ["not used in this app", "we no longer use it"])
def test_an_entry_that_says_that_nobody_is_there_lists_nobody(tmp_path, said):
    text = (
        f"# Third-party services\n\n- **OneSignal** — {said}\n- **Sentry** — crash reports\n- **Mixpanel** — counts\n"
    )
    assert "OneSignal" not in names(read(tmp_path, text))


def test_a_second_bullet_is_no_part_of_a_name(tmp_path):
    text = "2. 第三方服務 · Third-Party Services\n\n  • ▸ Sentry:錯誤監控。\n  • ▸ Mixpanel:統計分析。\n"
    facts = reader_of("list.txt")(tmp_path, text)
    assert [(fact.name, fact.purpose) for fact in facts] == [("Sentry", "錯誤監控"), ("Mixpanel", "統計分析")]


@pytest.mark.parametrize(
    "sentence",
    [
        "当您使用QQ账号登录时，我们会获取头像；当您使用微信账号登录时，我们会获取昵称。",
        "用于生成与第三方账号绑定的抖音账号，用于生成您的微信头像。",
    ],
)
def test_ways_to_sign_in_are_no_list_of_whom_an_app_uses(tmp_path, sentence):
    assert read(tmp_path, f"# 第三方账号\n\n{sentence}\n") == []
