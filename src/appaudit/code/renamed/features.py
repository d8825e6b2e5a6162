"""What renaming leaves of a class: its texts, what each of its methods asks of the platform, and its shape.

Every feature is a number of 40 bits. Two classes that were compiled from one source have the same ones, whatever a
shrinker calls them: names of the program are left out, those of the platform, which nobody may rename, are not.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.dex import DexCode, field_accesses, invoke_edges, string_constants
from appaudit.dex.class_data import ACCESS_STATIC
from appaudit.dex.hashes import Hashes, hash_text, mix
from appaudit.dex.tables import NO_INDEX, distinct, spread
from appaudit.model.record import record

#: What the names of the platform begin with: what Android and Java bring, never what an app is built with.
#: https://developer.android.com/reference/packages, checked 2026-11-27.
_PLATFORM: Final = ("java/", "javax/", "android/", "dalvik/", "org/json/", "org/w3c/dom/", "org/xml/sax/",
                    "org/xmlpull/", "org/apache/http/", "sun/misc/", "libcore/")  # fmt: skip
_NOT_PLATFORM: Final = ("android/support/", "android/arch/")
_ARRAYS: Final = ("", "[", "[[", "[[[")
#: Texts shorter than this are anybody's.
LEAST_TEXT: Final = 5
#: A method that asks less of the platform looks like many others.
LEAST_ITEMS: Final = 4
#: A class that declares fewer members looks like many others.
LEAST_MEMBERS: Final = 8
#: Features keep this many bits, which is enough to tell a million apart and short enough to be written down.
BITS: Final = 40

_MASK = np.uint64((1 << BITS) - 1)
_WILD = np.uint64(0x51ED270B)
_TEXT, _METHOD, _SHAPE, _CALL, _FIELD, _PROTOTYPE, _STATIC, _KIND = (np.uint64(1 + at) for at in range(8))


@record(kw_only=False, eq=False)
class Features:
    """Features and the classes that have them, as parallel arrays; a class may have one several times."""

    class_def: NDArray[np.int64]
    value: Hashes
    is_text: NDArray[np.bool_]


class FeatureReader:
    """Reads the features of the classes, methods and members of one DEX file.

    Args:
        code: The file. Names are those that it holds.
    """

    def __init__(self, code: DexCode) -> None:
        self._code = code
        self._dex = code.dex

    @cached_property
    def is_platform(self) -> NDArray[np.bool_]:
        """For each type whether the platform names it; primitives and arrays of such types, too."""
        dex = self._dex
        of_string = np.zeros(len(dex.strings), dtype=bool)
        for array in _ARRAYS:
            for names, value in ((_PLATFORM, True), (_NOT_PLATFORM, False)):
                for name in names:
                    found = dex.strings_with_prefix(f"{array}L{name}")
                    if len(found):
                        of_string[np.asarray(found)] = value
            for primitive in "VZBSCIJFD":
                at = dex.find_string(f"{array}{primitive}")
                if at >= 0:
                    of_string[at] = True
        platform = of_string[dex.type_ids]
        platform[dex.class_defs["class_type"]] = False
        return platform

    @cached_property
    def wild_types(self) -> Hashes:
        """For each type the hash of its name, one for all that are no names of the platform."""
        return np.where(self.is_platform, self._dex.type_hashes, _WILD)

    @cached_property
    def wild_prototypes(self) -> Hashes:
        """For each prototype a hash in which the program's own types are all the same."""
        dex = self._dex
        types, counts = dex.type_lists(dex.proto_ids["parameters_offset"])
        bounds = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        order = np.arange(len(types)) - np.repeat(bounds[:-1], counts)
        terms = mix(self.wild_types[types], order.astype(np.uint64))
        return mix(self.wild_types[dex.proto_ids["return_type"]], _between(terms, bounds))

    @cached_property
    def method_kinds(self) -> Hashes:
        """For each defined method a hash of its prototype and whether it is static."""
        data = self._code.class_data
        prototypes = self.wild_prototypes[self._dex.method_ids["proto"][data.method_index]]
        return mix(prototypes, np.where(data.method_access_flags & ACCESS_STATIC, _STATIC, _PROTOTYPE))

    @cached_property
    def items(self) -> tuple[NDArray[np.int64], Hashes, NDArray[np.bool_]]:
        """What code refers to that keeps its name: code item, hash, and whether it is a text; in no order."""
        dex, instructions = self._dex, self._code.instructions
        calls, accesses = invoke_edges(instructions), field_accesses(instructions)
        texts = string_constants(instructions)
        called, accessed = dex.method_ids["class_type"][calls.target], dex.field_ids["class_type"][accesses.target]
        is_call, is_access = self.is_platform[called], self.is_platform[accessed]
        starts, ends = dex.strings.bounds
        is_text = (ends - starts)[texts.target] >= LEAST_TEXT
        methods, fields = dex.method_ids[calls.target[is_call]], dex.field_ids[accesses.target[is_access]]
        names = self._names_of(methods["name"], fields["name"], texts.target[is_text])
        on_method = mix(dex.type_hashes[called[is_call]], names[methods["name"]])
        of_kind = [
            (calls.code_item[is_call], mix(on_method, self.wild_prototypes[methods["proto"]]), _CALL),
            (accesses.code_item[is_access], mix(dex.type_hashes[accessed[is_access]], names[fields["name"]]), _FIELD),
            (texts.code_item[is_text], names[texts.target[is_text]], _TEXT),
        ]
        return (
            np.concatenate([where for where, _, _ in of_kind]).astype(np.int64),
            np.concatenate([mix(value, np.full(len(value), kind)) for _, value, kind in of_kind]),
            np.concatenate([np.full(len(value), kind == _TEXT) for _, value, kind in of_kind]),
        )

    def _names_of(self, *strings: NDArray[np.integer]) -> Hashes:
        """The hashes of these strings, by their index."""
        wanted = distinct(np.concatenate([each.astype(np.int64) for each in strings]))
        names = np.zeros(len(self._dex.strings), dtype=np.uint64)
        if len(wanted):
            names[wanted] = self._dex.string_hashes(wanted)
        return names

    @cached_property
    def method_prints(self) -> tuple[Hashes, NDArray[np.int64]]:
        """For each defined method a hash of all that it asks of the platform, and how much that is."""
        data, owned = self._code.class_data, self._code.items
        where, value, _ = self.items
        order = np.argsort(where, kind="stable")
        bounds = np.searchsorted(where[order], np.arange(len(owned) + 1))
        sums = _between(mix(value[order], np.full(len(value), _METHOD)), bounds)
        per_item = np.repeat(np.arange(len(owned)), np.diff(owned.owner_bounds))
        asked = np.zeros(len(data.method_index), dtype=np.uint64)
        count = np.zeros(len(data.method_index), dtype=np.int64)
        asked[owned.owners] = sums[per_item]
        count[owned.owners] = np.diff(bounds)[per_item]
        return mix(asked, self.method_kinds), count

    def texts_of_methods(self) -> tuple[NDArray[np.int64], Hashes]:
        """The texts of defined methods: position of the method in the class data, and feature."""
        where, value, is_text = self.items
        return self._by_method(where[is_text], value[is_text])

    def _by_method(self, where: NDArray[np.int64], value: Hashes) -> tuple[NDArray[np.int64], Hashes]:
        owned = self._code.items
        counts = np.diff(owned.owner_bounds)[where]
        return owned.owners[spread(owned.owner_bounds[where], counts)], np.repeat(value, counts) & _MASK

    @cached_property
    def shapes(self) -> tuple[Hashes, NDArray[np.int64]]:
        """For each class definition a hash of what it declares, and of how many members that is."""
        dex, data = self._dex, self._code.class_data
        count = len(dex.class_defs)
        kinds = mix(self.wild_types[dex.field_ids["type"][data.field_index]],
                    np.where(data.field_is_static, _STATIC, _FIELD))  # fmt: skip
        total = _sums(data.method_class_def, self.method_kinds, count)
        total += _sums(data.field_class_def, mix(kinds, np.full(len(kinds), _FIELD)), count)
        supers = dex.class_defs["superclass"]
        above = np.where(supers == NO_INDEX, _WILD, self.wild_types[np.where(supers == NO_INDEX, 0, supers)])
        members = np.bincount(data.method_class_def, minlength=count) + np.bincount(
            data.field_class_def, minlength=count
        )
        return mix(total, above), members

    @cached_property
    def kind_features(self) -> Hashes:
        """For each defined method the feature of its prototype."""
        return _of_kinds(self.method_kinds)

    def kind_of_called(self, method: int, *, is_static: bool) -> int:
        """The feature of the prototype of a method that the file calls, by its index in `method_ids`."""
        prototype = self.wild_prototypes[[self._dex.method_ids["proto"][method]]]
        return int(_of_kinds(mix(prototype, np.array([_STATIC if is_static else _PROTOTYPE])))[0])

    @cached_property
    def print_features(self) -> tuple[Hashes, NDArray[np.int64]]:
        """For each defined method the feature of all that it asks of the platform, and how much that is."""
        prints, asked = self.method_prints
        return mix(prints, np.full(len(prints), _METHOD)) & _MASK, asked

    def traits(self) -> Features:
        """What a class is compared by: its features, and the prototypes of its methods."""
        found, data = self.features(), self._code.class_data
        return Features(
            np.concatenate([found.class_def, data.method_class_def.astype(np.int64)]),
            np.concatenate([found.value, self.kind_features]),
            np.concatenate([found.is_text, np.zeros(len(data.method_class_def), dtype=bool)]),
        )

    def features(self) -> Features:
        """The features of all classes that the file defines."""
        data = self._code.class_data
        methods, texts = self.texts_of_methods()
        prints, asked = self.print_features
        shapes, members = self.shapes
        rich, large = np.flatnonzero(asked >= LEAST_ITEMS), np.flatnonzero(members >= LEAST_MEMBERS)
        shaped = mix(shapes[large], np.full(len(large), _SHAPE)) & _MASK
        owners: list[NDArray[np.integer]] = [data.method_class_def[methods], data.method_class_def[rich], large]
        value = np.concatenate([texts, prints[rich], shaped])
        return Features(np.concatenate(owners).astype(np.int64), value, np.arange(len(value)) < len(texts))


def _of_kinds(kinds: Hashes) -> Hashes:
    found: Hashes = mix(kinds, np.full(len(kinds), _KIND)) & _MASK
    return found


def text_feature(text: str) -> int:
    """The feature that a text in the code is."""
    return int(mix(np.array([hash_text(text)]), np.array([_TEXT]))[0] & _MASK)


def _between(terms: Hashes, bounds: NDArray[np.integer]) -> Hashes:
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(terms, dtype=np.uint64)])
    found: Hashes = sums[bounds[1:]] - sums[bounds[:-1]]
    return found


def _sums(group: NDArray[np.integer], terms: Hashes, count: int) -> Hashes:
    order = np.argsort(group, kind="stable")
    return _between(terms[order], np.searchsorted(group[order], np.arange(count + 1)))
