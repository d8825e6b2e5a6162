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
    "daemon_commands",
    "daemon_forks",
    "daemon_libraries",
    "daemon_packages",
    "daemon_runs",
    "system_packages",
    "not_endpoints",
    "single_positions",
    "no_jump_schemes",
)
_MAPPINGS = ("broadcasts", "parameters")
_KEYS = {"conduct", "checked", "sources", "repetitions", *_LISTS, *_MAPPINGS}
_NUMBERS = ("task", "period", "unit", "scale", "once")
_REPETITION_KEYS = {"call", "parameters", "data", "again", *_NUMBERS}
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
#: A name as code joins it into a query or JSON: `&email=`, `"email":`; a line of a log (` email==`) is none.
_PARAMETER = re.compile(r"""[&?,{\["']*[\w.\-\[\]]{1,40}["'\]]*[=:]?["']?""")


@record
class Repetition:
    """A call by which something runs again and again.

    `owner` is the class of the call in Java notation and `parameters` how its prototype begins. `period`, `unit` and
    `task` are numbers of parameters, -1 for none; the period is in units of `scale` milliseconds, unless `unit` passes
    a `TimeUnit`. `data` is what the call itself collects. With `again` it counts only in a task that schedules itself.
    """

    owner: str
    name: str
    parameters: str
    period: int
    unit: int = -1
    task: int = -1
    scale: int = 1
    once: int = -1
    data: str = ""
    again: bool = False


@record
class ConductWords:
    """The words; `daemon_packages` end with a dot."""

    mechanism_of_action: Mapping[str, SelfStartMechanism]
    data_type_of_parameter: Mapping[str, str]
    sync_services: frozenset[str]
    daemon_packages: tuple[str, ...]
    daemon_library: Expression
    daemon_commands: tuple[str, ...]
    """How texts begin by which a native library starts components of an app."""
    daemon_forks: frozenset[str]
    """Functions by which it goes on in another process."""
    daemon_runs: frozenset[str]
    """Functions by which it runs a command."""
    system_package: Expression
    not_endpoint: Expression
    repetitions: tuple[Repetition, ...]
    single_positions: frozenset[str]
    """Methods beside which a request for positions asks once."""
    no_jump_schemes: frozenset[str]

    def data_type_of(self, name: str) -> str:
        """The personal data that a parameter of this name stands for, empty for none."""
        if _PARAMETER.fullmatch(name) is None:
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
        daemon_commands=tuple(lists["daemon_commands"]),
        daemon_forks=frozenset(lists["daemon_forks"]),
        daemon_runs=frozenset(lists["daemon_runs"]),
        system_package=expression("system_packages", lists["system_packages"]),
        not_endpoint=expression("not_endpoints", lists["not_endpoints"]),
        repetitions=_repetitions(data.get("repetitions")),
        single_positions=frozenset(lists["single_positions"]),
        no_jump_schemes=frozenset(lists["no_jump_schemes"]),
    )


def _repetitions(value: object) -> tuple[Repetition, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise LexiconError("repetitions", "repetitions must be a list of mappings")
    found = []
    for number, entry in enumerate(value):
        where = f"repetitions.{number}"
        require_known(entry, _REPETITION_KEYS, f"{where}.")
        call, numbers = entry.get("call"), {key: entry[key] for key in _NUMBERS if key in entry}
        if not isinstance(call, str) or "." not in call or "period" not in entry:
            raise LexiconError(where, f"{where} must name a call, as package.Class.method, and its period")
        if not all(isinstance(each, int) for each in numbers.values()):
            raise LexiconError(where, f"{where}: {', '.join(numbers)} must be numbers")
        owner, _, name = call.rpartition(".")
        found.append(
            Repetition(
                owner=owner,
                name=name,
                parameters=str(entry.get("parameters", "")),
                data=str(entry.get("data", "")),
                again=bool(entry.get("again", False)),
                **numbers,
            )
        )
    return tuple(found)


def _mechanisms(mapping: dict[str, str]) -> dict[str, SelfStartMechanism]:
    known = words_of(SelfStartMechanism)
    for mechanism in mapping.values():
        if mechanism not in known:
            where = f"broadcasts.{mechanism}"
            raise LexiconError(where, f"{where}: {mechanism!r} is not one of {', '.join(known)}")
    return cast("dict[str, SelfStartMechanism]", mapping)
