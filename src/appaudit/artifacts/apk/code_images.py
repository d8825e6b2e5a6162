"""All bytecode in a package: the DEX files the system loads, and those hidden in other entries.

Finds the images and inflates them; what is in them is read elsewhere.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect
from dataclasses import field, replace

from appaudit.artifacts.apk.buried_code import bare_in, buried_in, end_of_dex, is_dex, streams_in, whole
from appaudit.artifacts.apk.disguised_code import undone
from appaudit.artifacts.archive import FLAG_DESCRIPTOR, SafeArchive
from appaudit.artifacts.base import Anomaly, Failure, LimitReachedError, Limits, failure_of, gaps_for, grouped
from appaudit.artifacts.zip_directory import Entry
from appaudit.errors import ExtractionError
from appaudit.model.artifact import DexImage
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap
from appaudit.model.record import record
from appaudit.model.words import GapReason
from appaudit.second_core import Beside

#: The entries that the class loader of an app reads (ART, `DexFileLoader::GetMultiDexClassesDexName`).
_LOADED = re.compile(r"classes([2-9]|[1-9]\d+)?\.dex")
_DEX_MAGIC, _ZIP_MAGIC = b"dex\n", b"PK\x03\x04"
#: Names that promise code; content that is none of its formats is probably encrypted.
_CODE_SUFFIXES = (".dex", ".jar", ".apk", ".odex", ".vdex", ".cdex", ".dex.gz")
#: A DEX header alone is this long; an archive that holds one is longer.
_LEAST_CODE_BYTES = 112
#: A page or a drawing is shorter than one with code as text in it, which takes four bytes for three, or eight.
_LEAST_XML_WITH_CODE = 2048
_END_OF_ZIP = b"PK\x05\x06"
#: The end record and the longest comment (APPNOTE.TXT 4.3.16).
_END_WINDOW = 22 + 0xFFFF
#: Binary XML, which states its length right after.
_XML_MAGIC = b"\x03\x00\x08\x00"
#: Packed entries that are neither DEX nor archive are looked through for code up to this many bytes in all, native
#: libraries last; stored ones always, since that needs no inflating.
_SEARCHED_BYTES = 64 << 20
#: A block of signatures, a directory and what follows them are no larger; whoever hides packed code there hides little.
_UNLISTED_BYTES = 16 << 20


@record(kw_only=False, frozen=False)
class CodeImages:
    """The images found, and what could not be read."""

    images: list[DexImage] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)

    def add_buried(self, data: memoryview, place: str, start: int) -> None:
        """Code inside of something else: it is read, and a gap says that somebody hid it."""
        for offset, image in buried_in(data, start):
            self.add_concealed(f"{place}@{offset}", image)

    def add_concealed(self, place: str, data: memoryview) -> None:
        """Code that was hidden."""
        self.images.append(DexImage(place=place, data=data))
        detail = Bilingual(
            f"{place} 处藏有 DEX 文件（{len(data)} 字节），已读取；以同样方式加密隐藏的代码看不到",
            f"a DEX file of {len(data)} bytes is hidden at {place}; it was read, and what is hidden so and enciphered"
            " is not seen",
        )
        self.gaps += gaps_for(CODE_KINDS, CoverageLevel.PARTIAL, "dynamic_code", place, detail)


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
            found.add_buried(data, place, end_of_dex(data))
    level = CoverageLevel.PARTIAL if found.images else CoverageLevel.NONE
    for reason, place, detail in grouped(failures):
        found.gaps += gaps_for(CODE_KINDS, level, reason, place, detail)
    return found


class HiddenImages:
    """The search for DEX files outside of their usual place, begun in a process beside this one.

    Args:
        archive: The package.
        limits: How much of it may be read.
    """

    def __init__(self, archive: SafeArchive, limits: Limits) -> None:
        self._limits = limits
        self._beside = Beside(lambda: _searched(archive, limits))

    def result(self, archive: SafeArchive) -> CodeImages:
        """What `read_hidden_images` finds; in `archive` its bytes are counted, and what is odd about it is noted."""
        if not self._beside.is_running:
            return read_hidden_images(archive, self._limits)
        with self._beside as beside:
            searched = beside.result()
        left = archive.budget.bytes_left - searched.taken
        if left < self._limits.entry_bytes:  # what else was read may have left too little for some entry
            return read_hidden_images(archive, self._limits)
        archive.budget.take(searched.taken, archive.place)
        archive.anomalies += searched.anomalies
        searched.found.images += [DexImage(place=place, data=memoryview(data)) for place, data in searched.images]
        return searched.found


@record
class _Searched:
    """What a search found, its images as places and bytes, what is odd about the archive, and how much was read."""

    found: CodeImages
    images: list[tuple[str, bytes]]
    anomalies: list[Anomaly]
    taken: int


def _searched(archive: SafeArchive, limits: Limits) -> _Searched:
    known, left = len(archive.anomalies), archive.budget.bytes_left
    found = read_hidden_images(archive, limits)
    return _Searched(
        found=replace(found, images=[]),
        images=[(image.place, bytes(image.data)) for image in found.images],
        anomalies=archive.anomalies[known:],
        taken=left - archive.budget.bytes_left,
    )


def read_hidden_images(archive: SafeArchive, limits: Limits) -> CodeImages:
    """DEX files in other entries, bare or inside archives, whatever the entries are called."""
    search = _HiddenSearch(limits)
    search.add_from(archive, "", limits.depth)
    search.add_unlisted(archive)
    for reason, place, detail in grouped(search.failures):
        search.found.gaps += gaps_for(CODE_KINDS, CoverageLevel.PARTIAL, reason, place, detail)
    return search.found


class _HiddenSearch:
    def __init__(self, limits: Limits) -> None:
        self.found = CodeImages()
        self.failures: list[Failure] = []
        self._limits = limits
        self._bytes_left = limits.nested_bytes
        self._to_search = _SEARCHED_BYTES

    def add_from(self, archive: SafeArchive, prefix: str, depth: int) -> None:
        """Look through one archive; `prefix` is its place and `!`, `depth` how many more may be opened inside it."""
        others: list[Entry] = []
        for entry in archive.entries():
            place = prefix + entry.name
            if _is_too_small(entry) or (not prefix and _LOADED.fullmatch(entry.name)):
                continue
            magic = archive.peek(entry, 8)
            if magic[:4] in (_DEX_MAGIC, _ZIP_MAGIC):
                try:
                    self._add(archive, entry, place, depth if magic[:4] == _ZIP_MAGIC else -1)
                except ExtractionError as error:
                    reason: GapReason = "limit_reached" if isinstance(error, LimitReachedError) else "dynamic_code"
                    self.failures.append(Failure(reason, place, said_by(error)))
                continue
            is_xml = magic[:4] == _XML_MAGIC and int.from_bytes(magic[4:], "little") == entry.size
            if not is_xml or entry.size >= _LEAST_XML_WITH_CODE:
                others.append(entry)
            if entry.name.lower().endswith(_CODE_SUFFIXES):
                detail = Bilingual(
                    f"{place} 以代码文件命名，却以 {magic[:4].hex()} 开头，可能已加密",
                    f"{place} is named like code but starts with {magic[:4].hex()}: it may be encrypted",
                )
                self.failures.append(Failure("dynamic_code", place, detail))
        for entry in sorted(others, key=lambda entry: entry.name.endswith(".so")):
            self._search(archive, entry, prefix + entry.name, depth)

    def add_unlisted(self, archive: SafeArchive) -> None:
        """Code where no directory leads: an app can read its own package.

        That is between and behind the entries, in their headers, and behind the end of a packed one's content.
        """
        records = archive.records()
        position = 0
        for start, end in [*sorted(map(archive.extent, records)), (len(archive.data), len(archive.data))]:
            if start - position >= _LEAST_CODE_BYTES:
                for offset, image in buried_in(archive.data[position:start]):
                    self.found.add_concealed(f"{archive.place}@{position + offset}", image)
            position = max(position, end)
        packed = sorted((*archive.extent(entry), entry) for entry in records if archive.is_packed(entry))
        for at, image in bare_in(archive.data):
            within = bisect(packed, at, key=lambda extent: extent[0]) - 1
            if within >= 0 and archive.end_of_stream(packed[within][2]) <= at < packed[within][1]:
                self.found.add_concealed(f"{archive.place}@{at}", image)
        block = min(archive.directory_offset, max((archive.extent(entry)[1] for entry in records), default=0))
        self._search_unlisted(archive, block, archive.directory_offset)
        self._search_unlisted(archive, archive.directory_offset, len(archive.data))

    def _search_unlisted(self, archive: SafeArchive, start: int, end: int) -> None:
        """Look for packed code in a block before the directory, or in the directory and behind it."""
        data = archive.data[start:end]
        if not _LEAST_CODE_BYTES <= len(data) <= _UNLISTED_BYTES:
            return
        for offset, image in streams_in(data, max(0, min(self._limits.entry_bytes, self._bytes_left))):
            self._bytes_left -= len(image)
            self.found.add_concealed(f"{archive.place}@{start + offset}", image)
        if start < archive.directory_offset and whole(data).find(_END_OF_ZIP) >= 0:
            with contextlib.suppress(ExtractionError):
                self._add_archive(data, f"{archive.place}@{start}", 1, archive, is_concealed=True)

    def _search(self, archive: SafeArchive, entry: Entry, place: str, depth: int) -> None:
        """Look for code inside of an entry that is neither DEX nor archive by how it begins."""
        data = archive.glimpse(entry, max(0, self._to_search))
        if archive.is_packed(entry):
            self._to_search -= len(data)
        inner = undone(data, max(0, min(self._limits.entry_bytes, self._bytes_left)))
        if inner is not None:
            if is_dex(inner):
                self._bytes_left -= len(inner)
                self.found.add_concealed(place, inner)
                return
            data = inner
        self.found.add_buried(data, place, 0)
        if depth > 0 and whole(data).find(_END_OF_ZIP, max(0, len(data) - _END_WINDOW)) >= 0:
            with contextlib.suppress(ExtractionError):
                self._add_archive(data, place, depth, archive, is_concealed=True)

    def _add(self, archive: SafeArchive, entry: Entry, place: str, depth: int) -> None:
        """Keep a DEX file (`depth` -1) or look through an archive."""
        if depth == 0:
            # Archives of pictures and pages are everywhere: only one that is named like code or holds some can hide it.
            if entry.name.lower().endswith(_CODE_SUFFIXES) or self._may_hold_code(archive, entry):
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
            self.found.add_buried(data, place, end_of_dex(data))
            return
        self._add_archive(data, place, depth, archive)

    def _add_archive(
        self, data: memoryview, place: str, depth: int, outer: SafeArchive, *, is_concealed: bool = False
    ) -> None:
        left = max(0, min(self._limits.entry_bytes, self._bytes_left))
        nested = SafeArchive(data, place, replace(self._limits, entry_bytes=left), outer.budget)
        before = len(self.found.images)
        self.add_from(nested, f"{place}!", depth - 1)
        if nested.damage and not is_concealed:
            self.failures.append(Failure("dynamic_code", place, nested.damage))
        self.found.anomalies += [Anomaly(code, f"{place}!{name}", detail) for code, name, detail in nested.anomalies]
        if is_concealed and len(self.found.images) > before:
            detail = Bilingual(
                f"{place} 不以压缩包开头，其中却藏有带代码的压缩包，已读取",
                f"{place} does not begin like an archive, yet one with code is hidden in it; it was read",
            )
            self.failures.append(Failure("dynamic_code", place, detail))

    def _may_hold_code(self, archive: SafeArchive, entry: Entry) -> bool:
        """Whether an archive that is too deep to be opened has an entry that is code, or another archive."""
        data = archive.glimpse(entry, max(0, self._to_search))
        self._to_search -= len(data)
        try:
            nested = SafeArchive(data, entry.name, self._limits, archive.budget)
            return any(
                inner.name.lower().endswith(_CODE_SUFFIXES) or nested.peek(inner, 4) in (_DEX_MAGIC, _ZIP_MAGIC)
                for inner in nested.entries()
            )
        except ExtractionError:
            return False


def _is_too_small(entry: Entry) -> bool:
    """True if no code fits; an entry of which the directory tells no size may have any."""
    size = max(entry.size, entry.compressed_size)
    return size < _LEAST_CODE_BYTES and (size > 0 or not entry.flags & FLAG_DESCRIPTOR)
