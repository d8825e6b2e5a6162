"""Code that is made of text: which calls run a text, and what a text that is known names of the host.

https://tc39.es/ecma262/, eval and the Function constructor, checked 2026-12-01, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from appaudit.scripts import syntax as s
from appaudit.scripts.modules import arguments

if TYPE_CHECKING:
    from appaudit.scripts.values import Evaluator, Values

#: Functions of the language that run a text, where they are given one.
_TIMERS: Final = frozenset(("setTimeout", "setInterval", "setImmediate"))
_TEXTS: Final = (s.STRING, s.TEMPLATE, s.BINARY)
_NAMED: Final = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*)((?:\s*\.\s*[A-Za-z_$][\w$]*)+)\s*\(")
_GIVES: Final = re.compile(r"\s*return\s+([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*;?\s*")
_LONGEST: Final = 20_000
_MOST_NAMED: Final = 50


def runs_text(evaluator: Evaluator, number: int, call: int, name: str, values: Values) -> bool:
    """Whether a call runs a text: eval, Function, a constructor of functions, or a timer that is given one."""
    if {value[1] for value in values if value[0] == "global"} & {"eval", "Function"}:
        return True  # `Function.prototype.bind` runs no text
    tree = evaluator.modules.trees[number]
    first = next(iter(arguments(tree, call)), -1)
    if first < 0:
        return False
    if name == "constructor" and tree.kind[call + 1] == s.MEMBER:
        return _is_of_functions(tree, tree.child(call + 1, 0)) and tree.kind[call] == s.CALL
    if name not in _TIMERS:
        return False
    given = evaluator.of(number, first)
    is_known = bool(given) and all(value[0] == "const" and isinstance(value[1], str) for value in given)
    return is_known or tree.kind[first] in _TEXTS


def _is_of_functions(tree: s.Tree, holder: int) -> bool:
    """Whether the constructor of something is that of functions, as it is written."""
    if tree.kind[holder] in s.FUNCTIONS:
        return True
    return tree.kind[holder] == s.MEMBER and tree.text(tree.last(holder)) == "constructor"


def named_in(evaluator: Evaluator, number: int, call: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a text that is known calls of the host, as object and path; nothing where the host runs no text."""
    if evaluator.host in evaluator.words.runs_no_text:
        return
    given = arguments(evaluator.modules.trees[number], call)
    texts = [value[1] for each in given for value in evaluator.of(number, each) if value[0] == "const"]
    found = (named for text in texts if isinstance(text, str) for named in _NAMED.finditer(text[:_LONGEST]))
    for count, named in enumerate(found):
        if count >= _MOST_NAMED:
            return
        host = evaluator.objects.get(named[1])
        if host is not None:
            yield host, tuple(part.strip() for part in named[2].split(".")[1:])


def given_by_text(evaluator: Evaluator, texts: Values) -> Values:
    """What a function gives that is made of a text which only names it: `return this`."""
    if evaluator.host in evaluator.words.runs_no_text or len(texts) != 1 or texts[0][0] != "const":
        return ()
    told = _GIVES.fullmatch(str(texts[0][1])[:_LONGEST])
    if told is None:
        return ()
    first, *rest = told[1].split(".")
    begins = (("global", "globalThis"),) if first == "this" else evaluator.named(first)
    return evaluator.walk(begins, tuple(rest))
