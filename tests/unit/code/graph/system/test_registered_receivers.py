"""A receiver is told at once what the system keeps, and what the app sends; one for what happens later is not."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    READ_IMEI,
    Instruction,
    call,
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
RECEIVER, INTENT = "Landroid/content/BroadcastReceiver;", "Landroid/content/Intent;"
FILTER, CONTEXT = "Landroid/content/IntentFilter;", "Landroid/content/Context;"
NETWORK, BATTERY = "android.net.conn.CONNECTIVITY_CHANGE", "android.intent.action.BATTERY_CHANGED"
REGISTER = call("virtual", f"Lm/App;->registerReceiver({RECEIVER}{FILTER}){INTENT}", 9, 1, 2)
MADE: list[Instruction] = [*new(1, "Lm/Network;"), call("direct", "Lm/Network;-><init>()V", 1)]
KEPT: Instruction = (9 << 12 | 1 << 8 | 0x5B, field_(f"Lm/App;->receiver:{RECEIVER}"))
TAKEN: Instruction = (9 << 12 | 1 << 8 | 0x54, field_(f"Lm/App;->receiver:{RECEIVER}"))


def phase(*body: Instruction | list[Instruction], constructor=()) -> str:
    """When the receiver is told something, where `body` runs at launch."""
    receive = f"onReceive({CONTEXT}{INTENT})V"
    receiver = defined(
        "Lm/Network;", {"<init>()V": code(), receive: code(READ_IMEI, registers=16, incoming=3)}, superclass=RECEIVER
    )
    methods = {"<init>()V": code(*constructor, incoming=1), "onCreate()V": code(*body, incoming=1)}
    app = defined("Lm/App;", methods, superclass=APPLICATION)
    return reach(reachability(APP, dex(app, MAIN, receiver)), "m.Network.onReceive").phase


def _filter(action: str) -> list[Instruction]:
    return [
        *new(2, FILTER),
        const_string(3, action),
        call("direct", f"{FILTER}-><init>(Ljava/lang/String;)V", 2, 3),
    ]


@pytest.mark.parametrize("action", [NETWORK, BATTERY])
def test_a_receiver_for_what_is_kept_is_told_at_once(action: str) -> None:
    assert phase(MADE, _filter(action), REGISTER) == "pre_consent"
    assert phase(_filter(action), TAKEN, REGISTER, constructor=[MADE, KEPT]) == "pre_consent"


def test_a_receiver_for_what_happens_later_is_not() -> None:
    assert phase(MADE, _filter("android.intent.action.SCREEN_OFF"), REGISTER) == "other"
    assert phase(MADE, _filter(NETWORK)) == "other"
    assert phase(_filter(NETWORK), REGISTER) == "dead"


SEND = call("virtual", f"Lm/App;->sendBroadcast({INTENT})V", 9, 4)


def _intent(action: str, *, is_set: bool = False) -> list[Instruction]:
    if is_set:
        told = call("virtual", f"{INTENT}->setAction(Ljava/lang/String;){INTENT}", 4, 5)
        return [*new(4, INTENT), const_string(5, action), told]
    return [*new(4, INTENT), const_string(5, action), call("direct", f"{INTENT}-><init>(Ljava/lang/String;)V", 4, 5)]


@pytest.mark.parametrize("is_set", [False, True])
def test_a_receiver_is_told_what_the_app_sends(is_set: bool) -> None:
    registered = [*MADE, *_filter("m.CHANGED"), REGISTER]
    assert phase(registered, _intent("m.CHANGED", is_set=is_set), SEND) == "pre_consent"
    assert phase(registered, _intent("m.OTHER", is_set=is_set), SEND) == "other"
    assert phase(registered, _intent("m.CHANGED", is_set=is_set)) == "other"
    assert phase(registered, const_string(5, "m.CHANGED"), SEND) == "other"
