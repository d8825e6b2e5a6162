"""Services of English registers with a table of labels each, and what stands beside them without naming anybody."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def section(heading: str, head: str, *rows: str) -> str:
    return f"\n### {heading}\n\n{head}\n|---|---|\n" + "".join(f"| {row} |\n" for row in rows)


def test_a_table_of_attributes_below_a_name_is_of_that_name(tmp_path):
    entries = [
        section(
            heading, "| Attribute | Value |", f"**Provider** | {company}", "**Type** | REST API", "**Status** | Live"
        )
        + f"\n**Purpose:**\n- {use}\n\n**Key Files:**\n- `app/{number}.py`\n"
        for number, (heading, company, use) in enumerate(
            [
                ("1. Verse.Heron", "Heron Society", "Looking up verses"),
                ("2. Crowmeal API", "Crowmeal", "Looking up food"),
            ]
        )
    ]
    facts = read(tmp_path, f"# Third-Party Services\n\n## APIs\n{''.join(entries)}")
    assert [(fact.name, fact.company, fact.purpose) for fact in facts] == [
        ("Verse.Heron", "Heron Society", "Looking up verses"),
        ("Crowmeal API", "Crowmeal", "Looking up food"),
    ]


def test_a_table_of_attributes_of_the_document_itself_lists_nobody(tmp_path):
    own = section(
        "Scope",
        "| Field | Value |",
        "Processing | Reading letters",
        "Controller | Nest Inc. (Egret)",
        "Author | A. Wren",
    )
    facts = read(
        tmp_path, f"# Sub-processors\n{own}\n## List\n\n| Vendor | Purpose |\n|---|---|\n| Stripe | Payments |\n"
    )
    assert [fact.name for fact in facts] == ["Stripe"]


def test_what_service_somebody_gives_is_what_they_are_for(tmp_path):
    entries = [
        section(
            heading,
            "| Field | Detail |",
            f"Service | {service}",
            f"Personal data processed | {data}",
            "Country of processing | United States",
            f"DPA | https://{key}.example/dpa",
            "SCCs / IDTA | Included in DPA",
        )
        for heading, service, data, key in [
            ("1. OpenAI", "Whisper API (voice to text)", "Voice audio", "openai"),
            ("2. Stripe, Inc.", "Subscription billing", "Email", "stripe"),
            ("3. Heronpush (Heron, Inc.)", "Heronpush service — relays push tokens", "Push token", "heron"),
        ]
    ]
    facts = read(tmp_path, f"# Subprocessor list\n\n## Active subprocessors\n{''.join(entries)}")
    assert [(fact.name, fact.purpose, fact.data, fact.link) for fact in facts][:2] == [
        ("OpenAI", "Whisper API (voice to text)", ("Voice audio",), "https://openai.example/dpa"),
        ("Stripe, Inc.", "Subscription billing", ("Email",), "https://stripe.example/dpa"),
    ]
    assert [fact.link for fact in facts[2:]] == ["https://heron.example/dpa"]


def test_a_product_that_a_label_names_keeps_its_name(tmp_path):
    entries = "".join(
        section(f"{number}. {kind}", "| Field | Detail |", f"Service | {name}", f"Purpose | {use}", "Data | Email")
        for number, (kind, name, use) in enumerate(
            [("Mail", "Resend", "Sending mail"), ("Pay", "Stripe", "Billing")], 1
        )
    )
    facts = read(tmp_path, f"# Subprocessors\n{entries}")
    assert [(fact.name, fact.purpose) for fact in facts] == [("Resend", "Sending mail"), ("Stripe", "Billing")]


def test_labels_without_headings_below_a_name_with_its_kind(tmp_path):
    entries = [
        section(
            heading, "| | |", f"**Role** | {role}", "**When** | Always.", f"**Receives** | {data}", "**Contract** | DPA"
        )
        for heading, role, data in [
            ("Cloudflare", "Hosting processor", "Everything that is stored"),
            ("Resend — transactional email", "Email delivery processor", "The email address"),
        ]
    ]
    facts = read(tmp_path, f"# Subprocessor register\n\n## Active\n{''.join(entries)}")
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("Cloudflare", "Hosting processor", ("Everything that is stored",)),
        ("Resend", "Email delivery processor", ("The email address",)),
    ]


TABLE = "\n| Sub-processor | Purpose | Data |\n|---|---|---|\n"
USED = f"# Sub-processors\n\n## Core\n{TABLE}| Railway | Hosting | Records |\n"


@pytest.mark.parametrize(
    ("above", "is_there"),
    [
        ("They receive data only when a user logs in. If you do not use one of them, nothing is shared with it.", True),
        ("They are engaged only if the option is set; otherwise the sub-processor is not used.", True),
        ("We do not use the following sub-processors:", False),
    ],
)
def test_what_is_so_at_times_alone_denies_nobody(tmp_path, above, is_there):
    facts = read(tmp_path, f"{USED}\n## Login\n\n{above}\n{TABLE}| GitHub | Login | Email |\n")
    assert [fact.name for fact in facts] == ["Railway", *(["GitHub"] if is_there else [])]


@pytest.mark.parametrize(
    ("heading", "is_there"),
    [("Own servers (not sub-processors)", False), ("AI (sub-processors)", True)],
)
def test_a_heading_says_in_brackets_that_they_are_none(tmp_path, heading, is_there):
    facts = read(tmp_path, f"{USED}\n## {heading}\n{TABLE}| Ollama | Local answers | None |\n")
    assert [fact.name for fact in facts] == ["Railway", *(["Ollama"] if is_there else [])]


def test_one_vendor_in_two_tables_that_each_say_what_is_taken_is_two(tmp_path):
    more = f"\n## Login\n{TABLE}| Google | Login | Email |\n"
    facts = read(tmp_path, f"{USED}| Google (Gemini) | Finding logos | Pictures |\n{more}")
    assert [(fact.name, fact.purpose) for fact in facts][1:] == [
        ("Google (Gemini)", "Finding logos"),
        ("Google", "Login"),
    ]


@pytest.mark.parametrize(
    "beside",
    [
        "**Owner:** Ada Wren (operator)\n**Story:** E119-S12\n",
        "## Changes\n\nWe will:\n1. Notify customers before a new sub-processor\n2. Allow customers to object to it\n",
        "## Setup\n\n1. Log in to the Stripe console: https://dashboard.example/\n2. Go to: https://dashboard.example/keys\n",
        "### How to Migrate Away\n\nReplace it with:\n\n- **OpenAI GPT-4o** (similar in what it can do)\n",
        "## On-Premise Deployments\n\nFor on-premise deployments, no sub-processors are involved in data processing.\n",
    ],
    ids=["of the document", "what will be done", "steps", "what could take its place", "a case"],
)
def test_lines_of_other_things_name_nobody(tmp_path, beside):
    text = f"# Sub-processors\n\n## Core\n{TABLE}| Railway | Hosting | Records |\n| Stripe | Billing | Email |\n"
    assert [fact.name for fact in read(tmp_path, f"{text}\n{beside}")] == ["Railway", "Stripe"]


def test_a_row_to_be_filled_in_lists_nobody(tmp_path):
    rows = "| _to be populated_ | _e.g., hosting_ | |\n"
    assert read(tmp_path, f"# Sub-processors\n{TABLE}{rows}") == []
