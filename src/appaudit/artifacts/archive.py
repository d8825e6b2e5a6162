"""Zip archives as Android reads them: by the central directory, forgiving about everything else.

`zipfile` refuses what Android accepts (unknown methods, an encryption flag on plain data, headers that disagree),
and malware writes exactly that to stay unread. Every oddity is kept in `SafeArchive.anomalies`. Nothing is ever
written to disk, so traversal names are only a thing to report.
"""

from __future__ import annotations

import contextlib
import copy
import mmap
import struct
import threading
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType

from appaudit.artifacts.base import Anomaly, Budget, LimitReachedError, Limits
from appaudit.artifacts.zip_directory import (
    LOCAL_SIGNATURE,
    Directory,
    DirectoryEntries,
    Entry,
    locate_directory,
    mentions,
    parse_directory,
)
from appaudit.errors import ExtractionError, UnreadableArtifactError
from appaudit.model.bilingual import Bilingual
from appaudit.model.words import AnomalyCode

_LOCAL_SIZE = 30
#: Of that header its signature and the lengths of name and extra field (APPNOTE.TXT 4.3.7).
_LOCAL = struct.Struct("<4s22xHH")
_STORED, _DEFLATED = 0, 8
_FLAG_ENCRYPTED = 0x1
#: Sizes follow the data, and may be missing from the directory (APPNOTE.TXT 4.4.4).
FLAG_DESCRIPTOR = 0x8
#: Below this many inflated bytes a second thread costs more than it saves (zlib releases the GIL).
_THREADED_FROM = 2 << 20
_THREADS = 2


#: What people hand in instead of a package, by how such files begin.
_OTHER_FORMATS = {
    b"dex\n": ("a DEX file", "DEX 文件"),
    b"\x03\x00\x08\x00": ("a binary XML file", "二进制 XML 文件"),
    b"\x02\x00\x0c\x00": ("a resource table", "资源表"),
    b"\x7fELF": ("a native library", "原生库"),
    b"\xca\xfe\xba\xbe": ("a Java class file", "Java 类文件"),
    b"%PDF": ("a PDF document", "PDF 文档"),
    b"\x1f\x8b": ("a gzip file", "gzip 文件"),
    b"Rar!": ("a RAR archive", "RAR 压缩包"),
    b"7z\xbc\xaf": ("a 7z archive", "7z 压缩包"),
}


class ArchiveError(ExtractionError):
    """An archive or entry whose bytes cannot be read."""


class SafeArchive:
    """A zip archive, read lazily and within limits.

    `place` is what messages call it; `anomalies` grows as entries are read.
    """

    def __init__(self, data: memoryview, place: str, limits: Limits, budget: Budget | None = None) -> None:
        """Find the central directory; entries are parsed on first use.

        Args:
            data: The archive.
            place: What messages call it.
            limits: How much of it may be read.
            budget: That of the artifact in which the archive lies, where it is not the artifact itself.

        Raises:
            ArchiveError: There is no central directory.
        """
        self.place = place
        self.limits = limits
        self.anomalies: list[Anomaly] = []
        found = locate_directory(data, self.anomalies)
        if found is None:
            raise ArchiveError(f"{place}: no zip directory at its end", zh=f"{place}：末尾没有 zip 目录")
        self._data = data
        self._directory: Directory = found
        self._entries: DirectoryEntries | None = None
        self._mapped: mmap.mmap | None = None
        self._whole: SafeArchive | None = None
        self.budget = budget or Budget(limits)

    @classmethod
    def open(cls, path: Path, limits: Limits | None = None) -> SafeArchive:
        """Map a file and find its central directory.

        Raises:
            UnreadableArtifactError: The file is empty, truncated or no zip archive; the message says which.
        """
        try:
            with path.open("rb") as stream:
                mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            reason = error.strerror or error
            raise UnreadableArtifactError(
                f"{path} cannot be read: {reason}", zh=f"无法读取 {path}：{reason}"
            ) from error
        except ValueError as error:  # what mmap says of an empty file
            raise UnreadableArtifactError(f"{path} is empty (0 bytes)", zh=f"{path} 是空文件（0 字节）") from error
        try:
            archive = cls(memoryview(mapped), path.name, limits or Limits())
        except ArchiveError as error:
            is_cut = mapped[:4] == LOCAL_SIGNATURE
            message, zh = _diagnose(path, mapped)
            raise UnreadableArtifactError(
                message,
                hint="Was the download complete?" if is_cut else "",
                zh=zh,
                hint_zh="文件是否下载完整？" if is_cut else "",
            ) from error
        archive._mapped = mapped
        return archive

    def __enter__(self) -> SafeArchive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; views handed out before stay valid until they are dropped."""
        self._data = memoryview(b"")
        mapped, self._mapped = self._mapped, None
        if mapped is not None:
            with contextlib.suppress(BufferError):  # stored entries are views into the file: it goes when they go
                mapped.close()

    @property
    def data(self) -> memoryview:
        """All bytes of the archive."""
        return self._data

    @property
    def directory_offset(self) -> int:
        """Where the central directory starts; an APK signing block ends there."""
        return self._directory.start

    @property
    def damage(self) -> Bilingual | None:
        """Why entries may exist that nobody listed; None where the directory is whole."""
        if self._parsed().is_damaged:
            return Bilingual(
                "zip 目录中断，其后的条目没有列出",
                "the zip directory breaks off: entries after the break are not listed",
            )
        if self._directory.base and self._data[:4] == LOCAL_SIGNATURE:
            # What is left of an archive of archives that was cut: the directory is that of the last one inside.
            size = self._directory.base
            return Bilingual(
                f"前 {size} 字节属于另一个 zip 压缩包，其目录缺失",
                f"the first {size} bytes belong to another zip archive, whose directory is missing",
            )
        return None

    def has(self, name: str) -> bool:
        """True if an entry goes by exactly this name; cheap before entries are parsed."""
        if self._entries is not None:
            return name in self._entries.first
        return mentions(self._data, self._directory, name)

    def may_name(self, part: str) -> bool:
        """Whether the name of some entry may hold this; False is certain, and cheap before entries are parsed."""
        return part.encode() in bytes(self._data[self._directory.start : self._directory.end])

    def names(self) -> list[str]:
        """Entry names in the order of the central directory, each once.

        Raises:
            LimitReachedError: More entries than allowed.
        """
        return list(self._parsed().first)

    def entries(self) -> list[Entry]:
        """The first record of each name, in the order of the central directory."""
        return list(self._parsed().first.values())

    def duplicates(self) -> list[Entry]:
        """Records whose name came before; `read` gives the first of each name, `read_entry` these."""
        return self._parsed().repeated

    def entry(self, name: str) -> Entry:
        """The record of an entry.

        Raises:
            ArchiveError: There is no such entry.
        """
        found = self._parsed().first.get(name)
        if found is None:
            raise ArchiveError(f"{self.place}: no entry {name}", zh=f"{self.place}：没有条目 {name}")
        return found

    def size(self, name: str) -> int:
        """The inflated size in bytes that the archive declares for an entry."""
        return self.entry(name).size

    def read(self, name: str) -> bytes:
        """The content of an entry.

        Raises:
            ArchiveError: The entry is missing or damaged.
            LimitReachedError: It is larger than the limits allow.
        """
        return bytes(self.read_entry(self.entry(name)))

    def read_entry(self, entry: Entry) -> memoryview:
        """The content of a record; stored entries are views into the file, not copies.

        Raises:
            ArchiveError: The entry is damaged.
            LimitReachedError: It is larger than the limits allow.
        """
        self.budget.check_time(f"{self.place}: {entry.name}")
        raw, is_open_ended = self._raw(entry)
        if entry.flags & _FLAG_ENCRYPTED:
            self._note("encryption_flag", entry, "marked as encrypted")
        data = self._content(entry, raw, is_open_ended)
        self._account(entry, len(data))
        if zlib.crc32(data) != entry.crc and not (is_open_ended and entry.crc == 0):
            self._note("wrong_crc", entry, f"checksum {entry.crc:08x} declared, {zlib.crc32(data):08x} found")
        return data

    def nested(self, entry: Entry, place: str, limits: Limits) -> SafeArchive:
        """An archive that lies in this one; a stored one is a view into the file and uses up no limit of bytes.

        Args:
            entry: The record of the inner archive.
            place: What messages call it.
            limits: How much of it may be read; bytes and time are counted together with those of this archive.

        Raises:
            ArchiveError: The entry is damaged or no archive.
            LimitReachedError: It is larger than the limits allow.
        """
        is_view = entry.method == _STORED and entry.size == entry.compressed_size
        data = self._raw(entry)[0] if is_view else self.read_entry(entry)
        return SafeArchive(data, place, limits, self.budget)

    def part(self, place: str, entries: Iterable[Entry]) -> SafeArchive:
        """Some of the records, under names that they may have been given, as an archive of their own.

        Bytes and time are counted together with those of this archive; what is odd about the archive as a whole is not
        said of its part. Of several records with one name the first counts.
        """
        part = copy.copy(self)
        part.place, part.anomalies, part._mapped, part._whole = place, [], None, self
        part._directory = self._directory._replace(base=0)
        part._entries = found = DirectoryEntries()
        for entry in entries:
            if found.first.setdefault(entry.name, entry) is not entry:
                found.repeated.append(entry)
                part._note("duplicate_name", entry, f"name occurs more than once ({entry.stored_name[:80]!r})")
        return part

    def read_many(self, entries: Iterable[Entry]) -> list[memoryview | ExtractionError]:
        """The contents of several records, in their order, inflated on two threads where that pays.

        An entry that cannot be read gives its error in place of its content.
        """
        wanted = list(entries)
        results: list[memoryview | ExtractionError] = [ArchiveError("not read", zh="未读取")] * len(wanted)
        order = sorted(range(len(wanted)), key=lambda index: wanted[index].size)

        def work() -> None:
            while True:
                try:
                    index = order.pop()
                except IndexError:
                    return
                try:
                    results[index] = self.read_entry(wanted[index])
                except ExtractionError as error:
                    results[index] = error

        _run(work, threads=_THREADS if sum(entry.size for entry in wanted) >= _THREADED_FROM else 1)
        return results

    def peek(self, entry: Entry, count: int = 8) -> bytes:
        """The first bytes of a record, empty where they cannot be had; never raises."""
        try:
            raw, _ = self._raw(entry, is_quiet=True)
            if entry.method == _DEFLATED:
                return zlib.decompressobj(-15).decompress(raw[:1024], count)
        except (ExtractionError, zlib.error):
            return b""
        return bytes(raw[:count])

    def is_packed(self, entry: Entry) -> bool:
        """Whether looking at a record needs inflating."""
        return entry.method == _DEFLATED

    def records(self) -> list[Entry]:
        """All records, those that repeat a name among them; of a part those of all its archive."""
        found = (self._whole or self)._parsed()
        return [*found.first.values(), *found.repeated]

    def extent(self, entry: Entry) -> tuple[int, int]:
        """Where the content of a record begins and ends in the archive, packed as it lies there; never raises."""
        start, size = min(entry.header_offset, len(self._data)), len(self._data)
        if not 0 <= start <= size - _LOCAL_SIZE:
            return start, start
        signature, name_length, extra_length = _LOCAL.unpack_from(self._data, start)
        if signature != LOCAL_SIGNATURE:
            return start, start
        content = max(entry.compressed_size, entry.size if entry.method != _DEFLATED else 0)
        start += _LOCAL_SIZE + name_length + extra_length
        return min(size, start), min(size, start + content)

    def end_of_stream(self, entry: Entry) -> int:
        """Where what a packed record inflates from ends, which may be before its extent does; never raises."""
        start, end = self.extent(entry)
        engine, left = zlib.decompressobj(-15), self._data[start:end]
        with contextlib.suppress(zlib.error):
            while left and not engine.eof:
                engine.decompress(left, 1 << 20)
                left = memoryview(engine.unconsumed_tail)
            return end - len(engine.unused_data) if engine.eof else end
        return end

    def glimpse(self, entry: Entry, most: int) -> memoryview:
        """What a record holds, without judging it: stored ones whole, packed ones up to `most` bytes; never raises.

        Nothing is counted or noted, and what cannot be had is empty: it is for a look at what nobody asked to read.
        """
        try:
            raw, _ = self._raw(entry, is_quiet=True)
            if entry.method == _DEFLATED:
                return memoryview(zlib.decompressobj(-15).decompress(raw, most) if most else b"")
        except (ExtractionError, zlib.error):
            return memoryview(b"")
        return raw

    def _parsed(self) -> DirectoryEntries:
        if self._entries is None:
            try:
                self._entries = parse_directory(self._data, self._directory, self.limits, self.anomalies)
            except LimitReachedError as error:
                raise LimitReachedError(f"{self.place}: {error.message}", zh=f"{self.place}：{error.zh}") from error
        return self._entries

    def _note(self, code: AnomalyCode, entry: Entry, detail: str) -> None:
        self.anomalies.append(Anomaly(code, entry.name, detail))

    def _raw(self, entry: Entry, *, is_quiet: bool = False) -> tuple[memoryview, bool]:
        """The packed bytes of a record, and whether they run on to the directory because no size is known."""
        header = self._data[entry.header_offset : entry.header_offset + _LOCAL_SIZE]
        if len(header) < _LOCAL_SIZE or header[:4] != LOCAL_SIGNATURE:
            raise ArchiveError(
                f"{self.place}: {entry.name} has no local header at {entry.header_offset}",
                zh=f"{self.place}：{entry.name} 在 {entry.header_offset} 处没有本地文件头",
            )
        _, name_length, extra_length = _LOCAL.unpack(header)
        name_start = entry.header_offset + _LOCAL_SIZE
        if not is_quiet:
            local_name = bytes(self._data[name_start : name_start + name_length]).decode("utf-8", "backslashreplace")
            if local_name != (entry.stored_name or entry.name):
                self._note("local_name_differs", entry, f"local header says {local_name[:80]!r}")
        start = name_start + name_length + extra_length
        length = entry.compressed_size
        if length == 0 and entry.size == 0 and entry.flags & FLAG_DESCRIPTOR and entry.method != _STORED:
            return self._data[start : max(start, self._directory.start)], True
        if entry.method != _DEFLATED and length < entry.size <= len(self._data) - start:
            length = entry.size  # Android copies `size` bytes of anything that is not deflated
        if start + length > len(self._data):
            start = name_start + name_length  # an absurd extra length
            if start + length > len(self._data):
                raise ArchiveError(
                    f"{self.place}: {entry.name} passes the end of the archive",
                    zh=f"{self.place}：{entry.name} 超出压缩包末尾",
                )
            self._note("extra_field_overruns", entry, f"local header declares {extra_length} bytes of extra field")
        return self._data[start : start + length], False

    def _content(self, entry: Entry, raw: memoryview, is_open_ended: bool) -> memoryview:
        if entry.method == _STORED:
            if entry.size != entry.compressed_size:
                self._note("size_differs", entry, f"{entry.size} bytes declared for {entry.compressed_size} stored")
            return raw[: entry.size] if entry.size else raw
        if entry.method == _DEFLATED:
            return self._inflated(entry, raw, is_open_ended)
        self._note("unknown_compression_method", entry, f"method {entry.method}")
        if entry.size != entry.compressed_size:
            with contextlib.suppress(ArchiveError):
                inflated = self._inflated(entry, raw[: entry.compressed_size], is_open_ended)
                if len(inflated) == entry.size:
                    return inflated
        return raw[: entry.size]

    def _inflated(self, entry: Entry, raw: memoryview, is_open_ended: bool) -> memoryview:
        limits = self.limits
        left = self.budget.bytes_left
        allowed, limit = min((limits.entry_bytes, "entry_bytes"), (left, "total_bytes"))
        by_ratio = max(limits.ratio_from, limits.ratio * len(raw))
        if entry.size > allowed:
            raise LimitReachedError(
                f"{self.place}: {entry.name} declares {entry.size} bytes; the limit {limit} leaves {allowed}",
                zh=f"{self.place}：{entry.name} 声明 {entry.size} 字节，限制 {limit} 只剩 {allowed} 字节",
            )
        engine = zlib.decompressobj(-15)
        try:
            # One byte more than allowed shows that there is more, without inflating a bomb.
            data = engine.decompress(raw, min(allowed, by_ratio) + 1)
        except zlib.error as error:
            if entry.size == entry.compressed_size and not is_open_ended:
                self._note("stored_as_deflated", entry, "marked as deflated, but the sizes say stored")
                return raw
            raise ArchiveError(
                f"{self.place}: {entry.name} cannot be inflated: {error}",
                zh=f"{self.place}：{entry.name} 无法解压（{error}）",
            ) from error
        if len(data) > min(allowed, by_ratio):
            if by_ratio < allowed:
                allowed, limit = by_ratio, f"ratio of {limits.ratio} to its packed size"
            raise LimitReachedError(
                f"{self.place}: {entry.name} inflates from {len(raw)} to more than {allowed} bytes, the limit {limit}",
                zh=f"{self.place}：{entry.name} 由 {len(raw)} 字节解压到 {allowed} 字节以上，超过限制 {limit}",
            )
        if not engine.eof and len(data) != entry.size:
            is_encrypted = bool(entry.flags & _FLAG_ENCRYPTED)
            raise ArchiveError(
                f"{self.place}: {entry.name} breaks off after {len(data)} of {entry.size} bytes"
                + (" (it may be encrypted)" if is_encrypted else ""),
                zh=f"{self.place}：{entry.name} 在 {entry.size} 字节中的第 {len(data)} 字节处中断"
                + ("（可能已加密）" if is_encrypted else ""),
            )
        if len(data) != entry.size:
            code: AnomalyCode = "sizes_missing" if is_open_ended else "size_differs"
            self._note(code, entry, f"{entry.size} bytes declared, {len(data)} found")
        return memoryview(data)

    def _account(self, entry: Entry, count: int) -> None:
        limit = self.limits.entry_bytes
        if count > limit:
            raise LimitReachedError(
                f"{self.place}: {entry.name} has {count} bytes; the limit entry_bytes is {limit}",
                zh=f"{self.place}：{entry.name} 有 {count} 字节，超过限制 entry_bytes（{limit}）",
            )
        self.budget.take(count, f"{self.place}: {entry.name}")


def _run(work: Callable[[], None], *, threads: int) -> None:
    """Run the same work on several threads, on fewer where the system gives none; what one raises is raised here."""
    failures: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # a thread of its own would print it and lose it
            failures.append(error)

    others = [threading.Thread(target=guarded, daemon=True) for _ in range(threads - 1)]
    started = []
    for thread in others:
        with contextlib.suppress(RuntimeError):  # "can't start new thread": this one does it all
            thread.start()
            started.append(thread)
    guarded()
    for thread in started:
        thread.join()
    if failures:
        raise failures[0]


def _diagnose(path: Path, mapped: mmap.mmap) -> tuple[str, str]:
    """Say in English and in Chinese what a file without zip directory is instead."""
    head = mapped[:4096]
    size = len(mapped)
    if head.startswith(LOCAL_SIGNATURE):
        return (
            f"{path} ends after {size} bytes without a zip directory: the file is truncated",
            f"{path} 在 {size} 字节处结束，没有 zip 目录：文件被截断",
        )
    for magic, (name, name_zh) in _OTHER_FORMATS.items():
        if head.startswith(magic):
            return f"{path} is {name}, not an app package", f"{path} 是{name_zh}，不是安装包"
    if head.count(b"\0") == 0:
        try:
            head[: len(head) if size <= len(head) else -4].decode()
        except UnicodeDecodeError:
            pass
        else:
            return f"{path} is a text file, not an app package", f"{path} 是文本文件，不是安装包"
    return (
        f"{path} is not an app package: no zip directory in its {size} bytes",
        f"{path} 不是安装包：{size} 字节中没有 zip 目录",
    )
