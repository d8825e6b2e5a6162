"""Services and pages that code starts and no manifest declares, and near twins that the system does start."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.first_launch import MAIN, READ, READER
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    call,
    code,
    const_class,
    const_string,
    defined,
    dex,
    manifest,
    new,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.facts.code_conduct import with_phase
from appaudit.code.reach.reach import Reachability
from appaudit.dex import read_code
from appaudit.model.facts.conduct import PermissionRefusalFact

SERVICE = "Landroid/app/Service;"
STARTS = {
    "service": "Landroid/content/Context;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;",
    "activity": "Landroid/content/Context;->startActivity(Landroid/content/Intent;)V",
}
WORK = {"<init>()V": code(), "onCreate()V": code(READ)}


def phase_of(kind: str, *first, declared: str = "", is_whole: bool = True, place: str = "classes.dex", more=()) -> str:
    """When the IMEI is read in `Work`, which is started by its class."""
    start = [*first, const_class(2, "Lm/Work;"), call("virtual", STARTS[kind], 3, 4)]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*start)}, superclass=APPLICATION)
    work = defined("Lm/Work;", WORK, superclass=SERVICE if kind == "service" else ACTIVITY)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, READER, *more)), (place, dex(work))])
    assert not errors
    facts = manifest(application="m.App", launcher="m.Main", components={declared: kind} if declared else {})
    found = Reachability(codes, facts, shipped_lexicons().consent, are_all_declared=is_whole)
    return found.of("m.Reader", "m.Reader.read()V", "").phase


@pytest.mark.parametrize("kind", ["service", "activity"])
def test_what_no_manifest_declares_is_not_started(kind: str):
    assert phase_of(kind) != "pre_consent"
    assert phase_of(kind, declared="m.Work") == "pre_consent"


def test_a_manifest_of_which_parts_are_missing_proves_nothing():
    assert phase_of("service", is_whole=False) == "pre_consent"


@pytest.mark.parametrize("name", ["mInstrumentation", "IActivityManagerSingleton"])
def test_what_replaces_parts_of_the_system_starts_anything(name: str):
    assert phase_of("service", const_string(5, name)) == "pre_consent"
    hooked = defined("Lm/Hook;", {"<init>()V": code()}, superclass="Landroid/app/Instrumentation;")
    assert phase_of("service", more=[hooked]) == "pre_consent"


def test_a_field_that_is_called_like_a_part_of_the_system_replaces_none():
    fields = [DefinedField("mH:I"), DefinedField("mClassLoader:I")]
    assert phase_of("service", more=[DefinedClass("Lm/Sizes;", fields=fields)]) != "pre_consent"


def test_code_that_is_data_may_have_a_manifest_of_its_own():
    assert phase_of("service", place="assets/part.apk!classes.dex") == "pre_consent"


def test_an_object_of_the_same_class_is_no_start():
    assert phase_of("service", new(1, "Lm/Work;"), call("virtual", "Lm/Work;->onCreate()V", 1)) == "pre_consent"


@pytest.mark.parametrize(
    ("declared", "is_whole", "stays"),
    [("", True, False), ("m.Old", True, True), ("m.Below", True, True), ("m.Other", True, False), ("", False, True)],
)
def test_a_page_that_no_manifest_declares_gets_no_answer(declared: str, is_whole: bool, stays: bool) -> None:
    page = defined("Lm/Old;", {"<init>()V": code()}, superclass=ACTIVITY)
    below = defined("Lm/Below;", {"<init>()V": code()}, superclass="Lm/Old;")
    codes, errors = read_code([("classes.dex", dex(MAIN, page, below))])
    assert not errors
    facts = manifest(launcher="m.Main", components={declared: "activity"} if declared else {})
    found = Reachability(codes, facts, shipped_lexicons().consent, are_all_declared=is_whole)
    caller = "m.Old.onRequestPermissionsResult(I[Ljava/lang/String;[I)V"
    fact = PermissionRefusalFact(effect="ask_again", api="requestPermissions", caller=caller, caller_class="m.Old")
    assert bool(with_phase([fact], found)) is stays
