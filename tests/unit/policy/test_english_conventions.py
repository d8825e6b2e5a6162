"""English clauses in words of convention and in entries below a line, each beside a near twin."""

from __future__ import annotations

import pytest

#: Clause, a text, and the status that it has.
PAIRS = [
    # what is shared only as the policy says, or not sold and shared with some
    ("sharing_consent", "We share the records of members only as described below.", "weak"),
    ("sharing_consent", "Your details are disclosed solely as set out in this text.", "weak"),
    ("sharing_consent", "Your details are passed on exclusively in the ways explained here.", "weak"),
    ("sharing_consent", "We use the records of members only as described below.", "absent"),
    ("sharing_consent", "Hill Lamps, another company, shares posts only as described on its site.", "absent"),
    ("sharing_consent", "We do not:\n\n- Sell or share your lamp records with third parties\n- Show ads", "weak"),
    ("sharing_consent", "We never:\n\n- rent out your details to others\n- show ads", "weak"),
    ("sharing_consent", "We do not:\n\n- Sell lamps to third parties\n- Show ads", "absent"),
    ("sharing_consent", "We do not sell your details. We may share your data with:\n\n- couriers\n- hosts", "weak"),
    ("sharing_consent", "We do not sell lamps. We may share your data with:\n\n- couriers\n- hosts", "absent"),
    ("sharing_consent", "Based on the consent of our customers, we share data with third parties for lamps.", "weak"),
    ("sharing_consent", "Based on the consent of our customers, we place a file in the browser.", "absent"),
    # how soon one has what one asked for
    ("response_deadline", "You can request a copy of your data. You will receive it within two weeks.", "present"),
    ("response_deadline", "Ask for your data, and you will be sent a copy within a maximum of 3 weeks.", "present"),
    ("response_deadline", "You can order a lamp. You will receive it within two weeks.", "absent"),
    # whom one turns to
    ("complaint_channel", "For privacy questions or concerns:\n\n- Mail: lamps@hills.org", "weak"),
    ("complaint_channel", "For lamps or ladders:\n\n- Mail: lamps@hills.org", "absent"),
    ("complaint_channel", "You may complain to us, and to the **National Privacy Commission** as well.", "present"),
    ("complaint_channel", "You may complain to us, and go to the national lamp museum as well.", "weak"),
    ("complaint_channel", "To report violations of this policy, please contact us: lamps@hills.org", "present"),
    ("complaint_channel", "To report a crash of this lamp, please contact us: lamps@hills.org", "weak"),
    # leaving as the way to stop what is collected
    ("consent_withdrawal", "You can:\n\n- Uninstall the App to discontinue data collection", "weak"),
    ("consent_withdrawal", "If you no longer want us to collect data, please remove the app.", "weak"),
    ("consent_withdrawal", "You can:\n\n- Uninstall the App to free space on the phone", "absent"),
    ("consent_withdrawal", "If you no longer want lamps, please remove the app.", "absent"),
    # advice to minors is no demand
    (
        "minors",
        "We recommend that minors ask parents to read this, and recommend that they seek a parent's consent.",
        "weak",
    ),
    ("minors", "We recommend that all read this, and minors must have a parent's consent.", "present"),
    # an account of a child, and what belongs to an account
    ("account_cancellation", "If a child has an account, contact us and we will delete it.", "absent"),
    ("account_cancellation", "If you want your account gone, contact us and we will delete it.", "present"),
    # how changes are told
    ("policy_change_notice", "We will post changes here and tell you in the app before they apply.", "present"),
    ("policy_change_notice", "We will post changes here and tell our staff before they apply.", "weak"),
    ("policy_change_notice", "When this notice changes, we post the updated notice on the site.", "weak"),
    ("policy_change_notice", "When this notice changes, we place a notice on the site for all.", "present"),
    # where servers stand, and a place left blank
    ("storage_location", "Your data is stored on servers in:\n\n- **First:** Germany", "present"),
    (
        "storage_location",
        "Your data is stored on servers in:\n\n- **First:** [Your hosting region, such as EU, UK or US]",
        "weak",
    ),
    ("storage_location", "Our lamps are sold in:\n\n- **First:** Germany", "absent"),
    # "at any time" is not "any data"
    (
        "retention_period",
        "Lists are kept on your device. You can delete your data at any time by deleting the app.",
        "absent",
    ),
    (
        "retention_period",
        "Lists are kept on your device. You can delete all your data by deleting the app.",
        "present",
    ),
    # permissions of other services and of roles
    ("permission_list", "What we receive depends on the permissions you grant to each provider.", "absent"),
    ("permission_list", "What we receive depends on the permissions you grant to the app.", "weak"),
    ("permission_list", "We hold page names, publishing permissions and dates of posts.", "absent"),
    ("permission_list", "Owners of a team are responsible for:\n\n- Reviewing user permissions.", "absent"),
    ("permission_list", "You are responsible for:\n\n- Reviewing device permissions.", "weak"),
    # a help centre, services by kind, a message from the app
    ("operator_contact", "A copy can be obtained by contacting our Help Center.", "weak"),
    ("operator_contact", "A lamp can be obtained in our Help Center.", "absent"),
    ("sdk_list", "We use third-party cloud-based services to run the lamps.", "weak"),
    ("sdk_list", "The lamps may meet third-party platforms.", "absent"),
    ("access_copy", "You have the right to request a copy of your data via a message from our app.", "present"),
    ("access_copy", "You have the right to request a copy of your data.", "weak"),
    ("consent_withdrawal", "You can send a withdrawal or deletion request via a message from our app.", "present"),
    ("consent_withdrawal", "You can send a withdrawal request for your funds via a message from our app.", "absent"),
    # what is denied of machines
    ("automated_decision", "We do not use your data to train machine learning models.", "absent"),
    ("automated_decision", "We use your data to train machine learning models.", "weak"),
    # a list of rights and a way that ends the account only
    (
        "access_copy",
        "Your Rights\n\nYou have the right to:\n\n- Access your data\n\nEnd\n\nYou can delete your account by e-mail.",
        "weak",
    ),
    (
        "access_copy",
        "Your Rights\n\nYou have the right to:\n\n- Access your data\n\nTo exercise these rights, mail a@b.org.",
        "present",
    ),
    # what readers are advised to do protects nothing of ours
    ("security_measures", "We recommend using a strong password and two-factor authentication.", "absent"),
    ("security_measures", "We protect accounts with two-factor authentication.", "present"),
    ("security_measures", "Deletion may be done through de-identification of what is kept.", "absent"),
    ("security_measures", "We guard what is kept through de-identification.", "present"),
    # "Hill Media" is no right of the phone, "full access" no access to one's data
    ("permission_list", "Hill Media may be required to disclose your data.", "absent"),
    ("permission_list", "The app may require access to your media.", "weak"),
    ("access_copy", "Full Access is optional\n\nYou turn it on in Settings → Keyboard.", "absent"),
    ("access_copy", "Access to your data is free\n\nYou find it in Settings → Data.", "present"),
    # where there is no account to delete, and an account of somebody else
    (
        "account_cancellation",
        "Account Deletion\n\nThere is no account to delete. Questions about this? Contact lamps@hills.org.",
        "weak",
    ),
    ("account_cancellation", "Account Deletion\n\nDo you want this? Contact lamps@hills.org.", "present"),
    ("account_cancellation", "Copies are kept in your iCloud account until you delete it.", "absent"),
    ("account_cancellation", "Copies are kept in your account until you delete it.", "weak"),
    ("consent_withdrawal", "You can refuse location access, or withdraw it, in Settings → Privacy → Lamp.", "present"),
    ("consent_withdrawal", "You can refuse a lamp, or change it, in Settings → Privacy → Lamp.", "absent"),
    # plain speech: how one reaches us
    ("operator_contact", "Stuck? Tap the help button in the corner of the app.", "present"),
    ("operator_contact", "Stuck? Tap the lamp button in the corner of the app.", "absent"),
    ("operator_contact", "Find us on Discord: https://discord.gg/lamps", "present"),
    ("operator_contact", "Find lamps on the wall: https://lamps.example/wall", "absent"),
    ("operator_contact", "Any questions? We will gladly answer.", "weak"),
    ("operator_contact", "You are welcome to write to our office.", "weak"),
    # how one is forgotten
    ("deletion", "Drop us a line at lamps@hills.org and all we hold about you is gone.", "present"),
    ("deletion", "Drop us a line at lamps@hills.org and all we sell is gone.", "absent"),
    ("deletion", "Would you rather we forgot you? Mail lamps@hills.org.", "present"),
    ("deletion", "For data removal, reach out to lamps@hills.org.", "present"),
    ("deletion", "For lamp removal, reach out to lamps@hills.org.", "absent"),
    ("deletion", "Tap Settings > Reset to erase everything stored by the app.", "present"),
    ("deletion", "Tap Settings > Reset to dim everything lit by the app.", "absent"),
    # who is too young
    ("minors", "This lamp game is meant for grown-ups.", "weak"),
    ("minors", "The lamp game is for the whole family.", "weak"),
    ("minors", "If you are not yet 16, ask your mum or dad before you play.", "present"),
    ("minors", "The game asks your mum or dad a riddle.", "absent"),
    ("minors", "Whoever is below the age of consent needs a parent's OK.", "present"),
    # how long
    ("retention_period", "Your mail address is kept for receipts and removed once you unsubscribe.", "present"),
    ("retention_period", "Server logs rotate every 14 days.", "present"),
    ("retention_period", "Our lamps rotate every 14 days.", "absent"),
    ("retention_period", "Your data stays with us while you have an account.", "present"),
    ("retention_period", "Your lamp stays with us while you have an account.", "absent"),
    ("retention_period", "We store data as long as it serves the purposes above.", "weak"),
    # where changes appear
    ("policy_change_notice", "Any revisions appear on this page.", "weak"),
    ("policy_change_notice", "Any lamps appear on this page.", "absent"),
    ("policy_change_notice", "This policy may evolve over time.", "weak"),
    ("policy_change_notice", "This lamp may evolve over time.", "absent"),
    ("policy_change_notice", "You will see a notice at next launch if this policy changes.", "present"),
    ("policy_change_notice", "You will see a notice at next launch if this lamp breaks.", "absent"),
    # who is asked, and who gets nothing
    ("sharing_consent", "Nobody gets your data unless you say so.", "weak"),
    ("sharing_consent", "Nobody gets a lamp unless you say so.", "absent"),
    ("sharing_consent", "We ask you first before passing data to a partner.", "weak"),
    ("sharing_consent", "We ask you first before passing the salt to a guest.", "absent"),
    ("access_copy", "We will send you your data on request.", "weak"),
    ("access_copy", "We will send you a lamp on request.", "absent"),
    ("consent_withdrawal", "You can stop location tracking at any time in your phone's settings.", "present"),
    ("consent_withdrawal", "You can stop background music at any time in your phone's settings.", "absent"),
    # bodies, leaks, machines, services
    ("complaint_channel", "You may take it to your local data protection watchdog.", "present"),
    ("complaint_channel", "You may take it to your local lamp dealer.", "absent"),
    ("breach_notice", "Should there be a leak, we tell those affected within 72 hours by mail.", "present"),
    ("breach_notice", "Should there be a leak in the roof, we tell those who live there.", "absent"),
    ("automated_decision", "No decision about you is made by a machine alone.", "present"),
    ("automated_decision", "No lamp of ours is made by a machine alone.", "absent"),
    ("sdk_list", "Firebase Crashlytics tells us when the app crashes.", "present"),
    ("sdk_list", "The weather tells us when the app crashes.", "absent"),
    # what a child has given without consent asks for none, and what is reached below a title
    ("minors", "If a child has given us a name without parental consent, tell us.", "weak"),
    ("minors", "A child may give us a name with parental consent.", "present"),
    ("complaint_channel", "Privacy Concerns\n\nlamps@hills.org", "weak"),
    ("complaint_channel", "Lamps of the Hills\n\nlamps@hills.org", "absent"),
    ("operator_contact", "Please write through the public GitHub repository issue page.", "present"),
    ("operator_contact", "Please admire the public GitHub repository of the lamp.", "absent"),
    # acts of others, and on other things
    ("deletion", "You can remove a lamp from your basket.", "absent"),
    ("deletion", "You can remove a note from your history.", "weak"),
    ("access_copy", "Our staff can view your data only when they need to.", "absent"),
    ("access_copy", "You can view your data when you need to.", "weak"),
    ("policy_change_notice", "The policy of Google may change without notice.", "weak"),
    ("policy_change_notice", "The policy of the app may change without notice.", "negated"),
    ("sharing_consent", "You may share the game only as set out in this policy.", "absent"),
    ("sharing_consent", "We may share the records only as set out in this policy.", "weak"),
    ("operator_identity", "Sentry is a service for errors provided by Hill Lamps LLC.", "absent"),
    ("operator_identity", "The app is a service for lamps provided by Hill Lamps LLC.", "present"),
    ("retention_period", "Backups are overwritten every month.", "present"),
    ("retention_period", "The news is overwritten every month.", "absent"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:30]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    whole = f"Lamp Rules\n\n{text}\n\nThis is what the text of the app says to all.\n"
    assert statuses(whole, "en").get(clause, "absent") == status
