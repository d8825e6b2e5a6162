"""The superclasses of the classes that an app defines, over all its DEX files, and of a few framework classes.

Answers one class at a time; what is not asked for is never named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from appaudit.code.values.platform_classes import SUPERCLASS
from appaudit.dex import DexCode
from appaudit.dex.tables import distinct

#: Hierarchies of honest programs are a dozen levels deep; a circle of classes ends here too.
_MAX_DEPTH = 64


class Hierarchy:
    """Finds superclasses by descriptor. Of a class defined twice the first definition counts, as Android takes it.

    Args:
        codes: All DEX files of the app, in order.
    """

    def __init__(self, codes: Sequence[DexCode]) -> None:
        self._codes = codes
        self._definitions = [_definition_of_type(code) for code in codes]
        self._has_package: dict[tuple[str, ...], bool] = {}
        self._superclass: dict[str, str] = {}
        self._defined: dict[str, tuple[DexCode, int] | None] = {}

    def definition(self, descriptor: str) -> tuple[DexCode, int] | None:
        """The file that defines a class, and its index in `class_defs`; None for classes of the platform."""
        if descriptor not in self._defined:
            self._defined[descriptor] = self._find(descriptor)
        return self._defined[descriptor]

    def _find(self, descriptor: str) -> tuple[DexCode, int] | None:
        for code, definitions in zip(self._codes, self._definitions, strict=True):
            type_index = code.dex.find_type(descriptor)
            if type_index >= 0 and definitions[type_index] >= 0:
                return code, int(definitions[type_index])
        return None

    def superclass(self, descriptor: str) -> str:
        """The descriptor of the superclass, empty where it is not known."""
        found = self._superclass.get(descriptor)
        if found is None:
            found = SUPERCLASS.get(descriptor, "")
            definition = self.definition(descriptor)
            if definition is not None:
                code, class_def = definition
                above = code.dex.superclass(class_def)
                found = code.dex.type_descriptor(above) if above >= 0 else ""
            self._superclass[descriptor] = found
        return found

    def above(self, descriptor: str) -> Iterator[str]:
        """The superclasses of a class, nearest first, as far as they are known."""
        for _ in range(_MAX_DEPTH):
            descriptor = self.superclass(descriptor)
            if not descriptor:
                return
            yield descriptor

    def defines_method(self, descriptor: str, name: str) -> bool:
        """Whether the app defines a method of this name in the class itself."""
        definition = self.definition(descriptor)
        if definition is None:
            return False
        code, class_def = definition
        data = code.class_data
        start, end = np.searchsorted(data.method_class_def, np.array([class_def, class_def + 1], dtype=np.int32))
        return any(code.dex.method_name(int(method)) == name for method in data.method_index[start:end])

    def names_field(self, descriptor: str, name: str, besides: DexCode) -> bool:
        """Whether another file than this one refers to a field of a class."""
        return any(
            code.dex.field_name(field) == name
            for code in self._codes
            if code is not besides and (kind := code.dex.find_type(descriptor)) >= 0
            for field in code.dex.fields_of_type(kind)
        )

    def has_package(self, beginnings: tuple[str, ...]) -> bool:
        """Whether the app defines a class whose descriptor begins like that."""
        if beginnings not in self._has_package:
            self._has_package[beginnings] = any(
                name.startswith(beginnings) for code in self._codes for name in code.dex.defined_classes()
            )
        return self._has_package[beginnings]

    def superclasses(self) -> set[str]:
        """The descriptors of all classes that some class of the app extends, directly or further up."""
        found: set[str] = set()
        for code in self._codes:
            superclasses = code.dex.class_defs["superclass"]
            used = distinct(superclasses[superclasses < len(code.dex.type_ids)])
            found.update(code.dex.type_descriptors(used))
        return found | {above for name in found & SUPERCLASS.keys() for above in self.above(name)}


def _definition_of_type(code: DexCode) -> NDArray[np.int32]:
    """For each type of a file the class definition, -1 for none; the first of several."""
    found = np.full(len(code.dex.type_ids), -1, dtype=np.int32)
    types = code.dex.class_defs["class_type"]
    found[types[::-1]] = np.arange(len(types), dtype=np.int32)[::-1]
    return found
