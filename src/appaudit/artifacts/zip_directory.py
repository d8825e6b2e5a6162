"""The central directory of a zip archive, found and read even where its end record lies.

Section numbers refer to PKWARE's APPNOTE.TXT 6.3. Android looks only at the central directory, so does this.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from appaudit.artifacts.base import Anomaly, LimitReachedError, Limits
from appaudit.model.record import record

LOCAL_SIGNATURE = b"PK\x03\x04"
CENTRAL_SIGNATURE = b"PK\x01\x02"
_END_SIGNATURE = b"PK\x05\x06"
_END64_SIGNATURE = b"PK\x06\x06"
_LOCATOR64_SIGNATURE = b"PK\x06\x07"

# Section 4.3.12, without the fields nobody needs: versions, times, disk, attributes.
_CENTRAL = struct.Struct("<4s4xHH4xIIIHHH8xI")
# Section 4.3.16: entries on this disk and in all, directory size and offset, comment length.
_END = struct.Struct("<4s4xHHIIH")
# Section 4.3.14: entries in all, directory size and offset.
_END64 = struct.Struct("<4s28xQQQ")
_MASKED, _MASKED_COUNT = 0xFFFFFFFF, 0xFFFF
#: The end record and the longest comment: where section 4.3.16 allows it to be.
_END_WINDOW = _END.size + 0xFFFF
#: How far beyond that window a lost end record is looked for, and how many candidates are tried.
_JUNK_WINDOW = 1 << 26
_END_TRIES = 64


class Entry(NamedTuple):
    """One central directory record; sizes in bytes, `header_offset` counted from the start of the data.

    `stored_name` is the name in the directory, where a part of an archive gives the record another one.
    """

    name: str
    flags: int
    method: int
    crc: int
    compressed_size: int
    size: int
    header_offset: int
    stored_name: str = ""


class Directory(NamedTuple):
    """Where the central directory lies in the data, `base` bytes having been put before the archive."""

    start: int
    end: int
    base: int
    declared_count: int


@record(kw_only=False, frozen=False)
class DirectoryEntries:
    """The records of a directory.

    `first` holds the first record of each name, the one that Android's runtime used while it still accepted
    duplicates; `repeated` the others. `is_damaged` says that records may be missing.
    """

    first: dict[str, Entry] = field(default_factory=dict)
    repeated: list[Entry] = field(default_factory=list)
    is_damaged: bool = False


def locate_directory(data: memoryview, anomalies: list[Anomaly]) -> Directory | None:
    """Find the central directory through its end record; None where no end record leads to one.

    A record whose comment ends with the file is believed first, as by Android, then the last one that leads to
    entries. A comment can hold something that looks like an end record.
    """
    tail_start = max(0, len(data) - _END_WINDOW)
    found = _best_directory(data, tail_start, len(data))
    if found is None and tail_start:
        # Junk longer than any comment was appended; Android refuses that, but a mirror that pads files is no reason.
        found = _best_directory(data, max(0, tail_start - _JUNK_WINDOW), tail_start)
    if found is None:
        return None
    trailing, directory, noted = found
    anomalies.extend(noted)
    if trailing > 0:
        anomalies.append(Anomaly("trailing_data", "", f"{trailing} bytes after the end record"))
    elif trailing < 0:
        anomalies.append(Anomaly("comment_overruns", "", f"comment lacks {-trailing} of its bytes"))
    return directory


def parse_directory(
    data: memoryview, directory: Directory, limits: Limits, anomalies: list[Anomaly]
) -> DirectoryEntries:
    """Read all records of the directory, whatever count the end record declares.

    Raises:
        LimitReachedError: There are more than `limits.entries`.
    """
    found = DirectoryEntries()
    block = bytes(data[directory.start : directory.end])
    position, last, total = 0, len(block) - _CENTRAL.size, 0
    base, first, unpack = directory.base, found.first, _CENTRAL.unpack_from
    while position <= last:
        signature, flags, method, crc, packed, size, name_length, extra_length, note_length, offset = unpack(
            block, position
        )
        if signature != CENTRAL_SIGNATURE:
            break
        total += 1
        if total > limits.entries:
            raise LimitReachedError(
                f"more than {limits.entries} entries, the limit entries",
                zh=f"条目多于 {limits.entries} 个，超过限制 entries",
            )
        name_end = position + _CENTRAL.size + name_length
        name = block[position + _CENTRAL.size : name_end].decode("utf-8", "backslashreplace")
        if _MASKED in (packed, size, offset):
            packed, size, offset = _wide_sizes(block[name_end : name_end + extra_length], packed, size, offset)
        entry = Entry(name, flags, method, crc, packed, size, offset + base)
        if name in first:
            found.repeated.append(entry)
            anomalies.append(Anomaly("duplicate_name", name, "name occurs more than once in the directory"))
        else:
            first[name] = entry
        position = _next_record(block, position, name_end, extra_length + note_length, name, anomalies)
    if position < len(block):
        left = len(block) - position
        anomalies.append(Anomaly("junk_in_directory", "", f"{left} bytes between the last record and the end record"))
    _judge_count(directory, total, found, anomalies)
    _judge_names(found, anomalies)
    return found


def mentions(data: memoryview, directory: Directory, name: str) -> bool:
    """True if some record of the directory has exactly this name; does not parse the others."""
    block = bytes(data[directory.start : directory.end])
    encoded = name.encode()
    position = block.find(encoded)
    while position >= 0:
        record = position - _CENTRAL.size
        if (
            record >= 0
            and block.startswith(CENTRAL_SIGNATURE, record)
            and _CENTRAL.unpack_from(block, record)[6] == len(encoded)
        ):
            return True
        position = block.find(encoded, position + 1)
    return False


def _best_directory(data: memoryview, start: int, end: int) -> tuple[int, Directory, list[Anomaly]] | None:
    """The directory of the best end record between two offsets, and how many bytes follow that record."""
    candidates = []
    for rank, end_offset in enumerate(_end_records(bytes(data[start:end]), start)):
        directory, noted = _directory_of(data, end_offset)
        if directory is not None:
            trailing = len(data) - (end_offset + _END.size + _END.unpack_from(data, end_offset)[5])
            is_empty = directory.start == directory.end
            candidates.append(((trailing != 0, is_empty, rank), (trailing, directory, noted)))
            if trailing == 0:
                break
    return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def _end_records(block: bytes, offset: int) -> Iterator[int]:
    """Where end records may start, last first; `offset` is where `block` stands in the data."""
    position, tries = len(block) - _END.size + len(_END_SIGNATURE), 0
    while tries < _END_TRIES and (position := block.rfind(_END_SIGNATURE, 0, max(0, position))) >= 0:
        yield offset + position
        position += len(_END_SIGNATURE) - 1
        tries += 1


def _directory_of(data: memoryview, end_offset: int) -> tuple[Directory | None, list[Anomaly]]:
    _, _, count, size, offset, _ = _END.unpack_from(data, end_offset)
    limit = end_offset
    wide = _wide_end_record(data, end_offset)
    is_asked_for = count == _MASKED_COUNT or _MASKED in (size, offset)
    unasked: list[Anomaly] = []
    if wide is not None and is_asked_for:
        limit, count, size, offset = wide
    elif wide is not None and wide[1:] != (count, size, offset):
        # Android reads the 64-bit record only where the end record says that its own fields do not suffice.
        detail = f"a 64-bit record leads to {wide[1]} entries at {wide[3]}, the end record to {count} at {offset}"
        unasked.append(Anomaly("second_directory", "", detail))
    if count == 0 and size == 0:
        return Directory(limit, limit, 0, 0), unasked
    for start in (offset, limit - size):
        # The offset is believed first: padding may stand between directory and end record.
        if 0 <= start <= limit - _CENTRAL.size and data[start : start + 4] == CENTRAL_SIGNATURE:
            shift = start - offset
            noted = [Anomaly("prepended_data", "", f"directory found {shift} bytes from where it should be")]
            return Directory(start, limit, shift, count), [*unasked, *(noted if shift else [])]
    return None, []


def _wide_end_record(data: memoryview, end_offset: int) -> tuple[int, int, int, int] | None:
    locator = end_offset - 20
    if locator < 0 or bytes(data[locator : locator + 4]) != _LOCATOR64_SIGNATURE:
        return None
    (declared,) = struct.unpack_from("<Q", data, locator + 8)
    for place in (declared, locator - 56):  # the second holds where data was put before the archive
        if 0 <= place <= len(data) - _END64.size and bytes(data[place : place + 4]) == _END64_SIGNATURE:
            _, count, size, offset = _END64.unpack_from(data, place)
            return place, count, size, offset
    return None


def _wide_sizes(extra: bytes, packed: int, size: int, offset: int) -> tuple[int, int, int]:
    """Section 4.5.3: 64-bit values, present only for the fields that are masked, in this order."""
    position = 0
    while position + 4 <= len(extra):
        tag, length = struct.unpack_from("<HH", extra, position)
        if tag == 1:
            values = iter(struct.unpack_from(f"<{min(length, len(extra) - position - 4) // 8}Q", extra, position + 4))
            size = next(values, size) if size == _MASKED else size
            packed = next(values, packed) if packed == _MASKED else packed
            offset = next(values, offset) if offset == _MASKED else offset
            break
        position += 4 + length
    return packed, size, offset


def _next_record(block: bytes, position: int, name_end: int, rest: int, name: str, anomalies: list[Anomaly]) -> int:
    following = name_end + rest
    if following == len(block) or block.startswith(CENTRAL_SIGNATURE, following):
        return following
    resumed = block.find(CENTRAL_SIGNATURE, name_end)
    if resumed < 0 or following <= len(block) - _CENTRAL.size < resumed:
        return following
    anomalies.append(
        Anomaly("extra_field_overruns", name, f"record at {position} declares {rest} bytes of extra field")
    )
    return resumed


def _judge_count(directory: Directory, total: int, found: DirectoryEntries, anomalies: list[Anomaly]) -> None:
    # Tools without zip64 write the count modulo 65536 and Android never minded.
    if total == directory.declared_count or (total > 0xFFFF and total & 0xFFFF == directory.declared_count):
        return
    anomalies.append(Anomaly("entry_count_differs", "", f"{directory.declared_count} entries declared, {total} found"))
    found.is_damaged = total < directory.declared_count


def _judge_names(found: DirectoryEntries, anomalies: list[Anomaly]) -> None:
    for name in found.first:
        if name.startswith(("/", "\\")) or (".." in name and ".." in name.replace("\\", "/").split("/")):
            anomalies.append(Anomaly("traversal_name", name, "name leads outside the folder it is unpacked to"))
        elif "\0" in name:
            anomalies.append(Anomaly("name_with_nul", name, "name holds a NUL character"))
