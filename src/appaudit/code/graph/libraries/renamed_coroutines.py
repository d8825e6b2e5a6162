"""Bodies of coroutines in apps whose shrinker has renamed Kotlin's own classes.

A coroutine runs once it is made, under its own name or another one (`callbacks`). The class above all of them keeps a
text that it names itself by, and one method that is for others to define: the body. Where a shrinker took that text
away the bodies have one of their own, by which they complain that they are gone on with before they began. That a
function has to wait it says by a constant of an enumeration, which keeps the name that it had.
https://github.com/JetBrains/kotlin, `ContinuationImpl.kt`, `Intrinsics.kt` and what its compiler writes, checked
2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from appaudit.code.graph.program.links import Flags, Links
from appaudit.dex import DexFile, field_accesses, string_constants
from appaudit.dex.tables import distinct, is_among

_NAMES_ITSELF: Final = "Continuation at "
_BODY: Final = "(Ljava/lang/Object;)Ljava/lang/Object;"
_INITIALISER: Final = "<clinit>"
_COMPLAINS: Final = "call to 'resume' before 'invoke' with coroutine"
_SUSPENDED: Final = "COROUTINE_SUSPENDED"
#: Instructions of a method that gives the constant, and does nothing else.
_MOST_GIVING: Final = 2


def coroutine_bodies(links: Links) -> Flags:
    """The methods that are the body of a coroutine, as far as that class is found by its text."""
    found = np.zeros(links.method_count, dtype=bool)
    for base in set(_bases(links)):
        signatures = [links.method_signature[method] for method in links.methods_of(base) if _is_body(links, method)]
        below = links.marks_below(np.ones(1, dtype=np.uint64), links.class_hash[base : base + 1]) > 0
        for signature in signatures:
            found |= (links.method_signature == signature) & below[links.method_class]
    found[_complaining(links)] = True
    return found & links.method_has_code


def suspension_marks(links: Links) -> frozenset[tuple[str, str]]:
    """The fields, and methods that give them, by which functions say that they have to wait: class and name."""
    found: set[tuple[str, str]] = set()
    for file in links.files:
        dex, code = file.code.dex, file.code
        text = dex.find_string(_SUSPENDED)
        if text < 0:
            continue
        loads, accesses = string_constants(code.instructions), field_accesses(code.instructions)
        for place in loads.instruction[loads.target == text].tolist():
            item = int(code.instructions.code_item[place])
            within = accesses.in_item(item)
            later = np.arange(within.start, within.stop)
            kept = later[accesses.is_write[later] & accesses.is_static[later] & (accesses.instruction[later] > place)]
            if dex.method_name(_row(links, int(file.item_method[item]))) == _INITIALISER and len(kept):
                found.add(_named(dex, int(accesses.target[kept[0]])))
    return frozenset(found | set(_giving(links, found)))


def _giving(links: Links, fields: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The methods that give one of some fields and do nothing else."""
    for file in links.files if fields else ():
        dex = file.code.dex
        types = [each for each in {dex.find_type(owner) for owner, _ in fields} if each >= 0]
        asked = [each for kind in types for each in dex.fields_of_type(kind) if _named(dex, each) in fields]
        if not asked:
            continue
        accesses = field_accesses(file.code.instructions)
        for item in accesses.code_item[is_among(accesses.target, asked) & ~accesses.is_write].tolist():
            first, end = file.code.instructions.bounds_of(item)
            if end - first <= _MOST_GIVING:
                row = _row(links, int(file.item_method[item]))
                yield dex.method_class(row), dex.method_name(row)


def _named(dex: DexFile, field: int) -> tuple[str, str]:
    return dex.type_descriptor(int(dex.field_ids["class_type"][field])), dex.field_name(field)


def _complaining(links: Links) -> list[int]:
    """The methods that take one value and give one, and hold the text of a body that is gone on with too early."""
    found = []
    for file in links.files:
        text = file.code.dex.find_string(_COMPLAINS)
        if text < 0:
            continue
        constants = string_constants(file.code.instructions)
        methods = file.item_method[distinct(constants.code_item[constants.target == text])].tolist()
        is_body = (links.method_is_virtual[each] and _prototype(links, each) == _BODY for each in methods)
        found += [each for each, is_one in zip(methods, is_body, strict=True) if is_one]
    return found


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
    return not links.method_has_code[method] and _prototype(links, method) == _BODY


def _prototype(links: Links, method: int) -> str:
    dex = links.file_of(method).code.dex
    return dex.prototype(int(dex.method_ids["proto"][_row(links, method)]))


def _row(links: Links, method: int) -> int:
    """The identifier of a method in its file."""
    file = links.file_of(method)
    return int(file.code.class_data.method_index[method - file.first_method])
