"""Further words of English policies that are used for something else, each beside one that says the clause."""

from __future__ import annotations

import pytest

#: Clause, a text with its status, and a near twin with its own.
PAIRS = [
    ("access_copy", "We ask you to review this page for the latest information on lamps.", "absent"),
    ("access_copy", "We ask you to review your latest information on this page.", "weak"),
    ("access_copy", "You can limit or revoke read and write access for each of your data.", "absent"),
    ("access_copy", "You can read, download and access each of your data.", "weak"),
    ("cross_border", "We comply with certain legal frameworks relating to the transfer of data.", "weak"),
    ("cross_border", "We comply with certain legal frameworks relating to the transfer of lamps.", "absent"),
    ("cross_border", "Your data are sent abroad under standard data protection clauses.", "present"),
    ("cross_border", "Your data are sent abroad under the clauses of our lamps.", "weak"),
    ("storage_location", "We send data to affiliates where our storage facilities and servers may be located.", "weak"),
    ("storage_location", "We send data to affiliates where our lamps and ladders may be located.", "absent"),
    ("access_copy", "Hill Lamps can obtain the users' profile information on its sites.", "absent"),
    ("access_copy", "Users can obtain their profile information on its sites.", "weak"),
    ("permission_list", "What members share with their permission is seen by others.", "absent"),
    ("permission_list", "What members share needs a permission of the phone.", "weak"),
    ("cookies", "Users can change the settings of their browsers if they wish not to have cookies.", "present"),
    ("cookies", "Users can change the colours of their lamps if they wish not to have cookies.", "weak"),
    ("automated_decision", "We keep the letters that you publish on your user profile.", "absent"),
    ("automated_decision", "We make a user profile of the letters that you publish.", "weak"),
    ("sharing_recipients", "We keep data that you let a network such as Facebook share with us.", "absent"),
    ("sharing_recipients", "We keep data and let a network such as Facebook share it with others.", "present"),
    ("personalization_optout", "You have the right to ask us not to process your data for marketing.", "weak"),
    ("personalization_optout", "You have the right to ask us not to process your data for lamps.", "absent"),
    (
        "personalization_optout",
        "You may opt out of some features of the engine in your device settings, such as your advertising settings.",
        "present",
    ),
    ("personalization_optout", "You may opt out of certain walks of the club through your lamp settings.", "absent"),
    ("personalization_optout", "We read the system, the advertising opt-out signals and the carrier.", "absent"),
    ("personalization_optout", "We read how to opt out of advertising in the settings of the carrier.", "present"),
    ("deletion", "Even after you remove information from your account, copies stay with those who have them.", "weak"),
    ("deletion", "Even after you remove a lamp from your account, copies stay with those who have them.", "absent"),
    ("sharing_consent", "Hill Lamps discloses nothing to third parties without personal consent of the user.", "weak"),
    ("sharing_consent", "Hill Lamps discloses nothing to third parties without the knowledge of the user.", "absent"),
    ("consent_withdrawal", "Withdrawal is made by sending an e-mail to lamps@hills.example.", "present"),
    ("consent_withdrawal", "Withdrawal of troops is made by road, the news said.", "absent"),
    ("response_deadline", "If you have questions, write to us. We shall contact you back as soon as possible.", "weak"),
    (
        "response_deadline",
        "If you have questions, write to us. We shall repair the lamp as soon as possible.",
        "absent",
    ),
    ("retention_period", "Hill Lamps stores the data for 1 (one) year after the account is closed.", "present"),
    ("retention_period", "Hill Lamps stores the lamps for 1 (one) hut after the season is closed.", "absent"),
    (
        "retention_period",
        "We keep copies as required by law. Once your account is deleted, you lose the letters.",
        "weak",
    ),
    ("retention_period", "We keep copies as required by law. Once that is over, we delete the letters.", "present"),
    ("security_measures", "Hill Lamps uses the safety measures for ensuring that data stay confidential.", "weak"),
    ("security_measures", "Hill Lamps uses the safety ladders for ensuring that lamps stay lit.", "absent"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:30]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    whole = f"Lamp Rules\n\n{text}\n\nThis is what the text of the app says to all.\n"
    assert statuses(whole, "en").get(clause, "absent") == status
