"""Manifests, layouts and resource tables of bundles say what those of packages say."""

import struct

import pytest
from tests.support.apk_builder import manifest
from tests.support.axml_builder import ANDROID, Bag, ConfigEntries, Raw, Ref, Tag, axml, resource_table
from tests.support.bundle_builder import File, Styled, field, message, table, varint, xml_node

from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.axml import read_axml
from appaudit.artifacts.apk.check_boxes import check_boxes
from appaudit.artifacts.apk.manifest import manifest_of
from appaudit.artifacts.apk.network_config import permits_cleartext
from appaudit.artifacts.apk.resources import MergedResources
from appaudit.artifacts.app_bundle.configuration import folder_locale, read_configuration
from appaudit.artifacts.app_bundle.form import PROTOBUF
from appaudit.artifacts.app_bundle.table import ProtobufTable
from appaudit.artifacts.app_bundle.wire import Message, WireError
from appaudit.artifacts.app_bundle.xml_nodes import is_xml_node, read_xml_nodes, second_readings, string_attributes
from appaudit.artifacts.base import LimitReachedError

TEXT = 0x0101014F
STRINGS = [
    ConfigEntries({0: ("app_name", "Shop"), 1: ("alias", Ref(0x7F010000)), 3: ("logout", "Log out")}),
    ConfigEntries({0: ("app_name", "商店"), 3: ("logout", "退出")}, locale="zh-rCN"),
    ConfigEntries({0: ("app_name", "商舖")}, locale="zh-rTW"),
    ConfigEntries({0: ("app_name", "Prodavnica")}, locale="sr", script="Latn"),
]
TYPES = {
    "string": STRINGS,
    "array": [ConfigEntries({0: ("days", Bag(["Monday", "Tuesday", Ref(0x7F010000)]))})],
    "plurals": [ConfigEntries({0: ("items", Bag(["one", "many"]))})],
    "xml": [ConfigEntries({0: ("paths", "res/xml/paths.xml")})],
    "style": [ConfigEntries({0: ("Theme", Bag(["serif"]))})],
}
FILTER = Tag("intent-filter", {}, [Tag("action", {"name": "a.B"})])
ROOT = manifest(
    Tag("uses-sdk", {"minSdkVersion": 21, "targetSdkVersion": 34}),
    Tag("uses-permission", {"name": "android.permission.CAMERA", "maxSdkVersion": 28}),
    attributes={"versionCode": 7, "versionName": "1.2", "versionCodeMajor": 1},
    application={"label": Ref(0x7F010001), "debuggable": True, "allowBackup": False, "name": ".Shop"},
    inside=[
        Tag("activity", {"name": ".Main", "exported": True}, [FILTER]),
        Tag("meta-data", {"name": "number", "value": 7}),
        Tag("meta-data", {"name": "hex", "value": Raw(0x11, 0xCAFE)}),
        Tag("meta-data", {"name": "float", "value": Raw(0x04, struct.unpack("<I", struct.pack("<f", 1.5))[0])}),
        Tag("meta-data", {"name": "theme", "value": Raw(0x02, 0x01010001)}),
        Tag("meta-data", {"name": "negative", "value": -3}),
        Tag("meta-data", {"name": "file", "resource": Ref(0x7F040000)}),
        Tag("meta-data", {"name": "unknown", "resource": Ref(0x7F7F0000)}),
    ],
)  # fmt: skip


def both_tables(types):
    return ResourceTable(resource_table(types)), ProtobufTable(table(types), "resources.pb")


def test_a_manifest_gives_the_facts_of_its_binary_twin():
    binary, protobuf = both_tables(TYPES)
    expected = manifest_of(read_axml(axml(ROOT), "m"), binary)
    found = manifest_of(read_xml_nodes(xml_node(ROOT), "m"), protobuf)
    assert found == expected
    assert found.app.label == "商店"
    assert {fact.name: fact.value for fact in found.facts if fact.kind == "meta_data"} == {
        "number": "7",
        "hex": "0xcafe",
        "float": "1.5",
        "theme": "",
        "negative": "-3",
        "file": "@xml/paths",
        "unknown": "@0x7f7f0000",
    }


def test_a_table_gives_the_texts_of_its_binary_twin():
    binary, protobuf = both_tables(TYPES)
    assert sorted(protobuf.string_values()) == sorted(binary.string_values())
    assert ("app_name", "b+sr+Latn", "Prodavnica") in set(protobuf.string_values())
    assert sorted(protobuf.numbered_texts()) == sorted(binary.numbered_texts()) != []


@pytest.mark.parametrize("language", ["", "zh", "sr", "fr"])
@pytest.mark.parametrize("resource_id", [0x7F010000, 0x7F010001, 0x7F010002, 0x7F010003, 0x7F020000, 0x7E010000, 0])
def test_a_resource_has_name_and_value_of_its_binary_twin(resource_id, language):
    binary, protobuf = both_tables(TYPES)
    expected, found = binary.resolve(resource_id, language), protobuf.resolve(resource_id, language)
    assert (found and found.text) == (expected and expected.text)
    assert protobuf.name_of(resource_id) == binary.name_of(resource_id)


def test_styled_texts_files_and_references_are_values():
    types = {
        "string": [ConfigEntries({0: ("rich", Styled("Read the policy")), 1: ("loop", Ref(0x7F010001))})],
        "xml": [ConfigEntries({0: ("net", File("res/xml/net.xml"))})],
    }
    found = ProtobufTable(table(types), "resources.pb")
    assert [(each.name, each.text) for each in found.string_values()] == [("rich", "Read the policy")]
    assert found.resolve(0x7F010001) is None
    assert found.resolve(0x7F020000).text == "res/xml/net.xml"


def test_tables_of_two_modules_complete_each_other():
    base = ProtobufTable(table({"string": [ConfigEntries({0: ("title", Ref(0x7E010000))})]}), "resources.pb")
    extra = ProtobufTable(table({"string": [ConfigEntries({0: ("other", "Extra")})]}, package_id=0x7E), "resources.pb")
    assert MergedResources([base, extra]).resolve(0x7F010000).text == "Extra"


def test_plainer_configurations_come_first():
    def valued(settings, text):
        return field(6, message((1, settings), (2, field(4, field(2, field(1, text))))))

    entry = message((1, b""), (2, "hint")) + valued(message((24, 21)), "newer") + valued(b"", "plain")
    kind = message((1, field(1, 1)), (2, "string"), (3, entry))
    found = ProtobufTable(field(2, message((1, field(1, 0x7F)), (3, kind))), "resources.pb")
    assert found.resolve(0x7F010000).text == "plain"


def test_a_configuration_stands_where_the_binary_form_has_it():
    settings = message((1, 460), (3, "zh-Hans-CN"), (4, 2), (10, 3), (18, 480), (24, 26))
    found = read_configuration(Message(settings, 0, len(settings), "x"))
    assert found.locale == "b+zh+Hans+CN"
    assert struct.unpack_from("<H", found.packed, 4) == (460,)
    assert struct.unpack_from("<H", found.packed, 14) == (480,)
    assert struct.unpack_from("<H", found.packed, 24) == (26,)
    assert found.packed[28] == 0x80 | 3


@pytest.mark.parametrize(
    ("tag", "folder"),
    [("", ""), ("zh", "zh"), ("zh-CN", "zh-rCN"), ("es-419", "es-r419"), ("sr-Latn", "b+sr+Latn"), ("fil", "fil")],
)
def test_locales_are_named_as_folders_are(tag, folder):
    assert folder_locale(tag) == folder


LAYOUT = Tag(
    "LinearLayout",
    {},
    [
        Tag("TextView", {"text": "Log out", "hint": Ref(0x7F010000)}),
        Tag("CheckBox", {"text": "agree", "checked": True}),
    ],
)


def test_literal_texts_of_a_layout_are_found():
    assert string_attributes(xml_node(LAYOUT), "l.xml", frozenset({TEXT})) == ["Log out", "agree"]


@pytest.mark.parametrize("padding", [b"", b"\x80\x00", b"\x80\x80\x00"])
def test_a_number_that_is_written_longer_than_need_be_is_the_same_resource(padding):
    number = varint(TEXT)
    longer = number[:-1] + bytes([number[-1] | 0x80]) + (padding or b"\x00")
    attribute = message((1, ANDROID), (2, "text"), (3, "Log out")) + b"\x28" + (longer if padding else number)
    node = field(1, message((3, "TextView"), (4, attribute)))
    assert string_attributes(node, "l.xml", frozenset({TEXT})) == ["Log out"]


def test_boxes_are_those_of_the_binary_twin():
    expected = check_boxes(axml(LAYOUT), "l.xml", None)
    assert check_boxes(xml_node(LAYOUT), "l.xml", None, PROTOBUF) == expected
    assert [(box.checked, box.texts) for _, box in expected] == [(True, ("agree",))]


@pytest.mark.parametrize(("written", "permitted"), [("true", True), ("false", False)])
def test_a_network_configuration_is_read(written, permitted):
    root = Tag("network-security-config", {}, [Tag("base-config", {}, (), {"cleartextTrafficPermitted": written})])
    assert permits_cleartext(read_xml_nodes(xml_node(root), "n.xml")) is permitted


def test_documents_are_told_from_plain_text():
    assert is_xml_node(xml_node(LAYOUT))
    assert not is_xml_node(b"<a/>")
    assert not is_xml_node(b"\xef\xbb\xbf <a/>")
    assert not is_xml_node(b"\n<a>" + b" " * 80 + b"</a>")
    assert is_xml_node(xml_node(Tag("a" * 58)))  # begins with a line feed and `<`
    assert xml_node(Tag("a" * 58))[:2] == b"\n<"


def test_an_attribute_that_stands_twice_is_said():
    doubled = message((3, "a"), (4, message((2, "package"), (3, "x"))), (4, message((2, "package"), (3, "y"))))
    node = field(1, doubled)
    assert read_xml_nodes(node, "m").attributes["package"].text == "x"
    assert second_readings(node, "m") == ["1 attributes that an element has twice; the first counts"]
    assert second_readings(xml_node(LAYOUT), "m") == []


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(field(2, "text"), "no element at the root", id="text-at-the-root"),
        pytest.param(xml_node(LAYOUT)[:-9], "pass the end", id="broken-off"),
        pytest.param(xml_node(LAYOUT) * 2, "stands 2 times", id="two-roots"),
        pytest.param(field(1, field(3, 7)), "is of the kind 0", id="name-that-is-a-number"),
    ],
)
def test_a_damaged_document_is_refused(data, what):
    with pytest.raises(WireError, match=what):
        read_xml_nodes(data, "m.xml")


def test_deep_nesting_is_a_limit():
    tag = Tag("a")
    for _ in range(100):
        tag = Tag("a", {}, [tag])
    with pytest.raises(LimitReachedError, match="more than 100 deep"):
        read_xml_nodes(xml_node(tag), "m.xml")


def test_countless_elements_are_a_limit():
    child = field(5, field(1, b""))
    with pytest.raises(LimitReachedError):
        read_xml_nodes(field(1, field(5, field(1, child * 90_000)) * 3), "m.xml")


def test_a_huge_document_is_a_limit():
    with pytest.raises(LimitReachedError, match="16777216 are read"):
        read_xml_nodes(bytes((16 << 20) + 1), "m.xml")


def test_countless_entries_of_a_table_are_a_limit():
    kind = field(3, message((2, "string")) + b"\x1a\x00" * 1_000_001)
    with pytest.raises(LimitReachedError, match="more than 1000000 parts"):
        ProtobufTable(field(2, kind), "resources.pb")


def test_a_damaged_entry_is_an_error_when_it_is_asked_for():
    kind = message((1, field(1, 1)), (2, "string"), (3, b"\x0a\x7f"))
    found = ProtobufTable(field(2, message((1, field(1, 0x7F)), (3, kind))), "resources.pb")
    with pytest.raises(WireError):
        list(found.string_values())
    with pytest.raises(WireError):
        found.name_of(0x7F010000)
