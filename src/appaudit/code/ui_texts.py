"""Texts of an app that name what users look for: an account cancellation entry, an opt-out, a policy.

Extraction only: whether an entry is enough is judged by rules. A text is seen wherever it is stored, so an entry
that is never shown counts as seen; and one that comes from a server does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from appaudit.code.ui_lexicon import UiLexicon, load_ui_lexicon
from appaudit.model.artifact import Text
from appaudit.model.fact import PolicyReferenceFact, UiTextFact
from appaudit.model.location import Location

_EXTRACTOR = "ui_texts"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_URL = re.compile(r"https?://[^\s\"'<>]+")
#: Longest text kept in a fact; texts above the topic's own limit never get here, except web addresses.
_MAX_TEXT = 400
#: Above this length a text is a document, not a label; it is not even searched.
_MAX_SEARCHED = 2000


def classify(texts: Iterable[Text], lexicon: UiLexicon | None = None) -> list[UiTextFact | PolicyReferenceFact]:
    """Give one fact for each topic a text is about; equal texts of a topic are kept once, with the first place."""
    lexicon = lexicon or load_ui_lexicon()
    facts: dict[tuple[str, str], UiTextFact | PolicyReferenceFact] = {}
    for text in texts:
        if not text.text or len(text.text) > _MAX_SEARCHED:
            continue
        if lexicon.prefilter.search(text.text.lower()) is None:
            continue
        normal = lexicon.normalise(text.text)
        for topic in lexicon.topics:
            if not topic.matches(normal):
                continue
            shown = _CONTROLS.sub(" ", text.text).strip()[:_MAX_TEXT]
            if (topic.id, shown) not in facts:
                facts[topic.id, shown] = _fact(topic.id, shown, text.place, is_reference=topic.is_reference)
    return list(facts.values())


def _fact(topic: str, shown: str, place: str, *, is_reference: bool) -> UiTextFact | PolicyReferenceFact:
    path, _, symbol = place.partition("#")
    location = Location(path=path, symbol=symbol)
    if is_reference:
        address = _URL.search(shown)
        return PolicyReferenceFact(text=address.group() if address else shown, location=location, extractor=_EXTRACTOR)
    return UiTextFact(topic=topic, text=shown, location=location, extractor=_EXTRACTOR)
