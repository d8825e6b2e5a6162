"""Tables, names and lookups of one DEX file."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from tests.support.dex_builder import (
    DefinedField,
    DefinedMethod,
    DexBuilder,
    field_,
    method,
    string,
    type_,
    with_checksum,
)

from appaudit.dex import DexError, Renaming, read_dex, read_dexes
from appaudit.dex.tables import is_among
from appaudit.errors import EXIT_INCOMPLETE, ExtractionError


def build_shop() -> DexBuilder:
    builder = DexBuilder()
    builder.add_class(
        "Lcom/shop/Main;",
        superclass="Landroid/app/Activity;",
        interfaces=("Ljava/lang/Runnable;", "Ljava/io/Closeable;"),
        fields=[DefinedField("count:I")],
        methods=[DefinedMethod("run()V", access_flags=0x401)],
    )
    builder.add_class("Lcom/shop/Base;", superclass=None)
    return builder.mention(
        method("Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;"),
        method("Landroid/telephony/TelephonyManager;->getDeviceId(I)Ljava/lang/String;"),
        method("Lcom/shop/Main;->mix([[I[Ljava/lang/String;J)[B"),
        field_("Landroid/os/Build;->SERIAL:Ljava/lang/String;"),
        string("android.permission.CAMERA"),
        string("android.permission.READ_SMS"),
        string("android.permissionless"),
    )


def test_methods_fields_and_classes_are_named_in_full():
    dex = read_dex(build_shop().build(), "classes.dex")
    assert [dex.method_descriptor(index) for index in range(len(dex.method_ids))] == [
        "Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;",
        "Landroid/telephony/TelephonyManager;->getDeviceId(I)Ljava/lang/String;",
        "Lcom/shop/Main;->mix([[I[Ljava/lang/String;J)[B",
        "Lcom/shop/Main;->run()V",
    ]
    assert [dex.field_descriptor(index) for index in range(len(dex.field_ids))] == [
        "Landroid/os/Build;->SERIAL:Ljava/lang/String;",
        "Lcom/shop/Main;->count:I",
    ]
    assert (dex.method_name(3), dex.method_class(3)) == ("run", "Lcom/shop/Main;")
    assert dex.defined_classes() == ["Lcom/shop/Main;", "Lcom/shop/Base;"]


def test_superclass_and_interfaces_follow_class_order():
    dex = read_dex(build_shop().build(), "classes.dex")
    assert dex.type_descriptor(dex.superclass(0)) == "Landroid/app/Activity;"
    assert dex.superclass(1) == -1
    interfaces = [dex.type_descriptor(index) for index in dex.interfaces(0)]
    assert interfaces == ["Ljava/lang/Runnable;", "Ljava/io/Closeable;"]
    assert dex.interfaces(1).tolist() == []


def test_lookups_find_what_is_there_and_nothing_else():
    dex = read_dex(build_shop().build(), "classes.dex")
    manager = dex.find_type("Landroid/telephony/TelephonyManager;")
    assert dex.type_descriptor(manager) == "Landroid/telephony/TelephonyManager;"
    assert dex.methods_of_type(manager) == range(2)
    assert dex.fields_of_type(dex.find_type("Landroid/os/Build;")) == range(1)
    assert dex.methods_of_type(-1) == range(0)
    assert dex.methods_of_type(70_000) == range(0)
    # A string that is not a type, a prefix of a type, and something beyond the last string.
    assert [dex.find_type(name) for name in ("run", "Landroid/os/Buil", "zzz")] == [-1, -1, -1]
    assert dex.find_types(["Landroid/os/Build;", "none", "I"]) == [
        dex.find_type("Landroid/os/Build;"),
        -1,
        dex.find_type("I"),
    ]
    permissions = [dex.string(index) for index in dex.strings_with_prefix("android.permission.")]
    assert permissions == ["android.permission.CAMERA", "android.permission.READ_SMS"]
    assert len(dex.strings_with_prefix("")) == len(dex.strings)
    assert list(dex.strings_with_prefix("nothing")) == []
    assert [dex.type_descriptor(index) for index in dex.types_with_prefix("Landroid/os/")] == ["Landroid/os/Build;"]
    assert dex.types_with_prefix("run").tolist() == []


def test_types_with_a_prefix_go_by_the_names_before_renaming():
    builder = DexBuilder().mention(type_("La/A;"), type_("La/B;"), string("La/text"))
    (dex,) = read_dexes(builder.build(), "classes.dex", Renaming({"La/B;": "Lb/Before;"}))
    assert dex.types_with_prefix("La/").tolist() == [dex.find_type("La/A;")]
    assert dex.types_with_prefix("Lb/").tolist() == [dex.find_type("Lb/Before;")]


@pytest.mark.parametrize("targets", [1, 200])
def test_many_types_are_found_alike_by_search_and_by_dictionary(targets):
    builder = DexBuilder().mention(*(type_(f"La/C{number};") for number in range(300)))
    dex = read_dex(builder.build(), "classes.dex")
    wanted = [f"La/C{number};" for number in range(targets)]
    found = dex.find_types([*wanted, "La/None;"])
    assert [dex.type_descriptor(index) for index in found[:-1]] == wanted
    assert found[-1] == -1


TEXTS = [
    "",
    "a",
    "a\0",
    "a\0b",
    "aa",
    "é",
    "中文",
    "隐私政策",
    "\uffee",
    "😀",
    "😀a",
    "\U00010000",
    "\ue000",
    "z" * 300,
]


def test_texts_of_all_planes_are_decoded_and_found_in_utf16_order():
    dex = read_dex(DexBuilder().mention(*map(string, TEXTS)).build(), "classes.dex")
    in_order = sorted(TEXTS, key=lambda text: text.encode("utf-16-be"))
    assert [dex.string(index) for index in range(len(dex.strings))] == in_order
    assert dex.strings.decode_many(np.arange(len(in_order))) == in_order
    assert dex.is_sorted
    assert [dex.find_string(text) for text in in_order] == list(range(len(in_order)))
    assert [dex.string(index) for index in dex.strings_with_prefix("😀")] == ["😀", "😀a"]
    assert [dex.string(index) for index in dex.strings_with_prefix("a\0")] == ["a\0", "a\0b"]
    assert [dex.string(index) for index in dex.strings_with_prefix("a")] == ["a", "a\0", "a\0b", "aa"]


def test_beginnings_are_looked_for_all_at_once():
    texts = [f"{letter}.host{number}.example/{'p' * number}" for letter in "aZé中" for number in range(60)]
    texts += ["\0binary", "\0\1more", "", "short", "z" * 9]
    dex = read_dex(DexBuilder().mention(*map(string, texts)).build(), "classes.dex")
    wanted = [
        "a.host7.example",
        "a.host99",
        "b.host7.example",
        "Z.host59",
        "zzzzzzzz",
        "zzzzzzzzzz",
        "short!!!",
        "0000000a",
    ]
    held = dex.strings.may_hold_prefixes(wanted)
    assert held == [True, False, False, True, True, True, False, False]
    assert dex.strings.may_hold_prefixes(["a.host7.example", "none", "shor", "中", "0"]) == [
        True,
        False,
        True,
        True,
        False,
    ]
    assert dex.strings.may_hold_prefixes([]) == []
    assert read_dex(DexBuilder().build(), "classes.dex").strings.may_hold_prefixes(["a.host7.example"]) == [False]


def test_lone_surrogates_become_replacement_characters_and_still_order_the_table():
    dex = read_dex(DexBuilder().mention(string("x\ud800y"), string("\udfff"), string("ok")).build(), "classes.dex")
    assert [dex.string(index) for index in range(3)] == ["ok", "x\ufffdy", "\ufffd"]
    assert dex.is_sorted
    assert dex.find_string("ok") == 0


def test_bytes_that_are_not_mutf8_become_replacement_characters():
    content = DexBuilder().mention(string("abcdef")).build().replace(b"abcdef\0", b"ab\xffdef\0")
    assert read_dex(content, "classes.dex").string(0) == "ab\ufffddef"


def test_a_string_longer_than_stated_ends_at_its_terminator():
    content = DexBuilder().mention(string("abcdef")).build().replace(b"\x06abcdef\0", b"\x03abcdef\0")
    assert read_dex(content, "classes.dex").string(0) == "abcdef"


def test_a_string_shorter_than_stated_ends_at_its_terminator():
    content = DexBuilder().mention(string("abcdef")).build().replace(b"abcdef\0", b"abc\0ef\0")
    dex = read_dex(content, "classes.dex")
    assert dex.string(0) == "abc"
    assert dex.find_string("abc") == 0


def test_unsorted_tables_are_noticed_and_still_searched():
    content = bytearray(DexBuilder().mention(type_("La;"), type_("Lb;"), string("x")).build())
    (offset,) = struct.unpack_from("<I", content, 0x3C)
    first, second = struct.unpack_from("<II", content, offset)
    struct.pack_into("<II", content, offset, second, first)
    dex = read_dex(bytes(content), "classes.dex")
    assert not dex.is_sorted
    assert (dex.find_string("Lb;"), dex.find_string("La;"), dex.find_type("La;")) == (0, 1, 1)
    assert dex.find_string("y") == -1
    assert list(dex.strings_with_prefix("L")) == [0, 1]
    assert dex.types_with_prefix("La").tolist() == [dex.find_type("La;")]


def test_unsorted_methods_are_still_found():
    builder = DexBuilder().mention(method("La;->f()V"), method("Lb;->f()V"), method("Lc;->f()V"))
    content = bytearray(builder.build())
    (offset,) = struct.unpack_from("<I", content, 0x5C)
    rows = content[offset : offset + 24]
    content[offset : offset + 24] = rows[16:] + rows[8:16] + rows[:8]
    dex = read_dex(bytes(content), "classes.dex")
    assert not dex.is_sorted
    assert list(dex.methods_of_type(dex.find_type("La;"))) == [2]


def test_long_common_prefixes_do_not_hide_disorder():
    texts = ["p" * 500 + tail for tail in "abc"]
    builder = DexBuilder().mention(*map(string, texts))
    assert read_dex(builder.build(), "classes.dex").is_sorted
    swapped = builder.build().replace(b"pa\0", b"px\0")
    assert not read_dex(swapped, "classes.dex").is_sorted


def test_checksum_is_reported_and_not_required():
    content = build_shop().build()
    assert read_dex(content, "classes.dex").checksum_ok
    damaged = content[:-1] + bytes([content[-1] ^ 1])
    assert not read_dex(damaged, "classes.dex").checksum_ok
    assert read_dex(with_checksum(damaged), "classes.dex").checksum_ok


@pytest.mark.parametrize("version", [35, 37, 38, 39, 40, 41])
def test_all_versions_are_read(version):
    builder = build_shop()
    builder.version = version
    (dex,) = read_dexes(builder.build(), "classes.dex")
    assert (dex.version, dex.checksum_ok, len(dex.class_defs)) == (version, True, 2)


def test_bytes_after_the_file_are_ignored_and_views_do_not_copy():
    content = build_shop().build()
    data = bytearray(content + b"trailing")
    dex = read_dex(memoryview(data), "classes.dex")
    assert dex.checksum_ok
    assert np.shares_memory(dex.method_ids, np.frombuffer(data, dtype=np.uint8))


def test_container_holds_several_files_whose_offsets_count_from_its_start():
    builder = build_shop()
    builder.version = 41
    one = builder.build()
    # The second header shares the tables of the first, as a container may.
    both = bytearray(one) + one[:0x78]
    struct.pack_into("<I", both, 0x70, len(both))
    struct.pack_into("<I", both, len(one) + 0x20, 0x78)
    struct.pack_into("<II", both, len(one) + 0x70, len(both), len(one))
    first, second = read_dexes(bytes(both), "classes.dex")
    assert second.place == "classes.dex#2"
    assert second.defined_classes() == first.defined_classes() == ["Lcom/shop/Main;", "Lcom/shop/Base;"]


def test_error_names_place_and_problem():
    with pytest.raises(ExtractionError) as caught:
        read_dex(b"PK\x03\x04" + bytes(200), "assets/plugin.dex")
    assert isinstance(caught.value, DexError)
    assert caught.value.place == "assets/plugin.dex"
    assert caught.value.exit_code == EXIT_INCOMPLETE
    assert str(caught.value).startswith("assets/plugin.dex: not a DEX file of version 035 to 041")


HEADER_FIELDS = {
    "string_ids": 0x38,
    "type_ids": 0x40,
    "proto_ids": 0x48,
    "field_ids": 0x50,
    "method_ids": 0x58,
    "class_defs": 0x60,
}


@pytest.mark.parametrize("name", HEADER_FIELDS)
@pytest.mark.parametrize("count", [0xFFFFFFFF, 1_000_000])
def test_count_beyond_the_file_is_an_error(name, count):
    content = bytearray(build_shop().build())
    struct.pack_into("<I", content, HEADER_FIELDS[name], count)
    with pytest.raises(DexError, match=rf"{name}: {count} entries at offset \d+ do not fit the file of {len(content)}"):
        read_dex(bytes(content), "classes.dex")


@pytest.mark.parametrize("name", HEADER_FIELDS)
@pytest.mark.parametrize("offset", [0xFFFFFFFF, 3])
def test_table_outside_of_the_file_is_an_error(name, offset):
    content = bytearray(build_shop().build())
    struct.pack_into("<I", content, HEADER_FIELDS[name] + 4, offset)
    with pytest.raises(DexError, match=f"{name}: .* do not fit"):
        read_dex(bytes(content), "classes.dex")


def patch_item(content: bytes, header_field: int, position: int, layout: str, value: int) -> bytes:
    patched = bytearray(content)
    (offset,) = struct.unpack_from("<I", patched, header_field + 4)
    struct.pack_into(layout, patched, offset + position, value)
    return bytes(patched)


@pytest.mark.parametrize(
    ("table", "position", "layout", "value", "message"),
    [
        ("string_ids", 4, "<I", 0x7FFFFFFF, "string 1 at offset 2147483647 is outside of the file"),
        ("type_ids", 0, "<I", 9999, "type_ids: entry 0 has string 9999"),
        ("proto_ids", 4, "<I", 9999, "proto_ids: entry 0 has type 9999"),
        ("proto_ids", 8, "<I", 0xFFFFFF, "proto_ids: entry 0 has offset 16777215"),
        ("proto_ids", 8, "<I", 0x71, "parameter list that is not aligned"),
        ("proto_ids", 8, "<I", 0x20, "parameter list at offset 32 claims"),
        ("field_ids", 2, "<H", 999, "field_ids: entry 0 has type 999"),
        ("method_ids", 0, "<H", 999, "method_ids: entry 0 has type 999"),
        ("method_ids", 2, "<H", 999, "method_ids: entry 0 has prototype 999"),
        ("method_ids", 4, "<I", 9999, "method_ids: entry 0 has string 9999"),
        ("class_defs", 0, "<I", 9999, "class_defs: entry 0 has type 9999"),
        ("class_defs", 8, "<I", 0xFFFFFFFE, "class_defs: entry 0 has type 4294967294"),
        ("class_defs", 12, "<I", 0xFFFFFFF0, "class_defs: entry 0 has offset 4294967280"),
        ("class_defs", 24, "<I", 0xFFFFFFF0, "class_defs: entry 0 has offset 4294967280"),
    ],
)
def test_index_or_offset_that_points_nowhere_is_an_error(table, position, layout, value, message):
    content = patch_item(build_shop().build(), HEADER_FIELDS[table], position, layout, value)
    with pytest.raises(DexError, match=message):
        read_dex(content, "classes.dex")


def test_strings_that_claim_more_than_the_file_holds_are_an_error():
    texts = [f"{number:03}" + "x" * 97 for number in range(64)]
    content = bytearray(DexBuilder().mention(*map(string, texts)).build())
    (count, offset) = struct.unpack_from("<II", content, 0x38)
    starts = struct.unpack_from(f"<{count}I", content, offset)
    for start in starts[: count // 2]:
        content[start : start + 2] = b"\xff\x0f"  # 2,047 characters
    with pytest.raises(DexError, match="strings claim"):
        read_dex(bytes(content), "classes.dex")


def test_every_truncation_is_an_error():
    content = build_shop().build()
    for length in range(len(content)):
        with pytest.raises(DexError):
            read_dex(content[:length], "classes.dex")


def test_index_outside_of_the_string_table_is_an_error_of_the_file():
    dex = read_dex(build_shop().build(), "classes.dex")
    for index in (-1, len(dex.strings)):
        with pytest.raises(DexError, match=r"string -?\d+ asked for"):
            dex.string(index)
    with pytest.raises(DexError, match="outside of the table"):
        dex.strings.decode_many([0, 9999])


def test_types_are_found_by_name_and_no_other_is():
    names = ["Lcom/example/A;", "Lcom/example/A$B;", "Lcom/example/中文;", "[I", "Lcom/example/\U0001f600;"]
    dex = read_dex(DexBuilder().mention(*map(type_, names)).build(), "classes.dex")
    found = dex.find_types([*names, "Lcom/example/a;", "Lcom/example;"])
    assert [dex.type_descriptor(index) for index in found[:5]] == names
    assert found[5:] == [-1, -1]
    assert dex.find_type("Lcom/example/A;") == found[0]


def test_strings_decoded_together_are_those_decoded_alone():
    texts = [f"text{number}" for number in range(40)] + ["中文", "a\0b", "é"]
    dex = read_dex(DexBuilder().mention(*map(string, texts)).build(), "classes.dex")
    everything = range(len(dex.strings))
    assert dex.strings.decode_many(everything) == [dex.string(index) for index in everything]
    assert set(texts) <= set(dex.strings.decode_many(everything))


@pytest.mark.parametrize("count", [0, 1, 16, 17, 300])
def test_values_are_among_few_and_among_many(count: int):
    values = np.array([[0, 7, 299], [300, 2**32 - 1, 3]], dtype=np.uint32)
    wanted = list(range(0, 2 * count, 2))
    assert is_among(values, wanted).tolist() == [[value in wanted for value in row] for row in values.tolist()]
    hashes = np.array([2**64 - 1, 5, 2**63], dtype=np.uint64)
    known = np.array([2**63, *range(10, 10 + count)], dtype=np.uint64)
    assert is_among(hashes, known).tolist() == [False, False, True]


@pytest.mark.parametrize("kind", [np.int8, np.int32, np.int64, np.uint64])
def test_many_values_are_told_from_those_that_end_alike(kind: type[np.signedinteger]):
    """The last 16 bits, by which most are told, say of many that they are among the wanted and are not."""
    values = np.arange(-40_000, 90_000).astype(kind).reshape(2, -1)
    wanted = [-2, 5, 65_541, -30_000, *range(70_000, 70_020)]
    known = set(np.array(wanted).astype(kind).tolist())
    found = is_among(values, np.array(wanted).astype(kind))
    assert found.tolist() == [[value in known for value in row] for row in values.tolist()]
    assert 24 <= np.count_nonzero(found) < values.size


def test_nothing_is_among_nothing():
    assert is_among(np.empty(0, dtype=np.int64), [1]).tolist() == []
    assert is_among([1, 2], np.empty(0, dtype=np.int64)).tolist() == [False, False]
