"""Work done on a second core while the first goes on: by a thread, or by a copy of this process for much Python."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType, TracebackType
from typing import Generic, NoReturn, TypeVar

from appaudit.model.expression import made_here, tell_memory

_Made = TypeVar("_Made")

#: Seconds between two looks of a copy at whether the process that it was made of is still there.
_LOOK = 1.0
_is_alone = False


@contextlib.contextmanager
def processes() -> Iterator[None]:
    """Let `Beside` make copies: for a command that has the machine to itself. Workers of a batch share it."""
    global _is_alone
    before, _is_alone = _is_alone, sys.platform == "linux"  # elsewhere a new process would have to read all again
    try:
        yield
    finally:
        _is_alone = before


class Ahead(Generic[_Made]):
    """The result of a function that runs on a thread of its own; where there is none to be had, when asked for.

    Args:
        make: What to run. It must not wait for what the caller does in the meantime.
    """

    def __init__(self, make: Callable[[], _Made]) -> None:
        self._make = make
        self._made: list[_Made] = []
        self._failure: BaseException | None = None
        self._thread: threading.Thread | None = threading.Thread(target=self._run, daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # "can't start new thread"
            self._thread = None

    def result(self) -> _Made:
        """What the function returned; raises what it raised."""
        if self._thread is None:
            self._run()
        else:
            self._thread.join()
        if self._failure is not None:
            raise self._failure
        return self._made[0]

    def _run(self) -> None:
        try:
            self._made = [self._make()]
        except BaseException as error:  # a thread of its own would print it and lose it
            self._failure = error


class Beside(Generic[_Made]):
    """The result of a function that runs in a copy of this process; to be left (`with`) when nobody asks any more.

    The copy begins as this process is, so that nothing is sent to it, and sends back what it made as a pickle. Outside
    of `processes`, beside other threads, whose locks a copy would keep for ever, and where there is no process to be
    had the function runs here when its result is asked for; so does one that failed in the copy, to fail here as well.

    Args:
        make: What to run. What it changes is not changed here.
        is_worth_it: Whether what is made takes longer than a copy, and there is room for one, which in the end has
            memory of its own for all that it touched.
    """

    def __init__(self, make: Callable[[], _Made], *, is_worth_it: bool = True) -> None:
        self._make = make
        self._process = 0
        self._reading = -1
        if not _is_alone or not is_worth_it or threading.active_count() > 1:
            return
        parent = os.getpid()
        with contextlib.suppress(OSError):  # no file, memory or process left
            self._reading, writing = os.pipe()
            try:
                self._process = os.fork()
                if self._process == 0:
                    self._send(writing, parent)
            finally:
                os.close(writing)

    @property
    def is_running(self) -> bool:
        """Whether there is a copy whose result nobody has asked for yet."""
        return self._process > 0

    def __enter__(self) -> Beside[_Made]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            self._wait()

    def result(self) -> _Made:
        """What the function returned; raises what it raised. To be asked once."""
        if self._process:
            with os.fdopen(self._reading, "rb", closefd=False) as stream:
                content = stream.read()
            if self._wait() == 0:
                made: _Made
                made, compiled = pickle.loads(content)  # noqa: S301  # of our own process, through a pipe of our own
                tell_memory(compiled)
                return made
        return self._make()

    def _wait(self) -> int:
        """Wait for the end of the copy; its status, -1 where somebody else has asked for it."""
        process, self._process = self._process, 0
        try:
            return os.waitpid(process, 0)[1]
        except ChildProcessError:
            return -1

    def _send(self, writing: int, parent: int) -> NoReturn:
        """Make what is wanted, send it, and end without anything that an exit does: in the copy."""
        status = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent has it as well, and ends this process
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            _end_without(parent)
            before = len(made_here())
            made = self._make()
            content = pickle.dumps((made, made_here()[before:]), pickle.HIGHEST_PROTOCOL)
            with os.fdopen(writing, "wb") as stream:
                stream.write(content)
            status = 0
        finally:
            os._exit(status)


def _end_without(parent: int) -> None:
    """End this process soon after the one that it was made of, which may have been killed."""

    def look(_number: int, _frame: FrameType | None) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
