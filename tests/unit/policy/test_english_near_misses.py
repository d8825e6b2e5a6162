"""Words that English policies use for something else than the clause they come near, each beside one that says it."""

from __future__ import annotations

import pytest

#: Clause, a text with its status, and a near twin with its own.
PAIRS = [
    # somebody else's access is not the users' right to it, nor is a permission of the system
    ("access_copy", "We use locks to prevent unauthorized access to your personal data.", "absent"),
    ("access_copy", "We use forms to let you request access to your personal data.", "weak"),
    ("access_copy", "You should know where your notes are and who can access this information.", "absent"),
    ("access_copy", "You should know where your notes are and that you can access this information.", "weak"),
    ("access_copy", "You can disable such access permission of your phone.", "absent"),
    ("access_copy", "You can enable us to access the photos in your phone.", "absent"),
    ("access_copy", "You can access the photos in your profile.", "weak"),
    ("access_copy", "You have the right to obtain confirmation as to whether we process data of yours.", "weak"),
    ("access_copy", "You have the right to obtain a lamp from us at the door of the hall.", "absent"),
    ("correction", "We do not allow any third party to collect, edit or sell your personal information.", "absent"),
    ("correction", "You are free to collect, edit or sell your personal information.", "weak"),
    ("cookies", "We keep what was seen via cookies, clear GIFs and flash cookies.", "weak"),
    ("cookies", "We keep what was seen via cookies; clear the cookies in your browser.", "present"),
    ("storage_location", "This applies to users of our lamps that are located in the European Union.", "absent"),
    ("storage_location", "This applies to copies of your data that are located in the European Union.", "present"),
    ("minors", "The App is for people over the age that needs, absent parental consent, no child account.", "weak"),
    ("minors", "A child account needs parental consent.", "present"),
    ("minors", "Posts may not show any person without their consent, or that of a parent if a child.", "weak"),
    ("minors", "A child may not post without the consent of a parent.", "present"),
    ("minors", "If you are at least fourteen years of age, register with consent of your statutory agents.", "present"),
    ("minors", "If you are at least fourteen years of age, register with the name of your lamp.", "weak"),
    ("minors", "If you have been with us for at least fourteen days, register your lamp.", "absent"),
    ("policy_change_notice", "This policy tells how you access, update, delete and protect your data.", "absent"),
    ("policy_change_notice", "We may update this policy; please review it.", "weak"),
    ("consent_withdrawal", "To withdraw your decision to allow us to collect data, e-mail us.", "present"),
    ("consent_withdrawal", "To withdraw your offer to sell us a lamp, e-mail us.", "absent"),
    (
        "complaint_channel",
        "If you have an unresolved privacy concern, turn to our dispute resolution provider, Hill Mediators.",
        "present",
    ),
    ("complaint_channel", "If you have an unresolved riddle, turn to Hill Mediators.", "absent"),
    ("sensitive_pi", "Please do not send special categories of personal information.", "weak"),
    ("sensitive_pi", "Please do not send several categories of lamps.", "absent"),
    ("response_deadline", "If you request a copy, we will provide you with it without undue delay.", "weak"),
    ("response_deadline", "If you like a lamp, we will provide you with it without undue delay.", "absent"),
    ("sharing_consent", "We transmit data to third parties only if you have consented beforehand.", "weak"),
    ("sharing_consent", "We transmit data to third parties only if you have consented to the terms.", "absent"),
    ("deletion", "Should you no longer want us to process your data, contact us.", "present"),
    ("deletion", "Should you no longer want us to process your order, contact us.", "absent"),
    ("personalization_optout", "To opt out of tracking by Hill Ads, go to https://hills.example/forget.", "present"),
    ("personalization_optout", "To find the tracks of Hill Farm, go to https://hills.example/walks.", "absent"),
    ("retention_period", "We store letters for no longer than is reasonably necessary.", "weak"),
    ("retention_period", "We answer letters in no more words than is reasonably necessary.", "absent"),
    ("sdk_list", "The lamps can be shown by social media plugins.", "weak"),
    ("sdk_list", "The lamps can be shown by social gatherings.", "absent"),
]


def _status(statuses, clause: str, text: str) -> str:
    whole = f"Lamp Rules\n\n{text}\n\nThis is what the text of the app says to all.\n"
    return statuses(whole, "en").get(clause, "absent")


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:30]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    assert _status(statuses, clause, text) == status


def test_limited_in_a_sentence_is_no_company(statuses):
    text = "We may share information ONLY in these {}:\n"
    assert _status(statuses, "operator_identity", text.format("limited circumstances")) == "weak"
    assert _status(statuses, "operator_identity", "This is the policy of Hill Lamps Limited, us.") == "present"


def test_messages_on_a_network_are_no_recipient(statuses):
    text = "We use your data to {}, as you may request."
    assert _status(statuses, "sharing_recipients", text.format("send private Facebook messages")) == "absent"
    assert _status(statuses, "sharing_recipients", text.format("send reports to Facebook")) == "present"


def test_names_below_a_kind_of_recipient_in_a_section_on_sharing(statuses):
    text = "# Privacy Policy\n\n## 4. {}\n\nService providers:\n- Crash reporting (Firebase Crashlytics)\n"
    assert statuses(text.format("How We Share Your Information"), "en")["sharing_recipients"] == "present"
    assert statuses(text.format("How We Build the App"), "en").get("sharing_recipients") != "present"


RIGHTS = "# Privacy Policy\n\n## 6. Rights\n\n{}\n\nYou have the right to obtain rectification of inaccurate data.\n"


def test_a_way_that_is_told_once_for_rights_in_numbered_sections(statuses):
    way = "To exercise the rights of Section 7.2 to 7.8, please send a request to dpo@hills.example."
    assert statuses(RIGHTS.format(way), "en")["correction"] == "present"
    assert statuses(RIGHTS.format("To exercise the dogs of Section 7.2, please walk."), "en")["correction"] == "weak"
