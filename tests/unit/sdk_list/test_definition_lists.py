"""Lists of definitions on a page: the term is whose service it is, the definition what for, however short it is."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("page.html")

_ENTRY = '<dt>{}</dt><dd>{} <a href="https://{}/privacy">Privacy policy</a></dd>'


def _page(heading: str, *entries: tuple[str, str, str]) -> str:
    listed = "".join(_ENTRY.format(*entry) for entry in entries)
    return f"<html><body><h2>{heading}</h2><p>We use these service providers:</p><dl>{listed}</dl></body></html>"


def test_a_definition_says_what_its_term_is_for(tmp_path):
    page = _page(
        "Sub-processors", ("Stripe (Stripe, Inc.)", "Payments.", "stripe.com"), ("Sentry", "Crashes.", "sentry.io")
    )
    assert [(fact.name, fact.company, fact.purpose, fact.link) for fact in read(tmp_path, page)] == [
        ("Stripe (Stripe, Inc.)", "Stripe, Inc.", "Payments", "https://stripe.com/privacy"),
        ("Sentry", "", "Crashes", "https://sentry.io/privacy"),
    ]


def test_a_list_inside_a_definition_stays_one(tmp_path):
    page = "<html><body><h2>Third parties</h2><dl><dt>We share data with</dt><dd><ul><li>Stripe: payments</li>"
    page += "<li>Sentry: crash reports</li></ul></dd></dl></body></html>"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, page)] == [
        ("Stripe", "payments"),
        ("Sentry", "crash reports"),
    ]


_DATA = "{}\n\nTo comply with the rules, Egret collects:\n• PAN Number (for taxation)\n• Bank Details (for payouts)\n"


@pytest.mark.parametrize("heading", ["b. Driver/Partner Information", "Delivery Partner Details"])
def test_what_is_known_of_partners_is_no_list_of_them(tmp_path, heading):
    assert read(tmp_path, _DATA.format(heading), "list.txt") == []


def test_a_heading_on_partners_leads_to_them(tmp_path):
    text = "Our partners\n\n• Stripe (payments)\n• Sentry (crash reports)\n"
    assert [fact.name for fact in read(tmp_path, text, "list.txt")] == ["Stripe", "Sentry"]
