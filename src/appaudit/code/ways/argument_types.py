"""Calls that cannot run a method, since what they pass is never of the type that the method takes first of all.

A block for one kind of thing (`Function1`, `Consumer`, `Observer`) has one method for anything, which casts what it is
handed before it does anything else. A call that passes something else is made on other blocks, whatever interface they
share.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.frames import Place
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import (
    BRANCHES,
    CHECK_CAST,
    IGET_OBJECT,
    INVOKES,
    MOVE_RESULT_OBJECT,
    NEW_INSTANCE,
    SGET_OBJECT,
    STRING_LITERALS,
)

_TEXT: Final = "Ljava/lang/String;"
#: Types that nobody extends: https://developer.android.com/reference/java/lang/String and its siblings, checked
#: 2026-11-30, not opened.
_FINAL: Final = frozenset(
    (_TEXT, *(f"Ljava/lang/{name};" for name in
              ("Boolean", "Byte", "Character", "Class", "Double", "Float", "Integer", "Long", "Short", "Void")))
)  # fmt: skip
#: Flag of an interface: https://source.android.com/docs/core/runtime/dex-format#access-flags, checked 2026-11-24.
_INTERFACE: Final = 0x200
#: Instructions at the start of a method that are looked at for a cast.
_MOST_FIRST: Final = 12


class ArgumentTypes:
    """Answers for the calls of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants]) -> None:
        self._graph = graph
        self._files = files
        self._taken: dict[int, dict[int, str]] = {}
        self._classes: dict[str, int] = {}

    def contradict(self, place: Place, method: int) -> bool:
        """Whether a call, of whatever it may run, passes what the method cannot take."""
        taken = self._taken.get(method)
        if taken is None:
            taken = self._taken[method] = self._casts(method)
        if not taken:
            return False
        body, index = self._files[place[0]].at(place[1])
        passed = body.sources(index)
        return any(
            number < len(passed) and self._never_both(self._given(place[0], body, index, passed[number]), wanted)
            for number, wanted in taken.items()
        )

    def _casts(self, method: int) -> dict[int, str]:
        """The types to which a method casts what it is handed before it calls or asks anything, by parameter."""
        file, item = self._graph.item_of(method)
        found: dict[int, str] = {}
        if item < 0:
            return found
        body = self._files[file].body(item)
        for index in range(min(_MOST_FIRST, len(body))):
            opcode = body.opcodes[index]
            if opcode in INVOKES or opcode in BRANCHES:
                break
            register = body.sources(index)[0] if opcode == CHECK_CAST else -1
            if register >= 0 and body.definitions(index, register) == (ENTRY,) and body.parameter(register) > 0:
                found[body.parameter(register)] = self._files[file].code.dex.type_descriptor(body.target(index))
        return found

    def _given(self, file: int, body: MethodBody, index: int, register: int) -> str:
        """The type that a register is declared with where an instruction runs, empty where several may be."""
        dex = self._files[file].code.dex
        origins = body.origins(index, register)
        if len(origins) != 1:
            return ""
        made, held = origins[0]
        if made == ENTRY:
            kinds, number = self._files[file].parameter_kinds(body), body.parameter(held)
            return kinds[number] if 0 <= number < len(kinds) else ""
        opcode = body.opcodes[made] if made >= 0 else -1
        if opcode in (IGET_OBJECT, SGET_OBJECT):
            return dex.type_descriptor(int(dex.field_ids[body.target(made)]["type"]))
        if opcode in (NEW_INSTANCE, CHECK_CAST):
            return dex.type_descriptor(body.target(made))
        if opcode == MOVE_RESULT_OBJECT:
            called = self._files[file].callee(body, made - 1) if made > 0 else -1
            return dex.prototype(int(dex.method_ids["proto"][called])).rpartition(")")[2] if called >= 0 else ""
        return _TEXT if opcode in STRING_LITERALS else ""

    def _never_both(self, one: str, other: str) -> bool:
        """Whether no object is of both types."""
        if not one or one == other:
            return False
        if one in _FINAL or other in _FINAL:
            return all(each in _FINAL or self._class_of(each) >= 0 for each in (one, other))
        first, second = self._class_of(one), self._class_of(other)
        if first < 0 or second < 0 or self._is_interface(first) or self._is_interface(second):
            return False
        links = self._graph.links
        return all(
            above not in links.ancestors[links.ancestor_bounds[below] : links.ancestor_bounds[below + 1]]
            for below, above in ((first, second), (second, first))
        )

    def _class_of(self, kind: str) -> int:
        found = self._classes.get(kind)
        if found is None:
            found = self._classes[kind] = self._graph.links.find_class(kind)
        return found

    def _is_interface(self, class_index: int) -> bool:
        files = self._graph.links.files
        file = files[bisect_right([each.first_class for each in files], class_index) - 1]
        return bool(int(file.code.dex.class_defs["access_flags"][class_index - file.first_class]) & _INTERFACE)
