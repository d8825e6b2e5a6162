"""Labelled blocks as copied: labels and values as entries of one list, and a value that a line break parts."""

from __future__ import annotations

from functools import partial

import pytest
from tests.support.sdk_lists import reader_of


@pytest.fixture
def listed(tmp_path):
    """Read a list from its text."""
    return partial(reader_of("list.txt"), tmp_path)


BLOCK = "{who}\n{m}Purpose\n{m}{use}\n{m}Data shared\n{m}{data}\n{m}Processing region\n{m}United States\n"


@pytest.mark.parametrize("mark", ["- ", "• ", ""])
@pytest.mark.parametrize("title", ["Current list", "Sub-processor list", "Full vendor list (May 2026)"])
def test_a_title_of_the_list_above_the_first_company_names_nobody(listed, title, mark):
    text = f"Sub-processors\nWe use a small number of third-party service providers to run the Service.\n{title}\n"
    text += BLOCK.format(m=mark, who="Egret, Inc.", use="Store billing, push delivery.", data="Push token.")
    text += BLOCK.format(m=mark, who="Finch LLC (incl. Nest)", use="Crash reporting.", data="Crash traces.")
    assert [(fact.name, fact.purpose, fact.data) for fact in listed(text)] == [
        ("Egret, Inc.", "Store billing, push delivery.", ("Push token",)),
        ("Finch LLC (incl. Nest)", "Crash reporting.", ("Crash traces",)),
    ]


def test_a_name_above_its_company_is_still_the_name(listed):
    text = "Sub-processors\nWe use third-party service providers to run the Service.\n"
    for who, firm in (("Egret Push", "Egret, Inc."), ("Finch Maps", "Finch LLC")):
        text += f"{who}\n{firm}\n" + BLOCK.format(m="- ", who="", use="Push delivery.", data="Push token.").lstrip()
    assert [(fact.name, fact.company) for fact in listed(text)] == [
        ("Egret Push", "Egret, Inc."),
        ("Finch Maps", "Finch LLC"),
    ]


BROKEN = (
    "Sub-processors of personal data\nThis page lists the third-party service providers that process data.\n"
    "2. Active sub-processors\n2.1 Supabase\n- Legal name: Supabase Inc.\n- Data hosting country: European Union{0}"
    "- Purpose: database, file storage\n- Categories of data: profile, photos\n"
    "2.2 OpenAI\n- Legal name: OpenAI, L.L.C.\n- Data hosting country: United States\n"
    "- Purpose: reply generation\n- Categories of data: conversation text\n"
)


@pytest.mark.parametrize("between", [" (\neu-west-1) ", " (\neu-west-1)\n", " (eu-west-1)\n", "\n"])
def test_a_line_break_in_brackets_begins_no_block(listed, between):
    assert [(fact.name, fact.company, fact.purpose) for fact in listed(BROKEN.format(between))] == [
        ("Supabase", "Supabase Inc.", "database, file storage"),
        ("OpenAI", "OpenAI, L.L.C.", "reply generation"),
    ]


def test_a_line_that_leads_to_a_list_ends_in_no_label(listed):
    text = "Third-party services we use:\n\n"
    for who, use in (("RevenueCat", "manages subscriptions"), ("Sentry", "crash reports")):
        text += f"{who}\nWhat it does: {use}\nWhat it receives: device model\n\n"
    assert [(fact.name, fact.purpose) for fact in listed(text)] == [
        ("RevenueCat", "manages subscriptions"),
        ("Sentry", "crash reports"),
    ]
