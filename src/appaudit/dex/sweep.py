"""Every instruction of many DEX files: where it starts, its opcode, the code item that holds it.

All code items advance together, one array step per instruction position, which costs a few array operations
per step however many files there are. The few that are still under way when most have ended are walked
one by one, because an array step for a handful of cursors costs more than it does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from appaudit.dex.code_items import CodeItems, Fault
from appaudit.dex.opcodes import (
    FILL_ARRAY_DATA_PAYLOAD,
    PACKED_SWITCH_PAYLOAD,
    SPARSE_SWITCH_PAYLOAD,
    WIDTH_OF_UNIT,
)

#: Bytes of code that are swept together; bounds the working memory to about three times as much.
BATCH_BYTES = 64 << 20
#: Fewer live cursors than this are walked one by one (measured 2026-11-24: 16 to 128 differ by less than 5 %).
MIN_LOCKSTEP = 64
#: Fewer payloads than this are measured one by one; most steps meet a handful.
_MIN_PAYLOADS = 32
#: As many code units that only one cursor has to walk are cut into blocks of this size that are walked together.
_LONG = 1 << 15
_BLOCK = 256


class HoldingItems:
    """The code item that holds an instruction, or each of many: code items are far fewer than instructions.

    Args:
        bounds: Where the instructions of each code item begin, and behind them where the last ones end.
    """

    __slots__ = ("_places", "bounds")

    def __init__(self, bounds: NDArray[np.int32]) -> None:
        self.bounds = bounds
        self._places = memoryview(bounds)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol

    @overload
    def __getitem__(self, instructions: int | np.integer) -> int: ...
    @overload
    def __getitem__(self, instructions: NDArray[np.integer]) -> NDArray[np.int32]: ...
    def __getitem__(self, instructions: int | np.integer | NDArray[np.integer]) -> int | NDArray[np.int32]:
        """An index into the code items for each instruction."""
        if isinstance(instructions, np.ndarray):
            places = instructions.astype(np.int32, copy=False)  # of the same type, or numpy would convert the bounds
            return (np.searchsorted(self.bounds, places, "right") - 1).astype(np.int32)
        return bisect_right(self._places, int(instructions)) - 1

    def bounds_of(self, code_item: int) -> tuple[int, int]:
        """The first and one past the last instruction of a code item."""
        return self._places[code_item], self._places[code_item + 1]

    def of_ascending(self, instructions: NDArray[np.integer]) -> NDArray[np.int32]:
        """The same of many instructions in order."""
        begin = np.searchsorted(instructions, self.bounds.astype(instructions.dtype, copy=False))
        return np.repeat(np.arange(len(self.bounds) - 1, dtype=np.int32), np.diff(begin))


@dataclass(frozen=True, slots=True, eq=False)
class Instructions:
    """The instructions of one DEX file, ascending by offset, as parallel arrays.

    Payloads (switch and array tables) are listed where they stand, with the opcode of a nop.
    Every operand of a listed instruction lies inside its code item.
    """

    items: CodeItems
    offset: NDArray[np.uint32]
    """Code units from the start of the file: an index into `dex.units`; twice it is the byte offset."""
    opcode: NDArray[np.uint8]
    code_item: HoldingItems
    """For each instruction the index into `items`."""
    references: dict[str, Any] = field(default_factory=dict, repr=False)
    """What `appaudit.dex.edges` has listed of them, by kind: several readers ask for the same list."""

    def __len__(self) -> int:
        return len(self.offset)

    def bounds_of(self, code_item: int) -> tuple[int, int]:
        """The first and one past the last instruction of a code item."""
        if code_item < 0:
            return 0, 0
        return self.code_item.bounds_of(code_item)


def sweep(files: Sequence[CodeItems], *, batch_bytes: int = BATCH_BYTES) -> list[Instructions]:
    """The instructions of each of `files`, in their order.

    Sets `fault` of the code items whose last instruction does not fit. Never raises for what is in the code.
    """
    instructions: list[Instructions] = []
    for batch in _batches(files, batch_bytes):
        instructions.extend(_sweep_batch(batch))
    return instructions


def _batches(files: Sequence[CodeItems], batch_bytes: int) -> Iterator[list[CodeItems]]:
    batch: list[CodeItems] = []
    size = 0
    for items in files:
        first, end = _span(items)
        if batch and size + 2 * (end - first) > batch_bytes:
            yield batch
            batch, size = [], 0
        batch.append(items)
        size += 2 * (end - first)
    if batch:
        yield batch


def _span(items: CodeItems) -> tuple[int, int]:
    """The code units from the first to the last code item."""
    readable = np.flatnonzero(items.unit_count)
    if not len(readable):
        return 0, 0
    return int(items.first_unit[readable[0]]), int(items.first_unit[readable[-1]] + items.unit_count[readable[-1]])


def _sweep_batch(batch: list[CodeItems]) -> list[Instructions]:
    spans = [_span(items) for items in batch]
    bases = np.cumsum([0, *(end - first for first, end in spans)])
    code = np.concatenate([items.dex.units[first:end] for items, (first, end) in zip(batch, spans, strict=True)])
    shifts = [int(base) - first for base, (first, _) in zip(bases[:-1], spans, strict=True)]
    starts = [items.first_unit + shift for items, shift in zip(batch, shifts, strict=True)]
    counts = [items.unit_count for items in batch]
    is_start, cut = _walk_all(code, np.concatenate(starts), np.concatenate(counts))
    results = []
    for items, shift, base, end in zip(batch, shifts, bases[:-1], bases[1:], strict=True):
        positions = np.flatnonzero(is_start[base:end])
        opcode = code[base:end][positions].astype(np.uint8)
        offset = (positions + (int(base) - shift)).astype(np.uint32)
        results.append(_assemble(items, offset, opcode))
        live = np.flatnonzero(items.unit_count)
        cut_here = cut[(cut >= base) & (cut < end)] - shift
        faulty = live[np.searchsorted(items.first_unit[live], cut_here, "right") - 1]
        items.fault[faulty] = np.where(items.fault[faulty] == Fault.NONE, Fault.CUT_INSTRUCTION, items.fault[faulty])
    return results


def _assemble(items: CodeItems, offset: NDArray[np.uint32], opcode: NDArray[np.uint8]) -> Instructions:
    live = np.flatnonzero(items.unit_count)
    first_of_item = np.searchsorted(offset, items.first_unit[live].astype(np.uint32))
    bounds = np.zeros(len(items) + 1, dtype=np.int32)
    bounds[live + 1] = np.diff(np.append(first_of_item, len(offset)))
    holding = HoldingItems(np.cumsum(bounds, dtype=np.int32))
    return Instructions(items=items, offset=offset, opcode=opcode, code_item=holding)


def _walk_all(
    code: NDArray[np.uint16], start: NDArray[np.int64], count: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Mark where instructions start in disjoint runs of code units.

    Returns the marks, and the positions of instructions that do not end inside their run (not marked).
    """
    is_start = np.zeros(len(code), dtype=np.bool_)
    cut: list[NDArray[np.int64]] = []
    running = count > 0
    position, end = start[running], (start + count)[running]
    while len(position) >= MIN_LOCKSTEP:
        is_start[position] = True
        width = WIDTH_OF_UNIT[code[position]]
        following = position + width
        if np.count_nonzero(width) != len(width):
            payloads = np.flatnonzero(width == 0)
            following[payloads] += _payload_sizes(code, position[payloads], end[payloads])
        running = following < end
        if not running.all():
            over = following > end
            if over.any():
                cut.append(position[over])
            following, end = following[running], end[running]
        position = following
    for first, last in zip(position.tolist(), end.tolist(), strict=True):
        walk = _walk_one if last - first < _LONG else _walk_long
        cut_at = walk(code, first, last, is_start)
        if cut_at >= 0:
            cut.append(np.array([cut_at]))
    cut_positions = np.concatenate(cut) if cut else np.empty(0, dtype=np.int64)
    is_start[cut_positions] = False
    return is_start, cut_positions


def _walk_one(code: NDArray[np.uint16], position: int, end: int, is_start: NDArray[np.bool_]) -> int:
    """Mark the instructions from `position` to `end`; the position of one that does not fit, or -1."""
    widths = WIDTH_OF_UNIT[code[position:end]].tobytes()
    units = memoryview(code)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
    base = last = position
    seen: list[int] = []
    while position < end:
        seen.append(position)
        last = position
        position += widths[position - base] or _payload_size(units, position, end)
    is_start[seen] = True
    return last if position > end else -1


def _walk_long(code: NDArray[np.uint16], begin: int, end: int, is_start: NDArray[np.bool_]) -> int:
    """`_walk_one` for very long code, which a hostile file may have: two array steps per position in a block.

    For every unit, taken as if an instruction started there, the first instruction outside of its block is
    computed, the last column of all blocks first. Going from block to block then tells where the real
    instructions enter each, and from there all blocks are walked together.
    """
    count = end - begin
    following = np.arange(begin, end) + WIDTH_OF_UNIT[code[begin:end]]
    payloads = begin + np.flatnonzero(following == np.arange(begin, end))
    following[payloads - begin] += _payload_sizes(code, payloads, np.full(len(payloads), end))
    following -= begin
    exits = np.append(following, np.full(-count % _BLOCK, count)).reshape(-1, _BLOCK)
    block_ends = np.arange(1, len(exits) + 1) * _BLOCK
    for column in range(_BLOCK - 1, -1, -1):
        inside = np.flatnonzero(exits[:, column] < np.minimum(block_ends, count))
        exits[inside, column] = exits.ravel()[exits[inside, column]]
    flat_exits = memoryview(exits.ravel())  # type: ignore[arg-type]
    entries = [0]
    while flat_exits[entries[-1]] < count:
        entries.append(flat_exits[entries[-1]])
    cursors = np.array(entries)
    limits = np.minimum((cursors // _BLOCK + 1) * _BLOCK, count)
    while len(cursors):
        is_start[begin + cursors] = True
        cursors = following[cursors]
        running = cursors < limits
        cursors, limits = cursors[running], limits[running]
    last = int(np.flatnonzero(is_start[begin:end])[-1])
    return begin + last if following[last] > count else -1


def _payload_sizes(code: NDArray[np.uint16], position: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """`_payload_size` of many."""
    if len(position) < _MIN_PAYLOADS:
        units = memoryview(code)  # type: ignore[arg-type]
        pairs = zip(position.tolist(), end.tolist(), strict=True)
        return np.array([_payload_size(units, at, limit) for at, limit in pairs], dtype=np.int64)
    is_sparse = code[position] == SPARSE_SWITCH_PAYLOAD
    header = np.where(is_sparse, 2, 4)
    fits = position + header <= end
    # Where the header does not fit, units of other code are read and not used.
    last = len(code) - 1
    second, third, fourth = (code[np.minimum(position + ahead, last)].astype(np.int64) for ahead in (1, 2, 3))
    array_units = (second * (third | fourth << 16) + 1) // 2
    is_array = code[position] == FILL_ARRAY_DATA_PAYLOAD
    size = header + np.where(is_array, array_units, np.where(is_sparse, 4 * second, 2 * second))
    return np.where(fits, size, end - position + 1)


def _payload_size(units: memoryview, position: int, end: int) -> int:
    """Code units of the payload at `position`; more than there are before `end` where its header does not fit."""
    kind = units[position]
    if position + (2 if kind == SPARSE_SWITCH_PAYLOAD else 4) > end:
        return end - position + 1
    count: int = units[position + 1]
    if kind == SPARSE_SWITCH_PAYLOAD:
        return 2 + 4 * count
    if kind == PACKED_SWITCH_PAYLOAD:
        return 4 + 2 * count
    octets: int = count * (units[position + 2] | units[position + 3] << 16)
    return 4 + (octets + 1) // 2
