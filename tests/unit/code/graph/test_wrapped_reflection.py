"""What an app's own wrappers of reflection are handed."""

from __future__ import annotations

import pytest
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    READ_IMEI,
    Instruction,
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

STRING, CLASS = "Ljava/lang/String;", "Ljava/lang/Class;"
FOR_NAME = call("static", f"{CLASS}->forName({STRING}){CLASS}", 8)
GET_METHOD = call("virtual", f"{CLASS}->getMethod({STRING})Ljava/lang/reflect/Method;", 0, 9)
INVOKE = call("virtual", "Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;)Ljava/lang/Object;", 0, 1)
RUN = f"run({STRING}{STRING})V"
HIDDEN = defined("Lm/Hidden;", {"<init>()V": code(), "collect()V": code(READ_IMEI)}, static=["collect()V"])
APP = manifest(application="m.App", launcher="m.Main")


def wrapper(*body: Instruction | list[Instruction], name: str = "Lm/Calls;", signature: str = RUN):
    return defined(name, {signature: code(*body, registers=10, incoming=2)}, static=[signature])


def taken(step: Instruction) -> list[Instruction]:
    return [step, move_result(0, reference=True)]


WHOLE = wrapper(taken(FOR_NAME), taken(GET_METHOD), INVOKE)


def phase(*others, names: tuple[str, str] = ("m.Hidden", "collect"), by: str = f"Lm/Calls;->{RUN}") -> str:
    body = [const_string(0, names[0]), const_string(1, names[1]), call("static", by, 0, 1)]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    return reach(reachability(APP, dex(app, MAIN, HIDDEN, *others)), "m.Hidden.collect").phase


def test_a_class_and_its_method_that_a_wrapper_is_handed() -> None:
    assert phase(WHOLE) == "pre_consent"


def test_a_wrapper_that_hands_both_on() -> None:
    outer = wrapper(call("static", f"Lm/Calls;->{RUN}", 8, 9), name="Lm/Outer;")
    assert phase(WHOLE, outer, by=f"Lm/Outer;->{RUN}") == "pre_consent"


def test_a_wrapper_whose_method_is_called_by_another() -> None:
    rest = defined("Lm/Rest;", {"go()V": code(INVOKE)}, static=["go()V"])
    calls = wrapper(taken(FOR_NAME), taken(GET_METHOD), call("static", "Lm/Rest;->go()V"))
    assert phase(calls, rest) == "pre_consent"


@pytest.mark.parametrize(
    "body",
    [
        # A log, what only asks whether a class has a method, and a hidden interface of the platform.
        [],
        [taken(FOR_NAME), taken(GET_METHOD)],
        [const_string(8, "android.os.Trace"), taken(FOR_NAME), taken(GET_METHOD), INVOKE],
    ],
    ids=["no reflection", "nothing is called", "a class of its own choice"],
)
def test_what_is_no_wrapper(body) -> None:
    assert phase(wrapper(*body)) != "pre_consent"


@pytest.mark.parametrize("names", [("m.Hidden", "other"), ("m.Other", "collect"), ("collect", "m.Hidden")])
def test_names_of_something_else(names: tuple[str, str]) -> None:
    assert phase(WHOLE, names=names) != "pre_consent"
