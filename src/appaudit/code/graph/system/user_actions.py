"""The methods that run when a person does something: those that the platform names, and those that layouts do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.callbacks import USER_ACTIONS
from appaudit.code.graph.program.links import Flags, Indices, Links
from appaudit.code.values.java_names import descriptor
from appaudit.dex import References
from appaudit.dex.hashes import hash_text, hash_texts, mix
from appaudit.dex.tables import distinct, is_among


def user_actions(links: Links) -> Flags:
    """The methods that run when a person does something."""
    named = is_among(links.method_name, hash_texts(USER_ACTIONS)) & links.method_has_code
    return named | _layout_handlers(links)


def called_by_person(
    links: Links,
    calls: Sequence[References],
    by_user: Flags,
    nodes: Sequence[Indices],
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> Flags:
    """The methods of which every call through a receiver stands in a method that runs when a person does something.

    Args:
        links: All classes.
        calls: The calls of each file.
        by_user: What `user_actions` gives.
        nodes: For each file the node of the calls of each method identifier, -1 where they have none.
        pairs: The nodes of such calls, and the methods that each may reach; parallel arrays.
    """
    otherwise = [np.empty(0, dtype=np.int32)]
    for file, references, node in zip(links.files, calls, nodes, strict=True):
        called = node[references.target]
        otherwise.append(called[(called >= 0) & ~by_user[file.item_method[references.code_item]]])
    found = np.ones(links.method_count, dtype=bool)
    found[pairs[1][is_among(pairs[0], distinct(np.concatenate(otherwise)))]] = False
    return found


def _layout_handlers(links: Links) -> Flags:
    """Methods with the form that `android:onClick` in a layout calls: public `name(View)` of an activity."""
    activity = links.marks_below(np.ones(1, dtype=np.uint64), hash_texts([descriptor("android.app.Activity")])) > 0
    handlers = np.zeros(links.method_count, dtype=bool)
    view = hash_text(descriptor("android.view.View"))
    nothing = hash_text("V")
    prototype = mix(np.array([nothing]), mix(np.array([view]), np.zeros(1, dtype=np.uint64)))
    expected = mix(links.method_name, np.broadcast_to(prototype, links.method_name.shape))
    handlers[(expected == links.method_signature) & activity[links.method_class] & links.method_is_virtual] = True
    return handlers & links.method_has_code
