"""The stages of an audit: how long each took, and which of them an error of ours ended."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from appaudit.errors import AppauditError

if TYPE_CHECKING:
    from appaudit.model.report import Timing


_Made = TypeVar("_Made")
#: Characters of an error's own text, and frames of its traceback, that are kept.
_SAID, _FRAMES = 300, 20


class OwnFault(NamedTuple):
    """An error of ours in a stage: what it says, and where it happened."""

    stage: str
    error: str
    trace: str


class Stages:
    """Called as `with stages("name"):`; a stage entered again adds to its time; nested time counts inside only."""

    def __init__(self, on_begin: Callable[[str], None] | None = None, *, goes_on: bool = False) -> None:
        """`on_begin` is called with the name of every stage that begins.

        With `goes_on` an error of ours ends the stage that was attempted and not the audit; without, as for whoever
        looks for such errors, it is raised.
        """
        self._on_begin = on_begin
        self.goes_on = goes_on
        self.faults: list[OwnFault] = []
        """The errors of ours that ended a stage, in their order."""
        self._seconds: dict[str, float] = {}
        self._nested: list[float] = []

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Measure the block under `name`."""
        if self._on_begin:
            self._on_begin(name)
        self._seconds.setdefault(name, 0.0)
        self._nested.append(0.0)
        start = time.perf_counter()
        try:
            yield
        finally:
            elapsed = time.perf_counter() - start
            inner = self._nested.pop()
            self._seconds[name] += elapsed - inner
            if self._nested:
                self._nested[-1] += elapsed

    def attempt(self, name: str, make: Callable[[], _Made], instead: _Made) -> _Made:
        """What a stage makes, or `instead` where an error of ours ends it and the audit goes on.

        Errors that are said to the user, and the end of time or memory, are raised all the same.
        """
        try:
            with self(name):
                return make()
        except (AppauditError, MemoryError):
            raise
        except Exception as error:
            if not self.goes_on or _is_the_end(error.__cause__):
                raise
            said = f"{type(error).__name__}: {error}"[:_SAID]
            self.faults.append(OwnFault(name, said, traceback.format_exc(limit=-_FRAMES)))
            return instead

    def timings(self) -> tuple[Timing, ...]:
        """Every stage in the order first entered."""
        from appaudit.model.report import Timing  # few want to know

        return tuple(
            Timing(stage=name, milliseconds=round(seconds * 1000, 1)) for name, seconds in self._seconds.items()
        )


def _is_the_end(cause: BaseException | None) -> bool:
    """Whether what an error was made of is the end of time or memory, which Python wraps in places."""
    return isinstance(cause, MemoryError) or (cause is not None and not isinstance(cause, Exception))
