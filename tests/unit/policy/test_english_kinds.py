"""Kinds of wording that English policies of 2019 to 2026 share, each beside one that comes near it."""

from __future__ import annotations

import pytest

#: Clause, a text with its status, and a near twin with its own.
PAIRS = [
    ("operator_identity", '"We" refers to Guangxi Hill Information Technology Co., No. 14, Lake Road.', "present"),
    ("operator_identity", '"We" refers to Guangxi Hill Information Technology and all that it does.', "weak"),
    ("operator_identity", "Write to notes@hills.example\n\nHill Notes, Inc.", "present"),
    ("operator_identity", "Write to notes@hills.example\n\nHill Notes", "absent"),
    ("sharing_recipients", "If you write to the office directly, we receive only very limited data from it.", "absent"),
    ("sharing_recipients", "We share your e-mail address with Green Hill Delivery Limited.", "present"),
    ("sharing_recipients", "Please think before you share in WeChat Moments: others will see your photos.", "absent"),
    ("sharing_recipients", "We share your photos with WeChat to show them in Moments.", "present"),
    ("sharing_recipients", "To provide the login you can block what Microsoft Edge stores in its data.", "absent"),
    ("sharing_recipients", "To provide the login Microsoft stores your e-mail address in its data.", "present"),
    ("permission_list", "The app requests access to your device's location to find lamps.", "weak"),
    (
        "permission_list",
        "The app requests access to your device's location to find lamps. It uses Bluetooth to establish a connection.",
        "present",
    ),
    ("correction", "OTA Update Data: you see how the lamp is renewed.", "absent"),
    ("correction", "Update Data: you see your profile and change it. You may update data at any time.", "weak"),
    ("retention_period", "No Retention: as we collect nothing, there is no personal data to retain.", "present"),
    ("retention_period", "There is no personal data in the pictures that we show.", "absent"),
    ("retention_period", "We will retain your data for as long as we need to in order to run the business.", "weak"),
    ("retention_period", "We will work on your data as hard as we need to in order to run the business.", "absent"),
    ("retention_period", "Session Cookies are deleted once you close the browser, Persistent ones stay.", "absent"),
    ("retention_period", "Your records are deleted once you close the account, copies a month later.", "present"),
    ("cross_border", "We do not transfer any user data internationally.", "present"),
    ("cross_border", "We do not share your data with anybody outside of us without your consent.", "absent"),
    ("cross_border", "We do not share your data with anybody outside of China.", "present"),
    ("cross_border", "We provide another way to pay for overseas users.", "absent"),
    ("cross_border", "We provide your data to partners overseas.", "weak"),
    ("cross_border", "Your data are stored within China except:\n\n(a) where you gave your express consent.", "present"),
    ("cross_border", "Your data are stored within China, as we said:\n\n(a) you gave your express consent.", "absent"),
    ("security_measures", "We encrypt all messages between you and others.", "present"),
    ("security_measures", "Messages between you and others are not encrypted.", "absent"),
    ("security_measures", "We will do our best to protect your data in a commercially acceptable way.", "weak"),
    ("security_measures", "We will do our best to show your data in a pleasant way.", "absent"),
    ("breach_notice", "We use your data to prevent unauthorized access, and to notify you of new services.", "absent"),
    ("breach_notice", "Upon unauthorized access to our servers we notify you of what was seen.", "present"),
    ("breach_notice", "We will inform the users of any cases in which their data have been compromised.", "present"),
    ("breach_notice", "We will inform the users of any cases in which their data have been counted.", "absent"),
    ("breach_notice", "We report security incidents in accordance with what the authorities require.", "weak"),
    ("breach_notice", "We report the weather in accordance with what the authorities require.", "absent"),
    ("automated_decision", "You have the right to disobey a decision based solely on automatic processing.", "present"),
    ("automated_decision", "You have the right to disobey a decision of the jury based on the rules.", "absent"),
    ("automated_decision", "Request a copy of the data where our processing is automated.", "absent"),
    ("minors", "Open Settings - Minority Options at the bottom of the page.", "absent"),
    ("minors", "During your minority a parent acts for you.", "weak"),
    ("cookies", "We do not track your activity across other apps.", "absent"),
    ("cookies", "Our site answers the Do Not Track signal of a browser.", "weak"),
]


def _status(statuses, clause: str, text: str) -> str:
    return statuses(f"Privacy Policy\n\n{text}\n\nThis is what the text of the app says.\n", "en").get(clause, "absent")


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:30]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    assert _status(statuses, clause, text) == status


RIGHTS = """# Privacy Policy

## Personal rights of users in the European Economic Area

{lead}

Right of access. You can ask us for a copy of the personal information we hold.

You can also ask us to correct your personal information.
"""


def test_rights_with_one_way_for_all_of_them(statuses):
    lead = "If you want to exercise your personal rights under the law, please contact us at a@hills.example."
    way = statuses(RIGHTS.format(lead=lead), "en")
    assert (way["access_copy"], way["correction"]) == ("present", "present")
    bare = statuses(RIGHTS.format(lead="You have personal rights under the law. Our address is a@hills.example."), "en")
    assert (bare["access_copy"], bare["correction"]) == ("weak", "weak")


def test_a_change_told_below_a_heading_on_how_the_policy_is_updated(statuses):
    text = "# Privacy Policy\n\n## {}\n\nIn the event of a material change, we will provide a prominent notice.\n"
    assert statuses(text.format("How This Privacy Policy Is Updated"), "en")["policy_change_notice"] == "present"
    assert "policy_change_notice" not in statuses(text.format("How Our Office Is Run"), "en")


def test_a_name_below_third_parties_is_not_the_operator(statuses):
    text = "# Privacy Policy\n\n## {}\n\nstats@hills.example\n\nHill Statistics, Inc.\n"
    assert statuses(text.format("Who we are"), "en")["operator_identity"] == "present"
    assert statuses(text.format("Third-party services"), "en").get("operator_identity") != "present"
