"""What coroutines, tasks and pages ask of themselves when they go on: a first launch goes on."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import branch, call, compare, move_result, new


@pytest.mark.parametrize(("owner", "expected"), [("Lm/App$onCreate$1;", []), ("Lm/Game;", [("other", "m.Game.label")])])
def test_the_step_of_a_coroutine_decides_nothing(owner: str, expected: list[tuple[str, str]]):
    """Nor does whether what it called is suspended: it goes on with the rest when that is done."""
    step = [*new(1, owner), ((1 << 12) | (2 << 8) | 0x52, field_(f"{owner}->label:I"))]
    assert asked(*step, branch("nez", 2, "end"), READ, END) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("getCOROUTINE_SUSPENDED", []), ("getNothing", [("other", "x.Api.call")])]
)
def test_whether_a_call_is_suspended_decides_nothing(name: str, expected: list[tuple[str, str]]):
    kotlin = f"Lkotlin/coroutines/intrinsics/IntrinsicsKt;->{name}()Ljava/lang/Object;"
    body = [
        call("static", "Lx/Api;->call()Ljava/lang/Object;"), move_result(1, reference=True),
        call("static", kotlin), move_result(2, reference=True), compare("eq", 1, 2, "end"), READ, END,
    ]  # fmt: skip
    assert asked(*body) == expected


@pytest.mark.parametrize(
    ("test", "task", "found"),
    [
        ("nez", "android.os.AsyncTask.isCancelled", []),
        ("nez", "android.app.Activity.isFinishing", []),
        ("eqz", "android.app.Activity.isFinishing", [("other", "android.app.Activity.isFinishing")]),
        ("eqz", "android.os.AsyncTask.isCancelled", [("other", "android.os.AsyncTask.isCancelled")]),
        ("nez", "m.Task.isReady", [("other", "m.Task.isReady")]),
    ],
    ids=["goes on", "goes on while it is shown", "was finished", "was ended", "another question"],
)
def test_a_task_that_asks_whether_somebody_has_ended_it(test: str, task: str, found):
    owner, _, name = task.replace(".", "/").rpartition("/")
    body = [call("virtual", f"L{owner};->{name}()Z", 1), move_result(1), branch(test, 1, "end"), READ, END]
    assert asked(*body) == found
