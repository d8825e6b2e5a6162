"""The tables of a file of bytecode: records with their fields and methods, regions, literal arrays and modules.

Layout: libpandafile of openharmony/arkcompiler_runtime_core at commit 1541ba96, and OpenHarmony,
application-dev/arkts-utils/arkts-bytecode-file-format.md, both read 2026-11-27. All numbers are little-endian.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from appaudit.abc.bytes_reading import AbcBytes, AbcError, damaged

_MAGIC: Final = b"PANDA\0\0\0"
#: Magic, checksum, version, size, foreign items (place, size), records (number, place), line numbers (number, place),
#: literal arrays (number, place), regions (number, place).
_HEADER: Final = struct.Struct("<8sI4s11I")
#: What stands where there is no table.
_NONE: Final = 0xFFFFFFFF
#: Versions of static ArkTS, whose instructions are others.
_STATIC: Final = ((0, 1, 0, 7),)
#: Bytes of the header of a region, in libpandafile and in the public document.
_REGION_SIZES: Final = (40, 28)
#: Behind the flags of a method is the number of its region, behind those the kind of function.
_REGION_SHIFT: Final = 16
#: How much code the methods may have together, as many times the file: equal code is kept once.
_MOST_CODE: Final = 4
#: Sizes of what follows a tag; a method ends with tag 0.
_METHOD_TAGS: Final = {1: 4, 2: 1, 3: 4, 4: 4, 5: 4, 6: 4, 7: 4, 8: 4, 9: 4}
_FIELD_TAGS: Final = {2: 4, 3: 4, 4: 4, 5: 4, 6: 4}
_CLASS_TAGS: Final = {2: 1, 3: 4, 4: 4, 5: 4, 6: 4, 7: 4}
_CODE_TAG: Final = 1
_INT_VALUE: Final = 1
_VALUE: Final = 2
_INTERFACES: Final = 1


class Method(NamedTuple):
    """A function: where it is described, its name as it is written, and its code (empty where it has none).

    `registers` and `arguments` are how many there are; arguments are the last registers. `region` is what its operands
    are resolved by.
    """

    offset: int
    record: int
    name: str
    region: int
    registers: int = 0
    arguments: int = 0
    code_start: int = 0
    code_size: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A record: a source file, mostly. `fields` are numbers by name, as far as they have a value."""

    name: str
    fields: dict[str, int] = field(default_factory=dict)
    methods: tuple[Method, ...] = ()


@dataclass(slots=True)
class _Region:
    start: int
    end: int
    items: tuple[int, ...]


class AbcFile:
    """A file of bytecode.

    `failures` say what of it could not be read.
    """

    def __init__(self, data: bytes | memoryview, place: str) -> None:
        """Read the tables.

        Raises:
            AbcError: It is no file of bytecode, or its tables are cut off.
        """
        self.bytes = read = AbcBytes(data, place)
        self.place = place
        self.failures: list[AbcError] = []
        if len(read.data) < _HEADER.size or not read.data.startswith(_MAGIC):
            raise AbcError(f"{place} is no bytecode of ArkTS", zh=f"{place} 不是方舟字节码")
        _, _, version, size, *rest = _HEADER.unpack_from(read.data)
        self.version = tuple(version)
        self._foreign = range(rest[0], rest[0] + rest[1])
        if size > len(read.data):
            raise AbcError(
                f"{place} breaks off after {len(read.data)} of {size} bytes",
                zh=f"{place} 在 {size} 字节中的第 {len(read.data)} 字节处中断",
            )
        if self.version in _STATIC:
            raise AbcError(f"{place} is bytecode of static ArkTS", zh=f"{place} 是静态ArkTS的字节码")
        self.record_offsets = read.table(rest[3], rest[2])
        self.literal_offsets = () if rest[6] == _NONE else read.table(rest[7], rest[6])
        self._regions = self._read_regions(rest[8], rest[9])
        self._code_left = _MOST_CODE * len(read.data)
        self.records = self._read_records()
        self.methods = {method.offset: method for record in self.records for method in record.methods}

    def item(self, region: int, index: int) -> int:
        """What a number of 16 bits in code stands for: the place of a text, method or literal array; 0 for nothing."""
        if 0 <= region < len(self._regions):
            items = self._regions[region].items
            if index < len(items):
                return items[index]
        return 0

    def _read_regions(self, count: int, offset: int) -> list[_Region]:
        """The regions, in the first layout in which all of them lie in the file and follow each other."""
        for size in _REGION_SIZES:
            found: list[_Region] = []
            if count > len(self.bytes.data) // size:
                continue
            for index in range(count):
                start, end, _, _, items, place = self.bytes.table(offset + size * index, 6)
                if not start <= end <= len(self.bytes.data) or (found and start < found[-1].end):
                    break
                if place + 4 * items > len(self.bytes.data):
                    break
                found.append(_Region(start, end, self.bytes.table(place, items)))
            else:
                return found
        raise damaged(self.place, f"its {count} regions", f"{count} 个索引区域")

    def _read_records(self) -> list[Record]:
        found, seen = [], set()
        for index, offset in enumerate(self.record_offsets):
            if offset in self._foreign or offset in seen:
                continue
            seen.add(offset)
            try:
                found.append(self._read_record(index, offset))
            except AbcError as error:
                self.failures.append(error)
        return found

    def _read_record(self, index: int, offset: int) -> Record:
        read = self.bytes
        name = read.text(offset)
        position = read.after_text(offset) + 4
        _, position = read.number(position)
        fields, position = read.number(position)
        methods, position = read.number(position)
        while (tag := self._byte(position)) != 0:
            position += 1
            if tag == _INTERFACES:
                count, position = read.number(position)
                position += 2 * count
            else:
                position += self._size(_CLASS_TAGS, tag, position)
        position += 1
        record = Record(name, {})
        for _ in range(fields):
            position = self._read_field(position, record.fields)
        found: list[Method] = []
        for _ in range(methods):
            method, position = self._read_method(position, index)
            found.append(method)
        return Record(name, record.fields, tuple(found))

    def _read_field(self, position: int, into: dict[str, int]) -> int:
        read = self.bytes
        name = read.text(read.u32(position + 4))
        _, position = read.number(position + 8)
        while (tag := self._byte(position)) != 0:
            position += 1
            if tag == _INT_VALUE:
                into[name], position = read.number(position)
                continue
            if tag == _VALUE:
                into[name] = read.u32(position)
            position += self._size(_FIELD_TAGS, tag, position)
        into.setdefault(name, 0)
        return position + 1

    def _read_method(self, offset: int, record: int) -> tuple[Method, int]:
        read = self.bytes
        name = read.text(read.u32(offset + 4))
        flags, position = read.number(offset + 8)
        code = 0
        while (tag := self._byte(position)) != 0:
            position += 1
            if tag == _CODE_TAG:
                code = read.u32(position)
            position += self._size(_METHOD_TAGS, tag, position)
        region = flags >> _REGION_SHIFT
        if len(self._regions) > 1 and not (
            region < len(self._regions) and self._regions[region].start <= offset < self._regions[region].end
        ):
            around = (number for number, each in enumerate(self._regions) if each.start <= offset < each.end)
            region = next(around, region)
        if not code:
            return Method(offset, record, name, region), position + 1
        registers, start = read.number(code)
        arguments, start = read.number(start)
        size, start = read.number(start)
        _, start = read.number(start)
        self._code_left -= size
        if start + size > len(read.data) or self._code_left < 0:
            raise damaged(self.place, f"the code of {name[:200]} at {code}", f"{code} 处 {name[:200]} 的代码")
        return Method(offset, record, name, region, registers, arguments, start, size), position + 1

    def code(self, method: Method) -> bytes:
        """The instructions of a method."""
        return self.bytes.data[method.code_start : method.code_start + method.code_size]

    def _byte(self, position: int) -> int:
        if not 0 <= position < len(self.bytes.data):
            raise self.bytes.ends(position)
        return self.bytes.data[position]

    def _size(self, sizes: dict[int, int], tag: int, position: int) -> int:
        size = sizes.get(tag)
        if size is None:
            raise damaged(
                self.place, f"what follows the unknown tag {tag} at {position}", f"{position} 处的未知标记 {tag}"
            )
        return size
