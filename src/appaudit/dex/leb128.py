"""Numbers of variable length, as DEX files write them.

https://source.android.com/docs/core/runtime/dex-format, "LEB128"; checked 2026-11-24, not opened.
"""

from __future__ import annotations

#: Octets of the longest number, which has 32 bits.
_MOST_OCTETS = 5


def unsigned(data: memoryview, position: int) -> tuple[int, int]:
    """The number at a position, and the position behind it.

    Raises:
        IndexError: The data end before the number does, or it has more than five octets.
    """
    value = 0
    for number in range(_MOST_OCTETS):
        octet = data[position + number]
        value |= octet % 128 << 7 * number
        if octet < 128:
            return value, position + number + 1
    raise IndexError(position)


def unsigned_bytes(value: int) -> bytes:
    """How a number is written."""
    octets = bytearray()
    while value >= 128:
        octets.append(value % 128 | 128)
        value >>= 7
    octets.append(value)
    return bytes(octets)


def signed(data: memoryview, position: int) -> tuple[int, int]:
    """The same for a number whose highest bit is its sign."""
    value, end = unsigned(data, position)
    bits = 7 * (end - position)
    return (value - (1 << bits) if value >> (bits - 1) else value), end
