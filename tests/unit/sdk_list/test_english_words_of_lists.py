"""English lists as teams write them: labels in their own words, and headings, roles and libraries that are nobody."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of, told

read = reader_of("list.md")


@pytest.mark.parametrize("label", ["Why it is used", "Why it's needed", "Why it is there", "Task"])
def test_labels_of_what_something_is_for(tmp_path, label):
    block = "{}\nProvider name: {} Ltd\nProvider address: 1 High St\n{}: {}\nCategories of data: IP address\n\n"
    text = "Third-party services\n\n" + "".join(
        block.format(name, name, label, use) for name, use in (("Egret", "syncing of steps"), ("Finch", "maps"))
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, text, "list.txt")] == [
        ("Egret", "Egret Ltd", "syncing of steps"),
        ("Finch", "Finch Ltd", "maps"),
    ]


@pytest.mark.parametrize("label", ["Data accessed by SDK", "Information received by the provider", "Data it gets"])
def test_labels_of_data_that_say_who_takes_them(tmp_path, label):
    text = f"SDK Name: Egret Terminal\nSDK Vendor: Egret, Inc.\n{label}: Bluetooth, location\nUse case: card payments\n"
    (fact,) = read(tmp_path, text, "list.txt")
    assert fact.data == ("Bluetooth", "location")


@pytest.mark.parametrize("label", ["Read more", "Learn more", "Its policy", "More"])
def test_labels_of_where_more_is_told(tmp_path, label):
    text = "# SDKs we ship\n\n" + "".join(
        f"### {name}\n- **Gets:** location\n- **{label}:** https://{name.lower()}.example/privacy\n\n"
        for name in ("Mapbox", "TomTom")
    )
    assert [(fact.name, fact.purpose, fact.link) for fact in read(tmp_path, text)] == [
        ("Mapbox", "", "https://mapbox.example/privacy"),
        ("TomTom", "", "https://tomtom.example/privacy"),
    ]


def test_a_name_that_begins_like_an_advice_is_a_name(tmp_path):
    text = (
        "# Service providers\n\n## Usercentrics\n\nConsent management. Usercentrics stores your choices.\n\n"
        "## Clearbit\n\nClearbit completes company profiles.\n\n## Use strong passwords\n\nUse a strong password.\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Usercentrics", "Clearbit"]


def test_a_heading_says_under_a_label_whom_its_section_is_on_and_a_role_is_nobody(tmp_path):
    text = (
        "# Data recipients\n\n"
        "## Recipient: Criteo\nIndependent controller / processor: **Joint controller**\n"
        "Personalised ads. Criteo S.A., Paris, gets your advertising ID.\n\n"
        "## Recipient: Klarna\nIndependent controller / processor: **Independent controller**\n"
        "Pay later. Klarna Bank AB, Stockholm, gets your name and address.\n"
    )
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("Criteo", "Criteo S.A.", "Personalised ads", ("advertising ID",)),
        ("Klarna", "Klarna Bank AB", "Pay later", ("name", "address")),
    ]


def test_what_a_law_calls_somebody_is_no_company_and_a_company_is(tmp_path):
    text = (
        "SDK: Egret Push\nController: Independent controller\nPurpose: push\n\n"
        "SDK: Finch Push\nController: Finch GmbH\nPurpose: push\n"
    )
    assert [(fact.name, fact.company) for fact in read(tmp_path, text, "list.txt")] == [
        ("Egret Push", ""),
        ("Finch Push", "Finch GmbH"),
    ]


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Open-source libraries without data processing", ["Egret Push"]),
        ("Packages that never access the network", ["Egret Push"]),
        ("Libraries that process data", ["Egret Push", "OkHttp", "Glide"]),
    ],
)
def test_libraries_that_send_nothing_are_no_third_parties(tmp_path, heading, names):
    text = (
        "# Third-party components\n\n## Android\n\n* **Egret Push** (Egret Ltd)\n    * Purpose: push\n"
        f"    * Data: push token\n\n## {heading}\n\n* OkHttp\n* Glide\n"
    )
    assert [fact.name.partition(" (")[0] for fact in read(tmp_path, text)] == names


def test_a_use_keeps_its_hyphens_beside_the_link_of_a_policy(tmp_path):
    text = (
        "## Third-Party Services\n\n- **RevenueCat**: manages in-app subscriptions "
        "([Privacy Policy](https://revenuecat.example/privacy))\n"
        "- **Auth0**: [policy](https://auth0.example/privacy) - sign-in\n"
    )
    assert told(read(tmp_path, text))[0] == ("RevenueCat", "manages in-app subscriptions", "")


def test_data_in_brackets_behind_a_use_are_data_and_a_condition_is_none(tmp_path):
    text = (
        "## Third-party services\n\n- Supabase – database and login (email, user ID)\n"
        "- PostHog – product analytics (usage patterns, retention)\n- Stripe – payments (when you buy Pro)\n"
    )
    assert told(read(tmp_path, text)) == [
        ("Supabase", "database and login", "email、user ID"),
        ("PostHog", "product analytics (usage patterns, retention)", ""),
        ("Stripe", "payments (when you buy Pro)", ""),
    ]


def test_marks_of_footnotes_inside_an_entry_lead_to_its_address(tmp_path):
    text = (
        "Our app contains the following external SDKs:\n\n1. **Dropbox SDK** (Dropbox, Inc.)[^1] – saves scans.\n"
        "2. **Evernote SDK** (Evernote Corporation)[^2] – saves notes.\n\n[^1]: https://dropbox.example/privacy\n"
        "[^2]: https://evernote.example/privacy\n"
    )
    assert [(fact.name, fact.purpose, fact.link) for fact in read(tmp_path, text)] == [
        ("Dropbox SDK", "saves scans", "https://dropbox.example/privacy"),
        ("Evernote SDK", "saves notes", "https://evernote.example/privacy"),
    ]


def test_labels_of_a_page_may_be_glued_to_their_values_and_a_name_alone_is_no_label(tmp_path):
    def card(*rows: tuple[str, str]) -> str:
        return "".join(f"<div><span>{label}</span><span>{value}</span></div>" for label, value in rows)

    page = "<html><body><h2>Third-party SDK directory</h2>" + "".join(
        card(("SDK name", name), ("Provided by", f"{name}, Inc."), ("Scenario", use), ("Info collected", "IP address"))
        for name, use in (("Agora", "Voice chat"), ("DataDog", "Logs"))
    )
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in read(tmp_path, page, "list.html")] == [
        ("Agora", "Agora, Inc.", "Voice chat", ("IP address",)),
        ("DataDog", "DataDog, Inc.", "Logs", ("IP address",)),
    ]
    text = "# Sub-processors\n\n- DataDog – logs\n- UserTesting – studies\n- SoftLayer – hosting\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["DataDog", "UserTesting", "SoftLayer"]


def test_the_head_of_a_page_the_police_and_profiles_are_nobody(tmp_path):
    page = (
        "<html><body><h1>Privacy notice</h1><p><b>Data controller:</b> Ridely AB, Stockholm<br><b>DPO:</b> "
        "dpo@ridely.se<br><b>Version:</b> 4.1</p><h2>Who we share with</h2><table><tr><th>Who</th><th>Why</th></tr>"
        "<tr><td>Google Ireland Ltd</td><td>To show routes</td></tr><tr><td>Zendesk, Inc.</td><td>To answer</td></tr>"
        "<tr><td>Police, Tax Agency</td><td>Legal obligations</td></tr></table>"
        "<h2>Follow us</h2><ul><li><a href='mailto:hi@ridely.se'>Mail</a></li>"
        "<li><a href='https://instagram.com/ridely'>Instagram</a></li></ul></body></html>"
    )
    assert [fact.name for fact in read(tmp_path, page, "list.html")] == ["Google Ireland Ltd", "Zendesk, Inc."]


def test_a_policy_of_a_network_is_that_of_a_third_party(tmp_path):
    text = (
        "### Link to privacy policy of third-party service providers used by the app\n\n"
        "* [Facebook](https://www.facebook.com/policy.php)\n* [Instagram](https://instagram.com/legal/privacy)\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Facebook", "Instagram"]
