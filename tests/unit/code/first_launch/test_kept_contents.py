"""What a field's map or atomic value says until launch changes it; where it is handed on nobody can say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import DefinedField, type_
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    OBJECT,
    PUT_BOOLEAN,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    move_result,
    new,
    static_field,
)

MAP, FLAG = "Ljava/util/HashMap;", "Ljava/util/concurrent/atomic/AtomicBoolean;"
PREFERENCES = "Landroid/content/SharedPreferences;"
Body = list[Instruction | list[Instruction]]
HELD, CHANGED = ["unset"], ["other"]


def field(kind: str) -> str:
    return f"Lm/Keeper;->kept:{kind}"


def kinds(kind: str, before: Body, asks: Body, *, after: Body | None = None) -> list[str]:
    """What decides whether launch reads where what a field keeps says yes, after it did something else."""
    begins = code(*new(1, kind), static_field("put-object", 1, field(kind)), *(after or []))
    keeper = replace(
        defined("Lm/Keeper;", {"<clinit>()V": begins}, static=["<clinit>()V"]),
        fields=[DefinedField(f"kept:{kind}", is_static=True), DefinedField(f"other:{kind}", is_static=True)],
    )
    tested = [static_field("get-object", 1, field(kind)), *asks, branch("eqz", 3, "end"), READ, END]
    return [each for each, _ in asked(*before, *tested, others=[keeper])]


READS_MAP = [static_field("get-object", 4, field(MAP))]
HAS: Body = [const_string(2, "ready"), call("virtual", f"{MAP}->containsKey({OBJECT})Z", 1, 2), move_result(3)]


def put(key: str, register: int = 4) -> Body:
    return [const_string(5, key), call("virtual", f"{MAP}->put({OBJECT}{OBJECT}){OBJECT}", register, 5, 5)]


ALL = [
    call("interface", f"{PREFERENCES}->getAll()Ljava/util/Map;", 6),
    move_result(5, reference=True),
    call("virtual", f"{MAP}->putAll(Ljava/util/Map;)V", 4, 5),
]
STORES: Body = [const_string(2, "ready"), const(3, 1), call("interface", PUT_BOOLEAN, 6, 2, 3)]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ([], HELD),
        ([*READS_MAP, *put("seen")], HELD),
        ([*READS_MAP, *put("ready")], CHANGED),
        ([*READS_MAP, call("virtual", f"{MAP}->size()I", 4)], HELD),
        ([*READS_MAP, call("static", f"Lx/Any;->take({MAP})V", 4)], CHANGED),
        ([*READS_MAP, static_field("put-object", 4, f"Lm/Keeper;->other:{MAP}")], CHANGED),
        ([*READS_MAP, *ALL], HELD),
        ([*STORES, *READS_MAP, *ALL], CHANGED),
    ],
    ids=["nothing", "another key", "the key", "asked", "handed on", "kept elsewhere", "settings", "stored settings"],
)
def test_a_map_has_what_launch_puts_into_it(before: Body, expected: list[str]):
    assert kinds(MAP, before, HAS) == expected


@pytest.mark.parametrize(("key", "expected"), [("ready", CHANGED), ("seen", HELD)])
def test_what_is_put_into_it_where_it_is_made(key: str, expected: list[str]):
    """A compiler goes on with the register that the field was given."""
    assert kinds(MAP, [], HAS, after=put(key, 1)) == expected


GETS: Body = [call("virtual", f"{FLAG}->get()Z", 1), move_result(3)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [([const(5, 0)], HELD), ([const(5, 1)], CHANGED), ([call("static", "Lx/Any;->is()Z"), move_result(5)], CHANGED)],
    ids=["false", "true", "not known"],
)
def test_an_atomic_flag_is_what_launch_sets(value: Body, expected: list[str]):
    sets = [static_field("get-object", 4, field(FLAG)), *value, call("virtual", f"{FLAG}->set(Z)V", 4, 5)]
    assert kinds(FLAG, sets, GETS) == expected


REFERENCE, TRUTH = "Ljava/util/concurrent/atomic/AtomicReference;", "Ljava/lang/Boolean;"


def reference(*before: Instruction | list[Instruction], value: str = "FALSE", asks: Body) -> list[str]:
    """What decides whether launch reads where a reference that was made with a truth value says yes."""
    makes = [
        *(new(1, REFERENCE)[0], static_field("get-object", 2, f"{TRUTH}->{value}:{TRUTH}")),
        call("direct", f"{REFERENCE}-><init>({OBJECT})V", 1, 2),
        static_field("put-object", 1, field(REFERENCE)),
    ]
    keeper = replace(
        defined("Lm/Keeper;", {"<clinit>()V": code(*makes)}, static=["<clinit>()V"]),
        fields=[DefinedField(f"kept:{REFERENCE}", is_static=True)],
    )
    gets = [
        *(static_field("get-object", 1, field(REFERENCE)), call("virtual", f"{REFERENCE}->get(){OBJECT}", 1)),
        move_result(3, reference=True),
    ]
    return [each for each, _ in asked(*before, *gets, *asks, branch("eqz", 3, "end"), READ, END, others=[keeper])]


HOLDS: Body = [(3 << 8 | 0x1F, type_(TRUTH)), call("virtual", f"{TRUTH}->booleanValue()Z", 3), move_result(3)]
SETS: Body = [
    *(static_field("get-object", 4, field(REFERENCE)), static_field("get-object", 5, f"{TRUTH}->TRUE:{TRUTH}")),
    call("virtual", f"{REFERENCE}->set({OBJECT})V", 4, 5),
]


def test_a_reference_holds_the_truth_that_it_was_made_with():
    assert reference(asks=HOLDS) == HELD
    assert reference(*SETS, asks=HOLDS) == CHANGED
    assert reference(value="TRUE", asks=HOLDS) != HELD
    assert reference(asks=[]) != HELD  # it is there, whatever it holds
