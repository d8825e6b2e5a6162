"""The digest of the rules: right whatever the cache holds, and found without reading when nothing has changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from appaudit.catalog.folders import known_digest, rules_digest, shipped_rules
from appaudit.errors import ConfigError

#: An hour ago: old enough that a change would show.
SETTLED = time.time_ns() - 3_600_000_000_000


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules" / "checks"
    folder.mkdir(parents=True)
    (folder / "one.yaml").write_text("id: a\n", encoding="utf-8")
    return folder.parent


def kept(cache: Path) -> list[bytes]:
    return [path.read_bytes() for path in cache.glob("*.digest")]


def test_the_digest_is_that_of_names_and_contents(rules: Path, tmp_path: Path) -> None:
    first = known_digest([rules], tmp_path / "cache")
    assert first == rules_digest([rules])
    (rules / "checks" / "one.yaml").write_text("id: b\n", encoding="utf-8")
    second = known_digest([rules], tmp_path / "cache")
    assert second == rules_digest([rules]) != first
    (rules / "checks" / "one.yaml").rename(rules / "checks" / "two.yaml")
    assert known_digest([rules], tmp_path / "cache") not in (first, second)


def test_files_that_were_only_just_written_are_read_each_time(rules: Path, tmp_path: Path) -> None:
    known_digest([rules], tmp_path / "cache")
    assert kept(tmp_path / "cache") == []


def test_a_settled_folder_is_not_read_again(tmp_path: Path) -> None:
    first = known_digest([shipped_rules()], tmp_path)
    assert kept(tmp_path) == [bytes.fromhex(first)]
    (path,) = tmp_path.glob("*.digest")
    path.write_bytes(b"x" * 32)
    assert known_digest([shipped_rules()], tmp_path) == (b"x" * 32).hex()


def test_a_file_put_back_with_its_old_date_is_a_change(tmp_path: Path) -> None:
    """Times of change cannot be set, so the state of a folder is another even where size and date are the same."""
    from appaudit.catalog.folders import _state

    path = tmp_path / "one.yaml"
    path.write_text("id: a\n", encoding="utf-8")
    os.utime(path, ns=(SETTLED, SETTLED))
    before = _state([tmp_path])[0]
    time.sleep(0.02)  # a tick of the file system's clock
    path.write_text("id: b\n", encoding="utf-8")
    os.utime(path, ns=(SETTLED, SETTLED))
    assert path.stat().st_mtime_ns == SETTLED
    assert _state([tmp_path])[0] != before


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_digest_is_none(tmp_path: Path, content: bytes) -> None:
    right = known_digest([shipped_rules()], tmp_path)
    (path,) = tmp_path.glob("*.digest")
    path.write_bytes(content)
    assert known_digest([shipped_rules()], tmp_path) == right


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_digest_that_others_may_write_is_not_believed(tmp_path: Path) -> None:
    right = known_digest([shipped_rules()], tmp_path)
    (path,) = tmp_path.glob("*.digest")
    path.write_bytes(b"x" * 32)
    path.chmod(0o666)
    assert known_digest([shipped_rules()], tmp_path) == right


def test_a_folder_that_vanished_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        known_digest([tmp_path / "none"], tmp_path)


def test_rules_that_change_while_they_are_read_are_not_kept(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept under a digest is what has it."""
    from appaudit import catalog

    def compile_and_change(folders: tuple[Path, ...]) -> object:
        (folders[-1] / "checks" / "one.yaml").write_text("id: later\n", encoding="utf-8")
        return ()

    monkeypatch.setattr(catalog, "compile_folders", compile_and_change)
    with pytest.raises(ConfigError, match="changed while they were read"):
        catalog._compiled((rules,), rules_digest([rules]))
