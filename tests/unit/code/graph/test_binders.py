"""What a binder does for other processes runs at launch only where something asks it from one."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI,
    call,
    code,
    defined,
    dex,
    manifest,
    move_result,
    new,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.graph.reach import Reachability
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
