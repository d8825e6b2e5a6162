"""Stored texts that methods of the app are asked of, or that fields keep; and near twins that let a launch go on."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import Code, DefinedClass, DefinedField, field_
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    READ_IMEI,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    give,
    label,
    manifest,
    move_result,
    new,
    reach,
    reachability,
)

TEXT, SEQUENCE = "Ljava/lang/String;", "Ljava/lang/CharSequence;"
GET_STRING = f"Landroid/content/SharedPreferences;->getString({TEXT}{TEXT}){TEXT}"
EQUALS = call("virtual", f"{TEXT}->equals(Ljava/lang/Object;)Z", 0, 9)
LENGTH = call("virtual", f"{TEXT}->length()I", 9)
SAYS: list[Instruction] = [const(0, 0), give(0), label("yes"), const(0, 1), give(0)]
#: Ways to say of register 9 that it is empty.
EMPTY: dict[str, list[Instruction]] = {
    "length": [branch("eqz", 9, "yes"), LENGTH, move_result(0), branch("eqz", 0, "yes"), *SAYS],
    "length of a sequence": [
        branch("eqz", 9, "yes"), call("interface", f"{SEQUENCE}->length()I", 9), move_result(0),
        (0 << 8 | 0x3D, "+yes"), *SAYS,
    ],
    "trimmed": [
        branch("eqz", 9, "yes"), call("virtual", f"{TEXT}->trim(){TEXT}", 9), move_result(9, reference=True), LENGTH,
        move_result(0), branch("eqz", 0, "yes"), *SAYS,
    ],
    "TextUtils": [call("static", f"Landroid/text/TextUtils;->isEmpty({SEQUENCE})Z", 9), move_result(0), give(0)],
    "null as text": [
        branch("eqz", 9, "yes"), const_string(0, ""), EQUALS, move_result(0), branch("nez", 0, "yes"),
        const_string(0, "null"), EQUALS, move_result(0), branch("nez", 0, "yes"), *SAYS,
    ],
}  # fmt: skip
IS_EMPTY = "Lm/Texts;->b(Ljava/lang/String;)Z"
KEEPS = f"Lm/Session;->user:{TEXT}"
WRITE, KEPT = (4 << 12 | 1 << 8 | 0x5B, field_(KEEPS)), (4 << 12 | 1 << 8 | 0x54, field_(KEEPS))
ASKS = [call("static", IS_EMPTY, 1), move_result(1)]


def stored(key: str, default: str | None = "") -> list[Instruction]:
    """Give what is stored under a key to register 1."""
    passed = const(7, 0) if default is None else const_string(7, default)
    return [const_string(6, key), passed, call("interface", GET_STRING, 5, 6, 7), move_result(1, reference=True)]


def texts(form: str) -> DefinedClass:
    return defined(
        "Lm/Texts;", {"b(Ljava/lang/String;)Z": code(*EMPTY[form], incoming=1)}, static=["b(Ljava/lang/String;)Z"]
    )


def session(*written: Instruction | list[Instruction]) -> DefinedClass:
    """A class whose objects keep a text, as they are made."""
    made = defined("Lm/Session;", {"<init>()V": code(*written)})
    made.fields = [DefinedField(f"user:{TEXT}")]
    return made


def is_guarded(body: Code, *classes: DefinedClass) -> bool:
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION)
    reader = defined("Lm/Reader;", {"read()V": code(READ_IMEI)}, static=["read()V"])
    main = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
    facts = manifest(application="m.App", launcher="m.Main")
    return reach(reachability(facts, dex(app, main, reader, *classes)), "m.Reader.read").guarded


@pytest.mark.parametrize("form", EMPTY)
@pytest.mark.parametrize("default", ["", None])
def test_a_method_of_the_app_is_asked_if_a_stored_text_is_empty(form: str, default: str | None):
    waits = [*ASKS, branch("nez", 1, "end"), READ, END]
    assert asked(*stored("userid", default), *waits, others=[texts(form)]) == [("unstored", "userid")]
    assert asked(*stored("userid", "guest"), *waits, others=[texts(form)]) == []
    runs_where_empty = [*ASKS, branch("eqz", 1, "end"), READ, END]
    assert asked(*stored("userid", default), *runs_where_empty, others=[texts(form)]) == []


@pytest.mark.parametrize("form", EMPTY)
@pytest.mark.parametrize(("default", "expected"), [("", True), (None, True), ("1.0", False)])
def test_the_same_of_a_text_that_says_which_terms_were_agreed_to(form: str, default: str | None, expected: bool):
    waits = [*ASKS, branch("nez", 1, "end"), READ, END]
    assert is_guarded(code(*stored("privacy_agreed_version", default), *waits), texts(form)) is expected


@pytest.mark.parametrize("form", EMPTY)
def test_a_field_keeps_the_text(form: str):
    body = [*stored("userid"), WRITE, KEPT, *ASKS, branch("nez", 1, "end"), READ, END]
    assert asked(*body, others=[texts(form), session()]) == [("unset", "m.Texts.b")]


@pytest.mark.parametrize(
    ("made", "launch", "expected"),
    [
        ([], [], True),
        ([const_string(1, ""), WRITE], [], True),
        ([], [const_string(1, "guest"), WRITE], False),
        ([const_string(1, "guest"), WRITE], [], False),
    ],
    ids=["begins as none", "begins as empty", "launch writes another one", "begins as something"],
)
def test_a_field_keeps_the_text_and_may_be_given_another(made, launch, expected: bool):
    others = [texts("length"), session(*made)]
    waits = [KEPT, *ASKS, branch("nez", 1, "end"), READ, END]
    body = [*new(4, "Lm/Session;"), call("static", "Lm/Other;->go()V"), *stored("userid"), WRITE, *waits]
    other = defined("Lm/Other;", {"go()V": code(*launch)}, static=["go()V"])
    assert asked(*body, others=[*others, other]) == ([("unset", "m.Texts.b")] if expected else [])
    body = [
        *new(4, "Lm/Session;"),
        call("static", "Lm/Other;->go()V"),
        *stored("privacy_agreed_version"),
        WRITE,
        *waits,
    ]
    assert is_guarded(code(*body), *others, other) is expected


EDITOR = "Landroid/content/SharedPreferences$Editor;"
PUT_STRING = f"{EDITOR}->putString({TEXT}{TEXT}){EDITOR}"


@pytest.mark.parametrize("is_read_elsewhere", [False, True])
@pytest.mark.parametrize("written", [[], [const_string(1, "guest"), WRITE]], ids=["", "another text as well"])
def test_a_field_keeps_a_text_that_launch_may_store(written, is_read_elsewhere: bool):
    """Whatever stores it later in a launch, an earlier run has to have done so before it is asked."""
    gives = f"user(){TEXT}"
    own = defined("Lm/Settings;", {gives: code(*stored("userid"), (1 << 8 | 0x11,))}, static=[gives])
    read = [call("static", f"Lm/Settings;->{gives}"), move_result(1, reference=True)]
    stores = [const_string(2, "userid"), const_string(3, "7"), call("interface", PUT_STRING, 4, 2, 3)]
    body = [*(read if is_read_elsewhere else stored("userid")), WRITE, KEPT, *ASKS, branch("nez", 1, "end"), READ, END]
    found = asked(*body, *stores, *written, others=[texts("length"), session(), own])
    assert found == ([] if written else [("stored_first", "userid")])


def test_a_text_that_is_empty_or_none_may_be_either():
    """What runs only where the field has no object may run: nothing has been written to it yet."""
    body = [*stored("privacy_agreed_version"), WRITE, KEPT, branch("nez", 1, "end"), READ, END]
    assert not is_guarded(code(*body), session())
