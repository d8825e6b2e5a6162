"""Writes zip archives and Android packages for tests, with what zip writers should not do on request."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.support.axml_builder import Quirks, Scalar, Tag, axml


@dataclass(frozen=True)
class Member:
    """A zip entry; every field left None is what an honest writer would put."""

    name: str
    data: bytes = b""
    deflate: bool = False
    method: int | None = None
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    local_name: str | None = None
    local_sizes: bool = True
    local_extra: bytes = b""
    local_extra_length: int | None = None
    extra: bytes = b""
    extra_length: int | None = None


def zip_bytes(
    members: Iterable[Member],
    *,
    before: bytes = b"",
    comment: bytes = b"",
    after: bytes = b"",
    block: bytes = b"",
    count: int | None = None,
) -> bytes:
    """A zip archive; `before` is put in front without mending offsets, `block` stands before the directory."""
    body, directory, total = bytearray(), bytearray(), 0
    for member in members:
        total += 1
        packed = _deflated(member.data) if member.deflate else member.data
        method = member.method if member.method is not None else 8 if member.deflate else 0
        crc = zlib.crc32(member.data) if member.crc is None else member.crc
        size = len(member.data) if member.size is None else member.size
        packed_size = len(packed) if member.packed_size is None else member.packed_size
        name = member.name.encode()
        local_name = name if member.local_name is None else member.local_name.encode()
        sizes = (crc, packed_size, size) if member.local_sizes else (0, 0, 0)
        local_extra = len(member.local_extra) if member.local_extra_length is None else member.local_extra_length
        offset = len(body)
        body += struct.pack(
            "<4sHHHIIIIHH", b"PK\3\4", 20, member.flags, method, 0, *sizes, len(local_name), local_extra
        )
        body += local_name + member.local_extra + packed
        if not member.local_sizes:
            body += struct.pack("<4sIII", b"PK\7\x08", crc, packed_size, size)
        extra = len(member.extra) if member.extra_length is None else member.extra_length
        directory += struct.pack(
            "<4sHHHHIIIIHHHHHII",
            *(b"PK\1\2", 20, 20, member.flags, method, 0, crc, packed_size, size, len(name), extra, 0, 0, 0, 0, offset),
        )
        directory += name + member.extra
    body += block
    stated = total if count is None else count
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, stated, stated, len(directory), len(body), len(comment))
    return before + body + directory + end + comment + after


def _deflated(data: bytes) -> bytes:
    engine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return engine.compress(data) + engine.flush()


def manifest(
    *children: Tag,
    package: str = "com.example",
    application: Mapping[str, Scalar] | None = None,
    inside: Sequence[Tag] = (),
    attributes: Mapping[str, Scalar] | None = None,
) -> Tag:
    """A manifest tree: `children` beside `<application>`, `inside` in it."""
    app = Tag("application", application or {}, inside)
    return Tag("manifest", attributes or {}, (*children, app), {"package": package})


def apk_bytes(
    *members: Member,
    root: Tag | None = None,
    quirks: Quirks | None = None,
    code: bytes | None = b"dex\n035\0",
    block: bytes = b"",
) -> bytes:
    """A package with a manifest, and `classes.dex` unless `code` is None."""
    first = [Member("AndroidManifest.xml", axml(root or manifest(), quirks), deflate=True)]
    if code is not None:
        first.append(Member("classes.dex", code))
    return zip_bytes([*first, *members], block=block)


# --- signatures: structures only, nothing is signed --------------------------------------------------------


def der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 0x80 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def distinguished_name(**parts: str) -> bytes:
    types = {"C": b"\x55\x04\x06", "O": b"\x55\x04\x0a", "CN": b"\x55\x04\x03"}
    return der(
        0x30,
        *(der(0x31, der(0x30, der(0x06, types[key]), der(0x0C, text.encode()))) for key, text in parts.items()),
    )


def certificate(subject: bytes, *, serial: int = 1) -> bytes:
    """The shape of a self-signed X.509 certificate; key and signature are empty."""
    number = der(0x02, bytes([serial]))
    algorithm, validity = der(0x30), der(0x30)
    to_be_signed = der(0x30, der(0xA0, der(0x02, b"\2")), number, algorithm, subject, validity, subject, der(0x30))
    return der(0x30, to_be_signed, algorithm, der(0x03, b"\0"))


def pkcs7(certificates: Sequence[bytes], signer: bytes, *, serial: int = 1) -> bytes:
    """A META-INF signature file that carries `certificates`, signed by the one with this name and serial."""
    identity = der(0x30, signer, der(0x02, bytes([serial])))
    signer_info = der(0x30, der(0x02, b"\1"), identity)
    signed = der(0x30, der(0x02, b"\1"), der(0x31), der(0x30), der(0xA0, *certificates), der(0x31, signer_info))
    return der(0x30, der(0x06, b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"), der(0xA0, signed))


def _prefixed(data: bytes) -> bytes:
    return struct.pack("<I", len(data)) + data


def signing_block(pairs: Mapping[int, Sequence[bytes]]) -> bytes:
    """An APK signing block: scheme id to certificate chain of its one signer."""
    body = b""
    for identifier, chain in pairs.items():
        certificates = b"".join(_prefixed(item) for item in chain)
        signed = _prefixed(b"") + _prefixed(certificates) + _prefixed(b"")
        value = _prefixed(_prefixed(_prefixed(signed) + _prefixed(b"") + _prefixed(b"")))
        body += struct.pack("<QI", 4 + len(value), identifier) + value
    size = len(body) + 24
    return struct.pack("<Q", size) + body + struct.pack("<Q", size) + b"APK Sig Block 42"
