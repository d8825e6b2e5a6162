"""A report with ignores and a baseline: what counts, what is only shown, and what does not change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jsonschema
from tests.support.sample_paths import sample
from tests.support.sample_reports import AS_OF, sample_report, shipped_catalog

from appaudit.gate.baseline import baseline_text, entries_of, read_baseline
from appaudit.model.codec import decode, encode
from appaudit.model.finding import Ignore
from appaudit.model.grade import Severity
from appaudit.model.report import Report
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.report.renderers import render
from appaudit.report.schema import report_schema
from appaudit.stages import Stages


def planted(settings: Settings) -> Report:
    paths = sample("planted-shop")
    inputs = Inputs(artifact=paths.apk, policies=(paths.policy,), sdk_lists=(paths.sdk_list,))
    return audit(inputs, shipped_catalog(), settings, Stages())


def statuses(report: Report) -> dict[tuple[str, str], str]:
    return {(row.id, item.item): item.status for row in report.regulations for item in row.items}


def test_an_ignored_finding_leaves_the_list_and_changes_no_item() -> None:
    plain = sample_report("planted-shop")
    first = plain.findings[0]
    ignore = Ignore(rule=first.rule_id, subject=first.subject, reason="agreed with counsel", place="appaudit.yml:3")
    idle = Ignore(rule="undisclosed-sdk", subject="nobody", reason="old")
    report = planted(Settings(as_of=AS_OF, ignores=(ignore, idle)))
    assert [item.id for item in report.findings] == [item.id for item in plain.findings[1:]]
    assert [(item.finding.id, item.ignore) for item in report.ignored] == [(first.id, ignore)]
    assert report.unused_ignores == (idle,)
    assert (report.summary.ignored, report.summary.findings) == (1, len(plain.findings) - 1)
    assert statuses(report) == statuses(plain)
    assert "accepted findings are counted, too: 1" in report.summary.verdict.en
    assert "按配置或裁决接受的 1 项发现" in report.summary.verdict.zh


def test_the_reason_of_an_item_says_when_all_its_findings_are_ignored() -> None:
    plain = sample_report("planted-shop")
    ignores = tuple(Ignore(rule=item.rule_id, subject="*", reason="all") for item in plain.findings)
    report = planted(Settings(as_of=AS_OF, ignores=ignores))
    assert report.findings == ()
    failed = [item for row in report.regulations for item in row.items if item.status == "fail"]
    assert failed
    assert {item.reason.en for item in failed} == {
        "The findings on this item are accepted (by the configuration or a verdict), which does not change its status"
    }


def test_a_filter_on_grades_changes_no_item_either() -> None:
    report = planted(Settings(as_of=AS_OF, min_severity=Severity.CRITICAL))
    assert report.findings == ()
    assert statuses(report) == statuses(sample_report("planted-shop"))
    assert report.gate is not None
    assert {item.fingerprint for item in report.gate.hidden} == {
        item.fingerprint for item in sample_report("planted-shop").findings
    }
    assert report.gate.exit_code == 1


def test_the_baseline_marks_what_was_known(tmp_path: Path) -> None:
    plain = sample_report("planted-shop")
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(entries_of(plain)[1:]), encoding="utf-8")
    report = planted(Settings(as_of=AS_OF, baseline=read_baseline(path)))
    assert report.findings == plain.findings
    assert report.baseline is not None
    assert set(report.baseline.known) == {item.fingerprint for item in plain.findings[1:]}
    assert report.summary.known == len(plain.findings) - 1
    assert report.baseline.gone == ()


def test_the_document_with_all_of_it_follows_the_schema_and_reads_back(tmp_path: Path) -> None:
    plain = sample_report("planted-shop")
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(entries_of(plain)), encoding="utf-8")
    ignores = (
        Ignore(rule=plain.findings[0].rule_id, subject="*", reason="x"),
        Ignore(rule="y", subject="z", reason="r"),
    )
    report = planted(Settings(as_of=AS_OF, ignores=ignores, baseline=read_baseline(path)))
    document = encode(report)
    jsonschema.validate(document, report_schema())
    assert decode(Report, document) == report
    assert not {"ignored", "unused_ignores", "baseline", "timings"} & set(encode(plain))


def test_the_text_report_says_what_is_kept_apart_and_why(tmp_path: Path) -> None:
    plain = sample_report("planted-shop")
    first, second, *rest = plain.findings
    path = tmp_path / "baseline.json"
    gone = replace(entries_of(plain)[0], fingerprint="f" * 32, subject="old\x1b[31m")
    path.write_text(baseline_text([gone, *entries_of(plain)[2:]]), encoding="utf-8")
    ignores = (
        Ignore(rule=first.rule_id, subject=first.subject, reason="agreed\u202e", expires="2027-01-31", place="a.yml:3"),
        Ignore(rule="nothing", subject="x", reason="r", place="a.yml:4"),
    )
    report = planted(Settings(as_of=AS_OF, ignores=ignores, baseline=read_baseline(path)))
    text = render("text", report, "en")
    assert isinstance(text, str)
    assert "Findings that are accepted: 1" in text
    assert f"{first.title.en} — {first.subject}: agreed\\u202e (a.yml:3, until 2027-01-31)" in text
    assert "Ignores that ignored nothing: a.yml:4 nothing x" in text
    assert "Of the baseline no longer found: 1" in text
    assert text.count(" [known] ") == len(rest)
    assert f"[known] {second.title.en}" not in text
    assert "\x1b" not in text
