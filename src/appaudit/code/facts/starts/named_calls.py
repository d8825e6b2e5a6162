"""What an app calls by reflection, itself or by a wrapper of its own that is told the names: starts of SDKs, reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from appaudit.code.facts.starts.sdk_calls import SdkCalls
from appaudit.code.facts.uses.api_calls import ApiTable, is_own_code
from appaudit.code.facts.uses.looked_up_methods import invoked_at
from appaudit.code.values.call_search import callers_of_item
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import descriptor
from appaudit.dex.disassembly import lines_around
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.method_names import plain


def named_start_facts(
    files: Sequence[Constants], hierarchy: Hierarchy, table: SdkCalls, named: Iterable[tuple[int, int, str]]
) -> list[SdkCallFact]:
    """One fact for each start, caller and place.

    Args:
        files: The files, in the order in which `named` numbers them.
        hierarchy: The classes of the app.
        table: What rules know of SDKs.
        named: What reflection calls by constants: the file, the position of the instruction, the method.
    """
    found = dict.fromkeys((file, at, plain(method)) for file, at, method in named)
    return [fact for file, at, api in found for fact in _facts(files[file], hierarchy, table, at, api)]


def _facts(constants: Constants, hierarchy: Hierarchy, table: SdkCalls, at: int, api: str) -> Iterator[SdkCallFact]:
    owner, _, name = api.rpartition(".")
    for known in table.calls.get(descriptor(owner), {}).get(name, ()):
        if known.action != "start" or (known.unless and hierarchy.has_package(known.unless)):
            continue
        for caller in callers_of_item(constants.code, int(constants.code.instructions.code_item[at])):
            if not table.is_own(known.sdk, caller.class_name):
                caller = replace(caller, location=constants.place_of(at, caller.location.symbol))
                yield SdkCallFact(
                    sdk=known.sdk,
                    sites=(constants.offset_in_method(at),),
                    api=api,
                    action="start",
                    setting="on",
                    caller=caller.name,
                    caller_class=caller.class_name,
                    location=caller.location,
                    snippet=lines_around(constants.code.instructions, at),
                    extractor="code.sdk_calls",
                )


def named_read_facts(
    files: Sequence[Constants],
    hierarchy: Hierarchy,
    table: ApiTable,
    named: Iterable[tuple[int, int, str]],
    known: Iterable[ApiCallFact],
) -> list[ApiCallFact]:
    """One fact for each API and caller, where the caller is not known to read the same.

    Args:
        files: The files, in the order in which `named` numbers them.
        hierarchy: The classes of the app.
        table: The catalogue.
        named: What reflection calls by constants: the file, the position of the instruction, the method.
        known: What calls in the code show; a name that is telling by itself (`getMethod("getOAID")`) is among it.
    """
    seen = {(fact.caller, data) for fact in known for data in fact.data_types}
    found = dict.fromkeys((file, at, plain(method)) for file, at, method in named)
    reads: dict[tuple[str, str], ApiCallFact] = {}
    places = ((file, at, api) for file, got, api in found for at in invoked_at(files[file], hierarchy, got))
    for file, at, api in places:
        for fact in _reads(files[file], table, at, api):
            if any((fact.caller, data) not in seen for data in fact.data_types):
                before = reads.get((fact.api, fact.caller), fact)
                sites = tuple(sorted({*before.sites, *fact.sites}))
                reads[fact.api, fact.caller] = replace(before, sites=sites)
    return list(reads.values())


def _reads(constants: Constants, table: ApiTable, at: int, api: str) -> Iterator[ApiCallFact]:
    owner, _, name = api.rpartition(".")
    for entry in table.methods.get(descriptor(owner), {}).get(name, ()):
        if entry.role != "data" or entry.with_strings or entry.with_numbers or entry.with_bits:
            continue
        for caller in callers_of_item(constants.code, int(constants.code.instructions.code_item[at])):
            if not is_own_code(entry, caller.class_name):
                yield ApiCallFact(
                    api=api,
                    caller=caller.name,
                    caller_class=caller.class_name,
                    data_types=entry.data,
                    permissions=entry.permissions,
                    also_one_of=entry.also_one_of,
                    weak=entry.weak,
                    sites=(constants.offset_in_method(at),),
                    location=constants.place_of(at, caller.location.symbol),
                    snippet=lines_around(constants.code.instructions, at),
                    extractor="code.api_calls",
                )
