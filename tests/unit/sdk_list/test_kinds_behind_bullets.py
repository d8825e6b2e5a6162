"""Entries of English lists that name somebody behind what kind of service that is, and lists that name nobody."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


USED = "# Privacy\n\n## Third-Party Services\n\nWe use the following third-party services:\n\n"


@pytest.mark.parametrize("form", ["- **{0}:** {1}\n", "- **{0}**: {1}\n", "- {0}: {1}\n"])
def test_a_kind_of_service_in_bold_names_who_offers_it(tmp_path, form):
    entries = [("Hosting", "Railway (data storage and processing)"), ("Email", "Resend (transactional emails only)")]
    facts = read(tmp_path, USED + "".join(form.format(*entry) for entry in entries))
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("Railway", "Hosting", ()),
        ("Resend", "Email", ()),
    ]


def test_how_somebody_is_reached_is_no_third_party(tmp_path):
    assert read(tmp_path, "# Privacy\n\n## Contact\n\n- **Email:** Resend\n- **Support:** Discord\n") == []


def test_a_kind_of_service_with_an_example_names_that(tmp_path):
    entries = (
        "- Infrastructure hosting (e.g. Fly.io or equivalent cloud host) — hosting of the app\n"
        "- Transactional email (e.g. Resend) — delivery of mail\n"
        "- Email address (Heron) — sign-in\n"
        "- Stripe — processing of payments\n"
    )
    facts = read(tmp_path, f"# Subprocessors\n\n## Current subprocessors\n\nWe may use:\n\n{entries}")
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Fly.io", "hosting of the app"),
        ("Resend", "delivery of mail"),
        ("Stripe", "processing of payments"),
    ]


TABLE = "# Sub-processors\n\n| Provider | Purpose | Data |\n|---|---|---|\n| Cloudflare | Hosting | Logs |\n"
DETAILS = (
    "\n## Provider details\n\n### Cloudflare\n\nWe use Cloudflare to host the app.\n\nIt may process data through:\n\n"
    "- Cloudflare Workers;\n- Cloudflare Workers Logs.\n\nThis includes account data and technical logs.\n"
    "\n### Resend\n\nWe use Resend to send mail.\n\nThis may include:\n\n- login emails;\n- password reset emails.\n"
)


def test_a_section_on_somebody_in_the_table_is_no_second_row(tmp_path):
    facts = read(tmp_path, f"{TABLE}| Resend | Transactional email | Email address |\n{DETAILS}")
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("Cloudflare", "Hosting", ("Logs",)),
        ("Resend", "Transactional email", ("Email address",)),
    ]


def test_a_section_on_somebody_else_is_of_its_own(tmp_path):
    facts = read(tmp_path, f"{TABLE}{DETAILS}")
    assert [(fact.name, fact.purpose) for fact in facts] == [("Cloudflare", "Hosting"), ("Resend", "send mail")]


@pytest.mark.parametrize(
    "beside",
    [
        "## Integrations\n\nAll third-party integrations are:\n\n- **Audited**: Connections are recorded in a log\n",
        "### Integration Controls\n\n- **Disconnectable:** Any integration can be revoked at any time\n",
        "[GitHub](https://github.example/egret) · [Sign in](https://egret.example) · [Contact](https://egret.example/c)\n",
    ],
    ids=["what all are held to", "controls", "the foot of a page"],
)
def test_what_stands_beside_a_list_names_nobody(tmp_path, beside):
    assert [fact.name for fact in read(tmp_path, f"{TABLE}\n{beside}")] == ["Cloudflare"]


def test_a_chinese_heading_of_a_service_is_a_name_and_one_of_an_explanation_is_none(tmp_path):
    text = (
        "# 第三方SDK清单\n\n## 友盟 APP统计服务\n\n收集IMEI、OAID，用于统计分析。\n\n"
        "## DCloud 数据存储说明\n\n我们将数据存储在DCloud。\n"
    )
    names = [fact.name for fact in read(tmp_path, text)]
    assert "友盟 APP统计服务" in names
    assert "DCloud 数据存储说明" not in names
