"""Answers as people and spreadsheets get them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from lxml import html
from tests.support.fleet_tables import row
from tests.support.installed import needs

from appaudit.cli import exit_code_of
from appaudit.fleet.tables import Tables

needs("duckdb", "fsspec")

HOSTILE = "=1+1<script>alert(1)</script>\x1b[31m\u202e"


@pytest.fixture
def place(tmp_path: Path) -> str:
    tables = Tables(str(tmp_path / "tables"))
    tables.write("r", {"runs": [row("runs", as_of="2026-11-28")], "rules": [row("rules", rule_id="x", title_zh="题")]})
    package = row("packages", "a", outcome="done", label=HOSTILE, package="com.a", uri="a")
    sdk = row("sdks", "a", sdk_id="s", name=HOSTILE, disclosed="no", collects_data=True)
    tables.write("r-p", {"packages": [package], "sdks": [sdk], "findings": [row("findings", "a", rule_id="x")]})
    return str(tmp_path / "tables")


def ask(*arguments: object) -> int:
    return exit_code_of(["ask", *map(str, arguments)])


def test_without_a_question_runs_and_questions_are_listed(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(place, "--lang", "en") == 0
    printed = capsys.readouterr().out
    assert "* r  1 packages" in printed
    assert "undisclosed-sdk --set sdk=%\n      Which apps embed an SDK" in printed


def test_a_table_shows_one_language_and_no_control_characters(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(place, "findings-by-rule", "--lang", "zh") == 0
    head, _, first = capsys.readouterr().out.splitlines()
    assert head.split() == ["rule_id", "title", "category", "severity", "status", "apps", "findings"]
    assert first.split() == ["x", "题", "1", "1"]
    assert ask(place, "undisclosed-sdk", "--set", "sdk=s") == 0
    printed = capsys.readouterr().out
    assert "com.a" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_a_long_table_says_how_much_of_it_is_shown(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(place, "--sql", "FROM range(5)", "--limit", 2) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "… 2 / 5"


def test_a_spreadsheet_gets_no_formula_and_parquet_the_values(place: str, tmp_path: Path) -> None:
    assert ask(place, "undisclosed-sdk", "--format", "csv", "--output", tmp_path / "a.csv") == 0
    (line,) = csv.DictReader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines())
    assert line["label"].startswith("'=1+1")
    assert ask(place, "undisclosed-sdk", "--format", "parquet", "--output", tmp_path / "a.parquet") == 0
    import duckdb

    assert duckdb.connect().execute(f"SELECT label FROM '{tmp_path}/a.parquet'").fetchall() == [(HOSTILE,)]


def test_the_overview_holds_every_question_in_both_languages_and_asks_for_nothing(place: str, tmp_path: Path) -> None:
    assert ask(place, "--format", "html", "--output", tmp_path / "o.html") == 0
    text = (tmp_path / "o.html").read_text("utf-8")
    page = html.fromstring(text)
    titles = [element.text for element in page.xpath("//h2/code")]
    assert {"undisclosed-sdk", "changed", "not-read"} <= set(titles)
    assert [element.text for element in page.xpath("//*[@class='tiles']/li/strong")] == ["1", "0", "1", "0", "1"]
    assert page.xpath("//*[@src] | //link | //img") == []
    assert "<script>alert" not in text
    assert page.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'; ")
    (bar,) = page.xpath("//section[h2/code='most-hidden-sdks']/div[@lang='en']//rect")
    assert bar.get("width") == "100.0%"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing-of-the-kind"],
        ["changed", "--sql", "SELECT 1"],
        ["changed", "--set", "a=1"],
        ["undisclosed-sdk", "--set", "sdk"],
        ["changed", "--format", "parquet"],
        ["changed", "--run", "none"],
        ["--sql", "SELECT nothing"],
    ],
)
def test_wrong_usage(arguments: list[str], place: str) -> None:
    assert ask(place, *arguments) == 2


@pytest.mark.parametrize(("asked", "is_sql"), [("SELECT 1", True), ("chnaged", False)])
def test_sql_in_the_place_of_a_question_is_told_where_it_goes(
    asked: str, is_sql: bool, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(place, asked) == 2
    said = capsys.readouterr().err
    assert ("--sql" in said, "Did you mean changed?" in said) == (is_sql, not is_sql)


def test_no_tables(tmp_path: Path) -> None:
    assert ask(tmp_path, "changed") == 2
