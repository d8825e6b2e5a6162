"""Classes that are loaded by a name which stands in the manifest's meta-data or among the texts of the resources.

Libraries find the parts that an app adds to them so, and apps their own tasks: a method reads the list, and gets each
class by its name, itself or through a method that it hands the name to. Which name reaches which call is not followed:
of meta-data count those whose key or mark the method names, or a resource holds where it asks for one. A class on the
list that names another one of its kind, as one that has to run before it, lists that as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links
from appaudit.code.graph.reflection.named_targets import MethodRoles
from appaudit.code.values.java_names import descriptor
from appaudit.dex import References, const_classes, field_accesses, string_constants
from appaudit.dex.hashes import hash_texts
from appaudit.dex.tables import distinct, is_among
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import MetaDataFact
from appaudit.model.record import record

#: https://developer.android.com/reference/android/content/pm/PackageItemInfo#metaData, checked 2026-11-30, not opened.
_META_DATA: Final = "metaData"
#: https://developer.android.com/reference/android/content/res/Resources, checked 2026-11-30, not opened.
_RESOURCE_TEXTS: Final = ("getString", "getText", "getStringArray", "getTextArray")
_OF_A_RESOURCE: Final = "(I)"
_CLASS_NAME: Final = re.compile(r"[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)+", re.ASCII)
_LONGEST: Final = 200
_CREATION: Final = ("<init>", "<clinit>")
#: Classes that one list leads to.
_MOST: Final = 200


@record(kw_only=False)
class ListedClasses:
    """Names of classes that a package lists outside its code."""

    by_text: dict[str, list[str]]
    """Those in meta-data, by the other text of the element: its key, or the mark that it bears."""
    in_resources: list[str]
    """Texts of resources that are such names, and those in meta-data whose mark is a text of a resource."""


def listed_classes(facts: Iterable[Fact], texts: Collection[str]) -> ListedClasses:
    """What the manifest's facts and these texts of resources name."""
    found = ListedClasses({}, sorted(filter(is_class_name, texts)))
    for fact in facts:
        for name, other in ((fact.name, fact.value), (fact.value, fact.name)) if isinstance(fact, MetaDataFact) else ():
            if is_class_name(name) and other:
                found.by_text.setdefault(other, []).append(name)
                if other in texts:
                    found.in_resources.append(name)
    return found


def is_class_name(text: str) -> bool:
    """Whether a text may be the name of a class in a package."""
    return len(text) <= _LONGEST and _CLASS_NAME.fullmatch(text) is not None


class ListedMembers:
    """What methods of an app reach by such names.

    Args:
        links: All classes.
        calls: The calls of each file.
        resolved: For each file the method that each of its method identifiers stands for.
        listed: The names.
    """

    def __init__(
        self, links: Links, calls: Sequence[References], resolved: Sequence[Indices], listed: ListedClasses
    ) -> None:
        self._links = links
        self._calls = calls
        self._resolved = resolved
        self._by_text = {text: self._with_siblings(self._classes(names)) for text, names in listed.by_text.items()}
        self._in_resources = self._with_siblings(self._classes(listed.in_resources))
        self._is_any = bool(self._in_resources) or any(self._by_text.values())
        self._loading = self._loading_methods() if self._is_any else np.empty(0, dtype=bool)

    def named(self, index: int) -> tuple[Indices, Indices, NDArray[np.int64]]:
        """Of one file the methods that load such classes, the nodes that they reach, and an instruction of each."""
        rows = sorted(self._rows(index)) if self._is_any else []
        source, target, instruction = ([row[column] for row in rows] for column in range(3))
        return (
            np.array(source, dtype=np.int32),
            np.array(target, dtype=np.int32),
            np.array(instruction, dtype=np.int64),
        )

    def _rows(self, index: int) -> Iterator[tuple[int, int, int]]:
        file, links = self._links.files[index], self._links
        texts = string_constants(file.code.instructions)
        reading_meta = self._reading_meta_data(file)
        reading_resources = set(self._items(index, self._asks_resources(file)).tolist())
        getting_members = set(self._items(index, MethodRoles(file).load_member()).tolist())
        for item, place in self._loading_items(index):
            if item not in reading_meta and item not in reading_resources:
                continue
            held = file.code.dex.strings.decode_many(distinct(texts.target[texts.code_item == item]))
            found = set(self._in_resources if item in reading_resources else ())
            for text in held if item in reading_meta else ():
                found.update(self._by_text.get(text, ()))
            source = int(file.item_method[item])
            wanted = hash_texts([*_CREATION, *(held if item in getting_members else ())])
            for class_index in found:
                yield source, class_index + links.method_count, place
                members = np.array(links.methods_of(class_index), dtype=np.int64)
                for method in members[is_among(links.method_name[members], wanted)].tolist():
                    yield source, method, place

    def _loading_items(self, index: int) -> Iterator[tuple[int, int]]:
        """The code items that get a class by its name, or call what does, and the first instruction that does so."""
        file, calls, resolved = self._links.files[index], self._calls[index], self._resolved[index]
        loads = MethodRoles(file).load_class() | self._loading[resolved]
        chosen = calls.to_any(loads)
        first: dict[int, int] = {}
        for item, place in zip(calls.code_item[chosen].tolist(), calls.instruction[chosen].tolist(), strict=True):
            first.setdefault(item, place)
        yield from first.items()

    def _loading_methods(self) -> Flags:
        """The methods that get a class by its name; the last stands for methods of no file."""
        found = np.zeros(self._links.method_count + 1, dtype=bool)
        for index, file in enumerate(self._links.files):
            found[file.item_method[self._items(index, MethodRoles(file).load_class())]] = True
        found[-1] = False
        return found

    def _items(self, index: int, methods: Flags) -> Indices:
        calls = self._calls[index]
        items: Indices = distinct(calls.code_item[calls.to_any(methods)])
        return items

    def _reading_meta_data(self, file: FileLinks) -> set[int]:
        """The code items that read the meta-data of a component or of the application."""
        dex, accesses = file.code.dex, field_accesses(file.code.instructions)
        fields = [at for at in distinct(accesses.target).tolist() if dex.field_name(at) == _META_DATA]
        return set(accesses.code_item[is_among(accesses.target, np.array(fields, dtype=np.int64))].tolist())

    def _asks_resources(self, file: FileLinks) -> Flags:
        """The method identifiers that give a text of the resources by its number."""
        dex = file.code.dex
        found: Flags = is_among(file.method_name, hash_texts(_RESOURCE_TEXTS))
        for method in np.flatnonzero(found).tolist():
            found[method] = dex.prototype(int(dex.method_ids["proto"][method])).startswith(_OF_A_RESOURCE)
        return found

    def _with_siblings(self, classes: list[int]) -> list[int]:
        """Some classes and those of their kind that they name by a constant, and so on."""
        found = dict.fromkeys(classes)
        pending = list(classes)
        while pending and len(found) < _MOST:
            class_index = pending.pop()
            kinds = self._above(class_index)
            for other in self._named_by(class_index) if kinds else ():
                if other not in found and kinds & self._above(other):
                    found[other] = None
                    pending.append(other)
        return list(found)

    def _named_by(self, class_index: int) -> Iterator[int]:
        """The classes of the app that the methods of a class name by a constant."""
        methods = self._links.methods_of(class_index)
        file = self._links.file_of(methods[0]) if len(methods) else None
        if file is None:
            return
        constants = const_classes(file.code.instructions)
        own = is_among(file.item_method[constants.code_item], np.array(methods, dtype=np.int64))
        yield from (each for each in file.type_class[constants.target[own]].tolist() if each >= 0)

    def _above(self, class_index: int) -> set[int]:
        """The classes and interfaces of the app above a class."""
        bounds = self._links.ancestor_bounds
        return set(self._links.ancestors[bounds[class_index] : bounds[class_index + 1]].tolist())

    def _classes(self, names: Iterable[str]) -> list[int]:
        found = (self._links.find_class(descriptor(name)) for name in dict.fromkeys(names))
        return [each for each in found if each >= 0]
