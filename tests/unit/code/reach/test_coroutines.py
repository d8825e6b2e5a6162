"""A scheduler resumes every coroutine of a program: one that the way makes, and none that something else makes."""

from __future__ import annotations

from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import Instruction, branch, call, code, defined, move_result, new

BASE = "Lpb/a;"
SUSPEND = "invokeSuspend(Ljava/lang/Object;)Ljava/lang/Object;"
RESUME = "resumeWith(Ljava/lang/Object;)V"
LIBRARY = (
    defined(
        BASE,
        {"<init>()V": code(), SUSPEND: None, RESUME: code(call("virtual", f"{BASE}->{SUSPEND}", 8, 9), incoming=2)},
    ),
    # The queue holds what somebody put there: an object of the base class, which nobody here makes.
    defined(
        "Lm/Queue;",
        {"take()" + BASE: None, "run()V": code(
            call("static", f"Lm/Queue;->take(){BASE}"), move_result(1, reference=True),
            call("virtual", f"{BASE}->{RESUME}", 1, 2),
        )},
        static=["run()V", "take()" + BASE],
    ),
)  # fmt: skip
TASK = defined("Lm/Task;", {"<init>()V": code(), SUSPEND: code(READ, incoming=2)}, superclass=BASE)
RUN = call("static", "Lm/Queue;->run()V")
START: list[Instruction] = [*new(1, "Lm/Task;"), RUN]


def conditions(*body: Instruction | list[Instruction], maker=(), others=()) -> list[tuple[str, str]]:
    """What the read of the coroutine depends on; `maker` is what another method does, which makes it."""
    far = defined("Lm/Far;", {"go()V": code(*maker)}, static=["go()V"])
    return asked(*body, others=(*LIBRARY, TASK, far, *others))


def test_a_way_that_makes_the_coroutine_resumes_it():
    assert conditions(*START) == []


def test_a_way_past_what_makes_it_says_what_making_it_depends_on():
    """The queue runs at launch for something else; the coroutine is made where something else says so."""
    asks = [call("static", "Lm/Ids;->isReady()Z"), move_result(1), branch("eqz", 1, "end")]
    body = [RUN, *asks, call("static", "Lm/Near;->go()V"), END]
    near = defined("Lm/Near;", {"go()V": code(call("static", "Lm/Far;->go()V"))}, static=["go()V"])
    assert conditions(*body, maker=START, others=(near,)) == [("other", "m.Ids.isReady")]


def test_what_a_method_makes_that_the_way_calls_may_be_what_the_queue_resumes():
    found = conditions(call("static", "Lm/Far;->go()V"), RUN, maker=new(1, "Lm/Task;"))
    assert [kind for kind, _ in found] == ["callback"]


FUNCTION = "Lb/f;"
INVOKE = "invoke(Ljava/lang/Object;)Ljava/lang/Object;"
LAUNCH = f"launch({FUNCTION})V"
STARTER = (
    defined(FUNCTION, {INVOKE: None}),
    defined("Lb/s;", {LAUNCH: code(call("interface", f"{FUNCTION}->{INVOKE}", 9, 1), incoming=1)}, static=[LAUNCH]),
    defined(
        "Lm/Other;",
        {"<init>()V": code(), SUSPEND: code(incoming=2), INVOKE: code(incoming=2)},
        superclass=BASE,
        interfaces=[FUNCTION],
    ),
    defined(
        "Lm/Reads;",
        {"<init>()V": code(), SUSPEND: code(READ, incoming=2),
         INVOKE: code(call("virtual", f"Lm/Reads;->{SUSPEND}", 8, 9), incoming=2)},
        superclass=BASE,
        interfaces=[FUNCTION],
    ),
)  # fmt: skip
FROM_LIST = [call("interface", "Ljava/util/List;->get(I)Ljava/lang/Object;", 2, 3), move_result(1, reference=True)]


def test_what_starts_a_coroutine_starts_every_one():
    """Another one is started first thing; the one that reads where something else says so, in another method."""
    asks = [call("static", "Lm/Ids;->isReady()Z"), move_result(1), branch("eqz", 1, "end")]
    start = call("static", f"Lb/s;->{LAUNCH}", 1)
    body = [*new(1, "Lm/Other;"), *FROM_LIST, start, *asks, call("static", "Lm/Far;->go()V"), END]
    found = conditions(*body, maker=[*new(1, "Lm/Reads;"), start], others=STARTER)
    assert found == [("other", "m.Ids.isReady")]
    assert conditions(*new(1, "Lm/Reads;"), start, others=STARTER) == []
