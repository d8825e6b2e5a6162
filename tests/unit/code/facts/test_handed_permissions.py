"""Permissions that a getter gives, which an object has that is handed to whoever asks the user."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    INTERFACE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    Units,
    call,
    code,
    filled_array,
    give,
    new,
    opened,
    read,
    result,
    small,
    text,
    write,
)
from tests.support.dex_builder import Code, DefinedField, DefinedMethod, DexBuilder
from tests.support.shipped import knowledge

from appaudit.code.facts.permissions.permission_requests import permission_request_facts
from appaudit.code.values.constants import Constants
from appaudit.model.method_names import plain

CAMERA, SOUND = "android.permission.CAMERA", "android.permission.RECORD_AUDIO"
TEXTS = "[Ljava/lang/String;"
ASK = f"Landroidx/core/app/ActivityCompat;->requestPermissions(Landroid/app/Activity;{TEXTS}I)V"
GETTER = f"permissions(){TEXTS}"
CALLBACK = "Lapp/Callback;"
ASKS = f"ask({CALLBACK})V"
NOTHING = DefinedMethod("<init>()V", code(RETURN_VOID), 1, False)


def gives(*names: str) -> Code:
    return code(*(text(at, name) for at, name in enumerate(names)), filled_array(TEXTS, *range(len(names))), result(5),
                give(5))  # fmt: skip


def abstract(descriptor: str, *more: DefinedMethod, interface: bool = True):
    rows = [DefinedMethod(GETTER, None, 0x401), *more]
    return descriptor, {"methods": rows, "access_flags": 0x601 if interface else 0x401}


def program(*classes: tuple[str, dict]) -> list[tuple[str, tuple[str, ...]]]:
    """Who asks for what, as facts say it."""
    builder = DexBuilder()
    for descriptor, given in classes:
        builder.add_class(descriptor, **given)
    facts = permission_request_facts(Constants(opened(builder)), knowledge().permissions)
    return sorted((plain(fact.caller), fact.permissions) for fact in facts)


def callback(name: str, *permissions: str) -> tuple[str, dict]:
    return name, {"interfaces": [CALLBACK], "methods": [NOTHING, DefinedMethod(GETTER, gives(*permissions))]}


def page(name: str, *made: str) -> tuple[str, dict]:
    """A page that asks by an object of its own for each of some classes."""
    body: list[Units] = []
    for each in made:
        body += [new(1, each), call(DIRECT, f"{each}-><init>()V", 1), call(STATIC, f"Lapp/Asks;->{ASKS}", 1)]
    return name, {"methods": [DefinedMethod("run()V", code(*body, RETURN_VOID))]}


#: static void ask(Callback c) { requestPermissions(page, c.permissions(), 0); }
ASKING = code(call(INTERFACE, f"{CALLBACK}->{GETTER}", 15), result(1), call(STATIC, ASK, 14, 1, 0), RETURN_VOID)
ASKER = ("Lapp/Asks;", {"methods": [DefinedMethod(ASKS, ASKING, 9, False)]})


def test_what_the_getter_of_an_object_gives_that_is_made_at_the_call() -> None:
    found = program(
        abstract(CALLBACK), ASKER, callback("Lapp/One;", CAMERA), callback("Lapp/Two;", SOUND),
        page("Lapp/First;", "Lapp/One;"), page("Lapp/Second;", "Lapp/Two;"),
    )  # fmt: skip
    assert found == [("app.First.run", (CAMERA,)), ("app.Second.run", (SOUND,))]


def test_an_object_that_nobody_makes_asks_for_nobody_knows_what() -> None:
    found = program(abstract(CALLBACK), ASKER, callback("Lapp/One;", CAMERA))
    assert found == [("app.Asks.ask", ())]


def test_an_object_that_a_field_keeps() -> None:
    field = f"callback:{CALLBACK}"
    keeps = code(new(1, "Lapp/One;"), call(DIRECT, "Lapp/One;-><init>()V", 1), write(1, 15, f"Lapp/Page;->{field}"),
                 RETURN_VOID)  # fmt: skip
    asks = code(read(1, 15, f"Lapp/Page;->{field}"), call(INTERFACE, f"{CALLBACK}->{GETTER}", 1), result(1),
                call(STATIC, ASK, 15, 1, 0), RETURN_VOID)  # fmt: skip
    methods = [DefinedMethod("run()V", asks), DefinedMethod("make()V", keeps)]
    own = ("Lapp/Page;", {"methods": methods, "fields": [DefinedField(field)]})
    found = program(abstract(CALLBACK), callback("Lapp/One;", CAMERA), own)
    assert found == [("app.Page.make", (CAMERA,))]


@pytest.mark.parametrize("is_abstract", [True, False])
def test_a_page_that_asks_for_what_its_own_class_says(is_abstract: bool) -> None:
    """abstract class Base { void ask() { requestPermissions(this, permissions(), 0); } abstract String[] … }"""
    asks = code(call(VIRTUAL, f"Lapp/Base;->{GETTER}", 15), result(1), call(STATIC, ASK, 15, 1, 0), RETURN_VOID)
    getter = DefinedMethod(GETTER, None, 0x401) if is_abstract else DefinedMethod(GETTER, code(small(1, 0), give(1)))
    base = ("Lapp/Base;", {"methods": [getter, DefinedMethod("ask()V", asks)]})
    below = [
        (f"Lapp/{name};", {"superclass": "Lapp/Base;", "methods": [DefinedMethod(GETTER, gives(permission))]})
        for name, permission in (("One", CAMERA), ("Two", SOUND))
    ]
    other = ("Lapp/Other;", {"methods": [DefinedMethod(GETTER, gives("android.permission.READ_CONTACTS"))]})
    found = program(base, *below, other)
    assert found == [("app.One.permissions", (CAMERA,)), ("app.Two.permissions", (SOUND,))]
