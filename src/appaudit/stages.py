"""Times the stages of an audit, for `-v` and the benchmark."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appaudit.model.report import Timing


class Stages:
    """Called as `with stages("name"):`; a stage entered again adds to its time; nested time counts inside only."""

    def __init__(self, on_begin: Callable[[str], None] | None = None) -> None:
        """`on_begin` is called with the name of every stage that begins."""
        self._on_begin = on_begin
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

    def timings(self) -> tuple[Timing, ...]:
        """Every stage in the order first entered."""
        from appaudit.model.report import Timing  # few want to know

        return tuple(
            Timing(stage=name, milliseconds=round(seconds * 1000, 1)) for name, seconds in self._seconds.items()
        )
