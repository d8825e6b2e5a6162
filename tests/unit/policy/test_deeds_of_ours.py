"""Acts of the operator, and names as the document writes them, each sentence beside a near twin of another status."""

from __future__ import annotations

import pytest

#: Clause, a sentence with its status, and a near twin with its own.
PAIRS = [
    # what is taken in, and what for
    ("collection_list", "The watch hands us your heart rate, from which we work out pace.", "present"),
    ("collection_list", "The watch hands us your old strap, from which we work out pace.", "absent"),
    ("collection_list", "Your date of birth tells us whether you may play.", "present"),
    ("collection_list", "Your favourite team tells us whether you may play.", "absent"),
    # rights of the device
    ("permission_list", "Give Tally the camera to photograph receipts and storage to save reports.", "present"),
    ("permission_list", "Give Tally the camera to photograph receipts and money to save reports.", "weak"),
    ("permission_list", "You will be prompted for your location.", "weak"),
    ("permission_list", "You will be prompted for your answers.", "absent"),
    ("permission_list", "We will never prompt you for your location.", "absent"),
    ("permission_list", "We will always prompt you for your location.", "weak"),
    # a document that changes, and how people hear of it
    ("policy_change_notice", "Users are told of amendments to this declaration by a push message.", "present"),
    ("policy_change_notice", "Users are told of amendments to this timetable by a push message.", "absent"),
    ("policy_change_notice", "We reserve the right to adapt this privacy statement.", "weak"),
    ("policy_change_notice", "We reserve the right to adapt this price list.", "absent"),
    # who hears a complaint
    ("complaint_channel", "You are free to take the matter to the watchdog of your country.", "present"),
    ("complaint_channel", "We are free to take the matter to the watchdog of your country.", "absent"),
    ("complaint_channel", "Residents of Australia may approach the OAIC.", "present"),
    ("complaint_channel", "Residents of Australia may approach the koala.", "absent"),
    # cookies, and what is baked
    ("cookies", "A banner lets you choose which cookies we may set.", "present"),
    ("cookies", "A banner tells you that we set cookies.", "weak"),
    ("cookies", "Leave the cookies in the oven for twelve minutes.", "absent"),
    # names as they are written
    ("sharing_recipients", "Your address goes to the courier, Velvatrans, so the box finds you.", "present"),
    ("sharing_recipients", "Your address goes to the courier, naturally, so the box finds you.", "weak"),
    ("sharing_recipients", "We hand invoice data over to our tax adviser, Kanzlei Weber.", "present"),
    ("sharing_recipients", "We never hand invoice data over to our tax adviser, Kanzlei Weber.", "absent"),
    ("sdk_list", "We built in Statwhale so as to learn which buttons people tap.", "present"),
    ("sdk_list", "We built in chapters so as to learn which buttons people tap.", "absent"),
    ("operator_identity", "Published by Emre Kaya.", "present"),
    ("operator_identity", "Published by popular demand.", "absent"),
    # what is sensitive, and when it is handled
    ("sensitive_pi", "Blood sugar values are particularly sensitive; we handle them only if you agree.", "present"),
    ("sensitive_pi", "Blood sugar values are particularly good; we handle them only if you agree.", "absent"),
]


@pytest.mark.parametrize(("clause", "sentence", "status"), PAIRS, ids=[f"{c}-{s[:40]}" for c, s, _ in PAIRS])
def test_a_deed_of_ours_has_its_status_and_its_twin_has_its_own(statuses, clause, sentence, status):
    found = statuses(f"# Privacy Policy\n\n{sentence}\n\nThank you for the time that you spend here.\n", "en")
    assert found.get(clause, "absent") == status
