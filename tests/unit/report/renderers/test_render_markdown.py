"""The comment for a merge request says the verdict, keeps its limit, and does nothing that a package asks for."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html
from markdown_it import MarkdownIt
from tests.support.report_builder import FINDINGS, B, clean_report, hostile_report, shop_report
from tests.support.sample_reports import sample_report

from appaudit.report import renderers
from appaudit.report.renderers.gfm import code, inside_html, prose

#: What our own comments are made of.
ELEMENTS = {
    "div", "h2", "h3", "h4", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code",
    "details", "summary", "pre",
}  # fmt: skip
TRAPS = (
    "@everyone #12 !3 ~bug %sprint $5 ^alert &epic",
    "[click](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example> www.evil.example",
    "<script>alert(1)</script><img src=x onerror=alert(2)></details>",
    "`code` ``more`` *bold* __under__ ~~gone~~ | cell | \\| \\\\| $x$",
    "\n/close\n/merge\n- [ ] task\n# heading\n> quote\n```\nblock",
    "mailto:x@evil.example person@evil.example",
)


def comment(report, language="zh") -> str:
    text = renderers.render("markdown", report, language)
    assert isinstance(text, str)
    return text


def page(text):
    """The comment as GitHub's dialect reads it, links found in plain text included."""
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": True})
    return html.fragment_fromstring(parser.render(text), create_parent="div")


def spoken(element):
    """Texts in which a platform looks for mentions and references: all but code."""
    for node in element.iter():
        if node.tag != "code" and node.text:
            yield node.text
        if node.tail:
            yield node.tail


def trapped_report():
    trap = " ".join(TRAPS)
    report = shop_report()
    findings = tuple(
        replace(
            item, subject=trap, title=B(trap, trap), message=B(trap, trap), remediation=B(trap, trap),
            evidence=tuple(replace(row, text=trap) for row in item.evidence),
        )
        for item in report.findings
    )  # fmt: skip
    return replace(report, findings=findings, artifact=replace(report.artifact, label=trap, package=trap))


def test_verdict_and_gaps_come_before_findings() -> None:
    text = comment(shop_report())
    places = [
        text.index(part)
        for part in (
            "证据符合国家计算机",
            "未能看到的部分",
            "assets/plugin_live.jar",
            "可能被列入通报的问题",
            "| F-01 |",
        )
    ]
    assert places == sorted(places)


def test_a_row_and_a_folded_part_for_every_finding() -> None:
    text = comment(shop_report(), "en")
    for number, item in enumerate(FINDINGS, 1):
        assert f"| F-{number:02d} |" in text
        assert f"<details><summary>F-{number:02d} " in text
        assert prose(item.remediation.en, 400) in text
    assert "- Contrary evidence: `存在同意弹窗" in text
    assert "证据符合" not in text


def test_nothing_found_says_what_that_rests_on() -> None:
    text = comment(clean_report(), "en")
    assert "No finding. 41 rules did not match, 4 could not be decided, 2 did not apply." in text
    assert "- Privacy policy: Not supplied" in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "make", [shop_report, clean_report, hostile_report, trapped_report, lambda: sample_report("hostile-strings")]
)
def test_only_our_own_elements_and_no_attribute(make, language) -> None:
    elements = list(page(comment(make(), language)).iter())
    assert {element.tag for element in elements} <= ELEMENTS
    assert {name for element in elements for name in element.attrib} <= {"style"}  # alignment of cells


@pytest.mark.parametrize("make", [hostile_report, trapped_report, lambda: sample_report("hostile-strings")])
def test_foreign_text_notifies_nobody_and_orders_nothing(make) -> None:
    text = comment(make())
    found = [part for part in spoken(page(text)) if re.search(r"[@#!~%$^&][\w\"]|(?i:https?://|www\.\w)", part)]
    assert found == []
    assert [line for line in text.splitlines() if line.startswith(("/", ">", "```"))] == []


def test_tables_keep_their_columns() -> None:
    for make in (shop_report, trapped_report):
        widths = {len(row) for row in page(comment(make())).iter("tr")}
        assert widths == {6, 5, 2}


@pytest.mark.parametrize("trap", TRAPS)
def test_text_shows_as_it_was(trap) -> None:
    shown = trap.replace("\n", "\\n").strip()
    for text in (
        f"- a {prose(trap, 500)}",
        f"- a {code(trap, 500)}",
        f"| a |\n| --- |\n| {code(trap, 500, in_table=True)} |",
    ):
        got = page(text).text_content().replace("\u200b", "").strip()
        # A backslash before a bar in a table gets a space; everything else is as it was.
        assert re.sub(r"\\+ ?\|", "|", got).removeprefix("a").strip() == re.sub(r"\\+\|", "|", shown)
    folded = page(f"<details><summary>{inside_html(trap, 500)}</summary>\n\n</details>").text_content()
    assert folded.replace("\u200b", "").strip() == shown


def test_many_findings_keep_the_comment_below_the_limit_and_are_counted() -> None:
    report = shop_report()
    many = replace(report, findings=FINDINGS * 100, summary=replace(report.summary, findings=len(FINDINGS) * 100))
    text = comment(many, "en")
    assert 40_000 < len(text) <= 60_000
    rows = len(re.findall(r"^\| F-\d+ \|", text, re.MULTILINE))
    folded = len(re.findall(r"^<details><summary>F-\d+ ", text, re.MULTILINE))
    total = len(FINDINGS) * 100
    assert f"{total - rows} more findings are not in the table" in text
    assert f"The evidence of {total - folded} findings was left out" in text
    assert text.count("<details>") == text.count("</details>")


def test_steps_that_are_not_explained_are_counted() -> None:
    report = sample_report("planted-shop")
    report = replace(report, plan=report.plan[:2])
    many = replace(report, plan=report.plan * 20)
    text = comment(many, "en")
    explained = len(re.findall(r"^- \*\*\d+\*\* ", text, re.MULTILINE))
    assert 0 < explained < len(many.plan)
    assert f"How to make the other {len(many.plan) - explained} changes was left out" in text
    assert "How to make the other" not in comment(report, "en")


def test_no_text_of_a_package_can_exceed_the_limit() -> None:
    flood = "@" * 100_000
    report = shop_report()
    findings = tuple(
        replace(item, subject=flood, title=B(flood, flood), message=B(flood, flood), remediation=B(flood, flood))
        for item in FINDINGS * 20
    )
    gaps = tuple(
        replace(
            item,
            title=B(flood, flood),
            reasons=tuple(replace(gap, part=flood, detail=B(flood, flood)) for gap in item.reasons),
        )
        for item in report.inconclusive * 50
    )
    inputs = tuple(replace(report.inputs[3], name=flood, detail=B(flood, flood)) for _ in range(50))
    artifact = replace(report.artifact, label=flood, package=flood, version_name=flood)
    verdict = replace(report.summary, verdict=B(flood, flood))
    text = comment(
        replace(report, findings=findings, inconclusive=gaps, inputs=inputs, artifact=artifact, summary=verdict)
    )
    assert len(text) <= 60_000
    assert text.count("<details>") == text.count("</details>")
