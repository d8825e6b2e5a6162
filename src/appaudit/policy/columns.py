"""What the columns of a table and the labels of a block stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

FIELDS = ("name", "company", "purpose", "data", "link", "package", "version")


class FieldNames:
    """Column and label names of the lexicon, looked up in the way people write them."""

    def __init__(self, tables: Mapping[str, Iterable[str]]) -> None:
        self._fields = {self._key(label): name for name in FIELDS for label in tables.get(name, ()) if self._key(label)}

    @staticmethod
    def _key(label: str) -> str:
        label = re.sub(r"[（(][^）)]*[)）]", "", label)
        return re.sub(r"[\s*“”\"'：:/、\-_|【】\[\]的]+", "", label).lower()

    def field(self, label: str) -> str:
        """The field that a column name or label stands for, empty when it is none."""
        return self._fields.get(self._key(label), "")
