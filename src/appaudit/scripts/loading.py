"""Modules that are loaded when they are needed: `require(path, function)` and `require.async(path)` of WeChat."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from appaudit.scripts import syntax as s
from appaudit.scripts.modules import Module, Modules, arguments

if TYPE_CHECKING:
    from appaudit.scripts.values import Evaluator, Value, Values

#: Modules of a folder that one call may load.
_MOST_BELOW: Final = 40


def is_require(value: Value) -> bool:
    """Whether a value is what loads modules by their paths, at once or when it can."""
    return value[0] == "require" or value in (("global", "require"), ("global", "require.async"))


def module_handed_to(evaluator: Evaluator, number: int, function: int, depth: int) -> Values:
    """The module that a function among the arguments of a call is handed once it is there; nothing for other calls."""
    tree = evaluator.modules.trees[number]
    call = tree.parent[tree.parent[function]]
    callee = call + 1
    if tree.kind[callee] == s.MEMBER and tree.text(tree.last(callee)) == "then":
        values = evaluator.of(number, tree.child(callee, 0), depth)
    else:
        given = arguments(tree, call)
        is_second = len(given) > 1 and given[1] == function
        if not is_second or not any(map(is_require, evaluator.of(number, callee, depth))):
            return ()
        values = evaluator.of(number, call, depth)
    return tuple(value for value in values if value[0] == "exports")


def is_told(path: Value) -> bool:
    """Whether a path of a module is known, known to begin with a folder, or handed on by a function around."""
    if path[0] == "text":
        return "/" in _beginning(path).lstrip("./")
    return path[0] == "const" or (path[0] == "parameter" and not path[4])


def modules_below(modules: Modules, number: int, call: int, paths: Values) -> Iterator[Module]:
    """The modules in a folder, where a path begins with one and goes on with what is made at run time."""
    for path in paths:
        if path[0] == "text" and is_told(path):
            yield from islice(modules.below(modules.module_of(number, call), _beginning(path)), _MOST_BELOW)


def _beginning(path: Value) -> str:
    return str(path[1]).partition("{}")[0]
