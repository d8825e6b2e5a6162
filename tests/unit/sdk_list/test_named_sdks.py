"""Sentences of a text without a list that call somebody known an SDK, and the answers of a summary."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


@pytest.fixture
def told(tmp_path):
    """The names, uses and data that a policy of a few lines declares."""

    def read(*lines: str) -> list[tuple[str, str, tuple[str, ...]]]:
        path = tmp_path / "policy.md"
        text = "# Privacy policy of Dark Song\n\nDark Song takes your privacy very seriously.\n\n"
        path.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
        return [(fact.name, fact.purpose, fact.data) for fact in read_sdk_list(path, shipped_lexicons()).facts]

    return read


ADS = ("Google Mobile Ads SDK", "display ads")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "This app collects Device ID data by Google Mobile Ads SDK to display ads.",
            [("Google Mobile Ads SDK", "display ads", ("Device ID data",))],
        ),
        (
            "We collect Crash logs, Other app performance data through the Firebase Crashlytics SDK to fix bugs.",
            [("Firebase Crashlytics SDK", "fix bugs", ("Crash logs", "Other app performance data"))],
        ),
        (
            "- Ads: yes, rewarded ads through Google Mobile Ads SDK and Yandex Mobile Ads SDK.",
            [("Google Mobile Ads SDK", "Ads", ()), ("Yandex Mobile Ads SDK", "Ads", ())],
        ),
        (
            "- Yandex Mobile Ads SDK may collect and share ad-related identifiers.",
            [("Yandex Mobile Ads SDK", "", ("ad-related identifiers",))],
        ),
        (
            "The AppLovin MAX SDK and ironSource SDK collect your device identifiers to show ads.",
            [
                ("AppLovin MAX SDK", "show ads", ("device identifiers",)),
                ("ironSource SDK", "show ads", ("device identifiers",)),
            ],
        ),
        (
            "Dark Song also integrates the RevenueCat SDK to manage subscriptions.",
            [("RevenueCat SDK", "manage subscriptions", ())],
        ),
    ],
)
def test_a_sentence_says_which_sdk_takes_what_and_what_for(told, line, found):
    assert told(line) == found


@pytest.mark.parametrize(
    "line",
    [
        "We do not use the Facebook SDK to show ads.",
        "The app does not collect crash logs through the Firebase Crashlytics SDK.",
        "The Firebase SDK may be added in a future version to collect crash logs.",
        "Built with Expo SDK 54 and the Android SDK.",
        "If you use the Stripe SDK yourself, read its terms.",
        "- Crash diagnostics SDK: no, Firebase Crashlytics is not in the app.",
        "- Account required: yes, Google or Apple.",
    ],
)
def test_what_is_refused_planned_built_with_or_of_others_names_nobody(told, line):
    assert told(line) == []


def test_the_answers_of_a_summary_name_who_is_there(told):
    found = told(
        "- Account required: no.",
        "- Developer-operated analytics SDK: yes, optional Firebase Analytics gameplay events.",
        "- Crash diagnostics SDK: yes, optional Firebase Crashlytics controlled by Settings.",
    )
    assert [name for name, _, _ in found] == ["Firebase Analytics", "Firebase Crashlytics"]


def test_a_name_may_be_the_title_of_a_link_and_its_policy_stand_elsewhere(tmp_path):
    path = tmp_path / "policy.md"
    path.write_text(
        "Dark Song takes your privacy very seriously.\n\n"
        "Dark Song uses [TelemetryDeck](https://telemetrydeck.com/) to collect anonymous data. Dark Song also "
        "integrates the RevenueCat SDK which captures some analytics on subscriptions. You can find RevenueCat's "
        "privacy Policy [here](https://www.revenuecat.com/privacy/).\n\n"
        "#### Policy changes\n* **June 28, 2020:** Removed Firebase and Crashlytics reporting.\n",
        encoding="utf-8",
    )
    facts = read_sdk_list(path, shipped_lexicons()).facts
    assert {fact.name: fact.link for fact in facts} == {
        "TelemetryDeck": "https://telemetrydeck.com/",
        "RevenueCat SDK": "https://www.revenuecat.com/privacy/",
    }


def test_an_app_is_the_subject_by_its_name(told):
    assert told(
        "Dark Song uses [Sentry](https://sentry.io) for crash reporting and [Mixpanel](https://mixpanel.com/) for "
        "analytics. Dark Song relies on Supabase for storage."
    ) == [("Sentry", "crash reporting", ()), ("Mixpanel", "analytics", ()), ("Supabase", "storage", ())]
    # the near twin: those who use it
    assert told("Users use Supabase for storage.") == []


def test_a_further_sdk_of_a_sentence_has_a_use_of_its_own(told):
    assert told("We use the Sentry SDK for crash reports, and the RevenueCat SDK for purchases.") == [
        ("Sentry SDK", "crash reports", ()),
        ("RevenueCat SDK", "purchases", ()),
    ]


def test_kinds_of_data_of_a_form_are_data_and_no_names(told):
    assert told(
        "This app may share these data types with third parties",
        "- Location: shared with Google Mobile Ads SDK for advertising",
        "- Device or other IDs: collected by AppLovin SDK for advertising",
        "",
        "No data is shared with the Facebook SDK.",
    ) == [
        ("Google Mobile Ads SDK", "advertising", ("Location",)),
        ("AppLovin SDK", "advertising", ("Device or other IDs",)),
    ]


def test_brackets_behind_a_vendor_name_its_products(tmp_path):
    path = tmp_path / "policy.md"
    path.write_text(
        "# Privacy policy\n\nOur app has third-party code from Google (AdMob, Firebase Analytics), Meta (Facebook "
        "Login) and RevenueCat.\n",
        encoding="utf-8",
    )
    assert [(fact.name, fact.company) for fact in read_sdk_list(path, shipped_lexicons()).facts] == [
        ("AdMob", "Google"),
        ("Firebase Analytics", "Google"),
        ("Facebook Login", "Meta"),
        ("RevenueCat", ""),
    ]
    # the near twin: what somebody is used for, and whose it is
    path.write_text(
        "# Privacy policy\n\nOur app uses Google (sign-in) and Claude (Anthropic) for chats.\n", encoding="utf-8"
    )
    assert [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts] == ["Google", "Claude"]


def test_what_leads_to_sdks_says_not_what_they_are_for(told):
    line = "Our app integrates the following SDKs: Firebase Analytics, Firebase Crashlytics and Google AdMob."
    assert told(line) == [("Firebase Analytics", "", ()), ("Firebase Crashlytics", "", ()), ("Google AdMob", "", ())]


def test_the_title_of_a_policy_is_no_label_of_its_first_line(tmp_path):
    path = tmp_path / "policy.md"
    path.write_text(
        "# Privacy Policy\n\nPixel Run is a free game.\n\n## Information we collect\n\n"
        "Pixel Run collects no personal data. The Google Mobile Ads SDK may collect your advertising ID to show ads.\n",
        encoding="utf-8",
    )
    facts = read_sdk_list(path, shipped_lexicons()).facts
    assert [(fact.name, fact.data) for fact in facts] == [("Google Mobile Ads SDK", ("advertising ID",))]


def test_who_something_is_collected_with_gets_it(told):
    line = (
        "We collect analytics with [Aptabase](https://aptabase.com) and crash reports with [Sentry](https://sentry.io)."
    )
    assert told(line) == [("Aptabase", "", ("analytics",)), ("Sentry", "", ("crash reports",))]
    assert told("We do not collect analytics with Firebase.", "We collect your name with your consent.") == []
    assert told("Nothing is collected with Firebase. No crash reports are sent to Sentry.") == []
