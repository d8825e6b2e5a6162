"""The error of this package: a class file, or the named part of one, that cannot be read."""

from __future__ import annotations

from appaudit.errors import DamagedPartError


class ClassFileError(DamagedPartError):
    """A class that cannot be read; `place` is the archive entry, `problem` what is wrong with it."""

    format_zh = "Java 类文件"

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem
