"""The process that reads packages is kept from chunk to chunk, and replaced when it died."""

from __future__ import annotations

import multiprocessing
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.fleet_tables import kept_or_dead
from tests.support.sample_paths import sample

from appaudit.batch.worker import Job, Setup
from appaudit.fleet.reader import drop_reader, reader_for
from appaudit.pipeline.inputs import Inputs, Settings


def job(folder: Path, name: str) -> Job:
    path = folder / f"{name}.apk"
    shutil.copy(sample("clean-shop").apk, path)
    return Job(index=0, inputs=Inputs(artifact=path), sha256="", size=0, key="")


def setup() -> Setup:
    return Setup(
        rule_folders=(),
        settings=Settings(as_of="2026-11-24", regulations=("cac-191",)),
        formats=("json",),
        language="en",
        memory=2 << 30,
        wants_baseline=False,
        keeps=kept_or_dead,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the environment of another process is read on Linux alone")
def test_a_reader_does_not_inherit_how_workers_of_the_engine_give_memory_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "65536")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    before = set(multiprocessing.active_children())
    reader = reader_for(setup(), 60.0)
    try:
        reader.read(job(tmp_path, "a"))
        (process,) = set(multiprocessing.active_children()) - before
        given = Path(f"/proc/{process.pid}/environ").read_bytes().decode().split("\0")
        environment = dict(line.split("=", 1) for line in given if line)
        assert environment["OMP_NUM_THREADS"] == "1"
        assert "MALLOC_TRIM_THRESHOLD_" not in environment
    finally:
        drop_reader()


def test_a_reader_survives_its_process_and_is_kept_for_whoever_asks_for_the_same(tmp_path: Path) -> None:
    readers_setup = setup()
    reader = reader_for(readers_setup, 60.0)
    try:
        assert [reader.read(job(tmp_path, name)).row.outcome for name in ("killer", "a")] == ["killed", "done"]
        assert reader_for(replace(readers_setup), 60.0) is reader
        answer = reader.read(job(tmp_path, "b"))
        staged = {name: path.exists() for name, (_, path) in (answer.staged or {}).items()}
        assert staged == {"json": True}
        assert reader_for(readers_setup, 30.0) is not reader
        assert not any(path.exists() for _, path in (answer.staged or {}).values())
    finally:
        drop_reader()
