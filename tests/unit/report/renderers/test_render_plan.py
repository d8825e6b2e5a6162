"""The plan is in every format for people, with the numbers of the findings and nothing that could do harm."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import html
from openpyxl import load_workbook
from tests.support.html_page import select, words
from tests.support.report_builder import HOSTILE, shop_report
from tests.support.sample_reports import sample_report

from appaudit.model.bilingual import Bilingual
from appaudit.model.plan import PlanCode, PlanFix, PlanStep
from appaudit.report.renderers import render

TITLE = "Remove unused permissions from the manifest"


def page(report):
    return html.document_fromstring(render("html", report, "zh"))


def test_the_first_steps_stand_in_the_head_of_the_page_and_lead_to_the_plan() -> None:
    document = page(sample_report("planted-shop"))
    steps = select(document, ".first li")
    assert len(steps) == 5
    assert words(steps[0], "zh") == "在政策中写明收集的信息，或停止收集 隐私政策 关闭 2 项"
    assert select(steps[0], "a")[0].get("href") == "#step-1"
    assert [section.get("id") for section in select(document, "main > section")][1:4] == ["unseen", "plan", "findings"]


def test_a_step_shows_whose_it_is_what_it_closes_and_how() -> None:
    (first, *_) = select(page(sample_report("pre-consent")), ".step")
    assert "用户同意后再启动友盟+ 统计" in words(first, "zh")
    assert [link.get("href") for link in select(first, ".step-closes .finding-link")] == ["#F-01", "#F-02"]
    assert [item.text_content() for item in select(first, ".code-language")] == ["Kotlin", "Java"]
    assert "UMConfigure.init(…);" in select(first, ".step-code")[1].text_content().splitlines()
    assert "不再有发现的通报条目" in words(first, "zh")


def test_markdown_text_and_workbook_name_the_same_findings() -> None:
    report = sample_report("planted-shop")
    closed = ", ".join(item.number for item in report.findings if item.id in report.plan[3].closes)
    assert f"| 4 | {TITLE} | Manifest and build | {closed} |" in render("markdown", report, "en")
    assert f"4. [Manifest and build] {TITLE} — closes 3: {closed}" in render("text", report, "en")
    book = load_workbook(BytesIO(render("xlsx", report, "en")))
    rows = list(book["Plan"].iter_rows(min_row=2, values_only=True))
    assert rows[3][:5] == (4, TITLE, "Manifest and build", 3, closed)
    assert "tools:node" in rows[3][9]


def test_the_json_report_has_the_contract_of_a_step() -> None:
    report = sample_report("pre-consent")
    step = json.loads(render("json", report, "zh"))["plan"][0]
    assert set(step) == {"order", "title", "action", "owner", "closes", "items", "places", "fix"}
    assert set(step["fix"]) == {"text", "code", "link"}
    assert step["closes"] == [finding.id for finding in report.findings if finding.number in ("F-01", "F-02")]


@pytest.mark.parametrize("name", ["html", "markdown", "text"])
def test_hostile_text_in_a_step_is_inert(name: str) -> None:
    bad = Bilingual(HOSTILE, HOSTILE)
    step = PlanStep(
        order=1,
        title=bad,
        action=bad,
        owner="app",
        closes=(),
        places=(HOSTILE,),
        fix=PlanFix(text=bad, code=(PlanCode(language="text", text=HOSTILE),), link="javascript:alert(1)"),
    )
    text = render(name, replace(shop_report(), plan=(step,)), "zh")
    assert isinstance(text, str)
    assert "\u202e" not in text
    assert "\x1b" not in text
    if name == "html":
        assert not html.document_fromstring(text).xpath("//a[starts-with(@href, 'javascript')] | //main//script")
