"""What a read at a first launch waits for, as rules can ask for it."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.derive import derive
from appaudit.model.condition import Condition
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.derived import DataAccessFact
from appaudit.model.facts.package import AppFact
from appaudit.model.words import ConditionKind


def access(*conditions: tuple[ConditionKind, str], api: str = "android.os.Example.get") -> DataAccessFact:
    call = ApiCallFact(
        api=api,
        caller="cn.own.shop.A.run",
        caller_class="cn.own.shop.A",
        data_types=("device_serial",),
        role="data",
        phase="pre_consent",
        conditions=tuple(Condition(kind=kind, subject=subject, method="m") for kind, subject in conditions),
    )
    facts = FactSet((AppFact(package="cn.own.shop"), call))
    derive(facts, Coverage(), shipped_catalog().knowledge, [])
    (found,) = facts.of(DataAccessFact)
    return found


def test_a_refusal_is_no_condition_but_is_told() -> None:
    found = access(("refused", "android.permission.READ_PHONE_STATE"))
    assert (found.refused, found.ungranted, found.unsent, found.conditional) == (True, False, False, False)


def test_a_message_that_nothing_sends_is_a_condition() -> None:
    found = access(("unsent", "android.os.Message.what"))
    assert (found.refused, found.ungranted, found.unsent, found.conditional) == (False, False, True, True)


@pytest.mark.parametrize(
    ("conditions", "newest"),
    [
        ((), -1),
        ((("device", "Build.VERSION.SDK_INT < 26"),), 25),
        ((("device", "Build.VERSION.SDK_INT <= 26"),), 26),
        ((("device", "Build.VERSION.SDK_INT == 23"),), 23),
        ((("device", "Build.VERSION.SDK_INT >= 26"),), -1),
        ((("device", "Build.BRAND"),), -1),
        ((("other", "Build.VERSION.SDK_INT < 26"),), -1),
        ((("device", "Build.VERSION.SDK_INT < 30"), ("device", "Build.VERSION.SDK_INT < 24")), 23),
    ],
)
def test_the_newest_system_that_runs_it(conditions: tuple[tuple[ConditionKind, str], ...], newest: int) -> None:
    assert access(*conditions).newest_system == newest


def test_the_newest_system_on_which_an_api_gives_anything() -> None:
    assert access(api="android.os.Build.SERIAL").newest_system == 27
    assert access(("device", "Build.VERSION.SDK_INT < 26"), api="android.os.Build.SERIAL").newest_system == 25
