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
from appaudit.model.facts.package import AppFact, PermissionFact
from appaudit.model.words import ConditionKind


def access(
    *conditions: tuple[ConditionKind, str],
    api: str = "android.os.Example.get",
    also: tuple[str, ...] = (),
    declares: tuple[str, ...] = (),
) -> DataAccessFact:
    call = ApiCallFact(
        api=api,
        caller="cn.own.shop.A.run",
        caller_class="cn.own.shop.A",
        data_types=("device_serial",),
        role="data",
        also_one_of=also,
        phase="pre_consent",
        conditions=tuple(Condition(kind=kind, subject=subject, method="m") for kind, subject in conditions),
    )
    held = [PermissionFact(name=name) for name in declares]
    facts = FactSet((AppFact(package="cn.own.shop"), *held, call))
    derive(facts, Coverage(), shipped_catalog().knowledge, [])
    (found,) = facts.of(DataAccessFact)
    return found


def test_a_refusal_is_no_condition_but_is_told() -> None:
    found = access(("refused", "android.permission.READ_PHONE_STATE"))
    assert (found.refused, found.ungranted, found.unsent, found.conditional) == (True, False, False, False)


def test_a_refusal_until_somebody_grants_what_is_asked_for_is_neither() -> None:
    found = access(("requested", "android.permission.READ_PHONE_STATE"))
    assert (found.refused, found.ungranted, found.unsent, found.conditional) == (False, False, False, False)


def test_a_message_that_nothing_sends_is_a_condition() -> None:
    found = access(("unsent", "android.os.Message.what"))
    assert (found.refused, found.ungranted, found.unsent, found.conditional) == (False, False, True, True)


@pytest.mark.parametrize("kind", ["unopened", "empty"])
def test_what_does_not_come_at_a_first_launch_is_told_like_a_message(kind: str) -> None:
    found = access((kind, "x"))
    assert (found.unsent, found.ordered, found.conditional) == (True, False, True)


def test_a_command_of_a_server_is_told() -> None:
    found = access(("ordered", '"wakeup"'))
    assert (found.unsent, found.ordered, found.conditional) == (False, True, True)


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


@pytest.mark.parametrize(
    ("api", "declares", "newest"),
    [
        ("android.net.wifi.WifiManager.getScanResults", (), 27),
        ("android.net.wifi.WifiManager.getScanResults", ("android.permission.ACCESS_COARSE_LOCATION",), -1),
        ("android.net.wifi.WifiManager.getConnectionInfo", (), -1),
        ("android.net.wifi.WifiInfo.getBSSID", (), 27),
        ("android.net.wifi.WifiInfo.getSSID", ("android.permission.ACCESS_FINE_LOCATION",), -1),
    ],
)
def test_what_gives_nothing_without_another_permission(api: str, declares: tuple[str, ...], newest: int) -> None:
    entry = next(
        each for each in shipped_catalog().knowledge.apis_on("android") if f"{each.class_name}.{each.method}" == api
    )
    assert access(api=api, also=entry.also_one_of, declares=declares).newest_system == newest
