"""Findings that a configuration accepts or a baseline knows are shown as such in every format, never hidden."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from io import BytesIO

from lxml import etree
from openpyxl import load_workbook
from tests.support.report_builder import FINDINGS, B, shop_report

from appaudit.model.finding import Ignore, IgnoredFinding
from appaudit.model.report import Baseline, BaselineEntry
from appaudit.report import renderers

REASON = "@legal agreed, see [note](https://example.com) = until the next release"
KNOWN, NEW = FINDINGS[1], FINDINGS[2]
IGNORED = FINDINGS[0]


@cache
def report():
    """The shop report without its first finding, which is accepted, and with the second known from a baseline."""
    made = shop_report()
    ignore = Ignore(rule=IGNORED.rule_id, subject=IGNORED.subject, reason=REASON, expires="2027-01-31", place="a.yml:3")
    gone = BaselineEntry(fingerprint="0" * 32, rule_id="gone", subject="x", title=B("没有了", "Gone"))
    return replace(
        made,
        findings=FINDINGS[1:],
        ignored=(IgnoredFinding(finding=IGNORED, ignore=ignore),),
        baseline=Baseline(name="baseline.json", sha256="0" * 64, known=(KNOWN.fingerprint,), gone=(gone,)),
        summary=replace(made.summary, findings=len(FINDINGS) - 1, ignored=1, known=1),
    )


def rendered(name):
    text = renderers.render(name, report(), "en")
    assert isinstance(text, str)
    return text


def test_sarif_suppresses_what_is_accepted_and_says_what_is_new() -> None:
    results = {
        item["partialFingerprints"]["appauditFinding/v1"]: item
        for item in json.loads(rendered("sarif"))["runs"][0]["results"]
    }
    assert len(results) == len(FINDINGS)
    (suppression,) = results[IGNORED.fingerprint]["suppressions"]
    assert suppression["justification"] == REASON.replace("](", "] (")
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert [item for item in results if "suppressions" in results[item]] == [IGNORED.fingerprint]
    assert results[KNOWN.fingerprint]["baselineState"] == "unchanged"
    assert results[NEW.fingerprint]["baselineState"] == "new"


def test_junit_skips_both_with_the_reason() -> None:
    root = etree.fromstring(rendered("junit").encode())
    skipped = {
        case.get("name"): case[0].get("message") for case in root.iter("testcase") if case.find("skipped") is not None
    }
    assert skipped[f"{IGNORED.title.en}: {IGNORED.subject}"] == f"Accepted by the configuration because: {REASON}"
    assert skipped[f"{KNOWN.title.en}: {KNOWN.subject}"] == f"Known from the baseline: {KNOWN.message.en}"
    assert root.get("failures") == str(len(FINDINGS) - 2)


def test_the_comment_marks_known_findings_and_folds_accepted_ones() -> None:
    text = rendered("markdown")
    assert f"Against the baseline: {len(FINDINGS) - 2} new, 1 known, 1 gone." in text
    assert text.count(" (known) |") == 1
    assert "Findings that are accepted (1)" in text
    assert "@&#8203;legal agreed, see \\[note\\](https&#8203;:" in text
    assert "(until 2027-01-31)" in text


def test_the_workbook_has_a_sheet_for_accepted_findings() -> None:
    content = renderers.render("xlsx", report(), "en")
    assert isinstance(content, bytes)
    book = load_workbook(BytesIO(content))
    (row,) = list(book["Accepted"].iter_rows(min_row=2, values_only=True))
    assert (row[5], row[6], row[8]) == (f"'{REASON}", "2027-01-31", IGNORED.rule_id)
    heads = [cell.value for cell in book["Findings"][1]]
    place = heads.index("Baseline")
    states = [row[place] for row in book["Findings"].iter_rows(min_row=2, values_only=True)]
    assert sorted(states) == ["known", *["new"] * (len(FINDINGS) - 2)]
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert summary["Of these, known from the baseline"] == 1
    assert summary["Besides, accepted by the configuration or by verdicts"] == 1
