"""Agreements in files, databases, JSON, maps and lists: shut while nothing is stored, open where launch stores it."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import type_
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const_string,
    defined,
    flag,
    label,
    move_result,
    new,
)

from appaudit.code.first_launch.first_objects import FirstObjects
from appaudit.code.values.marked_values import NEVER, Made, Value

TEXT = "Ljava/lang/String;"
FILE, DATABASE, CURSOR = "Ljava/io/File;", "Landroid/database/sqlite/SQLiteDatabase;", "Landroid/database/Cursor;"
PREFERENCES = "Landroid/content/SharedPreferences;"
Body = list[Instruction | list[Instruction]]


class Launch:
    """A launch that stores what it is told to."""

    def __init__(self, *stored: str) -> None:
        self._stored = stored

    def stores(self, key: str, opened: str = "", default: Value = None) -> bool:
        return key in self._stored

    def makes_file(self, name: str) -> bool:
        return name in self._stored

    def fills(self, table: str) -> bool:
        return table in self._stored

    def changes(self, identity: int, made: str, key: str) -> bool:
        return key in self._stored


def said(*calls: tuple[str, str, str, list[Value]], stored: tuple[str, ...] = ()) -> Value:
    """What the last of some calls says; `...` among the arguments stands for what the one before did."""
    objects, last = FirstObjects(Launch(*stored)), None
    for owner, name, prototype, arguments in calls:
        last = objects.said(owner, name, prototype, [last if each is ... else each for each in arguments])
        last = last.held if isinstance(last, Made) else last
    return last


FOLDER = ("Landroid/content/Context;", "getFilesDir", f"(){FILE}", ["\0object"])
OWN_FILE = (FILE, "<init>", f"({FILE}{TEXT})V", ["\0object", ..., "agreed"])


@pytest.mark.parametrize(
    ("asks", "missing", "made"),
    [
        ((FILE, "exists", "()Z", [...]), 0, None),
        ((FILE, "length", "()J", [...]), 0, None),
        (("Ljava/io/FileInputStream;", "<init>", f"({FILE})V", ["\0object", ...]), NEVER, None),
        ((FILE, "getName", f"(){TEXT}", [...]), "agreed", "agreed"),
    ],
)
def test_a_file_of_the_app_that_nothing_has_made(asks, missing: Value, made: Value):
    assert said(FOLDER, OWN_FILE, asks) == missing
    assert said(FOLDER, OWN_FILE, asks, stored=("agreed",)) == made


def test_a_file_of_the_system_may_be_there():
    of_system = (FILE, "<init>", f"({TEXT})V", ["\0object", "/proc/cpuinfo"])
    assert said(of_system, (FILE, "exists", "()Z", [...])) is None
    in_unknown = (FILE, "<init>", f"({FILE}{TEXT})V", ["\0object", None, "address"])
    assert said(in_unknown, (FILE, "exists", "()Z", [...])) is None


BUILDER = "Ljava/lang/StringBuilder;"


def test_a_path_that_is_put_together():
    begins = (BUILDER, "<init>", "()V", ["\0object"])
    folder = FirstObjects(Launch()).said(*FOLDER)
    appended = [(BUILDER, "append", f"({TEXT}){BUILDER}", [..., each]) for each in (folder, "/agreed")]
    opened = [(BUILDER, "toString", f"(){TEXT}", [...]), (FILE, "<init>", f"({TEXT})V", ["\0object", ...])]
    assert said(begins, *appended, *opened, (FILE, "exists", "()Z", [...])) == 0
    unknown = (BUILDER, "append", f"({TEXT}){BUILDER}", [..., None])
    assert said(begins, unknown, (BUILDER, "toString", f"(){TEXT}", [...])) is None


@pytest.mark.parametrize(
    ("query", "table"),
    [(("query", ["agreed", "k=?"]), "agreed"), (("rawQuery", ["select v from agreed where k=?", None]), "agreed")],
)
def test_a_query_of_a_table_without_rows(query, table: str):
    opens = ("Lm/Helper;", "getReadableDatabase", f"(){DATABASE}", ["\0object"])
    asks = (DATABASE, query[0], f"({TEXT}){CURSOR}", [..., *query[1]])
    for name, expected in {"moveToFirst": 0, "getCount": 0, "isAfterLast": 1, "getInt": None}.items():
        assert said(opens, asks, (CURSOR, name, "()Z", [...])) == expected
        assert said(opens, asks, (CURSOR, name, "()Z", [...]), stored=(table,)) is None
    assert said((DATABASE, query[0], f"({TEXT}){CURSOR}", [None, *query[1]])) is None  # a database of anybody's


JSON = "Lorg/json/JSONObject;"


@pytest.mark.parametrize(
    ("text", "asks", "expected"),
    [
        ("{}", ("optBoolean", ["k", 0]), 0),
        ("{}", ("optBoolean", ["k", 1]), 1),
        ("{}", ("optInt", ["k"]), 0),
        ("{}", ("getBoolean", ["k"]), NEVER),
        ('{"k": true}', ("getBoolean", ["k"]), 1),
        ('{"k": false}', ("optBoolean", ["k", 1]), 0),
        ('{"k": 1}', ("has", ["k"]), 1),
        ("{}", ("put", ["k", 1]), None),
        ("{}", ("optBoolean", [None, 0]), None),
    ],
)
def test_what_a_text_of_json_says(text: str, asks, expected: Value):
    begins = (JSON, "<init>", f"({TEXT})V", ["\0object", text])
    assert said(begins, (JSON, asks[0], f"({TEXT})Z", [..., *asks[1]])) == expected


def test_an_empty_text_is_no_json():
    assert said((JSON, "<init>", f"({TEXT})V", ["\0object", ""])) == NEVER
    assert said((JSON, "<init>", f"({TEXT})V", ["\0object", None])) is None
    gson = ("Lcom/google/gson/Gson;", "fromJson", f"({TEXT}Ljava/lang/Class;)Ljava/lang/Object;")
    assert said((*gson, ["\0object", "", "\0object"])) == 0
    assert said((*gson, ["\0object", None, "\0object"])) is None


MAP = "Ljava/util/Map;"


def test_all_settings_have_none_that_nothing_stores():
    every = (PREFERENCES, "getAll", f"(){MAP}", [None])
    asks = (MAP, "get", "(Ljava/lang/Object;)Ljava/lang/Object;", [..., "agreed"])
    assert said(every, asks) == 0
    assert said(every, asks, stored=("agreed",)) is None
    assert said(every, (MAP, "get", asks[2], [..., None])) is None


@pytest.mark.parametrize(
    ("name", "prototype", "expected"),
    [
        ("isEmpty", "()Z", 1),
        ("size", "()I", 0),
        ("contains", "(Ljava/lang/Object;)Z", 0),
        ("get", "(I)Ljava/lang/Object;", NEVER),
        ("add", "(Ljava/lang/Object;)Z", None),
    ],
)
def test_a_list_that_was_just_made(name: str, prototype: str, expected: Value):
    begins = ("Ljava/util/ArrayList;", "<init>", "()V", ["\0object"])
    assert said(begins, ("Ljava/util/List;", name, prototype, [..., None])) == expected
    copied = ("Ljava/util/ArrayList;", "<init>", "(Ljava/util/Collection;)V", ["\0object", None])
    assert said(copied, ("Ljava/util/List;", name, prototype, [..., None])) is None


LIST = "Ljava/util/ArrayList;"
ADDS = [const_string(4, "yes"), call("virtual", f"{LIST}->add(Ljava/lang/Object;)Z", 2, 4)]
HANDS = [call("static", "Lm/Any;->fill(Ljava/util/List;)V", 2)]


@pytest.mark.parametrize(
    ("then", "waits"), [([], True), (ADDS, False), (HANDS, False)], ids=["empty", "adds", "hands on"]
)
def test_what_a_list_says_until_somebody_else_has_it(then: Body, waits: bool):
    made = [new(2, LIST), *then, call("virtual", f"{LIST}->size()I", 2), move_result(1), branch("eqz", 1, "end")]
    found = asked(*made, READ, END)
    assert (found == [("empty", "java.util.ArrayList.size")]) is waits


def file_named(name: str, register: int = 3) -> Body:
    return [
        call("virtual", f"Landroid/content/Context;->getFilesDir(){FILE}", 9), move_result(2, reference=True),
        const_string(4, name), (register << 8 | 0x22, type_(FILE)),
        call("direct", f"{FILE}-><init>({FILE}{TEXT})V", register, 2, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("made", "expected"),
    [("", [("unset", "java.io.File.exists")]), ("seen", [("unset", "java.io.File.exists")]),
     ("agreed", [("other", "java.io.File.exists")])],
    ids=["none", "another", "that one"],
)  # fmt: skip
def test_a_file_that_launch_makes_itself_keeps_nothing_out(made: str, expected: list[tuple[str, str]]):
    makes = [*file_named(made), call("virtual", f"{FILE}->createNewFile()Z", 3)] if made else []
    asks = [*file_named("agreed"), call("virtual", f"{FILE}->exists()Z", 3), move_result(1), branch("eqz", 1, "end")]
    assert asked(*makes, *asks, READ, END) == expected


NEEDS = "Lm/Gate;->need()V"


@pytest.mark.parametrize(("default", "test", "expected"), [(0, "nez", [("unset", "m.Gate.need")]), (1, "nez", [])])
def test_a_call_that_throws_unless_somebody_has_agreed(default: int, test: str, expected: list[tuple[str, str]]):
    body = code(
        flag(1, "HAS_ALLOWED_ENTER", default), branch(test, 1, "goes"), new(2, "Ljava/lang/IllegalStateException;"),
        (2 << 8 | 0x27,), label("goes"), (0x0E,),
    )  # fmt: skip
    gate = defined("Lm/Gate;", {"need()V": body}, static=["need()V"])
    assert asked(call("static", NEEDS), READ, END, others=[gate]) == expected
