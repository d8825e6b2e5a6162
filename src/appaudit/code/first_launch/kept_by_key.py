"""Getters that give what a map of their object holds under a constant key: none until something sets that key.

`getString("DevKey")` of an SDK's own properties is null until the app hands the key over. The setter is a method of the
same class that puts what it is given into the map, and is called like one; other code that fills the map, unless it
reads stored settings, makes the answer unknown.
"""

from __future__ import annotations

from typing import Final

from appaudit.code.first_launch.condition_sources import STORED, STORES
from appaudit.code.first_launch.fallbacks import asked_texts, made_by
from appaudit.code.first_launch.stored_keys import is_storing
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import IGET_OBJECT, INVOKES, MOVE_RESULTS, RETURN_OBJECT, ZERO_TESTS

_MAPS: Final = ("Map;", "/Hashtable;")
_PUTTING: Final = frozenset(("put", "putAll", "putIfAbsent"))
#: Instructions of a getter.
_MAX_GETTER: Final = 8
_MOST_READS: Final = 40


class KeptByKey:
    """Answers for the branches of one app.

    Args:
        graph: The methods.
    """

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._known: dict[tuple[int, int], frozenset[str] | None] = {}

    def needed(self, file: int, constants: Constants, body: MethodBody, index: int, *, is_set: bool) -> str:
        """The key under which something has to be set for a branch to go on; empty for every other branch.

        Args:
            file: The file, by its place among the graph's.
            constants: What is known of it.
            body: The method of the branch.
            index: The branch.
            is_set: Whether what it tests has to be anything but zero, none or false.
        """
        if body.opcodes[index] not in ZERO_TESTS:
            return ""
        for place, is_check in asked_texts(constants, body, index):
            made = list(made_by(constants, body, *place)) if is_set is not is_check else []
            if len(made) == 1 and len(body.definitions(*place)) == 1:
                return self._key(file, constants, body, made[0])
        return ""

    def _key(self, file: int, constants: Constants, body: MethodBody, call: int) -> str:
        """The constant key that a call of a getter asks for."""
        method = constants.callee(body, call)
        resolved = int(self._graph.resolved[file][method]) if method >= 0 else -1
        registers = body.sources(call)
        if resolved < 0 or len(registers) != 2 or self._graph.item_of(resolved)[0] != file:
            return ""
        keys = constants.in_body(body, call, registers[1])
        (key,) = keys if len(keys) == 1 else ("",)
        others = self._others(file, constants, resolved) if isinstance(key, str) and key else None
        return "" if others is None or key in others else str(key)

    def _others(self, file: int, constants: Constants, method: int) -> frozenset[str] | None:
        """The keys that setters put in by themselves, beside those that they are given; None for what is no getter."""
        key = file, method
        if key not in self._known:
            body = constants.body(self._graph.item_of(method)[1])
            field = _map_asked(constants, body) if body.is_read and len(body) <= _MAX_GETTER else -1
            self._known[key] = self._set_by_key(file, constants, method, field) if field >= 0 else None
        return self._known[key]

    def _set_by_key(self, file: int, constants: Constants, getter: int, field: int) -> frozenset[str] | None:
        """The constant keys of a map that methods of the getter's class alone fill; None where others may, too.

        Setters put in what they are given, or something under a key of their own; who reads stored settings fills it
        with what was stored before.
        """
        is_filled, own = False, set[str]()
        accesses = constants.field_values.accesses
        reads = accesses.instruction[(accesses.target == field) & ~accesses.is_write].tolist()
        for instruction in reads if len(reads) <= _MOST_READS else ():
            body, _ = constants.at(instruction)
            puts = [at for at in range(len(body)) if _is_put(constants, body, at)]
            if not puts or _reads_settings(constants, body):
                continue
            is_filled = True
            method = int(self._graph.links.files[file].item_method[body.code_item])
            if self._graph.links.method_class[method] != self._graph.links.method_class[getter]:
                return None
            is_setter = is_storing(constants.name_of_item(body.code_item)[1])
            for at in puts:
                keys = constants.in_body(body, at, body.sources(at)[1])
                own |= {each for each in keys if isinstance(each, str)}
                if not keys and not (is_setter and _is_handed(body, at, body.sources(at)[1])):
                    return None
        return frozenset(own) if is_filled else None


def _map_asked(constants: Constants, body: MethodBody) -> int:
    """The field whose map a method gives an element of, by the key that it is given; -1 where it does anything else."""
    calls = [index for index, opcode in enumerate(body.opcodes) if opcode in INVOKES]
    if len(calls) != 1 or body.opcodes[-1] != RETURN_OBJECT:
        return -1
    (call,) = calls
    method, registers = constants.callee(body, call), body.sources(call)
    dex = constants.code.dex
    if method < 0 or dex.method_name(method) != "get" or not dex.method_class(method).endswith(_MAPS):
        return -1
    maps = body.definitions(call, registers[0])
    given = body.definitions(len(body) - 1, body.sources(len(body) - 1)[0])
    if len(registers) != 2 or not _is_handed(body, call, registers[1]) or len(maps) != 1 or len(given) != 1:
        return -1
    if (
        maps[0] < 0
        or body.opcodes[maps[0]] != IGET_OBJECT
        or given[0] < 0
        or body.opcodes[given[0]] not in MOVE_RESULTS
    ):
        return -1
    return body.target(maps[0]) if constants.field_values.defines(body.target(maps[0])) else -1


def _is_handed(body: MethodBody, index: int, register: int) -> bool:
    """Whether a register holds what the method was given first."""
    return body.definitions(index, register) == (ENTRY,) and body.parameter(register) == 1


def _is_put(constants: Constants, body: MethodBody, index: int) -> bool:
    method = constants.callee(body, index)
    if method < 0 or constants.code.dex.method_name(method) not in _PUTTING:
        return False
    return constants.code.dex.method_class(method).endswith(_MAPS)


def _reads_settings(constants: Constants, body: MethodBody) -> bool:
    """Whether a method asks for a stored setting: what it fills a map with then was stored before."""
    dex = constants.code.dex
    calls = [constants.callee(body, index) for index, opcode in enumerate(body.opcodes) if opcode in INVOKES]
    return any(
        each >= 0 and dex.method_name(each) in STORED and dex.method_class(each).endswith(STORES) for each in calls
    )
