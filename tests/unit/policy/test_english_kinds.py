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
    (
        "cross_border",
        "Your data are stored within China except:\n\n(a) where you gave your express consent.",
        "present",
    ),
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
    ("retention_period", "Server logs are retained for [30] days and then removed.", "present"),
    ("retention_period", "Server logs are shown for [30] days and then hidden.", "absent"),
    ("retention_period", "Your data is kept until you sign out of the app.", "present"),
    ("retention_period", "Your page is shown until you sign out of the app.", "absent"),
    ("effective_date", "Effective Date: [to be filled in]", "weak"),
    ("effective_date", "Contact: [to be filled in]", "absent"),
    ("personalization_optout", "You may change ad personalization settings in the device settings.", "present"),
    ("personalization_optout", "You may change the colours of ads in the device settings.", "absent"),
    ("consent_withdrawal", "You can choose to turn off positioning.", "present"),
    ("consent_withdrawal", "You can choose to turn off the lamp.", "absent"),
    ("sharing_consent", "Except as otherwise provided in this policy, Hill Notes will not disclose your data.", "weak"),
    ("sharing_consent", "Except as otherwise provided in this policy, Hill Notes will not show your data.", "absent"),
    ("cross_border", "For transfers we rely on the EU Standard Contractual Clauses.", "present"),
    ("cross_border", "For payments we rely on the standard clauses of the contract.", "absent"),
    ("sdk_list", "Google Maps and Firebase for maps and notifications.", "present"),
    ("cookies", "We do not track your activity across other apps.", "absent"),
    ("cookies", "Our site answers the Do Not Track signal of a browser.", "absent"),
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


#: What the ten policies after those taught.
LATER = [
    ("operator_identity", "Hill Electronic (Kunshan) Ltd. is the entity responsible for your data.", "present"),
    ("operator_identity", "Hill Electronic (Kunshan) is the entity responsible for your data.", "absent"),
    ("operator_identity", 'These are the duties of the developer LiMing (hereinafter "we") and of you.', "present"),
    ("operator_identity", "These are our duties and those of the developer of the engine and of you.", "weak"),
    ("sdk_list", "The data can include SDK/API code version, browser and IP address for analytics.", "absent"),
    ("sdk_list", "The data goes to an SDK, which reads browser and IP address for analytics.", "weak"),
    ("permission_list", "We assume that you have permission from the bill payer to use the app.", "absent"),
    ("permission_list", "We assume that you have switched the permission on.", "weak"),
    ("sharing_recipients", "We may send your prompts and pictures to third-party AI model providers.", "weak"),
    ("sharing_recipients", "You may use your prompts and pictures with AI models of any kind.", "absent"),
    ("sharing_recipients", "You do not need to sign in to Facebook or TikTok to use the data.", "absent"),
    ("sharing_recipients", "You sign in with Facebook or TikTok, which receive your data.", "present"),
    ("sharing_recipients", "The app is not affiliated with or endorsed by Facebook, and shows data.", "absent"),
    ("sharing_consent", "Others: if we otherwise notify you and you consent to the sharing.", "weak"),
    ("sharing_consent", "Others: if we otherwise notify you and you consent to the terms.", "absent"),
    (
        "sharing_consent",
        "Without your consent, we will not disclose your data to others except in the following circumstances.",
        "weak",
    ),
    ("sharing_consent", "Without your express consent, we will not disclose your data to others.", "present"),
    ("access_copy", "Only authorized personnel can access your personal information.", "absent"),
    ("access_copy", "Under Settings > Me you can access your personal information.", "present"),
    ("correction", "Your list stays on the device until you change it or reset the data.", "absent"),
    ("correction", "In the list you can change your data.", "weak"),
    ("deletion", "You may delete your information by clearing the records of the lamp.", "present"),
    ("deletion", "You may delete your information as often as you like.", "weak"),
    ("consent_withdrawal", "You can stop the collection of places by turning off the positioning function.", "present"),
    ("consent_withdrawal", "You can stop the collection of stamps by turning off the light.", "present"),
    ("consent_withdrawal", "You can stop the music by turning off the light.", "absent"),
    ("personalization_optout", "Each marketing mail has instructions permitting you to opt-out.", "present"),
    ("personalization_optout", "You may opt out of marketing mail.", "weak"),
    ("personalization_optout", "Ask us to remove you from our mailing lists.", "weak"),
    ("personalization_optout", "Ask us to remove you from our guest book.", "absent"),
    ("minors", "Minors should read this agreement accompanied by a legal guardian.", "weak"),
    ("minors", "Minors need the agreement of a legal guardian.", "present"),
    (
        "retention_period",
        "We delete your data or keep it in a form that names nobody when it is no longer necessary.",
        "present",
    ),
    ("retention_period", "We keep your data in a form that names nobody.", "absent"),
    ("storage_location", "Your data may be stored and processed in any country where we have an office.", "weak"),
    ("storage_location", "Your data may be seen in any country where we have an office.", "absent"),
    ("security_measures", "We use the security features of the system to protect your data.", "weak"),
    ("security_measures", "We use the sound features of the system to play your songs.", "absent"),
    ("policy_change_notice", "We may update these terms and terminate the service without notice.", "weak"),
    ("policy_change_notice", "We may update these terms without notice.", "negated"),
    ("automated_decision", "Messages are sent with security algorithms.", "absent"),
    ("automated_decision", "Offers are made with algorithms.", "weak"),
]


@pytest.mark.parametrize(("clause", "text", "status"), LATER, ids=[f"{pair[0]} {pair[1][:30]}" for pair in LATER])
def test_a_later_wording_and_what_comes_near_it(statuses, clause, text, status):
    assert _status(statuses, clause, text) == status


ENTITLED = (
    "# Privacy Policy\n\n## Use\n\nYou are entitled to request access to, rectification and erasure of your data.\n\n"
)


def test_rights_in_one_breath_with_the_way_in_the_next(statuses):
    clauses = ("access_copy", "correction", "deletion")
    way = statuses(ENTITLED + "Requests should be submitted by contacting us through dpo@hills.example.\n", "en")
    assert [way.get(clause) for clause in clauses] == ["present"] * 3
    bare = statuses(ENTITLED + "We like letters about lamps.\n", "en")
    assert [bare.get(clause) for clause in clauses] == ["weak"] * 3


def test_consent_as_a_case_in_a_section_on_sharing(statuses):
    text = "# Privacy Policy\n\n## 5. {}\n\nIn other situations with your explicit consent.\n"
    assert statuses(text.format("Sharing"), "en")["sharing_consent"] == "weak"
    assert "sharing_consent" not in statuses(text.format("Music"), "en")
