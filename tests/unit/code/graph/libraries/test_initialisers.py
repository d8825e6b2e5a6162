"""Initialisers of androidx.startup run where they are asked for, or before one that depends on them."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass
from tests.support.first_launch import MAIN, READ, READER
from tests.support.program_assembly import (
    APPLICATION,
    Instruction,
    call,
    code,
    const_class,
    defined,
    dex,
    give,
    manifest,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.dex import read_code

_TYPE, _STARTER = "Landroidx/startup/Initializer;", "Landroidx/startup/AppInitializer;"
_CREATE, _DEPENDS = "create(Landroid/content/Context;)Ljava/lang/Object;", "dependencies()Ljava/util/List;"
ASKS = call("virtual", f"{_STARTER}->initializeComponent(Ljava/lang/Class;)Ljava/lang/Object;", 1, 2)
KNOWS = call("virtual", f"{_STARTER}->isEagerlyInitialized(Ljava/lang/Class;)Z", 1, 2)


def initialiser(name: str, *body: Instruction, needs: str = "") -> DefinedClass:
    listed = [const_class(1, needs)] if needs else []
    methods = {
        "<init>()V": code(),
        _CREATE: code(*body, give(0), incoming=2),
        _DEPENDS: code(*listed, give(0), incoming=1),
    }
    return defined(name, methods, interfaces=(_TYPE,))


def phase(*at_launch: Instruction) -> str:
    """When the reading initialiser reads, in an app that does this first; one that needs it is there as well."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*at_launch)}, superclass=APPLICATION)
    reading, first = initialiser("Lm/Reads;", READ), initialiser("Lm/First;", needs="Lm/Reads;")
    codes, errors = read_code([("classes.dex", dex(app, MAIN, READER, reading, first, initialiser("Lm/Logs;")))])
    assert not errors
    found = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    return found.of("m.Reader", "m.Reader.read()V", "").phase


@pytest.mark.parametrize("asked", ["Lm/Reads;", "Lm/First;"], ids=["itself", "one that needs it"])
def test_an_initialiser_runs_where_it_is_asked_for(asked: str) -> None:
    assert phase(const_class(2, asked), ASKS) == "pre_consent"


def test_an_initialiser_does_not_run_for_another_or_for_a_question_about_it() -> None:
    assert phase(const_class(2, "Lm/Logs;"), ASKS) != "pre_consent"
    assert phase(const_class(2, "Lm/Reads;"), KNOWS) != "pre_consent"
