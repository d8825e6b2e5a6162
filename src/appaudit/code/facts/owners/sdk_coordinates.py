"""SDKs that name themselves in code, in a mark for a store or as the name of the source files of their classes.

Google Play reads `!SDK-VERSION-STRING!:GROUP:ARTIFACT:VERSION`.
Vendors put it into a method that always runs or into a constant that stays, so that a shrinker leaves it; what class
holds it may be renamed. Some write what was built between artifact and version (`release:`), or a space of no width.
https://support.google.com/googleplay/android-developer/answer/12244916 (the console it is for), checked 2026-11-29; the
form as public packages hold it, of eleven vendors, checked 2026-11-29.

Google's builds name no source file of their libraries but `com.google.android.gms:play-services-base@@17.6.0`, which
stays in a package whose build keeps the names of source files. Public packages, checked 2026-11-30.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from appaudit.model.facts.package import DependencyFact
from appaudit.model.location import Location

if TYPE_CHECKING:
    from appaudit.class_file import ClassFile  # only SDK archives hold class files
    from appaudit.dex import DexCode

_MARK: Final = "!SDK-VERSION-STRING!:"
_OCTETS: Final = _MARK.encode()
_SAID: Final = re.compile(
    re.escape(_MARK) + r"([A-Za-z][\w.\-]{1,80}):([A-Za-z][\w.\-]{0,80}):(?:release:)?\u200b?"
    r"(\d{1,10}(?:\.\d{1,10}){1,4}(?:-[\w.]{1,24})?)",
    re.ASCII,
)
#: The groups whose artifacts were seen as names of source files.
_GROUPS: Final = (
    "com.google.android.gms:",
    "com.google.firebase:",
    "com.google.android.datatransport:",
    "com.android.billingclient:",
)
_SOURCE_FILE: Final = re.compile(
    r"([a-z.]{1,80}:[a-z][\w\-]{0,80})@@(\d{1,4}(?:\.\d{1,6}){1,4}(?:-[\w.]{1,24})?)", re.ASCII
)
_SEPARATOR: Final = b"@@"
_EXTRACTOR: Final = "code.sdk_coordinates"


def coordinates_in_dex(codes: Iterable[DexCode]) -> list[DependencyFact]:
    """What the texts of DEX files name, each coordinate once."""
    found: dict[str, DependencyFact] = {}
    for code in codes:
        dex = code.dex
        for text in dex.strings.decode_many(dex.strings_with_prefix(_MARK)):
            _note(text, dex.place, found)
        for group in _GROUPS:
            for fact in _of_source_files(dex.strings.decode_many(dex.strings_with_prefix(group)), dex.place):
                found.setdefault(fact.name, fact)
    return list(found.values())


def coordinates_in_class(file: ClassFile) -> list[DependencyFact]:
    """What the texts of a class file name."""
    found: dict[str, DependencyFact] = {}
    for index in file.pool.strings:
        octets = file.pool.string_octets(index)
        if octets.startswith(_OCTETS):
            _note(octets.decode("utf-8", "replace"), file.place, found)
    if _SEPARATOR in file.data:
        texts = (octets.decode("utf-8", "replace") for octets in file.pool.texts.values() if _SEPARATOR in octets)
        for fact in _of_source_files((text for text in texts if text.startswith(_GROUPS)), file.place):
            found.setdefault(fact.name, fact)
    return list(found.values())


def _of_source_files(names: Iterable[str], place: str) -> Iterator[DependencyFact]:
    for name in names:
        said = _SOURCE_FILE.fullmatch(name)
        if said is not None:
            yield _fact(said.group(1), said.group(2), Location(path=place))


def _note(text: str, place: str, found: dict[str, DependencyFact]) -> None:
    said = _SAID.fullmatch(text)
    if said is not None:
        name = f"{said.group(1)}:{said.group(2)}"
        found.setdefault(name, _fact(name, said.group(3), Location(path=place, symbol=f'"{_MARK}{name}…"')))


def _fact(name: str, version: str, location: Location) -> DependencyFact:
    return DependencyFact(source="maven", name=name, version=version, location=location, extractor=_EXTRACTOR)
