"""A package without any code, or with none that could be read, costs what code would show and no stage."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.apk_builder import apk_bytes, manifest
from tests.support.axml_builder import Tag
from tests.support.sample_reports import audit_of


@pytest.mark.parametrize("code", [None, b"dex\n035\0"], ids=["no code", "no code that can be read"])
def test_no_stage_fails(tmp_path: Path, code: bytes | None) -> None:
    main = Tag("intent-filter", {}, [Tag("action", {"name": "android.intent.action.MAIN"})])
    root = manifest(
        Tag("uses-permission", {"name": "android.permission.READ_PHONE_STATE"}),
        application={"name": "a.App", "label": "青禾"},
        inside=[Tag("activity", {"name": "a.Main", "exported": True}, [main])],
    )
    (tmp_path / "a.apk").write_bytes(apk_bytes(root=root, code=code))
    report = audit_of(tmp_path / "a.apk")
    assert "internal" not in {gap.reason for row in report.coverage for gap in row.gaps}
    assert "reachability" not in {gap.part for row in report.coverage for gap in row.gaps}
