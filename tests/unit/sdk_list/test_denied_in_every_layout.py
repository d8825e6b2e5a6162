"""What is said not to be sent or used discloses nothing, whatever reader takes its line: an entry, a cell, a sentence.

Who adds a form by which something counts as taken or used adds its denial here.
"""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")

EN = "# Third-party services\n\nWe use the following third-party services:\n\n"
LAYOUTS = {
    "entry": EN + "- **Sentry** — crash reports. {said}\n- **Stripe** — payments.\n",
    "cell": "# Processors\n\n| Processor | What it does |\n|---|---|\n| Sentry | Counts crashes. {said} |\n"
    "| Stripe | Pays. |\n",
    "next sentence": "# Privacy Policy\n\nWe use Sentry for crash reports. {said}\n",
    "whole entry": EN + "- **Sentry** — {lower} to count crashes.\n- **Stripe** — payments.\n",
}
SENT = "Your prompts are sent to Sentry."
NOTHING_SENT = (
    "Nothing is sent to Sentry's API.",
    "None of your data is sent to Sentry.",
    "Neither your name nor your email is sent to Sentry.",
    "Nothing personal is sent to Sentry.",
    "No photos are sent to Sentry.",
    "Not a single photo is sent to Sentry.",
    "Your photos are never sent to Sentry.",
    "Hardly any data is uploaded to Sentry.",
    "Sentry receives no email addresses.",
    "Sentry stores nothing about you.",
    "In that case, no photos are sent to Sentry.",
    "When the app crashes, none of your photos is stored on Sentry's servers.",
    "Data sent to Sentry includes no photos.",
)


def data(tmp_path, layout: str, said: str) -> list[tuple[str, ...]]:
    text = LAYOUTS[layout].format(said=said, lower=said[0].lower() + said[1:].rstrip("."))
    return [fact.data for fact in read(tmp_path, text) if fact.name == "Sentry"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_sent_is_data(tmp_path, layout):
    assert data(tmp_path, layout, SENT) == [("prompts",)]


@pytest.mark.parametrize("said", NOTHING_SENT)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_not_sent_is_none(tmp_path, layout, said):
    assert set(data(tmp_path, layout, said)) <= {()}


ZH = "# 第三方服务\n\n我们使用以下第三方服务：\n\n- {said}\n- Stripe：支付\n"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("第三方支付：微信支付、支付宝等渠道。由其处理。", ["微信支付", "支付宝"]),
        ("第三方支付：微信支付、支付宝等渠道。本应用未接入上述服务。", []),
        ("第三方支付：微信支付、支付宝（暂未接入）", []),
        ("第三方支付：微信支付、支付宝等渠道，目前均未使用。", []),
        ("本站使用 Google Analytics、Sentry", ["Google Analytics", "Sentry"]),
        ("本站不使用 Google Analytics、Sentry", []),
        ("本站使用 Google Analytics、Sentry 的计划已取消", []),
        ("Vercel、Neon、AWS用于托管", ["Vercel", "Neon", "AWS"]),
        ("Vercel、Neon、AWS均未用于托管", []),
        ("Vercel、Neon — 已停用", []),
        ("[Vercel](https://a.example/)、[Neon](https://b.example/) - 未启用", []),
    ],
)
def test_who_is_said_not_to_be_used_is_not_listed(tmp_path, said, names):
    assert [fact.name for fact in read(tmp_path, ZH.format(said=said))] == [*names, "Stripe"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Google OAuth 用于身份验证，Sentry 用于崩溃报告", ["Google OAuth", "Sentry"]),
        ("Google OAuth 不用于身份验证，Sentry 不用于崩溃报告", []),
        ("Google OAuth 计划用于身份验证，Sentry 计划用于崩溃报告", []),
    ],
)
def test_a_sentence_on_what_each_is_not_used_for_lists_nobody(tmp_path, said, names):
    facts = read(tmp_path, f"# 第三方\n\n我们使用以下第三方服务：{said}。\n")
    assert [fact.name for fact in facts] == names


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Account ID, crash events, no email, name, photos, or content", ("Account ID", "crash events")),
        ("Account ID (no account names or addresses), device model", ("Account ID", "device model")),
        ("Account ID. No photos, no wardrobe data", ("Account ID",)),
        ("No names, emails or phone numbers", ()),
        ("Account ID, name, photos, or content", ("Account ID", "name", "photos", "content")),
        ("Device model, no IP address, OS version", ("Device model", "OS version")),
    ],
)
def test_a_cell_of_data_says_what_is_not_taken(tmp_path, cell, items):
    head = "# Processors\n\n| Processor | Purpose | Data |\n|---|---|---|\n"
    text = f"{head}| Sentry | Crashes | {cell} |\n| Stripe | Pays | Card |\n"
    assert next(fact.data for fact in read(tmp_path, text)) == items
