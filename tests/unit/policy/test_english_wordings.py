"""Wordings of English policies by kind, each beside one that comes near it."""

from __future__ import annotations

import pytest

#: Clause, a text with its status, and a near twin with its own.
PAIRS = [
    ("operator_identity", "The app is developed and published by Ana Bell, a developer located in Peru.", "present"),
    ("operator_identity", "The app is developed by people who care.", "absent"),
    ("operator_identity", "- **Publisher:** Ana Bell (sole developer)", "present"),
    ("operator_identity", "Developer: contact us by the form", "weak"),
    ("operator_identity", "We follow the Store Policy, including the Limited Use requirements.", "weak"),
    ("operator_identity", "We follow the Store Policy. Published by Hill Apps Limited.", "present"),
    ("operator_contact", "If you have any questions, do not hesitate to contact me.", "weak"),
    ("operator_contact", "Write to me: notes [at] hills [dot] example", "present"),
    ("operator_contact", "Lenses of contact with the eye are sold here.", "absent"),
    ("effective_date", "Last updated on the 3rd of May, 2024", "present"),
    ("effective_date", "We met on the 3rd of May, 2024", "absent"),
    ("effective_date", "Last updated: Nov. 30, 2017", "present"),
    ("effective_date", "Guests came on Nov. 30, 2017", "absent"),
    ("effective_date", "_Last updated: 25.01.2022_", "present"),
    ("effective_date", "_Last updated: 25.01.2022_3", "absent"),
    ("effective_date", "Effective Date: May, 2023", "present"),
    ("effective_date", "We met in May, 2023", "absent"),
    ("effective_date", "Last update: 04 - 2021.", "present"),
    ("effective_date", "Last update: 04 - 2021 - 17 copies.", "absent"),
    ("effective_date", "This Privacy Policy applies from 01/02/2026.", "present"),
    ("effective_date", "This Privacy Policy applies to 01/02/2026.", "absent"),
    ("collection_list", "The app does not collect or transmit personal data, device data or usage data.", "present"),
    ("collection_list", "We do not collect data from other apps when we collect your personal information.", "weak"),
    ("collection_list", "Input: name, gender and birthday. Purpose: Used to compute your chart.", "present"),
    ("collection_list", "Input: name, gender and birthday. We like it.", "weak"),
    ("collection_list", "No personal information is collected by the app.", "present"),
    ("collection_list", "Personal information is collected by the app.", "weak"),
    (
        "permission_list",
        "Camera permission: needed to scan codes. Location permission: needed to find devices.",
        "present",
    ),
    ("permission_list", "Camera permission. Location permission.", "weak"),
    ("sdk_list", "The app does not include advertising or tracking SDKs.", "absent"),
    ("sdk_list", "The app includes advertising or tracking SDKs.", "weak"),
    ("sdk_list", "We use RevenueCat to process purchases and subscriptions.", "present"),
    ("sdk_list", "We use a cash desk to process purchases and subscriptions.", "absent"),
    ("sharing_recipients", "Your questions are sent to OpenAI to generate answers.", "present"),
    ("sharing_recipients", "Your questions are sent to a model to generate answers.", "absent"),
    ("sharing_recipients", "You can review the app on the Apple App Store to help us.", "absent"),
    ("access_copy", "Export Data: Use the app's export feature to save your notes", "present"),
    ("access_copy", "Export Data: we are proud of it", "absent"),
    ("access_copy", "You have the right to know what personal information we hold. Email a@hills.example.", "present"),
    ("access_copy", "You have the right to remain silent. Email a@hills.example.", "absent"),
    ("correction", "For requests such as access, correction or deletion, contact us at a@hills.example.", "present"),
    ("correction", "For orders such as tea, coffee or cake, contact us at a@hills.example.", "absent"),
    ("deletion", "You can delete single entries from the in-app list (swipe to delete).", "present"),
    ("deletion", "You can move single entries in the list (swipe to move).", "absent"),
    ("account_cancellation", "Remove local account/session data in app settings.", "absent"),
    ("account_cancellation", "Remove your account in app settings.", "present"),
    ("account_cancellation", "At present the app offers no account deletion.", "negated"),
    ("account_cancellation", "At present the app offers account deletion.", "weak"),
    ("complaint_channel", "You may file a lawsuit with a court or report to the cyberspace administration.", "present"),
    ("complaint_channel", "You may file a picture with a tag.", "absent"),
    ("minors", "We collect no data of kids younger than 14 without verifiable parental consent.", "present"),
    ("minors", "Our shop sells shoes for kids.", "weak"),
    ("response_deadline", "These requests shall be processed within a maximum period of 30 days.", "present"),
    ("response_deadline", "These refunds shall be processed within a maximum period of 30 days.", "absent"),
    ("response_deadline", "Please allow 30 days for a response.", "present"),
    ("response_deadline", "Please allow 30 days for a delivery.", "absent"),
    ("response_deadline", "We will provide access within 30 days of your request.", "present"),
    ("response_deadline", "We will provide parcels within 30 days of your request.", "absent"),
    ("response_deadline", "We will inform you of the outcome of your request within a month.", "present"),
    ("response_deadline", "We will think of the outcome of your request within a month.", "absent"),
    ("response_deadline", "We will make all reasonable efforts to honor your request promptly.", "weak"),
    ("response_deadline", "We will make all reasonable efforts to honor your vouchers promptly.", "absent"),
    ("retention_period", "The comment and its metadata are retained indefinitely.", "weak"),
    ("retention_period", "The comment and its metadata are retained carefully.", "absent"),
    ("retention_period", "We keep records for as long they are needed.", "weak"),
    ("retention_period", "We keep records for all whom they are useful to.", "absent"),
    ("storage_location", "It may be processed and stored outside the European Economic Area.", "weak"),
    ("storage_location", "It may be sold and bought outside the European Economic Area.", "absent"),
    ("storage_location", "Some data is stored exclusively on your physical device.", "weak"),
    ("storage_location", "Some data is checked exclusively on your physical device.", "absent"),
    ("retention_period", "Records may remain until the host clears them or removes the extension.", "present"),
    ("retention_period", "Records may remain for some time in storage as long as necessary.", "weak"),
    ("storage_location", "Your data is stored on servers located in **Northeast Asia (Tokyo)**.", "present"),
    ("storage_location", "Your data is stored on our secure servers.", "absent"),
    ("storage_location", "Your data is stored on our servers.", "weak"),
    ("cross_border", "Transfers outside your region are covered by Standard Contractual Clauses.", "present"),
    ("cross_border", "Information may be processed in countries outside your place of residence.", "weak"),
    ("cross_border", "You can walk outside your place of residence.", "absent"),
    ("security_measures", "Access to personal data is restricted to employees who need it.", "present"),
    ("security_measures", "Access to the office is by lift.", "absent"),
    ("security_measures", "All tables enforce Row-Level Security.", "present"),
    ("security_measures", "We use the security controls of the platform.", "weak"),
    (
        "policy_change_notice",
        'We will alert you about any changes to this policy by updating the "Last updated" date.',
        "weak",
    ),
    (
        "policy_change_notice",
        "We will let you know via email and a prominent notice, prior to the change of this policy.",
        "present",
    ),
    ("response_deadline", "### Response Time\n\n- **Simple Queries**: Within 3 business days", "present"),
    ("response_deadline", "### Delivery Time\n\n- **Small parcels**: Within 3 business days", "absent"),
    ("breach_notice", "If a security incident occurs:\n\n- Notify relevant users in time", "present"),
    ("breach_notice", "If a party occurs:\n\n- Notify relevant users in time", "absent"),
    ("minors", "Users aged 13-18 need parental/guardian consent to use it.", "present"),
    ("minors", "Users aged 13-18 need a strong password to use it.", "weak"),
    ("consent_withdrawal", "You can control the App's access to your microphone through your settings.", "present"),
    ("consent_withdrawal", "You can control the app's volume through your settings.", "absent"),
    ("personalization_optout", "Every marketing email includes an unsubscribe link; click it.", "present"),
    ("personalization_optout", "Every marketing email includes a picture.", "absent"),
    ("cross_border", "Data may be stored outside China. We ask your explicit authorization first.", "present"),
    ("sharing_consent", "Before cross-border data transfers we will request your explicit authorization.", "absent"),
    ("sharing_recipients", "We analyze how you play to adjust level difficulty.", "absent"),
    ("sharing_recipients", "We use the Adjust SDK to measure installs.", "present"),
    ("operator_identity", "Developer: Individual Developer", "absent"),
    ("account_cancellation", "### Account Deletion\n\nBegin from the [Account Management] page.", "present"),
    ("access_copy", "We do not request Google account access, such as your email or profile.", "absent"),
    ("deletion", "To delete your data, you can:\n\n- Remove the files in the folder\n- Write a letter", "present"),
    ("sharing_recipients", "Cloudflare hosts our feedback service.", "present"),
    ("sharing_recipients", "Clouds float over our feedback service.", "absent"),
    ("cross_border", "Data may be stored in other countries according to applicable safeguards.", "weak"),
    ("cross_border", "Data may be stored in other countries with appropriate safeguards.", "weak"),
    ("cross_border", "- Recipient: Hills LLC\n- Country: United States\n- Method: upon a crash", "present"),
    ("complaint_channel", "After a leak we report to the relevant authorities.", "absent"),
    ("response_deadline", "- **Response Time**: 72 hours maximum for deletion requests", "present"),
    ("cookies", "### Cookies and Local Storage\n\n- LocalStorage: keeps your login status and settings", "weak"),
    ("cookies", "### Storage\n\n- LocalStorage: keeps your login status and settings", "absent"),
    ("storage_location", "Crash data is processed on Hills LLC (United States) servers.", "present"),
    ("correction", "Features that change how data is processed are announced to users.", "absent"),
    ("minors", "We remove data of a child under 13 without verification of parental consent.", "weak"),
    ("automated_decision", "Your photos are not used for advertising, profiling, or training.", "absent"),
    ("automated_decision", "Your photos are used for advertising, profiling, or training.", "weak"),
    ("cookies", "You have the option to either accept or refuse these cookies.", "weak"),
    ("cookies", "You can set your browser to refuse cookies.", "present"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:30]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    assert (
        statuses(f"Privacy Policy\n\n{text}\n\nThis is what the text of the app says to you.\n", "en").get(
            clause, "absent"
        )
        == status
    )


DENIED = (
    "# Privacy Policy\n\n{lead}\n\n- Use any tracking SDKs\n- Share data with Google for analytics\n- Use cookies\n"
)


def test_entries_below_a_denial_say_nothing_of_the_kind(statuses):
    denied = statuses(DENIED.format(lead="The app does not track you. We do not:"), "en")
    assert {clause: denied.get(clause, "absent") for clause in ("sdk_list", "sharing_recipients", "cookies")} == {
        "sdk_list": "absent",
        "sharing_recipients": "absent",
        "cookies": "present",
    }
    done = statuses(DENIED.format(lead="The app tracks you. We:"), "en")
    assert {clause: done.get(clause) for clause in ("sdk_list", "sharing_recipients", "cookies")} == {
        "sdk_list": "weak",
        "sharing_recipients": "present",
        "cookies": "weak",
    }


def test_a_denial_with_exceptions_introduces_the_exceptions(statuses):
    entry = "\n\n- We share your e-mail address with Google to provide the login\n"
    but = "# Privacy Policy\n\nWe do not share your data with others except in these cases:" + entry
    assert statuses(but, "en")["sharing_recipients"] == "present"
    you = "# Privacy Policy\n\nIf you do not agree with this you can stop. We do this:" + entry
    assert statuses(you, "en")["sharing_recipients"] == "present"


COLLECTED = "# Privacy Policy\n\n## Information We Collect\n\n- Profile: your name and email address\n\n"


def test_data_in_one_section_and_what_they_are_for_in_the_next(statuses):
    used = "## How We Use Your Information\n\nWe run the service and answer your questions.\n"
    assert statuses(COLLECTED + used, "en")["collection_list"] == "present"
    assert statuses(f"{COLLECTED}## Contact\n\nWe answer.\n", "en")["collection_list"] == "weak"


RIGHTS = """# Privacy Policy

## Rights of the Information Owner

{lead}

- Access to the information we have stored.
- Updates or corrections to data.
- Deletion of information.

"""


def test_rights_as_entries_without_labels(statuses):
    clauses = ("access_copy", "correction", "deletion")
    lead = "Clients may request at any time:"
    way = statuses(f"{RIGHTS.format(lead=lead)}To exercise these rights, write to a@hills.example.\n", "en")
    assert [way.get(clause) for clause in clauses] == ["present"] * 3
    bare = statuses(f"{RIGHTS.format(lead=lead)}This is how we see it.\n", "en")
    assert [bare.get(clause) for clause in clauses] == ["weak"] * 3


def test_a_section_on_access_to_the_camera_is_no_right_of_access(statuses):
    section = '# Privacy Policy\n\n## Camera and Photo Access\n\nIt is used when you tap the "Record" button.\n'
    assert "access_copy" not in statuses(section, "en")
    right = '# Privacy Policy\n\n## Access to your data\n\nTap the "Export" button.\n'
    assert statuses(right, "en")["access_copy"] == "present"


def test_permissions_with_headings_of_their_own(statuses):
    text = "# Privacy Policy\n\n## Permissions\n\n### Microphone Access\n\nPurpose: Show the sound as a picture.\n\n{}"
    both = text.format("### Photo Library Access\n\nPurpose: Save recorded videos.\n")
    assert statuses(both, "en")["permission_list"] == "present"
    one = statuses(text.format("### Thanks\n\nWe thank you.\n"), "en")
    assert one.get("permission_list") != "present"


def test_a_third_party_as_a_heading_with_labels_below(statuses):
    labels = "- Purpose: Find names for your patterns\n- Data Sent: Only the pattern\n"
    named = statuses(f"# Privacy Policy\n\n## Third-Party Services\n\n### Pattern Namer\n\n{labels}", "en")
    assert (named.get("sdk_list"), named.get("sharing_recipients")) == ("present", "present")
    bare = statuses(f"# Privacy Policy\n\n## Third-Party Services\n\n{labels}", "en")
    assert "present" not in (bare.get("sdk_list"), bare.get("sharing_recipients"))
