"""Where one method's code may go on: targets of branches, keys of switches, and handlers of exceptions.

https://source.android.com/docs/core/runtime/dex-format ("try_item", "encoded_catch_handler") and
https://source.android.com/docs/core/runtime/dalvik-bytecode (payloads), checked 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.dex.code_items import CodeItems
from appaudit.dex.opcodes import PACKED_SWITCH
from appaudit.dex.operands import signed, signed32
from appaudit.dex.tables import DexFile

_MAX_HANDLERS = 4_000
#: Bits of a LEB128 number that one octet carries, and those of the longest number.
_LEB_BITS, _LEB_MORE, _LEB_END = 7, 1 << 7, 35


def switch_keys(dex: DexFile, at: int) -> Sequence[int]:
    """The numbers that a switch tells apart, in the order of its targets.

    Args:
        dex: The file.
        at: Where the switch stands in `dex.units`; its table must have been read before.
    """
    units = dex.units
    payload = at + signed32(units, at + 1)
    count = int(units[payload + 1])
    if int(units[at]) & 0xFF == PACKED_SWITCH:
        first = signed32(units, payload + 2)
        return range(first, first + count)
    return [signed32(units, payload + 2 + 2 * entry) for entry in range(count)]


def tries(items: CodeItems, item: int) -> list[tuple[int, int, list[int]]]:
    """The `try` ranges of a code item, in code units from its start, with the addresses of their handlers.

    Raises:
        IndexError: The table of handlers is not in the file, or longer than honest code has.
    """
    count = int(items.tries[item])
    if not count:
        return []
    data, units = items.dex.data, items.dex.units
    table = int(items.first_unit[item] + items.unit_count[item])
    table += table % 2
    lists = 2 * (table + 4 * count)
    found = []
    for entry in range(table, table + 4 * count, 4):
        start = int(units[entry]) | int(units[entry + 1]) << 16
        length, offset = int(units[entry + 2]), int(units[entry + 3])
        found.append((start, start + length, _handlers(data, lists + offset)))
    return found


def _handlers(data: memoryview, position: int) -> list[int]:
    """The addresses in an `encoded_catch_handler`."""
    start = position
    size, position = _leb128(data, position)
    size = signed(size, _LEB_BITS * (position - start))
    catches_all, pairs = size <= 0, abs(size)
    if pairs > _MAX_HANDLERS:
        raise IndexError(position)
    addresses = []
    for _ in range(pairs):
        _, position = _leb128(data, position)
        address, position = _leb128(data, position)
        addresses.append(address)
    if catches_all:
        addresses.append(_leb128(data, position)[0])
    return addresses


def _leb128(data: memoryview, position: int) -> tuple[int, int]:
    value = shift = 0
    while shift < _LEB_END:
        octet = data[position]
        value |= (octet & ~_LEB_MORE) << shift
        position += 1
        if octet < _LEB_MORE:
            return value, position
        shift += _LEB_BITS
    raise IndexError(position)
