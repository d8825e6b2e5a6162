"""Who does what to whose data, in words that no list of sentences has, each with a near twin that says less."""

from __future__ import annotations

import pytest

PAIRS = [
    # what is taken away is our access, which is no access of the reader
    ("access_copy", "You may always remove our access in your phone settings.", "absent"),
    ("access_copy", "You may view and copy your data in your phone settings.", "present"),
    ("deletion", "You may always remove our access in your phone settings.", "absent"),
    ("deletion", "You may always remove your data in your account settings.", "present"),
    ("consent_withdrawal", "You may always remove our access in your phone settings.", "present"),
    ("consent_withdrawal", "We may always remove your access to the forum.", "absent"),
    ("access_copy", "We may also obtain other information from your use of the game.", "absent"),
    ("access_copy", "We may review your personal information to look into cheating.", "absent"),
    # a way is one of the app's own pages
    ("access_copy", "You can view and delete your data on the “Mine“ tab.", "present"),
    ("access_copy", "You can view and delete your data at any time.", "weak"),
    ("correction", "You may correct your data by changing your “account settings.“", "present"),
    ("correction", "You may correct your data by changing your mind.", "weak"),
    ("deletion", "Your messages can be permanently deleted by emailing reed@example.org.", "present"),
    ("account_cancellation", "You can ask to cancel your e-banking at our branches.", "present"),
    ("account_cancellation", "You can ask to cancel your e-banking.", "weak"),
    ("account_cancellation", "You can ask to cancel your order at our branches.", "absent"),
    # choices and messages
    ("personalization_optout", "You have the choice whether we use your data for marketing purposes.", "weak"),
    ("personalization_optout", "You have the choice whether we use your camera.", "absent"),
    ("personalization_optout", "We send push messages, and you can turn them off.", "weak"),
    # how long, and where
    ("retention_period", "We maintain your records only so long as is reasonable.", "weak"),
    ("retention_period", "We maintain your records with care.", "absent"),
    ("storage_location", "Providers may store data in international data centers.", "weak"),
    ("cross_border", "Providers may store data in international data centers.", "weak"),
    ("cross_border", "We offer services in different countries.", "absent"),
    ("cross_border", "You are transferring your data to Canada and you consent to that transfer.", "present"),
    ("cross_border", "Data may be sent to countries other than your own. Suitable safeguards are in place.", "weak"),
    ("cross_border", "Data may be sent to Canada. Suitable safeguards are in place.", "present"),
    # who receives it, and whether it is asked for first
    ("sharing_consent", "We do not share your data with third parties without your agreement.", "weak"),
    (
        "sharing_consent",
        "We do not sell your data to third parties for marketing purposes without your consent.",
        "weak",
    ),
    ("sharing_consent", "We do not sell your data to third parties without your consent.", "weak"),
    ("sharing_recipients", "We send the advertising ID to Google.", "present"),
    ("sharing_recipients", "We send the Google advertising ID to our vendors.", "weak"),
    ("sharing_recipients", "We send a newsletter to our vendors.", "absent"),
    ("sdk_list", "Crashes are counted by software from external suppliers.", "weak"),
    ("sdk_list", "Crashes are counted by software from our own office.", "absent"),
    # what is called sensitive, and how it is handled
    ("sensitive_pi", "We encrypt sensitive information such as your card number.", "weak"),
    ("sensitive_pi", "We take sensitive information such as your card number with your consent.", "present"),
    ("sensitive_pi", "We use your location. Such information is sensitive and only used if you agree.", "present"),
    # permissions, changes, cookies, who it is
    ("permission_list", "Children should not give their phone number without permission.", "absent"),
    ("policy_change_notice", "We may change or terminate this policy without prior notice.", "negated"),
    ("policy_change_notice", "We may change this policy, or terminate the service without prior notice.", "weak"),
    ("cookies", "We do not use cookies in the mobile app.", "weak"),
    ("cookies", "We do not use cookies.", "present"),
    ("operator_identity", "The Reed Bank of Exampleland (“we”) protects your data.", "present"),
    ("operator_identity", "Reedapp (“we”) protects your data.", "weak"),
    ("operator_contact", "Write to privacy@egret .com with your questions.", "present"),
    ("operator_contact", "Write to us with your questions.", "weak"),
]


@pytest.mark.parametrize(("clause", "sentence", "status"), PAIRS)
def test_who_does_what_to_whose_data(statuses, clause, sentence, status):
    assert statuses(f"Privacy Policy\n\n{sentence}\n", "en").get(clause, "absent") == status
