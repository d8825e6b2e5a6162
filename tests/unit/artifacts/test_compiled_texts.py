"""Texts of apps whose scripts were compiled: Hermes bytecode of React Native, Dart snapshots of Flutter."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from tests.support.apk_builder import Member, zip_bytes

from appaudit.artifacts.apk.dart_snapshot import dart_strings
from appaudit.artifacts.apk.hermes import HermesError, hermes_strings
from appaudit.artifacts.apk.texts import asset_texts, library_texts
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits
from appaudit.elf import ElfError

#: `texts.js`, compiled with `hermesc -O -emit-binary` of the npm packages hermes-engine 0.11.0, react-native 0.72.0 and
#: hermes-compiler 260318099.0.8; the number is the version of the bytecode.
HERMES = sorted((Path(__file__).parent / "hermes").glob("*.hbc"))
LABELS = ["注销账号", "个性化推荐", "Delete my account", "https://ledger.qinghe-market.example/privacy.html"]
LONG = "我们会在您同意之后才收集设备信息。" * 17


def archive_of(*members: Member) -> SafeArchive:
    return SafeArchive(memoryview(zip_bytes(members)), "test.apk", Limits())


@pytest.mark.parametrize("path", HERMES, ids=lambda path: path.stem)
def test_hermes_bytecode_gives_every_string_of_its_script(path: Path) -> None:
    found = hermes_strings(path.read_bytes(), path.name)
    assert {*LABELS, LONG, "getCurrentPosition", "geolocation", "navigator", "locate"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("path", HERMES, ids=lambda path: path.stem)
def test_damaged_hermes_bytecode_is_our_error_and_nothing_else(path: Path) -> None:
    data = path.read_bytes()
    damaged = [data[:length] for length in range(0, len(data), 7)]
    damaged += [data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :] for place in range(40, 64)]
    errors = [error for one in damaged if (error := error_of(one))]
    assert len(errors) > len(damaged) // 2
    assert all(error.zh.startswith("Hermes 字节码结构损坏（cut: ") for error in errors)


def error_of(data: bytes) -> HermesError | None:
    try:
        hermes_strings(data, "cut")
    except HermesError as error:
        return error
    return None


def test_strings_that_share_their_bytes_do_not_multiply() -> None:
    header = bytes.fromhex("c61fbc03c103191f") + struct.pack("<I", 94) + bytes(20) + struct.pack("<II", 0, 0)
    counts = struct.pack("<6I", 0, 0, 0, 10_000, 0, 250)
    entry = struct.pack("<I", 250 << 24)
    with pytest.raises(HermesError, match="10000 strings in 250 bytes"):
        hermes_strings((header + counts).ljust(128, b"\0") + entry * 10_000 + b"x" * 250, "bomb")


def test_compiled_script_in_a_package_is_read_like_a_plain_one() -> None:
    bundle = Member("assets/index.android.bundle", HERMES[-1].read_bytes(), deflate=True)
    (text,), gaps = asset_texts(archive_of(bundle), Limits())
    assert (text.place, gaps) == ("assets/index.android.bundle", [])
    assert set(LABELS) <= set(text.text.split("\n"))


def test_script_compiled_to_something_unknown_is_a_gap() -> None:
    unknown = Member("assets/index.android.bundle", HERMES[0].read_bytes()[:8] + b"\xff" * 200)
    _, (gap,) = asset_texts(archive_of(unknown), Limits())
    assert (gap.kind, gap.part) == ("ui_text", "assets/index.android.bundle")


def one_byte(text: str, *, wide_length: bool) -> bytes:
    """A string object as it lies in a snapshot: tags and hash, length, characters, padding to 16 bytes."""
    return _object(text.encode("latin-1"), len(text), 0x5D200, wide_length=wide_length)


def two_byte(text: str, *, wide_length: bool) -> bytes:
    return _object(text.encode("utf-16-le"), len(text), 0x5E200, wide_length=wide_length)


def _object(characters: bytes, count: int, tags: int, *, wide_length: bool) -> bytes:
    head = struct.pack("<IIQ" if wide_length else "<III", tags | 0x32, 0x1234ABCD, count << 1)
    return (head + characters).ljust(-(-(len(head) + len(characters)) // 16) * 16, b"\0")


def elf(data: bytes, code: bytes, *, bits: int) -> bytes:
    """A library with one segment of data and one of code."""
    start = 0x200
    if bits == 64:
        headers = struct.pack("<IIQQQQQQ", 1, 4, start, 0, 0, len(data), len(data), 0x1000)
        headers += struct.pack("<IIQQQQQQ", 1, 5, start + len(data), 0, 0, len(code), len(code), 0x1000)
        head = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + struct.pack(
            "<HHIQQQIHHHHHH", 3, 0xB7, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0
        )
    else:
        headers = struct.pack("<IIIIIIII", 1, start, 0, 0, len(data), len(data), 4, 0x1000)
        headers += struct.pack("<IIIIIIII", 1, start + len(data), 0, 0, len(code), len(code), 5, 0x1000)
        head = b"\x7fELF\x01\x01\x01".ljust(16, b"\0") + struct.pack(
            "<HHIIIIIHHHHHH", 3, 0x28, 1, 0, 52, 0, 0, 52, 32, 2, 0, 0, 0
        )
    return (head + headers).ljust(start, b"\0") + data + code


@pytest.mark.parametrize(("bits", "wide_length"), [(64, True), (64, False), (32, False)])
def test_dart_strings_are_found_whole_and_only_in_data(bits: int, wide_length: bool) -> None:
    data = b"".join(
        [
            two_byte("注销账号", wide_length=wide_length),
            one_byte("_onCancel@4048458", wide_length=wide_length),
            one_byte("Delete my account", wide_length=wide_length),
            two_byte("还可输入 $count 个字符…", wide_length=wide_length),
            one_byte("https://a.example/privacy", wide_length=wide_length),
            "没有对象头的文字".encode("utf-16-le").ljust(32, b"\0"),
        ]
    )
    code = two_byte("代码里的数字", wide_length=wide_length)
    assert dart_strings(elf(data, code, bits=bits), "libapp.so") == [
        "注销账号",
        "还可输入 $count 个字符…",
        "Delete my account",
        "https://a.example/privacy",
    ]


def test_numbers_shaped_like_an_object_are_no_text() -> None:
    data = two_byte("犰狳聱薹齹龘饕餮䶮䲜", wide_length=True)
    assert dart_strings(elf(data, b"", bits=64), "libapp.so") == []


@pytest.mark.parametrize("data", [b"", b"\x7fELF", b"\x7fELF\x02\x02" + bytes(80), b"MZ" + bytes(80)])
def test_what_is_no_library_is_our_error(data: bytes) -> None:
    with pytest.raises(ElfError, match="no ELF library"):
        dart_strings(data, "libapp.so")


def test_headers_outside_of_the_library_are_our_error() -> None:
    broken = bytearray(elf(b"", b"", bits=64))
    broken[56:58] = struct.pack("<H", 9999)
    with pytest.raises(ElfError, match="9999 program headers"):
        dart_strings(bytes(broken), "libapp.so")


def test_one_architecture_of_a_flutter_app_is_read() -> None:
    library = elf(two_byte("关闭个性化推荐", wide_length=False), b"", bits=64)
    archive = archive_of(
        Member("lib/x86_64/libapp.so", library),
        Member("lib/arm64-v8a/libapp.so", library),
        Member("lib/arm64-v8a/libother.so", library),
    )
    (text,), gaps = library_texts(archive)
    assert (text.place, text.text, gaps) == ("lib/arm64-v8a/libapp.so", "关闭个性化推荐", [])


def test_damaged_flutter_library_is_a_gap() -> None:
    texts, (gap,) = library_texts(archive_of(Member("lib/arm64-v8a/libapp.so", b"no library at all")))
    assert (texts, gap.kind, gap.reason, gap.part) == ([], "ui_text", "unreadable", "lib/arm64-v8a/libapp.so")
