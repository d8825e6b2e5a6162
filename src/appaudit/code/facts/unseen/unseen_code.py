"""Calls by which code runs that is not in what was read: loaders, native code, reflection, transactions.

Only methods that something reaches count: code that nothing reaches runs through such a call itself, if at all.
Of reflection only what may lead to the platform counts: a class of the app that is named in part is in what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from appaudit.code.facts.owners.stray_classes import StrayClasses
from appaudit.code.facts.unseen.decoded_names import DecodedNames
from appaudit.code.facts.unseen.inherited_calls import inherited_calls
from appaudit.code.facts.unseen.unseen_calls import UnseenCalls
from appaudit.code.facts.uses.passed_arguments import loaded_constant
from appaudit.code.facts.uses.provider_addresses import made_address, made_authority
from appaudit.code.facts.uses.reflected_keys import ReflectedKeys
from appaudit.code.facts.uses.telling_names import PLATFORM, getters
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.call_search import Call, Caller, callers_of_item, calls_to
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import class_name, method_name
from appaudit.code.values.registers import UNKNOWN, MethodBody
from appaudit.code.values.text_calls import Beginning
from appaudit.dex import field_accesses
from appaudit.dex.opcodes import (
    CONST_CLASS,
    CONST_METHOD_HANDLE,
    INVOKE_CUSTOM,
    INVOKE_CUSTOM_RANGE,
    MOVE_RESULTS,
)
from appaudit.dex.tables import distinct, is_among
from appaudit.model.facts.conduct import UnseenCodeFact
from appaudit.model.hidden_code import UnseenCall
from appaudit.model.record import record
from appaudit.model.words import UnseenWay

#: Access flag of methods whose code is in a library; https://source.android.com/docs/core/runtime/dex-format
_NATIVE: Final = 0x0100
_CLASS, _PARCEL = "Ljava/lang/Class;", "Landroid/os/Parcel;"
_NAMED_COMPONENT: Final = {"Landroid/content/ComponentName;": ("<init>",)}
#: What is asked of a class that was loaded as one of the app's own kinds.
_NARROWS: Final = "asSubclass"
_OBJECT, _METHOD = "java.lang.Object", "Ljava/lang/reflect/Method;"
_NAMES: Final = ("getName", "getCanonicalName")
#: Asks `createPackageContext` for the code of the other app: `Context.CONTEXT_INCLUDE_CODE`.
_WITH_CODE: Final = 1
_INVOKES: Final = {"Ljava/lang/reflect/Method;": ("invoke",), "Ljava/lang/invoke/MethodHandles$Lookup;": ("unreflect",)}
#: Opcodes whose target stands in tables of handles, by https://source.android.com/docs/core/runtime/dalvik-bytecode,
#: checked 2026-11-28, not opened.
_HANDLES: Final = {
    INVOKE_CUSTOM: "invoke-custom",
    INVOKE_CUSTOM_RANGE: "invoke-custom/range",
    CONST_METHOD_HANDLE: "const-method-handle",
}


@record(kw_only=False)
class _Opening:
    way: UnseenWay
    api: str
    target: str
    caller: Caller
    instruction: int


def unseen_code_facts(files: Sequence[Constants], hierarchy: Hierarchy, calls: UnseenCalls) -> list[UnseenCodeFact]:
    """All such calls in all DEX files in their order, not yet said when they run, nor whether anything reaches them."""
    strays = StrayClasses(files, calls.sdk_of)
    natives = _native_methods(files, calls, strays)
    names = DecodedNames(files, calls.table, calls.is_taken_by_word)
    found = []
    for number, constants in enumerate(files):
        search = _Search(files, constants, hierarchy, calls, strays)
        openings = (*search.calls(), *search.names(), *search.natives(natives), *search.handles())
        for opening in (*openings, *search.decoded(names.of(number))):
            found.append(
                UnseenCodeFact(
                    way=opening.way,
                    api=opening.api,
                    target=opening.target,
                    caller=opening.caller.name,
                    caller_class=opening.caller.class_name,
                    sites=(constants.offset_in_method(opening.instruction),),
                    location=constants.place_of(opening.instruction, opening.caller.location.symbol),
                    extractor="code.unseen_code",
                )
            )
    return found


def reached_unseen_code(facts: Iterable[UnseenCodeFact], reachability: Reachability) -> list[UnseenCodeFact]:
    """One fact for each call, target and method that something reaches, with when it runs.

    Of names that a known SDK decodes only those count that it uses before anybody can agree: what it collects once it
    may is known of it.
    """
    found: dict[tuple[str, str, str, str], UnseenCodeFact] = {}
    for fact in facts:
        key = (fact.way, fact.api, fact.caller, fact.target)
        if key not in found and reachability.is_reached(fact.caller_class, fact.caller):
            reach = reachability.of(fact.caller_class, fact.caller, "")
            if fact.way != "decoded" or (reach.phase == "pre_consent" and not reach.guarded):
                found[key] = replace(fact, phase=reach.phase, chain=reach.chain)
    return list(found.values())


def _native_methods(files: Sequence[Constants], calls: UnseenCalls, strays: StrayClasses) -> dict[str, set[str]]:
    """The native methods of code that nobody knows, by class descriptor: names with what they take and give."""
    found: dict[str, set[str]] = {}
    for constants in files:
        dex, data = constants.code.dex, constants.code.class_data
        for method in data.method_index[(data.method_access_flags & _NATIVE) > 0].tolist():
            owner = dex.method_class(method)
            name = class_name(owner)
            if calls.counts("native", name) or (calls.is_by_name("native", name) and strays.has(name)):
                found.setdefault(owner, set()).add(_signature(constants, method))
    return found


def _signature(constants: Constants, method: int) -> str:
    dex = constants.code.dex
    return f"{dex.method_name(method)}{dex.prototype(int(dex.method_ids['proto'][method]))}"


class _Search:
    """The openings of one file."""

    def __init__(
        self,
        files: Sequence[Constants],
        constants: Constants,
        hierarchy: Hierarchy,
        calls: UnseenCalls,
        strays: StrayClasses,
    ) -> None:
        self._strays = strays
        self._files = files
        self._constants = constants
        self._hierarchy = hierarchy
        self._calls = calls
        self._callers: dict[int, list[Caller]] = {}
        self._items: dict[str, set[int]] = {}
        self._keys = ReflectedKeys(constants, files)

    def calls(self) -> Iterator[_Opening]:
        """Calls of the catalogue whose target is not known."""
        for call, entry in self._catalogued():
            api = f"{class_name(call.owner)}.{call.name}"
            callers = self._counting(entry.way, call.code_item, api)
            if not callers:
                continue
            target = self._target(call, entry)
            if target is None:
                continue
            for caller in callers:
                yield _Opening(entry.way, api, target, caller, call.instruction)

    def names(self) -> Iterator[_Opening]:
        """Constants that name a loader, or the parts of one, where classes are got by their name."""
        dex, texts = self._constants.code.dex, self._constants.texts
        strings = {index: name for name in self._calls.names if (index := dex.find_string(name)) >= 0}
        if not strings:
            return
        wanted = is_among(texts.target, list(strings))
        for position in np.flatnonzero(wanted).tolist():
            item, name = int(texts.code_item[position]), strings[int(texts.target[position])]
            for caller in self._counting("loader", item, f'"{name}"'):
                yield _Opening("loader", f'"{name}"', "", caller, int(texts.instruction[position]))

    def decoded(self, calls: Iterable[Call]) -> Iterator[_Opening]:
        """Calls by names that code of known SDKs decodes."""
        for call in calls:
            is_counted = bool(self._counting("reflection", call.code_item))
            for caller in () if is_counted else self._callers[call.code_item]:
                yield _Opening("decoded", f"{class_name(call.owner)}.{call.name}", "", caller, call.instruction)

    def handles(self) -> Iterator[_Opening]:
        """Handles of methods and sites of calls that the file itself describes: no compiler for Android writes any."""
        opcodes = self._constants.code.instructions.opcode
        for instruction in np.flatnonzero(is_among(opcodes, list(_HANDLES))).tolist():
            item = int(self._constants.code.instructions.code_item[instruction])
            for caller in self._counting("reflection", item):
                yield _Opening("reflection", _HANDLES[int(opcodes[instruction])], "", caller, instruction)

    def natives(self, natives: dict[str, set[str]]) -> Iterator[_Opening]:
        """Calls of the native methods of code that nobody knows."""
        if not natives:
            return
        dex = self._constants.code.dex
        by_method: dict[int, str] = {}
        owners = list(natives)
        for owner, type_index in zip(owners, dex.find_types(owners), strict=True):
            for method in dex.methods_of_type(type_index) if type_index >= 0 else ():
                if _signature(self._constants, method) in natives[owner]:
                    by_method[method] = method_name(dex, method)[1]
        if not by_method:
            return
        mask = np.zeros(len(dex.method_ids), dtype=bool)
        mask[list(by_method)] = True
        calls = self._constants.calls
        for position in calls.to_any(mask):
            name = by_method[int(calls.target[position])]
            for caller in self._counting("native", int(calls.code_item[position])):
                yield _Opening("native", name, "", caller, int(calls.instruction[position]))

    def _catalogued(self) -> Iterator[tuple[Call, UnseenCall]]:
        """Calls of the catalogue's methods, by the names of the platform's classes and of the app's below them."""
        table = self._calls.table
        for call in calls_to(self._constants, table):
            entry = table[call.owner].get(call.name)
            if entry is not None:
                yield call, entry
        yield from inherited_calls(self._constants, self._hierarchy, self._calls)

    def _counting(self, way: UnseenWay, code_item: int, api: str = "") -> list[Caller]:
        """The methods that run a code item, if it is nobody's that is known."""
        if code_item not in self._callers:
            self._callers[code_item] = callers_of_item(self._constants.code, code_item)
        return [
            caller
            for caller in self._callers[code_item]
            if self._calls.counts(way, caller.class_name, api) or self._is_stray(way, caller.class_name)
        ]

    def _is_stray(self, way: UnseenWay, class_: str) -> bool:
        """Whether a class has nothing but its name in common with the SDK that is known to do this."""
        return self._calls.is_by_name(way, class_) and self._strays.has(class_)

    def _target(self, call: Call, entry: UnseenCall) -> str | None:
        """What is known of what runs; None where it is in what was read."""
        match entry.target:
            case "library":
                return self._library(call, entry.argument)
            case "path":
                return self._text(call, entry.argument) or ""
            case "class":
                return self._class(call, entry.argument)
            case "member":
                return self._member(call, entry.argument, entry.argument - 1)
            case "property":
                return self._member(call, entry.argument, 0, getters)
            case "members":
                return "" if self._is_invoked(call) or self._is_handed_on(call) else None
            case "fields":
                return self._fields_of(call) if self._is_field_read(call) else None
            case "flags":
                values = self._constants.argument_values(call.instruction, entry.argument)
                known = values and all(isinstance(value, int) and not value & _WITH_CODE for value in values)
                return None if known else ""
            case "component":
                return None if self._is_of_own_class(call) else ""
            case "transaction":
                return self._interface(call)
            case "command":
                return self._command(call, entry.argument)
            case "address":
                return self._address(call, entry.argument)
            case "key":
                values = self._constants.argument_values(call.instruction, entry.argument)
                return None if values and not any(isinstance(value, Beginning) for value in values) else ""
            case _:
                return ""

    def _text(self, call: Call, argument: int) -> str:
        values = self._constants.argument_values(call.instruction, argument)
        return ", ".join(sorted(f"{value}…" if isinstance(value, Beginning) else str(value) for value in values))

    def _library(self, call: Call, argument: int) -> str | None:
        values = self._constants.argument_values(call.instruction, argument)
        names = [f"lib{value}.so" for value in values if isinstance(value, str) and not isinstance(value, Beginning)]
        if not values or len(names) < len(values):
            return self._text(call, argument)
        unknown = sorted(name for name in names if not self._calls.knows_library(name, self._classes_there()))
        return ", ".join(unknown) if unknown else None

    def _classes_there(self) -> Iterator[str]:
        for constants in self._files:
            yield from constants.code.dex.defined_classes()

    def _class(self, call: Call, argument: int) -> str | None:
        values = self._constants.argument_values(call.instruction, argument)
        if values and all(isinstance(value, str) and not _may_be_platform(value) for value in values):
            return None
        if self._is_narrowed(call) or self._is_name_of_class(call, argument) or self._is_passed_on(call, argument):
            return None
        return self._text(call, argument)

    def _is_narrowed(self, call: Call) -> bool:
        """Whether the class is taken as one of a kind; every class is one of `Object`."""
        for other in calls_to(self._constants, {_CLASS: (_NARROWS,)}):
            if other.code_item != call.code_item:
                continue
            body, index = self._constants.at(other.instruction)
            registers = body.sources(index) if 0 <= index < len(body) else ()
            definitions = body.definitions(index, registers[1]) if len(registers) > 1 else ()
            if any(_OBJECT not in self._class_made(body, definition) for definition in definitions):
                return True
        return False

    def _is_passed_on(self, call: Call, argument: int) -> bool:
        """Whether a method hands on what it was given itself to the method above that it overrides."""
        body, index = self._constants.at(call.instruction)
        registers = body.sources(index) if 0 <= index < len(body) else ()
        if argument >= len(registers) or body.parameter(registers[argument]) < 0:
            return False
        callers = self._callers.get(call.code_item, ())
        return {caller.name.partition("(")[0].rpartition(".")[2] for caller in callers} == {call.name}

    def _is_name_of_class(self, call: Call, argument: int) -> bool:
        """Whether a name is asked of a class that is there: how that was got is looked at where it was got."""
        body, index = self._constants.at(call.instruction)
        registers = body.sources(index) if 0 <= index < len(body) else ()
        if argument >= len(registers):
            return False
        dex = self._constants.code.dex
        for definition in body.definitions(index, registers[argument]):
            made = definition - 1 if definition > 0 and body.opcodes[definition] in MOVE_RESULTS else -1
            method = self._constants.callee(body, made) if made >= 0 else -1
            if method < 0 or dex.method_class(method) != _CLASS or dex.method_name(method) not in _NAMES:
                return False
        return True

    def _member(
        self, call: Call, argument: int, holder: int, named: Callable[[set[str]], set[str]] = set
    ) -> str | None:
        """What is known of a member that is got by its name, of the class in the register `holder`."""
        values = self._constants.argument_values(call.instruction, argument)
        classes = self._classes(call, holder)
        if classes and not any(name.startswith(PLATFORM) for name in classes):
            return None
        if not values or any(isinstance(value, Beginning) for value in values):
            return self._text(call, argument)
        names = named(set(map(str, values)))
        if call.owner == _CLASS:
            names -= self._found_by_name(call, names)
        if classes:
            telling = {f"{owner}.{name}" for owner in classes for name in names} & self._calls.methods
        else:
            telling = names & (self._calls.members | self._calls.found_by_name)
        return ", ".join(sorted(name for name in telling if not self._is_asked_for_known(call, name))) or None

    def _found_by_name(self, call: Call, names: set[str]) -> frozenset[str]:
        """Those names that entries of the catalogue find: they look for the constant where a class is asked."""
        found = self._calls.found_by_name & names
        return frozenset(name for name in found if loaded_constant(self._constants, call.code_item, (name,)))

    def _is_asked_for_known(self, call: Call, name: str) -> bool:
        """Whether a method that answers keys is got and asked in one place, with keys that are written there."""
        keys = self._calls.keys.get(name)
        return keys is not None and not self._is_handed_on(call) and self._keys.are_known(call, keys)

    def _classes(self, call: Call, holder: int) -> set[str]:
        """The classes of which a member is asked, where all are written as a class or got by a constant name."""
        body, index = self._constants.at(call.instruction)
        registers = body.sources(index) if 0 <= index < len(body) else ()
        found: set[str] = set()
        for definition in body.definitions(index, registers[holder]) if holder < len(registers) else ():
            named = self._class_made(body, definition)
            if not named:
                return set()
            found |= named
        return found

    def _class_made(self, body: MethodBody, definition: int) -> set[str]:
        """The classes that an instruction gives: a constant, or the result of getting one by a constant name."""
        dex = self._constants.code.dex
        if definition >= 0 and body.opcodes[definition] == CONST_CLASS:
            return {class_name(dex.type_descriptor(body.target(definition)))}
        if definition <= 0 or body.opcodes[definition] not in MOVE_RESULTS:
            return set()
        method = self._constants.callee(body, definition - 1)
        if method < 0:
            return set()
        entry = self._calls.table.get(dex.method_class(method), {}).get(dex.method_name(method))
        if entry is None or entry.target != "class":
            return set()
        values = self._constants.argument_values(body.first + definition - 1, entry.argument)
        return set() if any(isinstance(value, Beginning) for value in values) else set(map(str, values))

    def _fields_of(self, call: Call) -> str | None:
        """The classes of the platform whose fields, all of them, hold data; None for all other classes."""
        telling = self._classes(call, 0) & self._calls.holders
        return ", ".join(f"{name}.*" for name in sorted(telling)) or None

    def _is_of_own_class(self, call: Call) -> bool:
        """Whether all names of components that a method makes are of a class, which names one of the app itself."""
        dex = self._constants.code.dex
        made = [each for each in calls_to(self._constants, _NAMED_COMPONENT) if each.code_item == call.code_item]
        kinds = {dex.prototype(int(dex.method_ids["proto"][each.method])).partition(")")[0] for each in made}
        return bool(kinds) and all(kind.endswith(_CLASS) for kind in kinds)

    def _is_field_read(self, call: Call) -> bool:
        return call.code_item in self._items_calling("Ljava/lang/reflect/Field;", "get")

    def _is_invoked(self, call: Call) -> bool:
        return any(
            call.code_item in self._items_calling(owner, name) for owner, names in _INVOKES.items() for name in names
        )

    def _address(self, call: Call, argument: int) -> str | None:
        """What is known of an address of a provider that is no constant; None where it is, or comes from elsewhere."""
        takes = self._constants.code.dex.prototype(int(self._constants.code.dex.method_ids["proto"][call.method]))
        if argument == 1 and takes.startswith("(Ljava/lang/String;"):
            return made_authority(self._constants, call.instruction, argument, self._calls.authorities)
        return made_address(self._constants, call.instruction, argument)

    def _is_handed_on(self, call: Call) -> bool:
        """Whether code gives members of a class back, keeps them, or hands them to a method of the app's own."""
        constants = self._constants
        dex = constants.code.dex
        for caller in self._callers.get(call.code_item, ()):
            if _METHOD in _given(caller.name):
                return True
        accesses = field_accesses(constants.code.instructions)
        kept = accesses.target[(accesses.code_item == call.code_item) & accesses.is_write]
        types = dex.field_ids["type"][kept]
        if any(_METHOD in dex.type_descriptor(int(index)) for index in types):
            return True
        calls = constants.calls
        for target in distinct(calls.target[calls.code_item == call.code_item]).tolist():
            owner = class_name(dex.method_class(target))
            takes = dex.prototype(int(dex.method_ids["proto"][target])).partition(")")[0]
            if _METHOD in takes and not owner.startswith(PLATFORM):
                return True
        return False

    def _command(self, call: Call, argument: int) -> str | None:
        """The command that runs a program which shows nothing of what it reads; None for one that is another's."""
        values = self._constants.argument_values(call.instruction, argument)
        if not values or any(isinstance(value, Beginning) for value in values):
            return self._text(call, argument)
        texts = sorted(map(str, values))
        return ", ".join(texts) if any(map(self._calls.commands.reads_unseen, texts)) else None

    def _interface(self, call: Call) -> str | None:
        """The interface that a transaction is for; None where it is one that no service of the system has.

        A service refuses a transaction that names another interface than its own, so a name that is no system
        service's leads to another app, or to this one.
        """
        tokens: set[str] = set()
        parcel = self._made_by(call.instruction, 2)
        for other in calls_to(self._constants, {_PARCEL: ("writeInterfaceToken",)}):
            named = self._made_by(other.instruction, 0)
            if other.code_item == call.code_item and (not parcel or not named or parcel & named):
                values = self._constants.argument_values(other.instruction, 1)
                tokens |= {str(value) for value in values} or {""}
        is_named = bool(tokens) and "" not in tokens
        if is_named and not any(self._calls.is_of_system(token) for token in tokens):
            return None
        return ", ".join(sorted(tokens))

    def _made_by(self, instruction: int, argument: int) -> set[int]:
        """The instructions that gave a call its argument; none where one of them is not known."""
        body, index = self._constants.at(instruction)
        registers = body.sources(index) if 0 <= index < len(body) else ()
        origins = body.origins(index, registers[argument]) if argument < len(registers) else ()
        found = {definition for definition, _ in origins}
        return set() if UNKNOWN in found else found

    def _items_calling(self, owner: str, name: str) -> set[int]:
        key = f"{owner}{name}"
        if key not in self._items:
            self._items[key] = {call.code_item for call in calls_to(self._constants, {owner: (name,)})}
        return self._items[key]


def _given(name: str) -> str:
    """What a method gives back, by its name with its descriptor."""
    return name.rpartition(")")[2]


def _may_be_platform(name: object) -> bool:
    """Whether a class of the platform may have a name of which the beginning is known."""
    if not isinstance(name, Beginning):
        return False
    return "." not in name or name.startswith(PLATFORM)
