"""Choices by a key of a configuration in the package: a text that is compared with several, of which it holds some.

A class that makes a wrapper for each key of a configuration is told the keys when the app runs. Where the configuration
is a text in JSON among the constants of the code, it says which keys it can be told, but for those of a server: a key
that no such text has, of a choice of which it has others, is one that nobody is seen to ask for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.code.values.text_calls import EQUALS
from appaudit.dex.opcodes import INVOKES

_KEY: Final = re.compile(r'"([^"\\\s]{2,60})"\s*:')
#: Texts in JSON that are looked at begin so; all of them together, in characters.
_BEGINS: Final = ("{", "[{")
_MOST_TEXT: Final = 20_000_000
#: Others of a choice that a configuration has to have, so that it is taken to be what is chosen by.
_OTHERS: Final = 2


class ListedKeys:
    """Answers for the comparisons of one app.

    Args:
        files: What is known of the constants of each file.
    """

    def __init__(self, files: Sequence[Constants]) -> None:
        self._files = files
        self._choices: dict[tuple[int, int], dict[int, set[str]]] = {}

    def lacks(self, file: int, body: MethodBody, wanted: Sequence[str]) -> bool:
        """Whether a parameter has to be a text that no configuration has as a key, though they have others beside it.

        Args:
            file: The file, by its number.
            body: The method that compares.
            wanted: The texts with which one comparison is made.
        """
        key = (file, body.code_item)
        if key not in self._choices:
            self._choices[key] = _choices(self._files[file], body)
        for texts in self._choices[key].values():
            if texts.issuperset(wanted) and len(texts) > _OTHERS:
                return self._keys.isdisjoint(wanted) and len(texts & self._keys) >= _OTHERS
        return False

    @cached_property
    def _keys(self) -> frozenset[str]:
        """The keys of all texts in JSON among the constants."""
        found: set[str] = set()
        left = _MOST_TEXT
        for constants in self._files:
            dex = constants.code.dex
            for index in (each for begins in _BEGINS for each in dex.strings_with_prefix(begins)):
                text = dex.string(index)
                left -= len(text)
                if left > 0:
                    found.update(_KEY.findall(text))
        return frozenset(found) if left > 0 else frozenset()


def _choices(constants: Constants, body: MethodBody) -> dict[int, set[str]]:
    """For each parameter of a method the texts that it is compared with."""
    found: dict[int, set[str]] = {}
    dex = constants.code.dex
    for index, opcode in enumerate(body.opcodes):
        method = constants.callee(body, index) if opcode in INVOKES else -1
        registers = body.sources(index) if method >= 0 and dex.method_name(method) in EQUALS else ()
        if len(registers) != 2:
            continue
        for compared, other in (registers, registers[::-1]):
            origins = body.origins(index, compared)
            texts = constants.in_body(body, index, other) if {made for made, _ in origins} == {ENTRY} else ()
            if len(texts) == 1 and len(origins) == 1:
                found.setdefault(body.parameter(origins[0][1]), set()).update(map(str, texts))
    return found
