"""All bytecode in a package: the DEX files the system loads, and those hidden in other entries.

Finds the images and inflates them; what is in them is read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import field, replace

from appaudit.artifacts.archive import FLAG_DESCRIPTOR, SafeArchive
from appaudit.artifacts.base import Anomaly, Failure, LimitReachedError, Limits, failure_of, gaps_for, grouped
from appaudit.artifacts.zip_directory import Entry
from appaudit.errors import ExtractionError
from appaudit.model.artifact import DexImage
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap
from appaudit.model.record import record
from appaudit.model.words import GapReason

#: The entries that the class loader of an app reads (ART, `DexFileLoader::GetMultiDexClassesDexName`).
_LOADED = re.compile(r"classes([2-9]|[1-9]\d+)?\.dex")
_DEX_MAGIC, _ZIP_MAGIC = b"dex\n", b"PK\x03\x04"
#: Names that promise code; content that is none of its formats is probably encrypted.
_CODE_SUFFIXES = (".dex", ".jar", ".apk", ".odex", ".vdex", ".cdex", ".dex.gz")
#: A DEX header alone is this long; an archive that holds one is longer.
_LEAST_CODE_BYTES = 112


@record(kw_only=False, frozen=False)
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
    failures: list[Failure] = []
    wanted, most = entries + repeated, archive.limits.images
    if len(wanted) > most:
        detail = Bilingual(
            f"有 {len(wanted)} 个 DEX 文件，超过限制 images（{most}）",
            f"{len(wanted)} DEX files; the limit images is {most}",
        )
        failures.append(Failure("limit_reached", places[most], detail))
    for place, data in zip(places[:most], archive.read_many(wanted[:most]), strict=True):
        if isinstance(data, ExtractionError):
            failures.append(failure_of(data, place))
        else:
            found.images.append(DexImage(place=place, data=data))
    level = CoverageLevel.PARTIAL if found.images else CoverageLevel.NONE
    for reason, place, detail in grouped(failures):
        found.gaps += gaps_for(CODE_KINDS, level, reason, place, detail)
    return found


def read_hidden_images(archive: SafeArchive, limits: Limits) -> CodeImages:
    """DEX files in other entries, bare or inside archives, whatever the entries are called."""
    search = _HiddenSearch(limits)
    search.add_from(archive, "", limits.depth)
    for reason, place, detail in grouped(search.failures):
        search.found.gaps += gaps_for(CODE_KINDS, CoverageLevel.PARTIAL, reason, place, detail)
    return search.found


class _HiddenSearch:
    def __init__(self, limits: Limits) -> None:
        self.found = CodeImages()
        self.failures: list[Failure] = []
        self._limits = limits
        self._bytes_left = limits.nested_bytes

    def add_from(self, archive: SafeArchive, prefix: str, depth: int) -> None:
        """Look through one archive; `prefix` is its place and `!`, `depth` how many more may be opened inside it."""
        for entry in archive.entries():
            place = prefix + entry.name
            if _is_too_small(entry) or (not prefix and _LOADED.fullmatch(entry.name)):
                continue
            magic = archive.peek(entry, 4)
            if magic in (_DEX_MAGIC, _ZIP_MAGIC):
                try:
                    self._add(archive, entry, place, depth if magic == _ZIP_MAGIC else -1)
                except ExtractionError as error:
                    reason: GapReason = "limit_reached" if isinstance(error, LimitReachedError) else "dynamic_code"
                    self.failures.append(Failure(reason, place, said_by(error)))
            elif entry.name.lower().endswith(_CODE_SUFFIXES):
                detail = Bilingual(
                    f"{place} 以代码文件命名，却以 {magic.hex()} 开头，可能已加密",
                    f"{place} is named like code but starts with {magic.hex()}: it may be encrypted",
                )
                self.failures.append(Failure("dynamic_code", place, detail))

    def _add(self, archive: SafeArchive, entry: Entry, place: str, depth: int) -> None:
        """Keep a DEX file (`depth` -1) or look through an archive."""
        if depth == 0:
            # Archives of pictures and pages are everywhere: only one that is named like code can hide some.
            if entry.name.lower().endswith(_CODE_SUFFIXES):
                raise LimitReachedError(
                    f"{place} lies in more archives than the limit depth of {self._limits.depth}",
                    zh=f"{place} 嵌套的压缩包层数超过限制 depth（{self._limits.depth}）",
                )
            return
        if entry.size > self._bytes_left:
            raise LimitReachedError(
                f"{place}: {entry.size} bytes; the limit nested_bytes leaves {self._bytes_left}",
                zh=f"{place}：{entry.size} 字节，限制 nested_bytes 只剩 {self._bytes_left} 字节",
            )
        if len(self.found.images) >= self._limits.images:
            raise LimitReachedError(
                f"{place}: one more DEX file than the limit images of {self._limits.images}",
                zh=f"{place}：DEX 文件数超过限制 images（{self._limits.images}）",
            )
        data = archive.read_entry(entry)
        self._bytes_left -= len(data)
        if depth < 0:
            self.found.images.append(DexImage(place=place, data=data))
            return
        left = max(0, min(self._limits.entry_bytes, self._bytes_left))
        nested = SafeArchive(data, place, replace(self._limits, entry_bytes=left), archive.budget)
        self.add_from(nested, f"{place}!", depth - 1)
        if nested.damage:
            self.failures.append(Failure("dynamic_code", place, nested.damage))
        self.found.anomalies += [Anomaly(code, f"{place}!{name}", detail) for code, name, detail in nested.anomalies]


def _is_too_small(entry: Entry) -> bool:
    """True if no code fits; an entry of which the directory tells no size may have any."""
    size = max(entry.size, entry.compressed_size)
    return size < _LEAST_CODE_BYTES and (size > 0 or not entry.flags & FLAG_DESCRIPTOR)
