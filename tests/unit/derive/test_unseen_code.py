"""What calls of code out of sight leave unknown."""

from __future__ import annotations

from appaudit.derive.unseen_code import unseen_code_gaps
from appaudit.model.coverage import CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.conduct import UnseenCodeFact

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


def test_no_more_places_are_named_than_people_read():
    gaps = unseen_code_gaps(FactSet([loaded_in(name) for name in "ABCDEFG"]))
    assert gaps[0].detail.en.endswith("; and 2 more")
