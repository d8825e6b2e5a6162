"""Sections of an SDK each, whose inner headings are the labels."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str) -> list[tuple[str, str, tuple[str, ...], str]]:
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return [(fact.name, fact.purpose, fact.data, fact.link) for fact in facts]


TABLE = "| Data Type | Linked to User |\n|---|---|\n{rows}"


def section(name: str, data: str, policy: str = "") -> str:
    inner = f"### Package\n- `package: ^1.0.0`\n\n### Purpose\nMaps on screens\n\n### Data Collected\n{data}"
    link = f"\n### Privacy Policy\n{policy}\n" if policy else ""
    return f"## {name}\n\n{inner}{link}\n---\n\n"


TITLE = (
    "# Third-Party SDK Privacy Declaration\n\n## Overview\nThis document declares all third-party SDKs of the app.\n\n"
)
ROWS = TABLE.format(rows="| Device ID | Yes |\n| Precise Location | No |\n")
EGRET = section("1. Egret Maps", ROWS, "https://egret.example.com/privacy")
BLUEBIRD = section("2. Bluebird Charts", TABLE.format(rows="| None | No |\n"))


def test_inner_headings_are_the_labels_of_a_section(tmp_path):
    assert read(tmp_path, TITLE + EGRET + BLUEBIRD) == [
        ("Egret Maps", "Maps on screens", ("Device ID", "Precise Location"), "https://egret.example.com/privacy"),
        ("Bluebird Charts", "Maps on screens", (), ""),
    ]


def test_data_may_be_a_list(tmp_path):
    text = TITLE + EGRET.replace(ROWS, "- Device ID\n- Precise Location\n") + BLUEBIRD
    assert read(tmp_path, text)[0][2] == ("Device ID", "Precise Location")


def test_one_section_alone_is_no_list(tmp_path):
    assert read(tmp_path, TITLE + EGRET.replace("SDK", "")) == []


def test_sections_of_a_policy_about_something_else_are_no_list(tmp_path):
    title = "# Privacy Policy of Wallet\n\n## Overview\nThis is the policy.\n\n"
    assert read(tmp_path, title + EGRET + BLUEBIRD) == []


def test_headings_of_kinds_of_things_are_no_names(tmp_path):
    text = (
        TITLE
        + EGRET.replace("1. Egret Maps", "1. Analytics services")
        + BLUEBIRD.replace("Bluebird Charts", "User Rights")
    )
    assert read(tmp_path, text) == []
