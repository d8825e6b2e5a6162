"""Objects of the app's own that another flow of it calls: from a field, or from a list that a constructor fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.support.dex_builder import Code, DefinedField, field_, type_
from tests.support.first_launch import READ, way_from
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    goto,
    label,
    move_result,
    new,
    static_field,
)

from appaudit.code.graph.edges.dispatch import MAX_RECEIVERS

STEP = "Lm/Step;"
BASE = defined(STEP, {"<init>()V": code(), "go()V": None})
READING = defined("Lm/Reading;", {"<init>()V": code(), "go()V": code(READ)}, superclass=STEP)
CALM = defined("Lm/Calm;", {"<init>()V": code(), "go()V": code()}, superclass=STEP)
KINDS = (BASE, READING, CALM)
LIST = "Lm/Steps;->list:Ljava/util/List;"
STEPS = "Lm/App;->steps:Lm/Steps;"
ADD = call("interface", "Ljava/util/List;->add(Ljava/lang/Object;)Z", 2, 3)
CALLED = [("callback", "m.Reading.go()V")]


def get(register: int, owner: int, field: str) -> Instruction:
    """iget-object."""
    return (owner << 12 | register << 8 | 0x54, field_(field))


def put(register: int, owner: int, field: str) -> Instruction:
    """iput-object."""
    return (owner << 12 | register << 8 | 0x5B, field_(field))


def given(register: int) -> Instruction:
    """return-object."""
    return (register << 8 | 0x11,)


def of_list(*names: str) -> Code:
    """for (Step each : list) each.go(), or what else the names of the calls say."""
    view = [call("interface", f"Ljava/util/{name}", 1) for name in names]
    return code(
        get(1, 9, LIST), view[0], move_result(1, reference=True), label("next"),
        call("interface", "Ljava/util/Iterator;->hasNext()Z", 1), move_result(4), branch("eqz", 4, "end"),
        view[1], move_result(5, reference=True), (5 << 8 | 0x1F, type_(STEP)),
        call("virtual", f"{STEP}->go()V", 5), goto("next"), label("end"), incoming=1,
    )  # fmt: skip


EACH = of_list("List;->iterator()Ljava/util/Iterator;", "Iterator;->next()Ljava/lang/Object;")
MADE = [new(2, "Ljava/util/ArrayList;"), put(2, 9, LIST)]


def conditions(
    making: Sequence[Instruction | list[Instruction]], *, fill: Code | None = None, start: Code = EACH, further=()
):
    """What the read depends on, where the first page calls the steps that the initialiser of a class made."""
    steps = defined(
        "Lm/Steps;",
        {"<init>()V": code(*making, incoming=1), "start()V": start, **({"fill()V": fill} if fill else {})},
    )
    steps = replace(steps, fields=[DefinedField("list:Ljava/util/List;")])
    filled = [call("virtual", "Lm/Steps;->fill()V", 1)] if fill else []
    app = defined(
        "Lm/App;",
        {"<clinit>()V": code(new(1, "Lm/Steps;"), static_field("put-object", 1, STEPS), *filled)},
    )
    page = {"onCreate(Landroid/os/Bundle;)V": code(static_field("get-object", 1, STEPS),
                                                    call("virtual", "Lm/Steps;->start()V", 1))}  # fmt: skip
    return [(each.kind, each.subject) for each in way_from(page, app, steps, *KINDS, *further).conditions]


@pytest.mark.parametrize("count", [0, MAX_RECEIVERS], ids=["of few classes", "of very many"])
def test_each_object_of_a_list_that_the_constructor_fills(count: int):
    further = [
        defined(f"Lm/S{number};", {"<init>()V": code(), "go()V": code()}, superclass=STEP) for number in range(count)
    ]
    assert conditions([*MADE, new(3, "Lm/Calm;"), ADD, new(3, "Lm/Reading;"), ADD], further=further) == []


def test_a_list_that_another_method_fills_may_be_another():
    fill = code(get(2, 9, LIST), new(3, "Lm/Reading;"), ADD, incoming=1)
    assert conditions(MADE, fill=fill) == CALLED


@pytest.mark.parametrize("is_made_before", [True, False])
def test_what_is_put_in_under_a_condition_only(is_made_before: bool):
    asking = [call("static", "Lm/Net;->isReady()Z"), move_result(4), branch("eqz", 4, "end")]
    made = new(3, "Lm/Reading;")
    parts = [made, *asking] if is_made_before else [*asking, made]
    found = conditions([*MADE, *parts, ADD, label("end")])
    assert [kind for kind, _ in found].count("callback") == 1


def test_an_object_that_is_only_handed_to_a_library():
    watch = call("static", "Lother/Library;->watch(Ljava/lang/Object;)V", 3)
    assert conditions([*MADE, new(3, "Lm/Calm;"), ADD, new(3, "Lm/Reading;"), watch]) == CALLED


def test_one_element_may_be_another_object():
    first = code(
        get(1, 9, LIST), const(4, 0), call("interface", "Ljava/util/List;->get(I)Ljava/lang/Object;", 1, 4),
        move_result(5, reference=True), (5 << 8 | 0x1F, type_(STEP)), call("virtual", f"{STEP}->go()V", 5),
        incoming=1,
    )  # fmt: skip
    assert conditions([*MADE, new(3, "Lm/Calm;"), ADD, new(3, "Lm/Reading;"), ADD], start=first) == CALLED


STORED = f"Lm/Start;->step:{STEP}"


KEPT = (static_field("put-object", 1, STORED), static_field("get-object", 1, STORED))
LENT = (
    call("static", f"Lother/Library;->keep({STEP})V", 1),
    [call("static", f"Lother/Library;->kept(){STEP}"), move_result(1, reference=True)],
)
OF_OTHER_PROCESS = [
    call("static", "Lm/Names;->a()Ljava/lang/String;"), move_result(1, reference=True), const_string(2, ":push"),
    call("virtual", "Ljava/lang/String;->endsWith(Ljava/lang/String;)Z", 1, 2), move_result(3),
    branch("eqz", 3, "main"), new(1, "Lm/Calm;"), given(1), label("main"),
]  # fmt: skip


def started(keeping, *choice: Instruction | list[Instruction], at_once: bool) -> list[tuple[str, str]]:
    """What the read depends on where `step = make()` comes before `step.go()`, in a class below that makes it."""
    store, load = keeping
    setting = call("virtual", "Lm/Start;->set()V", 9)
    start = defined(
        "Lm/Start;",
        {
            "<init>()V": code(),
            f"make(){STEP}": code(const(1, 0), given(1), incoming=1),
            "set()V": code(call("virtual", f"Lm/Start;->make(){STEP}", 9), move_result(1, reference=True), store,
                           incoming=1),
            "run()V": code(*([setting] if at_once else []), load, branch("eqz", 1, "end"),
                           call("virtual", f"{STEP}->go()V", 1), label("end"), incoming=1),
        },
    )  # fmt: skip
    making = code(*choice, new(1, "Lm/Reading;"), given(1), incoming=1)
    own = defined("Lm/Own;", {"<init>()V": code(), f"make(){STEP}": making}, superclass="Lm/Start;")
    calls = [call("virtual", f"Lm/Start;->{name}()V", 1) for name in (("run",) if at_once else ("set", "run"))]
    page = {"onCreate(Landroid/os/Bundle;)V": code(new(1, "Lm/Own;"), *calls)}
    return [(each.kind, each.subject) for each in way_from(page, start, own, *KINDS).conditions]


@pytest.mark.parametrize(("keeping", "found"), [(KEPT, []), (LENT, CALLED)], ids=["a field", "a library"])
def test_an_object_that_a_factory_gave_to_a_field_is_called_from_there(keeping, found: list[tuple[str, str]]):
    assert started(keeping, at_once=False) == found


def test_the_object_of_the_main_process_among_those_that_a_factory_below_may_give():
    assert started(KEPT, *OF_OTHER_PROCESS, at_once=True) == []


def test_one_of_several_that_another_flow_has_made():
    assert [kind for kind, _ in started(KEPT, *OF_OTHER_PROCESS, at_once=False)] == ["callback"]


def test_the_way_of_the_main_process_is_told_before_that_of_another():
    """Both kinds read: the one of the main process waits for something else as well, and is told all the same."""
    waiting = code(call("static", "Lm/Net;->isReady()Z"), move_result(1), branch("eqz", 1, "end"), READ, label("end"))
    calm = defined("Lm/Calm;", {"<init>()V": code(), "go()V": code(READ)}, superclass=STEP)
    reading = defined("Lm/Reading;", {"<init>()V": code(), "go()V": waiting}, superclass=STEP)
    making = code(*OF_OTHER_PROCESS, new(1, "Lm/Reading;"), given(1), incoming=1)
    start = defined("Lm/Start;", {f"make(){STEP}": making}, static=[f"make(){STEP}"])
    asked = [call("static", f"Lm/Start;->make(){STEP}"), move_result(1, reference=True)]
    page = {"onCreate(Landroid/os/Bundle;)V": code(*asked, call("virtual", f"{STEP}->go()V", 1))}
    found = [(each.kind, each.subject) for each in way_from(page, start, BASE, calm, reading).conditions]
    assert found == [("other", "m.Net.isReady")]
