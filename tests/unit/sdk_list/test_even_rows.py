"""Tables in English whose copy has a cell a line and headings that only a word tells."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

from appaudit.model.facts.documents import DeclaredSdkFact

read_text = reader_of("list.txt")


@pytest.fixture
def listed(tmp_path):
    """Read a text from its lines, each below an empty one."""

    def read(*lines: str) -> list[DeclaredSdkFact]:
        return read_text(tmp_path, "\n\n".join(lines) + "\n")

    return read


HEADINGS = ("Sub-Processors", "Sub-Processor", "Location of processing", "Services", "Categories of Personal Data")
ROWS = (
    *("Amazon", "USA", "Image storage", "User-uploaded images (food photos, chat images)"),
    *("OpenAI", "USA", "LLM processing", "Chat messages, health queries"),
    *("Egret", "Ireland", "Support chat", "Names, emails"),
)
READ = [("Amazon", "Image storage"), ("OpenAI", "LLM processing"), ("Egret", "Support chat")]


def test_rows_of_as_many_lines_as_there_are_headings(listed):
    assert [(fact.name, fact.purpose) for fact in listed(*HEADINGS, *ROWS)] == READ
    assert listed(*HEADINGS, *ROWS)[1].data == ("Chat messages", "health queries")


def test_a_last_column_of_links_may_have_lost_its_cells(listed):
    assert [(fact.name, fact.purpose) for fact in listed(*HEADINGS, "Data Protection Agreement", *ROWS)] == READ


@pytest.mark.parametrize("who", ["Vendor", "Provider", "Service provider"])
def test_whatever_heads_whom_a_table_lists(listed, who):
    found = listed("Sub-processors", who, "What they do", "Data residency", "What we send", *ROWS_IN_ORDER)
    assert [(fact.name, fact.purpose) for fact in found] == READ


ROWS_IN_ORDER = (
    *("Amazon", "Image storage", "USA", "User-uploaded images"),
    *("OpenAI", "LLM processing", "USA", "Chat messages"),
    *("Egret", "Support chat", "Ireland", "Names, emails"),
)


def test_lines_below_the_titles_of_a_page_make_no_rows(listed):
    lines = ("Services", "Privacy policy", "Data Protection Agreement", "Contact information", "Amazon", "OpenAI")
    assert "Privacy policy" not in [fact.name for fact in listed("Egret", "We make games for people.", *lines)]


def test_two_fields_are_enough_where_the_rows_are_even(listed):
    rows = ("Datadog", "Monitoring", "US", "Stripe", "Payments", "US", "Twilio", "Messages", "Ireland")
    found = listed("Subprocessors", "Entity name", "Purpose", "Location", *rows)
    assert [(fact.name, fact.purpose) for fact in found] == [
        ("Datadog", "Monitoring"),
        ("Stripe", "Payments"),
        ("Twilio", "Messages"),
    ]
