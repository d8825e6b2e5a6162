"""Programs that lead in circles are followed in time, and what was not followed is said."""

from __future__ import annotations

import pytest
from tests.support.abc_assembly import Assembly, Module
from tests.support.arkts_programs import PAGE, call, read

WIDTH = 24


def circles() -> Assembly:
    """Variables each of which may be what any of the others holds, or a part of it: every way comes back."""
    lines = [f"newlexenv {WIDTH}", "ldexternalmodulevar 0", "stlexvar 0 0"]
    for slot in range(1, WIDTH):
        for other in range(WIDTH):
            lines += [f"ldlexvar 0 {other}", "sta v4", "ldobjbyname 0 'next'", f"stlexvar 0 {slot}"]
            lines += [f"ldlexvar 0 {other}", f"stlexvar 0 {slot}"]
            lines += ["createemptyobject", "sta v5", f"ldlexvar 0 {slot}", "stobjbyname 0 'next' v5", "lda v5"]
            lines += [f"stlexvar 0 {slot}"]
    lines += ["ldlexvar 0 5", "sta v4", "ldobjbyname 0 'getOAID'", "callthis0 0 v4", "returnundefined"]
    module = Module(requests=["@ohos:identifier.oaid"], imports=[("default", "oaid", 0)])
    return Assembly().record(f"L&{PAGE}&;", module).function("#read", *lines)


def test_values_that_lead_in_circles_are_followed_in_time() -> None:
    reading = read(circles())
    assert [gap.reason for gap in reading.gaps if gap.reason == "limit_reached"] == []
    assert [fact.api for fact in reading.facts] == ["@ohos.identifier.oaid.getOAID"]


def test_functions_that_call_each_other_have_an_end() -> None:
    module = Module(requests=["@ohos:identifier.oaid"], imports=[("default", "oaid", 0)])
    file = Assembly().record(f"L&{PAGE}&;", module)
    file.function("func_main_0", "definefunc 0 @#a 0", "sta v4", "callarg0 0", "returnundefined")
    file.function("#a", "definefunc 0 @#b 0", "sta v4", "callarg0 0", "return")
    file.function("#b", *call(0, "getOAID"), "definefunc 0 @#a 0", "sta v4", "callarg0 0", "return")
    reading = read(file)
    assert [fact.caller for fact in reading.facts] == [f"{PAGE}#a.b"]


def test_registers_without_end_are_no_work_and_are_said() -> None:
    """A function of two bytes that asks for a billion registers."""
    file = Assembly().record(f"L&{PAGE}&;", Module())
    file.function("#read", "returnundefined", registers=1 << 30)
    reading = read(file)
    assert [(gap.reason, gap.detail.en) for gap in reading.gaps] == [
        ("unreadable", f"{PAGE}: {(1 << 30) + 3} registers")
    ]


@pytest.mark.parametrize(("registers", "is_followed"), [(6000, False), (60, True)])
def test_jumps_over_registers_without_end_cost_no_memory_and_are_said(registers, is_followed) -> None:
    """Each of 4,000 jumps would keep what all registers hold where it leads."""
    lines = [f"jnez :l{number}" for number in range(4000)]
    lines += [line for number in range(4000) for line in (f"l{number}:", "ldtrue")]
    file = Assembly().record(f"L&{PAGE}&;", Module()).function("#read", *lines, "returnundefined", registers=registers)
    assert [gap.detail.en for gap in read(file).gaps] == (
        [] if is_followed else [f"{PAGE}: more jumps over more registers than are followed"]
    )


def test_objects_that_are_copied_into_each_other_have_an_end() -> None:
    """`one = {...two}; two = {...one}`, as state that is copied back and forth comes to."""
    lines = ["createemptyobject", "sta v4", "createemptyobject", "sta v5"]
    lines += ["lda v5", "copydataproperties v4", "lda v4", "copydataproperties v5"]
    lines += ["ldexternalmodulevar 0", "stobjbyname 0 'ids' v5"]
    lines += ["lda v4", "ldobjbyname 0 'ids'", "sta v6", "ldobjbyname 0 'getOAID'", "callthis0 0 v6", "lda v4"]
    lines += ["ldobjbyname 0 'missing'", "sta v6", "ldobjbyname 0 'getOAID'", "callthis0 0 v6", "returnundefined"]
    module = Module(requests=["@ohos:identifier.oaid"], imports=[("default", "oaid", 0)])
    reading = read(Assembly().record(f"L&{PAGE}&;", module).function("#read", *lines))
    assert [(fact.api, len(fact.sites)) for fact in reading.facts] == [("@ohos.identifier.oaid.getOAID", 1)]


@pytest.mark.parametrize(
    "step",
    [
        ["ldobjbyname 0 'a'"],
        ["isfalse"],
        ["getiterator 0"],
        ["sta v4", "eq 0 v4"],
        ["sta v4", "jeqz :{0}", "lda v4", "ldobjbyname 0 'a'", "sta v4", "{0}:", "lda v4", "ldobjbyname 0 'b'"],
        ["dynamicimport"],
    ],
    ids=["properties", "negations", "iterators", "questions", "branches", "modules"],
)
def test_what_is_made_of_itself_a_thousand_times_is_followed_in_time(step) -> None:
    """Each round may be made of two of the one before: without a bound the work doubles."""
    lines = [line.format(f"x{number}") for number in range(1000) for line in step]
    start = ["ldexternalmodulevar 0", "sta v6", "ldobjbyname 0 'getOAID'", "callthis0 0 v6", "lda v6"]
    module = Module(requests=["@ohos:identifier.oaid"], imports=[("default", "oaid", 0)])
    reading = read(Assembly().record(f"L&{PAGE}&;", module).function("#read", *start, *lines, "returnundefined"))
    assert [fact.api for fact in reading.facts] == ["@ohos.identifier.oaid.getOAID"]
