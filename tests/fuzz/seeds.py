"""Parts of our own samples as inputs to start from."""

from __future__ import annotations

import zipfile

from tests.support.sample_paths import SAMPLES

__all__ = ["SAMPLES", "entries_of"]


def entries_of(name: str, *endings: str) -> list[bytes]:
    """The first three entries of a sample's package whose names end in one of these."""
    with zipfile.ZipFile(SAMPLES / name / f"{name}.apk") as archive:
        return [archive.read(entry) for entry in archive.namelist() if entry.endswith(endings)][:3]
