"""Resource tables (resources.arsc)."""

from __future__ import annotations

import contextlib

from tests.fuzz.seeds import entries_of
from tests.hostile.seeds.parts import table

from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.texts import resource_texts
from appaudit.errors import ExtractionError

DICTIONARY = (
    b"\x02\x00\x0c\x00", b"\x01\x00\x1c\x00", b"\x00\x02\x20\x01", b"\x01\x02", b"\x02\x02", b"\xff\xff\xff\xff",
    b"\xff\xff", b"\x08\x00\x00\x03", b"\x08\x00\x00\x01", b"\x00\x00\x00\x80",
)  # fmt: skip
IDS = (0x7F010000, 0x7F010001, 0x7F010004, 0x7F020000, 0xFFFFFFFF, 0)


def seeds() -> list[bytes]:
    layouts = ({}, {"layout": "sparse"}, {"layout": "offset16", "compact": True})
    return [*(table(**options) for options in layouts), *entries_of("clean-shop", "resources.arsc")]


def fuzz(data: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        resources = ResourceTable(data)
        for resource_id in IDS:
            with contextlib.suppress(ExtractionError):
                resources.name_of(resource_id)
            with contextlib.suppress(ExtractionError):
                resources.resolve(resource_id, "zh")
        list(resource_texts(resources))
