"""A limit of time for what this process does itself; packages of a batch have workers that can be ended."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Final

import click

from appaudit.errors import EXIT_UNREADABLE, UnreadableArtifactError

#: Seconds that what is interrupted has for leaving nothing half written, before the process ends.
_GRACE: Final = 5.0


class _TimeIsUpError(BaseException):
    """No `Exception`: readers take those for a bad part of the input, and would go on as if it were not there."""


@contextlib.contextmanager
def time_limit(seconds: float, path: Path) -> Iterator[Callable[[], None]]:
    """End what runs inside after a number of seconds; gives a call that refuses to go on once they are over.

    What is interrupted cleans up behind itself; a call that does not come back ends with the process. An interruption
    can be lost where Python drops errors (in a finalizer), which is why a result is asked for before it is written.

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
        raise _TimeIsUpError

    def refuse_late() -> None:
        if alarms:
            raise _TimeIsUpError

    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        before = signal.signal(signal.SIGALRM, interrupt)
        signal.setitimer(signal.ITIMER_REAL, seconds, _GRACE)
        try:
            yield refuse_late
            refuse_late()
        except (_TimeIsUpError, RuntimeError) as error:
            if not _is_time(error):
                raise
            raise UnreadableArtifactError(
                message, hint="--timeout gives more time.", zh=zh, hint_zh="可用 --timeout 放宽。"
            ) from None
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return
    timer = threading.Timer(seconds, _end, (message, zh))
    timer.daemon = True
    timer.start()
    try:
        yield refuse_late
    finally:
        timer.cancel()


def _is_time(error: BaseException) -> bool:
    """Whether an error is the end of the time; until 3.12 Python wraps what is raised while a class is being made."""
    return isinstance(error, _TimeIsUpError) or isinstance(error.__cause__, _TimeIsUpError)


def _end(message: str, zh: str) -> None:
    click.echo(f"appaudit: {message} / {zh}", err=True)
    os._exit(EXIT_UNREADABLE)
