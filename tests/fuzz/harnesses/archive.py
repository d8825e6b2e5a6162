"""Zip archives: the directory, entries, archives in archives."""

from __future__ import annotations

import contextlib

from tests.fuzz.seeds import SAMPLES
from tests.hostile import mutations
from tests.support.apk_builder import Member, zip_bytes

from appaudit.artifacts.apk.signing import read_certificates
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits, anomaly_facts
from appaudit.errors import ExtractionError

LIMITS = Limits(entries=500, entry_bytes=1 << 18, total_bytes=1 << 20, nested_bytes=1 << 18)
DICTIONARY = (b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\7\x08", b"APK Sig Block 42", b"\xff" * 4)
mutate = mutations.mutate_archive


def seeds() -> list[bytes]:
    members = [
        Member("a.txt", b"text" * 40, deflate=True),
        Member("b.bin", bytes(range(256)), extra=b"\x01\x00\x08\x00" + bytes(8)),
        Member("c.txt", b"unsized" * 9, deflate=True, flags=8, local_sizes=False),
        Member("inner.zip", zip_bytes([Member("d.txt", b"deep" * 30, deflate=True)])),
    ]
    sample = (SAMPLES / "clean-shop" / "clean-shop.apk").read_bytes()
    return [
        zip_bytes(members, before=b"stub", comment=b"a comment"),
        zip_bytes(members[:1]),
        zip_bytes([*members, *members]),
        sample,
    ]


def fuzz(data: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        archive = SafeArchive(memoryview(data), "x.zip", LIMITS)
        for result in archive.read_many([*archive.entries(), *archive.duplicates()]):
            assert isinstance(result, ExtractionError) or len(result) <= LIMITS.entry_bytes
        for entry in archive.entries():
            archive.peek(entry)
            archive.is_packed(entry)
            with contextlib.suppress(ExtractionError):
                archive.nested(entry, entry.name, LIMITS).names()
        assert archive.damage is None or archive.damage.en
        read_certificates(archive)
        anomaly_facts(archive.anomalies)
