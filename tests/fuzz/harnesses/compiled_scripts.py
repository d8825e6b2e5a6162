"""Texts in compiled scripts: Hermes bytecode and Dart snapshots."""

from __future__ import annotations

import contextlib
from pathlib import Path

from tests.unit.artifacts.test_compiled_texts import elf, one_byte, two_byte

from appaudit.artifacts.apk.dart_snapshot import dart_strings
from appaudit.artifacts.apk.hermes import hermes_strings
from appaudit.errors import ExtractionError

BUNDLES = Path(__file__).resolve().parents[2] / "unit" / "artifacts" / "hermes"
DICTIONARY = (b"\x7fELF\x02\x01\x01", b"\xc6\x1f\xbc\x03\xc1\x03\x19\x1f", b"\xff\xff\xff\xff", b"\xff" * 8)


def seeds() -> list[bytes]:
    libraries = []
    for bits, wide in ((64, True), (32, False)):
        texts = (two_byte("注销账号", wide_length=wide), one_byte("Delete my account", wide_length=wide))
        libraries.append(elf(b"".join(texts), b"code", bits=bits))
    return [*libraries, *(path.read_bytes() for path in sorted(BUNDLES.glob("*.hbc")))]


def fuzz(data: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        hermes_strings(data, "index.bundle")
    with contextlib.suppress(ExtractionError):
        dart_strings(data, "libapp.so")
