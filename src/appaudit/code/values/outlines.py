"""Calls of newer platform methods that the compiler has moved into static methods of a class of its own.

D8 and R8 outline every call of a method that the oldest supported system lacks, so that classes verify there. Outlines
for the whole app are merged into one synthetic class, which carries the name of whichever class came first
(`androidx.core.view.a`); who calls the outline is who calls the platform. An outline of D8 is named
`…$$ExternalSyntheticApiModelOutline0`; R8 renames it, so they are told by their shape.

https://r8.googlesource.com/r8/+/refs/heads/main/src/main/java/com/android/tools/r8/ir/desugar/apimodel/
ApiInvokeOutlinerDesugaring.java, checked 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from appaudit.code.values.constants import Constants
from appaudit.dex import DexCode
from appaudit.dex.class_data import ACCESS_STATIC, ACCESS_SYNTHETIC
from appaudit.dex.opcodes import MOVE_RESULTS, RETURNS
from appaudit.model.record import record

#: A call of five arguments, the move of its result and the return take five code units, one of more arguments no more.
_MAX_UNITS = 6

#: A method as any file of the app refers to it: class descriptor, name, prototype.
MethodName = tuple[str, str, str]


@record(kw_only=False)
class Outlined:
    """The platform method that an outline calls, by class descriptor and name."""

    owner: str
    name: str


class Outlines:
    """The outlines of all files of an app, and for each what it calls."""

    def __init__(self, found: dict[MethodName, Outlined]) -> None:
        self._found = found
        self._owners = sorted({owner for owner, _, _ in found})

    @classmethod
    def of(cls, files: Sequence[Constants]) -> Outlines:
        """Those of the files given."""
        return cls({name: outlined for each in files for name, outlined in _outlines_of(each)})

    def in_file(self, code: DexCode) -> dict[int, Outlined]:
        """The outlines that one file defines or calls, by its own index of the method."""
        dex = code.dex
        found = {}
        for owner, type_index in zip(self._owners, dex.find_types(self._owners), strict=True):
            for method in dex.methods_of_type(type_index) if type_index >= 0 else ():
                prototype = dex.prototype(int(dex.method_ids["proto"][method]))
                outlined = self._found.get((owner, dex.method_name(method), prototype))
                if outlined is not None:
                    found[int(method)] = outlined
        return found


def _outlines_of(constants: Constants) -> list[tuple[MethodName, Outlined]]:
    code = constants.code
    dex, defined = code.dex, code.class_data
    wanted = np.uint32(ACCESS_STATIC | ACCESS_SYNTHETIC)
    is_outline = (defined.method_access_flags & wanted) == wanted
    is_outline &= (dex.class_defs["access_flags"][defined.method_class_def] & ACCESS_SYNTHETIC) != 0
    found = []
    for position in np.flatnonzero(is_outline).tolist():
        target = _only_call(constants, int(code.items.item_of[position]))
        if target < 0:
            continue
        method = int(defined.method_index[position])
        name = (dex.method_class(method), dex.method_name(method), dex.prototype(int(dex.method_ids["proto"][method])))
        found.append((name, Outlined(dex.method_class(target), dex.method_name(target))))
    return found


def _only_call(constants: Constants, item: int) -> int:
    """The method that a code item calls which does nothing else, -1 where there is none."""
    instructions, calls = constants.code.instructions, constants.calls
    if item < 0 or constants.code.items.unit_count[item] > _MAX_UNITS:
        return -1
    first, last = instructions.bounds_of(item)
    _, *middle, end = instructions.opcode[first:last].tolist() if last - first in (2, 3) else (0, 0, 0, 0)
    if end not in RETURNS or len(middle) > 1 or not MOVE_RESULTS.issuperset(middle):
        return -1
    return calls.target_at(first)
