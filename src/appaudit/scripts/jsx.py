"""What elements in JSX and TSX read by themselves and bind, as markup of the other frameworks does (Taro, Remax)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from appaudit.lexicon.scripts import ScriptWords
from appaudit.scripts import syntax as s
from appaudit.scripts.graph import Node
from appaudit.scripts.markup import Element, MarkupReading, elements_of, take, with_forms
from appaudit.scripts.modules import Modules, page_of
from appaudit.scripts.values import Evaluator

#: Elements whose attributes count; those of a longer program are not looked at.
_MOST: Final = 20_000


def read_jsx(
    modules: Modules, evaluator: Evaluator, words: ScriptWords, wanted: Sequence[str]
) -> tuple[MarkupReading, dict[tuple[str, str], Sequence[Node]]]:
    """What the elements of all trees bind and read, and the functions of each page by the names of handlers.

    A handler that is written on the spot has no name; it goes by its place.
    """
    known = elements_of(wanted)
    found = MarkupReading()
    bound: dict[tuple[str, str], Sequence[Node]] = {}
    for number, tree in enumerate(modules.trees):
        if s.ATTRIBUTE not in tree.kind:
            continue
        for node in list(tree.of_kind(s.JSX_OPENING, s.JSX))[:_MOST]:
            page = page_of(modules.module_of(number, node).path)
            attributes, handlers = _attributes(number, node, evaluator)
            if not attributes:
                continue
            tag = tree.text(node + 1).rpartition(".")[2].lower()
            line = tree.position(node)[0]
            take(found, words, known, Element(tag, attributes, modules.files[number], line, page))
            bound |= {(page, name): functions for name, functions in handlers.items()}
    found.uses = with_forms(found)
    return found, bound


def _attributes(number: int, node: int, evaluator: Evaluator) -> tuple[dict[str, str], Mapping[str, Sequence[Node]]]:
    """Attributes of an element with their constants or the names of their handlers, and what those names mean."""
    tree = evaluator.modules.trees[number]
    found: dict[str, str] = {}
    handlers: dict[str, Sequence[Node]] = {}
    for attribute in tree.children(node):
        if tree.kind[attribute] != s.ATTRIBUTE:
            continue
        name, value = tree.text(tree.child(attribute, 0)), tree.last(attribute)
        functions = list(_functions(number, value, evaluator))
        if functions:
            found[name] = _name_of(tree, value) or f"line{tree.position(value)[0]}"
            handlers[found[name]] = functions
        elif value != attribute + 1:
            found[name] = next(iter(evaluator.constants(number, value)), "")
        else:
            found[name] = "true"
    return found, handlers


def _functions(number: int, value: int, evaluator: Evaluator) -> Iterator[Node]:
    for item in evaluator.of(number, value):
        if item[0] == "function":
            yield item[1], item[2]


def _name_of(tree: s.Tree, value: int) -> str:
    """The last name of `{this.keep}` or `{keep}`, empty for what is written on the spot."""
    inner = tree.child(value, 0)
    if inner >= 0 and tree.kind[inner] == s.MEMBER:
        inner = tree.last(inner)
    return tree.text(inner) if inner >= 0 and tree.kind[inner] in (s.IDENTIFIER, s.PROPERTY) else ""
