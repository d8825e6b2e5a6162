"""What a method called `whenAgreed` runs of what it is passed, it runs on the terms of its own code."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    READ_IMEI,
    Instruction,
    branch,
    call,
    code,
    const,
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

RUNNABLE = "Ljava/lang/Runnable;"
TASK = defined(
    "Lm/Task;", {"<init>()V": code(incoming=1), "run()V": code(READ_IMEI, incoming=1)}, interfaces=[RUNNABLE]
)
RUN = call("interface", f"{RUNNABLE}->run()V", 9)
KEEP = call("static", f"Lx/Queue;->add({RUNNABLE})V", 9)


def reached(*body: Instruction | list[Instruction]) -> tuple[str, bool]:
    """When the task reads that launch hands to a method with this code, and whether that waits for consent."""
    signature = f"whenAgreed({RUNNABLE})V"
    gate = defined("Lm/Gate;", {signature: code(*body, incoming=1)}, static=[signature])
    hands = code(new(1, "Lm/Task;"), call("static", f"Lm/Gate;->{signature}", 1))
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": hands}, superclass=APPLICATION)
    main = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
    given = manifest(application="m.App", launcher="m.Main")
    found = reach(reachability(given, dex(app, main, TASK, gate)), "m.Task.run")
    return found.phase, found.guarded


ASKS = [*flag(1, "privacy_agreed"), branch("eqz", 1, "shut")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ([RUN], ("pre_consent", False)),
        ([ASKS, RUN, label("shut"), KEEP], ("pre_consent", True)),
        ([ASKS, RUN, label("shut"), RUN], ("pre_consent", False)),
    ],
    ids=["at once", "once agreed", "either way"],
)
def test_a_method_that_runs_what_it_is_passed(body, expected: tuple[str, bool]):
    assert reached(*body) == expected


def test_a_method_that_only_keeps_it_leaves_it_to_the_person():
    assert reached(KEEP)[0] != "pre_consent"


WAITING = "Lm/Gate;->waiting:Ljava/util/List;"
ADD = [static_field("get-object", 2, WAITING), call("interface", "Ljava/util/List;->add(Ljava/lang/Object;)Z", 2, 9)]
DRAIN = [
    static_field("get-object", 1, WAITING),
    const(2, 0),
    call("interface", "Ljava/util/List;->get(I)Ljava/lang/Object;", 1, 2),
    move_result(1, reference=True),
    call("interface", f"{RUNNABLE}->run()V", 1),
]


@pytest.mark.parametrize(
    ("field", "is_opened", "expected"),
    [(WAITING, True, "pre_consent"), (WAITING, False, "other"), ("Lm/Gate;->others:Ljava/util/List;", True, "other")],
    ids=["opened at launch", "not opened", "another queue"],
)
def test_a_queue_that_is_opened_at_launch_runs_what_was_put_there(field: str, is_opened: bool, expected: str):
    signature = f"whenAgreed({RUNNABLE})V"
    opens = [static_field("get-object", 1, field), *DRAIN[1:]]
    gate = defined(
        "Lm/Gate;", {signature: code(*ADD, incoming=1), "open()V": code(*opens)}, static=[signature, "open()V"]
    )
    hands = [*new(1, "Lm/Task;"), call("static", f"Lm/Gate;->{signature}", 1)]
    opened = [call("static", "Lm/Gate;->open()V")] if is_opened else []
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(hands, *opened)}, superclass=APPLICATION)
    main = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
    given = manifest(application="m.App", launcher="m.Main")
    assert reach(reachability(given, dex(app, main, TASK, gate)), "m.Task.run").phase == expected
