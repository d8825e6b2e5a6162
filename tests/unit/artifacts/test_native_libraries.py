"""Native libraries of a package: what is read, and what only bears the name of one."""

from __future__ import annotations

from tests.support.apk_builder import Member, zip_bytes
from tests.support.elf import library

from appaudit.artifacts.apk.native import read_libraries
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits


def read(*members: Member) -> tuple[list[str], list[tuple[str, str]]]:
    """The names of the libraries that are read, and each gap with its words."""
    archive = SafeArchive(memoryview(zip_bytes(list(members))), "test.apk", Limits())
    found, gaps = read_libraries(archive, Limits())
    return [each.name for each in found], [(gap.part, gap.detail.en) for gap in gaps]


def test_files_that_only_bear_the_name_are_said_in_one_line_and_the_others_read() -> None:
    filters = [Member(f"assets/filter/c{number}.so", b"s/Od_Hn" * 20) for number in range(3)]
    names, gaps = read(*filters, Member("lib/arm64-v8a/libx.so", library()))
    assert names == ["libx.so"]
    ((part, words),) = gaps
    assert part == "assets/filter/c0.so"
    assert words.endswith(": 3, assets/filter/c0.so and others")


def test_a_damaged_library_is_a_gap_of_its_own() -> None:
    names, gaps = read(Member("lib/arm64-v8a/libx.so", library()[:40]), Member("assets/a.so", b"s/Od_Hn" * 20))
    assert names == []
    assert [part for part, _ in gaps] == ["lib/arm64-v8a/libx.so", "assets/a.so"]
