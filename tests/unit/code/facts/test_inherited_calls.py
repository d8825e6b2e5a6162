"""Calls out of sight that name a class of the app which extends the platform's, and members of such calls by name."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedMethod
from tests.support.program_assembly import (
    ACTIVITY,
    OBJECT,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    move_result,
)
from tests.unit.code.facts.test_unseen_code import CLASS, CONTEXT, STRING, found

METHOD = "Ljava/lang/reflect/Method;"
DECLARED = f"{CLASS}->getDeclaredMethod({STRING}[{CLASS}){METHOD}"
OTHER_APP = f"createPackageContext({STRING}I){CONTEXT}"
OWN, BASE = "Lm/Own;", "Lm/Base;"


def asked(*classes, flags=3):
    """What is said of a page that asks itself for the context of another package."""
    return found(const(2, flags), call("virtual", f"{OWN}->{OTHER_APP}", 0, 1, 2), classes=classes)


def test_a_page_that_asks_itself_asks_the_platform():
    base, own = defined(BASE, {}, superclass=ACTIVITY), defined(OWN, {}, superclass=BASE)
    assert asked(base, own) == [("loader", "android.app.Activity.createPackageContext", "")]
    assert asked(base, own, flags=2) == []


@pytest.mark.parametrize("owner", [OWN, BASE])
def test_a_method_of_the_apps_own_is_none_of_the_platform(owner):
    own_method = {OTHER_APP: code(const(0, 0), (0x0011,), registers=4, incoming=3)}
    base = defined(BASE, own_method if owner == BASE else {}, superclass=ACTIVITY)
    own = defined(OWN, own_method if owner == OWN else {}, superclass=BASE)
    assert asked(base, own) == []


def test_a_class_of_the_app_that_extends_none_of_the_platforms_has_a_method_of_its_own():
    assert asked(defined(BASE, {OTHER_APP: None}), defined(OWN, {}, superclass=BASE)) == []


@pytest.mark.parametrize(("owner", "name"), [("java/lang/ClassLoader", "defineClass"), ("java/lang/Runtime", "load0")])
def test_what_loads_code_is_out_of_sight_when_it_is_got_by_its_name(owner, name):
    by_name = call("virtual", DECLARED, 2, 1, 3)
    dotted = owner.replace("/", ".")
    assert found(const_class(2, f"L{owner};"), const_string(1, name), by_name) == [
        ("reflection", "java.lang.Class.getDeclaredMethod", f"{dotted}.{name}")
    ]
    assert found(const_class(2, f"L{owner};"), const_string(1, "getParent"), by_name) == []
    assert found(const_class(2, "Lm/Other;"), const_string(1, name), by_name, classes=[defined("Lm/Other;", {})]) == []


def test_a_short_name_that_another_method_gives_is_told_by_no_entry_and_said():
    """Entries look for the constant where a class is asked."""
    by_name = call("virtual", DECLARED, 2, 1, 3)

    def names(text):
        gives = DefinedMethod(
            f"name(){STRING}", code(const_string(0, text), (0x0011,)), access_flags=9, is_virtual=False
        )
        given = defined("Lm/Names;", {})
        given.methods.append(gives)
        asks = [
            *(call("virtual", f"{OBJECT}->getClass(){CLASS}", 4), move_result(2, reference=True)),
            *(call("static", f"Lm/Names;->name(){STRING}"), move_result(1, reference=True)),
        ]
        return found(*asks, by_name, classes=[given])

    assert names("getImei") == [("reflection", "java.lang.Class.getDeclaredMethod", "getImei")]
    assert names("getTitle") == []


@pytest.mark.parametrize(("named", "is_said"), [(CLASS, False), (STRING, True)])
def test_instrumentation_that_is_named_by_its_class_is_the_apps_own(named, is_said):
    component = "Landroid/content/ComponentName;"
    starts = f"{OWN}->startInstrumentation({component}{STRING}Landroid/os/Bundle;)Z"
    own = defined(OWN, {}, superclass=ACTIVITY)
    makes = call("direct", f"{component}-><init>({CONTEXT}{named})V", 1, 0, 2)
    said = found(makes, call("virtual", starts, 0, 1, 2, 3), classes=[own])
    assert said == ([("loader", "android.app.Activity.startInstrumentation", "")] if is_said else [])
