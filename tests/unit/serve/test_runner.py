"""Runners outlive what nobody expected of one audit."""

from __future__ import annotations

import time

import pytest
from tests.support.workbench import Browser, asked_for

from appaudit.serve.models import Audit
from appaudit.serve.workbench import Workbench


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_audit_that_breaks_its_runner_leaves_another_for_the_next(bench: Workbench, browser: Browser) -> None:
    with bench.database.session() as session:  # a row without its package, which no way of ours leaves behind
        broken = Audit(created_at=time.time(), name="x.apk", sha256="0" * 64, size=1, as_of="2026-11-24")
        session.add(broken)
        session.flush()
        number = broken.id
    assert asked_for(browser, "clean-shop")["state"] == "done"
    with bench.database.reading() as session:
        found = session.get_one(Audit, number)
        assert found.attempts >= 1
        assert found.state in ("queued", "running")  # to be tried again, after all others
