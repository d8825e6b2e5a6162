"""Tables of resources in both layouts: the same texts in all languages, and damage that is said."""

from __future__ import annotations

import random
import struct

import pytest
from tests.support.harmony_builder import FIRST_ID, STRING_LIST, first_layout, second_layout

from appaudit.artifacts.base import LimitReachedError, Limits
from appaudit.artifacts.harmony.resource_index import ResourceIndex, ResourceIndexError
from appaudit.errors import ExtractionError

TEXTS = {
    "app_name": {"": "轻荷", "en_US": "Qinghe"},
    "camera_reason": {"": "用于扫码", "en_US": "To scan codes", "zh_Hant_TW": "用於掃碼"},
}
LAYOUTS = pytest.mark.parametrize("layout", [first_layout, second_layout])


def read(data: bytes, limits: Limits | None = None) -> ResourceIndex:
    return ResourceIndex(data, "resources.index", limits or Limits())


@LAYOUTS
def test_every_language_of_a_text_is_read(layout) -> None:
    index = read(layout(TEXTS))
    assert dict(index.texts_of(FIRST_ID + 1)) == {"": "用于扫码", "en_US": "To scan codes", "zh_Hant_TW": "用於掃碼"}
    assert dict(index.texts_named("app_name")) == {"": "轻荷", "en_US": "Qinghe"}
    assert [name for name, _ in index.all_texts()].count("camera_reason") == 3


@LAYOUTS
def test_what_is_not_there_has_no_texts(layout) -> None:
    index = read(layout(TEXTS))
    assert index.texts_of(FIRST_ID + 7) == ()
    assert index.texts_named("other") == ()


@LAYOUTS
def test_lists_of_texts_are_counted_and_not_read(layout) -> None:
    index = read(layout(TEXTS, kind=STRING_LIST))
    assert list(index.all_texts()) == []
    assert index.lists > 0


@LAYOUTS
def test_a_table_cut_anywhere_is_refused(layout) -> None:
    data = layout(TEXTS)
    for length in range(len(data)):
        with pytest.raises(ResourceIndexError):
            read(data[:length])


@LAYOUTS
def test_damage_is_our_own_error_or_a_reading(layout) -> None:
    data, chance = layout(TEXTS), random.Random(7)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(600):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(128, len(damaged))] = chance.choice((0, 1, 9, 255, chance.randrange(256)))
        try:
            list(read(bytes(damaged)).all_texts())
            outcomes["read"] += 1
        except ExtractionError:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 20


def test_a_count_of_billions_is_not_believed() -> None:
    data = bytearray(first_layout(TEXTS))
    offset = data.index(b"IDSS")
    data[offset + 4 : offset + 8] = struct.pack("<I", 0xFFFFFFFF)
    with pytest.raises(ExtractionError):
        read(bytes(data))
    parameters = bytearray(second_layout(TEXTS))
    offset = parameters.index(b"KEYS")
    parameters[offset + 8 : offset + 12] = struct.pack("<I", 0xFFFFFFFF)
    with pytest.raises(ExtractionError):
        read(bytes(parameters))


def test_many_keys_that_name_the_same_texts_meet_the_limit() -> None:
    """Twelve bytes a key and a thousand texts behind each: the count is of texts that are read, not of bytes."""
    one = first_layout({f"name{number}": {"": "x"} for number in range(100)})
    body = one[136 + 12 :]
    keys = 200
    start = 136 + 12 * keys
    shifted = bytearray(body)
    for number in range(100):
        resource, record = struct.unpack_from("<II", body, 8 + 8 * number)
        struct.pack_into("<II", shifted, 8 + 8 * number, resource, record - 136 - 12 + start)
    head = one[:128] + struct.pack("<II", 0, keys) + b"KEYS" + struct.pack("<II", start, 0)
    data = head + (b"KEYS" + struct.pack("<II", start, 0)) * (keys - 1) + bytes(shifted)
    assert len(list(read(data).all_texts())) == 100
    with pytest.raises(LimitReachedError, match="limit strings"):
        read(data, Limits(strings=1000))
    with pytest.raises(LimitReachedError, match="limit texts_bytes"):
        read(data, Limits(texts_bytes=1000))
