"""The progress bar of a batch: how many, which packages now, and how long it will take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from appaudit.cli._terminal import terminal
from appaudit.report.renderers.plain import safe_line, shortened

_NAME_WIDTH = 40


class _Bar:
    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task
        self._now: list[str] = []

    def begun(self, path: str) -> None:
        """Show a name beside the bar."""
        self._now.append(path)
        self._show()

    def finished(self, path: str, findings: int, outcome: str) -> None:
        """Move the bar; what failed stays on a line above it."""
        if path in self._now:
            self._now.remove(path)
        if outcome != "done":
            self._progress.console.print(f"{safe_line(path)}: {outcome}", style="red")
        self._progress.advance(self._task)
        self._show()

    def _show(self) -> None:
        names = ", ".join(safe_line(Path(path).name) for path in self._now)
        self._progress.update(self._task, names=shortened(names, _NAME_WIDTH))


@contextmanager
def bar(total: int) -> Iterator[_Bar]:
    """A bar on stderr that is gone when the batch is done."""
    progress = Progress(
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("{task.fields[names]}", markup=False),
        console=terminal(),
        transient=True,
    )
    with progress:
        yield _Bar(progress, progress.add_task("", total=total, names=""))
