"""English refusals and sentences that only look like one."""

from __future__ import annotations

import pytest

REFUSALS = [
    ("account_cancellation", "We do not support account deletion."),
    ("account_cancellation", "The app does not currently offer account cancellation."),
    ("account_cancellation", "Accounts cannot be deleted."),
    ("account_cancellation", "Your account can not be cancelled."),
    ("account_cancellation", "You cannot delete your account."),
    ("account_cancellation", "Users may not close their accounts."),
    ("account_cancellation", "Account deletion is not supported."),
    ("account_cancellation", "Account closure is currently unavailable."),
    ("account_cancellation", "Deleting your account is not possible."),
    ("account_cancellation", "There is no way to delete your account."),
    ("account_cancellation", "We do not provide an option for deleting your account."),
    ("account_cancellation", "Accounts can never be closed."),
    ("account_cancellation", "We don't allow deletion of accounts."),
    ("consent_withdrawal", "Your consent is irrevocable."),
    ("consent_withdrawal", "You cannot withdraw your consent."),
    ("consent_withdrawal", "Consent, once given, may not be withdrawn: you may not withdraw consent."),
    ("consent_withdrawal", "You irrevocably consent to this processing."),
    ("consent_withdrawal", "Users can not revoke their consent."),
    ("personalization_optout", "Personalized ads cannot be turned off."),
    ("personalization_optout", "You cannot opt out of personalized recommendations."),
    ("personalization_optout", "Targeted advertising cannot be disabled."),
    ("personalization_optout", "It is not possible to turn off personalised content."),
    ("policy_change_notice", "We may change this policy at any time without prior notice."),
    ("policy_change_notice", "This notice may be updated without further notice."),
    ("policy_change_notice", "We may modify the terms without notifying you."),
    ("policy_change_notice", "Changes are effective at once and no prior notice is given."),
]

NEAR_MISSES = [
    ("account_cancellation", "Deleting your account cannot be undone."),
    ("account_cancellation", "Once deleted, the account cannot be recovered."),
    ("account_cancellation", "If you cannot delete your account, contact support@example.org."),
    ("account_cancellation", "Where you are unable to close your account, call us."),
    ("account_cancellation", "Your account cannot be deleted by uninstalling the app."),
    ("account_cancellation", "If accounts cannot be deleted at once, we tell you why."),
    ("account_cancellation", "The web version does not support account deletion; use the app."),
    ("account_cancellation", "Guest accounts cannot be deleted because they hold no data."),
    ("account_cancellation", "We may terminate your account if you break the rules."),
    ("account_cancellation", "We reserve the right to close your account."),
    ("account_cancellation", "After deletion you cannot log in with your account."),
    ("account_cancellation", "You can delete your account under Settings > Account."),
    ("account_cancellation", "We do not charge you for deleting your account in Settings."),
    ("consent_withdrawal", "If you withdraw your consent, we cannot provide the service."),
    ("consent_withdrawal", "Withdrawal of consent does not affect earlier processing."),
    ("consent_withdrawal", "You grant us an irrevocable licence to your content with your consent."),
    ("consent_withdrawal", "If you cannot withdraw consent in the app, write to us."),
    ("consent_withdrawal", "You may withdraw your consent at any time."),
    ("personalization_optout", "If you cannot turn off personalized ads, contact us."),
    ("personalization_optout", "Turning off personalized ads does not reduce the number of ads."),
    ("personalization_optout", "You can opt out of personalized ads under Settings > Privacy."),
    ("personalization_optout", "Personalized ads can be turned off."),
    ("policy_change_notice", "We will notify you by e-mail before we change this policy."),
    ("policy_change_notice", "We do not change this policy quietly: a pop-up informs you."),
    ("policy_change_notice", "We may terminate the service without notice."),
    ("deletion", "We may decline requests to delete data where law requires us to keep it."),
]


@pytest.mark.parametrize(("clause", "text"), REFUSALS)
def test_refusal_is_negated(statuses, clause, text):
    assert statuses(text, "en").get(clause) == "negated"


@pytest.mark.parametrize(("clause", "text"), NEAR_MISSES)
def test_near_miss_is_not_negated(statuses, clause, text):
    assert statuses(text, "en").get(clause) != "negated"
