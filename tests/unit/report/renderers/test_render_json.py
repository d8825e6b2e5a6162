"""JSON holds the whole document and nothing that JSON or UTF-8 cannot hold."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.support.report_builder import HOSTILE, clean_report, hostile_report, shop_report

from appaudit.model.codec import decode
from appaudit.model.report import Report, Thresholds, Timing
from appaudit.report import renderers


def render(report: Report) -> str:
    text = renderers.render("json", report, "zh")
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("make", [shop_report, hostile_report, clean_report])
def test_decoding_what_was_rendered_gives_the_same_report(make) -> None:
    assert decode(Report, json.loads(render(make()))) == make()


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(shop_report()) == render(shop_report())
    assert renderers.render("json", shop_report(), "en") == render(shop_report())


def test_keys_are_those_of_the_contract_in_its_order() -> None:
    assert list(json.loads(render(shop_report()))) == [
        "schema_version", "tool", "artifact", "inputs", "facts", "findings", "inconclusive", "coverage",
        "regulations", "summary", "glossary", "rules", "plan",
    ]  # fmt: skip


def test_timings_are_there_only_when_something_was_timed() -> None:
    timed = replace(shop_report(), timings=(Timing(stage="dex", milliseconds=12.5),))
    assert json.loads(render(timed))["timings"] == [{"stage": "dex", "milliseconds": 12.5}]


def test_chinese_is_written_as_chinese_and_the_text_ends_with_a_line_feed() -> None:
    text = render(shop_report())
    assert "云栗商城" in text
    assert text.endswith("}\n")
    assert "\r" not in text


def test_lone_surrogates_are_escaped_and_survive() -> None:
    text = render(hostile_report())
    assert "\\ud800" in text
    assert json.loads(text.encode("utf-8"))["artifact"]["label"] == HOSTILE


def test_numbers_that_json_cannot_hold_become_null() -> None:
    report = shop_report()
    sensor = replace(report.facts.sensors[0], thresholds=Thresholds(acceleration=float("inf"), time_ms=float("nan")))
    text = render(replace(report, facts=replace(report.facts, sensors=(sensor,))))
    thresholds = json.loads(text)["facts"]["sensors"][0]["thresholds"]
    assert thresholds == {"acceleration": None, "angle_deg": None, "time_ms": None}


def test_lines_are_short_enough_to_compare() -> None:
    lines = render(shop_report()).splitlines()
    assert (
        '    {"role": "facts", "name": "", "sha256": "", "size": 0, "status": "not_supplied", "detail": null}' in lines
    )
    assert '      "subject": "csj-pangle",' in lines
