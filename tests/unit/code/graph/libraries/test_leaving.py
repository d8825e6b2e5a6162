"""What a library of fragments does when a page is left is no part of a start, under whatever names it stands."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_, string
from tests.support.first_launch import MAIN, READ, READER
from tests.support.program_assembly import (
    APPLICATION,
    Instruction,
    branch,
    call,
    code,
    defined,
    dex,
    label,
    manifest,
    new,
    reachability,
)

THROW: Instruction = (0x0327,)


def phase_of(fragment: str, told: str, text: str) -> str:
    """When the IMEI is read in a method that the base of fragments calls, and then asks whether its own one ran."""
    missed = f"{fragment}->missed:Z"
    check = [
        call("virtual", f"{fragment}->{told}()V", 9),
        (9 << 12 | 1 << 8 | 0x55, field_(missed)),
        branch("nez", 1, "fine"),
        *new(3, "Lm/Missed;"),
        (0x041A, string(text)),
        THROW,
        label("fine"),
    ]
    base = {"<init>()V": code(), f"{told}()V": code(), "leave()V": code(*check, registers=10, incoming=1)}
    page = defined("Lm/Page;", {"<init>()V": code(), f"{told}()V": code(READ)}, superclass=fragment)
    missing = defined("Lm/Missed;", {"<init>()V": code()}, superclass="Ljava/lang/RuntimeException;")
    body = code(new(1, "Lm/Page;"), call("virtual", f"{fragment}->leave()V", 1))
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION)
    package = dex(app, MAIN, READER, defined(fragment, base), page, missing)
    found = reachability(manifest(application="m.App", launcher="m.Main"), package)
    return found.of("m.Reader", "m.Reader.read()V", "").phase


@pytest.mark.parametrize(
    ("fragment", "told"),
    [("Landroidx/fragment/app/Fragment;", "onDestroyView"), ("La/b/c;", "e")],
)
def test_what_is_told_that_a_page_is_left(fragment: str, told: str):
    left, shown = " did not call through to super.onDestroyView()", " did not call through to super.onViewCreated()"
    assert phase_of(fragment, told, left) == "other"
    assert phase_of(fragment, told, shown) == "pre_consent"
