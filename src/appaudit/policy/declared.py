"""Third parties that documents declare, with the data types that their descriptions name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from appaudit.lexicon.policy import Lexicon
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.policy.mentions import data_types_in


def with_data_types(facts: Iterable[DeclaredSdkFact], lexicon: Lexicon) -> list[DeclaredSdkFact]:
    """Give the facts with `data_types` read from the texts in `data`."""
    return [
        replace(fact, data_types=data_types_in("、".join(fact.data), lexicon)) if fact.data else fact for fact in facts
    ]
