"""Which method a call reaches, asked for one class and for many at once."""

from __future__ import annotations

import numpy as np
from tests.support.program_assembly import code, const, defined, dex

from appaudit.code.graph.program.links import instructions_at, link
from appaudit.dex import read_code

SHAPE = defined("Lm/Shape;", {"area()V": code(), "draw()V": code()})
SQUARE = defined("Lm/Square;", {"draw()V": code()}, superclass="Lm/Shape;", interfaces=["Lm/Named;"])
SMALL = defined("Lm/Small;", {"<init>()V": code()}, superclass="Lm/Square;")
NAMED = defined("Lm/Named;", {"name()V": code(), "area()V": code()}, interfaces=["Lm/Thing;"])
THING = defined("Lm/Thing;", {"name()V": code(), "weight()V": code()})


def program():
    codes, _ = read_code([("classes.dex", dex(SHAPE, SQUARE, SMALL, NAMED, THING))])
    return link(codes)


def reached(class_name: str, method: str) -> str:
    """`Class.method` that a call of `method` on an object of a class runs, empty for none."""
    links = program()
    names = {links.find_class(f"Lm/{name};"): name for name in ("Shape", "Square", "Small", "Named", "Thing")}
    signatures = {links.files[0].code.dex.method_name(number): number for number in range(len(links.method_class))}
    signature = links.files[0].method_signature[signatures[method]]
    class_index = links.find_class(f"Lm/{class_name};")
    found = links.method_called(class_index, int(signature))
    many = links.resolve(np.array([class_index], dtype=np.int32), np.array([signature], dtype=np.uint64))
    assert many.tolist() == [found]
    return f"{names[int(links.method_class[found])]}.{method}" if found >= 0 else ""


def test_its_own_method_goes_before_an_inherited_one():
    assert reached("Square", "draw") == "Square.draw"
    assert reached("Small", "draw") == "Square.draw"


def test_a_superclass_goes_before_an_interface():
    assert reached("Small", "area") == "Shape.area"
    assert reached("Named", "area") == "Named.area"


def test_the_nearest_interface_goes_before_those_above_it():
    assert reached("Small", "name") == "Named.name"
    assert reached("Small", "weight") == "Thing.weight"


def test_what_nobody_above_defines_is_none():
    assert reached("Shape", "weight") == ""


def test_an_object_of_the_platform_runs_none():
    links = program()
    assert links.method_called(-1, int(links.method_signature[0])) == -1


def test_places_of_another_definition_of_a_class_are_none_of_this_one():
    """The second definition is longer, and what follows in the file is another method's."""
    short, long = code(const(0, 0)), code(const(0, 0), const(1, 0), const(2, 0), const(3, 0))
    codes, _ = read_code(
        (f"classes{number}.dex", dex(defined("Lm/Shape;", {"area()V": body, "draw()V": long})))
        for number, body in enumerate((short, long))
    )
    first, second = link(codes).files
    assert instructions_at(first, 0, (0, 1, 3, 40)) == [0, 1]
    assert instructions_at(second, 0, (0, 1, 3)) == [0, 1, 3]
