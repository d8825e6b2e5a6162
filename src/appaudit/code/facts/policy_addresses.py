"""Addresses of a privacy policy that the app's own code holds as constants.

A text with Chinese characters is shown to somebody; an address in code may as well be that of an SDK's own policy, and
says nothing about the app that embeds it. So the class that loads it decides.
"""

from __future__ import annotations

import re

import numpy as np

from appaudit.code.values.call_search import callers_of_item
from appaudit.code.values.constants import Constants
from appaudit.model.artifact import Text
from appaudit.model.knowledge import Knowledge

_SCHEMES = ("https://", "http://")
#: Which addresses count is for the lexicon of UI texts to say; this only keeps the many others from being looked up.
_HINT = re.compile(r"privacy|policy|yinsi|yszc|ysxy", re.IGNORECASE)


class PolicyAddresses:
    """Finds addresses in code of parties that no signature knows, the app's own among them.

    Args:
        knowledge: Where the class prefixes of SDKs and libraries come from.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._known = tuple(f"{name}." for sdk in knowledge.sdks.values() for name in sdk.signals.classes)

    def in_dex(self, constants: Constants) -> list[Text]:
        """The addresses that may be a policy's, in the order of the string table."""
        dex, loads = constants.code.dex, constants.texts
        hinting = [
            index for scheme in _SCHEMES for index in dex.strings_with_prefix(scheme) if _HINT.search(dex.string(index))
        ]
        if not hinting:
            return []
        mask = np.zeros(len(dex.strings), dtype=bool)
        mask[hinting] = True
        found = {
            int(loads.target[position])
            for position in loads.to_any(mask)
            if self._is_own(constants, int(loads.code_item[position]))
        }
        return [Text(place=dex.place, text=dex.string(index)) for index in sorted(found)]

    def _is_own(self, constants: Constants, item: int) -> bool:
        callers = callers_of_item(constants.code, item)
        return any(not f"{caller.class_name}.".startswith(self._known) for caller in callers)
