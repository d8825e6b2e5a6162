"""Literal arrays: what code builds objects, arrays and classes from, and what a module takes from others."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final, Literal

from appaudit.abc.bytes_reading import damaged
from appaudit.abc.file import AbcFile

LiteralKind = Literal["number", "text", "bool", "null", "method", "array", "kept"]
#: Tags of values with their kinds and formats; 9 counts the parameters of the method before it.
_VALUES: Final[dict[int, tuple[LiteralKind, str]]] = {
    0x00: ("kept", "B"), 0x01: ("bool", "B"), 0x02: ("number", "i"), 0x03: ("number", "f"), 0x04: ("number", "d"),
    0x05: ("text", "I"), 0x06: ("method", "I"), 0x07: ("method", "I"), 0x08: ("kept", "B"), 0x09: ("kept", "H"),
    0x16: ("method", "I"), 0x17: ("kept", "I"), 0x18: ("array", "I"), 0x19: ("kept", "B"), 0x1a: ("method", "I"),
    0x1b: ("method", "I"), 0x1c: ("text", "I"), 0xff: ("null", "B"),
}  # fmt: skip
#: Arrays of one kind of value have one tag: the kinds with their formats, by tag.
_ARRAYS: Final[dict[int, tuple[LiteralKind, str]]] = {
    0x0a: ("bool", "B"), 0x0b: ("number", "B"), 0x0c: ("number", "b"), 0x0d: ("number", "H"), 0x0e: ("number", "h"),
    0x0f: ("number", "I"), 0x10: ("number", "i"), 0x11: ("number", "Q"), 0x12: ("number", "q"), 0x13: ("number", "f"),
    0x14: ("number", "d"), 0x15: ("text", "I"),
}  # fmt: skip
#: Values of one array that are read.
_MOST: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class LiteralValue:
    """A value: a number, a text (read), a method or another array (by its place in the file)."""

    kind: LiteralKind
    value: int | float | str | None


def literal_array(file: AbcFile, offset: int) -> tuple[LiteralValue, ...]:
    """The values of a literal array.

    Raises:
        AbcError: It is cut off or has values of an unknown kind.
    """
    read = file.bytes
    count = read.u32(offset)
    if count > len(read.data):
        raise damaged(file.place, f"{count} literals at {offset}", f"{offset} 处的 {count} 个字面量")
    position, left = offset + 4, min(count // 2, _MOST)
    found: list[LiteralValue] = []
    while left > 0:
        if position >= len(read.data):
            raise read.ends(position)
        tag = read.data[position]
        position += 1
        if tag in _ARRAYS:
            kind, form = _ARRAYS[tag]
            for _ in range(min(max(count - 1, 0), _MOST)):
                position = _add(file, kind, form, position, found)
            break
        if tag not in _VALUES:
            raise damaged(file.place, f"a literal with the unknown tag {tag}", f"未知标记 {tag} 的字面量")
        kind, form = _VALUES[tag]
        position = _add(file, kind, form, position, found)
        left -= 1
    return tuple(found)


def _add(file: AbcFile, kind: LiteralKind, form: str, position: int, found: list[LiteralValue]) -> int:
    reading = struct.Struct("<" + form)
    if position + reading.size > len(file.bytes.data):
        raise file.bytes.ends(position)
    value: int | float | str | None = reading.unpack_from(file.bytes.data, position)[0]
    if kind == "text":
        value = file.bytes.text(int(value or 0))
    elif kind == "bool":
        value = int(bool(value))
    elif kind == "null":
        value = None
    found.append(LiteralValue(kind, value))
    return position + reading.size


@dataclass(frozen=True, slots=True)
class Import:
    """What a module takes from another: the name there (empty for all of it), its own name for it, and the other."""

    name: str
    own_name: str
    module: str


@dataclass(frozen=True, slots=True)
class Export:
    """What a module gives: the name it is taken by, and its own name, or another's name and that module."""

    name: str
    own_name: str = ""
    module: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """What a source file takes and gives. Code names imports and local exports by their places in these lists.

    `stars` are modules all of whose exports it gives.
    """

    requests: tuple[str, ...] = ()
    imports: tuple[Import, ...] = ()
    namespaces: tuple[Import, ...] = ()
    local_exports: tuple[Export, ...] = ()
    indirect_exports: tuple[Export, ...] = ()
    stars: tuple[str, ...] = ()


def module_of(file: AbcFile, index: int) -> Module:
    """The module that a record's `moduleRecordIdx` names, by its place in the table of literal arrays or in the file.

    Raises:
        AbcError: It is cut off.
    """
    # Some files of version 9.0.0.0 have a table and name places in the file all the same: the value decides.
    offset = file.literal_offsets[index] if index < len(file.literal_offsets) else index
    reader = _ModuleReader(file, offset + 4)
    reader.requests = tuple(file.bytes.text(place) for place in reader.table(reader.count(), 4))
    regular = [(reader.text(), reader.text(), reader.request()) for _ in range(reader.count(10))]
    spaces = [(reader.text(), reader.request()) for _ in range(reader.count(6))]
    local = [(reader.text(), reader.text()) for _ in range(reader.count(8))]
    indirect = [(reader.text(), reader.text(), reader.request()) for _ in range(reader.count(10))]
    stars = [reader.request() for _ in range(reader.count(2))]
    return Module(
        requests=reader.requests,
        imports=tuple(Import(name, own, module) for own, name, module in regular),
        namespaces=tuple(Import("", own, module) for own, module in spaces),
        local_exports=tuple(Export(name, own_name=own) for own, name in local),
        indirect_exports=tuple(Export(name, own_name=own, module=module) for name, own, module in indirect),
        stars=tuple(stars),
    )


class _ModuleReader:
    def __init__(self, file: AbcFile, offset: int) -> None:
        self._file = file
        self._position = offset
        self.requests: tuple[str, ...] = ()

    def count(self, size: int = 4) -> int:
        found = self._file.bytes.u32(self._position)
        self._position += 4
        if self._position + found * size > len(self._file.bytes.data):
            raise self._file.bytes.ends(self._position)
        return found

    def table(self, count: int, size: int) -> tuple[int, ...]:
        found = self._file.bytes.table(self._position, count)
        self._position += size * count
        return found

    def text(self) -> str:
        found = self._file.bytes.text(self._file.bytes.u32(self._position))
        self._position += 4
        return found

    def request(self) -> str:
        index = self._file.bytes.u16(self._position)
        self._position += 2
        return self.requests[index] if index < len(self.requests) else ""
