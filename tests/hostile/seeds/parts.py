"""Parts that the sound artifacts have in common."""

from __future__ import annotations

from typing import Any

from tests.support.apk_builder import certificate, distinguished_name, manifest
from tests.support.axml_builder import Bag, ConfigEntries, Ref, Tag, resource_table

OWNER = distinguished_name(CN="Example", C="CN")
CERTIFICATE = certificate(OWNER)
DEX = b"dex\n035\0" + bytes(range(200))

MANIFEST = manifest(
    Tag("uses-permission", {"name": "android.permission.CAMERA"}),
    attributes={"versionCode": 3, "versionName": Ref(0x7F010001)},
    application={"label": Ref(0x7F010000), "debuggable": True},
    inside=[
        Tag(
            "activity", {"name": ".Main", "exported": True}, [Tag("intent-filter", {}, [Tag("action", {"name": "a"})])]
        ),
        Tag("meta-data", {"name": "KEY", "value": 7}),
    ],
)


def entries(**options: Any) -> dict[str, list[ConfigEntries]]:
    """Resources with names, references, bags and two languages."""
    strings = {0: ("app_name", "Shop"), 1: ("version", Ref(0x7F010000)), 4: ("logout", "退出登录" * 40)}
    configs = [ConfigEntries(strings, **options), ConfigEntries(strings, locale="zh-rCN", **options)]
    return {"string": configs, "array": [ConfigEntries({0: ("days", Bag(["Monday", "Tuesday"]))})]}


def table(**options: Any) -> bytes:
    """A resource table of these."""
    return resource_table(entries(**options))
