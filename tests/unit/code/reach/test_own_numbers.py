"""Several objects of a merged class that one method makes, each with a number: what else reads is another one."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedField, field_, type_
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import Instruction, branch, call, code, const, defined, label, move_result

MERGED, NUMBER = "La/b;", "La/b;->a:I"
RUN = code(
    (3 << 12 | 0 << 8 | 0x52, field_(NUMBER)), branch("nez", 0, "end"), READ, label("end"), registers=4, incoming=1
)
MADE = code((1 << 12 | 2 << 8 | 0x59, field_(NUMBER)), registers=3, incoming=2)


def merged():
    """Its objects with number 0 read the IMEI."""
    found = defined(MERGED, {"<init>(I)V": MADE, "run()V": RUN}, interfaces=("Ljava/lang/Runnable;",))
    found.fields = [DefinedField("a:I")]
    return found


def make(number: int) -> list[Instruction]:
    return [
        (3 << 8 | 0x22, type_(MERGED)), const(4, number), call("direct", f"{MERGED}-><init>(I)V", 3, 4),
        call("virtual", "Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z", 2, 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "found"), [((1, 2), [("other", "m.Net.isReady")]), ((1, 0), [])], ids=["two others", "the very one"]
)
def test_what_a_method_makes_with_other_numbers(numbers: tuple[int, ...], found: list[tuple[str, str]]):
    """Whoever reads has number 0, and is made under a condition, or by the method that makes the others."""
    name = "make()V"
    several = defined("Lm/Several;", {name: code(*map(make, numbers))}, static=[name])
    ready = [call("static", "Lm/Net;->isReady()Z"), move_result(1), branch("eqz", 1, "end"), *make(0), label("end")]
    start = call("static", f"Lm/Several;->{name}")
    assert asked(start, *ready, others=[several, merged()]) == found
