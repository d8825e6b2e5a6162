"""Lists by link, names of persons, tables of permissions, what goes with an account: each with a near twin."""

from __future__ import annotations

import pytest

PAIRS = [
    # a list of who works for the app, where it stands
    ("sdk_list", "See our [list of sub-processors](https://oars.example/sub).", "present"),
    ("sdk_list", "A full list of the third-party SDKs can be found [here](https://o.example/x).", "present"),
    ("sdk_list", "Our sub-processors are listed on our [sub-processor page](https://oars.example/sub).", "present"),
    ("sdk_list", "For the companies that process data, see our [sub-processors](https://oars.example/s).", "present"),
    ("sdk_list", "Please refer to our list of service providers at https://oars.example/providers.", "present"),
    ("sdk_list", "See our [list of boats](https://oars.example/boats).", "absent"),
    ("sdk_list", "We keep an overview of vendors. The harbour page lists boats.", "absent"),
    ("sdk_list", "You may request a list of third parties to whom we disclosed your data.", "absent"),
    ("sdk_list", "A list of our service providers is available on request.", "absent"),
    # libraries by which an app sells
    ("sdk_list", "## Purchases\nPurchases are validated by RevenueCat.", "present"),
    ("sdk_list", "## Purchases\n- StoreKit\n- Google Play Billing", "present"),
    ("sdk_list", "Subscriptions are managed with StoreKit; we never see your card number.", "present"),
    ("sdk_list", "We do not use RevenueCat for purchases.", "absent"),
    ("sdk_list", "You can cancel your subscription at any time in Google Play.", "absent"),
    # persons, and trade names
    ("operator_identity", "Rowing is operated by its founders (Anna Berg and Carl Dietz).", "present"),
    ("operator_identity", "The app is run by two developers, Anna Berg and Carl Dietz.", "present"),
    ("operator_identity", "Rowing was created by brothers Anna Berg & Carl Dietz.", "present"),
    ("operator_identity", "Rowing is run by its founder, Anna Berg.", "present"),
    ("operator_identity", "The app is developed by Anna Maria Berg.", "present"),
    ("operator_identity", "Rowing is an app by Anna Berg and Carl Dietz.", "present"),
    ("operator_identity", "The service is operated by its founders.", "absent"),
    ("operator_identity", "The app is run by volunteers from Bergen.", "absent"),
    ("operator_identity", "The app is operated by three rowing Clubs.", "absent"),
    ("operator_identity", "Rowing is run by two rowers from Bergen.", "absent"),
    ("operator_identity", "The icons were made by Anna Berg and Carl Dietz.", "absent"),
    ("operator_identity", "Anna Berg d/b/a Oarlock Apps, 12 Quay Street, Bergen, Norway.", "present"),
    ("operator_identity", "Oarlock Apps d/b/a Rowing Diary\n12 Quay Street, Springfield, IL 62701", "present"),
    ("operator_identity", "This app is provided by Anna Berg, doing business as Oarlock Apps.", "present"),
    ("operator_identity", "Payments are handled by Anna Berg Bank d/b/a Bergpay.", "absent"),
    # permissions
    ("permission_list", "| Permission | Why |\n|---|---|\n| INTERNET | Tides |\n| VIBRATE | Signals |", "present"),
    (
        "permission_list",
        "| Permission | What it does |\n|---|---|\n| READ_SMS | Imports a log |\n| WAKE_LOCK | Keeps recording |",
        "present",
    ),
    (
        "permission_list",
        "## Permissions\n| Name | Reason |\n|---|---|\n| CAMERA | Scan |\n| RECEIVE_BOOT_COMPLETED | Reminders |",
        "present",
    ),
    ("permission_list", "| Permission | Purpose |\n|---|---|\n| Camera, microphone | Record the coxswain |", "present"),
    ("permission_list", "| Permission | Purpose |\n|---|---|\n| CAMERA | To scan photos |", "weak"),
    ("permission_list", "| Permission | Level |\n|---|---|\n| CAMERA | dangerous |\n| READ_SMS | dangerous |", "weak"),
    ("permission_list", "| Role | Purpose |\n|---|---|\n| Coach | Camera at the finish |\n| Rower | Rows |", "absent"),
    ("permission_list", "The app asks for the camera, microphone and location permission. You may refuse.", "weak"),
    ("permission_list", "The app asks for the camera to scan and for the microphone to record.", "present"),
    ("permission_list", "## Permissions\n- Camera\n- Location", "weak"),
    ("permission_list", "The app may ask for access to:\n- your camera\n- your microphone", "weak"),
    ("permission_list", "We may request to send you push notifications regarding your account.", "weak"),
    ("permission_list", "With your permission, we send push notifications to remind you of training.", "weak"),
    ("permission_list", "The app only asks for permission to send notifications.", "weak"),
    ("permission_list", "We send you push notifications when a race begins.", "absent"),
    ("permission_list", "## Permissions\n- `INTERNET` – loading tides\n- `VIBRATE` – signalling the stroke", "present"),
    ("permission_list", "## Permissions\n- `CAMERA` – taking a picture", "weak"),
    ("permission_list", "## What we keep\n- Camera: the model\n- Notifications: the times", "absent"),
    ("permission_list", "We may ask to send you push notifications.", "weak"),
    ("permission_list", "We may request access to certain features of your device such as the camera.", "weak"),
    # data that go with the account, and with the app
    ("deletion", "Settings > Delete Account removes all data that we hold about you.", "weak"),
    ("deletion", "Settings > Erase data removes all data that we hold about you.", "present"),
    ("deletion", 'Use "Delete Account" to permanently delete your account and all associated data.', "weak"),
    ("deletion", "Deleting your account permanently removes your trainings and profile.", "weak"),
    ("deletion", "To delete your account, write to oars@boats.example.", "absent"),
    ("deletion", "Deleting your account does not free up space on your phone.", "absent"),
    ("deletion", "We may delete your account and all your trainings if you break these rules.", "absent"),
    ("deletion", "You can delete all your data by uninstalling the app.", "present"),
    ("deletion", "To delete your data, uninstall the app.", "present"),
    ("deletion", "You can remove all data by deleting the app.", "present"),
    ("deletion", "To free up space, uninstall the app.", "absent"),
    ("account_cancellation", "Failure to pay may result in closing your account.", "absent"),
    ("account_cancellation", "Refusing may lead to the closure of your account.", "absent"),
    ("account_cancellation", "Violations may result in suspension or termination of your account.", "absent"),
    ("account_cancellation", "Closing your account may result in the loss of your trainings.", "weak"),
    ("account_cancellation", "Deleting the app does not delete your account. You can close your account.", "weak"),
    ("access_copy", "To request a copy, e-mail oars@boats.example.", "present"),
    ("access_copy", "You can request a copy.", "weak"),
    ("access_copy", "To request a copy of the licence, e-mail oars@boats.example.", "absent"),
    # data that leave, and to where
    ("cross_border", "When we transfer your data to other countries, we use appropriate safeguards.", "weak"),
    ("cross_border", "We transfer data to countries outside the EEA. Appropriate safeguards are in place.", "weak"),
    ("cross_border", "We transfer your personal data to India with appropriate safeguards.", "present"),
    (
        "sharing_recipients",
        "Our use and transfer to any other app of information received from Google APIs will adhere to its policy.",
        "absent",
    ),
    ("sharing_recipients", "We transfer information received from Google APIs to Stripe for payments.", "present"),
    # what a browser sends, and what a cookie is
    ("cookies", "## Do Not Track\nWe do not respond to Do-Not-Track signals.", "absent"),
    ("cookies", "## Do Not Track\nWe do not respond to these signals. Our site uses cookies.", "weak"),
    (
        "storage_location",
        "These are sent to your browser from the websites that you visit and are stored on your device's memory.",
        "absent",
    ),
    ("storage_location", "Your trainings are stored on your device's internal memory.", "weak"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:40]}" for pair in PAIRS])
def test_a_wording_and_its_near_twin(statuses, clause, text, status):
    assert statuses(f"# Privacy\n\n{text}\n", "en").get(clause, "absent") == status
