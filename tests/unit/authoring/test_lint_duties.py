"""What `rules lint` says about a new duty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appaudit.authoring.lint import lint
from appaudit.model.bilingual import Bilingual
from appaudit.model.duty import Condition, Deadline, Duty
from appaudit.model.knowledge import Knowledge

GOOD = Duty(
    id="example",
    name=Bilingual("示例", "Example"),
    text=Bilingual("应办理；截止日期：{deadline}", "do it by {deadline}"),
    since="2025-05-01",
    when=(Condition(key="scale.individuals", at_least=5),),
    done="filings.mlps_filed_on",
    deadline=Deadline(after="scale.million_reached_on", working_days=30),
)


def problems(duty: Duty) -> list[str]:
    return [line for line in lint((), Knowledge(duties={duty.id: duty})) if line.startswith("duty example")]


def test_a_complete_duty_brings_no_problem() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        (replace(GOOD, done="filings.nothing"), "has no key 'filings.nothing'"),
        (replace(GOOD, done=""), "exactly one of done, parts and transfers"),
        (replace(GOOD, each="elsewhere"), "each is 'elsewhere'"),
        (replace(GOOD, since="2025-02-30"), "'2025-02-30' is no date"),
        (replace(GOOD, deadline=Deadline(working_days=30)), "deadline must set one of"),
        (replace(GOOD, deadline=Deadline(every_years=2, on="2027-01-01")), "deadline must set one of"),
        (replace(GOOD, text=Bilingual("{day}", "{day}")), "text names {day}"),
    ],
)
def test_a_mistake_is_named(duty: Duty, said: str) -> None:
    assert [said in line for line in problems(duty)] == [True]
