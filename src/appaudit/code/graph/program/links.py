"""All DEX files of an app as one program: its classes, its methods, and what each file's references mean.

Classes and methods that any file defines have one index over all files. Of a class defined twice the first definition
counts, as Android takes it; the methods of later ones are kept, but nothing links to them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from appaudit.code.values.platform_classes import all_below
from appaudit.dex import DexCode, DexFile
from appaudit.dex.hashes import Hashes, hash_text, hash_texts, mix, mix_one
from appaudit.dex.ordered_values import OrderedHashes, are_in
from appaudit.dex.tables import NO_INDEX, distinct, spread
from appaudit.model.record import record

Indices = NDArray[np.int32]
Flags = NDArray[np.bool_]

#: Hierarchies of honest programs are a dozen levels deep; a circle of classes ends here too.
MAX_DEPTH = 64
#: Pairs of class and ancestor kept, for each class of the app; more are not the work of a compiler.
PAIRS_PER_CLASS = 40
#: Below this the limits on pairs do not apply.
_MANY = 10_000
_FIRST_METHOD = attrgetter("first_method")


@record(kw_only=False, eq=False)
class FileLinks:
    """What the indices of one DEX file mean in the whole; -1 where the app does not define it."""

    code: DexCode
    type_hash: Hashes
    type_class: Indices
    """For each type the class that the app defines under this name."""
    method_name: Hashes
    """For each method identifier the hash of its name."""
    method_signature: Hashes
    """For each method identifier the hash of name, parameters and return type."""
    method_returns: Hashes
    """For each method identifier the hash of the type it returns."""
    first_class: int
    """Index of the file's first class definition in the class arrays."""
    first_method: int
    """Index of the file's first defined method in the method arrays."""
    item_method: Indices
    """For each code item the method that runs it; the first, where several share it."""

    def field_identities(self, fields: NDArray[np.int64] | slice = slice(None)) -> Hashes:
        """For each field identifier what the field is known by over all files: class, name and type.

        Shrinkers give fields of several types one name.
        """
        return mix(self.type_hash[self.code.dex.field_ids["class_type"][fields]], self.field_signatures(fields))

    def field_signatures(self, fields: NDArray[np.int64] | slice = slice(None)) -> Hashes:
        """For each field identifier the hash of its name and type."""
        table = self.code.dex.field_ids
        return mix(self.code.dex.string_hashes(table["name"][fields]), self.type_hash[table["type"][fields]])


@record(kw_only=False, eq=False)
class Links:
    """The classes and methods that the files define, as parallel arrays, and the hierarchy between them."""

    files: tuple[FileLinks, ...]
    class_hash: Hashes
    class_super: Indices
    """The superclass, -1 where the app does not define it."""
    class_super_hash: Hashes
    parent_bounds: NDArray[np.int64]
    parents: Indices
    """Superclass and interfaces of each class as far as the app defines them."""
    named_bounds: NDArray[np.int64]
    named_hashes: Hashes
    """Superclass and interfaces of each class by name, the framework's included."""
    method_class: Indices
    method_name: Hashes
    method_signature: Hashes
    method_is_virtual: Flags
    method_has_code: Flags
    method_bounds: NDArray[np.int64]
    """The methods of class `c` are `method_bounds[c]` to `method_bounds[c + 1]`."""
    ancestor_bounds: NDArray[np.int64]
    ancestors: Indices
    """All classes above each class, itself left out."""
    is_truncated: bool
    """Whether the hierarchy is too deep or too wide to be held in full."""
    sorted_hashes: OrderedHashes
    sorted_classes: NDArray[np.int64]
    sorted_methods: NDArray[np.int64]
    sorted_keys: OrderedHashes

    @property
    def class_count(self) -> int:
        """How many classes are defined, those defined twice counted twice."""
        return len(self.class_hash)

    @property
    def method_count(self) -> int:
        """How many methods are defined."""
        return len(self.method_class)

    def find_class(self, descriptor: str) -> int:
        """The class of a descriptor, -1 if the app does not define it."""
        return int(self.find_classes(np.array([hash_text(descriptor)], dtype=np.uint64))[0])

    def find_classes(self, hashes: Hashes) -> Indices:
        """The classes of many names by hash, -1 for those that the app does not define."""
        return _find(self.sorted_hashes, self.sorted_classes, hashes)

    def find_methods(self, classes: Indices, signatures: Hashes) -> Indices:
        """The methods that these classes themselves define with these signatures, -1 for none."""
        found = np.full(len(classes), -1, dtype=np.int32)
        known = np.flatnonzero(classes >= 0)
        wanted = mix(self.class_hash[classes[known]], signatures[known])
        found[known] = _find(self.sorted_keys, self.sorted_methods, wanted)
        return found

    def file_of(self, method: int) -> FileLinks:
        """The file that defines a method."""
        return self.files[bisect_right(self.files, method, key=_FIRST_METHOD) - 1]

    def code_of(self, method: int) -> tuple[FileLinks, int]:
        """The file that defines a method and its code item there, -1 where it has no code."""
        file = self.file_of(method)
        return file, int(file.code.items.item_of[method - file.first_method])

    def methods_of(self, class_index: int) -> range:
        """The methods that a class defines."""
        return range(int(self.method_bounds[class_index]), int(self.method_bounds[class_index + 1]))

    def resolve(self, classes: Indices, signatures: Hashes) -> Indices:
        """The methods that calls of these classes with these signatures reach: their own or the nearest inherited one.

        Superclasses go before interfaces, whose default methods count where no superclass has the method.
        """
        found = self.find_methods(classes, signatures)
        pending = np.flatnonzero((found < 0) & (classes >= 0))
        above = self.class_super[classes[pending]]
        for _ in range(MAX_DEPTH):
            pending, above = pending[above >= 0], above[above >= 0]
            if not len(pending):
                break
            there = self.find_methods(above, signatures[pending])
            found[pending] = there
            further = there < 0
            pending, above = pending[further], self.class_super[above[further]]
        missing = np.flatnonzero((found < 0) & (classes >= 0))
        if not len(missing):
            return found
        first = self.ancestor_bounds[classes[missing]]
        counts = self.ancestor_bounds[classes[missing] + 1] - first
        if int(counts.sum()) > PAIRS_PER_CLASS * (len(missing) + _MANY):
            counts = np.minimum(counts, PAIRS_PER_CLASS)
        asked = np.repeat(missing, counts)
        above = self.ancestors[spread(first, counts)]
        there = self.find_methods(above, signatures[asked])
        hits = np.flatnonzero(there >= 0)[::-1]
        found[asked[hits]] = there[hits]
        return found

    def method_called(self, class_index: int, signature: int) -> int:
        """What `resolve` gives for one class, which may be -1: a hundred times as fast as arrays of one element."""
        if class_index < 0:
            return -1
        keys = memoryview(self.sorted_keys.hashes)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
        above = class_index
        for _ in range(MAX_DEPTH + 1):
            if (found := self._defined(keys, above, signature)) >= 0:
                return found
            if (above := int(self.class_super[above])) < 0:
                break
        first, end = self.ancestor_bounds[class_index : class_index + 2].tolist()
        if end - first > PAIRS_PER_CLASS * (1 + _MANY):
            end = first + PAIRS_PER_CLASS
        there = (self._defined(keys, each, signature) for each in self.ancestors[first:end].tolist())
        return next((found for found in there if found >= 0), -1)

    def _defined(self, keys: memoryview, class_index: int, signature: int) -> int:
        wanted = mix_one(int(self.class_hash[class_index]), signature)
        position = bisect_left(keys, wanted)
        return int(self.sorted_methods[position]) if position < len(keys) and keys[position] == wanted else -1

    def marks_below(self, marks: NDArray[np.uint64], names: Hashes) -> NDArray[np.uint64]:
        """For each class the marks of all names that it bears, extends or implements, however far above.

        Args:
            marks: A bit set for each name.
            names: Hashes of class names, the framework's included; its classes that extend these have their marks.
        """
        names, marks = _with_those_below(names, marks)
        order = np.argsort(names, kind="stable")
        names, marks = names[order], marks[order]
        own = marks_of(self.class_hash, names, marks)
        named = marks_of(self.named_hashes, names, marks)
        owner = np.repeat(np.arange(self.class_count), np.diff(self.named_bounds))
        np.bitwise_or.at(own, owner[named > 0], named[named > 0])
        child = np.repeat(np.arange(self.class_count), np.diff(self.ancestor_bounds))
        marked = np.flatnonzero(own[self.ancestors])
        result = own.copy()
        np.bitwise_or.at(result, child[marked], own[self.ancestors[marked]])
        return result


def instructions_at(file: FileLinks, item: int, sites: Sequence[int]) -> list[int]:
    """Positions in the instruction arrays of places given in code units from the start of a code item.

    Where several files define a class, a place may be one of another file's code of the same name: it is left out where
    no instruction of this code begins there.
    """
    first = int(file.code.items.first_unit[item])
    begin, end = file.code.instructions.bounds_of(item)
    offset = file.code.instructions.offset
    wanted = np.array([first + site for site in sites], dtype=offset.dtype)  # another type would copy all offsets
    found = np.searchsorted(offset, wanted)
    held = (found >= begin) & (found < end)
    held[held] = offset[found[held]] == wanted[held]
    return found[held].tolist()  # type: ignore[no-any-return]  # of NumPy's, whose stubs say Any


def link(codes: Sequence[DexCode]) -> Links:
    """The whole of several DEX files."""
    hashed = [_hash_file(code) for code in codes]
    class_hash = _joined([types[code.dex.class_defs["class_type"]] for code, types, _ in hashed], np.uint64)
    sorted_classes = _first_of_each(class_hash)
    sorted_hashes = OrderedHashes(class_hash[sorted_classes])
    files: list[FileLinks] = []
    first_class = first_method = 0
    for code, type_hash, prototypes in hashed:
        type_class = _find(sorted_hashes, sorted_classes, type_hash)
        files.append(_link_file(code, type_hash, type_class, prototypes, first_class, first_method))
        first_class += len(code.dex.class_defs)
        first_method += len(code.class_data.method_index)
    return _assemble(tuple(files), class_hash, sorted_classes, sorted_hashes)


def _hash_file(code: DexCode) -> tuple[DexCode, Hashes, Hashes]:
    return code, code.dex.type_hashes, _prototype_hashes(code.dex)


def _prototype_hashes(dex: DexFile) -> Hashes:
    """For each prototype of the file a hash of its return type and parameters."""
    prototypes, type_hashes = dex.proto_ids, dex.type_hashes
    returned = type_hashes[prototypes["return_type"]]
    types, counts = dex.type_lists(prototypes["parameters_offset"])
    bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    index = np.arange(len(types)) - np.repeat(bounds[:-1], counts)
    terms = mix(type_hashes[types], index.astype(np.uint64))
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(terms, dtype=np.uint64)])
    return mix(returned, sums[bounds[1:]] - sums[bounds[:-1]])


def _link_file(
    code: DexCode, type_hash: Hashes, type_class: Indices, prototypes: Hashes, first_class: int, first_method: int
) -> FileLinks:
    dex, items = code.dex, code.items
    names = dex.string_hashes(dex.method_ids["name"])
    owners = items.owners[items.owner_bounds[:-1]]
    return FileLinks(
        code=code,
        type_hash=type_hash,
        type_class=type_class,
        method_name=names,
        method_signature=mix(names, prototypes[dex.method_ids["proto"]]),
        method_returns=type_hash[dex.proto_ids["return_type"]][dex.method_ids["proto"]],
        first_class=first_class,
        first_method=first_method,
        item_method=(owners + first_method).astype(np.int32),
    )


def _assemble(
    files: tuple[FileLinks, ...],
    class_hash: Hashes,
    sorted_classes: NDArray[np.int64],
    sorted_hashes: OrderedHashes,
) -> Links:
    classes = len(class_hash)
    defined = [file.code.class_data.method_index for file in files]
    method_class = _joined([file.code.class_data.method_class_def + file.first_class for file in files], np.int32)
    signature = _joined([file.method_signature[found] for file, found in zip(files, defined, strict=True)], np.uint64)
    super_hash = _joined([_super_hashes(file) for file in files], np.uint64)
    named_bounds, named_hashes = _named_parents(files, super_hash)
    known = _find(sorted_hashes, sorted_classes, named_hashes)
    owner = np.repeat(np.arange(classes), np.diff(named_bounds))[known >= 0]
    parents = known[known >= 0]
    parent_bounds = np.searchsorted(owner, np.arange(classes + 1))
    ancestor_bounds, ancestors, truncated = _ancestors(parent_bounds, parents)
    is_first = np.zeros(classes, dtype=bool)
    is_first[sorted_classes] = True
    keys = mix(class_hash[method_class], signature)
    linked = np.flatnonzero(is_first[method_class])
    sorted_methods = linked[_first_of_each(keys[linked])]
    return Links(
        files=files,
        class_hash=class_hash,
        class_super=_find(sorted_hashes, sorted_classes, super_hash),
        class_super_hash=super_hash,
        parent_bounds=parent_bounds,
        parents=parents,
        named_bounds=named_bounds,
        named_hashes=named_hashes,
        method_class=method_class,
        method_name=_joined([_defined_names(file) for file in files], np.uint64),
        method_signature=signature,
        method_is_virtual=_joined([file.code.class_data.method_is_virtual for file in files], np.bool_),
        method_has_code=_joined([file.code.class_data.method_code_offset > 0 for file in files], np.bool_),
        method_bounds=np.searchsorted(method_class, np.arange(classes + 1)),
        ancestor_bounds=ancestor_bounds,
        ancestors=ancestors,
        is_truncated=truncated,
        sorted_hashes=sorted_hashes,
        sorted_classes=sorted_classes,
        sorted_methods=sorted_methods,
        sorted_keys=OrderedHashes(keys[sorted_methods]),
    )


def _defined_names(file: FileLinks) -> Hashes:
    """The hashes of the names of the methods that a file defines, before renaming where that is known.

    Signatures keep the names of the package: what overrides what was renamed alike, and a reference through a subclass
    has no entry in the mapping.
    """
    dex, defined = file.code.dex, file.code.class_data.method_index
    if dex.renaming is None:
        return file.method_name[defined]
    return hash_texts(dex.method_names(defined))


def _super_hashes(file: FileLinks) -> Hashes:
    superclass = file.code.dex.class_defs["superclass"]
    hashes = np.zeros(len(superclass), dtype=np.uint64)
    given = superclass != NO_INDEX
    hashes[given] = file.type_hash[superclass[given]]
    return hashes


def _named_parents(files: Sequence[FileLinks], super_hash: Hashes) -> tuple[NDArray[np.int64], Hashes]:
    """The hashes of superclass and interfaces of each class, superclass first."""
    counts, hashes = [], []
    for file in files:
        types, numbers = file.code.dex.type_lists(file.code.dex.class_defs["interfaces_offset"])
        counts.append(numbers)
        hashes.append(file.type_hash[types])
    interface_counts = _joined(counts, np.int64)
    bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(interface_counts + 1)])
    named = np.zeros(int(bounds[-1]), dtype=np.uint64)
    named[bounds[:-1]] = super_hash
    named[spread(bounds[:-1] + 1, interface_counts)] = _joined(hashes, np.uint64)
    return bounds, named


def _ancestors(bounds: NDArray[np.int64], parents: Indices) -> tuple[NDArray[np.int64], Indices, bool]:
    """All ancestors of each class, level by level; whether a limit cut them short."""
    count = len(bounds) - 1
    per_class = np.diff(bounds)
    child = np.repeat(np.arange(count), per_class)
    above = parents.astype(np.int64)
    limit = PAIRS_PER_CLASS * (count + _MANY)
    pairs = distinct(child * count + above)
    fresh, truncated = pairs, False
    for _ in range(MAX_DEPTH):
        child, above = np.divmod(fresh, max(count, 1))
        grown = per_class[above]
        if len(pairs) + int(grown.sum()) > limit:
            truncated = bool(grown.any())
            break
        higher = parents[spread(bounds[above], grown)]
        fresh = distinct(np.repeat(child, grown) * count + higher)
        if not len(fresh):
            break
        known = pairs[np.minimum(np.searchsorted(pairs, fresh), len(pairs) - 1)] == fresh
        fresh = fresh[~known]
        pairs = distinct(np.concatenate([pairs, fresh]))
    else:
        truncated = bool(len(fresh))
    child, above = np.divmod(pairs, max(count, 1))
    other = child != above
    child, above = child[other], above[other]
    return np.searchsorted(child, np.arange(count + 1)), above.astype(np.int32), truncated


def _with_those_below(names: Hashes, marks: NDArray[np.uint64]) -> tuple[Hashes, NDArray[np.uint64]]:
    """Names of classes and their marks, and those of the platform's classes that extend one of them."""
    below = all_below()
    found = [(below[name], mark) for name, mark in zip(names.tolist(), marks.tolist(), strict=True) if name in below]
    return (
        np.concatenate([names, *(each for each, _ in found)]),
        np.concatenate([marks, *(np.full(len(each), mark, dtype=np.uint64) for each, mark in found)]),
    )


def marks_of(hashes: Hashes, names: Hashes, marks: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """For each hash the marks of the name with this hash, together; `names` are sorted and may repeat."""
    result = np.zeros(len(hashes), dtype=np.uint64)
    if not len(names):
        return result
    first = np.flatnonzero(np.append(True, names[1:] != names[:-1]))
    together = np.bitwise_or.reduceat(marks, first)
    known = names[first]
    hit = np.flatnonzero(are_in(known, hashes))
    result[hit] = together[np.searchsorted(known, hashes[hit])]
    return result


def _find(keys: OrderedHashes, values: NDArray[np.int64], wanted: Hashes) -> Indices:
    """For each wanted number the value of its key, -1 where there is none."""
    position = keys.find(wanted)
    found = np.full(len(wanted), -1, dtype=np.int32)
    hit = np.flatnonzero(position >= 0)
    found[hit] = values[position[hit]]
    return found


def _first_of_each(hashes: Hashes) -> NDArray[np.int64]:
    """The positions of the first occurrence of each number, in the order of the numbers."""
    order = np.argsort(hashes)
    ordered = hashes[order]
    first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
    return np.minimum.reduceat(order, first) if len(first) else order


def _joined(parts: Sequence[NDArray[np.generic]], kind: type[np.generic]) -> NDArray:  # type: ignore[type-arg]
    """The arrays end to end; an empty one where there are none."""
    return np.concatenate([np.empty(0, dtype=kind), *parts]).astype(kind, copy=False)
