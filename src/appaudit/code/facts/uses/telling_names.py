"""Names by which a member of the platform that reads data is known, where code asks for a member by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from appaudit.model.knowledge import ApiEntry, Knowledge

#: Where the classes of the platform are, https://developer.android.com/reference/packages, checked 2026-11-27.
PLATFORM: Final = ("android.", "com.android.", "dalvik.", "java.", "javax.", "libcore.", "org.apache.http.", "sun.")
#: Shorter names of methods (`query`, `getString`) are everybody's and say nothing, but for those with an abbreviation.
_TELLING: Final = re.compile(r".{12,}|[a-z]+[A-Z]{3,}")


def telling_members(knowledge: Knowledge) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Members that read data: with their class, methods by telling names alone, and those that need no more to be said.

    The last are names that entries of the catalogue find wherever a class is asked for such a method.
    """
    entries = knowledge.apis_on("android")
    found = frozenset(text for entry in entries if entry.class_name == "java.lang.Class" for text in entry.with_strings)
    reading = [entry for entry in entries if entry.data and entry.method and entry.class_name.startswith(PLATFORM)]
    methods = frozenset(f"{entry.class_name}.{entry.method}" for entry in reading) | _fields(entries)
    return methods, frozenset(entry.method for entry in reading if _TELLING.fullmatch(entry.method)), found


def _fields(entries: Iterable[ApiEntry]) -> frozenset[str]:
    named = [entry for entry in entries if entry.data and entry.field not in ("", "*")]
    return frozenset(f"{entry.class_name}.{entry.field}" for entry in named)


def getters(names: set[str]) -> set[str]:
    """The members by which a property is read, https://developer.android.com/reference/android/util/Property."""
    return {f"{start}{name[:1].upper()}{name[1:]}" for name in names for start in ("get", "is")} | names
