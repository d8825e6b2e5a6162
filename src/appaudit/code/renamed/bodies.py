"""What a method does where it says little of it itself.

An abstract one is told by those that implement it, one that only passes on by what it calls.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from appaudit.code.renamed.features import FeatureReader
from appaudit.dex import DexCode, invoke_edges
from appaudit.dex.hashes import Hashes
from appaudit.dex.tables import distinct, is_among


class Bodies:
    """Answers for the defined methods of one DEX file, each given by its position in the class data.

    Args:
        reader: The features of the file.
        code: The file.
    """

    def __init__(self, reader: FeatureReader, code: DexCode) -> None:
        self._code = code
        self._prints, self._asked = reader.print_features
        holders, texts = reader.texts_of_methods()
        order = np.argsort(holders, kind="stable")
        self._holders, self._texts = holders[order], texts[order]

    @cached_property
    def _position(self) -> NDArray[np.int64]:
        """For each method identifier where the file defines it, -1 where it does not."""
        found = np.full(len(self._code.dex.method_ids), -1, dtype=np.int64)
        found[self._code.class_data.method_index] = np.arange(len(self._code.class_data.method_index))
        return found

    def texts(self, at: int) -> frozenset[int]:
        """The texts of a method; where it has none of its own, those of what it calls."""
        bodies = self._implementations(at)
        own = self._texts_of(bodies)
        if own:
            return own
        called = {callee for body in bodies for callee in self._called(body)}
        return self._texts_of([body for callee in called for body in self._implementations(callee)])

    def print(self, at: int) -> int:
        """What a method asks of the platform, -1 where it asks nothing or several implement it."""
        bodies = self._implementations(at)
        return int(self._prints[bodies[0]]) if len(bodies) == 1 and self._asked[bodies[0]] else -1

    def _texts_of(self, methods: list[int]) -> frozenset[int]:
        found: Hashes = self._texts[is_among(self._holders, methods)]
        return frozenset(found.tolist())

    def _called(self, at: int) -> list[int]:
        calls, item = invoke_edges(self._code.instructions), int(self._code.items.item_of[at])
        if item < 0:
            return []
        called = self._position[calls.target[calls.in_item(item)]]
        return [int(each) for each in distinct(called[called >= 0])]

    def _implementations(self, at: int) -> list[int]:
        """The method itself where it has code, otherwise those of direct subclasses that implement it."""
        if self._code.items.item_of[at] >= 0:
            return [at]
        dex, data = self._code.dex, self._code.class_data
        method = dex.method_ids[int(data.method_index[at])]
        named = (dex.method_ids["name"] == method["name"]) & (dex.method_ids["proto"] == method["proto"])
        defined = self._position[np.flatnonzero(named)]
        owner = int(method["class_type"])
        return [
            int(each)
            for each in defined[defined >= 0]
            if self._code.items.item_of[each] >= 0 and self._extends(int(data.method_class_def[each]), owner)
        ]

    def _extends(self, class_def: int, owner: int) -> bool:
        dex = self._code.dex
        return dex.superclass(class_def) == owner or owner in dex.interfaces(class_def).tolist()
