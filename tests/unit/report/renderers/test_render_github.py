"""Annotations are commands that a runner understands, within what it shows, and follow the gate."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.support.report_builder import FINDINGS, B, hostile_report, shop_report
from tests.support.sample_reports import sample_report

from appaudit.model.gate import Gate, GateChoice, GateReason
from appaudit.model.report import Baseline
from appaudit.report import renderers

_COMMAND = re.compile(r"::(error|warning|notice) ([^:\n]*)::([^\n]*)")


def commands(report, language="en"):
    text = renderers.render("github", report, language)
    assert isinstance(text, str)
    matches = [_COMMAND.fullmatch(line) for line in text.splitlines()]
    assert all(matches)
    return [match.groups() for match in matches if match]


def gate(*ids):
    reason = GateReason(code=1, text=B("一项发现", "one finding"))
    return Gate(choice=GateChoice(), exit_code=1, reasons=(reason,), failing=ids)


def test_what_fails_the_gate_is_an_error_and_all_else_is_not() -> None:
    report = shop_report()
    findings = tuple(replace(item, id=f"id-{number}") for number, item in enumerate(report.findings))
    report = replace(report, findings=findings, gate=gate("id-0"))
    errors = [text for kind, _, text in commands(report) if kind == "error"]
    assert errors[0] == "one finding"
    assert errors[1].startswith(FINDINGS[0].message.en)
    assert len(errors) == 2


def test_without_a_failing_gate_there_is_no_error() -> None:
    assert {kind for kind, _, _ in commands(shop_report())} == {"warning", "notice"}


def test_what_the_baseline_knows_is_a_notice() -> None:
    report = shop_report()
    known = tuple(finding.fingerprint for finding in report.findings)
    report = replace(report, baseline=Baseline(name="b.json", sha256="", known=known))
    assert {kind for kind, _, _ in commands(report)} == {"notice"}


def test_at_most_ten_of_each_kind_and_the_tenth_counts_the_rest() -> None:
    report = shop_report()
    many = tuple(replace(FINDINGS[0], id=str(index), fingerprint=f"{index:032x}") for index in range(30))
    found = commands(replace(report, findings=many))
    warnings = [text for kind, _, text in found if kind == "warning"]
    assert len(warnings) == 10
    assert warnings[-1] == "21 more are not annotated here; see the report"


def test_a_file_of_the_repository_has_its_path_and_line() -> None:
    report = sample_report("planted-shop")
    inputs = tuple(replace(item, path=f"a, b/{item.name}") for item in report.inputs)
    places = [properties for _, properties, _ in commands(replace(report, inputs=inputs))]
    assert any(place.startswith("file=a%2C b/privacy.html,line=1,title=") for place in places)
    assert any(place.startswith("file=a%2C b/planted-shop.apk,line=1,title=") for place in places)
    assert not any("file=" in place for _, place, _ in commands(report))


def test_foreign_text_starts_no_command_and_no_line() -> None:
    report = hostile_report()
    evil = B("x\n::error::gotcha %0A\r", "x\n::error::gotcha %0A\r")
    report = replace(report, findings=(replace(report.findings[0], message=evil, title=evil),))
    for _, properties, text in commands(report):
        assert "::error" not in properties
        assert "\r" not in text
    assert any("%250A" in text for _, _, text in commands(report))
