"""Protocol buffers of app bundles: documents, resource tables and lists of libraries.

The first byte chooses which of them the rest is read as.
"""

from __future__ import annotations

import contextlib
import random

from tests.fuzz.harnesses.resource_table import IDS
from tests.hostile.mutations import mutate as mutate_bytes
from tests.hostile.seeds.app_bundle import LAYOUT
from tests.hostile.seeds.parts import MANIFEST, entries
from tests.support.bundle_builder import dependencies, field, table, xml_node

from appaudit.artifacts.apk.check_boxes import check_boxes
from appaudit.artifacts.apk.manifest import manifest_of
from appaudit.artifacts.apk.network_config import permits_cleartext
from appaudit.artifacts.apk.texts import resource_texts
from appaudit.artifacts.app_bundle.dependencies import dependency_facts
from appaudit.artifacts.app_bundle.form import PROTOBUF
from appaudit.artifacts.app_bundle.modules import module_of
from appaudit.artifacts.app_bundle.table import ProtobufTable
from appaudit.artifacts.app_bundle.xml_nodes import is_xml_node, read_xml_nodes, second_readings, string_attributes
from appaudit.errors import ExtractionError

DOCUMENT, TABLE, LIBRARIES = b"\0", b"\1", b"\2"
DICTIONARY = (
    b"\x0a\x00", b"\x12\x00", b"\x1a\x00", b"\x22\x00", b"\x2a\x00", b"\x32\x00", b"\x28\xcf\x82\x84\x08", b"\x08\x00",
    b"\xff\xff\xff\xff\x0f", b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00",
    b"\x0b", b"\x0d", b"manifest", b"package", b"CheckBox", b"base-config",
)  # fmt: skip


def seeds() -> list[bytes]:
    libraries = dependencies("com.example:push:1.2.3", "com.example:pay:4")
    return [
        DOCUMENT + xml_node(MANIFEST),
        DOCUMENT + LAYOUT,
        TABLE + table(entries()),
        LIBRARIES + libraries,
        LIBRARIES + field(1, libraries)[1:],
    ]


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Damage behind the byte that chooses."""
    return data[:1] + mutate_bytes(data[1:], chance)


def fuzz(data: bytes) -> None:
    content = data[1:]
    with contextlib.suppress(ExtractionError):
        if data[:1] == TABLE:
            read_table(content)
        elif data[:1] == LIBRARIES:
            for fact in dependency_facts(content):
                assert ":" in fact.name
        else:
            read_document(content)


def read_document(content: bytes) -> None:
    is_xml_node(content)
    root = read_xml_nodes(content, "x.xml")
    string_attributes(content, "x.xml", frozenset({0x0101014F}))
    second_readings(content, "x.xml")
    permits_cleartext(root)
    module_of("extra", root)
    resources = ProtobufTable(table(entries()), "resources.pb")
    check_boxes(content, "x.xml", resources, PROTOBUF)
    manifest_of(root, resources)


def read_table(content: bytes) -> None:
    resources = ProtobufTable(content, "resources.pb")
    for resource_id in IDS:
        with contextlib.suppress(ExtractionError):
            resources.name_of(resource_id)
        with contextlib.suppress(ExtractionError):
            resources.resolve(resource_id, "zh")
    list(resource_texts(resources))
