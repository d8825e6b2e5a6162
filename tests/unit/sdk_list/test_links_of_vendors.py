"""Links to the policy of a vendor, addresses of policies without a protocol, and lists of all that is taken."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")

LISTED = (
    "# P\n\nHi.\n\n## Third-party services\n\n"
    "- **Egret Maps** — shows maps\n- **Egret Ads** — shows ads\n- **Sentry** — bugs\n"
)


def links(tmp_path, text: str) -> list[str]:
    return [fact.link for fact in read(tmp_path, LISTED + text)]


def test_the_policy_of_a_vendor_is_that_of_its_services(tmp_path):
    text = "\n## More\n\nSee [Egret Privacy Policy](https://egret.example/privacy).\n"
    assert links(tmp_path, text) == ["https://egret.example/privacy"] * 2 + [""]


def test_titles_of_others_and_services_with_a_policy_of_their_own_change_nothing(tmp_path):
    assert links(tmp_path, "\n## More\n\nSee [Our Privacy Policy](https://we.example/privacy).\n") == ["", "", ""]
    assert links(tmp_path, "\n## More\n\nSee [Egretta Privacy Policy](https://egretta.example/privacy).\n") == [
        "",
        "",
        "",
    ]
    own = LISTED.replace("shows maps", "shows maps ([privacy policy](https://maps.example/privacy))")
    text = f"{own}\n## More\n\nSee [Egret Privacy Policy](https://egret.example/privacy).\n"
    assert next(fact.link for fact in read(tmp_path, text)) == "https://maps.example/privacy"


def test_a_policy_stands_without_a_protocol(tmp_path):
    text = LISTED.replace(
        "— bugs", "— finds bugs. Its policy is at sentry.io/privacy/, mail to privacy@sentry.io/policy"
    )
    assert [fact.link for fact in read(tmp_path, text)][2] == "https://sentry.io/privacy/"
    other = LISTED.replace("— bugs", "— finds bugs. Our policy is at our-app.example/privacy")
    assert [fact.link for fact in read(tmp_path, other)][2] == ""


@pytest.mark.parametrize(
    "lead",
    [
        "As part of this, the following data may be collected:",
        "The data collected includes:",
        "The crash data may include:",
    ],
)
def test_a_list_of_all_that_is_taken_says_more_than_one_word(tmp_path, lead):
    used = "We use **Sentry** to collect crash reports."
    text = f"# P\n\nHi.\n\n## Crashes\n\n{used}\n\n{{}}\n\n- Device model\n- App version\n"
    assert read(tmp_path, text.format(lead))[0].data == ("Device model", "App version")
    assert read(tmp_path, text.format("The data never includes:"))[0].data == ("crash reports",)
