"""A way begins with the page that the system opens, also where an abstract page above it has the method."""

from __future__ import annotations

from tests.support.program_assembly import ACTIVITY, READ_IMEI, call, code, defined, dex, manifest, reach, reachability

CREATE = "onCreate()V"
MADE = {"<init>()V": code()}
BASE = defined("Lm/Base;", {**MADE, CREATE: code(READ_IMEI)}, superclass=ACTIVITY)


def chain(main: dict, *others) -> tuple[str, ...]:
    page = defined("Lm/Main;", {**MADE, **main}, superclass="Lm/Base;")
    return reach(reachability(manifest(launcher="m.Main"), dex(page, BASE, *others)), "m.Base.onCreate").chain


def test_a_method_that_the_page_inherits() -> None:
    assert chain({}) == ("m.Main.onCreate", "m.Base.onCreate")


def test_a_method_of_its_own_that_calls_the_inherited_one() -> None:
    assert chain({CREATE: code(call("super", f"Lm/Base;->{CREATE}", 0))}) == ("m.Main.onCreate", "m.Base.onCreate")
