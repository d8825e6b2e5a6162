"""Which classes extend or implement something that the app does not define, so that others may call their methods."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.links import Flags, Links
from appaudit.code.values.java_names import descriptor
from appaudit.dex.hashes import Hashes, hash_texts
from appaudit.dex.tables import distinct, is_among

_PLATFORM = ("Landroid/", "Ljava/", "Ljavax/", "Ldalvik/", "Lorg/w3c/", "Lorg/xml/", "Lorg/json/")
_NOT_PLATFORM = ("Landroid/support/", "Landroid/arch/")


def unknown_types(links: Links) -> tuple[Flags, Flags]:
    """Classes that extend or implement something the app does not define, and those where that is not the platform's.

    java.lang.Object is left out.
    """
    plain = np.append(hash_texts([descriptor("java.lang.Object"), descriptor("java.lang.Enum")]), np.uint64(0))
    owner = np.repeat(np.arange(links.class_count), np.diff(links.named_bounds))
    unknown = (links.find_classes(links.named_hashes) < 0) & ~is_among(links.named_hashes, plain)
    foreign = unknown & ~is_among(links.named_hashes, _platform_types(links))
    return _with_those_below(links, owner[unknown]), _with_those_below(links, owner[foreign])


def _with_those_below(links: Links, classes: NDArray[np.int64]) -> Flags:
    own = np.zeros(links.class_count, dtype=bool)
    own[classes] = True
    below = np.repeat(np.arange(links.class_count), np.diff(links.ancestor_bounds))
    result = own.copy()
    result[below[own[links.ancestors]]] = True
    return result


def _platform_types(links: Links) -> Hashes:
    """The types of the platform that any file names."""
    found = [np.empty(0, dtype=np.uint64)]
    for file in links.files:
        dex = file.code.dex
        named = np.zeros(len(dex.strings), dtype=bool)
        for prefixes, is_one in ((_PLATFORM, True), (_NOT_PLATFORM, False)):
            for prefix in prefixes:
                named[list(dex.strings_with_prefix(prefix))] = is_one
        found.append(file.type_hash[named[dex.type_ids]])
    return distinct(np.concatenate(found))
