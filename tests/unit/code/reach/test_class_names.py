"""Classes that code names by a text: what loads one, what only asks for it, and what compares its name."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    READ_IMEI,
    call,
    code,
    const_string,
    defined,
    dex,
    manifest,
    move_result,
    reach,
    reachability,
)

APP = manifest(application="m.App", launcher="m.Main")
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
PROBED = code(call("static", "Lm/Probe;->has()V"))
START = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": PROBED}, superclass=APPLICATION)
FOR_NAME = "Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;"
EQUALS = "Ljava/lang/String;->equals(Ljava/lang/Object;)Z"


def probed(body, hidden, reading: str) -> str:
    """When a method of a class runs that a static method, called at launch, has to do with by its name."""
    probe = defined("Lm/Probe;", {"has()V": body}, static=["has()V"])
    return reach(reachability(APP, dex(START, MAIN, probe, hidden)), f"m.Hidden.{reading}").phase


@pytest.mark.parametrize(
    ("reading", "taken", "phase"),
    [("<init>", False, "dead"), ("<init>", True, "pre_consent"), ("<clinit>", False, "pre_consent")],
)
def test_who_asks_whether_a_class_is_there_makes_no_object_of_it(reading, taken, phase):
    methods = {"<init>()V": code(), f"{reading}()V": code(READ_IMEI)}
    hidden = defined("Lm/Hidden;", methods, static=["<clinit>()V"] if reading == "<clinit>" else [])
    take = [move_result(1, reference=True)] if taken else []
    body = code(const_string(0, "m.Hidden"), call("static", FOR_NAME, 0), *take)
    assert probed(body, hidden, reading) == phase


@pytest.mark.parametrize(("used_by", "phase"), [(EQUALS, "dead"), (FOR_NAME, "pre_consent")])
def test_a_name_that_is_compared_with_another_loads_nothing(used_by, phase):
    # Class c = Class.forName(other); "m.Hidden".equals(name), or Class.forName("m.Hidden")
    hidden = defined("Lm/Hidden;", {"<init>()V": code(READ_IMEI)})
    kind = "virtual" if used_by is EQUALS else "static"
    body = code(call("static", FOR_NAME, 2), move_result(1, reference=True), const_string(0, "m.Hidden"),
                call(kind, used_by, *((0, 3) if used_by is EQUALS else (0,))))  # fmt: skip
    assert probed(body, hidden, "<init>") == phase
