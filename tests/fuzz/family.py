"""The harnesses, each found by its place: a module in `harnesses/` is one family of readers.

A harness has `fuzz(data)`, which reads hostile bytes and lets only our own errors pass, and `seeds()`, sound inputs to
start from. It may have `mutate(data, chance)`, damage that knows the structure, and `DICTIONARY`, words that the format
gives a meaning to.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.hostile import mutations

HERE = Path(__file__).parent
#: Inputs on which a reader failed once, by family; every one is read again by the tests.
FOUND = HERE / "found"


@dataclass(frozen=True)
class Family:
    """One harness."""

    name: str
    fuzz: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    mutate: Callable[[bytes, random.Random], bytes]
    has_own_mutation: bool
    dictionary: Sequence[bytes]


def family_names() -> list[str]:
    """The names of all harnesses."""
    return sorted(path.stem for path in (HERE / "harnesses").glob("*.py"))


def family(name: str) -> Family:
    """The harness of that name."""
    module = importlib.import_module(f"tests.fuzz.harnesses.{name}")
    return Family(
        name=name,
        fuzz=module.fuzz,
        seeds=module.seeds,
        mutate=getattr(module, "mutate", mutations.mutate),
        has_own_mutation=hasattr(module, "mutate"),
        dictionary=getattr(module, "DICTIONARY", ()),
    )


def found_inputs(name: str) -> list[Path]:
    """The inputs on which this family failed once."""
    return sorted((FOUND / name).glob("*"))
