"""A DEX file as tables: zero-copy views of its identifiers, checked once, named on demand.

Layout: https://source.android.com/docs/core/runtime/dex-format. Everything that can be indexed with
what this module returns was checked against the file when it was read; nothing here interprets bytecode.
"""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from appaudit.dex.errors import DexError
from appaudit.dex.hashes import Hashes, hash_text, hash_texts, text_hashes
from appaudit.dex.header import HEADER_SIZE, check_header
from appaudit.dex.ordered_values import are_in
from appaudit.dex.renaming import Renaming
from appaudit.dex.strings import StringTable

#: The value of an index that is not there, such as the superclass of java.lang.Object.
NO_INDEX = 0xFFFFFFFF

_MAX_CONTAINED = 256
#: Type and prototype indices have 16 bits in `method_ids`, and a call passes at most 255 registers.
_MAX_TYPES = 1 << 16
_MAX_PARAMETERS = 255

#: Table name, offset of its size and offset in the header, and the layout of one item.
_TABLES: tuple[tuple[str, int, np.dtype[Any]], ...] = (
    ("string_ids", 0x38, np.dtype("<u4")),
    ("type_ids", 0x40, np.dtype("<u4")),
    ("proto_ids", 0x48, np.dtype([("shorty", "<u4"), ("return_type", "<u4"), ("parameters_offset", "<u4")])),
    ("field_ids", 0x50, np.dtype([("class_type", "<u2"), ("type", "<u2"), ("name", "<u4")])),
    ("method_ids", 0x58, np.dtype([("class_type", "<u2"), ("proto", "<u2"), ("name", "<u4")])),
    (
        "class_defs",
        0x60,
        np.dtype(
            [
                ("class_type", "<u4"),
                ("access_flags", "<u4"),
                ("superclass", "<u4"),
                ("interfaces_offset", "<u4"),
                ("source_file", "<u4"),
                ("annotations_offset", "<u4"),
                ("class_data_offset", "<u4"),
                ("static_values_offset", "<u4"),
            ]
        ),
    ),
)

#: Up to so many values each is looked for by itself.
_FEW = 16


class DexFile:
    """One DEX file: its identifier tables as views into `data`, and the names behind the indices.

    `type_ids` holds string indices; `proto_ids`, `field_ids`, `method_ids` and `class_defs` are structured
    arrays whose fields are named in `_TABLES`. Indices are those of the file, `-1` stands for "none".
    Equality is identity: two reads of the same bytes are two files.
    """

    string_ids: NDArray[np.uint32]
    type_ids: NDArray[np.uint32]
    proto_ids: NDArray[np.void]
    field_ids: NDArray[np.void]
    method_ids: NDArray[np.void]
    class_defs: NDArray[np.void]

    def __init__(self, data: memoryview, place: str, header_offset: int, renaming: Renaming | None = None) -> None:
        self.data = data
        self.renaming = renaming
        self.place = place
        self.header_offset = header_offset
        self.version, self.file_size = check_header(data, place, header_offset)
        for name, header_field, layout in _TABLES:
            count, offset = struct.unpack_from("<II", data, header_offset + header_field)
            setattr(self, name, _view(data, place, name, layout, count, offset))
        self.strings = StringTable(data, self.string_ids, place)
        self._check_indices()
        self._check_type_lists(self.proto_ids["parameters_offset"], _MAX_PARAMETERS, "parameter list")
        self._check_type_lists(self.class_defs["interfaces_offset"], _MAX_TYPES, "interface list")
        # The same few methods are asked for again and again: to look into a dictionary takes a fifth of the time.
        self._prototypes: dict[int, str] = {}
        self._method_names: dict[int, str] = {}
        self._method_owners: dict[int, str] = {}

    @cached_property
    def units(self) -> NDArray[np.uint16]:
        """The whole file as 16-bit code units; bytecode offsets are indices into it.

        A view where the file lies at an even address, a copy elsewhere: a DEX file stored at an odd place of its
        archive is valid, and memoryviews of unaligned units cannot be indexed.
        """
        units = np.frombuffer(self.data, dtype="<u2", count=len(self.data) // 2)
        return np.require(units, requirements="A")

    @cached_property
    def checksum_ok(self) -> bool:
        """Whether the header's Adler-32 is that of the content; readers of other people's files do not require it."""
        start = self.header_offset
        (stated,) = struct.unpack_from("<I", self.data, start + 8)
        return bool(zlib.adler32(self.data[start + 12 : start + self.file_size]) == stated)

    @cached_property
    def section_offsets(self) -> list[int]:
        """Where the sections of the map list begin, ascending; empty if the map cannot be read.

        Only a hint of where a section ends: nothing may be trusted because the map says so.
        """
        (offset,) = struct.unpack_from("<I", self.data, self.header_offset + 0x34)
        if not 0 < offset <= len(self.data) - 4:
            return []
        (count,) = struct.unpack_from("<I", self.data, offset)
        if offset + 4 + 12 * count > len(self.data):
            return []
        entries = np.frombuffer(self.data, dtype="<u4", count=3 * count, offset=offset + 4)
        return sorted(set(entries[2::3].tolist()))

    @cached_property
    def type_hashes(self) -> Hashes:
        """For each type the hash of its descriptor, the one before renaming where that is known."""
        hashes = self.string_hashes(self.type_ids)
        if self.renaming is not None:
            names = self.strings.decode_many(self.type_ids)
            changed = [index for index, name in enumerate(names) if self.renaming.type(name) != name]
            if changed:
                hashes[changed] = hash_texts([self.renaming.type(names[index]) for index in changed])
        return hashes

    @cached_property
    def _types_by_hash(self) -> tuple[NDArray[np.int64], Hashes]:
        """The types in the order of their hashes, and these."""
        order = np.argsort(self.type_hashes, kind="stable")
        return order, self.type_hashes[order]

    @cached_property
    def _hashes_of_types(self) -> memoryview:
        """The hashes of the types in order: a view is searched for one of them faster than an array."""
        return memoryview(self._types_by_hash[1])  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol

    def string_hashes(self, strings: NDArray[np.integer]) -> Hashes:
        """The hashes of the strings at these indices."""
        found: Hashes = self._hash_of_each_string[strings]
        return found

    @cached_property
    def _hash_of_each_string(self) -> Hashes:
        """Of all at once: they lie beside each other, and most of them are asked for, some by several."""
        return text_hashes(self.strings.octets, *self.strings.bounds)

    # Names.

    def string(self, index: int) -> str:
        """The string at `index`; what cannot be decoded is U+FFFD."""
        return self.strings[index]

    def type_descriptor(self, index: int) -> str:
        """A type as the file writes it, `Ljava/lang/String;` or `[I`, before renaming where that is known."""
        name = self.strings[int(self.type_ids[index])]
        return name if self.renaming is None else self.renaming.type(name)

    def type_descriptors(self, indices: NDArray[np.integer]) -> list[str]:
        """Many types at once, several times faster than one by one."""
        names = self.strings.decode_many(self.type_ids[indices])
        return names if self.renaming is None else [self.renaming.type(name) for name in names]

    def method_name(self, index: int) -> str:
        """The name of a method without class and signature, before renaming where that is known."""
        name = self._method_names.get(index)
        if name is None:
            name = self._method_names[index] = self._name_of_method(index)
        return name

    def _name_of_method(self, index: int) -> str:
        method = self.method_ids[index]
        name = self.strings[int(method["name"])]
        if self.renaming is None:
            return name
        owner = self.strings[int(self.type_ids[int(method["class_type"])])]
        if (owner, name) not in self.renaming.methods:
            return name
        return self.renaming.method(owner, name, self.prototype(int(method["proto"]))[1:].partition(")")[0])

    def method_names(self, indices: NDArray[np.integer]) -> list[str]:
        """Many names of methods at once."""
        if self.renaming is None:
            return self.strings.decode_many(self.method_ids["name"][indices])
        return [self.method_name(int(index)) for index in indices]

    def field_names(self, indices: NDArray[np.integer]) -> list[str]:
        """Many names of fields at once."""
        if self.renaming is None:
            return self.strings.decode_many(self.field_ids["name"][indices])
        return [self.field_name(int(index)) for index in indices]

    def field_name(self, index: int) -> str:
        """The name of a field without class and type, before renaming where that is known."""
        row = self.field_ids[index]
        name = self.strings[int(row["name"])]
        if self.renaming is None:
            return name
        return self.renaming.fields.get((self.strings[int(self.type_ids[int(row["class_type"])])], name), name)

    def method_class(self, index: int) -> str:
        """The descriptor of the class that a method identifier names."""
        owner = self._method_owners.get(index)
        if owner is None:
            owner = self._method_owners[index] = self.type_descriptor(int(self.method_ids[index]["class_type"]))
        return owner

    def method_descriptor(self, index: int) -> str:
        """A method in full: `Lpkg/Cls;->name(I[B)V`."""
        method = self.method_ids[index]
        owner, prototype = int(method["class_type"]), int(method["proto"])
        return f"{self.type_descriptor(owner)}->{self.method_name(index)}{self.prototype(prototype)}"

    def field_descriptor(self, index: int) -> str:
        """A field in full: `Lpkg/Cls;->name:I`."""
        field = self.field_ids[index]
        owner, kind = int(field["class_type"]), int(field["type"])
        return f"{self.type_descriptor(owner)}->{self.field_name(index)}:{self.type_descriptor(kind)}"

    def prototype(self, index: int) -> str:
        """Parameters and return type of a method: `(I[B)V`."""
        text = self._prototypes.get(index)
        if text is None:
            prototype = self.proto_ids[index]
            parameters = self._type_list(int(prototype["parameters_offset"]))
            names = "".join(self.type_descriptor(kind) for kind in parameters.tolist())
            text = f"({names}){self.type_descriptor(int(prototype['return_type']))}"
            self._prototypes[index] = text
        return text

    def defined_classes(self) -> list[str]:
        """The descriptors of the classes that this file defines, in the order of `class_defs`."""
        return self.type_descriptors(self.class_defs["class_type"])

    def superclass(self, class_def: int) -> int:
        """The type index of the superclass of a defined class, -1 for none."""
        index = int(self.class_defs[class_def]["superclass"])
        return -1 if index == NO_INDEX else index

    def interfaces(self, class_def: int) -> NDArray[np.uint16]:
        """The type indices of the interfaces that a defined class names."""
        return self._type_list(int(self.class_defs[class_def]["interfaces_offset"]))

    def _type_list(self, offset: int) -> NDArray[np.uint16]:
        if offset == 0:
            return np.empty(0, dtype=np.uint16)
        (count,) = struct.unpack_from("<I", self.data, offset)
        return np.frombuffer(self.data, dtype="<u2", count=count, offset=offset + 4)

    def type_lists(self, offsets: NDArray[np.integer]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
        """The entries of type lists end to end, and how many each has; at offset 0 there is an empty one."""
        place = offsets.astype(np.int64) // 2
        counts = self.units[place].astype(np.int64) | self.units[place + 1].astype(np.int64) << 16
        counts[place == 0] = 0
        return self.units[spread(place + 2, counts)], counts

    # Lookups.

    def find_string(self, text: str) -> int:
        """The index of a string, -1 if the file does not hold it."""
        return self.strings.find(text)

    def strings_with_prefix(self, prefix: str) -> Sequence[int]:
        """The indices of all strings with a prefix, ascending; a `range` where the table is sorted."""
        return self.strings.with_prefix(prefix)

    def types_with_prefix(self, prefix: str) -> NDArray[np.int64]:
        """The indices of all types whose descriptors start with a prefix, ascending."""
        found = self.strings.with_prefix(prefix) if self.renaming is None else ()
        if isinstance(found, range):
            return np.flatnonzero((self.type_ids >= found.start) & (self.type_ids < found.stop))
        named = self.type_descriptors(np.arange(len(self.type_ids)))
        return np.array([index for index, name in enumerate(named) if name.startswith(prefix)], dtype=np.int64)

    def find_type(self, descriptor: str) -> int:
        """The index of a type, -1 if the file does not name it."""
        order, hashes = self._types_by_hash
        wanted = int(hash_text(descriptor))
        position = bisect_left(self._hashes_of_types, wanted)
        is_there = position < len(hashes) and hashes[position] == wanted
        return self._checked(int(order[position]) if is_there else -1, descriptor)

    def find_types(self, descriptors: Sequence[str]) -> list[int]:
        """The index of each of many types, -1 for those that the file does not name."""
        order, hashes = self._types_by_hash
        if not len(hashes):
            return [-1] * len(descriptors)
        wanted = hash_texts(descriptors)
        position = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
        is_there = hashes[position] == wanted
        found: list[int] = np.where(is_there, order[position], -1).tolist()
        # Most are in no file: what is not there, and written in one way only, need not be checked.
        for at in np.flatnonzero(is_there).tolist() if _is_plain("".join(descriptors)) else range(len(found)):
            found[at] = self._checked(found[at], descriptors[at])
        return found

    def _checked(self, found: int, descriptor: str) -> int:
        """A type found by its hash: these can be made to collide, and some characters are written otherwise there."""
        if (found >= 0 and self.type_descriptor(found) != descriptor) or not _is_plain(descriptor):
            return self._search_type(descriptor)
        return found

    def _search_type(self, descriptor: str) -> int:
        if self.renaming is not None:
            return next((at for at in range(len(self.type_ids)) if self.type_descriptor(at) == descriptor), -1)
        string = self.strings.find(descriptor)
        found = _positions(self.type_ids, self._types_sorted, string) if string >= 0 else ()
        return found[0] if found else -1

    def methods_of_type(self, type_index: int) -> Sequence[int]:
        """The indices of all method identifiers that name this class; a `range` where the table is sorted."""
        return _positions(self._method_classes, self._methods_sorted, type_index)

    def fields_of_type(self, type_index: int) -> Sequence[int]:
        """The indices of all field identifiers that name this class; a `range` where the table is sorted."""
        return _positions(self._field_classes, self._fields_sorted, type_index)

    @property
    def is_sorted(self) -> bool:
        """Whether all tables have the order that the format demands; lookups are slower, not wrong, where not."""
        return self._types_sorted and self._methods_sorted and self._fields_sorted and self.strings.is_sorted

    @cached_property
    def _method_classes(self) -> NDArray[np.uint16]:
        return np.ascontiguousarray(self.method_ids["class_type"])

    @cached_property
    def _field_classes(self) -> NDArray[np.uint16]:
        return np.ascontiguousarray(self.field_ids["class_type"])

    @cached_property
    def _types_sorted(self) -> bool:
        return _is_ascending(self.type_ids)

    @cached_property
    def _methods_sorted(self) -> bool:
        return _is_ascending(self._method_classes)

    @cached_property
    def _fields_sorted(self) -> bool:
        return _is_ascending(self._field_classes)

    # Checks.

    def _check_indices(self) -> None:
        strings, types, protos = len(self.string_ids), len(self.type_ids), len(self.proto_ids)
        octets = len(self.data)
        defined = self.class_defs
        superclasses = defined["superclass"]
        for name, values, limit in (("type_ids", self.type_ids, _MAX_TYPES), ("proto_ids", self.proto_ids, _MAX_TYPES)):
            if len(values) > limit:
                raise DexError(self.place, f"{name}: {len(values)} entries, the format allows {limit}")
        for values, limit, item, target in (
            (self.type_ids, strings, "type_ids", "string"),
            (self.proto_ids["return_type"], types, "proto_ids", "type"),
            (self.proto_ids["parameters_offset"], octets, "proto_ids", "offset"),
            (self.field_ids["class_type"], types, "field_ids", "type"),
            (self.field_ids["type"], types, "field_ids", "type"),
            (self.field_ids["name"], strings, "field_ids", "string"),
            (self.method_ids["class_type"], types, "method_ids", "type"),
            (self.method_ids["proto"], protos, "method_ids", "prototype"),
            (self.method_ids["name"], strings, "method_ids", "string"),
            (defined["class_type"], types, "class_defs", "type"),
            (superclasses[superclasses != NO_INDEX], types, "class_defs", "type"),
            (defined["interfaces_offset"], octets, "class_defs", "offset"),
            (defined["class_data_offset"], octets, "class_defs", "offset"),
        ):
            self._check_below(values, limit, item, target)

    def _check_type_lists(self, offsets: NDArray[np.uint32], most: int, what: str) -> None:
        """Check every `type_list` item at `offsets`, so that names can be built later without checks."""
        unique = distinct(offsets[offsets != 0]).astype(np.int64)
        if not len(unique):
            return
        if (unique % 4).any() or int(unique[-1]) > len(self.data) - 4:
            raise DexError(self.place, f"{what} that is not aligned or outside of the file")
        first = unique // 2
        counts = self.units[first].astype(np.int64) | self.units[first + 1].astype(np.int64) << 16
        if int(counts.max()) > most or int((first + 2 + counts).max()) > len(self.units):
            index = int(counts.argmax())
            raise DexError(self.place, f"{what} at offset {int(unique[index])} claims {int(counts[index])} types")
        if int(counts.sum()) > len(self.units):
            raise DexError(self.place, f"{what}s overlap: together they claim {int(counts.sum())} types")
        self._check_below(self.units[spread(first + 2, counts)], len(self.type_ids), what, "type")

    def _check_below(self, values: NDArray[Any], limit: int, item: str, target: str) -> None:
        if len(values) and int(values.max()) >= limit:
            index = int(values.argmax())
            raise DexError(self.place, f"{item}: entry {index} has {target} {int(values[index])}, the limit is {limit}")


def read_dex(
    data: memoryview | bytes, place: str, *, header_offset: int = 0, renaming: Renaming | None = None
) -> DexFile:
    """The tables of the DEX file in `data`, which stays referenced and is not copied.

    Args:
        data: The file's bytes; bytes after the stated size are allowed, as Android allows them.
        place: The archive entry, for messages.
        header_offset: Where the header begins, for the second and later files of a version 041 container;
            all other offsets count from the start of `data`.
        renaming: The names that classes and members had before a shrinker renamed them.

    Raises:
        DexError: A header, offset, count or index that does not fit the file. The checksum is not required.
    """
    return DexFile(memoryview(data).cast("B"), place, header_offset, renaming)


def read_dexes(data: memoryview | bytes, place: str, renaming: Renaming | None = None) -> list[DexFile]:
    """All DEX files in `data`: one, or those of a version 041 container in order.

    Raises:
        DexError: As `read_dex`, for any of them.
    """
    found = [read_dex(data, place, renaming=renaming)]
    if found[0].version < 41:
        return found
    (container_size,) = struct.unpack_from("<I", found[0].data, HEADER_SIZE)
    end = found[0].file_size
    while end < min(container_size, len(data)):
        if len(found) == _MAX_CONTAINED:
            raise DexError(place, f"container of more than {_MAX_CONTAINED} DEX files")
        found.append(read_dex(data, f"{place}#{len(found) + 1}", header_offset=end, renaming=renaming))
        end += found[-1].file_size
    return found


def _view(data: memoryview, place: str, name: str, layout: np.dtype[Any], count: int, offset: int) -> NDArray[Any]:
    if count == 0:
        return np.empty(0, dtype=layout)
    if offset < HEADER_SIZE or offset + count * layout.itemsize > len(data):
        raise DexError(place, f"{name}: {count} entries at offset {offset} do not fit the file of {len(data)} bytes")
    return np.frombuffer(data, dtype=layout, count=count, offset=offset)


def spread(starts: NDArray[np.integer], counts: NDArray[np.integer]) -> NDArray[np.int64]:
    """The positions of runs laid end to end: `counts[0]` of them from `starts[0]` on, and so on."""
    before = np.cumsum(counts) - counts
    positions: NDArray[np.int64] = np.repeat(starts - before, counts)
    positions += np.arange(len(positions))
    return positions


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The values in order, each once; by sorting, which beats the hash table of `np.unique` at these sizes."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def is_among(values: ArrayLike, wanted: ArrayLike) -> NDArray[np.bool_]:
    """For each value whether it is one of the wanted, as `np.isin` says it more slowly, and not without `numpy.ma`."""
    asked, ordered = np.asarray(values), np.sort(np.asarray(wanted))
    if len(ordered) > _FEW:
        return are_in(ordered, asked)
    found = np.zeros(asked.shape, dtype=bool)
    for each in ordered:
        found |= asked == each
    return found


def _is_ascending(values: NDArray[Any]) -> bool:
    return bool((values[1:] >= values[:-1]).all())


def _is_plain(text: str) -> bool:
    return text.isascii() and "\0" not in text


def _positions(values: NDArray[Any], is_sorted: bool, wanted: int) -> Sequence[int]:
    if not 0 <= wanted <= np.iinfo(values.dtype).max:
        return range(0)
    if not is_sorted:
        return [int(position) for position in np.flatnonzero(values == wanted)]
    # A key of the array's own type, or numpy would convert the array.
    key = values.dtype.type(wanted)
    return range(int(np.searchsorted(values, key, "left")), int(np.searchsorted(values, key, "right")))
