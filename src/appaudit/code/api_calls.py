"""Uses of catalogued APIs, fields and constants, with the methods that make them.

The catalogue is turned into lookup tables over each file's own indices, so the cost per call is one array lookup;
only what fits is ever named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from appaudit.code.java_names import class_name, descriptor, method_name
from appaudit.dex import DexCode, DexFile, References, field_accesses, invoke_edges, string_constants
from appaudit.model.fact import ApiCallFact
from appaudit.model.knowledge import ApiEntry
from appaudit.model.location import Location

#: Entries by class descriptor and member name.
_ByClass = dict[str, dict[str, list[ApiEntry]]]


class ApiTable:
    """The catalogue of APIs, by class descriptor and by constant.

    A method or field named `*` stands for all of the class.
    """

    def __init__(self, entries: Iterable[ApiEntry]) -> None:
        self.methods: _ByClass = {}
        self.fields: _ByClass = {}
        self.strings: list[ApiEntry] = []
        for entry in entries:
            if entry.string:
                self.strings.append(entry)
            elif entry.method:
                owner = self.methods.setdefault(descriptor(entry.class_name), {})
                owner.setdefault(entry.method, []).append(entry)
            else:
                owner = self.fields.setdefault(descriptor(entry.class_name), {})
                owner.setdefault(entry.field, []).append(entry)


@dataclass(frozen=True, slots=True)
class _Use:
    """One reference that fits an entry."""

    code_item: int
    entry: ApiEntry
    api: str


def api_call_facts(code: DexCode, table: ApiTable) -> list[ApiCallFact]:
    """One fact for each API and caller in one DEX file."""
    constants = string_constants(code.instructions)
    uses = [*_method_uses(code, table, constants), *_field_uses(code, table), *_string_uses(code.dex, table, constants)]
    facts: dict[tuple[str, str], ApiCallFact] = {}
    for use in uses:
        for method in code.items.caller_of(use.code_item):
            caller_class, caller = method_name(code.dex, int(method))
            if _is_own_code(use.entry, caller_class):
                continue
            facts.setdefault(
                (use.api, caller),
                ApiCallFact(
                    api=use.api,
                    caller=caller,
                    caller_class=caller_class,
                    data_types=use.entry.data,
                    permissions=use.entry.permissions,
                    role=use.entry.role,
                    location=Location(path=code.dex.place, symbol=caller),
                    extractor="code.api_calls",
                ),
            )
    return list(facts.values())


def _is_own_code(entry: ApiEntry, caller_class: str) -> bool:
    """An API that ships inside the app (an identifier library) calls itself; that is not an access by the app."""
    own = entry.class_name.partition("$")[0]
    return bool(own) and caller_class.partition("$")[0] == own


def _method_uses(code: DexCode, table: ApiTable, constants: References) -> Iterator[_Use]:
    dex = code.dex
    entries_of: dict[int, list[ApiEntry]] = {}
    for type_index, entries in _present(dex, table.methods):
        for method in dex.methods_of_type(type_index):
            found = entries.get(dex.method_name(method)) or entries.get("*")
            if found:
                entries_of[method] = found
    if not entries_of:
        return
    edges = invoke_edges(code.instructions)
    for position in edges.to_any(_mask(len(dex.method_ids), entries_of)):
        target, item = int(edges.target[position]), int(edges.code_item[position])
        name = f"{class_name(dex.method_class(target))}.{dex.method_name(target)}"
        for entry in entries_of[target]:
            if not entry.with_strings:
                yield _Use(item, entry, name)
            elif constant := _constant_in(dex, constants, item, entry.with_strings):
                yield _Use(item, entry, f"{name}({constant})")


def _present(dex: DexFile, by_class: _ByClass) -> Iterator[tuple[int, dict[str, list[ApiEntry]]]]:
    """The catalogued classes that this file refers to, by type index."""
    found = dex.find_types(list(by_class))
    return ((index, entries) for index, entries in zip(found, by_class.values(), strict=True) if index >= 0)


def _field_uses(code: DexCode, table: ApiTable) -> Iterator[_Use]:
    dex = code.dex
    entries_of: dict[int, list[ApiEntry]] = {}
    for type_index, entries in _present(dex, table.fields):
        for index in dex.fields_of_type(type_index):
            name = dex.string(int(dex.field_ids["name"][index]))
            found = entries.get(name) or entries.get("*")
            if found:
                entries_of[index] = found
    if not entries_of:
        return
    accesses = field_accesses(code.instructions)
    for position in accesses.to_any(_mask(len(dex.field_ids), entries_of)):
        if accesses.is_write[position]:
            continue
        target = int(accesses.target[position])
        owner_name = class_name(dex.type_descriptor(int(dex.field_ids["class_type"][target])))
        name = dex.string(int(dex.field_ids["name"][target]))
        for entry in entries_of[target]:
            yield _Use(int(accesses.code_item[position]), entry, f"{owner_name}.{name}")


def _string_uses(dex: DexFile, table: ApiTable, constants: References) -> Iterator[_Use]:
    entries_of: dict[int, list[ApiEntry]] = {}
    for entry in table.strings:
        for index in _string_indices(dex, entry.string):
            entries_of.setdefault(index, []).append(entry)
    if not entries_of:
        return
    for position in constants.to_any(_mask(len(dex.strings), entries_of)):
        target = int(constants.target[position])
        for entry in entries_of[target]:
            yield _Use(int(constants.code_item[position]), entry, f'"{dex.string(target)}"')


def _string_indices(dex: DexFile, pattern: str) -> Sequence[int]:
    """The indices of a constant, or of all that begin with it when it ends in `*`."""
    if pattern.endswith("*"):
        return dex.strings_with_prefix(pattern[:-1])
    index = dex.find_string(pattern)
    return (index,) if index >= 0 else ()


def _constant_in(dex: DexFile, constants: References, code_item: int, patterns: Sequence[str]) -> str:
    """The first of the constants that the method's code loads, or an empty text.

    Which register reaches the call is not followed here; a method that loads the key and makes the call is taken
    to join them.
    """
    wanted = [index for pattern in patterns for index in _string_indices(dex, pattern)]
    if not wanted:
        return ""
    start, end = np.searchsorted(constants.code_item, (code_item, code_item + 1))
    loaded = set(constants.target[start:end].tolist())
    return next((dex.string(index) for index in wanted if index in loaded), "")


def _mask(size: int, indices: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = np.zeros(size, dtype=bool)
    mask[list(indices)] = True
    return mask
