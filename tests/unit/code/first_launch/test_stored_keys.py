"""A setting that nothing at launch stores has its default at a first launch, also behind methods of the app's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField, field_, type_
from tests.support.first_launch import END, READ, asked
from tests.support.first_launch import READER as READING
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
    manifest,
    move_result,
    new,
    static_field,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

TEXT = "Ljava/lang/String;"
EDITOR = "Landroid/content/SharedPreferences$Editor;"
PUT = f"{EDITOR}->putBoolean({TEXT}Z){EDITOR}"
GET = f"Landroid/content/SharedPreferences;->getBoolean({TEXT}Z)Z"
WAITS = [*flag(1, "ready"), branch("eqz", 1, "end"), READ, END]
STORES: list[Instruction] = [const_string(2, "ready"), const(3, 1)]


def test_nothing_stores_it():
    assert asked(*WAITS) == [("unstored", "ready")]


@pytest.mark.parametrize("name", ["putFlag", "a"])
def test_launch_stores_it(name: str):
    """By a method of the platform, or one of the app by a name that says so or says nothing."""
    assert asked(*STORES, call("interface", PUT, 4, 2, 3), *WAITS) == [("stored", "ready")]
    signature = f"{name}({TEXT}Z)V"
    own = defined("Lm/Settings;", {signature: code(call("interface", PUT, 4, 2, 3), incoming=2)}, static=[signature])
    body = [*STORES, call("static", f"Lm/Settings;->{signature}", 2, 3), *WAITS]
    assert asked(*body, others=[own]) == [("stored", "ready")]


@pytest.mark.parametrize(
    ("stored", "default", "test", "found"),
    [
        (0, 0, "eqz", "unstored"),
        (1, 0, "eqz", "stored"),
        (0, 1, "nez", "stored"),
        (1, 1, "nez", "unstored"),
    ],
)
def test_what_launch_stores_is_what_it_is_when_nothing_is_stored(stored: int, default: int, test: str, found: str):
    """Somebody who agreed to an older version has to do so again: `setAllowed(false)` at launch."""
    signature = "setReady(Z)V"
    stores = code(const_string(2, "ready"), call("interface", PUT, 4, 2, 9), registers=10, incoming=1)
    own = defined("Lm/Settings;", {signature: stores}, static=[signature])
    revokes = [const(3, stored), call("static", f"Lm/Settings;->{signature}", 3)]
    waits = [*flag(1, "ready", default), branch(test, 1, "end"), READ, END]
    assert asked(*revokes, *waits, others=[own])[:1] == [(found, "ready")]


@pytest.mark.parametrize("name", ["putFlag", "b"])
@pytest.mark.parametrize(("stored", "found"), [(1, "unstored"), (0, "stored")])
def test_what_launch_stores_by_two_methods_is_what_it_is_when_nothing_is_stored(name: str, stored: int, found: str):
    """Somebody is signed out as long as nothing is stored, and launch stores just that, by renamed methods as well."""
    signature = f"{name}({TEXT}Z)V"
    put = code(call("interface", PUT, 4, 8, 9), registers=10, incoming=2)
    inner = defined("Lm/Prefs;", {signature: put}, static=[signature])
    sets = code(const_string(2, "ready"), call("static", f"Lm/Prefs;->{signature}", 2, 9), registers=10, incoming=1)
    outer = defined("Lm/Settings;", {"e(Z)V": sets}, static=["e(Z)V"])
    revokes = [const(3, stored), call("static", "Lm/Settings;->e(Z)V", 3)]
    waits = [*flag(1, "ready", 1), branch("nez", 1, "end"), READ, END]
    assert asked(*revokes, *waits, others=[inner, outer])[:1] == [(found, "ready")]


def test_a_setting_that_is_there_whatever_it_is():
    contains = call("interface", f"Landroid/content/SharedPreferences;->contains({TEXT})Z", 4, 2)
    revokes = [const_string(2, "ready"), const(3, 0), call("interface", PUT, 4, 2, 3)]
    keeper = defined("Lm/Keeper;", {"go()V": code(*revokes)}, static=["go()V"])
    waits = [const_string(2, "ready"), contains, move_result(1), branch("eqz", 1, "end"), READ, END]
    asks = asked(call("static", "Lm/Keeper;->go()V"), *waits, others=[keeper])
    assert asks == [("stored", "ready")]


LATER = call("static", "Lm/Later;->go()V")
POST = "Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z"
PUTS = [*STORES, call("interface", PUT, 4, 2, 3)]
UNKNOWN = [call("static", "Lx/Any;->any()Z"), move_result(3)]


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        (PUTS, "stored"),
        ([call("static", "Lm/Deep;->go()V")], "stored"),
        ([*UNKNOWN, branch("eqz", 3, "end"), *PUTS, END], "stored_first"),
        ([*STORES, *UNKNOWN, call("interface", PUT, 4, 2, 3)], "stored_first"),
        ([*new(5, "Lm/Task;"), call("virtual", POST, 6, 5)], "stored_first"),
        ([const_string(2, "other"), const(3, 1), call("interface", PUT, 4, 2, 3)], "unstored"),
    ],
    ids=["it stores", "what it calls", "where another check says so", "what nobody knows", "a task", "another key"],
)  # fmt: skip
def test_launch_calls_what_stores_it(inside: list[Instruction | list[Instruction]], kind: str):
    """Whether before this is known of calls alone: a listener is called when a download has ended."""
    own = [
        defined("Lm/Later;", {"go()V": code(*inside)}, static=["go()V"]),
        defined("Lm/Deep;", {"go()V": code(*PUTS)}, static=["go()V"]),
        defined("Lm/Task;", {"<init>()V": code(), "run()V": code(*PUTS)}, interfaces=["Ljava/lang/Runnable;"]),
    ]
    assert asked(LATER, *WAITS, others=own) == [(kind, "ready")]
    after = "stored_first" if kind == "stored" else kind
    assert asked(*WAITS, LATER, others=own) == [(after, "ready")]


@pytest.mark.parametrize(("keys", "kind"), [(["ready"], "stored"), (["ready", "seen"], "stored_first")])
def test_a_method_of_the_app_that_stores_under_keys_which_objects_keep(keys: list[str], kind: str):
    """Which of several objects stores is not followed: launch may have told another one."""
    name = "Lm/Kept;->name:Ljava/lang/String;"
    made = code((8 << 12 | 9 << 8 | 0x5B, field_(name)), registers=10, incoming=2)
    puts = code((9 << 12 | 2 << 8 | 0x54, field_(name)), const(3, 1), call("interface", PUT, 4, 2, 3), incoming=1)
    kept = replace(
        defined("Lm/Kept;", {f"<init>({TEXT})V": made, "store()V": puts}),
        fields=[DefinedField("name:Ljava/lang/String;")],
    )
    begins = [
        [const_string(2, key), new(5, "Lm/Kept;")[0], call("direct", f"Lm/Kept;-><init>({TEXT})V", 5, 2)]
        for key in keys
    ]
    stores = call("virtual", "Lm/Kept;->store()V", 5)
    assert asked(*begins, stores, *WAITS, others=[kept]) == [(kind, "ready")]


@pytest.mark.parametrize(("key", "kind"), [("ready", "stored"), ("seen", "unstored")])
def test_a_renamed_method_that_stores_what_its_callers_tell_it(key: str, kind: str):
    """The button of the agreement tells it this key: launch stores under the one that it tells itself."""
    puts = code(const(3, 1), call("interface", PUT, 4, 9, 3), incoming=1)
    own = defined("Lm/g;", {f"w({TEXT})V": puts}, static=[f"w({TEXT})V"])
    tells = call("static", f"Lm/g;->w({TEXT})V", 2)
    button = defined("Lm/Agree;", {"go()V": code(const_string(2, "ready"), tells)}, static=["go()V"])
    assert asked(const_string(2, key), tells, *WAITS, others=[own, button]) == [(kind, "ready")]


def test_a_renamed_method_that_gives_a_setting_stores_none():
    """It takes the key and the default, as one does that stores a value and says whether it did."""
    gives = f"a({TEXT}Z)Z"
    asks = [const_string(8, "ready"), call("interface", GET, 4, 8, 9), move_result(8), give(8)]
    own = defined("Lm/Settings;", {gives: code(*asks, registers=10, incoming=2)}, static=[gives])
    body = [const_string(2, "ready"), const(3, 0), call("static", f"Lm/Settings;->{gives}", 2, 3)]
    waits = [move_result(1), branch("eqz", 1, "end"), READ, END]
    assert asked(*body, *waits, others=[own]) == [("unstored", "ready")]
    # What it says is not taken: it might store, but for its code.
    assert asked(*body, *WAITS, others=[own]) == [("unstored", "ready")]
    stores = code(*asks[:-1], call("interface", PUT, 4, 8, 9), give(8), registers=10, incoming=2)
    either = defined("Lm/Settings;", {gives: stores}, static=[gives])
    body = [const_string(2, "ready"), const(3, 1), call("static", f"Lm/Settings;->{gives}", 2, 3)]
    assert asked(*body, *WAITS, others=[either]) == [("stored", "ready")]


@pytest.mark.parametrize(
    ("calls", "kind"),
    [
        (f"Landroid/content/SharedPreferences;->contains({TEXT})Z", "unstored"),
        (f"Lm/Settings;->b({TEXT})Z", "unstored"),
        (f"{EDITOR}->remove({TEXT}){EDITOR}", "stored"),
        (f"Lm/Settings;->c({TEXT})Z", "stored"),
    ],
)
def test_a_renamed_method_that_asks_whether_a_setting_is_there_stores_none(calls: str, kind: str):
    """Beside one of the same class that does store, and through another one."""
    asks = call("interface", f"Landroid/content/SharedPreferences;->contains({TEXT})Z", 4, 8)
    has, stores = f"b({TEXT})Z", f"c({TEXT})Z"
    methods = {
        f"a({TEXT})Z": code(call("static" if "Settings;" in calls else "interface", calls, 8), registers=9, incoming=1),
        has: code(asks, move_result(8), give(8), registers=9, incoming=1),
        stores: code(call("interface", PUT, 4, 8, 7), give(7), registers=9, incoming=1),
    }
    own = defined("Lm/Settings;", methods, static=list(methods))
    body = [const_string(2, "ready"), call("static", f"Lm/Settings;->a({TEXT})Z", 2)]
    assert asked(*body, *WAITS, others=[own]) == [(kind, "ready")]


def test_another_key_is_stored_or_the_same_is_shown():
    other = [const_string(2, "seen"), const(3, 1), call("interface", PUT, 4, 2, 3)]
    shown = [const_string(2, "ready"), call("virtual", f"Landroid/widget/TextView;->setText({TEXT})V", 4, 2)]
    assert asked(*other, *shown, *WAITS) == [("unstored", "ready")]


OPENS = f"Landroid/content/Context;->getSharedPreferences({TEXT}I)Landroid/content/SharedPreferences;"
EDITS = f"Landroid/content/SharedPreferences;->edit(){EDITOR}"


def opened(register: int, name: str) -> list[Instruction]:
    """The settings of a file; uses register 8."""
    opens = call("virtual", OPENS, 0, 8, 9)
    return [const_string(8, name), opens, move_result(register, reference=True)]


@pytest.mark.parametrize(("name", "kind"), [("push", "unstored"), ("user", "stored")])
def test_launch_stores_the_same_key_in_another_file(name: str, kind: str):
    edits = [call("interface", EDITS, 4), move_result(4, reference=True)]
    stores = [*opened(4, name), *edits, *STORES, call("interface", PUT, 4, 2, 3)]
    reads = [*opened(5, "user"), *flag(1, "ready"), branch("eqz", 1, "end"), READ, END]
    assert [each for each, _ in asked(*stores, *reads)] == [kind]


def test_a_file_that_is_not_known_may_be_any():
    stores = [*STORES, call("interface", PUT, 4, 2, 3)]
    reads = [*opened(5, "user"), *flag(1, "ready"), branch("eqz", 1, "end"), READ, END]
    assert [each for each, _ in asked(*stores, *reads)] == ["stored"]


OWN_OPENS = "Lm/Own;->getSharedPreferences()Landroid/content/SharedPreferences;"


def test_a_file_that_the_app_opens_by_a_method_of_its_own_without_a_name_may_be_any():
    opens = [call("virtual", OWN_OPENS, 0), move_result(4, reference=True), call("interface", EDITS, 4)]
    stores = [*opens, move_result(4, reference=True), *STORES, call("interface", PUT, 4, 2, 3)]
    reads = [*opened(5, "user"), *flag(1, "ready"), branch("eqz", 1, "end"), READ, END]
    assert [each for each, _ in asked(*stores, *reads)] == ["stored"]


def parameters(*inside: Instruction, **more) -> list[DefinedClass]:
    """A class that is told a text by a name that may mean storing it."""
    takes = f"put({TEXT}{TEXT})V"
    own = defined("Lm/Parameters;", {takes: code(*inside, registers=10, incoming=2), **more}, static=[takes])
    return [own]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_class_of_the_app_that_stores_nothing(elsewhere: bool):
    """It keeps what it is told in a map; or another method of it writes that to a file."""
    keeps = call("interface", "Ljava/util/Map;->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", 1, 8, 9)
    writes = call("virtual", "Ljava/io/FileOutputStream;->write([B)V", 1, 2)
    own = parameters(keeps, **({"flush()V": code(writes)} if elsewhere else {}))
    body = [*STORES, call("static", f"Lm/Parameters;->put({TEXT}{TEXT})V", 2, 2), *WAITS]
    assert asked(*body, others=own) == [("stored" if elsewhere else "unstored", "ready")]


def test_a_class_that_is_written_by_another_which_it_makes():
    makes = [(1 << 8 | 0x22, type_("Lm/Writer;")), call("direct", "Lm/Writer;-><init>()V", 1),
             call("virtual", "Lm/Writer;->write()V", 1)]  # fmt: skip
    write = code(call("interface", PUT, 4, 2, 3))
    writer = defined("Lm/Writer;", {"<init>()V": code(), "write()V": write})
    body = [*STORES, call("static", f"Lm/Parameters;->put({TEXT}{TEXT})V", 2, 2), *WAITS]
    assert asked(*body, others=[*parameters(*makes), writer]) == [("stored", "ready")]


def test_settings_that_take_their_keys_out_of_a_collection_may_have_any():
    key = call("interface", "Ljava/util/Map$Entry;->getKey()Ljava/lang/Object;", 1)
    copies = [key, move_result(2, reference=True), (2 << 8 | 0x1F, type_(TEXT)), call("interface", PUT, 4, 2, 3)]
    keeps = call("interface", "Ljava/util/Map;->put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", 1, 8, 9)
    body = [*STORES, call("static", f"Lm/Parameters;->put({TEXT}{TEXT})V", 2, 2)]
    assert asked(*body, *copies, *WAITS, others=parameters(keeps)) == [("stored", "ready")]


def test_code_that_nothing_runs_stores_it():
    unused = defined("Lm/Unused;", {"go()V": code(*STORES, call("interface", PUT, 4, 2, 3))}, static=["go()V"])
    assert asked(*WAITS, others=[unused]) == [("unstored", "ready")]


GET_TEXT = f"Landroid/content/SharedPreferences;->getString({TEXT}{TEXT}){TEXT}"
EMPTY = "Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z"
READER = "Lm/Keeper;->flag(I)Z"


def behind(*inside: Instruction | list[Instruction], test: str = "eqz") -> list[tuple[str, str]]:
    """What is asked where the read waits for what a method of the app says."""
    keeper = defined("Lm/Keeper;", {"flag(I)Z": code(*inside, registers=10, incoming=1)}, static=["flag(I)Z"])
    body = [const(2, 0), call("static", READER, 2), move_result(1), branch(test, 1, "end"), READ, END]
    return asked(*body, others=[keeper])


def signed_in(default: Instruction) -> list[Instruction]:
    """return !TextUtils.isEmpty(settings.getString("token", default))"""
    return [const_string(2, "token"), default, call("interface", GET_TEXT, 4, 2, 3), move_result(2, reference=True),
            call("static", EMPTY, 2), move_result(2), (0x02DF, 2 | 1 << 8), give(2)]  # fmt: skip


@pytest.mark.parametrize("default", [const(3, 0), const_string(3, "")], ids=["null", "empty"])
def test_a_method_that_says_whether_a_text_is_stored(default: Instruction):
    """At a first launch it says no: what waits for yes does not run, what waits for no does."""
    assert behind(*signed_in(default)) == [("unstored", "token")]
    assert behind(*signed_in(default), test="nez") == []


def test_a_text_with_a_default_is_stored_as_it_were():
    assert behind(*signed_in(const_string(3, "guest"))) == []


def test_a_method_that_hands_its_default_on():
    """Its default is the argument that it is called with."""
    inside = [const_string(2, "ready"), call("interface", GET, 4, 2, 9), move_result(2), give(2)]
    assert behind(*inside) == [("unstored", "ready")]
    assert behind(*inside, test="nez") == []


def test_a_method_that_asks_something_else_says_nothing():
    inside = [call("static", "Lm/Ids;->isReady()Z"), move_result(2), give(2)]
    assert behind(*inside) == [("other", "m.Keeper.flag")]


FIELD = "Lm/State;->signedIn:Z"
STATE = DefinedClass("Lm/State;", "Ljava/lang/Object;", (), fields=[DefinedField("signedIn:Z", is_static=True)])
KEPT: list[Instruction] = [*flag(1, "signed_in"), static_field("put-boolean", 1, FIELD)]
WAITS_FOR_FIELD = [static_field("get-boolean", 1, FIELD), branch("eqz", 1, "end"), READ, END]


def test_a_field_that_keeps_a_setting():
    assert asked(*KEPT, *WAITS_FOR_FIELD, others=[STATE]) == [("unstored", "signed_in")]
    stored = [const_string(2, "signed_in"), const(3, 1), call("interface", PUT, 4, 2, 3)]
    assert asked(*KEPT, *stored, *WAITS_FOR_FIELD, others=[STATE]) == [("other", "m.State.signedIn")]


def test_a_field_that_something_else_sets_as_well():
    """Where launch runs it nothing is said of the field; where nothing does, it has no say."""
    elsewhere = defined("Lm/Later;", {"go()V": code(const(1, 1), static_field("put-boolean", 1, FIELD))},
                        static=["go()V"])  # fmt: skip
    others = [STATE, elsewhere]
    body = [*KEPT, call("static", "Lm/Later;->go()V"), *WAITS_FOR_FIELD]
    assert asked(*body, others=others) == [("other", "m.State.signedIn")]
    assert asked(*KEPT, *WAITS_FOR_FIELD, others=others) == [("unset", "m.State.signedIn")]


@pytest.mark.parametrize(("stores_in_application", "expected"), [(True, "stored"), (False, "unstored")])
def test_what_the_application_stores_is_stored_before_a_page_asks(stores_in_application: bool, expected: str):
    puts = [const_string(6, "HAS_ALLOWED"), const(7, 1), call("interface", PUT, 5, 6, 7)]
    begins = {"<init>()V": code(), "onCreate()V": code(*(puts if stores_in_application else []))}
    app = defined("Lm/App;", begins, superclass=APPLICATION)
    asks = code(*flag(1, "HAS_ALLOWED"), branch("eqz", 1, "end"), READ, END)
    page = defined("Lm/Main;", {"<init>()V": code(), "onCreate(Landroid/os/Bundle;)V": asks}, superclass=ACTIVITY)
    codes, _ = read_code([("classes.dex", dex(app, page, READING))])
    found = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    (way,) = found.under_conditions([("m.Reader", "m.Reader.read()V", ())], [Constants(each) for each in codes])
    assert way is not None
    assert [each.kind for each in way.conditions] == [expected]
