"""A way that calls another object than the one whose method it runs, and near twins that call that very object."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import READ, asked, way_with
from tests.support.program_assembly import (
    APPLICATION,
    Instruction,
    branch,
    call,
    code,
    const,
    defined,
    label,
    move_result,
    new,
    static_field,
)

CALLBACK = "Lm/Callback;"
INTERFACE = defined(CALLBACK, {"done()V": None})
READER = defined("Lm/Waiter;", {"<init>()V": code(), "done()V": code(READ)}, interfaces=[CALLBACK])
IDLE = defined("Lm/Idle;", {"<init>()V": code(), "done()V": code()}, interfaces=[CALLBACK])
OTHER = ("other_object", "m.Waiter.done()V")
DONE = call("interface", f"{CALLBACK}->done()V", 0)
CALLBACKS = [INTERFACE, READER, IDLE]


def get(register: int, owner: int, field: str) -> Instruction:
    """iget-object."""
    return (owner << 12 | register << 8 | 0x54, field_(field))


def put(register: int, owner: int, field: str) -> Instruction:
    """iput-object."""
    return (owner << 12 | register << 8 | 0x5B, field_(field))


def given(register: int) -> Instruction:
    """return-object."""
    return (register << 8 | 0x11,)


#: `Box.cb` holds what its constructor was given; `fire` calls it.
KEPT = f"Lm/Box;->cb:{CALLBACK}"
MAKE_BOX = f"Lm/Box;-><init>({CALLBACK})V"
BOX = defined(
    "Lm/Box;",
    {
        f"<init>({CALLBACK})V": code(put(1, 0, KEPT), registers=2, incoming=2),
        "fire()V": code(get(0, 1, KEPT), DONE, registers=2, incoming=1),
    },
)
ASK = f"Lm/Library;->ask({CALLBACK})V"
LIBRARY = defined("Lm/Library;", {f"ask({CALLBACK})V": code(DONE, registers=1, incoming=1)},
                  static=[f"ask({CALLBACK})V"])  # fmt: skip
OF = f"Lm/Boxes;->of({CALLBACK})Lm/Box;"
REFERENCE = "Ljava/lang/ref/WeakReference;"
REFER = f"{REFERENCE}-><init>(Ljava/lang/Object;)V"
REFERRED = f"{REFERENCE}->get()Ljava/lang/Object;"


def new_box(register: int, callback: int) -> list[Instruction]:
    return [new(register, "Lm/Box;")[0], call("direct", MAKE_BOX, register, callback)]


def handed_to(kind: str, callback: int) -> list[Instruction]:
    """What is done with the callback in a register: each way calls it in the end."""
    if kind == "parameter":
        return [call("static", ASK, callback)]
    if kind == "field":
        return [*new_box(4, callback), call("virtual", "Lm/Box;->fire()V", 4)]
    if kind == "factory":
        return [call("static", OF, callback), move_result(4, reference=True), call("virtual", "Lm/Box;->fire()V", 4)]
    made = [new(4, REFERENCE)[0], call("direct", REFER, 4, callback)]
    return [*made, call("virtual", REFERRED, 4), move_result(4, reference=True), call("static", ASK, 4)]


@pytest.mark.parametrize("kind", ["parameter", "field", "factory", "reference"])
def test_another_object_is_handed_on(kind: str):
    """Both objects are there, and one of them is given to what calls it."""
    made = [*new(2, "Lm/Waiter;"), *new(3, "Lm/Idle;")]
    others = [*CALLBACKS, BOX, LIBRARY, boxes()]
    assert OTHER in asked(*made, *handed_to(kind, 3), others=others)
    assert asked(*made, *handed_to(kind, 2), others=others) == []


def boxes():
    making = [*new_box(0, 1)[:1], call("direct", MAKE_BOX, 0, 1), given(0)]
    name = f"of({CALLBACK})Lm/Box;"
    return defined("Lm/Boxes;", {name: code(*making, registers=2, incoming=1)}, static=[name])


def test_what_nobody_can_follow_may_be_any_object():
    """The list may hold either."""
    listed = [call("interface", "Ljava/util/List;->get(I)Ljava/lang/Object;", 5, 6), move_result(0, reference=True)]
    made = [*new(2, "Lm/Waiter;"), *new(3, "Lm/Idle;")]
    assert OTHER not in asked(*made, *listed, call("static", ASK, 0), others=[*CALLBACKS, LIBRARY])


def test_one_of_two_objects_is_handed_on():
    either = [call("static", "Lm/Ids;->isReady()Z"), move_result(1), branch("eqz", 1, "idle"), *new(2, "Lm/Waiter;"),
              (0x29, "+on"), label("idle"), *new(2, "Lm/Idle;"), label("on")]  # fmt: skip
    assert OTHER not in asked(*either, call("static", ASK, 2), others=[*CALLBACKS, LIBRARY])


BASE = defined("Lm/Task;", {"<init>()V": code(), "go()V": code(call("virtual", "Lm/Task;->work()V", 0), registers=1,
                                                             incoming=1), "work()V": None})  # fmt: skip
BUSY = defined("Lm/Busy;", {"<init>()V": code(), "work()V": code(READ)}, superclass="Lm/Task;")
CALM = defined("Lm/Calm;", {"<init>()V": code(), "work()V": code()}, superclass="Lm/Task;")


@pytest.mark.parametrize(("started", "found"), [(3, [("other_object", "m.Busy.work()V")]), (2, [])])
def test_a_base_class_calls_its_own_method(started: int, found: list[tuple[str, str]]):
    """Of two tasks that are made, one is started: `go` calls `work` of that one."""
    made = [*new(2, "Lm/Busy;"), *new(3, "Lm/Calm;")]
    start = call("virtual", "Lm/Task;->go()V", started)
    assert [each for each in asked(*made, start, others=[BASE, BUSY, CALM]) if each[0] != "callback"] == found


DELEGATE = f"Lm/App;->delegate:{CALLBACK}"
ON_BOARD: list[Instruction] = [call("static", "Lm/Ids;->isOnBoard()Z"), move_result(1)]
EITHER: list[Instruction] = [
    *ON_BOARD, branch("eqz", 1, "idle"), *new(2, "Lm/Waiter;"), given(2), label("idle"), *new(2, "Lm/Idle;"), given(2)
]  # fmt: skip
REPLACED: list[Instruction] = [
    *new(2, "Lm/Waiter;"), *ON_BOARD, branch("eqz", 1, "on"), *new(2, "Lm/Idle;"), label("on"), given(2)
]  # fmt: skip


@pytest.mark.parametrize(
    ("makes", "kinds"),
    [
        ([*new(2, "Lm/Waiter;"), given(2)], []),
        (EITHER, ["other"]),
        (REPLACED, ["callback"]),
    ],
    ids=["one", "one of two by a check", "one that another may take the place of"],
)
def test_a_delegate_of_the_application_is_called_back_by_no_library(makes, kinds: list[str]):
    make = f"make(){CALLBACK}"
    attaches = [call("static", f"Lm/Makes;->{make}"), move_result(3, reference=True), put(3, 9, DELEGATE)]
    methods = {
        "<init>()V": code(),
        "attachBaseContext(Landroid/content/Context;)V": code(*attaches, registers=11, incoming=2),
        "onCreate()V": code(get(0, 9, DELEGATE), branch("eqz", 0, "end"), DONE, label("end"), registers=10, incoming=1),
    }
    app = defined("Lm/App;", methods, superclass=APPLICATION)
    maker = defined("Lm/Makes;", {make: code(*makes)}, static=[make])
    found = [each.kind for each in way_with(app, others=[*CALLBACKS, maker]).conditions]
    assert [kind for kind in found if kind != "null"] == kinds


HOOK = f"Lm/Hooks;->hook:{CALLBACK}"
HOOKS = defined("Lm/Hooks;", {"apply()V": code(static_field("get-object", 0, HOOK), branch("eqz", 0, "end"), DONE,
                                             label("end"))}, static=["apply()V"])  # fmt: skip
APPLY = call("static", "Lm/Hooks;->apply()V")


def test_a_hook_that_nothing_sets_calls_nobody():
    assert OTHER in asked(*new(2, "Lm/Waiter;"), APPLY, others=[*CALLBACKS, HOOKS])
    set_before = [*new(2, "Lm/Waiter;"), static_field("put-object", 2, HOOK), APPLY]
    assert OTHER not in asked(*set_before, others=[*CALLBACKS, HOOKS])


def test_a_longer_way_hands_on_the_object_itself():
    """The shortest way hands on another object; that of the method which makes the object is found behind it."""
    deep = [f"step{number}()V" for number in range(12)]
    methods = {name: code(call("static", f"Lm/Deep;->{deep[number + 1]}")) for number, name in enumerate(deep[:-1])}
    methods[deep[-1]] = code(new(2, "Lm/Waiter;"), call("static", ASK, 2))
    behind = defined("Lm/Deep;", methods, static=deep)
    body = [*new(3, "Lm/Idle;"), call("static", ASK, 3), call("static", f"Lm/Deep;->{deep[0]}")]
    assert asked(*body, others=[*CALLBACKS, LIBRARY, behind]) == []


def test_many_shorter_ways_hand_on_others():
    """More ways than are tried in turn; the one through the method that makes the object is looked for."""
    names = [f"part{number}()V" for number in range(30)]
    idle = code(new(3, "Lm/Idle;"), call("static", ASK, 3))
    parts = defined("Lm/Parts;", dict.fromkeys(names, idle), static=names)
    last = code(call("static", "Lm/Last;->two()V"))
    makes = defined("Lm/Last;", {"one()V": last, "two()V": code(new(2, "Lm/Waiter;"), call("static", ASK, 2))},
                    static=["one()V", "two()V"])  # fmt: skip
    body = [*(call("static", f"Lm/Parts;->{name}") for name in names), call("static", "Lm/Last;->one()V")]
    assert asked(*body, others=[*CALLBACKS, LIBRARY, parts, makes]) == []


def test_the_component_that_the_system_made_is_called_and_no_other_of_its_kind():
    show = code(call("virtual", "Lm/Base;->show()V", 1), registers=2, incoming=1)
    base = defined("Lm/Base;", {"<init>()V": code(), "show()V": code(), "onCreate()V": show}, superclass=APPLICATION)
    keep = code(new(0, "Lm/Second;"), static_field("put-object", 0, "Lm/App;->second:Lm/Second;"))
    app = defined("Lm/App;", {"<init>()V": keep, "show()V": code()}, superclass="Lm/Base;")
    second = defined("Lm/Second;", {"<init>()V": code(), "show()V": code(READ)}, superclass="Lm/Base;")
    kinds = [each.kind for each in way_with(app, others=[base, second]).conditions]
    assert "other_object" in kinds
    own = defined("Lm/App;", {"<init>()V": code(), "show()V": code(READ)}, superclass="Lm/Base;")
    assert way_with(own, others=[base]).conditions == ()


def test_a_constant_null_is_no_object():
    assert OTHER in asked(*new(2, "Lm/Waiter;"), const(3, 0), call("static", ASK, 3), others=[*CALLBACKS, LIBRARY])


MOVED = f"Lm/Moved;->cb:{CALLBACK}"
MAKE_MOVED = f"Lm/Moved;-><init>({CALLBACK})V"
MOVED_OWN = f"Lm/Moved;-><init>({CALLBACK}I)V"


def test_a_constructor_that_leaves_it_to_another_one():
    """As compilers write it for a private one: `this` is moved first."""
    outer = code((0x4007,), (0x5107,), const(2, 0), call("direct", MOVED_OWN, 0, 1, 2), registers=6, incoming=2)
    keeps = code(put(1, 0, MOVED), registers=3, incoming=3)
    methods = {f"<init>({CALLBACK})V": outer, f"<init>({CALLBACK}I)V": keeps,
               "fire()V": code(get(0, 1, MOVED), DONE, registers=2, incoming=1)}  # fmt: skip
    moved = defined("Lm/Moved;", methods)
    made = [*new(2, "Lm/Waiter;"), *new(3, "Lm/Idle;")]
    others = [*CALLBACKS, moved]
    for callback, expected in ((3, True), (2, False)):
        box = [
            new(4, "Lm/Moved;")[0],
            call("direct", MAKE_MOVED, 4, callback),
            call("virtual", "Lm/Moved;->fire()V", 4),
        ]
        assert (OTHER in asked(*made, *box, others=others)) is expected


def test_a_field_that_its_owner_never_fills_is_no_proof():
    """Who else fills it, and when, nobody followed: it may hold the object."""
    box = defined("Lm/Box;", {"<init>()V": code((0x0012,), put(0, 1, KEPT), registers=2, incoming=1),
                              "fire()V": code(get(0, 1, KEPT), DONE, registers=2, incoming=1)})  # fmt: skip
    body = [*new(2, "Lm/Waiter;"), *new(4, "Lm/Box;"), call("virtual", "Lm/Box;->fire()V", 4)]
    assert OTHER not in asked(*body, others=[*CALLBACKS, box])
