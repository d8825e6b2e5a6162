"""What runs when an object tells its observers of a change: `Observer.update` where an `Observable` notifies.

Neither the system nor any part of it notifies: without a call of `notifyObservers` an observer never runs. Which of the
observers of an app an object has is not followed.
https://developer.android.com/reference/java/util/Observable, 2026-11-30, not opened.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.program.called_by_system import called_by_system
from appaudit.code.graph.program.links import FileLinks, Links
from appaudit.dex import References
from appaudit.dex.hashes import hash_texts
from appaudit.dex.tables import is_among

_NOTIFIES: Final = ("notifyObservers",)
_OBSERVERS: Final = ((("java.util.Observer",), ("update",)),)


def add_notified(edges: Edges, links: Links, file: FileLinks, calls: References, base: int) -> None:
    """Add what leads from where observers are told of a change to those of which there is an object.

    Args:
        edges: Where they are added.
        links: All classes.
        file: The file.
        calls: Its calls.
        base: Its first instruction in the count over all files.
    """
    places = calls.to_any(is_among(file.method_name, hash_texts(_NOTIFIES)))
    if not len(places):
        return
    observers = np.flatnonzero(called_by_system(links, _OBSERVERS))
    told = np.tile(observers, len(places))
    edges.add(
        np.repeat(file.item_method[calls.code_item[places]], len(observers)),
        told,
        instruction=np.repeat(calls.instruction[places] + base, len(observers)),
        requires=links.method_class[told] + links.method_count,
    )
