"""A sound bundle of a base package and a split."""

from __future__ import annotations

from tests.hostile.seeds.parts import DEX, MANIFEST, table
from tests.support.apk_builder import Member, apk_bytes, manifest, zip_bytes

NAME = "x.xapk"


def content() -> bytes:
    split = manifest(application={"hasCode": False})
    split.plain["split"] = "config.zh"
    return zip_bytes(
        [
            Member("base.apk", apk_bytes(Member("resources.arsc", table()), root=MANIFEST, code=DEX)),
            Member("config.zh.apk", apk_bytes(Member("resources.arsc", table()), root=split, code=None)),
            Member("manifest.json", b'{"package_name": "com.example"}'),
        ]
    )
