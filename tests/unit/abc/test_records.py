"""Names of records in bytecode of ArkTS; a damaged file is refused in time."""

from __future__ import annotations

import random
import struct

import pytest
from tests.support.abc_builder import HEADER, abc

from appaudit.abc import AbcError, record_names

NAMES = [
    "L&entry/src/main/ets/pages/Index&;",
    "L&@ohos/axios/index&2.2.0;",
    f"L{'长' * 90};",
    "L_ESSlotNumberAnnotation;",
]


@pytest.mark.parametrize("version", [(9, 0, 0, 0), (12, 0, 2, 0), (13, 0, 1, 0), (24, 0, 0, 0)])
def test_names_are_read_whatever_the_version(version) -> None:
    assert record_names(abc(NAMES, version=version), "modules.abc") == NAMES


def test_a_file_cut_anywhere_is_refused() -> None:
    data = abc(NAMES)
    for length in range(len(data)):
        with pytest.raises(AbcError):
            record_names(data[:length], "modules.abc")


@pytest.mark.parametrize("data", [b"", b"dex\n035\0" * 9, b"PANDA\0\0\0"])
def test_other_files_are_refused(data) -> None:
    with pytest.raises(AbcError, match="no bytecode"):
        record_names(data, "modules.abc")


def test_a_count_of_billions_is_not_believed() -> None:
    data = bytearray(abc(NAMES))
    struct.pack_into("<I", data, 28, 0xFFFFFFFF)
    with pytest.raises(AbcError, match="table of 4294967295"):
        record_names(bytes(data), "modules.abc")


def test_names_that_lie_in_each_other_are_refused() -> None:
    """One long name that every record points into would be as many times the file as there are records."""
    data = bytearray(abc(["L" + "a" * 4000 + ";"] + ["Lb;"] * 900))
    (first,) = struct.unpack_from("<I", data, HEADER)
    for number in range(900):
        struct.pack_into("<I", data, HEADER + 4 * number, first)
    with pytest.raises(AbcError, match="lie in each other"):
        record_names(bytes(data), "modules.abc")


def test_damage_is_our_own_error_or_names() -> None:
    data, chance = abc(NAMES), random.Random(3)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(500):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(len(damaged))] = chance.choice((0, 0x80, 0xFF, chance.randrange(256)))
        try:
            record_names(bytes(damaged), "modules.abc")
            outcomes["read"] += 1
        except AbcError:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 20
