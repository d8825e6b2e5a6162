"""What a method learns of consent: which calls and fields hold a consent flag, and what they hold before consent.

A flag is a value that a call returns for a constant key of the consent lexicon (SharedPreferences, MMKV or a helper of
the app's own), the result of a method or the value of a field with such a name, or what a method or field passes on of
one. DataStore is not followed: its reads arrive through coroutines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from appaudit.code.call_graph import CallGraph
from appaudit.code.consent_words import ConsentWords
from appaudit.code.control_flow import FIELD_READS, Value
from appaudit.code.links import FileLinks, Flags, Indices
from appaudit.code.names import Hashes, hash_texts, mix, string_hashes
from appaudit.dex import field_accesses, invoke_edges, string_constants

_PREFERENCES = "Landroid/content/SharedPreferences;"
#: Framework types whose keys are no stored settings: intents, bundles, JSON, texts and collections.
_FRAMEWORK = ("Ljava/", "Landroid/", "Ldalvik/", "Lorg/json/", "Lorg/xml/", "Lkotlin/")
FLAG_TYPES = ("Z", "I", "Ljava/lang/Boolean;")
_STORED_TYPES = (*FLAG_TYPES, "Ljava/lang/Integer;", "Ljava/lang/Object;", "Ljava/lang/String;")
_BOXES = ("valueOf", "booleanValue", "intValue")
_EQUALITY = ("equals", "areEqual", "equalsIgnoreCase", "contentEquals")
_EMPTINESS = ("isEmpty", "isBlank")


@dataclass(slots=True)
class FlagsFound:
    """What passes on a flag, with its value before consent, and what the code itself does to flags."""

    methods: dict[int, int] = field(default_factory=dict)
    """By method of the app."""
    fields: dict[int, int] = field(default_factory=dict)
    """By the hash of the field's class and name."""
    granted: frozenset[str] = frozenset()
    """Keys that the app sets to "agreed" by itself at launch, so that they guard nothing."""
    grants: set[tuple[int, str]] = field(default_factory=set)
    """Methods that set a key to "agreed" without asking, with the key."""

    def count(self) -> int:
        """A number that changes whenever a method or field becomes a flag."""
        return len(self.methods) + len(self.fields)


class FileFlags:
    """The places in one file where methods that run at launch meet consent flags."""

    def __init__(self, graph: CallGraph, index: int, launched: Flags, words: ConsentWords, found: FlagsFound) -> None:
        self.file: FileLinks = graph.links.files[index]
        self.words = words
        self.found = found
        self.resolved: Indices = graph.resolved[index]
        self.first_instruction = int(graph.first_instruction[index])
        instructions, runs = self.file.code.instructions, launched[self.file.item_method]
        calls = invoke_edges(instructions)
        chosen = runs[calls.code_item]
        self._calls = calls.target[chosen], calls.code_item[chosen]
        reads = field_accesses(instructions)
        chosen = runs[reads.code_item] & np.isin(reads.opcode, FIELD_READS)
        self._reads = reads.target[chosen], reads.code_item[chosen]
        strings = string_constants(instructions)
        chosen = runs[strings.code_item]
        self._strings = strings.target[chosen], strings.code_item[chosen]
        self.keys = self._named_keys()
        self.named_methods = self._named_methods()
        self.named_fields = self._named_fields()
        self._field_hashes: Hashes | None = None

    def items_by_name(self) -> set[int]:
        """Code items that name a flag."""
        return (_items(self._strings, self.keys) | _items(self._calls, self.named_methods)) | _items(
            self._reads, self.named_fields
        )

    def items_by_flag(self) -> set[int]:
        """Code items that use what passes on a flag."""
        items: set[int] = set()
        if self.found.methods:
            known = np.array(sorted(self.found.methods), dtype=np.int64)
            target, item = self._calls
            items |= set(item[np.isin(self.resolved[target], known)].tolist())
        if self.found.fields:
            target, item = self._reads
            hashes = np.array(sorted(self.found.fields), dtype=np.uint64)
            items |= set(item[np.isin(self.field_hashes()[target], hashes)].tolist())
        return items

    def bodies(self) -> set[int]:
        """The methods of the app that are called by the name of a flag."""
        return {int(self.resolved[method]) for method in self.named_methods} - {-1}

    def field_hashes(self) -> Hashes:
        """For each field identifier its identity over all files."""
        if self._field_hashes is None:
            fields = self.file.code.dex.field_ids
            names = string_hashes(self.file.code.dex, fields["name"])
            self._field_hashes = mix(self.file.type_hash[fields["class_type"]], names)
        return self._field_hashes

    def _named_keys(self) -> dict[int, int]:
        strings = np.unique(self._strings[0])
        return self._named(strings, strings)

    def _named_methods(self) -> dict[int, int]:
        methods = np.unique(self._calls[0])
        methods = methods[np.isin(self.file.method_returns[methods], hash_texts(FLAG_TYPES))]
        return self._named(methods, self.file.code.dex.method_ids["name"][methods])

    def _named_fields(self) -> dict[int, int]:
        table = self.file.code.dex.field_ids
        fields = np.unique(self._reads[0])
        fields = fields[np.isin(self.file.type_hash[table["type"][fields]], hash_texts(FLAG_TYPES))]
        return self._named(fields, table["name"][fields])

    def _named(self, indices: NDArray[np.int64], strings: NDArray[np.integer]) -> dict[int, int]:
        names = self.file.code.dex.strings.decode_many(strings)
        values = zip(indices.tolist(), map(self.words.before_consent, names), strict=True)
        return {index: value for index, value in values if value is not None}


class FlagAnswers:
    """Answers for one pass over a method: with flags unknown, or with the values they have before consent."""

    def __init__(self, flags: FileFlags, *, before_consent: bool) -> None:
        self._flags = flags
        self._dex = flags.file.code.dex
        self._before = before_consent
        self.writes: dict[int, set[Value]] = {}
        self.grants: set[str] = set()

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call returns; None also for everything that is no flag."""
        if method >= len(self._dex.method_ids):
            return None
        flags, name = self._flags, self._dex.method_name(method)
        plain = _computed(name, arguments)
        if plain is not None:
            return plain
        resolved = int(flags.resolved[method])
        if resolved in flags.found.methods:
            return flags.found.methods[resolved] if self._before else None
        key = next((text for text in arguments if isinstance(text, str) and self._is_key(text)), None)
        if key is not None and _stores_settings(self._dex.method_class(method)):
            return self._of_key(key, method, name, arguments)
        if self._before and not flags.words.writes(name):
            return flags.named_methods.get(method)
        return None

    def read(self, field_index: int) -> Value:
        """What a field holds."""
        if not self._before or field_index >= len(self._dex.field_ids):
            return None
        value = self._flags.found.fields.get(int(self._flags.field_hashes()[field_index]))
        return self._flags.named_fields.get(field_index) if value is None else value

    def written(self, field_index: int, value: Value) -> None:
        """Keep what is written to fields."""
        if field_index < len(self._dex.field_ids):
            self.writes.setdefault(field_index, set()).add(value)

    def element(self) -> Value:
        """Flags are not kept in arrays."""
        return None

    def _is_key(self, text: str) -> bool:
        return text not in self._flags.found.granted and self._flags.words.before_consent(text) is not None

    def _of_key(self, key: str, method: int, name: str, arguments: Sequence[Value]) -> Value:
        value = self._flags.words.before_consent(key)
        if self._flags.words.writes(name):
            if value == 0 and isinstance(arguments[-1], int) and arguments[-1]:
                self.grants.add(key)
            return None
        prototype = self._dex.prototype(int(self._dex.method_ids["proto"][method]))
        parameters, _, returns = prototype.partition(")")
        if not self._before or returns not in _STORED_TYPES:
            return None
        if name.startswith(("contains", "has", "exists")):
            return 0
        # A flag that was never stored reads as the default that the call passes.
        if parameters.endswith(("Z", "I", "Ljava/lang/String;", "Ljava/lang/Object;")) and arguments[-1] != key:
            return arguments[-1]
        return value if returns in FLAG_TYPES else None


def _computed(name: str, arguments: Sequence[Value]) -> Value:
    """The result of calls that only pass on or compare constants."""
    if name in _BOXES and arguments and isinstance(arguments[-1], int):
        return arguments[-1]
    if name in _EMPTINESS and len(arguments) == 1 and isinstance(arguments[0], (str, int)):
        return int(not arguments[0])
    if name in _EQUALITY and len(arguments) == 2 and None not in arguments:
        return int(arguments[0] == arguments[1])
    return None


def _stores_settings(owner: str) -> bool:
    return owner == _PREFERENCES or owner.startswith(_PREFERENCES[:-1] + "$") or not owner.startswith(_FRAMEWORK)


def _items(places: tuple[NDArray[np.int64], NDArray[np.int32]], wanted: dict[int, int]) -> set[int]:
    target, item = places
    return set(item[np.isin(target, list(wanted))].tolist()) if wanted else set()
