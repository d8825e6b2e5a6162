"""Tables in which a vendor stands beside what it does, and tables by data whose column or title says who takes them."""

from __future__ import annotations

from functools import partial

import pytest
from tests.support.sdk_lists import reader_of


@pytest.fixture
def listed(tmp_path):
    """Read a list from its text."""
    return partial(reader_of("list.md"), tmp_path)


def table(*rows: str) -> str:
    head, *rest = rows
    return "\n".join([f"| {head} |", "|---" * (head.count("|") + 1) + "|", *(f"| {row} |" for row in rest), ""])


VENDORS = "# Vendor inventory (sub-processors)\n\n"


def test_behind_vendors_services_that_join_several_things_are_what_for(listed):
    text = VENDORS + table(
        "Vendor | Service | Data touched | Location",
        "**Egret, Inc.** | Frontend hosting + cron | All payloads | US",
        "**Supabase, Inc.** | Postgres DB + Storage | All persistent data | US",
        "**Clerk, Inc.** | Authentication / session management | Email addresses | US",
        "**Anthropic PBC** | LLM API (Claude) | Prompts | US",
    )
    assert [(fact.name, fact.purpose) for fact in listed(text)] == [
        ("Egret, Inc.", "Frontend hosting + cron"),
        ("Supabase, Inc.", "Postgres DB + Storage"),
        ("Clerk, Inc.", "Authentication / session management"),
        ("Anthropic PBC", "LLM API (Claude)"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Egret Maps + Places", "Finch Pay / Wallet"),  # with names of their own
        ("AdMob", "Audience Network"),
    ],
)
def test_behind_vendors_services_with_names_are_who_is_listed(listed, first, second):
    text = VENDORS + table(
        "Vendor | Service | Data touched",
        f"Egret Ltd | {first} | IP address",
        f"Finch Inc. | {second} | Device model",
    )
    assert [fact.name for fact in listed(text)] == [first, second]


BY_DATA = "# Privacy policy\n\n## What is collected\n\nThrough integrated third-party services we collect:\n\n"


@pytest.mark.parametrize("heading", ["Collected By", "Processed by", "Collecting party", "Data is collected via"])
def test_a_column_says_by_whom_data_are_taken(listed, heading):
    text = BY_DATA + table(
        f"Data Type | Purpose | {heading}",
        "Usage events | Understanding use | Firebase Analytics (Google)",
        "Crash reports | Fixing bugs | Firebase Crashlytics (Google)",
        "Push token | Messages | Firebase Cloud Messaging",
        "Notes | Sync | Us",
        "Settings | Sync | The app",
    )
    assert [(fact.name, fact.data) for fact in listed(text)] == [
        ("Firebase Analytics (Google)", ("Usage events",)),
        ("Firebase Crashlytics (Google)", ("Crash reports",)),
        ("Firebase Cloud Messaging", ("Push token",)),
    ]


def test_what_the_app_takes_itself_lists_nobody(listed):
    text = BY_DATA + table(
        "Data Type | Purpose | Collected By", "Name | Account | The app", "Mail | Account | Our server"
    )
    assert listed(text) == []


DATA = table(
    "Category | Data type | Purpose(s)",
    "**App activity** | **App interactions** | Analytics",
    "**Location** | **Approximate location** | Analytics",
    "**Device or other IDs** | **Device IDs** | Analytics",
)


@pytest.mark.parametrize(
    "title", ["From Firebase Crashlytics", "Data collected by Firebase Crashlytics", "Via Firebase Crashlytics"]
)
def test_a_title_says_from_whom_the_data_of_a_table_are(listed, title):
    [fact] = listed(f"# Data safety\n\n## Data types\n\n### {title}\n\n{DATA}")
    assert (fact.name, fact.data) == (
        "Firebase Crashlytics",
        ("App interactions", "Approximate location", "Device IDs"),
    )


@pytest.mark.parametrize("title", ["From you", "From Google accounts", "From Apple Health", "Collected by the app"])
def test_data_that_users_give_or_the_app_takes_are_of_nobody(listed, title):
    assert listed(f"# Data safety\n\n## Data types\n\n### {title}\n\n{DATA}") == []


def test_a_row_without_a_product_lists_the_company(listed):
    text = VENDORS + table(
        "Company | Service | Data processed",
        "Google | Firebase Analytics | Usage",
        "Google | Firebase Crashlytics | Crash logs",
        "Stripe | Payments | Card number",
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in listed(text)] == [
        ("Firebase Analytics", "Google", ""),
        ("Firebase Crashlytics", "Google", ""),
        ("Stripe", "", "Payments"),
    ]


def test_what_is_taken_may_stand_below_a_word_alone(listed):
    text = "# Privacy policy\n\n" + table(
        "What | Purpose | Processed by | Legal basis",
        "E-mail address | Login | Supabase | Art. 6 (1) b",
        "Crash logs | Stability | Sentry | Art. 6 (1) f",
    )
    assert [(fact.name, fact.data) for fact in listed(text)] == [
        ("Supabase", ("E-mail address",)),
        ("Sentry", ("Crash logs",)),
    ]


@pytest.mark.parametrize(("what", "by"), [("Permission", "Used by"), ("Cookie", "Set by"), ("Setting", "Used by")])
def test_permissions_cookies_and_settings_are_no_data(listed, what, by):
    rows = ("CAMERA | Scan codes | Google ML Kit", "INTERNET | Sync | Firebase")
    assert listed("# Privacy policy\n\n" + table(f"{what} | Purpose | {by}", *rows)) == []


@pytest.mark.parametrize("nobody", ["None", "N/A", "No third parties", "Ourselves"])
def test_nobody_is_listed_by_a_word_for_nobody(listed, nobody):
    rows = ("Payments | Stripe | Card data", f"Analytics | {nobody} | -")
    found = listed("# Third-party services\n\n" + table("Category | Provider | Data", *rows))
    assert [fact.name for fact in found] == ["Stripe"]


@pytest.mark.parametrize("nobody", ["-", "—", "–"])
def test_a_dash_in_place_of_a_name_goes_on_no_row_above(listed, nobody):
    rows = (
        "Advertising ID | Google AdMob | Ads",
        "Crash logs | Firebase Crashlytics | Diagnostics",
        f"Name | {nobody} | Account",
    )
    found = listed("# Third parties\n\n" + table("Data type | Third party | Purpose", *rows))
    assert [(fact.name, fact.purpose, fact.data) for fact in found] == [
        ("Google AdMob", "Ads", ("Advertising ID",)),
        ("Firebase Crashlytics", "Diagnostics", ("Crash logs",)),
    ]
    # the near twin: an empty cell, whose row holds the rest of the one above
    rows = ("Advertising ID | Google AdMob | Ads", "Crash logs | Firebase Crashlytics | Diagnostics", "IP address | | ")
    found = listed("# Third parties\n\n" + table("Data type | Third party | Purpose", *rows))
    assert [(fact.name, fact.purpose) for fact in found][1] == ("Firebase Crashlytics", "Diagnostics")
