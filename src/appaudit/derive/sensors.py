"""Motion sensors: whose class listens, and what that amounts to."""

from __future__ import annotations

from appaudit.derive.conduct import SdkConduct
from appaudit.derive.disclosure import Disclosures
from appaudit.derive.parties import Parties, is_script, is_source_path
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import SensorUseFact
from appaudit.model.facts.derived import SensorFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.record import recast
from appaudit.model.words import SensorVerdict

#: Sensor.TYPE_ACCELEROMETER, GYROSCOPE, GRAVITY, LINEAR_ACCELERATION, ROTATION_VECTOR, GAME_ROTATION_VECTOR.
#: https://developer.android.com/reference/android/hardware/Sensor, checked 2026-11-24
MOTION_TYPES = frozenset({1, 4, 9, 10, 11, 15})
ACCELEROMETER = 1
#: Sensor.TYPE_ALL, as `getSensorList` takes it.
ALL_TYPES = -1
SENSOR_NAMES = {
    -1: "TYPE_ALL",
    1: "TYPE_ACCELEROMETER",
    2: "TYPE_MAGNETIC_FIELD",
    3: "TYPE_ORIENTATION",
    4: "TYPE_GYROSCOPE",
    5: "TYPE_LIGHT",
    8: "TYPE_PROXIMITY",
    9: "TYPE_GRAVITY",
    10: "TYPE_LINEAR_ACCELERATION",
    11: "TYPE_ROTATION_VECTOR",
    15: "TYPE_GAME_ROTATION_VECTOR",
    18: "TYPE_STEP_DETECTOR",
    19: "TYPE_STEP_COUNTER",
}


def sensor_facts(
    facts: FactSet, knowledge: Knowledge, parties: Parties, disclosures: Disclosures, conduct: SdkConduct
) -> list[SensorFact]:
    """One fact for each class that uses sensors; libraries that merely wrap them are left out."""
    found = []
    for use in facts.of(SensorUseFact):
        party = parties.of(_stands_in(use.class_name))
        if party.kind == "library":
            continue
        known = knowledge.sdks.get(party.id) if party.kind == "sdk" else None
        verdict, reasons = _verdict(use, is_purpose_seen=known is None or bool(known.shake_switch))
        off = conduct.shake_off(party.id) if party.kind == "sdk" else ()
        found.append(
            recast(
                SensorFact,
                use,
                party=party.id,
                party_category=party.category,
                acceleration=max(use.accelerations, default=None),
                angle_deg=max(use.angles, default=None),
                time_ms=max(use.times, default=None),
                verdict=verdict,
                reasons=reasons,
                disclosed=disclosures.of_data(knowledge.data_of_role("motion")),
                switched_off=bool(off),
                contrary=off,
                extractor="derive.sensors",
            )
        )
    return found


def _verdict(use: SensorUseFact, *, is_purpose_seen: bool) -> tuple[SensorVerdict, tuple[str, ...]]:
    """What the use amounts to, and why.

    An SDK that is not known to open ads by shaking may listen for a shake to show its developers a screen, or to tell a
    page in its view: names alone say nothing of the purpose there, but a jump or a text for users does.

    `shake` needs a listener on motion sensors, a sign of shaking (readings compared with a threshold, or words) and a
    sign of its purpose (a jump, or words). Step counters and mere sampling are `sensor_only`.
    """
    reasons = _reasons(use)
    is_motion = not use.sensor_types or bool(MOTION_TYPES & set(use.sensor_types)) or ALL_TYPES in use.sensor_types
    shown = any(word.startswith("constant") and not word.isascii() for word in use.shake_words)
    has_purpose = use.jumps or shown or (use.shake_words and is_purpose_seen)
    if use.listens and is_motion and (use.compares or use.shake_words) and has_purpose:
        return "shake", reasons
    if use.listens or use.registers:
        return "sensor_only", reasons
    return ("refers" if use.shake_words else "none"), reasons


def _stands_in(name: str) -> str:
    """The class, the script or the source file of ArkTS that a name is of."""
    return name.partition(":")[0].partition("#")[0]


def _reasons(use: SensorUseFact) -> tuple[str, ...]:
    reasons = []
    place = _stands_in(use.class_name)
    in_script = is_script(place) or is_source_path(place)
    names = [SENSOR_NAMES.get(number, f"sensor type {number}") for number in use.sensor_types]
    if is_source_path(place):
        names = [name.replace("TYPE_", "SensorId.").replace("ACCELERATION", "ACCELEROMETER") for name in names]
    if names:
        reasons.append(f"requests {', '.join(names)}")
    if use.listens:
        reasons.append("is told of every change" if in_script else "implements onSensorChanged")
    for numbers, unit in ((use.accelerations, "m/s²"), (use.angles, "°"), (use.times, "ms")):
        if numbers:
            reasons.append(f"compares with {', '.join(f'{number:g}' for number in numbers)} {unit}")
    if use.accelerations and ACCELEROMETER in use.sensor_types:
        reasons.append(f"{names[use.sensor_types.index(ACCELEROMETER)]} readings include gravity (9.81 m/s²)")
    if use.compares and not (use.accelerations or use.angles):
        reasons.append("compares readings with a value that was not read")
    if use.remote_config:
        reasons.append("a threshold may come from a configuration in JSON")
    if use.jumps:
        reasons.append("opens a page" if in_script else "starts an activity")
    return (*reasons, *use.shake_words)
