"""Pages in source files, kinds with who offers them, notes below tables, sentences that go on; and near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

facts = reader_of("list.md")


def rows(tmp_path, text: str, name: str = "list.md"):
    return [(fact.name, fact.purpose, fact.data) for fact in facts(tmp_path, text, name)]


TABLE = (
    "<table><tr>\n  <th>第三方公司SDK</th>\n  <th>收集目的</th>\n  <th>共享信息类型</th>\n</tr>\n"
    "<tr>\n  <td>白鹭SDK</td>\n  <td>消息推送</td>\n  <td>OAID</td>\n</tr>\n"
    "<tr>\n  <td>青鸟SDK</td>\n  <td>统计\n    分析</td>\n  <td>IMEI</td>\n</tr></table>\n"
)
TWO = [("白鹭SDK", "消息推送", ("OAID",)), ("青鸟SDK", "统计 分析", ("IMEI",))]


def test_a_page_in_a_text_of_source_keeps_its_tables(tmp_path):
    page = f"<!DOCTYPE html><html><body><h2>第三方清单</h2>\n{TABLE}</body></html>"
    assert rows(tmp_path, f"class Texts {{\n  static const String page = '''\n{page}\n''';\n}}\n", "texts.dart") == TWO


def test_lines_of_a_text_with_markup_of_words_alone_end_where_they_end(tmp_path):
    text = 'String s = "SDK名称：白鹭SDK\\n使用目的：推送\\n收集信息：OAID\\n<a href=\\"https://egret.example/p\\">政策</a>";\n'
    assert rows(tmp_path, text, "Texts.java") == [("白鹭SDK", "推送", ("OAID",))]


@pytest.mark.parametrize(
    ("attribute", "data"),
    [(" rowSpan={2}", [("OAID",), ("OAID",)]), ("", [("OAID",), ()]), (" colSpan={1}", [("OAID",), ()])],
)
def test_a_cell_of_markup_in_source_covers_the_rows_that_it_says(tmp_path, attribute, data):
    page = (
        "export const Page = () => (\n<table><tr><th>SDK名称</th><th>使用目的</th><th>收集信息</th></tr>\n"
        f"<tr><td>白鹭SDK</td><td>推送</td><td{attribute}>OAID</td></tr>\n"
        "<tr><td>青鸟SDK</td><td>统计</td></tr></table>);\n"
    )
    assert [fact.data for fact in facts(tmp_path, page, "Page.tsx")] == data


KINDS = (
    "## Third-Party Services\n\nWe use the following third-party services:\n\n"
    "- **Supabase:** Authentication and database\n- **AI Service Providers:** {0}\n- **Social Providers:** {1}\n"
)


def test_kinds_of_services_name_who_offers_them(tmp_path):
    text = KINDS.format(
        "Several models (OpenAI, Gemini) for suggestions", "Google, GitHub, and LinkedIn for authentication."
    )
    assert [(name, purpose) for name, purpose, _ in rows(tmp_path, text)] == [
        ("Supabase", "Authentication and database"),
        ("OpenAI", "Several models for suggestions"),
        ("Gemini", "Several models for suggestions"),
        ("Google", "authentication"),
        ("GitHub", "authentication"),
        ("LinkedIn", "authentication"),
    ]


def test_kinds_of_services_that_name_nobody_known_name_nobody(tmp_path):
    text = KINDS.format(
        "Several models (large, fast) for suggestions", "Friends, family, and others for authentication."
    )
    assert not {name for name, _, _ in rows(tmp_path, text)} - {"Supabase"}


NOTES = "Vendor | Purpose | Data |\n---|---|---|\nVultr | Computing | logs |\nStripe | Payments | billing data |\n"


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("Changes\nWe will post updates here before a change.\n", ["Vultr", "Stripe"]),
        ("Sentry\n", ["Vultr", "Stripe", "Sentry"]),
        ("Umami\nPlausible\n", ["Vultr", "Stripe", "Umami", "Plausible"]),
        ("Sentry\nNote: the list may change.\n", ["Vultr", "Stripe", "Sentry"]),
    ],
)
def test_what_is_written_below_a_table_lists_nobody(tmp_path, below, names):
    assert [name for name, _, _ in rows(tmp_path, f"{NOTES}{below}", "list.txt")] == names


README = (
    "=== Egret Shield ===\nStable tag: 1.0\n\n== Description ==\n\nKeeps your site safe.\n\n== External Services ==\n\n"
    "This plugin relies on the following third-party services:\n\n1.  **{0}**\n    *   **{1}:** {2}\n"
    "    *   **Why we use it:** To fetch ranges\n    *   **Data Sent:** {3}\n\n== Changelog ==\n\n* Fixed: Sentry\n"
)


@pytest.mark.parametrize(
    ("title", "label", "value", "sent", "row"),
    [
        ("Cloudflare", "Service", "IP ranges", "None (public feed).", ("Cloudflare", "To fetch ranges", ())),
        (
            "Bluebird Network",
            "Service",
            "Feed",
            "IP address. No user data is sent.",
            ("Bluebird Network", "To fetch ranges", ("IP address",)),
        ),
        ("Analytics", "Service", "Mixpanel", "IP address", ("Mixpanel", "To fetch ranges", ("IP address",))),
        ("Logistics", "Service Provider", "Bluebird", "IP address", ("Bluebird", "To fetch ranges", ("IP address",))),
    ],
)
def test_a_service_below_a_name_says_what_it_does(tmp_path, title, label, value, sent, row):
    assert rows(tmp_path, README.format(title, label, value, sent), "readme.txt") == [row]


def test_a_sentence_goes_on_with_whom_else_is_used_and_what_for(tmp_path):
    text = "It uses Aptabase for analytics (no names), Sentry for crash reports, and RevenueCat to verify purchases."
    assert [(name, purpose) for name, purpose, _ in rows(tmp_path, f"# Privacy\n\n{text}\n")] == [
        ("Aptabase", "analytics"),
        ("Sentry", "crash reports"),
        ("RevenueCat", "verify purchases"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It uses Sentry for crash reports, and Apple users see no advertisements.",
        "It uses Sentry for crash reports. Purchases are processed by the Apple App Store.",
    ],
)
def test_a_sentence_that_goes_on_with_something_else_names_no_other(tmp_path, text):
    assert [name for name, _, _ in rows(tmp_path, f"# Privacy\n\n{text}\n")] == ["Sentry"]


def test_another_name_behind_a_company_is_no_sentence(tmp_path):
    text = "- Egret Systems, Inc. (d/b/a Sparkpost) - Email delivery (USA).\n- Twilio, Inc. - Text messages.\n"
    assert [name for name, _, _ in rows(tmp_path, f"# Subprocessors\n\n{text}")] == [
        "Egret Systems, Inc. (d/b/a Sparkpost)",
        "Twilio, Inc.",
    ]


def test_headings_below_headings_are_names_and_no_use(tmp_path):
    entry = "<li><h5>{0}</h5><p>Personal Data: {1}</p></li>"
    kinds = [
        ("Advertising", [("AdMob", "IDFA"), ("Google Ads conversion tracking", "Usage Data")]),
        ("Analytics", [("Mixpanel", "Usage Data"), ("Amplitude", "email address")]),
    ]
    page = "".join(
        f"<li><h4>{kind}</h4><ul>{''.join(entry.format(*one) for one in listed)}</ul></li>" for kind, listed in kinds
    )
    page = f"<html><body><h2>Third-party services</h2><ul>{page}</ul></body></html>"
    assert [(name, data) for name, _, data in rows(tmp_path, page, "page.html")] == [
        ("AdMob", ("IDFA",)),
        ("Google Ads conversion tracking", ("Usage Data",)),
        ("Mixpanel", ("Usage Data",)),
        ("Amplitude", ("email address",)),
    ]
