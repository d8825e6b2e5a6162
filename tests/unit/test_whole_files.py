"""Files are written whole and under names that nobody can guess; what others could have written is not believed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from appaudit import whole_files
from appaudit.batch.journal import FILE_NAME, Journal
from appaudit.batch.row import Row
from appaudit.cache_files import read_cached, write_cached
from appaudit.errors import ConfigError
from appaudit.report.files import free_stem, write_file
from appaudit.whole_files import OpenFolder, read_own, write_whole


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    path = tmp_path / "victim"
    path.write_text("mine", encoding="utf-8")
    return path


@pytest.fixture
def guessed(monkeypatch: pytest.MonkeyPatch) -> str:
    """The random part of names, known to the attacker for once."""
    monkeypatch.setattr(whole_files.os, "urandom", lambda count: b"\0" * count)
    return "00" * 8


def test_a_file_is_replaced_in_one_step_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    for content in (b"one", b"two"):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", [write_whole, write_file])
def test_a_link_at_the_partial_name_is_not_followed(
    write: Callable[[Path, bytes], None], tmp_path: Path, victim: Path, guessed: str
) -> None:
    (tmp_path / f".report.json.{guessed}").symlink_to(victim)
    with pytest.raises((OSError, ConfigError)):
        write(tmp_path / "report.json", b"x")
    assert victim.read_text("utf-8") == "mine"
    assert not (tmp_path / "report.json").exists()


def test_a_cache_follows_no_link(tmp_path: Path, victim: Path, guessed: str) -> None:
    (tmp_path / "a.bin").symlink_to(victim)
    (tmp_path / f".b.bin.{guessed}").symlink_to(victim)
    write_cached(tmp_path / "a.bin", b"x", kept=4)
    write_cached(tmp_path / "b.bin", b"x", kept=4)
    assert victim.read_text("utf-8") == "mine"
    assert read_cached(tmp_path / "a.bin") == b"x"
    assert read_cached(tmp_path / "b.bin") is None


def test_the_journal_follows_no_link_at_any_name(tmp_path: Path, victim: Path) -> None:
    for name in (FILE_NAME, f"{FILE_NAME}.part"):
        (tmp_path / name).symlink_to(victim)
    with Journal(tmp_path, fresh=True) as journal:
        (tmp_path / FILE_NAME).unlink()
        (tmp_path / FILE_NAME).symlink_to(victim)
        journal.add("key", Row(path="a.apk", sha256="0", size=1))
    assert victim.read_text("utf-8") == "mine"


def journal_of(folder: Path, mode: int) -> Journal:
    with Journal(folder, fresh=True) as journal:
        journal.add("key", Row(path="a.apk", sha256="0", size=1))
    (folder / FILE_NAME).chmod(mode)
    return Journal(folder, fresh=False)


def test_a_journal_is_for_its_user_only(tmp_path: Path) -> None:
    with Journal(tmp_path, fresh=True):
        assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("mode", "believed"), [(0o600, True), (0o644, True), (0o664, False), (0o666, False)])
def test_a_journal_that_others_may_write_is_not_believed(tmp_path: Path, mode: int, believed: bool) -> None:
    assert journal_of(tmp_path, mode).has_lines is believed


def test_a_journal_of_another_user_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert journal_of(tmp_path, 0o600).has_lines
    monkeypatch.setattr(whole_files.os, "geteuid", lambda: os.getuid() + 1)
    assert not Journal(tmp_path, fresh=False).has_lines


def test_a_pipe_is_no_file_of_ours_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert read_own(tmp_path / "pipe") is None
    os.mkfifo(tmp_path / "shop.report.json")
    assert free_stem("shop.report", "0" * 64, tmp_path, ("json",)) == f"shop-{'0' * 8}.report"
    with pytest.raises(ConfigError, match="cannot be written"):
        write_file(tmp_path / "pipe", b"x")  # nobody reads it


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a link away")
def test_a_link_of_another_user_is_refused(tmp_path: Path, victim: Path) -> None:
    link = tmp_path / "report.json"
    link.symlink_to(victim)
    os.chown(link, 12345, 12345, follow_symlinks=False)
    with pytest.raises(ConfigError, match="another user"):
        write_file(link, b"x")
    assert victim.read_text("utf-8") == "mine"


def test_devices_and_pipes_are_written_into() -> None:
    write_file(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()
    reading, writing = os.pipe()
    write_file(Path(f"/dev/fd/{writing}"), b"through")
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert stream.read() == b"through"


def test_what_is_begun_is_new(tmp_path: Path) -> None:
    with OpenFolder.at(tmp_path) as folder:
        file, partial = folder.begin("name", mode=0o600)
    file.close()
    assert (tmp_path / partial).stat().st_mode & 0o777 == 0o600
