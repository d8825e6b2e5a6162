"""What the manifest decides of the permissions that an app has when it starts first."""

from __future__ import annotations

import pytest

from appaudit.code.first_launch.grants import Grants, grants_of
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.package import AppFact
from appaudit.model.knowledge import PermissionInfo

PHONE = "android.permission.READ_PHONE_STATE"
KNOWN = {PHONE: PermissionInfo(name=PHONE, protection="dangerous", label=Bilingual("电话", "phone"), data=("imei",))}


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ("android.uid.system", Grants(given=frozenset((PHONE,)))),
        ("com.example.all", Grants()),
        ("", Grants(never=frozenset((PHONE,)))),
    ],
    ids=["the system", "a maker", "its own"],
)
def test_an_app_that_runs_as_the_system_has_every_permission(user: str, expected: Grants) -> None:
    assert grants_of([AppFact(package="m", target_sdk=30, shared_user=user)], KNOWN) == expected
