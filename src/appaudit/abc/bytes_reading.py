"""Numbers and texts in the bytes of a file of bytecode, each checked against the end of the file."""

from __future__ import annotations

import re
import struct
from typing import Final

from appaudit.errors import ExtractionError

#: Bytes that a number of variable length has at most.
_NUMBER: Final = 5
#: Letters of a text that are read; longer ones are cut off.
LONGEST: Final = 1 << 16
#: How much text may be read of a file, as many times its size: texts do not lie in each other.
_MOST: Final = 4
_U16: Final = struct.Struct("<H")
_U32: Final = struct.Struct("<I")
#: The halves of a letter outside of the basic plane, and one alone, each as if it were a letter of its own.
_HALVES = re.compile(rb"(\xed[\xa0-\xaf][\x80-\xbf])(\xed[\xb0-\xbf][\x80-\xbf])")
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


class AbcError(ExtractionError):
    """A file of bytecode, or a part of it, that cannot be read."""


def damaged(place: str, part: str, part_zh: str) -> AbcError:
    """The error that a part of a file is not what it should be."""
    return AbcError(f"{place} cannot be read: {part}", zh=f"无法读取 {place}：{part_zh}")


class AbcBytes:
    """The bytes of a file, with the texts in them that were read already."""

    def __init__(self, data: bytes | memoryview, place: str) -> None:
        """Nothing is read yet."""
        self.data = bytes(data)
        self.place = place
        self._texts: dict[int, str] = {}
        self._text_left = _MOST * len(self.data)

    def u16(self, offset: int) -> int:
        """A whole number of two bytes.

        Raises:
            AbcError: The file ends before.
        """
        if not 0 <= offset <= len(self.data) - 2:
            raise self.ends(offset)
        return int(_U16.unpack_from(self.data, offset)[0])

    def u32(self, offset: int) -> int:
        """A whole number of four bytes.

        Raises:
            AbcError: The file ends before.
        """
        if not 0 <= offset <= len(self.data) - 4:
            raise self.ends(offset)
        return int(_U32.unpack_from(self.data, offset)[0])

    def table(self, offset: int, count: int) -> tuple[int, ...]:
        """Whole numbers of four bytes, one after the other.

        Raises:
            AbcError: The file ends before.
        """
        if count < 0 or not 0 <= offset <= len(self.data) - 4 * count:
            raise self.ends(offset)
        return struct.unpack_from(f"<{count}I", self.data, offset)

    def number(self, offset: int) -> tuple[int, int]:
        """A number of variable length (LEB128 without sign), and where it ends.

        Raises:
            AbcError: It has no end, or the file ends before.
        """
        if 0 <= offset < len(self.data) and (first := self.data[offset]) < 0x80:
            return first, offset + 1
        found = 0
        for index in range(_NUMBER):
            if not 0 <= offset + index < len(self.data):
                break
            byte = self.data[offset + index]
            found |= (byte & 0x7F) << 7 * index
            if byte < 0x80:
                return found & 0xFFFFFFFF, offset + index + 1
        raise self.ends(offset)

    def after_text(self, offset: int) -> int:
        """Where a text ends, the zero behind it included.

        Raises:
            AbcError: The file ends before.
        """
        _, start = self.number(offset)
        end = self.data.find(b"\0", start)
        if end < 0:
            raise self.ends(offset)
        return end + 1

    def text(self, offset: int) -> str:
        """A text: a number whose bits from the second on are its length, modified UTF-8, a zero.

        Raises:
            AbcError: The file ends before, or its texts lie in each other.
        """
        known = self._texts.get(offset)
        if known is not None:
            return known
        _, start = self.number(offset)
        end = self.data.find(b"\0", start, start + LONGEST)
        if end < 0:
            end = min(start + LONGEST, len(self.data))
        self._text_left -= end - start + 1
        if self._text_left < 0:
            raise damaged(self.place, "texts, which lie in each other", "相互重叠的文本")
        raw = self.data[start:end]
        try:
            found = raw.decode("utf-8")
        except UnicodeDecodeError:
            found = _modified(raw)
        self._texts[offset] = found
        return found

    def ends(self, offset: int) -> AbcError:
        """The error that something begins where the file has no room for it."""
        return damaged(self.place, f"what should be at {offset}", f"{offset} 处的内容")


def _modified(raw: bytes) -> str:
    """A text in modified UTF-8, which has letters outside of the basic plane as two halves, and zero as two bytes."""
    whole = _HALVES.sub(_joined, raw.replace(b"\xc0\x80", b"\0"))
    return _HALF.sub("\ufffd".encode(), whole).decode("utf-8", "replace")


def _joined(found: re.Match[bytes]) -> bytes:
    """The letter whose halves two groups of three bytes are."""
    high, low = (ord(found[part].decode("utf-8", "surrogatepass")) for part in (1, 2))
    return chr(0x10000 + (high - 0xD800 << 10) + (low - 0xDC00)).encode()
