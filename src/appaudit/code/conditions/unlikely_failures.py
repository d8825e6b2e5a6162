"""Handlers of exceptions that are ordinarily not thrown: a first launch does not run what only they do.

Said only where all that a handler is for is known: calls that work on every device, as of the number of the process or
of texts, and code of the app that makes no others. What may well fail when an app is new (a class, a package, a file or
a setting that is not there, a number that is read from a text, the network, a permission) is not among them, unless
what runs then is told of the exception: that reports a failure, and is nothing that is done instead.

https://developer.android.com/reference: java.lang, java.util, android.os, android.util, android.content; checked
2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from appaudit.code.first_launch.implementations import implementations
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import MethodCode
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import (
    ARRAY_READS,
    GOTOS,
    INVOKES,
    MOVE_EXCEPTION,
    MOVE_RESULTS,
    NEW_INSTANCE,
    RETURNS,
    STATIC_FIELD_ACCESS,
    STRING_LITERALS,
    THROW,
)
from appaudit.dex.operands import destination_register

#: Calls inside of calls that are looked into, instructions of each, and methods that one call may run.
_MAX_CALLS: Final = 3
_MAX_BODY: Final = 150
_MOST_IMPLEMENTATIONS: Final = 3
#: Classes all of whose methods work, whatever they are passed that is there.
_SAFE: Final = frozenset(
    f"L{name};"
    for name in (
        "java/lang/StringBuilder", "java/lang/StringBuffer", "java/lang/Object", "java/lang/Math", "java/lang/Boolean",
        "java/lang/Throwable", "java/lang/Exception", "java/lang/StackTraceElement", "java/util/Iterator",
        "java/util/Map", "java/util/HashMap", "java/util/Map$Entry", "java/util/Set", "java/util/HashSet",
        "java/util/Locale", "java/util/concurrent/ConcurrentHashMap", "java/security/MessageDigest",
        "android/util/Log", "android/text/TextUtils", "android/os/Process", "android/os/SystemClock",
        "android/os/Handler", "android/os/Looper", "android/os/Message", "android/os/Bundle", "android/os/Build",
        "android/app/ActivityManager", "kotlin/jvm/internal/Intrinsics",
    )
)  # fmt: skip
#: Of others those that do, by the class.
_SAFE_NAMES: Final = {
    "Ljava/lang/String;": ("length", "trim", "equals", "equalsIgnoreCase", "isEmpty", "startsWith", "endsWith",
                           "contains", "indexOf", "hashCode", "toString", "toLowerCase", "toUpperCase", "replace"),
    "Ljava/lang/System;": ("currentTimeMillis", "nanoTime", "identityHashCode"),
    "Ljava/lang/Thread;": ("currentThread", "getName", "getId", "getStackTrace"),
    "Ljava/lang/Class;": ("getName", "getSimpleName"),
    "Ljava/util/List;": ("size", "iterator", "isEmpty", "add", "contains"),
    "Ljava/util/ArrayList;": ("<init>", "size", "iterator", "isEmpty", "add", "contains"),
    "Ljava/util/Collection;": ("size", "iterator", "isEmpty", "add", "contains"),
    "Landroid/app/Application;": ("getProcessName", "getPackageName", "getApplicationContext", "getSystemService",
                                  "getApplicationInfo", "getPackageManager"),
    "Landroid/content/Context;": ("getPackageName", "getApplicationContext", "getSystemService", "getApplicationInfo",
                                  "getPackageManager", "getContentResolver", "getResources"),
    "Ljava/io/BufferedReader;": ("<init>", "readLine", "read", "close"),
    "Ljava/io/InputStreamReader;": ("<init>", "close"),
    "Ljava/io/FileInputStream;": ("read", "close"),
    "Ljava/io/FileReader;": ("read", "close"),
    "Ljava/io/File;": ("<init>", "exists", "getName", "getPath"),
}  # fmt: skip
#: Open a file; what the system says of a process is always there. https://man7.org/linux/man-pages/man5/proc.5.html,
#: checked 2026-11-30, not opened.
_OPEN: Final = tuple(f"Ljava/io/{name};" for name in ("FileInputStream", "FileReader"))
_OF_PROCESS: Final = "/proc/"
#: What is installed is itself.
_INSTALLED: Final = ("Landroid/content/pm/PackageManager;", ("getPackageInfo", "getApplicationInfo"))
_OWN_NAME: Final = "getPackageName"
#: Boxes of numbers: they fail only on texts.
_NUMBERS: Final = ("Ljava/lang/Integer;", "Ljava/lang/Long;", "Ljava/lang/Float;", "Ljava/lang/Double;")
_PLATFORM: Final = ("Ljava/", "Landroid/")


class UnlikelyFailures:
    """Answers for the methods of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants]) -> None:
        self._graph = graph
        self._files = files
        self._known: dict[int, bool] = {}

    def lead_to(self, file: int, method: MethodCode, body: MethodBody, places: Collection[int]) -> bool:
        """Whether some instructions, to which only exceptions lead, wait for one that is ordinarily not thrown.

        Args:
            file: The file, by its place among the graph's.
            method: The code that holds the instructions.
            body: The same with its registers.
            places: The instructions, by their number in the method.
        """
        running = _reached(method, [0], through_handlers=False)
        handlers = {each for entered in method.handlers.values() for each in entered}
        leading = {each for each in handlers if not _reached(method, [each], through_handlers=True).isdisjoint(places)}
        covered = [at for at, entered in method.handlers.items() if at in running and not leading.isdisjoint(entered)]
        if all(_is_told(body, place) for place in places):
            covered = [at for at in covered if body.opcodes[at] not in INVOKES and body.opcodes[at] not in ARRAY_READS]
            return not any(self._may_fail(file, body, at, 0) for at in covered)
        return bool(covered) and not any(self._may_fail(file, body, at, 0) for at in covered)

    def _may_fail(self, file: int, body: MethodBody, index: int, depth: int) -> bool:
        opcode = body.opcodes[index]
        if opcode == THROW:
            return any(made < 0 or body.opcodes[made] != MOVE_EXCEPTION for made in _made(body, index))
        if opcode in INVOKES:
            return self._call_may_fail(file, body, index, depth)
        links, dex = self._graph.links.files[file], self._files[file].code.dex
        if opcode == NEW_INSTANCE or opcode in STATIC_FIELD_ACCESS:
            target = body.target(index)
            kind = target if opcode == NEW_INSTANCE else int(dex.field_ids[target]["class_type"])
            return links.type_class[kind] < 0 and not dex.type_descriptor(kind).startswith(_PLATFORM)
        return opcode in ARRAY_READS

    def _call_may_fail(self, file: int, body: MethodBody, call: int, depth: int) -> bool:
        constants = self._files[file]
        method = constants.callee(body, call)
        if method < 0:
            return True
        resolved = int(self._graph.resolved[file][method])
        dex = constants.code.dex
        owner, name = dex.method_class(method), dex.method_name(method)
        if owner in _SAFE or name in _SAFE_NAMES.get(owner, ()):
            return False
        if resolved >= 0:
            return self._method_may_fail(resolved, depth + 1)
        if owner in _NUMBERS:
            return "Ljava/lang/String;)" in dex.prototype(int(dex.method_ids["proto"][method]))
        if owner in _OPEN and name == "<init>":
            return not _names_process(constants, body)
        is_installed = owner == _INSTALLED[0] and name in _INSTALLED[1]
        return not (is_installed and _is_own_name(constants, body, call))

    def _method_may_fail(self, method: int, depth: int) -> bool:
        if depth > _MAX_CALLS:
            return True
        if method not in self._known:
            self._known[method] = False  # what calls itself
            runs = implementations(self._graph, method)
            self._known[method] = not 0 < len(runs) <= _MOST_IMPLEMENTATIONS or any(
                self._code_may_fail(*self._graph.item_of(each), depth) for each in runs
            )
        return self._known[method]

    def _code_may_fail(self, file: int, item: int, depth: int) -> bool:
        body, method = self._files[file].body(item), self._files[file].method_code(item)
        if method is None or not body.is_read or len(body) > _MAX_BODY:
            return True
        running = _reached(method, [0], through_handlers=False)
        return any(self._may_fail(file, body, index, depth) for index in running)


def _reached(method: MethodCode, starts: Collection[int], *, through_handlers: bool) -> set[int]:
    """The instructions that run from some on, through what exceptions lead to or without that."""
    found, pending = set(starts), list(starts)
    for index in pending:
        opcode = method.opcodes[index]
        following = list(method.targets.get(index, ()))
        if opcode not in GOTOS and opcode not in RETURNS and opcode != THROW:
            following.append(index + 1)
        if through_handlers:
            following += method.handlers.get(index, ())
        for each in following:
            if each not in found and each < len(method.opcodes):
                found.add(each)
                pending.append(each)
    return found


def _is_told(body: MethodBody, place: int) -> bool:
    """Whether a call passes the exception on: it is there for failures, as reports of crashes are."""
    if body.opcodes[place] not in INVOKES:
        return False
    for register in body.sources(place):
        at = place - 1
        while at >= 0 and destination_register(body.units, body.offsets[at]) != register:
            at -= 1
        if at >= 0 and body.opcodes[at] == MOVE_EXCEPTION:
            return True
    return False


def _made(body: MethodBody, index: int, position: int = 0) -> tuple[int, ...]:
    return tuple(body.definitions(index, body.sources(index)[position]))


def _names_process(constants: Constants, body: MethodBody) -> bool:
    """Whether all paths that a method states are of what the system says of processes."""
    dex = constants.code.dex
    texts = [dex.string(body.target(at)) for at, opcode in enumerate(body.opcodes) if opcode in STRING_LITERALS]
    paths = [text for text in texts if "/" in text]
    return bool(paths) and paths[0].startswith(_OF_PROCESS)


def _is_own_name(constants: Constants, body: MethodBody, call: int) -> bool:
    """Whether a call passes the name of the app's own package first."""
    made = _made(body, call, 1)
    if len(made) != 1 or made[0] <= 0 or body.opcodes[made[0]] not in MOVE_RESULTS:
        return False
    method = constants.callee(body, made[0] - 1)
    return method >= 0 and constants.code.dex.method_name(method) == _OWN_NAME
