"""Ctrl-C may come between any two steps of giving a finished package its report and its row."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from appaudit.batch.journal import Journal
from appaudit.batch.row import Row
from appaudit.batch.run import Batch
from appaudit.batch.staging import Staging
from appaudit.batch.worker import Answer, Job, Setup
from appaudit.pipeline.inputs import Inputs, Settings


@contextmanager
def interrupted_at(step: int) -> Iterator[list[int]]:
    """Raise KeyboardInterrupt at the given line, counted over all that `Batch` runs; gives a list of those counted."""
    seen: list[int] = []

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        if not frame.f_code.co_filename.endswith("batch/run.py"):
            return None
        if event == "line":
            seen.append(frame.f_lineno)
            if len(seen) == step:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with suppress(KeyboardInterrupt):
            yield seen
    finally:
        sys.settrace(before)


def batch_with_two_answers(folder: Path, staging: Staging) -> Batch:
    """Two finished packages whose reports want the same names, staged and not yet settled."""
    setup = Setup(
        rule_folders=(),
        settings=Settings(as_of=date(2026, 11, 24)),
        formats=("html", "json"),
        language="zh",
        memory=0,
        wants_baseline=False,
        staging=staging.folder,
    )
    inputs = [Inputs(artifact=Path(f"{name}.apk"), policies=(), sdk_lists=()) for name in "ab"]
    batch = Batch(inputs=inputs, setup=setup, folder=folder, digest="", workers=1, seconds=1.0)
    for index, one in enumerate(inputs):
        staged = {}
        for ending in ("html", "json"):
            name = f"{index}.{ending}"
            staging.folder.write_whole(name, f"{one.artifact.name} {ending}".encode())
            staged[ending] = (ending, staging.folder.path / name)
        job = Job(index=index, inputs=one, sha256=str(index) * 64, size=1, key=f"key {index}")
        row = Row(path=one.artifact.name, sha256=job.sha256, size=1)
        batch._answers[index] = (job, Answer(row=row, stem="shop.report", staged=staged))
    return batch


def test_an_interruption_anywhere_leaves_rows_and_reports_in_step(tmp_path: Path) -> None:
    step, is_interrupted = 0, True
    while is_interrupted:
        step += 1
        folder = tmp_path / str(step)
        with Staging(folder) as staging, Journal(folder, fresh=True) as journal:
            batch = batch_with_two_answers(folder, staging)
            with interrupted_at(step) as seen:
                batch._settle(journal, staging, only_in_order=True)
            batch._settle(journal, staging, only_in_order=False)
        assert [row.path for row in batch.in_order()] == ["a.apk", "b.apk"]
        texts = [[(folder / name).read_text("utf-8") for name in row.reports.values()] for row in batch.in_order()]
        assert texts == [["a.apk html", "a.apk json"], ["b.apk html", "b.apk json"]]
        assert {path.name for path in folder.glob("*.*") if not path.name.startswith(".")} == {
            "shop.report.html", "shop.report.json", "shop-11111111.report.html", "shop-11111111.report.json",
        }  # fmt: skip
        again = Journal(folder, fresh=False)
        assert [again.finished(f"key {index}") for index in (0, 1)] == list(batch.in_order())
        is_interrupted = len(seen) >= step
    assert step > 20
