"""An intent that is made to ask who would answer it opens nothing; one that somebody may start does."""

from __future__ import annotations

import pytest
from tests.support.first_launch import READ, READER
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    RETURN_VOID,
    Instruction,
    call,
    code,
    const_class,
    defined,
    dex,
    manifest,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.dex import read_code

INTENT, MANAGER = "Landroid/content/Intent;", "Landroid/content/pm/PackageManager;"
MAKES = [
    const_class(1, "Lm/Second;"),
    call("direct", f"{INTENT}-><init>(Landroid/content/Context;Ljava/lang/Class;)V", 0, 2, 1),
]
RESOLVES = call("virtual", f"{MANAGER}->resolveActivity({INTENT}I)Landroid/content/pm/ResolveInfo;", 3, 0, 4)
LISTS = call("virtual", f"{MANAGER}->queryIntentActivities({INTENT}I)Ljava/util/List;", 3, 0, 4)
STARTS = call("virtual", f"Landroid/content/Context;->startActivity({INTENT})V", 2, 0)
HANDS_ON = call("static", f"Lm/Opener;->open({INTENT})V", 0)
OPENS_CLASS = call("static", "Lm/Opener;->open(Ljava/lang/Class;)V", 1)
LOGS = call("static", "Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I", 5, 6)


def phase(*body: Instruction, gives: str = "V") -> str:
    second = defined(
        "Lm/Second;", {"<init>()V": code(), "onCreate(Landroid/os/Bundle;)V": code(READ)}, superclass=ACTIVITY
    )
    ends = RETURN_VOID if gives == "V" else (0x11,)
    check = defined("Lm/Check;", {f"check(){gives}": code(*body, ends)}, static=[f"check(){gives}"])
    runs = code(call("static", f"Lm/Check;->check(){gives}"))
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": runs}, superclass=APPLICATION)
    facts = manifest(application="m.App", components={"m.Second": "activity"})
    codes, errors = read_code([("classes.dex", dex(app, check, second, READER))])
    assert not errors
    return Reachability(codes, facts, shipped_lexicons().consent).of("m.Second", "m.Second.onCreate", "").phase


@pytest.mark.parametrize("asks", [RESOLVES, LISTS], ids=["resolved", "listed"])
def test_who_only_asks_opens_nothing(asks: Instruction):
    assert phase(*MAKES, asks, LOGS) == "other"


@pytest.mark.parametrize(
    "further", [STARTS, HANDS_ON, OPENS_CLASS], ids=["starts it", "hands it on", "hands on its class"]
)
def test_who_may_start_it_as_well(further: Instruction):
    assert phase(*MAKES, RESOLVES, further) == "pre_consent"


def test_who_gives_it_back():
    assert phase(*MAKES, RESOLVES, gives=INTENT) == "pre_consent"


def test_who_asks_nothing():
    assert phase(*MAKES) == "pre_consent"
