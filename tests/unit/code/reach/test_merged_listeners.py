"""What a listener stores that shares a class with the one for refusing is stored by who agrees, whatever its key."""

from __future__ import annotations

import pytest
from tests.metamorphic.refused_apps import merged
from tests.support.program_assembly import (
    ACTIVITY,
    READ_IMEI,
    branch,
    call,
    code,
    defined,
    dex,
    flag,
    label,
    manifest,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

READER = defined("Lm/Reader;", {"read()V": code(READ_IMEI)}, static=["read()V"])


@pytest.mark.parametrize(("agreeing", "expected"), [(0, [("unstored", "k7")]), (1, [("stored_first", "k7")])])
def test_what_the_agreeing_one_stores_is_not_stored_at_launch(agreeing: int, expected: list[tuple[str, str]]):
    """The twin stores it when somebody refuses, which a person may do at a first launch."""
    app = merged(0, "k7", agreeing)
    asks = [*flag(8, "k7"), branch("eqz", 8, "shut"), call("static", "Lm/Reader;->read()V"), label("shut")]
    created = code(*asks, *app.body, registers=16, incoming=2)
    main = defined("Lm/Main;", {"<init>()V": code(), "onCreate(Landroid/os/Bundle;)V": created}, superclass=ACTIVITY)
    codes, errors = read_code([("classes.dex", dex(main, READER, *app.classes))])
    assert not errors
    found = Reachability(codes, manifest(launcher="m.Main"), shipped_lexicons().consent)
    (way,) = found.under_conditions([("m.Reader", "m.Reader.read()V", ())], [Constants(each) for each in codes])
    assert way is not None
    assert [(each.kind, each.subject) for each in way.conditions] == expected
