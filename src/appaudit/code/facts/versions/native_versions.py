"""The versions that SDKs state in native libraries: in the name of a file, or in a text of it.

No shrinker touches either. A library may be that of a part with numbers of its own, so that which file and which text
hold the SDK's version is knowledge (`version_native` of `rules/sdks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from appaudit.model.artifact import NativeLibrary
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import NativeLibraryFact
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location

#: Where the version stands in the name of a file, and one digit where the numbers have one each: `libexample242.so`.
_PLACE: Final = "%s"
_DIGIT: Final = "%d"
#: In names of files lines or points stand between the numbers, of which there are two at least.
_IN_NAME: Final = r"(\d{1,4}(?:[._]\d{1,4}){1,4})"
#: A version in a text, up to what no version holds.
_IN_TEXT: Final = re.compile(rb"\d{1,4}(?:\.\d{1,6}){1,4}(?![\w.])")


def native_version_facts(
    libraries: Sequence[NativeLibrary], facts: Iterable[Fact], knowledge: Knowledge
) -> list[SdkVersionFact]:
    """One fact for each version of an SDK that the name of a library says, or a text in one.

    Args:
        libraries: Those that were read.
        facts: Those of the artifact, for the names of all libraries.
        knowledge: Which names and texts hold versions.
    """
    names = [fact for fact in facts if isinstance(fact, NativeLibraryFact)]
    read = {library.name: library for library in libraries}
    found: list[SdkVersionFact] = []
    for signature in knowledge.sdks.values():
        for entry in signature.signals.version_native:
            file_name, _, beginning = entry.partition(" ")
            if beginning:
                version, place = _in_text(read.get(file_name), beginning), getattr(read.get(file_name), "place", "")
                found += [_fact(signature.id, version, place)] * bool(version)
            else:
                found += [
                    _fact(signature.id, version, fact.location.path)
                    for fact in names
                    if (version := _in_name(fact.name, file_name))
                ]
    return list(dict.fromkeys(found))


def _in_name(name: str, pattern: str) -> str:
    """The version in the name of a file, empty where the name is another."""
    fitting = re.escape(pattern).replace(_PLACE, _IN_NAME).replace(_DIGIT, r"(\d)")
    match = re.fullmatch(fitting, name)
    return ".".join(match.groups()).replace("_", ".") if match else ""


def _in_text(library: NativeLibrary | None, beginning: str) -> str:
    """The version right behind the beginning of a text, empty where texts say different ones or none does."""
    if library is None:
        return ""
    versions = set()
    texts, wanted = b"\0" + library.texts, b"\0" + beginning.encode()
    at = texts.find(wanted)
    while at >= 0:
        match = _IN_TEXT.match(texts, at + len(wanted))
        if match:
            versions.add(match.group().decode("ascii"))
        at = texts.find(wanted, at + 1)
    return versions.pop() if len(versions) == 1 else ""


def _fact(sdk: str, version: str, place: str) -> SdkVersionFact:
    return SdkVersionFact(sdk=sdk, version=version, location=Location(path=place), extractor="code.native_versions")
