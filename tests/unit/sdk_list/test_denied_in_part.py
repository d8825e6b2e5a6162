"""Entries that say of somebody who is there what is not taken, and those that say that somebody is not there."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str) -> list[DeclaredSdkFact]:
    path = tmp_path / "list.md"
    path.write_text(f"# Privacy Policy\n\n## Third-Party Services\n\n{text}", encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


THERE = (
    "shows maps and does not collect personal data",
    "processes payments; we never see card numbers",
    "privacy-friendly analytics that does not use cookies",
    "shows the weather when location permission is not granted",
    "crash reports (no PII)",
)
GONE = (
    "not used",
    "no longer used",
    "removed in version 2",
    "not integrated and no data is shared",
    "we do not use it, and it does not receive data",
)


@pytest.mark.parametrize("said", THERE)
def test_what_is_not_taken_denies_nobody(tmp_path, said):
    facts = read(tmp_path, f"- **Bluebird** – delivers mail\n- **Egret Maps**: {said}\n")
    assert [fact.name for fact in facts] == ["Bluebird", "Egret Maps"]


@pytest.mark.parametrize("said", GONE)
def test_who_is_not_there_is_no_row(tmp_path, said):
    facts = read(tmp_path, f"- **Bluebird** – delivers mail\n- **Egret Maps**: {said}\n")
    assert [fact.name for fact in facts] == ["Bluebird"]


def test_a_list_of_none_but_denied_names_lists_nobody(tmp_path):
    facts = read(tmp_path, "- **Egret SDK**: not used\n- **Finch SDK** – no longer used\n- **Wren SDK** – not used\n")
    assert facts == []


def test_the_title_of_a_policy_is_no_use(tmp_path):
    text = "- **Egret Ads**: [Privacy Policy](https://egret.example/privacy)\n- **Finch**: [Terms](https://finch.example)\n"
    facts = read(tmp_path, text)
    assert [(fact.name, fact.purpose, fact.link) for fact in facts] == [
        ("Egret Ads", "", "https://egret.example/privacy"),
        ("Finch", "", "https://finch.example"),
    ]


def test_a_kind_with_an_address_behind_it_names_that(tmp_path):
    facts = read(tmp_path, "- **Egret Ads**: shows ads\n- **IP Geolocation (ip.example):** To find your city\n")
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("Egret Ads", "shows ads"),
        ("ip.example", "To find your city"),
    ]


def test_a_heading_of_a_remark_is_no_name(tmp_path):
    text = (
        "**Egret Ads:** shows ads\n\n**Important:** These services receive only words and do not receive your data.\n"
    )
    assert "Important" not in [fact.name for fact in read(tmp_path, text)]
