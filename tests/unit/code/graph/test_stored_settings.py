"""Settings that nothing has stored at a first launch: which branches they decide, and which way is shown."""

from __future__ import annotations

from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI,
    Instruction,
    branch,
    call,
    code,
    defined,
    dex,
    flag,
    label,
    manifest,
    move_result,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.graph.reach import Reachability
from appaudit.code.graph.ways import Way
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.model.method_names import plain

READER = defined(
    "Lm/Reader;", {"read()V": code(call("virtual", IMEI, 0), move_result(0, reference=True))}, static=["read()V"]
)
READ = call("static", "Lm/Reader;->read()V")
END = label("end")
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)


def way_of(*body: Instruction | list[Instruction], others=()) -> Way:
    """The way to the read, where `body` is what the app does first."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, READER, *others))])
    assert not errors
    reachable = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    (way,) = reachable.under_conditions([("m.Reader", "m.Reader.read()V", ())], [Constants(each) for each in codes])
    assert way is not None
    return way


def asked(*body: Instruction | list[Instruction]) -> list[tuple[str, str]]:
    """Kind and subject of each condition."""
    return [(condition.kind, condition.subject) for condition in way_of(*body).conditions]


VERSION = flag(1, "version")
LAST = [call("static", "Lm/Ids;->last()I"), move_result(2)]


def test_what_a_setting_leaves_out_at_a_first_launch_decides_nothing():
    # if (stored == 0 || Ids.last() == stored) read(): the default is enough.
    either = [*VERSION, branch("eqz", 1, "in"), *LAST, branch("nez", 2, "end"), label("in"), READ, END]
    assert asked(*either) == []
    # if (stored != 0 && Ids.last() == 0) read(): it is not.
    both = [*VERSION, branch("eqz", 1, "end"), *LAST, branch("nez", 2, "end"), READ, END]
    assert asked(*both) == [("stored", "version"), ("other", "m.Ids.last")]


def test_a_way_that_waits_for_a_stored_setting_is_not_shown_where_another_does_not():
    # if (stored != 0) { old(); return; } if (Ids.last() == 0 && Ids.isNew()) fresh();
    old = defined("Lm/Old;", {"go()V": code(READ)}, static=["go()V"])
    fresh = defined("Lm/Fresh;", {"go()V": code(READ)}, static=["go()V"])
    new_one = [call("static", "Lm/Ids;->isNew()Z"), move_result(2), branch("eqz", 2, "end")]
    body = [
        *VERSION, branch("eqz", 1, "new"), call("static", "Lm/Old;->go()V"), branch("nez", 1, "end"), label("new"),
        *LAST, branch("nez", 2, "end"), *new_one, call("static", "Lm/Fresh;->go()V"), END,
    ]  # fmt: skip
    way = way_of(*body, others=[old, fresh])
    assert [plain(each) for each in way.chain] == ["m.App.onCreate", "m.Fresh.go", "m.Reader.read"]
    assert [(each.kind, each.subject) for each in way.conditions] == [
        ("other", "m.Ids.last"), ("other", "m.Ids.isNew")]  # fmt: skip
