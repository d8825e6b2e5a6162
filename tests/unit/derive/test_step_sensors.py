"""Steps are counted without any permission by apps that target systems before Android 10."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.derive import derive
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.derived import DataAccessFact
from appaudit.model.facts.package import AppFact, PermissionFact

ACTIVITY = "android.permission.ACTIVITY_RECOGNITION"
BODY = "android.permission.BODY_SENSORS"


@pytest.mark.parametrize(
    ("number", "data", "needed", "target", "declared", "permitted"),
    [
        (19, "activity_recognition", ACTIVITY, 26, (), "yes"),
        (18, "activity_recognition", ACTIVITY, 28, (), "yes"),
        (19, "activity_recognition", ACTIVITY, 29, (), "no"),
        (19, "activity_recognition", ACTIVITY, 29, (ACTIVITY,), "yes"),
        (19, "activity_recognition", ACTIVITY, -1, (), "no"),
        (21, "body_sensors", BODY, 26, (), "no"),
    ],
)
def test_step_sensors_ask_for_a_permission_from_a_target_on(
    number: int, data: str, needed: str, target: int, declared: tuple[str, ...], permitted: str
) -> None:
    call = ApiCallFact(
        api=f"android.hardware.SensorManager.getDefaultSensor({number})",
        caller="cn.own.shop.Steps.onCreate",
        caller_class="cn.own.shop.Steps",
        data_types=(data,),
        permissions=(needed,),
    )
    held = [PermissionFact(name=name) for name in declared]
    facts = FactSet((AppFact(package="cn.own.shop", target_sdk=target), call, *held))
    derive(facts, Coverage(), knowledge(), [])
    assert [fact.permitted for fact in facts.of(DataAccessFact)] == [permitted]
