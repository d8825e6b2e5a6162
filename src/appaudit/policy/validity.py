"""Documents that say of themselves that they do not hold: repealed, replaced, not yet in force, kept as history.

What such a document says is no account of what is done now, and the one that holds was not supplied.
"""

from __future__ import annotations

from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.hits import Hit

_CONCEPT: Final = "validity_void"
_NOT_FOR: Final = "validity_not_for"
_KINDS: Final = ("clause", "mention", "declared_sdk")
_LONGEST: Final = 80


def void_gaps(index: DocumentIndex) -> list[Gap]:
    """The gaps of a document that says it does not hold; none of any other."""
    if _CONCEPT not in index.lexicon.concepts:
        return []
    hits = [hit for hit in index.hits(_CONCEPT) if (place := index.place_at(hit[0])) and hit[1] <= place.end]
    hits += _left_out(index)
    if not hits:
        return []
    name = index.document.name
    said = " ".join(index.view.text[slice(*hits[0])].split())[:_LONGEST]
    detail = Bilingual(
        f"{name}：文件写明自己不适用（“{said}”）；现行的政策未提供",
        f"{name}: the document says of itself that it does not hold (“{said}”); the policy that does was not supplied",
    )
    level = CoverageLevel.PARTIAL
    return [Gap(kind=kind, level=level, reason="missing_part", part=name, detail=detail) for kind in _KINDS]


def _left_out(index: DocumentIndex) -> list[Hit]:
    """Where a document says that it is not for an app whose name is the one in its title."""
    if not index.knows(_NOT_FOR):
        return []
    return [hit for hit in index.hits(_NOT_FOR) if index.view.text[slice(*hit)].strip("“") in index.titled]
