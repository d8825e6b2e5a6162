"""English clauses in the register of lawyers, each beside a near twin that says something else."""

from __future__ import annotations

import pytest

#: Clause, a text, and the status that it has.
PAIRS = [
    ("sharing_consent", "We disclose data of members solely where one of these grounds applies.", "weak"),
    ("sharing_consent", "You disclose data of members solely where one of these grounds applies.", "absent"),
    ("sharing_consent", "Any sharing beyond this is subject to your approval.", "weak"),
    ("sharing_consent", "Any repair beyond this is subject to your approval.", "absent"),
    ("sharing_recipients", "The records may be accessed by our IT contractors.", "weak"),
    ("sharing_recipients", "The lamps may not be accessed by our IT contractors.", "absent"),
    ("sharing_recipients", "If the firm is sold, data may pass to the buyer.", "weak"),
    ("sharing_recipients", "If the lamp is lit, it pays the buyer.", "absent"),
    ("access_copy", "On application to lamps@hills.org you will be furnished with an extract of your data.", "present"),
    ("access_copy", "On application to lamps@hills.org you will be furnished with a lamp.", "absent"),
    ("access_copy", "You may consult the data that concerns you.", "weak"),
    ("access_copy", "You may consult the doctor who concerns you.", "absent"),
    ("deletion", "Upon your instruction we shall destroy your personal data.", "weak"),
    ("deletion", "Upon your instruction we shall destroy your broken lamp.", "absent"),
    ("deletion", "You may ask for your information to be expunged from our files.", "weak"),
    ("deletion", "You may ask for your information to be printed from our files.", "absent"),
    ("complaint_channel", "You are free to bring this before the competent supervisory body.", "present"),
    ("complaint_channel", "You are free to bring this before the competent lamp body.", "absent"),
    ("complaint_channel", "Should you have any queries regarding this, kindly get in touch.", "weak"),
    ("personalization_optout", "You can refuse tailored ads by adjusting the ad settings of your phone.", "present"),
    ("personalization_optout", "You can refuse long walks by adjusting the seams of your coat.", "absent"),
    ("minors", "For those under 16, consent must be given by the holder of parental responsibility.", "present"),
    ("minors", "For those under 16, a lamp must be given by the holder of the lamp.", "weak"),
    ("retention_period", "Statutory retention obligations may ask for more.", "weak"),
    ("retention_period", "Statutory labelling obligations may ask for more.", "absent"),
    ("retention_period", "Account data is purged a fortnight after closure.", "present"),
    ("retention_period", "Lamp oil is delivered a fortnight after closure.", "absent"),
    ("storage_location", "Processing takes place within the European Economic Area.", "present"),
    ("storage_location", "The lamp fair takes place within the European Economic Area.", "absent"),
    ("breach_notice", "We have procedures to deal with suspected data breaches.", "weak"),
    ("breach_notice", "We have procedures to deal with suspected lamp breakages.", "absent"),
    ("policy_change_notice", "Amendments take effect upon publication.", "weak"),
    ("policy_change_notice", "Lamps take effect upon lighting.", "absent"),
    ("policy_change_notice", "Registered users are informed of amendments by e-mail.", "present"),
    ("policy_change_notice", "Registered users are informed of changes to the price by e-mail.", "absent"),
    ("policy_change_notice", "The current wording can be retrieved from our site.", "weak"),
    ("policy_change_notice", "The current lamp can be retrieved from our site.", "absent"),
    ("effective_date", "Status: March 2024", "present"),
    ("effective_date", "Lamp: March 2024", "absent"),
    ("operator_contact", "Registered seat: Hill Road 12, 10115 Berlin, Germany", "present"),
    ("operator_contact", "Registered lamps: twelve in the hills of Berlin", "absent"),
    ("minors", "Users must be 18.", "weak"),
    ("minors", "Passwords must be 18 characters.", "absent"),
    ("retention_period", "Your data is retained until you ask us to delete it.", "present"),
    ("retention_period", "Your lamp is lit until you ask us to dim it.", "absent"),
    ("retention_period", "We keep billing data for as long as tax law requires.", "weak"),
    ("retention_period", "We light the lamp for as long as the night requires.", "absent"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:30]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    whole = f"Lamp Rules\n\n{text}\n\nThis is what the text of the app says to all.\n"
    assert statuses(whole, "en").get(clause, "absent") == status
