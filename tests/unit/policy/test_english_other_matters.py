"""English sentences with the words of a clause on another matter, each beside a near twin that says the clause."""

from __future__ import annotations

import pytest

PAIRS = [
    # a page that users fill in is no profile drawn up of them
    ("automated_decision", "You may create a user profile and post other content.", "absent"),
    ("automated_decision", "Search engines may index your user profile page.", "absent"),
    ("automated_decision", "Certain user profile information may be displayed to others.", "absent"),
    ("automated_decision", "From what you read we compile usage profiles.", "weak"),
    ("automated_decision", "We generate user profiles from what you watch.", "weak"),
    ("automated_decision", "We draw inferences to create a profile about you that reflects your tastes.", "weak"),
    ("automated_decision", "TLS and other currently secure algorithms are configurable.", "absent"),
    ("automated_decision", "Ranking and other algorithms sort what you see.", "weak"),
    ("automated_decision", "Profiles help us to process and deliver automatic contest entries.", "absent"),
    ("automated_decision", "You may contest automated decisions.", "present"),
    ("automated_decision", "We use automated decisions, which do not involve human intervention.", "weak"),
    ("automated_decision", "You may ask for human review of automated decisions.", "present"),
    # consent to the policy as a whole, to a contract, or of the company
    (
        "sharing_consent",
        "By installing the app you give an explicit and informed consent to the sharing of data, and only then use it.",
        "weak",
    ),
    ("sharing_consent", "We share data with partners only if you give an explicit consent to the sharing.", "present"),
    (
        "sharing_consent",
        "You may not transfer this Agreement without our partner's written consent.",
        "absent",
    ),
    ("sharing_consent", "We may not transfer your data to partners without your written consent.", "present"),
    ("sharing_consent", "You expressly agree that you only use what is given to you at your own risk.", "absent"),
    ("sharing_consent", "Access by partners will be preceded by your explicit consent to share the data.", "present"),
    # what is obtained, denied or cut off is not taken back by users
    ("consent_withdrawal", "We will notify you of the change and obtain your consent before it applies.", "absent"),
    ("consent_withdrawal", "You may change your consent in the app settings.", "present"),
    ("consent_withdrawal", "We reserve the right to suspend or deny your access to the site.", "absent"),
    ("consent_withdrawal", "Our devices deny access to IP addresses of attackers.", "absent"),
    ("consent_withdrawal", "You can deny access to the camera in the device settings.", "present"),
    ("consent_withdrawal", "If you turn off location sharing, your family will not see you.", "weak"),
    ("consent_withdrawal", "You can turn off location sharing in the settings.", "present"),
    # days that belong to storage, to a dispute, or to an answer
    ("response_deadline", "We keep what we need (up to 5 years) to answer any requests from courts.", "absent"),
    ("response_deadline", "We answer any requests within 30 days.", "present"),
    ("response_deadline", "If a dispute is not resolved within 15 days of the request, you may sue.", "absent"),
    (
        "response_deadline",
        "Your unsubscribe request will be processed promptly, in no event longer than ten business days.",
        "present",
    ),
    (
        "response_deadline",
        "After withdrawal we will delete the data without delay, no longer than 30 days from receipt of your request.",
        "present",
    ),
    ("response_deadline", "We will respond to your request as required by law.", "weak"),
    ("response_deadline", "We will disclose data on request of a court as required by law.", "absent"),
    # what is kept, held or sold somewhere is not always data
    ("storage_location", "Find us in the App Store, users in China can use the web page.", "absent"),
    ("storage_location", "The arbitration will be held in London.", "absent"),
    ("storage_location", "Events are held every week in London.", "absent"),
    ("storage_location", "Your data is held in London.", "present"),
    (
        "storage_location",
        "Data comes from users in countries located in the European Economic Area.",
        "absent",
    ),
    # ways and other choices
    ("personalization_optout", "Opt out of marketing. Choose communication methods and frequency.", "weak"),
    ("personalization_optout", "Opt out of marketing. Choose “Communication“ in the app.", "present"),
    ("access_copy", "We keep your content in case you would like to access it in the future. a@reed.example", "absent"),
    ("access_copy", "If you would like to access your information, write to a@reed.example.", "present"),
    # who it is
    (
        "sharing_recipients",
        "This explains how ABC Groups Private Limited (“we“), based in Pune, collects, uses and discloses data.",
        "absent",
    ),
    ("sharing_recipients", "We disclose data to ABC Groups Private Limited.", "present"),
    ("operator_identity", "REED SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ is the controller of your data.", "present"),
    ("operator_identity", "We at REED are the controller of your data.", "weak"),
    ("sharing_recipients", "Reach us by the contact details listed on the App Store / Google Play listing.", "absent"),
    ("sharing_recipients", "We send the details of your order to Google Play.", "present"),
    ("sharing_recipients", "Backups are written to a folder that you pick, such as iCloud Drive.", "absent"),
    ("sharing_recipients", "Backups with your data are sent to iCloud Drive.", "present"),
    ("access_copy", "Access and choice. Your content can be deleted by writing to a@reed.example.", "absent"),
    ("permission_list", "We record the media access control (“MAC”) address when you log in.", "absent"),
    ("permission_list", "We use media access for your uploads.", "weak"),
    # what we do to accounts, whoever we are called
    ("account_cancellation", "Reed may at its discretion disable or terminate the accounts of any users.", "absent"),
    ("account_cancellation", "Reed reserves the right to terminate accounts that nobody uses.", "absent"),
    ("account_cancellation", "If Reed terminates or suspends your account, it is not liable.", "absent"),
    ("account_cancellation", "This may result in us deleting your Reed account.", "absent"),
    ("account_cancellation", "You may at your discretion terminate your account.", "weak"),
    ("account_cancellation", "You have the right to delete your account.", "weak"),
    # breaches of terms, and notices of other things
    ("breach_notice", "We stop use in breach of the user terms and inform you.", "absent"),
    ("breach_notice", "The app notifies you of any traffic incident on your way.", "absent"),
    ("breach_notice", "We notify you of any breach of the security of your data.", "present"),
    ("permission_list", "We send notifications right to your phone.", "absent"),
    ("personalization_optout", "To learn about opting out of receiving such cookies, visit the alliance.", "absent"),
    ("security_measures", "We limit access to your data to those employees who have a need to know.", "present"),
    ("security_measures", "We limit access to the beta to those players who ask for it.", "absent"),
    ("response_deadline", "We respond to all complaints within prescribed timelines.", "weak"),
    ("response_deadline", "We ship all orders within prescribed timelines.", "absent"),
    ("retention_period", "We process all the data for as long as you use the game and 30 months after.", "present"),
    ("sharing_recipients", "This explains how data are processed in compliance with Apple guidelines.", "absent"),
    ("sharing_recipients", "For questions that name your data, open GitHub issues.", "absent"),
    # words for a clause that were not known
    (
        "sharing_consent",
        "Some services share data with partners. It will be preceded by your explicit consent.",
        "present",
    ),
    ("sharing_consent", "Some games need partners. It will be preceded by your explicit consent.", "absent"),
    ("sensitive_pi", "Please do not send us any sensitive personal information, such as your religion.", "present"),
    ("sensitive_pi", "Some of it may be considered “special” or “sensitive” in certain countries.", "weak"),
    ("sensitive_pi", "The screen is “sensitive” to touch.", "absent"),
    ("sensitive_pi", "All sensitive/credit information is encrypted.", "weak"),
    (
        "personalization_optout",
        "To know your choices about not using this, see ads.example/opt_out.asp.",
        "weak",
    ),
    ("personalization_optout", "We send marketing materials; you may opt out of receiving such materials.", "weak"),
    ("personalization_optout", "We print materials; you may ask us for such materials.", "absent"),
    ("cross_border", "Data may be processed on computers in any country where we do business.", "weak"),
    ("cross_border", "We do business in any country where we have an office.", "absent"),
    ("cross_border", "Providers may hold data in a country that does not have the same data protection laws.", "weak"),
    (
        "security_measures",
        "We are committed to the responsible use and protection of personal information.",
        "weak",
    ),
    ("security_measures", "We are committed to the protection of whales.", "absent"),
    ("security_measures", "We adopt all safety measures to prevent unauthorized accesses to your data.", "weak"),
    ("sharing_consent", "Before sharing any data with partners we always ask for your consent.", "weak"),
    ("retention_period", "We process your data for as long as we have a relevant legal basis to do so.", "weak"),
    ("retention_period", "We process your data on a relevant legal basis.", "absent"),
    ("correction", "FINDER may correct your data at its discretion or on your demand.", "weak"),
    ("correction", "FINDER may correct your score at its discretion.", "absent"),
    ("operator_contact", "You can exercise your rights by contacting us.", "weak"),
]


#: A table with a column of how long data are kept, and one that only seems to have it.
TABLES = [
    (
        "| Data | Duration | Purpose |\n|---|---|---|\n| Messages | 24 hours | Chat |\n| Photos | 1 year | Chat |\n",
        "present",
    ),
    (
        "| Data | Trial | Purpose |\n|---|---|---|\n| Messages | 24 hours | Chat |\n| Photos | 1 year | Chat |\n",
        "absent",
    ),
]


@pytest.mark.parametrize(("table", "status"), TABLES)
def test_a_column_tells_how_long_data_are_kept(statuses, table, status):
    assert statuses(f"Privacy Policy\n\n{table}", "en").get("retention_period", "absent") == status


@pytest.mark.parametrize(("clause", "sentence", "status"), PAIRS)
def test_words_of_a_clause_on_another_matter(statuses, clause, sentence, status):
    assert statuses(f"Privacy Policy\n\n{sentence}\n", "en").get(clause, "absent") == status
