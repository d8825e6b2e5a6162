"""Under which keys code at launch stores anything: a setting under another one is what it is when nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from appaudit.code.first_launch.condition_sources import RENAMED, falls_back
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.phases.phases import Search
from appaudit.code.graph.program.links import FileLinks, Flags
from appaudit.code.values.call_search import Call, calls_to
from appaudit.code.values.constants import Constants
from appaudit.code.values.marked_values import Value, is_text
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex import invoke_edges
from appaudit.dex.opcodes import ARRAY_WRITES, CHECK_CAST, FIELD_WRITES, INVOKES, MOVE_RESULTS, MOVES, STATIC_INVOKES
from appaudit.dex.tables import distinct, is_among

#: Methods that store what they are given, or hand it to one that does, by name; any where a shrinker has changed it.
_STORING: Final = re.compile(
    r"(?i)^(?:put|set|save|store|write|encode|update|edit|add|insert|mark|record|change|import)|^.{1,2}$"
)
#: Types of the platform and of Kotlin's runtime that take texts by such names and store none as a setting: the names
#: of parameters, for one, which every public method hands to `Intrinsics`.
_ELSEWHERE: Final = re.compile(
    r"^L(?:java/|javax/|kotlin/jvm/internal/|android/(?!content/SharedPreferences\$Editor|content/ContentValues)|org/(?:json|xml)/)"
)
#: Types that can pass a key.
_TEXT: Final = ("Ljava/lang/String;", "Ljava/lang/Object;", "Ljava/lang/CharSequence;")


#: What ends up where a later start finds it: settings, databases and files of the app, and what native code or
#: reflection does, which nobody followed.
_KEEPS: Final = re.compile(
    r"Landroid/content/(?:SharedPreferences\$Editor|ContentValues|ContentResolver|ContentProviderClient);"
    r"|Landroid/database/.*|Ljava/io/(?:File(?:Output|Writer)\w*|RandomAccessFile|PrintWriter);|Ljava/nio/.*"
    r"|Ljava/util/Properties;|Ljava/lang/reflect/Method;|.*/MMKV;|Landroidx/datastore/.*|Lokio/.*"
)
_OPENS_FILE: Final = "openFileOutput"
#: What code calls that only asks for a setting.
_ASKS: Final = re.compile(
    r"Landroid/content/SharedPreferences;->(?:get\w+|contains)|.*/MMKV;->(?:decode|get|contains)\w*"
    r"|L[\w/]+;->(?:getSharedPreferences|getDefaultSharedPreferences)"
    r"|Ljava/lang/(?:String|CharSequence|Boolean|Integer|Long|Float|Double);->\w+|Landroid/text/TextUtils;->\w+"
)
#: Instructions that keep something in an object.
_KEPT: Final = FIELD_WRITES | ARRAY_WRITES
#: Instructions of a method of which it is seen that it only asks, and methods in turn that it calls.
_MOST_ASKING, _MOST_TURNS = 40, 2
#: Calls that give what a collection holds: settings that take their keys from there may have any.
_GIVES_KEY: Final = frozenset(("getKey", "next", "nextElement"))
_SAME_TEXT: Final = frozenset(("toString", "valueOf", "trim", "intern"))
#: Opens a file of settings by its name, the second that it is given.
OPENS: Final = "getSharedPreferences"
#: Calls on one another in which the name of a file is looked for.
_MOST_STEPS: Final = 40
#: What a method that stores one setting is passed, with its object.
_KEY_AND_VALUE: Final = 3
_SETTINGS: Final = "Landroid/content/SharedPreferences;"
_EDITOR: Final = "Landroid/content/SharedPreferences$Editor;"
_PUTS: Final = ("putString", "putBoolean", "putInt", "putLong", "putFloat", "putStringSet")


class Keeping:
    """Tells which calls that look like they store something may do so, by all that the class called leads to.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        early: Which methods run at launch.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants], early: Flags) -> None:
        self._graph = graph
        self._files = files
        self._early = early
        self._classes: dict[int, bool] = {}
        self._asking: dict[tuple[int, int], bool] = {}

    def may_keep(self, file: int, place: int, opened: str = "") -> bool:
        """Whether a call may store what it is given: not where a class of the app is called that stores nothing.

        Args:
            file: The file of the call.
            place: Its instruction there.
            opened: The name of the file of settings that is asked for; empty for any. What is stored in another one by
                its name is not meant.
        """
        body, index = self._files[file].at(place)
        if opened and _opened_by(self._files[file], body, index) not in ("", opened):
            return False
        method = int(self._graph.resolved[file][body.target(index)])
        if method < 0 or self._graph.item_of(method)[1] < 0 or self._graph.overridden.has(method):
            return True
        if self._only_asks(method):
            return False
        owner = int(self._graph.links.method_class[method])
        if owner not in self._classes:
            self._classes[owner] = self._has_any_key or self._leads_to_keeping(owner)
        return self._classes[owner]

    def _only_asks(self, method: int, turns: int = _MOST_TURNS) -> bool:
        """Whether a method does nothing but ask for settings: by no name of its own, where a shrinker took it."""
        key = method, turns
        if key not in self._asking:
            file, item = self._graph.item_of(method)
            body = self._files[file].body(item) if item >= 0 else None
            self._asking[key] = body is not None and self._asks(file, body, turns)
        return self._asking[key]

    def _asks(self, file: int, body: MethodBody, turns: int) -> bool:
        if not body.is_read or len(body) > _MOST_ASKING or not _KEPT.isdisjoint(body.opcodes):
            return False
        dex = self._files[file].code.dex
        called = {body.target(index) for index, opcode in enumerate(body.opcodes) if opcode in INVOKES}
        for target in called:
            own = int(self._graph.resolved[file][target])
            if _ASKS.fullmatch(f"{dex.method_class(target)}->{dex.method_name(target)}"):
                continue
            if own < 0:
                return False
            if own >= 0 and (not turns or self._graph.overridden.has(own) or not self._only_asks(own, turns - 1)):
                return False
        return bool(called)

    def _leads_to_keeping(self, owner: int) -> bool:
        """Whether any method of a class leads to something that stores, whatever objects there are."""
        graph, methods = self._graph, self._graph.links.method_count
        search = Search(graph)
        search.reached[graph.exists(0) : graph.runs(0)] = True
        search.start(np.array(self._graph.links.methods_of(owner), dtype=np.int64), Stage.ANY, until=self._keeping)
        return bool((search.reached[:methods] & self._keeping[:methods]).any())

    @cached_property
    def _keeping(self) -> Flags:
        """Of all nodes the methods that store something themselves, or whose code is native."""
        links = self._graph.links
        found: Flags = np.zeros(self._graph.node_count, dtype=bool)
        found[: links.method_count] = ~links.method_has_code
        for file in links.files:
            dex, calls = file.code.dex, invoke_edges(file.code.instructions)
            called = distinct(calls.target)
            names = zip(called.tolist(), dex.method_names(called), strict=True)
            keeps = [each for each, name in names if _KEEPS.fullmatch(dex.method_class(each)) or name == _OPENS_FILE]
            found[file.item_method[calls.code_item[is_among(calls.target, keeps)]]] = True
        return found

    @cached_property
    def _has_any_key(self) -> bool:
        """Whether code at launch stores settings under keys that it takes out of a collection."""
        return any(
            self._is_out_of_collection(constants, call)
            for number, constants in enumerate(self._files)
            for call in calls_to(constants, {_EDITOR: _PUTS})
            if self._early[self._graph.links.files[number].item_method[call.code_item]]
        )

    def _is_out_of_collection(self, constants: Constants, call: Call) -> bool:
        body, index = constants.at(call.instruction)
        pending, seen = [(index, body.sources(index)[1])], set[int]()
        for at, register in pending:
            for made in body.definitions(at, register):
                if made < 0 or made in seen:
                    continue
                seen.add(made)
                if body.opcodes[made] in MOVE_RESULTS and made > 0:
                    callee = constants.callee(body, made - 1)
                    name = constants.code.dex.method_name(callee) if callee >= 0 else ""
                    if name in _GIVES_KEY:
                        return True
                    if name in _SAME_TEXT:
                        pending += [(made - 1, each) for each in body.sources(made - 1)[:1]]
                elif body.opcodes[made] in (*MOVES, CHECK_CAST):
                    pending.append((made, body.sources(made)[0]))
        return False


def _opened_by(constants: Constants, body: MethodBody, index: int) -> str:
    """The name of the file of settings that a call stores in; empty where the method does not show it."""
    dex = constants.code.dex
    for _ in range(_MOST_STEPS):
        callee, given = constants.callee(body, index), body.sources(index)
        if callee < 0 or not given:
            return ""
        if dex.method_name(callee) == OPENS:
            if len(given) == 1:  # a method of the app's own, which is told no name
                return ""
            names = constants.in_body(body, index, given[1])
            name = next(iter(names)) if len(names) == 1 else ""
            return name if type(name) is str else ""
        if dex.method_class(callee) not in (_EDITOR, _SETTINGS):
            return ""
        made = body.definitions(index, given[0])
        if len(made) != 1 or made[0] <= 0 or body.opcodes[made[0]] not in MOVE_RESULTS:
            return ""
        index = made[0] - 1
    return ""


def is_storing(name: str) -> bool:
    """Whether a method of this name may store what it is given."""
    return bool(_STORING.match(name))


def is_of_other_key(passed: Sequence[Value], key: str) -> bool:
    """Whether what a method that stores one setting is passed is another key and its value."""
    return 2 <= len(passed) <= _KEY_AND_VALUE and is_text(passed[-2]) and key not in passed


def storing_places(graph: CallGraph, files: Sequence[Constants], launched: Flags) -> dict[str, list[tuple[int, int]]]:
    """Where code at launch hands keys, and any other constant texts, to methods that may store something.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        launched: Which methods launch reaches.

    Returns:
        By text the calls, each as the number of its file and its instruction there.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for number, (file, constants) in enumerate(zip(graph.links.files, files, strict=True)):
        for place, register in _storing_calls(file, launched):
            keys = [value for value in constants.argument_values(place, register) if type(value) is str]
            for key in () if keys and _is_told_key(constants, place, register) else keys:
                found.setdefault(key, []).append((number, place))
    return found


def _is_told_key(constants: Constants, place: int, register: int) -> bool:
    """Whether a call passes on a key that its method is told, by calls which count themselves with what they store.

    Calls of a method that a shrinker renamed count where it gives nothing back: it may be one that asks.
    """
    body, index = constants.at(place)
    owner, name = constants.name_of_item(body.code_item)
    if not is_storing(name) or _ELSEWHERE.match(owner):
        return False
    if len(name) <= RENAMED and not all(_gives_nothing(constants, method) for method in _methods_of(constants, body)):
        return False
    pending = [(index, body.sources(index)[register])]
    for at, asked in pending:
        for made in body.definitions(at, asked):
            if made >= 0 and body.opcodes[made] in MOVES and len(pending) < _MOST_STEPS:
                pending.append((made, body.sources(made)[0]))
            elif made != ENTRY:
                return False
    return True


def _methods_of(constants: Constants, body: MethodBody) -> list[int]:
    return [int(method) for method in constants.code.items.caller_of(body.code_item)]


def _gives_nothing(constants: Constants, method: int) -> bool:
    dex = constants.code.dex
    return dex.prototype(int(dex.method_ids["proto"][method])).endswith(")V")


def _storing_calls(file: FileLinks, launched: Flags) -> Iterator[tuple[int, int]]:
    """Calls of methods that may store something, and the number of each register that may pass a key."""
    dex = file.code.dex
    calls = invoke_edges(file.code.instructions)
    runs = launched[file.item_method[calls.code_item]]
    registers: dict[int, tuple[int, ...]] = {}
    called = distinct(calls.target[runs])
    for method, name in zip(called.tolist(), dex.method_names(called), strict=True):
        if is_storing(name) and not _ELSEWHERE.match(dex.method_class(method)):
            registers[method] = _texts_among(dex.prototype(int(dex.method_ids["proto"][method])))
    wanted = np.array(sorted(method for method, passed in registers.items() if passed), dtype=np.int64)
    chosen = np.flatnonzero(runs & is_among(calls.target, wanted))
    gives = {
        method for method in wanted.tolist() if len(dex.method_name(method)) <= RENAMED and falls_back(dex, method)
    }
    opcode = file.code.instructions.opcode
    for place, method in zip(calls.instruction[chosen].tolist(), calls.target[chosen].tolist(), strict=True):
        if method in gives and place + 1 < len(opcode) and int(opcode[place + 1]) in MOVE_RESULTS:
            continue  # what asks for a setting, with its default
        is_static = int(opcode[place]) in STATIC_INVOKES
        for register in registers[method]:
            yield place, register if is_static else register + 1


def _texts_among(prototype: str) -> tuple[int, ...]:
    """The registers of the parameters that may be keys, as a static method counts them."""
    found, register = [], 0
    for kind in re.findall(r"\[*(?:L[^;]+;|[A-Z])", prototype.partition(")")[0][1:]):
        if kind in _TEXT:
            found.append(register)
        register += 2 if kind in ("J", "D") else 1
    return tuple(found)
