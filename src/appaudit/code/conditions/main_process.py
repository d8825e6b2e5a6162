"""Methods of an app's own that say whether it runs in its main process, in which it starts.

Its main process is called like its package: the method compares the name of the process with that, which it asks the
system for or reads under `/proc`.
https://developer.android.com/guide/components/processes-and-threads, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import NothingKnown, follow
from appaudit.code.values.marked_values import Value
from appaudit.code.values.registers import MethodBody
from appaudit.code.values.text_calls import COMPARING
from appaudit.dex import DexFile
from appaudit.dex.opcodes import FIELD_READS, INVOKES, MOVE_RESULTS, STRING_LITERALS
from appaudit.model.method_names import plain

_OWN_NAME: Final = "getPackageName"
#: Stands for the name of the package, and so for that of the main process; others have a part behind it.
_MAIN: Final = "\0"
#: What a text asks that is the end of another process's name, or the mark before it.
_PART: Final = re.compile(r":[A-Za-z_][\w.]*|:")
_COMPARED: Final = {"contains": str.__contains__, "startsWith": str.startswith, "endsWith": str.endswith}
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
        calls = [self._files[file].callee(body, at) for at, opcode in enumerate(body.opcodes) if opcode in INVOKES]
        texts = [dex.string(body.target(at)) for at, opcode in enumerate(body.opcodes) if opcode in STRING_LITERALS]
        parts = [text for text in texts if _PART.fullmatch(text)]
        names = {dex.method_name(method) for method in calls if method >= 0}
        if names.isdisjoint(COMPARING) or not (_OWN_NAME in names or parts):
            return None
        code = self._files[file].method_code(item)
        # Any other process is called like the one that a text asks for, or else by some name of its own.
        other_name = _MAIN + next((part for part in parts if len(part) > 1), ":other")
        outcomes = []
        for process in (other_name, _MAIN):
            answers = _Named(self, file, process)
            outcome = follow(code, answers) if code else None
            if outcome is None or not answers.is_asked:
                return None
            outcomes.append(outcome.returned)
        other, main = outcomes
        if other == main:
            return None
        return True if other == {0} else False if other == {1} else None

    def gives_process(self, file: int, callee: int, calls: int = _MOST_CALLS) -> bool:
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
            if opcode in INVOKES and calls and self.gives_process(home, body.target(index), calls - 1):
                return True
        return False

    def dex_of(self, file: int) -> DexFile:
        """The tables of a file."""
        return self._files[file].code.dex

    def _body(self, file: int, item: int) -> MethodBody | None:
        body = self._files[file].body(item) if item >= 0 else None
        return body if body is not None and body.is_read and len(body) <= _MOST_INSTRUCTIONS else None


class _Named(NothingKnown):
    """Answers in a process of a certain name."""

    def __init__(self, known: MainProcess, file: int, process: str) -> None:
        self._known = known
        self._file = file
        self._process = process
        self._dex = known.dex_of(file)
        self.is_asked = False
        """Whether the name was asked for."""

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """The two names, and what they say beside each other and beside texts."""
        name = self._dex.method_name(method)
        if name == _OWN_NAME:
            return _MAIN
        if name in COMPARING:
            texts = [value for value in arguments if isinstance(value, str)]
            return int(_COMPARED.get(name, str.__eq__)(*texts)) if len(texts) == 2 else None
        if name == "isEmpty":
            return 0 if any(isinstance(value, str) for value in arguments) else None
        return self._given() if self._known.gives_process(self._file, method) else None

    def read(self, field_index: int) -> Value:
        """The name of the process, where a field holds it by its own name."""
        return self._given() if _PROCESS.fullmatch(self._dex.field_name(field_index)) else None

    def _given(self) -> Value:
        self.is_asked = True
        return self._process
