"""The words of lists of third parties (`rules/lexicon/parties.yaml`): how values look, and how sentences say them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from appaudit.catalog.lexicon_files import lexicon_paths, load_layers
from appaudit.errors import RuleError

Pattern = re.Pattern[str]

#: Keys of the file beside its word lists.
_NOTES = frozenset({"checked", "sources"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyWords:
    """One expression for each list of the file, searched without regard to case; the file says what each is for."""

    company: Pattern
    company_name: Pattern
    product: Pattern
    purpose: Pattern
    data: Pattern
    other_label: Pattern
    no_title: Pattern
    context: Pattern
    denial: Pattern
    takes: Pattern
    until_data: Pattern
    for_what: Pattern
    until_purpose: Pattern
    before_company: Pattern


def parse_party_words(data: Mapping[str, Any]) -> PartyWords:
    """The words from the merged content of the files.

    Raises:
        RuleError: A list is missing or unknown, or one of its expressions cannot be compiled.
    """
    names = {field.name for field in fields(PartyWords)}
    if unknown := sorted(set(data) - names - _NOTES):
        raise RuleError(f"parties.yaml: unknown key {unknown[0]!r} (known: {', '.join(sorted(names))})")
    if missing := sorted(names - set(data)):
        raise RuleError(f"parties.yaml: {missing[0]!r} is missing")
    return PartyWords(**{name: _expression(name, data[name]) for name in sorted(names)})


def _expression(name: str, patterns: list[str]) -> Pattern:
    # The whole name of a company is told by its capitals.
    flags = 0 if name == "company_name" else re.IGNORECASE
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)
    except (re.error, TypeError) as error:
        raise RuleError(f"parties.yaml: {name}: {error}") from error


@lru_cache(maxsize=1)
def party_words() -> PartyWords:
    """The shipped words."""
    names = {field.name for field in fields(PartyWords)}
    return parse_party_words(load_layers(lexicon_paths("parties.yaml", ()), names | _NOTES))
