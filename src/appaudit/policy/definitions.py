"""What a policy says that its broad terms mean: "设备信息"是指IMEI、MAC地址, sentences before it collects 设备信息."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.policy.document_index import DocumentIndex, Place
from appaudit.policy.hits import DataHit

#: Characters after a term within which it is defined: a quotation mark, brackets, a colon.
_REACH = 24


def defined_terms(index: DocumentIndex, hits: Sequence[DataHit]) -> dict[str, list[tuple[Place, DataHit]]]:
    """The data types that each broad term is said to mean, with the sentences that say so.

    Args:
        index: The document.
        hits: The phrases of data types in it, in order of place.
    """
    defines = index.lexicon.form("defines_term")
    text = index.view.text
    found: dict[str, list[tuple[Place, DataHit]]] = {}
    for number, hit in enumerate(hits):
        if hit.specific:
            continue
        place = index.place_at(hit.start)
        if place is None or place.sentence.block.kind in ("contents", "row"):
            continue
        verb = defines.match(text, hit.end, min(hit.end + _REACH, place.end))
        if verb is None:
            continue
        for other in hits[number + 1 :]:
            if other.start >= place.end:
                break
            if other.specific and other.start >= verb.end():
                found.setdefault(hit.data_type, []).append((place, other))
    return found
