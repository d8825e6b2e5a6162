"""What the code of methods with the name of a consent gives at a first launch: what their names promise, or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from appaudit.code.first_launch.first_launch import FirstLaunch
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.marked_values import Boxed, Value
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import INVOKES

#: https://developer.android.com/reference/android/content/ContentResolver, checked 2026-11-30, not opened.
_ASKS_PROVIDER: Final = ("Landroid/content/ContentResolver;", "call")


def contradicted(graph: CallGraph, launch: FirstLaunch, named: Mapping[int, int]) -> frozenset[int]:
    """The methods that give nothing at a first launch but what they may give once somebody has agreed.

    Args:
        graph: The methods.
        launch: What is known of settings and fields at launch.
        named: Methods that are believed by their name, with what that promises before consent.
    """
    found = set[int]()
    for method, promised in named.items():
        file, item = graph.item_of(method)
        followed = launch.followed(file, item) if item >= 0 else None
        said = [_number(value) for value in followed.returned] if followed else []
        if said and all(value is not None and bool(value) is not bool(promised) for value in said):
            found.add(method)
    return frozenset(found)


def untold(graph: CallGraph, launch: FirstLaunch, named: Mapping[int, int]) -> frozenset[int]:
    """The methods of which nobody can say that they give at a first launch what their names promise, and nothing else.

    Args:
        graph: The methods.
        launch: What is known of settings and fields at launch.
        named: Methods that are believed by their name, with what that promises before consent.
    """
    found = set[int]()
    for method, promised in named.items():
        file, item = graph.item_of(method)
        if item < 0:
            continue
        followed = launch.followed(file, item)
        said = [_number(value) for value in followed.returned] if followed else [None]
        if _asks_provider(graph, file, item):
            said.append(None)  # a bundle has what the provider puts there
        if any(value is None or bool(value) is not bool(promised) for value in said):
            found.add(method)
    return frozenset(found)


def _asks_provider(graph: CallGraph, file: int, item: int) -> bool:
    """Whether a code item calls a content provider by a name of its own."""
    dex = graph.links.files[file].code.dex
    body = MethodBody(graph.links.files[file].code, item)
    called = {body.target(at) for at, opcode in enumerate(body.opcodes) if body.is_read and opcode in INVOKES}
    return any((dex.method_class(each), dex.method_name(each)) == _ASKS_PROVIDER for each in called)


def _number(value: Value) -> int | None:
    """The number of a value, None where it is none that is known."""
    number = value.number if isinstance(value, Boxed) else value
    return number if isinstance(number, int) else None
