"""What waits for a stored consent, and what only seems to."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import Code, DefinedClass, DefinedField, field_
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    GET_BOOLEAN,
    PUT_BOOLEAN,
    READ_IMEI,
    branch,
    call,
    code,
    compare,
    const,
    const_string,
    defined,
    dex,
    flag,
    give,
    goto,
    label,
    manifest,
    move_result,
    new,
    reach,
    reachability,
    static_field,
)

APP = manifest(application="m.App", launcher="m.Main")
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
READER = defined("Lm/Reader;", {"read()V": code(READ_IMEI)}, static=["read()V"])
READ = call("static", "Lm/Reader;->read()V")
END = label("end")


def guarded(body: Code, *classes: object) -> bool:
    """Whether Reader.read, reached at launch from Application.onCreate with this body, waits for consent."""
    start = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION)
    found = reach(reachability(APP, dex(start, MAIN, READER, *classes)), "m.Reader.read")
    assert found.phase == "pre_consent"
    return found.guarded


def test_a_call_on_the_true_side_of_a_stored_consent_waits():
    assert guarded(code(flag(1, "privacy_agreed"), branch("eqz", 1, "end"), READ, END))


def test_a_call_on_the_other_side_does_not():
    assert not guarded(code(flag(1, "privacy_agreed"), branch("nez", 1, "end"), READ, END))


def test_an_early_return_guards_the_rest():
    assert guarded(code(flag(1, "user_agree"), branch("nez", 1, "go"), (0x0E,), label("go"), READ))


def test_a_call_before_the_check_does_not_wait():
    assert not guarded(code(READ, flag(1, "privacy_agreed"), branch("eqz", 1, "end"), END))


def test_a_call_after_both_sides_meet_does_not_wait():
    body = code(flag(1, "privacy_agreed"), branch("eqz", 1, "end"), const(2, 1), END, READ)
    assert not guarded(body)


def test_a_flag_that_says_the_opposite_is_read_as_the_opposite():
    assert guarded(code(flag(1, "is_first_run", default=1), branch("nez", 1, "end"), READ, END))
    assert not guarded(code(flag(1, "is_first_run", default=1), branch("eqz", 1, "end"), READ, END))


def test_a_default_that_grants_consent_guards_nothing():
    assert not guarded(code(flag(1, "privacy_agreed", default=1), branch("eqz", 1, "end"), READ, END))


def test_a_setting_that_is_no_consent_guards_nothing():
    assert not guarded(code(flag(1, "dark_mode"), branch("eqz", 1, "end"), READ, END))


def test_both_conditions_of_an_and_guard():
    body = code(
        call("static", "Lm/Net;->isOnline()Z"), move_result(2), branch("eqz", 2, "end"),
        flag(1, "privacy_agreed"), branch("eqz", 1, "end"), READ, END,
    )  # fmt: skip
    assert guarded(body)


def test_one_of_an_or_does_not():
    body = code(
        call("static", "Lm/Net;->isOnline()Z"), move_result(2), branch("nez", 2, "go"),
        flag(1, "privacy_agreed"), branch("eqz", 1, "end"), label("go"), READ, END,
    )  # fmt: skip
    assert not guarded(body)


def test_one_way_without_a_guard_is_enough():
    other = defined("Lm/Other;", {"<clinit>()V": code(READ), "touch()V": code()}, static=["touch()V"])
    body = code(flag(1, "privacy_agreed"), branch("eqz", 1, "end"), READ, END, call("static", "Lm/Other;->touch()V"))
    assert not guarded(body, other)
    found = reachability(APP, dex(
        defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION), MAIN, READER, other,
    ))  # fmt: skip
    assert reach(found, "m.Reader.read").chain == ("m.App.onCreate", "m.Other.<clinit>", "m.Reader.read")


def consent(*body: object, name: str = "a") -> object:
    """A class with a method `a()Z` (an obfuscated name) that has this body."""
    return defined("Lm/Consent;", {f"{name}()Z": code(*body)}, static=[f"{name}()Z"])


ASK = [call("static", "Lm/Consent;->a()Z"), move_result(1)]


def test_a_method_that_returns_the_flag_passes_it_on():
    assert guarded(code(ASK, branch("eqz", 1, "end"), READ, END), consent(flag(0, "privacy_agreed"), give(0)))


DEBUG, HOOK = "Lm/State;->debug:Z", "Lm/State;->hook:Ljava/util/concurrent/Callable;"
STATE = DefinedClass(
    "Lm/State;", "Ljava/lang/Object;", (),
    fields=[DefinedField(each.partition("->")[2], is_static=True) for each in (DEBUG, HOOK)],
)  # fmt: skip
ASKS_FLAG = [static_field("get-boolean", 1, DEBUG), branch("eqz", 1, "on"), const(1, 1), give(1), label("on")]
ASKS_HOOK = [
    static_field("get-object", 1, HOOK), branch("eqz", 1, "on"),
    call("interface", "Ljava/util/concurrent/Callable;->hashCode()I", 1), move_result(1), give(1), label("on"),
]  # fmt: skip
ASKS_REMOTE = [call("static", "Lm/Net;->isOff()Z"), move_result(1), branch("eqz", 1, "on"), give(1), label("on")]


@pytest.mark.parametrize(
    ("head", "before", "waits"),
    [
        (ASKS_FLAG, [], True),
        (ASKS_FLAG, [const(1, 0), static_field("put-boolean", 1, DEBUG)], False),
        (ASKS_HOOK, [], True),
        (ASKS_HOOK, [static_field("put-object", 3, HOOK)], False),
        (ASKS_REMOTE, [], False),
    ],
)
def test_a_method_that_returns_the_flag_unless_something_says_otherwise(head, before, waits):
    asks = consent(head, flag(0, "privacy_agreed"), give(0))
    assert guarded(code(before, ASK, branch("eqz", 1, "end"), READ, END), asks, STATE) is waits


def test_a_method_that_keeps_the_flag_in_a_field():
    keeps = [*flag(0, "privacy_agreed"), static_field("put-boolean", 0, DEBUG), give(0)]
    assert guarded(code(ASK, branch("eqz", 1, "end"), READ, END), consent(*ASKS_FLAG, *keeps), STATE)


def test_what_waits_for_a_flag_that_nothing_sets_waits_for_no_consent():
    body = code(static_field("get-boolean", 1, DEBUG), branch("eqz", 1, "end"), flag(2, "privacy_agreed"), READ, END)
    assert not guarded(body, STATE)


def test_a_method_that_returns_its_opposite_passes_on_the_opposite():
    negated = consent(
        flag(0, "privacy_agreed"), branch("eqz", 0, "no"), const(0, 0), give(0), label("no"), const(0, 1), give(0)
    )
    assert guarded(code(ASK, branch("nez", 1, "end"), READ, END), negated)
    assert not guarded(code(ASK, branch("eqz", 1, "end"), READ, END), negated)


def test_a_flag_passes_through_two_methods_in_different_files():
    outer = defined("Lm/Outer;", {"b()Z": code(ASK, give(1))}, static=["b()Z"])
    start = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(
        call("static", "Lm/Outer;->b()Z"), move_result(3), branch("eqz", 3, "end"), READ, END,
    )}, superclass=APPLICATION)  # fmt: skip
    inner = consent(flag(0, "privacy_agreed"), give(0))
    found = reachability(APP, dex(start, MAIN), dex(outer), dex(inner, READER))
    assert reach(found, "m.Reader.read").guarded


def test_a_flag_passes_through_a_field():
    body = code(
        flag(1, "privacy_agreed"), static_field("put-boolean", 1, "Lm/App;->x:Z"), call("static", "Lm/Start;->go()V")
    )
    start = defined("Lm/Start;", {"go()V": code(
        static_field("get-boolean", 2, "Lm/App;->x:Z"), branch("eqz", 2, "end"), READ, END,
    )}, static=["go()V"])  # fmt: skip
    assert guarded(body, start)


def test_the_name_of_a_method_is_enough_where_its_body_tells_nothing():
    named = [call("static", "Lm/PrivacyManager;->hasAgreedPrivacy()Z"), move_result(1)]
    assert guarded(code(named, branch("eqz", 1, "end"), READ, END))


def test_a_method_that_always_agrees_guards_nothing_whatever_its_name():
    always = defined(
        "Lm/PrivacyManager;", {"isPrivacyAgreed()Z": code(const(0, 1), give(0))}, static=["isPrivacyAgreed()Z"]
    )
    named = [call("static", "Lm/PrivacyManager;->isPrivacyAgreed()Z"), move_result(1)]
    assert not guarded(code(named, branch("eqz", 1, "end"), READ, END), always)


def test_a_helper_with_a_key_reads_a_flag_whatever_its_name():
    helper = [
        const_string(6, "key_user_agreement"), const(7, 0),
        call("static", "La/b;->c(Ljava/lang/String;Z)Z", 6, 7), move_result(1),
    ]  # fmt: skip
    assert guarded(code(helper, branch("eqz", 1, "end"), READ, END))


def test_a_version_that_was_agreed_to_is_compared():
    get_int = "Landroid/content/SharedPreferences;->getInt(Ljava/lang/String;I)I"
    body = code(
        const_string(6, "agreed_privacy_version"), const(7, 0), call("interface", get_int, 5, 6, 7), move_result(1),
        const(2, 3), compare("ne", 1, 2, "end"), READ, END,
    )  # fmt: skip
    assert guarded(body)


def test_an_intent_extra_of_that_name_is_no_stored_consent():
    extra = "Landroid/content/Intent;->getBooleanExtra(Ljava/lang/String;Z)Z"
    body = code(
        const_string(6, "privacy_agreed"), const(7, 0), call("virtual", extra, 5, 6, 7), move_result(1),
        branch("eqz", 1, "end"), READ, END,
    )  # fmt: skip
    assert not guarded(body)


PUT = [const_string(6, "privacy_agreed"), const(7, 1), call("interface", PUT_BOOLEAN, 5, 6, 7)]


def test_a_flag_that_launch_sets_by_itself_guards_nothing():
    assert not guarded(code(PUT, flag(1, "privacy_agreed"), branch("eqz", 1, "end"), READ, END))


def test_a_flag_that_a_click_sets_guards():
    click = defined("Lm/Agree;", {"<init>()V": code(), "onClick(Landroid/view/View;)V": code(PUT)},
                    interfaces=["Landroid/view/View$OnClickListener;"])  # fmt: skip
    assert guarded(code(new(2, "Lm/Agree;"), flag(1, "privacy_agreed"), branch("eqz", 1, "end"), READ, END), click)


def test_a_use_inside_the_method_that_checks_waits_too():
    body = code(flag(1, "privacy_agreed"), branch("eqz", 1, "end"), READ_IMEI, END)
    start = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION)
    assert reach(reachability(APP, dex(start, MAIN)), "m.App.onCreate").guarded
    twice = code(READ_IMEI, flag(1, "privacy_agreed"), branch("eqz", 1, "end"), READ_IMEI, END)
    start = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": twice}, superclass=APPLICATION)
    assert not reach(reachability(APP, dex(start, MAIN)), "m.App.onCreate").guarded


def test_a_task_created_behind_a_check_waits():
    task = defined("Lm/Task;", {"<init>()V": code(), "run()V": code(READ)}, interfaces=["Ljava/lang/Runnable;"])
    assert guarded(code(flag(1, "privacy_agreed"), branch("eqz", 1, "end"), new(2, "Lm/Task;"), END), task)


def test_a_provider_beside_a_guarded_application_class_is_not_guarded():
    provider = defined("Lm/Start;", {"onCreate()Z": code(READ)}, superclass="Landroid/content/ContentProvider;")
    start = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(
        flag(1, "privacy_agreed"), branch("eqz", 1, "end"), READ, END,
    )}, superclass=APPLICATION)  # fmt: skip
    facts = manifest(application="m.App", launcher="m.Main", components={"m.Start": "provider"})
    read = reach(reachability(facts, dex(start, MAIN, READER, provider)), "m.Reader.read")
    assert (read.guarded, read.chain) == (False, ("m.Start.onCreate", "m.Reader.read"))


def test_a_loop_ends():
    body = code(
        label("again"), flag(1, "privacy_agreed"), branch("eqz", 1, "again"), READ,
        call("static", "Lm/Net;->isOnline()Z"), move_result(2), branch("nez", 2, "again"), goto("again"),
    )  # fmt: skip
    assert guarded(body)


@pytest.mark.parametrize("distance", [0x7FFF, 0x8000, 0xFFFF])
def test_a_branch_to_nowhere_guards_nothing(distance):
    body = Code(
        [0x0138, distance, *code(flag(1, "privacy_agreed"), branch("eqz", 1, "end"), READ, END).units], registers=10
    )
    assert not guarded(body)


def test_the_framework_type_of_the_preferences_may_be_a_class_of_the_app():
    renamed = GET_BOOLEAN.replace("Landroid/content/SharedPreferences;", "Lcom/tencent/mmkv/MMKV;").replace(
        "getBoolean", "decodeBool"
    )
    body = code(
        const_string(6, "agree_privacy"), const(7, 0), call("virtual", renamed, 5, 6, 7), move_result(1),
        branch("eqz", 1, "end"), READ, END,
    )  # fmt: skip
    assert guarded(body)


# DataStore and coroutines.

KEY_FIELD = "Lm/Keys;->AGREED:Landroidx/datastore/preferences/core/Preferences$Key;"
KEY_TYPE = "Landroidx/datastore/preferences/core/Preferences$Key;"
MAKE_KEY = f"Landroidx/datastore/preferences/core/PreferencesKeys;->booleanKey(Ljava/lang/String;){KEY_TYPE}"
STORED = f"Landroidx/datastore/preferences/core/Preferences;->get({KEY_TYPE})Ljava/lang/Object;"
UNBOX = "Ljava/lang/Boolean;->booleanValue()Z"
BOX = "Lkotlin/coroutines/jvm/internal/Boxing;->boxBoolean(Z)Ljava/lang/Boolean;"
WAITING = "Lkotlin/coroutines/intrinsics/IntrinsicsKt;->getCOROUTINE_SUSPENDED()Ljava/lang/Object;"
FIRST = "Lkotlinx/coroutines/flow/FlowKt;->first(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"
RUN_BLOCKING = "Lkotlinx/coroutines/BuildersKt;->runBlocking(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"
RESUME = "invokeSuspend(Ljava/lang/Object;)Ljava/lang/Object;"
LAMBDA = "Lkotlin/coroutines/jvm/internal/SuspendLambda;"


def keys(name: str) -> object:
    return defined("Lm/Keys;", {"<clinit>()V": code(
        const_string(0, name), call("static", MAKE_KEY, 0), move_result(0, reference=True),
        static_field("put-object", 0, KEY_FIELD))})  # fmt: skip


def stored_in(register: int) -> list:
    """What the store holds under the key, false where it holds nothing."""
    return [
        static_field("get-object", 2, KEY_FIELD), call("virtual", STORED, 1, 2), move_result(2, reference=True),
        branch("eqz", 2, f"unset{register}"), call("virtual", UNBOX, 2), move_result(register),
        goto(f"known{register}"),
        label(f"unset{register}"), const(register, 0), label(f"known{register}"),
    ]  # fmt: skip


def return_object(register: int) -> tuple:
    return (register << 8 | 0x11,)


@pytest.mark.parametrize(("name", "waits"), [("privacy_agreed", True), ("dark_mode", False)])
def test_a_key_of_a_data_store(name, waits):
    body = code(stored_in(3), branch("eqz", 3, "end"), READ, END)
    assert guarded(body, keys(name)) is waits


def test_the_wrong_side_of_a_key_of_a_data_store():
    assert not guarded(code(stored_in(3), branch("nez", 3, "end"), READ, END), keys("privacy_agreed"))


def coroutine(*last: object) -> object:
    """A coroutine that waits for the store's first value and then does the last instructions with register 3."""
    return defined("Lm/Ask;", {"<init>()V": code(), RESUME: code(
        call("static", WAITING), move_result(5, reference=True),
        (0x52 | 0 << 8 | 9 << 12, field_("Lm/Ask;->label:I")), branch("eqz", 0, "first"),
        (0x07 | 1 << 8 | 10 << 12,), goto("go"),
        label("first"), call("static", FIRST, 4, 9), move_result(1, reference=True),
        compare("ne", 1, 5, "go"), return_object(5),
        label("go"), stored_in(3), *last, registers=11, incoming=2)}, superclass=LAMBDA)  # fmt: skip


def test_what_a_coroutine_does_when_the_store_says_so():
    ask = coroutine(branch("eqz", 3, "end"), READ, END, const(0, 0), return_object(0))
    assert guarded(code(new(1, "Lm/Ask;")), keys("privacy_agreed"), ask)


def test_a_coroutine_that_does_not_look_at_the_store():
    ask = coroutine(READ, const(0, 0), return_object(0))
    assert not guarded(code(new(1, "Lm/Ask;")), keys("privacy_agreed"), ask)


@pytest.mark.parametrize(("test", "waits"), [("eqz", True), ("nez", False)])
def test_what_waits_for_a_coroutine_that_asks_the_store(test, waits):
    ask = coroutine(call("static", BOX, 3), move_result(0, reference=True), return_object(0))
    body = code(new(1, "Lm/Ask;"), call("static", RUN_BLOCKING, 0, 1), move_result(2, reference=True),
                call("virtual", UNBOX, 2), move_result(3), branch(test, 3, "end"), READ, END)  # fmt: skip
    assert guarded(body, keys("privacy_agreed"), ask) is waits


@pytest.mark.parametrize(
    ("name", "default", "test", "expected"),
    [
        ("isFirstRun", 1, "nez", True),
        ("isFirstRun", 0, "nez", False),
        ("hasAgreed", 0, "eqz", True),
        ("hasAgreed", 1, "eqz", False),
    ],
)
def test_a_name_is_not_believed_where_its_code_says_otherwise_by_default(name, default, test, expected: bool):
    """The key says nothing; a wrapper of the app's own gives what is stored under it, or the default."""
    gets = "get(Ljava/lang/String;Z)Z"
    wraps = code(call("interface", GET_BOOLEAN, 5, 8, 9), move_result(0), give(0), incoming=2)
    says = code(
        const_string(1, "k7"), const(2, default), call("static", f"Lm/Gate;->{gets}", 1, 2), move_result(0), give(0)
    )
    own = defined("Lm/Gate;", {gets: wraps, f"{name}()Z": says}, static=[gets, f"{name}()Z"])
    asks = [call("static", f"Lm/Gate;->{name}()Z"), move_result(1), branch(test, 1, "end")]
    assert guarded(code(*asks, READ, END), own) is expected
