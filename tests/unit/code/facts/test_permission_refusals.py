"""What runs only when a permission was refused."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    EQ,
    GE,
    NE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    call,
    code,
    give,
    if_,
    if_zero,
    jump,
    opened,
    result,
    small,
    text,
    three,
    two,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.permissions.permission_refusals import permission_refusal_facts
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.method_names import plain

ACTIVITY = "Landroid/app/Activity;"
RESULT = "onRequestPermissionsResult(I[Ljava/lang/String;[I)V"
FINISH = "Lapp/Main;->finish()V"
EXIT = "Ljava/lang/System;->exit(I)V"
ASK = f"Landroidx/core/app/ActivityCompat;->requestPermissions({ACTIVITY}[Ljava/lang/String;I)V"
NUMBERS, AGET, ARRAY_LENGTH = 15, 0x44, 0x21


def reactions(signature, body, *more, superclass=ACTIVITY):
    builder = DexBuilder().add_class(
        "Lapp/Main;", superclass=superclass, methods=[DefinedMethod(signature, body), *more]
    )
    read = opened(builder)
    facts = permission_refusal_facts(Constants(read), Hierarchy([read]))
    return [(fact.effect, fact.api, plain(fact.caller)) for fact in facts]


FIRST_RESULT = (small(0, 0), three(AGET, 1, NUMBERS, 0))


def test_leaving_when_the_first_permission_is_refused():
    body = code(*FIRST_RESULT, if_zero(EQ, 1, "granted"), call(VIRTUAL, FINISH, 12), "granted", RETURN_VOID, incoming=4)
    assert reactions(RESULT, body) == [("exit", "android.app.Activity.finish", "app.Main.onRequestPermissionsResult")]


def test_leaving_when_it_is_granted_is_no_reaction_to_a_refusal():
    body = code(*FIRST_RESULT, if_zero(NE, 1, "refused"), call(VIRTUAL, FINISH, 12), "refused", RETURN_VOID, incoming=4)
    assert reactions(RESULT, body) == []


def test_leaving_in_any_case_is_none_either():
    body = code(*FIRST_RESULT, call(VIRTUAL, FINISH, 12), RETURN_VOID, incoming=4)
    assert reactions(RESULT, body) == []


def test_a_loop_over_all_results():
    body = code(
        small(0, 0), two(ARRAY_LENGTH, 2, NUMBERS), "loop", if_(GE, 0, 2, "end"), three(AGET, 1, NUMBERS, 0),
        if_zero(EQ, 1, "next"), small(3, 0), call(STATIC, EXIT, 3), "next", [*two(0xD8, 0, 0), 0x0100], jump("loop"),
        "end", RETURN_VOID, incoming=4,
    )  # fmt: skip
    assert [effect for effect, _, _ in reactions(RESULT, body)] == ["exit"]


def test_a_small_method_that_leaves():
    leave = DefinedMethod("leave()V", code(call(VIRTUAL, FINISH, 15), RETURN_VOID), is_virtual=False)
    body = code(*FIRST_RESULT, if_zero(EQ, 1, "granted"), call(DIRECT, "Lapp/Main;->leave()V", 12), "granted",
                RETURN_VOID, incoming=4)  # fmt: skip
    assert [effect for effect, _, _ in reactions(RESULT, body, leave)] == ["exit"]


def test_a_helper_that_says_whether_all_were_granted():
    body = code(call(STATIC, "Lapp/Util;->all([I)Z", NUMBERS), result(0, 0x0A), if_zero(NE, 0, "granted"),
                call(VIRTUAL, FINISH, 12), "granted", RETURN_VOID, incoming=4)  # fmt: skip
    assert [effect for effect, _, _ in reactions(RESULT, body)] == ["exit"]


def test_asking_again_and_leading_to_the_settings():
    again = code(*FIRST_RESULT, if_zero(EQ, 1, "granted"), call(STATIC, ASK, 12, 14, 0), "granted", RETURN_VOID,
                 incoming=4)  # fmt: skip
    assert [effect for effect, _, _ in reactions(RESULT, again)] == ["ask_again"]
    settings = code(*FIRST_RESULT, if_zero(EQ, 1, "granted"), text(2, "android.settings.APPLICATION_DETAILS_SETTINGS"),
                    "granted", RETURN_VOID, incoming=4)  # fmt: skip
    assert [effect for effect, _, _ in reactions(RESULT, settings)] == ["settings"]


def test_the_answer_to_a_launcher_handed_to_a_method():
    told = DefinedMethod(
        "answered(Ljava/lang/Boolean;)V",
        code(call(VIRTUAL, "Ljava/lang/Boolean;->booleanValue()Z", 15), result(0, 0x0A), if_zero(NE, 0, "granted"),
             call(VIRTUAL, FINISH, 14), "granted", RETURN_VOID, incoming=2),
        is_virtual=False,
    )  # fmt: skip
    body = code(call(DIRECT, "Lapp/Main;->answered(Ljava/lang/Boolean;)V", 14, 15), RETURN_VOID, incoming=2)
    assert [effect for effect, _, _ in reactions("onActivityResult(Ljava/lang/Object;)V", body, told)] == ["exit"]


@pytest.mark.parametrize(("condition", "expected"), [(NE, ["exit"]), (EQ, [])])
def test_a_library_that_tells_in_a_truth_value(condition, expected):
    body = code(if_zero(condition, 13, "end"), call(VIRTUAL, FINISH, 12), "end", RETURN_VOID, incoming=4)
    found = reactions("onResult(ZLjava/util/List;Ljava/util/List;)V", body)
    assert [effect for effect, _, _ in found] == expected


def test_a_callback_of_refusals_alone():
    body = code(small(0, 0), call(STATIC, EXIT, 0), RETURN_VOID, incoming=2)
    assert [effect for effect, _, _ in reactions("onDenied(Ljava/util/List;)V", body)] == ["exit"]


def test_ending_something_that_is_no_screen():
    body = code(*FIRST_RESULT, if_zero(EQ, 1, "granted"), call(VIRTUAL, "Lapp/Timer;->finish()V", 12), "granted",
                RETURN_VOID, incoming=4)  # fmt: skip
    assert reactions(RESULT, body) == []


def test_a_method_without_code_to_follow():
    assert reactions("other()V", code(small(0, 1), give(0, 0x0F))) == []
