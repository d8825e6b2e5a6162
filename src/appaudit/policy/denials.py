"""Denials in any form: what one reaches in its sentence, and lists and sections that a line introduces as not done.

The words are concepts of the lexicon: `mention_denied` and, for what stands above, `denied_lead` and
`mention_denied_above`. A condition or an exception beside them (`mention_denied_if`) leaves a denial to the grammar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appaudit.policy.document_index import DocumentIndex, Place
    from appaudit.policy.hits import Hit


def is_denied_here(index: DocumentIndex, place: Place, hit: Hit) -> bool:
    """Whether a phrase is within what a denial reaches, or in a list that its lead-in or its heading denies."""
    if index.hits("mention_denied").overlaps(*hit) and not index.meets("mention_denied_if", place.start, place.end):
        return True
    return is_denied_above(index, place)


def is_denied_above(index: DocumentIndex, place: Place) -> bool:
    """Whether the lead-in of a sentence, else its innermost heading, introduces what is not done."""
    innermost = place.lead_in or (place.above[place.sentence.label is not None :] or (None,))[0]
    if innermost is None or not any(index.meets(lead, *innermost) for lead in ("denied_lead", "mention_denied_above")):
        return False
    block = place.sentence.block  # an entry of two sentences: the first may make an exception
    start, end = index.view.from_document(block.start), index.view.from_document(block.end)
    return not any(index.meets(but, start, end) for but in ("mention_denied_if", "mention_taken_here"))
