"""A method with the name of a consent is believed until its code, its setter or its key says otherwise at a launch."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    OBJECT,
    PUT_BOOLEAN,
    READ_IMEI,
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
    reach,
    static_field,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

READER = defined("Lm/Reader;", {"read()V": code(READ_IMEI)}, static=["read()V"])
TEXT = "Ljava/lang/String;"
GET_LONG = f"Landroid/content/SharedPreferences;->getLong({TEXT}J)J"
Part = Instruction | list[Instruction]


def reachability(*classes: DefinedClass) -> tuple[Reachability, list[Constants]]:
    """What is known of an app of these classes and the one that reads."""
    codes, errors = read_code([("classes.dex", dex(*classes, READER))])
    assert not errors
    found = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    files = [Constants(each) for each in codes]
    found.check_names(files)
    return found, files


def guarded(asks: str, *start: Part, others: tuple[DefinedClass, ...] = (), clicked: tuple[Part, ...] = ()) -> bool:
    """Whether a read at the end of Application.onCreate waits for what a method gives."""
    waits = [call("static", asks), move_result(1), branch("eqz", 1, "end")]
    body = code(*start, *waits, call("static", "Lm/Reader;->read()V"), label("end"))
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION)
    main = defined("Lm/Main;", {"<init>()V": code(), "clicked()V": code(*clicked)}, superclass=ACTIVITY)
    found, _ = reachability(app, main, *others)
    known = reach(found, "m.Reader.read")
    assert known.phase == "pre_consent"
    return known.guarded


def gate(*body: Part, name: str = "hasAgreed") -> DefinedClass:
    return defined("Lm/Gate;", {f"{name}()Z": code(*body)}, static=[f"{name}()Z"])


def long_of(key: str, default: int) -> list[Instruction]:
    asks = call("interface", GET_LONG, 5, 6, 2, 3)
    return [const_string(6, key), (2 << 8 | 0x16, default), asks, (0 << 8 | 0x0B,)]


@pytest.mark.parametrize(
    ("test", "default", "expected"),
    [(0x3D, 0, True), (0x3A, 0, False), (0x3D, 5, False)],
    ids=["later than never", "not before never", "agreed by default"],
)
def test_the_time_of_agreeing_is_what_the_code_makes_of_it(test: int, default: int, expected: bool):
    says = [(8 << 8 | 0x16, 0), (0x31, 8 << 8), (0 << 8 | test, "+no"), const(0, 1), give(0)]
    own = gate(*long_of("privacy_time", default), *says, label("no"), const(0, 0), give(0))
    assert guarded("Lm/Gate;->hasAgreed()Z", others=(own,)) is expected


@pytest.mark.parametrize(("stored", "expected"), [(1, False), (0, True)])
def test_a_method_of_a_key_that_launch_stores_is_not_believed(stored: int, expected: bool):
    own = gate(flag(1, "privacy_agreed"), give(1))
    stores = [const_string(6, "privacy_agreed"), const(7, stored), call("interface", PUT_BOOLEAN, 5, 6, 7)]
    assert guarded("Lm/Gate;->hasAgreed()Z", stores, others=(own,)) is expected
    assert guarded("Lm/Gate;->hasAgreed()Z", others=(own,), clicked=(stores,))


UNKNOWN = [call("static", "Lx/Remote;->ask()Z"), move_result(1), give(1)]
SETS = code(call("static", "Lx/Remote;->tell(Z)V", 9), incoming=1)


@pytest.mark.parametrize(
    ("setter", "value", "expected"),
    [("setPrivacyAgreed", 1, False), ("setPrivacyAgreed", 0, True), ("setNightMode", 1, True)],
)
def test_what_launch_sets_to_agreed_by_a_setter_is_not_believed(setter: str, value: int, expected: bool):
    signature = f"{setter}(Z)V"
    own = defined("Lm/Gate;", {"getPrivacyAgreed()Z": code(*UNKNOWN), signature: SETS},
                  static=["getPrivacyAgreed()Z", signature])  # fmt: skip
    sets = [const(1, value), call("static", f"Lm/Gate;->{signature}", 1)]
    assert guarded("Lm/Gate;->getPrivacyAgreed()Z", sets, others=(own,)) is expected
    assert guarded("Lm/Gate;->getPrivacyAgreed()Z", others=(own,), clicked=(sets,))


@pytest.mark.parametrize(
    ("key", "default", "expected"),
    [("privacy_agreed", "TRUE", False), ("privacy_agreed", "FALSE", True), ("night_mode", "TRUE", True)],
)
def test_a_property_whose_key_says_agreed_by_default_is_not_believed(key: str, default: str, expected: bool):
    """As a Kotlin property that a class of the app's own keeps, which is told the key and the default."""
    made = f"Lm/Kept;-><init>({TEXT}{OBJECT})V"
    kept = defined("Lm/Kept;", {f"<init>({TEXT}{OBJECT})V": code(incoming=3)})
    says = static_field("get-object", 3, f"Ljava/lang/Boolean;->{default}:Ljava/lang/Boolean;")
    makes = [new(1, "Lm/Kept;"), const_string(2, key), says, call("direct", made, 1, 2, 3)]
    own = gate(*UNKNOWN, name="isPrivacyAgreed")
    assert guarded("Lm/Gate;->isPrivacyAgreed()Z", *makes, others=(own, kept)) is expected


def taken_at_word(asks: str, own: DefinedClass) -> list[tuple[str, str]]:
    """Kind and subject of what decides on a read at the end of Application.onCreate, if names are all it waits for."""
    waits = [call("static", asks), move_result(1), branch("eqz", 1, "end")]
    body = code(*waits, call("static", "Lm/Reader;->read()V"), label("end"))
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION)
    main = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
    found, files = reachability(app, main, own)
    assert reach(found, "m.Reader.read").guarded
    (way,) = found.at_word([("m.Reader", "m.Reader.read()V", ())], files)
    return [(each.kind, each.subject) for each in way.conditions] if way else []


ANSWERS = "Lm/Gate;->hasAgreed()Z"
URI = "Landroid/net/Uri;"
BY_NAME = ("by_name", "m.Gate.hasAgreed()Z")


def test_what_waits_for_a_name_whose_code_says_nothing_depends_on_that():
    assert BY_NAME in taken_at_word(ANSWERS, gate(*UNKNOWN))
    at_times = [call("static", "Lx/Remote;->ask()Z"), move_result(1), branch("eqz", 1, "no"), const(0, 1), give(0)]
    assert BY_NAME in taken_at_word(ANSWERS, gate(*at_times, label("no"), const(0, 0), give(0)))


def test_what_waits_for_a_name_whose_code_says_no_waits():
    assert taken_at_word(ANSWERS, gate(flag(1, "privacy_agreed"), give(1))) == []
    assert taken_at_word(ANSWERS, gate(flag(1, "pp_ok"), give(1))) == []
    assert taken_at_word(ANSWERS, gate(const(0, 0), give(0))) == []


def test_a_name_without_code_in_the_package_is_believed():
    assert taken_at_word("Lx/Remote;->hasAgreed()Z", gate(*UNKNOWN)) == []


def test_the_method_that_decides_is_named_behind_one_that_hands_on_its_answer():
    passes = [call("static", ANSWERS), move_result(1), give(1)]
    signatures = ["hasAgreed()Z", "mayStart()Z"]
    own = defined("Lm/Gate;", dict(zip(signatures, (code(*UNKNOWN), code(*passes)), strict=True)), static=signatures)
    assert BY_NAME in taken_at_word("Lm/Gate;->mayStart()Z", own)


def test_a_provider_that_a_named_method_calls_puts_what_it_likes_into_the_bundle():
    """A bundle's getters are named like those of settings."""
    bundle, resolver = "Landroid/os/Bundle;", "Landroid/content/ContentResolver;"
    asks = call("virtual", f"{resolver}->call({URI}{TEXT}{bundle}){bundle}", 1, 2, 3, 4)
    gets = call("virtual", f"{bundle}->getBoolean({TEXT}Z)Z", 6, 7, 8)
    answered = [(6 << 8 | 0x0C,), const_string(7, "value"), const(8, 0), gets, move_result(1), give(1)]
    assert BY_NAME in taken_at_word(ANSWERS, gate(asks, *answered))


PUT_LONG = f"Landroid/content/SharedPreferences$Editor;->putLong({TEXT}J)Landroid/content/SharedPreferences$Editor;"
CONTAINS = f"Landroid/content/SharedPreferences;->contains({TEXT})Z"


@pytest.mark.parametrize(("stored", "expected"), [(7, False), (0, True)], ids=["a time", "no time"])
def test_a_key_that_has_to_be_there_guards_nothing_once_launch_puts_it_there(stored: int, expected: bool):
    key = const_string(6, "privacy_agreed_at")
    own = gate(key, call("interface", CONTAINS, 5, 6), move_result(1), give(1))
    stores = [key, (2 << 8 | 0x16, stored), call("interface", PUT_LONG, 5, 6, 2, 3)]
    assert guarded(ANSWERS, stores, others=(own,)) is expected
    assert guarded(ANSWERS, others=(own,), clicked=(stores,))
