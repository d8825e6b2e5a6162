"""Names alone on their lines in English texts, with what each is for on the line below it."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

from appaudit.model.facts.documents import DeclaredSdkFact

read = reader_of("list.md")


def uses(facts: list[DeclaredSdkFact]) -> list[tuple[str, str, str]]:
    return [(fact.name, fact.purpose, fact.link) for fact in facts]


def test_a_kind_of_service_and_a_place_stand_below_each_name(tmp_path):
    text = (
        "Sub-processors\n\nStripe\nPayment processing\nUnited States\n\nFly.io\nHosting\nNetherlands\n\n"
        "Sentry\nError monitoring\nUnited States\n"
    )
    assert uses(read(tmp_path, text)) == [
        ("Stripe", "Payment processing", ""),
        ("Fly.io", "Hosting", ""),
        ("Sentry", "Error monitoring", ""),
    ]


def test_a_sentence_and_an_address_stand_below_each_name(tmp_path):
    text = (
        "Sub-processors\n\nWe use the following sub-processors.\n\n"
        "Stripe, Inc.\nProcesses card payments. It is certified.\nhttps://stripe.example/privacy\n\n"
        "Egretcloud, Inc.\nRuns our servers.\nhttps://egret.example/privacy\n"
    )
    assert uses(read(tmp_path, text)) == [
        ("Stripe, Inc.", "Processes card payments", "https://stripe.example/privacy"),
        ("Egretcloud, Inc.", "Runs our servers", "https://egret.example/privacy"),
    ]


def test_a_kind_above_several_names_is_that_of_the_names_below_it(tmp_path):
    text = "# Sub-processors\n\nPayment processing\nStripe\nPayPal\n\nHosting\nFly.io\n"
    assert uses(read(tmp_path, text)) == [
        ("Stripe", "Payment processing", ""),
        ("PayPal", "Payment processing", ""),
        ("Fly.io", "Hosting", ""),
    ]


def test_headings_with_what_is_done_below_them_are_nobody(tmp_path):
    text = (
        "# Sub-processors\n\n| Vendor | Purpose |\n|---|---|\n| Stripe | Payments |\n\n"
        "Safe Storage\nEncrypts all records at rest.\n\nFast Support\nWe answer in a day.\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Stripe"]
