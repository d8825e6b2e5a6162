"""Where the code of a bundler begins a module by its key."""

from __future__ import annotations

from appaudit.scripts import syntax as s
from appaudit.scripts.modules import arguments
from appaudit.scripts.scopes import Scopes
from appaudit.scripts.values import callee_name


def begun_by_bundler(tree: s.Tree, scopes: Scopes) -> list[tuple[int, int]]:
    """The places that begin modules, each with the node of the key.

    They are written as `….s = 12`, `push([[…], {…}, [["key"]]])` and `__r(0)`.
    """
    keys: list[tuple[int, int]] = list(scopes.members.get("s", ()))
    for call in tree.of_kind(s.CALL):
        name = callee_name(tree, call)
        if name not in ("__r", "push"):
            continue
        given = arguments(tree, call)
        if name == "__r" and given:
            keys.append((call, given[0]))
        elif name == "push" and len(given) == 1 and tree.kind[given[0]] == s.ARRAY:
            inner = list(tree.children(given[0]))
            if len(inner) > 2 and tree.kind[inner[2]] == s.ARRAY:
                for group in tree.children(inner[2]):
                    first = tree.child(group, 0) if tree.kind[group] == s.ARRAY else -1
                    keys += [(call, first)] if first >= 0 else []
    return keys
