"""A component that is started by an action which the manifest states for it."""

from __future__ import annotations

import pytest
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    IMEI,
    Instruction,
    call,
    code,
    const_string,
    defined,
    dex,
    manifest,
    move_result,
    new,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.dex import read_code
from appaudit.model.facts.package import ComponentFact
from appaudit.model.words import ComponentType

INTENT = "Landroid/content/Intent;"
MADE = [new(1, INTENT), call("direct", f"{INTENT}-><init>(Ljava/lang/String;)V", 1, 2)]
START = call("virtual", f"Landroid/content/Context;->startService({INTENT})Landroid/content/ComponentName;", 0, 1)
SERVICE = defined(
    "Lm/Find;",
    {"<init>()V": code(), "onCreate()V": code(call("virtual", IMEI, 0), move_result(0, reference=True))},
    superclass="Landroid/app/Service;",
)


def phase(
    *at_launch: Instruction,
    action: str = "m.action.FIND",
    kind: ComponentType = "service",
    sends: str = "m.action.FIND",
    made: list[Instruction] = MADE,
) -> str:
    body = [const_string(2, sends), *made, *at_launch]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, SERVICE))])
    assert not errors
    facts = [
        *manifest(application="m.App", launcher="m.Main"),
        ComponentFact(type=kind, name="m.Find", actions=(action,)),
    ]
    return Reachability(codes, facts, shipped_lexicons().consent).of("m.Find", "m.Find.onCreate()V", "").phase


def test_a_service_that_launch_starts_by_its_action() -> None:
    assert phase(START) == "pre_consent"


@pytest.mark.parametrize(
    ("options", "starts"),
    [
        ({"action": "m.action.OTHER"}, True),
        ({}, False),
        ({"action": "android.intent.action.VIEW", "sends": "android.intent.action.VIEW"}, True),
        ({"kind": "receiver"}, True),
    ],
    ids=["another action", "nothing is started", "an action of the platform", "a receiver"],
)
def test_what_it_does_not_start(options: dict[str, str], starts: bool) -> None:
    assert phase(*([START] if starts else []), **options) != "pre_consent"  # type: ignore[arg-type]


def test_an_action_that_is_only_compared_starts_nothing() -> None:
    compared = [call("virtual", "Ljava/lang/String;->equals(Ljava/lang/Object;)Z", 3, 2)]
    assert phase(START, made=compared) != "pre_consent"
