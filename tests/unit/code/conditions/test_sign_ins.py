"""What waits for a user who is signed in is for a person to judge: nobody is at a first launch."""

from __future__ import annotations

import pytest
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    branch,
    call,
    code,
    const_string,
    defined,
    give,
    move_result,
    new,
    static_field,
)

from appaudit.model.condition import DOUBTFUL, Condition, doubt_of

OBJECT = "Ljava/lang/Object;"
KEPT = static_field("get-object", 0, f"Lm/Session;->kept:{OBJECT}")


def waits_for(name: str, *, leads: str = "eqz", gives: str = OBJECT, own: bool = True) -> list[tuple[str, str]]:
    """What is asked where the read waits for what a method of this name gives."""
    signature = f"{name}(){gives}"
    body = (
        code(KEPT, (0x11,)) if gives == OBJECT else code(call("static", "Lfar/Away;->is()Z"), move_result(0), give(0))
    )
    session = defined("Lm/Session;", {signature: body}, static=[signature])
    owner = "Lm/Session;" if own else "Lfar/Session;"
    asks = [call("static", f"{owner}->{signature}"), move_result(1, reference=gives == OBJECT)]
    return asked(*asks, branch(leads, 1, "end"), READ, END, others=[session])


@pytest.mark.parametrize("name", ["getUser", "getAccessToken", "getCurrentUser", "loadLoginInfo", "getUserInfo"])
def test_a_user_or_a_token_that_has_to_be_there(name: str):
    assert waits_for(name) == [("signed_in", f"m.Session.{name}")]
    assert waits_for(name, leads="nez") == []  # what runs for those who are not signed in runs at a first launch


@pytest.mark.parametrize("name", ["isLogin", "isLoggedIn", "checkLogin", "isUserSignedIn"])
def test_an_answer_whether_somebody_is_signed_in(name: str):
    assert waits_for(name, gives="Z") == [("signed_in", f"m.Session.{name}")]
    assert waits_for(name, gives="Z", leads="nez") == [("other", f"m.Session.{name}")]


@pytest.mark.parametrize("name", ["getUserAgent", "getToken", "getManager", "getUsers", "getUserDir", "getAccount"])
def test_other_objects_decide_nothing_by_being_there(name: str):
    assert waits_for(name) == []


@pytest.mark.parametrize(
    ("gives", "takes", "made", "told"),
    [
        ("Lm/meta/Profile;", "", False, True),
        ("Lm/meta/UserInfo;", "Landroid/content/Context;", False, True),
        ("Lm/meta/Profile;", "", True, False),  # a user of its own for everybody
        ("Lm/meta/Profile;", "I", False, False),  # somebody's, by a number
        ("Lm/meta/UserAgent;", "", False, False),
        ("Landroid/accounts/Account;", "", False, False),
    ],
    ids=["a profile", "a user", "one that is made", "one of many", "no user", "of the system"],
)
def test_a_user_that_is_kept_whatever_the_method_is_called(gives: str, takes: str, made: bool, told: bool):
    """A shrinker takes the names of methods; the class of what is stored keeps its own."""
    signature = f"d({takes}){gives}"
    name = const_string(1, "Session.Profile")
    kept = [name, call("interface", f"Ljava/util/Map;->get({OBJECT}){OBJECT}", 8, 1), move_result(0, reference=True)]
    body = code(new(0, gives) if made else [], [] if made else kept, (0x11,), incoming=int(bool(takes)))
    session = defined("Lm/Session;", {signature: body}, static=[signature])
    asks = [call("static", f"Lm/Session;->{signature}", *([4] if takes else [])), move_result(1, reference=True)]
    found = asked(*asks, branch("eqz", 1, "end"), READ, END, others=[session, defined(gives, {"<init>()V": code()})])
    assert found == ([("signed_in", "m.Session.d")] if told else [])


def test_of_what_others_define_the_name_says_nothing():
    assert waits_for("getUser", own=False) == []


def test_it_is_doubt_enough():
    assert doubt_of([Condition(kind="signed_in", subject="m.Session.getUser", method="m.App.onCreate()V")]) == DOUBTFUL
