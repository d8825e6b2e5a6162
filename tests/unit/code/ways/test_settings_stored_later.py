"""What waits for a setting that only a person's act stores does not run at launch, whatever the setting is for."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass
from tests.support.first_launch import END, READ, READER, way_of
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    PUT_BOOLEAN,
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
    manifest,
    move_result,
    new,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.placing import with_reach
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.model.facts.code import ApiCallFact

KEY = "remind"
STORES = [const_string(1, KEY), const(2, 1), call("interface", PUT_BOOLEAN, 5, 1, 2)]
SETTING = [*flag(1, KEY), branch("eqz", 1, "end")]
#: The default is handed on by a method of the app's own.
KEEPER = defined(
    "Lm/Keeper;",
    {
        "get(Ljava/lang/String;Z)Z": code(
            call("interface", "Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z", 5, 8, 9),
            move_result(0), give(0), incoming=2,
        ),
        "put(Ljava/lang/String;Z)V": code(call("interface", PUT_BOOLEAN, 5, 8, 9), incoming=2),
    },
    static=["get(Ljava/lang/String;Z)Z", "put(Ljava/lang/String;Z)V"],
)  # fmt: skip
KEPT = [
    const_string(1, KEY), const(2, 0), call("static", "Lm/Keeper;->get(Ljava/lang/String;Z)Z", 1, 2), move_result(1),
    branch("eqz", 1, "end"),
]  # fmt: skip
KEEPS = [const_string(1, KEY), const(2, 1), call("static", "Lm/Keeper;->put(Ljava/lang/String;Z)V", 1, 2)]
LISTENER = "Landroid/view/View$OnClickListener;"
SHOWS = [
    *new(3, "Lm/Tap;"),
    call("virtual", f"Landroid/view/View;->setOnClickListener({LISTENER})V", 4, 3),
]


def tap(*body: Instruction) -> DefinedClass:
    methods = {"<init>()V": code(), "onClick(Landroid/view/View;)V": code(*body, incoming=2)}
    return defined("Lm/Tap;", methods, interfaces=[LISTENER])


@pytest.mark.parametrize(
    ("waits", "stores"), [(SETTING, STORES), (KEPT, KEEPS)], ids=["a setting", "what a keeper gives"]
)
def test_a_tap_alone_stores_it(waits, stores):
    way = way_of(*SHOWS, *waits, READ, END, others=[tap(*stores), KEEPER])
    assert way.is_later
    assert [(each.kind, each.subject) for each in way.conditions] == [("unstored", KEY)]


def test_a_tap_stores_it_and_goes_on():
    assert way_of(*SHOWS, *SETTING, READ, END, others=[tap(*STORES, READ)]).is_later


@pytest.mark.parametrize(
    "others",
    [
        [tap()],
        [tap(*STORES), defined("Lm/Never;", {"go()V": code(*STORES)}, static=["go()V"])],
    ],
    ids=["nobody", "a tap beside what nothing calls"],
)
def test_who_is_seen_to_store_it(others):
    assert way_of(*SHOWS, *SETTING, READ, END, others=others).is_later is (len(others) == 2)


def test_launch_stores_it_as_well():
    way = way_of(*STORES, *SHOWS, *SETTING, READ, END, others=[tap(*STORES)])
    assert not way.is_later


def test_the_launched_page_stores_it():
    page = defined(
        "Lm/Page;", {"<init>()V": code(), "onCreate(Landroid/os/Bundle;)V": code(*STORES)}, superclass=ACTIVITY
    )
    opens = [*new(3, "Lm/Page;"), call("virtual", "Lm/Page;->onCreate(Landroid/os/Bundle;)V", 3, 4)]
    assert not way_of(*opens, *SHOWS, *SETTING, READ, END, others=[tap(*STORES), page]).is_later


def test_a_default_that_lets_it_run():
    way = way_of(*SHOWS, *flag(1, KEY, 1), branch("eqz", 1, "end"), READ, END, others=[tap(*STORES)])
    assert (way.is_later, way.conditions) == (False, ())


def test_another_way_that_waits_for_something_else():
    unknown = [call("static", "Lm/Ids;->isNew()Z"), move_result(2), branch("eqz", 2, "end")]
    other = defined("Lm/Other;", {"go()V": code(*unknown, READ, END)}, static=["go()V"])
    body = [*SHOWS, call("static", "Lm/Other;->go()V"), *SETTING, READ, END]
    way = way_of(*body, others=[tap(*STORES), other])
    assert (way.is_later, [each.kind for each in way.conditions]) == (False, ["other"])


def test_another_way_that_waits_for_what_nothing_is_seen_to_store():
    unseen = [*flag(1, "ordered"), branch("eqz", 1, "end"), READ, END]
    other = defined("Lm/Other;", {"go()V": code(*unseen)}, static=["go()V"])
    body = [*SHOWS, call("static", "Lm/Other;->go()V"), *SETTING, READ, END]
    assert not way_of(*body, others=[tap(*STORES), other]).is_later


@pytest.mark.parametrize(("stores", "phase"), [(STORES, "other"), ([], "pre_consent")], ids=["a tap", "nobody"])
def test_when_a_fact_says_that_it_runs(stores, phase):
    app = defined(
        "Lm/App;", {"<init>()V": code(), "onCreate()V": code(*SHOWS, *SETTING, READ, END)}, superclass=APPLICATION
    )
    codes, _ = read_code([("classes.dex", dex(app, READER, tap(*stores)))])
    api = "android.telephony.TelephonyManager.getDeviceId"
    use = ApiCallFact(api=api, caller="m.Reader.read()V", caller_class="m.Reader", data_types=("imei",), role="data")
    reachability = Reachability(codes, manifest(application="m.App"), shipped_lexicons().consent)
    (found,) = with_reach([use], reachability, [Constants(each) for each in codes])
    assert (found.phase, found.guarded, len(found.conditions)) == (phase, False, 1 if phase == "pre_consent" else 0)
