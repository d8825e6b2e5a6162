"""Acts told in other words: how rights are used, what is refused or switched off; each beside a near twin."""

from __future__ import annotations

import pytest

LIST = "- access your personal data;\n- rectify it;\n- erase it.\n\n"
RIGHTS = f"# Privacy Policy\n\n## Your rights\n\nYou have the right to:\n\n{LIST}"
FILLER = "The rest of this page tells of rowing boats, of oars and of the weather on the lake in every season.\n\n" * 12

#: A sentence that tells how all rights are used, far below their list, and a twin that leads elsewhere or nowhere.
ROUTES = [
    (
        "If you would like to exercise one of these rights, you can always write to us: oars@boats.example.",
        "If you would like to exercise, you can always row with us: oars@boats.example.",
    ),
    (
        "Requests regarding your personal data are sent to oars@boats.example.",
        "Requests regarding your boat are sent to oars@boats.example.",
    ),
    (
        "The above rights may be exercised by mail to oars@boats.example.",
        "The above oars may be ordered by mail to oars@boats.example.",
    ),
    (
        "To invoke any of your rights, please e-mail oars@boats.example.",
        "To invoke any of your rights, contact Google. Boats: oars@boats.example.",
    ),
    (
        "Members can exercise their rights by contacting oars@boats.example.",
        "Parents can exercise their rights by contacting oars@boats.example.",
    ),
]


@pytest.mark.parametrize(("route", "twin"), ROUTES, ids=[route[:30] for route, _ in ROUTES])
def test_rights_are_used_by_a_way_that_stands_far_from_their_list(statuses, route, twin):
    for text, status in ((route, "present"), (twin, "weak")):
        found = statuses(f"{RIGHTS}{FILLER}{text}\n", "en")
        assert [found.get(clause) for clause in ("access_copy", "correction", "deletion")] == [status] * 3


#: Clause, a sentence with its status, and a near twin with its own.
PAIRS = [
    ("correction", "Data subjects may request inspection, correction or suspension.", "weak"),
    ("correction", "Surveyors may request inspection, cement or suspension.", "absent"),
    ("deletion", "Members are entitled to view, change or delete their personal data.", "weak"),
    ("deletion", "Members are entitled to view, change or paint their boats.", "absent"),
    ("correction", "We reserve the right to modify the data of rowers.", "absent"),
    ("correction", "You have the right to modify the data of yours.", "weak"),
    ("account_cancellation", "You can withdraw by Settings > Account Management > Withdrawal.", "present"),
    ("account_cancellation", "You can withdraw your consent by Settings > Account Management.", "absent"),
    ("account_cancellation", "Records are kept for a year after membership withdrawal.", "weak"),
    ("account_cancellation", "Records are kept for a year after cash withdrawal.", "absent"),
    ("consent_withdrawal", "You may disable the GPS or other location-tracking functions on your device.", "present"),
    ("consent_withdrawal", "We may disable the GPS or other location-tracking functions on your device.", "absent"),
    ("consent_withdrawal", "You may opt out of such use.", "weak"),
    ("consent_withdrawal", "You may opt out of cookies.", "absent"),
    ("consent_withdrawal", "We cannot revoke your Apple authorization on Apple's side.", "absent"),
    ("consent_withdrawal", "You cannot revoke your consent.", "negated"),
    ("personalization_optout", "You can object to direct marketing.", "weak"),
    ("personalization_optout", "You can object to direct sunlight.", "absent"),
    ("personalization_optout", "Manage your preferences about the ads shown: visit our preferences page.", "present"),
    ("personalization_optout", "We may adjust the number of ads that a partner shows.", "absent"),
    ("personalization_optout", "Where you have opted out of marketing, visit our page of news for the rest.", "weak"),
    ("operator_identity", "Oars is run by Boats AG, our company in Zug.", "present"),
    ("operator_identity", "Oars is run by boats in our company of rowers.", "weak"),
    (
        "operator_identity",
        "Data are processed by BOATS FRANCE (hereafter us), a joint stock company registered in Paris.",
        "present",
    ),
    ("operator_identity", "Data are processed by us, and a joint stock of oars is kept in Paris.", "weak"),
    ("effective_date", "Last revised: April-2024", "present"),
    ("effective_date", "The date of the log is 25/Apr/2024 10:15:32.", "absent"),
    ("effective_date", "This policy is effective as of [[Date]].", "weak"),
    ("response_deadline", "The Company will handle requests without delay.", "weak"),
    ("response_deadline", "The Company will handle boats without delay.", "absent"),
    ("complaint_channel", "Our grievance officer: oars@boats.example", "present"),
    ("sdk_list", "Third-party advertising companies serve ads when you row.", "weak"),
    ("sdk_list", "We do not let third-party advertising companies serve ads.", "absent"),
    ("storage_location", "All is processed in central databases in Estonia.", "present"),
    ("storage_location", "All is processed in central databases of rowers.", "absent"),
    ("storage_location", "Amazon Web Services Inc. (Asia Pacific (Seoul)) is entrusted with it.", "present"),
    ("storage_location", "Boat Services Inc. (Asia Pacific (Seoul)) is entrusted with it.", "absent"),
    ("security_measures", "We may share aggregated or de-identified information with rowers.", "absent"),
    ("security_measures", "All records are de-identified before they are stored.", "present"),
    ("shake_ads", "Sensor data tell of nearby Wi-Fi access points and cell towers.", "absent"),
    ("shake_ads", "Sensor data tell of how you row.", "weak"),
    ("operator_contact", "Anyone with queries regarding oars should contact the harbour office.", "weak"),
    ("operator_contact", "Anyone with queries regarding oars should read the manual.", "absent"),
    ("personalization_optout", "You can unsubscribe from such communications by the link in them.", "weak"),
    ("personalization_optout", "You can unsubscribe from the newsletter by the link in it.", "present"),
    ("retention_period", "We keep data for as long as your account is active or as needed.", "weak"),
    ("retention_period", "We keep data for as long as your account is active.", "present"),
    ("sensitive_pi", "We do not ask for special category data.", "weak"),
    ("sensitive_pi", "We do not ask for special category boats.", "absent"),
    ("sharing_recipients", "Send your location to icloud@boats.example to share it with us.", "absent"),
    ("sharing_recipients", "We send your location to iCloud to share it with you.", "present"),
    ("storage_location", "Boats Inc. is a company located in Germany.", "absent"),
    ("storage_location", "Boats Inc. keeps servers located in Germany.", "present"),
    ("account_cancellation", "You may request deletion of your account data at oars@boats.example.", "weak"),
    ("account_cancellation", "You may request deletion of your account at oars@boats.example.", "present"),
    ("operator_identity", "An application published by Ann Rower, residing at the lake.", "present"),
    ("operator_identity", "An application published by Ann Rower, painting at the lake, with us.", "weak"),
    ("storage_location", "All of it lies in Canadian regions.", "present"),
    ("storage_location", "All of it lies in Canadian boats.", "absent"),
    ("complaint_channel", "There is also a complaint to the Commission of the province.", "present"),
    ("complaint_channel", "There is also a complaint of the commission of rowers.", "weak"),
    ("policy_change_notice", "Changes: any change of this policy is reported in the application.", "present"),
    ("sharing_consent", "We will only share your information after obtaining your clear consent.", "present"),
    ("correction", "The user may request access to, modification of or deletion of their personal data.", "weak"),
    ("correction", "The user may request access to, painting of or deletion of their personal boat.", "absent"),
    ("deletion", "Users may ask for deletion of their data by contacting Oars support.", "present"),
    ("deletion", "Users may ask for deletion of their data, which Oars supports.", "weak"),
    ("correction", "If you believe any information is incorrect, please write to oars@boats.example.", "present"),
    ("correction", "If you believe any painting is incorrect, please write to oars@boats.example.", "absent"),
    ("policy_change_notice", "This policy may be amended without providing you any prior notice.", "negated"),
    ("policy_change_notice", "This policy may be amended without a boat.", "weak"),
    ("cookies", "We use cookies. You can change your cookie settings in your browser.", "present"),
    ("cookies", "We use cookies. You can change your boat settings in your harbour.", "weak"),
    ("sdk_list", "Ads are served by Google AdSense to pay for the oars.", "present"),
    ("sdk_list", "Ads are served by gulls and sense to pay for the oars.", "absent"),
    ("cross_border", "Nothing leaves this machine.", "absent"),
    ("cross_border", "We will not share it with anyone outside of Oars.", "absent"),
    ("cross_border", "We will not share it with anyone outside of the country.", "present"),
    ("storage_location", "Disputes go to a body located in the United States.", "absent"),
    ("storage_location", "On data you go to courts located in the United States.", "absent"),
    ("storage_location", "Our systems are located in the United States.", "present"),
    ("account_cancellation", "If we deactivate your account, write to oars@boats.example.", "absent"),
    ("account_cancellation", "To deactivate your account, write to oars@boats.example.", "present"),
    ("cookies", "If you do choose to disable cookies, some pages are slow.", "weak"),
    ("cookies", "You may choose to disable cookies in your browser.", "present"),
    ("cross_border", "Nothing leaves China.", "present"),
    ("response_deadline", "Upon your request:\n\n- Personal data are deleted within 30 days", "present"),
    ("response_deadline", "Upon your order:\n\n- Parcels are deleted within 30 days", "absent"),
    ("cross_border", "Data may go to countries other than yours. We safeguard international transfers.", "weak"),
    ("sdk_list", "You can sign in with Facebook.", "weak"),
    ("sdk_list", "You can sign in with a password.", "absent"),
    ("operator_identity", "This policy of Reed Ventures LLP, a limited liability partnership, applies.", "present"),
    ("operator_identity", "This policy of Reed Ventures, a limited offer of ours, applies.", "absent"),
    ("consent_withdrawal", "You have the right to withdraw consent to processing.", "weak"),
    ("consent_withdrawal", "You have the right to object to processing.", "absent"),
    ("personalization_optout", "Our app shows no personalized advertising and does not use targeted ads.", "present"),
    ("personalization_optout", "Our app shows no advertising and does not contain ads.", "absent"),
    ("sharing_consent", "You may not share an account with others without our prior consent.", "absent"),
    ("sharing_consent", "We do not share an account with others without your prior consent.", "weak"),
    ("deletion", "It is one of our rights to delete the data of rowers.", "absent"),
    ("automated_decision", "We make no automated decisions.", "weak"),
    ("automated_decision", "We make no automated doors.", "absent"),
    ("response_deadline", "Your request to exercise rights is answered in a maximum delay of 2 months.", "present"),
    ("response_deadline", "Your request to exercise horses is known in a maximum depth of 2 metres.", "absent"),
]


@pytest.mark.parametrize(("clause", "sentence", "status"), PAIRS, ids=[pair[1][:40] for pair in PAIRS])
def test_an_act_and_what_only_looks_like_it(statuses, clause, sentence, status):
    assert statuses(f"Privacy Policy\n\n{sentence}\n", "en").get(clause, "absent") == status


PERMISSIONS = "# Privacy Policy\n\n## Permissions\n\n"


def test_special_permissions_are_permissions_with_a_use(statuses):
    told = "- Accessibility services - to find the button\n- Display over other apps - to press it\n"
    bare = "- Accessibility services\n- Display over other apps\n"
    assert statuses(PERMISSIONS + told, "en")["permission_list"] == "present"
    assert statuses(PERMISSIONS + bare, "en").get("permission_list") != "present"


def test_uses_below_the_name_of_each_permission(statuses):
    told = "### Camera\n\n- To take pictures\n\n### Contacts\n\n- To fill in names\n"
    bare = "### Camera\n\n- Pictures\n\n### Contacts\n\n- Names\n"
    assert statuses(PERMISSIONS + told, "en")["permission_list"] == "present"
    assert statuses(PERMISSIONS + bare, "en").get("permission_list") != "present"


def test_a_date_alone_below_the_title_is_the_date_of_the_policy(statuses):
    assert statuses("# Privacy Policy\n\n21 April 2026\n\nWe row.\n", "en")["effective_date"] == "present"
    assert "effective_date" not in statuses(
        "# Privacy Policy\n\nWe row.\n\n## Regattas\n\n21 April 2026\n\nWe row.\n", "en"
    )


@pytest.mark.parametrize("date", ["24.03.2026", "March 24, 2026", "2026-03-24"])
@pytest.mark.parametrize(("label", "status"), [("Last updated", "present"), ("Rowing on the lake", "absent")])
def test_a_date_below_a_line_that_says_what_it_is(statuses, label: str, date: str, status: str):
    text = f"# Privacy Policy\n\n{label}\n\n{date}\n\nWe collect your name to enter you for a race.\n"
    assert statuses(text, "en").get("effective_date", "absent") == status


@pytest.mark.parametrize(("entry", "status"), [("2. Rectification.", "weak"), ("2. Rectifiers.", "absent")])
def test_the_number_of_an_entry_is_no_sentence_of_its_own(statuses, entry: str, status: str):
    text = f"# Privacy Policy\n\n## 9. Your rights\n\nYou may request:\n\n1. A hearing.\n{entry}\n\nWe row.\n"
    assert statuses(text, "en").get("correction", "absent") == status


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        (", such as if a fee is due.", "present"),
        (", if a fee is due.", "present"),
        (", such as the law asks.", "negated"),
    ],
)
def test_an_account_that_can_be_closed_but_for_a_reason(statuses, rest: str, status: str):
    told = "You may delete your account in the settings.\n\nAt times we may be unable to delete your account"
    assert statuses(f"# Privacy Policy\n\n{told}{rest}\n", "en")["account_cancellation"] == status


def test_a_section_on_services_of_others_says_something_of_them(statuses):
    told = "Speech is turned into text by the system of the phone, under its own terms."
    assert statuses(f"# Privacy Policy\n\n## Third-Party Services\n\n{told}\n", "en")["sdk_list"] == "weak"
    assert "sdk_list" not in statuses(f"# Privacy Policy\n\n## Services of the harbour\n\n{told}\n", "en")


def test_consent_among_the_cases_of_a_section_on_sharing(statuses):
    told = "- for any other purpose with your consent.\n- to mend oars.\n"
    assert statuses(f"# Privacy Policy\n\n## How data are shared\n\n{told}", "en")["sharing_consent"] == "weak"
    assert "sharing_consent" not in statuses(f"# Privacy Policy\n\n## How data are used\n\n{told}", "en")


def test_rights_that_are_only_counted(statuses):
    counted = "Access, correction, withdrawal of consent, deletion, and oars."
    way = "To exercise a right, write to the officer: oars@boats.example."
    told = f"# Privacy Policy\n\n## Your rights\n\n{counted} {{}}\n"
    for end, status in ((way, "present"), ("", "weak")):
        found = statuses(told.format(end), "en")
        assert [found.get(clause) for clause in ("access_copy", "correction", "deletion")] == [status] * 3
    assert "deletion" not in statuses(told.replace("Your rights", "Our drills").format(way), "en")


def test_a_company_below_a_heading_for_who_is_responsible(statuses):
    name = "📌 Boats GmbH\n\n📍 Lake Street 3\n"
    found = statuses(f"# Privacy Policy\n\n## Responsible for the processing\n\n{name}", "en")
    assert found["operator_identity"] == "present"
    others = statuses(f"# Privacy Policy\n\n## Third parties\n\n{name}", "en")
    assert others.get("operator_identity") != "present"


def test_a_way_out_of_marketing_below_its_heading(statuses):
    told = "You can unsubscribe by sending a mail to oars@boats.example.\n"
    assert statuses(f"# Privacy Policy\n\n## Marketing\n\n{told}", "en")["personalization_optout"] == "present"
    assert statuses(f"# Privacy Policy\n\n## Rowing\n\n{told}", "en").get("personalization_optout") != "present"
