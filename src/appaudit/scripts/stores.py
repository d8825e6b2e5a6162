"""Stores of Vue: what a function that Pinia makes gives, and functions that Vuex hands on by their names.

https://pinia.vuejs.org/core-concepts/ and https://vuex.vuejs.org/guide/actions.html, checked 2026-12-01, not opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from appaudit.scripts import syntax as s
from appaudit.scripts.modules import arguments
from appaudit.scripts.scopes import key_of

if TYPE_CHECKING:
    from appaudit.scripts.values import Evaluator, Value

_MAKES_STORE: Final = "defineStore"
_MAPS: Final = ("mapActions", "mapMutations")


def given_by_store(evaluator: Evaluator, made: Value, depth: int) -> Iterator[Value]:
    """The store that a function gives which `defineStore` made: its options, or what its setup returns."""
    tree = evaluator.modules.trees[made[1]]
    if _name(tree, made[2]) != _MAKES_STORE:
        return
    for argument in arguments(tree, made[2])[-1:]:
        for value in evaluator.of(made[1], argument, depth):
            if value[0] == "object":
                yield value
            elif value[0] == "function":
                yield from evaluator.returned(value[1], value[2], depth)


def mapped_from_store(evaluator: Evaluator, made: Value, name: str, depth: int) -> Iterable[Value]:
    """The function of a store that `...mapActions(["name"])` puts into an object under a name."""
    tree = evaluator.modules.trees[made[1]]
    if tree.kind[made[2]] != s.CALL or _name(tree, made[2]) not in _MAPS:
        return ()
    named = {name}
    for argument in arguments(tree, made[2]):
        for value in evaluator.walk(evaluator.of(made[1], argument, depth), (name,), depth):
            named |= {str(value[1])} if value[0] == "const" else set()  # under a name of its own
    names = [text.rpartition("/")[2] for text in named]
    return [
        found
        for held in holders_of_actions(evaluator)
        for each in names
        for found in evaluator.properties.of(held, each, depth)
    ]


def holders_of_actions(evaluator: Evaluator) -> Iterator[Value]:
    """The objects under the names by which stores keep their functions."""
    parts = evaluator.words.action_parts
    for number, tree in enumerate(evaluator.modules.trees):
        for item in tree.of_kind(s.PAIR, s.SHORTHAND):
            key = key_of(tree, tree.child(item, 0)) if tree.kind[item] == s.PAIR else tree.text(item)
            if key in parts:
                node = tree.last(item) if tree.kind[item] == s.PAIR else item
                yield from (value for value in evaluator.of(number, node) if value[0] == "object")


def _name(tree: s.Tree, call: int) -> str:
    callee = call + 1
    if tree.kind[call] != s.CALL:
        return ""
    return tree.text(tree.last(callee) if tree.kind[callee] == s.MEMBER else callee)
