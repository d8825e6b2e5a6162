"""What a method learns of consent: which calls and fields hold a consent flag, and what they hold before consent.

A flag is a value that a call returns for a constant key of the consent lexicon (SharedPreferences, MMKV, DataStore or a
helper of the app's own), the result of a method or the value of a field with such a name, or what a method or field
passes on of one. A coroutine is followed as if it never had to wait, and `runBlocking` returns what the coroutine comes
to that is made in the same method; values that arrive through a Flow's collector are not followed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.first_launch.condition_sources import STORED, falls_back
from appaudit.code.first_launch.flags_found import FlagsFound, field_key
from appaudit.code.first_launch.launch_fields import FieldTables
from appaudit.code.first_launch.property_names import is_like_any, name_key, plain_name, property_set
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import FileLinks, Flags, Indices
from appaudit.code.values.field_values import FieldValues
from appaudit.code.values.marked_values import NO_TEXT, OBJECT, Boxed, Value, is_object, is_text
from appaudit.code.values.text_calls import EQUALS
from appaudit.dex import DexFile, field_accesses, invoke_edges, new_instances, string_constants
from appaudit.dex.hashes import Hashes, hash_text, hash_texts
from appaudit.dex.opcodes import PLAIN_READS, opcode_table
from appaudit.dex.tables import distinct, is_among
from appaudit.lexicon.consent import ConsentWords

_IS_READ = opcode_table(PLAIN_READS)
_PREFERENCES = "Landroid/content/SharedPreferences;"
#: Framework types whose keys are no stored settings: intents, bundles, JSON, texts and collections.
_FRAMEWORK = ("Ljava/", "Landroid/", "Ldalvik/", "Lorg/json/", "Lorg/xml/", "Lkotlin/")
FLAG_TYPES = ("Z", "I", "Ljava/lang/Boolean;")
_STORED_TYPES = (*FLAG_TYPES, "Ljava/lang/Integer;", "Ljava/lang/Object;", "Ljava/lang/String;")
_BOXES = ("valueOf", "booleanValue", "intValue", "boxBoolean", "boxInt")
#: DataStore: what makes keys, and what is asked with them. https://developer.android.com/topic/libraries/architecture/datastore
#: (checked 2026-11-24); the names of androidx are kept by its own shrinker rules in most apps.
_KEY_MAKERS = "Landroidx/datastore/preferences/core/PreferencesKeys;"
_KEYED_STORES = (
    "Landroidx/datastore/preferences/core/Preferences;",
    "Landroidx/datastore/preferences/core/MutablePreferences;",
)
#: Coroutines: what a call returns that has to wait, and the number of the step that one goes on with.
SUSPENDED = "\0suspended"
_SUSPENDED_CALL, _STEP = "getCOROUTINE_SUSPENDED", "label"
_BLOCKING = ("runBlocking", "runBlocking$default")
_RESUMED = "invokeSuspend"
_EMPTINESS = ("isEmpty", "isBlank", "isNullOrEmpty", "isNullOrBlank")
#: What a text says of itself, and what it gives without changing what it says.
_LENGTH: Final = "length"
_OF_TEXT: Final[Mapping[str, Callable[[str], Value]]] = {
    _LENGTH: len,
    "trim": str.strip,
    "strip": str.strip,
    "toString": str,
    "toLowerCase": str.lower,
    "toUpperCase": str.upper,
}
_CONTAINS = ("contains", "has", "exists")
#: Types of what is stored once, as the time or the version of an agreement: that it is there at all says yes.
_STATED = ("J", "Ljava/lang/String;")
#: What two texts say of each other; java.lang.String, https://developer.android.com/reference/java/lang/String, checked
#: 2026-11-30, not opened.
_OF_TEXTS: Final[Mapping[str, Callable[[str, str], int]]] = {
    "compareTo": lambda one, other: (one > other) - (one < other),
    "compareToIgnoreCase": lambda one, other: (one.lower() > other.lower()) - (one.lower() < other.lower()),
}
#: What holds what somebody put there: its getters fall back like those of settings, and say nothing of a first launch.
_HANDED_ON: Final = ("Landroid/os/Bundle;", "Landroid/os/BaseBundle;")
#: Null is no "true" either.
_TRUTH = "parseBoolean"
#: Texts that say no.
_SAYS_NO: Final = ("", "0", "false", "no", "n", "off", "null", "none", "-1")
#: What makes texts, truth values and numbers of one another, and objects of them.
_TEXT, _TRUTHS, _NUMBERS = "Ljava/lang/String;", "Ljava/lang/Boolean;", "Ljava/lang/Integer;"
_OF_LANGUAGE: Final = (_TEXT, _TRUTHS, _NUMBERS, "Ljava/lang/Long;")
_MAKES_OBJECT, _NUMBER = "valueOf", "parseInt"
#: https://developer.android.com/reference/java/lang/Boolean#TRUE, checked 2026-11-30, not opened.
_CONSTANTS: Final = {"TRUE": 1, "FALSE": 0}
#: The names of calls of which `computed` may know the result.
COMPUTED = frozenset((*_BOXES, *EQUALS, *_EMPTINESS, *_OF_TEXT, *_OF_TEXTS, _TRUTH, _NUMBER))


class FileFlags:
    """The places in one file where methods that run at launch meet consent flags."""

    def __init__(
        self,
        graph: CallGraph,
        index: int,
        launched: Flags,
        words: ConsentWords,
        found: FlagsFound,
        tables: Callable[[], FieldTables] | None = None,
        told: Callable[[int, int, Sequence[Value]], Value] = lambda file, method, arguments: None,
    ) -> None:
        self.told: Callable[[int, Sequence[Value]], Value] = partial(told, index)
        self.file: FileLinks = graph.links.files[index]
        self._index = index
        self._tables = tables
        self.unwritten: Callable[[int], Value] = cache(
            lambda field: tables().unwritten(index, field) if tables is not None else None
        )
        self.words = words
        self.found = found
        self.resolved: Indices = graph.resolved[index]
        self.first_instruction = int(graph.first_instruction[index])
        self.runs: Flags = launched[self.file.item_method]
        instructions, runs = self.file.code.instructions, self.runs
        calls = invoke_edges(instructions)
        chosen = runs[calls.code_item]
        self._calls = calls.target[chosen], calls.code_item[chosen]
        reads = field_accesses(instructions)
        chosen = runs[reads.code_item] & _IS_READ[reads.opcode]
        self._reads = reads.target[chosen], reads.code_item[chosen]
        chosen = runs[reads.code_item] & reads.is_write
        self._writes = reads.target[chosen], reads.code_item[chosen]
        strings = string_constants(instructions)
        chosen = runs[strings.code_item]
        self._strings = strings.target[chosen], strings.code_item[chosen]
        created = new_instances(instructions)
        chosen = runs[created.code_item]
        self._created = self.file.type_class[created.target[chosen]], created.code_item[chosen]
        self._links = graph.links
        launched_texts = distinct(self._strings[0])
        texts = self.file.code.dex.strings.decode_many(launched_texts)
        self._texts = dict(zip(launched_texts.tolist(), texts, strict=True))
        self.keys = self._named(launched_texts, texts)
        self.named_methods = self._named_methods()
        self.named_fields = self._named_fields(self._reads)
        self.written_fields = self._named_fields(self._writes)
        self.implementations = {method: self._implementing(method) for method in self.named_methods}
        self._field_hashes: Hashes | None = None

    def items_by_name(self) -> set[int]:
        """Code items that name a flag."""
        found = _items(self._strings, self.keys) | _items(self._calls, self.named_methods)
        return found | _items(self._reads, self.named_fields) | self.items_writing()

    def items_writing(self) -> set[int]:
        """Code items that write a field with the name of a flag."""
        return _items(self._writes, self.written_fields)

    def items_by_flag(self) -> set[int]:
        """Code items that use what passes on a flag."""
        items: set[int] = set()
        if self.found.methods:
            known = np.array(sorted(self.found.methods), dtype=np.int64)
            target, item = self._calls
            items |= set(item[is_among(self.resolved[target], known)].tolist())
            classes, item = self._created
            items |= set(item[is_among(classes, sorted(self._coroutines()))].tolist())
        behind = {index: 0 for index, text in self._texts.items() if text in self.found.defaults}
        items |= _items(self._strings, behind)
        passing = {*self.found.fields, *self.found.keys}
        if passing:
            target, item = self._reads
            hashes = np.array(sorted(passing), dtype=np.uint64)
            items |= set(item[is_among(self.field_hashes()[target], hashes)].tolist())
        return items

    def awaited(self, code_item: int) -> int | None:
        """What the coroutine that a code item makes comes to before consent; None where it makes none with a flag."""
        coroutines = self._coroutines()
        classes, items = self._created
        made = [coroutines[index] for index in classes[items == code_item].tolist() if index in coroutines]
        return made[0] if made else None

    def _coroutines(self) -> dict[int, int]:
        """The classes of coroutines that come to a flag, with its value before consent."""
        resumed = hash_text(_RESUMED)
        return {
            int(self._links.method_class[method]): value
            for method, value in self.found.methods.items()
            if isinstance(value, int) and self._links.method_name[method] == resumed
        }

    def bodies(self) -> dict[int, int]:
        """The methods of the app that are called by the name of a flag, with what that promises before consent."""
        return {each: self.named_methods[called] for called, run in self.implementations.items() for each in run}

    def is_doubted(self, method: int) -> bool:
        """Whether what a method identifier with the name of a flag calls says otherwise than its name promises."""
        named = self.named_methods[method]
        found = self.found
        name = self.file.code.dex.method_name(method)
        is_one = name_key(name) in found.granted
        if is_one or any(each in found.doubted or found.is_stored(each) for each in self.implementations[method]):
            return True
        if any(found.is_word_alone(each) for each in self.implementations[method]):
            return True
        said = [found.methods.get(each, found.said.get(each)) for each in self.implementations[method]]
        if None in said and is_like_any(name, found.contrary):
            return True
        return any(isinstance(value, int) and bool(value) is not bool(named) for value in said)

    def _implementing(self, method: int) -> tuple[int, ...]:
        """The methods of the app that a call of a method identifier may run: what it names, or what overrides that."""
        named = int(self.resolved[method])
        links, owner = self._links, int(self.file.type_class[self.file.code.dex.method_ids["class_type"][method]])
        if owner < 0 or (named >= 0 and links.method_has_code[named]):
            return (named,) if named >= 0 else ()
        alike = np.flatnonzero((links.method_signature == self.file.method_signature[method]) & links.method_has_code)
        bounds = links.ancestor_bounds
        below = [each for each in alike.tolist() for at in [int(links.method_class[each])]
                 if owner in links.ancestors[bounds[at] : bounds[at + 1]]]  # fmt: skip
        return tuple(below)

    def begun(self) -> frozenset[str]:
        """What stands for the static fields with the name of a flag that begin as "agreed"."""
        data, values = self.file.code.class_data, FieldValues(self.file.code)
        static = data.field_index[data.field_is_static].astype(np.int64)
        kinds = self.file.code.dex.field_ids["type"][static]
        static = static[is_among(self.file.type_hash[kinds], hash_texts(FLAG_TYPES))]
        named = self._named(static, self.file.code.dex.field_names(static))
        begun = {index for index, value in named.items() if value == 0 and values.first_value(index) in (True, 1)}
        return frozenset(field_key(int(self.field_hashes()[index])) for index in begun)

    def writing(self, field: int) -> set[int] | None:
        """The code items that write a field before anybody acts; None where code of another file does."""
        identity = np.uint64(self.field_hashes()[field])
        writes = self._tables().writes(identity) if self._tables is not None else []
        if any(file != self._index for file, _ in writes):
            return None
        return {int(self.file.code.instructions.code_item[place]) for _, place in writes}

    def field_hashes(self) -> Hashes:
        """For each field identifier its identity over all files."""
        if self._field_hashes is None:
            self._field_hashes = self.file.field_identities()
        return self._field_hashes

    def _named_methods(self) -> dict[int, int]:
        methods = distinct(self._calls[0])
        methods = methods[is_among(self.file.method_returns[methods], hash_texts(FLAG_TYPES))]
        return self._named(methods, self.file.code.dex.method_names(methods))

    def _named_fields(self, accesses: tuple[NDArray[np.integer], NDArray[np.int32]]) -> dict[int, int]:
        table = self.file.code.dex.field_ids
        fields = distinct(accesses[0])
        fields = fields[is_among(self.file.type_hash[table["type"][fields]], hash_texts(FLAG_TYPES))]
        return self._named(fields, self.file.code.dex.field_names(fields))

    def _named(self, indices: NDArray[np.int64], names: Sequence[str]) -> dict[int, int]:
        values = {name: self.words.before_consent(name) for name in set(names)}  # many classes have the same names
        named = ((index, values[name]) for index, name in zip(indices.tolist(), names, strict=True))
        return {index: value for index, value in named if value is not None}


class FlagAnswers:
    """Answers for one pass over a method: with flags unknown, or with the values they have before consent."""

    follows_arrays = False
    knows_objects = False
    only_asks = False

    def __init__(
        self, flags: FileFlags, code_item: int, *, before_consent: bool, held: Mapping[int, Value] | None = None
    ) -> None:
        self._flags = flags
        self._held = held or {}
        self._code_item = code_item
        self._dex = flags.file.code.dex
        self._before = before_consent
        self.writes: dict[int, set[Value]] = {}
        self.grants: set[str] = set()
        self.asked: dict[str, Value] = {}
        """Settings that are asked for under other keys, each with its default."""

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call returns; None also for everything that is no flag."""
        if method >= len(self._dex.method_ids):
            return None
        flags, name = self._flags, self._dex.method_name(method)
        plain = computed(name, arguments)
        if plain is not None:
            return plain
        owner = self._dex.method_class(method)
        if name == _SUSPENDED_CALL:
            return SUSPENDED
        if owner == _KEY_MAKERS:
            return next((text for text in arguments if isinstance(text, str)), None)
        resolved = int(flags.resolved[method])
        if resolved in flags.found.methods:
            passed = flags.found.methods[resolved]
            return passed if self._before or (is_text(passed) and passed) else None
        if name in _BLOCKING and self._before:
            return flags.awaited(self._code_item)
        self._note_name(name, arguments)
        key = next((text for text in arguments if isinstance(text, str) and self._is_key(text)), None)
        if key is not None and _stores_settings(owner):
            return self._of_key(key, method, name, arguments)
        if _stores_settings(owner):
            self._note(method, name, arguments)
        value = flags.named_methods.get(method) if self._before and not flags.words.writes(name) else None
        if value is not None:
            return None if flags.is_doubted(method) else value
        return flags.told(method, arguments)

    def read(self, field_index: int) -> Value:
        """What a field holds; a coroutine is always at its first step."""
        if field_index >= len(self._dex.field_ids):
            return None
        if field_index in self._held:
            return self._held[field_index]
        name = self._dex.field_name(field_index)
        if name == _STEP:
            return 0
        if (
            name in _CONSTANTS
            and self._dex.type_descriptor(int(self._dex.field_ids["class_type"][field_index])) == _TRUTHS
        ):
            return _CONSTANTS[name]
        identity = int(self._flags.field_hashes()[field_index])
        if identity in self._flags.found.keys:
            return self._flags.found.keys[identity]
        value = self._flags.found.fields.get(identity, self._flags.named_fields.get(field_index))
        if value is None:
            return self._flags.unwritten(field_index)
        begins = self._flags.unwritten(field_index) if value and identity not in self._flags.found.fields else None
        if begins == 0:  # named by what it would have to be, which nothing makes it
            return begins
        found, known = self._flags.found, field_key(identity)
        return value if self._before and known not in found.granted and not found.is_stored(known) else None

    def written(self, field_index: int, value: Value) -> None:
        """Keep what is written to fields."""
        if field_index < len(self._dex.field_ids):
            self.writes.setdefault(field_index, set()).add(value)

    def element(self, array: Value, at: Value) -> Value:
        """Flags are not kept in arrays."""
        return None

    def _note_name(self, name: str, arguments: Sequence[Value]) -> None:
        """Note what is set to "agreed" by a method that says so."""
        said = property_set(name) if arguments else ""
        before = self._flags.words.before_consent(said) if said else None
        if before is not None and _says_agreed(arguments[-1], before):
            self.grants.add(name_key(said))

    def _is_key(self, text: str) -> bool:
        return text not in self._flags.found.granted and self._flags.words.before_consent(text) is not None

    def _note(self, method: int, name: str, arguments: Sequence[Value]) -> None:
        """Note what is asked under a key that is none of consent, and what is stored under one behind a flag's name."""
        flags, key = self._flags, next((text for text in arguments if isinstance(text, str)), None)
        if key is None or (key not in flags.found.granted and flags.words.before_consent(key) is not None):
            return
        if flags.words.writes(name):
            defaults = flags.found.defaults
            if key in defaults and arguments[-1] not in (None, key, defaults[key]):
                self.grants.add(key)
        elif falls_back(self._dex, method):
            self.asked[key] = arguments[-1]
        elif name in STORED:
            self.asked[key] = None if name.startswith(_CONTAINS) else 0

    def _of_key(self, key: str, method: int, name: str, arguments: Sequence[Value]) -> Value:
        value = self._flags.words.before_consent(key)
        if self._flags.words.writes(name):
            stores = self._dex.prototype(int(self._dex.method_ids["proto"][method])).partition(")")[0]
            stated = arguments[-2 if stores.endswith("J") else -1]
            is_there = key in self._flags.found.contained and stores.endswith(_STATED) and stated not in (0, "")
            if value is not None and (is_there or _says_agreed(arguments[-1], value)):
                self.grants.add(key)
            return None
        prototype = self._dex.prototype(int(self._dex.method_ids["proto"][method]))
        parameters, _, returns = prototype.partition(")")
        if value is not None and arguments[-1] != key and _says_agreed(arguments[-1], value):
            self._flags.found.contrary.add(plain_name(key))
        if name.startswith(_CONTAINS):
            self._flags.found.contained.add(key)
        if not self._before or returns not in _STORED_TYPES:
            return None
        if self._dex.method_class(method) in _KEYED_STORES:
            return 0
        if name.startswith(_CONTAINS):
            return 0
        # A flag that was never stored reads as the default that the call passes.
        if parameters.endswith(("Z", "I", "Ljava/lang/String;", "Ljava/lang/Object;")) and arguments[-1] != key:
            return arguments[-1]
        return value if returns in FLAG_TYPES else None


def _says_agreed(stored: Value, before: int) -> bool:
    """Whether what is stored under the name of a flag says otherwise than the flag does before anyone has agreed."""
    if is_text(stored):
        stored = int(stored.lower() not in _SAYS_NO)
    return isinstance(stored, int) and bool(stored) is not bool(before)


class DefaultAnswers(FlagAnswers):
    """Answers for one pass over a method: before consent, and with no setting stored under any key."""

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call returns; the default of a setting that it asks for."""
        is_setting = method < len(self._dex.method_ids) and falls_back(self._dex, method) and len(arguments) > 1
        is_setting = is_setting and self._dex.method_class(method) not in _HANDED_ON
        said = super().call(method, arguments)
        return arguments[-1] if is_setting else said


def computed(name: str, arguments: Sequence[Value]) -> Value:
    """The result of calls that only pass on or compare constants."""
    if NO_TEXT in arguments:
        if name not in EQUALS:
            arguments = ["" if value == NO_TEXT else value for value in arguments]
        elif None in arguments or all(value in (0, "", NO_TEXT) for value in arguments):
            return None
    if name in _BOXES and arguments and isinstance(arguments[-1], int):
        return arguments[-1]
    if name in _EMPTINESS and len(arguments) == 1 and isinstance(arguments[0], (str, int)):
        return int(not arguments[0])
    if name in _OF_TEXT and len(arguments) == 1:
        return _OF_TEXT[name](arguments[0]) if is_text(arguments[0]) else None
    if name in EQUALS and len(arguments) == 2 and None not in arguments:
        return int(arguments[0] == arguments[1])
    if name == _TRUTH and len(arguments) == 1 and arguments[0] is not None:
        return int(str(arguments[0]).lower() == "true")
    if name in _OF_TEXTS and len(arguments) == 2:
        one, other = arguments
        return _OF_TEXTS[name](one, other) if isinstance(one, str) and isinstance(other, str) else None
    return None


def computed_by(dex: DexFile, method: int, arguments: Sequence[Value]) -> Value:
    """The same of a method identifier, by its class as well: numbers keep being objects where they are made to."""
    name, owner = dex.method_name(method), dex.method_class(method)
    if name == _MAKES_OBJECT and owner in _OF_LANGUAGE[1:] and arguments[-1:] == [None]:
        return OBJECT
    if any(map(is_object, arguments)):
        return None
    if name not in COMPUTED or not arguments or owner not in _OF_LANGUAGE:
        return computed(name, arguments)
    value = arguments[-1]
    if owner == _TEXT and name == _MAKES_OBJECT:
        kind = dex.prototype(int(dex.method_ids["proto"][method]))[1]
        as_text = str(bool(value)).lower() if kind == "Z" else str(value)
        return as_text if isinstance(value, int) and kind in "ZI" else None
    if type(value) is str and not isinstance(value, Boxed) and owner == _TRUTHS and name in (_TRUTH, _MAKES_OBJECT):
        value = int(value.lower() == "true")
        return value if name == _TRUTH else Boxed.of(owner, value)
    if type(value) is str and owner == _NUMBERS and name in (_NUMBER, _MAKES_OBJECT):
        number = int(value) if value.isdecimal() else None
        return number if name == _NUMBER or number is None else Boxed.of(owner, number)
    if name == _MAKES_OBJECT:
        return Boxed.of(owner, value) if isinstance(value, int) and len(arguments) == 1 else None
    if isinstance(value, Boxed) and name in _BOXES:
        return value.number
    return computed(name, arguments)


def _stores_settings(owner: str) -> bool:
    return owner == _PREFERENCES or owner.startswith(_PREFERENCES[:-1] + "$") or not owner.startswith(_FRAMEWORK)


def _items(places: tuple[NDArray[np.integer], NDArray[np.int32]], wanted: dict[int, int]) -> set[int]:
    target, item = places
    return set(item[is_among(target, list(wanted))].tolist()) if wanted else set()
