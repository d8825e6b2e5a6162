"""Classes that register for motion sensors or listen to them.

A class and those nested in it are judged together: listeners are mostly anonymous classes of what they serve.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from appaudit.code.constants import Constants
from appaudit.code.java_names import class_name, descriptor
from appaudit.dex import DexCode, DexFile, References
from appaudit.model.fact import SensorUseFact
from appaudit.model.location import Location

_SENSOR_MANAGER = descriptor("android.hardware.SensorManager")
_SHAKE_NAME = re.compile(r"shake|twist", re.IGNORECASE)
_HANDSHAKE = re.compile(r"hand_?shak", re.IGNORECASE)
_SHAKE_TEXT = re.compile(r"摇一摇|摇动手机|扭一扭|扭动手机|晃动手机|转动手机")
_JUMPS = ("startActivity", "startActivityForResult", "startActivityIfNeeded")


@dataclass(slots=True)
class _Use:
    registers: bool = False
    listens: bool = False
    sensor_types: set[int] = field(default_factory=set)


def sensor_use_facts(constants: Constants) -> list[SensorUseFact]:
    """One fact for each outermost class with sensor code in one DEX file."""
    code = constants.code
    dex = code.dex
    edges = constants.calls
    uses: dict[str, _Use] = {}
    _add_registrations(constants, edges, uses)
    _add_listeners(code, uses)
    if not uses:
        return []
    items = _items_of(code, set(uses))
    jumping = _jumping_items(dex, edges)
    facts = []
    for outer, use in uses.items():
        own = items.get(outer, [])
        facts.append(
            SensorUseFact(
                class_name=outer,
                registers=use.registers,
                listens=use.listens,
                sensor_types=tuple(sorted(use.sensor_types)),
                jumps=any(item in jumping for item in own),
                shake_words=_shake_words(dex, outer, own, constants.texts),
                nested="!" in dex.place,
                location=Location(path=dex.place, symbol=outer),
                extractor="code.sensor_use",
            )
        )
    return facts


def _outer(dex: DexFile, method: int) -> str:
    return class_name(dex.method_class(method)).partition("$")[0]


def _add_registrations(constants: Constants, edges: References, uses: dict[str, _Use]) -> None:
    code, dex = constants.code, constants.code.dex
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
    for position in edges.to_any(mask):
        name = wanted[int(edges.target[position])]
        sensor_types: set[int] = set()
        if name == "getDefaultSensor":
            values = constants.argument_values(int(edges.instruction[position]), 1)
            sensor_types = {value for value in values if isinstance(value, int)}
        for method in code.items.caller_of(int(edges.code_item[position])):
            use = uses.setdefault(_outer(dex, int(method)), _Use())
            use.registers |= name == "registerListener"
            use.sensor_types |= sensor_types


def _add_listeners(code: DexCode, uses: dict[str, _Use]) -> None:
    dex = code.dex
    name = dex.find_string("onSensorChanged")
    if name < 0:
        return
    defined = code.class_data.method_index
    for method in defined[dex.method_ids["name"][defined] == name]:
        uses.setdefault(_outer(dex, int(method)), _Use()).listens = True


def _items_of(code: DexCode, outers: set[str]) -> dict[str, list[int]]:
    """The code items of the classes named and of those nested in them."""
    dex = code.dex
    types = {}
    for type_index in np.unique(dex.class_defs["class_type"]):
        outer = class_name(dex.type_descriptor(int(type_index))).partition("$")[0]
        if outer in outers:
            types[int(type_index)] = outer
    owner_types = dex.method_ids["class_type"][code.items.first_callers()]
    found: dict[str, list[int]] = {}
    for item in np.flatnonzero(np.isin(owner_types, list(types))):
        found.setdefault(types[int(owner_types[item])], []).append(int(item))
    return found


def _jumping_items(dex: DexFile, edges: References) -> set[int]:
    names = [index for index in map(dex.find_string, _JUMPS) if index >= 0]
    if not names:
        return set()
    mask = np.isin(dex.method_ids["name"], names)
    return set(edges.code_item[edges.to_any(mask)].tolist())


def _shake_words(dex: DexFile, outer: str, items: list[int], constants: References) -> tuple[str, ...]:
    """Words of shaking in the class's name and in the constants its code loads; "handshake" is none."""
    found = set()
    leaf = outer.rpartition(".")[2]
    if _SHAKE_NAME.search(leaf) and not _HANDSHAKE.search(leaf):
        found.add(f"class name {leaf}")
    for item in items:
        start, end = np.searchsorted(constants.code_item, (item, item + 1))
        for index in constants.target[start:end].tolist():
            text = dex.string(index)
            is_word = _SHAKE_NAME.search(text) and not _HANDSHAKE.search(text) and len(text) <= 40
            if is_word or _SHAKE_TEXT.search(text):
                found.add(f'constant "{text[:40]}"')
    return tuple(sorted(found)[:5])
