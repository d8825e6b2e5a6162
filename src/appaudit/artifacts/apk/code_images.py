"""All bytecode in a package: the DEX files the system loads, and those hidden in other entries.

Finds the images and inflates them; what is in them is read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Anomaly, LimitReachedError, Limits, gap_reason, gaps_for
from appaudit.artifacts.zip_directory import Entry
from appaudit.errors import ExtractionError
from appaudit.model.artifact import DexImage
from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap

#: The entries that the class loader of an app reads (ART, `DexFileLoader::GetMultiDexClassesDexName`).
_LOADED = re.compile(r"classes([2-9]|[1-9]\d+)?\.dex")
_DEX_MAGIC, _ZIP_MAGIC = b"dex\n", b"PK\x03\x04"
#: Names that promise code; content that is none of its formats is probably encrypted.
_CODE_SUFFIXES = (".dex", ".jar", ".apk", ".odex", ".vdex", ".cdex", ".dex.gz")
#: A DEX header alone is this long; an archive that holds one is longer.
_LEAST_CODE_BYTES = 112


@dataclass(slots=True)
class CodeImages:
    """The images found, and what could not be read."""

    images: list[DexImage] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)


def read_loaded_images(archive: SafeArchive) -> CodeImages:
    """The `classes*.dex` of the package in the order in which they are loaded.

    A record that repeats a name is read too (`classes.dex#2`): which one runs depends on the Android version.
    """
    found = CodeImages()
    entries = [entry for entry in archive.entries() if _LOADED.fullmatch(entry.name)]
    entries.sort(key=lambda entry: (len(entry.name), entry.name))
    repeated = [entry for entry in archive.duplicates() if _LOADED.fullmatch(entry.name)]
    places = [entry.name for entry in entries]
    places += [f"{entry.name}#{number}" for number, entry in enumerate(repeated, 2)]
    errors: list[tuple[str, ExtractionError]] = []
    for place, data in zip(places, archive.read_many(entries + repeated), strict=True):
        if isinstance(data, ExtractionError):
            errors.append((place, data))
        else:
            found.images.append(DexImage(place=place, data=data))
    level = CoverageLevel.PARTIAL if found.images else CoverageLevel.NONE
    for place, error in errors:
        found.gaps += gaps_for(CODE_KINDS, level, gap_reason(error), place, error.message)
    return found


def read_hidden_images(archive: SafeArchive, limits: Limits) -> CodeImages:
    """DEX files in other entries, bare or inside archives, whatever the entries are called."""
    found = CodeImages()
    left = limits.nested_bytes
    for entry in archive.entries():
        name = entry.name
        if entry.size < _LEAST_CODE_BYTES or _LOADED.fullmatch(name):
            continue
        magic = archive.peek(entry, 4)
        if magic not in (_DEX_MAGIC, _ZIP_MAGIC):
            if name.lower().endswith(_CODE_SUFFIXES):
                detail = f"{name} is named like code but starts with {magic.hex()}: it may be encrypted"
                found.gaps += _hidden_gaps("dynamic_code", name, detail)
            continue
        try:
            if entry.size > left:
                raise LimitReachedError(f"{name}: {entry.size} bytes; {left} of {limits.nested_bytes} are left")
            left -= entry.size
            data = archive.read_entry(entry)
            if magic == _DEX_MAGIC:
                found.images.append(DexImage(place=name, data=data))
            else:
                _read_nested(data, name, limits, found)
        except ExtractionError as error:
            reason = "limit_reached" if isinstance(error, LimitReachedError) else "dynamic_code"
            found.gaps += _hidden_gaps(reason, name, error.message)
    return found


def _read_nested(data: memoryview, place: str, limits: Limits, found: CodeImages) -> None:
    archive = SafeArchive(data, place, limits)
    wanted: list[Entry] = []
    for entry in archive.entries():
        magic = archive.peek(entry, 4) if entry.size >= _LEAST_CODE_BYTES else b""
        if magic == _DEX_MAGIC:
            wanted.append(entry)
        elif magic == _ZIP_MAGIC and entry.name.lower().endswith(_CODE_SUFFIXES):
            inner = f"{place}!{entry.name}"
            detail = f"{inner} lies deeper than the {limits.depth} archives that are opened"
            found.gaps += _hidden_gaps("limit_reached", inner, detail)
    for entry, content in zip(wanted, archive.read_many(wanted), strict=True):
        inner = f"{place}!{entry.name}"
        if isinstance(content, ExtractionError):
            found.gaps += _hidden_gaps("dynamic_code", inner, content.message)
        else:
            found.images.append(DexImage(place=inner, data=content))
    if wanted:
        found.anomalies += [Anomaly(code, f"{place}!{name}", detail) for code, name, detail in archive.anomalies]


def _hidden_gaps(reason: str, part: str, detail: str) -> list[Gap]:
    return gaps_for(CODE_KINDS, CoverageLevel.PARTIAL, reason, part, detail)


#: For callers that must tell loaded images from hidden ones.
LOADED_PATTERN: Final = _LOADED
