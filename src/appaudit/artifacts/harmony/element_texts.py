"""Texts of a library as its sources have them: `string.json` in a folder of elements for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from appaudit.artifacts.harmony.json_values import json_object, objects_at, text_at
from appaudit.artifacts.harmony.resource_index import LocalText

_ELEMENTS = re.compile(r"(?:src/main/)?resources/(?P<qualifiers>[^/]+)/element/[^/]+\.json")
_LOCALE = re.compile(r"(?:mcc\d+-)?(?:mnc\d+-)?(?P<locale>[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_[A-Z]{2})?)(?:-.*)?")
_BASE: Final = "base"


class ElementTexts:
    """Texts by their names, each in all its languages."""

    def __init__(self) -> None:
        """None yet."""
        self._texts: dict[str, list[LocalText]] = {}

    def add(self, name: str, data: bytes, place: str) -> None:
        """The texts of one file.

        Raises:
            ConfigurationError: It is no JSON.
        """
        found = _ELEMENTS.fullmatch(name)
        locale = _LOCALE.fullmatch(found["qualifiers"]) if found and found["qualifiers"] != _BASE else None
        for element in objects_at(json_object(data, place), "string"):
            text = LocalText(locale["locale"] if locale else "", text_at(element, "value"))
            self._texts.setdefault(text_at(element, "name"), []).append(text)

    def texts_of(self, resource: int) -> tuple[LocalText, ...]:
        """Sources have no ids."""
        return ()

    def texts_named(self, name: str) -> tuple[LocalText, ...]:
        """A text in all its languages."""
        return tuple(self._texts.get(name, ()))

    def all_texts(self) -> Iterator[tuple[str, LocalText]]:
        """Every text with its name."""
        for name, texts in self._texts.items():
            for text in texts:
                yield name, text


def is_element_file(name: str) -> bool:
    """Whether a path is that of a file of elements."""
    return _ELEMENTS.fullmatch(name) is not None
