"""The libraries that the build of a bundle wrote down: `AppDependencies` of bundletool.

https://github.com/google/bundletool/blob/1de340a763c9/src/main/proto/app_dependencies.proto, checked 2026-11-27. The
list has every library that the build resolved, with its version, and a shrinker leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appaudit.artifacts.app_bundle.wire import BYTES, Message, WireError, fields, read_varint
from appaudit.artifacts.base import LimitReachedError
from appaudit.model.facts.package import DependencyFact
from appaudit.model.location import Location

DEPENDENCIES_PLACE: Final = "BUNDLE-METADATA/com.android.tools.build.libraries/dependencies.pb"
EXTRACTOR: Final = "app_bundle.dependencies"
_LIBRARY, _MAVEN_LIBRARY = 1, 1
_GROUP, _NAME, _VERSION = 1, 2, 5
#: Fields of `AppDependencies`: libraries, which library and module needs which, repositories.
_KNOWN: Final = range(1, 5)
#: Libraries of the largest apps are some hundreds.
_MOST_FIELDS: Final = 100_000


class DependenciesError(WireError):
    """Bytes that are no list of libraries."""

    format_zh = "protobuf 依赖清单"


def dependency_facts(data: bytes, place: str = DEPENDENCIES_PLACE) -> list[DependencyFact]:
    """A fact for each Maven library, in the order of the list; of one that is listed twice, the first.

    Raises:
        ExtractionError: It is damaged, or too long.
    """
    found: dict[tuple[str, str], DependencyFact] = {}
    for group, name, version in _libraries(data, place):
        if group and name:
            coordinate = f"{group}:{name}"
            location = Location(path=place, symbol=coordinate)
            fact = DependencyFact(
                source="maven", name=coordinate, version=version, location=location, extractor=EXTRACTOR
            )
            found.setdefault((group, name), fact)
    return list(found.values())


def _libraries(data: bytes, place: str) -> Iterator[tuple[str, str, str]]:
    """Group, name and version of each Maven library."""
    for count, field in enumerate(fields(data, _start(data, place), len(data), place)):
        if count >= _MOST_FIELDS:
            raise LimitReachedError(f"{place}: more than {_MOST_FIELDS} parts", zh=f"{place}：多于 {_MOST_FIELDS} 项")
        if field.tag not in _KNOWN or field.wire_type != BYTES:
            raise DependenciesError(f"{place}: field {field.tag} at {field.start} belongs to no list of libraries")
        if field.tag == _LIBRARY:
            library = Message(data, field.start, field.end, place).message(_MAVEN_LIBRARY)
            if library is not None:
                yield library.text(_GROUP), library.text(_NAME), library.text(_VERSION)


def _start(data: bytes, place: str) -> int:
    """Where the message begins: build tools up to 3.5 of Android's Gradle plugin write its length in front of it."""
    if not data:
        return 0
    length, start = read_varint(data, 0, len(data), place)
    return start if start + length == len(data) and not _is_whole(data, place) else 0


def _is_whole(data: bytes, place: str) -> bool:
    try:
        return all(field.tag in _KNOWN and field.wire_type == BYTES for field in fields(data, 0, len(data), place))
    except WireError:
        return False
