"""Motion sensors in scripts: who listens, and what a reading sets in motion.

The function that a listener is given is looked at where the call stands: whether it compares with numbers, what it
calls, and whether names or texts in it speak of shaking. How strong a movement must be is not told: hosts do not say
in which unit they give accelerations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from appaudit.lexicon.scripts import ScriptWords
from appaudit.lexicon.shake import ShakeWords
from appaudit.model.facts.code import SensorUseFact
from appaudit.model.knowledge import ApiEntry
from appaudit.model.location import Location
from appaudit.scripts.host_calls import HostCall

_EXTRACTOR: Final = "scripts.sensors"
#: Android's numbers for the sensors that hosts give, by a word of the interface.
_TYPES: Final = {"accelerometer": 1, "gyroscope": 4, "compass": 2, "motion": 11, "shake": 1}
#: How far a listener's text is followed.
_LONGEST: Final = 20_000
_PIECE: Final = re.compile(
    r"//[^\n]*|/\*.*?\*/|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`|[()\[\]{}]", re.DOTALL
)
_COMPARED: Final = re.compile(r"[<>]=?\s*-?\s*\d|\d\s*[<>]=?\s*[A-Za-z_$(]")
_NAME: Final = re.compile(r"(?<![\w$])[A-Za-z_$][\w$]{3,60}")
_TEXT: Final = re.compile(r"'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"")
#: What begins or ends listening, and what is told of each change.
_TOLD: Final = re.compile(r"\.(?:on\w+|watch\w+)$")


def sensor_use_facts(
    calls: Iterable[HostCall],
    files: Mapping[str, str],
    entries: Iterable[ApiEntry],
    words: ScriptWords,
    shake: ShakeWords,
) -> list[SensorUseFact]:
    """One fact for each function that listens to sensors or starts them."""
    calls = list(calls)
    sensors = {entry.script for entry in entries if entry.role == "sensor"}
    found: dict[str, SensorUseFact] = {}
    for call in calls:
        if call.api not in sensors or not call.certain or call.phase == "dead":
            continue
        use = _use(call, calls, files, words, shake)
        before = found.get(call.caller)
        found[call.caller] = use if before is None or (use.listens and not before.listens) else before
    return list(found.values())


def _use(
    call: HostCall, calls: Iterable[HostCall], files: Mapping[str, str], words: ScriptWords, shake: ShakeWords
) -> SensorUseFact:
    name = call.api.rpartition(".")[2]
    listens = _TOLD.search(call.api) is not None
    listener = f"{call.caller}.{name}"
    inside = [each for each in calls if each.caller.startswith(listener) or listener in each.chain]
    body = _arguments(files.get(call.path, ""), call) if listens else ""
    named = [each.api.rpartition(".")[2] for each in inside]
    opens = {*words.leads_on, *words.starts_over}
    jumps = any(each in opens or each.startswith(("navigateTo", "openEmbedded")) for each in named)
    return SensorUseFact(
        class_name=call.caller,
        registers=True,
        listens=listens,
        sensor_types=tuple({number for word, number in _TYPES.items() if word in name.lower()}),
        jumps=jumps or any(re.search(rf"(?<![\w$]){each}(?![\w$])", body) for each in opens),
        shake_words=_words(call, body, shake),
        compares=_COMPARED.search(body) is not None,
        registered_by=(call.caller,),
        phase=call.phase,
        location=Location(path=call.path, symbol=call.caller, line=call.line),
        extractor=_EXTRACTOR,
    )


def _words(call: HostCall, body: str, shake: ShakeWords) -> tuple[str, ...]:
    if call.api.rpartition(".")[2].lower().endswith("shake"):
        return (f"call of {call.api}",)
    texts = [first or second for first, second in _TEXT.findall(body)]
    return shake.in_code("", [*texts, *call.strings], _NAME.findall(body))


def _arguments(text: str, call: HostCall) -> str:
    """What stands between the parentheses of a call, as far as it is followed."""
    start = 0
    for _ in range(call.line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return ""
    start = text.find("(", start + max(0, call.column - 1))
    if start < 0:
        return ""
    depth = 0
    for found in _PIECE.finditer(text, start, start + _LONGEST):
        mark = found.group()
        if mark in ("(", "[", "{"):
            depth += 1
        elif mark in (")", "]", "}"):
            depth -= 1
            if depth == 0:
                return text[start : found.end()]
    return text[start : start + _LONGEST]
