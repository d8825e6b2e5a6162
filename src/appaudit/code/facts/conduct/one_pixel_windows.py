"""Windows of one pixel by one, which keep a process in the foreground unseen; those for other purposes told apart.

Libraries add a WebView of that size to mend its deadlock, and put a page of that size behind the system's question
whether the screen may be captured. Push services open one to pass on a notification that was touched: a page of one
pixel keeps an app alive only where it is opened when the screen goes off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from appaudit.code.values.call_search import (
    Caller,
    callers_of_item,
    calls_named,
    items_calling,
    items_holding,
)
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import class_name, descriptor
from appaudit.dex import const_classes
from appaudit.dex.opcodes import FIELD_READS, IPUT, NEW_INSTANCE
from appaudit.dex.tables import distinct, is_among
from appaudit.model.facts.conduct import UNHEARD, CodeConduct, SelfStartFact

_SCREEN_OFF: Final = "android.intent.action.SCREEN_OFF"
_LAYOUT_PARAMETERS: Final = "Landroid/view/WindowManager$LayoutParams;"
_WEB_VIEW: Final = "Landroid/webkit/WebView;"
_ACTIVITY: Final = "Landroid/app/Activity;"
#: How many calls may lie between what hears the screen go off and what opens the page, and how many methods are asked.
_MOST_CALLS: Final = 2
_MOST_METHODS: Final = 400


def one_pixel_windows(constants: Constants, hierarchy: Hierarchy) -> Iterator[Caller]:
    """The methods of one file that make a window of one pixel by one."""
    items = _items_of_one_pixel(constants)
    if not items:
        return
    capturing = {
        caller.class_name
        for item in items_calling(constants, ("createScreenCaptureIntent",))
        for caller in callers_of_item(constants.code, item)
    }
    added = {item: found for item, found in _views_added(constants).items() if item in items}
    for item in items:
        if item in added and all(_has_a_use(hierarchy, view) for view in added[item]):
            continue
        for caller in callers_of_item(constants.code, item):
            if caller.class_name not in capturing:
                yield caller


def with_openers(
    facts: Iterable[CodeConduct], files: Sequence[Constants], hierarchy: Hierarchy
) -> Iterator[CodeConduct]:
    """The facts, pages of one pixel that nothing opens when the screen goes off with `UNHEARD` against them."""
    for fact in facts:
        if isinstance(fact, SelfStartFact) and fact.mechanism == "one_pixel_window":
            page = descriptor(fact.subject)
            if _ACTIVITY in hierarchy.above(page) and not _is_opened_by_screen(page, files, hierarchy):
                fact = replace(fact, contrary=(*fact.contrary, UNHEARD))
        yield fact


def _items_of_one_pixel(constants: Constants) -> list[int]:
    """The code items that set both sides of a window to one."""
    dex, accesses = constants.code.dex, constants.fields
    type_index = dex.find_type(_LAYOUT_PARAMETERS)
    if type_index < 0:
        return []
    names = {index: dex.string(int(dex.field_ids["name"][index])) for index in dex.fields_of_type(type_index)}
    sides = [index for index, name in names.items() if name in ("width", "height")]
    written: dict[int, set[str]] = {}
    for position in np.flatnonzero(is_among(accesses.target, sides) & accesses.is_write):
        if int(accesses.opcode[position]) != IPUT:
            continue
        body, index = constants.at(int(accesses.instruction[position]))
        if index < len(body) and constants.in_body(body, index, body.sources(index)[0]) == {1}:
            written.setdefault(int(accesses.code_item[position]), set()).add(names[int(accesses.target[position])])
    return [item for item, sides_of in written.items() if len(sides_of) == 2]


def _views_added(constants: Constants) -> dict[int, set[str]]:
    """The classes of what methods add to a window or to another view, empty where neither code nor a field says it."""
    dex = constants.code.dex
    added: dict[int, set[str]] = {}
    for call in calls_named(constants, ("addView",)):
        body, index = constants.at(call.instruction)
        registers = body.sources(index) if index < len(body) else ()
        made = constants.origin(body, index, registers[1]) if len(registers) > 1 else -1
        view = ""
        if made >= 0 and body.opcodes[made] == NEW_INSTANCE:
            view = dex.type_descriptor(body.target(made))
        elif made >= 0 and body.opcodes[made] in FIELD_READS:
            view = dex.type_descriptor(int(dex.field_ids["type"][body.target(made)]))
        added.setdefault(call.code_item, set()).add(view)
    return added


def _has_a_use(hierarchy: Hierarchy, view: str) -> bool:
    """Whether a view is a page of the web, or one that draws and so is told of every frame, as meters of them do."""
    kinds = [view, *hierarchy.above(view)]
    return _WEB_VIEW in kinds or any(hierarchy.defines_method(kind, "onDraw") for kind in kinds)


def _is_opened_by_screen(page: str, files: Sequence[Constants], hierarchy: Hierarchy) -> bool:
    """Whether a class that names the screen going off leads, in a few calls, to a method that names the page."""
    hearing = {
        _outermost(caller.class_name)
        for constants in files
        for item in items_holding(constants, _SCREEN_OFF)
        for caller in callers_of_item(constants.code, item)
    }
    asked: set[tuple[str, str]] = set()
    waiting = {method for constants in files for method in _naming(constants, page)} if hearing else set()
    for _ in range(_MOST_CALLS + 1):
        if any(_outermost(class_name(owner)) in hearing for owner, _ in waiting):
            return True
        asked |= waiting
        if not waiting or len(asked) > _MOST_METHODS:
            break
        answered = {(above, name) for owner, name in waiting for above in _named_as(owner, hierarchy)}
        waiting = {method for constants in files for method in _calling(constants, answered)} - asked
    return False


def _naming(constants: Constants, page: str) -> Iterator[tuple[str, str]]:
    """The methods of a file outside a page that hold its class, or its name as a text, by class and signature."""
    dex, loads = constants.code.dex, const_classes(constants.code.instructions)
    type_index = dex.find_type(page)
    held = distinct(loads.code_item[loads.target == type_index]).tolist() if type_index >= 0 else []
    for item in {*held, *items_holding(constants, class_name(page))}:
        yield from (method for method in _defined(constants, item) if method[0] != page)


def _calling(constants: Constants, wanted: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The methods of a file that call one of those wanted."""
    dex, calls = constants.code.dex, constants.calls
    types = [index for index in {dex.find_type(owner) for owner, _ in wanted} if index >= 0]
    near = np.flatnonzero(is_among(dex.method_ids["class_type"], types)).tolist() if types else []
    named = {method: (dex.method_class(method), _signature(constants, method)) for method in near}
    methods = [method for method, name in named.items() if name in wanted]
    if methods:
        for item in distinct(calls.code_item[is_among(calls.target, methods)]).tolist():
            yield from _defined(constants, item)


def _defined(constants: Constants, item: int) -> Iterator[tuple[str, str]]:
    code = constants.code
    for method in code.items.caller_of(item):
        yield code.dex.method_class(int(method)), _signature(constants, int(method))


def _signature(constants: Constants, method: int) -> str:
    dex = constants.code.dex
    return f"{dex.method_name(method)}{dex.prototype(int(dex.method_ids['proto'][method]))}"


def _named_as(owner: str, hierarchy: Hierarchy) -> Iterator[str]:
    """The classes and interfaces of the app by which a call may name a method of a class; Runnable would name all."""
    for name in (owner, *hierarchy.above(owner)):
        definition = hierarchy.definition(name)
        if definition is not None:
            code, class_def = definition
            interfaces = (code.dex.type_descriptor(int(index)) for index in code.dex.interfaces(class_def))
            yield from (name, *(each for each in interfaces if hierarchy.definition(each) is not None))


def _outermost(name: str) -> str:
    return name.partition("$")[0]
