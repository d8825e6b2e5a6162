"""Methods that an animation calls by the name of a property: `ofInt(object, "level", …)` runs `setLevel`.

https://developer.android.com/reference/android/animation/ObjectAnimator, 2026-11-30, not opened.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.program.links import FileLinks, Links
from appaudit.code.values.java_names import descriptor
from appaudit.dex import References, field_accesses, new_instances, string_constants
from appaudit.dex.hashes import hash_texts
from appaudit.dex.tables import distinct, is_among, spread

_ANIMATORS: Final = ("android.animation.ObjectAnimator", "android.animation.PropertyValuesHolder")
_MAKERS: Final = (
    "ofInt", "ofFloat", "ofArgb", "ofObject", "ofMultiInt", "ofMultiFloat", "ofKeyframe", "ofPropertyValuesHolder",
    "setPropertyName",
)  # fmt: skip


def add_animated_properties(edges: Edges, links: Links, file: FileLinks, calls: References, base: int) -> None:
    """Add what leads from methods that animate to the setters and getters of the app's own objects that this calls.

    Which constant names a property of which object is not followed: of the objects that the method creates or reads
    from a field, and its own, the methods of such a name.

    Args:
        edges: Where they are added.
        links: All classes.
        file: The file.
        calls: Its calls.
        base: Its first instruction in the count over all files.
    """
    owners = is_among(file.type_hash, hash_texts([descriptor(name) for name in _ANIMATORS]))
    makers = is_among(file.method_name, hash_texts(_MAKERS)) & owners[file.code.dex.method_ids["class_type"]]
    items = distinct(calls.code_item[calls.to_any(makers)])
    if not len(items):
        return
    code = file.code
    texts = string_constants(code.instructions)
    named = np.flatnonzero(is_among(texts.code_item, items))
    created, read = new_instances(code.instructions), field_accesses(code.instructions)
    item = np.concatenate([created.code_item, read.code_item])
    kind = np.concatenate([file.type_class[created.target], file.type_class[code.dex.field_ids["type"][read.target]]])
    chosen = np.flatnonzero(is_among(item, items) & (kind >= 0))
    item = np.concatenate([item[chosen], items])
    kind = np.concatenate([kind[chosen], links.method_class[file.item_method[items]]])
    for at in named.tolist():
        name = code.dex.string(int(texts.target[at]))
        classes = distinct(kind[item == texts.code_item[at]])
        if not name.isidentifier() or not len(classes):
            continue
        counts = np.diff(links.method_bounds)[classes]
        methods = spread(links.method_bounds[classes], counts)
        wanted = hash_texts([f"{what}{name[0].upper()}{name[1:]}" for what in ("set", "get")])
        methods = methods[is_among(links.method_name[methods], wanted) & links.method_has_code[methods]]
        edges.add(
            np.full(len(methods), file.item_method[texts.code_item[at]]),
            methods,
            instruction=np.full(len(methods), int(texts.instruction[at]) + base),
        )
