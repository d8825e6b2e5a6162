"""Packages that attack whoever reads them, through the workbench: each audit ends with what happened, others go on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.support.apk_builder import Member, apk_bytes, zip_bytes
from tests.support.sample_paths import sample
from tests.support.workbench import Browser, asked_for, ended, listening, parts_of, settings_in

from appaudit.serve.models import Audit
from appaudit.serve.queue import MOST_ATTEMPTS
from appaudit.serve.workbench import Workbench

ZEROS = bytes(24 << 20)


def sent(browser: Browser, name: str, content: bytes) -> int:
    answer = browser.post("/api/v1/audits", files={"package": (name, content)})
    assert answer.status_code == 201
    return int(answer.json()["id"])


def running(browser: Browser, audit: int) -> None:
    """Wait until an audit is being read."""
    while browser.get(f"/api/v1/audits/{audit}").json()["state"] != "running":
        time.sleep(0.01)


def readers() -> list[multiprocessing.process.BaseProcess]:
    """The processes that read packages, when there is one."""
    while not (found := multiprocessing.active_children()):
        time.sleep(0.01)
    return found


def bombs() -> Iterator[tuple[str, bytes, str]]:
    """Packages of some kilobytes that unpack to much more, or into each other, and what is said of each."""
    yield (
        "code.apk",
        apk_bytes(Member("classes2.dex", ZEROS, deflate=True)),
        "the limit ratio of 100 to its packed size",
    )
    yield (
        "text.apk",
        apk_bytes(Member("assets/privacy.html", ZEROS, deflate=True)),
        "the limit text_bytes leaves 16777216",
    )
    inner = zip_bytes([Member("classes.dex", bytes(1000), deflate=True)])
    for _ in range(6):
        inner = zip_bytes([Member("base.apk", inner), Member("toc.pb", inner)])
    yield "nested.apks", inner, "lies in more archives than the limit depth of 2"


def test_what_unpacks_to_much_more_is_not_unpacked_and_said(browser: Browser) -> None:
    audits = [(sent(browser, name, content), said) for name, content, said in bombs()]
    assert asked_for(browser, "clean-shop")["state"] == "done"
    for audit, said in audits:
        found = ended(browser, audit)
        assert (found["outcome"], found["verdict"][:10]) == ("done", "Not read: ")
        report = browser.get(f"/api/v1/audits/{audit}/report").json()
        gaps = [gap for row in report["coverage"] for gap in row["gaps"] if gap["reason"] == "limit_reached"]
        assert said in " ".join(gap["detail"]["en"] for gap in gaps)


def test_names_in_a_package_lead_nowhere(bench: Workbench, browser: Browser, tmp_path: Path) -> None:
    above = "../" * 12
    names = [
        f"{above}tmp/{tmp_path.name}-evil.dex", f"{tmp_path}/evil.dex", "..\\..\\evil.dex", "assets/../../evil.html",
        "assets/a\0b.html", "lib/arm64-v8a/../../../evil.so", "x" * 5000, "res/\u202egnp.dex",
    ]  # fmt: skip
    members = [Member(name, b"dex\n035\0" + bytes(100)) for name in names]
    bundle = zip_bytes([Member(f"{above}{tmp_path}/evil.apk", apk_bytes()), Member("base.apk", apk_bytes(*members))])
    for name, content in (("names.apk", apk_bytes(*members)), ("names.apks", bundle)):
        found = ended(browser, sent(browser, name, content))
        assert found["outcome"] in ("done", "unreadable"), found
    around = [tmp_path, bench.settings.storage, Path("/tmp"), Path.cwd()]  # noqa: S108  # where they would lead
    assert [path for folder in around for path in folder.glob("*evil*")] == []


@contextmanager
def alone(folder: Path, **changes: Any) -> Iterator[tuple[Workbench, Browser]]:
    """A workbench whose processes are the only ones."""
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    bench = Workbench(settings_in(folder, **changes))
    with listening(bench) as address, Browser(address) as browser:
        yield bench, browser


def test_what_ends_its_reader_is_read_again_and_at_last_given_up(tmp_path: Path) -> None:
    """One loses its reader twice and has its report, another every time it is tried."""
    with alone(tmp_path) as (bench, browser):
        parts = parts_of(sample("clean-shop"))
        worst, twice = (browser.post("/api/v1/audits", files=parts).json()["id"] for _ in range(2))
        killed, wanted = {worst: 0, twice: 0}, {worst: MOST_ATTEMPTS, twice: 2}
        while killed != wanted:
            time.sleep(0.005)
            with bench.database.reading() as session:
                now = session.scalars(select(Audit).where(Audit.state == "running")).first()
            if now and now.attempts == killed[now.id] + 1 <= wanted[now.id]:
                for child in readers():
                    os.kill(child.pid or 0, signal.SIGKILL)
                    child.join()
                killed[now.id] += 1
        found = ended(browser, worst)
        assert (found["state"], found["outcome"], found["exit_code"]) == ("failed", "killed", 3)
        assert found["detail"] == "signal 9"
        assert "The process was killed" in browser.get(f"/audits/{worst}").text
        assert ended(browser, twice)["state"] == "done"
        with bench.database.reading() as session:
            assert [session.get_one(Audit, number).attempts for number in (worst, twice)] == [MOST_ATTEMPTS, 3]


def test_one_that_hangs_holds_up_nobody_else(tmp_path: Path) -> None:
    with alone(tmp_path, workers=2) as (_, browser):
        hanging = browser.post("/api/v1/audits", files=parts_of(sample("clean-shop"))).json()["id"]
        running(browser, hanging)
        (child,) = readers()
        os.kill(child.pid or 0, signal.SIGSTOP)
        try:
            assert asked_for(browser, "planted-shop")["state"] == "done"
            assert browser.get(f"/api/v1/audits/{hanging}").json()["state"] == "running"
        finally:
            os.kill(child.pid or 0, signal.SIGCONT)
        assert ended(browser, hanging)["state"] == "done"


def test_one_that_takes_too_long_is_ended_and_said(tmp_path: Path) -> None:
    with alone(tmp_path, seconds=0.001) as (_, browser):
        for number in range(2):
            found = asked_for(browser, "clean-shop", as_of=f"2026-11-0{number + 1}")
            assert (found["outcome"], found["exit_code"]) == ("timeout", 3)
            assert found["detail"] == "longer than 0.001 s, see --timeout"
        assert "Took too long; the process was ended" in browser.get(f"/audits/{found['id']}").text


@pytest.mark.skipif(os.name != "posix", reason="memory is bounded by resource limits")
def test_one_that_needs_more_memory_than_it_may_is_ended_and_said(tmp_path: Path) -> None:
    with alone(tmp_path, memory=48 << 20) as (_, browser):
        found = asked_for(browser, "clean-shop")
        assert (found["outcome"], found["exit_code"]) == ("memory", 3)
        assert found["detail"] == "the bound is 48 MB, see --memory"
