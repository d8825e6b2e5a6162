"""What functions do with their parameters: call them, or take something of the host by a name that they are handed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appaudit.scripts import syntax as s
from appaudit.scripts.scopes import parameters

if TYPE_CHECKING:
    from appaudit.scripts.values import Evaluator, Value


_MAX_NODES: Final = 3000
#: The host's object, its path, and the object in which names of interfaces are looked up.
_WITH_TABLE: Final = 4
_KEEPING: Final = frozenset(("push", "unshift", "add", "set"))


class Wrappers:
    """Reads functions for an evaluator."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._used: dict[tuple[int, int], list[tuple[int, bool, Value | None]]] = {}
        self._stored: dict[tuple[int, int, int], bool] = {}

    def uses(self, number: int, function: int) -> list[tuple[int, bool, Value | None]]:
        """Which parameters a function calls or takes from the host by name.

        Each with its position, whether only what the function returns does so, and the host's object for the latter.
        """
        key = (number, function)
        found = self._used.get(key)
        if found is None:
            self._used[key] = []
            found = self._used[key] = self._find_uses(number, function)
        return found

    def _find_uses(self, number: int, function: int) -> list[tuple[int, bool, Value | None]]:
        tree, scopes = self._evaluator.modules.trees[number], self._evaluator.modules.scopes[number]
        found: list[tuple[int, bool, Value | None]] = []
        if not parameters(tree, function) or tree.after[function] - function > _MAX_NODES:
            return found
        for node in range(function, tree.after[function]):
            if tree.kind[node] != s.CALL:
                continue
            callee = node + 1
            if tree.kind[callee] == s.MEMBER and tree.text(tree.last(callee)) in ("call", "apply"):
                callee = tree.child(callee, 0)
            host = None
            if tree.kind[callee] == s.SUBSCRIPT:
                hosts = [value for value in self._evaluator.of(number, tree.child(callee, 0)) if value[0] == "host"]
                host = hosts[0] if hosts else None
                callee = tree.last(callee)
                if host is None:
                    continue
                table = self._table(number, callee, function)
                if table is not None:
                    position, held = table
                    found.append((position, self._in_returned(number, function, tree.owner[node]), (*host, held)))
                    continue
            if tree.kind[callee] != s.IDENTIFIER:
                continue
            binding = scopes.find(callee, tree.text(callee))
            if binding and binding.parameter and binding.parameter[0] == function and not binding.parameter[2]:
                found.append((binding.parameter[1], self._in_returned(number, function, tree.owner[node]), host))
        return found

    def _table(self, number: int, name: int, function: int) -> tuple[int, Value] | None:
        """The position of a parameter by which a name is looked up in an object, and the object."""
        for value in self._evaluator.of(number, name):
            if value[0] == "entry_of" and value[2][1:3] == (number, function) and not value[2][4]:
                return value[2][3], value[1]
        return None

    def names(self, host: Value, key: str) -> list[str]:
        """The names under which a function takes something of the host where it is handed a constant."""
        if len(host) < _WITH_TABLE:
            return [key]
        held = self._evaluator.properties.of(host[_WITH_TABLE - 1], key, 0)
        return [str(value[1]) for value in held if value[0] == "const"]

    def _in_returned(self, number: int, function: int, owner: int) -> bool:
        """Whether what runs in an inner function runs only when somebody calls what the outer one returned."""
        tree = self._evaluator.modules.trees[number]
        results = {
            value[2]
            for value in self._evaluator.returned(number, function)
            if value[0] == "function" and value[1] == number
        }
        while owner > function:
            if owner in results:
                return True
            owner = tree.owner[owner]
        return False

    def stores(self, number: int, function: int, position: int) -> bool:
        """Whether a function only keeps what it is handed at a position, so that nobody knows when it runs.

        Kept is what is written to a property or pushed to a list, and what only a function calls that is itself kept.
        """
        key = (number, function, position)
        found = self._stored.get(key)
        if found is None:
            found = self._stored[key] = self._only_stores(number, function, position)
        return found

    def _only_stores(self, number: int, function: int, position: int) -> bool:
        tree, scopes = self._evaluator.modules.trees[number], self._evaluator.modules.scopes[number]
        listed = parameters(tree, function)
        if position >= len(listed) or tree.after[function] - function > _MAX_NODES:
            return False
        if tree.kind[listed[position]] != s.IDENTIFIER:
            return False
        name = tree.source[tree.start[listed[position]] : tree.end[listed[position]]]
        kept = False
        for use in range(tree.after[listed[position]], tree.after[function]):
            if tree.kind[use] != s.IDENTIFIER or tree.source[tree.start[use] : tree.end[use]] != name:
                continue
            binding = scopes.find(use, name.decode("utf-8", "replace"))
            if binding is None or binding.parameter is None or binding.parameter[0] != function:
                continue
            if self._is_kept(tree, use, function):
                kept = True
            elif tree.kind[tree.parent[use]] not in (s.UNARY, s.IF, s.BINARY):
                return False
        return kept

    @staticmethod
    def _is_kept(tree: s.Tree, use: int, function: int) -> bool:
        around = tree.parent[use]
        if tree.kind[around] == s.ASSIGN and use != around + 1 and tree.kind[around + 1] in (s.MEMBER, s.SUBSCRIPT):
            return True
        if tree.kind[around] == s.ARGUMENTS:
            callee = tree.parent[around] + 1
            if tree.kind[callee] == s.MEMBER and tree.text(tree.last(callee)) in _KEEPING:
                return True
        owner = tree.owner[use]
        while owner > function:
            holder = tree.parent[owner]
            if tree.kind[holder] == s.ASSIGN and tree.kind[holder + 1] in (s.MEMBER, s.SUBSCRIPT):
                return True
            owner = tree.owner[owner]
        return False
