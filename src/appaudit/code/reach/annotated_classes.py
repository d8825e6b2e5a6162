"""Classes that nothing but an annotation names, where code asks for annotations of its kind.

Who asks for one is handed the class as its value, and may make objects of it: `type.getAnnotation(Task.class).value()`.
https://developer.android.com/reference/java/lang/reflect/AnnotatedElement, checked 2026-12-01, not opened.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import FileLinks, Flags, Indices
from appaudit.dex import const_classes, invoke_edges
from appaudit.dex.annotations import classes_under
from appaudit.dex.hashes import hash_texts
from appaudit.dex.tables import distinct, is_among

#: Access flag of annotations; https://source.android.com/docs/core/runtime/dex-format
_ANNOTATION: Final = 0x2000
_GIVE: Final = (
    "getAnnotation", "getAnnotations", "getDeclaredAnnotation", "getDeclaredAnnotations", "getAnnotationsByType",
    "getDeclaredAnnotationsByType",
)  # fmt: skip
_CLASSES: Final = ("Ljava/lang/Class;", "[Ljava/lang/Class;")


def asked_by_annotations(graph: CallGraph) -> tuple[NDArray[np.int64], Indices]:
    """Pairs of a method that has a kind of annotation as a constant, and a class that one of this kind names."""
    none = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
    files = graph.links.files
    if not any(_gives_annotations(file) for file in files):
        return none
    held = [const_classes(file.code.instructions) for file in files]
    hashes = [file.type_hash[constants.target] for file, constants in zip(files, held, strict=True)]
    kinds = np.concatenate([_naming_kinds(file) for file in files])
    kinds = kinds[is_among(kinds, np.concatenate(hashes))]
    if not len(kinds):
        return none
    sources, named = [none[0]], [none[1]]
    classes = {int(kind): _named_by(graph, kind) for kind in distinct(kinds)}
    for file, constants, known in zip(files, held, hashes, strict=True):
        for position in np.flatnonzero(is_among(known, kinds)).tolist():
            under = classes[int(known[position])]
            method = int(file.item_method[int(constants.code_item[position])])
            sources.append(np.full(len(under), method, dtype=np.int64))
            named.append(under)
    return np.concatenate(sources), np.concatenate(named)


def _gives_annotations(file: FileLinks) -> bool:
    """Whether code of a file asks anything for its annotations."""
    named = np.flatnonzero(is_among(file.method_name, hash_texts(_GIVE)))
    return bool(len(named)) and bool(is_among(invoke_edges(file.code.instructions).target, named).any())


def _naming_kinds(file: FileLinks) -> NDArray[np.uint64]:
    """The annotations that a file defines whose values are classes, and that code has as constants."""
    dex = file.code.dex
    defined = dex.class_defs["class_type"][(dex.class_defs["access_flags"] & _ANNOTATION) > 0]
    giving: Flags = is_among(file.method_returns, hash_texts(_CLASSES))
    owners = distinct(dex.method_ids["class_type"][giving].astype(np.int64))
    chosen = owners[is_among(owners, defined.astype(np.int64))]
    found: NDArray[np.uint64] = file.type_hash[chosen]
    return found


def _named_by(graph: CallGraph, kind: np.uint64) -> Indices:
    """The classes of the app that annotations of a kind name, in any file."""
    found: list[NDArray[np.int32]] = [np.empty(0, dtype=np.int32)]
    for file in graph.links.files:
        kinds = set(np.flatnonzero(file.type_hash == kind).tolist())
        types = np.array(sorted(classes_under(file.code.dex, kinds)), dtype=np.int64) if kinds else found[0]
        classes = file.type_class[types]
        found.append(classes[classes >= 0].astype(np.int32))
    return np.concatenate(found)
