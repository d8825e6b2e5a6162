"""English clauses beside sentences that come near them. Written on 2026-11-25 before any of them was read."""

from __future__ import annotations

import pytest

#: Clause, a sentence with its status, and a near twin with its own.
PAIRS = [
    ("breach_notice", "You will be notified of data breaches that put you at risk.", "present"),
    ("breach_notice", "If breaches occur, we inform the affected individuals without delay.", "present"),
    (
        "breach_notice",
        "We report a security breach to the regulator and to the data subjects: we notify both.",
        "present",
    ),
    ("breach_notice", "Please choose a strong password so that nobody breaches your account.", "absent"),
    ("sharing_consent", "We share your data with partners only with your explicit consent.", "present"),
    ("sharing_consent", "We will obtain your separate consent before we disclose your data to others.", "present"),
    ("sharing_consent", "We may disclose your data in these cases: where you have given explicit consent.", "weak"),
    ("sharing_consent", "We may share data when you specifically agreed in writing, among other cases.", "weak"),
    ("retention_period", "Activity records are maintained for three days on average.", "present"),
    ("retention_period", "We maintain the security of our systems at all times.", "absent"),
    ("retention_period", "If you stop using the app for 3 years, your data will be deleted automatically.", "present"),
    ("retention_period", "If you stop using the app for 3 years, your data will be of less use to you.", "absent"),
    ("response_deadline", "Send your request to access your data; we get back to you in less than 4 days.", "present"),
    ("response_deadline", "Send your request to access your data; accounts of less than 4 days are new.", "absent"),
    (
        "correction",
        "You can modify, query, copy or move your personal information; write to help@notes.example.",
        "present",
    ),
    ("correction", "We may modify, suspend or end the service.", "absent"),
    ("automated_decision", "We use strong encryption algorithms.", "absent"),
    ("automated_decision", "We use algorithms to build user profiles.", "weak"),
    ("operator_identity", "Requests that our company receives are limited.", "weak"),
    ("operator_identity", "Notes is operated by Notes Example Limited, our company in Ireland.", "present"),
    ("storage_location", "This applies to users who reside in California.", "absent"),
    ("storage_location", "Your data resides in Singapore.", "present"),
    ("storage_location", "If you are located in the European Economic Area, you have these rights.", "absent"),
    ("storage_location", "Our servers are located in Germany.", "present"),
    ("effective_date", "_Effective February 2026_", "present"),
    ("effective_date", "We effectively doubled our team in February.", "absent"),
    ("operator_identity", 'Green Hills (the "Operator") publishes this notice.', "weak"),
    ("operator_identity", "As a small independent developer, no officer is needed.", "absent"),
    ("operator_identity", "Jane Doe, an independent developer, publishes this app.", "present"),
    (
        "access_copy",
        "Users may request access to, correction or deletion of their data. How: by email to a@hills.example.",
        "present",
    ),
    ("access_copy", "You need to enter a password to access your account information.", "absent"),
    ("access_copy", "Right to Access: as no personal data are kept, there is none to show.", "weak"),
    ("correction", "If you want to have any inaccuracies corrected, you can contact us at any time.", "present"),
    ("correction", "You send us the code for us to update your account records.", "absent"),
    ("correction", "You can ask us by email to update your account records.", "present"),
    ("correction", "We correct errors in our code every week.", "absent"),
    ("retention_period", "If your data is no longer necessary for these purposes, it will be deleted.", "present"),
    ("retention_period", "This button is no longer needed.", "absent"),
    ("retention_period", "Temporary results are cleared when you close the app.", "present"),
    ("retention_period", "You can clear the list when you close the app.", "absent"),
    ("retention_period", "The operator will retain user data for as long as you use the app.", "weak"),
    (
        "response_deadline",
        "For a request for deletion contact them and they will respond in a reasonable time.",
        "weak",
    ),
    ("response_deadline", "Requests are processed within the period prescribed by law.", "weak"),
    ("response_deadline", "Payments are charged within the period prescribed by law.", "absent"),
    ("sharing_consent", "We do not share personal information with any third party without user consent.", "weak"),
    ("sharing_consent", "I will not share your information with anyone except as stipulated in this policy.", "weak"),
    ("sharing_consent", "Sharing such data does not require prior authorization.", "absent"),
    ("sharing_consent", "We disclose data of minors only when it is expressly agreed by the guardian.", "absent"),
    (
        "sharing_consent",
        "We will not share your data without your consent, except in the following cases: audits.",
        "weak",
    ),
    ("sharing_consent", "We will not share your data with others without your explicit consent.", "present"),
    ("sharing_recipients", "We do not disclose personal information to third parties.", "absent"),
    ("sharing_recipients", "We do not disclose personal information to third parties except our partners.", "weak"),
    ("sharing_recipients", "Third parties have access to your information to work on our behalf.", "weak"),
    ("sharing_recipients", "When you pay we may collect your Alipay user ID.", "absent"),
    ("sharing_recipients", "When you pay we share your order number with Alipay.", "present"),
    ("sharing_recipients", "You can share your diary with WeChat friends.", "absent"),
    ("permission_list", "Phone: +49 30 330 96 66", "absent"),
    ("permission_list", "Do not publish pictures of others without the permission of others.", "absent"),
    ("permission_list", "The app asks for the camera permission.", "weak"),
    ("cross_border", "Your data never leave your device, so there are no international data transfers.", "present"),
    (
        "cross_border",
        "Data may be transferred outside the Republic of Korea. Recipient: Hills LLC. Country: United States.",
        "present",
    ),
    ("cross_border", "Data may be transferred outside the Republic of Korea.", "weak"),
    ("security_measures", "The provider has physical, electronic, and procedural safeguards.", "weak"),
    ("security_measures", "Your password is hashed before it is kept.", "present"),
    ("security_measures", "Please choose a strong password.", "absent"),
    ("policy_change_notice", "We will notify you of any changes by posting the new policy on this page.", "weak"),
    (
        "policy_change_notice",
        "We will notify you of any changes by posting a prominent notice in the app with the new policy.",
        "present",
    ),
    ("breach_notice", "After a leak we release an announcement to let you know the progress.", "present"),
    ("breach_notice", "After a leak we let nobody into the system.", "absent"),
    ("deletion", "If a child under 13 has given us personal information, we delete this information.", "absent"),
    (
        "deletion",
        "If you find that we collect your information in violation of laws, you can ask us to delete it.",
        "present",
    ),
    ("consent_withdrawal", "You can stop all collection of information by uninstalling the app.", "weak"),
    ("consent_withdrawal", "We stop the collection of garbage objects at night.", "absent"),
    (
        "storage_location",
        "If you live abroad, note that we transfer the data to China and process it there.",
        "present",
    ),
    ("storage_location", "If you are located in China, you may write to us.", "absent"),
    ("retention_period", "Data remain on your device until you manually delete it.", "present"),
    ("retention_period", "Risks remain whatever you do.", "absent"),
    ("permission_list", "Teach children never to give their name without their permission.", "absent"),
    ("collection_list", "When you enable sharing, we collect your location data.", "present"),
    ("collection_list", "When you enable sharing, we are glad.", "absent"),
    ("sharing_recipients", "We do not upload data, nor share data with third parties.", "absent"),
    ("sharing_recipients", "We share data with third parties.", "weak"),
    ("consent_withdrawal", "You can disable location sharing in the application settings at any time.", "present"),
    ("consent_withdrawal", "You can disable location tags of pictures.", "absent"),
    ("correction", "View / Copy / Edit / Delete: use in-app options to manage local data.", "present"),
    ("correction", "View, edit, delete: these words are buttons.", "absent"),
    ("personalization_optout", "You can object the use of cookies for marketing via https://choices.example.", "weak"),
]


@pytest.mark.parametrize(("clause", "sentence", "status"), PAIRS, ids=[pair[1][:40] for pair in PAIRS])
def test_an_english_clause_and_what_comes_near_it(statuses, clause, sentence, status):
    assert statuses(f"Privacy Policy\n\n{sentence}\n", "en").get(clause, "absent") == status


def test_kept_while_needed_and_deleted_afterwards_is_a_rule(statuses):
    needed = "We keep your data for as long as necessary for the purposes of this policy."
    then = "When there is no ongoing business need to process your personal information, we delete or anonymize it."
    assert statuses(f"Privacy Policy\n\n{needed}\n\n{then}\n", "en")["retention_period"] == "present"
    assert statuses(f"Privacy Policy\n\n{needed}\n\nWe take care of it.\n", "en")["retention_period"] == "weak"


def test_an_entry_of_a_list_of_sdks_is_one(statuses):
    labels = "- **Purpose**: to push messages\n- **Personal Information Involved**: device identifiers\n"
    entry = f"#### Alpha Push SDK\n\n{labels}"
    found = statuses(f"# Privacy Policy\n\n### Third-party SDKs\n\n{entry}", "en")
    assert (found["sdk_list"], found["sharing_recipients"]) == ("present", "present")
    bare = statuses("# Privacy Policy\n\n### Third-party SDKs\n\nWe use SDKs of others.\n", "en")
    assert (bare["sdk_list"], bare.get("sharing_recipients", "absent")) == ("weak", "absent")


def test_data_listed_below_what_they_are_collected_for_are_a_list(statuses):
    data = "- Device identifiers\n- Crash data and e-mail address\n"
    told = f"Privacy Policy\n\nWe process the following information for app operation and ad delivery:\n\n{data}"
    assert statuses(told, "en")["collection_list"] == "present"
    bare = f"Privacy Policy\n\nThe following information is personal:\n\n{data}"
    assert statuses(bare, "en")["collection_list"] == "weak"


RIGHTS = """Privacy Policy

## Your Rights

- Access: Request a list of your data
- Correction: Update your information
- Deletion: Request deletion of your data
"""


def test_rights_by_name_and_one_way_to_all_of_them(statuses):
    way = "### How to Exercise Your Rights\n\nTo exercise these rights, write to a@hills.example.\n"
    found = statuses(f"{RIGHTS}\n{way}", "en")
    assert [found[clause] for clause in ("access_copy", "correction", "deletion")] == ["present"] * 3
    bare = statuses(f"{RIGHTS}\nWe take them seriously.\n", "en")
    assert "present" not in {bare.get(clause) for clause in ("access_copy", "correction", "deletion")}


def test_entries_below_what_introduces_sharing_are_recipients(statuses):
    lead = "Privacy Policy\n\nYour data may be shared in the following ways:\n\n"
    assert statuses(f"{lead}- With service providers such as a cloud\n", "en")["sharing_recipients"] == "weak"
    other = "Privacy Policy\n\nWe are proud of the following:\n\n- Long work with service providers\n"
    assert "sharing_recipients" not in statuses(other, "en")
