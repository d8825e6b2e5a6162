"""Every fact class by kind: the vocabulary of rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appaudit.model.facts import (
    code,
    conduct,
    context,
    derived,
    documents,
    operation,
    package,
    policy_text,
    statement,
    third_party,
)
from appaudit.model.facts.base import Fact

__all__ = ["DEFINED_IN", "FACT_KINDS"]

#: The modules that define facts. Classes are found when their module is imported; what is missing here no rule can ask.
DEFINED_IN: Final = (
    package,
    code,
    documents,
    derived,
    conduct,
    context,
    operation,
    policy_text,
    statement,
    third_party,
)


def _all_kinds(base: type[Fact]) -> Iterator[type[Fact]]:
    for subclass in base.__subclasses__():
        if subclass.kind:
            yield subclass
        yield from _all_kinds(subclass)


FACT_KINDS: dict[str, type[Fact]] = {cls.kind: cls for cls in _all_kinds(Fact)}
