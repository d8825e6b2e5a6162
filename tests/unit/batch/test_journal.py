"""What an earlier run finished is taken over only while it is still what would be written now."""

from __future__ import annotations

from pathlib import Path

import pytest

from appaudit.batch.journal import FILE_NAME, Journal, key_of
from appaudit.batch.row import Row

ROW = Row(path="a.apk", sha256="0" * 64, size=5, package="a.b", findings=2, reports={"html": "a.report.html"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.report.html").write_text("<p>report", encoding="utf-8")
    with Journal(tmp_path, fresh=False) as journal:
        journal.add("key", ROW)
    return tmp_path


def test_what_was_added_is_found_by_its_key(folder: Path) -> None:
    journal = Journal(folder, fresh=False)
    assert journal.has_lines
    assert journal.finished("key") == ROW
    assert journal.finished("other") is None
    assert Journal(folder, fresh=True).finished("key") is None


def test_a_report_that_changed_or_went_away_is_done_again(folder: Path) -> None:
    report = folder / "a.report.html"
    report.write_text("edited", encoding="utf-8")
    assert Journal(folder, fresh=False).finished("key") is None
    report.unlink()
    assert Journal(folder, fresh=False).finished("key") is None


@pytest.mark.parametrize("outcome", ["timeout", "killed", "memory", "internal"])
def test_what_another_run_could_change_is_tried_again(tmp_path: Path, outcome: str) -> None:
    with Journal(tmp_path, fresh=False) as journal:
        journal.add("key", Row(path="a.apk", sha256="", size=0, outcome=outcome))
    assert Journal(tmp_path, fresh=False).finished("key") is None


def test_a_package_that_cannot_be_read_stays_so(tmp_path: Path) -> None:
    row = Row(path="a.apk", sha256="", size=0, outcome="unreadable")
    with Journal(tmp_path, fresh=False) as journal:
        journal.add("key", row)
    assert Journal(tmp_path, fresh=False).finished("key") == row


def test_torn_and_foreign_lines_are_skipped(folder: Path) -> None:
    path = folder / FILE_NAME
    path.write_text('not json\n{"key": 1}\n' + path.read_text("utf-8") + '{"key": "torn", "dig', encoding="utf-8")
    assert Journal(folder, fresh=False).finished("key") == ROW
    path.write_bytes(b"\xff\xfe\x00")
    assert not Journal(folder, fresh=False).has_lines


def test_lines_of_overwritten_reports_do_not_pile_up(folder: Path) -> None:
    for key in ("second", "third"):
        with Journal(folder, fresh=False) as journal:
            journal.add(key, ROW)
    with Journal(folder, fresh=False):
        pass
    assert [line.split('"')[3] for line in (folder / FILE_NAME).read_text("utf-8").splitlines()] == ["third"]


def test_a_line_that_names_a_file_elsewhere_is_not_believed(folder: Path) -> None:
    path = folder / FILE_NAME
    path.write_text(path.read_text("utf-8").replace("a.report.html", "../a.report.html"), encoding="utf-8")
    assert Journal(folder, fresh=False).finished("key") is None


def test_a_key_changes_with_each_part() -> None:
    assert len({key_of("a", 1), key_of("a", 2), key_of("b", 1), key_of("a"), key_of("a", (1,))}) == 5
