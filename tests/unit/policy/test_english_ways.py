"""The same act in yet other words, clause by clause: each sentence beside a near twin that does not say it."""

from __future__ import annotations

import pytest

#: Clause, a sentence with its status, and a near twin with its own.
PAIRS = [
    # to see what is held
    ("access_copy", "You may request a copy of what we hold about you by emailing oars@boats.example.", "present"),
    ("access_copy", "You may request a copy of the rowing rules by emailing oars@boats.example.", "absent"),
    ("access_copy", "E-mail oars@boats.example if you would like to know what we store about you.", "present"),
    ("access_copy", "E-mail oars@boats.example if you would like to know what we sell.", "absent"),
    ("access_copy", "To obtain a record of your personal information, write to oars@boats.example.", "present"),
    ("access_copy", "We obtain a record of your personal information from oars@boats.example.", "absent"),
    ("access_copy", "You may request a copy or deletion. Simply e-mail us at oars@boats.example.", "present"),
    ("access_copy", "You have the right to free information about your stored data.", "weak"),
    ("access_copy", "You have the right to free information technology.", "absent"),
    # to put right
    ("correction", "You can keep your details up to date under Settings > Profile.", "present"),
    ("correction", "We keep your details up to date under strict rules.", "absent"),
    ("correction", "Your profile can be edited at any time under Settings > Profile.", "present"),
    ("correction", "Your boat can be edited at any time under Settings > Profile.", "absent"),
    ("correction", "You may update or correct your information by accessing your crew page on our site.", "present"),
    ("correction", "You may update or correct your information by accessing your own common sense.", "weak"),
    ("correction", "If your data is wrong, you must make a written request to correct it.", "present"),
    ("correction", "If your data is wrong, you may correct it.", "weak"),
    ("correction", "You may have inaccurate data about you put right.", "weak"),
    ("correction", "You may have the inaccurate oars put right.", "absent"),
    # to delete
    ("deletion", "Send a mail to oars@boats.example and we will remove everything we have about you.", "present"),
    ("deletion", "Send us the name of your child, oars@boats.example, and we will remove it.", "absent"),
    ("deletion", "We will delete your data if you ask us to at oars@boats.example.", "present"),
    ("deletion", "We will delete your data if you break the rules of oars@boats.example.", "weak"),
    ("deletion", "You can wipe everything by choosing Settings > Erase all data.", "present"),
    ("deletion", 'You can delete all your data by touching the "Delete" button.', "present"),
    ("deletion", "You can delete all your data without touching the oars.", "weak"),
    ("deletion", "You can request that your data is removed.", "weak"),
    ("deletion", "You can request that your boat is removed.", "absent"),
    # to end an account
    ("account_cancellation", "You can permanently erase your account in Settings > Account.", "present"),
    ("account_cancellation", "You can permanently erase your notes in Settings > Account.", "absent"),
    ("account_cancellation", "Send a mail to oars@boats.example and we will deactivate your account.", "present"),
    ("account_cancellation", "If oars@boats.example is abused we will deactivate your account.", "absent"),
    ("account_cancellation", "Records are kept until the member/customer withdraws from the website.", "weak"),
    ("account_cancellation", "Records are kept until the boat withdraws from the website.", "absent"),
    # to take consent back
    ("consent_withdrawal", "Consent may be cancelled at any moment by e-mail to oars@boats.example.", "present"),
    ("consent_withdrawal", "Orders may be cancelled at any moment by e-mail to oars@boats.example.", "absent"),
    ("consent_withdrawal", "You can turn location off in your phone's settings.", "present"),
    ("consent_withdrawal", "You can turn music off in your phone's settings.", "absent"),
    ("consent_withdrawal", "Write to oars@boats.example if you change your mind.", "present"),
    ("consent_withdrawal", "Write to oars@boats.example if you change your mind and want to use it again.", "absent"),
    ("consent_withdrawal", "We might revoke your grant of permission through the menu.", "absent"),
    # how long an answer takes
    ("response_deadline", "You will hear from us within 30 days of your request.", "present"),
    ("response_deadline", "You will hear the bell within 30 days of the regatta.", "absent"),
    ("response_deadline", "We take 7 to 10 days to respond to privacy requests.", "present"),
    ("response_deadline", "We respond to requests in line with the legal time limits.", "weak"),
    ("response_deadline", "We respond to requests in line with the legal colours.", "absent"),
    ("response_deadline", "We respond to your request within the timelines of the law (typically 30 days).", "present"),
    # whom to complain to
    ("complaint_channel", "You can take the matter up with your national data protection authority.", "present"),
    ("complaint_channel", "You can take the matter up with your national rowing team.", "absent"),
    ("complaint_channel", "You may raise a concern with the supervisory authority.", "present"),
    ("complaint_channel", "Questions or suggestions: oars@boats.example", "weak"),
    # to refuse what is sent to sell
    ("personalization_optout", "You may switch to non-personalised ads in the app's settings.", "present"),
    ("personalization_optout", "You may switch to another boat in the app's settings.", "absent"),
    ("personalization_optout", "You can choose not to receive marketing from us.", "weak"),
    ("personalization_optout", "You can choose not to receive marketing from us under Settings > Mail.", "present"),
    # children
    ("minors", "A parent must create the account for a child.", "present"),
    ("minors", "A parent may see the account of a child.", "weak"),
    ("minors", "Only persons of legal age may register.", "weak"),
    ("minors", "Only persons of legal name may register.", "absent"),
    # how long it is kept
    ("retention_period", "Recordings are gone as soon as you close the app.", "present"),
    ("retention_period", "Recordings are loud as soon as you close the app.", "absent"),
    ("retention_period", "Images are processed in memory and not saved.", "present"),
    ("retention_period", "Images are processed in memory and then printed.", "absent"),
    ("retention_period", "Nothing is kept after processing.", "present"),
    ("retention_period", "Nothing is won after processing.", "absent"),
    ("retention_period", "Accounts that are not used for 12 months are deleted.", "present"),
    ("retention_period", "Backups are overwritten after 30 days.", "present"),
    ("retention_period", "Backups are counted after 30 days.", "absent"),
    ("retention_period", "Your data stays until you remove it.", "present"),
    ("retention_period", "Your boat stays until you remove it.", "absent"),
    # where it lies, and whether it goes abroad
    ("storage_location", "Hosting: Lake Systems, Germany.", "present"),
    ("storage_location", "Rowing: Lake Systems, Germany.", "absent"),
    ("storage_location", "Your notes never leave your device.", "weak"),
    ("storage_location", "Your rowers never leave your boat.", "absent"),
    ("cross_border", "We do not move your data across borders.", "present"),
    ("cross_border", "We do not move your boat along shores.", "absent"),
    ("cross_border", "Information may be handled by staff outside the EEA.", "weak"),
    ("cross_border", "Boats may be painted by staff outside the shed.", "absent"),
    # how it is kept safe, and what is told when it was not
    ("security_measures", "Data is stored using secure storage mechanisms.", "weak"),
    ("security_measures", "Data is stored using large storage mechanisms.", "absent"),
    ("security_measures", "We use industry standard cryptography.", "present"),
    ("breach_notice", "Users are alerted when a security incident affects their data.", "present"),
    ("breach_notice", "Users are alerted when a regatta affects their boats.", "absent"),
    ("breach_notice", "We have procedures to deal with any suspected data breach.", "weak"),
    # how a change is told
    ("policy_change_notice", "When this policy changes you will be asked to accept it again.", "present"),
    ("policy_change_notice", "When this policy changes the old one is gone.", "weak"),
    ("policy_change_notice", "If this policy changes we notify you via in-app notice, or by posting it.", "present"),
    ("policy_change_notice", "If this policy changes we notify you by posting it.", "weak"),
    ("policy_change_notice", "Any changes will be reflected on this page.", "weak"),
    ("policy_change_notice", "Any wishes will be collected on this page.", "absent"),
    # the rest
    ("automated_decision", "You have the right to not be subject to decisions based solely on algorithms.", "present"),
    ("automated_decision", "You have the right to not be subject to delays.", "absent"),
    ("cookies", "Our site sets no cookies.", "present"),
    ("cookies", "Our site sets many cookies.", "weak"),
    ("effective_date", "This policy will be applied starting from July 1, 2024.", "present"),
    ("effective_date", "The regatta was rowed on July 1, 2024.", "absent"),
    ("operator_identity", "Oar Lake Technologies Private Limited operates the app.", "present"),
    ("permission_list", "Your team does not have access to your phone number.", "absent"),
    ("permission_list", "The app asks for access to your phone.", "weak"),
    ("permission_list", "Clear the site permissions of the browser.", "absent"),
    ("sharing_recipients", "Our processors receive your data.", "weak"),
    ("sharing_recipients", "Our oarsmen receive your boat.", "absent"),
    ("sharing_recipients", "Profile information that you authorise Facebook to share with us.", "absent"),
    ("sharing_recipients", "We share profile information with Facebook.", "present"),
    ("sharing_recipients", "We resend the information each time to you.", "absent"),
    ("sharing_recipients", "We send the information with Resend to you.", "present"),
    ("sharing_recipients", "Do third parties have access to your information? No.", "absent"),
    ("sharing_recipients", "Other companies have access to your information.", "weak"),
    ("sharing_consent", "We do not share your data without asking you first.", "weak"),
    ("sharing_consent", "We do not share your boat without oars.", "absent"),
    # as translated policies and policies in the third person say it
    (
        "operator_identity",
        "It is processed by Individual Entrepreneur Ivanov Ivan (hereinafter the Operator).",
        "present",
    ),
    ("operator_identity", "We process it as an individual entrepreneur under the law.", "weak"),
    ("operator_identity", "Operator: 云湖（三河）有限公司", "present"),
    ("operator_identity", "We use the oars of 云湖（三河）有限公司.", "weak"),
    (
        "access_copy",
        "The User may receive information about the processing of his data: oars@boats.example.",
        "present",
    ),
    ("access_copy", "The User may receive information about the painting of his boat: oars@boats.example.", "absent"),
    ("correction", "In case of inaccuracies in data, the User can correct them by sending a notice to us.", "present"),
    ("correction", "In case of leaks in boats, the User can repair them by sending a notice to us.", "absent"),
    ("deletion", "The User may demand that the Operator block or destroy his data: oars@boats.example.", "present"),
    ("deletion", "The User may demand that the Operator block or destroy his boat: oars@boats.example.", "absent"),
    ("deletion", "You can switch off sync, and delete notes as needed.", "weak"),
    ("deletion", "You can switch off sync, and share notes as needed.", "absent"),
    ("consent_withdrawal", "You can turn off push notifications in the settings.", "present"),
    ("consent_withdrawal", "You can turn off push buttons in the settings.", "absent"),
    ("personalization_optout", "You may decline special offers by contacting oars@boats.example.", "present"),
    ("personalization_optout", "You may decline wet boats by contacting oars@boats.example.", "absent"),
    ("response_deadline", "The period for considering an appeal is 30 days.", "present"),
    ("response_deadline", "The period for building a boat is 30 days.", "absent"),
    ("complaint_channel", "The subject may appeal to the authorized body or in court.", "present"),
    ("complaint_channel", "The colours appeal to everybody on the lake.", "absent"),
    ("minors", "For children the consent of a person with parental authority is required.", "present"),
    ("minors", "For children the company of a person with parental authority is fun.", "weak"),
    ("retention_period", "The term for processing personal data is unlimited.", "weak"),
    ("retention_period", "The joy of processing personal data is unlimited.", "absent"),
    ("retention_period", "Uninstalling the app deletes all of its data.", "present"),
    ("retention_period", "Uninstalling the app does not delete its data.", "absent"),
    ("retention_period", "It is destroyed immediately after membership withdrawal.", "present"),
    ("cross_border", "Cross-border transfer takes place only with the written consent of the person.", "present"),
    ("cross_border", "Cross-border transfer takes place with the written words of the person.", "weak"),
    ("cross_border", "The Operator does not carry out cross-border transfers.", "present"),
    ("storage_location", "Hosting: statistics of usage", "absent"),
    ("security_measures", "We take all possible measures to exclude access by strangers.", "weak"),
    ("security_measures", "We take all possible measures to exclude rain.", "absent"),
    ("breach_notice", "If information is lost or leaked, the company will notify the data subject.", "present"),
    ("breach_notice", "If oars are lost or broken, the company will notify the data subject.", "absent"),
    ("policy_change_notice", "The company will announce changes of the policy 7 days before.", "present"),
    ("sharing_consent", "Data will not be disclosed without the person's consent.", "weak"),
    ("sharing_consent", "Data will not be disclosed without the person's boat.", "absent"),
    ("sharing_recipients", "We entrust the handling of personal data to contractors.", "weak"),
    ("sharing_recipients", "We entrust the painting of boats to sailors.", "absent"),
    ("sharing_recipients", "No data is shared with third parties.", "absent"),
    ("sharing_recipients", "Some data is shared with third parties.", "weak"),
    ("sharing_recipients", "We do not request or receive other categories of Facebook data.", "absent"),
    ("sensitive_pi", "Sensitive location data (GPS) is only collected with your permission.", "present"),
    ("sensitive_pi", "Heavy location boards (GPS) are only mounted with your permission.", "absent"),
    ("cookies", "This site has no control over cookies used by others.", "weak"),
    ("cookies", "You can control the cookies used by others.", "present"),
    ("effective_date", "Last updated2026-04-06", "present"),
    ("effective_date", "Boat number2026-04-06", "absent"),
    ("personalization_optout", "You may withdraw consent by e-mailing the harbour master.", "absent"),
    # read too much, or not at all, in policies of small makers
    ("operator_identity", "With your consent, we collect limited and anonymous data: application, company.", "weak"),
    ("operator_identity", "Data controller within the meaning of the GDPR:\n\nAnna Oar\n\nLake Road 12", "present"),
    ("operator_identity", "Boat builder within the meaning of the rules:\n\nAnna Oar\n\nLake Road 12", "weak"),
    ("access_copy", "You have the right to: • Access all your data stored in the app • Row", "weak"),
    ("access_copy", "You have the right to: • Enter all our boats stored in the shed • Row", "absent"),
    ("access_copy", "Contractors may sometimes have limited access to information about your boats.", "absent"),
    (
        "access_copy",
        "The maker holds no personal data that could be subject to rights of access: a@b.example",
        "absent",
    ),
    ("correction", "Rowtica holds the right to amend/update this policy for your sake.", "absent"),
    ("correction", "The maker holds no personal data that could be subject to rights of rectification.", "absent"),
    ("deletion", "You can delete the app and all its data from Android settings", "present"),
    ("deletion", "You can delete the app from Android settings", "absent"),
    ("response_deadline", "We will delete it within 30 days of receiving your deletion request.", "present"),
    ("response_deadline", "We will delete it within 30 days of painting your boat.", "absent"),
    ("cookies", "The app does not include advertising or tracking technologies.", "absent"),
    ("cookies", "The app does include advertising and tracking technologies.", "weak"),
    (
        "permission_list",
        "We need access to your GPS location to:\n\n- row\n\nWe need access to your storage to:\n",
        "present",
    ),
    ("permission_list", "We need access to your GPS location.\n\nWe need access to your storage.\n", "weak"),
    ("sharing_recipients", "We do not save any Facebook data.", "absent"),
    (
        "access_copy",
        "You can review how Google handles that data in its privacy policy under Settings > Ads.",
        "absent",
    ),
    ("access_copy", "You can review that data under Settings > Ads.", "present"),
    ("retention_period", "Answers are removed if you uninstall the app.", "present"),
    ("retention_period", "Answers are lost if you shake the app.", "absent"),
    ("collection_list", "To register, you must provide the following information:\n\n- Full name\n", "present"),
    ("collection_list", "To row, you must bring the following things:\n\n- Full name\n", "weak"),
    ("collection_list", "We record usage analytics to improve the app.", "present"),
    ("complaint_channel", "Complaint: with data protection authorities", "present"),
    ("complaint_channel", "Complaint: with oars", "weak"),
    ("complaint_channel", "We work with authorities that resolve complaints.", "weak"),
    ("complaint_channel", "Questions about this policy can be sent to oars@boats.example.", "weak"),
    ("complaint_channel", "Boats about this size can be sent to oars@boats.example.", "absent"),
]


@pytest.mark.parametrize(("clause", "sentence", "status"), PAIRS, ids=[f"{c}-{s[:40]}" for c, s, _ in PAIRS])
def test_an_act_in_other_words_has_its_status_and_its_twin_has_its_own(statuses, clause, sentence, status):
    found = statuses(f"# Privacy Policy\n\n{sentence}\n\nWe value your trust and your time.\n", "en")
    assert found.get(clause, "absent") == status


MARKETING = (
    "You have the right to ask us not to use your data for marketing purposes. We tell you before we collect it "
    "for that, and we tell you whose hands it comes into, should it ever come into hands other than our crew's. "
)


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("You can exercise your right to prevent it by contacting oars@boats.example.", "present"),
        ("You can exercise your arms with our oars.", "weak"),
    ],
)
def test_a_right_told_is_used_by_the_way_told_for_it_some_sentences_on(statuses, rest, status):
    found = statuses(f"# Privacy Policy\n\n{MARKETING}{rest}\n", "en")
    assert found["personalization_optout"] == status


@pytest.mark.parametrize(("who", "status"), [("Rowtica", "weak"), ("Partners", "absent")])
def test_who_speaks_of_itself_by_its_name_alone_is_a_name_and_no_more(statuses, who, status):
    found = statuses(f"# Privacy Policy\n\n{who} may use and disclose your personal information.\n", "en")
    assert found.get("operator_identity", "absent") == status
