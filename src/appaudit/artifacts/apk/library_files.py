"""The libraries that a package names in files which they bring along: of Google, Huawei, Fabric and Maven.

`firebase-analytics.properties` at the root says `client=firebase-analytics` and `version=21.1.1`; a file in `fabric/`
says `fabric-identifier=com.crashlytics.sdk.android:crashlytics` and `fabric-version=2.6.6`; `HMSCore-base.properties`
says `name=HMSCore-base` and `version=6.5.0.300`; `META-INF/maven/GROUP/ARTIFACT/pom.properties` is what Maven writes
into a jar, and `META-INF/com.google.android.material_material.version` holds a version alone; a build with Nebula has
`Implementation-Title=io.reactivex.rxjava2#rxjava;2.1.0` in `META-INF/rxjava.properties`. None is renamed with the code.
Packages and jars of public repositories, checked 2026-11-30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import gap_reason, gaps_for
from appaudit.errors import ExtractionError
from appaudit.model.bilingual import said_by
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.package import DependencyFact
from appaudit.model.location import Location

_PLACE: Final = re.compile(
    r"(?:fabric/|META-INF/)?[\w.\-]{1,120}\.properties|META-INF/maven/[\w.\-]{1,80}/[\w.\-]{1,80}/pom\.properties",
    re.ASCII,
)
#: A file whose name is the coordinate and whose text the version; each part of AndroidX has one, with its own numbers.
_NAMED_FILE: Final = re.compile(
    r"META-INF/((?!androidx\.)[\w\-]+(?:\.[\w\-]+){1,6})_([\w.\-]{1,80})\.version", re.ASCII
)
_ENDINGS: Final = (".properties", ".version")
_ASSIGNMENT: Final = re.compile(r"^[ \t]*([\w.\-]{1,80})[ \t]*[=:][ \t]*(\S{1,120})[ \t]*\r?$", re.ASCII | re.MULTILINE)
_TITLE: Final = re.compile(r"([\w.\-]{1,80})#([\w.\-]{1,80});(.+)", re.ASCII)
_COORDINATE: Final = re.compile(r"[\w.\-]{1,80}:[\w.\-]{1,80}", re.ASCII)
_VERSION: Final = re.compile(r"\d{1,10}(?:\.\d{1,10}){1,4}(?:-[\w.]{1,24})?", re.ASCII)
#: Whose library a client is, by how its name begins; those of one word are whole names.
_GROUPS: Final = {
    "play-services-": "com.google.android.gms",
    "firebase-": "com.google.firebase",
    "transport-": "com.google.android.datatransport",
}
_WHOLE: Final = {
    "billing": "com.android.billingclient",
    "user-messaging-platform": "com.google.android.ump",
    **dict.fromkeys(("core", "core-common", "review", "app-update", "integrity"), "com.google.android.play"),
    **dict.fromkeys(("common", "vision-common", "language-id", "barcode-scanning"), "com.google.mlkit"),
    **dict.fromkeys(("face-detection", "text-recognition", "translate", "image-labeling"), "com.google.mlkit"),
}
#: Huawei's files say `name`; what stands before the name of the artifact is no part of it.
_NAMED: Final = {"HMSCore-": ("com.huawei.hms", ""), "agconnect-": ("com.huawei.agconnect", "agconnect-")}
#: Such a file has some lines; an app has some tens of them.
_LONGEST: Final = 16_384
_MOST: Final = 500
_EXTRACTOR: Final = "apk.library_files"


def library_facts(archive: SafeArchive) -> tuple[list[DependencyFact], list[Gap]]:
    """A fact for each library that names itself, and gaps for files that cannot be read."""
    facts: dict[str, DependencyFact] = {}
    gaps: list[Gap] = []
    names = [each.name for each in archive.entries() if each.name.endswith(_ENDINGS) and each.size <= _LONGEST]
    for place in [name for name in names if _PLACE.fullmatch(name) or _NAMED_FILE.fullmatch(name)][:_MOST]:
        try:
            text = archive.read(place).decode("utf-8", "replace")
        except ExtractionError as error:
            kinds = (DependencyFact.kind,)
            gaps += gaps_for(kinds, CoverageLevel.PARTIAL, gap_reason(error), place, said_by(error))
            continue
        for name, version in _named_by(place, text) or _libraries(dict(_ASSIGNMENT.findall(text))):
            location = Location(path=place, symbol=name)
            fact = DependencyFact(source="maven", name=name, version=version, location=location, extractor=_EXTRACTOR)
            facts.setdefault(name, fact)
    return list(facts.values()), gaps


def _named_by(place: str, text: str) -> list[tuple[str, str]]:
    """The coordinate that the name of a file says, and the version that is all of its text."""
    named, version = _NAMED_FILE.fullmatch(place), text.strip()
    return [(":".join(named.groups()), version)] if named is not None and _VERSION.fullmatch(version) else []


def _libraries(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Coordinate and version, where a file says both."""
    client, name, version = said.get("client", ""), said.get("name", ""), said.get("version", "")
    if _VERSION.fullmatch(version):
        group = next((group for beginning, group in _GROUPS.items() if client.startswith(beginning)), "")
        # A word that everybody uses is Google's where the file says it as Google's files do: `billing_client=4.0.0`.
        group = group or (_WHOLE.get(client, "") if said.get(f"{client}_client") == version else "")
        if group:
            yield f"{group}:{client}", version
        for beginning, (owner, kept) in _NAMED.items():
            if name.startswith(beginning):
                yield f"{owner}:{kept}{name.removeprefix(beginning)}", version
    title = _TITLE.fullmatch(said.get("Implementation-Title", ""))
    if title is not None and _VERSION.fullmatch(title.group(3)):
        yield f"{title.group(1)}:{title.group(2)}", title.group(3)
    built = f"{said.get('groupId', '')}:{said.get('artifactId', '')}"
    for coordinate, number in ((said.get("fabric-identifier", ""), said.get("fabric-version", "")), (built, version)):
        if _COORDINATE.fullmatch(coordinate) and _VERSION.fullmatch(number):
            yield coordinate, number
