"""What may run although no call leads there is not dead; what nothing names and nothing makes is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedClass
from tests.support.program_assembly import (
    ACTIVITY,
    OBJECT,
    READ_IMEI,
    Instruction,
    call,
    code,
    const_class,
    const_string,
    defined,
    dex,
    manifest,
    move_result,
    new,
    reach,
    reachability,
)

from appaudit.code.reach.moments import Reach
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import AppFact, ComponentFact, MetaDataFact

HIDDEN, CLASS = "Lm/Hidden;", "Ljava/lang/Class;"
READ = code(READ_IMEI, incoming=2)
MAKES = call("virtual", f"{CLASS}->newInstance(){OBJECT}", 9)
NAMED = [const_class(1, HIDDEN), call("static", f"Lm/Maker;->make({CLASS})V", 1)]
APPEND = call("virtual", f"Ljava/lang/StringBuilder;->append({OBJECT})Ljava/lang/StringBuilder;", 2, 1)
SWITCH = call("virtual", "Landroid/content/pm/PackageManager;->setComponentEnabledSetting(Lm/Name;II)V", 1, 2, 3, 4)


def hidden(method: str, superclass: str = OBJECT, interfaces: tuple[str, ...] = ()) -> DefinedClass:
    made = code(call("direct", f"{superclass}-><init>()V", 9), incoming=1)
    return defined(HIDDEN, {"<init>()V": made, method: READ}, superclass=superclass, interfaces=interfaces)


def found(cls: DefinedClass, *body: Instruction | list[Instruction], facts: list[Fact] | None = None) -> Reach:
    maker = defined("Lm/Maker;", {f"make({CLASS})V": code(MAKES, incoming=1)}, static=[f"make({CLASS})V"])
    main = defined("Lm/Main;", {"onCreate()V": code(*body, incoming=1)}, superclass=ACTIVITY)
    name = cls.methods[-1].signature.partition("(")[0]
    known = manifest(launcher="m.Main") if facts is None else facts
    return reach(reachability(known, dex(main, maker, cls)), f"m.Hidden.{name}")


@pytest.mark.parametrize(
    ("cls", "body"),
    [
        (hidden("run()V", interfaces=("Ljava/lang/Runnable;",)), NAMED),
        (hidden("<clinit>()V", "Ljava/lang/Enum;"), [const_class(1, HIDDEN)]),
        (hidden("readObject(Ljava/io/ObjectInputStream;)V", interfaces=("Ljava/io/Serializable;",)), []),
        (hidden(f"createFromParcel(Lm/P;){OBJECT}", interfaces=("Landroid/os/Parcelable$Creator;",)), []),
        (hidden("onCreateActionView()V", "Landroid/view/ActionProvider;"), []),
    ],
    ids=("handed on", "enumeration", "stream", "message", "menu"),
)
def test_what_may_run_is_not_dead(cls: DefinedClass, body: list[Instruction]) -> None:
    assert found(cls, *body) == Reach("unknown")


@pytest.mark.parametrize(
    ("cls", "body", "phase"),
    [
        (hidden("toString()Ljava/lang/String;"), [*new(1, HIDDEN), APPEND], "pre_consent"),
        (hidden("finalize()V"), new(1, HIDDEN), "pre_consent"),
        (hidden("draw(Lm/C;)V", "Landroid/graphics/drawable/Drawable;"), [], "other"),  # a resource may name it
    ],
    ids=("text", "finalizer", "drawable"),
)
def test_what_java_or_a_resource_calls_runs_when_they_do(
    cls: DefinedClass, body: list[Instruction], phase: str
) -> None:
    assert found(cls, *body).phase == phase


def test_a_service_that_is_loaded_runs_as_what_is_created_does() -> None:
    cls = hidden("run()V", interfaces=("Ljava/lang/Runnable;",))
    loads = call("static", f"Ljava/util/ServiceLoader;->load({CLASS})Ljava/util/ServiceLoader;", 1)
    assert found(cls, const_class(1, "Ljava/lang/Runnable;"), loads).phase == "pre_consent"


@pytest.mark.parametrize(
    ("cls", "body"),
    [
        (hidden("run()V", interfaces=("Ljava/lang/Runnable;",)), []),
        (hidden("run()V"), NAMED),
        (hidden("toString()Ljava/lang/String;"), []),
        (hidden("<clinit>()V", "Ljava/lang/Enum;"), [const_string(1, HIDDEN)]),
        (hidden("run()V", interfaces=("Ljava/lang/Runnable;",)), [const_class(1, "Ljava/lang/Runnable;")]),
    ],
    ids=("named by nobody", "method of its own", "made by nobody", "text alone", "no services"),
)
def test_what_nothing_names_or_makes_is_dead(cls: DefinedClass, body: list[Instruction]) -> None:
    assert found(cls, *body) == Reach("dead")


@pytest.mark.parametrize(("body", "phase"), [([SWITCH], "unknown"), ([], "dead")])
def test_a_component_that_is_off_may_run_where_code_switches_components_on(body, phase) -> None:
    off = ComponentFact(type="service", name="m.Hidden", enabled=False)
    cls = hidden("onCreate()V", "Landroid/app/Service;")
    assert found(cls, *body, facts=[*manifest(launcher="m.Main"), off]).phase == phase


PAGE = "Lm/Page;"
OPENS = [call("virtual", f"{CLASS}->newInstance(){OBJECT}", 1), call("virtual", f"{PAGE}->open()V", 1)]


@pytest.mark.parametrize(
    ("data", "phase"),
    [
        (MetaDataFact(name="MainForm", value="m.Hidden"), "unknown"),
        (MetaDataFact(name="m.parts:m.Hidden", value="m.Part"), "unknown"),
        (MetaDataFact(name="MainForm", value="m.Other"), "dead"),
        (MetaDataFact(name="Hidden", value="m"), "dead"),
    ],
    ids=("value", "name", "another class", "no class"),
)
def test_a_class_that_meta_data_name_may_be_made_by_who_asks_for_them(data: MetaDataFact, phase: str) -> None:
    page = defined(PAGE, {"open()V": code(incoming=1)})
    main = defined("Lm/Main;", {"onCreate()V": code(OPENS, incoming=1)}, superclass=ACTIVITY)
    parts = dex(main, page, hidden("open()V", PAGE))
    assert reach(reachability([*manifest(launcher="m.Main"), data], parts), "m.Hidden.open").phase == phase


@pytest.mark.parametrize(
    ("named", "cls", "phase"),
    [
        (
            {"made_first": ("m.Hidden",)},
            hidden("instantiateApplication()V", "Landroid/app/AppComponentFactory;"),
            "pre",
        ),
        ({"made_first": ("m.Hidden",)}, hidden("doPreload()V", interfaces=("Landroid/app/ZygotePreload;",)), "pre"),
        ({"made_later": ("m.Hidden",)}, hidden("onRestore()V", "Landroid/app/backup/BackupAgent;"), "other"),
        ({"more_launchers": ("m.Hidden",)}, hidden("onCreate()V", ACTIVITY), "pre"),
        ({}, hidden("onCreate()V", ACTIVITY), "dead"),
    ],
    ids=("factory", "preload", "backup", "second icon", "nobody"),
)
def test_what_the_manifest_has_the_system_make_is_entered(named, cls, phase) -> None:
    facts = [replace(fact, **named) if isinstance(fact, AppFact) else fact for fact in manifest(launcher="m.Main")]
    assert found(cls, facts=facts).phase.startswith(phase)


_METHOD = "Ljava/lang/reflect/Method;"
_ASKS = [
    const_class(1, HIDDEN),
    call("static", "Lm/Name;->get()Ljava/lang/String;"),
    move_result(2, reference=True),
    call("virtual", f"{CLASS}->getMethod(Ljava/lang/String;[{CLASS}){_METHOD}", 1, 2, 3),
]


def test_a_class_whose_methods_are_asked_for_by_a_made_name_may_run_any() -> None:
    assert found(hidden("look()V"), *_ASKS).phase == "unknown"


def test_a_class_whose_methods_are_asked_for_by_another_name_runs_no_other() -> None:
    named = [_ASKS[0], const_string(2, "other"), _ASKS[-1]]
    assert found(hidden("look()V"), *named).phase == "dead"


def test_a_class_that_is_only_asked_for_its_name_runs_none() -> None:
    name = call("virtual", f"{CLASS}->getName()Ljava/lang/String;", 1)
    assert found(hidden("look()V"), const_class(1, HIDDEN), name).phase == "dead"
