"""Small apps whose application is another one's, or whose classes nothing but an annotation names; and near twins."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tests.metamorphic.code_evasions import CLASS, LOADER, METHOD, STRING
from tests.metamorphic.launched_apps import READ_ID
from tests.metamorphic.small_apps import App, hidden
from tests.support.dex_builder import DefinedClass, DefinedMethod, type_
from tests.support.program_assembly import (
    APPLICATION,
    OBJECT,
    Instruction,
    call,
    code,
    const_class,
    const_string,
    defined,
    move_result,
)

_CONTEXT, _TASK, _HOLDER = "Landroid/content/Context;", "Lm/Task;", "Lm/Holder;"
_RUNNABLE, _DEPRECATED = "Ljava/lang/Runnable;", "Ljava/lang/Deprecated;"
_ATTACHES: Final = f"attachBaseContext({_CONTEXT})V"
_FOR_NAME: Final = [call("static", f"{CLASS}->forName({STRING}){CLASS}", 1), move_result(2, reference=True)]
_LOADED: Final = [call("virtual", f"{LOADER}->loadClass({STRING}){CLASS}", 3, 1), move_result(2, reference=True)]
_NEW: Final = [call("virtual", f"{CLASS}->newInstance(){OBJECT}", 2), move_result(5, reference=True)]
_AS_APPLICATION: Final = (5 << 8 | 0x1F, type_(APPLICATION))
_CREATED: Final = call("virtual", f"{APPLICATION}->onCreate()V", 5)
_BY_SYSTEM: Final = call("virtual", f"Landroid/app/Instrumentation;->callApplicationOnCreate({APPLICATION})V", 3, 5)
_BY_NAME: Final = [
    *(const_class(2, APPLICATION), const_string(1, "attach")),
    call("virtual", f"{CLASS}->getDeclaredMethod({STRING}[{CLASS}){METHOD}", 2, 1, 3),
    move_result(4, reference=True),
    call("virtual", f"{METHOD}->invoke({OBJECT}[{OBJECT}){OBJECT}", 4, 3, 5),
]


def _wrapped(*body: Instruction | list[Instruction], reads: str = "onCreate()V", name: str = "m.Hidden") -> App:
    """An app whose application makes another by its name, which reads."""
    init = code(call("direct", f"{APPLICATION}-><init>()V", 9), incoming=1)
    shell = defined(
        "Lm/Shell;",
        {"<init>()V": init, _ATTACHES: code(const_string(1, name), *body, registers=16, incoming=2)},
        superclass=APPLICATION,
    )
    real = hidden(reads, APPLICATION, body=code(*READ_ID, registers=16, incoming=2 if _CONTEXT in reads else 1))
    return App(classes=[shell, real], application={"name": "m.Shell"})


#: The application that is wrapped reads as the app starts.
WRAPPED: Final[dict[str, App]] = {
    "application by its name": _wrapped(_FOR_NAME, _NEW, _AS_APPLICATION, _CREATED),
    "application by a loader": _wrapped(_LOADED, _NEW, _AS_APPLICATION, _CREATED),
    "application that the system is told to create": _wrapped(_FOR_NAME, _NEW, _AS_APPLICATION, _BY_SYSTEM),
    "application that is attached by a name": _wrapped(_FOR_NAME, _NEW, _BY_NAME, reads=_ATTACHES),
}
#: Near twins: the other application is only spoken of.
NOT_WRAPPED: Final[dict[str, App]] = {
    "application that is only looked for": _wrapped(_FOR_NAME),
    "another application by its name": _wrapped(_FOR_NAME, _NEW, name="m.Other"),
}


def _annotated(kind: str, *use: Instruction | list[Instruction], reads: str = "run()V") -> App:
    """An app with a class that an annotation of another names, which asks that one for an annotation."""
    names = DefinedMethod(f"value(){CLASS}", None, access_flags=0x0401)
    annotation = DefinedClass(
        _TASK, OBJECT, ("Ljava/lang/annotation/Annotation;",), access_flags=0x2601, methods=[names]
    )
    asks = [
        *(const_class(3, _HOLDER), const_class(4, kind)),
        call("virtual", f"{CLASS}->getAnnotation({CLASS})Ljava/lang/annotation/Annotation;", 3, 4),
        move_result(6, reference=True),
    ]
    value = [call("interface", f"{_TASK}->value(){CLASS}", 6), move_result(2, reference=True)]
    holder = replace(defined(_HOLDER, {}), annotation=(_TASK, "Lm/Hidden;"))
    read = hidden(reads, interfaces=(_RUNNABLE,), body=code(*READ_ID, registers=16, incoming=1))
    return App(body=[asks, value if use else [], *use], classes=[holder, annotation, read])


#: The class that the annotation names is made, and reads.
ANNOTATED: Final[dict[str, App]] = {
    "task of an annotation": _annotated(_TASK, _NEW, call("interface", f"{_RUNNABLE}->run()V", 5)),
    "method of what an annotation names": _annotated(
        _TASK,
        [const_string(1, "look"), call("virtual", f"{CLASS}->getMethod({STRING}[{CLASS}){METHOD}", 2, 1, 3)],
        reads="look()V",
    ),
}
#: Near twin: nobody asks for annotations of the kind.
NOT_ASKED: Final[dict[str, App]] = {"annotation of another kind": _annotated(_DEPRECATED)}
