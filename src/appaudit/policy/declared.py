"""Third parties that documents declare, with the data types that their descriptions name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from appaudit.lexicon.policy import Lexicon
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.policy.mentions import data_types_in_each


def with_data_types(facts: Iterable[DeclaredSdkFact], lexicon: Lexicon) -> list[DeclaredSdkFact]:
    """Give the facts with `data_types` read from the texts in `data`."""
    facts = list(facts)
    found = data_types_in_each(["、".join(fact.data) for fact in facts], lexicon)
    return [replace(fact, data_types=types) if types else fact for fact, types in zip(facts, found, strict=True)]
