"""The words of ArkTS (`rules/lexicon/arkts.yaml`): what the system calls by itself, what waits for a person, stores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from appaudit.lexicon.entries import LexiconError, fields_of, texts
from appaudit.model.expression import Expression
from appaudit.model.record import record


@record
class ArktsWords:
    """Names in ArkTS, by what they do. Interfaces are named as facts name them: `@ohos.module.function`, `()` for made.

    `started` are functions of a class that run at launch by the class of the system that it extends, `entered` others
    that the system calls. `handed` are what the system hands to a function, in order. `handlers` are names under which
    components take functions that a person's action runs; `runs_itself` exceptions. `sensor_types` are Android's
    numbers for motion sensors by what they are called here, `accelerometers` those whose readings are accelerations.
    `senders` send a message of the program's own, each with what registers a listener for it; `watches` register who is
    told of a state that changes; `workers` make a thread of a file, which talks through `worker_ports`.
    `consent_results` are interfaces that say whether the user agreed to the policy that the store keeps, with the
    property of their answer that does. `of_kept` is what something gives that keeps things for the program, which
    cannot be told apart there.
    """

    started: Mapping[str, tuple[str, ...]]
    entered: Mapping[str, tuple[str, ...]]
    handed: Mapping[str, tuple[str, ...]]
    handlers: Expression
    component_bases: frozenset[str]
    component_start: tuple[str, ...]
    runs_itself: frozenset[str]
    answers: frozenset[str]
    listeners: frozenset[str]
    senders: Mapping[str, tuple[str, ...]]
    message_names: frozenset[str]
    watches: frozenset[str]
    workers: frozenset[str]
    worker_ports: frozenset[str]
    on_messages: frozenset[str]
    posts: frozenset[str]
    reads_stored: frozenset[str]
    stores: frozenset[str]
    loads_page: frozenset[str]
    registers_page: frozenset[str]
    permission_requests: frozenset[str]
    permission_checks: frozenset[str]
    permission_states: frozenset[str]
    opens: frozenset[str]
    texts: frozenset[str]
    sensor_listeners: frozenset[str]
    sensor_types: Mapping[str, int]
    accelerometers: frozenset[int]
    readings: frozenset[str]
    clocks: frozenset[str]
    roots: frozenset[str]
    consent_results: Mapping[str, str]
    consent_given: frozenset[str]
    consent_refused: frozenset[str]
    policy_interfaces: frozenset[str]
    policy_metadata: frozenset[str]
    of_kept: Expression


def parse(data: Mapping[str, Any]) -> ArktsWords:
    """The words from the merged content of the files.

    Raises:
        LexiconError: an entry is missing, unknown or of another kind.
    """
    found = fields_of(ArktsWords, data, ("arkts", "sensor_types", "keepers"), ("of_kept",))
    types = data.get("sensor_types")
    if not isinstance(types, dict) or not all(isinstance(number, int) for number in types.values()):
        raise LexiconError("sensor_types", "sensor_types must be a mapping of names to numbers")
    types = {str(name): int(number) for name, number in types.items()}
    return ArktsWords(
        of_kept=Expression(rf"(?:{'|'.join(texts('keepers', data.get('keepers')))})\b[^@]*\(\)\."),
        sensor_types=types,
        accelerometers=frozenset(number for name, number in types.items() if "ACCELERO" in name or "LINEAR" in name),
        **found,
    )
