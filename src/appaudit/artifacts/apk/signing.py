"""Signing certificates from the APK signing block (schemes v2, v3, v3.1) and from META-INF (v1).

They identify the signer; the signature itself is not verified: an audit does not install anything.
Block layout: source.android.com/docs/security/features/apksigning (v2, v3), checked 2026-11-24.
"""

from __future__ import annotations

import contextlib
import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from appaudit.artifacts.apk.der import (
    CONTEXT_0,
    SEQUENCE,
    SET,
    DerError,
    certificate_parts,
    children,
    name_text,
    read_node,
)
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import LimitReachedError, gap_reason
from appaudit.errors import DamagedPartError, ExtractionError
from appaudit.model.bilingual import said_by
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.package import CertificateFact
from appaudit.model.location import Location
from appaudit.model.words import SignatureScheme

EXTRACTOR: Final = "apk.signing"
BLOCK_PLACE: Final = "APK Signing Block"

_BLOCK_MAGIC = b"APK Sig Block 42"
_BLOCK_FOOTER = struct.Struct("<Q16s")
_SCHEMES: Final[dict[int, SignatureScheme]] = {0x7109871A: "v2", 0xF05368C0: "v3", 0x1B93AD61: "v3.1"}
_SIGNATURE_SUFFIXES = (".RSA", ".DSA", ".EC")
#: The subject that Android's build tools give the key of debug builds.
_DEBUG_SUBJECT = "CN=Android Debug"
_MOST_CERTIFICATES = 256
#: A package has one signature file for each signer, which is one.
_MOST_SIGNATURES = 32

SecondOpinion = Callable[[], list[tuple[SignatureScheme, bytes]]]


class SigningBlockError(DamagedPartError):
    """Bytes that are not the signing block they should be."""

    format_zh = "签名块"


def read_certificates(
    archive: SafeArchive, second_opinion: SecondOpinion | None = None
) -> tuple[list[CertificateFact], list[Gap]]:
    """A fact for each signing certificate with the schemes that carry it, and what could not be read.

    Args:
        archive: The package.
        second_opinion: Asked for scheme and DER bytes of each certificate where something could not be read.
    """
    names = _signature_names(archive)
    sources = [(BLOCK_PLACE, _block_certificates(archive))]
    sources += [(name, _v1(archive, name)) for name in names[:_MOST_SIGNATURES]]
    facts, gaps = _read(sources)
    is_flooded = len(names) > _MOST_SIGNATURES
    if is_flooded:
        detail = f"{len(names)} signature files, of which {_MOST_SIGNATURES} are read"
        gaps.append(_gap(names[_MOST_SIGNATURES], LimitReachedError(detail)))
    if gaps and second_opinion is not None and not is_flooded:
        with contextlib.suppress(ExtractionError):
            others, others_unread = _facts([(BLOCK_PLACE, *pair) for pair in second_opinion()])
            if others and not others_unread:
                return others, []
    return facts, gaps


def _read(
    sources: Iterable[tuple[str, Iterator[tuple[SignatureScheme, bytes]]]],
) -> tuple[list[CertificateFact], list[Gap]]:
    found: list[tuple[str, SignatureScheme, bytes]] = []
    gaps = []
    for place, pairs in sources:
        try:
            found += [(place, scheme, certificate) for scheme, certificate in pairs]
        except ExtractionError as error:
            gaps.append(_gap(place, error))
    facts, unread = _facts(found)
    return facts, gaps + unread


def _signature_names(archive: SafeArchive) -> list[str]:
    return [name for name in archive.names() if _is_signature(name)]


def read_v1_certificates(archive: SafeArchive) -> tuple[list[CertificateFact], list[Gap]]:
    """The certificates of the JAR signature alone, by which app bundles are signed, and what could not be read."""
    return _read((name, _v1(archive, name)) for name in _signature_names(archive)[:_MOST_SIGNATURES])


def _facts(found: list[tuple[str, SignatureScheme, bytes]]) -> tuple[list[CertificateFact], list[Gap]]:
    schemes: dict[bytes, set[SignatureScheme]] = {}
    places: dict[bytes, str] = {}
    for place, scheme, certificate in found:
        schemes.setdefault(certificate, set()).add(scheme)
        places.setdefault(certificate, place)
    facts, gaps = [], []
    for certificate, carried_by in schemes.items():
        try:
            facts.append(_fact(certificate, carried_by, places[certificate]))
        except DerError as error:
            gaps.append(_gap(places[certificate], error))
    return facts, gaps


def _fact(certificate: bytes, schemes: Iterable[SignatureScheme], place: str) -> CertificateFact:
    subject = name_text(certificate_parts(certificate)[2])
    return CertificateFact(
        subject=subject,
        sha256=hashlib.sha256(certificate).hexdigest(),
        schemes=tuple(sorted(schemes)),
        is_debug=_DEBUG_SUBJECT in subject,
        location=Location(path=place),
        extractor=EXTRACTOR,
    )


def _gap(place: str, error: ExtractionError) -> Gap:
    return Gap(
        kind=CertificateFact.kind,
        level=CoverageLevel.PARTIAL,
        reason=gap_reason(error),
        part=place,
        detail=said_by(error),
    )


def _is_signature(name: str) -> bool:
    folder, _, file_name = name.upper().rpartition("/")
    return folder == "META-INF" and file_name.endswith(_SIGNATURE_SUFFIXES)


def _block_certificates(archive: SafeArchive) -> Iterator[tuple[SignatureScheme, bytes]]:
    block = _signing_block(archive)
    position, count = 0, 0
    while position + 12 <= len(block):
        length, identifier = struct.unpack_from("<QI", block, position)
        if length < 4 or position + 8 + length > len(block):
            raise SigningBlockError(f"signing block: pair of {length} bytes at {position} does not fit")
        if identifier in _SCHEMES:
            for certificate in _scheme_certificates(block[position + 12 : position + 8 + length]):
                count += 1
                if count > _MOST_CERTIFICATES:
                    raise SigningBlockError(f"signing block: more than {_MOST_CERTIFICATES} certificates")
                yield _SCHEMES[identifier], certificate
        position += 8 + length


def _signing_block(archive: SafeArchive) -> bytes:
    """The pairs of the block that ends where the central directory starts; empty where there is none."""
    end = archive.directory_offset
    if end < 32:
        return b""
    size, magic = _BLOCK_FOOTER.unpack(archive.data[end - _BLOCK_FOOTER.size : end])
    if magic != _BLOCK_MAGIC:
        return b""
    start = end - size
    if size < _BLOCK_FOOTER.size or start < 0:
        raise SigningBlockError(f"signing block: {size} bytes do not fit before the directory at {end}")
    return bytes(archive.data[start : end - _BLOCK_FOOTER.size])


def _scheme_certificates(value: bytes) -> Iterator[bytes]:
    """The first certificate of each signer: the one whose key signs; others would only be its chain."""
    for signer in _prefixed(_only(value)):
        signed = _only(signer)
        parts = list(_prefixed(signed, most=2))  # digests, then certificates; what follows differs by scheme
        if len(parts) < 2:
            raise SigningBlockError("signing block: a signer has no certificates")
        yield from list(_prefixed(parts[1]))[:1]


def _only(data: bytes) -> bytes:
    return next(_prefixed(data), b"")


def _prefixed(data: bytes, most: int = _MOST_CERTIFICATES) -> Iterator[bytes]:
    """Byte strings that each follow their length as 32 bits."""
    position = 0
    for _ in range(most):
        if position + 4 > len(data):
            return
        (length,) = struct.unpack_from("<I", data, position)
        position += 4
        if position + length > len(data):
            raise SigningBlockError(f"signing block: {length} bytes at {position} of {len(data)} do not fit")
        yield data[position : position + length]
        position += length


def _v1(archive: SafeArchive, name: str) -> Iterator[tuple[SignatureScheme, bytes]]:
    for certificate in _pkcs7_certificates(archive.read(name)):
        yield "v1", certificate


def _pkcs7_certificates(data: bytes) -> list[bytes]:
    """The signers' certificates of a PKCS #7 signature (RFC 2315 section 9.1), not the chain above them."""
    content_info = list(children(read_node(data)))
    if len(content_info) < 2:
        raise DerError("signature file holds no signed data")
    certificates, signers = [], []
    for signed_data in children(content_info[1]):
        for part in children(signed_data):
            if part.tag == CONTEXT_0:
                certificates = [node.encoded for node in children(part) if node.tag == SEQUENCE]
            elif part.tag == SET:
                signers = [node for node in children(part) if node.tag == SEQUENCE]  # the last set is the signers'
    wanted = set()
    for signer in signers[:_MOST_CERTIFICATES]:
        fields = [node for node in children(signer) if node.tag == SEQUENCE]
        if fields:
            wanted.add(tuple(node.encoded for node in children(fields[0])))
    found = []
    for certificate in certificates[:_MOST_CERTIFICATES]:
        serial, issuer, _ = certificate_parts(certificate)
        if (issuer, serial) in wanted:
            found.append(certificate)
    if not found:
        raise DerError("signature file holds no certificate of its signer")
    return found
