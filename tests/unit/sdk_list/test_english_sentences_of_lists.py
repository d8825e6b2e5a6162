"""English entries and sections in sentences: whose subject is the company, kinds with who offers them, what follows."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of, told

read = reader_of("list.md")


def whole(facts):
    return [(fact.name, fact.company, fact.purpose, "、".join(fact.data)) for fact in facts]


def test_a_company_that_does_something_is_no_part_of_what_it_does(tmp_path):
    text = (
        "# SDKs we ship\n\n### HERE SDK\nHERE Global B.V. gives us maps and traffic.\n- **Gets:** location, route\n\n"
        "### Sendbird\nSendbird, Inc. carries the chat.\n- **Gets:** nickname\n"
    )
    assert whole(read(tmp_path, text)) == [
        ("HERE SDK", "HERE Global B.V.", "gives us maps and traffic", "location、route"),
        ("Sendbird", "Sendbird, Inc.", "carries the chat", "nickname"),
    ]


def test_a_company_of_which_is_said_what_it_is_does_nothing(tmp_path):
    text = "# Service providers\n\n### Mapbox\nMapbox, Inc. is a company in Washington. We use Mapbox to draw maps.\n"
    assert [fact.purpose for fact in read(tmp_path, text)] == ["draw maps"]


def test_a_company_with_its_place_stands_before_what_it_does(tmp_path):
    page = "<html><body><h3>Advertising partners</h3>" + "".join(
        f"<p><b>{name}</b> &mdash; {company}, Singapore. Shows ads. Collects advertising ID. "
        f'<a href="https://{name.lower()}.example/privacy">Privacy</a></p>'
        for name, company in (("InMobi", "InMobi Pte Ltd"), ("Pangle", "PANGLE PTE. LTD."))
    )
    assert whole(read(tmp_path, page + "</body></html>", "list.html")) == [
        ("InMobi", "InMobi Pte Ltd", "Shows ads", "advertising ID"),
        ("Pangle", "PANGLE PTE. LTD.", "Shows ads", "advertising ID"),
    ]


def test_an_entry_on_a_company_may_have_labels_at_its_end(tmp_path):
    text = (
        "## Service providers we share data with\n\n"
        "- **Cloudflare, Inc.** (USA): content delivery. *Data:* IP address, request headers.\n"
        "- **Hetzner Online GmbH** (Germany): hosting. *Data:* account data.\n"
    )
    assert told(read(tmp_path, text)) == [
        ("Cloudflare, Inc.", "content delivery", "IP address、request headers"),
        ("Hetzner Online GmbH", "hosting", "account data"),
    ]


def test_labels_of_a_line_stay_labels_where_no_entry_stands_before_them(tmp_path):
    text = "SDK: Egret Push; Provider: Egret Ltd; Purpose: push; Data: push token\n"
    assert whole(read(tmp_path, text, "list.txt")) == [("Egret Push", "Egret Ltd", "push", "push token")]


def test_kinds_of_service_name_who_offers_them_with_the_company(tmp_path):
    text = (
        "### Who receives your data\n\n1. **Hosting:** Render Services, Inc. (USA). Stores the database.\n"
        "2. **E-mail:** Postmark (AC PM LLC, USA). Sends receipts.\n"
        "3. **Error reports:** Bugsnag (SmartBear Software Inc., USA). Records exceptions; no personal data.\n"
        "4. **Authorities:** only if a court orders it.\n"
    )
    assert whole(read(tmp_path, text)) == [
        ("Render Services, Inc.", "Render Services, Inc.", "Hosting", ""),
        ("Postmark", "AC PM LLC", "E-mail", ""),
        ("Bugsnag", "SmartBear Software Inc.", "Error reports", ""),
    ]


def test_what_a_name_with_its_company_does_stands_on_the_line_below(tmp_path):
    text = (
        "# Third-Party Register\n\n## Passenger chat\n\n**LivePerson** (LivePerson, Inc.)\n\n"
        "- Answers questions in the app\n- Data shared: Booking reference\n- See https://liveperson.example/privacy\n\n"
        "## Seat payment\n\n**Worldpay** (Worldpay Limited)\n\n- Takes card payments, refunds\n"
        "- Data shared: Card number\n- See https://worldpay.example/privacy\n"
    )
    facts = read(tmp_path, text)
    assert [(fact.company, fact.purpose, fact.data) for fact in facts] == [
        ("LivePerson, Inc.", "Answers questions in the app", ("Booking reference",)),
        ("Worldpay Limited", "Takes card payments, refunds", ("Card number",)),
    ]


def test_a_sentence_between_labels_says_what_for(tmp_path):
    text = (
        "Partner: Tapjoy, Inc.\nProduct: Tapjoy Offerwall\nWe integrate it so that we can offer coins.\n"
        "It collects: advertising ID\nIts policy: https://tapjoy.example/privacy\n\n"
        "Partner: Chartboost, Inc.\nProduct: Chartboost SDK\nWe use it to show video ads.\n"
        "It collects: device model\nIts policy: https://chartboost.example/privacy\n\n"
        "Partner: Play with us!\nWe are looking for publishers.\n"
    )
    facts = read(tmp_path, text, "list.txt")
    assert [(*one, fact.link) for one, fact in zip(whole(facts), facts, strict=True)] == [
        ("Tapjoy Offerwall", "Tapjoy, Inc.", "offer coins", "advertising ID", "https://tapjoy.example/privacy"),
        ("Chartboost SDK", "Chartboost, Inc.", "show video ads", "device model", "https://chartboost.example/privacy"),
    ]


def test_sentences_take_up_whom_the_one_before_names_and_give_their_address(tmp_path):
    text = (
        "We work with Kochava Inc. to measure installs; for that purpose Kochava receives your IP address "
        "(see https://kochava.example/privacy).\n\n"
        "Payments are handled by Adyen N.V., which receives your card number.\n\n"
        "To help you we use the Freshchat SDK by Freshworks Inc. Freshchat processes your name and e-mail address.\n"
    )
    facts = read(tmp_path, text, "list.txt")
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("Kochava", "measure installs", ("IP address",)),
        ("Adyen", "Payments", ("card number",)),
        ("Freshchat SDK", "help you", ("name", "e-mail address")),
    ]
    assert facts[0].link == "https://kochava.example/privacy"


def test_an_address_of_another_kind_is_no_policy_of_whom_a_sentence_names(tmp_path):
    text = "We use Mixpanel to count sessions. Our office is shown at https://maps.example/office\n"
    assert [fact.link for fact in read(tmp_path, text)] == [""]


@pytest.mark.parametrize("heading", ["Countly Ltd — Countly", "Countly — Countly Ltd"])
def test_a_dash_parts_a_product_from_its_company(tmp_path, heading):
    text = f"# Third-party services\n\n## {heading}\nUsed for: usage statistics\nCollects: device model\n"
    assert whole(read(tmp_path, text)) == [("Countly", "Countly Ltd", "usage statistics", "device model")]


def test_a_known_product_in_brackets_behind_a_use_is_what_a_company_offers(tmp_path):
    text = "# Third-party services\n\n## {}\nService: AI writing assistant ({})\nCollects: the text you select\n"
    assert whole(read(tmp_path, text.format("Anthropic PBC", "Claude"))) == [
        ("Claude", "Anthropic PBC", "AI writing assistant", "the text you select")
    ]
    (other,) = read(tmp_path, text.format("Anthropic PBC", "Germany"))
    assert (other.name, other.purpose) == ("Anthropic PBC", "AI writing assistant")


def test_several_products_of_whom_a_section_is_on_are_used_for_something(tmp_path):
    text = (
        "# Third Parties\n\n**Firebase (Google LLC).** We use Firebase Authentication, Cloud Firestore "
        "and Cloud Messaging to manage accounts. Firebase processes your user ID.\n\n"
        "**Segment (Twilio Inc.).** We use Segment to route events. It processes your user ID.\n"
    )
    assert [fact.purpose for fact in read(tmp_path, text)] == ["manage accounts", "route events"]


def test_an_answer_says_through_whom_and_its_question_what_for(tmp_path):
    text = (
        "Q: Do you show ads?\nA: Yes, through Meta Audience Network (Meta Platforms, Inc.). "
        "It gets your advertising ID.\n\n"
        "Q: How do you send notifications?\nA: Through Airship (Airship Group, Inc.). It gets a device token.\n\n"
        "Q: Do you sell my data?\nA: No, not through Mixpanel either.\n"
    )
    assert whole(read(tmp_path, text, "list.txt")) == [
        ("Meta Audience Network", "Meta Platforms, Inc.", "show ads", "advertising ID"),
        ("Airship", "Airship Group, Inc.", "send notifications", "a device token"),
    ]


def test_an_entry_may_be_a_sentence_on_a_company(tmp_path):
    text = (
        "## Companies that help us\n\n- Routific Solutions Inc. plans the tours. It gets addresses.\n"
        "- Deel, Inc. pays our couriers.\n\n## Our own rules\n\n- Nestly Ltd. keeps your data for a year.\n"
    )
    assert told(read(tmp_path, text)) == [
        ("Routific Solutions Inc.", "plans the tours", "addresses"),
        ("Deel, Inc.", "pays our couriers", ""),
    ]


def test_a_bracket_that_ends_before_a_use_is_no_part_of_it(tmp_path):
    text = (
        "**Shared with third parties**\n\n"
        "- **Device or other IDs** → AppLovin Corporation (AppLovin MAX), for advertising\n"
        "- **Approximate location** → Unity Technologies (Unity Ads), for advertising\n"
        "- **Crash logs** → Bugsnag (SmartBear Software), for app stability\n"
    )
    assert not [fact.purpose for fact in read(tmp_path, text) if ")" in fact.purpose]


def test_paragraphs_on_somebody_known_in_bold_are_a_list_and_others_are_text(tmp_path):
    text = (
        "# Privacy at Moodlog\n\nMoodlog has no ads. Two services are still needed:\n\n"
        "**Sentry (Functional Software, Inc.)** tells us when the app crashes.\n\n"
        "**OpenAI** writes the weekly summary. It receives the text of the week.\n\n"
        "**Everybody** wants to know more. Write to us.\n"
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Sentry (Functional Software, Inc.)", "Functional Software, Inc.", "tells us when the app crashes"),
        ("OpenAI", "", "writes the weekly summary"),
    ]
