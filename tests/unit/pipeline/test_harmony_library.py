"""An archive of a library whose code is not read: the verdict says so, and counts nothing as zero."""

from __future__ import annotations

from pathlib import Path

from tests.support.harmony_builder import har
from tests.support.shipped import shipped_catalog

from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings

FILES = {
    "oh-package.json5": b'{"name": "@jg/push", "version": "1.3.0"}',
    "ets/modules.abc": b"PANDA\0\0\0 and nothing that follows it",
}


def test_what_code_reads_is_unknown_where_code_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "push.har"
    path.write_bytes(har(FILES))
    report = audit(Inputs(artifact=path), shipped_catalog(), Settings(as_of="2026-11-27"))
    assert "识别到 1 个 SDK；其代码没有读取" in report.summary.verdict.zh
    assert "SDKs recognised: 1; its code was not read" in report.summary.verdict.en
    assert [(row.id, row.version) for row in report.facts.sdks] == [("jpush", "1.3.0")]
    assert {item.status for row in report.regulations for item in row.items} <= {"not_assessable", "input_missing"}
