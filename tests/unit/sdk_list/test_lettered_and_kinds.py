"""Lettered recipients, names behind kinds of services, links of names, and companies in the cells of names."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


LETTERED = """# Privacy

## 5. Recipients

We share data with these recipients:

(a) Stripe Payments Europe Limited: payment processing;
(b) Heron Cloud GmbH: hosting of our servers;
(c) Wren Mail Inc.: sending transactional e-mail; and
(d) competent authorities, where required by law.
"""
ROMAN = """# Privacy

## Who we share data with

Our service providers are:

(i) Stripe (payment processing);
(ii) Heron Cloud, which hosts our database;
(iii) Mixpanel for analytics.
"""
RUN_ON = (
    "## Recipients\n\nWe disclose data to: (a) Sentry for crash reports; (b) Mixpanel (analytics); "
    "and (c) Stripe for billing.\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LETTERED,
            {
                "Stripe Payments Europe Limited": "payment processing",
                "Heron Cloud GmbH": "hosting of our servers",
                "Wren Mail Inc.": "sending transactional e-mail",
            },
        ),
        (ROMAN, {"Stripe": "payment processing", "Heron Cloud": "hosts our database", "Mixpanel": "analytics"}),
        (RUN_ON, {"Sentry": "crash reports", "Mixpanel": "analytics", "Stripe": "billing"}),
    ],
    ids=["letters", "roman", "in a line"],
)
def test_lettered_recipients(tmp_path, text, expected):
    found = {fact.name: fact.purpose.removeprefix("for ") for fact in read(tmp_path, text)}
    assert found == expected


def test_somebody_known_beside_kinds_of_recipients(tmp_path):
    text = (
        "# Privacy\n\n## Recipients\n\nRecipients are:\n\n(a) **Stripe Payments** (Ireland): card processor.\n"
        "(b) **Tax authority:** for invoicing.\n(c) **Professional advisors** (lawyer) as needed.\n"
        "(d) **Other users** (members): as you choose.\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [("Stripe Payments", "card processor")]


def test_lettered_data_are_nobody(tmp_path):
    text = "# Privacy\n\n## Third parties\n\nWe share:\n\n(a) Account: name and e-mail.\n(b) Device: model.\n"
    assert read(tmp_path, text) == []


@pytest.mark.parametrize(
    ("entry", "name", "link"),
    [
        ("**Cloud hosting** — We host on a provider (e.g., Heron Cloud, based in Germany)", "Heron Cloud", ""),
        ("Email: [Larkmail](https://lark.example) (notifications only)", "Larkmail", "https://lark.example"),
        ("AI transcription (Dove AI) — turns speech into text", "Dove AI", ""),
        ("Larkmail (https://lark.example): sending mail", "Larkmail", "https://lark.example"),
        (
            "**Wrenlog** — logs — [policy](https://w.example/p), [terms](https://w.example/t)",
            "Wrenlog",
            "https://w.example/p",
        ),
    ],
)
def test_names_behind_kinds_and_links(tmp_path, entry, name, link):
    facts = read(tmp_path, f"# Privacy\n\n## Service providers\n\n- {entry}\n- **Crowguard**: crash reports\n")
    assert (facts[0].name, facts[0].link) == (name, link)
    assert "](" not in facts[0].purpose


@pytest.mark.parametrize("title", ["Current disclosed services", "Services in use", "Integrations"])
def test_headings_of_services_that_are_used(tmp_path, title):
    text = f"# Paws\n\n## {title}\n\n- **Heron Play SDK**: loads levels.\n- **Crow Billing**: handles purchases.\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["Heron Play SDK", "Crow Billing"]


@pytest.mark.parametrize("title", ["Our services", "Services"])
def test_headings_of_ones_own_services(tmp_path, title):
    text = f"# Paws\n\n## {title}\n\n- **Level Editor**: builds levels.\n- **Score Board**: shows scores.\n"
    assert read(tmp_path, text) == []


@pytest.mark.parametrize(
    ("cell", "name", "company"),
    [
        ("白鹭推送-白鹭科技有限公司", "白鹭推送", "白鹭科技有限公司"),
        ("白鹭推送 白鹭科技有限公司", "白鹭推送", "白鹭科技有限公司"),
        ("白鹭科技有限公司（白鹭推送SDK）", "白鹭推送SDK", "白鹭科技有限公司"),
    ],
)
def test_a_cell_of_a_name_and_its_company(tmp_path, cell, name, company):
    text = f"# 第三方SDK\n\n| 第三方SDK/公司 | 使用目的 | 收集信息 |\n|---|---|---|\n| {cell} | 推送 | OAID |\n"
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [(name, company)]


def test_links_in_cells(tmp_path):
    text = (
        "# Sub-processors\n\n| Name | Purpose | More |\n|---|---|---|\n"
        "| [Heron](https://heron.example) | Host | [Terms](https://h.example), [Privacy policy](https://h.io/p) |\n"
    )
    assert [(fact.name, fact.link) for fact in read(tmp_path, text)] == [("Heron", "https://h.io/p")]
