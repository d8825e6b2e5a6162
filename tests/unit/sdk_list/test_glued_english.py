"""English tables whose cells ran together when a page was copied as text."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.txt")


HEAD = "Sub-processors\n\nWe use the sub-processors below.\n\nSub-processorPurposeRegionData sharedRetention\n"


def test_cells_begin_with_a_capital_behind_a_small_letter(tmp_path):
    rows = (
        "RailwayApplication hosting + PostgreSQLUnited StatesAll records — tickets, user accountsFor the subscription\n"
        "PostHogWeb statistics, bot protection, own TLSGlobal edgeRequest IPs, pathsApprox. 7 days\n"
        "StripeBilling (cards)United StatesBilling email, planPer Stripe's policy\n"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, HEAD + rows)] == [
        ("Railway", "Application hosting + PostgreSQL", ("All records — tickets", "user accounts")),
        ("PostHog", "Web statistics, bot protection, own TLS", ("Request IPs", "paths")),
        ("Stripe", "Billing (cards)", ("Billing email", "plan")),
    ]


def test_of_a_row_that_does_not_come_apart_the_name_is_read(tmp_path):
    rows = (
        "RailwayHostingUnited StatesAll recordsFor a year\nStripeBillingUS/EUbilling email, planFor a year\n"
        "SentryFinding errorsGermanyStack tracesFor a month\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, HEAD + rows)] == [
        ("Railway", "Hosting"),
        ("Stripe", ""),
        ("Sentry", "Finding errors"),
    ]


@pytest.mark.parametrize(
    "below",
    ["We use PostHog and OpenAI for it.\n", "Our GitHub page and our LinkedIn page say more.\n"],
)
def test_names_with_a_capital_inside_are_no_cells(tmp_path, below):
    assert "Sub-processor" not in {fact.name for fact in read(tmp_path, HEAD + below)}
