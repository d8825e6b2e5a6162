"""Methods that somebody has cut short with a return: what stood behind it never runs."""

from __future__ import annotations

import pytest
from tests.support.first_launch import MAIN, READ, READER
from tests.support.program_assembly import (
    APPLICATION,
    READ_IMEI,
    RETURN_VOID,
    call,
    code,
    defined,
    dex,
    manifest,
    reach,
    reachability,
)


@pytest.mark.parametrize(("first", "phase"), [([RETURN_VOID], "dead"), ([], "pre_consent")], ids=["cut", "whole"])
def test_what_stands_behind_a_return_is_neither_read_nor_called(first, phase):
    app = defined("Lm/App;", {"onCreate()V": code(call("static", "Lm/Cut;->go()V"))}, superclass=APPLICATION)
    cut = defined("Lm/Cut;", {"go()V": code(*first, READ_IMEI, READ)}, static=["go()V"])
    found = reachability(manifest(application="m.App", launcher="m.Main"), dex(app, MAIN, READER, cut))
    assert reach(found, "m.Cut.go").phase == phase
    assert reach(found, "m.Reader.read").phase == phase
