"""Which classes refer to which, over all DEX files of an app.

What was compiled before the app cannot refer to it: a library refers to itself, to other libraries and to the platform.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from appaudit.dex import DexCode, const_classes, field_accesses, invoke_edges, new_instances
from appaudit.dex.tables import NO_INDEX, distinct
from appaudit.model.record import record

Indices = NDArray[np.int64]


@record(kw_only=False, eq=False)
class ClassReferences:
    """The classes that an app defines, numbered over all its files, and the pairs of which one refers to the other."""

    names: list[str]
    """In Java notation; of a class defined twice only the first definition has references."""
    first_class: list[int]
    """For each file the number of its first class."""
    source: Indices
    target: Indices
    """Pairs, each once, ascending by source."""

    def __len__(self) -> int:
        return len(self.names)


def class_references(codes: Sequence[DexCode]) -> ClassReferences:
    """The references between the classes of several DEX files: calls, fields, creations, declared types, supertypes."""
    hashes = [code.dex.type_hashes[code.dex.class_defs["class_type"]] for code in codes]
    defined = np.concatenate(hashes) if hashes else np.empty(0, dtype=np.uint64)
    order = np.argsort(defined, kind="stable")
    first_class = np.concatenate([[0], np.cumsum([len(each) for each in hashes])]).astype(np.int64).tolist()[:-1]
    keys = [_pairs_in(code, defined, order, first) for code, first in zip(codes, first_class, strict=True)]
    every = distinct(np.concatenate(keys)) if keys else np.empty(0, dtype=np.int64)
    source, target = np.divmod(every, max(len(defined), 1))
    return ClassReferences(
        names=[name[1:-1].replace("/", ".") for code in codes for name in code.dex.defined_classes()],
        first_class=first_class,
        source=source,
        target=target,
    )


def _pairs_in(code: DexCode, defined: NDArray[np.uint64], order: Indices, first: int) -> Indices:
    """The references of one file's classes, each pair as one number."""
    dex, data, items = code.dex, code.class_data, code.items
    if not len(defined) or not len(dex.type_ids):
        return np.empty(0, dtype=np.int64)
    position = np.minimum(np.searchsorted(defined[order], dex.type_hashes), len(defined) - 1)
    class_of_type = np.where(defined[order][position] == dex.type_hashes, order[position], -1)
    owners = np.full(len(items), -1, dtype=np.int64)
    per_item = np.repeat(np.arange(len(items)), np.diff(items.owner_bounds))
    owners[per_item] = data.method_class_def[items.owners]
    calls, fields = invoke_edges(code.instructions), field_accesses(code.instructions)
    created, named = new_instances(code.instructions), const_classes(code.instructions)
    prototypes = dex.method_ids["proto"][data.method_index]
    parameters, counts = dex.type_lists(dex.proto_ids["parameters_offset"][prototypes])
    interfaces, numbers = dex.type_lists(dex.class_defs["interfaces_offset"])
    supers = dex.class_defs["superclass"].astype(np.int64)
    classes = np.arange(len(dex.class_defs))
    has_super = supers != NO_INDEX
    parts = [
        (owners[calls.code_item], dex.method_ids["class_type"][calls.target]),
        (owners[fields.code_item], dex.field_ids["class_type"][fields.target]),
        (owners[created.code_item], created.target),
        (owners[named.code_item], named.target),
        (data.method_class_def, dex.proto_ids["return_type"][prototypes]),
        (np.repeat(data.method_class_def, counts), parameters),
        (data.field_class_def, dex.field_ids["type"][data.field_index]),
        (classes[has_super], supers[has_super]),
        (np.repeat(classes, numbers), interfaces),
    ]
    source = np.concatenate([np.asarray(part, dtype=np.int64) for part, _ in parts])
    target = class_of_type[np.concatenate([np.asarray(part, dtype=np.int64) for _, part in parts])]
    is_pair = (source >= 0) & (target >= 0) & (source + first != target)
    return distinct((source[is_pair] + first) * len(defined) + target[is_pair])
