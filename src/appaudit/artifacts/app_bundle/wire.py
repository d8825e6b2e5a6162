"""The wire format of protocol buffers, as far as app bundles use it.

https://protobuf.dev/programming-guides/encoding/, checked 2026-11-27: a message is a row of fields, each a tag (number
and wire type) and a value. Groups are not read: no message of an app bundle has one. A field that its message has once
must stand there once: readers of protocol buffers take the last or put both together, and honest tools write no second.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from appaudit.artifacts.base import LimitReachedError
from appaudit.errors import DamagedPartError

VARINT: Final = 0
FIXED64: Final = 1
BYTES: Final = 2
FIXED32: Final = 5
#: The highest number that a varint of one byte holds.
_ONE_BYTE: Final = 0x7F
#: The lowest key of a field that has a number.
_FIRST_KEY: Final = 8
#: Bytes of the longest varint, which holds 64 bits seven at a time.
_LONGEST_VARINT: Final = 10
#: Fields that a message keeps at once: more than honest ones have, whose lists of thousands are read one by one.
_MOST_FIELDS: Final = 100_000


#: Where something lies in the data: from the first offset to the second.
Span = tuple[int, int]


class WireError(DamagedPartError):
    """Bytes that are no message, or break off."""

    format_zh = "protobuf 消息"


class Field(NamedTuple):
    """A field as it stands in the data: its bytes from `start` to `end`, or its `number` where it is one."""

    tag: int
    wire_type: int
    value: int
    start: int
    end: int


def fields(data: bytes, start: int, end: int, place: str) -> Iterator[Field]:
    """The fields of the message that lies between two offsets, in their order.

    Args:
        data: What the message lies in.
        start: Where it begins.
        end: Where it ends.
        place: What messages for people call it.

    Raises:
        WireError: A field breaks off, or is of a kind that does not exist.
    """
    position = start
    while position < end:
        # Nearly every tag and length has one byte: a call for each would be half of the time that reading takes.
        key = data[position]
        position += 1
        if key > _ONE_BYTE:
            key, position = read_varint(data, position - 1, end, place)
        wire_type, tag = key & 7, key >> 3
        if tag == 0:
            raise WireError(f"{place}: field without a number before {position}")
        if wire_type == BYTES:
            length = data[position] if position < end else _ONE_BYTE + 1
            position += 1
            if length > _ONE_BYTE:
                length, position = read_varint(data, position - 1, end, place)
            last = position + length
            if last > end:
                raise WireError(f"{place}: {length} bytes of field {tag} at {position} pass the end at {end}")
            yield Field(tag, wire_type, 0, position, last)
        elif wire_type == VARINT:
            value, last = read_varint(data, position, end, place)
            yield Field(tag, wire_type, value, position, last)
        elif wire_type in (FIXED32, FIXED64):
            last = position + (4 if wire_type == FIXED32 else 8)
            if last > end:
                raise WireError(f"{place}: the number of field {tag} at {position} passes the end at {end}")
            yield Field(tag, wire_type, int.from_bytes(data[position:last], "little"), position, last)
        else:
            raise WireError(f"{place}: field {tag} at {position} is of the unknown kind {wire_type}")
        position = last


def part_of(data: bytes, span: Span, tag: int, place: str) -> Span | None:
    """Where the one field of bytes with a tag lies in a message; faster than `Message`, for the many.

    Raises:
        WireError: A field does not fit, or the field stands twice or holds a number.
    """
    position, end = span
    found: Span | None = None
    while position < end:
        key = data[position]
        if key > _ONE_BYTE or key & 7 != BYTES or position + 1 >= end or data[position + 1] > _ONE_BYTE:
            for field in fields(data, position, end, place):  # anything but short fields of bytes
                if field.tag == tag:
                    if found is not None or field.wire_type != BYTES:
                        raise WireError(f"{place}: field {tag} at {field.start} stands twice or holds a number")
                    found = field.start, field.end
            return found
        first = position + 2
        position = first + data[position + 1]
        if position > end or key < _FIRST_KEY:
            raise WireError(f"{place}: field {key >> 3} at {first} passes the end at {end}, or has no number")
        if key >> 3 == tag:
            if found is not None:
                raise WireError(f"{place}: field {tag} at {first} stands twice")
            found = first, position
    return found


def read_varint(data: bytes, position: int, end: int, place: str) -> tuple[int, int]:
    """A number of up to 64 bits and where it ends.

    Raises:
        WireError: It breaks off or is longer.
    """
    value = shift = 0
    for offset in range(position, min(end, position + _LONGEST_VARINT)):
        octet = data[offset]
        value |= (octet & 0x7F) << shift
        if octet < 0x80:
            return value & 0xFFFFFFFFFFFFFFFF, offset + 1
        shift += 7
    raise WireError(f"{place}: number at {position} breaks off")


class Message:
    """One message with its fields at hand; what stands inside of a field is read when it is asked for."""

    __slots__ = ("_data", "_fields", "_place")

    def __init__(self, data: bytes, start: int, end: int, place: str) -> None:
        """Read the fields.

        Raises:
            ExtractionError: They do not fit, or are too many.
        """
        self._data = data
        self._place = place
        self._fields: dict[int, list[Field]] = {}
        found = list(islice(fields(data, start, end, place), _MOST_FIELDS + 1))
        if len(found) > _MOST_FIELDS:
            raise LimitReachedError(
                f"{place}: a message of more than {_MOST_FIELDS} fields",
                zh=f"{place}：一条消息的字段多于 {_MOST_FIELDS} 个",
            )
        for field in found:
            self._fields.setdefault(field.tag, []).append(field)

    def has(self, tag: int) -> bool:
        """Whether there is such a field."""
        return tag in self._fields

    def number(self, tag: int, default: int = 0) -> int:
        """A whole number as stored: negative ones of 32 bits come with all 64."""
        field = self._one(tag, VARINT)
        return default if field is None else field.value

    def bits(self, tag: int) -> int:
        """The bits of a number of fixed width; 0 where there is none."""
        field = self._one(tag, FIXED32)
        return 0 if field is None else field.value

    def text(self, tag: int) -> str:
        """A text, empty where there is none; what is no UTF-8 in it is replaced."""
        field = self._one(tag, BYTES)
        return "" if field is None else self._data[field.start : field.end].decode("utf-8", "replace")

    def message(self, tag: int) -> Message | None:
        """The message in a field."""
        field = self._one(tag, BYTES)
        return None if field is None else Message(self._data, field.start, field.end, self._place)

    def messages(self, tag: int) -> Iterator[Message]:
        """The messages in a repeated field, in their order."""
        for field in self._fields.get(tag, ()):
            yield Message(self._data, *self._span(field), self._place)

    def spans(self, tag: int) -> Iterator[Span]:
        """Where in the data the messages of a repeated field lie."""
        return map(self._span, self._fields.get(tag, ()))

    def _span(self, field: Field) -> Span:
        if field.wire_type != BYTES:
            raise WireError(f"{self._place}: field {field.tag} at {field.start} is no message")
        return field.start, field.end

    def _one(self, tag: int, wire_type: int) -> Field | None:
        found = self._fields.get(tag)
        if found is None:
            return None
        if len(found) > 1 or found[0].wire_type != wire_type:
            what = f"stands {len(found)} times" if len(found) > 1 else f"is of the kind {found[0].wire_type}"
            raise WireError(f"{self._place}: field {tag} at {found[0].start} {what}")
        return found[0]
