"""The index: rows that a spreadsheet and a browser can show without doing what a package says."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from lxml import html
from tests.support.sample_reports import sample_report

from appaudit.batch.index import Index, build_index, index_csv, index_html, index_json, unused_everywhere
from appaudit.batch.row import Row, row_of
from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import decode
from appaudit.model.finding import Ignore

EVIL = '=cmd|"/C calc"!A1</td><script>alert(1)</script>\u202e\x1b[31m'


def rows() -> list[Row]:
    report = sample_report("planted-shop")
    done = row_of(report, path="in/shop.apk", complete=True)
    hostile = replace(row_of(sample_report("hostile-strings"), path=f"in/{EVIL}.apk", complete=False), exit_code=0)
    named = {"html": "shop.report.html", "json": "shop.report.json"}
    return [
        Row(**{**{name: getattr(done, name) for name in Row.__slots__}, "reports": named}),
        hostile,
        Row(
            path="in/bad.apk",
            sha256="1" * 64,
            size=9,
            outcome="killed",
            detail=Bilingual("信号 9", "signal 9"),
            exit_code=3,
        ),
    ]


@pytest.fixture(scope="module")
def index() -> Index:
    return build_index(rows(), sample_report("planted-shop").tool, complete=True)


def test_totals_count_what_the_rows_say(index: Index) -> None:
    totals = index.totals
    assert (totals.packages, totals.done, totals.failing, totals.without_report) == (3, 2, 1, {"killed": 1})
    assert totals.findings == sum(row.findings for row in index.rows)
    assert totals.by_severity["high"] == sum(row.by_severity.get("high", 0) for row in index.rows)


def test_json_reads_back_with_one_package_a_line(index: Index) -> None:
    text = index_json(index)
    assert decode(Index, json.loads(text)) == index
    assert sum(line.startswith('  {"path"') for line in text.splitlines()) == 3
    assert decode(Index, json.loads(index_json(build_index([], index.tool, complete=False)))).rows == ()


def test_no_cell_of_the_csv_becomes_a_formula_or_moves_a_cursor(index: Index) -> None:
    text = index_csv(index)
    assert text.startswith("\ufeff")
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["outcome"] for row in read] == ["done", "done", "killed"]
    assert read[0]["report"] == "shop.report.html"
    assert not [cell for row in read for cell in row.values() if cell.startswith(("=", "+", "@", "-"))]
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\u202e]", text)


def test_what_was_not_audited_has_no_number_of_findings(index: Index) -> None:
    read = list(csv.DictReader(io.StringIO(index_csv(index).removeprefix("\ufeff"))))
    audited, killed = read[0], read[-1]
    numbers = ("findings", "high", "violation", "inconclusive", "confirmed", "overdue", "sdks")
    assert all(audited[name].isdigit() for name in numbers)
    assert [killed[name] for name in numbers] == [""] * len(numbers)
    assert (killed["outcome"], killed["complete"]) == ("killed", "no")


def test_the_grades_of_a_row_add_up_to_its_findings_and_every_row_has_all_columns(index: Index) -> None:
    page = html.document_fromstring(index_html(index, "zh"))
    heads = [" ".join(head.text_content().split()) for head in page.xpath("//thead//th")]
    lines = [row.xpath("./th|./td") for row in page.xpath("//tbody/tr")]
    assert {len(cells) for cells in lines} == {len(heads)}
    first = next(place for place, head in enumerate(heads) if "发现" in head)
    found, *grades = (int(cell.text_content()) for cell in lines[0][first : first + 6])
    assert found == sum(grades) > 0


def test_the_page_forbids_everything_but_its_own_script_and_holds_no_other(index: Index) -> None:
    page = html.document_fromstring(index_html(index, "zh"))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//@onclick | //@style | //link | //img")
    assert all(not re.match(r"\w+:", link) for link in page.xpath("//@href | //@src"))
    assert page.xpath("//tbody/tr[1]//a/@href")[0] == "shop.report.html"


def test_the_page_shows_every_package_in_both_languages(index: Index) -> None:
    page = html.document_fromstring(index_html(index, "en"))
    assert page.get("lang") == "en"
    lines = [row.text_content() for row in page.xpath("//tbody/tr")]
    assert len(lines) == 3
    assert "The process was killed" in lines[2]
    assert "处理进程被终止" in lines[2]
    assert "signal 9" in lines[2]
    assert page.xpath("//tbody/tr[3]/@class") == ["failing"]
    assert "\\u202e" in lines[1]


def test_an_ignore_is_unused_when_no_app_needed_it() -> None:
    idle = Ignore(rule="a", subject="b", reason="c")
    needed_once = Ignore(rule="d", subject="e", reason="f")
    other_app = Ignore(rule="g", subject="h", reason="i", package="com.x")
    base = rows()[0]
    values = {name: getattr(base, name) for name in Row.__slots__}
    first = Row(**{**values, "unused_ignores": (idle, needed_once)})
    second = Row(**{**values, "package": "com.x", "unused_ignores": (idle, other_app)})
    assert unused_everywhere([first, second, rows()[2]]) == (idle, other_app)
