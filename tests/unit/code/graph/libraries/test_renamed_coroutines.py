"""Coroutines whose names a shrinker took, and near twins that are none."""

from __future__ import annotations

from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    READ_IMEI,
    code,
    const_string,
    defined,
    dex,
    manifest,
    new,
    reach,
    reachability,
)

APP = manifest(application="m.App", launcher="m.Main")
BASE, BODY = "Lg6/a;", "k(Ljava/lang/Object;)Ljava/lang/Object;"


def phase(text: str = "Continuation at ", *, body: str = BODY, above: str = BASE) -> str:
    """When a method runs that a class defines of which an object is made, and nothing else done with it."""
    base = defined(BASE, {"<init>()V": code(), "toString()Ljava/lang/String;": code(const_string(0, text)), body: None})
    between = defined("Lg6/j;", {"<init>()V": code()}, superclass=above)
    task = defined("Lm/Task;", {"<init>()V": code(), BODY: code(READ_IMEI, incoming=2)}, superclass="Lg6/j;")
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(new(1, "Lm/Task;"))}, superclass=APPLICATION)
    return reach(reachability(APP, dex(app, MAIN, base, between, task)), "m.Task.k").phase


def test_the_body_of_a_coroutine_runs_once_it_is_made() -> None:
    assert phase() == "pre_consent"


def test_what_is_no_coroutine_or_not_its_body() -> None:
    assert phase("Connection at ") != "pre_consent"
    assert phase(body="k(Ljava/lang/String;)Ljava/lang/Object;") != "pre_consent"
    assert phase(above="Ljava/lang/Object;") != "pre_consent"
