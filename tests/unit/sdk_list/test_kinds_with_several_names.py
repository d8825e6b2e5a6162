"""Entries on a kind of service that name several who offer it, each with brackets behind it or none."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

HEAD = "## How we share your information\n\n### Service providers\n"


@pytest.fixture
def uses(tmp_path):
    """The names and uses that a list declares, from its text."""

    def read(text: str) -> list[tuple[str, str]]:
        path = tmp_path / "policy.md"
        path.write_text(text, encoding="utf-8")
        return [(fact.name, fact.purpose) for fact in read_sdk_list(path, shipped_lexicons()).facts]

    return read


@pytest.mark.parametrize("mark", ["- **{}**: ", "* {}: ", "- **{}:** "])
def test_a_kind_names_one_with_brackets_behind_it(uses, mark):
    text = HEAD + "".join(
        f"{mark.format(kind)}{said}\n"
        for kind, said in (
            ("Payment Processing", "Stripe (card payments)"),
            ("AI Services", "OpenAI (GPT-4)"),
        )
    )
    assert uses(text) == [("Stripe", "Payment Processing"), ("OpenAI", "AI Services")]


def test_a_kind_names_several_with_brackets_behind_some(uses):
    text = HEAD + (
        "- Analytics and monitoring: Google Analytics (through a tag, with consent), Firebase Crashlytics;\n"
        "- Media storage: Amazon S3 and Supabase (photos and check-ins);\n"
        "- Payments: Stripe, Inc. (international) and Asaas (Brazil — PIX); other local processors.\n"
    )
    assert [name for name, _ in uses(text)] == [
        "Google Analytics",
        "Firebase Crashlytics",
        "Amazon S3",
        "Supabase",
        "Stripe, Inc.",
        "Asaas",
    ]


def test_kinds_in_small_letters_beside_a_name_are_nobody(uses):
    text = HEAD + "- Payments: Stripe and local processors;\n- Cloud hosting: cloud computing providers (in the EU);\n"
    assert uses(text) == [("Stripe", "Payments")]


@pytest.mark.parametrize(
    "entry",
    [
        "- Analytics: Google Analytics (not used) and Mixpanel (planned)",
        "- Account data: Name, Email (required)",
        "- Location: Google Cloud (Frankfurt)",
        "- Data access: Apple HealthKit (read locally, never sent)",
        "- Analytics: we do not use Google Analytics or Mixpanel",
    ],
)
def test_what_is_refused_planned_kept_here_or_no_kind_names_nobody(uses, entry):
    assert uses(f"{HEAD}{entry}\n- Payments: Stripe (cards)\n") == [("Stripe", "Payments")]


def test_without_a_heading_on_third_parties_the_same_entries_list_nobody(uses):
    assert uses("## Settings\n\n- Analytics: Google Analytics (debug)\n- Storage: Supabase (photos)\n") == []


def test_a_label_that_is_no_kind_of_service_names_nobody(uses):
    tasks = "1. Record the region once the key exists.\n2. DPAs: Anthropic, hosting provider, error tracking.\n"
    assert uses(f"# Sub-processors\n\n## Open points\n\n{tasks}3. Decide the hosting region.\n") == []


def test_a_kind_in_bold_that_looks_like_a_name_is_a_kind_where_somebody_known_stands_behind_it(uses):
    text = HEAD + "- **Error tracking**: Sentry (EU region)\n- **E-mail**: Resend / Postmark\n- **Hosting**: Vercel\n"
    assert uses(text) == [
        ("Sentry", "Error tracking"),
        ("Resend", "E-mail"),
        ("Postmark", "E-mail"),
        ("Vercel", "Hosting"),
    ]
    # the near twin: a name, and what it is for
    assert uses(f"{HEAD}- **Egret**: hosting (EU region)\n- **Google Maps**: maps (Android)\n") == [
        ("Egret", "hosting (EU region)"),
        ("Google Maps", "maps (Android)"),
    ]


def test_the_form_of_a_company_behind_a_comma_is_no_name_of_its_own(uses):
    assert uses(
        f"{HEAD}- Hosting: DigitalOcean, LLC and Cloudflare, Inc.\n- Analytics: none\n- Payments: Stripe\n"
    ) == [
        ("DigitalOcean, LLC", "Hosting"),
        ("Cloudflare, Inc", "Hosting"),
        ("Stripe", "Payments"),
    ]


def test_names_in_brackets_behind_a_kind_in_bold(uses):
    text = HEAD + "- **Analytics** (Google Analytics, Mixpanel)\n- **Customer support** (Zendesk)\n"
    assert uses(text) == [
        ("Google Analytics", "Analytics"),
        ("Mixpanel", "Analytics"),
        ("Zendesk", "Customer support"),
    ]
    assert uses(f"{HEAD}- **Analytics** (anonymous, opt-in)\n- **Payments** (Stripe)\n") == [("Stripe", "Payments")]
