"""Resource tables in all layouts that aapt2 writes."""

import struct

import pytest
from tests.support.axml_builder import Bag, ConfigEntries, Ref, resource_table
from tests.support.work import calls_of

from appaudit.artifacts.apk.arsc import ArscError, ResourceTable
from appaudit.artifacts.apk.axml import TYPE_INT, TYPE_STRING
from appaudit.artifacts.apk.texts import keys_of


def table_of(types, **options):
    return ResourceTable(resource_table(types, **options))


@pytest.mark.parametrize("layout", ["dense", "sparse", "offset16"])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("utf8", [False, True])
def test_strings_of_all_locales_in_every_layout(layout, compact, utf8):
    default = ConfigEntries({0: ("app_name", "Shop"), 3: ("logout", "Log out")}, layout=layout, compact=compact)
    chinese = ConfigEntries({3: ("logout", "退出登录")}, locale="zh-rCN", layout=layout, compact=compact)
    table = table_of({"string": [default, chinese]}, utf8=utf8)
    assert list(table.string_values()) == [
        ("app_name", "", "Shop"),
        ("logout", "", "Log out"),
        ("logout", "zh-rCN", "退出登录"),
    ]
    assert table.name_of(0x7F010003) == "string/logout"
    assert table.resolve(0x7F010003).text == "Log out"
    assert table.resolve(0x7F010003, "zh").text == "退出登录"
    assert table.resolve(0x7F010000, "zh").text == "Shop"


@pytest.mark.parametrize(
    ("locale", "script", "expected"),
    [
        ("", "", ""),
        ("zh", "", "zh"),
        ("zh-rCN", "", "zh-rCN"),
        ("fil", "", "fil"),
        ("yue-rHK", "", "yue-rHK"),
        ("zh-rTW", "Hant", "b+zh+Hant+TW"),
        ("sr", "Latn", "b+sr+Latn"),
    ],
)
def test_locale_is_written_as_in_folder_names(locale, script, expected):
    table = table_of({"string": [ConfigEntries({0: ("a", "x")}, locale=locale, script=script)]})
    assert next(table.string_values()).locale == expected


def test_mainland_chinese_is_preferred_among_chinese():
    configs = [ConfigEntries({0: ("a", locale)}, locale=locale) for locale in ("zh-rTW", "zh-rHK", "zh-rCN", "en")]
    assert table_of({"string": configs}).resolve(0x7F010000, "zh").text == "zh-rCN"


def test_a_name_of_a_text_that_refers_to_another_is_told_apart():
    entries = ConfigEntries({0: ("key", "k"), 1: ("same_key", Ref(0x7F010000)), 2: ("empty", "")})
    table = table_of({"string": [entries], "id": [ConfigEntries({0: ("other", Ref(0x7F010000))})]})
    assert list(table.textless_names()) == ["same_key"]
    assert [each.name for each in table.string_values()] == ["key"]


def test_names_of_truth_values_are_told():
    table = table_of({"string": [ConfigEntries({0: ("a", "k")})], "bool": [ConfigEntries({0: ("is_on", "x")})]})
    assert list(table.bool_names()) == ["is_on"]


def test_texts_of_no_language_have_their_numbers():
    entries = ConfigEntries({0: ("key", "abc"), 2: ("same_key", Ref(0x7F010000)), 3: ("other", "two words")})
    german = ConfigEntries({0: ("key", "xyz")}, locale="de")
    table = table_of({"string": [entries, german], "drawable": [ConfigEntries({0: ("icon", "res/icon.png")})]})
    first = next(number for number, text in table.numbered_texts() if text == "abc")
    assert list(table.numbered_texts()) == [(first, "abc"), (first + 3, "two words")]
    assert table.resolve(first).text == "abc"


def test_a_key_is_a_text_without_blanks_that_no_configuration_changes():
    plain = ConfigEntries({0: ("key", "abc"), 1: ("other", "two words"), 2: ("host", "a.example")})
    newer = ConfigEntries({0: ("key", "abc"), 2: ("host", "b.example")})
    table = table_of({"string": [plain, newer]})
    assert list(keys_of(table).values()) == ["abc"]


def test_arrays_and_plurals_give_their_texts_and_other_types_none():
    table = table_of(
        {
            "string": [ConfigEntries({0: ("a", "text")})],
            "array": [
                ConfigEntries({0: ("days", Bag(["Monday", 5, Ref(0x7F010000), "Tuesday"])), 1: ("none", Bag([]))})
            ],
            "drawable": [ConfigEntries({0: ("icon", "res/drawable/icon.png")})],
        }
    )
    assert list(table.string_values()) == [("a", "", "text"), ("days", "", "Monday"), ("days", "", "Tuesday")]
    assert table.resolve(0x7F020000) is None
    assert table.resolve(0x7F030000).text == "res/drawable/icon.png"


def test_references_are_followed_and_circles_end():
    table = table_of(
        {
            "string": [
                ConfigEntries(
                    {0: ("a", Ref(0x7F010001)), 1: ("b", "end"), 2: ("c", Ref(0x7F010003)), 3: ("d", Ref(0x7F010002))}
                )
            ],
            "bool": [ConfigEntries({0: ("on", True)})],
            "integer": [ConfigEntries({0: ("n", 42)})],
        }
    )
    assert table.resolve(0x7F010000) == (TYPE_STRING, table.resolve(0x7F010001).data, "end")
    assert table.resolve(0x7F010002) is None
    assert table.resolve(0x7F030000)[:2] == (TYPE_INT, 42)
    assert table.resolve(0x01010000) is None
    assert table.name_of(0x01010000) == ""
    assert table.name_of(0x7F0100FF) == ""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "0 bytes are too few"),
        (bytes(64), "no resource table"),
        (resource_table({"string": [ConfigEntries({0: ("a", "b")})]})[:-4], "does not fit"),
    ],
)
def test_what_is_no_table_is_an_error(data, message):
    with pytest.raises(ArscError, match=message):
        ResourceTable(data)


def test_a_string_of_many_costs_a_few_calls():
    entries = {number: (f"key_{number}", f"text number {number}") for number in range(5_000)}
    table_bytes = resource_table(
        {"string": [ConfigEntries(entries), ConfigEntries(entries, locale="zh")]},
    )
    found = list(ResourceTable(table_bytes).string_values())
    assert len(found) == 10_000
    assert found[-1] == ("key_4999", "zh", "text number 4999")
    assert calls_of(lambda: list(ResourceTable(table_bytes).string_values())) < 20 * len(found)


@pytest.mark.parametrize("name", ["", "a", "words"])
def test_texts_of_a_type_of_no_known_name_are_texts(name):
    table = table_of({name: [ConfigEntries({0: ("a", "text")})], "id": [ConfigEntries({0: ("b", "other")})]})
    assert [item.text for item in table.string_values()] == ["text"]


#: Entries of 16 bytes each: size, flags, key, and the value.
_TWO_TEXTS = resource_table({"string": [ConfigEntries({0: ("a", "first"), 1: ("b", "second")})]})


@pytest.mark.parametrize(("size", "texts"), [(8, ["first", "second"]), (24, ["second", "second"])])
def test_a_value_begins_where_the_size_of_its_entry_says_and_takes_none_from_others(size, texts):
    data = bytearray(_TWO_TEXTS)
    struct.pack_into("<H", data, len(data) - 32, size)
    assert [item.text for item in ResourceTable(bytes(data)).string_values()] == texts


@pytest.mark.parametrize(("field", "what"), [(268, "types"), (276, "resources")])
def test_names_that_are_not_where_a_chunk_begins_can_be_read_in_two_ways(field, what):
    data = bytearray(_TWO_TEXTS)
    package = 12 + struct.unpack_from("<I", data, 16)[0]
    place = struct.unpack_from("<I", data, package + field)[0]
    struct.pack_into("<I", data, package + field, place + 4)
    assert ResourceTable(_TWO_TEXTS).second_readings() == []
    assert ResourceTable(bytes(data)).second_readings() == [
        f"names of {what} at {place + 4} of a package, where no chunk begins"
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_an_entry_that_is_compact_for_new_devices_alone_can_be_read_in_two_ways(number):
    data = bytearray(_TWO_TEXTS)
    struct.pack_into("<H", data, len(data) - 32 + 16 * number + 2, 0x0308)
    table = ResourceTable(bytes(data))
    list(table.string_values())
    assert table.second_readings() == ["1 compact entries, which Android before 14 reads otherwise"]


def test_offsets_that_are_short_for_new_devices_alone_can_be_read_in_two_ways():
    data = bytearray(_TWO_TEXTS)
    chunk = data.rindex(struct.pack("<HH", 0x0201, 84))
    data[chunk + 9] = 0x02
    table = ResourceTable(bytes(data))
    list(table.string_values())
    assert table.second_readings() == ["short offsets of entries, which Android before 14 reads otherwise"]


@pytest.mark.parametrize("layout", ["dense", "sparse", "offset16"])
@pytest.mark.parametrize("compact", [False, True])
def test_tables_of_honest_tools_can_be_read_in_one_way(compact, layout):
    entries = {0: ("a", "first"), 1: ("b", "second"), 4: ("c", Bag(["third"]))}
    table = table_of({"string": [ConfigEntries(entries, compact=compact, layout=layout)]})
    assert len(list(table.string_values())) == 3
    assert table.second_readings() == []


def test_documents_are_told_in_every_configuration_by_their_numbers():
    layouts = [ConfigEntries({2: ("a", "res/a.xml")}), ConfigEntries({2: ("a", "res/land/a.xml")}, locale="zh")]
    table = table_of({"string": [ConfigEntries({0: ("s", "res/s.xml")})], "layout": layouts})
    assert list(table.documents()) == [(0x7F020002, "res/a.xml"), (0x7F020002, "res/land/a.xml")]
