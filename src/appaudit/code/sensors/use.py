"""Classes that register for motion sensors or listen to them.

A class and those nested in it are judged together: listeners are mostly anonymous classes of what they serve. What
the callback reaches counts as well, since obfuscated code has no nested classes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

import numpy as np

from appaudit.code.sensors.reach import Scope, SensorReach
from appaudit.code.sensors.thresholds import Thresholds, thresholds
from appaudit.code.values.call_search import called_by
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name, descriptor, method_name
from appaudit.dex import DexCode, DexFile
from appaudit.dex.tables import distinct, is_among
from appaudit.lexicon.shake import ShakeWords
from appaudit.model.facts.code import SensorUseFact
from appaudit.model.location import Location
from appaudit.model.record import record

_SENSOR_MANAGER = descriptor("android.hardware.SensorManager")
#: Calls that open a page, whoever declares them; `sendReq` opens a mini-program through the WeChat SDK.
_JUMPS = ("startActivity", "startActivityForResult", "startActivityIfNeeded", "startActivities", "sendReq")
#: https://developer.android.com/reference/android/os/Vibrator, checked 2026-11-24
_VIBRATIONS = ("vibrate",)
#: Parts of a package that name its owner.
_OWNER_PARTS = 3


#: What of the same package the callback's own work is; and how far it sets other code of the owner in motion.
_NEAR_DEPTH, _NEAR_METHODS = 4, 60
_FAR_DEPTH, _FAR_METHODS = 8, 400
#: Methods looked at in the classes that use a listener.
_AROUND_METHODS = 120


@record(kw_only=False, frozen=False)
class _Use:
    registers: bool = False
    registered_by: set[str] = field(default_factory=set)
    callbacks: list[int] = field(default_factory=list)
    sensor_types: set[int] = field(default_factory=set)


def sensor_use_facts(constants: Constants, words: ShakeWords) -> list[SensorUseFact]:
    """One fact for each outermost class with sensor code in one DEX file; `words` are those of shaking."""
    code = constants.code
    uses: dict[str, _Use] = {}
    _add_registrations(constants, uses)
    _add_listeners(constants, uses)
    if not uses:
        return []
    items = _items_of(code, set(uses))
    reach = SensorReach(constants)
    return [_fact(constants, reach, outer, use, items.get(outer, []), words) for outer, use in uses.items()]


def _fact(
    constants: Constants, reach: SensorReach, outer: str, use: _Use, own: list[int], known: ShakeWords
) -> SensorUseFact:
    owner = ".".join(outer.split(".")[:-1][:_OWNER_PARTS])
    near = reach.reach(use.callbacks, own, Scope(outer.rpartition(".")[0], _NEAR_DEPTH, _NEAR_METHODS))
    far = reach.reach(use.callbacks, own, Scope(owner, _FAR_DEPTH, _FAR_METHODS))
    jumps = _calls_any(constants, far, _JUMPS)
    words = known.in_code(outer, *_named(constants, dict.fromkeys((*own, *near)), reach))
    found = thresholds(constants, near) if use.callbacks else Thresholds()
    if jumps and not found.compares:
        found = thresholds(constants, far[:_NEAR_METHODS])
    if found.compares and not jumps and not words and _calls_any(constants, near, _VIBRATIONS):
        # Whoever answers a movement by vibrating tells the user that it was understood as a gesture.
        words = ("vibrates when a reading passes the threshold",)
    if found.compares and not jumps and not words:
        # The callback may end in another file, such as the host of a plugin; the screen that uses it says what for.
        around = reach.surroundings(own, Scope(owner, 0, _AROUND_METHODS))
        words = tuple(f"used with {word}" for word in known.in_code("", *_named(constants, around, reach)))
    place = constants.code.dex.place
    return SensorUseFact(
        class_name=outer,
        registers=use.registers,
        registered_by=tuple(sorted(use.registered_by)),
        listens=bool(use.callbacks),
        sensor_types=tuple(sorted(use.sensor_types)),
        jumps=jumps,
        shake_words=words,
        compares=found.compares,
        accelerations=tuple(sorted(found.accelerations)),
        angles=tuple(sorted(found.angles)),
        times=tuple(sorted(found.times)),
        remote_config=found.is_configured,
        two_way=found.is_two_way,
        nested=_is_hidden(place),
        location=Location(path=place, symbol=outer),
        extractor="code.sensor_use",
    )


def _is_hidden(place: str) -> bool:
    """Whether a DEX file lies inside an archive other than a package of the app's own bundle."""
    return any(not archive.endswith(".apk") for archive in place.split("!")[:-1])


def _outer(dex: DexFile, method: int) -> str:
    return class_name(dex.method_class(method)).partition("$")[0]


def _add_registrations(constants: Constants, uses: dict[str, _Use]) -> None:
    code, dex, calls = constants.code, constants.code.dex, constants.calls
    type_index = dex.find_type(_SENSOR_MANAGER)
    if type_index < 0:
        return
    wanted = {
        method: dex.method_name(method)
        for method in dex.methods_of_type(type_index)
        if dex.method_name(method) in ("registerListener", "getDefaultSensor", "getSensorList")
    }
    mask = np.zeros(len(dex.method_ids), dtype=bool)
    mask[list(wanted)] = True
    for position in calls.to_any(mask):
        name = wanted[int(calls.target[position])]
        types: set[int] = set()
        if name != "registerListener":
            values = constants.argument_values(int(calls.instruction[position]), 1)
            types = {value for value in values if isinstance(value, int)}
        for method in code.items.caller_of(int(calls.code_item[position])):
            use = uses.setdefault(_outer(dex, int(method)), _Use())
            use.registers |= name == "registerListener"
            if name == "registerListener":
                use.registered_by.add(method_name(dex, int(method))[1])
            use.sensor_types |= types


def _add_listeners(constants: Constants, uses: dict[str, _Use]) -> None:
    dex = constants.code.dex
    name = dex.find_string("onSensorChanged")
    if name < 0:
        return
    defined = constants.code.class_data.method_index
    for method in defined[dex.method_ids["name"][defined] == name]:
        item = int(constants.item_of_method[method])
        if item >= 0 and "SensorEvent;" in dex.prototype(int(dex.method_ids["proto"][method])):
            uses.setdefault(_outer(dex, int(method)), _Use()).callbacks.append(item)


def _items_of(code: DexCode, outers: set[str]) -> dict[str, list[int]]:
    """The code items of the classes named and of those nested in them."""
    dex = code.dex
    types = {}
    for type_index in distinct(dex.class_defs["class_type"]):
        outer = class_name(dex.type_descriptor(int(type_index))).partition("$")[0]
        if outer in outers:
            types[int(type_index)] = outer
    owner_types = dex.method_ids["class_type"][code.items.first_callers()]
    found: dict[str, list[int]] = {}
    for item in np.flatnonzero(is_among(owner_types, list(types))):
        found.setdefault(types[int(owner_types[item])], []).append(int(item))
    return found


def _calls_any(constants: Constants, items: Iterable[int], wanted: Iterable[str]) -> bool:
    """Whether one of the code items calls a method with one of the names."""
    dex, calls = constants.code.dex, constants.calls
    names = [index for index in map(dex.find_string, wanted) if index >= 0]
    if not names:
        return False
    positions = np.flatnonzero(is_among(dex.method_ids["name"][calls.target], names))
    return not set(items).isdisjoint(calls.code_item[positions].tolist())


def _named(constants: Constants, items: Iterable[int], reach: SensorReach) -> tuple[list[str], list[str]]:
    """The text constants that methods load, and the names of the methods that they call."""
    dex, loads = constants.code.dex, constants.texts
    texts: list[str] = []
    calls: list[str] = []
    for item in items:
        calls += [dex.method_name(method) for method in called_by(constants, item)]
        texts += [dex.string(index) for index in loads.target[loads.in_item(item)].tolist()]
    return texts, calls
