"""Methods of an app's own that say whether it runs in its main process, in which it starts.

Its main process is called like its package: the method compares the name of the process with that, which it asks the
system for or reads under `/proc`.
https://developer.android.com/guide/components/processes-and-threads, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from appaudit.code.conditions.condition_names import EQUALS
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import NothingKnown, Value, follow
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import FIELD_READS, INVOKES, MOVE_RESULTS, STRING_LITERALS
from appaudit.model.method_names import plain

_OWN_NAME: Final = "getPackageName"
#: How the system's calls and fields that give the name of a process are called, and where it stands in a file.
_PROCESS: Final = re.compile(r"(?:get|my)?ProcessName|processName")
_FILE: Final = re.compile(r"/proc/.*|/?cmdline")
#: Instructions of a method that is looked into, and calls in turn by which the name is given.
_MOST_INSTRUCTIONS, _MOST_CALLS = 120, 2


class MainProcess:
    """Answers for the methods of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants]) -> None:
        self._graph = graph
        self._files = files
        self._known: dict[int, bool | None] = {}

    def asked(self, file: int, body: MethodBody, index: int) -> tuple[str, bool] | None:
        """The method that a branch on one truth value asks, and whether it says yes in the main process.

        None where the branch asks anything else.
        """
        registers = body.sources(index)
        made = body.origins(index, registers[0]) if len(registers) == 1 else ()
        if len(made) != 1 or made[0][0] <= 0 or body.opcodes[made[0][0]] not in MOVE_RESULTS:
            return None
        callee = self._files[file].callee(body, made[0][0] - 1)
        method = int(self._graph.resolved[file][callee]) if callee >= 0 else -1
        says = self._says(method) if method >= 0 else None
        return None if says is None else (plain(self._graph.name_of(method)), says)

    def _says(self, method: int) -> bool | None:
        """What a method says in the main process, where it says so in no other; None where it asks anything else."""
        if method not in self._known:
            file, item = self._graph.item_of(method)
            body = self._body(file, item)
            self._known[method] = None if body is None else self._compared(file, item, body)
        return self._known[method]

    def _compared(self, file: int, item: int, body: MethodBody) -> bool | None:
        dex = self._files[file].code.dex
        calls = [
            (at, self._files[file].callee(body, at)) for at, opcode in enumerate(body.opcodes) if opcode in INVOKES
        ]
        named = [(at, method, dex.method_name(method)) for at, method in calls if method >= 0]
        if _OWN_NAME not in {name for _, _, name in named}:
            return None
        equal = [(at, method) for at, method, name in named if name in EQUALS]
        if len(equal) != 1 or not self._compares_names(file, body, equal[0][0]):
            return None
        code = self._files[file].method_code(item)
        outcomes = [follow(code, _Compared(equal[0][1], answer)) if code else None for answer in (0, 1)]
        other, main = (None if outcome is None else outcome.returned for outcome in outcomes)
        if other is None or main is None or other == main:
            return None
        return True if other == {0} else False if other == {1} else None

    def _compares_names(self, file: int, body: MethodBody, index: int) -> bool:
        """Whether what is compared is the name of the package and that of a process."""
        kinds = {self._kind(file, body, index, register) for register in body.sources(index)[-2:]}
        return kinds == {"package", "process"}

    def _kind(self, file: int, body: MethodBody, index: int, register: int) -> str:
        constants, found = self._files[file], set[str]()
        for definition, _ in body.origins(index, register):
            if definition > 0 and body.opcodes[definition] in MOVE_RESULTS:
                callee = constants.callee(body, definition - 1)
                name = constants.code.dex.method_name(callee) if callee >= 0 else ""
                is_process = callee >= 0 and self._gives_process(file, callee, _MOST_CALLS)
                found.add("package" if name == _OWN_NAME else "process" if is_process else "")
            elif definition >= 0 and body.opcodes[definition] in FIELD_READS:
                name = constants.code.dex.field_name(body.target(definition))
                found.add("process" if _PROCESS.fullmatch(name) else "")
            else:
                found.add("")
        return next(iter(found)) if len(found) == 1 else ""

    def _gives_process(self, file: int, callee: int, calls: int) -> bool:
        """Whether a method gives the name of the process: by its name, or by what it asks and reads."""
        dex = self._files[file].code.dex
        if _PROCESS.fullmatch(dex.method_name(callee)):
            return True
        method = int(self._graph.resolved[file][callee])
        home, item = self._graph.item_of(method) if method >= 0 else (-1, -1)
        body = self._body(home, item)
        if body is None:
            return False
        inside = self._files[home].code.dex
        for index, opcode in enumerate(body.opcodes):
            if opcode in STRING_LITERALS and _FILE.fullmatch(inside.string(body.target(index))):
                return True
            if opcode in FIELD_READS and _PROCESS.fullmatch(inside.field_name(body.target(index))):
                return True
            if opcode in INVOKES and calls and self._gives_process(home, body.target(index), calls - 1):
                return True
        return False

    def _body(self, file: int, item: int) -> MethodBody | None:
        body = self._files[file].body(item) if item >= 0 else None
        return body if body is not None and body.is_read and len(body) <= _MOST_INSTRUCTIONS else None


class _Compared(NothingKnown):
    """Answers where one comparison says the same whenever it is made."""

    def __init__(self, method: int, answer: int) -> None:
        self._method = method
        self._answer = answer

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What the comparison says."""
        return self._answer if method == self._method else None
