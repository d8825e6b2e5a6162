"""What the intent of a page or service holds that a way opens: what its opener put into it, and nothing else.

The intent is followed within the method that makes it. One that is handed to anything but the start itself, kept or
copied is not known, nor is one into which others' extras are put. The launcher starts a page with the action MAIN and
the category LAUNCHER, and puts no extra of the app's in.

https://developer.android.com/reference/android/content/Intent, checked 2026-11-28, not opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.callbacks import STARTS
from appaudit.code.graph.program.links import Flags, Links
from appaudit.code.graph.questions.frames import NOWHERE, STARTED, SYSTEM, Object
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import UNKNOWN, MethodBody
from appaudit.dex import const_classes
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import (
    CHECK_CAST,
    CONDITIONAL_BRANCHES,
    CONST_CLASS,
    INVOKES,
    MOVE_RESULT_OBJECT,
    MOVES,
    NEW_INSTANCE,
)
from appaudit.dex.tables import distinct, is_among
from appaudit.model.record import record

#: The class of intents, and what it is a text of in a launcher's.
INTENT: Final = "Landroid/content/Intent;"
MAIN: Final = "android.intent.action.MAIN"
LAUNCHER: Final = "android.intent.category.LAUNCHER"
_BY_CLASS: Final = "(Landroid/content/Context;Ljava/lang/Class;)V"
#: How an intent is made of which all is known: empty, for a class, with an action.
_MADE: Final = ("()V", _BY_CLASS, "(Ljava/lang/String;)V")
#: Calls on an intent that change none of what is asked here, by the beginning of their names.
_HARMLESS: Final = (
    "get",
    "has",
    "is",
    "to",
    "setFlags",
    "addFlags",
    "setPackage",
    "setClass",
    "setComponent",
    "remove",
)
_DATA: Final = ("setData", "setType")
_OF_DATA: Final = frozenset(("getData", "getDataString", "getScheme", "getType"))
#: What only keeps an intent for somebody who is to send it.
_FOR_LATER: Final = (("Landroid/app/PendingIntent;", "getActivity"),)
_REPLACES: Final = "setIntent"
_REPLACED: Final = hash_text(_REPLACES)
_AGAIN: Final = "onNewIntent"
#: What creates a page, and what the system calls of it later:
#: https://developer.android.com/guide/components/activities/activity-lifecycle, checked 2026-11-29, not opened.
CREATES: Final = "onCreate"
_LATER: Final = ("onStart", "onRestart", "onResume", "onPostResume", "onPause", "onStop", "onActivityResult")


@record(kw_only=False)
class Intent:
    """`keys` are those of its extras; `action` is empty where it has none and None where nobody can say."""

    keys: frozenset[str] = frozenset()
    action: str | None = ""
    has_data: bool = False
    has_categories: bool = False
    is_launchers: bool = False
    until_created: bool = False
    """Whether the page has another one once it is created."""

    def or_else(self, other: Intent) -> Intent:
        """What is true of one of two intents, whichever it is."""
        return Intent(
            keys=self.keys | other.keys,
            action=self.action if self.action == other.action else None,
            has_data=self.has_data or other.has_data,
            has_categories=self.has_categories or other.has_categories,
            is_launchers=self.is_launchers or other.is_launchers,
        )

    def says(self, name: str) -> int | str | None:
        """What a call without arguments gives, by its name: 0 for nothing, None where nobody can say."""
        if name == "getAction":
            return self.action or (0 if self.action == "" else None)
        if name in _OF_DATA:
            return None if self.has_data else 0
        if name == "getExtras":
            return None if self.keys or self.is_launchers else 0
        return None

    def has_category(self, name: str) -> int | None:
        """Whether it has a category; None where nobody can say. The launcher puts its own in, and no other."""
        if self.is_launchers:
            return int(name == LAUNCHER)
        return None if self.has_categories else 0


#: What the launcher starts a page with.
OF_LAUNCHER: Final = Intent(action=MAIN, has_categories=True, is_launchers=True)


def given_by(intent: Intent, name: str, arguments: Sequence[int | str | None]) -> int | str | None:
    """What a call on an intent gives, the intent being its first argument; None where nobody can say."""
    if name == "hasExtra" or (name.startswith("get") and name.endswith("Extra")):
        is_known = len(arguments) > 1 and isinstance(arguments[1], str) and arguments[1] not in intent.keys
        return (arguments[2] if len(arguments) > 2 else 0) if is_known else None
    return intent.says(name)


class Intents:
    """Answers what intents hold, in one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        launched: Which nodes launch reaches.
        launchers: The classes that the launcher starts.
    """

    def __init__(
        self, graph: CallGraph, files: Sequence[Constants], launched: Flags, launchers: Collection[int]
    ) -> None:
        self._graph = graph
        self._files = files
        self._launched = launched
        self._launchers = frozenset(launchers)
        self._known: dict[tuple[int, int], Intent | None] = {}

    def is_first(self, component: Object) -> bool:
        """Whether a component is a page that the launcher starts: at a first launch there is none below it."""
        return component.place == SYSTEM and component.frame is NOWHERE and component.class_index in self._launchers

    def of(self, component: Object) -> Intent | None:
        """The intent that a component was started with; None where nobody can say."""
        if self.is_first(component):
            return None if self._is_replaced(component.class_index) else OF_LAUNCHER
        if component.place != STARTED or self._is_replaced(component.class_index):
            return None
        key = (component.frame.method, component.class_index)
        if key not in self._known:
            self._known[key] = self._made_in(*key)
        return self._known[key]

    def of_launched(self) -> dict[str, Intent]:
        """What the intents of the pages have in common that the launcher starts, by descriptor.

        Code at launch may start them again; of what is started in a way that is not followed nothing is said.
        """
        pages = [each for each in self._launchers if not self._is_replaced(each, _LATER)]
        return {
            name: replace(intent, until_created=self._is_replaced(each))
            for each in pages
            for name, intent in self._common(each)
        }

    def _common(self, class_index: int) -> Iterator[tuple[str, Intent]]:
        name, common = "", OF_LAUNCHER
        for constants, file in zip(self._files, self._graph.links.files, strict=True):
            dex = constants.code.dex
            kinds = np.flatnonzero(file.type_class == class_index)
            name = dex.type_descriptor(int(kinds[0])) if len(kinds) else name
            loads, texts = const_classes(constants.code.instructions), constants.texts
            told = texts.code_item[texts.target == dex.find_string(class_name(name))]
            if self._launched[file.item_method[told]].any():
                return
            for item in distinct(loads.code_item[is_among(loads.target, kinds)]).tolist():
                method = int(file.item_method[item])
                made = self._made_in(method, class_index) if self._launched[method] else common
                if made is None:
                    return
                common = common.or_else(made)
        yield name, common

    def _is_replaced(self, class_index: int, left_out: Collection[str] = ()) -> bool:
        """Whether code at launch gives a page another intent than the one that it was started with.

        Args:
            class_index: The class of the page.
            left_out: The names of methods in which that does not count.
        """
        links = self._graph.links
        above = {class_index, *links.ancestors[slice(*links.ancestor_bounds[class_index : class_index + 2])].tolist()}
        for other, caller in self._replaced:
            if caller in left_out:
                continue
            below = links.ancestors[slice(*links.ancestor_bounds[other : other + 2])] if other >= 0 else ()
            if other < 0 or other in above or class_index in below:
                return True
        return False

    @cached_property
    def _replaced(self) -> frozenset[tuple[int, str]]:
        """The classes on whose objects code at launch sets another intent, -1 for any class, and the method's name."""
        graph, found = self._graph, set[tuple[int, str]]()
        for constants, file in zip(self._files, graph.links.files, strict=True):
            dex = constants.code.dex
            wanted = np.zeros(len(dex.method_ids), dtype=bool)
            if dex.find_string(_REPLACES) >= 0:
                named = range(len(wanted)) if dex.renaming else np.flatnonzero(file.method_name == _REPLACED).tolist()
                for method in named:
                    wanted[method] = dex.method_name(method) == _REPLACES and _may_be_page(
                        graph.links, dex.method_class(method)
                    )
            for position in constants.calls.to_any(wanted).tolist():
                item, method = int(constants.calls.code_item[position]), int(constants.calls.target[position])
                is_launched, caller = bool(self._launched[int(file.item_method[item])]), constants.name_of_item(item)[1]
                if is_launched and caller != _AGAIN:
                    found.add((graph.links.find_class(dex.method_class(method)), caller))
        return frozenset(found)

    def _made_in(self, method: int, class_index: int) -> Intent | None:
        """The intent that a method makes for a class and starts it with."""
        file, item = self._graph.item_of(method)
        body = self._files[file].body(item) if item >= 0 else None
        if body is None or not body.is_read:
            return None
        classes = self._graph.links.files[file].type_class
        loads = [
            index
            for index, opcode in enumerate(body.opcodes)
            if opcode == CONST_CLASS and int(classes[body.target(index)]) == class_index
        ]
        if len(loads) != 1:
            return None
        return _Following(self._graph, self._files[file], file, body).intent_for(loads[0])


def _may_be_page(links: Links, owner: str) -> bool:
    """Whether a class, by its descriptor, may be that of a page: entries of menus and of settings have intents as well.

    The platform's pages are called like one.
    """
    return links.find_class(owner) >= 0 or owner.endswith("Activity;")


class _Following:
    """Follows one intent through the method that makes it."""

    def __init__(self, graph: CallGraph, constants: Constants, file: int, body: MethodBody) -> None:
        self._graph = graph
        self._constants = constants
        self._file = file
        self._body = body

    def intent_for(self, load: int) -> Intent | None:
        """The intent that is made for the class which an instruction loads."""
        made: set[int] = set()
        for index in range(len(self._body)):
            registers = self._body.sources(index)
            holding = [position for position, each in enumerate(registers) if load in self._origins(index, each)]
            if not holding or self._body.opcodes[index] in MOVES:
                continue
            owner, name, prototype = self._called(index)
            if owner != INTENT or not (name == "setClass" or (name, prototype) == ("<init>", _BY_CLASS)):
                return None
            made |= self._origins(index, registers[0])
        if len(made) != 1 or (origin := made.pop()) < 0 or self._body.opcodes[origin] != NEW_INSTANCE:
            return None
        return self._filled(origin)

    def _called(self, index: int) -> tuple[str, str, str]:
        """The class, name and prototype of the method that an instruction calls; empty where it calls none."""
        method = self._constants.callee(self._body, index)
        if method < 0:
            return "", "", ""
        dex = self._constants.code.dex
        return dex.method_class(method), dex.method_name(method), dex.prototype(int(dex.method_ids["proto"][method]))

    def _origins(self, index: int, register: int) -> frozenset[int]:
        """The instructions that made what a register holds, through moves and calls that give the intent back."""
        found: set[int] = set()
        seen: set[tuple[int, int]] = set()
        pending = [(index, register)]
        while pending:
            at = pending.pop()
            if at in seen:
                continue
            seen.add(at)
            for definition in self._body.definitions(*at):
                opcode = self._body.opcodes[definition] if definition >= 0 else -1
                if opcode in MOVES:
                    pending.append((definition, self._body.sources(definition)[0]))
                elif opcode == MOVE_RESULT_OBJECT and definition and self._gives_back(definition - 1):
                    pending.append((definition - 1, self._body.sources(definition - 1)[0]))
                else:
                    found.add(definition)
        return frozenset(found)

    def _gives_back(self, call: int) -> bool:
        owner, _, prototype = self._called(call)
        return owner == INTENT and prototype.endswith(f"){INTENT}") and bool(self._body.sources(call))

    def _filled(self, made: int) -> Intent | None:
        """What all that is done with the intent puts into it."""
        intent, is_started = Intent(), False
        for index, opcode in enumerate(self._body.opcodes):
            registers = self._body.sources(index)
            if opcode in MOVES or opcode == CHECK_CAST or opcode in CONDITIONAL_BRANCHES:
                continue
            holding = [position for position, each in enumerate(registers) if self._may_hold(index, each, made)]
            if not holding:
                continue
            if opcode not in INVOKES:
                return None
            if self._called(index)[:2] in _FOR_LATER:
                is_started = True  # by whoever taps a notification
            elif self._called(index)[0] == INTENT and holding == [0]:
                after = self._changed(intent, index)
                if after is None:
                    return None
                intent = after
            elif self._starts(index):
                is_started = True
            elif any(made in self._origins(index, registers[position]) for position in holding):
                return None
        return intent if is_started else None

    def _may_hold(self, index: int, register: int, made: int) -> bool:
        """Whether a register may hold the intent; in a handler of exceptions nobody knows what any holds."""
        origins = self._origins(index, register)
        return made in origins or (UNKNOWN in origins and self._called(index)[0] == INTENT)

    def _changed(self, intent: Intent, index: int) -> Intent | None:
        """An intent after a call on it; None where nobody can say."""
        _, name, prototype = self._called(index)
        registers = self._body.sources(index)
        texts = self._constants.in_body(self._body, index, registers[1]) if len(registers) > 1 else frozenset()
        text = next(iter(texts)) if len(texts) == 1 else None
        keys, action, has_data, has_categories = intent.keys, intent.action, intent.has_data, intent.has_categories
        if name == "setAction" or (name == "<init>" and prototype == _MADE[2]):
            action = text if type(text) is str and action in ("", text) else None
        elif name.startswith("put") and name != "putExtras" and texts:
            if not all(type(each) is str for each in texts):
                return None
            keys |= {str(each) for each in texts}
        elif name.startswith(_DATA):
            has_data = True
        elif name == "addCategory":
            has_categories = True
        elif not (name == "<init>" and prototype in _MADE) and not name.startswith(_HARMLESS):
            return None
        return Intent(keys, action, has_data, has_categories)

    def _starts(self, index: int) -> bool:
        """Whether the system is told to start what the intent names, by no method that the app defines."""
        method = self._constants.callee(self._body, index)
        if method < 0 or self._constants.code.dex.method_name(method) not in STARTS:
            return False
        graph = self._graph
        caller = int(graph.links.files[self._file].item_method[self._body.code_item])
        place = self._body.first + index + int(graph.first_instruction[self._file])
        edges = slice(int(graph.bounds[caller]), int(graph.bounds[caller + 1]))
        return not bool((graph.instruction[edges] == place).any())
