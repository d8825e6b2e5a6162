"""What else decides at a first launch whether a read runs: named where something does, nothing where nothing does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.first_launch import END, MAIN, READ, READ_IMEI, READER, asked, way_of, way_with
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    flag,
    give,
    label,
    manifest,
    move_result,
    new,
    static_field,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.placing import with_reach
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.dex.opcodes import IF_EQ
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.package import AppFact
from appaudit.model.method_names import plain

SDK_INT = "Landroid/os/Build$VERSION;->SDK_INT:I"
EQUALS = "Ljava/lang/String;->equals(Ljava/lang/Object;)Z"
CHECK = "Landroid/content/Context;->checkSelfPermission(Ljava/lang/String;)I"
PHONE = "android.permission.READ_PHONE_STATE"


def test_what_runs_whatever_a_setting_says_and_again_behind_it():
    behind = [*flag(2, "shown"), branch("eqz", 2, "end"), READ, END]
    assert asked(READ, *behind) == []
    other = [call("static", "Lm/Net;->isReady()Z"), move_result(2), branch("eqz", 2, "on"), READ, label("on")]
    assert [kind for kind, _ in asked(*other, *behind)] == ["other"]
    assert asked(*behind) == [("unstored", "shown")]


def test_what_runs_whatever_happens_depends_on_nothing():
    assert asked(READ) == []
    assert asked(flag(1, "other"), branch("eqz", 1, "end"), const(2, 1), END, READ) == []


@pytest.mark.parametrize("test", ["nez", "eqz"])
def test_a_permission_check(test: str):
    body = [const_string(1, PHONE), call("virtual", CHECK, 0, 1), move_result(2), branch(test, 2, "end"), READ, END]
    assert asked(*body) == [("permission", PHONE)]


def test_the_same_check_beside_the_read_decides_nothing():
    body = [
        const_string(1, PHONE),
        call("virtual", CHECK, 0, 1),
        move_result(2),
        branch("nez", 2, "end"),
        const(3, 1),
        END,
    ]
    assert asked(*body, READ) == []


def version(test: str, number: int) -> list[Instruction]:
    lt_ge = {"lt": IF_EQ + 2, "ge": IF_EQ + 3}[test]
    return [
        static_field("get", 1, SDK_INT),
        (2 << 8 | 0x13, number),
        (2 << 12 | 1 << 8 | lt_ge, "+end"),
        READ,
        END,
    ]


def test_a_version_that_not_every_supported_system_has():
    assert asked(*version("lt", 29)) == [("device", "Build.VERSION.SDK_INT >= 29")]
    assert asked(*version("ge", 29)) == [("device", "Build.VERSION.SDK_INT < 29")]


def test_a_version_that_every_supported_system_has():
    assert asked(*version("lt", 29), min_sdk=29) == []
    assert asked(*version("lt", 29), min_sdk=28) == [("device", "Build.VERSION.SDK_INT >= 29")]


@pytest.mark.parametrize(
    ("min_sdk", "phase"),
    [
        (14, "dead"),  # no supported system is below
        (13, "pre_consent"),
    ],
)
def test_what_waits_for_a_version_that_the_app_does_not_install_on_never_runs(min_sdk: int, phase: str):
    body = code(
        static_field("get", 1, SDK_INT),
        (2 << 8 | 0x13, 14),
        (2 << 12 | 1 << 8 | IF_EQ + 3, "+end"),  # if-ge v1, v2, end
        *READ_IMEI,
        END,
    )
    old = defined("Lm/Old;", {"read()V": body}, static=["read()V"])
    app = defined(
        "Lm/App;",
        {"<init>()V": code(), "onCreate()V": code(call("static", "Lm/Old;->read()V"))},
        superclass=APPLICATION,
    )
    codes, _ = read_code([("classes.dex", dex(app, MAIN, old))])
    facts = [
        replace(fact, min_sdk=min_sdk) if isinstance(fact, AppFact) else fact
        for fact in manifest(application="m.App", launcher="m.Main")
    ]
    # sget 2 units, const/16 2, if 2: the read stands at 6.
    use = ApiCallFact(
        api="android.telephony.TelephonyManager.getDeviceId",
        caller="m.Old.read()V",
        caller_class="m.Old",
        sites=(6,),
    )
    reachability = Reachability(codes, facts, shipped_lexicons().consent)
    (found,) = with_reach([use], reachability, [Constants(each) for each in codes])
    assert (found.phase, len(found.conditions)) == (phase, 1 if phase == "pre_consent" else 0)


def test_a_comparison_with_a_constant():
    body = [
        call("static", "Lm/Ids;->last()Ljava/lang/String;"), move_result(1, reference=True),
        const_string(2, "9774d56d682e549c"), call("virtual", EQUALS, 1, 2), move_result(3), branch("eqz", 3, "end"),
        READ, END,
    ]  # fmt: skip
    assert asked(*body) == [("comparison", '"9774d56d682e549c"')]


def test_a_way_that_waits_for_such_a_version_is_no_way():
    assert not way_of(*version("ge", 14), min_sdk=14).runs
    assert way_of(*version("ge", 14), min_sdk=13).runs


def test_a_way_that_such_a_version_or_something_else_opens_is_one():
    # if (SDK_INT < 14 || Ids.has()) read();
    body = [
        static_field("get", 1, SDK_INT),
        (2 << 8 | 0x13, 14),
        (2 << 12 | 1 << 8 | IF_EQ + 2, "+read"),  # if-lt v1, v2, read
        call("static", "Lm/Ids;->isReady()Z"), move_result(1), branch("eqz", 1, "end"),
        label("read"), READ, END,
    ]  # fmt: skip
    way = way_of(*body, min_sdk=15)
    assert way.runs
    assert ("other", "m.Ids.isReady") in [(condition.kind, condition.subject) for condition in way.conditions]


def test_the_night_mode():
    field = "Lm/Config;->uiMode:I"
    assert asked(static_field("get", 1, field), branch("eqz", 1, "end"), READ, END) == [("night_mode", "uiMode")]


def test_downloaded_data():
    ask = "Lorg/json/JSONObject;->optBoolean(Ljava/lang/String;)Z"
    body = [const_string(1, "collect"), call("virtual", ask, 0, 1), move_result(2), branch("eqz", 2, "end"), READ, END]
    assert asked(*body) == [("downloaded", "collect")]


@pytest.mark.parametrize(
    ("default", "test", "found"),
    [
        (0, "eqz", [("unstored", "fast_start")]),  # runs only once it was stored
        (0, "nez", []),  # runs as long as nothing is stored
        (1, "eqz", []),
        (1, "nez", [("unstored", "fast_start")]),
    ],
)
def test_a_setting_has_its_default_at_a_first_launch(default: int, test: str, found: list[tuple[str, str]]):
    assert asked(flag(1, "fast_start", default), branch(test, 1, "end"), READ, END) == found


def test_a_flag_of_the_program_begins_unset():
    done = "Lm/App;->done:Z"
    holder = defined("Lm/State;", {"<init>()V": code()})
    body = [static_field("get-boolean", 1, done), branch("nez", 1, "end"), READ, END]
    assert asked(*body, others=[holder]) == [("other", "m.App.done")]  # no class of the app has the field
    ready = [call("static", "Lm/Net;->isReady()Z"), move_result(1), branch("eqz", 1, "end"), READ, END]
    assert asked(*ready) == [("other", "m.Net.isReady")]


def test_a_check_that_something_is_there_decides_nothing():
    last = call("static", "Lm/Ids;->last()Ljava/lang/String;")
    body = [last, move_result(1, reference=True), branch("eqz", 1, "end"), READ, END]
    assert asked(*body) == []


def test_a_way_without_a_condition_is_enough():
    other = defined("Lm/Other;", {"go()V": code(READ)}, static=["go()V"])
    check = [const_string(1, PHONE), call("virtual", CHECK, 0, 1), move_result(2), branch("nez", 2, "end"), READ, END]
    assert asked(*check, call("static", "Lm/Other;->go()V"), others=[other]) == []


def test_both_sides_of_a_check_are_a_way():
    body = [call("static", "Lm/Net;->isReady()Z"), move_result(1), branch("eqz", 1, "else"), READ, (0x29, "+end"),
            label("else"), READ, END]  # fmt: skip
    assert asked(*body) == []


def test_a_check_on_the_way_names_the_method_that_makes_it():
    helper = defined("Lm/Helper;", {"go()V": code(
        const_string(1, PHONE), call("virtual", CHECK, 0, 1), move_result(2), branch("nez", 2, "end"), READ, END,
    )}, static=["go()V"])  # fmt: skip
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(call("static", "Lm/Helper;->go()V"))},
                  superclass=APPLICATION)  # fmt: skip
    codes, _ = read_code([("classes.dex", dex(app, MAIN, READER, helper))])
    facts = manifest(application="m.App", launcher="m.Main")
    reachability = Reachability(codes, facts, shipped_lexicons().consent)
    (way,) = reachability.under_conditions([("m.Reader", "m.Reader.read()V", ())], [Constants(codes[0])])
    assert way is not None
    assert [plain(condition.method) for condition in way.conditions] == ["m.Helper.go"]
    assert list(map(plain, way.chain)) == ["m.App.onCreate", "m.Helper.go", "m.Reader.read"]


def test_a_check_in_the_reading_method_itself():
    body = code(const_string(1, PHONE), call("virtual", CHECK, 0, 1), move_result(2), branch("nez", 2, "end"),
                *READ_IMEI, END)  # fmt: skip
    careful = defined("Lm/Careful;", {"read()V": body}, static=["read()V"])
    start = call("static", "Lm/Careful;->read()V")
    # const-string 2 units, invoke 3, move-result 1, if 2: the read stands at 8.
    use = ("m.Careful", "m.Careful.read()V", (8,))
    assert asked(start, others=[careful], use=use) == [("permission", PHONE)]
    assert asked(start, others=[careful], use=("m.Careful", "m.Careful.read()V", (2,))) == []


def test_an_object_created_under_a_condition_runs_under_it():
    task = defined("Lm/Task;", {"<init>()V": code(), "run()V": code(READ)}, interfaces=["Ljava/lang/Runnable;"])
    body = [call("static", "Lm/Net;->isReady()Z"), move_result(1), branch("eqz", 1, "end"), new(2, "Lm/Task;"), END]
    assert asked(*body, others=[task]) == [("other", "m.Net.isReady")]


def test_names_of_two_settings_are_told():
    both = [flag(1, "a"), branch("eqz", 1, "end"), flag(2, "b"), branch("eqz", 2, "end"), READ, END]
    assert asked(*both) == [("unstored", "a"), ("unstored", "b")]


CALLBACK = defined("Lm/Callback;", {"done()V": None})
WAITER = defined("Lm/Waiter;", {"<init>()V": code(), "done()V": code(READ)}, interfaces=["Lm/Callback;"])
LIBRARY = defined("Lm/Library;", {"ask(Lm/Callback;)V": code(call("interface", "Lm/Callback;->done()V", 0))},
                  static=["ask(Lm/Callback;)V"])  # fmt: skip
ASK = call("static", "Lm/Library;->ask(Lm/Callback;)V", 2)


def test_a_library_calls_back_what_it_is_handed():
    assert asked(new(2, "Lm/Waiter;"), ASK, others=[CALLBACK, WAITER, LIBRARY]) == []


def test_an_object_made_elsewhere_may_not_be_the_one_that_is_called_back():
    """The library is asked with nothing; the object is made by a method that never leads to it."""
    maker = defined("Lm/Maker;", {"make()V": code(new(2, "Lm/Waiter;"))}, static=["make()V"])
    start = [ASK, call("static", "Lm/Maker;->make()V")]
    assert asked(*start, others=[CALLBACK, WAITER, LIBRARY, maker]) == [("callback", "m.Waiter.done()V")]


def test_a_component_that_the_system_makes_is_the_one_whose_method_its_base_class_calls():
    base = defined("Lm/Base;", {"<init>()V": code(), "show()V": code(), "onCreate()V": code(
        call("virtual", "Lm/Base;->show()V", 1))}, superclass=APPLICATION)  # fmt: skip
    app = defined("Lm/App;", {"<init>()V": code(), "show()V": code(READ)}, superclass="Lm/Base;")
    assert way_with(app, others=[base]).conditions == ()


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("attachBaseContext(Landroid/content/Context;)V", []),
        ("onTrimMemory(I)V", [("other", "m.App.ready")]),  # whenever the system says so
    ],
)
def test_what_a_component_sets_when_it_is_attached_is_set(method: str, found: list[tuple[str, str]]):
    ready = "Lm/App;->ready:Z"
    body = [static_field("get-boolean", 1, ready), branch("eqz", 1, "end"), READ, END]
    sets = code(const(1, 1), static_field("put-boolean", 1, ready))
    methods = {"<init>()V": code(), "onCreate()V": code(*body), method: sets}
    app = defined("Lm/App;", methods, superclass=APPLICATION)
    assert [(each.kind, each.subject) for each in way_with(app).conditions] == found


def test_what_it_sets_only_sometimes_is_a_condition():
    ready = "Lm/App;->ready:Z"
    attached = code(
        call("static", "Lm/Ids;->isReady()Z"), move_result(1), branch("eqz", 1, "end"), const(1, 1),
        static_field("put-boolean", 1, ready), END,
    )  # fmt: skip
    body = code(static_field("get-boolean", 1, ready), branch("eqz", 1, "end"), READ, END)
    methods = {"<init>()V": code(), "onCreate()V": body, "attachBaseContext(Landroid/content/Context;)V": attached}
    app = defined("Lm/App;", methods, superclass=APPLICATION)
    assert [(each.kind, each.subject) for each in way_with(app).conditions] == [("other", "m.App.ready")]


def interface_call(*get: Instruction | list[Instruction]) -> list[tuple[str, str]]:
    """What is asked where the app calls an object of an interface that a factory or somebody else made."""
    reader = defined("La/impl;", {"<init>()V": code(), "a()V": code(READ)}, interfaces=("La/i;",))
    other = defined("La/none;", {"<init>()V": code(), "a()V": code()}, interfaces=("La/i;",))
    factory = defined(
        "La/f;",
        {
            "make()La/i;": code(new(0, "La/impl;"), (0x11,)),
            "choose()La/i;": code(
                call("static", "Lm/Ids;->isReady()Z"), move_result(1), branch("eqz", 1, "else"), new(0, "La/impl;"),
                (0x11,), label("else"), new(0, "La/none;"), (0x11,),
            ),
        },
        static=["make()La/i;", "choose()La/i;"],
    )  # fmt: skip
    interface = defined("La/i;", {"a()V": None})
    way = way_of(*get, call("interface", "La/i;->a()V", 0), others=[interface, reader, other, factory])
    return [(condition.kind, condition.subject) for condition in way.conditions]


def test_an_object_that_the_caller_asks_a_factory_for_is_the_one_it_calls():
    assert interface_call(call("static", "La/f;->make()La/i;"), move_result(0, reference=True)) == []


def test_what_a_factory_makes_it_dependent_on_is_a_condition():
    found = interface_call(call("static", "La/f;->choose()La/i;"), move_result(0, reference=True))
    assert found == [("other", "m.Ids.isReady")]


def test_the_way_with_the_lightest_conditions_is_shown():
    # if (Ids.isReady()) Far.go(); if (stored) Near.go(): the shorter way waits for what was stored.
    near = defined("Lm/Near;", {"go()V": code(READ)}, static=["go()V"])
    far = defined("Lm/Far;", {"go()V": code(call("static", "Lm/Farther;->go()V"))}, static=["go()V"])
    farther = defined("Lm/Farther;", {"go()V": code(READ)}, static=["go()V"])
    ready = [call("static", "Lm/Ids;->isReady()Z"), move_result(1), branch("eqz", 1, "next")]
    stored = [*flag(2, "fast_start"), branch("eqz", 2, "end")]
    body = [
        ready, call("static", "Lm/Far;->go()V"), label("next"), stored, call("static", "Lm/Near;->go()V"), END,
    ]  # fmt: skip
    way = way_of(*body, others=[near, far, farther])
    assert [(each.kind, each.subject) for each in way.conditions] == [("other", "m.Ids.isReady")]
    assert [plain(each) for each in way.chain] == ["m.App.onCreate", "m.Far.go", "m.Farther.go", "m.Reader.read"]


def test_a_private_field_that_a_compiler_gives_to_another_class_is_named():
    gives = "-$$Nest$sfgetisReady()Z"
    read = code(static_field("get-boolean", 0, "Lm/State;->isReady:Z"), give(0))
    own = defined("Lm/State;", {gives: read}, static=[gives])
    body = [call("static", f"Lm/State;->{gives}"), move_result(1), branch("eqz", 1, "end"), READ, END]
    assert [subject for _, subject in asked(*body, others=[own])] == ["m.State.isReady"]


@pytest.mark.parametrize(
    ("name", "test", "found"),
    [
        ("onWindowFocusChanged(Z)V", "eqz", []),
        ("onWindowFocusChanged(Z)V", "nez", [("other", "parameter")]),
        ("onMultiWindowModeChanged(Z)V", "eqz", [("other", "parameter")]),
    ],
)
def test_a_page_is_in_front_before_it_is_not(name: str, test: str, found: list[tuple[str, str]]):
    told = code(branch(test, 9, "end"), READ, END, registers=10, incoming=2)
    page = defined("Lm/Main;", {"<init>()V": code(), name: told}, superclass=ACTIVITY)
    codes, _ = read_code([("classes.dex", dex(page, READER))])
    found_ways = Reachability(codes, manifest(launcher="m.Main"), shipped_lexicons().consent)
    (way,) = found_ways.under_conditions([("m.Reader", "m.Reader.read()V", ())], [Constants(each) for each in codes])
    assert [(each.kind, each.subject) for each in way.conditions] == found
