"""Just enough DER (ITU-T X.690) to find certificates in a signature and to write their subject as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from appaudit.errors import DamagedPartError

SEQUENCE: Final = 0x30
SET: Final = 0x31
INTEGER: Final = 0x02
CONTEXT_0: Final = 0xA0

_CONSTRUCTED = 0x20
_UTF16_STRING = 0x1E
#: Attribute types of names (RFC 4519 and RFC 2985), by the bytes of their object identifier.
_NAME_TYPES: Final = {
    b"\x55\x04\x03": "CN",
    b"\x55\x04\x05": "serialNumber",
    b"\x55\x04\x06": "C",
    b"\x55\x04\x07": "L",
    b"\x55\x04\x08": "ST",
    b"\x55\x04\x09": "STREET",
    b"\x55\x04\x0a": "O",
    b"\x55\x04\x0b": "OU",
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01": "emailAddress",
}


class DerError(DamagedPartError):
    """Bytes that are not the DER structure they should be."""

    format_zh = "证书"


class Node(NamedTuple):
    """One DER value: its tag, its content, and all of its bytes."""

    tag: int
    content: bytes
    encoded: bytes


def read_node(data: bytes, position: int = 0) -> Node:
    """The value that starts at `position`.

    Raises:
        DerError: It does not fit, or has an indefinite length.
    """
    if position + 2 > len(data):
        raise DerError(f"certificate data break off at {position} of {len(data)} bytes")
    tag, length = data[position], data[position + 1]
    start = position + 2
    if length & 0x80:
        width = length & 0x7F
        if not 1 <= width <= 4 or start + width > len(data):
            raise DerError(f"certificate data have a length of {width} bytes at {position}")
        length = int.from_bytes(data[start : start + width], "big")
        start += width
    if start + length > len(data):
        raise DerError(f"certificate data break off: {length} bytes at {start} of {len(data)}")
    return Node(tag, data[start : start + length], data[position : start + length])


def children(node: Node) -> Iterator[Node]:
    """The values inside a constructed value.

    Raises:
        DerError: `node` is not constructed, or its content does not fit.
    """
    if not node.tag & _CONSTRUCTED:
        raise DerError(f"certificate data have tag {node.tag:#x} where a structure should be")
    position = 0
    while position < len(node.content):
        child = read_node(node.content, position)
        yield child
        position += len(child.encoded)


def certificate_parts(certificate: bytes) -> tuple[bytes, bytes, Node]:
    """Serial number, issuer (both as encoded) and subject of an X.509 certificate (RFC 5280 section 4.1).

    Raises:
        DerError: It is no certificate.
    """
    fields = list(children(next(children(read_node(certificate)), Node(0, b"", b""))))
    if fields and fields[0].tag == CONTEXT_0:
        fields = fields[1:]  # the version, which first versions leave out
    if len(fields) < 5 or fields[0].tag != INTEGER:
        raise DerError("certificate lacks a serial number or a subject")
    return fields[0].encoded, fields[2].encoded, fields[4]


def name_text(name: Node) -> str:
    """A distinguished name as `CN=Android Debug, O=Android, C=US`, in the order of the certificate."""
    parts = []
    for relative in children(name):
        for attribute in children(relative):
            kind, value = [*children(attribute), Node(0, b"", b""), Node(0, b"", b"")][:2]
            encoding = "utf-16-be" if value.tag == _UTF16_STRING else "utf-8"
            label = _NAME_TYPES.get(kind.content, kind.content.hex())
            parts.append(f"{label}={value.content.decode(encoding, 'replace')}")
    return ", ".join(parts)
