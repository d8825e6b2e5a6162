"""Every format says how old the knowledge is; old knowledge is warned of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.report_builder import shop_report
from tests.support.sample_paths import sample
from tests.support.shipped import shipped_catalog

from appaudit.model.gate import Gate, GateChoice
from appaudit.pipeline.audit import audit, tool_of
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.report.renderers import render
from appaudit.report.renderers.knowledge_words import knowledge_line, old_knowledge


def of_age(days):
    report = shop_report()
    gate = Gate(choice=GateChoice(), exit_code=0, reasons=(), failing=())
    return replace(report, tool=replace(report.tool, knowledge_days=days), gate=gate)


@pytest.mark.parametrize(("days", "is_old"), [(-1, False), (0, False), (180, False), (181, True)])
def test_a_warning_after_half_a_year(days, is_old) -> None:
    assert bool(old_knowledge(of_age(days).tool)) == is_old


@pytest.mark.parametrize("name", ["html", "markdown", "text"])
def test_the_age_and_the_warning_are_in_the_report(name) -> None:
    text = render(name, of_age(200), "en")
    assert isinstance(text, str)
    date = shop_report().tool.knowledge_date
    assert f"{date} (200 days before the date of the audit)" in text
    assert "are not counted" in text
    young = render(name, of_age(3), "en")
    assert isinstance(young, str)
    assert "SDKs that changed since are not counted" not in young


def test_the_age_is_counted_to_the_day_of_the_audit() -> None:
    catalog = shipped_catalog()
    checked = catalog.knowledge.knowledge_date
    assert tool_of(catalog, checked).knowledge_days == 0
    assert tool_of(catalog, "2000-01-01").knowledge_days == 0
    assert tool_of(catalog, "").knowledge_days == -1
    report = audit(Inputs(artifact=sample("clean-shop").apk), catalog, Settings(as_of="2027-12-31"))
    assert report.tool.knowledge_days > 365
    assert knowledge_line(report.tool).zh.startswith(f"{checked}（距依据日期 ")
