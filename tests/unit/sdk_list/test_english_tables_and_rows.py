"""English tables, JSON and texts of rows: titles over labels, sums, preambles, columns without headings."""

from __future__ import annotations

import json

import pytest
from tests.support.sdk_lists import reader_of, told

read = reader_of("list.md")


def test_a_cell_over_labels_and_values_names_whom_they_are_about(tmp_path):
    def table(name: str, company: str, use: str) -> str:
        return (
            f"<table><tr><th colspan='2'>{name}</th></tr><tr><td>Operated by</td><td>{company}</td></tr>"
            f"<tr><td>Reason for use</td><td>{use}</td></tr>"
            "<tr><td>Personal information</td><td>User key</td></tr></table>"
        )

    page = (
        "<html><body><h1>SDK disclosure</h1>"
        + table("Bugsee", "Bugsee, Inc.", "Video before a crash")
        + table("LaunchDarkly", "Catamorphic Co.", "Staged rollouts")
        + "</body></html>"
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, page, "list.html")] == [
        ("Bugsee", "Bugsee, Inc.", "Video before a crash"),
        ("LaunchDarkly", "Catamorphic Co.", "Staged rollouts"),
    ]


def test_a_row_of_one_cell_below_its_headings_names_nobody(tmp_path):
    text = (
        "# Third parties\n\n| Field | Value |\n|---|---|\n| SDK | Egret Push |\n| Company | Egret Ltd |\n"
        "| Purpose | Push |\n| Optional | |\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Egret Push"]


@pytest.mark.parametrize(
    ("last", "names"), [("TOTAL", ["Egret", "Finch"]), ("Total Ads", ["Egret", "Finch", "Total Ads"])]
)
def test_a_row_of_sums_is_nobody(tmp_path, last, names):
    text = f"SDK,Purpose,Data\nEgret,Push,Token\nFinch,Maps,Location\n{last},,\n"
    assert [fact.name for fact in read(tmp_path, text, "list.csv")] == names


def test_headings_may_stand_below_the_title_of_a_sheet(tmp_path):
    text = (
        "Third-party SDKs in app com.diner.app,,,,\nExported 2025-03-31,,,,\n,,,,\n"
        "SDK name,Company behind it,Why it's there,What it collects,More info\n"
        'Egret Rides,"Egret, Inc.","Order a taxi","Pickup location, destination",https://egret.example/privacy\n'
        'Finch Pay,"Finch, Inc.","Pay, split the bill","Card data",https://finch.example/privacy\n'
    )
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in read(tmp_path, text, "list.csv")] == [
        ("Egret Rides", "Egret, Inc.", "Order a taxi", ("Pickup location", "destination")),
        ("Finch Pay", "Finch, Inc.", "Pay, split the bill", ("Card data",)),
    ]


def test_a_provider_and_addresses_may_be_objects_of_their_own(tmp_path):
    entry = {
        "sdk": "Egret SDK",
        "provider": {"name": "Egret Corp.", "country": "KR"},
        "purposes": ["Login"],
        "urls": {"home": "https://egret.example", "privacy": "https://egret.example/privacy"},
    }
    (fact,) = read(tmp_path, json.dumps({"sdkDisclosure": [entry]}), "list.json")
    assert (fact.company, fact.link) == ("Egret Corp.", "https://egret.example/privacy")


def test_rows_without_headings_have_one_column_left_for_uses(tmp_path):
    text = (
        "Third-party SDK list\n\n"
        "Firebase Analytics | Google LLC | Analysing feature usage | Device info, events | https://google.example/privacy\n"
        "Facebook Login | Meta Platforms, Inc. | Signing in | Public profile, e-mail | https://meta.example/privacy\n"
        "Agora | Agora Lab, Inc. | Voice rooms | Audio, IP address | https://agora.example/privacy\n"
    )
    assert [fact.purpose for fact in read(tmp_path, text, "list.txt")] == [
        "Analysing feature usage",
        "Signing in",
        "Voice rooms",
    ]


def test_links_below_a_table_are_of_those_whom_their_titles_name(tmp_path):
    text = (
        "# Third parties\n\n| Who | What they do for us | What they see |\n|---|---|---|\n"
        "| Google Maps Platform | Maps | Location |\n| Onfido | Checks your ID | ID photo |\n"
        "| Twilio Verify | Codes | Phone number |\n| Twilio Voice | Calls | Phone number |\n\n"
        "Links: [Google](https://google.example/privacy), [Onfido](https://onfido.example/privacy), "
        "[Twilio](https://twilio.example/privacy), [Onfido](https://onfido.example/pricing)\n"
    )
    assert [fact.link for fact in read(tmp_path, text)] == [
        "https://google.example/privacy",
        "https://onfido.example/privacy",
        "",
        "",
    ]


def test_lines_of_names_with_companies_are_a_list_and_no_cells(tmp_path):
    text = (
        "Hi, I'm Tom. Here's the full list of outside code in the app:\n\n"
        "TelemetryDeck (TelemetryDeck GmbH) - counts launches - https://telemetrydeck.example/privacy\n"
        "RevenueCat (RevenueCat, Inc.) - unlocks Pro - https://revenuecat.example/privacy\n"
        "Superwall (Nest 22, Inc.) - shows the paywall - https://superwall.example/privacy\n\n"
        "And that's it. No ads, no Facebook, no Google Analytics.\n"
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, text, "list.txt")] == [
        ("TelemetryDeck", "TelemetryDeck GmbH", "counts launches"),
        ("RevenueCat", "RevenueCat, Inc.", "unlocks Pro"),
        ("Superwall", "Nest 22, Inc.", "shows the paywall"),
    ]


def test_a_part_of_a_sentence_on_who_provides_something_is_no_row(tmp_path):
    text = (
        "## Third-Party Service Providers\n\nWe use third parties to help us operate the App:\n\n"
        "- **Analytics:** We use *Mixpanel*, provided by Mixpanel, Inc., to see what is used.\n"
        "- **Payments:** We use *Paddle*, provided by Paddle.com Market Ltd, to sell and handle tax. Data: name.\n"
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Mixpanel", "Mixpanel, Inc.", "see what is used"),
        ("Paddle", "Paddle.com Market Ltd", "sell and handle tax"),
    ]
    assert told(read(tmp_path, text))[1][2] == "name"


def test_cookies_below_their_heading_are_nobody_and_services_are(tmp_path):
    def table(heading: str) -> str:
        return (
            f"## {heading}\n\n| Name | Provider | Purpose | Expiry |\n|---|---|---|---|\n"
            "| _ga | Google Analytics | Distinguishes users | 2 years |\n"
            "| __clerk_session | Clerk | Login | Session |\n\n"
        )

    list_of_services = "## Service Providers\n\n- **Vercel** – hosting\n- **Neon** – database\n\n"
    text = f"# Privacy Policy\n\n{list_of_services}{table('Cookies')}"
    assert [fact.name for fact in read(tmp_path, text)] == ["Vercel", "Neon"]


def test_bases_of_law_and_words_of_a_glossary_are_nobody(tmp_path):
    text = (
        "## Third-Party Services\n\nWe use:\n\n1. **Google Analytics 4** — Tracks usage\n   - Data: pages, device\n"
        "2. **Hotjar** — Heatmaps\n   - Data: clicks, scrolls\n\n## Legal Bases\n\n1. **Consent** — for analytics\n"
        "2. **Contract** — for your account\n3. **Legitimate interests** — for security\n\n## Glossary\n\n"
        "- **SDK** — software development kit\n- **IDFA** — Apple's advertising identifier\n"
    )
    assert told(read(tmp_path, text)) == [
        ("Google Analytics 4", "Tracks usage", "pages、device"),
        ("Hotjar", "Heatmaps", "clicks、scrolls"),
    ]


def test_hyphens_part_a_use_from_the_company_behind_it(tmp_path):
    text = (
        "Third-party SDKs that process personal data\n\nAppsFlyer - attribution - AppsFlyer Ltd.\n"
        "CleverTap - push notifications - CleverTap Private Limited\nFreshchat - support - Freshworks Inc.\n"
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, text, "list.txt")] == [
        ("AppsFlyer", "AppsFlyer Ltd.", "attribution"),
        ("CleverTap", "CleverTap Private Limited", "push notifications"),
        ("Freshchat", "Freshworks Inc.", "support"),
    ]
