"""ELF libraries: what they import and which texts they hold; knows nothing of what that means.

Only what the dynamic linker reads is read: program headers and the dynamic table. Section headers are for debuggers,
and packers leave them out (System V ABI, chapter 5, as glibc's `elf.h` has it; held against `readelf` on 2026-11-27).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from appaudit.errors import DamagedPartError

MAGIC: Final = b"\x7fELF"
#: Types of program headers, and the flag of one whose bytes run.
LOADED, _DYNAMIC, EXECUTABLE = 1, 2, 1
_NEEDED, _HASH, _TEXTS, _SYMBOLS, _TEXTS_SIZE, _GNU_HASH = 1, 4, 5, 6, 10, 0x6FFFFEF5
_UNDEFINED: Final = 0
#: Names of functions and libraries are shorter, those of C++ templates aside, which no platform offers.
_LONGEST_NAME: Final = 255
#: Texts of fewer characters are said by many things; what is longer is no name.
LEAST_TEXT, _LONGEST_TEXT = 7, 120
#: Texts are looked for in pieces, so that what is kept for each byte stays small.
_PIECE: Final = 8 << 20

_SYMBOL_64: Final = np.dtype([("name", "<u4"), ("info", "u1"), ("other", "u1"), ("section", "<u2"), ("rest", "V16")])
_SYMBOL_32: Final = np.dtype([("name", "<u4"), ("rest", "V8"), ("info", "u1"), ("other", "u1"), ("section", "<u2")])


class ElfError(DamagedPartError):
    """Bytes that are no ELF library, or break off."""

    format_zh = "ELF 原生库"


@dataclass(frozen=True, slots=True)
class Segment:
    """A program header: its type and flags, where its bytes lie in the file, and where they are loaded."""

    type: int
    flags: int
    offset: int
    address: int
    size: int


@dataclass(frozen=True, slots=True)
class Imports:
    """The libraries that a library needs, and the functions and data that it takes from others, each once."""

    needed: tuple[str, ...]
    symbols: frozenset[str]


def segments(data: bytes | memoryview, place: str) -> list[Segment]:
    """The program headers.

    Raises:
        ElfError: The file is no ELF library of 32 or 64 bits, little endian.
    """
    if bytes(data[:4]) != MAGIC or len(data) < 64 or data[4] not in (1, 2) or data[5] != 1:
        raise ElfError(f"{place}: no ELF library (starts with {bytes(data[:8]).hex()})")
    is_wide = data[4] == 2
    (table,) = struct.unpack_from("<Q" if is_wide else "<I", data, 32 if is_wide else 28)
    size, count = struct.unpack_from("<HH", data, 54 if is_wide else 42)
    header = struct.Struct("<IIQQQQ" if is_wide else "<IIIIIII")
    if size < header.size or table + size * count > len(data):
        raise ElfError(f"{place}: {count} program headers at {table} do not fit")
    found = []
    for number in range(count):
        fields = header.unpack_from(data, table + number * size)
        flags, offset, address, length = (
            (fields[1], fields[2], fields[3], fields[5]) if is_wide else (fields[6], fields[1], fields[2], fields[4])
        )
        found.append(Segment(type=fields[0], flags=flags, offset=offset, address=address, size=length))
    return found


def imports(data: bytes | memoryview, place: str) -> Imports:
    """What a library takes from others, as the dynamic linker is told.

    Raises:
        ElfError: It is no ELF library, or its dynamic table leads out of the file.
    """
    return _Dynamic(data, place).imports()


def texts(data: bytes | memoryview) -> bytes:
    """All texts in Latin letters of `LEAST_TEXT` characters or more that end with a zero, each with that zero.

    Of a longer one its last characters. That is how C keeps constants; the code between them reads like a text rarely.
    """
    octets = np.frombuffer(data, dtype=np.uint8)
    return b"".join(
        _texts_of(octets[max(0, start - _LONGEST_TEXT) : start + _PIECE]) for start in range(0, len(octets), _PIECE)
    )


class _Dynamic:
    """The dynamic table of a library."""

    def __init__(self, data: bytes | memoryview, place: str) -> None:
        self._data, self._place = data, place
        headers = segments(data, place)
        self._is_wide = data[4] == 2
        self._loaded = [segment for segment in headers if segment.type == LOADED]
        self._needed: list[int] = []
        self._values: dict[int, int] = {}
        for segment in headers:
            if segment.type == _DYNAMIC:
                self._read(segment)
                break
        else:
            raise ElfError(f"{place}: no dynamic table")

    def imports(self) -> Imports:
        """The names of what is needed."""
        names = self._names()
        needed = dict.fromkeys(name for name in (_name_at(names, start) for start in self._needed) if name)
        symbols = {_name_at(names, int(start)) for start in self._undefined()}
        return Imports(needed=tuple(needed), symbols=frozenset(symbols - {""}))

    def _read(self, segment: Segment) -> None:
        entry = struct.Struct("<qQ" if self._is_wide else "<iI")
        end = min(segment.offset + segment.size, len(self._data))
        for place in range(segment.offset, end - entry.size + 1, entry.size):
            tag, value = entry.unpack_from(self._data, place)
            if tag == 0:
                return
            if tag == _NEEDED:
                self._needed.append(value)
            else:
                self._values.setdefault(tag, value)

    def _offset(self, address: int, what: str) -> int:
        """Where in the file an address is loaded from."""
        for segment in self._loaded:
            if segment.address <= address < segment.address + segment.size:
                offset = segment.offset + address - segment.address
                if offset < len(self._data):
                    return offset
        raise ElfError(f"{self._place}: the {what} at {address:#x} is not in the file")

    def _table(self, tag: int, what: str) -> int:
        if tag not in self._values:
            raise ElfError(f"{self._place}: its dynamic table names no {what}")
        return self._offset(self._values[tag], what)

    def _names(self) -> bytes:
        start = self._table(_TEXTS, "table of names")
        size = self._values.get(_TEXTS_SIZE, 0)
        return bytes(self._data[start : start + size])

    def _undefined(self) -> npt.NDArray[np.uint32]:
        """Where the names of the symbols begin that others define."""
        count = self._count()
        if not count:
            return np.zeros(0, dtype=np.uint32)
        start = self._table(_SYMBOLS, "table of symbols")
        form = _SYMBOL_64 if self._is_wide else _SYMBOL_32
        if start + count * form.itemsize > len(self._data):
            raise ElfError(f"{self._place}: {count} symbols at {start} do not fit")
        symbols = np.frombuffer(self._data, form, count, start)
        found: npt.NDArray[np.uint32] = symbols["name"][symbols["section"] == _UNDEFINED]
        return found

    def _count(self) -> int:
        """How many symbols there are at least; those that others define stand before all that a hash leads to."""
        if _HASH in self._values:
            (count,) = self._words(self._table(_HASH, "hash table") + 4, 1)
        elif _GNU_HASH in self._values:
            (count,) = self._words(self._table(_GNU_HASH, "hash table") + 4, 1)
        else:
            raise ElfError(f"{self._place}: its dynamic table does not say how many symbols there are")
        return count

    def _words(self, start: int, count: int) -> tuple[int, ...]:
        if start + 4 * count > len(self._data):
            raise ElfError(f"{self._place}: {4 * count} bytes at {start} do not fit")
        return struct.unpack_from(f"<{count}I", self._data, start)


def _name_at(names: bytes, start: int) -> str:
    end = names.find(b"\0", start, start + _LONGEST_NAME + 1)
    return names[start:end].decode("ascii", "replace") if 0 <= start < end else ""


def _texts_of(octets: npt.NDArray[np.uint8]) -> bytes:
    """The texts in one piece."""
    is_text = (octets >= 0x20) & (octets <= 0x7E)
    ends = np.flatnonzero(is_text[:-1] & (octets[1:] == 0)) + 1
    ends = ends[ends >= LEAST_TEXT]
    for back in (LEAST_TEXT, *range(2, LEAST_TEXT)):
        ends = ends[is_text[ends - back]]
    starts = ends - LEAST_TEXT
    growing = np.arange(len(ends))
    for _ in range(_LONGEST_TEXT - LEAST_TEXT):
        growing = growing[starts[growing] > 0]
        growing = growing[is_text[starts[growing] - 1]]
        if not len(growing):
            break
        starts[growing] -= 1
    return b"".join(_cut(octets, starts, ends))


def _cut(octets: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> Iterator[bytes]:
    content = octets.tobytes()
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield content[start : end + 1]
