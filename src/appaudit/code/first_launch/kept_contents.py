"""What launch puts into collections and atomic values that fields keep, before it asks them.

A field that holds one new object keeps what that said when it was made, until code at launch changes it. All methods
that read or set the field count, with what they call on it. Where it is handed on, to another field, to a caller or to
any call, nobody can say what happens to it.

https://developer.android.com/reference: java.util and java.util.concurrent.atomic, 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Protocol

import numpy as np

from appaudit.code.first_launch.launch import Launch
from appaudit.code.first_launch.launch_fields import Followed
from appaudit.code.values.marked_values import Value, is_text
from appaudit.dex.tables import is_among

#: Stands for what a field keeps: what the field is known by follows, and what stands for the object when it was made.
KEPT: Final = "\0kept "
#: Stands for all settings of a file, and for the key of any of them; the file follows.
SETTINGS: Final = "\0all settings "
ANY_KEY: Final = "\0stored key "
#: Stands for an atomic value: the number follows.
ATOMIC: Final = "\0atomic "
#: What only asks, by how its name begins, and what begins alike and does not.
_ASKS: Final = ("get", "contains", "has", "is", "size", "length", "toString", "equals", "keySet", "entrySet",
                "values", "iterator", "peek", "indexOf", "stringPropertyNames")  # fmt: skip
_ALSO_CHANGES: Final = "getAnd"
_PUTS: Final = ("put", "putIfAbsent", "setProperty")
_PUTS_ALL: Final = "putAll"
_SETS: Final = ("set", "lazySet", "compareAndSet", "getAndSet")
_EMPTIES: Final = ("remove", "clear")
#: Fields that are asked after, in one round.
_MOST_FIELDS: Final = 300
_Use = tuple[str, tuple[Value, ...]]


class Before(Protocol):
    """What an earlier round found."""

    def followed(self, file: int, item: int) -> Followed | None:
        """A code item followed with what is known at launch; None where it cannot be followed."""

    def runs(self, file: int, place: int) -> bool:
        """Whether an instruction of a file can run at launch."""

    def held(self, file: int, field: int) -> frozenset[Value] | None:
        """All values that a field can hold at launch; None where that is not known."""


class KeptContents:
    """Answers for one app.

    Args:
        launch: What all rounds have in common.
        before: What an earlier round found, one that knew which fields keep what.
        stores: Whether launch stores a setting under a key, in the file of settings of a name.
    """

    def __init__(self, launch: Launch, before: Before, stores: Callable[[str, str], bool]) -> None:
        self._launch, self._before, self._stores = launch, before, stores
        self._uses: dict[int, list[_Use] | None] = {}

    def changes(self, identity: int, made: str, key: str) -> bool:
        """Whether launch may change what the object says that a field keeps.

        Args:
            identity: What the field is known by over all files.
            made: What stands for the object when it was made.
            key: What it is asked by; empty where by nothing.
        """
        if identity not in self._uses:
            is_left = len(self._uses) < _MOST_FIELDS
            self._uses[identity] = self._find(identity) if is_left else None
        uses = self._uses[identity]
        return uses is None or any(self._is_change(*use, made, key) for use in uses)

    def _is_change(self, name: str, passed: tuple[Value, ...], made: str, key: str) -> bool:
        given = passed[1] if len(passed) > 1 else None
        if name in _PUTS and key:
            return self._may_be(given, ANY_KEY, key) if not is_text(given) else given == key
        if name == _PUTS_ALL and key:
            return self._may_be(given, SETTINGS, key)
        if name in _SETS:
            return passed[-1] is None or f"{ATOMIC}{passed[-1]}" != made
        if name in _EMPTIES:
            return made.startswith(ATOMIC)
        return not name.startswith(_ASKS) or name.startswith(_ALSO_CHANGES)

    def _may_be(self, given: Value, mark: str, key: str) -> bool:
        """Whether what stands for all settings of a file, or their keys, may have one that launch stores."""
        if not isinstance(given, str) or not given.startswith(mark):
            return True
        opened = given.rpartition("/")[2] if "/" in given else ""
        return self._stores(key, opened)

    def _find(self, identity: int) -> list[_Use] | None:
        """What launch calls on the object that a field keeps, with what it passes; None where it is handed on."""
        mark = f"{KEPT}{identity}\0"
        found: list[_Use] = []
        for number, item in self._items(identity):
            followed = self._before.followed(number, item) if item >= 0 else None
            if followed is None:
                return None
            own = self._launch.fields.identifiers(number, identity)
            told = (followed.returned, *(values for field, values in followed.written.items() if field not in own))
            if any(isinstance(value, str) and value.startswith(mark) for values in told for value in values):
                return None
            dex = self._launch.files[number].code.dex
            for target, calls in followed.passed.items():
                for passed in calls:
                    at = [at for at, each in enumerate(passed) if isinstance(each, str) and each.startswith(mark)]
                    if at and (at != [0] or int(self._launch.graph.resolved[number][target]) >= 0):
                        return None
                    found += [(dex.method_name(target), passed)] if at else []
        return found

    def _items(self, identity: int) -> Iterator[tuple[int, int]]:
        """The file and code item of each method at launch that reads or sets a field; -1 where nobody knows when."""
        launch = self._launch
        seen = set[tuple[int, int]]()
        for number, constants in enumerate(launch.files):
            fields = launch.fields.identifiers(number, identity)
            if not fields:
                continue
            accesses = constants.field_values.accesses
            methods = launch.graph.links.files[number].item_method
            for at in np.flatnonzero(is_among(accesses.target, fields)).tolist():
                item, place = int(accesses.code_item[at]), int(accesses.instruction[at])
                if launch.times.later[methods[item]] or (number, item) in seen:
                    continue
                held = self._before.held(number, int(accesses.target[at]))
                is_kept = held is not None and all(isinstance(each, str) and each.startswith(KEPT) for each in held)
                if not launch.times.early[methods[item]] or not is_kept:
                    yield number, -1
                elif self._before.runs(number, place):
                    seen.add((number, item))
                    yield number, item
