"""Callbacks that are called only where something has failed: a first launch does not run straight what they do.

A listener has a method of its own for that (`onError`, `onFailure`), which keeps its name where a library declares it.
A function that is handed to a library for it takes an object and makes it an exception before anything else: as
compilers write `Consumer<Throwable>`, `Function1<Throwable, …>`, whatever a shrinker calls them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import BRANCHES, CHECK_CAST, INVOKES
from appaudit.model.method_names import plain

#: Operators that go on after an error are called straight: `onErrorResumeNext`, `onErrorReturn`.
_FAILED: Final = re.compile(
    r"^(?:on\w*(?:Error|Fail|Failure|Failed|Exception)(?:Response|Received|Occurred|Callback)?"
    r"|uncaughtException|rejectedExecution)$"
)
_TAKES_ANYTHING: Final = "(Ljava/lang/Object;)"
_TAKES_EXCEPTION: Final = re.compile(r"\(L[\w/$]*(?:Throwable|Exception|Error);\)")
_EXCEPTIONS: Final = ("Throwable;", "Exception;", "Error;")
#: Instructions at the beginning of a function among which it says what it takes.
_FIRST: Final = 4


class Failures:
    """Answers for the methods of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants]) -> None:
        self._graph = graph
        self._files = files
        self._known: dict[int, bool] = {}

    def is_one(self, method: int) -> bool:
        """Whether a method that somebody calls back is called only where something has failed."""
        found = self._known.get(method)
        if found is None:
            found = self._known[method] = self._is_one(method)
        return found

    def _is_one(self, method: int) -> bool:
        name = self._graph.name_of(method)
        if _FAILED.match(plain(name).rpartition(".")[2]):
            return True
        if self._graph.is_static(method):
            return False
        if _TAKES_EXCEPTION.search(name):
            links = self._graph.links
            named = links.methods_of(int(links.method_class[method]))
            others = [each for each in named if links.method_name[each] == links.method_name[method]]
            return any(each != method and self._is_function(each) for each in others)
        return self._is_function(method)

    def _is_function(self, method: int) -> bool:
        """Whether a method takes anything and makes it an exception at once."""
        if _TAKES_ANYTHING not in self._graph.name_of(method):
            return False
        file, item = self._graph.item_of(method)
        body = self._files[file].body(item) if item >= 0 else None
        return body is not None and body.is_read and _takes_exception(self._files[file], body)


def _takes_exception(constants: Constants, body: MethodBody) -> bool:
    """Whether a method makes its only argument an exception before it does anything else."""
    for index in range(min(_FIRST, len(body))):
        opcode = body.opcodes[index]
        if opcode == CHECK_CAST and _is_argument(body, index, body.sources(index)[0]):
            return constants.code.dex.type_descriptor(body.target(index)).endswith(_EXCEPTIONS)
        if opcode in INVOKES or opcode in BRANCHES:
            return False
    return False


def _is_argument(body: MethodBody, index: int, register: int) -> bool:
    return {(made, body.parameter(held)) for made, held in body.origins(index, register)} == {(ENTRY, 1)}
