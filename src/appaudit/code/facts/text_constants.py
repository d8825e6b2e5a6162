"""Chinese texts that code holds as constants: what users may see when an app does not use string resources."""

from __future__ import annotations

import numpy as np

from appaudit.dex import DexFile
from appaudit.model.artifact import Text

#: First bytes of three-byte UTF-8 sequences that encode CJK punctuation and unified ideographs, U+3000 to U+9FFF.
_FIRST, _LAST = "\u3000".encode()[0], "\u9fff".encode()[0]
#: Texts kept for one file; an app with more is a dictionary, not a user interface.
LIMIT = 50_000


def text_constants(dex: DexFile) -> list[Text]:
    """The string constants with Chinese characters, in the order of the string table."""
    offsets = dex.string_ids.astype(np.int64)
    if not len(offsets):
        return []
    start = int(offsets.min())
    octets = np.frombuffer(dex.data, dtype=np.uint8)[start:]
    lead = np.flatnonzero((octets >= _FIRST) & (octets <= _LAST)) + start
    if not len(lead):
        return []
    order = np.argsort(offsets, kind="stable")
    owners = np.unique(order[np.searchsorted(offsets[order], lead, side="right") - 1])
    texts = dex.strings.decode_many(owners[:LIMIT])
    return [Text(place=dex.place, text=text) for text in texts if _has_chinese(text)]


def _has_chinese(text: str) -> bool:
    """Bytes after the last string belong to other sections and were counted to it: look at the text itself."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)
