"""Which methods of the app the system calls by itself, by the types and the names that `callbacks` lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from appaudit.code.graph.program.links import Flags, Links, marks_of
from appaudit.code.values.java_names import descriptor
from appaudit.dex.hashes import hash_texts

#: Rows of types that are looked for at once: a bit of a mark for each.
_MARKS: Final = 64


def called_by_system(links: Links, known_types: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> Flags:
    """Which methods the system calls once an object of their class exists, by types and the names of their methods."""
    found = np.zeros(links.method_count, dtype=bool)
    for first in range(0, len(known_types), _MARKS):
        found |= _called_by_type(links, known_types[first : first + _MARKS])
    return found & links.method_has_code


def _called_by_type(links: Links, known_types: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> Flags:
    """The same for as many rows as a mark has bits, and for methods without code as well."""
    types: list[str] = []
    type_marks: list[int] = []
    distinct: dict[str, int] = {}
    for bit, (owners, methods) in enumerate(known_types):
        types += [descriptor(name) for name in owners]
        type_marks += [1 << bit] * len(owners)
        for name in methods:
            distinct[name] = distinct.get(name, 0) | 1 << bit
    of_class = links.marks_below(np.array(type_marks, dtype=np.uint64), hash_texts(types))
    known = hash_texts(list(distinct))
    order = np.argsort(known)
    marks = np.array(list(distinct.values()), dtype=np.uint64)[order]
    known = known[order]
    called: Flags = marks_of(links.method_name, known, marks) & of_class[links.method_class] > 0
    return called


def classes_with(links: Links, methods: Flags) -> Flags:
    """The classes that define or inherit one of the methods."""
    own = np.zeros(links.class_count, dtype=bool)
    own[links.method_class[methods]] = True
    below = np.repeat(np.arange(links.class_count), np.diff(links.ancestor_bounds))
    result = own.copy()
    result[below[own[links.ancestors]]] = True
    return result
