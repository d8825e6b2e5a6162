"""Sections that a name heads and that tell in a sentence what it is: the sentence is what it is for."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

PAGE = "# Third Parties\n\nThese companies process data for us.\n\n## User content\n\n{}"
CLOUDFLARE = (
    "#### Cloudflare\n\nWe use {who} for\n\n- DNS hosting\n- Request caching\n\n[Privacy policy](https://a.b/p)\n\n"
)
STRIPE = "#### Stripe\n\nWe use Stripe to process payments.\n"


def rows(tmp_path, sections: str) -> list[tuple[str, str, str]]:
    path = tmp_path / "list.md"
    path.write_text(PAGE.format(sections), encoding="utf-8")
    return [(fact.name, fact.purpose, fact.link) for fact in read_sdk_list(path, shipped_lexicons()).facts]


@pytest.mark.parametrize("who", ["Cloudflare", "CF"])
def test_a_line_that_ends_in_for_leads_to_the_uses_below_it(tmp_path, who):
    assert rows(tmp_path, CLOUDFLARE.format(who=who) + STRIPE) == [
        ("Cloudflare", "DNS hosting；Request caching", "https://a.b/p"),
        ("Stripe", "process payments", ""),
    ]


SENTRY = (
    "#### Sentry\n\n{}\n\n* [Official website](https://sentry.io/)\n* [Privacy policy](https://sentry.io/privacy/)\n\n"
)


@pytest.mark.parametrize(
    ("told", "use"),
    [
        (
            "[Sentry](https://sentry.io) is our error system, which we watch.",
            "Sentry is our error system, which we watch",
        ),
        ("If you join our beta, Sentry is asked.", ""),
        ("[Sentry](https://sentry.io)", ""),
    ],
)
def test_the_first_sentence_of_a_section_says_what_somebody_known_is_for(tmp_path, told, use):
    assert rows(tmp_path, SENTRY.format(told) + STRIPE)[0] == ("Sentry", use, "https://sentry.io/privacy/")


def test_sections_below_those_of_one_more_level_are_of_the_list_too(tmp_path):
    sections = STRIPE.replace("####", "###") + SENTRY.format("Sentry is our error system.")
    assert [name for name, _, _ in rows(tmp_path, sections)] == ["Stripe", "Sentry"]
