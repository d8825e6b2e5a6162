"""Annotations of classes and methods, as a DEX file lays them out."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

#: https://source.android.com/docs/core/runtime/dex-format, `encoded_value`: a type in two octets.
_TYPE_OF_TWO = 0x38


def uleb128(value: int) -> bytes:
    octets = bytearray()
    while value >= 0x80:
        octets.append(value & 0x7F | 0x80)
        value >>= 7
    octets.append(value)
    return bytes(octets)


class Method(Protocol):
    """What is asked of a method."""

    signature: str
    annotation: str


class Class(Protocol):
    """What is asked of a class."""

    descriptor: str
    methods: Sequence[Method]
    annotation: tuple[str, str] | None


class Tables(Protocol):
    """Indices by name."""

    index: Mapping[str, Mapping[str, int]]
    type_index: Mapping[str, int]
    string_index: Mapping[str, int]


class Layout(Protocol):
    """What puts items of one kind into the file and says where each stands."""

    def section(self, kind: int, items: Iterable[bytes], alignment: int = 1) -> list[int]:
        """Where each item stands."""
        ...


def annotation_offsets(classes: Sequence[Class], tables: Tables, layout: Layout) -> dict[int, int]:
    """Where the annotations of each class that has some, or whose methods have, are, by its id."""
    kinds = sorted({each.annotation for defined in classes for each in defined.methods} - {""})
    named = sorted({defined.annotation for defined in classes if defined.annotation})
    items = layout.section(
        0x2004, [*(_plain(kind, tables) for kind in kinds), *(_naming(*each, tables) for each in named)]
    )
    sets = layout.section(0x1003, (struct.pack("<II", 1, item) for item in items), 4)
    set_of: dict[str | tuple[str, str], int] = dict(zip([*kinds, *named], sets, strict=True))
    directories = dict(_directories(classes, tables, set_of))
    return dict(zip(directories, layout.section(0x2006, directories.values(), 4), strict=True))


def _directories(
    classes: Sequence[Class], tables: Tables, set_of: Mapping[str | tuple[str, str], int]
) -> Iterator[tuple[int, bytes]]:
    for defined in classes:
        rows = sorted(
            (tables.index["method"][f"{defined.descriptor}->{each.signature}"], set_of[each.annotation])
            for each in defined.methods
            if each.annotation
        )
        own = set_of[defined.annotation] if defined.annotation else 0
        if rows or own:
            listed = b"".join(struct.pack("<II", *row) for row in rows)
            yield id(defined), struct.pack("<4I", own, 0, len(rows), 0) + listed


def _plain(kind: str, tables: Tables) -> bytes:
    return b"\x01" + uleb128(tables.type_index[kind]) + b"\0"


def _naming(kind: str, named: str, tables: Tables) -> bytes:
    value = struct.pack("<BH", _TYPE_OF_TWO, tables.type_index[named])
    return b"\x01" + uleb128(tables.type_index[kind]) + b"\x01" + uleb128(tables.string_index["value"]) + value
