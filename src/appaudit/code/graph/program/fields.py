"""What the references of all files to a field have in common: the class that defines it, its name and its type."""

from __future__ import annotations

import numpy as np

from appaudit.code.graph.program.links import MAX_DEPTH, FileLinks, Links
from appaudit.dex.hashes import Hashes, mix
from appaudit.dex.ordered_values import OrderedHashes
from appaudit.dex.tables import distinct


def field_identities(links: Links) -> tuple[Hashes, ...]:
    """For each file and field identifier what the field is known by over all files.

    A reference may name a class below the one that defines the field (JVMS 5.4.3.2): it is known by the latter.
    """
    defined = OrderedHashes(distinct(np.concatenate([np.empty(0, dtype=np.uint64), *map(_defined, links.files)])))
    return tuple(_resolved(links, file, defined) for file in links.files)


def _defined(file: FileLinks) -> Hashes:
    return file.field_identities(file.code.class_data.field_index.astype(np.int64))


def _resolved(links: Links, file: FileLinks, defined: OrderedHashes) -> Hashes:
    table = file.code.dex.field_ids
    found = file.field_identities()
    signatures = file.field_signatures()
    classes = file.type_class[table["class_type"]]
    pending = np.flatnonzero((classes >= 0) & (defined.find(found) < 0))
    above = links.class_super[classes[pending]]
    for _ in range(MAX_DEPTH):
        pending, above = pending[above >= 0], above[above >= 0]
        if not len(pending):
            break
        higher = mix(links.class_hash[above], signatures[pending])
        is_there = defined.find(higher) >= 0
        found[pending[is_there]] = higher[is_there]
        pending, above = pending[~is_there], links.class_super[above[~is_there]]
    return found
