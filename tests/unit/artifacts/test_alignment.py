"""A DEX file that is stored at any place of its archive is read the same."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.support.sample_paths import sample
from tests.support.sample_reports import audit_of


@pytest.mark.parametrize("padding", range(4))
def test_a_stored_dex_file_may_lie_at_any_offset(tmp_path: Path, padding: int) -> None:
    names = ("pre-consent-guarded", "planted-shop")
    for name in names:
        content = io.BytesIO()
        with zipfile.ZipFile(sample(name).apk) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as target:
            target.writestr("p" * (padding + 1), b"")
            for entry in source.infolist():
                target.writestr(entry.filename, source.read(entry))
        path = tmp_path / f"{name}.apk"
        path.write_bytes(content.getvalue())
        moved, usual = audit_of(path), audit_of(sample(name).apk)
        assert moved.facts.data_access == usual.facts.data_access
        assert moved.facts.sensors == usual.facts.sensors
