"""What is said on a condition only, or of an end, in words that nobody had read; each beside what comes near it."""

from __future__ import annotations

from tests.support.clause_pairs import status_tests

NOMINEE = "- Right to nominate: designate another person to exercise your rights in the event of your {end}."
RIGHTS = "## Your rights\n\n" + NOMINEE + "\n\nTo exercise your rights, write to a@egret.io."
ABROAD = "Information may be processed in countries other than ours, including:\n\n- United States ({what})\n"
QUESTION = "If you have any questions regarding this policy, you may {act} your request online on our page."
ACCOUNT = "You can close your account under Settings > Account. {end} your profile and all pictures."
GONE = "Your phrases are stored only on your device. Deleting the {thing} permanently deletes all of that data."
PAIRS = [
    # Data that go to others on a condition
    ("sharing_consent", "weak", "We only share it when necessary to provide the service."),
    ("sharing_consent", "absent", "You should only share it when necessary to find a boat."),
    ("sharing_consent", "weak", "We share your information only in specific circumstances:\n\n- With crews"),
    ("sharing_consent", "absent", "We share your information in specific circumstances:\n\n- With crews"),
    ("sharing_consent", "absent", "Share your information only with people whom you trust."),
    ("sharing_consent", "absent", "We share aggregated information only in specific circumstances."),
    ("sharing_consent", "absent", "We only share anonymous data with our partners."),
    (
        "sharing_consent",
        "weak",
        "The Controller transfers personal data to others only for the purposes of this notice.",
    ),
    ("sharing_consent", "absent", "The Controller transfers personal data to another country only for these purposes."),
    ("sharing_consent", "weak", "Heron only discloses addresses of members under the same circumstances as above."),
    ("sharing_consent", "absent", "Heron only keeps addresses of members under the same circumstances as above."),
    ("sharing_consent", "weak", "Exact location is shared only when you opt in."),
    ("sharing_consent", "absent", "Exact location is read only when you opt in."),
    ("sharing_consent", "weak", "We will not sell, distribute or lease your details to third parties unless we must."),
    (
        "sharing_consent",
        "absent",
        "You may not sell, distribute or lease your details to third parties unless you must.",
    ),
    ("sharing_consent", "weak", "You automatically consent for your information to be shared with our other sites."),
    ("sharing_consent", "absent", "You automatically consent for your information to be stored with our other sites."),
    # Messages that are refused
    ("personalization_optout", "weak", "Affiliates may market to you as a result unless you explicitly opt-out."),
    ("personalization_optout", "absent", "Affiliates may write to you as a result unless you explicitly forbid it."),
    ("personalization_optout", "weak", "We let you choose not to receive more e-mails of that type."),
    ("personalization_optout", "absent", "We let you choose not to receive more cookies of that type."),
    ("personalization_optout", "weak", "You may use any unsubscribe/opt-out features to tell us so."),
    ("personalization_optout", "absent", "You may use any upload/download features to tell us so."),
    # Rights of the device
    ("permission_list", "weak", "- Send you notifications about your sessions (with your permission)"),
    ("permission_list", "absent", "- Send you postcards about your sessions (with your permission)"),
    ("permission_list", "weak", "We never open your camera or contacts unless you explicitly grant permission for it."),
    (
        "permission_list",
        "absent",
        "We never open your letters or parcels unless you explicitly grant permission for it.",
    ),
    ("permission_list", "weak", "- HealthKit: for steps (requires explicit permission)"),
    ("permission_list", "absent", "- Children: for games (requires explicit parental permission)"),
    # The dead
    ("deceased", "weak", NOMINEE.format(end="death or incapacity")),
    ("deceased", "absent", NOMINEE.format(end="absence or holiday")),
    ("deceased", "present", RIGHTS.format(end="death")),
    ("deceased", "absent", "Our club nominates a member of the year. A road death is reported to the police."),
    # Machines
    ("automated_decision", "weak", "We use automated logic for ranking and for matching requests."),
    ("automated_decision", "absent", "We use automated doors for boats and for bringing parcels."),
    # Where data stand
    ("storage_location", "present", "Heron Inc. may maintain data in the United States or elsewhere."),
    ("storage_location", "absent", "Heron Inc. may maintain boats in the United States or elsewhere."),
    ("storage_location", "present", ABROAD.format(what="backup servers")),
    ("storage_location", "absent", ABROAD.format(what="our crews")),
    # A title with its month
    ("effective_date", "present", "Heron Privacy Statement September 2021."),
    ("effective_date", "absent", "The Privacy Act and the statement of our club of September 2021 apply."),
    # Nothing that could be changed
    (
        "correction",
        "weak",
        "As nothing is sent, there is no server-side data to request access to, correct, or delete.",
    ),
    ("access_copy", "weak", "There is no data about you to access, modify, or delete."),
    ("correction", "weak", "There is no data about you to access, modify, or delete."),
    ("correction", "absent", "There is no fee to access, print, or read this page."),
    # Questions
    ("complaint_channel", "weak", QUESTION.format(act="send")),
    ("complaint_channel", "absent", QUESTION.format(act="read")),
    # What goes with an account, said in the sentence after
    ("deletion", "weak", ACCOUNT.format(end="This immediately removes")),
    ("deletion", "absent", ACCOUNT.format(end="This immediately hides")),
    # An app that is called by its name
    ("retention_period", "present", GONE.format(thing="Heron app")),
    ("retention_period", "absent", GONE.format(thing="Heron page")),
    # Consent to the use of what laws call sensitive, and a right of the device, in brackets
    ("sensitive_pi", "weak", "- Biometric data: facial recognition data for checks (with consent)"),
    ("sensitive_pi", "absent", "- Board data: facial expressions of sailors for fun (with consent)"),
    ("sensitive_pi", "weak", "- **Consent** - Health and fitness data"),
    ("sensitive_pi", "absent", "- **Consent** - Health and fitness boats"),
    ("permission_list", "weak", "- Where you are: general location (with permission)"),
    ("permission_list", "absent", "- Where you are: general direction (with permission)"),
    # A transfer that a setting ends
    ("consent_withdrawal", "weak", "- Stop sync: disable iCloud for Heron in iOS Settings"),
    ("consent_withdrawal", "absent", "- Stop noise: disable sounds for Heron in iOS Settings"),
    # A product of a company
    ("sdk_list", "present", "The app uses the Google AdWords service to advertise."),
    ("sdk_list", "absent", "The app does not use the Google AdWords service to advertise."),
]

test_status = status_tests(PAIRS, "en")
