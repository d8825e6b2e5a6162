"""The words of conduct (`rules/lexicon/conduct.yaml`): names that show self-start, wake-ups and data in the clear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from appaudit.lexicon.entries import LexiconError, expression, inverted, require_known, texts
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.model.words import SelfStartMechanism, words_of

_LISTS = (
    "sync_services",
    "daemon_libraries",
    "daemon_packages",
    "system_packages",
    "not_endpoints",
)
_MAPPINGS = ("broadcasts", "parameters")
_KEYS = {"conduct", "checked", "sources", *_LISTS, *_MAPPINGS}
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


@record
class ConductWords:
    """The words; `daemon_packages` end with a dot."""

    mechanism_of_action: Mapping[str, SelfStartMechanism]
    data_type_of_parameter: Mapping[str, str]
    sync_services: frozenset[str]
    daemon_packages: tuple[str, ...]
    daemon_library: Expression
    system_package: Expression
    not_endpoint: Expression

    def data_type_of(self, name: str) -> str:
        """The personal data that a parameter of this name stands for, empty for none."""
        if len(name) > 40:
            return ""
        return self.data_type_of_parameter.get(_NOT_A_WORD.sub("", name.lower()), "")


def parse(data: Mapping[str, Any]) -> ConductWords:
    """The words from the merged content of the files.

    Raises:
        LexiconError: an entry is missing, unknown or of another kind.
    """
    require_known(data, _KEYS)
    lists = {key: texts(key, data.get(key)) for key in _LISTS}
    return ConductWords(
        mechanism_of_action=_mechanisms(inverted("broadcasts", data.get("broadcasts"))),
        data_type_of_parameter=inverted("parameters", data.get("parameters")),
        sync_services=frozenset(lists["sync_services"]),
        daemon_packages=tuple(f"{name}." for name in lists["daemon_packages"]),
        daemon_library=expression("daemon_libraries", lists["daemon_libraries"]),
        system_package=expression("system_packages", lists["system_packages"]),
        not_endpoint=expression("not_endpoints", lists["not_endpoints"]),
    )


def _mechanisms(mapping: dict[str, str]) -> dict[str, SelfStartMechanism]:
    known = words_of(SelfStartMechanism)
    for mechanism in mapping.values():
        if mechanism not in known:
            where = f"broadcasts.{mechanism}"
            raise LexiconError(where, f"{where}: {mechanism!r} is not one of {', '.join(known)}")
    return cast("dict[str, SelfStartMechanism]", mapping)
