"""A limit of time for what this process does itself; packages of a batch have workers that can be ended."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final

import click

from appaudit.errors import EXIT_UNREADABLE, UnreadableArtifactError

#: Seconds that what is interrupted has for leaving nothing half written, before the process ends.
_GRACE: Final = 5.0


@contextlib.contextmanager
def time_limit(seconds: float, path: Path) -> Iterator[None]:
    """End what runs inside after a number of seconds.

    What is interrupted cleans up behind itself; a call that does not come back ends with the process.

    Raises:
        UnreadableArtifactError: It was not finished by then.
    """
    message = f"{path}: not finished after {seconds:g} s"
    zh = f"{path}：{seconds:g} 秒内未完成"
    alarms = 0

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal alarms
        alarms += 1
        if alarms > 1:
            _end(message, zh)
        raise UnreadableArtifactError(
            message, hint="--timeout gives more time.", zh=zh, hint_zh="可用 --timeout 放宽。"
        )

    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        before = signal.signal(signal.SIGALRM, interrupt)
        signal.setitimer(signal.ITIMER_REAL, seconds, _GRACE)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return
    timer = threading.Timer(seconds, _end, (message, zh))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(message: str, zh: str) -> None:
    click.echo(f"appaudit: {message} / {zh}", err=True)
    os._exit(EXIT_UNREADABLE)
