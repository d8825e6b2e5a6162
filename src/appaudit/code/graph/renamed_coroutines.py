"""Bodies of coroutines in apps whose shrinker has renamed Kotlin's own classes.

A coroutine runs once it is made, under its own name or another one (`callbacks`). The class above all of them keeps a
text that it names itself by, and one method that is for others to define: the body.
https://github.com/JetBrains/kotlin, `ContinuationImpl.kt`, checked 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from appaudit.code.graph.links import Flags, Links
from appaudit.dex import string_constants

_NAMES_ITSELF: Final = "Continuation at "
_BODY: Final = "(Ljava/lang/Object;)Ljava/lang/Object;"


def coroutine_bodies(links: Links) -> Flags:
    """The methods that are the body of a coroutine, as far as that class is found by its text."""
    found = np.zeros(links.method_count, dtype=bool)
    for base in set(_bases(links)):
        signatures = [links.method_signature[method] for method in links.methods_of(base) if _is_body(links, method)]
        below = links.marks_below(np.ones(1, dtype=np.uint64), links.class_hash[base : base + 1]) > 0
        for signature in signatures:
            found |= (links.method_signature == signature) & below[links.method_class]
    return found & links.method_has_code


def _bases(links: Links) -> Iterator[int]:
    """The classes with a method that holds the text."""
    for file in links.files:
        text = file.code.dex.find_string(_NAMES_ITSELF)
        if text >= 0:
            constants = string_constants(file.code.instructions)
            for item in constants.code_item[constants.target == text].tolist():
                yield int(links.method_class[file.item_method[item]])


def _is_body(links: Links, method: int) -> bool:
    """Whether a method without code takes one value, which may be of any kind, and gives one."""
    if links.method_has_code[method]:
        return False
    file = links.file_of(method)
    dex = file.code.dex
    row = int(file.code.class_data.method_index[method - file.first_method])
    return dex.prototype(int(dex.method_ids["proto"][row])) == _BODY
