"""Compiled templates are kept where Python keeps its own, and losing them costs time and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.bccache import Bucket

from appaudit.report.renderers.as_html import _CompiledTemplates


def render(folder: Path) -> str:
    loader = DictLoader({"page": "{{ 1 + 1 }}"})
    return (
        Environment(loader=loader, bytecode_cache=_CompiledTemplates(folder), autoescape=True)
        .get_template("page")
        .render()
    )


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert render(tmp_path) == "2"
    (path,) = tmp_path.glob("template-*.bin")
    monkeypatch.setattr(Bucket, "write_bytecode", None)
    before = path.stat().st_mtime_ns
    assert render(tmp_path) == "2"
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("content", [b"", b"garbage", b"j2\x05garbage"])
def test_a_damaged_file_is_written_anew(tmp_path: Path, content: bytes) -> None:
    render(tmp_path)
    (path,) = tmp_path.glob("template-*.bin")
    good = path.read_bytes()
    path.write_bytes(content)
    assert render(tmp_path) == "2"
    assert path.read_bytes() == good


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert render(tmp_path / "file" / "folder") == "2"


def test_nothing_is_written_where_python_may_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert render(tmp_path) == "2"
    assert list(tmp_path.iterdir()) == []
