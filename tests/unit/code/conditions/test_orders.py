"""What runs only when a message or an intent says so, and near twins that run without anybody's word."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    OBJECT,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    label,
    move_result,
    new,
)

TEXT = "Ljava/lang/String;"
JSON_TEXT = f"Lorg/json/JSONObject;->optString({TEXT}){TEXT}"
EQUALS = f"{TEXT}->equals({OBJECT})Z"
GET = f"Ljava/util/Map;->get({OBJECT}){OBJECT}"
EXTRA = f"Landroid/content/Intent;->getStringExtra({TEXT}){TEXT}"
COMMAND = [const_string(1, "action"), call("virtual", JSON_TEXT, 0, 1), move_result(2, reference=True)]


def given(register: int) -> Instruction:
    """return-object."""
    return (register << 8 | 0x11,)


def is_text(text: str, target: str, test: str = "eqz") -> list[Instruction]:
    """if (!text.equals(v2)) goto target."""
    return [const_string(3, text), call("virtual", EQUALS, 3, 2), move_result(4), branch(test, 4, target)]


def dispatch(*others: str) -> list[Instruction]:
    """The read on `wakeup`, and nothing on the others."""
    return [instruction for text in others for instruction in is_text(text, "end", "nez")]


def test_a_command_of_a_message_among_several():
    body = [*COMMAND, *dispatch("stop", "bind"), *is_text("wakeup", "end"), READ, END]
    assert ("ordered", '"wakeup"') in asked(*body)


def test_what_runs_whatever_the_message_says():
    assert asked(*COMMAND, *is_text("stop", "on"), const(5, 0), label("on"), READ, END) == []


def test_an_answer_with_one_of_two_words_is_no_command():
    kinds = [kind for kind, _ in asked(*COMMAND, *dispatch("failed"), *is_text("done", "end"), READ, END)]
    assert kinds == ["downloaded", "downloaded"]


def test_what_no_command_asks_for_runs_on_every_other_word():
    body = [*COMMAND, *dispatch("stop", "bind", "wakeup"), READ, END]
    assert "ordered" not in [kind for kind, _ in asked(*body)]


def test_a_command_that_a_helper_takes_out_of_the_message():
    taken = code(*COMMAND, given(2), incoming=1)
    helper = defined("Lm/Task;", {f"type(Lorg/json/JSONObject;){TEXT}": taken},
                     static=[f"type(Lorg/json/JSONObject;){TEXT}"])  # fmt: skip
    body = [call("static", f"Lm/Task;->type(Lorg/json/JSONObject;){TEXT}", 0), move_result(2, reference=True),
            *dispatch("stop", "bind"), *is_text("wakeup", "end"), READ, END]  # fmt: skip
    assert ("ordered", '"wakeup"') in asked(*body, others=[helper])


# Handlers that are looked up by a name.

HANDLER = defined("Lm/Handler;", {"<init>()V": code(), "run(Lm/Task;)V": None})
WAKEUP = defined("Lm/Wakeup;", {"<init>()V": code(), "run(Lm/Task;)V": code(READ)}, superclass="Lm/Handler;")
RUN = call("virtual", "Lm/Handler;->run(Lm/Task;)V", 6, 5)
TYPE = f"Lm/Task;->type:{TEXT}"
TASK = defined("Lm/Task;", {"<init>()V": code(), f"type(){TEXT}": code(
    ((9 << 12) | (1 << 8) | 0x54, field_(TYPE)), given(1), incoming=1)})  # fmt: skip
PARSE = "parse(Lorg/json/JSONObject;)Lm/Task;"
PARSED = defined("Lm/Parser;", {PARSE: code(*COMMAND, *new(5, "Lm/Task;"), given(5), incoming=1)}, static=[PARSE])
HANDLERS = [HANDLER, WAKEUP, TASK, PARSED]
TYPE_OF_TASK = [call("virtual", f"Lm/Task;->type(){TEXT}", 5), move_result(1, reference=True)]
LOOK_UP = [call("interface", GET, 7, 1), move_result(6, reference=True), RUN]
RECEIVED = [call("static", f"Lm/Parser;->{PARSE}", 0), move_result(5, reference=True)]


def lookup(*body, others=()) -> list[str]:
    """The kinds of conditions for the read of a handler, where `body` is what the app does after it made that."""
    found = asked(*new(8, "Lm/Wakeup;"), *body, others=[*HANDLERS, *others])
    return [kind for kind, _ in found]


def test_a_handler_that_is_looked_up_by_the_name_in_a_record_of_a_message():
    assert lookup(*RECEIVED, *TYPE_OF_TASK, *LOOK_UP) == ["ordered"]
    assert lookup(*COMMAND, const_string(1, "n"), call("virtual", JSON_TEXT, 0, 1), move_result(1, reference=True),
                  *LOOK_UP) == ["ordered"]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        [const_string(1, "wakeup"), *LOOK_UP],
        [*new(5, "Lm/Task;"), *TYPE_OF_TASK, *LOOK_UP],
        [*RECEIVED, *TYPE_OF_TASK, call("interface", GET, 7, 1), *new(6, "Lm/Wakeup;"), RUN],
    ],
    ids=["by a name that the app gives", "of a record that the app makes", "of an object that is made right there"],
)
def test_a_handler_that_runs_without_a_message(body):
    assert "ordered" not in lookup(*body)


# Texts of intents.

WAKE_EXTRA = [const_string(1, "cmd"), call("virtual", EXTRA, 0, 1), move_result(2, reference=True)]
PUT = call("virtual", f"Landroid/content/Intent;->putExtra({TEXT}{TEXT})Landroid/content/Intent;", 0, 1, 2)


def test_an_intent_that_nothing_sends():
    assert asked(*WAKE_EXTRA, *is_text("wakeup", "end"), READ, END) == [("unsent", '"wakeup"')]


def test_an_intent_that_launch_sends():
    says = [const_string(1, "cmd"), const_string(2, "wakeup"), PUT]
    kinds = [kind for kind, _ in asked(*says, *WAKE_EXTRA, *is_text("wakeup", "end"), READ, END)]
    assert kinds == ["comparison"]


def test_an_intent_of_the_system():
    kinds = [kind for kind, _ in asked(*WAKE_EXTRA, *is_text("android.intent.action.MAIN", "end"), READ, END)]
    assert kinds == ["comparison"]


def test_a_part_of_an_address_that_code_may_name_as_a_whole():
    host = [call("virtual", f"Landroid/net/Uri;->getHost(){TEXT}", 0), move_result(2, reference=True)]
    kinds = [kind for kind, _ in asked(*host, *is_text("wakeup", "end"), READ, END)]
    assert kinds == ["comparison"]


def test_an_intent_that_only_code_which_nothing_calls_sends():
    says = code(const_string(1, "cmd"), const_string(2, "wakeup"), PUT)
    stop = defined("Lm/Stop;", {"go()V": says}, static=["go()V"])
    assert asked(*WAKE_EXTRA, *is_text("wakeup", "end"), READ, END, others=[stop]) == [("unsent", '"wakeup"')]
