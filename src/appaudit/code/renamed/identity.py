"""Which renamed class is the one by which an SDK is started, and which of its methods is which.

A class is compared by all that renaming leaves of it with how it looks in the versions that are known. The methods are
then told apart by their prototypes, and by their texts and what they ask of the platform where prototypes are alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.renamed.bodies import Bodies
from appaudit.code.renamed.features import FeatureReader
from appaudit.code.renamed.known import parse
from appaudit.dex import DexCode
from appaudit.dex.hashes import Hashes
from appaudit.dex.tables import distinct, is_among
from appaudit.model.hidden_code import KnownClass, KnownMethod
from appaudit.model.record import record

#: The least part that two classes share of all that either has; what is rare in the app counts for more.
LEAST_ALIKE: Final = 0.5
#: How much more alike than the next the best must be.
LEAST_LEAD: Final = 0.1
#: A shrinker counts with letters: it needs a third for a class of more than 700 methods of one prototype.
LONGEST_MADE_UP: Final = 2
CONSTRUCTOR: Final = "<init>"
#: Prototypes without an object among what they take.
_FLAT: Final = re.compile(r"\([ZBSCIJFD\[]*\)")
#: The least part that the texts of two methods of one prototype share; the next must share less than half of that.
LEAST_TEXTS: Final = 0.2


class ClassTraits:
    """What all classes of an app are compared by.

    Args:
        files: The features of each file, and the number of its first class.
        count: How many classes the files define.
    """

    def __init__(self, files: Iterable[tuple[FeatureReader, int]], count: int) -> None:
        classes, values = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.uint64)]
        for reader, first in files:
            found = reader.traits()
            classes.append(found.class_def + first)
            values.append(found.value)
        owner, value = np.concatenate(classes), np.concatenate(values)
        once = first_of_each(owner, value)
        self._owner, self._value = owner[once], value[once]
        self._known, which, numbers = np.unique(self._value, return_inverse=True, return_counts=True)
        self._rarity = np.log((1 + count) / numbers)
        self._rarest = float(np.log(1 + count))
        self._weight = self._rarity[which]
        self._whole = np.bincount(self._owner, weights=self._weight, minlength=count)

    def likeness(self, features: Hashes) -> NDArray[np.float64]:
        """For each class of the app which part it shares of all that it or a known class has."""
        features = distinct(features)
        is_shared = is_among(self._value, features)
        shared = np.bincount(self._owner[is_shared], weights=self._weight[is_shared], minlength=len(self._whole))
        every = self._whole + float(self._rarity_of(features).sum()) - shared
        alike: NDArray[np.float64] = np.divide(shared, every, out=np.zeros(len(shared)), where=every > 0)
        return alike

    def _rarity_of(self, features: Hashes) -> NDArray[np.float64]:
        if not len(self._known):
            return np.full(len(features), self._rarest)
        position = np.minimum(np.searchsorted(self._known, features), len(self._known) - 1)
        return np.where(self._known[position] == features, self._rarity[position], self._rarest)


def first_of_each(classes: NDArray[np.int64], values: Hashes) -> NDArray[np.int64]:
    """Where pairs of class and feature stand, each once, in their order."""
    order = np.lexsort((values, classes))
    classes, values = classes[order], values[order]
    is_first = np.ones(len(classes), dtype=bool)
    is_first[1:] = (classes[1:] != classes[:-1]) | (values[1:] != values[:-1])
    found: NDArray[np.int64] = order[is_first]
    return found


def find_class(traits: ClassTraits, versions: Iterable[KnownClass], may: NDArray[np.bool_]) -> int:
    """The class that is the known one in some version, -1 where none or more than one may be.

    Args:
        traits: All classes of the app.
        versions: How the known class looks.
        may: The classes of the app that it may be.
    """
    alike = np.zeros(len(may))
    for version in versions:
        np.maximum(alike, traits.likeness(parse(version.features)), out=alike)
    alike[~may] = 0
    if not len(alike):
        return -1
    best = int(alike.argmax())
    score = float(alike[best])
    alike[best] = 0
    return best if score >= LEAST_ALIKE and score - float(alike.max()) >= LEAST_LEAD else -1


@record(kw_only=False)
class FoundMethod:
    """A method of a renamed class, by its index in `method_ids`, and the name that it had."""

    method: int
    name: str


def find_methods(
    reader: FeatureReader, code: DexCode, class_def: int, known: Iterable[KnownClass]
) -> Iterator[FoundMethod]:
    """The methods of a class that are known ones under a shrinker's names.

    One that has a name of its own is what that says, and one that is there by its name is no other. Constructors have
    the same name in every class, whatever that is called: which is which their prototypes say as well.
    """
    data = code.class_data
    own = np.flatnonzero(data.method_class_def == class_def)
    names_of_own = [code.dex.method_name(method) for method in data.method_index[own].tolist()]
    renamed = own[[len(name) <= LONGEST_MADE_UP for name in names_of_own]]
    constructors = own[[name == CONSTRUCTOR for name in names_of_own]]
    bodies = Bodies(reader, code)
    found: dict[int, dict[str, float]] = {}
    for method in dict.fromkeys(method for version in known for method in version.methods):
        is_constructor = method.name == CONSTRUCTOR
        if method.name in names_of_own and not is_constructor:
            continue
        own = constructors if is_constructor else renamed
        alike = own[reader.kind_features[own] == np.uint64(_one(method.kind))].tolist()
        at, share = _only(alike, method, bodies, is_telling=bool(alike) and _takes_objects(code, alike[0]))
        if at >= 0:
            names = found.setdefault(at, {})
            names[method.name] = max(names.get(method.name, 0.0), share)
    for at, names in found.items():
        best = max(names.values())
        likely = [name for name, share in names.items() if share == best]
        if len(likely) == 1:
            yield FoundMethod(int(data.method_index[at]), likely[0])


def _takes_objects(code: DexCode, at: int) -> bool:
    """Whether a method is handed any object: one that takes nothing, or numbers, is like others of later versions."""
    method = int(code.class_data.method_index[at])
    return not _FLAT.match(code.dex.prototype(int(code.dex.method_ids["proto"][method])))


def _only(alike: Sequence[int], method: KnownMethod, bodies: Bodies, *, is_telling: bool) -> tuple[int, float]:
    """The one of several methods of a prototype that is the known one, and how alike they are; -1 where in doubt."""
    if len(alike) == 1 and method.alone and is_telling:
        return alike[0], 1.0
    alike, share = _most_alike(alike, set(parse(method.texts).tolist()), bodies)
    if len(alike) > 1 or not share:
        # Those that only pass on to another have its texts, too.
        wanted = _one(method.print) if method.print else -1
        alike = [at for at in alike if bodies.print(at) == wanted and (share or wanted >= 0)]
    return (alike[0], share) if len(alike) == 1 else (-1, 0.0)


def _most_alike(methods: Sequence[int], texts: Set[int], bodies: Bodies) -> tuple[Sequence[int], float]:
    """The methods that share most texts, and what part of them; all where there are none, none in doubt."""
    if not texts:
        return methods, 0.0
    shares = {at: len(texts & held) / len(texts | held) for at in methods for held in (bodies.texts(at),)}
    best = max(shares.values(), default=0.0)
    others = [share for share in shares.values() if share != best]
    if best < LEAST_TEXTS or max(others, default=0.0) > best / 2:
        return [], 0.0
    return [at for at in methods if shares[at] == best], best


@lru_cache(maxsize=4096)
def _one(text: str) -> int:
    return int(text, 16)
