"""Chinese texts that code holds as constants: what users may see when an app does not use string resources."""

from __future__ import annotations

import numpy as np

from appaudit.dex import DexFile
from appaudit.dex.tables import distinct
from appaudit.model.artifact import Text
from appaudit.model.expression import Expression

#: First bytes of three-byte UTF-8 sequences that encode CJK punctuation and unified ideographs, U+3000 to U+9FFF.
_FIRST, _LAST = "\u3000".encode()[0], "\u9fff".encode()[0]
_CHINESE = Expression("[\u4e00-\u9fff]")
#: Texts kept for one file; an app with more is a dictionary, not a user interface.
LIMIT = 50_000


def text_constants(dex: DexFile) -> list[Text]:
    """The string constants with Chinese characters, in the order of the string table."""
    table = dex.strings
    if not len(table):
        return []
    starts, ends = table.bounds
    first, last = int(starts.min()), int(ends.max())
    # One comparison for both bounds: what is below the first wraps around and is above all.
    lead = np.flatnonzero(table.octets[first:last] - np.uint8(_FIRST) <= _LAST - _FIRST) + first
    if not len(lead):
        return []
    order = np.argsort(starts, kind="stable")
    owners = distinct(order[np.searchsorted(starts[order], lead, side="right") - 1])
    texts = table.decode_many(owners[:LIMIT])
    return [Text(place=dex.place, text=text) for text in texts if _CHINESE.search(text)]
