"""The words of shaking the phone (`rules/lexicon/shake.yaml`), in names and in the constants that code loads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from appaudit.lexicon.entries import expression, require_known, texts
from appaudit.model.expression import Expression
from appaudit.model.record import record

_LISTS = ("names", "not_names", "texts")
_KEYS = {"shake", "checked", "sources", *_LISTS}
#: A longer constant is prose, in which a word of a name says nothing.
_LONGEST_NAME = 40
_MOST_WORDS = 5


@record
class ShakeWords:
    """What names of shaking hold, what only looks like it, and what users are told."""

    name: Expression
    not_name: Expression
    text: Expression

    def in_code(self, class_name: str, constants: Iterable[str], calls: Iterable[str]) -> tuple[str, ...]:
        """Words of shaking in the name of a class and its package, in constants and in the names of methods.

        The package counts because a shrinker often renames classes and leaves packages.

        Args:
            class_name: In Java notation, the outermost class.
            constants: The texts that its code loads.
            calls: The names of methods that it calls.
        """
        found = set()
        package, _, leaf = class_name.rpartition(".")
        if self._is_name(leaf):
            found.add(f"class name {leaf}")
        if self._is_name(innermost := package.rpartition(".")[2]):
            found.add(f"package {innermost}")
        for text in constants:
            if (len(text) <= _LONGEST_NAME and self._is_name(text)) or self.text.search(text):
                found.add(f'constant "{text[:_LONGEST_NAME]}"')
        found.update(f"call of {name}" for name in calls if self._is_name(name))
        return tuple(sorted(found)[:_MOST_WORDS])

    def _is_name(self, text: str) -> bool:
        return self.name.search(text) is not None and not self.not_name.search(text)


def parse(data: Mapping[str, Any]) -> ShakeWords:
    """The words from the merged content of the files.

    Raises:
        LexiconError: an entry is missing, unknown or of another kind.
    """
    require_known(data, _KEYS)
    names, not_names, shown = (texts(key, data.get(key)) for key in _LISTS)
    return ShakeWords(
        name=expression("names", names, re.IGNORECASE),
        not_name=expression("not_names", not_names, re.IGNORECASE),
        text=expression("texts", shown),
    )
