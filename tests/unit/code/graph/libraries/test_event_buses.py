"""Subscribers of event buses run when an event of their class is posted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.support.dex_builder import DefinedClass, DefinedMethod
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    OBJECT,
    READ_IMEI,
    Instruction,
    branch,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    dex,
    label,
    manifest,
    move_result,
    new,
    reach,
    reachability,
)

BUS, OLD_BUS = "Lorg/greenrobot/eventbus/EventBus;", "Lde/greenrobot/event/EventBus;"
OTTO = "Lcom/squareup/otto/Bus;"
SUBSCRIBE = "Lorg/greenrobot/eventbus/Subscribe;"
OTTOS = "Lcom/squareup/otto/Subscribe;"
LOADED, PUSHED, ABOVE = "Lm/Loaded;", "Lm/Pushed;", "Lm/Event;"
EVENTS = [
    defined(ABOVE, {"<init>()V": code()}),
    defined(LOADED, {"<init>()V": code()}, superclass=ABOVE),
    defined(PUSHED, {"<init>()V": code()}, superclass=ABOVE),
]
APP = manifest(application="m.App", launcher="m.Main")


def subscriber(name: str, kind: str = LOADED, annotation: str = "", first: Sequence[Instruction] = ()) -> DefinedClass:
    body = code(*first, READ_IMEI, label("end"), registers=10, incoming=2)
    methods = [
        DefinedMethod("<init>()V", code(), is_virtual=False),
        DefinedMethod(f"{name}({kind})V", body, annotation=annotation),
    ]
    return DefinedClass("Lm/Module;", OBJECT, methods=methods)


def phase(
    module: DefinedClass, *, bus: str = OLD_BUS, posted: str = LOADED, registers: bool = True, by: str = ""
) -> str:
    body = [
        new(0, "Lm/Module;"),
        *([call("virtual", f"{bus}->register({OBJECT})V", 1, 0)] if registers else []),
        new(2, posted),
        call("static", by, 2) if by else call("virtual", f"{bus}->post({OBJECT})V", 1, 2),
    ]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    posting = code(call("virtual", f"{bus}->post({OBJECT})V", 1, 9), registers=10, incoming=1)
    tells = defined("Lm/Tells;", {f"all({OBJECT})V": posting}, static=[f"all({OBJECT})V"])
    found = reachability(APP, dex(app, MAIN, module, tells, *EVENTS))
    return reach(found, f"m.Module.{module.methods[1].signature.partition('(')[0]}").phase


@pytest.mark.parametrize(
    ("name", "annotation", "bus"),
    [
        ("onEventMainThread", "", OLD_BUS),
        ("onEvent", "", OLD_BUS),
        ("handleLoaded", SUBSCRIBE, BUS),
        ("handleLoaded", OTTOS, OTTO),
    ],
)
@pytest.mark.parametrize("kind", [LOADED, ABOVE])
def test_a_subscriber_for_the_event_or_a_class_above_it(name: str, annotation: str, bus: str, kind: str) -> None:
    assert phase(subscriber(name, kind, annotation), bus=bus) == "pre_consent"


def test_an_event_that_the_apps_own_method_posts() -> None:
    assert phase(subscriber("onEvent"), by=f"Lm/Tells;->all({OBJECT})V") == "pre_consent"


WHAT = (call("virtual", f"{LOADED}->what()I", 9), move_result(3))
OTHERS = (call("virtual", "Lm/Module;->isOn()Z", 8), move_result(3))


def test_whether_there_is_an_event_and_what_else_is_asked_matters_not() -> None:
    assert phase(subscriber("onEvent", first=[branch("eqz", 9, "end")])) == "pre_consent"
    assert phase(subscriber("onEvent", first=[*OTHERS, branch("eqz", 3, "end")])) == "pre_consent"


@pytest.mark.parametrize(
    "first",
    [
        [*WHAT, branch("eqz", 3, "end")],
        [*WHAT, const(4, 2), call("static", "Lm/Module;->is(II)Z", 4, 3), move_result(5), branch("eqz", 5, "end")],
    ],
)
def test_one_that_asks_what_is_in_the_event(first: Sequence[Instruction]) -> None:
    assert phase(subscriber("onEvent", first=first)) != "pre_consent"


RENAMED, MARK = "Lo/b;", "Lo/s;"


def renamed_bus(*texts: str) -> DefinedClass:
    """EventBus under other names: `a` registers, `b` posts, `c` looks for what has the annotation."""
    posting, finding, registering = (const_string(0, held) for held in texts)
    return defined(
        RENAMED,
        {
            f"a({OBJECT})V": code(registering),
            f"b({OBJECT})V": code(posting, registers=3, incoming=2),
            "c()V": code(finding, const_class(1, MARK)),
        },
    )


POSTS, FINDS = "Internal error. Abort state was not reset", "must have exactly 1 parameter but has "
REGISTERS = " already registered to event "


@pytest.mark.parametrize(
    ("texts", "annotation", "expected"),
    [
        ((POSTS, FINDS, REGISTERS), MARK, True),
        ((POSTS, FINDS, REGISTERS), "Lo/t;", False),
        (("posts", FINDS, REGISTERS), MARK, False),
        ((POSTS, "finds", REGISTERS), MARK, False),
        ((POSTS, FINDS, "registers"), MARK, False),
    ],
)
def test_a_bus_that_a_shrinker_renamed(texts: tuple[str, ...], annotation: str, expected: bool) -> None:
    module = subscriber("a", annotation=annotation)
    body = [new(0, "Lm/Module;"), new(2, LOADED), call("virtual", f"{RENAMED}->b({OBJECT})V", 1, 2)]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    found = reachability(APP, dex(app, MAIN, module, renamed_bus(*texts), *EVENTS))
    assert (reach(found, "m.Module.a").phase == "pre_consent") is expected


@pytest.mark.parametrize(
    ("module", "options"),
    [
        (subscriber("onEvent", PUSHED), {}),
        (subscriber("onEvent", OBJECT), {}),
        (subscriber("handleLoaded"), {"bus": BUS}),
        (subscriber("onEvent"), {"bus": BUS}),
        (subscriber("handleLoaded", annotation="Lm/Subscribe;"), {"bus": BUS}),
        (subscriber("onEvent"), {"registers": False}),
        (subscriber("onEvent"), {"bus": "Lm/Bus;"}),
        (subscriber("onEvent", ABOVE), {"posted": "Lm/Main;"}),
    ],
    ids=["another event", "any event", "no annotation", "an old name for the new bus", "another annotation",
         "nobody registers", "no bus", "no event of that class"],
)  # fmt: skip
def test_who_is_told_nothing(module: DefinedClass, options: dict[str, object]) -> None:
    assert phase(module, **options) != "pre_consent"  # type: ignore[arg-type]
