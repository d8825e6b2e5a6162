"""How the columns of SDK lists are called (`rules/lexicon/sdk-list.yaml`), beside those of tables in policies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from appaudit.lexicon.columns import FIELDS, FieldNames, labels
from appaudit.lexicon.entries import LexiconError, require_known
from appaudit.lexicon.policy import LanguageLexicon
from appaudit.model.record import record

_KEYS = {"sdk_list", "checked", "sources", "columns"}


@record(frozen=False)
class SdkListWords:
    """The names of columns, those of all languages among them; on equal names the later one counts."""

    columns: Mapping[str, tuple[str, ...]]
    _headings: FieldNames | None = field(default=None, compare=False)

    @property
    def headings(self) -> FieldNames:
        """The names as they are looked up, prepared once."""
        if self._headings is None:
            self._headings = FieldNames(self.columns)
        return self._headings


def parse(data: Mapping[str, Any], languages: Iterable[LanguageLexicon]) -> SdkListWords:
    """The words from the merged content of the files and from the tables of the languages.

    Raises:
        LexiconError: an entry is missing, unknown or of another kind.
    """
    require_known(data, _KEYS)
    columns = data.get("columns")
    if not isinstance(columns, dict):
        raise LexiconError("columns", "columns must map fields to names")
    require_known(columns, FIELDS, "columns.")
    names = {name: labels(f"columns.{name}", value) for name, value in columns.items()}
    for language in languages:
        for name, more in language.tables.items():
            names[name] = (*names.get(name, ()), *more)
    return SdkListWords(columns=names)
