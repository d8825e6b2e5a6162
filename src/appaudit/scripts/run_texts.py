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
_RUNNING: Final = frozenset(f"{name}{how}" for name in ("eval", "Function") for how in ("", ".call", ".apply"))
_REFLECTING: Final = frozenset(("Reflect.construct", "Reflect.apply"))
_TEXTS: Final = (s.STRING, s.TEMPLATE, s.BINARY)
_NAMED: Final = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*)((?:\s*\.\s*[A-Za-z_$][\w$]*)+)\s*\(")
_WORD: Final = re.compile(r"(?<![\w$.])[A-Za-z_$][\w$]*")
_GIVES: Final = re.compile(r"\s*return\s+([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*;?\s*")
_LONGEST: Final = 20_000
_MOST_NAMED: Final = 50


def runs_text(evaluator: Evaluator, number: int, call: int, name: str, values: Values) -> bool:
    """Whether a call runs a text: eval, Function, a constructor of functions, or a timer that is given one."""
    called = {value[1] for value in values if value[0] == "global"}
    if called & _RUNNING:
        return True  # `Function.prototype.bind` runs no text
    tree = evaluator.modules.trees[number]
    first = next(iter(arguments(tree, call)), -1)
    if first < 0:
        return False
    given = evaluator.of(number, first)
    if called & _REFLECTING:
        return any(value in (("global", "eval"), ("global", "Function")) for value in given)
    is_known = bool(given) and all(value[0] == "const" and isinstance(value[1], str) for value in given)
    if name == "constructor" and tree.kind[call + 1] == s.MEMBER:
        return is_known or (_is_of_functions(tree, tree.child(call + 1, 0)) and tree.kind[call] == s.CALL)
    return name in _TIMERS and (is_known or tree.kind[first] in _TEXTS)


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
        way = tuple(part.strip() for part in named[2].split(".")[1:])
        for value in evaluator.identifier(number, call, named[1], 0):
            if value[0] == "host":
                yield value[1], (*value[2], *way)


def may_name_host(evaluator: Evaluator, number: int, call: int, text: str) -> bool:
    """Whether a text has a name that may be the host's object where it is run, or some part of it."""
    for name in dict.fromkeys(_WORD.findall(text[:_LONGEST])):
        if any(value[0] in ("host", "host_of") for value in evaluator.identifier(number, call, name, 0)):
            return True
    return False


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
