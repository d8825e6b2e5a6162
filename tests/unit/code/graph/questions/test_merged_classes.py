"""Classes that a shrinker made of several: only the code of the objects that launch makes runs at launch."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import Code, DefinedClass, field_, method, type_
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    OBJECT,
    READ_IMEI,
    Instruction,
    branch,
    call,
    code,
    compare,
    const,
    const_class,
    defined,
    dex,
    flag,
    goto,
    label,
    manifest,
    move_result,
    new,
    reach,
    reachability,
)

from appaudit.code.reach.moments import Reach
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

APP = manifest(application="m.App", launcher="m.Main")
MERGED = "La/b;"
NUMBER = "La/b;->a:I"
RUNNABLE = "Ljava/lang/Runnable;"
POST = "Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z"
MAKE = f"{MERGED}-><init>(I)V"
READER = defined("Lm/Reader;", {"read()V": code(READ_IMEI)}, static=["read()V"])
READ = call("static", "Lm/Reader;->read()V")


def put(value: int, of: int) -> Instruction:
    """iput of a number."""
    return (of << 12 | value << 8 | 0x59, field_(NUMBER))


def get(register: int, of: int) -> Instruction:
    return (of << 12 | register << 8 | 0x52, field_(NUMBER))


def merged(*more: Instruction, interfaces: tuple[str, ...] = (RUNNABLE,), superclass: str = OBJECT) -> DefinedClass:
    """Its objects with number 0 read the IMEI, in another method; those with another number do nothing."""
    run = code(get(0, 3), branch("nez", 0, "end"), READ, label("end"), *more, registers=4, incoming=1)
    made = code(put(2, 1), registers=3, incoming=2)
    return defined(MERGED, {"<init>(I)V": made, "run()V": run}, interfaces=interfaces, superclass=superclass)


def make(number: int) -> list[Instruction]:
    return [(3 << 8 | 0x22, type_(MERGED)), const(4, number), call("direct", MAKE, 3, 4), call("virtual", POST, 2, 3)]


def read(at_launch: Code, on_click: Code, each: DefinedClass | None = None) -> Reach:
    """When Reader.read runs, with these bodies of Application.onCreate and of the click on the first page."""
    start = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": at_launch}, superclass=APPLICATION)
    main = defined(
        "Lm/Main;", {"<init>()V": code(), "onClick(Landroid/view/View;)V": on_click}, superclass=ACTIVITY,
        interfaces=("Landroid/view/View$OnClickListener;",),
    )  # fmt: skip
    return reach(reachability(APP, dex(start, main, READER, each or merged())), "m.Reader.read")


def test_what_an_object_made_at_launch_does_runs_at_launch():
    found = read(code(make(0)), code(make(1)))
    assert (found.phase, found.guarded, found.chain) == (
        "pre_consent",
        False,
        ("m.App.onCreate", "a.b.run", "m.Reader.read"),
    )


def test_an_object_whose_register_another_takes_before_it_is_constructed_has_no_number():
    other = defined("Lm/Other;", {"<init>(I)V": code(registers=3, incoming=2)})
    lost = [(3 << 8 | 0x22, type_(MERGED)), (3 << 8 | 0x22, type_("Lm/Other;")), const(4, 0)]
    launch = code(*lost, call("direct", "Lm/Other;-><init>(I)V", 3, 4), *make(1))
    start = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": launch}, superclass=APPLICATION)
    main = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
    found = reach(reachability(APP, dex(start, main, READER, other, merged())), "m.Reader.read")
    assert found.phase == "pre_consent"


def test_what_an_object_made_on_a_click_does_runs_on_the_click():
    assert read(code(make(1)), code(make(0))).phase == "other"


@pytest.mark.parametrize(("superclass", "told_apart"), [("Ljava/lang/Thread;", True), ("Landroid/view/View;", False)])
def test_a_class_that_extends_what_code_alone_makes_may_be_a_merged_one(superclass: str, told_apart: bool):
    """A view is made by a layout, too, of which the code shows nothing."""
    each = merged(interfaces=(RUNNABLE,) if not told_apart else (), superclass=superclass)
    start = call("virtual", "Ljava/lang/Thread;->start()V", 3) if told_apart else call("virtual", POST, 2, 3)
    for number, phase in ((0, "pre_consent"), (1, "other" if told_apart else "pre_consent")):
        makes = [*make(number)[:-1], start]
        assert read(code(makes), code(make(1 - number)), each).phase == phase


def test_what_an_object_does_that_is_made_behind_consent_waits_for_it():
    waiting = code(make(1), flag(1, "privacy_agreed"), branch("eqz", 1, "end"), *make(0), label("end"))
    assert read(waiting, code()).guarded
    both = code(make(0), flag(1, "privacy_agreed"), branch("eqz", 1, "end"), *make(0), label("end"))
    assert not read(both, code()).guarded


NEW_INSTANCE = "Ljava/lang/Class;->newInstance()Ljava/lang/Object;"
UNKNOWN = [(3 << 8 | 0x22, type_(MERGED)), call("direct", MAKE, 3, 9)]


@pytest.mark.parametrize(
    ("at_launch", "each"),
    [
        (code(make(1), UNKNOWN), merged()),
        # A number that is written anew says nothing of what was given at first.
        (code(make(1)), merged(put(0, 3))),
        # A view is made by a layout as well, and so is what nothing calls by an interface.
        (code(make(1)), merged(superclass="Landroid/view/View;")),
        (
            code(make(1), const_class(5, MERGED), call("virtual", NEW_INSTANCE, 5)),
            merged(),
        ),
    ],
    ids=["a number that nobody knows", "written later", "a view", "made by reflection"],
)
def test_what_cannot_be_told_apart_counts_together(at_launch: Code, each: DefinedClass):
    assert read(at_launch, code(make(0)), each).phase == "pre_consent"


def test_the_number_is_no_condition_of_what_runs():
    files = dex(
        defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(make(0), make(1))}, superclass=APPLICATION),
        READER,
        merged(),
    )
    codes, _ = read_code([("classes.dex", files)])
    found = reachability(APP, files)
    (way,) = found.under_conditions([("m.Reader", "m.Reader.read", ())], [Constants(each) for each in codes])
    assert way is not None
    assert way.conditions == ()


@pytest.mark.parametrize(("kept", "asked"), [(0, []), (1, ["other.Net.open"])])
def test_what_a_field_keeps_has_the_number_that_it_was_made_with(kept: int, asked: list[str]):
    """post(tracker.task) runs what the constructor put there, also where nobody sees how the tracker was made."""
    task = field_("Lm/Tracker;->task:La/b;")
    keeps = code([(3 << 8 | 0x22, type_(MERGED)), const(0, kept), call("direct", MAKE, 3, 0)],
                 ((4 << 12) | (3 << 8) | 0x5B, task), registers=5, incoming=1)  # fmt: skip
    tracker = defined("Lm/Tracker;", {"<init>()V": keeps})
    far = [(0,)] * 201  # its constructor is called too far from where it is made
    gets = [(5 << 8 | 0x22, type_("Lm/Tracker;")), *far, call("direct", "Lm/Tracker;-><init>()V", 5)]
    posts = [((5 << 12) | (6 << 8) | 0x54, task), call("virtual", POST, 2, 6)]
    opened = [call("static", "Lother/Net;->open()Z"), move_result(7), branch("eqz", 7, "end")]
    other = defined("Lm/Other;", {"go()V": code(make(0))}, static=["go()V"])
    launch = code(gets, posts, opened, call("static", "Lm/Other;->go()V"), label("end"))
    files = dex(defined("Lm/App;", {"<init>()V": code(), "onCreate()V": launch}, superclass=APPLICATION), READER,
                merged(), tracker, other)  # fmt: skip
    codes, _ = read_code([("classes.dex", files)])
    (way,) = reachability(APP, files).under_conditions([("m.Reader", "m.Reader.read", ())], list(map(Constants, codes)))
    assert way is not None
    assert [each.subject for each in way.conditions] == asked


def test_an_object_whose_constructor_was_left_to_the_class_above_is_of_any_number():
    # R8 calls the constructor of the class above on the object itself, where its own would do nothing more.
    above = defined("La/c;", {"<init>(I)V": code(registers=3, incoming=2)})
    each = merged(superclass="La/c;")
    made = [(3 << 8 | 0x22, type_(MERGED)), const(4, 1), call("direct", "La/c;-><init>(I)V", 3, 4)]
    start = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(made)}, superclass=APPLICATION)
    main = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
    found = reachability(APP, dex(start, main, READER, above, each))
    assert reach(found, "m.Reader.read").phase == "pre_consent"


def of(run: Code, constructor: Code | None = None) -> DefinedClass:
    made = constructor or code(put(2, 1), registers=3, incoming=2)
    return defined(MERGED, {"<init>(I)V": made, "run()V": run}, interfaces=(RUNNABLE,))


#: What the branches have in common comes before the number is read, from a register that the object was moved to.
SHARED = code(
    (2 << 8 | 0x08, 9), const(1, 5), (8 << 8 | 0x12,), get(0, 2), (3 << 8 | 0x01 | 0 << 12,), branch("nez", 3, "end"),
    READ, label("end"), registers=10, incoming=1,
)  # fmt: skip


def test_the_number_may_be_read_after_what_the_branches_share():
    assert read(code(make(1)), code(make(0)), of(SHARED)).phase == "other"
    assert read(code(make(0)), code(make(1)), of(SHARED)).phase == "pre_consent"


def test_the_number_of_another_object_decides_nothing():
    another = (9 << 12 | 2 << 8 | 0x54, field_("La/b;->b:La/b;"))
    run = code(another, get(0, 2), branch("nez", 0, "end"), READ, label("end"), registers=10, incoming=1)
    assert read(code(make(1)), code(make(0)), of(run)).phase == "pre_consent"
    both = [get(0, 9), branch("eqz", 0, "end"), another, get(0, 2), branch("nez", 0, "end"), READ, label("end")]
    assert read(code(make(1)), code(make(0)), of(code(both, registers=10, incoming=1))).phase == "pre_consent"
    own = [get(0, 9), branch("eqz", 0, "end"), get(0, 9), branch("nez", 0, "end"), READ, label("end")]
    assert read(code(make(1)), code(make(0)), of(code(own, registers=10, incoming=1))).phase == "other"


def test_what_waits_for_an_object_that_is_only_made_by_what_does_not_run_waits_too():
    # Number 2 makes an object of number 0, which reads.
    again = [
        get(0, 9),
        const(1, 2),
        compare("eq", 0, 1, "again"),
        branch("nez", 0, "end"),
        READ,
        goto("end"),
        label("again"),
    ]
    run = code(again, make(0), label("end"), registers=10, incoming=1)
    assert read(code(make(1)), code(make(2)), of(run)).phase == "other"
    assert read(code(make(2)), code(make(1)), of(run)).phase == "pre_consent"


def passed(number: int) -> list[Instruction]:
    """An object made with a number that was moved before it is handed over."""
    moved = (6 << 12 | 4 << 8 | 0x01,)
    return [
        const(6, number),
        (3 << 8 | 0x22, type_(MERGED)),
        moved,
        call("direct", MAKE, 3, 4),
        call("virtual", POST, 2, 3),
    ]


def test_the_number_may_come_through_another_register():
    assert read(code(passed(1)), code(make(0))).phase == "other"
    assert read(code(passed(0)), code(make(1))).phase == "pre_consent"


def test_one_of_two_numbers_that_a_register_may_hold_is_not_known():
    either = [flag(1, "big"), const(6, 1), branch("eqz", 1, "small"), const(6, 0), label("small"), passed(1)[1:]]
    flat = [each for part in either for each in (part if isinstance(part, list) else [part])]
    assert read(code(flat), code()).phase == "pre_consent"


def moved(number: int) -> list[Instruction]:
    """An object that is moved to where a call of many registers takes it; its own register is used again before."""
    taken = (3 << 12 | 7 << 8 | 0x07,)
    ranged = (2 << 8 | 0x76, method(MAKE), 7)
    return [
        (3 << 8 | 0x22, type_(MERGED)), const(8, number), taken, *new(3, "Lm/Other;"), ranged,
        call("virtual", POST, 2, 7),
    ]  # fmt: skip


def test_the_object_may_be_moved_to_where_its_constructor_takes_it():
    assert read(code(moved(1)), code(make(0))).phase == "other"
    assert read(code(moved(0)), code(make(1))).phase == "pre_consent"


def either(first: int, second: int) -> Code:
    """One object, which one of two calls constructs."""
    return code(
        flag(1, "big"), (3 << 8 | 0x22, type_(MERGED)), branch("eqz", 1, "small"),
        const(4, first), call("direct", MAKE, 3, 4), goto("end"),
        label("small"), const(4, second), call("direct", MAKE, 3, 4),
        label("end"), call("virtual", POST, 2, 3),
    )  # fmt: skip


def test_an_object_that_is_constructed_in_two_places_is_of_the_number_of_both():
    assert read(either(1, 2), code(make(0))).phase == "pre_consent"  # nobody knows which
    assert read(either(1, 1), code(make(0))).phase == "other"


#: Writes what it is given, but 0 where that is 5.
ASKING = code(const(0, 5), compare("ne", 2, 0, "end"), const(2, 0), label("end"), put(2, 1), registers=3, incoming=2)


def test_a_constructor_may_ask_what_it_is_given():
    run = code(get(0, 3), branch("nez", 0, "end"), READ, label("end"), registers=4, incoming=1)
    assert read(code(make(5)), code(), of(run, ASKING)).phase == "pre_consent"
    assert read(code(make(1)), code(make(5)), of(run, ASKING)).phase == "other"


def test_a_constructor_may_write_one_number_whatever_it_is_given():
    run = code(get(0, 3), branch("nez", 0, "end"), READ, label("end"), registers=4, incoming=1)
    always = code(const(0, 1), put(0, 1), registers=3, incoming=2)
    assert read(code(UNKNOWN), code(make(0)), of(run, always)).phase == "other"
