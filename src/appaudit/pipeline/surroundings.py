"""What an artifact says outside its code, for those who read the code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.artifacts.apk.texts import STRING_PLACE
from appaudit.artifacts.base import ArtifactReading
from appaudit.model.artifact import NativeLibrary
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS
from appaudit.model.facts.code import UiTextFact
from appaudit.model.facts.package import MetaDataFact
from appaudit.model.surroundings import Surroundings
from appaudit.scripts.android import answers_of_framework

#: Why code was not read where the package itself was.
_ELSEWHERE: Final = ("hybrid", "dynamic_code")


def surroundings_of(reading: ArtifactReading) -> Surroundings:
    """What the rest of an artifact tells of its code."""
    contents = reading.contents
    return Surroundings(
        # Nobody knows where an SDK is entered: that is up to the app.
        manifest=reading.facts if reading.is_app else (),
        is_whole=not any(gap.kind in (*MANIFEST_KINDS, *CODE_KINDS) for gap in reading.gaps),
        meta_data=_meta_data(reading),
        stated=_stated(reading),
        seen=_seen(reading) if reading.is_app else {},
        shipped={**contents.shipped_settings, **_answers(reading)},
        document_classes=contents.document_classes,
        keys=contents.keys,
        box_texts=contents.box_texts,
        listing=_listing(reading),
        needed_libraries=_needed(contents.libraries),
    )


def _answers(reading: ArtifactReading) -> dict[str, str]:
    """What files of a package make methods of its framework give at a first launch."""
    is_whole = not any(gap.kind == UiTextFact.kind for gap in reading.gaps)
    return answers_of_framework(reading.contents.texts, is_whole=is_whole) if reading.is_app else {}


def _meta_data(reading: ArtifactReading) -> frozenset[str] | None:
    """The names of an application's meta-data, None where the manifest could not be read whole."""
    if not reading.is_app or any(gap.kind in MANIFEST_KINDS for gap in reading.gaps):
        return None
    return frozenset(fact.name for fact in reading.facts if isinstance(fact, MetaDataFact) and not fact.owner)


def _stated(reading: ArtifactReading) -> dict[str, frozenset[str] | None]:
    """The names of meta-data and of texts and truth values among the resources; None where not all of them were read.

    That a framework keeps texts and code of its own beside these, or that code is kept or fetched elsewhere, takes
    nothing away from them and adds no entry to a manifest. Other parts of a package that belong to one may hold texts;
    its manifest is that of the app.
    """
    seen = _seen(reading)
    unread = {gap.kind for gap in reading.gaps if gap.reason not in _ELSEWHERE}
    has_table = bool(_texts(reading))
    if not reading.is_app or not unread.isdisjoint(MANIFEST_KINDS):
        return {}
    is_whole = has_table and unread.isdisjoint((*CODE_KINDS, UiTextFact.kind))
    return {**seen, **{kind: seen[kind] if is_whole else None for kind in ("string", "bool")}}


def _seen(reading: ArtifactReading) -> dict[str, frozenset[str]]:
    """The same as far as they were read."""
    return {
        "string": _texts(reading) | reading.contents.textless_names,
        "bool": frozenset(reading.contents.bool_names),
        "meta-data": frozenset(fact.name for fact in reading.facts if isinstance(fact, MetaDataFact)),
    }


def _texts(reading: ArtifactReading) -> frozenset[str]:
    """The names of the texts among the resources."""
    places = (text.place.rpartition("!")[2] for text in reading.contents.texts)  # those of other packages of a bundle
    return frozenset(place[len(STRING_PLACE) :].partition(" ")[0] for place in places if place.startswith(STRING_PLACE))


def _listing(reading: ArtifactReading) -> frozenset[str]:
    """The texts of resources that are shaped like the name of a class, or that are values of meta-data."""
    values = {fact.value for fact in reading.facts if isinstance(fact, MetaDataFact)}
    texts = (each.text for each in reading.contents.texts if STRING_PLACE in each.place)
    return frozenset(text for text in texts if text in values or ("." in text and " " not in text))


def _needed(libraries: Sequence[NativeLibrary]) -> frozenset[str]:
    """The file names of libraries that others are linked to or hold as a text, by which they may load them."""
    return frozenset(
        each.name
        for each in libraries
        if any(
            other.name != each.name and (each.name in other.needed or each.name.encode() in other.texts)
            for other in libraries
        )
    )
