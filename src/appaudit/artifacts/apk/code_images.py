"""All bytecode in a package: the DEX files the system loads, and those hidden in other entries.

Finds the images and inflates them; what is in them is read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

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
    search = _HiddenSearch(limits)
    search.add_from(archive, "", limits.depth)
    return search.found


class _HiddenSearch:
    def __init__(self, limits: Limits) -> None:
        self.found = CodeImages()
        self._limits = limits
        self._bytes_left = limits.nested_bytes

    def add_from(self, archive: SafeArchive, prefix: str, depth: int) -> None:
        """Look through one archive; `prefix` is its place and `!`, `depth` how many more may be opened inside it."""
        for entry in archive.entries():
            place = prefix + entry.name
            if entry.size < _LEAST_CODE_BYTES or (not prefix and _LOADED.fullmatch(entry.name)):
                continue
            magic = archive.peek(entry, 4)
            if magic in (_DEX_MAGIC, _ZIP_MAGIC):
                try:
                    self._add(archive, entry, place, depth if magic == _ZIP_MAGIC else -1)
                except ExtractionError as error:
                    reason = "limit_reached" if isinstance(error, LimitReachedError) else "dynamic_code"
                    self._add_gap(reason, place, error.message)
            elif entry.name.lower().endswith(_CODE_SUFFIXES):
                detail = f"{place} is named like code but starts with {magic.hex()}: it may be encrypted"
                self._add_gap("dynamic_code", place, detail)

    def _add(self, archive: SafeArchive, entry: Entry, place: str, depth: int) -> None:
        """Keep a DEX file (`depth` -1) or look through an archive."""
        if depth == 0:
            # Archives of pictures and pages are everywhere: only one that is named like code can hide some.
            if entry.name.lower().endswith(_CODE_SUFFIXES):
                raise LimitReachedError(f"{place} lies deeper than the {self._limits.depth} archives that are opened")
            return
        if entry.size > self._bytes_left:
            raise LimitReachedError(
                f"{place}: {entry.size} bytes; {self._bytes_left} of {self._limits.nested_bytes} are left"
            )
        data = archive.read_entry(entry)
        self._bytes_left -= len(data)
        if depth < 0:
            self.found.images.append(DexImage(place=place, data=data))
            return
        nested = SafeArchive(data, place, replace(self._limits, total_bytes=max(0, self._bytes_left)))
        self.add_from(nested, f"{place}!", depth - 1)
        self.found.anomalies += [Anomaly(code, f"{place}!{name}", detail) for code, name, detail in nested.anomalies]

    def _add_gap(self, reason: str, part: str, detail: str) -> None:
        self.found.gaps += gaps_for(CODE_KINDS, CoverageLevel.PARTIAL, reason, part, detail)
