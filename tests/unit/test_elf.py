"""What libraries import and which texts they hold, of both sizes and with either table of hashes; and damaged ones."""

from __future__ import annotations

import pytest
from tests.support.elf import library

from appaudit.elf import LEAST_TEXT, ElfError, imports, segments, texts


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("hashed", ["gnu", "sysv"])
def test_what_a_library_needs_and_imports(bits, hashed):
    data = library(
        needed=["libc.so", "libcamera2ndk.so"],
        imports=["open", "ACameraManager_openCamera"],
        exports=["JNI_OnLoad"],
        bits=bits,
        hashed=hashed,
    )
    taken = imports(data, "libx.so")
    assert taken.needed == ("libc.so", "libcamera2ndk.so")
    assert taken.symbols == {"open", "ACameraManager_openCamera"}


def test_a_library_that_takes_nothing():
    taken = imports(library(), "libx.so")
    assert (taken.needed, taken.symbols) == ((), frozenset())


def test_texts_end_with_a_zero_and_are_no_shorter_than_names_that_tell():
    longest = "x" * 400
    found = texts(library(texts=["/sdcard", "short", "getDeviceId", "有", longest])).split(b"\0")
    assert {b"/sdcard", b"getDeviceId"} <= set(found)
    assert b"short" not in found
    assert all(len(text) >= LEAST_TEXT for text in found if text)
    assert max(map(len, found)) < len(longest)


def test_texts_that_do_not_end_or_begin_with_the_file_are_none_and_one():
    assert texts(b"getDeviceId\0") == b"getDeviceId\0"
    assert texts(b"\1getDeviceId") == b""
    assert texts(b"") == b""


def test_texts_beyond_the_first_piece_are_found():
    data = bytes(8 << 20) + b"getDeviceId\0"
    assert set(texts(data).split(b"\0")) == {b"getDeviceId", b""}
    across = b"\1" * ((8 << 20) - 5) + b"getDeviceId\0"
    assert b"getDeviceId" in texts(across).split(b"\0")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x7fELF",
        b"Hello\n" * 20,
        library()[:40],
        library(imports=["open"])[:-20],
        library(hashed="not at all", imports=["open"]),
        library(imports=["open"]).replace((0x10000 + 176).to_bytes(8, "little"), (0x7FFFFFFF).to_bytes(8, "little")),
    ],
    ids=["empty", "magic alone", "a text", "cut in its headers", "cut in its table", "no count", "names elsewhere"],
)
def test_what_is_no_library_or_breaks_off_says_so(data):
    with pytest.raises(ElfError, match="libx"):
        imports(data, "libx.so")


def test_headers_say_what_is_loaded():
    loaded, dynamic = segments(library(), "libx.so")
    assert (loaded.type, loaded.address, loaded.offset) == (1, 0x10000, 0)
    assert dynamic.address - dynamic.offset == 0x10000
