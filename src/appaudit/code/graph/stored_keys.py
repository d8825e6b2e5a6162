"""Under which keys code at launch stores anything: a setting under another one is what it is when nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.condition_sources import RENAMED, falls_back
from appaudit.code.graph.links import FileLinks, Flags
from appaudit.code.values.constants import Constants
from appaudit.dex import invoke_edges
from appaudit.dex.opcodes import MOVE_RESULTS, STATIC_INVOKES
from appaudit.dex.tables import distinct, is_among

#: Methods that store what they are given, or hand it to one that does, by name; any where a shrinker has changed it.
_STORING: Final = re.compile(
    r"(?i)^(?:put|set|save|store|write|encode|update|edit|add|insert|mark|record|change|import)|^.{1,2}$"
)
#: Types of the platform that take texts by such names and store none as a setting.
_ELSEWHERE: Final = re.compile(
    r"^L(?:java/|javax/|android/(?!content/SharedPreferences\$Editor|content/ContentValues)|org/(?:json|xml)/)"
)
#: Types that can pass a key.
_TEXT: Final = ("Ljava/lang/String;", "Ljava/lang/Object;", "Ljava/lang/CharSequence;")


def is_storing(name: str) -> bool:
    """Whether a method of this name may store what it is given."""
    return bool(_STORING.match(name))


def storing_places(graph: CallGraph, files: Sequence[Constants], launched: Flags) -> dict[str, list[tuple[int, int]]]:
    """Where code at launch hands keys, and any other constant texts, to methods that may store something.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        launched: Which methods launch reaches.

    Returns:
        By text the calls, each as the number of its file and its instruction there.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for number, (file, constants) in enumerate(zip(graph.links.files, files, strict=True)):
        for place, register in _storing_calls(file, launched):
            for value in constants.argument_values(place, register):
                if type(value) is str:
                    found.setdefault(value, []).append((number, place))
    return found


def _storing_calls(file: FileLinks, launched: Flags) -> Iterator[tuple[int, int]]:
    """Calls of methods that may store something, and the number of each register that may pass a key."""
    dex = file.code.dex
    calls = invoke_edges(file.code.instructions)
    runs = launched[file.item_method[calls.code_item]]
    registers: dict[int, tuple[int, ...]] = {}
    called = distinct(calls.target[runs])
    for method, name in zip(called.tolist(), dex.method_names(called), strict=True):
        if is_storing(name) and not _ELSEWHERE.match(dex.method_class(method)):
            registers[method] = _texts_among(dex.prototype(int(dex.method_ids["proto"][method])))
    wanted = np.array(sorted(method for method, passed in registers.items() if passed), dtype=np.int64)
    chosen = np.flatnonzero(runs & is_among(calls.target, wanted))
    gives = {
        method for method in wanted.tolist() if len(dex.method_name(method)) <= RENAMED and falls_back(dex, method)
    }
    opcode = file.code.instructions.opcode
    for place, method in zip(calls.instruction[chosen].tolist(), calls.target[chosen].tolist(), strict=True):
        if method in gives and place + 1 < len(opcode) and int(opcode[place + 1]) in MOVE_RESULTS:
            continue  # what asks for a setting, with its default
        is_static = int(opcode[place]) in STATIC_INVOKES
        for register in registers[method]:
            yield place, register if is_static else register + 1


def _texts_among(prototype: str) -> tuple[int, ...]:
    """The registers of the parameters that may be keys, as a static method counts them."""
    found, register = [], 0
    for kind in re.findall(r"\[*(?:L[^;]+;|[A-Z])", prototype.partition(")")[0][1:]):
        if kind in _TEXT:
            found.append(register)
        register += 2 if kind in ("J", "D") else 1
    return tuple(found)
