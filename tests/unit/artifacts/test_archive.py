"""Zip archives as Android reads them, honest and otherwise."""

import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.support.apk_builder import Member, zip_bytes

from appaudit.artifacts.archive import ArchiveError, SafeArchive
from appaudit.artifacts.base import LimitReachedError, Limits
from appaudit.errors import ExtractionError, UnreadableArtifactError

ROOT = Path(__file__).resolve().parents[3]
TEXT = b"the same words again and again and again and again" * 20


def archive_of(*members, limits=None, **options):
    return SafeArchive(memoryview(zip_bytes(members, **options)), "test.apk", limits or Limits())


def codes(archive):
    return {anomaly.code for anomaly in archive.anomalies}


def test_honest_archive_reads_without_anomalies():
    archive = archive_of(Member("a", TEXT), Member("b/c", TEXT, deflate=True), Member("empty"))
    assert archive.names() == ["a", "b/c", "empty"]
    assert [archive.read(name) for name in archive.names()] == [TEXT, TEXT, b""]
    assert archive.size("b/c") == len(TEXT)
    assert archive.anomalies == []
    assert archive.damage is None


def test_written_by_the_standard_library_with_data_descriptors_and_zip64(tmp_path):
    path = tmp_path / "standard.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as writer,
        writer.open("a.txt", "w", force_zip64=True) as file,
    ):
        file.write(TEXT)
    with SafeArchive.open(path) as archive:
        assert archive.read("a.txt") == TEXT
        assert archive.anomalies == []


def test_stored_entry_is_a_view_that_outlives_the_archive(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zip_bytes([Member("a", TEXT)]))
    with SafeArchive.open(path) as archive:
        view = archive.read_entry(archive.entry("a"))
    assert bytes(view) == TEXT


@pytest.mark.parametrize("deflate", [False, True])
def test_encryption_flag_on_plain_data_is_ignored_and_noted(deflate):
    archive = archive_of(Member("a", TEXT, deflate=deflate, flags=1))
    assert archive.read("a") == TEXT
    assert codes(archive) == {"encryption_flag"}


@pytest.mark.parametrize("deflate", [False, True])
def test_unknown_compression_method_is_stored_or_deflated_as_the_sizes_say(deflate):
    archive = archive_of(Member("a", TEXT, deflate=deflate, method=0x4A2F))
    assert archive.read("a") == TEXT
    assert codes(archive) == {"unknown_compression_method"}


def test_unknown_method_with_nonsense_packed_size_gives_the_declared_bytes_as_android_does():
    archive = archive_of(Member("a", TEXT, method=99, packed_size=3))
    assert archive.read("a") == TEXT


def test_stored_data_marked_as_deflated_is_read():
    archive = archive_of(Member("a", b"\xff" * 64, method=8))
    assert archive.read("a") == b"\xff" * 64
    assert codes(archive) == {"stored_as_deflated"}


def test_wrong_checksum_is_readable_but_noted():
    archive = archive_of(Member("a", TEXT, deflate=True, crc=1))
    assert archive.read("a") == TEXT
    assert codes(archive) == {"wrong_crc"}


def test_comment_that_holds_an_end_record_does_not_mislead():
    fake = b"PK\5\6" + bytes(18)
    archive = archive_of(Member("a", TEXT), comment=fake + b"x")
    assert archive.read("a") == TEXT


@pytest.mark.parametrize("length", [1, 70_000, 200_000])
def test_junk_after_the_end_record_is_noted(length):
    archive = archive_of(Member("a", TEXT), after=b"\xcc" * length)
    assert archive.read("a") == TEXT
    assert codes(archive) == {"trailing_data"}


def test_data_before_the_archive_shifts_all_offsets():
    archive = archive_of(Member("a", TEXT, deflate=True), before=b"#!/bin/sh\n" * 30)
    assert archive.read("a") == TEXT
    assert codes(archive) == {"prepended_data"}


def test_central_directory_name_counts_where_the_local_one_differs():
    archive = archive_of(Member("classes.dex", TEXT, local_name="other.bin"))
    assert archive.read("classes.dex") == TEXT
    assert codes(archive) == {"local_name_differs"}


def test_local_sizes_zero_with_data_descriptor():
    archive = archive_of(Member("a", TEXT, deflate=True, flags=8, local_sizes=False), Member("b", b"x"))
    assert (archive.read("a"), archive.read("b")) == (TEXT, b"x")
    assert archive.anomalies == []


def test_sizes_missing_everywhere_are_found_by_inflating():
    archive = archive_of(Member("a", TEXT, deflate=True, flags=8, size=0, packed_size=0, local_sizes=False))
    assert archive.read("a") == TEXT
    assert codes(archive) == {"sizes_missing"}


def test_first_of_duplicate_names_counts_and_the_others_can_be_read():
    archive = archive_of(Member("classes.dex", b"first"), Member("classes.dex", b"second"))
    assert archive.names() == ["classes.dex"]
    assert archive.read("classes.dex") == b"first"
    assert [bytes(archive.read_entry(entry)) for entry in archive.duplicates()] == [b"second"]
    assert codes(archive) == {"duplicate_name"}


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\..\\b"])
def test_traversal_names_are_noted(name):
    archive = archive_of(Member(name, b"x"))
    assert archive.read(name) == b"x"
    assert codes(archive) == {"traversal_name"}


def test_absurd_extra_length_in_the_directory_is_passed_over():
    archive = archive_of(Member("a", b"1", extra_length=60_000), Member("b", b"2"))
    assert [archive.read(name) for name in archive.names()] == [b"1", b"2"]
    assert codes(archive) == {"extra_field_overruns"}


def test_absurd_extra_length_in_the_local_header_is_passed_over():
    archive = archive_of(Member("a", TEXT, local_extra_length=0xFFFF))
    assert archive.read("a") == TEXT
    assert codes(archive) == {"extra_field_overruns"}


def test_entry_count_that_lies_downwards_hides_nothing():
    archive = archive_of(Member("a", b"1"), Member("b", b"2"), count=1)
    assert archive.names() == ["a", "b"]
    assert codes(archive) == {"entry_count_differs"}
    assert archive.damage is None


def test_entry_count_that_lies_upwards_marks_the_directory_as_damaged():
    archive = archive_of(Member("a", b"1"), count=2)
    assert archive.names() == ["a"]
    assert "breaks off" in archive.damage.en


def test_junk_between_directory_and_end_record_is_noted():
    honest = zip_bytes([Member("a", b"1")])
    junk = honest[:-22] + b"junk" + honest[-22:]
    archive = SafeArchive(memoryview(junk), "test.apk", Limits())
    assert archive.names() == ["a"]
    assert codes(archive) == {"junk_in_directory"}


def test_more_than_65535_entries():
    archive = archive_of(*(Member(f"{number}") for number in range(70_000)), count=70_000 & 0xFFFF)
    assert len(archive.names()) == 70_000
    assert archive.anomalies == []


def test_deflated_data_that_break_off_are_an_error():
    archive = archive_of(Member("a", TEXT, deflate=True))
    entry = archive.entry("a")
    with pytest.raises(ArchiveError, match=r"breaks off after \d+ of 1000 bytes"):
        archive.read_entry(entry._replace(compressed_size=entry.compressed_size - 6))


def test_really_encrypted_data_say_so():
    archive = archive_of(Member("a", b"\x13\x37" * 40, method=8, flags=1, size=900))
    with pytest.raises(ArchiveError, match=r"test\.apk: a breaks off after 79 of 900 bytes \(it may be encrypted\)"):
        archive.read("a")


def test_missing_local_header_is_an_error_of_that_entry_only():
    data = bytearray(zip_bytes([Member("a", b"1"), Member("b", b"2")]))
    data[0:4] = b"XXXX"
    archive = SafeArchive(memoryview(bytes(data)), "test.apk", Limits())
    with pytest.raises(ArchiveError, match=r"test\.apk: a has no local header at 0"):
        archive.read("a")
    assert archive.read("b") == b"2"


def test_unknown_entry_is_an_error():
    with pytest.raises(ArchiveError, match=r"test\.apk: no entry nothing"):
        archive_of(Member("a")).read("nothing")


def test_read_many_keeps_order_and_gives_errors_in_place():
    big = bytes(range(256)) * 8192
    archive = archive_of(
        Member("a", big, deflate=True), Member("b", b"\xff" * 9, method=8, size=7), Member("c", b"3"), Member("d", big)
    )
    first, second, third, fourth = archive.read_many(archive.entries())
    assert (first, third, fourth) == (big, b"3", big)
    assert isinstance(second, ExtractionError)


@pytest.mark.skipif(sys.platform != "linux", reason="the bound on memory is Linux's")
def test_read_many_raises_here_what_went_wrong_on_another_thread():
    program = """
import resource, sys, zlib
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits
from tests.support.apk_builder import Member, zip_bytes

archive = SafeArchive(
    memoryview(zip_bytes([Member(name, bytes(48 << 20), deflate=True) for name in "ab"])),
    "test.apk",
    Limits(ratio=1 << 30),
)
used = int(open("/proc/self/statm").read().split()[5]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_DATA, (used + (20 << 20), -1))
try:
    archive.read_many(archive.entries())
except MemoryError:
    sys.exit(7)
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (result.returncode, result.stderr) == (7, "")


def test_peek_gives_first_bytes_and_never_raises():
    archive = archive_of(Member("a", TEXT, deflate=True), Member("b", TEXT), Member("c", b"\xff" * 9, method=8))
    assert [archive.peek(entry, 4) for entry in archive.entries()] == [b"the ", b"the ", b""]


def test_limit_of_entries():
    archive = archive_of(Member("a"), Member("b"), limits=Limits(entries=1))
    with pytest.raises(LimitReachedError, match=r"test\.apk: more than 1 entries, the limit entries"):
        archive.names()


def test_limit_of_entry_bytes():
    archive = archive_of(Member("a", TEXT, deflate=True), limits=Limits(entry_bytes=999))
    with pytest.raises(LimitReachedError, match="a declares 1000 bytes; the limit entry_bytes leaves 999"):
        archive.read("a")


def test_limit_of_entry_bytes_holds_where_the_declared_size_lies():
    archive = archive_of(Member("a", TEXT, deflate=True, size=1), limits=Limits(entry_bytes=999))
    with pytest.raises(LimitReachedError, match=r"a inflates from .* to more than 999 bytes, the limit entry_bytes"):
        archive.read("a")


def test_limit_of_ratio_stops_a_bomb_before_it_is_inflated():
    bomb = Member("a", bytes(1 << 22), deflate=True)
    archive = archive_of(bomb, limits=Limits(ratio=100, ratio_from=1 << 16))
    with pytest.raises(LimitReachedError, match=r"a inflates from .*, the limit ratio of 100 to its packed size"):
        archive.read("a")
    assert archive_of(bomb, limits=Limits(ratio=100, ratio_from=1 << 22)).read("a") == bytes(1 << 22)


def test_limit_of_entry_bytes_holds_for_stored_entries():
    archive = archive_of(Member("a", TEXT), limits=Limits(entry_bytes=999))
    with pytest.raises(LimitReachedError, match="a has 1000 bytes; the limit entry_bytes is 999"):
        archive.read("a")


def test_limit_of_seconds_stops_before_the_next_entry():
    archive = archive_of(Member("a", TEXT), limits=Limits(seconds=-1))
    with pytest.raises(LimitReachedError, match="a: not read, the limit seconds of -1 is over"):
        archive.read("a")


def test_inner_archive_shares_bytes_and_time_with_the_outer():
    inner = zip_bytes([Member("a", TEXT)])
    stored = archive_of(Member("x", inner), limits=Limits(total_bytes=1500))
    nested = stored.nested(stored.entry("x"), "x", stored.limits)
    assert nested.read("a") == TEXT
    with pytest.raises(LimitReachedError, match="total_bytes"):
        nested.read("a")
    deflated = archive_of(Member("x", inner, deflate=True), limits=Limits(total_bytes=1500))
    with pytest.raises(LimitReachedError, match="total_bytes"):
        deflated.nested(deflated.entry("x"), "x", deflated.limits).read("a")


def test_limit_of_total_bytes_counts_over_entries():
    archive = archive_of(Member("a", TEXT), Member("b", TEXT), limits=Limits(total_bytes=1500))
    assert archive.read("a") == TEXT
    with pytest.raises(LimitReachedError, match="b: 1000 bytes make it 2000 read in all; the limit total_bytes"):
        archive.read("b")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"is empty \(0 bytes\)"),
        (b"not a package\n", "is a text file, not an app package"),
        ("并非安装包".encode() * 1000, "is a text file, not an app package"),
        (b"dex\n035\0" + bytes(200), "is a DEX file, not an app package"),
        (b"%PDF-1.7\n\0", "is a PDF document"),
        (bytes(range(256)), "no zip directory in its 256 bytes"),
        (zip_bytes([Member("a", TEXT)])[:600], "ends after 600 bytes without a zip directory: the file is truncated"),
    ],
)
def test_what_is_no_archive_is_named(tmp_path, content, message):
    path = tmp_path / "x.apk"
    path.write_bytes(content)
    with pytest.raises(UnreadableArtifactError, match=message):
        SafeArchive.open(path)


def test_has_is_exact_before_and_after_parsing():
    archive = archive_of(Member("assets/classes.dex"), Member("classes.dex2"), Member("AndroidManifest.xml"))
    for _ in range(2):
        assert archive.has("AndroidManifest.xml")
        assert not archive.has("classes.dex")
        archive.names()


def test_what_no_name_may_hold_is_known_before_parsing():
    archive = archive_of(Member("demo/app.json"), Member("app.js"))
    for _ in range(2):
        assert archive.may_name("/app.json")
        assert not archive.may_name("/app.js,")
        assert not archive.may_name("/game.json")
        archive.names()


def with_wide_record(package, *, offset, count, masked=False):
    """The archive with a 64-bit end record and its locator before the end record, which may ask for them or not."""
    end = package.rindex(b"PK\5\6")
    wide = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, end - offset, offset)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    record = bytearray(package[end:])
    if masked:
        struct.pack_into("<HHII", record, 8, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    return package[:end] + wide + locator + bytes(record)


def test_a_wide_directory_counts_only_where_the_end_record_asks_for_it():
    package = zip_bytes([Member("honest.txt", b"a"), Member("other.txt", b"b")])
    second = package.index(b"PK\1\2", package.index(b"PK\1\2") + 1)
    first = package.index(b"PK\1\2")
    for masked, names in ((False, ["honest.txt", "other.txt"]), (True, ["other.txt"])):
        data = with_wide_record(package, offset=second, count=1, masked=masked)
        archive = SafeArchive(memoryview(data), "a.zip", Limits())
        assert archive.names() == names
        assert ("second_directory" in {anomaly.code for anomaly in archive.anomalies}) is not masked
    same = SafeArchive(memoryview(with_wide_record(package, offset=first, count=2)), "a.zip", Limits())
    assert len(same.names()) == 2
    assert "second_directory" not in {anomaly.code for anomaly in same.anomalies}
