"""Entries that say all of somebody in one line, as generators of policies write them, and headings of lists."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")

_ENTRY = (
    "- **Egret Shop:** E-commerce platform; invoices and payments; **Service provider**: Egret Shop LLC, 22 Main St, "
    "Springfield, USA; **Legal Basis:** Legitimate Interests (Article 6 (1) (f) GDPR); **Website:** "
    "[https://egret.example/](https://egret.example/); **Privacy Policy:** "
    "[https://egret.example/privacy](https://egret.example/privacy).\n"
)
_HEAD = "# Privacy Policy\n\n## Shops\n\n- **Processed data types:** Contact data (names, addresses).\n\n"


def _told(fact):
    return fact.name, fact.company, fact.purpose, fact.data, fact.link


def test_labels_in_the_line_of_an_entry_are_told_apart(tmp_path):
    (fact,) = read(tmp_path, _HEAD + _ENTRY)
    assert _told(fact) == (
        "Egret Shop",
        "Egret Shop LLC",
        "E-commerce platform",
        ("Contact data", "names", "addresses"),
        "https://egret.example/privacy",
    )


def test_the_data_of_one_section_are_not_those_of_the_next(tmp_path):
    text = _HEAD + _ENTRY + "\n## Hosting\n\n" + _ENTRY.replace("Egret Shop", "Finch Host")
    assert [(fact.name, bool(fact.data)) for fact in read(tmp_path, text)] == [
        ("Egret Shop", True),
        ("Finch Host", False),
    ]


def test_an_entry_on_what_we_do_ourselves_names_nobody(tmp_path):
    ours = "- **Consulting:** We process the data of our clients; **Legal Basis:** Performance of a contract.\n"
    assert [fact.name for fact in read(tmp_path, _HEAD + ours + _ENTRY)] == ["Egret Shop"]


@pytest.mark.parametrize(
    "use", ["We do not use Egret Shop", "No longer in use", "Removed in May 2025", "Planned for 2027"]
)
def test_an_entry_that_is_denied_is_none(tmp_path, use):
    denied = _ENTRY.replace("E-commerce platform", use)
    kept = _ENTRY.replace("Egret Shop", "Finch Host")
    assert [fact.name for fact in read(tmp_path, _HEAD + denied + kept)] == ["Finch Host"]


_ROWS = "\n\n| Field | Details |\n|---|---|\n| **Purpose** | Payments |\n| **Data Shared** | Name, email |\n\n"


@pytest.mark.parametrize("name", ["Egret, Inc.", "Finch GmbH"])
def test_a_heading_of_the_list_is_not_the_name_of_the_company_below_it(tmp_path, name):
    text = f"# Sub-Processors\n\n## Active Sub-Processors\n\n### 1. {name}{_ROWS}### 2. SendGrid (Twilio){_ROWS}"
    assert [fact.name for fact in read(tmp_path, text)] == [name, "SendGrid (Twilio)"]


def test_a_label_below_the_heading_of_the_list_gives_the_name(tmp_path):
    text = "Sub Processors\nSub Processor:\nEgretMail\nData:\n- Email address\nSub Processor:\nStripe\nData:\n- Name\n"
    facts = reader_of("list.txt")(tmp_path, text)
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("EgretMail", "", ("Email address",)),
        ("Stripe", "", ("Name",)),
    ]


def test_what_a_safeguard_says_of_somebody_is_no_entry(tmp_path):
    text = f"# Sub-Processors\n\n### 1. Stripe{_ROWS}**Safeguards:**\n- Encryption at rest\n- AWS GDPR compliance\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["Stripe"]
