"""Boxes that code ticks while it sets up a page, before anyone has touched them.

A box that is ticked because of what was stored, or because of what a person did, is none: the tick must come whatever
was asked before, in a method that the system calls or that only such methods call.
https://developer.android.com/reference/android/widget/CompoundButton, 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from appaudit.code.values.call_search import Call, callers_of_item, calls_named, numbers_passed, texts_passed
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import read_method
from appaudit.code.values.dependence import decisions
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import FIELD_READS, MOVE_RESULTS, MOVES, NEW_INSTANCE
from appaudit.model.facts.conduct import CheckBoxFact

_TICKS: Final = ("setChecked", "toggle", "performClick")
_FINDS: Final = ("findViewById", "requireViewById")
#: Ends of the names of classes that are boxes.
_BOXES: Final = ("CheckBox;", "CheckedTextView;")
#: What the system calls while a page, a part of one, a dialog or a view is set up.
_SET_UP: Final = frozenset(
    ("onCreate", "onContentChanged", "onStart", "onPostCreate", "onResume", "onAttachedToWindow", "onAttach",
     "onCreateView", "onViewCreated", "onActivityCreated", "onCreateDialog", "onFinishInflate", "onShow")
)  # fmt: skip
#: Calls from a method that the system calls to the one that ticks.
_DEPTH: Final = 3


def ticked_box_facts(constants: Constants, texts: Mapping[int, Sequence[str]]) -> list[CheckBoxFact]:
    """One fact for each place in one DEX file where a box is ticked.

    Args:
        constants: What is known of the constants of the file.
        texts: The texts on and beside the boxes of layouts, by the number of the box.
    """
    found = []
    for call in calls_named(constants, _TICKS):
        if call.name == "setChecked" and numbers_passed(constants, call, 1) != {1}:
            continue
        said = _texts_of_box(constants, call, texts)
        if not said or not _always(constants, call) or not _is_set_up(constants, call.code_item, _DEPTH):
            continue
        for caller in callers_of_item(constants.code, call.code_item):
            found.append(
                CheckBoxFact(
                    layout=caller.name,
                    checked=True,
                    texts=tuple(said),
                    location=constants.place_of(call.instruction, caller.location.symbol),
                    extractor="code.ticked_boxes",
                )
            )
    return found


def _always(constants: Constants, call: Call) -> bool:
    """Whether a call runs whenever its method does."""
    method = read_method(constants.code, call.code_item)
    return method is not None and decisions(method, {call.instruction - method.first}) == []


def _is_set_up(constants: Constants, item: int, depth: int) -> bool:
    """Whether a method sets up a page: the system calls it, or those that call it all do."""
    code = constants.code
    callers = callers_of_item(code, item)
    if all(caller.name.rpartition("(")[0].rpartition(".")[2] in _SET_UP for caller in callers):
        return True
    calls = [call for method in code.items.caller_of(item) for call in constants.callers_of(int(method))]
    items = {int(code.instructions.code_item[call]) for call in calls}
    return depth > 0 and bool(items) and all(_is_set_up(constants, each, depth - 1) for each in items)


def _texts_of_box(constants: Constants, call: Call, texts: Mapping[int, Sequence[str]]) -> Sequence[str]:
    """The texts of the box that a call ticks; none where it is not known to be one."""
    body, index = constants.at(call.instruction)
    registers = body.sources(index) if body.is_read else ()
    for origin_body, origin in _origins(constants, body, index, registers[0]) if registers else ():
        if origin_body.opcodes[origin] in MOVE_RESULTS:
            for number in _found_by(constants, origin_body, origin - 1):
                if number in texts:
                    return texts[number]
        elif origin_body.opcodes[origin] == NEW_INSTANCE and call.name != "performClick":
            kind = constants.code.dex.type_descriptor(origin_body.target(origin))
            return _own_texts(constants, call, origin) if kind.endswith(_BOXES) else ()
    return ()


def _origins(constants: Constants, body: MethodBody, index: int, register: int) -> Iterator[tuple[MethodBody, int]]:
    """Where the object in a register comes from, and if that is a field, where what is put into it does."""
    origin = _origin(body, index, register)
    if origin < 0 or body.opcodes[origin] not in FIELD_READS:
        if origin >= 0:
            yield body, origin
        return
    fields = constants.fields
    for at in np.flatnonzero(fields.is_write & (fields.target == body.target(origin))).tolist():
        writer, there = constants.at(int(fields.instruction[at]))
        written = _origin(writer, there, writer.sources(there)[0]) if writer.is_read else -1
        if written >= 0:
            yield writer, written


def _origin(body: MethodBody, index: int, register: int) -> int:
    """The instruction that gives what a register holds, moves left out; -1 where it is not one."""
    for _ in range(8):
        definitions = body.definitions(index, register)
        if len(definitions) != 1 or definitions[0] < 0:
            return -1
        index = definitions[0]
        if body.opcodes[index] not in MOVES:
            return index
        register = body.sources(index)[0]
    return -1


def _found_by(constants: Constants, body: MethodBody, index: int) -> list[int]:
    """The numbers of the view that a call looks up."""
    method = constants.callee(body, index) if index >= 0 else -1
    if method < 0 or constants.code.dex.method_name(method) not in _FINDS:
        return []
    values = constants.argument_values(body.first + index, len(body.sources(index)) - 1)
    return [value for value in values if isinstance(value, int)]


def _own_texts(constants: Constants, call: Call, origin: int) -> list[str]:
    """The texts that a box made in the same method is given."""
    found: list[str] = []
    for other in calls_named(constants, ("setText",)):
        if other.code_item == call.code_item:
            body, index = constants.at(other.instruction)
            if _origin(body, index, body.sources(index)[0]) == origin:
                found += texts_passed(constants, other, 1)
    return found
