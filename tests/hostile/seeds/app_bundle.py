"""A sound app bundle of a base, a feature and an asset pack."""

from __future__ import annotations

from tests.hostile.seeds.parts import DEX, MANIFEST, entries
from tests.support.apk_builder import Member
from tests.support.axml_builder import Ref, Tag
from tests.support.bundle_builder import (
    DEPENDENCIES,
    bundle_bytes,
    delivery,
    dependencies,
    feature,
    module,
    table,
    xml_node,
)

NAME = "x.aab"
LAYOUT = xml_node(Tag("LinearLayout", {}, [Tag("CheckBox", {"text": Ref(0x7F010000), "checked": True})]))


def content() -> bytes:
    extra = feature("extra", delivery(Tag("on-demand")))
    pack = feature("pack", delivery(Tag("fast-follow"), attributes={"type": "asset-pack"}), has_code=False)
    return bundle_bytes(
        *module("base", MANIFEST, table(entries()), DEX, [Member("res/layout/main.xml", LAYOUT)]),
        *module("extra", extra, None, DEX[:-1], [Member("lib/x86/libx.so", b"\x7fELF")]),
        *module("pack", pack, None, None, [Member("assets/help.html", b"<p>help</p>")]),
        Member(DEPENDENCIES, dependencies("com.example:push:1.2.3", "com.example:pay:4")),
    )
