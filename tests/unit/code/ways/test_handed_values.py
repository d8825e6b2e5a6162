"""Branches on what a way hands on: extras of intents, numbers given to constructors and calls; and near twins."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import READ, READ_HERE, other_values, way_from
from tests.support.program_assembly import (
    ACTIVITY,
    RETURN_VOID,
    Instruction,
    branch,
    call,
    code,
    compare,
    const,
    const_class,
    const_string,
    defined,
    give,
    label,
    move_result,
    new,
)

from appaudit.code.ways import objects

INTENT = "Landroid/content/Intent;"
SERVICE = "Landroid/app/Service;"
MAKE = f"{INTENT}-><init>(Landroid/content/Context;Ljava/lang/Class;)V"
PUT_NUMBER = f"{INTENT}->putExtra(Ljava/lang/String;I){INTENT}"
PUT_ALL = f"{INTENT}->putExtras({INTENT}){INTENT}"
SET_ACTION = f"{INTENT}->setAction(Ljava/lang/String;){INTENT}"
GET_NUMBER = f"{INTENT}->getIntExtra(Ljava/lang/String;I)I"
GET_FLAG = f"{INTENT}->getBooleanExtra(Ljava/lang/String;Z)Z"
GET_TEXT = f"{INTENT}->getStringExtra(Ljava/lang/String;)Ljava/lang/String;"
GET_ACTION = f"{INTENT}->getAction()Ljava/lang/String;"
HAS = f"{INTENT}->hasExtra(Ljava/lang/String;)Z"
EQUALS = "Ljava/lang/String;->equals(Ljava/lang/Object;)Z"
STARTS = {
    "activity": "Lm/Main;->startActivity(Landroid/content/Intent;)V",
    "service": f"Lm/Main;->startService({INTENT})Landroid/content/ComponentName;",
}
SKIP = "Lm/Page;->skip:I"


def opening(*puts: Instruction | list[Instruction], kind: str = "activity", after=()):
    """`onCreate` of the launcher's page: it opens `Page` with an intent into which `puts` put something."""
    made = [(1 << 8 | 0x22, new(1, INTENT)[0][1]), const_class(2, "Lm/Page;"), call("direct", MAKE, 1, 9, 2)]
    return {"onCreate()V": code(*made, *puts, call("virtual", STARTS[kind], 9, 1), *after, registers=10, incoming=1)}


def put(key: str, value: int = 1) -> list[Instruction]:
    return [const_string(3, key), const(4, value), call("virtual", PUT_NUMBER, 1, 3, 4)]


def asked_intent(owner: str) -> list[Instruction]:
    return [call("virtual", f"{owner}->getIntent(){INTENT}", 9), move_result(0, reference=True)]


def number(owner: str, key: str = "skip", default: int = 0) -> list[Instruction]:
    """getIntent().getIntExtra(key, default) in register 1."""
    return [*asked_intent(owner), const_string(2, key), const(3, default), call("virtual", GET_NUMBER, 0, 2, 3),
            move_result(1)]  # fmt: skip


def page(*body: Instruction | list[Instruction], more=None, superclass: str = ACTIVITY, name: str = "onCreate()V"):
    methods = {"<init>()V": code(), name: code(*body, label("end"), registers=10, incoming=1), **(more or {})}
    return defined("Lm/Page;", methods, superclass=superclass)


IF_FOUR = [*number("Lm/Page;"), const(4, 4), compare("ne", 1, 4, "end"), READ]


def test_an_extra_that_the_opener_does_not_put_has_its_default():
    assert other_values(opening(put("other")), page(*IF_FOUR)) == ['"skip"']
    assert (
        other_values(opening(), page(*number("Lm/Page;", default=4), const(4, 4), compare("ne", 1, 4, "end"), READ))
        == []
    )


def test_an_extra_that_the_opener_puts_may_be_anything():
    assert '"skip"' not in other_values(opening(put("skip")), page(*IF_FOUR))


@pytest.mark.parametrize("unknown", ["all", "handed", "key"])
def test_an_intent_that_somebody_else_fills_may_hold_anything(unknown: str):
    puts = {
        "all": [call("virtual", PUT_ALL, 1, 5)],
        "handed": [call("static", f"Lm/Filler;->fill({INTENT})V", 1)],
        "key": [call("static", "Lm/Filler;->key()Ljava/lang/String;"), move_result(3, reference=True),
                call("virtual", PUT_NUMBER, 1, 3, 4)],
    }  # fmt: skip
    assert '"skip"' not in other_values(opening(*puts[unknown]), page(*IF_FOUR))


def test_one_of_two_openers_puts_it():
    """The way through the other opener is longer; it is found all the same."""
    later = [call("static", "Lm/Later;->one(Landroid/content/Context;)V", 9)]
    made = [(1 << 8 | 0x22, new(1, INTENT)[0][1]), const_class(2, "Lm/Page;"), call("direct", MAKE, 1, 9, 2)]
    two = code(*made, put("skip"), call("virtual", STARTS["activity"].replace("Lm/Main;", "Landroid/content/Context;"),
                                        9, 1), registers=10, incoming=1)  # fmt: skip
    one = code(call("static", "Lm/Later;->two(Landroid/content/Context;)V", 9), registers=10, incoming=1)
    names = {"one(Landroid/content/Context;)V": one, "two(Landroid/content/Context;)V": two}
    behind = defined("Lm/Later;", names, static=list(names))
    assert '"skip"' not in other_values(opening(after=later), page(*IF_FOUR), behind)


def test_a_field_that_keeps_the_extra():
    """As pages do: read in one method, asked for in another."""
    keep = [*number("Lm/Page;"), (9 << 12 | 1 << 8 | 0x59, field_(SKIP))]
    resume = code((9 << 12 | 1 << 8 | 0x52, field_(SKIP)), const(4, 4), compare("ne", 1, 4, "end"), READ, label("end"),
                  registers=10, incoming=1)  # fmt: skip
    kept = page(*keep, more={"onResume()V": resume})
    assert other_values(opening(), kept) == ["m.Page.skip"]
    assert "m.Page.skip" not in other_values(opening(put("skip")), kept)
    raised = [*keep, const(1, 4), (9 << 12 | 1 << 8 | 0x59, field_(SKIP))]
    assert "m.Page.skip" not in other_values(opening(), page(*raised, more={"onResume()V": resume}))


@pytest.mark.parametrize(("asks", "leads"), [("flag", "nez"), ("text", "nez"), ("has", "nez")])
def test_what_is_not_there(asks: str, leads: str):
    calls = {
        "flag": [const(3, 0), call("virtual", GET_FLAG, 0, 2, 3), move_result(1)],
        "text": [call("virtual", GET_TEXT, 0, 2), move_result(1, reference=True)],
        "has": [call("virtual", HAS, 0, 2), move_result(1)],
    }
    asked = [*asked_intent("Lm/Page;"), const_string(2, "skip"), *calls[asks]]
    assert other_values(opening(), page(*asked, branch("eqz", 1, "end"), READ)) == ['"skip"']
    assert '"skip"' not in other_values(opening(), page(*asked, branch(leads, 1, "end"), READ))


def test_the_launcher_puts_no_extras():
    main = {"onCreate()V": code(*number("Lm/Main;"), branch("eqz", 1, "end"), READ, label("end"), registers=10,
                                incoming=1)}  # fmt: skip
    assert other_values(main) == ['"skip"']


@pytest.mark.parametrize(("action", "found"), [("go", True), ("android.intent.action.MAIN", False)])
def test_the_action_of_the_launcher(action: str, found: bool):
    asked = [*asked_intent("Lm/Main;"), call("virtual", GET_ACTION, 0), move_result(1, reference=True),
             const_string(2, action), call("virtual", EQUALS, 2, 1), move_result(1)]  # fmt: skip
    main = {"onCreate()V": code(*asked, branch("eqz", 1, "end"), READ, label("end"), registers=10, incoming=1)}
    assert bool(other_values(main)) is found


ADDS = [const_string(3, "m.FAR"), call("virtual", f"{INTENT}->addCategory(Ljava/lang/String;){INTENT}", 1, 3)]


@pytest.mark.parametrize(("puts", "found"), [([], ['"m.FAR"']), (ADDS, [])], ids=["none", "one that is not kept"])
def test_the_categories_of_a_page_that_is_opened(puts: list[Instruction], found: list[str]):
    asks = [const_string(2, "m.FAR"), call("virtual", f"{INTENT}->hasCategory(Ljava/lang/String;)Z", 0, 2)]
    opened = page(*asked_intent("Lm/Page;"), *asks, move_result(1), branch("eqz", 1, "end"), READ)
    assert other_values(opening(*puts), opened) == found


def test_the_action_that_a_service_is_started_with():
    given = "onStartCommand(Landroid/content/Intent;II)I"
    asked = [call("virtual", GET_ACTION, 7), move_result(1, reference=True), const_string(2, "go"),
             call("virtual", EQUALS, 2, 1), move_result(1), branch("eqz", 1, "end"), READ, label("end"), const(0, 1),
             give(0)]  # fmt: skip
    service = defined("Lm/Page;", {"<init>()V": code(), given: code(*asked, registers=10, incoming=4)},
                      superclass=SERVICE)  # fmt: skip
    act = [const_string(3, "go"), call("virtual", SET_ACTION, 1, 3)]
    assert other_values(opening(kind="service"), service)
    assert not other_values(opening(act, kind="service"), service)


KIND = "Lm/Task;->kind:I"


def task(*more: tuple[str, object]):
    """A task does what the number says that its constructor is given."""
    keeps = code((0 << 12 | 1 << 8 | 0x59, field_(KIND)), registers=2, incoming=2)
    # The number is what is asked first where a shrinker merged classes.
    idle = [call("static", "Lm/Ids;->isReady()Z"), move_result(2), branch("eqz", 2, "end")]
    asks = [(9 << 12 | 1 << 8 | 0x52, field_(KIND)), branch("eqz", 1, "end"), READ, label("end")]
    run = code(*idle, *asks, registers=10, incoming=1)
    return defined("Lm/Task;", {"<init>(I)V": keeps, "run()V": run, **dict(more)}, interfaces=["Ljava/lang/Runnable;"])


def making(value: int) -> list[Instruction]:
    return [new(1, "Lm/Task;")[0], const(2, value), call("direct", "Lm/Task;-><init>(I)V", 1, 2)]


def test_a_number_given_to_a_constructor():
    def start(value: int):
        return {"onCreate()V": code(*making(value), registers=10, incoming=1)}

    assert other_values(start(0), task()) == ["m.Task.kind"]
    assert not other_values(start(1), task())
    raise_ = code(const(1, 1), (0 << 12 | 1 << 8 | 0x59, field_(KIND)), registers=2, incoming=1)
    raised = {"onCreate()V": code(*making(0), call("virtual", "Lm/Task;->raise()V", 1), registers=10, incoming=1)}
    assert not other_values(raised, task(("raise()V", raise_)))


@pytest.mark.parametrize("left", [0, 80_000])
@pytest.mark.parametrize(("plain", "depends"), [(1, True), (0, False)])
def test_which_number_runs_is_told_in_a_large_app_too(monkeypatch, left: int, plain: int, depends: bool):
    """Objects of a merged class are made with 0 behind a check and with another number, or 0, without one.

    Questions that lead far come before this near one in a large app: they must not leave it unanswered.
    """
    monkeypatch.setattr(objects, "_MOST_QUESTIONS", left)
    run = code((9 << 12 | 1 << 8 | 0x52, field_(KIND)), branch("nez", 1, "end"), READ, label("end"), registers=10,
               incoming=1)  # fmt: skip
    keeps = code((0 << 12 | 1 << 8 | 0x59, field_(KIND)), registers=2, incoming=2)
    merged = defined("Lm/Task;", {"<init>(I)V": keeps, "run()V": run}, interfaces=["Ljava/lang/Runnable;"])
    asks = [call("static", "Lm/Ids;->isReady()Z"), move_result(2), branch("eqz", 2, "end")]
    later = defined("Lm/Later;", {"go()V": code(*making(0), registers=10, incoming=0)}, static=["go()V"])
    start = code(*making(plain), *asks, call("static", "Lm/Later;->go()V"), label("end"), registers=10, incoming=1)
    conditions = way_from({"onCreate()V": start}, merged, later).conditions
    assert bool(conditions) == depends
    assert "other_value" not in {condition.kind for condition in conditions}


def test_a_number_passed_along_the_way():
    does = code(branch("eqz", 9, "end"), READ, label("end"), registers=10, incoming=1)
    step = defined("Lm/Step;", {"go(I)V": does}, static=["go(I)V"])

    def start(*values: int):
        body = [part for value in values for part in (const(1, value), call("static", "Lm/Step;->go(I)V", 1))]
        return {"onCreate()V": code(*body, registers=10, incoming=1)}

    assert other_values(start(0), step) == ["parameter"]
    assert not other_values(start(1), step)
    assert not other_values(start(0, 1), step)


def test_what_another_use_waits_for_is_no_reason_to_give_up():
    """The shortest way is ruled out; the longer one begins with a step on which another use depends as well."""
    idle = [const(0, 0), const(2, 0), const(3, 0)]
    asks = [(9 << 12 | 1 << 8 | 0x52, field_(KIND)), branch("nez", 1, "long"), READ, RETURN_VOID, label("long")]
    run = code(*idle, *asks, call("static", "Lm/Long;->one()V"), registers=10, incoming=1)
    names = ("one()V", "two()V", "three()V")
    behind = (call("static", "Lm/Long;->two()V"), call("static", "Lm/Long;->three()V"), READ)
    longer = defined("Lm/Long;", {name: code(part) for name, part in zip(names, behind, strict=True)}, static=names)
    keeps = code((0 << 12 | 1 << 8 | 0x59, field_(KIND)), registers=2, incoming=2)
    task_ = defined("Lm/Task;", {"<init>(I)V": keeps, "run()V": run}, interfaces=["Ljava/lang/Runnable;"])
    main = {"onCreate()V": code(*making(1), registers=10, incoming=1)}
    other = ("m.Long", "m.Long.one()V", ())
    assert other_values(main, task_, longer, uses=(READ_HERE, other)) == []
    assert other_values({"onCreate()V": code(*making(0), registers=10, incoming=1)}, task_, uses=(READ_HERE,)) == []


def test_one_of_two_branches_is_enough():
    """`if (number == 0 || number == 5)`: the second is not asked where the first holds."""
    either = [branch("eqz", 9, "does"), const(0, 5), compare("ne", 9, 0, "end"), label("does"), READ, label("end")]
    step = defined("Lm/Step;", {"go(I)V": code(*either, registers=10, incoming=1)}, static=["go(I)V"])

    def start(value: int):
        return {"onCreate()V": code(const(1, value), call("static", "Lm/Step;->go(I)V", 1), registers=10, incoming=1)}

    assert other_values(start(0), step) == []
    assert other_values(start(5), step) == []
    assert other_values(start(1), step) == ["parameter"]


@pytest.mark.parametrize(
    ("made", "found"),
    [
        ("Ljava/lang/Integer;->valueOf(I)Ljava/lang/Integer;", True),
        ("Ljava/lang/String;->valueOf(I)Ljava/lang/String;", False),
    ],
)
def test_a_number_in_an_object_is_that_number_and_no_text(made: str, found: bool):
    text = "Ljava/lang/Integer;->intValue()I" if found else "Ljava/lang/String;->length()I"
    boxed = [call("static", made, 9), move_result(0, reference=True), call("virtual", text, 0), move_result(1)]
    body = [*boxed, branch("eqz", 1, "end"), READ, label("end")]
    step = defined("Lm/Step;", {"go(I)V": code(*body, registers=10, incoming=1)}, static=["go(I)V"])
    start = code(const(1, 0), call("static", "Lm/Step;->go(I)V", 1), registers=10, incoming=1)
    assert bool(other_values({"onCreate()V": start}, step)) is found


def test_what_a_way_hands_on_need_not_be_asked_for():
    """A branch that goes the right way with what is handed on decides nothing; one more that is unknown does."""
    name = "go(I)V"
    met = [branch("eqz", 9, "end"), READ, label("end")]
    unknown = [call("static", "Lm/Ids;->last()I"), move_result(1), branch("eqz", 1, "end"), *met]

    def asked(value: int, body) -> list[tuple[str, str]]:
        step = defined("Lm/Step;", {name: code(*body, registers=10, incoming=1)}, static=[name])
        start = {"onCreate()V": code(const(1, value), call("static", f"Lm/Step;->{name}", 1), registers=10, incoming=1)}
        return [(each.kind, each.subject) for each in way_from(start, step).conditions]

    assert asked(1, met) == []
    assert asked(1, unknown) == [("other", "m.Ids.last")]
    assert ("other_value", "parameter") in asked(0, met)


@pytest.mark.parametrize(("passed", "expected"), [(1, []), (2, [("other_value", "m.Kinds.number")])])
def test_a_constant_that_a_shrinker_made_a_number(passed: int, expected: list[tuple[str, str]]):
    """`switch (kind)` over an enumeration whose constants count from one, so that zero is none."""
    number = code((9 << 8 | 0xD8, 0xFF << 8 | 9), give(9), registers=10, incoming=1)
    kinds = defined("Lm/Kinds;", {"number(I)I": number}, static=["number(I)I"])
    asks = [call("static", "Lm/Kinds;->number(I)I", 9), move_result(1), branch("nez", 1, "end"), READ, label("end")]
    step = defined("Lm/Step;", {"go(I)V": code(*asks, registers=10, incoming=1)}, static=["go(I)V"])
    start = {"onCreate()V": code(const(1, passed), call("static", "Lm/Step;->go(I)V", 1), registers=10, incoming=1)}
    assert [(each.kind, each.subject) for each in way_from(start, step, kinds).conditions][-1:] == expected


def test_two_branches_that_ask_for_the_same():
    """Where one of them is not known to hold, what they ask for is still asked."""
    name = "go(I)V"
    body = [branch("eqz", 9, "end"), call("static", "Lm/Ids;->other(I)I", 9), move_result(9), branch("eqz", 9, "end"),
            READ, label("end")]  # fmt: skip
    step = defined("Lm/Step;", {name: code(*body, registers=10, incoming=1)}, static=[name])
    start = {"onCreate()V": code(const(1, 1), call("static", f"Lm/Step;->{name}", 1), registers=10, incoming=1)}
    assert [each.subject for each in way_from(start, step).conditions] == ["m.Ids.other"]
