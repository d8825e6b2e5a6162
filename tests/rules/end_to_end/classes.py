"""Code of the cases: small classes, and an app whose first screen runs it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.rules.end_to_end.packages import OWNER, app, launcher
from tests.support.axml_builder import Tag
from tests.support.dalvik_assembly import (
    LE,
    RETURN_VOID,
    VIRTUAL,
    Jump,
    Units,
    call,
    code,
    if_zero,
    number,
    read,
    result,
    small,
    three,
)
from tests.support.dex_builder import DefinedClass, DefinedMethod
from tests.support.end_to_end import Case, Given

Part = Units | str | Jump

MAIN = f"L{OWNER.replace('.', '/')}/Main;"
ACTIVITY = "Landroid/app/Activity;"
_READING = (read(0, 15, "Landroid/hardware/SensorEvent;->values:[F"), small(1, 0), three(0x44, 1, 0, 1))
_JUMP = call(VIRTUAL, "Landroid/content/Context;->startActivity(Landroid/content/Intent;)V", 6, 7)
_MANAGER = "Landroid/hardware/SensorManager;->"
_SENSOR = "Landroid/hardware/Sensor;"
_LISTENER = "Landroid/hardware/SensorEventListener;"
LINEAR_ACCELERATION = 10


def method(signature: str, *parts: Part, incoming: int = 1) -> DefinedMethod:
    """A virtual method; it returns nothing unless its parts do."""
    return DefinedMethod(signature, code(*parts, RETURN_VOID, incoming=incoming))


def of_class(
    name: str, *methods: DefinedMethod, superclass: str = "Ljava/lang/Object;", interfaces: Sequence[str] = ()
) -> DefinedClass:
    """A class by its name in Java notation."""
    return DefinedClass(f"L{name.replace('.', '/')};", superclass, interfaces, methods=methods)


def main(*parts: Part, more: Sequence[DefinedMethod] = ()) -> DefinedClass:
    """The first screen of the app, which runs `parts` when it is created."""
    created = method("onCreate(Landroid/os/Bundle;)V", *parts, incoming=2)
    return DefinedClass(MAIN, ACTIVITY, methods=[created, *more])


def running(
    *parts: Part,
    more: Sequence[DefinedMethod] = (),
    classes: Sequence[DefinedClass] = (),
    permissions: Sequence[str] = (),
    inside: Sequence[Tag] = (),
    label: str = "某某记事",
) -> bytes:
    """A package whose first screen runs `parts`; the other arguments are those of `main` and `app`."""
    return app(
        launcher(),
        *inside,
        classes=[main(*parts, more=more), *classes],
        permissions=permissions,
        label=label,
    )


def listener(name: str, *threshold: Part, jumps: bool = True) -> DefinedClass:
    """A class that listens to acceleration, and opens a page when a reading passes the threshold in register 4.

    Without a threshold it only takes the readings.
    """
    passed = (*threshold, three(0x2D, 5, 1, 4), if_zero(LE, 5, "end")) if threshold else ()
    body = code(*_READING, *passed, *([_JUMP] if jumps else []), "end", RETURN_VOID, incoming=2)
    register = code(
        number(1, LINEAR_ACCELERATION),
        call(VIRTUAL, f"{_MANAGER}getDefaultSensor(I){_SENSOR}", 0, 1),
        result(2),
        call(VIRTUAL, f"{_MANAGER}registerListener({_LISTENER}{_SENSOR}I)Z", 0, 15, 2, 1),
        RETURN_VOID,
    )
    return of_class(
        name,
        DefinedMethod("onSensorChanged(Landroid/hardware/SensorEvent;)V", body),
        DefinedMethod("start()V", register),
        interfaces=[_LISTENER],
    )


def code_case(rule: str, fires: bytes, silent: bytes) -> Case:
    """A package that a rule speaks of, and one that is nearly the same."""
    return Case(rule=rule, fires=Given(package=fires), silent=Given(package=silent))
