"""Entries of English lists that go on behind a comma: forms of companies, places, clauses on what somebody does."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


USED = "# Privacy\n\n## Service providers\n\nWe employ the following companies:\n\n"


def test_a_clause_behind_a_company_says_what_it_does(tmp_path):
    entries = (
        '- Amazon Web Services ("AWS"), which hosts our databases in Ireland;\n'
        "- Stripe, Inc., which processes payments;\n"
        "- Mailchimp (The Rocket Science Group LLC), to send newsletters; and\n"
        "- Sentry, used to find crashes.\n"
    )
    assert [(fact.name.partition(" (")[0], fact.purpose) for fact in read(tmp_path, USED + entries)] == [
        ("Amazon Web Services", "hosts our databases in Ireland"),
        ("Stripe, Inc.", "processes payments"),
        ("Mailchimp", "to send newsletters"),
        ("Sentry", "find crashes"),
    ]


def test_the_form_of_a_company_alone_behind_a_comma_is_no_name(tmp_path):
    entries = "- Mixpanel, Inc.\n- Amplitude, Segment\n- Finch Inc., 1 Main Street, Springfield\n"
    assert [fact.name for fact in read(tmp_path, USED + entries)] == [
        "Mixpanel, Inc",
        "Amplitude",
        "Segment",
        "Finch Inc.",
    ]


def test_where_a_company_is_belongs_to_no_name(tmp_path):
    entries = (
        "- Egret GmbH, Berlin, Germany – hosting\n- Google LLC, 1600 Amphitheatre Parkway, USA – analytics\n"
        "- Functional Software, Inc., dba Sentry – crash reports\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, USED + entries)] == [
        ("Egret GmbH", "hosting"),
        ("Google LLC", "analytics"),
        ("Functional Software, Inc., dba Sentry", "crash reports"),
    ]


def test_what_is_taken_stands_behind_a_dash(tmp_path):
    text = (
        "# SDKs used\n\nEgretpay 4.2.1 – Payments – collects card number, name – https://egretpay.example/privacy\n"
        "Crowcrash 1.3 – Crash reports – collects device model – https://crow.example/privacy\n"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("Egretpay 4.2.1", "Payments", ("card number", "name")),
        ("Crowcrash 1.3", "Crash reports", ("device model",)),
    ]


def test_how_changes_are_made_known_is_nobody(tmp_path):
    beside = "## Change Management\n\n- Advance Notice: Customers are told before\n- Emergency Changes: Made at once\n"
    entries = "## Vendors\n\n- Stripe – payments; we don’t collect card numbers\n- Sentry – crash reports\n"
    assert [(fact.name, fact.data) for fact in read(tmp_path, f"# Sub-processors\n\n{beside}\n{entries}")] == [
        ("Stripe", ()),
        ("Sentry", ()),
    ]
