"""Which fields and methods the classes define."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from tests.support.dex_builder import Code, DefinedField, DefinedMethod, DexBuilder, uleb128

from appaudit.dex import DexError, class_data, read_class_data, read_dex

RETURN = Code([0x0E])


def build_classes(count: int = 3) -> DexBuilder:
    builder = DexBuilder()
    for number in range(count):
        builder.add_class(
            f"La/C{number:03};",
            fields=[
                DefinedField("b:I", 0x2),
                DefinedField("d:J", 0x12),
                DefinedField("a:I", 0x8, is_static=True),
            ],
            methods=[
                DefinedMethod("<init>()V", RETURN, 0x10001, is_virtual=False),
                DefinedMethod("helper(I)I", Code([0x0F]), 0x2, is_virtual=False),
                DefinedMethod("f()V", RETURN, 0x1),
                DefinedMethod("g()V", None, 0x401),
            ],
        )
        builder.add_class(f"La/Empty{number:03};")
    return builder


def as_rows(dex, data):
    methods = [
        (int(owner), dex.method_descriptor(int(index)), int(flags), bool(virtual), bool(offset))
        for owner, index, flags, virtual, offset in zip(
            data.method_class_def,
            data.method_index,
            data.method_access_flags,
            data.method_is_virtual,
            data.method_code_offset,
            strict=True,
        )
    ]
    fields = [
        (int(owner), dex.field_descriptor(int(index)), int(flags), bool(static))
        for owner, index, flags, static in zip(
            data.field_class_def, data.field_index, data.field_access_flags, data.field_is_static, strict=True
        )
    ]
    return methods, fields


def expected_rows(count: int = 3):
    methods, fields = [], []
    for number in range(count):
        owner, name = 2 * number, f"La/C{number:03};"
        methods += [
            (owner, f"{name}-><init>()V", 0x10001, False, True),
            (owner, f"{name}->helper(I)I", 0x2, False, True),
            (owner, f"{name}->f()V", 0x1, True, True),
            (owner, f"{name}->g()V", 0x401, True, False),
        ]
        fields += [
            (owner, f"{name}->a:I", 0x8, True),
            (owner, f"{name}->b:I", 0x2, False),
            (owner, f"{name}->d:J", 0x12, False),
        ]
    return methods, fields


def test_definitions_are_listed_by_class_with_flags_and_kind():
    dex = read_dex(build_classes().build(), "classes.dex")
    assert as_rows(dex, read_class_data(dex)) == expected_rows()


def test_file_without_classes_or_members_defines_nothing():
    for builder in (DexBuilder(), DexBuilder().add_class("La/B;")):
        data = read_class_data(read_dex(builder.build(), "classes.dex"))
        assert (len(data.method_index), len(data.field_index)) == (0, 0)


def test_number_by_number_reading_gives_the_same():
    dex = read_dex(build_classes(150).build(), "classes.dex")
    offsets = dex.class_defs["class_data_offset"]
    class_defs = np.flatnonzero(offsets)
    scattered = class_data._decode_scattered(dex, class_defs, offsets[class_defs].astype(np.int64))
    assert as_rows(dex, class_data._split(dex, scattered)) == expected_rows(150)


def move_class_data(content: bytes, class_def: int, gap: bytes) -> bytes:
    """Copy the item of a class to the end of the file, behind `gap`."""
    patched = bytearray(content)
    (table,) = struct.unpack_from("<I", patched, 0x64)
    position = table + 32 * class_def + 24
    (offset,) = struct.unpack_from("<I", patched, position)
    patched += gap
    struct.pack_into("<I", patched, position, len(patched))
    patched += patched[offset : offset + 64]
    struct.pack_into("<I", patched, 0x20, len(patched))
    return bytes(patched)


@pytest.mark.parametrize("gap", [b"", b"\x00" * 7, b"\xff\xff\xff", b"\x80" * 100_000])
def test_items_that_do_not_stand_together_are_read_all_the_same(gap):
    content = move_class_data(build_classes().build(), 2, gap)
    dex = read_dex(content, "classes.dex")
    assert as_rows(dex, read_class_data(dex)) == expected_rows()


@pytest.mark.parametrize("broken", [b"\0\0\0\0", b"\xff\xff\xff\xff"])
def test_map_is_not_needed(broken):
    content = bytearray(build_classes().build())
    content[0x34:0x38] = broken
    dex = read_dex(bytes(content), "classes.dex")
    assert as_rows(dex, read_class_data(dex)) == expected_rows()


def replace_class_data(class_def: int, item: bytes) -> bytes:
    patched = bytearray(build_classes().build())
    (table,) = struct.unpack_from("<I", patched, 0x64)
    struct.pack_into("<I", patched, table + 32 * class_def + 24, len(patched))
    patched += item
    struct.pack_into("<I", patched, 0x20, len(patched))
    return bytes(patched)


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (b"", "class_defs: entry 0 has offset"),
        (b"\0\0\1", "damaged at offset"),
        (b"\0\0\1\0\0\0", "damaged at offset"),
        (b"\0\0\0" + b"\x80" * 5 + b"\0", "damaged at offset|more than five bytes"),
        (b"\0\0" + uleb128(0xFFFFFFFF) + b"\0", "more than the identifiers allow|classes define"),
        (uleb128(100) + b"\0" * 400, "more than the identifiers allow|classes define"),
        (b"\0\0\1\0" + uleb128(9999) + b"\0\0", "class data defines method 9999, the table has"),
        (b"\1\0\0\0" + uleb128(9999) + b"\0", "class data defines field 9999, the table has"),
    ],
)
def test_damaged_item_is_an_error(item, message):
    with pytest.raises(DexError, match=message):
        read_class_data(read_dex(replace_class_data(0, item), "classes.dex"))


def test_classes_that_share_one_item_are_an_error():
    patched = bytearray(build_classes().build())
    (table,) = struct.unpack_from("<I", patched, 0x64)
    (offset,) = struct.unpack_from("<I", patched, table + 24)
    for class_def in range(6):
        struct.pack_into("<I", patched, table + 32 * class_def + 24, offset)
    with pytest.raises(DexError, match=r"classes define 24 methods|classes define 18 fields"):
        read_class_data(read_dex(bytes(patched), "classes.dex"))


def test_item_that_begins_inside_another_is_read_from_there_or_refused():
    content = bytearray(build_classes().build())
    (table,) = struct.unpack_from("<I", content, 0x64)
    (offset,) = struct.unpack_from("<I", content, table + 24)
    refused = 0
    for shift in range(1, 24):
        struct.pack_into("<I", content, table + 32 + 24, offset + shift)
        dex = read_dex(bytes(content), "classes.dex")
        try:
            data = read_class_data(dex)
        except DexError:
            refused += 1
        else:
            assert int(data.method_index.max()) < len(dex.method_ids)
    assert refused > 0
