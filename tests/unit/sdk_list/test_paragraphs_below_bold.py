"""Entries in bold with paragraphs that stand in by a tab, labels on where it is done, and companies with others."""

from __future__ import annotations

from functools import partial

import pytest
from tests.support.sdk_lists import reader_of

from appaudit.documents.lines import blocks_of_lines


@pytest.fixture
def listed(tmp_path):
    """Read a policy from its text."""
    return partial(reader_of("policy.md"), tmp_path)


SECTIONS = (
    "## Service Providers\n\n### Analytics\n\n  * **Google Analytics**\n\n"
    "\tGoogle Analytics is a web analytics service offered by Google that tracks\n"
    "\tand reports website traffic. Google uses the data collected to track and\n\tmonitor the use of our Service.\n\n"
    "\tPersonal Data collected: Cookies and Usage Data\n\n"
    "### Infrastructure Monitoring\n\n* **Bugsnag (Bugsnag, Inc.)**\n\n"
    "\tBugsnag is an error tracking service used to identify issues with this Application.\n\n"
    "\tPersonal Data collected: Name, email address\n\n\t{label}: See the Bugsnag privacy policy.\n"
)


@pytest.mark.parametrize(
    "label",
    ["Place of processing", "Location of the data processing", "Legal basis for processing", "Duration of storage"],
)
def test_paragraphs_below_a_name_in_bold_are_of_it_and_where_it_is_done_is_no_name(listed, label):
    assert [(fact.name, fact.data) for fact in listed(SECTIONS.format(label=label))] == [
        ("Google Analytics", ("Cookies", "Usage Data")),
        ("Bugsnag (Bugsnag, Inc.)", ("Name", "email address")),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We track\n\tand report traffic to\n\tmonitor our service.", ["paragraph"]),
        # the near twin: tabs between cells
        ("Name\tCompany\tData\nEgret\tEgret Ltd\tIP address", ["row", "row"]),
    ],
)
def test_tabs_before_the_lines_of_a_paragraph_part_no_cells(text, kinds):
    assert [block.kind for block in blocks_of_lines(text, markdown=True)] == kinds


@pytest.mark.parametrize(
    "tail", [" and/or its Affiliates", " and its affiliated companies", ", and their subsidiaries", ""]
)
def test_a_company_is_listed_without_those_that_belong_to_it(listed, tail):
    text = (
        "We work with the following third party advertising networks:\n"
        "Applovin https://www.applovin.com/privacy\nTikTok Inc. https://www.tiktok.com/privacy-policy\n"
        f"Amazon Advertising LLC{tail}\nhttps://advertising.amazon.com/legal/product-terms\n"
        "If you would like to find out more please refer to their privacy policies.\n"
    )
    assert [fact.name for fact in listed(text, "list.txt")] == ["Applovin", "TikTok Inc.", "Amazon Advertising LLC"]
