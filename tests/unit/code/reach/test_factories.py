"""Objects that a factory makes run for the systems for which the factory itself is made."""

from __future__ import annotations

from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import (
    Instruction,
    call,
    code,
    defined,
    goto,
    label,
    move_result,
    new,
    static_field,
)

FACTORY, TASK = "Lm/Factory;", "Lm/Task;"
CHOSEN = f"Lm/Chooser;->factory:{FACTORY}"
MAKE = f"make(){TASK}"
GIVE: Instruction = (1 << 8 | 0x11,)
KINDS = [
    defined(FACTORY, {MAKE: None}),
    defined(TASK, {"start()V": None}),
    defined("Lm/OldTask;", {"<init>()V": code(), "start()V": code(READ)}, interfaces=[TASK]),
    defined("Lm/NewTask;", {"<init>()V": code(), "start()V": code()}, interfaces=[TASK]),
    defined("Lm/OldFactory;", {"<init>()V": code(), MAKE: code(new(1, "Lm/OldTask;"), GIVE)}, interfaces=[FACTORY]),
    defined("Lm/NewFactory;", {"<init>()V": code(), MAKE: code(new(1, "Lm/NewTask;"), GIVE)}, interfaces=[FACTORY]),
]
BELOW_23: list[Instruction] = [
    static_field("get", 2, "Landroid/os/Build$VERSION;->SDK_INT:I"),
    (3 << 8 | 0x13, 23),
    (3 << 12 | 2 << 8 | 0x35, "+new"),  # if-ge
]
SET_OLD: list[Instruction] = [*new(1, "Lm/OldFactory;"), static_field("put-object", 1, CHOSEN)]
SET_NEW: list[Instruction] = [*new(1, "Lm/NewFactory;"), static_field("put-object", 1, CHOSEN)]
START: list[Instruction] = [
    static_field("get-object", 1, CHOSEN),
    call("interface", f"{FACTORY}->{MAKE}", 1),
    move_result(1, reference=True),
    call("interface", f"{TASK}->start()V", 1),
]


def conditions(*chooses: Instruction | list[Instruction]) -> list[tuple[str, str]]:
    """What the read of a task depends on that the factory makes which the class chooses as it is loaded."""
    methods = defined("Lm/Chooser;", {"<clinit>()V": code(*chooses)}).methods
    chooser = DefinedClass(
        "Lm/Chooser;",
        "Ljava/lang/Object;",
        (),
        fields=[DefinedField(f"factory:{FACTORY}", is_static=True)],
        methods=methods,
    )
    return [each for each in asked(*START, others=[*KINDS, chooser]) if each[0] == "device"]


def test_a_factory_of_older_systems() -> None:
    found = conditions(BELOW_23, SET_OLD, goto("on"), label("new"), SET_NEW, label("on"))
    assert found == [("device", "Build.VERSION.SDK_INT < 23")]


def test_a_factory_of_all_systems() -> None:
    assert conditions(BELOW_23, SET_NEW, label("new"), SET_OLD) == []


def test_a_factory_that_is_made_elsewhere_as_well() -> None:
    again = [*SET_OLD, BELOW_23[0], *BELOW_23[1:]]
    assert conditions(again, SET_OLD, goto("on"), label("new"), SET_NEW, label("on")) == []
