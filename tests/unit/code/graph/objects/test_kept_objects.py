"""What the system would call of an object that is made and kept runs when somebody hands the object on."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import READ, way_with
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    OBJECT,
    READ_IMEI,
    Instruction,
    branch,
    call,
    code,
    defined,
    dex,
    flag,
    label,
    manifest,
    move_result,
    new,
    reach,
    reachability,
    static_field,
)

RUNNABLE, STRING = "Ljava/lang/Runnable;", "Ljava/lang/String;"
TASK = defined("Lm/Task;", {"<init>()V": code(), "run()V": code(READ_IMEI)}, interfaces=[RUNNABLE])
FIELD = f"Lm/App;->task:{RUNNABLE}"
STATIC = f"Lm/App;->shared:{RUNNABLE}"
POST = f"Landroid/os/Handler;->post({RUNNABLE})Z"
REMOVE = f"Landroid/os/Handler;->removeCallbacks({RUNNABLE})V"
OWN = 9
"""The register of `this` in the methods of the app."""
KEEP: list[Instruction] = [*new(1, "Lm/Task;"), (OWN << 12 | 1 << 8 | 0x5B, field_(FIELD))]
TAKE: Instruction = (OWN << 12 | 1 << 8 | 0x54, field_(FIELD))


def phase(*body: Instruction | list[Instruction], later=(), task=TASK) -> str:
    """When the task runs, where `body` runs at launch and `later` when a person clicks."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body, incoming=1)}, superclass=APPLICATION)
    page = defined("Lm/Main;", {"<init>()V": code(), "onClick(Landroid/view/View;)V": code(*later, incoming=2)},
                   superclass=ACTIVITY, interfaces=["Landroid/view/View$OnClickListener;"])  # fmt: skip
    found = reachability(manifest(application="m.App", launcher="m.Main"), dex(app, page, task))
    return reach(found, "m.Task.run").phase


def test_a_task_that_is_kept_and_nobody_starts():
    assert phase(KEEP) == "other"
    assert phase(KEEP, call("virtual", POST, 5, 1)) == "pre_consent"


def test_a_task_that_is_kept_and_read_to_be_started():
    assert phase(KEEP, TAKE, call("virtual", POST, 5, 1)) == "pre_consent"


def test_a_task_that_is_kept_and_started_at_a_click():
    taken = (8 << 12 | 1 << 8 | 0x54, field_(FIELD))
    assert phase(KEEP, later=[taken, call("virtual", POST, 5, 1)]) == "other"


def test_to_take_a_task_back_or_to_ask_whether_there_is_one_starts_nothing():
    assert phase(KEEP, TAKE, call("virtual", REMOVE, 5, 1)) == "other"
    assert phase(KEEP, TAKE, branch("eqz", 1, "end"), label("end")) == "other"
    assert phase(KEEP, TAKE, call("virtual", REMOVE, 5, 1), call("virtual", POST, 5, 1)) == "pre_consent"


def test_a_task_that_its_maker_runs_itself_waits_for_what_that_call_waits_for():
    run, kept = call("interface", f"{RUNNABLE}->run()V", 1), (OWN << 12 | 1 << 8 | 0x5B, field_(FIELD))
    reads = defined("Lm/Task;", {"<init>()V": code(), "run()V": code(READ)}, interfaces=[RUNNABLE])
    waits = [*flag(2, "shown"), branch("eqz", 2, "end"), run, label("end"), kept]

    def conditions(*body: Instruction) -> list[tuple[str, str]]:
        own = {"<init>()V": code(), "onCreate()V": code(*new(1, "Lm/Task;"), *body, incoming=1)}
        way = way_with(defined("Lm/App;", own, superclass=APPLICATION), others=[reads])
        return [(each.kind, each.subject) for each in way.conditions]

    assert conditions(*waits) == [("unstored", "shown")]
    assert conditions(run, *waits) == []


def test_a_task_that_is_kept_and_run_by_the_interface_of_the_platform():
    """The platform's own interface has no node in the graph: whoever calls the task runs it."""
    run, text = call("interface", f"{RUNNABLE}->run()V", 1), call("virtual", f"{OBJECT}->toString(){STRING}", 1)
    assert phase(KEEP, TAKE, run) == "pre_consent"
    assert phase(KEEP, later=[(8 << 12 | 1 << 8 | 0x54, field_(FIELD)), run]) == "other"
    written = defined(
        "Lm/Task;",
        {"<init>()V": code(), "run()V": code(READ_IMEI), f"toString(){STRING}": code()},
        interfaces=[RUNNABLE],
    )
    assert phase(KEEP, TAKE, text, task=written) == "other"


def test_a_task_in_a_static_field():
    keep = [*new(1, "Lm/Task;"), static_field("put-object", 1, STATIC)]
    assert phase(keep) == "other"
    assert phase(keep, static_field("get-object", 1, STATIC), call("virtual", POST, 5, 1)) == "pre_consent"


def test_a_field_of_another_type_by_the_same_name_is_another_one():
    """Shrinkers give fields of several types one name."""
    other = "Lm/App;->shared:Landroid/os/Handler;"
    keep = [*new(1, "Lm/Task;"), static_field("put-object", 1, STATIC)]
    assert phase(keep, static_field("get-object", 1, other), call("virtual", POST, 1, 5)) == "other"


@pytest.mark.parametrize(
    "constructor",
    [
        code(call("virtual", POST, 5, 9), incoming=1),
        code((0x9107,), call("virtual", POST, 5, 1), incoming=1),
        code(call("virtual", "Lm/Task;->begin()V", 9), incoming=1),
    ],
    ids=["posted", "moved", "own method"],
)
def test_a_task_that_hands_itself_on_when_it_is_made(constructor):
    begins = code(call("virtual", POST, 5, 9), incoming=1)
    methods = {"<init>()V": constructor, "begin()V": begins, "run()V": code(READ_IMEI)}
    assert phase(KEEP, task=defined("Lm/Task;", methods, interfaces=[RUNNABLE])) == "pre_consent"


def test_a_task_that_only_fills_itself_is_but_kept():
    fills = code((9 << 12 | 1 << 8 | 0x5B, field_("Lm/Task;->app:Lm/App;")), call("direct", "Lm/Base;-><init>()V", 9),
                 incoming=1)  # fmt: skip
    methods = {"<init>()V": fills, "run()V": code(READ_IMEI)}
    assert phase(KEEP, task=defined("Lm/Task;", methods, interfaces=[RUNNABLE])) == "other"


@pytest.mark.parametrize(("begins", "found"), [(call("virtual", POST, 5, 9), "pre_consent"), ([], "other")])
def test_a_method_of_its_own_that_hands_it_on_or_keeps_it_to_itself(begins, found: str):
    """Called by its constructor, or on what was read from the field."""
    methods = {"<init>()V": code(), "begin()V": code(begins, incoming=1), "run()V": code(READ_IMEI)}
    begin = call("virtual", "Lm/Task;->begin()V", 1)
    assert phase(KEEP, TAKE, begin, task=defined("Lm/Task;", methods, interfaces=[RUNNABLE])) == found
    methods["<init>()V"] = code(call("virtual", "Lm/Task;->begin()V", 9), incoming=1)
    assert phase(KEEP, task=defined("Lm/Task;", methods, interfaces=[RUNNABLE])) == found


TASKS = "Lm/App;->tasks:Ljava/util/Queue;"
ADD = call("interface", "Ljava/util/Queue;->add(Ljava/lang/Object;)Z", 0, 1)
ADDED: list[Instruction] = [static_field("get-object", 0, TASKS), *new(1, "Lm/Task;"), ADD]
POLL = [static_field("get-object", 0, TASKS), call("interface", f"Ljava/util/Queue;->poll(){OBJECT}", 0),
        move_result(1, reference=True), call("interface", f"{RUNNABLE}->run()V", 1)]  # fmt: skip


def test_a_task_in_a_list_runs_where_the_list_is_gone_through():
    assert phase(ADDED) == "other"
    assert phase(ADDED, later=POLL) == "other"  # a person's click
    assert phase(ADDED, POLL) == "pre_consent"


def test_a_task_that_goes_to_a_list_and_to_somebody_else():
    assert phase(ADDED, call("virtual", POST, 5, 1)) == "pre_consent"


@pytest.mark.parametrize(
    ("queue", "expected"), [(TASKS, "other"), ("Lx/Pool;->tasks:Ljava/util/Queue;", "pre_consent")]
)
def test_whose_list_a_task_goes_to(queue: str, expected: str):
    """What a library does with a list of its own nobody sees."""
    assert phase(static_field("get-object", 0, queue), *new(1, "Lm/Task;"), ADD) == expected


def test_a_method_that_only_puts_what_it_is_passed_into_a_list():
    puts = call("interface", "Ljava/util/Queue;->add(Ljava/lang/Object;)Z", 0, 9)
    adds = code(static_field("get-object", 0, TASKS), puts, incoming=1)
    posts = code(call("virtual", POST, 0, 9), incoming=1)
    for body, expected in ((adds, "other"), (posts, "pre_consent")):
        own = defined("Lm/Tasks;", {f"add({RUNNABLE})V": body}, static=[f"add({RUNNABLE})V"])
        start = code(*new(1, "Lm/Task;"), call("static", f"Lm/Tasks;->add({RUNNABLE})V", 1))
        app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": start}, superclass=APPLICATION)
        found = reachability(manifest(application="m.App"), dex(app, TASK, own))
        assert reach(found, "m.Task.run").phase == expected
