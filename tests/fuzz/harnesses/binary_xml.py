"""Binary XML: the manifest, layouts, and the network configuration."""

from __future__ import annotations

import contextlib
from functools import cache

from tests.fuzz.seeds import entries_of
from tests.hostile.seeds.parts import MANIFEST, table
from tests.support.axml_builder import Quirks, axml

from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.axml import read_axml, string_attributes
from appaudit.artifacts.apk.manifest import read_manifest
from appaudit.artifacts.apk.network_config import permits_cleartext
from appaudit.errors import ExtractionError

DICTIONARY = (
    b"\x03\x00\x08\x00", b"\x01\x00\x1c\x00", b"\x80\x01\x08\x00", b"\x00\x01\x10\x00", b"\x01\x01\x10\x00",
    b"\x02\x01\x10\x00", b"\x03\x01\x10\x00", b"\x04\x01\x10\x00", b"\xff" * 4, b"\x00\x00\x00\x80",
)  # fmt: skip


@cache
def _resources() -> ResourceTable:
    return ResourceTable(table())


def seeds() -> list[bytes]:
    built = [axml(MANIFEST, quirks) for quirks in (Quirks(), Quirks(utf8=True, unknown_chunk=True))]
    return [*built, *entries_of("clean-shop", "AndroidManifest.xml", ".xml")]


def fuzz(data: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        read_axml(data, "m.xml")
    with contextlib.suppress(ExtractionError):
        read_manifest(data, _resources())
    with contextlib.suppress(ExtractionError):
        string_attributes(data, "m.xml", frozenset({0x01010003}))
    with contextlib.suppress(ExtractionError):
        permits_cleartext(read_axml(data, "n.xml"))
