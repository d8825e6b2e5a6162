"""The error of this package: a class file, or the named part of one, that cannot be read."""

from __future__ import annotations

from appaudit.errors import ExtractionError


class ClassFileError(ExtractionError):
    """A class that cannot be read; `place` is the archive entry, `problem` what is wrong with it."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem
