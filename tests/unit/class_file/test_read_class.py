"""Class files: names, constants, members, and what is wrong with damaged ones."""

from __future__ import annotations

import random
import struct

import pytest
from tests.support.class_builder import ClassBuilder

from appaudit.class_file import ClassFileError, Member, Method, decoded, instructions, read_class


def example() -> ClassBuilder:
    builder = ClassBuilder("com/example/Reader$Inner", interfaces=("java/lang/Runnable",))
    builder.long_(1 << 40)
    call = builder.invoke("android/telephony/TelephonyManager", "getImei", "()Ljava/lang/String;")
    builder.add_field("KEY", "Ljava/lang/String;", builder.string("摇一摇"))
    builder.method("run", "()V", b"\x2a" + call + b"\x57\xb1")
    builder.method("stub", "(I)V", b"")
    return builder


def test_names_and_interfaces_are_as_stored() -> None:
    """The class, its superclass and its interfaces keep the slashes of the file."""
    file = read_class(example().build(), "a.class")
    assert (file.name, file.superclass) == ("com/example/Reader$Inner", "java/lang/Object")
    assert file.interfaces == ("java/lang/Runnable",)


def test_constants_after_a_long_keep_their_indices() -> None:
    """A long takes up two indices: what follows is still found."""
    file = read_class(example().build(), "a.class")
    assert [file.pool.member(index) for index in file.pool.members] == [
        Member("android/telephony/TelephonyManager", "getImei", "()Ljava/lang/String;")
    ]
    assert [file.pool.string(index) for index in file.pool.strings] == ["摇一摇"]


def test_methods_have_their_code_and_abstract_ones_none() -> None:
    """Methods come in their order, past the fields and their attributes."""
    file = read_class(example().build(), "a.class")
    first, second = file.methods()
    assert second == Method(1, "stub", "(I)V", b"")
    assert (first.name, first.code[:1], len(first.code)) == ("run", b"\x2a", 6)


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"plain", "plain"),
        (b"a\xc0\x80b", "a\0b"),
        (b"\xed\xa0\xbd\xed\xb8\x80", "\U0001f600"),
        (b"\xed\xa0\xbd", "\ufffd"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        ("摇".encode(), "摇"),
    ],
)
def test_modified_utf8_is_decoded_and_never_fails(octets: bytes, text: str) -> None:
    """NUL, surrogate pairs and bytes that are no text at all."""
    assert decoded(octets) == text


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "starts with nothing"),
        (b"dex\n035\0", "starts with 6465780a"),
        (b"\xca\xfe\xba\xbe\0\0\0\x34", "the constant pool passes the end"),
        (b"\xca\xfe\xba\xbe\0\0\0\x34\0\2\x63", "unknown tag 99"),
        (b"\xca\xfe\xba\xbe\0\0\0\x34\0\2\1\xff\xffabc", "the constant pool passes the end"),
        (b"\xca\xfe\xba\xbe\0\0\0\x34\0\1", "ends before its names do"),
        (b"\xca\xfe\xba\xbe\0\0\0\x34\0\1" + struct.pack(">HHHHHH", 1, 9, 0, 0, 0, 0), "constant 9 has the tag 0"),
    ],
)
def test_what_is_no_class_says_so(data: bytes, problem: str) -> None:
    """The message names the entry and what is wrong."""
    with pytest.raises(ClassFileError, match=f"x.class: .*{problem}"):
        read_class(data, "x.class")


def test_code_longer_than_its_attribute_is_refused() -> None:
    """A length that lies does not make other bytes into instructions."""
    builder = ClassBuilder("A")
    builder.method("run", "()V", b"\xb1", code_length=1000)
    with pytest.raises(ClassFileError, match="has 1000 bytes in an attribute of 13"):
        read_class(builder.build(), "A.class").methods()


def test_damage_gives_an_answer_or_the_error_of_the_package() -> None:
    """Seeded mutation: no other exception leaves the reader, and it ends."""
    data = example().build()
    chance = random.Random(20261124)
    refused = 0
    for _ in range(3000):
        damaged = bytearray(data[: chance.randrange(8, len(data) + 1)])
        for _ in range(chance.randrange(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            file = read_class(bytes(damaged), "x.class")
            for method in file.methods():
                list(instructions(method.code, "x.class"))
            for index in (*file.pool.members, *file.pool.strings):
                _ = file.pool.member(index) if index in file.pool.members else file.pool.string(index)
        except ClassFileError:
            refused += 1
    assert 1000 < refused < 3000
