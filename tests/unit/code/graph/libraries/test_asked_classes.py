"""Objects that code asks for by their class, and near twins that are given something else."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import type_
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    READ_IMEI,
    Instruction,
    call,
    code,
    const_class,
    defined,
    dex,
    manifest,
    move_result,
    reach,
    reachability,
)

APP = manifest(application="m.App", launcher="m.Main")
MODEL, OTHER = "Lm/Model;", "Lm/Other;"
GET = "Landroidx/lifecycle/ViewModelProvider;->get(Ljava/lang/Class;)Landroidx/lifecycle/ViewModel;"
PART = "Landroid/os/Bundle;->get(Ljava/lang/Class;)Ljava/lang/Object;"
NAMES = "Lm/Log;->add(Ljava/lang/Class;)V"


def phase(*body: Instruction) -> str:
    """When the constructor of a class runs that reads an identifier."""
    classes = [defined(name, {"<init>()V": code(READ_IMEI)}) for name in (MODEL, OTHER)]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    return reach(reachability(APP, dex(app, MAIN, *classes)), "m.Model.<init>").phase


def asked(method: str, named: str, cast: str) -> list[Instruction]:
    made: Instruction = (1 << 8 | 0x1F, type_(cast))
    return [const_class(0, named), call("virtual", method, 2, 0), move_result(1, reference=True), made]


def test_what_is_asked_for_by_its_class_is_made() -> None:
    assert phase(*asked(GET, MODEL, MODEL)) == "pre_consent"


@pytest.mark.parametrize(
    "body",
    [
        asked(GET, OTHER, MODEL),
        asked(GET, MODEL, OTHER),
        asked(PART, MODEL, MODEL),
        asked(GET, MODEL, MODEL)[:-1],
        [const_class(0, MODEL), call("static", NAMES, 0)],
    ],
    ids=["another is asked for", "another is given", "the platform is asked", "nothing is cast", "a class is named"],
)
def test_what_is_not_made(body: list[Instruction]) -> None:
    assert phase(*body) != "pre_consent"
