"""What functions do with their parameters: call them, or take something of the host by a name that they are handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appaudit.scripts import syntax as s
from appaudit.scripts.scopes import parameters

if TYPE_CHECKING:
    from appaudit.scripts.values import Evaluator, Value


class Wrappers:
    """Reads functions for an evaluator."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._used: dict[tuple[int, int], list[tuple[int, bool, Value | None]]] = {}

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
        if not parameters(tree, function) or tree.after[function] - function > 3000:
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
            if tree.kind[callee] != s.IDENTIFIER:
                continue
            binding = scopes.find(callee, tree.text(callee))
            if binding and binding.parameter and binding.parameter[0] == function and not binding.parameter[2]:
                found.append((binding.parameter[1], self._in_returned(number, function, tree.owner[node]), host))
        return found

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
