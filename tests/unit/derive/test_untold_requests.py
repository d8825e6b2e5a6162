"""Permissions that code asks for without anybody being able to say which."""

from __future__ import annotations

from tests.support.shipped import shipped_catalog

from appaudit.derive.parties import Parties
from appaudit.derive.untold_requests import untold_request_gaps
from appaudit.model.coverage import CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.facts.package import AppFact


def gaps(*requests):
    facts = FactSet([AppFact(package="cn.notes"), *requests])
    return untold_request_gaps(facts, Parties(facts, shipped_catalog().knowledge))


def asked_in(class_name, *permissions):
    return PermissionRequestFact(caller=f"{class_name}.ask()V", caller_class=class_name, permissions=permissions)


def test_the_app_asks_for_what_nobody_can_tell():
    (gap,) = gaps(asked_in("cn.notes.Main"))
    assert (gap.kind, gap.level, gap.reason) == ("permission_request", CoverageLevel.PARTIAL, "unnamed_call")
    assert gap.detail.en == "asks for permissions that are no constants: cn.notes.Main.ask"
    assert gap.detail.zh == "申请的权限并非常量：cn.notes.Main.ask"


def test_permissions_that_are_known_leave_no_gap():
    assert gaps(asked_in("cn.notes.Main", "android.permission.CAMERA")) == []


def test_libraries_ask_for_what_they_are_handed():
    assert gaps(asked_in("androidx.core.app.ActivityCompat"), asked_in("com.karumi.dexter.DexterInstance")) == []


def test_no_more_places_are_named_than_people_read():
    (gap,) = gaps(*(asked_in(f"cn.notes.{name}") for name in "ABCDEFG"))
    assert gap.detail.en.endswith("cn.notes.E.ask; and 2 more")
