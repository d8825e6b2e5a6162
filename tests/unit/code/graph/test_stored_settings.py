"""Settings that nothing has stored at a first launch: which branches they decide, and which way is shown."""

from __future__ import annotations

from tests.support.first_launch import END, READ, asked, way_of
from tests.support.program_assembly import (
    branch,
    call,
    code,
    defined,
    flag,
    label,
    move_result,
)

from appaudit.model.method_names import plain

VERSION = flag(1, "version")
LAST = [call("static", "Lm/Ids;->last()I"), move_result(2)]


def test_what_a_setting_leaves_out_at_a_first_launch_decides_nothing():
    # if (stored == 0 || Ids.last() == stored) read(): the default is enough.
    either = [*VERSION, branch("eqz", 1, "in"), *LAST, branch("nez", 2, "end"), label("in"), READ, END]
    assert asked(*either) == []
    # if (stored != 0 && Ids.last() == 0) read(): it is not.
    both = [*VERSION, branch("eqz", 1, "end"), *LAST, branch("nez", 2, "end"), READ, END]
    assert asked(*both) == [("unstored", "version"), ("other", "m.Ids.last")]


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
