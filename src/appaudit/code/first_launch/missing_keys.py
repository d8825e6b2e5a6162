"""Starts that start nothing: they give up at once, without a key or text of the package, or keep what they are given.

Many SDKs take their key from there, write a line to the log where there is none, and return. What such a start runs at
a first launch is followed call by call; it gives up where all of that is harmless and the code that it leaves out is
not. Whatever is not known to be harmless is taken to be no giving up: a thread, a request, a callback, a call of
something that was not read. Where nothing is left out either, and fields are set, the call only keeps things for later.
A body in which nothing is left, as packers leave it, says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from appaudit.code.first_launch.first_launch import FirstLaunch
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.call_search import calls_to, texts_passed
from appaudit.code.values.constants import Constants
from appaudit.code.values.marked_values import Value
from appaudit.code.values.registers import MethodBody
from appaudit.dex import field_accesses
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import (
    INVOKES,
    IPUT_OBJECT,
    NEW_INSTANCE,
    SPUT_OBJECT,
    STATIC_INVOKES,
    STATIC_READS,
    STATIC_WRITES,
)
from appaudit.dex.tables import is_among
from appaudit.model.condition import Condition
from appaudit.model.record import record

#: Methods that are followed from one start, and calls that are made of one of them with different constants.
_MOST_METHODS: Final = 80
_MOST_CALLS: Final = 6
_BUNDLES: Final = ("Landroid/os/Bundle;", "Landroid/os/BaseBundle;")
_PUTS: Final = ("putString", "putInt", "putBoolean", "putLong", "putFloat", "putCharSequence", "putAll")
_LOADING: Final = int(hash_text("<clinit>"))
#: What only computes, keeps objects or writes a line to the log, by class and by name of the method; "" for all names.
#: They are compiled when asked for: few packages put keys there themselves.
#: https://developer.android.com/reference, checked 2026-11-29, not opened.
_HARMLESS: Final = (
    (r"Ljava/lang/(?:String|StringBuilder|StringBuffer|CharSequence|Object|Number|Math|Enum|Iterable);", ""),
    (r"Ljava/lang/(?:Boolean|Byte|Character|Short|Integer|Long|Float|Double);", ""),
    (r"Ljava/(?:lang|util|io)/\w*(?:Exception|Error|Throwable);", ""),
    (r"Landroid/[\w/$]*(?:Exception|Error);", ""),
    (r"Ljava/lang/Class;", "get(?:Simple|Canonical)?Name|desiredAssertionStatus|isInstance|cast|getClassLoader"),
    (r"Ljava/lang/System;", "currentTimeMillis|nanoTime|arraycopy|identityHashCode"),
    (r"Ljava/lang/Thread;", "currentThread|getName|getId|getStackTrace"),
    (r"Ljava/lang/StackTraceElement;|Ljava/io/PrintStream;|Ljava/lang/ref/\w+;", ""),
    (r"Ljava/util/[\w$]+;",
     "(?!schedule|run|start|exec|load|forEach|sort|comp|merge|removeIf|replaceAll|notify).*"),
    (r"Ljava/util/(?:regex|concurrent/(?:atomic|locks))/[\w$]+;|Ljava/util/concurrent/TimeUnit;", ""),
    (r"Ljava/util/concurrent/[\w$]+;", "<init>|get|put|putIfAbsent|containsKey|new\\w+"),
    (r"Landroid/util/\w+;|Landroid/text/TextUtils;|Landroid/os/(?:Base)?Bundle;", ""),
    (r"Landroid/os/(?:Looper|Process);", "(?!kill|loop|quit|prepare).*"),
    (r"Landroid/os/Handler;", "<init>|getLooper"),
    (r"Landroid/content/(?:Context|ContextWrapper);|Landroid/app/(?:Application|Activity|Service);",
     r"get(?:Application\w*|BaseContext|Package(?:Name|Manager)|Resources|String|Assets|ClassLoader|SharedPrefe\w+)"),
    (r"Landroid/content/pm/PackageManager;", "get(?:ApplicationInfo|ActivityInfo|ServiceInfo|ReceiverInfo)"),
    (r"Landroid/content/SharedPreferences;", "get\\w+|contains"),
    (r"Landroid/content/res/(?:Resources|AssetManager);", "get\\w+"),
    (r"Landroid/content/(?:Intent|ComponentName|IntentFilter);", "<init>|get\\w+|put\\w+|set\\w+|add\\w+"),
)  # fmt: skip


def with_keys_put(files: Sequence[Constants], stated: frozenset[str] | None) -> frozenset[str] | None:
    """The names of an application's meta-data together with those that its code puts there by itself.

    Args:
        files: What is known of the constants of each file.
        stated: The names that the manifest states; None where not all are known, as where a name is no constant.
    """
    if stated is None:
        return None
    found: set[str] = set(stated)
    for constants in files:
        fields = field_accesses(constants.code.instructions)
        dex = constants.code.dex
        read = np.flatnonzero(dex.field_ids["name"] == dex.find_string("metaData"))
        items = set(fields.code_item[is_among(fields.target, read)].tolist()) if len(read) else set[int]()
        for call in calls_to(constants, dict.fromkeys(_BUNDLES, _PUTS)) if items else ():
            if call.code_item in items:
                keys = texts_passed(constants, call, 1)
                if not keys:
                    return None
                found |= set(keys)
    return frozenset(found)


@record(kw_only=False, frozen=False)
class _Seen:
    """What was seen of one start."""

    keys: set[str]
    """Keys that it looked for and that are not there."""
    leaves_out: bool = False
    """Whether something that is not harmless is left out."""
    keeps: bool = False
    """Whether a field is set that keeps an object."""
    hands_out: bool = False
    """Whether an object is made that the system or another thread may call back."""


class MissingKeys:
    """Answers for the starts of one app.

    Args:
        graph: The methods.
        launch: What is known at launch, of meta-data and texts of the package, too.
    """

    def __init__(self, graph: CallGraph, launch: FirstLaunch) -> None:
        self._graph = graph
        self._launch = launch

    def of(self, places: Sequence[tuple[int, int]]) -> Condition | None:
        """What calls of a start do not find in the package, or that they only keep things; None where one may go on.

        Args:
            places: The file and the position of each call.
        """
        found = [self._of_call(file, place) for file, place in places]
        return found[0] if found and all(found) else None

    def _of_call(self, file: int, place: int) -> Condition | None:
        body, index = self._launch.files[file].at(place)
        caller = self._launch.followed(file, body.code_item)
        if body.opcodes[index] not in INVOKES or caller is None or not caller.runs[index]:
            return None
        method = self._called(file, body.target(index))
        passed = caller.passed.get(body.target(index), frozenset(((),)))
        seen = _Seen(set())
        if method < 0 or not self._gives_up(method, passed, seen):
            return None
        name = self._graph.name_of(method)
        if seen.leaves_out:
            return Condition(kind="unstated", subject=", ".join(sorted(seen.keys)), method=name) if seen.keys else None
        return Condition(kind="kept", subject=name, method=name) if seen.keeps and not seen.hands_out else None

    def _gives_up(self, method: int, passed: frozenset[tuple[Value, ...]], seen: _Seen) -> bool:
        """Whether everything that a call runs is harmless."""
        pending = [(method, each) for each in sorted(passed, key=repr)]
        known = set(pending)
        for current, arguments in pending:
            further = self._followed(current, arguments, seen)
            if further is None or len(passed) > _MOST_CALLS:
                return False
            pending += [each for each in dict.fromkeys(further) if each not in known]
            known |= set(further)
            if len(pending) > _MOST_METHODS:
                return False
        return True

    def _followed(
        self, method: int, arguments: tuple[Value, ...], seen: _Seen
    ) -> list[tuple[int, tuple[Value, ...]]] | None:
        """The app's own methods that a method calls, each with what it is passed; None where it does anything else."""
        file, item = self._graph.item_of(method)
        followed = self._launch.followed_with(file, item, arguments) if item >= 0 else None
        if followed is None:
            return None
        further: list[tuple[int, tuple[Value, ...]]] = []
        body = self._launch.files[file].body(item)
        seen.hands_out |= self._makes_callbacks(method)
        for index, opcode in enumerate(body.opcodes):
            seen.keeps |= opcode in (IPUT_OBJECT, SPUT_OBJECT) and bool(followed.runs[index])
            if opcode in INVOKES:
                target = body.target(index)
                called = self._called(file, target)
                if not followed.runs[index]:
                    seen.leaves_out |= called >= 0 or not self._is_harmless(file, target)
                elif called >= 0:
                    further += [(called, each) for each in followed.passed.get(target, frozenset(((),)))]
                elif self._is_harmless(file, target):
                    passed = followed.passed.get(target, ())
                    seen.keys |= {key for each in passed if (key := self._launch.missing_key(file, target, each))}
                else:
                    return None
            if followed.runs[index]:
                further += [(loading, ()) for loading in self._loads(file, body, index)]
        return further

    def _makes_callbacks(self, method: int) -> bool:
        """Whether a method makes objects that are called back without anybody calling them in the code."""
        graph = self._graph
        targets = graph.target[graph.bounds[method] : graph.bounds[method + 1]]
        return bool(((targets >= graph.runs(0)) & (targets < graph.runs(graph.links.class_count))).any())

    def _called(self, file: int, target: int) -> int:
        """The method of the app that a call runs, -1 for one of the system, or where it may be another one."""
        method = int(self._graph.resolved[file][target])
        return method if method >= 0 and not self._launch.is_overridden(method) else -1

    def _is_harmless(self, file: int, target: int) -> bool:
        dex = self._launch.files[file].code.dex
        if int(self._graph.resolved[file][target]) >= 0:
            return False
        owner, name = dex.method_class(target), dex.method_name(target)
        return any(re.fullmatch(of, owner) and (not names or re.fullmatch(names, name)) for of, names in _HARMLESS)

    def _loads(self, file: int, body: MethodBody, index: int) -> Iterator[int]:
        """What runs when an instruction makes the app load a class."""
        dex, opcode = self._launch.files[file].code.dex, body.opcodes[index]
        if opcode in STATIC_INVOKES:
            owner = dex.method_class(body.target(index))
        elif opcode in STATIC_READS or opcode in STATIC_WRITES:
            owner = dex.type_descriptor(int(dex.field_ids["class_type"][body.target(index)]))
        elif opcode == NEW_INSTANCE:
            owner = dex.type_descriptor(body.target(index))
        else:
            return
        links = self._graph.links
        class_index = links.find_class(owner)
        for method in links.methods_of(class_index) if class_index >= 0 else ():
            if links.method_name[method] == _LOADING:
                yield method
