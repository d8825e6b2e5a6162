"""SDKs that name themselves in code by the mark that Google Play reads: `!SDK-VERSION-STRING!:GROUP:ARTIFACT:VERSION`.

Vendors put it into a method that always runs or into a constant that stays, so that a shrinker leaves it; what class
holds it may be renamed. Some write what was built between artifact and version (`release:`), or a space of no width.
https://support.google.com/googleplay/android-developer/answer/12244916 (the console it is for), checked 2026-11-29; the
form as public packages hold it, of eleven vendors, checked 2026-11-29.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
_EXTRACTOR: Final = "code.sdk_coordinates"


def coordinates_in_dex(codes: Iterable[DexCode]) -> list[DependencyFact]:
    """What the texts of DEX files name, each coordinate once."""
    found: dict[str, DependencyFact] = {}
    for code in codes:
        dex = code.dex
        for text in dex.strings.decode_many(dex.strings_with_prefix(_MARK)):
            _note(text, dex.place, found)
    return list(found.values())


def coordinates_in_class(file: ClassFile) -> list[DependencyFact]:
    """What the texts of a class file name."""
    found: dict[str, DependencyFact] = {}
    for index in file.pool.strings:
        octets = file.pool.string_octets(index)
        if octets.startswith(_OCTETS):
            _note(octets.decode("utf-8", "replace"), file.place, found)
    return list(found.values())


def _note(text: str, place: str, found: dict[str, DependencyFact]) -> None:
    said = _SAID.fullmatch(text)
    if said is not None:
        name = f"{said.group(1)}:{said.group(2)}"
        location = Location(path=place, symbol=f'"{_MARK}{name}…"')
        fact = DependencyFact(source="maven", name=name, version=said.group(3), location=location, extractor=_EXTRACTOR)
        found.setdefault(name, fact)
