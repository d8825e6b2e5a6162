"""What stands behind the loading of a class that is not there, and near twins that may be there."""

from __future__ import annotations

import pytest
from tests.support.first_launch import MAIN, READ, READER
from tests.support.program_assembly import APPLICATION, call, code, const_string, defined, dex, manifest, move_result
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

LOAD = call("static", "Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;", 1)
CLIENT = "com.google.android.gms.ads.identifier.AdvertisingIdClient"


def waits_for(name: str, *others, is_whole: bool = True, first=()) -> list[str]:
    """The classes that reading the IMEI waits for, where a class is loaded before it."""
    body = [*first, const_string(1, name), LOAD, move_result(2, reference=True), READ]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, READER, *others))])
    assert not errors
    facts = manifest(application="m.App", launcher="m.Main")
    found = Reachability(codes, facts, shipped_lexicons().consent, are_all_declared=is_whole)
    (way,) = found.under_conditions([("m.Reader", "m.Reader.read()V", ())], [Constants(each) for each in codes])
    assert way is not None
    return [condition.subject for condition in way.conditions if condition.kind == "other_object"]


def test_a_class_that_is_not_there():
    assert waits_for(CLIENT) == [CLIENT]
    assert waits_for(CLIENT, first=[READ]) == []


def test_a_class_that_the_package_has():
    there = defined("Lcom/google/android/gms/ads/identifier/AdvertisingIdClient;", {"<init>()V": code()})
    assert waits_for(CLIENT, there) == []


@pytest.mark.parametrize("name", ["android.os.SystemProperties", "com.huawei.system.BuildEx", "miui.os.Build"])
def test_a_class_that_a_device_may_have(name: str):
    assert waits_for(name) == []


def test_a_package_of_which_parts_are_missing_may_have_it():
    assert waits_for(CLIENT, is_whole=False) == []
