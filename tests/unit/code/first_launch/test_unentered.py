"""Listeners that are told nothing before a permission is granted."""

from __future__ import annotations

from dataclasses import replace

from tests.support.placed_reads import placed_reads
from tests.support.program_assembly import READ_IMEI, call, code, defined, manifest, new

from appaudit.model.facts.package import AppFact, PermissionFact

FINE = "android.permission.ACCESS_FINE_LOCATION"
TOLD = "onLocationChanged(Landroid/location/Location;)V"
LISTENER = "Landroid/location/LocationListener;"


def conditions(*at_launch, told: str = TOLD, interface: str = LISTENER, target_sdk: int = 30) -> list[tuple[str, str]]:
    """What the read of the IMEI in a listener depends on, in an app that declares a position and asks for none."""
    listener = defined("Lm/Told;", {"<init>()V": code(), told: code(READ_IMEI)}, interfaces=[interface])
    stated = [
        replace(fact, target_sdk=target_sdk) if isinstance(fact, AppFact) else fact
        for fact in manifest(application="m.App", launcher="m.Main")
    ]
    facts = [*stated, *(PermissionFact(name=name) for name in (FINE, "android.permission.READ_PHONE_STATE"))]
    (read,) = placed_reads([*new(1, "Lm/Told;"), *at_launch], listener, facts=facts)
    assert read.phase == "pre_consent"
    return [(each.kind, each.subject) for each in read.conditions if each.kind != "refused"]


def test_a_listener_of_positions_waits_for_the_permission():
    assert conditions() == [("ungranted", f"{FINE}, android.permission.ACCESS_COARSE_LOCATION")]
    assert conditions(target_sdk=22) == []


def test_a_listener_of_what_needs_no_permission_is_told():
    changed = "onSensorChanged(Landroid/hardware/SensorEvent;)V"
    assert conditions(told=changed, interface="Landroid/hardware/SensorEventListener;") == []


def test_a_listener_that_the_app_calls_itself():
    assert conditions(call("virtual", f"Lm/Told;->{TOLD}", 1, 2)) == []
