"""Settings that nothing has stored at a first launch: which branches they decide, and which way is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedField
from tests.support.first_launch import END, READ, asked, way_of
from tests.support.program_assembly import (
    ACTIVITY,
    PUT_BOOLEAN,
    branch,
    call,
    code,
    const,
    const_class,
    const_string,
    defined,
    flag,
    give,
    goto,
    label,
    move_result,
    new,
    static_field,
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


ASKS = "La/b;->a(Ljava/lang/String;Z)Z"
#: The setting under a key is looked up somewhere and parsed; where there is none the default is given back.
LOOKS_UP = [
    call("static", "Lx/Store;->find(Ljava/lang/String;)Ljava/lang/String;", 8), move_result(0, reference=True),
    branch("eqz", 0, "none"), call("static", "Ljava/lang/Boolean;->parseBoolean(Ljava/lang/String;)Z", 0),
    move_result(1), give(1), label("none"), give(9),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (LOOKS_UP, [("unstored", "track")]),
        ([call("static", "Lx/Store;->knows(Ljava/lang/String;)Z", 8), move_result(1), give(1)], [("other", "a.b.a")]),
        ([*LOOKS_UP[:-1], const(9, 1), give(9)], [("other", "a.b.a")]),
    ],
    ids=["gives its default back", "gives none back", "gives another"],
)
def test_a_setting_that_a_renamed_method_gives(body, expected):
    asks = defined("La/b;", {"a(Ljava/lang/String;Z)Z": code(*body, incoming=2)}, static=["a(Ljava/lang/String;Z)Z"])
    waits = [const_string(1, "track"), const(2, 0), call("static", ASKS, 1, 2), move_result(3), branch("eqz", 3, "end")]
    assert asked(*waits, READ, END, others=[asks]) == expected
    given = [const_string(1, "track"), const(2, 1), *waits[2:], READ, END]
    assert asked(*given, others=[asks]) == ([] if expected[0][0] == "unstored" else expected)


@pytest.mark.parametrize("is_stored", [True, False], ids=["it stores", "it does nothing"])
def test_a_setting_that_launch_stores_by_a_renamed_method(is_stored: bool):
    puts = [call("interface", PUT_BOOLEAN, 5, 8, 9)] if is_stored else []
    methods = {
        "a(Ljava/lang/String;Z)Z": code(*LOOKS_UP, incoming=2),
        "b(Ljava/lang/String;Z)V": code(*puts, incoming=2),
    }
    asks = defined("La/b;", methods, static=list(methods))
    stores = [const_string(1, "track"), const(2, 1), call("static", "La/b;->b(Ljava/lang/String;Z)V", 1, 2)]
    waits = [const_string(1, "track"), const(2, 0), call("static", ASKS, 1, 2), move_result(3), branch("eqz", 3, "end")]
    kind = "stored" if is_stored else "unstored"
    assert asked(*stores, *waits, READ, END, others=[asks]) == [(kind, "track")]


ON = "Lm/Kept;->on:Z"


@pytest.mark.parametrize(
    ("written", "expected"),
    [(flag(1, "version"), [("unstored", "version")]), ([const(1, 1)], [("unset", "m.Kept.on")])],
    ids=["what is stored", "a constant"],
)
def test_a_setting_that_a_field_keeps_is_named_at_every_read_of_the_field(written, expected):
    loads = code(*written, static_field("put-boolean", 1, ON))
    kept = replace(
        defined("Lm/Kept;", {"load()V": loads}, static=["load()V"]), fields=[DefinedField("on:Z", is_static=True)]
    )
    waits = [static_field("get-boolean", 2, ON), branch("eqz", 2, "end")]
    assert asked(*waits, READ, END, others=[kept]) == expected
    again = defined("Lm/Again;", {"go()V": code(*waits, READ, END)}, static=["go()V"])
    twice = [*waits, call("static", "Lm/Again;->go()V"), END]
    assert expected[0] in asked(*twice, others=[kept, again])


INTENT, HOME = "Landroid/content/Intent;", "Lm/Home;"


@pytest.mark.parametrize(("is_home", "expected"), [(True, []), (False, [("unstored", "user")])])
def test_a_page_that_is_opened_on_one_side_of_a_setting(is_home: bool, expected: list[tuple[str, str]]):
    """The names of both are loaded before the branch, as a shrinker does: if (user) this page, else the other."""
    made = f"{INTENT}-><init>(Landroid/content/Context;Ljava/lang/Class;)V"
    read = {"<init>()V": code(), "onCreate(Landroid/os/Bundle;)V": code(READ)}
    pages = [
        defined(HOME, read, superclass=ACTIVITY),
        defined("Lm/Login;", {"<init>()V": code()}, superclass=ACTIVITY),
    ]
    first, second = (2, 3) if is_home else (3, 2)
    body = [
        const_class(2, HOME), const_class(3, "Lm/Login;"), *flag(1, "user"), new(4, INTENT), branch("nez", 1, "in"),
        call("direct", made, 4, 0, first), goto("open"),
        label("in"), call("direct", made, 4, 0, second),
        label("open"), call("virtual", f"Landroid/content/Context;->startActivity({INTENT})V", 0, 4),
    ]  # fmt: skip
    assert asked(*body, others=pages) == expected
