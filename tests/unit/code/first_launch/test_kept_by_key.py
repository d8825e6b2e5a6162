"""A key of an SDK's own properties, which is there once the app has set it, and near twins that may hold anything."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedField, field_
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    GET_BOOLEAN,
    OBJECT,
    Instruction,
    branch,
    call,
    code,
    const_string,
    defined,
    move_result,
    new,
)

PROPERTIES, MAP, TEXT = "Lm/Properties;", "Ljava/util/Map;", "Ljava/lang/String;"
KEPT = f"{PROPERTIES}->kept:{MAP}"
MAP_OF_OWN: Instruction = (7 << 12 | 0 << 8 | 0x54, field_(KEPT))  # iget-object v0, v7
GET = [MAP_OF_OWN, call("interface", f"{MAP}->get({OBJECT}){OBJECT}", 0, 8), move_result(0, reference=True),
       (0 << 8 | 0x11,)]  # fmt: skip
PUT = [MAP_OF_OWN, call("interface", f"{MAP}->put({OBJECT}{OBJECT}){OBJECT}", 0, 8, 9)]
#: All under a key that is read from somewhere.
PUT_ANY = [MAP_OF_OWN, call("static", f"Lm/File;->line(){TEXT}"), move_result(1, reference=True),
           call("interface", f"{MAP}->put({OBJECT}{OBJECT}){OBJECT}", 0, 1, 1)]  # fmt: skip
SETTING = [call("interface", GET_BOOLEAN, 3, 4, 5), move_result(2)]
UNSTORED = ("unstored", "DevKey")


def put_under(key: str) -> list[Instruction]:
    """What is given is put under a key of the setter's own."""
    return [MAP_OF_OWN, const_string(1, key), call("interface", f"{MAP}->put({OBJECT}{OBJECT}){OBJECT}", 0, 1, 8)]


def properties(*more: tuple[str, object]):
    """`getString(key)`, `set(key, value)` and what else fills the map."""
    own = {
        "<init>()V": code(),
        f"getString({TEXT}){TEXT}": code((0x0000,), *GET, registers=9, incoming=2),
        f"set({TEXT}{TEXT})V": code(*PUT, incoming=3),
        **dict(more),
    }
    made = defined(PROPERTIES, own)
    made.fields = [DefinedField(f"kept:{MAP}")]
    return made


def asks(key: str = "DevKey") -> list[Instruction]:
    return [*new(1, PROPERTIES), const_string(2, key), call("virtual", f"{PROPERTIES}->getString({TEXT}){TEXT}", 1, 2),
            move_result(3, reference=True)]  # fmt: skip


def sets(key: str) -> list[Instruction]:
    return [*new(1, PROPERTIES), const_string(2, key), call("virtual", f"{PROPERTIES}->set({TEXT}{TEXT})V", 1, 2, 2)]


IS_EMPTY = [call("static", "Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z", 3), move_result(3)]


@pytest.mark.parametrize(
    ("before", "found"),
    [([], [UNSTORED]), (sets("DevKey"), []), (sets("Other"), [UNSTORED])],
    ids=["nothing sets it", "set at launch", "another one is set"],
)
def test_what_waits_for_the_key(before: list[Instruction], found: list[tuple[str, str]]):
    assert asked(*before, *asks(), branch("eqz", 3, "end"), READ, END, others=[properties()]) == found
    assert asked(*before, *asks(), *IS_EMPTY, branch("nez", 3, "end"), READ, END, others=[properties()]) == found


def test_what_is_done_without_the_key():
    assert asked(*asks(), branch("nez", 3, "end"), READ, END, others=[properties()]) == []


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (("load()V", code(*PUT_ANY, incoming=3)), []),
        (("load()V", code(*SETTING, *PUT_ANY, incoming=3)), [UNSTORED]),
        ((f"configure({TEXT}{TEXT})V", code(*PUT, incoming=3)), []),
        ((f"setMail({TEXT})V", code(*put_under("mail"), incoming=3)), [UNSTORED]),
        ((f"setKey({TEXT})V", code(*put_under("DevKey"), incoming=3)), []),
    ],
    ids=["filled from anywhere", "filled from settings", "set otherwise", "another key", "a setter for the key"],
)
def test_what_else_fills_the_map(more: tuple[str, object], found: list[tuple[str, str]]):
    assert asked(*asks(), branch("eqz", 3, "end"), READ, END, others=[properties(more)]) == found
