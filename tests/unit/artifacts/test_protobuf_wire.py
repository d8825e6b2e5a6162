"""The wire format of protocol buffers: numbers, texts and messages, and what is refused of damaged ones."""

import pytest
from tests.support.bundle_builder import field, message, varint

from appaudit.artifacts.app_bundle.wire import Message, WireError, fields, part_of, read_varint
from appaudit.artifacts.base import LimitReachedError


def read(data):
    return Message(data, 0, len(data), "x.pb")


@pytest.mark.parametrize("number", [0, 1, 127, 128, 300, 1 << 31, (1 << 64) - 1])
def test_numbers_of_any_length_are_read(number):
    encoded = varint(number)
    assert read_varint(encoded, 0, len(encoded), "x.pb") == (number, len(encoded))


def test_negative_numbers_come_with_all_bits():
    assert read(field(6, -2)).number(6) & 0xFFFFFFFF == 0xFFFFFFFE


def test_fields_are_told_by_number_and_kind():
    data = message((1, 300), (2, "名称"), (16, b"\x08\x05")) + b"\x1d\x01\x02\x03\x04" + b"\x21" + bytes(8)
    found = read(data)
    assert (found.number(1), found.text(2), found.message(16).number(1), found.bits(3)) == (300, "名称", 5, 0x04030201)
    assert [(each.tag, each.wire_type) for each in fields(data, 0, len(data), "x.pb")] == [
        (1, 0), (2, 2), (16, 2), (3, 5), (4, 1),
    ]  # fmt: skip


def test_what_is_missing_is_empty():
    found = read(b"")
    assert (found.number(1), found.text(2), found.bits(3), found.message(4), found.has(1)) == (0, "", 0, None, False)
    assert list(found.messages(5)) == []


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"\x0a\x05abc", "5 bytes of field 1 at 2 pass the end at 5", id="text-breaks-off"),
        pytest.param(b"\x08\x80\x80", "number at 1 breaks off", id="number-breaks-off"),
        pytest.param(b"\x08" + b"\xff" * 11, "number at 1 breaks off", id="number-without-end"),
        pytest.param(b"\x80", "number at 0 breaks off", id="tag-breaks-off"),
        pytest.param(b"\x0d\x00\x00", "the number of field 1 at 1 passes the end at 3", id="fixed-breaks-off"),
        pytest.param(b"\x0b", "field 1 at 1 is of the unknown kind 3", id="group"),
        pytest.param(b"\x02\x00", "field without a number", id="tag-zero"),
        pytest.param(b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "pass the end", id="huge-length"),
    ],
)
def test_what_breaks_off_is_refused_with_its_place(data, what):
    with pytest.raises(WireError) as raised:
        read(data)
    assert raised.value.message.startswith("x.pb: ")
    assert what in raised.value.message
    assert "protobuf" in raised.value.zh


def test_a_field_that_stands_twice_where_one_belongs_is_refused():
    with pytest.raises(WireError, match="field 1 at 2 stands 2 times"):
        read(field(1, "a") + field(1, "b")).text(1)


def test_a_number_where_a_text_belongs_is_refused():
    with pytest.raises(WireError, match="field 1 at 1 is of the kind 0"):
        read(field(1, 5)).text(1)
    with pytest.raises(WireError, match="field 1 at 1 is no message"):
        list(read(field(1, 5)).messages(1))


def test_a_message_of_countless_fields_is_a_limit():
    with pytest.raises(LimitReachedError, match="more than 100000 fields"):
        read(field(1, 0) * 100_001)


def test_texts_that_are_no_utf8_are_still_texts():
    assert read(field(1, b"a\xffb")).text(1) == "a�b"


@pytest.mark.parametrize("before", [b"", field(1, "x"), field(1, 300), field(20, "x"), field(1, "x" * 200)])
def test_one_part_is_found_wherever_it_stands(before):
    data = before + field(2, "wanted") + field(3, 7) + field(4, "y")
    start, end = part_of(data, (0, len(data)), 2, "x.pb")
    assert data[start:end] == b"wanted"
    assert part_of(data, (0, len(data)), 5, "x.pb") is None


@pytest.mark.parametrize(
    "data", [field(2, "a") * 2, field(2, "a") + field(20, "x") + field(2, "b"), field(2, 7), b"\x12\x05ab", b"\x02\x00"]
)
def test_a_part_that_is_damaged_or_stands_twice_is_refused(data):
    with pytest.raises(WireError):
        part_of(data, (0, len(data)), 2, "x.pb")
