"""Which entries of a bundle are packages of the app, and which one of them is the base.

Decided by content. What the tools that write bundles put beside the packages (`manifest.json` of an `.xapk`,
`info.json` of an `.apkm`) is asked only where content leaves a choice; the `toc.pb` of an `.apks` is not needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

from appaudit.artifacts.apk.manifest import Manifest
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.zip_directory import LOCAL_SIGNATURE, Entry
from appaudit.errors import ExtractionError

#: File names of the base as bundletool, package managers and mirrors write them, the likeliest first.
BASE_NAMES: Final = ("base.apk", "base-master.apk", "universal.apk")
_SUFFIX = ".apk"
#: Folders of bundletool: packages for devices that take splits, and whole apps for those that do not.
_SPLITS, _WHOLE = "splits/", ("standalones/", "instant/")
#: The same split again, built for other versions of Android: `base-master_2.apk` (bundletool).
_VARIANT = re.compile(r"(.+)_\d+\.apk")
#: Descriptions in which mirrors name the package of the app, with the key that holds it.
_HINTS: Final = {"manifest.json": "package_name", "info.json": "pname"}
_MOST_HINT_BYTES = 1 << 20


def is_package(archive: SafeArchive, entry: Entry) -> bool:
    """True if an entry begins as a zip archive does."""
    return archive.peek(entry, 4) == LOCAL_SIGNATURE


def is_named_package(entry: Entry) -> bool:
    """True if an entry is named as a package."""
    return entry.name.lower().endswith(_SUFFIX)


def package_entries(archive: SafeArchive) -> list[Entry]:
    """The entries that are named as packages of the app, each of them once where there are variants.

    Raises:
        LimitReachedError: The archive has more entries than allowed.
    """
    return packages_and_others(archive)[0]


def packages_and_others(archive: SafeArchive) -> tuple[list[Entry], list[Entry]]:
    """The entries that are named as packages of the app, and those of them that are the same for other devices.

    Raises:
        LimitReachedError: The archive has more entries than allowed.
    """
    named = {entry.name: entry for entry in archive.entries() if is_named_package(entry)}
    has_splits = any(name.startswith(_SPLITS) for name in named)
    kept: list[Entry] = []
    others: list[Entry] = []
    for name, entry in named.items():
        is_other = (has_splits and name.startswith(_WHOLE)) or _is_variant(name, named)
        (others if is_other else kept).append(entry)
    return kept, others


def base_of(archive: SafeArchive, places: Sequence[str], manifests: Sequence[Manifest | None]) -> int | None:
    """Which of some packages is the base: not a split by its manifest, or the base by its name.

    Args:
        archive: The bundle.
        places: Entry names of the packages.
        manifests: Their manifests, None where one cannot be read.

    Returns:
        Its number; None where there is no base.

    Raises:
        ExtractionError: There are several apps, and nothing says which one is meant.
    """
    whole = [number for number, manifest in enumerate(manifests) if manifest is not None and not manifest.split]
    named = [number for number, place in enumerate(places) if place.rpartition("/")[2] in BASE_NAMES]
    candidates = [number for number in named if number in whole or manifests[number] is None] or whole
    packages = {number: manifest.app.package for number in candidates if (manifest := manifests[number]) is not None}
    if len(set(packages.values())) > 1:
        hint = _hinted_package(archive)
        candidates = [number for number, package in packages.items() if package == hint]
        if not candidates:
            apps = ", ".join(sorted(set(packages.values()))[:5])
            count = len(set(packages.values()))
            raise ExtractionError(
                f"{archive.place} holds {count} apps, not one: {apps}",
                zh=f"{archive.place} 中有 {count} 个应用，而不是一个：{apps}",
            )
    return min(candidates, key=lambda number: _likelihood(places[number]), default=None)


def _likelihood(place: str) -> tuple[int, int, str]:
    name = place.rpartition("/")[2]
    return BASE_NAMES.index(name) if name in BASE_NAMES else len(BASE_NAMES), place.count("/"), place


def _is_variant(name: str, named: dict[str, Entry]) -> bool:
    match = _VARIANT.fullmatch(name) if name.startswith(_SPLITS) else None
    return match is not None and f"{match.group(1)}{_SUFFIX}" in named


def _hinted_package(archive: SafeArchive) -> str:
    for name, key in _HINTS.items():
        if not archive.has(name) or archive.size(name) > _MOST_HINT_BYTES:
            continue
        try:
            document = json.loads(archive.read(name))
        except (ExtractionError, ValueError, RecursionError):
            continue  # a hint that cannot be read is none
        if isinstance(document, dict) and isinstance(document.get(key), str):
            return str(document[key])
    return ""
