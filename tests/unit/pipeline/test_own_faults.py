"""An error of ours costs the stage in which it stands and nothing else, and passes no gate."""

from __future__ import annotations

from functools import cache

import pytest
from tests.support.sample_paths import sample
from tests.support.shipped import shipped_catalog

from appaudit.errors import ConfigError
from appaudit.model.report import Report
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.stages import Stages


class SlipError(Exception):
    """An error that nobody expected."""


def failing_at(stage: str, *, goes_on: bool) -> Stages:
    """Stages of which one meets an error as soon as it begins."""

    def begin(name: str) -> None:
        if name == stage:
            raise SlipError("nobody expected this")

    return Stages(begin, goes_on=goes_on)


@cache
def report_of(stage: str) -> Report:
    """The report on a sample, one stage of whose audit meets an error of ours; with none where the name is empty."""
    inputs = Inputs(artifact=sample("pre-consent").apk, policies=(sample("pre-consent").policy,))
    return audit(inputs, shipped_catalog(), Settings(as_of="2026-11-24"), failing_at(stage, goes_on=True))


def rules(report: Report) -> set[str]:
    return {finding.rule_id for finding in report.findings}


@pytest.mark.parametrize("stage", ["sensors", "unseen code", "text constants", "ui texts"])
def test_what_other_stages_found_is_kept_and_what_this_one_looks_for_is_a_gap(stage: str) -> None:
    report = report_of(stage)
    assert "sdk-started-before-consent" in rules(report)
    gaps = {(gap.part, gap.reason) for row in report.coverage for gap in row.gaps if gap.reason == "own_fault"}
    assert gaps == {(stage, "own_fault")}
    assert len(report.inconclusive) > len(report_of("").inconclusive)


def test_without_knowing_when_code_runs_nothing_is_said_of_the_launch() -> None:
    report = report_of("reachability")
    assert "sdk-started-before-consent" not in rules(report)
    assert {rule.rule_id for rule in report.inconclusive} >= {"sdk-started-before-consent", "pre-consent-collection"}
    assert {row.id for row in report.facts.sdks} == {row.id for row in report_of("").facts.sdks}


def test_it_ends_with_an_internal_error_whatever_the_gate_asks_for() -> None:
    assert report_of("").gate is not None
    assert report_of("").gate.exit_code == 1
    gate = report_of("sensors").gate
    assert gate.exit_code == 70
    assert "sensors" in gate.reasons[0].text.en


def test_who_looks_for_such_errors_meets_them() -> None:
    with pytest.raises(SlipError):
        failing_at("sensors", goes_on=False).attempt("sensors", list, [])


def test_what_is_said_to_the_user_is_no_fault_of_ours() -> None:
    stages = Stages(goes_on=True)

    def refuse() -> list[str]:
        raise ConfigError("no such file", zh="没有此文件")

    with pytest.raises(ConfigError):
        stages.attempt("sensors", refuse, [])
    assert stages.faults == []


@pytest.mark.parametrize(
    ("cause", "is_ours"), [(ValueError(), True), (MemoryError(), False), (KeyboardInterrupt(), False)]
)
def test_the_end_of_time_or_memory_is_no_fault_of_ours_however_python_wraps_it(
    cause: BaseException, is_ours: bool
) -> None:
    stages = Stages(goes_on=True)

    def fail() -> list[str]:
        raise RuntimeError("while a class was made") from cause

    if is_ours:
        assert stages.attempt("sensors", fail, []) == []
    else:
        with pytest.raises(RuntimeError):
            stages.attempt("sensors", fail, [])
    assert len(stages.faults) == is_ours
