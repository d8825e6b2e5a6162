"""A file that takes the place of a package for a while is not remembered as what the package is."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.shipped import shipped_catalog
from tests.unit.batch.test_interruption import batch_with_two_answers

from appaudit.batch.journal import Journal
from appaudit.batch.staging import Staging
from appaudit.batch.worker import Job, _answer
from appaudit.pipeline.inputs import Inputs
from appaudit.stages import Stages

NOT_A_PACKAGE = b"PK\3\4 and nothing else"


def test_the_report_on_another_file_is_not_taken_for_the_packages_when_the_batch_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Staging(out) as staging, Journal(out, fresh=True) as journal:
        batch = batch_with_two_answers(out, staging)
        job, answer = batch._answers[0]
        batch._answers[0] = (job, replace(answer, row=replace(answer.row, sha256="f" * 64)))
        batch._settle(journal, staging, only_in_order=False)
    assert len(batch.rows) == 2
    later = Journal(tmp_path / "out", fresh=False)
    assert later.finished("key 0") is None
    assert later.finished("key 1") is not None


@pytest.mark.parametrize("kind", ["the same", "other bytes", "pipe", "nothing"])
def test_a_package_is_unreadable_only_where_it_was_it_that_was_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.apk"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind != "nothing":
        path.write_bytes(NOT_A_PACKAGE if kind == "the same" else b"another")
    inputs = Inputs(artifact=path, policies=(), sdk_lists=())
    digest = hashlib.sha256(NOT_A_PACKAGE).hexdigest()
    job = Job(index=0, inputs=inputs, sha256=digest, size=len(NOT_A_PACKAGE), key="key")
    with Staging(tmp_path / "out") as staging:
        setup = batch_with_two_answers(tmp_path / "out", staging).setup
        answer = _answer(job, setup, shipped_catalog(), Stages())
    assert answer.row.outcome == ("unreadable" if kind == "the same" else "input")
