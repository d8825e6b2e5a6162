"""Objects that code hands to a page: scripts call their public methods, whatever those are called.

https://developer.android.com/reference/android/webkit/WebView#addJavascriptInterface(java.lang.Object,java.lang.String),
checked 2026-11-27.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.callbacks import NOT_OF_PLATFORM
from appaudit.code.graph.program.links import FileLinks, Indices, Links
from appaudit.dex import References, field_accesses, new_instances, string_constants
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.tables import distinct, is_among, spread

_HANDS_OVER = "addJavascriptInterface"


def called_by_pages(links: Links, file: FileLinks, calls: References) -> tuple[Indices, Indices]:
    """Pairs: a method that hands an object to a page, and a method of a class whose object it may be.

    Which object is handed over is not followed: those that the method creates or reads from a field, and its own. A
    method that holds the name of the call as a text may make it by reflection.
    What a shrinker gave a name of two letters is called by no script, as long as other methods kept theirs.
    """
    handing = calls.to_any(file.method_name == hash_text(_HANDS_OVER))
    texts, named = string_constants(file.code.instructions), file.code.dex.find_string(_HANDS_OVER)
    items = distinct(
        np.concatenate([calls.code_item[handing], texts.code_item[(texts.target == named) & (named >= 0)]])
    )
    if not len(items):
        return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32)
    code = file.code
    created, read = new_instances(code.instructions), field_accesses(code.instructions)
    field_type = code.dex.field_ids["type"][read.target]
    item = np.concatenate([created.code_item, read.code_item])
    kind = np.concatenate([file.type_class[created.target], file.type_class[field_type]])
    chosen = np.flatnonzero(is_among(item, items) & (kind >= 0))
    own = links.method_class[file.item_method[items]]
    item, kind = np.concatenate([item[chosen], items]), np.concatenate([kind[chosen], own])
    return _methods_of(links, file.item_method[item], kind)


def _methods_of(links: Links, source: Indices, classes: NDArray[np.integer]) -> tuple[Indices, Indices]:
    counts = np.diff(links.method_bounds)[classes]
    methods = spread(links.method_bounds[classes], counts)
    callers = np.repeat(source, counts)
    callable_ = links.method_is_virtual[methods] & links.method_has_code[methods]
    kept = callable_ & ~is_among(links.method_name[methods], hash_texts(NOT_OF_PLATFORM))
    callable_ &= kept | ~is_among(links.method_class[methods], links.method_class[methods[kept]])
    return callers[callable_].astype(np.int32), methods[callable_].astype(np.int32)
