"""What a binder does for other processes runs at launch only where something asks it from one."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI,
    call,
    code,
    const,
    defined,
    dex,
    manifest,
    move_result,
    new,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

TRANSACT = "transact(ILandroid/os/Parcel;Landroid/os/Parcel;I)Z"
ON_TRANSACT = "onTransact(ILandroid/os/Parcel;Landroid/os/Parcel;I)Z"
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
INTERFACE = defined("Lm/IWork;", {"work()V": None})
READ = [call("virtual", IMEI, 0), move_result(0, reference=True)]
STUB = defined("Lm/Stub;", {"<init>()V": code(), ON_TRANSACT: code(*READ)}, superclass="Landroid/os/Binder;",
               interfaces=["Lm/IWork;"])  # fmt: skip
ASK = code(call("interface", f"Landroid/os/IBinder;->{TRANSACT}", 0, 1, 2, 3))
OTHER = defined("Lm/IOther;", {"work()V": None})
PROXY_WORK = call("virtual", "Lm/Proxy;->work()V", 1)


def proxy(interface: str):
    return defined("Lm/Proxy;", {"<init>()V": code(), "work()V": ASK}, interfaces=[interface])


def conditions(*body, asker) -> list[tuple[str, str]]:
    """Kind and subject of each condition for the read of the binder, where `body` is what the app does first."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, INTERFACE, OTHER, STUB, asker))])
    assert not errors
    reachable = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    use = ("m.Stub", f"m.Stub.{ON_TRANSACT}", ())
    (way,) = reachable.under_conditions([use], [Constants(each) for each in codes])
    assert way is not None
    return [(condition.kind, condition.subject) for condition in way.conditions]


UNASKED = ("unsent", "android.os.IBinder.transact")


@pytest.mark.parametrize(
    ("body", "asker", "found"),
    [
        ([new(2, "Lm/Stub;")], proxy("Lm/IWork;"), [UNASKED]),
        ([new(2, "Lm/Stub;"), new(1, "Lm/Proxy;"), PROXY_WORK], proxy("Lm/IWork;"), []),
        ([new(2, "Lm/Stub;"), new(1, "Lm/Proxy;"), PROXY_WORK], proxy("Lm/IOther;"), [UNASKED]),
    ],
    ids=["nobody asks", "the app asks", "another interface is asked"],
)
def test_a_binder_answers_who_asks_it(body, asker, found):
    assert [each for each in conditions(*body, asker=asker) if each[0] == "unsent"] == found


# A binder whose methods are called by number: what it does, and what of that is asked for.

WORKS = "Lm/Work;->work()V"
TWO = defined("Lm/ITwo;", {"work()V": None, "rest()V": None})
WORKER = defined("Lm/Work;", {"<init>()V": code(), "work()V": code(*READ), "rest()V": code(),
                 ON_TRANSACT: code(call("virtual", WORKS, 0), incoming=5)},
                 superclass="Landroid/os/Binder;", interfaces=["Lm/ITwo;"])  # fmt: skip
REST = code(const(1, 2), call("interface", f"Landroid/os/IBinder;->{TRANSACT}", 0, 1, 2, 3))
BOTH = defined("Lm/Proxy;", {"<init>()V": code(), "work()V": ASK, "rest()V": REST},
               interfaces=["Lm/ITwo;"])  # fmt: skip


def asked_for_work(*body, worker=WORKER) -> list[tuple[str, str]]:
    """The same for the read in a method that the binder runs for one number."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, TWO, worker, BOTH))])
    assert not errors
    reachable = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    (way,) = reachable.under_conditions([("m.Work", "m.Work.work()V", ())], [Constants(each) for each in codes])
    assert way is not None
    return [(condition.kind, condition.subject) for condition in way.conditions]


def test_of_a_binder_runs_what_is_asked_for():
    made = [new(2, "Lm/Work;"), new(1, "Lm/Proxy;")]
    assert asked_for_work(*made, PROXY_WORK) == [("callback", "android.os.IBinder.transact")]
    assert UNASKED in asked_for_work(*made, call("virtual", "Lm/Proxy;->rest()V", 1))


def test_what_a_binder_asks_itself_nobody_asks():
    asking = code(new(1, "Lm/Proxy;"), PROXY_WORK, call("virtual", WORKS, 0), incoming=5)
    itself = defined("Lm/Work;", {"<init>()V": code(), "work()V": code(*READ), "rest()V": code(), ON_TRANSACT: asking},
                     superclass="Landroid/os/Binder;", interfaces=["Lm/ITwo;"])  # fmt: skip
    assert UNASKED in asked_for_work(new(2, "Lm/Work;"), worker=itself)
