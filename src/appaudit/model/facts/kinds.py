"""Every fact class by kind: the vocabulary of rules. A module in this folder is found by being there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import Fact

#: Modules of this folder that define no facts.
_OTHERS = ("base", "fields", "kinds")


def _all_kinds(base: type[Fact]) -> Iterator[type[Fact]]:
    for subclass in base.__subclasses__():
        if subclass.kind:
            yield subclass
        yield from _all_kinds(subclass)


def _found() -> dict[str, type[Fact]]:
    """The classes that the modules of this folder define, by kind, in the order of the modules."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name not in _OTHERS:
            importlib.import_module(f"{__package__}.{module.name}")
    return {cls.kind: cls for cls in _all_kinds(Fact)}


FACT_KINDS: dict[str, type[Fact]] = _found()


def derived_from(kind: str) -> tuple[str, ...]:
    """The kinds that a kind is computed from; none for what is no kind of fact."""
    return FACT_KINDS[kind].derived_from if kind in FACT_KINDS else ()


def name_of_kind(kind: str) -> Bilingual:
    """What people call a kind of fact; one that only another version of appaudit knows stands for itself."""
    return FACT_KINDS[kind].kind_name if kind in FACT_KINDS else Bilingual(kind, kind)
