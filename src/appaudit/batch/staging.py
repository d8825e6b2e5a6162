"""Where workers put reports until their names are settled: a folder below that of the reports, both held open.

Names below the folder of the reports may be somebody else's work: a link in the place of the staging folder would lead
what workers write elsewhere. So this process makes the folder, and hands workers what it made and not its name.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from appaudit.whole_files import OpenFolder

FILE_NAME: Final = ".appaudit-staged"


class Staging:
    """The staging folder of one run, for whoever works in it: `folder`."""

    def __init__(self, reports: Path) -> None:
        """Make it, in place of what an earlier run left; raises OSError."""
        reports.mkdir(parents=True, exist_ok=True)
        self._reports = OpenFolder.at(reports)
        try:
            shutil.rmtree(reports / FILE_NAME, ignore_errors=True)
            self.folder = self._reports.made(FILE_NAME)
        except BaseException:
            self._reports.close()
            raise

    def settle(self, name: str, final: str) -> None:
        """Give a file of a worker its place among the reports; one that has it already is no error; raises OSError."""
        with contextlib.suppress(FileNotFoundError):
            self.folder.move(name, self._reports, final)

    def __enter__(self) -> Self:
        """Itself; it goes away with the end of the block."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        with contextlib.suppress(OSError):
            for name in self.folder.names():
                self.folder.remove(name)
        self.folder.close()
        self._reports.close()
        shutil.rmtree(self._reports.path / FILE_NAME, ignore_errors=True)
