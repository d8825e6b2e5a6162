"""Texts of an app that name what users look for: an account cancellation entry, an opt-out, a policy.

Extraction only: whether an entry is enough is judged by rules. A text is seen wherever it is stored, so an entry
that is never shown counts as seen; and one that comes from a server does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from appaudit.lexicon.ui import UiLexicon, UiTopic
from appaudit.model.artifact import Text
from appaudit.model.facts.code import PolicyReferenceFact, UiTextFact
from appaudit.model.facts.package import ComponentFact
from appaudit.model.location import Location

_EXTRACTOR = "ui_texts"
#: What is a reference by the name of its resource.
_NAMED = "policy_name"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_URL = re.compile(r"https?://[^\s\"'<>]+")
#: Longest text kept in a fact; texts above the topic's own limit never get here, except web addresses.
_MAX_TEXT = 400
#: Above this length a text is a document, not a label, and not searched; unless it is a script, full of labels.
_MAX_SEARCHED = 2000
_SCRIPTS = (".js", ".bundle", ".jsbundle", ".json", ".vue", ".wxml", ".so")
#: How the places of string resources begin; the name follows, and in brackets the language.
_STRINGS = "res/strings/"
#: What a label in a script lies between; a whole page in one literal stays one piece, too long to be a label.
_DELIMITERS = re.compile(r"[\n\"'`]")


def classify(texts: Iterable[Text], lexicon: UiLexicon) -> list[UiTextFact | PolicyReferenceFact]:
    """Give one fact for each topic a text is about; equal texts of a topic are kept once, with the first place."""
    facts: dict[tuple[str, str], UiTextFact | PolicyReferenceFact] = {}
    is_library, is_policy = cache(lexicon.libraries.match), cache(lexicon.policy.is_name)  # each name has translations
    own = [text for text in texts if not is_library(resource_name(text))]
    for text in own:
        if 0 < len(text.text) <= lexicon.longest_label and is_policy(resource_name(text)):
            shown = _shown(text.text)
            facts.setdefault((_NAMED, shown), _fact(_NAMED, shown, text.place, is_reference=True))
    topics_of = cache(lexicon.topics_of)
    for text in _searched(own, lexicon):
        for topic in topics_of(text.text):
            shown = _shown(text.text)
            if (topic.id, shown) not in facts:
                facts[topic.id, shown] = _fact(topic.id, shown, text.place, is_reference=topic.is_reference)
    for text in own:
        for topic, line in _lines_about(text, lexicon):
            shown = _shown(line)
            facts.setdefault((topic.id, shown), _fact(topic.id, shown, text.place, is_reference=topic.is_reference))
    found = {topic for topic, _ in facts}
    spare = {topic.id for topic in lexicon.topics if topic.only_without in found}
    return [fact for (topic, _), fact in facts.items() if topic not in spare]


def policy_screens(components: Iterable[ComponentFact], package: str, lexicon: UiLexicon) -> list[PolicyReferenceFact]:
    """The app's own pages whose name says that they show a policy, in whatever language it is.

    Args:
        components: Those of the manifest.
        package: Of the app; what an SDK brings along has a name of its own.
        lexicon: Has the names.
    """
    own = ".".join((*package.split(".")[:2], ""))
    return [
        PolicyReferenceFact(text=component.name, location=component.location, extractor=_EXTRACTOR)
        for component in components
        if component.type == "activity"
        and component.enabled
        and component.name.startswith(own)
        and lexicon.policy.is_named_in(component.name.rpartition(".")[2])
    ]


def resource_name(text: Text) -> str:
    """The name of the string resource that a text is, empty for all others."""
    return text.place[len(_STRINGS) :].partition(" ")[0] if text.place.startswith(_STRINGS) else ""


def _shown(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()[:_MAX_TEXT]


def _searched(texts: Iterable[Text], lexicon: UiLexicon) -> Iterator[Text]:
    """The texts that may be about a topic: labels as they are, of scripts the pieces that hold a word of it."""
    is_about, pieces = cache(lexicon.prefilter.search), cache(lambda script: tuple(_pieces(script, lexicon)))
    for text in texts:
        lowered = text.text.lower()
        if len(lowered) <= _MAX_SEARCHED:
            if is_about(lowered):
                yield text
        elif text.place.endswith(_SCRIPTS):
            for piece in pieces(text.text):
                yield Text(place=text.place, text=piece)


def _lines_about(text: Text, lexicon: UiLexicon) -> Iterator[tuple[UiTopic, str]]:
    """The lines of a text too long to be a label, and of no script, that are about a topic of documents."""
    if len(text.text) <= _MAX_SEARCHED or text.place.endswith(_SCRIPTS):
        return
    topics = [topic for topic in lexicon.topics if topic.in_documents]
    for line in text.text.splitlines():
        if 0 < len(line) <= lexicon.longest_label and lexicon.prefilter.search(line.lower()):
            plain = lexicon.normalise(line)
            yield from ((topic, line) for topic in topics if topic.matches(plain))


def _pieces(script: str, lexicon: UiLexicon) -> Iterator[str]:
    lowered = script.lower()
    # A few letters change their number in lower case; then the shown text has to be the lower one.
    shown = script if len(script) == len(lowered) else lowered
    position = 0
    seen = set()
    expression = lexicon.expression_for(lowered)
    while expression and (found := expression.search(lowered, position)) is not None:
        end_mark = _DELIMITERS.search(lowered, found.end())
        position = end_mark.start() if end_mark else len(lowered)
        first = max(0, found.start() - _MAX_SEARCHED)
        before = lowered[first : found.start()]
        start = first + max(before.rfind(mark) for mark in "\n\"'`") + 1
        piece = shown[start:position]
        if len(piece) <= _MAX_SEARCHED and piece not in seen:
            seen.add(piece)
            yield piece


def _fact(topic: str, shown: str, place: str, *, is_reference: bool) -> UiTextFact | PolicyReferenceFact:
    path, _, symbol = place.partition("#")
    location = Location(path=path, symbol=symbol)
    if is_reference:
        address = _URL.search(shown)
        return PolicyReferenceFact(text=address.group() if address else shown, location=location, extractor=_EXTRACTOR)
    return UiTextFact(topic=topic, text=shown, location=location, extractor=_EXTRACTOR)
