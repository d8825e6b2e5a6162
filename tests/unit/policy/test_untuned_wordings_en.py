"""Wordings of policies that nobody had read before; each beside what comes near it."""

from __future__ import annotations

from tests.support.clause_pairs import status_tests

STRIPE = "All payments are processed by our payment processor, Stripe (see https://stripe.com/privacy)."
CASES = (
    "We may share information ONLY in these circumstances:\n\n- When required by law\n- When you {consent} to sharing"
)
RULES = (
    "The Rules define sensitive personal data to mean information relating to:\n\ni. passwords;\nii. medical records;\n"
)
MAILS = "We send promotional mails. You may opt out of certain communications by {way}."
PAIRS = [
    # How the operator is reached
    ("operator_contact", "present", "We are Heron Ltd., having registered office at C-23, First Floor, Noida, 201301."),
    ("operator_contact", "absent", "We are Heron Ltd., having registered offices at many places."),
    ("operator_contact", "weak", "**Questions?** Contact us at [PRIVACY_EMAIL]"),
    ("operator_contact", "present", "**Questions?** Contact us at a@egret.io"),
    (
        "complaint_channel",
        "weak",
        "If you have a question about your privacy or wish to find out more, please contact us.",
    ),
    (
        "complaint_channel",
        "present",
        "If you have any grievance you may tell it to the\n\nGrievance officer: a@egret.io",
    ),
    ("complaint_channel", "weak", "If you have any grievance you may tell it to the officer."),
    ("response_deadline", "present", "We will act upon your request no later than fifteen (15) days from its date."),
    ("response_deadline", "absent", "We will play upon the boat no later than fifteen (15) days from its date."),
    # Who gets what
    ("sharing_recipients", "present", STRIPE),
    ("sharing_recipients", "absent", STRIPE.replace("Stripe (see https://stripe.com/privacy)", "as it sees fit")),
    # A name that also stands in an address, where it is written small, and one that is no name
    ("sharing_recipients", "present", "We send your name to our courier, Heron. Its page: https://heron.io/privacy."),
    ("sharing_recipients", "weak", "We send your name to our courier, certainly. It has no page."),
    ("sharing_recipients", "weak", "Information provided to Heron by a user is given to partners."),
    ("sharing_consent", "present", CASES.format(consent="explicitly consent")),
    ("sharing_consent", "weak", CASES.format(consent="come")),
    # Rights
    ("consent_withdrawal", "present", "You may request that we no longer use your information: write to a@egret.io."),
    ("consent_withdrawal", "absent", "You may request that we no longer use your boat: write to a@egret.io."),
    ("personalization_optout", "present", "- Use device-level ad tracking controls"),
    ("personalization_optout", "absent", "- Use device-level sound controls"),
    ("personalization_optout", "present", MAILS.format(way="clicking on the unsubscribe link below")),
    ("sensitive_pi", "present", RULES + "\nSensitive personal data requires your express consent."),
    ("sensitive_pi", "weak", RULES),
    ("automated_decision", "weak", "We use cookies to track profiles of users and their online preferences."),
    ("automated_decision", "absent", "You can look at profiles of users who share a boat."),
    ("deletion", "weak", "If you remove information that you shared earlier, copies may remain."),
    ("deletion", "absent", "If you remove the anchor that you shared earlier, the boat may drift."),
    ("deletion", "absent", "If we remove the anchor that you shared earlier, the boat may drift."),
    ("consent_withdrawal", "absent", "We will notify you of the change and obtain your consent before it applies."),
    ("sharing_consent", "weak", "- Consent: We share information with notice to you and your consent."),
    ("sharing_consent", "absent", "- Notice: We share a boat with notice to you and your friends."),
    ("retention_period", "weak", "We keep data as long as reasonably necessary. Upon your request, we will delete it."),
    ("retention_period", "present", "We keep data as long as necessary. It is deleted once it is no longer needed."),
    # Other matters
    ("access_copy", "absent", "If compelled to give access to your information, we provide a copy of the demand."),
    ("access_copy", "absent", "We may submit records to doctors who request access to such information."),
    ("access_copy", "absent", "The app is voluntary: it is your choice to download it, and your choice to keep it."),
    (
        "access_copy",
        "absent",
        "All identifiers stay here, although neither you nor anyone else will be able to see them.",
    ),
    ("access_copy", "weak", "It is your choice to download your data."),
    ("permission_list", "absent", "We are not liable for unauthorised access to computer data and storage."),
    ("permission_list", "weak", "We request access to storage."),
    ("security_measures", "absent", "We need not delete consumer information that is de-identified."),
    ("security_measures", "present", "We protect your information: it is de-identified before it is stored."),
]

test_status = status_tests(PAIRS, "en")


def test_entries_that_are_spans_of_time(status_in_policy):
    key = "Key: 1 = what we collect, 2 = why, 3 = retention duration\n\n## What we keep\n\n"
    assert status_in_policy("retention_period", f"{key}- username\n- to know you\n- 2 years\n", "en") == "present"
    assert status_in_policy("retention_period", "## Who may sail\n\n- captains\n- 2 years\n", "en") == "absent"
