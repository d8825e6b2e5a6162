"""Observers run where something notifies them, and nowhere else."""

from __future__ import annotations

from tests.support.first_launch import MAIN, READ, READER
from tests.support.program_assembly import APPLICATION, Instruction, call, code, defined, dex, manifest, new
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.moments import Reach
from appaudit.code.reach.reach import Reachability
from appaudit.dex import read_code

DOWNLOAD = defined("Lm/Download;", {"<init>()V": code()}, superclass="Ljava/util/Observable;")
WATCHER = defined(
    "Lm/Watcher;",
    {"<init>()V": code(), "update(Ljava/util/Observable;Ljava/lang/Object;)V": code(READ, incoming=3)},
    interfaces=("Ljava/util/Observer;",),
)
WATCHED = [
    new(1, "Lm/Download;"),
    new(2, "Lm/Watcher;"),
    call("virtual", "Lm/Download;->addObserver(Ljava/util/Observer;)V", 1, 2),
]
NOTIFIED = call("virtual", "Lm/Download;->notifyObservers(Ljava/lang/Object;)V", 1, 1)


def read_by(*at_launch: Instruction | list[Instruction], elsewhere: Instruction | None = None) -> Reach:
    """When the observer reads in an app that does this first, and has a method that nothing calls for the other."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*at_launch)}, superclass=APPLICATION)
    idle = defined("Lm/Idle;", {"go()V": code(*([] if elsewhere is None else [elsewhere]))}, static=["go()V"])
    codes, errors = read_code([("classes.dex", dex(app, MAIN, READER, DOWNLOAD, WATCHER, idle))])
    assert not errors
    found = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    return found.of("m.Reader", "m.Reader.read()V", "")


def test_an_observer_runs_where_something_notifies() -> None:
    found = read_by(*WATCHED, NOTIFIED)
    assert found.phase == "pre_consent"
    assert found.chain == (
        "m.App.onCreate()V",
        "m.Watcher.update(Ljava/util/Observable;Ljava/lang/Object;)V",
        "m.Reader.read()V",
    )


def test_an_observer_that_nothing_notifies_does_not_run() -> None:
    assert read_by(*WATCHED).phase == "other"
    assert read_by(*WATCHED, elsewhere=NOTIFIED).phase == "other"


def test_nobody_is_notified_of_whom_there_is_no_object() -> None:
    assert read_by(new(1, "Lm/Download;"), NOTIFIED).phase == "dead"
