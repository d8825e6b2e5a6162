"""Lists that run on in a paragraph, cells that are a line each, headings on two lines, blocks below a lead; twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

facts = reader_of("list.md")


def names(tmp_path, text: str, name: str = "list.md") -> list[str]:
    return [fact.name for fact in facts(tmp_path, text, name)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "We work with service providers: - Sentry - for crash reports - Stripe - to take payments",
            [("Sentry", "for crash reports"), ("Stripe", "to take payments")],
        ),
        (
            "We work with service providers: – Sentry – for crash reports – Stripe – for payments",
            [("Sentry", "for crash reports"), ("Stripe", "for payments")],
        ),
        (
            "We work with service providers: • Sentry – crash reports • Stripe – payments",
            [("Sentry", "crash reports"), ("Stripe", "payments")],
        ),
        # What stands between the marks is no name with its use.
        ("We work with service providers: - in Europe - for crash reports - in Asia - for payments", []),
        ("We work with service providers: - Sentry - our own staff - Stripe - and those who ask", []),
        ("We do not work with service providers - for Sentry or Stripe - at all", []),
    ],
)
def test_a_list_that_runs_on_in_a_paragraph(tmp_path, line, found):
    page = f"<!DOCTYPE html><html><body><h2>Service Providers</h2><p>{line}</p></body></html>"
    assert [(fact.name, fact.purpose) for fact in facts(tmp_path, page, "list.html")] == found


BLOCKS = (
    "**Facebook**\nPrivacy Policy: [a](https://www.facebook.com/privacy)\n\n"
    "**Kakao**\nPrivacy Policy: [b](https://www.kakao.com/privacy)\n"
)


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("We work with a number of ad serving partners. Please visit the links below.", ["Facebook", "Kakao"]),
        ("Our partners have policies of their own, which are the following:", ["Facebook", "Kakao"]),
        ("We work with a number of ad serving partners. Ask us about them.", []),
        ("You can follow us on the networks below.", []),
        ("We work with partners, whose links are below.\n\nOur own pages on other networks:", []),
    ],
)
def test_blocks_below_a_paragraph_that_leads_to_them(tmp_path, lead, found):
    assert names(tmp_path, f"### Opting out\n\nSome text on choices.\n\n{lead}\n\n{BLOCKS}") == found


CELLS = (
    "Function", "Issues", "SDK Name", "Sentry", "Purpose of Use", "Reports of crashes",
    "Personal Information Field", "User ID, IP address", "Processing Method", "Encryption",
    "Entity Name", "Functional Software, Inc.", "Contact Information", "https://sentry.io/",
    "Privacy Policy Link", "https://sentry.io/privacy/",
    "Function", "Payment", "SDK Name", "Stripe", "Purpose of Use", "Taking payments",
    "Personal Information Field", "Card number", "Processing Method", "Encryption",
    "Entity Name", "Stripe, Inc.", "Contact Information", "https://stripe.com/",
    "Privacy Policy Link", "https://stripe.com/privacy",
)  # fmt: skip


@pytest.mark.parametrize("end", [" |", "", "\t|"])
def test_labels_and_values_a_line_each_with_a_bar_behind(tmp_path, end):
    text = "Information Sharing List\n\n" + "\n".join(f"{cell}{end}" for cell in CELLS)
    found = [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts(tmp_path, text)]
    assert found == [
        ("Sentry", "Functional Software, Inc.", "Reports of crashes", ("User ID", "IP address"), "https://sentry.io/privacy/"),
        ("Stripe", "Stripe, Inc.", "Taking payments", ("Card number",), "https://stripe.com/privacy"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("link", "others", "found"),
    [
        ("https://stripe.com/privacy", "  - Data collected: card number\n", ["Stripe"]),
        ("https://www.stripe.com/legal", "  - Data collected: card number\n", ["Stripe"]),
        ("https://ourapp.example/privacy", "  - Data collected: card number\n", []),
        ("https://stripe.com/privacy", "", []),
    ],
)
def test_a_block_is_of_the_third_party_at_whose_address_its_policy_is(tmp_path, link, others, found):
    block = f"- Name: Stripe\n  - Purpose: takes payments\n{others}  - Where documented: {link}\n"
    assert names(tmp_path, f"## Entries\n\n{block}") == found


HEADINGS = ("Data interface", "name", "Externally provided", "Type of personal information", "Scenario/Purpose/Use",
            "The name of the recipient of the data", "Data recipient privacy policy link")  # fmt: skip
ROWS = (
    "Egret Statistics", "Device brand, model, OAID", "Statistical analysis of how the app is used",
    "Egret (Beijing) Technology Co., Ltd., Heron Technology Co., Ltd.", "https://egret.example/policy",
    "Ibis Sign-in", "Phone number, IMSI", "One-click login", "Ibis Technology Co., Ltd.", "https://ibis.example/p",
)  # fmt: skip


def test_headings_of_which_some_stand_on_two_lines(tmp_path):
    text = "The third-party SDK directory\n\n" + "\n\n".join((*HEADINGS, *ROWS))
    found = [(fact.name, fact.company, fact.purpose, fact.link) for fact in facts(tmp_path, text, "list.txt")]
    assert found == [
        (
            "Egret Statistics",
            "Egret (Beijing) Technology Co., Ltd., Heron Technology Co., Ltd.",
            "Statistical analysis of how the app is used",
            "https://egret.example/policy",
        ),
        ("Ibis Sign-in", "Ibis Technology Co., Ltd.", "One-click login", "https://ibis.example/p"),
    ]


def test_lines_between_headings_that_are_values_make_no_table(tmp_path):
    """Twin: each label has its value below it, and no value is the first part of the label behind it."""
    text = "SDK directory\n\n" + "\n\n".join(
        ("Function", "Crash reports", "SDK Name", "Sentry", "Purpose of Use", "Finding faults",
         "Entity Name", "Functional Software, Inc.", "Privacy Policy Link", "https://sentry.io/privacy")
    )  # fmt: skip
    found = [(fact.name, fact.company, fact.purpose) for fact in facts(tmp_path, text)]
    assert found == [("Sentry", "Functional Software, Inc.", "Finding faults")]


def test_entries_that_say_what_a_register_has_are_no_headings(tmp_path):
    """Twin: behind bullets the same words are what the register holds; its entries have a form of their own."""
    fields = "- Vendor name\n- Service provided\n- Data categories processed\n- Location / transfer regions\n- Notes\n"
    entries = "".join(
        f"{n}. {name}\n- Service: payments\n- Data: card number\n\n"
        for n, name in ((1, "Stripe"), (2, "PayPal"), (3, "Twilio"))
    )
    text = f"# Sub-processor register\n\n## Register fields\n\n{fields}\n## Entries\n\n{entries}"
    found = [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts(tmp_path, text)]
    assert found == [(name, "", "payments", ("card number",)) for name in ("Stripe", "PayPal", "Twilio")]


def test_an_address_is_no_label_by_the_word_at_its_end():
    columns = shipped_lexicons().sdk_list.headings
    assert columns.field("website/privacy") == "link"
    assert columns.field("https://egret.example/privacy") == ""
