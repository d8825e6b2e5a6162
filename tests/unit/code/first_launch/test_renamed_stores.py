"""Settings of stores whose methods a shrinker renamed: what their kept native methods show, and what keys are named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField, DefinedMethod, field_, method, type_
from tests.support.first_launch import END, MAIN, READ, READ_HERE, READER, asked
from tests.support.program_assembly import (
    APPLICATION,
    GET_BOOLEAN,
    OBJECT,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    give,
    label,
    manifest,
    move_result,
    static_field,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

KV = "Lcom/tencent/mmkv/MMKV;"
DECODES, HAS, ENCODES = (
    "decodeBool(JLjava/lang/String;Z)Z", "containsKey(JLjava/lang/String;)Z", "encodeBool(JLjava/lang/String;Z)Z",
)  # fmt: skip
#: What a shrinker makes of decodeBool(key, default), decodeBool(key), containsKey(key), encode(key, value).
GETS, GETS_PLAIN, KNOWS, PUTS = (
    "c(Ljava/lang/String;Z)Z", "b(Ljava/lang/String;)Z", "a(Ljava/lang/String;)Z", "k(Ljava/lang/String;Z)Z",
)  # fmt: skip
Parts = list[Instruction | list[Instruction]]


def native(signature: str, this: int, *passed: int) -> list[Instruction]:
    """A call of a native method with what native code keeps, read into registers 0 and 1."""
    registers = [this, 0, 1, *passed, 0, 0]
    listed = sum(register << 4 * at for at, register in enumerate(registers[:4]))
    first = (3 + len(passed)) << 12 | (registers[4] << 8 if len(passed) == 2 else 0) | 0x70
    return [(this << 12 | 0x53, field_(f"{KV}->nativeHandle:J")), (first, method(f"{KV}->{signature}"), listed),
            move_result(0), give(0)]  # fmt: skip


def store(**others: Parts) -> DefinedClass:
    """The class under a shrinker's names; `others` are further methods that take a text and a truth value."""
    bodies = {
        GETS: code(native(DECODES, 7, 8, 9), incoming=3),
        GETS_PLAIN: code(const(2, 0), native(DECODES, 8, 9, 2), incoming=2),
        KNOWS: code(native(HAS, 8, 9), incoming=2),
        PUTS: code(native(ENCODES, 7, 8, 9), incoming=3),
        **{f"{name}(Ljava/lang/String;Z)Z": code(*body, incoming=3) for name, body in others.items()},
    }
    rows = [DefinedMethod(each, body) for each, body in bodies.items()]
    rows += [DefinedMethod(f"e(){KV}", code(const(0, 0), (0x11,)), 9, False)]
    rows += [DefinedMethod(each, None, 0x102, False) for each in (DECODES, HAS, ENCODES)]
    return DefinedClass(KV, OBJECT, (), methods=rows, fields=[DefinedField("nativeHandle:J")])


OPENED: Parts = [call("static", f"{KV}->e(){KV}"), move_result(5, reference=True), const_string(6, "opened_before")]


def asks(signature: str) -> Parts:
    registers = (5, 6, 7) if "Z)" in signature else (5, 6)
    return [*OPENED, const(7, 0), call("virtual", f"{KV}->{signature}", *registers), move_result(1)]


STORES: Parts = [*OPENED, const(7, 1), call("virtual", f"{KV}->{PUTS}", 5, 6, 7)]
WAITS: Parts = [branch("eqz", 1, "end"), READ, END]


@pytest.mark.parametrize("signature", [GETS, GETS_PLAIN, KNOWS])
def test_what_a_renamed_getter_gives_is_a_setting(signature: str) -> None:
    assert asked(*asks(signature), *WAITS, others=[store()]) == [("unstored", "opened_before")]
    assert asked(*STORES, *asks(signature), *WAITS, others=[store()]) == [("stored", "opened_before")]


@pytest.mark.parametrize("signature", [GETS, GETS_PLAIN, KNOWS])
def test_the_store_may_be_in_another_file(signature: str) -> None:
    body = code(*STORES, *asks(signature), *WAITS)
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION)
    files = [("classes.dex", dex(app, MAIN, READER)), ("classes2.dex", dex(store()))]
    codes, errors = read_code(files)
    assert not errors
    found = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    (way,) = found.under_conditions([READ_HERE], [Constants(each) for each in codes])
    assert way is not None
    assert [(each.kind, each.subject) for each in way.conditions] == [("stored", "opened_before")]


def test_what_gives_something_else_is_no_setting() -> None:
    other = [call("static", "Lother/Net;->isOpen(Ljava/lang/String;)Z", 8), move_result(0), give(0)]
    signature = "d(Ljava/lang/String;Z)Z"
    assert asked(*asks(signature), *WAITS, others=[store(d=other)]) == [("other", "com.tencent.mmkv.MMKV.d")]


HAWK = "Lcom/orhanobut/hawk/Hawk;->get(Ljava/lang/String;Ljava/lang/Object;)Ljava/lang/Object;"
MAKES_KEY = (
    "Landroidx/datastore/preferences/core/PreferencesKeys;->booleanKey(Ljava/lang/String;)"
    "Landroidx/datastore/preferences/core/Preferences$Key;"
)
KEY = "Lm/Keys;->opened:Landroidx/datastore/preferences/core/Preferences$Key;"
GETS_KEYED = (
    "Landroidx/datastore/preferences/core/Preferences;->get(Landroidx/datastore/preferences/core/Preferences$Key;)"
    "Ljava/lang/Object;"
)
IS_TRUE: Parts = [move_result(1, reference=True), call("virtual", "Ljava/lang/Boolean;->booleanValue()Z", 1),
                  move_result(1)]  # fmt: skip
KEYS = replace(
    defined("Lm/Keys;", {"<clinit>()V": code(const_string(1, "opened_before"), call("static", MAKES_KEY, 1),
                                             move_result(1, reference=True), static_field("put-object", 1, KEY))}),
    fields=[DefinedField(KEY.partition("->")[2], is_static=True)],
)  # fmt: skip


TRUTH, SETTINGS = "Ljava/lang/Boolean;", "Landroid/content/SharedPreferences;"
#: A key in register 6, and as an object in register 7 what is given where nothing is stored.
NO: Parts = [const_string(6, "opened_before"), const(2, 0), call("static", f"{TRUTH}->valueOf(Z){TRUTH}", 2),
             move_result(7, reference=True)]  # fmt: skip


@pytest.mark.parametrize(("test", "found"), [("eqz", [("unstored", "opened_before")]), ("nez", [])])
def test_a_store_of_objects(test: str, found: list[tuple[str, str]]) -> None:
    body = [*NO, call("static", HAWK, 6, 7), *IS_TRUE, branch(test, 1, "end"), READ, END]
    assert asked(*body) == found


@pytest.mark.parametrize("name", ["get", "c"], ids=["kept", "renamed"])
@pytest.mark.parametrize(("test", "found"), [("eqz", [("unstored", "opened_before")]), ("nez", [])])
def test_a_wrapper_that_asks_by_the_kind_of_its_default(name: str, test: str, found: list[tuple[str, str]]) -> None:
    """static Object get(Context, String key, Object other): if (other instanceof Boolean) getBoolean(key, other) …"""
    signature = f"{name}(Landroid/content/Context;Ljava/lang/String;{OBJECT}){OBJECT}"
    opens = "Landroid/content/Context;->getSharedPreferences(Ljava/lang/String;I)"
    body: Parts = [
        const_string(0, "file"), const(1, 0), call("virtual", opens + SETTINGS, 7, 0, 1),
        move_result(0, reference=True), (9 << 12 | 1 << 8 | 0x20, type_(TRUTH)), branch("eqz", 1, "none"),
        (9 << 8 | 0x1F, type_(TRUTH)), call("virtual", f"{TRUTH}->booleanValue()Z", 9), move_result(1),
        call("interface", GET_BOOLEAN, 0, 8, 1), move_result(1), call("static", f"{TRUTH}->valueOf(Z){TRUTH}", 1),
        move_result(1, reference=True), (1 << 8 | 0x11,), label("none"), const(1, 0), (1 << 8 | 0x11,),
    ]  # fmt: skip
    wrapper = defined("Lm/Kept;", {signature: code(*body, incoming=3)}, static=[signature])
    asks = [*NO, call("static", f"Lm/Kept;->{signature}", 5, 6, 7), *IS_TRUE, branch(test, 1, "end"), READ, END]
    assert asked(*asks, others=[wrapper]) == found


@pytest.mark.parametrize("is_field", [True, False])
def test_what_a_datastore_has_under_a_key(is_field: bool) -> None:
    made: Parts = [const_string(6, "opened_before"), call("static", MAKES_KEY, 6), move_result(6, reference=True)]
    key: Parts = [static_field("get-object", 6, KEY)] if is_field else made
    body = [*key, call("interface", GETS_KEYED, 5, 6), *IS_TRUE, *WAITS]
    assert asked(*body, others=[KEYS]) == [("stored", "opened_before")]


def test_that_an_object_is_there_is_not_what_it_holds() -> None:
    """if ((boolean) Net.get("opened_before")) read(); and if (Net.get("opened_before") != null) read();"""
    gets = call("static", "Lother/Net;->get(Ljava/lang/String;)Ljava/lang/Object;", 6)
    assert asked(const_string(6, "opened_before"), gets, *IS_TRUE, *WAITS) == [
        ("other", "java.lang.Boolean.booleanValue")
    ]
    assert asked(const_string(6, "opened_before"), gets, IS_TRUE[0], *WAITS) == []
