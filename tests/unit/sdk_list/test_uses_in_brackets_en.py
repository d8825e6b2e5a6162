"""What English lists say of services in brackets behind their names, and in paragraphs below them."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def uses(tmp_path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose) for fact in read_sdk_list(path, shipped_lexicons()).facts]


SHARED = "# Privacy\n\n## Third parties\n\nWe share data with the following third parties:\n\n"


def test_brackets_behind_a_name_in_bold_say_what_it_is_for(tmp_path):
    entries = (
        "- **Stripe** (payments and transaction data)\n- **Railway** (hosting)\n"
        "- **Anthropic** and **Google** (branding of businesses — finding their logos; see Section 6 for specifics)\n"
    )
    assert uses(tmp_path, SHARED + entries) == [
        ("Stripe", "payments and transaction data"),
        ("Railway", "hosting"),
        ("Anthropic", "branding of businesses — finding their logos; see Section 6 for specifics"),
        ("Google", "branding of businesses — finding their logos; see Section 6 for specifics"),
    ]


def test_brackets_that_say_where_or_when_are_no_use(tmp_path):
    entries = "- **Vercel** (on AWS)\n- **Sentry** (only if enabled)\n- **Resend**\n"
    assert uses(tmp_path, SHARED + entries) == [("Vercel", ""), ("Sentry", ""), ("Resend", "")]


def test_a_place_in_brackets_is_no_use_and_a_wrapped_line_goes_on(tmp_path):
    entries = (
        "- Supabase (eu-west-1, Ireland): hosted database, auth, and edge\n  functions. All data is stored in the EU.\n"
        "- Expo Application Services: push notifications and build\n  infrastructure.\n"
    )
    assert uses(tmp_path, SHARED + entries) == [
        ("Supabase", "hosted database, auth, and edge functions"),
        ("Expo Application Services", "push notifications and build infrastructure"),
    ]


def test_brackets_in_a_heading_say_what_the_service_below_is_for(tmp_path):
    entries = "".join(
        f"### {name}\n\n- **What:** It runs in the app.\n- **Data:** {data}\n- **Privacy policy:** https://{key}.example\n\n"
        for name, data, key in [
            ("Supabase (database and infrastructure)", "All records", "supabase"),
            ("Agora (voice and video calls)", "Audio", "agora"),
        ]
    )
    assert uses(tmp_path, f"# Sub-processors\n\n{entries}") == [
        ("Supabase", "database and infrastructure"),
        ("Agora", "voice and video calls"),
    ]


def test_names_in_bold_with_a_paragraph_each_below_a_line_that_leads_to_them(tmp_path):
    lead = '<p class="excerpt">We use the following 3rd party services to provide support for you:</p>\n\n'
    entries = (
        "* **Plausible**\n  We use this service to understand general usage.\n"
        "* **Mailgun**\n  We use it to send mail on our behalf. The sole purpose is that it arrives.\n"
    )
    assert uses(tmp_path, f"---\ntitle: Subprocessors\n---\n\n{lead}{entries}") == [
        ("Plausible", "understand general usage"),
        ("Mailgun", "send mail on our behalf"),
    ]


def test_kinds_of_data_in_bold_with_a_paragraph_each_are_nobody(tmp_path):
    lead = "# Privacy\n\nWe collect the following data about you:\n\n"
    entries = "* **Apple ID**\n  We use it to sign you in.\n* **Google Account**\n  We use it to sign you in.\n"
    assert uses(tmp_path, lead + entries) == []
