"""The pieces of bytecode of a DEX file, each once, and the methods that they belong to.

`code_item`: https://source.android.com/docs/core/runtime/dex-format, section "code_item".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from appaudit.dex.class_data import ClassData
from appaudit.dex.ordered_values import in_order
from appaudit.dex.tables import DexFile

_HEADER_UNITS = 8


class Fault(IntEnum):
    """Why the instructions of a code item are not, or not all, known."""

    NONE = 0
    MISPLACED = 1
    """The header is not aligned or not in the file; nothing was read."""
    OVERLONG = 2
    """The code claims to go on over the end of the file or into the next code item; it was cut there."""
    CUT_INSTRUCTION = 3
    """The last instruction or payload does not end where the code ends; it was left out."""
    LIMIT = 4
    """More code units than the limit; nothing was read."""


@dataclass(frozen=True, slots=True, eq=False)
class CodeItems:
    """The code items of one DEX file, ascending by offset, as parallel arrays, and who owns them.

    Several methods may share one code item. `fault` is completed by the sweep.
    """

    dex: DexFile
    class_data: ClassData
    code_offset: NDArray[np.uint32]
    """Byte offset of the item in the file."""
    first_unit: NDArray[np.int64]
    """Index of the first code unit in `dex.units`."""
    unit_count: NDArray[np.int64]
    """Code units that may be read from there on; smaller than what the file claims where `fault` says so."""
    registers: NDArray[np.uint16]
    """Registers of the frame, 0 where the header is not in the file."""
    incoming: NDArray[np.uint16]
    """Registers at the end of the frame that hold the arguments."""
    tries: NDArray[np.uint16]
    fault: NDArray[np.uint8]
    """A `Fault` for each item."""
    owner_bounds: NDArray[np.int64]
    """Item `i` is owned by `owners[owner_bounds[i]:owner_bounds[i + 1]]`."""
    owners: NDArray[np.int64]
    """Positions in the method arrays of `class_data`."""
    item_of: NDArray[np.int32]
    """For each position there the item of the method, -1 where it has no code."""

    def __len__(self) -> int:
        return len(self.code_offset)

    def owners_of(self, code_item: int) -> NDArray[np.int64]:
        """Positions in the method arrays of `class_data` of the methods that run this code."""
        return self.owners[self.owner_bounds[code_item] : self.owner_bounds[code_item + 1]]

    def caller_of(self, code_item: int) -> NDArray[np.int32]:
        """Indices into `method_ids` of the methods that run this code; one, unless methods share it."""
        return self.class_data.method_index[self.owners_of(code_item)]

    def first_callers(self) -> NDArray[np.int32]:
        """For each code item the method index of its first owner, to name callers without a loop."""
        return self.class_data.method_index[self.owners[self.owner_bounds[:-1]]]

    def faults(self) -> list[tuple[int, Fault]]:
        """The items that were not read in full, and why."""
        return [(int(item), Fault(int(self.fault[item]))) for item in np.flatnonzero(self.fault)]


def list_code_items(dex: DexFile, class_data: ClassData, *, max_units: int) -> CodeItems:
    """The code items that the methods of `class_data` refer to.

    An item that cannot be read, overlaps the next one or has more than `max_units` code units is listed with
    its `Fault`; so the units to read are disjoint, and their number is bounded by the size of the file.
    """
    with_code = np.flatnonzero(class_data.method_code_offset)
    offsets, item_of_method = np.unique(class_data.method_code_offset[with_code], return_inverse=True)
    order = in_order(item_of_method)
    bounds = np.searchsorted(item_of_method[order], np.arange(len(offsets) + 1))
    item_of = np.full(len(class_data.method_code_offset), -1, dtype=np.int32)
    item_of[with_code] = item_of_method

    units = dex.units
    start = offsets.astype(np.int64) // 2
    readable = (offsets % 4 == 0) & (start + _HEADER_UNITS <= len(units))
    header = np.where(readable, start, 0)
    claimed = units[header + 6].astype(np.int64) | units[header + 7].astype(np.int64) << 16
    first = start + _HEADER_UNITS
    available = np.zeros(len(offsets), dtype=np.int64)
    # Only items that can be read end the one before: a made-up offset must not cut real code short.
    next_start = np.append(start[readable][1:], len(units))
    available[readable] = np.maximum(next_start - first[readable], 0)
    count = np.minimum(claimed, available)
    fault = np.select(
        [~readable, count > max_units, claimed > available],
        [Fault.MISPLACED, Fault.LIMIT, Fault.OVERLONG],
        Fault.NONE,
    ).astype(np.uint8)
    count[fault == Fault.LIMIT] = 0
    return CodeItems(
        dex=dex,
        class_data=class_data,
        code_offset=offsets,
        first_unit=first,
        unit_count=count,
        registers=np.where(readable, units[header], 0).astype(np.uint16),
        incoming=np.where(readable, units[header + 1], 0).astype(np.uint16),
        tries=np.where(readable, units[header + 3], 0).astype(np.uint16),
        fault=fault,
        owner_bounds=bounds,
        owners=with_code[order],
        item_of=item_of,
    )
