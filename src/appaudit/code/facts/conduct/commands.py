"""Commands that an app runs: which program reads for it what no call of its own shows."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Final

from appaudit.model.knowledge import Knowledge

_SEPARATOR: Final = re.compile(r"[\s;|&`$(){}'\"]+")
#: What stands between a program and the one that it runs: options, numbers and variables.
_IS_OPTION: Final = re.compile(r"-.*|\d+|\w+=.*")
_EXEC: Final = ("java.lang.Runtime", "exec")
#: Where programs are that the system has; in all other places they are somebody's own.
#: https://source.android.com/docs/core/architecture/partitions, checked 2026-11-29, not opened.
_OF_SYSTEM: Final = (
    "/system/",
    "/vendor/",
    "/product/",
    "/odm/",
    "/apex/",
    "/sbin/",
    "/bin/",
    "/xbin/",
    "/proc/",
    "/dev/",
)
_OF_SHELL: Final = ("su", "sh")


class Commands:
    """Which commands show nothing of what they read.

    Args:
        knowledge: The programs of the system, those that run others, and the commands that the catalogue knows.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._programs = frozenset(knowledge.unseen_code.programs)
        self._wrappers = frozenset(knowledge.unseen_code.wrappers)
        entries = [entry for entry in knowledge.apis_on("android") if (entry.class_name, entry.method) == _EXEC]
        self._catalogued = [text for entry in entries for text in entry.with_strings if entry.data]

    def reads_unseen(self, command: str) -> bool:
        """Whether a command runs a program that reads for whoever runs it, or one that is not the system's.

        A program that runs another (`env`, `su -c`, `toybox`) is looked behind: what the catalogue knows where it is
        written plainly is not found there.
        """
        words = [word for word in _SEPARATOR.split(command) if word]
        while words:
            name = words[0].rpartition("/")[2]
            plainly = " ".join((name, *words[1:]))
            if name in self._programs or _is_own(words[0], name):
                return True
            if plainly != command and any(fnmatchcase(plainly, text) for text in self._catalogued):
                return True
            if name not in self._wrappers:
                return False
            words = words[1:]
            while words and _IS_OPTION.fullmatch(words[0]):
                words = words[1:]
        return False


def _is_own(program: str, name: str) -> bool:
    """Whether a program is one that the app brought along, by its place."""
    is_path = program.startswith(("/", "./", "../"))
    return is_path and not program.startswith(_OF_SYSTEM) and name not in _OF_SHELL
