"""The words of scripts (`rules/lexicon/scripts.yaml`): objects of hosts, what begins a program, what asks a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from appaudit.lexicon.entries import LexiconError, fields_of, texts
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.model.words import Host, TakenBy

#: The version of Vue that is taken for granted.
_NEWEST: Final = "VUE3"
_OF_HOST: Final = frozenset(("object", "also", "built_for"))


@record
class ScriptWords:
    """Names in scripts, by what they do. Names of calls are without the host's object."""

    hosts: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]]
    android: frozenset[str]
    packages: Mapping[str, str]
    takes: Mapping[str, TakenBy]
    reads_back: Mapping[str, str]
    app_start: tuple[str, ...]
    page_start: tuple[str, ...]
    component_start: tuple[str, ...]
    component_parts: frozenset[str]
    makes_app: frozenset[str]
    makes_page: frozenset[str]
    makes_component: frozenset[str]
    answers: frozenset[str]
    consent_calls: frozenset[str]
    consent_states: frozenset[str]
    permission_states: frozenset[str]
    asks_again: frozenset[str]
    runs_no_text: frozenset[str]
    addresses: frozenset[str]
    bridges: frozenset[str]
    """Functions below the host's own object that take the name of an interface."""
    of_the_call: frozenset[str]
    keeps: frozenset[str]
    reads_stored: frozenset[str]
    writes_stored: frozenset[str]
    modals: frozenset[str]
    confirmed: frozenset[str]
    refused: frozenset[str]
    failures: frozenset[str]
    leads_on: frozenset[str]
    starts_over: frozenset[str]
    leaves: frozenset[str]
    settings: frozenset[str]
    listens: frozenset[str]
    registers: frozenset[str]
    announces: frozenset[str]
    acts: frozenset[str]
    raises: frozenset[str]
    picks: frozenset[str]
    action_parts: frozenset[str]
    repeats: frozenset[str]
    ready: frozenset[str]
    framework: frozenset[str]
    page_state: frozenset[str]
    app_state: frozenset[str]
    sets_state: frozenset[str]
    launched: Expression
    bindings: tuple[str, ...]
    fields: Mapping[str, Expression]
    not_fields: Expression
    inputs: tuple[str, ...]
    labels: tuple[str, ...]

    def asked_by(self, label: str) -> str:
        """The data type that an input with this text asks for, empty for none that is known."""
        if self.not_fields.search(label):
            return ""
        return next((name for name, asks in self.fields.items() if asks.search(label)), "")

    def objects_on(self, host: Host) -> dict[str, str]:
        """The names of a host's object in scripts, with the one that catalogued calls are written by."""
        if not host:
            return {name: name for name in self.android}
        own, others, _ = self.hosts[host]
        return {own: own} | dict.fromkeys(others, own)

    def built_for(self, host: Host) -> frozenset[str]:
        """The names by which source says that a part is built for a host."""
        return frozenset((*self.hosts[host][2], _NEWEST)) if host else frozenset()


def parse(data: Mapping[str, Any]) -> ScriptWords:
    """The words from the merged content of the files.

    Raises:
        LexiconError: an entry is missing, unknown or of another kind.
    """
    return ScriptWords(
        hosts=_hosts(data.get("hosts")),
        takes=_takes(data.get("takes")),
        **fields_of(ScriptWords, data, ("scripts", "hosts", "takes")),
    )


def _hosts(data: object) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    if not isinstance(data, dict) or set(data) != {host for host in get_args(Host) if host}:
        raise LexiconError("hosts", f"hosts must say the object of each of {', '.join(filter(None, get_args(Host)))}")
    found = {}
    for host, said in data.items():
        if not isinstance(said, dict) or not isinstance(said.get("object"), str) or set(said) != _OF_HOST:
            raise LexiconError(f"hosts.{host}", f"hosts.{host} must have {', '.join(sorted(_OF_HOST))}")
        others, built_for = (tuple(texts(f"hosts.{host}.{key}", said[key])) for key in ("also", "built_for"))
        found[host] = (said["object"], others, built_for)
    return found


def _takes(data: object) -> dict[str, TakenBy]:
    if not isinstance(data, dict):
        raise LexiconError("takes", "takes must be a mapping of destinations to lists of calls")
    found: dict[str, TakenBy] = {}
    for word in get_args(TakenBy):
        found |= dict.fromkeys(texts(f"takes.{word}", data[word]) if word in data else (), word)
    unknown = set(data) - set(get_args(TakenBy))
    if unknown:
        raise LexiconError(f"takes.{min(unknown)}", f"unknown destination (known: {', '.join(get_args(TakenBy))})")
    return found
