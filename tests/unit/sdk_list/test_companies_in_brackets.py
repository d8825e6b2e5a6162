"""Companies in brackets behind a name or a sentence, with where they are or without."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def test_where_a_company_is_stands_behind_it_in_brackets(tmp_path):
    entry = "{}) {} ({}, {}): {}. Receives {}. https://egret.example/{}\n"
    text = (
        "THIRD PARTY DISCLOSURES\n\n"
        + entry.format("a", "Amplitude", "Amplitude, Inc.", "San Francisco, CA", "product analytics", "events", 1)
        + entry.format("b", "Zendesk", "Zendesk, Inc.", "San Francisco, CA", "support tickets", "your email", 2)
    )
    facts = read(tmp_path, text, "list.txt")
    assert [(fact.company, fact.purpose) for fact in facts] == [
        ("Amplitude, Inc.", "product analytics"),
        ("Zendesk, Inc.", "support tickets"),
    ]


def test_a_company_in_brackets_ends_what_its_service_does(tmp_path):
    text = (
        "We partner with the following companies to run the app:\n\n"
        "- **Postmark** sends login codes to you (ActiveCampaign, LLC).\n"
        "- **Sentry** tells us of crashes; it gets your device model and app version (Functional Software, Inc.).\n"
        "- **Stripe** takes payments (cards and transfers).\n"
    )
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("Postmark", "ActiveCampaign, LLC", "sends login codes to you", ()),
        ("Sentry", "Functional Software, Inc.", "tells us of crashes", ("device model", "app version")),
        ("Stripe", "", "takes payments (cards and transfers)", ()),
    ]
