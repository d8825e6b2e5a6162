"""Kinds of buttons and inputs that data choose: which they may be by the scripts, and where nobody can tell.

`open-type="{{kind}}"` opens what the variable says, by all that the script of the page says of it. A component hands a
kind on under the attribute's own name: it is looked at where it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from appaudit.model.record import record

_EXPRESSION: Final = re.compile(r"\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}")
_TEXT: Final = re.compile(r"'([^'\\\n]*)'|\"([^\"\\\n]*)\"")
_VARIABLE: Final = re.compile(r"(?<![\w$.'\"])([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)(?!\s*\()")
_WORDS: Final = frozenset(("true", "false", "null", "undefined"))
#: What makes a choice, and what makes a text out of others.
_CHOICE: Final = re.compile(r"[^?]*\?(.*)", re.DOTALL)
_MAKES_TEXT: Final = re.compile(r"[+`(]|\bconcat\b")
#: A component that its user gives a text: the type of a property, or the whole of its description.
_GIVEN: Final = re.compile(r"\s*(?:String\b|null\b|\{\s*type\s*:|\[\s*String\b)")
_LONGEST: Final = 300
_TYPE: Final = "type"


@record
class MadeKind:
    """A kind of an element as data make it: the attribute in small letters without dashes, what is written, and where.

    `handlers` are the functions that its events are bound to.
    """

    attribute: str
    written: str
    tag: str
    page: str
    path: str
    line: int
    handlers: tuple[tuple[str, str], ...] = ()


def is_made(written: str) -> bool:
    """Whether data choose what an attribute says."""
    return "{{" in written


def kinds_of(made: MadeKind, scripts: Mapping[str, str]) -> tuple[list[str], bool]:
    """The kinds that an element may have, and whether it may have others.

    Args:
        made: The kind as it is written.
        scripts: The script of each page and component by its path without ending.
    """
    own = scripts.get(made.page, "")
    kinds: list[str] = []
    is_open = False
    for expression in _EXPRESSION.findall(made.written):
        for part in _chosen(expression):
            texts = _texts(part)
            kinds += texts
            if _MAKES_TEXT.search(part):
                is_open |= not _is_joined(part)
                kinds += ["".join(texts)] if _is_joined(part) else []
                continue
            for variable in _VARIABLE.findall(_TEXT.sub(" ", part)):
                name = variable.rpartition(".")[2]
                if name not in _WORDS:
                    found, is_other = _of_variable(name, own, made.attribute)
                    # A `type` is said of many things that are no inputs.
                    kinds += found
                    is_open |= is_other and not (made.attribute == _TYPE and _TYPE in name.lower())
    around = _EXPRESSION.split(made.written)[::2]
    return list(dict.fromkeys(kinds)), is_open or any(part.strip() for part in around)


def _chosen(expression: str) -> Sequence[str]:
    """What an expression chooses among: the branches of its choices, the sides of its alternatives."""
    choice = _CHOICE.fullmatch(expression)
    if choice:
        return [part for each in choice.group(1).split(":") for part in _chosen(each)]
    return expression.replace("&&", "||").split("||")[-2:]


def _of_variable(name: str, script: str, attribute: str) -> tuple[list[str], bool]:
    """The texts that a script gives a variable, and whether it may give others."""
    kinds: list[str] = []
    is_open, is_named = False, attribute in name.lower()
    for value in _given(name, script):
        if value.strip().endswith(f".{name}"):
            continue  # read, and given the same name again
        if _GIVEN.match(value):
            is_open |= not is_named
            continue
        parts = [part for part in _chosen(value) if part.strip()]
        kinds += [text for part in parts for text in _texts(part)]
        is_open |= any(_TEXT.sub("", part).strip() for part in parts)
    return kinds, is_open or not (kinds or is_named)


def texts_given(name: str, script: str) -> list[str]:
    """The texts that a script gives a variable."""
    return list(dict.fromkeys(text for value in _given(name, script) for text in _texts(value) if text))


def _given(name: str, script: str) -> Iterator[str]:
    """All that a script gives a variable, as it is written."""
    word = re.compile(rf"(?<![\w$])['\"]?{re.escape(name)}['\"]?\s*(?::(?!:)|=(?!=))")
    for found in word.finditer(script):
        rest = script[found.end() : found.end() + _LONGEST]
        yield re.split(r"[,;}\n]", rest, maxsplit=1)[0] if not rest.lstrip().startswith("{") else rest


def _texts(part: str) -> list[str]:
    return [first or second for first, second in _TEXT.findall(part)]


def _is_joined(part: str) -> bool:
    """Whether a text is made of nothing but constants that are joined."""
    return not _TEXT.sub("", part).replace("+", "").replace("(", "").replace(")", "").strip()
