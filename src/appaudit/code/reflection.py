"""Calls that name their target by a constant: components that are started, classes and methods got by their name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appaudit.code.callbacks import (
    CLASS_LOADS,
    CODE_LOADERS,
    DIALOGS,
    MEMBER_LOADS,
    OPEN_DOORS,
    START_CONSTRUCTORS,
    STARTS,
)
from appaudit.code.java_names import descriptor
from appaudit.code.links import FileLinks, Flags, Indices, Links
from appaudit.code.names import hash_text, hash_texts
from appaudit.dex import References, const_classes, string_constants

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
#: Constants looked at in one method; tables of class names are no calls.
_MOST_NAMES = 200
_MOST_LENGTH = 300


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """What methods reach by a name: `target` is a class for components, a node of the graph otherwise.

    `is_open` says that some call names its target by no constant, so that anything may run.
    """

    source: Indices
    target: Indices
    instruction: NDArray[np.int64]
    is_open: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ComponentKinds:
    """Which classes are components that code starts, which start other code with the app, which are dialogs."""

    is_started: Flags
    starts_others: Flags
    is_dialog: Flags

    @classmethod
    def of(cls, links: Links) -> ComponentKinds:
        """The kinds of all classes."""
        kinds = (_STARTED, _STARTERS, DIALOGS)
        names = hash_texts([descriptor(name) for kind in kinds for name in kind])
        bits = np.array([1 << bit for bit, kind in enumerate(kinds) for _ in kind], dtype=np.uint64)
        marks = links.marks_below(bits, names)
        return cls(*((marks >> np.uint64(bit) & np.uint64(1)).astype(bool) for bit in range(len(kinds))))


def started_components(file: FileLinks, calls: References, kinds: ComponentKinds) -> Targets:
    """Components whose class constant is loaded in a method that also starts something."""
    dex = file.code.dex
    constants = const_classes(file.code.instructions)
    classes = file.type_class[constants.target]
    chosen = np.flatnonzero(classes >= 0)
    chosen = chosen[kinds.is_started[classes[chosen]]]
    starts = np.isin(file.method_name, hash_texts(STARTS))
    owners = file.type_hash[dex.method_ids["class_type"]]
    constructors = hash_texts([descriptor(name) for name in START_CONSTRUCTORS])
    starts |= np.isin(owners, constructors) & (file.method_name == hash_text("<init>"))
    starting = _items_calling(file, calls, starts)
    chosen = chosen[starting[constants.code_item[chosen]]]
    return Targets(
        source=file.item_method[constants.code_item[chosen]],
        target=classes[chosen],
        instruction=constants.instruction[chosen],
    )


def named_members(links: Links, file: FileLinks, calls: References, kinds: ComponentKinds) -> Targets:
    """Classes and methods whose names are constants in a method that loads classes by name, or that starts the app.

    Which constant reaches which call is not followed: a method that has both is taken to join them.
    """
    loads = _framework_methods(file, CLASS_LOADS, ("java.lang.Class", "java.lang.ClassLoader"))
    members = _framework_methods(file, MEMBER_LOADS, ("java.lang.Class",))
    loading = _items_calling(file, calls, loads)
    constants = string_constants(file.code.instructions)
    source: list[int] = []
    target: list[int] = []
    instruction: list[int] = []
    by_constant = np.zeros(len(file.code.items), dtype=bool)
    by_member = _items_calling(file, calls, members)
    starting = kinds.starts_others[links.method_class[file.item_method]]
    items = np.flatnonzero(loading | starting).astype(np.int32)
    bounds = zip(
        items.tolist(),
        np.searchsorted(constants.code_item, items).tolist(),
        np.searchsorted(constants.code_item, items, side="right").tolist(),
        strict=True,
    )
    for item, first, last in bounds:
        texts = file.code.dex.strings.decode_many(constants.target[first : min(last, first + _MOST_NAMES)])
        found = {index: links.find_class(descriptor(text)) for index, text in enumerate(texts) if _is_class_name(text)}
        by_constant[item] = bool(found)
        names = hash_texts(texts) if by_member[item] else np.empty(0, dtype=np.uint64)
        for index, class_index in found.items():
            for node in _members_reached(links, class_index, names):
                source.append(int(file.item_method[item]))
                target.append(node)
                instruction.append(int(constants.instruction[first + index]))
    return Targets(
        source=np.array(source, dtype=np.int32),
        target=np.array(target, dtype=np.int32),
        instruction=np.array(instruction, dtype=np.int64),
        is_open=bool((loading & ~by_constant).any()) or _has_open_door(file, calls),
    )


def _members_reached(links: Links, class_index: int, names: NDArray[np.uint64]) -> list[int]:
    """The nodes that a class got by its name leads to: its existence, constructors and the methods named."""
    if class_index < 0:
        return []
    methods = np.array(links.methods_of(class_index), dtype=np.int64)
    wanted = np.append(names, hash_text("<init>"))
    reached = methods[np.isin(links.method_name[methods], wanted)]
    return [links.method_count + class_index, *reached.tolist()]


def _is_class_name(text: str) -> bool:
    return (
        len(text) <= _MOST_LENGTH and "." in text and text.replace(".", "").replace("_", "").replace("$", "").isalnum()
    )


def _has_open_door(file: FileLinks, calls: References) -> bool:
    dex = file.code.dex
    doors = np.isin(file.method_name, hash_texts(OPEN_DOORS))
    loaders = hash_texts([descriptor(name) for name in CODE_LOADERS])
    doors |= np.isin(file.type_hash[dex.method_ids["class_type"]], loaders)
    return bool(doors[calls.target].any())


def _framework_methods(file: FileLinks, names: tuple[str, ...], owners: tuple[str, ...]) -> Flags:
    types = file.type_hash[file.code.dex.method_ids["class_type"]]
    wanted: Flags = np.isin(file.method_name, hash_texts(names))
    return wanted & np.isin(types, hash_texts([descriptor(name) for name in owners]))


def _items_calling(file: FileLinks, calls: References, methods: Flags) -> Flags:
    """The code items that call one of the marked method identifiers."""
    items = np.zeros(len(file.code.items), dtype=bool)
    items[calls.code_item[calls.to_any(methods)]] = True
    return items
