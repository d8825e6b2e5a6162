"""Texts for people in the scripts and settings of a mini-program; comments are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from appaudit.artifacts.mini_program.compiled_markup import unescaped
from appaudit.model.artifact import Text

#: What a script consists of as far as texts go; in this order, since an address in a string is no comment. A slash
#: where a value may begin begins a regular expression, in which quotation marks are marks; it is short, so that what
#: only looks like one ends with its line.
_PARTS: Final = re.compile(
    r"//[^\n]*|/\*.*?\*/|'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`"
    r"|(?<=[=(,:\[!&|?{};\n])[ \t]*/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,99}\]){1,99}/",
    re.DOTALL,
)
_BETWEEN_TAGS: Final = re.compile(r">([^<>{}]*[\u4e00-\u9fff][^<>{}]*)<")
#: A text for people: Chinese, several words, or an address; not the name of a class or the path of a picture.
_FOR_PEOPLE: Final = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{2,} [A-Za-z]{2,}|https?://")
#: In scripts words of English are mostly what developers write to the log.
_IN_SCRIPTS: Final = re.compile(
    r"[\u4e00-\u9fff]|https?://|\b(?:Privacy|Delete (?:my )?account|Log ?out|Sign (?:in|out|up))\b"
)
#: A comment between two quotation marks that belong to other texts, as where templates stand within templates.
_COMMENTED: Final = re.compile(r"(?:^|\n)\s*(?://\s|/\*)")
_MARKED_UP: Final = (".jsx", ".tsx")
_COMMENTS: Final = re.compile(r"/\*.*?\*/|<!--.*?-->", re.DOTALL)


def script_texts(script: str, place: str) -> list[Text]:
    """The constants of a script that people may read, each once."""
    found = dict.fromkeys(_constants(script))
    if place.endswith(_MARKED_UP):
        found.update(dict.fromkeys(" ".join(text.split()) for text in _BETWEEN_TAGS.findall(_COMMENTS.sub("", script))))
    return [Text(place=place, text=text) for text in found if text]


def json_texts(content: Any, place: str) -> list[Text]:  # noqa: ANN401  # any JSON value
    """The values of settings that people may read, each once."""
    return [Text(place=place, text=text) for text in dict.fromkeys(_values(content)) if _FOR_PEOPLE.search(text)]


def is_for_people(text: str) -> bool:
    """Whether a constant is something that people read."""
    return _FOR_PEOPLE.search(text) is not None


def _constants(script: str) -> Iterator[str]:
    for found in _PARTS.finditer(script):
        raw = found.group(1) or found.group(2) or found.group(3)
        if raw:
            text = unescaped(raw)
            if _IN_SCRIPTS.search(text) and not _COMMENTED.search(text):
                yield text.strip()


def _values(content: Any) -> Iterator[str]:  # noqa: ANN401  # any JSON value
    pending = [content]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            yield value.strip()
        elif isinstance(value, dict):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
