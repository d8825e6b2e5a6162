"""The string pool chunk that binary XML and resource tables share (`ResStringPool_header` in ResourceTypes.h)."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from appaudit.artifacts.base import LimitReachedError
from appaudit.errors import DamagedPartError

_HEADER = struct.Struct("<HHIIIIII")
_UTF8_FLAG = 1 << 8
#: Strings may share bytes; asking for strings that add up to this many times the file is an attack on memory.
_MOST_EXPANSION = 16
#: What two bytes cannot say of the length of a text in UTF-8, and the longest that is looked for.
_TRUNCATED_UTF8 = 0x8000
_MOST_UTF8 = 1 << 22
_LEAST_BUDGET = 16 << 20


class StringPoolError(DamagedPartError):
    """Bytes that are not the string pool they should be."""

    format_zh = "字符串池"


class StringPool:
    """The strings of one pool, decoded on demand; an index without string gives an empty one, as on Android."""

    def __init__(self, data: bytes, offset: int, place: str) -> None:
        """Read the header of the pool that starts at `offset` of `data`.

        Raises:
            ExtractionError: The header does not fit.
        """
        if offset + _HEADER.size > len(data):
            raise StringPoolError(f"{place}: string pool at {offset} passes the end of {len(data)} bytes")
        _, header_size, size, count, _, flags, strings_start, _ = _HEADER.unpack_from(data, offset)
        self._data = data
        self._place = place
        self._end = min(len(data), offset + size)
        self._index_start = offset + max(header_size, 8)
        self._strings_start = offset + strings_start
        self._is_utf8 = bool(flags & _UTF8_FLAG)
        # Files with a count that is too large are in circulation: Android then has fewer strings, not an error.
        self._count: int = min(count, max(0, self._end - self._index_start) // 4)
        self._index_start = min(self._index_start, self._end)
        self._cache: dict[int, str] = {}
        self._octets: NDArray[np.uint8] | None = None
        self._expanded = 0

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> str:
        text = self._cache.get(index)
        if text is None:
            text = self._decode(index) if 0 <= index < self._count else ""
            self._cache[index] = text
        return text

    def texts(self, indexes: Sequence[int] | NDArray[np.int64]) -> list[str]:
        """Many strings at once, in the order of `indexes`; those out of range are empty.

        Raises:
            LimitReachedError: Together with all that were asked for before they are far larger than the file.
        """
        wanted = np.asarray(indexes, np.int64)
        if len(wanted) == 0:
            return []
        starts, ends = self._spans(wanted)
        self._expanded += int((ends - starts).sum())
        if self._expanded > max(_LEAST_BUDGET, _MOST_EXPANSION * len(self._data)):
            raise LimitReachedError(
                f"{self._place}: strings overlap and add up to {self._expanded} bytes,"
                f" more than {_MOST_EXPANSION} times the {len(self._data)} of the file",
                zh=f"{self._place}：字符串互相重叠，合计 {self._expanded} 字节，"
                f"超过文件 {len(self._data)} 字节的 {_MOST_EXPANSION} 倍",
            )
        # The registry of codecs is looked up for each call of `bytes.decode("utf-16-le")`, not for these.
        data, decode = self._data, codecs.utf_8_decode if self._is_utf8 else codecs.utf_16_le_decode
        found = [
            decode(data[start:end], "replace", True)[0]
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        for position in self._doubtful(starts, ends):
            index = int(wanted[position])
            found[position] = self._decode(index) if 0 <= index < self._count else ""
        return found

    def _doubtful(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[int]:
        """Which texts must be looked at one by one: lengths or places are not as honest tools write them."""
        octets, first = self._padded_octets(), self._strings_start
        is_odd = octets[ends - first] != 0
        is_odd |= ends >= self._end
        if not self._is_utf8:
            is_odd |= octets[ends - first + 1] != 0
            is_odd |= (starts - first) % 2 != 0
        return [int(position) for position in np.flatnonzero(is_odd)]

    def disagreeing(self) -> int:
        """How many texts have one length in bytes and another in units of UTF-16: parts of Android read none of them.

        Those that both lengths cannot hold are not counted.
        """
        if not self._is_utf8 or not self._count:
            return 0
        wanted = np.arange(self._count)
        texts, units = self.texts(wanted), self._units(wanted)
        return sum(
            bool(text) and len(text) < _TRUNCATED_UTF8 and _utf16_units(text) != unit
            for text, unit in zip(texts, units.tolist(), strict=True)
        )

    def _beginnings(self, wanted: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int64], int]:
        """All octets, where each text begins in them, and where nothing stands any more, for indices of no text."""
        offsets = np.frombuffer(self._data, "<u4", self._count, self._index_start)
        is_valid = (wanted >= 0) & (wanted < self._count)
        octets, nowhere = self._padded_octets(), max(0, self._end - self._strings_start)
        position = np.full(len(wanted), nowhere, np.int64)
        position[is_valid] = offsets[wanted[is_valid]]
        position = np.minimum(position, nowhere)
        return octets, position, nowhere

    def _units(self, wanted: NDArray[np.int64]) -> NDArray[np.int64]:
        """The lengths of texts in UTF-8 in units of UTF-16, as stored."""
        octets, position, _ = self._beginnings(wanted)
        first = octets[position].astype(np.int64)
        units: NDArray[np.int64] = np.where(first >> 7, (first & 0x7F) << 8 | octets[position + 1], first)
        return units

    def _spans(self, wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        octets, position, nowhere = self._beginnings(wanted)
        first = octets[position].astype(np.int64)
        if self._is_utf8:
            position = np.minimum(position + 1 + (first >> 7), nowhere)  # the length in UTF-16 units comes first
            first = octets[position].astype(np.int64)
            is_long = first >> 7
            length = np.where(is_long, (first & 0x7F) << 8 | octets[position + 1], first)
            start = position + 1 + is_long
        else:
            first |= octets[position + 1].astype(np.int64) << 8
            is_long = first >> 15
            low = octets[position + 2].astype(np.int64) | octets[position + 3].astype(np.int64) << 8
            length = 2 * np.where(is_long, (first & 0x7FFF) << 16 | low, first)
            start = position + 2 + 2 * is_long
        start = np.minimum(start, nowhere)
        return self._strings_start + start, self._strings_start + np.minimum(start + length, nowhere)

    def _padded_octets(self) -> NDArray[np.uint8]:
        """The bytes of all strings, copied once: tables ask for texts a thousand times.

        Zero bytes at the end stand for every string that lies outside, so that no index can overrun.
        """
        if self._octets is None:
            self._octets = np.frombuffer(self._data[self._strings_start : self._end] + bytes(6), np.uint8)
        return self._octets

    def _decode(self, index: int) -> str:
        """A text as Android reads it: none where it does not end, in the pool, where its length says.

        Offsets of UTF-16 are counted in units, so that odd ones lead to the unit around them (ResStringPool::stringAt
        and string8At in ResourceTypes.cpp).
        """
        (offset,) = struct.unpack_from("<I", self._data, self._index_start + 4 * index)
        data, end = self._data, self._end
        if not self._is_utf8:
            position = self._strings_start + (offset & ~1)
            if position + 2 > end:
                return ""
            (length,) = struct.unpack_from("<H", data, position)
            position += 2
            if length & 0x8000 and position + 2 <= end:
                length = (length & 0x7FFF) << 16 | struct.unpack_from("<H", data, position)[0]
                position += 2
            last = position + 2 * length
            is_ended = last + 2 <= end and data[last : last + 2] == b"\0\0"
            return data[position:last].decode("utf-16-le", "replace") if is_ended else ""
        _, position = self._length8(self._strings_start + offset)
        length, position = self._length8(position)
        last = position + length
        # Longer texts than the field can say go on; Android looks for their end in steps of what the field leaves out.
        while last < end and data[last] and length < _MOST_UTF8:
            length += _TRUNCATED_UTF8
            last = position + length
        if last >= end or data[last]:
            return ""
        return data[position:last].decode("utf-8", "replace")

    def _length8(self, position: int) -> tuple[int, int]:
        """A length of one or two bytes, and where it ends; 0 beyond the pool."""
        if position + 2 > self._end:
            return 0, self._end
        first = self._data[position]
        return ((first & 0x7F) << 8 | self._data[position + 1], position + 2) if first & 0x80 else (first, position + 1)


def _utf16_units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
