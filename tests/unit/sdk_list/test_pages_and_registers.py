"""Lists in pages of frameworks and in registers of YAML, titles of several services, and apps with Latin names."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

ASTRO = """---
import Layout from '../layouts/Layout.astro';

const listed = [
  { name: 'Supabase', purpose: 'Keeps your account.' },
  { name: 'Sentry', purpose: 'Finds bugs.' },
];
---
<Layout><h1>Subprocessors</h1>{listed.map((one) => <p>{one.name}</p>)}</Layout>
"""


@pytest.mark.parametrize("kind", ["astro", "svelte"])
def test_a_list_in_the_code_of_a_page_is_read(tmp_path, kind):
    found = reader_of(f"page.{kind}")(tmp_path, ASTRO)
    assert [(fact.name, fact.purpose) for fact in found] == [
        ("Supabase", "Keeps your account."),
        ("Sentry", "Finds bugs."),
    ]


def test_a_page_without_a_list_in_its_code_is_read_as_a_page(tmp_path):
    page = "---\nconst title = 'Privacy';\n---\n<h2>Third-party services</h2>\n<ul><li>Sentry — finds bugs</li></ul>\n"
    assert [fact.name for fact in reader_of("page.astro")(tmp_path, page)] == ["Sentry"]


YAML = """# Register
meta:
  name: Egret
subprocessors:
  - name: Stripe, Inc.
    entity:
      address: 354 Oyster Point Boulevard, CA 94080, United States
      jurisdiction: United States
    services:
      - category: billing
        purpose: Payment processing
        dataCategories: [Card details, E-mail address]
      - category: billing
        purpose: Invoices
        dataCategories: [Name]
    links:
      - {label: Their terms, href: "https://stripe.com/privacy"}
  - name: DigitalOcean, LLC
    entity: {name: 'DigitalOcean Holdings, Inc.', address: New York}
    services:
      - {purpose: Hosting, dataCategories: [Logs]}
"""


def test_a_register_says_by_its_objects_what_for_and_what_is_taken(tmp_path):
    found = reader_of("trust.yaml")(tmp_path, YAML)
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in found] == [
        ("Stripe, Inc.", "", "Payment processing、Invoices", ("Card details", "E-mail address", "Name")),
        ("DigitalOcean, LLC", "DigitalOcean Holdings, Inc.", "Hosting", ("Logs",)),
    ]
    assert found[0].link == "https://stripe.com/privacy"


def test_a_file_of_yaml_that_lists_nobody_is_no_register(tmp_path):
    text = "jobs:\n  - name: build\n    steps: [checkout, test]\n  - name: release\n"
    assert reader_of("build.yaml")(tmp_path, text) == []


def test_the_title_of_several_services_is_none_of_them(tmp_path):
    page = (
        "<h2>Third-Party Services</h2><h3>Google Services</h3><ul>"
        "<li><strong>Google Sign-In</strong>: We use Google Sign-In for user authentication.</li></ul>"
        "<h3>Firebase Services</h3><ul><li><strong>Firebase Crashlytics</strong>: We use Firebase Crashlytics to find "
        "bugs.</li></ul><h3>RevenueCat</h3><ul><li>Subscriptions: We use RevenueCat to manage subscriptions.</li></ul>"
    )
    assert [(fact.name, fact.purpose) for fact in reader_of("page.html")(tmp_path, page)] == [
        ("Google Sign-In", "user authentication"),
        ("Firebase Crashlytics", "find bugs"),
        ("RevenueCat", "manage subscriptions."),
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("本站使用 Google Analytics，通過 cookie 收集匿名訪問數據。", ["Google Analytics"]),
        ("EGRET TAPE 使用 RevenueCat 来提供订阅功能。", ["RevenueCat"]),
        ("EGRET TAPE 不使用 RevenueCat。", []),
        ("您可以使用 Google Analytics，通过它查看网站的数据。", []),
    ],
)
def test_an_app_with_a_latin_name_uses_somebody(tmp_path, sentence, names):
    page = f"# EGRET TAPE 隐私政策\n\n您好。\n\n## 分析\n\n{sentence}\n"
    assert [fact.name for fact in reader_of("policy.md")(tmp_path, page)] == names


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("付款處理商(如綠界科技、藍新金流)", ["綠界科技", "藍新金流"]),
        ("付款處理商(如第三方支付公司)", []),
        ("付款處理商", []),
    ],
)
def test_whom_an_entry_of_providers_names_is_one(tmp_path, entry, names):
    page = f"# 隱私政策\n\n## 服務提供商\n\n我們可能與以下第三方服務提供商分享資訊:\n\n- {entry}\n- 物流配送商\n"
    assert [fact.name for fact in reader_of("policy.md")(tmp_path, page)] == names


def test_a_wide_dash_parts_a_name_from_its_use(tmp_path):
    page = "# 我們使用的外部服務\n\n- Sentry － 找錯誤\n- GitHub Pages － 網站主機\n"
    found = reader_of("policy.md")(tmp_path, page)
    assert [(fact.name, fact.purpose) for fact in found] == [("Sentry", "找錯誤"), ("GitHub Pages", "網站主機")]
