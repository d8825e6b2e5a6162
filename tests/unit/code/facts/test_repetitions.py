"""What the code repeats, and how often."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    INTERFACE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    call,
    call_range,
    code,
    long,
    new,
    opened,
    read_static,
    small,
    text,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder
from tests.support.shipped import shipped_catalog

from appaudit.code.facts.conduct.repetitions import repetition_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.method_names import plain

TASK = "Lapp/Task;"
SCHEDULE = "Ljava/util/Timer;->schedule(Ljava/util/TimerTask;JJ)V"
EXECUTOR = (
    "Ljava/util/concurrent/ScheduledExecutorService;->scheduleAtFixedRate"
    "(Ljava/lang/Runnable;JJLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/ScheduledFuture;"
)
POST = "Landroid/os/Handler;->postDelayed(Ljava/lang/Runnable;J)Z"
UPDATES = (
    "Landroid/location/LocationManager;->requestLocationUpdates"
    "(Ljava/lang/String;JFLandroid/location/LocationListener;)V"
)
STOP = "Landroid/location/LocationManager;->removeUpdates(Landroid/location/LocationListener;)V"
READ = call(STATIC, "Lapp/Reader;->read()V")
MAKE = (new(1, TASK), call(DIRECT, f"{TASK}-><init>()V", 1))


def repeated(*parts, task=(READ,), name="start()V"):
    reader = DefinedMethod("read()V", code(RETURN_VOID, incoming=0), 9, False)
    builder = DexBuilder()
    builder.add_class("Lapp/Main;", methods=[DefinedMethod(name, code(*parts, RETURN_VOID))])
    builder.add_class(TASK, methods=[DefinedMethod("run()V", code(*task, RETURN_VOID))])
    builder.add_class("Lapp/Reader;", methods=[reader])
    opened_file = opened(builder)
    facts = repetition_facts(Constants(opened_file), Hierarchy([opened_file]), shipped_catalog().lexicons.conduct)
    return [(fact.milliseconds, fact.data_types, tuple(map(plain, fact.runs))) for fact in facts]


def test_a_timer_runs_its_task_and_what_that_calls():
    found = repeated(*MAKE, long(2, 0), long(4, 5000), call_range(VIRTUAL, SCHEDULE, 0, 6))
    assert found == [(5000, (), ("app.Reader.read", "app.Task.run"))]


@pytest.mark.parametrize(("unit", "milliseconds"), [("SECONDS", 30_000), ("MINUTES", 1_800_000)])
def test_a_unit_of_time_is_read(unit, milliseconds):
    unit_read = read_static(6, f"Ljava/util/concurrent/TimeUnit;->{unit}:Ljava/util/concurrent/TimeUnit;")
    found = repeated(*MAKE, long(2, 0), long(4, 30), unit_read, call_range(INTERFACE, EXECUTOR, 0, 7))
    assert [each[0] for each in found] == [milliseconds]


def test_a_period_that_nobody_knows_is_none():
    unknown = (call(STATIC, "Lapp/Server;->period()J"), [0x0B | 4 << 8])
    assert repeated(*MAKE, long(2, 0), *unknown, call_range(VIRTUAL, SCHEDULE, 0, 6)) == []


def test_a_task_posted_once_is_none_and_one_that_posts_itself_is():
    post = (long(2, 1000), call(VIRTUAL, POST, 0, 1, 2, 3))
    assert repeated(*MAKE, *post) == []
    again = (READ, long(2, 1000), [0x08 | 1 << 8, 15], call(VIRTUAL, POST, 0, 1, 2, 3))
    assert repeated(task=again) == [(1000, (), ("app.Reader.read", "app.Task.run"))]


def test_positions_are_asked_for_at_an_interval():
    ask = (text(1, "gps"), long(2, 2000), small(4, 0), small(5, 0), call_range(VIRTUAL, UPDATES, 0, 6))
    assert repeated(*ask) == [(2000, ("location_precise",), ())]
    stop = call(
        VIRTUAL, "Landroid/location/LocationManager;->removeUpdates(Landroid/location/LocationListener;)V", 0, 5
    )
    assert repeated(*ask, stop) == []
