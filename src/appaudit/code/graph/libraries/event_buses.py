"""What an event bus runs when something is posted to it: the subscribers for the class of the event.

greenrobot EventBus calls the methods `onEvent…` with the event's class as their only parameter (until 2.4), or those
with its annotation (from 3.0), and Otto those with its own. Superclasses and interfaces of an event count as well. A
subscriber runs where an object of its class exists; that it registered is not followed, but nothing is delivered in an
app that registers nobody. One that asks what is in the event runs a part of itself for each, as where an app has one
class for all events: it is left out. An app's own method that posts what it is handed is looked through. Where a
shrinker renamed EventBus, what posts and what looks for the annotation are known by what they throw.

https://github.com/greenrobot/EventBus and https://square.github.io/otto, checked 2026-11-29, not opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.calling_methods import CallingMethods, handed_on
from appaudit.code.graph.program.links import FileLinks, Indices, Links
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex import DexFile, References, const_classes, field_accesses, string_constants
from appaudit.dex.annotations import annotated_methods
from appaudit.dex.hashes import hash_texts
from appaudit.dex.opcodes import (
    ARRAY_READS,
    CHECK_CAST,
    CONDITIONAL_BRANCHES,
    FIELD_READS,
    INSTANCE_OF,
    INSTANCE_READS,
    INVOKES,
    MOVE_RESULTS,
    MOVES,
    NEW_INSTANCE,
)
from appaudit.dex.tables import is_among

_BUSES: Final = ("Lorg/greenrobot/eventbus/EventBus;", "Lde/greenrobot/event/EventBus;", "Lcom/squareup/otto/Bus;")
_POSTS: Final = ("post", "postSticky")
_REGISTERS: Final = ("register", "registerSticky")
_ANNOTATIONS: Final = ("Lorg/greenrobot/eventbus/Subscribe;", "Lcom/squareup/otto/Subscribe;")
_OLD_NAMES: Final = ("onEvent", "onEventMainThread", "onEventBackgroundThread", "onEventAsync")
_OLD_BUS: Final = "Lde/greenrobot/event/EventBus;"
#: What EventBus throws where it posts, where it looks for subscribers by their names, and by their annotation.
_POSTS_TEXT: Final = "Internal error. Abort state was not reset"
_BY_NAME_TEXT: Final = "Illegal onEvent method, check for typos: "
_BY_ANNOTATION_TEXT: Final = "must have exactly 1 parameter but has "
_REGISTERS_TEXT: Final = " already registered to event "
_OBJECT: Final = "Ljava/lang/Object;"
#: How often an event may be handed on before it is posted.
_ROUNDS: Final = 2
#: How often what comes of an event is handed on in one method.
_MOST_STEPS: Final = 8
#: Instructions that give something of what they are given.
_HANDING_ON: Final = INSTANCE_READS | INVOKES | MOVE_RESULTS | MOVES | ARRAY_READS | {INSTANCE_OF}


class EventBuses:
    """The subscribers of an app, and what posts to them.

    Args:
        links: All classes.
        calls: The calls of each file.
        resolved: For each file the method that each of its method identifiers stands for.
    """

    def __init__(self, links: Links, calls: Sequence[References], resolved: Sequence[Indices]) -> None:
        self._links = links
        self._calls = calls
        self._resolved = resolved
        self._calling = CallingMethods(links, calls)
        self._posts = [method for file in links.files for method in _holding(file, _POSTS_TEXT)]
        self._posting: dict[int, set[int]] = {}
        """The methods of the app that post what they are handed, and which of their registers hold that."""
        self._subscribers = self._found() if self._registers() else {}
        if self._subscribers:
            self._follow_posts()

    def delivered(self, index: int) -> tuple[Indices, Indices, NDArray[np.int64]]:
        """Of one file the methods that post, the subscribers that this may reach, and the instructions that post."""
        found: set[tuple[int, int, int]] = set()
        file = self._links.files[index]
        for body, at, place in self._posts_of(index) if self._subscribers else ():
            registers = body.sources(at)
            kinds = _kinds(file, body, at, registers[place]) if place < len(registers) else ()
            for kind in kinds:
                for subscriber in self._subscribers_for(file, kind):
                    found.add((int(file.item_method[body.code_item]), subscriber, body.first + at))
        rows = np.array(sorted(found), dtype=np.int64).reshape(-1, 3)
        return rows[:, 0].astype(np.int32), rows[:, 1].astype(np.int32), rows[:, 2]

    def _subscribers_for(self, file: FileLinks, kind: int) -> Iterator[int]:
        """The subscribers for events of a type of a file."""
        links, found = self._links, int(file.type_class[kind])
        yield from self._subscribers.get(int(file.type_hash[kind]), ())
        first, end = links.ancestor_bounds[found : found + 2].tolist() if found >= 0 else (0, 0)
        for above in links.class_hash[links.ancestors[first:end]].tolist():
            yield from self._subscribers.get(above, ())

    def _registers(self) -> bool:
        return any(
            file.code.dex.find_string(_REGISTERS_TEXT) >= 0 or calls.to_any(_of_buses(file, _REGISTERS)).size > 0
            for file, calls in self._files()
        )

    def _files(self) -> Iterator[tuple[FileLinks, References]]:
        return zip(self._links.files, self._calls, strict=True)

    def _found(self) -> dict[int, list[int]]:
        """The subscribers by the hash of the event's type."""
        found: dict[int, list[int]] = {}
        annotations = {*_ANNOTATIONS, *(name for file in self._links.files for name in _annotations_asked_for(file))}
        files = [file.code.dex for file in self._links.files]
        is_old = any(dex.find_type(_OLD_BUS) >= 0 or dex.find_string(_BY_NAME_TEXT) >= 0 for dex in files)
        for file in self._links.files:
            dex, defined = file.code.dex, file.code.class_data.method_index
            chosen = is_among(defined, np.array(sorted(annotated_methods(dex, annotations)), dtype=np.int64))
            if is_old:
                chosen |= is_among(file.method_name[defined], hash_texts(_OLD_NAMES))
            for number in np.flatnonzero(chosen).tolist():
                method = file.first_method + number
                kind = _only_parameter(dex, int(defined[number]))
                item = self._links.code_of(method)[1]
                if kind >= 0 and item >= 0 and not _asks_what_is_in_it(MethodBody(file.code, item)):
                    found.setdefault(int(file.type_hash[kind]), []).append(method)
        return found

    def _follow_posts(self) -> None:
        for _ in range(_ROUNDS):
            posting = {method: set(places) for method, places in self._posting.items()}
            for index, file in enumerate(self._links.files):
                for body, at, place in self._posts_of(index):
                    handed = handed_on(body, at, place)
                    if handed >= 0:
                        posting.setdefault(int(file.item_method[body.code_item]), set()).add(handed)
            if posting == self._posting:
                break
            self._posting = posting

    def _posts_of(self, index: int) -> Iterator[tuple[MethodBody, int, int]]:
        """The calls in a file that post, and which of their registers holds the event."""
        file, resolved = self._links.files[index], self._resolved[index]
        is_bus = _of_buses(file, _POSTS) | is_among(resolved, np.array(self._posts, dtype=np.int32))
        known = self._posting
        wanted = is_bus | is_among(resolved, np.fromiter(known, dtype=np.int32, count=len(known)))
        for body, at in self._calling.of(index, wanted):
            method = body.target(at)
            for place in (1,) if is_bus[method] else sorted(known[int(resolved[method])]):
                yield body, at, place


def _of_buses(file: FileLinks, names: Sequence[str]) -> NDArray[np.bool_]:
    """The method identifiers of a file that name one of some methods of a bus."""
    owners = is_among(file.type_hash, hash_texts(_BUSES))[file.code.dex.method_ids["class_type"]]
    found: NDArray[np.bool_] = owners & is_among(file.method_name, hash_texts(names))
    return found


def _only_parameter(dex: DexFile, method: int) -> int:
    """The type of the only parameter of a method that returns nothing; -1 for others and for any object."""
    prototype = dex.prototype(int(dex.method_ids["proto"][method]))
    kind = prototype[1:].removesuffix(")V")
    is_one = prototype.endswith(")V") and kind.startswith("L") and kind.find(";") == len(kind) - 1
    return dex.find_type(kind) if is_one and kind != _OBJECT else -1


def _asks_what_is_in_it(body: MethodBody) -> bool:
    """Whether a branch of a subscriber depends on what is in its event; whether there is an event at all is no such.

    Yes where that cannot be told.
    """
    if not body.is_read:
        return True
    of_event: set[int] = set()
    for _ in range(_MOST_STEPS):
        known = len(of_event)
        for index, opcode in enumerate(body.opcodes):
            if opcode in _HANDING_ON:
                before = index - 1 if opcode in MOVE_RESULTS else -1
                if before in of_event or any(_is_of(body, index, each, of_event) for each in body.sources(index)):
                    of_event.add(index)
        if len(of_event) == known:
            break
    return any(
        _is_of(body, index, register, of_event, is_event=False)
        for index, opcode in enumerate(body.opcodes)
        if opcode in CONDITIONAL_BRANCHES
        for register in body.sources(index)
    )


def _is_of(body: MethodBody, index: int, register: int, of_event: Collection[int], *, is_event: bool = True) -> bool:
    """Whether a register holds what was got from the event, or itself the event where that counts."""
    definitions = body.definitions(index, register)
    is_handed = is_event and ENTRY in definitions and body.parameter(register) == 1
    return is_handed or any(definition in of_event for definition in definitions)


def _kinds(file: FileLinks, body: MethodBody, index: int, register: int) -> list[int]:
    """The types of the file that the object in a register may have, as far as the method shows them."""
    dex = file.code.dex
    found: set[int] = set()
    pending, seen = [(index, register)], set()
    while pending:
        at, held = pending.pop()
        for definition in body.definitions(at, held):
            if definition < 0 or (definition, held) in seen:
                continue
            seen.add((definition, held))
            opcode = body.opcodes[definition]
            if opcode in MOVES:
                pending.append((definition, body.sources(definition)[0]))
            elif opcode in (NEW_INSTANCE, CHECK_CAST):
                found.add(body.target(definition))
            elif opcode in FIELD_READS:
                target = field_accesses(file.code.instructions).target_at(body.first + definition)
                found |= {int(dex.field_ids["type"][target])} if target >= 0 else set()
            elif opcode in MOVE_RESULTS and definition > 0:
                found |= _returned(dex, body, definition - 1)
    types = len(dex.type_ids)
    return sorted(kind for kind in found if kind < types and dex.type_descriptor(kind) != _OBJECT)


def _returned(dex: DexFile, body: MethodBody, call: int) -> set[int]:
    method = body.target(call)
    if method >= len(dex.method_ids):
        return set()
    return {int(dex.proto_ids["return_type"][int(dex.method_ids["proto"][method])])}


def _holding(file: FileLinks, text: str) -> list[int]:
    """The methods of a file that load a text."""
    index, loads = file.code.dex.find_string(text), string_constants(file.code.instructions)
    return file.item_method[loads.code_item[loads.target == index]].tolist() if index >= 0 else []


def _annotations_asked_for(file: FileLinks) -> list[str]:
    """The classes that a method asks for which looks for subscribers by their annotation."""
    held = const_classes(file.code.instructions)
    asking = is_among(file.item_method[held.code_item], _holding(file, _BY_ANNOTATION_TEXT))
    return [file.code.dex.type_descriptor(kind) for kind in sorted(set(held.target[asking].tolist()))]
