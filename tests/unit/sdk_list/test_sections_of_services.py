"""Sections without a heading above them that say whose service their name is, and where its policy stands."""

from __future__ import annotations

import re

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str) -> list[tuple[str, str, str, str]]:
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return [(fact.name, fact.company, fact.purpose, fact.link) for fact in facts]


def section(name: str, level: str = "#####") -> str:
    return (
        f"{level} **{name}**\n\n{name} is an advertising service provided by {name}, Inc. (US)  \n"
        f"Privacy Policy: https://www.{name.lower()}.example.com/privacy\n\n"
    )


def row(name: str) -> tuple[str, str, str, str]:
    return name, f"{name}, Inc.", "advertising service", f"https://www.{name.lower()}.example.com/privacy"


def test_sections_of_one_level_that_say_whose_service_they_are_make_a_list(tmp_path):
    assert read(tmp_path, section("Egret") + section("Bluebird")) == [row("Egret"), row("Bluebird")]


def test_sections_that_say_nothing_of_whose_service_they_are_are_no_list(tmp_path):
    text = section("Egret") + section("Bluebird")
    assert read(tmp_path, re.sub("an advertising service.*", "a chapter about birds", text)) == []


def test_sections_of_levels_of_their_own_are_no_list(tmp_path):
    text = "# Our games\n\n" + section("Egret", "##") + section("Bluebird", "###")
    assert row("Bluebird") not in read(tmp_path, text)
