"""A small app that reads an identifier at launch, its code put where no table of the package leads."""

from __future__ import annotations

import base64
import gzip
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tests.metamorphic.launched_apps import READ_ID
from tests.metamorphic.small_apps import App, members
from tests.support.apk_builder import Member, zip_bytes
from tests.support.axml_builder import Tag, axml

_MANIFEST, _READING = members(App(body=READ_ID))
_IDLE = members(App())[1]
CODE: Final = _READING.data


def beside(*more: Member, block: bytes = b"", after: bytes = b"") -> bytes:
    """The package of an app that does nothing, with more entries, a block before the directory, bytes at its end."""
    return zip_bytes([_MANIFEST, _IDLE, *more], block=block, after=after)


def _field(data: bytes) -> bytes:
    """An extra field of an unknown kind."""
    return struct.pack("<HH", 0xCAFE, len(data)) + data


def _padded(member: Member, tail: bytes) -> Member:
    """A packed entry whose stream ends before its content does."""
    engine = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = engine.compress(member.data) + engine.flush() + tail
    return Member(member.name, packed, method=8, size=len(member.data), crc=zlib.crc32(member.data))


def _stored_blocks(name: str, data: bytes) -> Member:
    """A packed entry whose stream has the bytes of its content as they are."""
    engine = zlib.compressobj(0, zlib.DEFLATED, -15)
    packed = engine.compress(data) + engine.flush()
    return Member(name, packed, method=8, size=len(data), crc=zlib.crc32(data))


#: What is loaded defines the same classes, whose methods do nothing.
DOUBLED: Final[dict[str, Callable[[], bytes]]] = {
    "a number that the system does not load": lambda: beside(Member("classes1.dex", CODE)),
    "a file of capital letters": lambda: beside(Member("CLASSES.DEX", CODE)),
    "an entry that ends like a folder": lambda: beside(Member("assets/x/", CODE)),
    "the same name once more": lambda: beside(Member("classes.dex", CODE)),
}


def _asset(data: bytes) -> Callable[[], bytes]:
    return lambda: beside(Member("assets/a.txt", data, deflate=True))


def _jar(data: bytes) -> bytes:
    return zip_bytes([Member("classes.dex", data, deflate=True)])


def _bare(data: bytes) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return engine.compress(data) + engine.flush()


def _xml(text: str) -> bytes:
    return axml(Tag("a", {}, [], {"b": text}))


#: Where no directory leads, or behind several steps: it is read, and said to be hidden.
HIDDEN: Final[dict[str, Callable[[], bytes]]] = {
    "extra field of an entry": lambda: zip_bytes([_MANIFEST, replace(_IDLE, local_extra=_field(CODE))]),
    "extra field of the directory": lambda: zip_bytes([_MANIFEST, replace(_IDLE, extra=_field(CODE))]),
    "behind the end of a stream": lambda: zip_bytes([_MANIFEST, _padded(_IDLE, CODE)]),
    "behind the end of a picture's stream": lambda: beside(_padded(Member("res/a.png", bytes(500)), CODE)),
    "stream between entries and directory": lambda: beside(block=bytes(40) + zlib.compress(CODE)),
    "stream behind the archive": lambda: beside(after=zlib.compress(CODE)),
    "archive between entries and directory": lambda: beside(
        block=zip_bytes([Member("classes.dex", CODE, deflate=True)])
    ),
    "packed twice": _asset(gzip.compress(zlib.compress(CODE), mtime=0)),
    "archive packed twice": _asset(zlib.compress(zlib.compress(_jar(CODE)))),
    "hexadecimal digits": _asset(CODE.hex().encode()),
    "hexadecimal digits in lines": _asset(CODE.hex("\n", 32).upper().encode()),
    "packed, in hexadecimal digits": _asset(zlib.compress(CODE).hex().encode()),
    "packed, in Base64": _asset(base64.b64encode(gzip.compress(CODE, mtime=0))),
    "archive in Base64": _asset(base64.b64encode(_jar(CODE))),
    "Base64 twice": _asset(base64.b64encode(base64.b64encode(CODE))),
    "stream without a head": _asset(_bare(CODE)),
    "archive in a stream without a head": _asset(_bare(_jar(CODE))),
    "Base64 in two bytes a letter": _asset(base64.b64encode(CODE).decode().encode("utf-16")),
    "every second byte": _asset(b"".join(bytes([0, value]) for value in CODE)),
    "mask on every byte": _asset(bytes(value ^ 0xFF for value in CODE)),
    "archive with a mask on every byte": _asset(bytes(value ^ 0x5A for value in _jar(CODE))),
    "words turned round": _asset(b"".join(CODE[at : at + 4][::-1] for at in range(0, len(CODE), 4))),
    "attribute of an XML resource": lambda: beside(Member("res/xml/a.xml", _xml(base64.b64encode(CODE).decode()))),
    "from its end": _asset(CODE[::-1]),
    "packed, from its end": _asset(zlib.compress(CODE)[::-1]),
    "from its end, packed": _asset(zlib.compress(CODE[::-1])),
}
#: Near twins: no code is where no directory leads.
LISTED: Final[dict[str, Callable[[], bytes]]] = {
    "packed without being made smaller": lambda: zip_bytes([_MANIFEST, _stored_blocks("classes.dex", _IDLE.data)]),
    "stream of something else between entries and directory": lambda: beside(block=zlib.compress(bytes(4000))),
    "archive of something else between entries and directory": lambda: beside(
        block=zip_bytes([Member("a.txt", bytes(500), deflate=True)])
    ),
    "text packed twice": _asset(gzip.compress(zlib.compress(bytes(range(256)) * 20), mtime=0)),
    "text in hexadecimal digits": _asset(b"dex of this month".hex().encode() * 20),
    "text in a stream without a head": _asset(_bare(b"dear reader, " * 400)),
    "text in two bytes a letter": _asset(("Dear reader, " * 400).encode("utf-16")),
    "zeros and a mask": _asset(bytes(value ^ 0xFF for value in bytes(4000))),
    "text in an XML resource": lambda: beside(Member("res/xml/a.xml", _xml("Dear reader, " * 400))),
    "picture in Base64": _asset(base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(500))),
    "text from its end": _asset(b"a" * 500 + b"xed"),
}
