"""Entries of a lexicon file as the records want them: texts, expressions, mappings; what is wrong is said by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, get_type_hints

from appaudit.model.expression import Expression


class LexiconError(ValueError):
    """What is wrong with merged lexicon data, and where: `where` is a path of keys such as `concepts.cookie_term`.

    Which file and line that is knows the catalogue, which merged the files.
    """

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


def require_known(data: Mapping[str, Any], known: Iterable[str], where: str = "") -> None:
    """Refuse a key that nobody reads.

    Raises:
        LexiconError: naming the first such key and those that exist.
    """
    names = sorted(known)
    for key in data:
        if key not in names:
            raise LexiconError(f"{where}{key}", f"unknown key {key!r} (known: {', '.join(names)})")


def texts(where: str, value: object) -> tuple[str, ...]:
    """A list of texts that is not empty.

    Raises:
        LexiconError: it is something else.
    """
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise LexiconError(where, f"{where} must be a list of texts")
    return tuple(value)


def inverted(where: str, value: object) -> dict[str, str]:
    """A mapping of names to lists of texts, turned round: each text to its name.

    Raises:
        LexiconError: it is something else.
    """
    if not isinstance(value, dict):
        raise LexiconError(where, f"{where} must map a name to a list of texts")
    return {text: str(name) for name, listed in value.items() for text in texts(f"{where}.{name}", listed)}


def expression(where: str, patterns: Iterable[str], flags: int = 0) -> Expression:
    """One expression that finds what any of the patterns finds.

    Raises:
        LexiconError: one of them is no expression.
    """
    parts = list(patterns)
    if any(part.startswith("(?i)") for part in parts):  # a flag for the whole must stand at its beginning
        parts, flags = [part.removeprefix("(?i)") for part in parts], flags | re.IGNORECASE
    joined = "|".join(f"(?:{part})" for part in parts) if len(parts) > 1 else parts[0]
    try:
        re.compile(joined, flags)
    except re.error as error:
        raise LexiconError(where, f"{where}: {error}") from error
    return Expression(joined, flags)


def fields_of(
    cls: type, data: Mapping[str, Any], keys: Iterable[str], but: Iterable[str] = (), flags: int = 0
) -> dict[str, Any]:
    """The fields of a record that the file has under their own names, each made as its type says.

    Sets, tuples and expressions are lists of texts in the file; mappings have texts, lists or expressions.

    Args:
        cls: The record.
        data: The merged content of the files.
        keys: What else the file may have, beside its date and sources: the caller reads it.
        but: Fields that the caller makes, of types that are made here.
        flags: Of expressions.

    Raises:
        LexiconError: an entry is missing, unknown or of another kind.
    """
    kinds = {name: hint for name, hint in get_type_hints(cls).items() if hint in _MADE and name not in but}
    require_known(data, {*kinds, *keys, "checked", "sources"})
    return {name: _MADE[hint](name, data.get(name), flags) for name, hint in kinds.items()}


def _mapping(where: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise LexiconError(where, f"{where} must be a mapping of names")
    return {str(name): said for name, said in value.items()}


def mapping_of_names(where: str, value: object) -> dict[str, str]:
    """A mapping of names to names.

    Raises:
        LexiconError: it is something else.
    """
    mapping = _mapping(where, value)
    if not all(isinstance(said, str) for said in mapping.values()):
        raise LexiconError(where, f"{where} must be a mapping of names to names")
    return mapping


def _one_of(where: str, value: object, flags: int) -> Expression:
    return expression(where, texts(where, value), flags)


#: How a field is made of an entry, by its type.
_MADE: Final[dict[Any, Callable[[str, object, int], Any]]] = {
    frozenset[str]: lambda where, value, _: frozenset(texts(where, value)),
    tuple[str, ...]: lambda where, value, _: texts(where, value),
    Expression: _one_of,
    Mapping[str, str]: lambda where, value, _: mapping_of_names(where, value),
    Mapping[str, tuple[str, ...]]: lambda where, value, _: {
        name: texts(f"{where}.{name}", words) for name, words in _mapping(where, value).items()
    },
    Mapping[str, Expression]: lambda where, value, flags: {
        name: _one_of(f"{where}.{name}", words, flags) for name, words in _mapping(where, value).items()
    },
}
