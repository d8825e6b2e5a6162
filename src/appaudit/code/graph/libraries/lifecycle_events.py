"""Methods of an observer that are told of a page's life by an annotation, `@OnLifecycleEvent`, and by no interface.

Lifecycle finds them by reflection once the observer was added. That an object of the class exists is taken for that;
which event each waits for, and when that comes, is not followed.
https://developer.android.com/reference/androidx/lifecycle/OnLifecycleEvent, 2026-12-01, not opened.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from appaudit.code.graph.edges.found import Edges, Stage
from appaudit.code.graph.program.links import FileLinks, Links
from appaudit.dex.annotations import annotated_methods
from appaudit.dex.hashes import hash_texts
from appaudit.dex.tables import is_among

_OBSERVERS: Final = ("Landroidx/lifecycle/LifecycleObserver;", "Landroid/arch/lifecycle/LifecycleObserver;")
_ANNOTATIONS: Final = ("Landroidx/lifecycle/OnLifecycleEvent;", "Landroid/arch/lifecycle/OnLifecycleEvent;")


def add_lifecycle_events(edges: Edges, links: Links, file: FileLinks) -> None:
    """Add what leads from the objects of a file's classes to their methods with the annotation.

    Args:
        edges: Where they are added.
        links: All classes.
        file: The file.
    """
    if all(index < 0 for index in file.code.dex.find_types(_ANNOTATIONS)):
        return
    observers = links.marks_below(np.ones(len(_OBSERVERS), dtype=np.uint64), hash_texts(_OBSERVERS)) > 0
    own = observers[file.first_class : file.first_class + len(file.code.dex.class_defs)]
    told = np.array(sorted(annotated_methods(file.code.dex, _ANNOTATIONS, own)), dtype=np.int64)
    methods = np.flatnonzero(is_among(file.code.class_data.method_index, told)) + file.first_method
    if len(methods):
        edges.add(links.method_class[methods] + links.method_count, methods, stage=Stage.EVENT)
