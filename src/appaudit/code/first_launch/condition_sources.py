"""What the operands of a branch are made of, by name: calls, fields and texts, the nearest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

import numpy as np

from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name, is_accessor
from appaudit.code.values.marked_values import Value, is_text
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex import DexFile
from appaudit.dex.opcodes import (
    ARRAY_LENGTH,
    FIELD_READS,
    INSTANCE_OF,
    MOVE_RESULTS,
    MOVES,
    STRING_LITERALS,
    VALUE_RETURNS,
)
from appaudit.dex.tables import is_among
from appaudit.model.record import record

#: Definitions that are looked at for one branch; what is further away says little about it.
_MAX_STEPS = 40
#: Getters of stored settings, by name and the type of the key (SharedPreferences, MMKV, DataStore and what wraps them).
STORED = frozenset(
    (
        "getBoolean",
        "getInt",
        "getLong",
        "getString",
        "getFloat",
        "getStringSet",
        "contains",
        "containsKey",
        "decodeBool",
        "decodeInt",
        "decodeLong",
        "decodeString",
    )
)
STORES = ("SharedPreferences;", "/MMKV;")
_MMKV = "Lcom/tencent/mmkv/MMKV;"
#: A store whose getter gives an object; its source, checked 2026-11-30, not opened.
_OF_OBJECTS = "Lcom/orhanobut/hawk/Hawk;", ("get", "contains")
#: DataStore: what is asked with a key, and what makes keys of texts.
#: https://developer.android.com/topic/libraries/architecture/datastore, checked 2026-11-24.
_KEYED = "Landroidx/datastore/preferences/core/", ("Preferences;", "MutablePreferences;"), ("get", "contains")
_KEYS = "Landroidx/datastore/preferences/core/PreferencesKeys;"
#: What the app reads from a file that it brings along, or the system says of itself: neither is stored before.
_SHIPPED = ("Ljava/util/Properties;", "Ljava/lang/System;"), "getProperty"
#: Letters of a name that a shrinker gave.
RENAMED = 2
#: Instructions of a renamed method that is looked at for whether it gives a setting.
_MAX_BODY = 80
#: Calls whose first argument is a text and the next one the value where nothing is stored: wrappers of settings.
_WRAPPERS = (
    "(Ljava/lang/String;Z)Z",
    "(Ljava/lang/String;I)I",
    "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;",
)


#: Instructions of a method that a compiler wrote to give a field.
_MAX_ACCESSOR = 3


@record(kw_only=False, eq=False)
class Called:
    """What a call names, whether that gives a setting that is shipped, and what of the app runs, -1 for nothing."""

    owner: str
    name: str
    prototype: str
    is_shipped: bool
    opens: bool
    """Whether it opens a file of settings by its name."""
    gives: str
    """What stands for what it gives, empty where nobody knows."""
    is_own: bool
    """Whether the app defines it."""
    runs: int
    answer: int | None = None
    """What files of the package make it give, where that is known of a framework; None for all others."""


@record(kw_only=False, frozen=False)
class Sources:
    """Names that stand behind a branch, the nearest first; owners are descriptors."""

    calls: list[tuple[str, str]] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    stored_keys: list[str] = field(default_factory=list)
    are_keys_known: bool = True
    """Whether all of `stored_keys` are keys; the getter stands for one that is no constant."""
    is_type_check: bool = False
    first: str = ""
    """The name of the nearest call or field."""
    subject: str = ""
    """The nearest call or field with its class, `parameter` where the method is told."""


def is_stored(constants: Constants, method: int) -> bool:
    """Whether a method gives a setting by its key, or is named and typed like one that does; renamed, by its code."""
    found = constants.gives_setting.get(method)
    if found is None:
        found = constants.gives_setting[method] = _gives_setting(constants, method)
    return found


def _gives_setting(constants: Constants, method: int) -> bool:
    dex = constants.code.dex
    owner, name = dex.method_class(method), dex.method_name(method)
    if is_shipped(dex, method):
        return False
    if (name in STORED and owner.endswith(STORES)) or (owner == _OF_OBJECTS[0] and name in _OF_OBJECTS[1]):
        return True
    if name.startswith(("get", "decode")):
        return falls_back(dex, method)
    if len(name) > RENAMED:
        return False
    if owner.endswith(STORES[1]):  # whose native methods keep their names: its others call them
        return _passes_on(constants, method)
    return falls_back(dex, method) and (_gives_back(constants, method) or _passes_on(constants, method))


def note_renamed_getters(files: Iterable[Constants]) -> None:
    """Note for all files which methods of MMKV give a setting under names that a shrinker gave them.

    The file that defines them shows it: its native methods keep their names, and so does the class, by which native
    code finds it. https://github.com/Tencent/MMKV (its rules for shrinkers), checked 2026-11-30, not opened.
    """
    found: set[tuple[str, str]] = set()
    named: list[tuple[Constants, int, tuple[str, str]]] = []
    for constants in files:
        dex = constants.code.dex
        for method in np.flatnonzero(is_among(dex.method_ids["class_type"], dex.find_types([_MMKV]))).tolist():
            name, prototype = dex.method_name(method), dex.prototype(int(dex.method_ids["proto"][method]))
            if len(name) <= RENAMED and constants.item_of_method[method] < 0:
                named.append((constants, method, (name, prototype)))
            elif len(name) <= RENAMED and is_stored(constants, method):
                found.add((name, prototype))
    for constants, method, known in named:
        constants.gives_setting[method] = known in found


def is_shipped(dex: DexFile, method: int) -> bool:
    """Whether a method gives a setting that the app reads from a file, or asks the system for."""
    return dex.method_name(method) == _SHIPPED[1] and dex.method_class(method) in _SHIPPED[0]


def shipped_value(shipped: Mapping[str, str], dex: DexFile, method: int, arguments: Sequence[Value]) -> Value:
    """What files of the package say of the key that such a call passes; None where they, or the system, may say any."""
    if dex.method_class(method) != _SHIPPED[0][0]:
        return None
    return next((shipped.get(value) for value in arguments if is_text(value)), None)


def _gives_back(constants: Constants, method: int) -> bool:
    """Whether a method of this file may return its last argument as it was given: the value where nothing is stored."""
    body = constants.callee_body(method)
    if body is None or len(body) > _MAX_BODY:
        return False
    last = body.registers - 1
    return any(
        _holds_at_entry(body, index, body.sources(index)[0], last)
        for index, opcode in enumerate(body.opcodes)
        if opcode in VALUE_RETURNS
    )


def _passes_on(constants: Constants, method: int) -> bool:
    """Whether all that a method of this file gives is what another one gives of a setting whose key it is passed."""
    body = constants.callee_body(method)
    if body is None or len(body) > _MAX_BODY:
        return False
    returns = [index for index, opcode in enumerate(body.opcodes) if opcode in VALUE_RETURNS]
    made = [each for index in returns for each in body.definitions(index, body.sources(index)[0])]
    calls = [each - 1 for each in made if each > 0 and body.opcodes[each] in MOVE_RESULTS]
    return bool(calls) and len(calls) == len(made) and all(_asks_for_passed(constants, body, call) for call in calls)


def _asks_for_passed(constants: Constants, body: MethodBody, call: int) -> bool:
    """Whether a call gives a setting by a key that the method was passed."""
    called = constants.callee(body, call)
    dex = constants.code.dex
    is_known = called >= 0 and dex.method_class(called).endswith(STORES) and dex.method_name(called) in STORED
    if not is_known:
        return False
    register = body.sources(call)[_key_register(constants, body, call)]
    return body.definitions(call, register) == (ENTRY,) and body.parameter(register) >= 0


def _holds_at_entry(body: MethodBody, index: int, register: int, given: int) -> bool:
    """Whether a register may hold what another one was given when the method began."""
    pending, seen = [(index, register)], set()
    for at, asked in pending:
        for definition in body.definitions(at, asked):
            if definition == ENTRY and asked == given:
                return True
            if definition >= 0 and definition not in seen and body.opcodes[definition] in MOVES:
                seen.add(definition)
                pending.append((definition, body.sources(definition)[0]))
    return False


def falls_back(dex: DexFile, method: int) -> bool:
    """Whether a method takes a text and the value where nothing is stored under it, and gives a value of that type."""
    prototype = dex.prototype(int(dex.method_ids["proto"][method]))
    return prototype.replace("Landroid/content/Context;", "") in _WRAPPERS


def sources_of(constants: Constants, body: MethodBody, index: int) -> Sources:
    """What the operands of the instruction at `index` are made of."""
    found = Sources()
    pending = [(index, register) for register in body.sources(index)]
    seen: set[int] = set()
    for _ in range(_MAX_STEPS):
        if not pending:
            break
        at, register = pending.pop(0)
        for definition in body.definitions(at, register):
            if definition == ENTRY:
                found.subject = found.subject or "parameter"
            elif definition >= 0 and definition not in seen:
                seen.add(definition)
                pending += _add(constants, body, definition, found)
    return found


def _add(constants: Constants, body: MethodBody, index: int, found: Sources) -> Collection[tuple[int, int]]:
    """Note what an instruction names; the registers that it is made of, at their place."""
    dex, opcode = constants.code.dex, body.opcodes[index]
    if opcode in MOVE_RESULTS and index > 0:
        method = constants.callee(body, index - 1)
        if method < 0:
            return ()
        field = _accessed(constants, method)
        if field is not None:
            found.fields.append(field)
            _name(found, *field)
            return [(index - 1, register) for register in body.sources(index - 1)]
        owner, name = dex.method_class(method), dex.method_name(method)
        found.calls.append((owner, name))
        _name(found, owner, name)
        if is_stored(constants, method):
            values = constants.argument_values(body.first + index - 1, _key_register(constants, body, index - 1))
            keys = sorted(str(value) for value in values if isinstance(value, str))
            found.are_keys_known &= bool(keys)
            found.stored_keys += keys or [name]
        elif owner.startswith(_KEYED[0]) and owner.endswith(_KEYED[1]) and name in _KEYED[2]:
            key = _key_made(constants, body, index - 1)
            found.are_keys_known &= bool(key)
            found.stored_keys.append(key or name)
        return [(index - 1, register) for register in body.sources(index - 1)]
    if opcode in FIELD_READS and body.target(index) < len(dex.field_ids):
        field_id = dex.field_ids[body.target(index)]
        owner, name = dex.type_descriptor(int(field_id["class_type"])), dex.field_name(body.target(index))
        found.fields.append((owner, name))
        _name(found, owner, name)
        return ()
    if opcode in STRING_LITERALS:
        found.texts += sorted(
            str(value) for value in constants.values_of(body.first + index + 1, _written(body, index))
        )
        return ()
    if opcode in (ARRAY_LENGTH, INSTANCE_OF):
        found.is_type_check = found.is_type_check or not found.subject
        return ()
    return [(index, register) for register in body.sources(index)]


def _key_made(constants: Constants, body: MethodBody, call: int) -> str:
    """The name of the one key that a DataStore is asked with, made here or kept in a field; empty for any other."""
    registers = body.sources(call)
    pending = [(body, call, registers[1])] if len(registers) > 1 else []
    names: set[str] = set()
    for inside, at, register in pending:
        if len(pending) > _MAX_STEPS:
            return ""
        for made in inside.definitions(at, register):
            opcode = inside.opcodes[made] if made >= 0 else -1
            if opcode in MOVES:
                pending.append((inside, made, inside.sources(made)[0]))
            elif opcode in FIELD_READS:
                writes = [constants.at(each) for each in constants.field_values.writes(inside.target(made))]
                pending += [
                    (writer, place, writer.sources(place)[0]) for writer, place in writes if place < len(writer)
                ]
            elif opcode in MOVE_RESULTS and made > 0 and (method := constants.callee(inside, made - 1)) >= 0:
                makes_key, passed = constants.code.dex.method_class(method) == _KEYS, inside.sources(made - 1)[-1:]
                texts = constants.in_body(inside, made - 1, passed[0]) if makes_key and passed else ()
                names |= {str(each) for each in texts if isinstance(each, str)}
    return next(iter(names)) if len(names) == 1 else ""


def _accessed(constants: Constants, method: int) -> tuple[str, str] | None:
    """The private field that a compiler's own method gives to other classes of the same file of source code."""
    if not is_accessor(constants.code.dex.method_name(method)):
        return None
    body = constants.callee_body(method)
    reads = [at for at, opcode in enumerate(body.opcodes) if opcode in FIELD_READS] if body is not None else []
    if body is None or len(reads) != 1 or len(body) > _MAX_ACCESSOR:
        return None
    dex = constants.code.dex
    field = body.target(reads[0])
    return dex.type_descriptor(int(dex.field_ids["class_type"][field])), dex.field_name(field)


def _name(found: Sources, owner: str, name: str) -> None:
    found.first = found.first or name
    if found.subject in ("", "parameter"):
        found.subject = f"{class_name(owner)}.{name}"


def _written(body: MethodBody, index: int) -> int:
    return body.units[body.offsets[index]] >> 8


def _key_register(constants: Constants, body: MethodBody, call: int) -> int:
    """Which register of a call passes the key: the first text among its parameters."""
    dex = constants.code.dex
    method = constants.callee(body, call)
    prototype = dex.prototype(int(dex.method_ids["proto"][method]))
    first = 0 if constants.is_static_call(body, call) else 1
    if prototype.startswith("(J"):  # of what native code keeps
        return first + 2
    return first + (1 if prototype.startswith("(Landroid/content/Context;") else 0)
