"""Paths of requests in the string table by which an app may ask its server to cancel an account.

Interfaces of web requests name theirs in annotations, which no instruction loads, so the whole table is looked at; a
text that only code of known SDKs loads is left out. Which paths count, and by which words they are looked for, is for
the lexicon of UI texts to say: this keeps the many others from being looked up.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from appaudit.code.values.call_search import callers_of_item
from appaudit.code.values.constants import Constants
from appaudit.dex.strings import StringTable
from appaudit.lexicon.ui import UiLexicon
from appaudit.model.artifact import Text
from appaudit.model.knowledge import Knowledge

_PATH = re.compile(r"(?:https?://[\w.:-]+/)?/?[\w-]+(?:/[\w.-]+)+")
_SLASH, _END_OF_DESCRIPTOR = b"/;"


class RequestPaths:
    """Finds paths in code of parties that no signature knows, the app's own among them.

    Args:
        knowledge: Where the class prefixes of SDKs and libraries come from.
        lexicon: What paths are about, and the words that they are looked for by.
    """

    def __init__(self, knowledge: Knowledge, lexicon: UiLexicon) -> None:
        self._lexicon = lexicon
        self._topics = tuple(lexicon.topics_in_code())
        self._words = tuple({word: None for topic in self._topics for word in topic.words})
        self._longest = max((topic.max_length for topic in self._topics), default=0)
        self._known = tuple(f"{name}." for sdk in knowledge.sdks.values() for name in sdk.signals.classes)

    def in_dex(self, constants: Constants) -> list[Text]:
        """The paths that may ask for an account to be cancelled, in the order of the string table."""
        dex = constants.code.dex
        short = self._short_with_slash(dex.strings)
        found = [
            (int(index), text)
            for index, text in zip(short, dex.strings.decode_many(short), strict=True)
            if _PATH.fullmatch(text) and self._is_about(text)
        ]
        return [Text(place=dex.place, text=text) for index, text in found if self._may_be_own(constants, index)]

    def _short_with_slash(self, table: StringTable) -> NDArray[np.int64]:
        """The strings that may be such a path by their bytes: most others are long, or descriptors of classes."""
        starts, ends = table.bounds
        short = np.flatnonzero((ends > starts) & (ends - starts <= self._longest))
        short = short[table.octets[ends[short] - 1] != _END_OF_DESCRIPTOR]
        slashes = np.append(np.flatnonzero(table.octets == _SLASH), len(table.octets))
        found: NDArray[np.int64] = short[slashes[np.searchsorted(slashes, starts[short])] < ends[short]]
        return found

    def _is_about(self, text: str) -> bool:
        lower = text.lower()
        if not any(word in lower for word in self._words):
            return False
        plain = self._lexicon.normalise(text)
        return any(topic.matches(plain) for topic in self._topics)

    def _may_be_own(self, constants: Constants, index: int) -> bool:
        """Whether nothing loads a text, as those of annotations, or something that is no known SDK's does."""
        items = constants.texts.code_item[constants.texts.target == index].tolist()
        callers = [caller for item in items for caller in callers_of_item(constants.code, item)]
        return not callers or any(not f"{caller.class_name}.".startswith(self._known) for caller in callers)
