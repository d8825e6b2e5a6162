"""Classes that bear the name of a known SDK and have nothing to do with its code.

A package's name proves nothing: anybody can put a class of his own under that of an SDK. The SDK's own classes are
joined: they call others of it, extend them, keep them in fields or give them back, or others do that with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.values.constants import Constants
from appaudit.dex import const_classes
from appaudit.dex.hashes import Hashes, hash_texts
from appaudit.dex.tables import distinct
from appaudit.model.record import record

Indices = NDArray[np.int64]

#: Classes that are joined to each other, from which on they count as an SDK's. In 25 release packages ten classes of
#: real SDKs were joined to fewer, most of which the catalogue names since; measured 2026-11-29.
FEWEST: Final = 4


class StrayClasses:
    """Tells classes that stand alone under the name of an SDK.

    Args:
        files: All DEX files of the app.
        owner_of: The SDK whose a class in Java notation is, by its name or by its content, empty for none.
    """

    def __init__(self, files: Sequence[Constants], owner_of: Callable[[str], str]) -> None:
        self._files = files
        self._owner_of = owner_of
        self._told: dict[int, bool] = {}

    def has(self, class_name: str) -> bool:
        """Whether a class in Java notation is joined to fewer than `FEWEST` classes of SDKs, itself counted."""
        number = self._named.numbers.get(_outermost(class_name))
        if number is None:
            return False
        if number not in self._told:
            self._told[number] = self._is_alone(number)
        return self._told[number]

    def _is_alone(self, number: int) -> bool:
        joined, last = {number}, [number]
        while last and len(joined) < FEWEST:
            last = [other for each in last for other in self._beside(each) if other not in joined]
            joined.update(last)
        return len(joined) < FEWEST

    def _beside(self, number: int) -> list[int]:
        first, second = self._joined
        start, end = np.searchsorted(first, (number, number + 1))
        found: list[int] = second[start:end].tolist()
        return found

    @cached_property
    def _named(self) -> _Named:
        """The classes of SDKs; those within another count as that."""
        owners: dict[str, int] = {}
        numbers: dict[str, int] = {}
        owner_of_number: list[int] = []
        descriptors: list[str] = []
        number_of_descriptor: list[int] = []
        for constants in self._files:
            for descriptor in constants.code.dex.defined_classes():
                name = descriptor[1:-1].partition("$")[0].replace("/", ".")
                number = numbers.get(name)
                if number is None:
                    owner = self._owner_of(name)
                    number = numbers[name] = len(owner_of_number) if owner else -1
                    if owner:
                        owner_of_number.append(owners.setdefault(owner, len(owners)))
                if number >= 0:
                    descriptors.append(descriptor)
                    number_of_descriptor.append(number)
        hashes = hash_texts(descriptors)
        order = np.argsort(hashes, kind="stable")
        return _Named(
            {name: number for name, number in numbers.items() if number >= 0},
            np.array(owner_of_number, dtype=np.int64),
            hashes[order],
            np.array(number_of_descriptor, dtype=np.int64)[order],
        )

    @cached_property
    def _joined(self) -> tuple[Indices, Indices]:
        """Which classes are joined to which, ascending by the first: those that name it, and those of its SDK it names.

        What it names of another SDK joins it to nothing, for anybody can call that.
        """
        named = self._named
        count = len(named.owners)
        found = [np.empty(0, dtype=np.int64)]
        for constants in self._files:
            number = named.number_of_types(constants.code.dex.type_hashes)
            for user, used in _references(constants):
                first, second = number[user], number[used]
                both = (first >= 0) & (second >= 0) & (first != second)
                found.append(distinct(first[both] * count + second[both]))
        pairs = distinct(np.concatenate(found))
        user, used = pairs // max(count, 1), pairs % max(count, 1)
        kin = named.owners[user] == named.owners[used]
        joined, to = np.concatenate((used, user[kin])), np.concatenate((user, used[kin]))
        order = np.argsort(joined, kind="stable")
        return joined[order], to[order]


@record(kw_only=False, eq=False)
class _Named:
    """Numbers of classes by their names, the SDKs of these, and the numbers by the hashes of descriptors, ascending."""

    numbers: dict[str, int]
    owners: Indices
    hashes: Hashes
    number_of_hash: Indices

    def number_of_types(self, hashes: Hashes) -> Indices:
        """For each type of a file, given by its hash, the number of its class; -1 for all others."""
        if not len(self.hashes):
            return np.full(len(hashes), -1, dtype=np.int64)
        places = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[places] == hashes, self.number_of_hash[places], -1)


def _references(constants: Constants) -> Iterator[tuple[NDArray[np.integer], NDArray[np.integer]]]:
    """Types of a file and others that their code or definition names, as pairs of arrays of indices of types."""
    code, calls = constants.code, constants.calls
    dex, classes = code.dex, const_classes(code.instructions)
    of_method, of_field = dex.method_ids["class_type"], dex.field_ids["class_type"]
    given = dex.proto_ids["return_type"][dex.method_ids["proto"]]
    user = of_method[code.items.first_callers()]
    yield user[calls.code_item], of_method[calls.target]
    yield user[calls.code_item], given[calls.target]
    yield user[classes.code_item], classes.target
    defined = code.class_data.method_index
    yield of_method[defined], given[defined]
    yield of_field, dex.field_ids["type"]
    kinds, above = dex.class_defs["class_type"], dex.class_defs["superclass"]
    known = above < len(dex.type_ids)
    yield kinds[known], above[known]
    implementing = np.flatnonzero(dex.class_defs["interfaces_offset"]).tolist()
    interfaces = [dex.interfaces(place) for place in implementing]
    if interfaces:
        yield np.repeat(kinds[implementing], list(map(len, interfaces))), np.concatenate(interfaces)


def _outermost(name: str) -> str:
    return name.partition("$")[0]
