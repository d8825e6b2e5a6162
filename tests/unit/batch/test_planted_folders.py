"""A link in the place of a folder that is worked in leads nothing elsewhere: folders are held as what they are."""

from __future__ import annotations

import io
import os
import signal
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.apk_builder import apk_bytes
from tests.support.axml_builder import Tag

from appaudit.batch.run import Batch, Begun
from appaudit.batch.staging import FILE_NAME, Staging
from appaudit.batch.worker import Setup
from appaudit.errors import ConfigError
from appaudit.fleet.storage import Storage as FleetStorage
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.report.files import write_file
from appaudit.serve.storage import Storage as KeptFiles
from appaudit.whole_files import OpenFolder

NAMES = ("com.example.one", "com.example.two")


@pytest.fixture
def victims(tmp_path: Path) -> Iterator[Path]:
    """A folder outside of the output, in which nothing may appear, not even for a while."""
    folder = tmp_path / "victims"
    folder.mkdir()
    before = folder.stat().st_mtime_ns
    yield folder
    assert (list(folder.iterdir()), folder.stat().st_mtime_ns) == ([], before)


def batch_of_two(tmp_path: Path) -> Batch:
    for name in NAMES:
        (tmp_path / f"{name}.apk").write_bytes(apk_bytes(root=Tag("manifest", {}, (), {"package": name})))
    settings = Settings(as_of="2026-11-28")
    setup = Setup(
        rule_folders=(), settings=settings, formats=("json",), language="en", memory=0, wants_baseline=False
    )  # fmt: skip
    inputs = [Inputs(artifact=tmp_path / f"{name}.apk") for name in NAMES]
    return Batch(inputs=inputs, setup=setup, folder=tmp_path / "out", digest="", workers=1, seconds=120.0)


def plant(out: Path, target: Path) -> None:
    (out / FILE_NAME).rename(out / "moved away")
    (out / FILE_NAME).symlink_to(target)


@pytest.mark.parametrize("is_attacked", [True, False], ids=["attacked", "undisturbed"])
def test_workers_write_into_the_folder_that_the_batch_made(is_attacked: bool, tmp_path: Path, victims: Path) -> None:
    """The first worker is told of long before it writes; another one takes its place for the second package."""
    batch, out, begun = batch_of_two(tmp_path), tmp_path / "out", 0
    for event in batch.run():
        if isinstance(event, Begun):
            begun += 1
            if is_attacked and begun == 1:
                plant(out, victims)
                os.kill(event.pid, signal.SIGKILL)
    first, second = batch.in_order()
    assert (first.outcome, second.outcome) == ("killed" if is_attacked else "done", "done")
    assert (out / second.reports["json"]).read_bytes().startswith(b"{")
    assert not (out / "moved away").exists() or list((out / "moved away").iterdir()) == []


@pytest.mark.parametrize("is_attacked", [True, False], ids=["attacked", "undisturbed"])
def test_what_is_staged_and_settled_keeps_to_its_folders(is_attacked: bool, tmp_path: Path, victims: Path) -> None:
    out = tmp_path / "out"
    with Staging(out) as staging:
        file, partial = staging.folder.begin("0.json")
        if is_attacked:  # between the open and what follows
            plant(out, victims)
            out.rename(tmp_path / "out moved")
            out.symlink_to(victims)
        with file:
            file.write(b"{}")
        staging.folder.move(partial, staging.folder, "0.json")
        staging.settle("0.json", "report.json")
        staging.settle("0.json", "report.json")  # an interruption has it done twice
    reports = tmp_path / ("out moved" if is_attacked else "out")
    assert (reports / "report.json").read_bytes() == b"{}"
    assert not (reports / "moved away").exists() or list((reports / "moved away").iterdir()) == []


@pytest.mark.parametrize("kind", ["link", "file"])
def test_what_cannot_be_taken_away_is_not_worked_in(kind: str, tmp_path: Path, victims: Path) -> None:
    place = tmp_path / "out" / FILE_NAME
    place.parent.mkdir()
    place.symlink_to(victims) if kind == "link" else place.write_bytes(b"")
    with pytest.raises(FileExistsError):
        Staging(tmp_path / "out")


def test_a_folder_is_inside_through_no_link(tmp_path: Path, victims: Path) -> None:
    (tmp_path / "files").symlink_to(victims)
    with OpenFolder.at(tmp_path) as folder:
        with pytest.raises(OSError, match=r"levels of symbolic links|Not a directory"):
            folder.inside("files")
        for _ in range(2):  # made, and there
            with folder.inside("other files") as inside:
                inside.write_whole("name", b"x")
    assert (tmp_path / "other files" / "name").read_bytes() == b"x"


@pytest.mark.parametrize("is_attacked", [True, False], ids=["attacked", "undisturbed"])
def test_a_fleet_writes_and_removes_in_no_folder_but_its_own(is_attacked: bool, tmp_path: Path, victims: Path) -> None:
    """The folder of a table becomes a link between two writes, and between a write and a removal."""
    storage = FleetStorage(str(tmp_path / "fleet"))
    storage.write("tables/findings/1.parquet", b"one")
    assert storage.read("tables/findings/1.parquet") == b"one"
    if not is_attacked:
        storage.write("tables/findings/1.parquet", b"two")
        storage.remove("tables/findings/1.parquet")
        storage.remove("tables/findings/1.parquet")
        assert list((tmp_path / "fleet" / "tables" / "findings").iterdir()) == []
        return
    (tmp_path / "fleet" / "tables").rename(tmp_path / "moved away")
    (tmp_path / "fleet" / "tables").symlink_to(victims)
    for change in (lambda: storage.write("tables/1.parquet", b"x"), lambda: storage.remove("tables/1.parquet")):
        with pytest.raises(OSError, match=r"levels of symbolic links|Not a directory"):
            change()
    assert (tmp_path / "moved away" / "findings" / "1.parquet").read_bytes() == b"one"


@pytest.mark.parametrize("is_attacked", [True, False], ids=["attacked", "undisturbed"])
def test_the_workbench_copies_into_no_folder_but_its_own(
    is_attacked: bool, tmp_path: Path, victims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = KeptFiles(tmp_path / "storage")
    kept = storage.put(io.BytesIO(b"content"), "a.apk")
    if not is_attacked:
        copy = storage.copy(kept)
        assert storage.path(copy.key).read_bytes() == b"content"
        assert list((tmp_path / "storage" / "files" / copy.key[:2]).glob(".*")) == []
        return
    place = "00" if kept.key[:2] != "00" else "01"
    (tmp_path / "storage" / "files" / place).symlink_to(victims)
    monkeypatch.setattr("appaudit.serve.storage.uuid.uuid4", lambda: uuid.UUID(place * 16))
    with pytest.raises(OSError, match=r"levels of symbolic links|Not a directory"):
        storage.copy(kept)


def test_a_shared_file_is_a_copy_where_there_can_be_no_second_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    (tmp_path / "kept").write_bytes(b"content")
    monkeypatch.setattr("appaudit.whole_files.os.link", refuse)
    with OpenFolder.at(tmp_path) as folder, folder.inside("other") as target:
        folder.share("kept", target, "copy")
    assert (tmp_path / "other" / "copy").read_bytes() == b"content"
    assert (tmp_path / "other" / "copy").stat().st_ino != (tmp_path / "kept").stat().st_ino


def test_a_file_that_took_the_place_of_a_pipe_is_replaced_and_not_written_into(tmp_path: Path) -> None:
    """Both are one file to others: what was there before keeps its content under its other name."""
    (tmp_path / "kept").write_bytes(b"mine, and longer than what is written")
    os.link(tmp_path / "kept", tmp_path / "report.json")
    write_file(tmp_path / "report.json", b"x")
    assert (tmp_path / "kept").read_bytes().startswith(b"mine")
    assert (tmp_path / "report.json").read_bytes() == b"x"


def test_a_link_of_ones_own_is_followed_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "second").symlink_to(tmp_path / "there" / "report.json")
    (tmp_path / "first").symlink_to("second")
    write_file(tmp_path / "first", b"x")
    assert (tmp_path / "there" / "report.json").read_bytes() == b"x"
    assert (tmp_path / "first").is_symlink()
    (tmp_path / "round").symlink_to("round")
    with pytest.raises(ConfigError, match="cannot be written"):
        write_file(tmp_path / "round", b"x")
