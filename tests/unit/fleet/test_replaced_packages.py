"""A row is about the file that was read, and a package that was replaced meanwhile is read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.fleet.test_engine import plan

from appaudit.batch.row import Row
from appaudit.batch.worker import Answer, Job
from appaudit.fleet.chunk import Chunk, _collect, _Collected, _Fetched
from appaudit.fleet.listing import Item
from appaudit.pipeline.inputs import Inputs


@pytest.mark.parametrize(("digest", "outcome"), [("a" * 64, "done"), ("b" * 64, "unreachable")])
def test_what_is_said_of_another_file_is_not_said_of_the_package(tmp_path: Path, digest: str, outcome: str) -> None:
    item = Item(uri="/store/a.apk", size=1, stamp="1 1")
    job = Job(index=0, inputs=Inputs(artifact=tmp_path / "a.apk"), sha256="a" * 64, size=1, key="key")
    row = Row(path="", sha256="a" * 64, size=1, findings=3)
    collected = _Collected()
    fetched = _Fetched(item=item, job=job, folder=tmp_path)
    _collect(plan(tmp_path), Chunk(items=(item,)), fetched, Answer(row=replace(row, sha256=digest)), collected)
    (found,) = collected.rows["packages"]
    assert (found["outcome"], found["sha256"]) == (outcome, "a" * 64)
    assert found["findings"] == (3 if outcome == "done" else 0)
