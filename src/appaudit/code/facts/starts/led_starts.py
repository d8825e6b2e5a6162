"""Calls by which an app leads to the start of an SDK whose names are gone, into methods of the SDK that lead there.

The method that starts it is known by a text. One way to it is not enough: where a component of the SDK's own leads
there, too, nothing would be seen of the call that the app makes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from appaudit.code.facts.starts.sdk_calls import SdkCalls
from appaudit.code.values.call_search import Call, callers_of_item, calls_to, items_holding
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import class_name, descriptor
from appaudit.dex import DexFile
from appaudit.dex.disassembly import lines_around
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.record import record

#: Calls between what the app calls and what begins, and methods on them: more are no entrance of an SDK.
_MOST_CALLS, _MOST_METHODS = 4, 12


@record(kw_only=False)
class _Method:
    owner: str
    """Descriptor of the class."""
    name: str
    prototype: str


def led_start_facts(files: Sequence[Constants], hierarchy: Hierarchy, table: SdkCalls) -> list[SdkCallFact]:
    """One fact for each such call, its caller and place.

    Args:
        files: The DEX files of the app.
        hierarchy: The classes of the app.
        table: What rules know of SDKs.
    """
    found: list[SdkCallFact] = []
    for held, led in table.texts.items():
        begun = [method for constants in files for method in _holding(constants, held)]
        for known, named in led if begun else ():
            is_named = any(hierarchy.defines_method(owner, name) for owner, name in named)
            if not is_named and not (known.unless and hierarchy.has_package(known.unless)):
                own = _Own(table, known.sdk, frozenset(_outer(method.owner) for method in begun))
                found += _calls_into(files, own, _entrances(files, own, begun), {each.sdk for each, _ in led})
    return found


@record(kw_only=False)
class _Own:
    """What counts as code of the SDK: its packages, and the classes of the methods that begin."""

    table: SdkCalls
    sdk: str
    begun: frozenset[str]

    def holds(self, owner: str) -> bool:
        return _outer(owner) in self.begun or self.table.is_own(self.sdk, class_name(owner))


def _entrances(files: Sequence[Constants], own: _Own, begun: Iterable[_Method]) -> set[_Method]:
    """The methods of the SDK from which calls lead to what begins; `begun` alone where these are many."""
    reached, last = set(begun), set(begun)
    for _ in range(_MOST_CALLS):
        callers = {
            method
            for constants in files
            for call in _calls(constants, last)
            for method in _running(constants, call.code_item)
        }
        last = {method for method in callers if own.holds(method.owner)} - reached
        reached |= last
    return reached if len(reached) <= _MOST_METHODS else set(begun)


def _calls_into(
    files: Sequence[Constants], own: _Own, entrances: Iterable[_Method], sharing: Collection[str]
) -> Iterator[SdkCallFact]:
    for constants in files:
        for call in _calls(constants, entrances):
            if not own.table.begins_by(own.sdk, sharing, constants, call.instruction):
                continue
            for caller in callers_of_item(constants.code, call.code_item):
                if own.holds(descriptor(caller.class_name)):
                    continue
                caller = replace(caller, location=constants.place_of(call.instruction, caller.location.symbol))
                yield SdkCallFact(
                    sdk=own.sdk,
                    sites=(constants.offset_in_method(call.instruction),),
                    api=f"{class_name(call.owner)}.{call.name}",
                    action="start",
                    setting="on",
                    caller=caller.name,
                    caller_class=caller.class_name,
                    location=caller.location,
                    snippet=lines_around(constants.code.instructions, call.instruction),
                    extractor="code.sdk_calls",
                )


def _calls(constants: Constants, methods: Iterable[_Method]) -> Iterator[Call]:
    """The calls in one file of these methods."""
    known = set(methods)
    wanted: dict[str, set[str]] = {}
    for method in known:
        wanted.setdefault(method.owner, set()).add(method.name)
    dex = constants.code.dex
    for call in calls_to(constants, wanted):
        if _Method(call.owner, call.name, _prototype(dex, call.method)) in known:
            yield call


def _holding(constants: Constants, held: str) -> Iterator[_Method]:
    """The methods of one file that load a text."""
    for item in items_holding(constants, held):
        yield from _running(constants, item)


def _running(constants: Constants, item: int) -> Iterator[_Method]:
    dex = constants.code.dex
    for method in constants.code.items.caller_of(item):
        yield _Method(dex.method_class(int(method)), dex.method_name(int(method)), _prototype(dex, int(method)))


def _prototype(dex: DexFile, method: int) -> str:
    return dex.prototype(int(dex.method_ids["proto"][method]))


def _outer(owner: str) -> str:
    """The class around nested ones."""
    return owner.partition("$")[0].rstrip(";")
