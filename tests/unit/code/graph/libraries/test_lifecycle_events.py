"""Methods that Lifecycle finds by an annotation run where an object of their class exists, and nowhere else."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedMethod
from tests.support.program_assembly import (
    ACTIVITY,
    OBJECT,
    READ_IMEI,
    call,
    code,
    defined,
    dex,
    manifest,
    new,
    reach,
    reachability,
)

EVENT, OLD_EVENT = "Landroidx/lifecycle/OnLifecycleEvent;", "Landroid/arch/lifecycle/OnLifecycleEvent;"
OBSERVERS = {
    EVENT: "Landroidx/lifecycle/LifecycleObserver;",
    OLD_EVENT: "Landroid/arch/lifecycle/LifecycleObserver;",
    "Lm/Note;": "Landroidx/lifecycle/LifecycleObserver;",
}


def phase(annotation: str, *, is_made: bool = True) -> str:
    """When the IMEI is read by a method with an annotation, where the page may make an object of its class."""
    made = code(call("direct", f"{OBJECT}-><init>()V", 9), incoming=1)
    watcher = defined("Lm/Watcher;", {"<init>()V": made}, interfaces=[OBSERVERS[annotation]])
    body = code(READ_IMEI, registers=10, incoming=1)
    watcher.methods.append(DefinedMethod("resumed()V", body, annotation=annotation))
    begins = {"<init>()V": code(), "onCreate()V": code(*new(1, "Lm/Watcher;") if is_made else ())}
    page = defined("Lm/Main;", begins, superclass=ACTIVITY)
    found = reachability(manifest(launcher="m.Main"), dex(page, watcher, defined(OBSERVERS[annotation], {})))
    return reach(found, "m.Watcher.resumed").phase


@pytest.mark.parametrize("annotation", [EVENT, OLD_EVENT])
def test_what_an_event_of_a_page_is_told_to_runs_some_time(annotation: str) -> None:
    assert phase(annotation) == "other"


def test_another_annotation_tells_nothing() -> None:
    assert phase("Lm/Note;") == "dead"


def test_without_an_object_nothing_is_told() -> None:
    assert phase(EVENT, is_made=False) == "dead"
