"""HAR archives: a gzip stream of a tar archive, in which a library of HarmonyOS lies under `package/`.

Nothing is written to disk. The stream is unpacked once, within limits.
"""

from __future__ import annotations

import io
import re
import tarfile
import zlib
from typing import Final

from appaudit.artifacts.base import Budget, LimitReachedError, Limits
from appaudit.errors import ExtractionError

GZIP: Final = b"\x1f\x8b"
_TAR_NAME: Final = slice(0, 100)
_TAR_MAGIC: Final = slice(257, 262)
#: What is looked at to tell a library from another archive: names come before contents, one block of 512 bytes each.
_LOOKED_AT: Final = 64 << 20
_CHUNK: Final = 1 << 20
_BLOCK: Final = 512
_NAMED: Final = re.compile(rb"(?:\./)?package/oh-package\.json5\0")


class LibraryArchiveError(ExtractionError):
    """A HAR archive that cannot be read."""


def is_library(data: memoryview) -> bool:
    """Whether bytes are a gzip stream of a tar archive with the file that names a library; never raises."""
    try:
        unpacked = _unpacked(data, "", _LOOKED_AT, is_partial=True)
    except ExtractionError:
        return False
    if bytes(unpacked[_TAR_MAGIC]) != b"ustar" and not unpacked[_TAR_NAME].startswith(b"package/"):
        return False
    return any(found.start() % _BLOCK == 0 for found in _NAMED.finditer(unpacked))


class LibraryArchive:
    """The files of a HAR archive by their paths below `package/`.

    `is_cut` says that the archive breaks off, so that files may be missing; `left_out` counts files beyond a limit.
    """

    def __init__(self, data: memoryview, place: str, limits: Limits, budget: Budget) -> None:
        """Unpack the archive.

        Raises:
            LibraryArchiveError: It is no gzip stream, or holds no tar archive.
            LimitReachedError: It is larger than the limits allow.
        """
        self.place = place
        self.is_cut = False
        self.left_out = 0
        self._files: dict[str, tuple[int, int]] = {}
        budget.check_time(place)
        by_ratio = max(limits.ratio_from, limits.ratio * len(data))
        self._data = _unpacked(data, place, min(limits.entry_bytes, budget.bytes_left, by_ratio))
        budget.take(len(self._data), place)
        self._list(limits)

    def names(self) -> list[str]:
        """Paths of files, in their order, without `package/`."""
        return list(self._files)

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return self._files[name][1]

    def has(self, name: str) -> bool:
        """Whether there is a file of this path."""
        return name in self._files

    def read(self, name: str) -> bytes:
        """The content of a file; empty where there is none."""
        start, size = self._files.get(name, (0, 0))
        return bytes(self._data[start : start + size])

    def _list(self, limits: Limits) -> None:
        try:
            with tarfile.open(fileobj=io.BytesIO(self._data), mode="r:") as archive:
                for info in archive:
                    if not info.isreg():
                        continue
                    if len(self._files) >= limits.entries:
                        self.left_out += 1
                        continue
                    name = info.name.removeprefix("./").removeprefix("package/")
                    if info.offset_data + info.size > len(self._data):
                        self.is_cut = True
                    else:
                        self._files[name] = (info.offset_data, info.size)  # of equal names the last stays on disk
        except (tarfile.TarError, ValueError, OverflowError, OSError, EOFError) as error:
            if not self._files:
                raise LibraryArchiveError(
                    f"{self.place}: no tar archive in its gzip stream", zh=f"{self.place}：gzip 流中没有 tar 归档"
                ) from error
            self.is_cut = True
        if not self._data.endswith(b"\0" * 2 * _BLOCK):
            self.is_cut = True


def _unpacked(data: memoryview, place: str, most: int, *, is_partial: bool = False) -> bytes:
    """The content of a gzip stream.

    Args:
        data: The stream.
        place: What messages call it.
        most: Bytes that it may have.
        is_partial: Whether the beginning will do where there are more, or where it breaks off.
    """
    engine = zlib.decompressobj(31)
    parts: list[bytes] = []
    size = 0
    for start in range(0, len(data), _CHUNK):
        try:
            part = engine.decompress(data[start : start + _CHUNK], most + 1 - size)
        except zlib.error as error:
            if is_partial or parts:
                break
            raise LibraryArchiveError(
                f"{place}: its gzip stream cannot be read: {error}", zh=f"{place}：无法读取其 gzip 流（{error}）"
            ) from error
        parts.append(part)
        size += len(part)
        if size > most:
            if is_partial:
                break
            raise LimitReachedError(
                f"{place}: more than the {most} bytes that the limits leave",
                zh=f"{place}：解压后超过限制余下的 {most} 字节",
            )
        if engine.eof:
            break
    return b"".join(parts)
