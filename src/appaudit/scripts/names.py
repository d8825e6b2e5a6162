"""What functions are called in facts: the module, and names that stay the same when lines move."""

from __future__ import annotations

from typing import Final

from appaudit.scripts import syntax as s
from appaudit.scripts.modules import Modules
from appaudit.scripts.scopes import key_of
from appaudit.scripts.values import callee_name

MODULE: Final = "<module>"
_ANONYMOUS: Final = "anonymous"
_MAX_LEVELS: Final = 5


class FunctionNames:
    """Names functions: `pages/x/x.js:onLoad`, `pages/x/x.js:onLoad.success`, `app.js:<module>`; a second gets `#2`."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules
        self._names: dict[tuple[int, int], str] = {}
        self._taken: dict[str, int] = {}
        for number, tree in enumerate(modules.trees):
            for function in (0, *tree.of_kind(*s.FUNCTIONS)):
                self._name(number, function)

    def of(self, number: int, function: int) -> str:
        """The name of a function, as facts have it."""
        return self._names[number, function]

    def _name(self, number: int, function: int) -> None:
        module = self._modules.module_of(number, function)
        name = f"{module.path}:{self._within(number, function)}"
        count = self._taken[name] = self._taken.get(name, 0) + 1
        self._names[number, function] = name if count == 1 else f"{name}#{count}"

    def _within(self, number: int, function: int) -> str:
        parts: list[str] = []
        tree = self._modules.trees[number]
        while function and (number, function) not in self._modules.at:
            if len(parts) >= _MAX_LEVELS:
                break
            own = own_name(tree, function)
            if own:
                parts.append(own)
            function = tree.owner[function]
        return ".".join(reversed(parts)) if parts else MODULE


def own_name(tree: s.Tree, function: int) -> str:
    """The name of a function by itself: declared, or of what it is kept or handed to; empty if called on the spot."""
    first = tree.child(function, 0)
    if first >= 0 and tree.kind[function] == s.METHOD:
        holder = tree.parent[tree.parent[function]]
        if tree.kind[tree.parent[function]] == s.CLASS_BODY and tree.kind[holder + 1] == s.IDENTIFIER:
            return f"{tree.text(holder + 1)}.{key_of(tree, first)}"
        return key_of(tree, first) or _ANONYMOUS
    around = tree.parent[function]
    kind = tree.kind[around]
    name = ""
    if kind == s.PAIR:
        name = key_of(tree, tree.child(around, 0))
        if name == "value":  # a method of a compiled class
            key = tree.child(tree.parent[around], 0)
            listed = tree.last(key) if key >= 0 and tree.kind[key] == s.PAIR else -1
            name = tree.string(listed) if listed >= 0 and tree.kind[listed] == s.STRING else name
    elif kind in (s.DECLARATOR, s.FIELD):
        name = key_of(tree, tree.child(around, 0))
    elif kind == s.ASSIGN:
        left = tree.child(around, 0)
        name = key_of(tree, left if tree.kind[left] == s.IDENTIFIER else tree.last(left)) if left >= 0 else ""
    elif kind == s.ARGUMENTS:
        name = callee_name(tree, tree.parent[around])
        if tree.kind[tree.parent[tree.parent[around]]] == s.PAIR and name:
            name = key_of(tree, tree.child(tree.parent[tree.parent[around]], 0)) or name
    elif kind == s.CALL or (kind == s.MEMBER and tree.text(tree.last(around)) in ("call", "apply")):
        return ""
    if first >= 0 and tree.kind[first] == s.IDENTIFIER and tree.kind[function] != s.ARROW and not name:
        return tree.text(first)
    return name or _ANONYMOUS
