"""Calls by which an app starts an SDK, tells it what the user decided, or switches one of its practices off.

Which calls those are is knowledge (`startup` and `switches` of `rules/sdks`); here they are found in the code, with the
constants they are given. What an SDK's own classes call is left out: that is no decision of the app. A component that
an SDK brings along to be started is one: the manifest of the app declares it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from fnmatch import fnmatchcase
from itertools import pairwise

from appaudit.code.facts.starts.handed_parts import handed_classes
from appaudit.code.renamed import RenamedCode
from appaudit.code.values.call_search import (
    Call,
    arguments_of,
    callers_of_item,
    calls_to,
    definitions_of,
    items_holding,
    texts_passed,
)
from appaudit.code.values.constants import Beginning, Constants, Value
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import class_name, descriptor
from appaudit.dex.disassembly import lines_around
from appaudit.dex.opcodes import RETURN, RETURN_OBJECT
from appaudit.model.code_names import is_android
from appaudit.model.facts.base import Fact
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.facts.package import MetaDataFact
from appaudit.model.method_names import plain
from appaudit.model.record import record
from appaudit.model.sdks import SdkKey, SdkSignature, SdkStartup, SdkSwitch
from appaudit.model.words import CallPurpose, SdkCallAction, Setting

#: What the system calls in providers, and in initialisers of androidx.startup.
_FIRST_METHODS = ("onCreate", "create")
_PROVIDER = "Landroid/content/ContentProvider;"
_INITIALIZER = "Landroidx/startup/Initializer;"
_RETURNS = frozenset((RETURN, RETURN_OBJECT))
#: Calls that put a value under a key, with the registers of both.
_PUTS = {
    "Ljava/util/Map;": ("put",),
    "Ljava/util/HashMap;": ("put",),
    "Ljava/util/LinkedHashMap;": ("put",),
    "Lorg/json/JSONObject;": ("put", "putOpt"),
    "Landroid/os/Bundle;": ("putString", "putBoolean", "putInt"),
}


@record(kw_only=False)
class _Known:
    """What a call means for an SDK."""

    sdk: str
    action: SdkCallAction
    switch: SdkSwitch | None = None
    unless: tuple[str, ...] = ()
    """Packages without which alone it means that, as descriptors begin: `Lcom/example/`."""
    unseen: tuple[str, ...] = ()
    """What it needs and what was read of the package does not have."""


class SdkCalls:
    """The calls and overridden methods that rules know, by class descriptor and method name.

    Args:
        signatures: What is known of SDKs.
        renamed: The classes and methods of SDKs that were recognised though a shrinker renamed them.
        stated: The names that the package states, by kind (`string`, `bool` and so on); None where not all are known.
        seen: The names that were read, by kind; nothing is known of kinds that are left out.
    """

    def __init__(
        self,
        signatures: Iterable[SdkSignature],
        renamed: RenamedCode | None = None,
        stated: Mapping[str, frozenset[str] | None] | None = None,
        seen: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.renamed = renamed or RenamedCode()
        self.calls: dict[str, dict[str, list[_Known]]] = {}
        self.overrides: dict[str, dict[str, list[_Known]]] = {}
        self.components: dict[str, list[_Known]] = {}
        self.named_components: set[tuple[str, str]] = set()
        self.texts: dict[str, list[tuple[_Known, list[tuple[str, str]]]]] = {}
        self.meta_data: dict[str, list[tuple[str, SdkSwitch]]] = {}
        self.prefixes: dict[str, tuple[str, ...]] = {}
        self.carriers: dict[str, frozenset[str]] = {}
        self.keys: dict[str, tuple[SdkKey, ...]] = {}
        for signature in signatures:
            self.carriers[signature.id] = frozenset(signature.carried_by)
            self.prefixes[signature.id] = tuple(f"{prefix}." for prefix in signature.signals.classes)
            if signature.startup is not None:
                known_calls: tuple[tuple[SdkCallAction, tuple[str, ...]], ...] = (
                    ("start", signature.startup.start),
                    ("safe_start", signature.startup.safe),
                    ("consent", signature.startup.consent),
                )
                for action, calls in known_calls:
                    for call in calls:
                        if not is_android(call):
                            continue
                        _add(self.calls, call, _Known(signature.id, action))
                self._add_texts(signature.id, signature.startup)
                self.keys |= {signature.id: signature.startup.keys} if signature.startup.keys else {}
                for component in signature.startup.components:
                    self.named_components.add((descriptor(component), signature.id))
                    needs = signature.startup.needs.get(component, ())
                    if _missing(needs, stated or {}) or _yields(signature.startup, component, stated or {}):
                        continue
                    known = _Known(signature.id, "start", unseen=_missing(needs, seen or {}))
                    self.components.setdefault(descriptor(component), []).append(known)
            for switch in signature.switches:
                known = _Known(signature.id, "switch", switch)
                if switch.call:
                    _add(self.calls, switch.call, known)
                elif switch.override:
                    _add(self.overrides, switch.override, known)
                else:
                    self.meta_data.setdefault(switch.meta_data, []).append((signature.id, switch))

    def _add_texts(self, sdk: str, startup: SdkStartup) -> None:
        """Texts and sessions; which packages an app must not have for a session to be a start follows from its own.

        What stands below its own package is no newer one: every old 友盟 holds `com.umeng.analytics.game`.
        """
        starts, sessions = [_owner_and_name(call) for call in startup.start if is_android(call)], []
        packages = {owner.rpartition("/")[0] + "/" for owner, _ in starts}
        for call in startup.sessions:
            owner, name = _owner_and_name(call)
            sessions.append((owner, name))
            unless = _outside(packages, [owner.rpartition("/")[0] + "/"])
            self.calls.setdefault(owner, {}).setdefault(name, []).append(_Known(sdk, "start", unless=unless))
        own = [owner.rpartition("/")[0] + "/" for owner, _ in sessions]
        for held in startup.texts:
            self.texts.setdefault(held, []).append((_Known(sdk, "start"), starts))
        for held in startup.session_texts:
            known = _Known(sdk, "start", unless=_outside(packages, own))
            self.texts.setdefault(held, []).append((known, sessions))

    def is_own(self, sdk: str, caller_class: str) -> bool:
        """Whether a class belongs to the SDK itself."""
        if self.renamed.owners.get(caller_class) == sdk:
            return True
        return caller_class.startswith(self.prefixes.get(sdk) or ("\0",))

    def begins_by(self, sdk: str, sharing: Collection[str], constants: Constants, call: int) -> bool:
        """Whether a call of a start that several SDKs share begins one of them; true where what it gets is unknown.

        What begins is whose objects stand in the array that it is given, with what these bring along.
        """
        body, index = constants.at(call)
        method = constants.callee(body, index) if len(sharing) > 1 and index < len(body) else -1
        if method < 0 or self.is_own(sdk, class_name(constants.code.dex.method_class(method))):
            return True
        handed = handed_classes(constants, call)
        owners = [self._owner_among(sharing, name) for name in handed or ()]
        if handed is None or not all(owners):
            return True
        return sdk in owners or not self.carriers.get(sdk, frozenset()).isdisjoint(owners)

    def _owner_among(self, sdks: Iterable[str], name: str) -> str:
        """The one of some SDKs whose class it is, by the longest of their packages; empty for others."""
        owner = self.renamed.owners.get(name, "")
        known = {prefix: sdk for sdk in sdks for prefix in self.prefixes.get(sdk, ()) if name.startswith(prefix)}
        return known[max(known, key=len)] if known else owner if owner in sdks else ""


def _outside(packages: Iterable[str], own: Sequence[str]) -> tuple[str, ...]:
    """The packages that are none of these and below none of these."""
    return tuple(sorted(package for package in packages if not package.startswith(tuple(own))))


def _missing(needs: Iterable[str], stated: Mapping[str, frozenset[str] | None]) -> tuple[str, ...]:
    """What of the things that a component needs a package does not state, as `string/google_app_id`."""
    asked = ((need, *need.split("/", 1)) for need in needs)
    return tuple(need for need, kind, name in asked if (known := stated.get(kind)) is not None and name not in known)


def _yields(startup: SdkStartup, component: str, stated: Mapping[str, frozenset[str] | None]) -> bool:
    """Whether a component leaves the start to the app, by names that the package has and by others that it has not."""
    known = startup.yields.get(component)
    if known is None or _missing(known.unless, stated) != known.unless:
        return False
    return any(name in (stated.get(kind) or ()) for kind, _, name in (each.partition("/") for each in known.to))


def _add(table: dict[str, dict[str, list[_Known]]], call: str, known: _Known) -> None:
    owner, name = _owner_and_name(call)
    table.setdefault(owner, {}).setdefault(name, []).append(known)


def _owner_and_name(call: str) -> tuple[str, str]:
    owner, _, name = call.rpartition(".")
    return descriptor(owner), name


def manifest_sdk_facts(facts: Iterable[Fact], table: SdkCalls) -> list[SdkCallFact]:
    """The switches that meta-data elements of the manifest set."""
    found = []
    for fact in facts:
        if not isinstance(fact, MetaDataFact):
            continue
        for sdk, switch in table.meta_data.get(fact.name, ()):
            found.append(
                SdkCallFact(
                    sdk=sdk,
                    api=f"meta-data {switch.meta_data}",
                    action="switch",
                    purpose=switch.purpose,
                    setting=_setting([fact.value], switch.safe_value),
                    value=fact.value,
                    data_types=switch.data,
                    phase="pre_consent",
                    location=fact.location,
                    extractor="code.sdk_calls",
                )
            )
    return found


def sdk_call_facts(constants: Constants, hierarchy: Hierarchy, table: SdkCalls) -> list[SdkCallFact]:
    """One fact for each known call, caller and value in one DEX file.

    Args:
        constants: The file, and what its registers hold.
        hierarchy: The classes of the app, by which overriding methods are known.
        table: What rules know of SDKs.
    """
    found: dict[tuple[str, ...], SdkCallFact] = {}
    reader = _Reader(constants, hierarchy, table)
    for use in (*reader.calls(), *reader.overrides(), *reader.components(), *reader.led_to()):
        if use.known.unless and hierarchy.has_package(use.known.unless):
            continue
        for caller in callers_of_item(constants.code, use.code_item):
            is_unasked = use.unasked
            if use.api and not is_unasked and table.is_own(use.known.sdk, caller.class_name):
                if not reader.begins_by_itself(use, caller.class_name, caller.name):
                    continue
                is_unasked = True
            switch = use.known.switch
            purpose: CallPurpose = (
                switch.purpose if switch is not None else "consent" if use.known.action == "consent" else ""
            )
            sites = (constants.offset_in_method(use.instruction),) if use.instruction >= 0 else ()
            if sites:
                caller = replace(caller, location=constants.place_of(use.instruction, caller.location.symbol))
            fact = SdkCallFact(
                sdk=use.known.sdk,
                sites=sites,
                api=use.api or plain(caller.name),
                action=use.known.action,
                purpose=purpose,
                setting=use.setting,
                value=use.value,
                data_types=switch.data if switch is not None else (),
                unasked=is_unasked,
                unseen=use.known.unseen if use.unasked else (),
                caller=caller.name,
                caller_class=caller.class_name,
                location=caller.location,
                snippet=lines_around(constants.code.instructions, use.instruction) if sites else (),
                extractor="code.sdk_calls",
            )
            known = found.setdefault((*fact.key(), purpose), fact)
            if known is not fact:
                found[(*fact.key(), purpose)] = replace(known, sites=tuple(sorted({*known.sites, *sites})))
    return list(found.values())


@record(kw_only=False)
class _Use:
    code_item: int
    known: _Known
    api: str
    """Empty where the method itself is what a start leads to."""
    instruction: int = -1
    """Position in the instruction arrays; -1 for a method that is overridden."""
    setting: Setting = "unknown"
    value: str = ""
    unasked: bool = False


@record(kw_only=False, frozen=False)
class _Reader:
    constants: Constants
    hierarchy: Hierarchy
    table: SdkCalls
    _puts: dict[int, list[tuple[str, list[str]]]] = field(default_factory=dict)
    _is_read: bool = False

    def calls(self) -> Iterator[_Use]:
        for call in (*calls_to(self.constants, self.table.calls), *self._calls_of_renamed()):
            api = f"{class_name(call.owner)}.{call.name}"
            meant = self.table.calls[call.owner][call.name]
            sharing = {known.sdk for known in meant if known.action == "start"}
            for known in meant:
                if known.action == "start" and not self.table.begins_by(
                    known.sdk, sharing, self.constants, call.instruction
                ):
                    continue
                if known.action == "consent":
                    values = self._arguments(call, truth_only=True)
                    yield _Use(
                        call.code_item, known, api, call.instruction, _setting(values, "false"), ", ".join(values)
                    )
                elif known.switch is None:
                    yield _Use(call.code_item, known, api, call.instruction, "on")
                else:
                    yield from self._switch(call, known, known.switch, api)

    def _calls_of_renamed(self) -> Iterator[Call]:
        """Calls of methods that a shrinker renamed, under the names that they had."""
        for owner, members in self.table.renamed.methods.items():
            dex = self.constants.code.dex
            for call in calls_to(self.constants, {owner: {member.name for member in members}}):
                prototype = dex.prototype(int(dex.method_ids["proto"][call.method]))
                for member in members:
                    if (call.name, prototype) == (member.name, member.prototype):
                        original = descriptor(member.owner)
                        if member.original in self.table.calls.get(original, {}):
                            yield replace(call, owner=original, name=member.original)

    def _switch(self, call: Call, known: _Known, switch: SdkSwitch, api: str) -> Iterator[_Use]:
        if not switch.safe_value:
            yield _Use(call.code_item, known, api, call.instruction, "off")
            return
        if not switch.key:
            values = self._arguments(call, truth_only=switch.safe_value in ("true", "false"))
            yield _Use(
                call.code_item, known, api, call.instruction, _setting(values, switch.safe_value), ", ".join(values)
            )
            return
        under_key = self._values_under(call, switch.key)
        if under_key is not None:
            value = f"{switch.key}={', '.join(under_key)}" if under_key else switch.key
            yield _Use(call.code_item, known, api, call.instruction, _setting(under_key, switch.safe_value), value)

    def _arguments(self, call: Call, *, truth_only: bool) -> list[str]:
        """The constants that a call passes, truth values as words; empty where none is known."""
        found: list[str] = []
        for kind, register in arguments_of(self.constants, call.instruction, call.method):
            if (kind == "Z") == truth_only or kind == "Ljava/lang/Boolean;":
                values = self.constants.argument_values(call.instruction, register)
                is_truth = kind in ("Z", "Ljava/lang/Boolean;")
                found += sorted(_word(value, is_truth=is_truth) for value in values)
        return found

    def overrides(self) -> Iterator[_Use]:
        for owner, methods in self.table.overrides.items():
            if self.constants.code.dex.find_type(owner) < 0:
                continue
            for name, knowns in methods.items():
                for method, item in definitions_of(self.constants, name):
                    own = self.constants.code.dex.method_class(method)
                    if own != owner and (owner in self.hierarchy.above(own) or self._implements(own, owner)):
                        returned = self._returned(item)
                        for known in knowns:
                            safe = known.switch.safe_value if known.switch is not None else ""
                            api = f"{class_name(owner)}.{name}"
                            yield _Use(item, known, api, -1, _setting(returned, safe), ", ".join(returned))

    def components(self) -> Iterator[_Use]:
        """The methods by which the system starts what an SDK brings along."""
        dex = self.constants.code.dex
        here = {owner for owner in self.table.components if dex.find_type(owner) >= 0}
        for name in _FIRST_METHODS if here else ():
            for method, item in definitions_of(self.constants, name):
                owner = dex.method_class(method)
                for known in self.table.components[owner] if owner in here else ():
                    yield _Use(item, known, f"{class_name(owner)}.{name}", -1, "on", unasked=True)

    def begins_by_itself(self, use: _Use, caller_class: str, caller: str) -> bool:
        """Whether an SDK's own class that the system starts, and of which nothing else is known, calls its start."""
        owner = descriptor(caller_class)
        if use.known.action != "start" or plain(caller).rpartition(".")[2] not in _FIRST_METHODS:
            return False
        if (owner, use.known.sdk) in self.table.named_components:
            return False
        return _PROVIDER in self.hierarchy.above(owner) or self._implements(owner, _INITIALIZER)

    def led_to(self) -> Iterator[_Use]:
        """The methods of SDKs to which their starts lead, known by a text, where the calls go by other names."""
        for held, led in self.table.texts.items():
            items = items_holding(self.constants, held)
            for known, named in led if items else ():
                if not any(self.hierarchy.defines_method(owner, name) for owner, name in named):
                    yield from (_Use(item, known, "", -1, "on") for item in items)

    def _implements(self, own: str, interface: str) -> bool:
        definition = self.hierarchy.definition(own)
        if definition is None:
            return False
        code, class_def = definition
        return any(code.dex.type_descriptor(int(index)) == interface for index in code.dex.interfaces(class_def))

    def _returned(self, item: int) -> list[str]:
        """What a method returns, as words; empty where that is unknown."""
        body = self.constants.body(item)
        found: set[str] = set()
        for index in [at for at, opcode in enumerate(body.opcodes) if opcode in _RETURNS] if body.is_read else ():
            values = self.constants.in_body(body, index, body.sources(index)[0])
            if not values:
                return []
            found |= {_word(value, is_truth=value in (0, 1)) for value in values}
        return sorted(found)

    # Values under a key.

    def _values_under(self, call: Call, key: str) -> list[str] | None:
        """What stands under a key in the map or JSON that a call is given, None where the key is not seen there.

        The map is filled in the method that calls, or in a method of the app that it calls.
        """
        for text in (text for register in range(1, 5) for text in texts_passed(self.constants, call, register)):
            found = _in_json(text, key)
            if found is not None:
                return found
        items = [call.code_item, *self._callees(call.code_item)]
        for item in items:
            puts = self._put_in(item)
            named = [values for name, values in puts if name == key]
            if named:
                return sorted({value for values in named for value in values})
            # {"name": KEY, "value": V}, put together member by member.
            order = [(name, values) for name, values in puts if name in ("name", "key", "value")]
            for (_, first), (second_name, second) in pairwise(order):
                if first == [key] and second_name == "value":
                    return second
        for item in items:
            for text in self._loaded(item):
                found = _in_json(text, key)
                if found is not None or text == key:
                    return found or []
        return None

    def _callees(self, item: int) -> list[int]:
        calls = self.constants.calls
        found = self.constants.item_of_method[calls.target[calls.in_item(item)]].tolist()
        return list(dict.fromkeys(callee for callee in found if callee >= 0 and callee != item))[:20]

    def _loaded(self, item: int) -> list[str]:
        loads = self.constants.texts
        return [self.constants.code.dex.string(index) for index in loads.target[loads.in_item(item)].tolist()]

    def _put_in(self, item: int) -> list[tuple[str, list[str]]]:
        if not self._is_read:
            self._is_read = True
            for call in calls_to(self.constants, _PUTS):
                keys = texts_passed(self.constants, call, 1)
                if len(keys) == 1:
                    values = self.constants.argument_values(call.instruction, 2)
                    words = sorted(_word(value, is_truth=False) for value in values)
                    self._puts.setdefault(call.code_item, []).append((keys[0], words))
        return self._puts.get(item, [])


def _word(value: Value, *, is_truth: bool) -> str:
    if is_truth and value in (0, 1):
        return "true" if value else "false"
    return f"{value}*" if isinstance(value, Beginning) else str(value)


def _setting(values: Iterable[str], safe_value: str) -> Setting:
    """`off` where every value that may come switches off, `on` where none does, `unknown` where that depends."""
    known = list(values)
    fitting = sum(fnmatchcase(value, safe_value) for value in known)
    if not known or 0 < fitting < len(known):
        return "unknown"
    return "off" if fitting else "on"


def _in_json(text: str, key: str) -> list[str] | None:
    """The values of a key in JSON, `{"key": v}` or `{"name": "key", "value": v}`; None where it is not there."""
    if key not in text or text == key:
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        match = re.search(rf'"?{re.escape(key)}"?\s*[:=]\s*"?([\w.]+)', text)
        return [match.group(1)] if match else None
    found = []
    for entry in data if isinstance(data, list) else [data]:
        if isinstance(entry, dict):
            if key in entry:
                found.append(_json_word(entry[key]))
            elif key in (entry.get("name"), entry.get("key")) and "value" in entry:
                found.append(_json_word(entry["value"]))
    return found or None


def _json_word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
