"""SDK lists that tests write, and what is read of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list

__all__ = ["reader_of", "told"]


def reader_of(file_name: str) -> Callable[..., list[DeclaredSdkFact]]:
    """A function that writes a text below a folder, under this name where none is given, and gives its facts."""

    def read(folder: Path, text: str, name: str = file_name) -> list[DeclaredSdkFact]:
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return read_sdk_list(path, shipped_lexicons()).facts

    return read


def told(facts: Iterable[DeclaredSdkFact]) -> list[tuple[str, str, str]]:
    """The names of facts, each with what for and with its data joined."""
    return [(fact.name, fact.purpose, "、".join(fact.data)) for fact in facts]
