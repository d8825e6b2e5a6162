"""Motion sensors: whose class listens, and what that amounts to."""

from __future__ import annotations

from appaudit.derive.disclosure import Disclosures
from appaudit.derive.parties import Parties
from appaudit.model.fact import FactSet, SensorFact, SensorUseFact
from appaudit.model.knowledge import Knowledge

#: Sensor.TYPE_ACCELEROMETER, GYROSCOPE, GRAVITY, LINEAR_ACCELERATION, ROTATION_VECTOR, GAME_ROTATION_VECTOR.
#: https://developer.android.com/reference/android/hardware/Sensor, checked 2026-11-24
MOTION_TYPES = frozenset({1, 4, 9, 10, 11, 15})


def sensor_facts(facts: FactSet, knowledge: Knowledge, parties: Parties, disclosures: Disclosures) -> list[SensorFact]:
    """One fact for each class that uses sensors; libraries that merely wrap them are left out."""
    found = []
    for use in facts.of(SensorUseFact):
        party = parties.of(use.class_name)
        if party.kind == "library":
            continue
        verdict, reasons = _verdict(use)
        found.append(
            SensorFact(
                class_name=use.class_name,
                party=party.id,
                party_category=party.category,
                sensor_types=use.sensor_types,
                jumps=use.jumps,
                nested=use.nested,
                verdict=verdict,
                reasons=reasons,
                disclosed=disclosures.of_data("sensors"),
                location=use.location,
                extractor="derive.sensors",
            )
        )
    return found


def _verdict(use: SensorUseFact) -> tuple[str, tuple[str, ...]]:
    """`shake` needs a listener on motion sensors and either a jump or words of shaking; sensors alone are not shake."""
    reasons = []
    if use.sensor_types:
        reasons.append(f"sensor types {', '.join(map(str, use.sensor_types))}")
    if use.listens:
        reasons.append("implements onSensorChanged")
    if use.jumps:
        reasons.append("starts an activity")
    reasons += use.shake_words
    is_motion = not use.sensor_types or bool(MOTION_TYPES & set(use.sensor_types))
    if use.listens and is_motion and (use.jumps or use.shake_words):
        return "shake", tuple(reasons)
    if use.listens or use.registers:
        return "sensor_only", tuple(reasons)
    return ("refers" if use.shake_words else "none"), tuple(reasons)
