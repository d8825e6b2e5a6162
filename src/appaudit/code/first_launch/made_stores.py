"""Which files and rows of tables launch itself makes before it asks for them.

A call that makes a file counts by the name that it is passed. Where that is not known it counts for all files of whose
names a part stands in its class or in what calls it: somebody else's files have other names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, TypeGuard

import numpy as np

from appaudit.code.first_launch.launch import Launch
from appaudit.code.first_launch.launch_fields import Followed
from appaudit.code.values.call_search import Call, calls_named, calls_to
from appaudit.code.values.constants import Constants
from appaudit.code.values.marked_values import Value, is_text
from appaudit.dex.tables import distinct

#: Stands for a file of the app, the name of which follows.
FILE: Final = "\0file "
_MAKES_FILE: Final[Mapping[str, Sequence[str]]] = {
    **{
        f"Ljava/io/{name};": ("<init>",)
        for name in ("FileOutputStream", "FileWriter", "RandomAccessFile", "PrintWriter")
    },
    "Ljava/io/File;": ("createNewFile", "mkdir", "mkdirs", "renameTo"),
}
_MOVES: Final = "renameTo"
_OPENS: Final = "openFileOutput"
DATABASES: Final = "Landroid/database/sqlite/SQLiteDatabase;"
_INSERTS: Final = ("insert", "insertOrThrow", "insertWithOnConflict", "replace", "replaceOrThrow")
_RUNS_SQL: Final = ("execSQL", "compileStatement")
#: What the system calls when an app's database is made or opened: https://developer.android.com/reference/android/database/sqlite/SQLiteOpenHelper,
#: checked 2026-11-30, not opened.
_OF_HELPER: Final = ("onCreate", "onOpen", "onUpgrade", "onConfigure")
_ADDS_ROWS: Final = re.compile(r"(?i)\b(?:insert|replace)\b")
#: Calls in turn that lead to one which makes a file, methods of each turn, and letters of a part of a name.
_MOST_TURNS: Final = 3
_MOST_LEADING: Final = 200
_SHORTEST: Final = 2
_MAKES_TABLE: Final = ("CREATE TABLE", "create table", "Create Table")


class MadeStores:
    """Answers for one app, with what is known of launch.

    Args:
        launch: What all rounds have in common.
        followed: Gives a code item of a file as launch runs it; None where nobody can say.
        runs: Whether an instruction of a file can run at launch.
    """

    def __init__(
        self, launch: Launch, followed: Callable[[int, int], Followed | None], runs: Callable[[int, int], bool]
    ) -> None:
        self._launch, self._followed, self._runs = launch, followed, runs
        self._files: dict[str, bool] = {}
        self._tables: dict[str, bool] = {}
        self._texts: dict[int, frozenset[str]] = {}

    def makes_file(self, name: str) -> bool:
        """Whether launch may make a file of this name."""
        if name not in self._files:
            self._files[name] = any(self._runs(*place) for place in self._launch.stored(name)) or any(
                self._is_passed(number, call, name, lambda given: given in (name, FILE + name))
                for number, call in self._making
            )
        return self._files[name]

    @cached_property
    def _making(self) -> list[tuple[int, Call]]:
        """The calls at launch that make files; what moves them has none to move where its class makes none."""
        found = list(self._early(lambda each: [*calls_to(each, _MAKES_FILE), *calls_named(each, [_OPENS])]))
        owners = [self._launch.files[number].name_of_item(call.code_item)[0] for number, call in found]
        making = {owner for owner, (_, call) in zip(owners, found, strict=True) if call.name != _MOVES}
        return [each for owner, each in zip(owners, found, strict=True) if owner in making]

    def fills(self, table: str) -> bool:
        """Whether launch may put a row into a table, or the table is not seen to be made by the app."""
        if table not in self._tables:
            self._tables[table] = not self._is_made(table) or self._is_filled(table)
        return self._tables[table]

    def _is_made(self, table: str) -> bool:
        word = re.compile(rf"\b{re.escape(table)}\b")
        return any(
            word.search(dex.string(index))
            for dex in (each.code.dex for each in self._launch.files)
            for prefix in _MAKES_TABLE
            for index in dex.strings_with_prefix(prefix)
        )

    def _is_filled(self, table: str) -> bool:
        word = re.compile(rf"(?i)\b{re.escape(table)}\b")

        def adds(given: str) -> bool:
            return given == table or bool(_ADDS_ROWS.search(given) and word.search(given))

        wanted = {DATABASES: (*_INSERTS, *_RUNS_SQL)}
        return any(
            self._is_passed(number, call, table, adds)
            for number, call in self._early(lambda each: calls_to(each, wanted))
        )

    def _early(self, calls: Callable[[Constants], Iterator[Call] | list[Call]]) -> Iterator[tuple[int, Call]]:
        """Those of some calls that launch may make, or the system once a database is made."""
        launch = self._launch
        for number, constants in enumerate(launch.files):
            methods = launch.graph.links.files[number].item_method
            for call in calls(constants):
                is_of_helper = constants.name_of_item(call.code_item)[1] in _OF_HELPER
                if is_of_helper or (
                    launch.times.early[methods[call.code_item]] and self._runs(number, call.instruction)
                ):
                    yield number, call

    def _is_passed(self, number: int, call: Call, name: str, is_meant: Callable[[str], bool]) -> bool:
        """Whether a call may be passed what is meant: where it is not known, whether who leads to it names a part."""
        followed = self._followed(number, call.code_item)
        passed = followed.passed.get(call.method) if followed else None
        for given in passed or ((),):
            texts = [each for each in given if _is_named(each)]
            if any(is_meant(each) for each in texts):
                return True
            method = int(self._launch.graph.links.files[number].item_method[call.code_item])
            if not texts and any(self._names(each, name) for each in self._leading(method)):
                return True
        return False

    def _leading(self, method: int) -> list[int]:
        """A method, those of its class that run at launch, and what calls them in turn."""
        graph, early = self._launch.graph, self._launch.times.early
        found = [method, *graph.links.methods_of(int(graph.links.method_class[method]))]
        begins = 0
        for _ in range(_MOST_TURNS):
            edges = np.concatenate([graph.by_target.of(each) for each in found[begins:]] or [np.empty(0, np.int64)])
            begins = len(found)
            callers = distinct(graph.source[edges])
            callers = callers[callers < graph.links.method_count]
            found += [each for each in callers[early[callers]].tolist() if each not in found][:_MOST_LEADING]
        return found

    def _names(self, method: int, name: str) -> bool:
        """Whether a method has a text of which a name may be made."""
        if method not in self._texts:
            file, item = self._launch.graph.item_of(method)
            constants = self._launch.files[file] if item >= 0 else None
            loads = constants.texts if constants else None
            targets = loads.target[loads.in_item(item)].tolist() if loads is not None else ()
            texts = [constants.code.dex.string(each).strip("/ ") for each in targets] if constants else []
            self._texts[method] = frozenset(each for each in texts if len(each) >= _SHORTEST)
        return any(each in name for each in self._texts[method])


def _is_named(value: Value) -> TypeGuard[str]:
    return is_text(value) or (isinstance(value, str) and value.startswith(FILE))
