"""Sections of services that say what they are for and where their policy stands, and sentences that list names."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

facts = reader_of("list.md")

SECTION = """### {name}

**Service URL**: `https://api.{host}/v3/`

**What it does**: {use}

**Data sent**:

- Contact information
- API keys

**When data is sent**: When a workflow is triggered.

**Terms of Service**: [{name} terms](https://www.{host}/terms)
**Privacy Policy**: [{name} privacy](https://www.{host}/privacy)

"""


def test_sections_with_what_when_terms_and_policy_are_read_in_full(tmp_path):
    text = SECTION.format(name="Egretmail", host="egretmail.com", use="Newsletter service.") + SECTION.format(
        name="Heron Contact", host="heroncontact.com", use="Email marketing."
    )
    found = [(fact.name, fact.purpose, fact.data, fact.link) for fact in facts(tmp_path, text)]
    assert found == [
        (name, use, ("Contact information", "API keys"), f"https://www.{host}/privacy")
        for name, use, host in (
            ("Egretmail", "Newsletter service.", "egretmail.com"),
            ("Heron Contact", "Email marketing.", "heroncontact.com"),
        )
    ]


def test_the_address_of_terms_counts_where_none_of_a_policy_stands(tmp_path):
    text = (
        "## Third-party services\n\n### Egretmail\n\n**Purpose**: newsletters\n\n**Data sent**: email\n\n"
        "**Terms of Service**: https://egretmail.com/terms\n"
    )
    assert [(fact.name, fact.link) for fact in facts(tmp_path, text)] == [("Egretmail", "https://egretmail.com/terms")]


def test_known_names_with_an_address_at_theirs_are_a_list_beside_one_that_says_what_for(tmp_path):
    text = (
        "# Privacy\n\n## Microsoft AppCenter\nWe use Microsoft AppCenter as crash report service. More info at: "
        "<https://learn.microsoft.com/en-us/appcenter>\n\n## OpenAI\nThe bubble is driven by OpenAI. More info at: "
        "<https://openai.com/policies/privacy-policy>\n"
    )
    assert [fact.name for fact in facts(tmp_path, text)] == ["Microsoft AppCenter", "OpenAI"]
    section = "## {}\nMore info at: <https://{}.example>\n\n"
    elsewhere = f"# Privacy\n\n{section.format('Microsoft AppCenter', 'a')}{section.format('OpenAI', 'b')}"
    assert [fact.name for fact in facts(tmp_path, elsewhere)] == []


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("Groq (primary), Google Gemini (fallback). With your own key: optionally OpenAI.", ["Groq", "Google Gemini"]),
        ("[Groq](https://groq.com) (primary), [Google Gemini](https://google.com) (spare).", ["Groq", "Google Gemini"]),
        ("Groq (primary) does not get anything. Google Gemini is planned.", []),
    ],
)  # fmt: skip
def test_a_kind_of_service_before_names_with_brackets(tmp_path, rest, found):
    text = f"## Third-party services\n\n- **AI Providers:** {rest}\n- **Error Tracking:** Sentry (crash reports).\n"
    names = [fact.name for fact in facts(tmp_path, text)]
    assert [name for name in names if name in ("Groq", "Google Gemini", "OpenAI")] == found


LISTED = "{}：**Supabase**（认证、数据库）、**Expo**（推送通知递送）、Google（登录）。各处理者的政策请见其网站。"


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("本应用使用以下第三方数据处理者", ["Supabase", "Expo", "Google"]),
        ("本应用集成了以下第三方服务", ["Supabase", "Expo", "Google"]),
        ("本应用不使用以下第三方服务", []),
        ("本应用未来计划接入以下第三方服务", []),
    ],
)
def test_a_sentence_that_lists_third_parties_with_their_uses_counts_wherever_it_stands(tmp_path, lead, found):
    text = f"# 隐私政策\n\n## 数据存储\n\n{LISTED.format(lead)}\n"
    assert [fact.name for fact in facts(tmp_path, text)] == found
