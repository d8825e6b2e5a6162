"""Uses of catalogued APIs, fields and constants, with the methods that make them.

The catalogue is turned into lookup tables over each file's own indices, so the cost per call is one array lookup;
only what fits is ever named.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, compress

import numpy as np

from appaudit.code.facts.uses.handed_content import (
    is_address,
    is_broadcast,
    is_filtered_by,
    is_handed_on,
    is_only_kept,
    is_only_named,
    is_only_watched,
    is_only_written,
    is_told_observer,
)
from appaudit.code.facts.uses.joined_paths import joined_paths
from appaudit.code.facts.uses.limited_queries import (
    BY_TYPE,
    OF_ONE,
    asks_for_all,
    asks_for_own_accounts,
    names_one_package,
)
from appaudit.code.facts.uses.looked_up_methods import invoked_at, is_own_method
from appaudit.code.facts.uses.own_processes import PROCESSES, asks_for_own_process
from appaudit.code.facts.uses.passed_arguments import (
    PassedTexts,
    chosen_by,
    constant_of,
    fits,
    loaded_constant,
    number_of,
    passed_texts,
    tellers,
    texts_among,
)
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import class_name, descriptor, method_name
from appaudit.code.values.outlines import Outlined, Outlines
from appaudit.code.values.text_calls import Value
from appaudit.dex import DexFile
from appaudit.dex.disassembly import lines_around
from appaudit.dex.tables import is_among
from appaudit.model.facts.code import ApiCallFact, Teller
from appaudit.model.knowledge import ApiEntry
from appaudit.model.location import Location
from appaudit.model.method_names import plain
from appaudit.model.record import record

#: Entries by class descriptor and member name.
_ByClass = dict[str, dict[str, list[ApiEntry]]]
#: Roles of what is shown as evidence, with the instructions around it.
_SHOWN = ("data", "sensor")
#: Interfaces of the system's services as its own compiler names them, `I` and a word: their proxies can be called, too.
#: https://source.android.com/docs/core/architecture/aidl, checked 2026-11-29, not opened.
_OF_SERVICE = re.compile(r"(?:com\.)?android\.(?:\w+\.)*I[A-Z]\w*")
#: Type indices of one file by descriptor, -1 for types that it does not name.
_Types = dict[str, int]
_CONTENT, _OBSERVES = "content://", "registerContentObserver"
#: Characters by which catalogued constants are grouped: most files hold no constant of most groups.
_START = 4

#: Calls that use a text or address, and which register passes it (the receiver is 0).
#: https://developer.android.com/reference, checked 2026-11-24.
_CONTENT_CALLS = {
    "Landroid/content/ContentResolver;": {
        **dict.fromkeys(("query", "insert", "update", "delete", "bulkInsert", "call", "getType"), 1),
        **dict.fromkeys(("openInputStream", "openFileDescriptor", "openAssetFileDescriptor"), 1),
        **dict.fromkeys(("registerContentObserver", "acquireContentProviderClient"), 1),
        "acquireUnstableContentProviderClient": 1,
    },
    "Landroid/content/ContentProviderClient;": dict.fromkeys(("query", "insert", "update", "delete", "call"), 1),
    "Landroid/content/AsyncQueryHandler;": {"startQuery": 3},
    "Landroid/content/CursorLoader;": {"<init>": 2},
    "Landroidx/loader/content/CursorLoader;": {"<init>": 2},
    "Landroid/support/v4/content/CursorLoader;": {"<init>": 2},
    "Landroid/app/Activity;": {"managedQuery": 1},
    "Landroid/provider/MediaStore$Images$Media;": {"query": 1},
}
#: Calls that take texts which are catalogued as constants; they are asked only where the text is put together.
_TEXT_CALLS = {
    "Landroid/net/Uri;": {"parse": 0},
    "Ljava/io/File;": {"<init>": 1},
    "Ljava/io/FileInputStream;": {"<init>": 1},
    "Ljava/io/FileReader;": {"<init>": 1},
    "Ljava/io/RandomAccessFile;": {"<init>": 1},
    "Ljava/lang/Runtime;": {"exec": 1},
}
#: How an address of a file begins.
_FILE_SCHEME = "file:"


class ApiTable:
    """The catalogue of APIs, by class descriptor and by constant.

    A method or field named `*` stands for all of the class.
    """

    def __init__(self, entries: Iterable[ApiEntry]) -> None:
        self.methods: _ByClass = {}
        self.fields: _ByClass = {}
        self.strings: list[ApiEntry] = []
        self.strings_by_start: dict[str, list[ApiEntry]] = {}
        for entry in entries:
            if entry.script or entry.in_manifest:
                continue
            if entry.string:
                self.strings.append(entry)
                start = entry.string.removesuffix("*")[:_START]
                self.strings_by_start.setdefault(start, []).append(entry)
            elif entry.method:
                for name in _called_as(entry.class_name):
                    self.methods.setdefault(descriptor(name), {}).setdefault(entry.method, []).append(entry)
            else:
                owner = self.fields.setdefault(descriptor(entry.class_name), {})
                owner.setdefault(entry.field, []).append(entry)
        paths = (entry.string for entry in self.strings if entry.data and "/" in entry.string.removeprefix("/"))
        #: The names of the files of the system from which data can be read.
        self.file_names = frozenset(path.rpartition("/")[2] for path in paths if ":" not in path and "*" not in path)
        self.classes = sorted({*self.methods, *self.fields, *_CONTENT_CALLS, *_TEXT_CALLS})

    def strings_fitting(self, text: Value) -> list[ApiEntry]:
        """The entries of constants that a text is by itself, or begins like where the entry ends in `*`."""
        return [entry for entry in self.strings if not entry.with_strings and fits(text, (entry.string,))]


def _called_as(name: str) -> tuple[str, ...]:
    """A class, and what stands for it where it is the interface of a service of the system."""
    return (name, f"{name}$Stub$Proxy") if _OF_SERVICE.fullmatch(name) else (name,)


class InheritedApis:
    """Catalogued methods that apps may call by the name of a class of their own that inherits them.

    Args:
        table: The catalogue.
        hierarchy: The classes of the app.
    """

    def __init__(self, table: ApiTable, hierarchy: Hierarchy) -> None:
        self.hierarchy = hierarchy
        self._methods = {name: table.methods[name] for name in hierarchy.superclasses() if name in table.methods}
        self.names = sorted({name for methods in self._methods.values() for name in methods} - {"<init>", "*"})

    def entries(self, owner: str, name: str) -> list[ApiEntry]:
        """The entries of the catalogued method that a call of `owner.name` runs, if it is inherited from one.

        A class in between that defines the method itself is what runs instead; if that one calls what it overrides,
        the call names the class above.
        """
        if owner in self._methods or self.hierarchy.defines_method(owner, name):
            return []
        for above in self.hierarchy.above(owner):
            found = self._methods.get(above, {}).get(name)
            if found:
                return found
            if self.hierarchy.defines_method(above, name):
                return []
        return []


@record(kw_only=False)
class _Use:
    """One reference that fits an entry; `certain` where nothing of what the entry asks for was guessed."""

    code_item: int
    instruction: int
    """Position in the instruction arrays of the file."""
    entry: ApiEntry
    api: str
    certain: bool = True
    weak: bool = False
    tellers: tuple[Teller, ...] = ()


def api_call_facts(
    constants: Constants, table: ApiTable, inherited: InheritedApis, outlines: Outlines
) -> list[ApiCallFact]:
    """One fact for each API and caller in one DEX file; who calls an outline is the caller.

    Args:
        constants: The file, and what its registers hold.
        table: The catalogue.
        inherited: The catalogued methods that the app's own classes inherit.
        outlines: The methods of the app that stand for a platform method.
    """
    code = constants.code
    types = dict(zip(table.classes, code.dex.find_types(table.classes), strict=True))
    outlined = outlines.in_file(code)
    uses = [
        *_method_uses(constants, inherited.hierarchy, _called_apis(constants, table, inherited, types, outlined)),
        *_field_uses(constants, table, types, inherited.hierarchy),
        *_text_uses(constants, table, types),
        *_string_uses(constants, table),
        *_joined_uses(constants, table),
    ]
    facts: dict[tuple[str, str, tuple[str, ...], str], ApiCallFact] = {}
    sites: dict[tuple[str, str, tuple[str, ...], str], set[int]] = {}
    first: dict[tuple[str, str, tuple[str, ...], str], int] = {}
    told: dict[tuple[str, str, tuple[str, ...], str], list[tuple[Teller, ...]]] = {}
    names: dict[int, tuple[str, str]] = {}
    for use in sorted(uses, key=lambda use: not use.certain):
        for method in code.items.caller_of(use.code_item):
            if int(method) in outlined:
                continue
            name = names.get(int(method))
            if name is None:
                name = names[int(method)] = method_name(code.dex, int(method))
            caller_class, caller = name
            if is_own_code(use.entry, caller_class):
                continue
            key = (use.api, caller, use.entry.data, use.entry.role)
            sites.setdefault(key, set()).add(constants.offset_in_method(use.instruction))
            first[key] = min(first.get(key, use.instruction), use.instruction)
            told.setdefault(key, []).append(use.tellers)
            facts.setdefault(
                key,
                ApiCallFact(
                    api=use.api,
                    caller=caller,
                    caller_class=caller_class,
                    data_types=use.entry.data,
                    permissions=use.entry.permissions,
                    also_one_of=use.entry.also_one_of,
                    role=use.entry.role,
                    certain=use.certain,
                    weak=use.entry.weak or use.weak,
                    location=Location(path=code.dex.place, symbol=plain(caller)),
                    extractor="code.api_calls",
                ),
            )
    return [
        replace(
            fact,
            sites=tuple(sorted(sites[key])),
            tellers=tuple(dict.fromkeys(chain.from_iterable(told[key]))) if all(told[key]) else (),
            location=constants.place_of(first[key], plain(fact.caller)),
            snippet=lines_around(constants.code.instructions, first[key]) if fact.role in _SHOWN else (),
        )
        for key, fact in facts.items()
    ]


def is_own_code(entry: ApiEntry, caller_class: str) -> bool:
    """Whether an API that ships with its caller (an identifier library) calls itself: that is no access."""
    own = entry.class_name.partition("$")[0]
    return bool(own) and caller_class.partition("$")[0] == own


def _called_apis(
    constants: Constants, table: ApiTable, inherited: InheritedApis, types: _Types, outlined: dict[int, Outlined]
) -> dict[int, list[tuple[ApiEntry, str]]]:
    """The entries of every method that a call of it concerns, each with the name of the API."""
    dex = constants.code.dex
    found: dict[int, list[tuple[ApiEntry, str]]] = {}
    for owner, entries in table.methods.items():
        for method in dex.methods_of_type(types[owner]) if types[owner] >= 0 else ():
            found[method] = _named(entries, owner, dex.method_name(method))
    for method, outline in outlined.items():
        found[method] = _named(table.methods.get(outline.owner, {}), outline.owner, outline.name)
    for method, entries_of_base in _inherited_methods(dex, inherited):
        found.setdefault(
            method, [(entry, f"{entry.class_name}.{dex.method_name(method)}") for entry in entries_of_base]
        )
    return {method: entries for method, entries in found.items() if entries}


def _named(entries: dict[str, list[ApiEntry]], owner: str, name: str) -> list[tuple[ApiEntry, str]]:
    return [(entry, f"{class_name(owner)}.{name}") for entry in entries.get(name) or entries.get("*") or ()]


def _method_uses(
    constants: Constants, hierarchy: Hierarchy, entries_of: dict[int, list[tuple[ApiEntry, str]]]
) -> Iterator[_Use]:
    if not entries_of:
        return
    edges = constants.calls
    for position in edges.to_any(_mask(len(constants.code.dex.method_ids), entries_of)):
        target, item = int(edges.target[position]), int(edges.code_item[position])
        instruction = int(edges.instruction[position])
        passed: PassedTexts | None = None
        for entry, name in entries_of[target]:
            if _is_beside(constants, item, entry.told_by) or (
                name in OF_ONE and not asks_for_all(constants, instruction)
            ):
                continue
            if entry.with_numbers or entry.with_bits:
                number = number_of(constants, instruction, target, entry)
                if number is not None:
                    yield _Use(item, instruction, entry, f"{name}({number})")
                continue
            if not entry.with_strings:
                weak = _is_beside(constants, item, entry.weak_beside)
                weak |= name == BY_TYPE and asks_for_own_accounts(constants, instruction)
                weak |= name == PROCESSES and asks_for_own_process(constants, instruction)
                yield _Use(item, instruction, entry, name, weak=weak)
                continue
            passed = passed or passed_texts(constants, instruction, target)
            constant, certain = constant_of(constants, item, passed, entry.with_strings)
            if not constant:
                continue
            if is_own_method(constants, hierarchy, instruction, constant):
                continue
            weak = names_one_package(constants, instruction)
            told_by = chosen_by(constants, instruction, passed, entry.with_strings) if certain else ()
            for place in invoked_at(constants, hierarchy, instruction):
                home = item if place == instruction else int(constants.code.instructions.code_item[place])
                yield _Use(home, place, entry, f"{name}({constant})", certain, weak, told_by if home == item else ())


def _is_beside(constants: Constants, code_item: int, members: Sequence[str]) -> bool:
    """Whether a method also refers to one of these members (`class.member`)."""
    if not members:
        return False
    dex, accesses = constants.code.dex, constants.fields
    if any(f"{class_name(owner)}.{name}" in members for owner, name, _ in _calls_of(constants, code_item)):
        return True
    return any(
        f"{class_name(dex.type_descriptor(int(dex.field_ids['class_type'][field])))}.{dex.field_name(field)}" in members
        for field in accesses.target[accesses.in_item(code_item)].tolist()
    )


def _inherited_methods(dex: DexFile, inherited: InheritedApis) -> Iterator[tuple[int, list[ApiEntry]]]:
    strings = [index for index in map(dex.find_string, inherited.names) if index >= 0]
    if not strings:
        return
    for method in np.flatnonzero(is_among(dex.method_ids["name"], strings)).tolist():
        found = inherited.entries(dex.method_class(method), dex.method_name(method))
        if found:
            yield method, found


def _field_uses(constants: Constants, table: ApiTable, types: _Types, hierarchy: Hierarchy) -> Iterator[_Use]:
    dex = constants.code.dex
    entries_of: dict[int, list[ApiEntry]] = {}
    for owner, entries in table.fields.items():
        for index in dex.fields_of_type(types[owner]) if types[owner] >= 0 else ():
            name = dex.field_name(index)
            found = entries.get(name) or entries.get("*")
            if found:
                entries_of[index] = found
    if not entries_of:
        return
    accesses = constants.fields
    for position in accesses.to_any(_mask(len(dex.field_ids), entries_of)):
        if accesses.is_write[position]:
            continue
        target = int(accesses.target[position])
        owner = dex.type_descriptor(int(dex.field_ids["class_type"][target]))
        name = dex.field_name(target)
        item, instruction = int(accesses.code_item[position]), int(accesses.instruction[position])
        calls = list(_calls_of(constants, item)) if is_address(owner, name) else []
        if is_handed_on(calls):
            continue
        is_kept = is_address(owner, name) and is_only_kept(constants.name_of_item(item)[1], calls)
        weak = is_kept or is_only_watched(calls)
        weak = weak or (is_address(owner, name) and is_told_observer(constants, instruction, hierarchy.above))
        for entry in entries_of[target]:
            yield _Use(item, instruction, entry, f"{class_name(owner)}.{name}", weak=weak)


def _calls_of(constants: Constants, code_item: int) -> Iterator[tuple[str, str, str]]:
    """Class, name and descriptor of everything that one method calls."""
    dex, calls = constants.code.dex, constants.calls
    for target in dict.fromkeys(calls.target[calls.in_item(code_item)].tolist()):
        yield dex.method_class(target), dex.method_name(target), dex.prototype(int(dex.method_ids["proto"][target]))


def _string_uses(constants: Constants, table: ApiTable) -> Iterator[_Use]:
    """Loads of catalogued constants. Of an address of content the load alone does not show that it is asked."""
    dex = constants.code.dex
    entries_of: dict[int, list[ApiEntry]] = {}
    held = dex.strings.may_hold_prefixes(list(table.strings_by_start))
    for entries in compress(table.strings_by_start.values(), held):
        for entry in entries:
            for index in _string_indices(dex, entry.string):
                entries_of.setdefault(index, []).append(entry)
    for index in (*dex.strings_with_prefix("/"), *dex.strings_with_prefix("file:/")):
        for other in _other_spellings(dex.string(index)) if index not in entries_of else ():
            entries_of.setdefault(index, []).extend(table.strings_fitting(other))
    if not entries_of:
        return
    loads = constants.texts
    for position in loads.to_any(_mask(len(dex.strings), entries_of)):
        target = int(loads.target[position])
        text = dex.string(target)
        for entry in entries_of[target]:
            item, instruction = int(loads.code_item[position]), int(loads.instruction[position])
            beside = loaded_constant(constants, item, entry.with_strings)
            of_broadcast = bool(entry.data) and is_broadcast(text)
            if of_broadcast and is_only_named(constants, instruction):
                continue
            if beside or not entry.with_strings:
                api = f'"{text}…{beside}"' if beside else f'"{text}"'
                weak = not beside and (
                    of_broadcast or is_filtered_by(constants, instruction) or is_only_written(constants, instruction)
                )
                yield _Use(item, instruction, entry, api, not text.startswith(_CONTENT), weak)


def _other_spellings(path: str) -> Iterator[str]:
    """How the catalogue writes a path that goes round about or is an address of a file.

    Of one below `/sys`, which has many names, its end.
    """
    plain_path = posixpath.normpath(f"/{path[len(_FILE_SCHEME) :].lstrip('/')}" if path[:1] != "/" else path)
    if plain_path != path.rstrip("/"):
        yield plain_path
    if plain_path.startswith("/sys/"):
        yield "/".join(plain_path.split("/")[-2:])


def _joined_uses(constants: Constants, table: ApiTable) -> Iterator[_Use]:
    """Catalogued paths of files that are put together of a folder and a name."""
    for item, instruction, path in joined_paths(constants, table.file_names):
        for spelling in dict.fromkeys((path, *_other_spellings(path))):
            for entry in table.strings_fitting(spelling):
                yield _Use(item, instruction, entry, f'"{path}"')


def _string_indices(dex: DexFile, pattern: str) -> Sequence[int]:
    """The indices of a constant, or of all that begin with it when it ends in `*`."""
    if pattern.endswith("*"):
        return dex.strings_with_prefix(pattern[:-1])
    index = dex.find_string(pattern)
    return (index,) if index >= 0 else ()


# Texts that reach a call.


def _text_uses(constants: Constants, table: ApiTable, types: _Types) -> Iterator[_Use]:
    """Catalogued constants that reach a call that uses them, even if no constant of the file holds them in full."""
    code = constants.code
    argument_of: dict[int, tuple[int, bool]] = {}
    for calls, is_content in ((_CONTENT_CALLS, True), (_TEXT_CALLS, False)):
        for owner, arguments in calls.items():
            for method in code.dex.methods_of_type(types[owner]) if types[owner] >= 0 else ():
                argument = arguments.get(code.dex.method_name(method))
                if argument is not None:
                    argument_of[method] = (argument, is_content)
    if not argument_of:
        return
    edges = constants.calls
    for position in edges.to_any(_mask(len(code.dex.method_ids), argument_of)):
        argument, is_content = argument_of[int(edges.target[position])]
        instruction = int(edges.instruction[position])
        if not is_content and not constants.is_made(instruction, argument):
            continue
        is_told = is_content and code.dex.method_name(int(edges.target[position])) == _OBSERVES
        for value in texts_among(constants.argument_values(instruction, argument)):
            for entry in table.strings_fitting(value):
                if is_told and not entry.permissions:
                    continue  # who is told of a change reads nothing; where a permission guards that, it is used
                told_by = tellers(constants, instruction, argument, value)
                yield _Use(int(edges.code_item[position]), instruction, entry, f'"{value}"', tellers=told_by)


def _mask(size: int, indices: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = np.zeros(size, dtype=bool)
    mask[list(indices)] = True
    return mask
