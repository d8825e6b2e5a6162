"""What is kept from others, where data lie, when they are gone and who hears a complaint: each beside a near twin."""

from __future__ import annotations

import pytest

#: More than a way may stand behind what it is the way of, elsewhere than in a section on rights.
LONG = "Rowing is fun, and it costs nothing at all but sweat. " * 4

#: Clause, a sentence with its status, and a near twin with its own.
PAIRS = [
    # given to others, in which cases, and by whose leave
    ("sharing_consent", "Rowtica does not hand your details over to outside parties.", "weak"),
    ("sharing_consent", "You must not hand your details over to outside parties.", "absent"),
    (
        "sharing_consent",
        "Your crew list is never shown to an outside party unless you have signed a consent.",
        "present",
    ),
    (
        "sharing_consent",
        "Your crew list is never painted by an outside party unless you have signed a consent.",
        "absent",
    ),
    ("sharing_consent", "We pass on your details under the circumstances described below.", "weak"),
    ("sharing_consent", "We polish your oars under the circumstances described below.", "absent"),
    # where data lie
    ("storage_location", "Our machines stand in a data centre near Narvik, Norway.", "present"),
    ("storage_location", "Our boats stand in a boathouse near Narvik, Norway.", "absent"),
    ("storage_location", "Your data are processed at our operating offices.", "weak"),
    ("storage_location", "Your boats are polished at our operating offices.", "absent"),
    ("storage_location", "The servers may stand outside your home country.", "weak"),
    ("storage_location", "The boathouse may stand outside your home country.", "absent"),
    # when they are gone
    ("retention_period", "Chats disappear from our servers after 14 days.", "present"),
    ("retention_period", "Boats disappear from our sight after 14 days.", "absent"),
    ("retention_period", "As soon as the purpose falls away we erase the data.", "present"),
    ("retention_period", "As soon as the wind falls away we row the boat.", "absent"),
    ("retention_period", "We don't keep pictures at all.", "present"),
    ("retention_period", "We don't keep boats waiting.", "absent"),
    ("retention_period", "What you send may be kept in our archives.", "weak"),
    ("retention_period", "What you send may be kept in mind.", "absent"),
    # a consent taken back in other words
    ("consent_withdrawal", "You may demand that we suspend processing of your personal information.", "weak"),
    ("consent_withdrawal", "We may suspend rowing of your personal boat.", "absent"),
    ("consent_withdrawal", "To unlink your Google account, open Settings > Account.", "present"),
    ("consent_withdrawal", "To row your Google account, open Settings > Account.", "absent"),
    # who hears a complaint, and how soon one is answered
    ("complaint_channel", "You are entitled to bring the matter before the courts of your country.", "present"),
    ("complaint_channel", "We are entitled to bring the matter before the courts of your country.", "weak"),
    ("response_deadline", "Our officer gets back to you inside 72 hours.", "present"),
    ("response_deadline", "Our officer gets back to shore inside 72 hours.", "absent"),
    # rights of the device, each with what it is for
    (
        "permission_list",
        "These permissions are requested: Location (to show nearby piers), Phone (to read the number).",
        "present",
    ),
    ("permission_list", "These permissions are requested: Location (Norway), Phone (a red one).", "weak"),
    ("permission_list", "We use your phone's GPS to find the closest pier.", "weak"),
    ("permission_list", "We use your phone's colour to find the closest pier.", "absent"),
    # changes, and a breach
    ("policy_change_notice", "If this text changes, a message pops up when you next open the app.", "present"),
    ("policy_change_notice", "If this tide changes, a message pops up when you next open the app.", "absent"),
    ("breach_notice", "Should your data fall into the wrong hands, you'll get a message from us.", "present"),
    ("breach_notice", "Should your oars fall into the wrong hands, you'll get a message from us.", "absent"),
    # cookies by another name, and others who get data
    ("cookies", "We place small files on your computer to keep you signed in.", "weak"),
    ("cookies", "We place small boats on your pond to keep you amused.", "absent"),
    ("sharing_recipients", "Parcels are brought by DHL, to whom we give your address.", "present"),
    ("sharing_recipients", "Parcels are brought by DHL, to whom we wave.", "absent"),
    # said to the reader, of others' consent, of no account
    ("sharing_consent", "Do not share your name with anyone without thinking.", "absent"),
    ("sharing_consent", "We do not share your name with anyone.", "weak"),
    (
        "account_cancellation",
        "Since we have no account-based system, you can remove all oars by uninstalling.",
        "absent",
    ),
    ("account_cancellation", "Since we have a system, you can remove your account by uninstalling.", "weak"),
    ("access_copy", "We take steps to prevent access to your personal data at a@b.example.", "absent"),
    ("access_copy", "If you need to inquire about your personal data, write to a@b.example.", "present"),
    ("effective_date", "Last Updated: 2024", "weak"),
    ("effective_date", "Last rowed: 2024", "absent"),
    ("effective_date", "Last updated: 02-Apr-2026", "present"),
    ("effective_date", "Last updated: 05/Feb/2025", "present"),
    ("deletion", "Learn about deleting cookies at https://support.chrome.example/answer/95647", "absent"),
    ("deletion", "Learn about deleting your data at https://support.chrome.example/answer/95647", "weak"),
    ("operator_contact", "For questions, contact the project owner through the jetty.", "weak"),
    ("operator_contact", "For questions, consult the project plan on the jetty.", "absent"),
    ("operator_identity", "Developer: Özgür Çiftçi", "present"),
    ("operator_identity", "Developer: a friend of boats", "weak"),
    ("correction", "To change your personal data, write to us and we will correct them.", "present"),
    # a section on rights with an address at its end
    (
        "correction",
        f"## Your rights\n\nYou have the right to correct your data.\n\n{LONG}\n\nOtherwise, write to a@b.example.",
        "present",
    ),
    (
        "correction",
        f"## Your rights\n\nYou may correct your data.\n\n## Rowing\n\n{LONG} Otherwise, write to a@b.example.",
        "weak",
    ),
]


@pytest.mark.parametrize(("clause", "sentence", "status"), PAIRS, ids=[f"{c}-{s[:40]}" for c, s, _ in PAIRS])
def test_a_deed_has_its_status_and_its_twin_has_its_own(statuses, clause, sentence, status):
    found = statuses(f"# Privacy Policy\n\n{sentence}\n\nWe value your trust and your time.\n", "en")
    assert found.get(clause, "absent") == status


@pytest.mark.parametrize(
    ("sentence", "status"), [("how Rowtica handles data", "weak"), ("how to handle data", "absent")]
)
def test_a_policy_in_the_third_person_names_at_least_a_brand(statuses, sentence, status):
    found = statuses(f"# Privacy Policy\n\nThis Policy explains {sentence}.\n", "en")
    assert found.get("operator_identity", "absent") == status
