"""A sound package with every part that is read."""

from __future__ import annotations

from tests.hostile.seeds.parts import CERTIFICATE, DEX, MANIFEST, OWNER, table
from tests.support.apk_builder import Member, apk_bytes, pkcs7, zip_bytes
from tests.support.axml_builder import Tag, axml

NAME = "x.apk"


def content() -> bytes:
    jar = zip_bytes([Member("classes.dex", DEX, deflate=True)])
    return apk_bytes(
        Member("resources.arsc", table(), deflate=True),
        Member("res/layout/a.xml", axml(Tag("Button", {"text": "注销"})), deflate=True),
        Member("assets/a.jar", jar, deflate=True),
        Member("assets/b.html", b"<p>text</p>" * 20, deflate=True),
        Member("META-INF/C.RSA", pkcs7([CERTIFICATE], OWNER)),
        root=MANIFEST,
        code=DEX,
    )
