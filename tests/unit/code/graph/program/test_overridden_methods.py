"""Which methods a class below their own defines as well."""

from __future__ import annotations

from tests.support.program_assembly import code, defined, dex

from appaudit.code.graph.program.links import link
from appaudit.code.graph.program.overridden_methods import OverriddenMethods
from appaudit.dex import read_code

SHAPE = defined("Lm/Shape;", {"area()V": code(), "draw()V": code(), "kind()V": code()}, static=["kind()V"])
SQUARE = defined("Lm/Square;", {"paint()V": code()}, superclass="Lm/Shape;")
SMALL = defined("Lm/Small;", {"draw()V": code(), "kind()V": code()}, superclass="Lm/Square;", static=["kind()V"])
NAMED = defined("Lm/Named;", {"name()V": code()})
TOWN = defined("Lm/Town;", {"name()V": code(), "draw()V": code()}, interfaces=["Lm/Named;"])


def overridden() -> set[str]:
    """`Class.method` of those that are."""
    codes, _ = read_code([("classes.dex", dex(SHAPE, SQUARE, SMALL, NAMED, TOWN))])
    links = link(codes)
    found, file = OverriddenMethods(links), codes[0]
    rows = {
        method: int(file.class_data.method_index[method]) for method in range(links.method_count) if found.has(method)
    }
    return {f"{file.dex.method_class(row)[3:-1]}.{file.dex.method_name(row)}" for row in rows.values()}


def test_those_that_a_class_however_far_below_defines_and_no_others():
    assert overridden() == {"Shape.draw", "Named.name"}
