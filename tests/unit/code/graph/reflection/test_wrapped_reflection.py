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
METHOD, OBJECT = "Ljava/lang/reflect/Method;", "Ljava/lang/Object;"
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


LOAD, FIND, RUN_IT = f"load({STRING}){CLASS}", f"find({CLASS}{STRING}){METHOD}", f"run({METHOD}{OBJECT})V"
GIVE: Instruction = (0 << 8 | 0x11,)
#: Of an app's own methods each does one step: gets a class, gets a method, calls it.
STEPS = {
    LOAD: code(taken(call("static", f"{CLASS}->forName({STRING}){CLASS}", 9)), GIVE, incoming=1),
    FIND: code(taken(call("virtual", f"{CLASS}->getMethod({STRING}){METHOD}", 8, 9)), GIVE, incoming=2),
    RUN_IT: code(call("virtual", f"{METHOD}->invoke({OBJECT}){OBJECT}", 8, 9), incoming=2),
}
TOOLS = defined("Lm/Tools;", STEPS, static=[*STEPS])


def of_tools(name: str, *registers: int) -> Instruction:
    return call("static", f"Lm/Tools;->{name}", *registers)


def phase_in_steps(*steps: Instruction | list[Instruction], names: tuple[str, str] = ("m.Hidden", "collect")) -> str:
    body = [const_string(8, names[0]), const_string(9, names[1]), *steps]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    return reach(reachability(APP, dex(app, MAIN, HIDDEN, TOOLS)), "m.Hidden.collect").phase


LOADS, FINDS, RUNS = taken(of_tools(LOAD, 8)), taken(of_tools(FIND, 0, 9)), of_tools(RUN_IT, 0, 1)


@pytest.mark.parametrize(
    "steps",
    [[LOADS, FINDS, RUNS], [LOADS, taken(GET_METHOD), INVOKE], [taken(FOR_NAME), FINDS, INVOKE],
     [taken(FOR_NAME), taken(GET_METHOD), RUNS]],
    ids=["all", "class", "method", "call"],
)  # fmt: skip
def test_steps_that_methods_of_the_app_take(steps: list[list[Instruction]]) -> None:
    assert phase_in_steps(*steps) == "pre_consent"
    assert phase_in_steps(*steps, names=("m.Hidden", "other")) != "pre_consent"
    assert phase_in_steps(*steps, names=("m.Other", "collect")) != "pre_consent"


@pytest.mark.parametrize(
    "steps", [[LOADS, FINDS], [LOADS, RUNS], [FINDS, RUNS]], ids=["asked", "no method", "no class"]
)
def test_steps_of_which_one_is_missing(steps: list[list[Instruction]]) -> None:
    assert phase_in_steps(*steps) != "pre_consent"


MAKE, CALL = f"make({STRING}){OBJECT}", f"call({OBJECT}{STRING}){OBJECT}"
GET_CLASS = call("virtual", f"{OBJECT}->getClass(){CLASS}", 8)
NEW = call("virtual", f"{CLASS}->newInstance(){OBJECT}", 0)
FIND_IT = call("virtual", f"{CLASS}->getMethod({STRING}){METHOD}", 0, 9)
MAKES = [taken(call("static", f"{CLASS}->forName({STRING}){CLASS}", 9)), taken(NEW), GIVE]
CALLS = [taken(GET_CLASS), taken(FIND_IT), taken(INVOKE), GIVE]


def phase_of_object(made=(), called=(), names: tuple[str, str] = ("m.Hidden", "collect"), runs: str = CALL) -> str:
    """When a method runs that an object is asked for by name, which is made by name: both by methods of the app."""
    methods = {MAKE: code(*made or MAKES, incoming=1), CALL: code(*called or CALLS, incoming=2)}
    methods |= {f"pass({OBJECT}{STRING}){OBJECT}": code(taken(of(CALL, 8, 9)), GIVE, incoming=2)}
    body = [const_string(8, names[0]), const_string(9, names[1]), taken(of(MAKE, 8)), of(runs, 0, 9)]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    objects = defined("Lm/Objects;", methods, static=[*methods])
    return reach(reachability(APP, dex(app, MAIN, HIDDEN, objects)), "m.Hidden.collect").phase


def of(name: str, *registers: int) -> Instruction:
    return call("static", f"Lm/Objects;->{name}", *registers)


def test_an_object_made_by_name_and_its_method_called_by_name() -> None:
    assert phase_of_object() == "pre_consent"
    assert phase_of_object(runs=f"pass({OBJECT}{STRING}){OBJECT}") == "pre_consent"


def test_names_of_something_else_that_is_made_or_called() -> None:
    assert phase_of_object(names=("m.Hidden", "other")) != "pre_consent"
    assert phase_of_object(names=("m.Other", "collect")) != "pre_consent"


def test_an_object_that_is_not_made_or_of_which_nothing_is_called() -> None:
    assert phase_of_object(made=[*MAKES[:1], GIVE]) != "pre_consent"
    assert phase_of_object(called=[*CALLS[:2], GIVE]) != "pre_consent"
