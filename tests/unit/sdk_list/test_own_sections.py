"""Sections headed by the name of somebody whom a sentence of theirs says is used."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

LINK = "https://firebase.google.com/support/privacy"


def read(tmp_path, text: str) -> list[tuple[str, str, str]]:
    path = tmp_path / "policy.md"
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.company, fact.link) for fact in read_sdk_list(path, shipped_lexicons()).facts]


SECTION = (
    "## Information about the data processing\n\nYour data will be deleted as soon as the purpose ceases to apply.\n\n"
    "### {title}\n\nWe use Firebase Crashlytics in our app. {whose}\n\n"
    "If the app crashes, anonymous information is transferred to servers in the USA.\n\n{where}\n"
)


@pytest.mark.parametrize("title", ["Firebase Crashlytics", "3.1 Firebase Crashlytics"])
@pytest.mark.parametrize(
    "whose",
    [
        "This is a crash report service provided by Google Ireland Limited, Gordon House, Dublin 4, Ireland.",
        "It is operated by Google Ireland Limited.",
        "The provider is Google Ireland Limited, Gordon House.",
        "Firebase Crashlytics is a service of Google Ireland Limited.",
    ],
)
@pytest.mark.parametrize(
    "where",
    [
        f"Further information can be found in the data protection information from Firebase Crashlytics at {LINK}.",
        f"The privacy policy of Firebase Crashlytics: [read it here]({LINK}).",
    ],
)
def test_a_section_says_whose_its_service_is_and_where_its_policy(tmp_path, title, whose, where):
    text = SECTION.format(title=title, whose=whose, where=where)
    assert read(tmp_path, text) == [("Firebase Crashlytics", "Google Ireland Limited", LINK)]


@pytest.mark.parametrize(
    ("whose", "where"),
    [
        # another company, and what leads to something else
        ("Our servers are provided by Egret Hosting Ltd.", "You can opt out at https://firebase.google.com/optout."),
        ("The legal basis is Art. 6 GDPR.", "Read our privacy policy at https://egret.example/privacy."),
    ],
)
def test_what_a_section_says_of_others_is_nothing_of_it(tmp_path, whose, where):
    text = SECTION.format(title="Firebase Crashlytics", whose=whose, where=where)
    assert ("Firebase Crashlytics", "", "") in read(tmp_path, text)


def test_a_section_with_another_name_tells_nothing(tmp_path):
    whose = "This service is provided by Google Ireland Limited."
    found = read(tmp_path, SECTION.format(title="Third-party crash reports", whose=whose, where="Thank you."))
    assert found[0] == ("Firebase Crashlytics", "", "")
