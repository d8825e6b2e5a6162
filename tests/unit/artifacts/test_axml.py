"""Binary XML, as Android tolerates it."""

import struct

import pytest
from tests.support.axml_builder import ANDROID, IDS, Quirks, Raw, Ref, Tag, axml, string_pool

from appaudit.artifacts.apk.axml import (
    TYPE_BOOLEAN,
    TYPE_INT,
    TYPE_REFERENCE,
    TYPE_STRING,
    AxmlError,
    read_axml,
    second_readings,
    string_attributes,
)
from appaudit.artifacts.apk.string_pool import StringPool
from appaudit.artifacts.base import LimitReachedError

TREE = Tag(
    "manifest",
    {"versionCode": 7, "versionName": "1.0"},
    (Tag("uses-sdk", {"minSdkVersion": 21}), Tag("application", {"debuggable": True, "label": Ref(0x7F010000)})),
    {"package": "com.例.app"},
)


def summary(element):
    attributes = {key: (value.type, value.text or value.data) for key, value in element.attributes.items()}
    return element.name, attributes, [summary(child) for child in element.children]


EXPECTED = (
    "manifest",
    {
        IDS["versionCode"]: (TYPE_INT, 7),
        IDS["versionName"]: (TYPE_STRING, "1.0"),
        "package": (TYPE_STRING, "com.例.app"),
    },
    [
        ("uses-sdk", {IDS["minSdkVersion"]: (TYPE_INT, 21)}, []),
        (
            "application",
            {IDS["label"]: (TYPE_REFERENCE, 0x7F010000), IDS["debuggable"]: (TYPE_BOOLEAN, 0xFFFFFFFF)},
            [],
        ),
    ],
)


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(),
        Quirks(utf8=True),
        Quirks(garbled_names=True),
        Quirks(attribute_size=24, attribute_start=28, node_header=24),
        Quirks(unknown_chunk=True),
        Quirks(outer_type=0x1234),
        Quirks(outer_size=0x7FFFFFFF),
        Quirks(string_count_excess=5000),
        Quirks(end_tags=False),
    ],
    ids=lambda quirks: ",".join(f"{k}={v}" for k, v in vars(quirks).items() if v != getattr(Quirks(), k)) or "plain",
)
def test_tree_with_what_android_accepts(quirks):
    found = summary(read_axml(axml(TREE, quirks), "x.xml"))
    if quirks.end_tags:
        assert found == EXPECTED
    else:
        assert found[:2] == EXPECTED[:2]


def test_attributes_without_resource_id_go_by_name_and_namespace():
    root = read_axml(axml(Tag("a", {"label": "x"}), Quirks(resource_map=False)), "x.xml")
    assert {key: value.text for key, value in root.attributes.items()} == {f"{{{ANDROID}}}label": "x"}


def test_typed_values_keep_type_and_bits():
    root = read_axml(axml(Tag("a", {"value": Raw(0x04, 0x3F800000)})), "x.xml")
    assert root.attributes[IDS["value"]][:2] == (0x04, 0x3F800000)


def test_text_after_the_root_element_is_ignored():
    data = axml(Tag("a")) + axml(Tag("b"))
    assert read_axml(data, "x.xml").name == "a"


@pytest.mark.parametrize("utf8", [False, True])
@pytest.mark.parametrize("length", [0, 1, 127, 128, 300, 0x7FFF])
def test_string_lengths_at_the_limits_of_their_encoding(utf8, length):
    texts = ["before", "注销账号"[:length] if length < 4 else "x" * length, "after"]
    pool = StringPool(string_pool(texts, utf8=utf8), 0, "pool")
    assert [pool[index] for index in range(3)] == texts
    assert pool.texts([0, 1, 2]) == texts


def test_very_long_utf16_string():
    pool = StringPool(string_pool(["y" * 70_000]), 0, "pool")
    assert pool[0] == "y" * 70_000 == pool.texts([0])[0]


def test_string_index_out_of_range_is_empty():
    pool = StringPool(string_pool(["a"]), 0, "pool")
    assert (pool[1], pool[-1], pool[0xFFFFFFFF]) == ("", "", "")
    assert pool.texts([0, 5, -1]) == ["a", "", ""]


def test_pool_whose_header_passes_its_end_is_empty():
    pool = bytearray(string_pool(["a"]))
    struct.pack_into("<H", pool, 2, 0xFFF0)
    assert StringPool(bytes(pool), 0, "pool").texts([0]) == [""]


def test_overlapping_strings_hit_a_limit():
    count = 3000
    pool = bytearray(string_pool(["z" * 0x7000] + [""] * (count - 1), utf8=True))
    struct.pack_into(f"<{count}I", pool, 28, *([0] * count))
    with pytest.raises(LimitReachedError, match="pool: strings overlap"):
        StringPool(bytes(pool), 0, "pool").texts(range(count))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", r"m\.xml: 0 bytes are too few"),
        (b"<?xml version='1.0'?><manifest/>", "plain-text XML"),
        (b"\x03\x00\x08\x00" + bytes(64), "no string pool"),
        (b"PK\x03\x04" + bytes(64), "no binary XML"),
        (axml(Tag("a"))[:-40], "does not fit"),
    ],
)
def test_what_is_no_binary_xml_is_an_error(data, message):
    with pytest.raises(AxmlError, match=message):
        read_axml(data, "m.xml")


def test_document_without_elements_is_an_error():
    data = struct.pack("<HHI", 3, 8, 8 + len(string_pool([]))) + string_pool([])
    with pytest.raises(AxmlError, match="without any element"):
        read_axml(data, "m.xml")


def test_attributes_of_size_zero_do_not_multiply():
    data = bytearray(axml(Tag("a", {"label": "x"})))
    position = data.index(struct.pack("<HHH", 20, 20, 1))
    data[position : position + 6] = struct.pack("<HHH", 20, 0, 0xFFFF)
    assert len(read_axml(bytes(data), "m.xml").attributes) == 1


def test_string_attributes_finds_literals_only():
    layout = Tag(
        "LinearLayout",
        {"label": "not shown"},
        (
            Tag("TextView", {"text": "注销账号", "hint": Ref(0x7F010000)}),
            Tag("Button", {"text": "Delete", "hint": "h"}),
        ),
    )
    wanted = frozenset({IDS["text"], IDS["hint"]})
    for quirks in (Quirks(), Quirks(utf8=True, attribute_size=24, garbled_names=True)):
        assert string_attributes(axml(layout, quirks), "l.xml", wanted) == ["注销账号", "Delete", "h"]
    assert string_attributes(axml(layout, Quirks(resource_map=False)), "l.xml", wanted) == []


def with_pool_before_nodes(document, pool):
    """The document with another string pool right before its first node, where Android meets it last."""
    header = struct.unpack_from("<HHI", document, 0)
    position = header[1]
    while struct.unpack_from("<H", document, position)[0] not in range(0x100, 0x180):
        position += struct.unpack_from("<I", document, position + 4)[0]
    changed = document[:position] + pool + document[position:]
    return struct.pack("<HHI", header[0], header[1], len(changed)) + changed[8:]


def test_the_last_string_pool_counts_and_is_said():
    document = axml(Tag("honest", plain={"name": "a"}))
    texts = ["hidden" if text == "honest" else text for text in pool_texts(document)]
    changed = with_pool_before_nodes(document, string_pool(texts))
    assert read_axml(changed, "m.xml").name == "hidden"
    assert second_readings(changed, "m.xml") == ["2 string pools; the last one counts"]
    assert second_readings(document, "m.xml") == []


def pool_texts(document):
    start = struct.unpack_from("<H", document, 2)[0]
    pool = StringPool(document, start, "m.xml")
    return pool.texts(range(len(pool)))


def test_a_text_as_written_that_is_another_than_the_value_is_said():
    document = bytearray(axml(Tag("a", plain={"name": "one"}, children=[Tag("b", plain={"name": "two"})])))
    one, two = (pool_texts(bytes(document)).index(text) for text in ("one", "two"))
    place = bytes(document).index(struct.pack("<IHBBI", one, 8, 0, 3, one))
    struct.pack_into("<I", document, place, two)
    assert read_axml(bytes(document), "m.xml").attributes["name"].text == "one"
    assert len(second_readings(bytes(document), "m.xml")) == 1


def test_a_text_that_does_not_end_where_its_length_says_is_none_as_on_android():
    for utf8, place in ((True, 28 + 4 + 2 + 3), (False, 28 + 4 + 2 + 6)):
        pool = bytearray(string_pool(["abc"], utf8=utf8))
        assert StringPool(bytes(pool), 0, "pool").texts([0]) == ["abc"]
        pool[place] = 0x41
        assert StringPool(bytes(pool), 0, "pool")[0] == ""
        assert StringPool(bytes(pool), 0, "pool").texts([0]) == [""]


def test_an_odd_offset_of_utf16_leads_to_the_unit_around_it():
    pool = bytearray(string_pool(["abc"]))
    struct.pack_into("<I", pool, 28, 1)
    assert StringPool(bytes(pool), 0, "pool")[0] == "abc" == StringPool(bytes(pool), 0, "pool").texts([0])[0]


def test_lengths_of_a_text_that_disagree_are_counted():
    pool = bytearray(string_pool(["abc", "中文"], utf8=True))
    assert StringPool(bytes(pool), 0, "pool").disagreeing() == 0
    pool[28 + 8] = 9
    assert StringPool(bytes(pool), 0, "pool").disagreeing() == 1


def test_a_chunk_of_no_known_kind_among_the_nodes_is_said():
    document = bytearray(axml(Tag("a", children=[Tag("b")])))
    place = bytes(document).rindex(struct.pack("<HHI", 0x102, 16, 36))
    struct.pack_into("<H", document, place, 0xFB0)
    assert second_readings(bytes(document), "m.xml") == ["1 nodes that Android does not take; it stops at the first"]
