"""The resource table `resources.arsc` (`ResTable_*` in ResourceTypes.h): texts, names and values by id.

Entry tables are read as arrays; nothing is built for an entry that nobody asks for.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator
from dataclasses import field
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from appaudit.artifacts.apk.axml import TYPE_DYNAMIC_REFERENCE, TYPE_REFERENCE, TYPE_STRING, Value
from appaudit.artifacts.apk.resource_config import Rank, locale_of, rank_of
from appaudit.artifacts.apk.resources import OTHER_TYPES, Resource, follow, may_be_documents
from appaudit.artifacts.apk.string_pool import StringPool
from appaudit.errors import DamagedPartError
from appaudit.model.record import record

_CHUNK = struct.Struct("<HHI")
_CHUNK_STRING_POOL, _CHUNK_TABLE, _CHUNK_PACKAGE, _CHUNK_TYPE = 0x0001, 0x0002, 0x0200, 0x0201
_TYPE = struct.Struct("<BBHII")
_SPARSE, _OFFSET16 = 0x01, 0x02
_COMPLEX, _COMPACT = 0x0001, 0x0008
_NO_ENTRY = 0xFFFFFFFF
_NO_ENTRY16 = 0xFFFF
#: Bytes of an entry up to the end of its value: size, flags, key (8) and the value (8); a bag's header is as long.
_ENTRY_SIZE = 16
#: Bytes of an entry before its value.
_ENTRY_HEADER: Final = 8
_MAP_SIZE = 12
#: Bytes of a compact entry, value and all (`ResTable_entry::Compact`).
_COMPACT_SIZE: Final = 8
IntArray = NDArray[np.int64]


class ArscError(DamagedPartError):
    """Bytes that are no resource table, or break off."""

    format_zh = "资源表"


class _Entries(NamedTuple):
    """Simple values of one type in one configuration, by ascending entry index."""

    number: IntArray
    key: IntArray
    value_type: IntArray
    value: IntArray
    bag: IntArray  # offset of the entry where it is a bag, else -1


@record(kw_only=False, frozen=False)
class _Type:
    """One type chunk: a type in one configuration. Entries are read when first needed."""

    type_id: int
    offset: int
    end: int
    config: bytes
    locale: str
    entries: _Entries | None = None


@record(kw_only=False, frozen=False)
class _Package:
    package_id: int
    name: str
    type_names: StringPool
    key_names: StringPool
    types: dict[int, list[_Type]] = field(default_factory=dict)


class ResourceTable:
    """A resource table, opened over its bytes."""

    def __init__(self, data: bytes, place: str = "resources.arsc") -> None:
        """Read the chunk headers.

        Raises:
            ArscError: There is no table in `data`, or its chunks do not fit.
        """
        self._data = data
        self._place = place
        # Zeros at the end let arrays of fixed width be gathered from the last entry, which may be shorter.
        self._octets = np.frombuffer(data + bytes(_ENTRY_SIZE), np.uint8)
        self._packages: dict[int, _Package] = {}
        self._second_readings: list[str] = []
        self._best_chunks: dict[tuple[int, int, str], dict[int, _Type]] = {}
        strings: StringPool | None = None
        if len(data) < 12:
            raise ArscError(f"{place}: {len(data)} bytes are too few for a resource table")
        kind, header_size, size = _CHUNK.unpack_from(data, 0)
        if kind != _CHUNK_TABLE or header_size < _CHUNK.size:
            raise ArscError(f"{place}: no resource table (starts with {data[:8].hex()})")
        end = size if header_size <= size <= len(data) else len(data)
        for chunk_kind, offset, chunk_end in self._chunks(header_size, end):
            if chunk_kind == _CHUNK_STRING_POOL and strings is None:
                strings = StringPool(data, offset, place)
            elif chunk_kind == _CHUNK_PACKAGE:
                self._read_package(offset, chunk_end)
        if strings is None:
            raise ArscError(f"{place}: resource table without strings")
        self._strings = strings

    def second_readings(self) -> list[str]:
        """What leads some readers elsewhere than others; empty for what honest tools write."""
        return self._second_readings

    def string_values(self) -> Iterator[Resource]:
        """Every text of the types string, array and plurals, and of types of no known name, in the order of the table.

        Raises:
            ArscError: An entry table does not fit its chunk.
            LimitReachedError: Strings overlap so that they add up to far more than the file.
        """
        for package, chunk in self._chunks_of_texts():
            yield from self._texts(package, chunk)

    def textless_names(self) -> Iterator[str]:
        """As `Table`."""
        for package, chunk in self._chunks_of_texts():
            entries = self._entries(chunk)
            yield from package.key_names.texts(entries.key[(entries.value_type != TYPE_STRING) & (entries.bag < 0)])

    def bool_names(self) -> Iterator[str]:
        """As `Table`."""
        for package in self._packages.values():
            for type_id, types in package.types.items():
                for chunk in types if package.type_names[type_id - 1] == "bool" else ():
                    yield from package.key_names.texts(self._entries(chunk).key)

    def numbered_texts(self) -> Iterator[tuple[int, str]]:
        """As `Table`."""
        for package, chunk in self._chunks_of_texts():
            if not chunk.locale:
                entries = self._entries(chunk)
                chosen = np.flatnonzero((entries.value_type == TYPE_STRING) & (entries.bag < 0))
                first = package.package_id << 24 | chunk.type_id << 16
                texts = self._strings.texts(entries.value[chosen])
                numbers = (entries.number[chosen] + first).tolist()
                yield from ((number, text) for number, text in zip(numbers, texts, strict=True) if text)

    def documents(self) -> Iterator[tuple[int, str]]:
        """As `Table`."""
        for package in self._packages.values():
            for type_id, types in sorted(package.types.items()):
                for chunk in types if may_be_documents(package.type_names[type_id - 1]) else ():
                    entries = self._entries(chunk)
                    first = package.package_id << 24 | type_id << 16
                    chosen = np.flatnonzero((entries.value_type == TYPE_STRING) & (entries.bag < 0))
                    places = self._strings.texts(entries.value[chosen])
                    yield from zip((entries.number[chosen] + first).tolist(), places, strict=True)
                    refers = (entries.value_type == TYPE_REFERENCE) | (entries.value_type == TYPE_DYNAMIC_REFERENCE)
                    for at in np.flatnonzero(refers & (entries.bag < 0)).tolist():
                        found = self.resolve(int(entries.value[at]))
                        if found is not None and found.text:
                            yield int(entries.number[at]) + first, found.text

    def _chunks_of_texts(self) -> Iterator[tuple[_Package, _Type]]:
        for package in self._packages.values():
            for type_id, types in sorted(package.types.items()):
                if package.type_names[type_id - 1].lstrip("^") not in OTHER_TYPES:
                    yield from ((package, chunk) for chunk in types)

    def name_of(self, resource_id: int) -> str:
        """The name of a resource as in sources (`string/app_name`), empty where the table has none."""
        package = self._packages.get(resource_id >> 24)
        chunk = self._best(package, resource_id, "") if package is not None else None
        if package is None or chunk is None:
            return ""
        key = package.key_names[int(self._entries(chunk).key[self._find(chunk, resource_id & 0xFFFF)])]
        return f"{package.type_names[chunk.type_id - 1]}/{key}"

    def resolve(self, resource_id: int, language: str = "") -> Value | None:
        """The value of a resource after following references; None where it has none.

        The default configuration comes first, or the first that fits `language` (`zh`) when one is given.
        """
        return follow([self], resource_id, language)

    def lookup(self, resource_id: int, language: str) -> tuple[Rank, Value | None] | None:
        """The value in the configuration that fits best, and how well it fits; None where there is no such resource.

        The value is None for a bag; a reference is not followed.
        """
        package = self._packages.get(resource_id >> 24)
        if package is None:
            return None
        chunk = self._best(package, resource_id, language)
        if chunk is None:
            return None
        rank, position = rank_of(chunk.config, chunk.locale, language), self._find(chunk, resource_id & 0xFFFF)
        entries = self._entries(chunk)
        if entries.bag[position] >= 0:
            return rank, None
        kind, data = int(entries.value_type[position]), int(entries.value[position])
        return rank, Value(kind, data, self._strings[data] if kind == TYPE_STRING else "")

    def _best(self, package: _Package, resource_id: int, language: str) -> _Type | None:
        """The chunk that holds a resource in the configuration that fits best.

        Found for a whole type at once: a table can hold thousands of configurations, a manifest as many references.
        """
        key = (package.package_id, resource_id >> 16 & 0xFF, language)
        by_entry = self._best_chunks.get(key)
        if by_entry is None:
            by_entry = self._best_chunks[key] = {}
            chunks = sorted(package.types.get(key[1], ()), key=lambda c: rank_of(c.config, c.locale, language))
            for chunk in reversed(chunks):  # the best one writes last
                with contextlib.suppress(ArscError):  # other configurations may be whole
                    by_entry.update(dict.fromkeys(self._entries(chunk).number.tolist(), chunk))
        return by_entry.get(resource_id & 0xFFFF)

    def _find(self, chunk: _Type, entry: int) -> int:
        index = self._entries(chunk).number
        position = int(np.searchsorted(index, entry))
        return position if position < len(index) and index[position] == entry else -1

    def _texts(self, package: _Package, chunk: _Type) -> Iterator[Resource]:
        entries = self._entries(chunk)
        is_text = (entries.value_type == TYPE_STRING) & (entries.bag < 0)
        keys, strings = entries.key[is_text], entries.value[is_text]
        is_bag = entries.bag >= 0
        if is_bag.any():
            bag_keys, bag_strings = self._bag_strings(entries.bag[is_bag], entries.key[is_bag], chunk.end)
            keys, strings = np.concatenate((keys, bag_keys)), np.concatenate((strings, bag_strings))
        locale = chunk.locale
        for name, text in zip(package.key_names.texts(keys), self._strings.texts(strings), strict=True):
            if text:
                yield Resource(name, locale, text)

    def _bag_strings(self, bags: IntArray, keys: IntArray, end: int) -> tuple[IntArray, IntArray]:
        """Keys and string indexes of the string items in bags (`ResTable_map_entry`: parent, count, then maps)."""
        header = self._gather(bags, _ENTRY_SIZE).view("<u4")
        start = bags + self._gather(bags, 2).view("<u2")[:, 0]  # an entry's size says where its maps begin
        count = np.minimum(header[:, 3].astype(np.int64), np.maximum(0, end - start) // _MAP_SIZE)
        if int(count.sum()) * _MAP_SIZE > len(self._data):
            raise ArscError(f"{self._place}: bags overlap and hold {int(count.sum())} items")
        owner = np.repeat(np.arange(len(bags)), count)
        ordinal = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
        maps = self._gather(start[owner] + _MAP_SIZE * ordinal, _MAP_SIZE)
        is_text = maps[:, 7] == TYPE_STRING
        return keys[owner[is_text]], maps.view("<u4")[is_text, 2].astype(np.int64)

    def _gather(self, positions: IntArray, width: int) -> NDArray[np.uint8]:
        """`width` bytes from each position, one row each."""
        return np.ascontiguousarray(self._octets[positions[:, None] + np.arange(width)])

    def _chunks(self, position: int, end: int) -> Iterator[tuple[int, int, int]]:
        while position + _CHUNK.size <= end:
            kind, _, size = _CHUNK.unpack_from(self._data, position)
            if size < _CHUNK.size or position + size > end:
                raise ArscError(f"{self._place}: chunk of {size} bytes at {position} of {end} does not fit")
            yield kind, position, position + size
            position += size

    def _read_package(self, offset: int, end: int) -> None:
        data = self._data
        _, header_size, _ = _CHUNK.unpack_from(data, offset)
        if offset + 284 > end or header_size < _CHUNK.size:
            raise ArscError(f"{self._place}: package at {offset} breaks off")
        (package_id,) = struct.unpack_from("<I", data, offset + 8)
        name = data[offset + 12 : offset + 268].decode("utf-16-le", "replace").split("\0", 1)[0]
        types_offset, _, keys_offset = struct.unpack_from("<III", data, offset + 268)
        package = self._packages.setdefault(
            package_id & 0xFF,
            _Package(
                package_id & 0xFF,
                name,
                StringPool(data, offset + types_offset, self._place),
                StringPool(data, offset + keys_offset, self._place),
            ),
        )
        pools = set()
        for kind, position, chunk_end in self._chunks(offset + header_size, end):
            if kind == _CHUNK_TYPE:
                chunk = self._read_type(position, chunk_end)
                package.types.setdefault(chunk.type_id, []).append(chunk)
            elif kind == _CHUNK_STRING_POOL:
                pools.add(position - offset)
        # Android takes a chunk for the names only where the header leads to its beginning (LoadedPackage::Load).
        for place, what in ((types_offset, "types"), (keys_offset, "resources")):
            if place not in pools:
                self._second_readings.append(f"names of {what} at {place} of a package, where no chunk begins")

    def _read_type(self, offset: int, end: int) -> _Type:
        if offset + 24 > end:
            raise ArscError(f"{self._place}: type at {offset} breaks off")
        config_offset = offset + 20
        (config_size,) = struct.unpack_from("<I", self._data, config_offset)
        config = self._data[config_offset : min(end, config_offset + config_size)]
        return _Type(self._data[offset + 8], offset, end, config, locale_of(config))

    def _entries(self, chunk: _Type) -> _Entries:
        if chunk.entries is None:
            chunk.entries = self._read_entries(chunk)
        return chunk.entries

    def _read_entries(self, chunk: _Type) -> _Entries:
        index, positions = self._entry_positions(chunk)
        rows = self._gather(positions, _ENTRY_SIZE)
        halves, words = rows.view("<u2"), rows.view("<u4")
        flags = halves[:, 1].astype(np.int64)
        is_compact = (flags & _COMPACT) != 0
        self._doubt_compact(chunk, positions, is_compact)
        is_bag = ((flags & _COMPLEX) != 0) & ~is_compact
        # A compact entry is key (16 bits), flags with the value's type in the high byte, value (32 bits). In others
        # the value begins where the entry's own size says, which is 8 in every honest table.
        sizes = np.where(is_compact | is_bag, _ENTRY_HEADER, halves[:, 0].astype(np.int64))
        values = rows[:, _ENTRY_HEADER:]
        if (sizes != _ENTRY_HEADER).any():
            values = self._gather(np.minimum(positions + sizes, len(self._data)), _ENTRY_HEADER)
        value_words = np.ascontiguousarray(values).view("<u4")
        return _Entries(
            number=index,
            key=np.where(is_compact, halves[:, 0], words[:, 1]).astype(np.int64),
            value_type=np.where(is_compact, flags >> 8, values[:, 3]).astype(np.int64),
            value=np.where(is_compact, words[:, 1], value_words[:, 1]).astype(np.int64),
            bag=np.where(is_bag, positions, -1),
        )

    def _doubt_compact(self, chunk: _Type, positions: IntArray, is_compact: NDArray[np.bool_]) -> None:
        """Note compact entries with more behind them than they say: Android before 14 reads them at full length."""
        if not is_compact.any():
            return
        begins = np.unique(positions)
        following = np.append(begins[1:], chunk.end)[np.searchsorted(begins, positions[is_compact])]
        longer = int((following - positions[is_compact] > _COMPACT_SIZE).sum())
        if longer:
            self._second_readings.append(f"{longer} compact entries, which Android before 14 reads otherwise")

    def _entry_positions(self, chunk: _Type) -> tuple[IntArray, IntArray]:
        """Entry indexes that have a value, ascending, and where in the data each entry lies."""
        _, header_size, _ = _CHUNK.unpack_from(self._data, chunk.offset)
        _, flags, _, count, entries_start = _TYPE.unpack_from(self._data, chunk.offset + 8)
        table = chunk.offset + header_size
        width = 2 if flags & _OFFSET16 and not flags & _SPARSE else 4
        if width == 2 and entries_start - header_size >= count * 4 > 4:
            self._second_readings.append("short offsets of entries, which Android before 14 reads otherwise")
        if table + count * width > chunk.end:
            raise ArscError(f"{self._place}: {count} entries of the type at {chunk.offset} do not fit")
        if flags & _SPARSE:
            pairs = np.frombuffer(self._data, "<u2", 2 * count, table).astype(np.int64)
            index, offsets = pairs[::2], pairs[1::2] * 4
            order = np.argsort(index, kind="stable")
            index, offsets = index[order], offsets[order]
        else:
            stored = np.frombuffer(self._data, "<u2" if width == 2 else "<u4", count, table).astype(np.int64)
            index = np.flatnonzero(stored != (_NO_ENTRY16 if width == 2 else _NO_ENTRY))
            offsets = stored[index] * (4 if width == 2 else 1)
        positions = chunk.offset + entries_start + offsets
        fits = positions + 8 <= chunk.end
        return index[fits], positions[fits]
