"""Paths of requests in the string table by which an app may ask its server to cancel an account.

Interfaces of web requests name theirs in annotations, which no instruction loads, so the whole table is looked at; a
text that only code of known SDKs loads is left out. Which paths count, and by which words they are looked for, is for
the lexicon of UI texts to say: this keeps the many others from being looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from appaudit.code.values.call_search import callers_of_item
from appaudit.code.values.constants import Constants
from appaudit.dex.tables import distinct
from appaudit.lexicon.ui import UiLexicon
from appaudit.model.artifact import Text
from appaudit.model.knowledge import Knowledge

_PATH = re.compile(r"(?:https?://[\w.:-]+/)?/?[\w-]+(?:/[\w.-]+)+")


class RequestPaths:
    """Finds paths in code of parties that no signature knows, the app's own among them.

    Args:
        knowledge: Where the class prefixes of SDKs and libraries come from.
        lexicon: What paths are about, and the words that they are looked for by.
    """

    def __init__(self, knowledge: Knowledge, lexicon: UiLexicon) -> None:
        self._lexicon = lexicon
        self._topics = tuple(lexicon.topics_in_code())
        # As bytes: an expression over the whole table takes fifty times as long.
        self._words = tuple({word.encode(): None for topic in self._topics for word in topic.words})
        self._longest = max((topic.max_length for topic in self._topics), default=0)
        self._known = tuple(f"{name}." for sdk in knowledge.sdks.values() for name in sdk.signals.classes)

    def in_dex(self, constants: Constants) -> list[Text]:
        """The paths that may ask for an account to be cancelled, in the order of the string table."""
        dex = constants.code.dex
        table = dex.strings
        if not len(table):
            return []
        starts, ends = table.bounds
        first, last = int(starts.min()), int(ends.max())
        hits = np.array(sorted(_hits(table.octets[first:last].tobytes().lower(), self._words)), dtype=np.int64)
        if not len(hits):
            return []
        order = np.argsort(starts, kind="stable")
        owners = distinct(order[np.searchsorted(starts[order], hits + first, side="right") - 1])
        short = owners[(ends - starts)[owners] <= self._longest]
        found = [
            (int(index), text)
            for index, text in zip(short, table.decode_many(short), strict=True)
            if _PATH.fullmatch(text) and self._is_about(text)
        ]
        return [Text(place=dex.place, text=text) for index, text in found if self._may_be_own(constants, index)]

    def _is_about(self, text: str) -> bool:
        plain = self._lexicon.normalise(text)
        return any(topic.matches(plain) for topic in self._topics)

    def _may_be_own(self, constants: Constants, index: int) -> bool:
        """Whether nothing loads a text, as those of annotations, or something that is no known SDK's does."""
        items = constants.texts.code_item[constants.texts.target == index].tolist()
        callers = [caller for item in items for caller in callers_of_item(constants.code, item)]
        return not callers or any(not f"{caller.class_name}.".startswith(self._known) for caller in callers)


def _hits(octets: bytes, words: Iterable[bytes]) -> Iterator[int]:
    """Where one of the words stands."""
    for word in words:
        at = octets.find(word)
        while at >= 0:
            yield at
            at = octets.find(word, at + 1)
