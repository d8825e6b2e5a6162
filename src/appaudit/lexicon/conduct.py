"""The words of conduct (`rules/lexicon/conduct.yaml`): names that show self-start, wake-ups and data in the clear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from appaudit.catalog.lexicon_files import lexicon_paths, load_layers
from appaudit.errors import RuleError
from appaudit.model.words import SelfStartMechanism, words_of

_LISTS = (
    "sync_services",
    "daemon_libraries",
    "daemon_packages",
    "system_packages",
    "not_endpoints",
)
CONDUCT_FILE = "conduct.yaml"
_MAPPINGS = ("broadcasts", "parameters")
_KEYS = {"conduct", "checked", "sources", *_LISTS, *_MAPPINGS}
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class ConductWords:
    """The lexicon, compiled."""

    mechanism_of_action: Mapping[str, SelfStartMechanism]
    data_type_of_parameter: Mapping[str, str]
    sync_services: frozenset[str]
    daemon_packages: tuple[str, ...]
    """With a dot at the end."""
    daemon_library: re.Pattern[str]
    system_package: re.Pattern[str]
    not_endpoint: re.Pattern[str]

    def data_type_of(self, name: str) -> str:
        """The personal data that a parameter of this name stands for, empty for none."""
        if len(name) > 40:
            return ""
        return self.data_type_of_parameter.get(_NOT_A_WORD.sub("", name.lower()), "")


@lru_cache(maxsize=4)
def load_conduct_words(*paths: Path) -> ConductWords:
    """Read the lexicon from one or more files, the shipped one by default; once for the same files.

    Raises:
        RuleError: A file does not load; the message has the place.
    """
    paths = paths or lexicon_paths(CONDUCT_FILE, ())
    path = paths[-1]
    data = load_layers(paths, _KEYS)
    lists = {key: _texts(path, key, data.get(key)) for key in _LISTS}
    mappings = {key: _inverted(path, key, data.get(key)) for key in _MAPPINGS}
    return ConductWords(
        mechanism_of_action=_mechanisms(path, mappings["broadcasts"]),
        data_type_of_parameter=mappings["parameters"],
        sync_services=frozenset(lists["sync_services"]),
        daemon_packages=tuple(f"{name}." for name in lists["daemon_packages"]),
        daemon_library=_compiled(path, "daemon_libraries", lists),
        system_package=_compiled(path, "system_packages", lists),
        not_endpoint=_compiled(path, "not_endpoints", lists),
    )


def _texts(path: Path, key: str, value: Any) -> list[str]:  # noqa: ANN401 - as YAML gives it
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise RuleError(f"{path}: {key} must be a list of texts")
    return value


def _inverted(path: Path, key: str, value: Any) -> dict[str, str]:  # noqa: ANN401 - as YAML gives it
    if not isinstance(value, dict):
        raise RuleError(f"{path}: {key} must map a name to a list of texts")
    return {text: str(name) for name, texts in value.items() for text in _texts(path, f"{key}.{name}", texts)}


def _mechanisms(path: Path, mapping: dict[str, str]) -> dict[str, SelfStartMechanism]:
    known = words_of(SelfStartMechanism)
    for mechanism in mapping.values():
        if mechanism not in known:
            raise RuleError(f"{path}: broadcasts: {mechanism!r} is not one of {', '.join(known)}")
    return cast("dict[str, SelfStartMechanism]", mapping)


def _compiled(path: Path, key: str, lists: dict[str, list[str]]) -> re.Pattern[str]:
    patterns = lists[key]
    # A flag for the whole expression must stand at its beginning.
    flags = re.IGNORECASE if any(pattern.startswith("(?i)") for pattern in patterns) else 0
    try:
        return re.compile("|".join(f"(?:{pattern.removeprefix('(?i)')})" for pattern in patterns), flags)
    except re.error as error:
        raise RuleError(f"{path}: {key}: {error}") from error
