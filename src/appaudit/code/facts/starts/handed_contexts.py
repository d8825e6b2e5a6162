"""Starts of SDKs under other names: code of the app hands an SDK its context, and no start known by name is there.

Shrinkers rename what nobody keeps, and old and rare SDKs are known by their packages alone. What they need to begin is
the same under any name: a context of the app, https://developer.android.com/reference/android/content/Context, checked
2026-11-29, not opened. Where archives of the SDK show the prototypes of its starts, a call of one of these is likelier,
and likeliest where it hands over keys, which are constants. How often such calls were starts: docs/accuracy.md,
"Starts under other names".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, TypeVar

import numpy as np

from appaudit.code.facts.owners.package_owners import PackageOwners
from appaudit.code.facts.starts.sdk_calls import SdkCalls
from appaudit.code.renamed.features import FeatureReader
from appaudit.code.values.call_search import Call, arguments_of, callers_of_item, texts_passed
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import class_name, descriptor
from appaudit.dex.disassembly import lines_around
from appaudit.dex.opcodes import STATIC_INVOKES
from appaudit.dex.tables import distinct, is_among
from appaudit.model.code_names import is_android
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature

#: What is said of a method.
Named = TypeVar("Named")
_CONTEXTS: Final = tuple(
    f"{array}Landroid/{name};" for array in ("", "[") for name in ("content/Context", "app/Application", "app/Activity")
)
#: What is told of besides: an address or an intent that came from elsewhere, by which nothing begins.
_TOLD: Final = re.compile(r"Landroid/(?:net/Uri|content/Intent);")
#: A start gives nothing, or the object of what it started; a number, a truth value or a text answers a question.
_GIVES: Final = re.compile(r"V|L(?!java/lang/(?:String|Boolean|Integer|Long);)")
#: How starts are called; a name of one or two letters is a shrinker's.
_BEGINS: Final = re.compile(
    r"(?i)^(?:.{1,2}|(?:auto|sdk|do)?(?:init|initiali[sz]e|setup|install|start|launch|takeoff|configure|bootstrap)"
    r"(?:sdk|session|app|with\w*|work|service|agent|tracking|context)?)$"
)
#: A constructor of a class with such a name counts, too.
_RENAMED_CLASS: Final = re.compile(r"[/$].{1,2};$")
#: A class of an SDK that does something else with a context: shows, paints, stores or reads the screen.
_ELSEWHERE: Final = re.compile(
    r"(?i)(?:view|dialog|adapter|layout|fragment|activity|receiver|service|provider|util|helper|log|pref|store|image)"
    r"s?\w*;$"
)

_TEXT: Final = "Ljava/lang/String;"
#: What code that stores a setting calls.
_EDITOR: Final = re.compile(r"Landroid/content/SharedPreferences\$Editor;")
_SETTINGS: Final = re.compile(
    r"L(?:android/content/(?:SharedPreferences(?:\$Editor)?|Context)|java/lang/\w+|android/(?:util/Log|text/TextUtils));"
)


def starts_by_context(constants: Constants) -> Iterator[tuple[int, str]]:
    """The methods that a file calls and that are called and made as starts are: with a context.

    Each is given by its index into `method_ids`, with the descriptor of its class. Few prototypes take a context, and
    only these are spelled out.
    """
    dex = constants.code.dex
    called = distinct(constants.calls.target)
    protos = dex.method_ids["proto"][called]
    asked = distinct(protos)
    types, counts = dex.type_lists(dex.proto_ids["parameters_offset"][asked])
    taking = distinct(np.repeat(asked, counts)[is_among(types, dex.find_types(_CONTEXTS))])
    meant = [proto for proto in taking.tolist() if _is_made_so(dex.prototype(proto))]
    for method in called[is_among(protos, meant)].tolist():
        owner, name = dex.method_class(method), dex.method_name(method)
        begins = _RENAMED_CLASS.search(owner) if name == "<init>" else _BEGINS.match(name)
        if begins is not None and _ELSEWHERE.search(owner) is None and not _only_stores(constants, method):
            yield method, owner


def _is_made_so(prototype: str) -> bool:
    """Whether a prototype that takes a context is that of a start."""
    takes, _, gives = prototype.partition(")")
    return _TOLD.search(takes) is None and _GIVES.match(gives) is not None


def _only_stores(constants: Constants, method: int) -> bool:
    """Whether a method, by its code in the same file, does nothing but store a setting."""
    body = constants.callee_body(method)
    dex = constants.code.dex
    calls = [constants.callee(body, at) for at in range(len(body))] if body is not None else []
    owners = {dex.method_class(each) for each in calls if each >= 0}
    return any(map(_EDITOR.match, owners)) and all(map(_SETTINGS.match, owners))


def calls_of(constants: Constants, named: Mapping[int, Named]) -> Iterator[tuple[Call, Named]]:
    """The calls in a file of the methods named, by index into `method_ids`, with what was said of them."""
    if not named:
        return
    dex, calls = constants.code.dex, constants.calls
    mask = np.zeros(len(dex.method_ids), dtype=bool)
    mask[list(named)] = True
    for position in calls.to_any(mask):
        method = int(calls.target[position])
        place, item = int(calls.instruction[position]), int(calls.code_item[position])
        yield Call(place, item, method, dex.method_class(method), dex.method_name(method)), named[method]


class RenamedStarts:
    """Knows which SDKs of an app may have been started under other names.

    Args:
        knowledge: What is known of SDKs, libraries and frameworks.
        table: What calls start SDKs.
        hierarchy: The classes of the app.
        started: SDKs of which a start was found by its name, its texts or a component of theirs.
        stated: The names of the meta-data in the manifest; None where not all are known. An SDK that looks for a key
            there, and finds none, does nothing.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        table: SdkCalls,
        hierarchy: Hierarchy,
        started: Collection[str],
        stated: frozenset[str] | None = None,
    ) -> None:
        self._table = table
        claims: dict[str, str] = {}
        self._wanted: set[str] = set()
        self._shared = {each.id for each in knowledge.sdks.values() if each.signals.excluded_classes}
        for signature in knowledge.sdks.values():
            for prefix in signature.signals.classes:
                claims.setdefault(prefix, signature.id)
            for prefix in signature.signals.excluded_classes:
                claims.setdefault(prefix, "")
            keys = signature.signals.meta_data
            if keys and stated is not None and stated.isdisjoint(keys):
                continue
            is_meant = _may_be_meant(signature, knowledge) and signature.id not in started
            if is_meant and not any(hierarchy.defines_method(*each) for each in _named_calls(signature)):
                self._wanted.add(signature.id)
        self._owners = PackageOwners(claims)
        self._kinds = {sdk: _kinds_of_starts(knowledge, sdk) for sdk in self._wanted}

    def facts(self, files: Iterable[Constants]) -> Iterator[SdkCallFact]:
        """One fact for each such call in a file and the method that makes it: those that are most like starts."""
        found: dict[str, list[tuple[int, SdkCallFact]]] = {}
        for constants in files:
            for likeness, fact in self._in_file(constants):
                found.setdefault(fact.sdk, []).append((likeness, fact))
        for each in found.values():
            most = max(likeness for likeness, _ in each)
            yield from (fact for likeness, fact in each if likeness == most)

    def _in_file(self, constants: Constants) -> Iterator[tuple[int, SdkCallFact]]:
        """The calls in a file, with how like a start each is."""
        seen: set[tuple[str, str, str]] = set()
        reader = FeatureReader(constants.code)
        for call, sdk in self._calls(constants):
            is_static = int(constants.code.instructions.opcode[call.instruction]) in STATIC_INVOKES
            is_of_kind = reader.kind_of_called(call.method, is_static=is_static) in self._kinds[sdk]
            likeness = 1 + _hands_texts(constants, call) if is_of_kind else 0
            api = f"{class_name(call.owner)}.{call.name}"
            for caller in callers_of_item(constants.code, call.code_item):
                key = (sdk, api, caller.name)
                if self._owners.of(caller.class_name) or self._table.is_own(sdk, caller.class_name) or key in seen:
                    continue
                seen.add(key)
                yield (
                    likeness,
                    SdkCallFact(
                        sdk=sdk,
                        sites=(constants.offset_in_method(call.instruction),),
                        api=api,
                        action="start",
                        setting="on",
                        named=False,
                        caller=caller.name,
                        caller_class=caller.class_name,
                        location=constants.place_of(call.instruction, caller.location.symbol),
                        snippet=lines_around(constants.code.instructions, call.instruction),
                        extractor="code.handed_contexts",
                    ),
                )

    def _calls(self, constants: Constants) -> Iterator[tuple[Call, str]]:
        dex = constants.code.dex
        named = {}
        for method, owner in starts_by_context(constants):
            sdk = self._owners.of(class_name(owner))
            # Under a shrinker's name in a package that others share it may be anybody's.
            if sdk in self._shared and _RENAMED_CLASS.search(owner):
                continue
            # What a call does that the table names is known.
            if sdk in self._wanted and dex.method_name(method) not in self._table.calls.get(owner, ()):
                named[method] = sdk
        yield from calls_of(constants, named)


def _kinds_of_starts(knowledge: Knowledge, sdk: str) -> frozenset[int]:
    """The features of the prototypes that archives show of an SDK's starts."""
    signature, renamed = knowledge.sdks[sdk], knowledge.renamed.get(sdk)
    starts = set(signature.startup.start) if signature.startup else set()
    return frozenset(
        int(method.kind, 16)
        for known in (renamed.classes if renamed else ())
        for method in known.methods
        if f"{known.name}.{method.name}" in starts
    )


def _hands_texts(constants: Constants, call: Call) -> bool:
    """Whether all texts that a call hands over are constants, and there are some."""
    handed = arguments_of(constants, call.instruction, call.method)
    registers = [register for kind, register in handed if kind == _TEXT]
    return bool(registers) and all(texts_passed(constants, call, each) for each in registers)


def _may_be_meant(signature: SdkSignature, knowledge: Knowledge) -> bool:
    """Whether code of an SDK is its alone, and of a kind that begins by collecting."""
    category = knowledge.sdk_categories.get(signature.category)
    return signature.kind == "sdk" and not signature.part_of and category is not None and category.begins_by_collecting


def _named_calls(signature: SdkSignature) -> Iterator[tuple[str, str]]:
    """The calls of an SDK that are known by name: the descriptor of the class, and the method."""
    startup = signature.startup
    for call in (*startup.start, *startup.safe, *startup.consent) if startup else ():
        owner, _, name = call.rpartition(".")
        if is_android(call):
            yield descriptor(owner), name
