"""Work done on a second core while the first goes on: numpy and inflating leave the interpreter to others."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

_Made = TypeVar("_Made")


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
