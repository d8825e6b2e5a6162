"""What calls of code out of sight leave unknown."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.derive.unseen_code import native_activity_facts, unseen_code_gaps
from appaudit.model.coverage import CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.conduct import UnseenCodeFact
from appaudit.model.facts.package import ComponentFact, MetaDataFact

LOADER = "dalvik.system.DexClassLoader.<init>"


def loaded_in(name, **more):
    return UnseenCodeFact(way="loader", api=LOADER, caller=f"m.{name}.work()V", caller_class=f"m.{name}", **more)


def test_nothing_out_of_sight_leaves_no_gap():
    assert unseen_code_gaps(FactSet()) == []


def test_a_loader_leaves_all_code_partly_unknown_and_names_call_and_place():
    gaps = unseen_code_gaps(FactSet([loaded_in("B"), loaded_in("A")]))
    assert [(gap.kind, gap.level, gap.reason, gap.part) for gap in gaps] == [
        (kind, CoverageLevel.PARTIAL, "dynamic_code", "m.A.work") for kind in ("namespace", "api_call", "sensor_use")
    ]
    assert gaps[0].detail.en == f"loads code from elsewhere: m.A.work → {LOADER}; m.B.work → {LOADER}"


def test_what_runs_at_launch_is_named_first():
    gaps = unseen_code_gaps(FactSet([loaded_in("A"), loaded_in("B", phase="pre_consent")]))
    assert {gap.part for gap in gaps} == {"m.B.work"}


def test_ways_leave_open_what_they_can_reach():
    library = UnseenCodeFact(way="native", api="java.lang.System.loadLibrary", target="libx.so", caller="m.A.work()V")
    service = UnseenCodeFact(way="binder", api="android.os.IBinder.transact", caller="m.A.ask()V")
    gaps = unseen_code_gaps(FactSet([library, service]))
    assert {(gap.kind, gap.reason) for gap in gaps} == {
        ("api_call", "native_code"),
        ("sensor_use", "native_code"),
        ("api_call", "unnamed_call"),
    }
    assert any("System.loadLibrary(libx.so)" in gap.detail.zh for gap in gaps)


def test_a_provider_at_an_address_that_is_no_constant_is_asked_by_its_interface():
    query = UnseenCodeFact(way="binder", api="android.content.ContentResolver.query", caller="m.A.crop()V")
    service = UnseenCodeFact(way="binder", api="android.os.IBinder.transact", caller="m.A.ask()V")
    assert [gap.detail.zh for gap in unseen_code_gaps(FactSet([service, query]))] == [
        "不经接口，直接与系统服务进行事务：m.A.ask → android.os.IBinder.transact",
        "以并非常量的地址访问 ContentProvider，看不出读取的是哪一个：m.A.crop → android.content.ContentResolver.query",
    ]


def test_no_more_places_are_named_than_people_read():
    gaps = unseen_code_gaps(FactSet([loaded_in(name) for name in "ABCDEFG"]))
    assert gaps[0].detail.en.endswith("; and 2 more")


def native_activities(name="m.Game", library="own", enabled=True):
    facts = [ComponentFact(type="activity", name=name, enabled=enabled)]
    if library:
        facts.append(MetaDataFact(name="android.app.lib_name", value=library, owner=name))
    return [(fact.caller, fact.target) for fact in native_activity_facts(FactSet(facts), knowledge())]


def test_an_activity_whose_code_is_a_library_is_said():
    assert native_activities() == [("m.Game", "libown.so")]
    assert native_activities("android.app.NativeActivity", "") == [("android.app.NativeActivity", "libmain.so")]


@pytest.mark.parametrize("more", [{"library": ""}, {"library": "mmkv"}, {"enabled": False}])
def test_an_activity_of_java_one_of_a_known_library_and_one_that_is_off_are_not(more):
    assert native_activities(**more) == []
