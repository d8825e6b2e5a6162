"""English: forms of older and smaller policies, each beside a near twin that says something else."""

from __future__ import annotations

from tests.support.clause_pairs import status_tests

PAIRS = [
    (
        "sharing_consent",
        "present",
        (
            "We will not sell or disclose your personal information without your prior consent. Otherwise, it "
            "will only be disclosed where required by law."
        ),
    ),
    (
        "sharing_consent",
        "weak",
        "We will not share your data without your consent, except with our service providers and as required by law.",
    ),
    (
        "sharing_consent",
        "present",
        (
            "We do not share your data with anyone, except in the following cases:\n- With your explicit "
            "consent;\n- Where required by law."
        ),
    ),
    (
        "sharing_consent",
        "weak",
        "We may share your data in the following cases:\n- With our partners;\n- With your explicit consent.",
    ),
    (
        "sharing_consent",
        "weak",
        "User data may be shared with third parties only in the circumstances described in this policy.",
    ),
    ("sharing_consent", "absent", "Photos may be printed only in the sizes described in this guide."),
    (
        "cross_border",
        "weak",
        (
            "By using the services, you consent to your personal data being transferred outside of the "
            "country where you live."
        ),
    ),
    ("cross_border", "present", "We transfer your data outside your country only with your explicit consent."),
    (
        "cross_border",
        "present",
        "Personal data may be processed in the following countries:\n- Australia\n- The United States of America",
    ),
    (
        "cross_border",
        "absent",
        "The app is sold in the following countries:\n- Australia\n- The United States of America",
    ),
    ("security_measures", "present", "We keep strict controls on access to user data."),
    ("security_measures", "absent", "We are strict about spelling."),
    ("cookies", "weak", "The app itself does not use cookies, but our website sets cookies."),
    ("cookies", "present", "The app does not use any cookies."),
    (
        "deletion",
        "present",
        "All data stays on your phone. Removing the app from your phone deletes all of your entries.",
    ),
    ("deletion", "weak", "All data stays on your device. Uninstalling the app does not delete everything."),
    ("response_deadline", "present", "We will respond to your feedback within 【15】 business days."),
    ("response_deadline", "absent", "The app is updated within 【15】 business days."),
    (
        "personalization_optout",
        "present",
        'We send marketing messages. If you do not wish to be contacted in this way, use the "unsubscribe" button.',
    ),
    (
        "personalization_optout",
        "absent",
        "If you do not wish to be contacted in this way, leave the phone number empty.",
    ),
    (
        "permission_list",
        "weak",
        (
            "## Camera permission\n\nThe app requires camera access to scan codes. Photos are processed "
            "locally to save covers."
        ),
    ),
    (
        "permission_list",
        "present",
        "## Permissions\n\nThe app requires camera access to scan codes. Photos access is needed to save covers.",
    ),
    (
        "sensitive_pi",
        "present",
        "## Criminal offence data\n\nWe process vetting information subject to enhanced protections.",
    ),
    (
        "sensitive_pi",
        "absent",
        "## Opening hours\n\nWe process vetting information subject to enhanced protections.",
    ),
    (
        "sdk_list",
        "absent",
        "Maintain the App: Enable core functionality including book library management for Readers.",
    ),
    (
        "retention_period",
        "weak",
        (
            "We retain your information for as long as necessary for the purposes. In some circumstances we "
            "may anonymise your information so that it can no longer be associated with you."
        ),
    ),
    (
        "retention_period",
        "present",
        "We retain your information for as long as necessary for the purposes. We anonymise it when no longer needed.",
    ),
    (
        "access_copy",
        "weak",
        "You can access or update the information. You may contact us to obtain more information.",
    ),
    (
        "access_copy",
        "present",
        "You can access your information; contact us at kf@qinghe.com to receive a copy of it.",
    ),
    ("deletion", "present", "Browsing history is kept on your phone. You can clear it from Library > History."),
    ("deletion", "absent", "The photos are yours and you can move them in the gallery."),
    ("sharing_consent", "weak", "The DApp can see your wallet address (only if you approve the connection)."),
    ("sharing_consent", "absent", "You can see the clock only if you turn the page."),
    ("policy_change_notice", "weak", "Users will be notified of significant changes."),
    ("policy_change_notice", "present", "We will notify you of any material changes to this policy by e-mail."),
    ("policy_change_notice", "absent", "Users will be notified of new prices."),
    (
        "response_deadline",
        "absent",
        "It is your responsibility to inform us in a timely manner; you get no answer to requests.",
    ),
    ("response_deadline", "weak", "We answer requests in a timely manner."),
    ("operator_identity", "present", "The Ministry of Health of Kenya runs this app."),
    ("operator_identity", "absent", "The Ministry of Health of Kenya publishes a list of hospitals."),
    ("access_copy", "present", "Write to our data protection officer at dpo@boat.com for a copy of what we hold."),
    ("access_copy", "absent", "Write to our shop at shop@boat.com for a copy of the map."),
    ("correction", "present", "If anything is wrong, call 0800 123 456 and we will correct it."),
    ("correction", "absent", "If anything is wrong, call 0800 123 456 and we will send a boat."),
    ("account_cancellation", "present", "To close your account visit any branch."),
    ("account_cancellation", "weak", "You can close your account."),
    ("personalization_optout", "present", "Reply STOP to stop marketing texts."),
    ("personalization_optout", "absent", "Reply STOP to end the game."),
    ("personalization_optout", "present", "We show no personalised ads."),
    ("personalization_optout", "absent", "We show no pictures."),
    ("retention_period", "present", "Data are deleted when no longer needed for the purpose."),
    ("retention_period", "absent", "Boats are sold when no longer needed."),
]

test_english = status_tests(PAIRS, "en")
