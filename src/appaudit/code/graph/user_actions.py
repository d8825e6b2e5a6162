"""The methods that run when a person does something: those that the platform names, and those that layouts do."""

from __future__ import annotations

import numpy as np

from appaudit.code.graph.callbacks import USER_ACTIONS
from appaudit.code.graph.links import Flags, Links
from appaudit.code.values.java_names import descriptor
from appaudit.dex.hashes import hash_text, hash_texts, mix
from appaudit.dex.tables import is_among


def user_actions(links: Links) -> Flags:
    """The methods that run when a person does something."""
    named = is_among(links.method_name, hash_texts(USER_ACTIONS)) & links.method_has_code
    return named | _layout_handlers(links)


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
