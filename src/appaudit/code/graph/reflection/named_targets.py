"""Calls that name their target by a constant: components that are started, classes and methods got by their name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.callbacks import (
    CLASS_LOADS,
    CODE_LOADERS,
    COMPONENTS,
    CONSTRUCTOR_LOADS,
    DIALOGS,
    ENDS,
    FIRED_BY,
    FIRES,
    FRAGMENT_MAKERS,
    FRAGMENT_MAKES,
    KEEPS_FOR_LATER,
    MADE_BY_SYSTEM,
    MEMBER_LOADS,
    NAMING,
    OPEN_DOORS,
    START_CONSTRUCTORS,
    STARTS,
)
from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links, marks_of
from appaudit.code.graph.reflection.constant_uses import with_uses
from appaudit.code.graph.reflection.resolved_intents import items_only_resolving
from appaudit.code.values.java_names import descriptor
from appaudit.code.values.registers import MethodBody
from appaudit.dex import References, const_classes, string_constants
from appaudit.dex.hashes import Hashes, hash_text, hash_texts, mix
from appaudit.dex.opcodes import MOVE_RESULTS, VIRTUAL_INVOKES
from appaudit.dex.operands import destination_register
from appaudit.dex.tables import is_among, spread
from appaudit.model.record import record

#: What opens pages and services, and reaches no receiver.
_OPENS_OTHERS: Final = hash_texts(
    ["startActivity", "startActivities", "startActivityForResult", "startService", "startForegroundService",
     "bindService", "getActivity", "getService", "getForegroundService"]
)  # fmt: skip
_STARTED = (
    "android.app.Activity",
    "android.app.Service",
    "android.content.BroadcastReceiver",
    "androidx.work.ListenableWorker",
    "androidx.work.Worker",
    "androidx.work.CoroutineWorker",
)
#: Types whose code names the class that does the work by a constant that is kept until later, as Tinker does.
_STARTERS = ("android.app.Application", "android.content.ContentProvider", "androidx.startup.Initializer")
_APPLICATIONS = ("android.app.Application",)
_LOADER = "java.lang.ClassLoader"
_COMPARISONS = ("equals", "equalsIgnoreCase")
#: Libraries of the platform's makers: what they load by a name that is no constant is named in a layout, in saved state
#: or by the app's own code, which is looked at for itself.
_PLATFORM_LIBRARIES = ("Landroid/support/", "Landroidx/", "Lkotlin/", "Lkotlinx/", "Lcom/google/android/material/")
#: Methods of named classes looked at in one file; tables of class names are no calls.
_MOST_MEMBERS = 1 << 20
_MOST_LENGTH = 300
_UNDEFINED = -1


@record(kw_only=False, eq=False)
class Targets:
    """What methods reach by a name: `target` is a class for components, a node of the graph otherwise.

    `is_open` says that some call names its target by no constant, so that anything may run.
    """

    source: Indices
    target: Indices
    instruction: NDArray[np.integer]
    is_open: bool = False


@record(kw_only=False, eq=False)
class Started:
    """Components that methods start: parallel arrays; `is_pending` says that something else will start them, later."""

    source: Indices
    target: Indices
    """Classes."""
    instruction: NDArray[np.integer]
    is_pending: Flags


class _Role(IntEnum):
    """What a framework method does with the name of its target; the position of a bit."""

    START = 0
    START_CONSTRUCTOR = 1
    CLASS_LOAD = 2
    MEMBER_LOAD = 3
    OPEN_DOOR = 4
    START_NOW = 5
    KEEP = 6
    CONSTRUCT = 7
    END = 8
    FIRE = 9
    NAME = 10
    NAME_CONSTRUCTOR = 11


#: Gives handles of methods: https://developer.android.com/reference/java/lang/invoke/MethodHandles.Lookup, 2026-11-30,
#: not opened.
_LOOKUP: Final = "java.lang.invoke.MethodHandles$Lookup"


@lru_cache(maxsize=1)
def _roles_by_name() -> tuple[Hashes, NDArray[np.uint64]]:
    """Hashes of method names and the roles that each may have."""
    return _marked(
        (STARTS, _Role.START),
        (tuple(name for name in STARTS if name not in NAMING), _Role.START_NOW),
        (ENDS, _Role.END),
        (FIRES, _Role.FIRE),
        (NAMING, _Role.NAME),
        (("<init>",), _Role.NAME_CONSTRUCTOR),
        (("<init>",), _Role.START_CONSTRUCTOR),
        ((*CLASS_LOADS, *FRAGMENT_MAKES), _Role.CLASS_LOAD),
        (MEMBER_LOADS, _Role.MEMBER_LOAD),
        ((*CONSTRUCTOR_LOADS, *FRAGMENT_MAKES), _Role.CONSTRUCT),
        (OPEN_DOORS, _Role.OPEN_DOOR),
    )


@lru_cache(maxsize=1)
def _roles_by_owner() -> tuple[Hashes, NDArray[np.uint64]]:
    """Hashes of type names and the roles that their methods of the right name have."""
    return _marked(
        (tuple(map(descriptor, START_CONSTRUCTORS)), _Role.START_CONSTRUCTOR),
        ((descriptor("java.lang.Class"), descriptor(_LOADER), *map(descriptor, FRAGMENT_MAKERS)), _Role.CLASS_LOAD),
        (tuple(map(descriptor, FRAGMENT_MAKERS)), _Role.CONSTRUCT),
        ((descriptor("java.lang.Class"), descriptor(_LOOKUP)), _Role.MEMBER_LOAD),
        ((descriptor("java.lang.Class"), descriptor(_LOOKUP)), _Role.CONSTRUCT),
        (tuple(map(descriptor, CODE_LOADERS)), _Role.OPEN_DOOR),
        (tuple(map(descriptor, KEEPS_FOR_LATER)), _Role.KEEP),
        (tuple(map(descriptor, FIRED_BY)), _Role.FIRE),
        ((descriptor("android.content.ComponentName"),), _Role.NAME_CONSTRUCTOR),
    )


def _marked(*groups: tuple[tuple[str, ...], _Role]) -> tuple[Hashes, NDArray[np.uint64]]:
    names = hash_texts([name for group, _ in groups for name in group])
    bits = np.array([1 << role for group, role in groups for _ in group], dtype=np.uint64)
    order = np.argsort(names, kind="stable")
    return names[order], bits[order]


class MethodRoles:
    """The method identifiers of one file that start components, load by name, or open a door to other code."""

    def __init__(self, file: FileLinks) -> None:
        self._by_name = marks_of(file.method_name, *_roles_by_name())
        owners = marks_of(file.type_hash, *_roles_by_owner())
        self._by_owner = owners[file.code.dex.method_ids["class_type"]]

    def start(self) -> Flags:
        """What starts a component, whatever class is asked to, or makes an intent with its class."""
        return _has(self._by_name, _Role.START) | _has(self._by_name & self._by_owner, _Role.START_CONSTRUCTOR)

    def start_now(self) -> Flags:
        """What starts a component by itself or lets the system do so, and does not only say which."""
        return _has(self._by_name, _Role.START_NOW) | _has(self._by_name & self._by_owner, _Role.FIRE)

    def name(self) -> Flags:
        """What says by a text which component is meant."""
        return _has(self._by_name, _Role.NAME) | _has(self._by_name & self._by_owner, _Role.NAME_CONSTRUCTOR)

    def end(self) -> Flags:
        """What ends a component."""
        return _has(self._by_name, _Role.END)

    def keep(self) -> Flags:
        """What keeps an intent for later."""
        return _has(self._by_owner, _Role.KEEP)

    def load_class(self) -> Flags:
        """What gets a class by its name."""
        return _has(self._by_name & self._by_owner, _Role.CLASS_LOAD)

    def load_member(self) -> Flags:
        """What gets a method of a class by its name."""
        return _has(self._by_name & self._by_owner, _Role.MEMBER_LOAD)

    def construct(self) -> Flags:
        """What makes an object of a class, or gets a constructor of it."""
        return _has(self._by_name & self._by_owner, _Role.CONSTRUCT)

    def open_door(self) -> Flags:
        """What runs code that nobody can name: any method of a loader of code, and some by their name alone."""
        return _has(self._by_name | self._by_owner, _Role.OPEN_DOOR)


def _has(marks: NDArray[np.uint64], role: _Role) -> Flags:
    flags: Flags = (marks >> np.uint64(role) & np.uint64(1)).astype(bool)
    return flags


@record(kw_only=False, eq=False)
class ComponentKinds:
    """Which classes are components that code starts, which start other code with the app, which are dialogs.

    The system makes components and parts of pages for a purpose of its own; parts of pages are made by code as well.
    """

    is_started: Flags
    starts_others: Flags
    is_dialog: Flags
    is_made_by_system: Flags
    is_component: Flags
    is_application: Flags

    @classmethod
    def of(cls, links: Links) -> ComponentKinds:
        """The kinds of all classes."""
        kinds = (_STARTED, _STARTERS, DIALOGS, MADE_BY_SYSTEM, COMPONENTS, _APPLICATIONS)
        names = hash_texts([descriptor(name) for kind in kinds for name in kind])
        bits = np.array([1 << bit for bit, kind in enumerate(kinds) for _ in kind], dtype=np.uint64)
        marks = links.marks_below(bits, names)
        return cls(*((marks >> np.uint64(bit) & np.uint64(1)).astype(bool) for bit in range(len(kinds))))


def started_components(
    links: Links, file: FileLinks, calls: References, kinds: ComponentKinds, roles: MethodRoles
) -> Started:
    """Components whose class is a constant in a method that also starts something, or keeps it for later.

    Their name may be a text instead, where the method starts something by itself and says what by a text.
    """
    constants = const_classes(file.code.instructions)
    starting = _items_calling(file, calls, roles.start())
    at_once = _items_calling(file, calls, roles.start_now())
    starting &= ~(_items_calling(file, calls, roles.end()) | items_only_resolving(file, calls)) | at_once
    texts = string_constants(file.code.instructions)
    named = np.flatnonzero((at_once & starting & _items_calling(file, calls, roles.name()))[texts.code_item])
    item = np.concatenate([constants.code_item, texts.code_item[named]])
    place = np.concatenate([constants.instruction, texts.instruction[named]])
    classes = np.concatenate([file.type_class[constants.target], _classes_named(links, file, texts.target[named])])
    chosen = np.flatnonzero((classes >= 0) & starting[item])
    chosen = chosen[kinds.is_started[classes[chosen]]]
    kept = _items_calling(file, calls, roles.keep()) & ~at_once
    number, used = with_uses(file, place[chosen])
    chosen = chosen[number]
    return Started(
        source=file.item_method[item[chosen]],
        target=classes[chosen],
        instruction=used,
        is_pending=kept[item[chosen]],
    )


class StartedByAction(NamedTuple):
    """A component that an action opens; `is_sent` where it is a receiver, to which an intent is sent."""

    name: str
    is_sent: bool = False


def components_by_action(
    links: Links,
    file: FileLinks,
    calls: References,
    roles: MethodRoles,
    by_action: Mapping[str, Sequence[StartedByAction]],
) -> Started:
    """Components that a method starts by an action which the manifest states for them.

    Args:
        links: All classes.
        file: The file.
        calls: Its calls.
        roles: What its methods do with names.
        by_action: The components by action.
    """
    pairs = [
        (string, found, each.is_sent)
        for action, components in by_action.items()
        if (string := file.code.dex.find_string(action)) >= 0
        for each in components
        if (found := links.find_class(descriptor(each.name))) >= 0
    ]
    texts = string_constants(file.code.instructions)
    opening = roles.start_now()
    sending = opening & ~is_among(file.method_name, _OPENS_OTHERS)
    starting = {
        is_sent: _items_calling(file, calls, methods)[texts.code_item]
        for is_sent, methods in ((False, opening), (True, sending))
    }
    places = []
    for string, _, is_sent in pairs:
        loaded = np.flatnonzero(starting[is_sent] & (texts.target == string))
        places.append(loaded[~_are_compared(file, texts.instruction[loaded])])
    chosen = np.concatenate([np.empty(0, dtype=np.int64), *places])
    number, used = with_uses(file, texts.instruction[chosen])
    target = np.repeat([found for _, found, _ in pairs], [len(each) for each in places]).astype(np.int32)
    return Started(
        source=file.item_method[texts.code_item[chosen[number]]],
        target=target[number],
        instruction=used,
        is_pending=np.zeros(len(number), dtype=bool),
    )


def named_members(
    links: Links, file: FileLinks, calls: References, kinds: ComponentKinds, roles: MethodRoles
) -> Targets:
    """Classes and methods whose names are constants in a method that loads classes by name, or that starts the app.

    A constant that is a class by itself (`Thing.class.getMethod("run")`, what R8 makes of `Class.forName`) names what
    the same method gets of it. Which constant reaches which call is not followed: a method that has both is taken to
    join them. Who only asks whether a class is there, and drops it, makes no object of it; a name that is compared with
    another loads nothing.
    """
    loading = _items_calling(file, calls, roles.load_class())
    starting = kinds.starts_others[links.method_class[file.item_method]]
    taking = _items_taking(file, calls, roles.load_class()) | starting
    constants = string_constants(file.code.instructions)
    chosen = np.flatnonzero((loading | starting)[constants.code_item])
    classes = _classes_named(links, file, constants.target[chosen])
    by_constant = np.zeros(len(file.code.items), dtype=bool)
    by_constant[constants.code_item[chosen[classes >= _UNDEFINED]]] = True
    by_member = _items_calling(file, calls, roles.load_member())
    constructing = _items_calling(file, calls, roles.construct())
    named = classes >= 0
    named[named] = ~_are_compared(file, constants.instruction[chosen[named]])
    held = const_classes(file.code.instructions)
    classes_held = file.type_class[held.target]
    asked = np.flatnonzero((classes_held >= 0) & (by_member | constructing)[held.code_item])
    found = _Named(
        code_item=np.concatenate([constants.code_item[chosen[named]], held.code_item[asked]]),
        instruction=np.concatenate([constants.instruction[chosen[named]], held.instruction[asked]]),
        class_index=np.concatenate([classes[named], classes_held[asked]]),
        is_made=np.concatenate([taking[constants.code_item[chosen[named]]], constructing[held.code_item[asked]]]),
    )
    kept = np.cumsum(np.diff(links.method_bounds)[found.class_index]) <= _MOST_MEMBERS
    unknown = _of_app(file, np.flatnonzero(loading & ~by_constant))
    doors = _of_app(file, np.flatnonzero(_items_calling(file, calls, roles.open_door())))
    is_open = not kept.all() or bool(unknown) or bool(doors)
    found = found.only(kept)
    pair, method = _members_reached(links, file, found, constants, by_member)
    made = np.flatnonzero(found.is_made)
    # What is made runs as what is created does; components are made by the system, of their classes code only speaks.
    # An application is made by code where it is wrapped by another, to which the system leads.
    is_spoken_of = kinds.is_component & ~kinds.is_application
    running = made[constructing[found.code_item[made]] & ~is_spoken_of[found.class_index[made]]]
    exists, runs = links.method_count, links.method_count + links.class_count
    place = np.concatenate([made, running, pair])
    return Targets(
        source=file.item_method[found.code_item[place]],
        target=np.concatenate([found.class_index[made] + exists, found.class_index[running] + runs, method]).astype(
            np.int32
        ),
        instruction=found.instruction[place],
        is_open=is_open,
    )


def _classes_named(links: Links, file: FileLinks, strings: NDArray[np.integer]) -> Indices:
    """For each string the class it names; `_UNDEFINED` where the app defines none, less where it names no class."""
    distinct, which = np.unique(strings, return_inverse=True)
    texts = file.code.dex.strings.decode_many(distinct)
    is_name = np.array([_is_class_name(text) for text in texts], dtype=bool)
    renaming = file.code.dex.renaming
    restored = texts if renaming is None else [renaming.class_name(text) for text in texts]
    hashes = hash_texts([descriptor(text) if named else "" for text, named in zip(restored, is_name, strict=True)])
    found = np.where(is_name, links.find_classes(hashes), _UNDEFINED - 1).astype(np.int32)
    classes: Indices = found[which.ravel()]
    return classes


@record(kw_only=False, eq=False)
class _Named:
    """Constants that name a class of the app; parallel arrays. `is_made` says that an object may be made of it."""

    code_item: NDArray[np.int32]
    instruction: NDArray[np.integer]
    class_index: Indices
    is_made: Flags

    def only(self, kept: Flags) -> _Named:
        """Some of them."""
        return _Named(self.code_item[kept], self.instruction[kept], self.class_index[kept], self.is_made[kept])


def _members_reached(
    links: Links, file: FileLinks, named: _Named, constants: References, by_member: Flags
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The constructors of classes of which objects may be made, what runs when a class is loaded, and methods named.

    Returns pairs: a position in `named`, and a method.
    """
    if not len(named.code_item):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    counts = np.diff(links.method_bounds)[named.class_index]
    pair = np.repeat(np.arange(len(counts)), counts)
    method = spread(links.method_bounds[named.class_index], counts)
    wanted = (links.method_name[method] == hash_text("<init>")) & named.is_made[pair]
    wanted |= links.method_name[method] == hash_text("<clinit>")
    naming = np.flatnonzero(by_member[constants.code_item])
    names = file.code.dex.string_hashes(constants.target[naming])
    known = mix(constants.code_item[naming].astype(np.uint64), names)
    items = named.code_item[pair].astype(np.uint64)
    wanted |= is_among(mix(items, links.method_name[method]), known)
    return pair[wanted], method[wanted]


def _is_class_name(text: str) -> bool:
    return (
        len(text) <= _MOST_LENGTH and "." in text and text.replace(".", "").replace("_", "").replace("$", "").isalnum()
    )


def _of_app(file: FileLinks, items: NDArray[np.int64]) -> list[int]:
    """The code items that are not of the platform's own libraries."""
    dex, callers = file.code.dex, file.code.items.first_callers()
    return [item for item in items.tolist() if not dex.method_class(int(callers[item])).startswith(_PLATFORM_LIBRARIES)]


def _items_calling(file: FileLinks, calls: References, methods: Flags) -> Flags:
    """The code items that call one of the marked method identifiers."""
    items = np.zeros(len(file.code.items), dtype=bool)
    items[calls.code_item[calls.to_any(methods)]] = True
    return items


def _items_taking(file: FileLinks, calls: References, methods: Flags) -> Flags:
    """The code items that take what one of the marked methods returns."""
    items = np.zeros(len(file.code.items), dtype=bool)
    chosen = calls.to_any(methods)
    opcodes = file.code.instructions.opcode
    following = np.minimum(calls.instruction[chosen] + 1, len(opcodes) - 1)
    items[calls.code_item[chosen][is_among(opcodes[following], tuple(MOVE_RESULTS))]] = True
    return items


def _are_compared(file: FileLinks, instructions: NDArray[np.integer]) -> Flags:
    """For each of some constants, given by the instructions that load them, whether it is only compared with texts."""
    found: Flags = np.zeros(len(instructions), dtype=bool)
    body: MethodBody | None = None
    items = file.code.instructions.code_item[instructions]
    for number, (instruction, item) in enumerate(zip(instructions.tolist(), items.tolist(), strict=True)):
        if body is None or body.code_item != item:  # one method may load thousands
            body = MethodBody(file.code, item)
        found[number] = body.is_read and _is_compared(file, body, instruction - body.first)
    return found


def _is_compared(file: FileLinks, body: MethodBody, loaded: int) -> bool:
    register = destination_register(body.units, body.offsets[loaded])
    ahead = () if register is None else body.readers_ahead(loaded, register)
    if any(not _compares(file, body, index) for index in ahead):  # mostly the next call, which loads what it names
        return False
    uses = body.uses(loaded)
    return bool(uses) and all(_compares(file, body, index) for index in uses)


def _compares(file: FileLinks, body: MethodBody, index: int) -> bool:
    if body.opcodes[index] not in VIRTUAL_INVOKES:
        return False
    dex, method = file.code.dex, body.target(index)
    return dex.method_class(method) == "Ljava/lang/String;" and dex.method_name(method) in _COMPARISONS
