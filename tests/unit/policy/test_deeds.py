"""Deeds: acts, what they are done to and whose they are, each sentence beside a near twin of another status."""

from __future__ import annotations

import pytest

#: Clause, a sentence with its status, and a near twin with its own.
PAIRS = [
    # whose act it is
    ("deletion", "Users may demand that their personal information be erased.", "weak"),
    ("deletion", "We may demand that their personal information be erased.", "absent"),
    ("correction", "Incorrect data can be amended by contacting our support team.", "present"),
    ("correction", "Incorrect data was amended by our support team.", "absent"),
    ("account_cancellation", "To deactivate your profile for good, write to us at a@hollow.example.", "present"),
    ("account_cancellation", "We deactivate your profile for good if you do not write to us.", "absent"),
    ("account_cancellation", "Accounts are closed on request; write to a@hollow.example.", "present"),
    ("account_cancellation", "Accounts are closed on Sundays; write to a@hollow.example.", "absent"),
    ("access_copy", "We provide you with an overview of your data when you ask our support team for it.", "present"),
    ("access_copy", "We provide our staff with an overview of your data for training.", "absent"),
    # what it is done to
    ("access_copy", "Members can look up their personal information in the My Account area.", "present"),
    ("access_copy", "Members can look up the weather in the My Account area.", "absent"),
    ("correction", "If any information is out of date, write to a@hollow.example and we will modify it.", "present"),
    ("correction", "If any shop is closed, write to a@hollow.example and we will modify it.", "absent"),
    ("deletion", "To have your information erased, fill in the form on our website.", "present"),
    ("deletion", "To have your garden watered, fill in the form on our website.", "absent"),
    ("account_cancellation", "You may terminate your membership through your profile page.", "present"),
    ("account_cancellation", "You may terminate your workout through your profile page.", "absent"),
    ("consent_withdrawal", "Under Settings > Consent you can undo your choice at any time.", "present"),
    ("consent_withdrawal", "Under Settings > Drawing you can undo your last line at any time.", "absent"),
    ("personalization_optout", "Content suggestions can be disabled in your profile settings.", "present"),
    ("personalization_optout", "Sounds can be disabled in your profile settings.", "absent"),
    # an act whose object another word parts from it is done to something else
    ("correction", "You can change the way we use your data.", "absent"),
    ("correction", "You can change your data.", "weak"),
    # what the operator does, and for whom
    ("breach_notice", "In case of a data leak, those affected get a message from us.", "present"),
    ("breach_notice", "In case of a data leak, the press gets a message from us.", "absent"),
    ("breach_notice", "Data leaks caused by users who tell others their password are told to you.", "absent"),
    ("response_deadline", "Requests are dealt with inside of 20 days.", "present"),
    ("response_deadline", "Parcels are dealt with inside of 20 days.", "absent"),
    ("retention_period", "Three months after your last visit, your data are wiped.", "present"),
    ("retention_period", "Three months after your last visit, your plants are watered.", "absent"),
    ("sharing_consent", "We share data only in these cases.", "weak"),
    ("sharing_consent", "We share data in these cases.", "absent"),
    ("sharing_consent", "Third parties get your data only when you opt in explicitly.", "present"),
    ("sharing_consent", "Guests get your room only when you opt in explicitly.", "absent"),
    ("cross_border", "Data do not leave Norway.", "present"),
    ("cross_border", "Guests do not leave Norway.", "absent"),
    ("automated_decision", "You may ask for an explanation if our system turns down your loan.", "present"),
    ("automated_decision", "You may ask for an explanation if our staff turns down your loan.", "absent"),
    ("deceased", "The executor of a late user may request the removal of the profile.", "present"),
    ("deceased", "The owner of a late train may request the removal of the profile.", "absent"),
    ("minors", "Teachers may register children once the parents have agreed in writing.", "present"),
    ("minors", "Teachers may register children once the pupils have agreed in writing.", "weak"),
    ("minors", "Only minor errors were found.", "absent"),
    ("shake_ads", "With the motion sensor we count your steps.", "present"),
    ("shake_ads", "With the pencil we count your steps.", "absent"),
    # words of one matter that are said of another
    ("permission_list", "Our staff need permission of their manager to open files.", "absent"),
    ("permission_list", "The app needs some system permissions.", "weak"),
    ("permission_list", "**Phone:** [+48 605 000 000]", "absent"),
    ("storage_location", "Your data is kept on secure servers.", "absent"),
    ("storage_location", "Your data is kept on secure servers in Norway.", "present"),
    ("automated_decision", "We use algorithms to recommend songs.", "weak"),
    ("automated_decision", "Related data help us to optimize the algorithm.", "absent"),
]


@pytest.mark.parametrize(("clause", "sentence", "status"), PAIRS, ids=[f"{c}-{s[:40]}" for c, s, _ in PAIRS])
def test_a_deed_has_its_status_and_its_twin_has_its_own(statuses, clause, sentence, status):
    found = statuses(f"# Privacy Policy\n\n{sentence}\n\nWe value your trust and your time.\n", "en")
    assert found.get(clause, "absent") == status


@pytest.mark.parametrize(
    ("way", "status"),
    [
        ("For questions or requests regarding your privacy, you can contact us at a@hollow.example.", "present"),
        ("For questions regarding your garden, you can contact us at a@hollow.example.", "weak"),
    ],
)
@pytest.mark.parametrize("clause", ["access_copy", "correction"])
def test_one_way_for_all_requests_is_the_way_of_each_right(statuses, clause, way, status):
    right = "You have the right to access or rectify your data."
    text = f"# Privacy Policy\n\n## Your rights\n\n{right}\n\n## Contact\n\n{way}\n"
    assert statuses(text, "en")[clause] == status
