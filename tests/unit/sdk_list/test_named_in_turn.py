"""Who an English sentence names one after the other, each with what it is for, and near twins that name nobody."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("policy.md")

PAGE = "# Privacy policy\n\nHello.\n\n## Who we share it with\n\n{}\n"
ELSEWHERE = "# Privacy policy\n\nHello.\n\n## Payments\n\n{}\n"


def named(tmp_path, text: str, page: str = PAGE) -> list[tuple[str, str]]:
    return [(fact.name, fact.purpose) for fact in read(tmp_path, page.format(text))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Vercel (hosting), Egretbase (database), and Twilio (only if you ask for texts).",
            [("Vercel", "hosting"), ("Egretbase", "database"), ("Twilio", "")],
        ),
        (
            "We share data only with: (a) Sentry, our error tracker; (b) Egretpay, our payment processor; (c) police.",
            [("Sentry", "error tracker"), ("Egretpay", "payment processor")],
        ),
        (
            "We may share limited data with Sentry for crash reports; Mapbox and Egretmap for maps.",
            [("Sentry", "crash reports"), ("Mapbox", "maps"), ("Egretmap", "maps")],
        ),
        (
            "Stripe (payment); the courier (your address); and Sentry (bugs).",
            [("Stripe", "payment"), ("Sentry", "bugs")],
        ),
        (
            "Our hosting and database providers include Vercel, Supabase, and Egretbase.",
            [
                ("Vercel", "hosting and database"),
                ("Supabase", "hosting and database"),
                ("Egretbase", "hosting and database"),
            ],
        ),
    ],
)
def test_a_sentence_names_each_with_what_it_is_for(tmp_path, text, told):
    assert named(tmp_path, text) == told


@pytest.mark.parametrize(
    "text",
    [
        "We do not share data with: (a) Sentry, our error tracker; (b) Stripe, our payment processor.",
        "In the future we may share data with Sentry for crash reports; Mapbox for maps.",
        "We share data only with: (a) the police, our friends; (b) the courts, when they ask.",
        "We comply with the Data Protection Regulation (GDPR), the Privacy Act (Canada) and the CCPA (California).",
    ],
)
def test_what_is_denied_planned_or_no_name_is_nobody(tmp_path, text):
    assert named(tmp_path, text) == []


def test_one_provider_of_ours_is_named_whatever_stands_behind_the_comma(tmp_path):
    text = "Our webhost provider, Egret GmbH, is based in Germany."
    assert [name for name, _ in named(tmp_path, text, ELSEWHERE)] == ["Egret GmbH"]
    assert named(tmp_path, text.replace("Our", "Your"), ELSEWHERE) == []


@pytest.mark.parametrize(
    ("entry", "name", "use"),
    [
        ("Egretbase, our database provider, which stores accounts", "Egretbase", "our database provider"),
        ("Egretcloud Inc., the host for this site. US-based.", "Egretcloud Inc.", "the host for this site"),
        ("**Egretcloud** (server hosting), as data processor.", "Egretcloud", "server hosting"),
        ("Sentry, whose Claude model writes the replies", "Sentry", "writes the replies"),
    ],
)
def test_an_entry_says_behind_a_comma_who_somebody_is(tmp_path, entry, name, use):
    text = f"We work with these service providers:\n\n- {entry}\n- Stripe, for payments\n- Mapbox, for maps\n"
    found = named(tmp_path, text)
    assert [each for each, _ in found] == [name, "Stripe", "Mapbox"]
    assert use in found[0][1]


def test_an_entry_says_what_an_app_lets_somebody_do(tmp_path):
    page = (
        "# P\n\n**Here is what we may do with your data:**\n\n"
        "* we may keep it on your computer\n"
        "* we may allow [Sentry](https://sentry.io) to store crash logs for finding bugs\n"
        "* we may allow [MailChimp](https://mailchimp.com) to store your email to send you news\n"
    )
    assert [(fact.name, fact.data, fact.purpose) for fact in read(tmp_path, page)] == [
        ("Sentry", ("crash logs",), "finding bugs"),
        ("MailChimp", ("email",), "send you news"),
    ]


def test_documents_in_brackets_are_no_part_of_a_name(tmp_path):
    page = (
        "# P\n\n## Third-party services\n\nWe use the APIs of the following services for reading links:\n\n"
        "* Discord ([Terms](https://discord.com/terms), [Privacy Policy](https://discord.com/privacy))\n"
        "* Egretpic ([Terms of Service](https://egretpic.example/terms))\n"
        "* Sentry ([Privacy Policy](https://sentry.io/privacy))\n"
    )
    found = read(tmp_path, page)
    assert [(fact.name, fact.purpose) for fact in found] == [
        (name, "reading links") for name in ("Discord", "Egretpic", "Sentry")
    ]
    assert found[0].link == "https://discord.com/privacy"


@pytest.mark.parametrize(("name", "found"), [("EgretFly", ["EgretFly"]), ("LocalStorage", []), ("Wren", [])])
def test_a_coined_name_that_is_used_for_something_is_somebodys(tmp_path, name, found):
    text = f"We use {name} to record and broadcast films."
    assert [each for each, _ in named(tmp_path, text, ELSEWHERE)] == found
