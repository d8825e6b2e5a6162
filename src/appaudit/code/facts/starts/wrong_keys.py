"""Keys that an app hands to an SDK and that are none: the SDK writes a line to the log and does not start.

Which form a key has is knowledge (`startup.keys` of `rules/sdks`), as the SDK's own code asks for it. Templates and
examples leave a word there, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from appaudit.code.facts.starts.sdk_calls import SdkCalls
from appaudit.code.facts.uses.handed_texts import HandedTexts
from appaudit.code.values.call_search import Call, callers_of_item, calls_to
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import descriptor
from appaudit.dex.opcodes import STATIC_INVOKES
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.sdks import SdkKey

_KIND: Final = re.compile(r"\[*(?:L[^;]*;|[A-Z])")
_WIDE: Final = ("J", "D")


class WrongKeys:
    """Answers for the starts of SDKs.

    Args:
        files: What is known of the constants of each file.
        table: What rules know of SDKs.
        texts: Texts among the resources that may be keys, by number of the resource.
    """

    def __init__(self, files: Sequence[Constants], table: SdkCalls, texts: Mapping[int, str]) -> None:
        self._files = files
        self._table = table
        self._texts = HandedTexts(files, texts)
        self._known: dict[str, tuple[str, ...]] = {}

    def noted(self, fact: SdkCallFact) -> SdkCallFact:
        """The fact, a start by the app with the keys with which the SDK does not start, where those are all."""
        if fact.action != "start" or fact.unasked or fact.sdk not in self._table.keys:
            return fact
        if fact.sdk not in self._known:
            asked = (self._wrong(fact.sdk, key) for key in self._table.keys[fact.sdk])
            self._known[fact.sdk] = next((keys for keys in asked if keys), ())
        return replace(fact, wrong_keys=self._known[fact.sdk])

    def _wrong(self, sdk: str, key: SdkKey) -> tuple[str, ...]:
        """The keys that all calls of the app hand over, where none is of the form; none where one may be."""
        owner, _, name = key.call.rpartition(".")
        found: set[str] = set()
        for constants in self._files:
            for call in calls_to(constants, {descriptor(owner): (name,)}):
                callers = callers_of_item(constants.code, call.code_item)
                if all(self._table.is_own(sdk, caller.class_name) for caller in callers):
                    continue
                handed = self._handed(constants, call, key.argument)
                if not handed or any(re.fullmatch(key.form, text) for text in handed):
                    return ()
                found |= handed
        return tuple(sorted(found))

    def _handed(self, constants: Constants, call: Call, argument: int) -> frozenset[str]:
        """The texts that a call may hand over as an argument; none where one is not known."""
        dex = constants.code.dex
        body, index = constants.at(call.instruction)
        kinds = _KIND.findall(dex.prototype(int(dex.method_ids["proto"][call.method]))[1:].partition(")")[0])
        if argument >= len(kinds) or kinds[argument] != "Ljava/lang/String;" or not 0 <= index < len(body):
            return frozenset()
        before = sum(2 if kind in _WIDE else 1 for kind in kinds[:argument])
        number = before + (0 if body.opcodes[index] in STATIC_INVOKES else 1)
        registers = body.sources(index)
        if number >= len(registers):
            return frozenset()
        return self._texts.held(constants, body, index, registers[number])
