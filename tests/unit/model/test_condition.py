"""How much doubt conditions leave about whether code runs."""

from __future__ import annotations

import pytest

from appaudit.model.condition import Condition, doubt_of


@pytest.mark.parametrize(
    ("asks", "doubt"),
    [
        ("Build.VERSION.SDK_INT > 8", 0),
        ("Build.VERSION.SDK_INT >= 28", 0),
        ("Build.VERSION.SDK_INT != 19", 0),
        ("Build.VERSION.SDK_INT >= 29", 1),
        ("Build.VERSION.SDK_INT > 28", 1),
        ("Build.VERSION.SDK_INT < 29", 1),
        ("Build.VERSION.SDK_INT == 28", 1),
        ("Build.VERSION.SDK_INT <= 33", 1),
        # Only systems that hardly anybody runs any more.
        ("Build.VERSION.SDK_INT < 23", 3),
        ("Build.VERSION.SDK_INT < 28", 3),
        ("Build.VERSION.SDK_INT <= 27", 3),
        ("Build.VERSION.SDK_INT == 15", 3),
        ("MANUFACTURER", 1),
    ],
)
def test_what_systems_of_today_pass_is_no_doubt_and_what_they_fail_is_enough(asks: str, doubt: int) -> None:
    assert doubt_of([Condition(kind="device", subject=asks, method="m.App.onCreate()V")]) == doubt


def test_conditions_add_up() -> None:
    def of(kind: str) -> Condition:
        return Condition(kind=kind, subject="m.Ids.last", method="m.App.onCreate()V")  # type: ignore[arg-type]

    assert doubt_of([of("other"), of("callback")]) == 3
    assert doubt_of([of("refused"), of("requested")]) == 0
    assert doubt_of([]) == 0


@pytest.mark.parametrize(
    ("subject", "doubt"),
    [
        ('":push"', 3),
        ('"com.m.app:push", ":core"', 3),
        ('"com.m.app"', 1),
        ('"eth0"', 1),
        ('"https://m.example"', 1),
        ('":443"', 1),
    ],
)
def test_what_waits_for_another_process_is_for_a_person_to_judge(subject: str, doubt: int) -> None:
    assert doubt_of([Condition(kind="comparison", subject=subject, method="m.App.onCreate()V")]) == doubt


@pytest.mark.parametrize(("subject", "doubt"), [("android.os.Message.what", 2), ("m.Event.what", 1)])
def test_a_message_that_nobody_is_seen_to_send(subject: str, doubt: int) -> None:
    assert doubt_of([Condition(kind="other", subject=subject, method="m.Tasks.handleMessage(I)V")]) == doubt
