"""What is said between the name of a block and its labels, and what stands beside lists: advice, rights, frameworks."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


BLOCKS = {
    "on a line of its own": (
        "**2. Paystork (Paystork, Inc.)**\nManages in-app subscriptions.\nData processed: purchase history\n"
    ),
    "before the label": "**Paystork (Paystork, Inc.)**\nManages in-app subscriptions. Data: purchase history\n",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_sentence_between_a_name_and_its_labels_is_what_it_is_for(tmp_path, block):
    (fact,) = read(tmp_path, f"# Third-Party Services Disclosure\n\n{block}")
    assert fact.name.startswith("Paystork")
    assert (fact.company, fact.data) == ("Paystork, Inc.", ("purchase history",))
    assert fact.purpose.rstrip(".") == "Manages in-app subscriptions"


def test_a_denial_there_declares_nobody(tmp_path):
    text = "# Third-Party Services Disclosure\n\n**Paystork**\nNot used in this app.\nData: purchase history\n"
    assert all("Not used" not in f"{fact.name} {fact.purpose}" for fact in read(tmp_path, text))


BESIDE = {
    "advice": "## Third-party advice\n\n- Use Strong Passwords: twelve characters\n- Google: see my.egret.example\n",
    "ways through settings": "## Third-party tracking\n\n- Apple: Settings > Privacy\n- Google: Settings > Ads\n",
    "rights": (
        "## Third parties and you\n\n- Request Deletion: ask us\n- Opt Out: turn it off\n- How to Leave: see below\n"
    ),
    "choices": "## Your choices\n\n- Egret Ads: shown to you when you agree\n",
    "frameworks of the system": "## System frameworks\n\n- SwiftUI: user interface\n- CoreData: storage\n",
}


@pytest.mark.parametrize("text", BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_a_list_names_nobody(tmp_path, text):
    assert read(tmp_path, f"# Third-Party SDK Notice\n\nThis app embeds no SDK.\n\n{text}") == []


def test_a_role_by_law_is_no_use(tmp_path):
    table = (
        "# Vendors\n\n| Vendor | Tool | Role | Data processed |\n|---|---|---|---|\n"
        "| Crow Software, Inc. | Crowguard | Processor | crash logs |\n| Egret LLC | Egret Ads | Controller | ad ID |\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, table)] == [("Crowguard", ""), ("Egret Ads", "")]
    said = table.replace("Processor", "Crash reports").replace("Controller", "Advertising")
    assert [fact.purpose for fact in read(tmp_path, said)] == ["Crash reports", "Advertising"]


def test_a_table_of_known_names_below_a_heading_on_them_says_who_they_are(tmp_path):
    table = (
        "| Entity Name | Entity Type | Entity Country |\n|---|---|---|\n| Amazon Web Services | Data center | US |\n"
        "| Vercel Inc. | Website | US |\n| Law enforcement | As required | US |\n"
    )
    facts = read(tmp_path, f"# Our company\n\n## Infrastructure sub-processors\n\n{table}")
    assert [fact.name for fact in facts] == ["Amazon Web Services", "Vercel Inc."]


NOBODY = {
    "ways to opt out": (
        "## Opting out\n\nYou can opt out of ads:\n\n- Digital Advertising Alliance: https://optout.egret.example\n"
        "- Google Ads Settings: https://adssettings.google.com\n"
    ),
    "audits": "## Third-party audits\n\n- Penetration Tests: once a year by Egret\n- Bug Bounty: via HackerOne\n",
    "links to sites": "## More\n\nThe app may contain links to third-party sites such as YouTube and Wikipedia.\n",
    "licences": "## Open source licenses\n\n- Retrofit (Apache 2.0)\n- Glide (BSD)\n",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_lists_of_something_else_add_nobody_to_a_policy(tmp_path, text):
    policy = "# Third-Party SDKs\n\nWe use **Firebase Crashlytics** to find faults.\n\n"
    assert [fact.name for fact in read(tmp_path, policy + text)] == ["Firebase Crashlytics"]


def test_partners_with_the_way_out_of_each_are_listed(tmp_path):
    text = (
        "# Privacy Policy\n\n## Advertising partners\n\nYou find how to opt out behind each of our partners:\n\n"
        "- Google AdMob: https://adssettings.google.com\n- AppLovin: https://applovin.com/optout\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Google AdMob", "AppLovin"]


def test_the_policy_of_a_vendor_below_its_products_is_no_row(tmp_path):
    text = (
        "# Privacy Policy\n\n## Third-Party Services\n\n| Service | Provider | Purpose |\n|---|---|---|\n"
        "| Firebase Crashlytics | Google | Crash reports |\n| Sign in with Apple | Apple | Sign-in |\n\n"
        "- [Google Privacy Policy](https://policies.google.com/privacy)\n- [Finch Privacy Policy](https://finch.example)\n"
    )
    assert [(fact.name, fact.link) for fact in read(tmp_path, text)] == [
        ("Firebase Crashlytics", "https://policies.google.com/privacy"),
        ("Sign in with Apple", ""),
        ("Finch", "https://finch.example"),
    ]
