"""Reads single values out of a declaration by their keys."""

from __future__ import annotations

from datetime import date

from appaudit.model.declaration import NEVER

_YES_NO = {True: "true", False: "false", None: ""}


def value_of(record: object, key: str) -> object:
    """The value at a key such as `scale.individuals`; None where nothing is declared.

    Raises:
        AttributeError: the declaration has no such key, which `rules lint` refuses.
    """
    value = record
    for name in key.split("."):
        value = getattr(value, name)
    return value


def line(key: str, value: object) -> str:
    """A declared value as evidence shows it: `scale.individuals = 5`."""
    shown = _YES_NO[value] if isinstance(value, bool) or value is None else str(value)
    return f"{key} = {shown or '–'}"


def day_of(value: object) -> date | None:
    """The day that a value is, None for anything else."""
    return date.fromisoformat(value) if isinstance(value, str) and value[:4].isdigit() else None


def answer(value: object, not_done: tuple[str, ...]) -> bool | None:
    """Whether a value says that something was done: a yes, a day, or a word that is none of `not_done`."""
    if isinstance(value, bool) or value is None:
        return value
    return value != NEVER and value not in not_done
