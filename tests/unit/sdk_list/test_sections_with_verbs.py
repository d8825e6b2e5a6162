"""Sections of English lists whose entries say what a service does and takes, and cells of which nothing is taken."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def test_entries_below_a_name_begin_with_what_it_does_and_receives(tmp_path):
    text = (
        "# Third-party services\n\n## Stripe\n\n- Handles payments and subscriptions\n"
        "- Receives name, email and card details\n- Privacy policy: https://stripe.example/privacy\n\n"
        "## Heronpush\n\n- Sends push notifications\n- Receives the push token\n\n"
        "## Medium Priority\n\n- Enable modes without retention\n- Send a mail\n"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("Stripe", "Handles payments and subscriptions", ("name", "email", "card details")),
        ("Heronpush", "Sends push notifications", ("the push token",)),
    ]


def test_a_sentence_that_leads_to_uses_is_none(tmp_path):
    text = (
        "# Privacy\n\n## Third parties\n\n### Firebase\n\nFirebase is used by us for:\n\n- Sign-in\n- Crash reports\n\n"
        "### AdMob\n\nWe use AdMob to show ads. It collects:\n\n- Advertising ID\n- IP address\n"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("Firebase", "Sign-in；Crash reports", ()),
        ("AdMob", "show ads", ("Advertising ID", "IP address")),
    ]


def test_names_and_uses_that_run_on_in_one_line(tmp_path):
    line = "- Stripe - payment processing - Sentry - crash reporting - Heronmail - newsletters\n"
    facts = read(tmp_path, f"# Privacy\n\nWe share data with the following third parties: {line}")
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Stripe", "payment processing"),
        ("Sentry", "crash reporting"),
        ("Heronmail", "newsletters"),
    ]


def test_data_that_run_on_in_one_line_are_nobody(tmp_path):
    assert (
        read(tmp_path, "# Privacy\n\nWe use data as follows: - Email - sign in - Photo - profile - Place - maps\n")
        == []
    )


def test_that_no_data_are_taken_is_no_kind_of_data(tmp_path):
    rows = (
        "| GitHub | Code | No customer data (source code only) |\n| Sentry | Crashes | Stack traces |\n"
        "| Stripe | Payments | Number of orders, data on the buyer |\n"
    )
    facts = read(tmp_path, f"# Sub-processors\n\n| Name | Purpose | Data |\n|---|---|---|\n{rows}")
    assert [(fact.name, fact.data) for fact in facts] == [
        ("GitHub", ()),
        ("Sentry", ("Stack traces",)),
        ("Stripe", ("Number of orders", "data on the buyer")),
    ]


def test_a_list_of_data_behind_a_name_is_no_use(tmp_path):
    entries = (
        "- Mailgun: emails, newsletters\n- Sentry: crash reports, usage analytics\n"
        "- Stripe: name, card number and billing address\n- Resend: transactional emails\n"
    )
    facts = read(tmp_path, f"# Third-Party Services\n\nWe use these third-party services:\n\n{entries}")
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("Mailgun", "emails, newsletters", ()),
        ("Sentry", "crash reports, usage analytics", ()),
        ("Stripe", "", ("name", "card number", "billing address")),
        ("Resend", "transactional emails", ()),
    ]
