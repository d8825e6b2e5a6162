"""Keys that an app hands to an SDK and that are none: the SDK writes a line to the log and does not start.

Which form a key has is knowledge (`startup.keys` of `rules/sdks`), as the SDK's own code asks for it. Templates and
examples leave a word there, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from appaudit.code.facts.sdk_calls import SdkCalls
from appaudit.code.values.call_search import Call, callers_of_item, calls_to
from appaudit.code.values.constants import Beginning, Constants
from appaudit.code.values.java_names import descriptor
from appaudit.dex.opcodes import MOVE_RESULT_OBJECT, STATIC_INVOKES
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.sdks import SdkKey

_KIND: Final = re.compile(r"\[*(?:L[^;]*;|[A-Z])")
_WIDE: Final = ("J", "D")
#: What gives the text of a resource: https://developer.android.com/reference/android/content/Context, checked
#: 2026-11-30, not opened.
_GIVES_TEXT: Final = ("getString", "getText")


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
        self._texts = texts
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

    def _handed(self, constants: Constants, call: Call, argument: int) -> set[str]:
        """The texts that a call may hand over as an argument; none where one is not known."""
        dex = constants.code.dex
        body, index = constants.at(call.instruction)
        kinds = _KIND.findall(dex.prototype(int(dex.method_ids["proto"][call.method]))[1:].partition(")")[0])
        if argument >= len(kinds) or kinds[argument] != "Ljava/lang/String;" or not 0 <= index < len(body):
            return set()
        before = sum(2 if kind in _WIDE else 1 for kind in kinds[:argument])
        number = before + (0 if body.opcodes[index] in STATIC_INVOKES else 1)
        registers = body.sources(index)
        if number >= len(registers):
            return set()
        values = constants.in_body(body, index, registers[number])
        if values:
            texts = {value for value in values if isinstance(value, str) and not isinstance(value, Beginning)}
            return texts if len(texts) == len(values) else set()
        found: set[str] = set()
        for definition, _ in body.origins(index, registers[number]):
            if definition <= 0 or body.opcodes[definition] != MOVE_RESULT_OBJECT:
                return set()
            given = self._of_resource(constants, body.first + definition - 1)
            if not given:
                return set()
            found |= given
        return found

    def _of_resource(self, constants: Constants, instruction: int) -> set[str]:
        """The texts of the resources that a call may give; none for another call, or where one is not known."""
        body, index = constants.at(instruction)
        method = constants.callee(body, index)
        if method < 0 or constants.code.dex.method_name(method) not in _GIVES_TEXT:
            return set()
        numbers = constants.argument_values(instruction, 1)
        texts = {self._texts[number] for number in numbers if isinstance(number, int) and number in self._texts}
        return texts if len(texts) == len(numbers) else set()
