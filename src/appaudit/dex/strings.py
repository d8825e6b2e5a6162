"""The string table of a DEX file: lazy decoding, and lookup by binary search.

Strings are MUTF-8 with a leading UTF-16 length, and `string_ids` is sorted by UTF-16 code units
(https://source.android.com/docs/core/runtime/dex-format, sections "MUTF-8" and "string_ids").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from appaudit.dex.errors import DexError

#: Rounds of eight bytes in which neighbours are compared as arrays; longer common prefixes are compared one by one.
_ARRAY_ROUNDS = 16
#: How MUTF-8 writes U+0000, so that a zero byte is always a terminator.
_NUL = b"\xc0\x80"


#: Strings are decoded together where they are so many and take no more bytes of the file each.
_MANY, _SPAN_OF_EACH = 16, 256
#: Bytes that are compared at once.
_WORD = 8


class StringTable:
    """The strings of one DEX file in table order, decoded when they are asked for.

    Text that is not valid MUTF-8 and lone surrogates are shown as U+FFFD, so that whatever this table
    returns can be written as UTF-8. Searching compares what the file holds, so such a string is not found
    by its text, nor is one that is more than three times as long as the file states; Android refuses both.
    """

    def __init__(self, data: memoryview, offsets: NDArray[np.uint32], place: str) -> None:
        self._data = data
        self.octets: NDArray[np.uint8] = np.frombuffer(data, dtype=np.uint8)
        self._start_array, self._length_array = _read_lengths(self.octets, offsets, place)
        # Indexing a memoryview costs half of indexing an array, and a binary search does little else.
        self._starts = memoryview(self._start_array)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
        self._lengths = memoryview(self._length_array)  # type: ignore[arg-type]
        self._place = place
        self._decoded: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> str:
        text = self._decoded.get(index)
        if text is None:
            if not 0 <= index < len(self._starts):
                raise DexError(self._place, f"string {index} asked for, the table has {len(self)}")
            text = self._decoded[index] = self._decode(self._starts[index], self._lengths[index])
        return text

    def decode_many(self, indices: NDArray[np.integer] | Sequence[int]) -> list[str]:
        """The strings at `indices`, in that order, several times faster than one by one."""
        chosen = np.asarray(indices, dtype=np.int64)
        if len(chosen) and not 0 <= int(chosen.min()) <= int(chosen.max()) < len(self):
            raise DexError(self._place, f"a string outside of the table of {len(self)} asked for")
        starts = self._start_array[chosen].astype(np.int64)
        ends = starts + self._length_array[chosen]
        if len(chosen) < _MANY or int(ends.max() - starts.min()) > _SPAN_OF_EACH * len(chosen):
            return [
                self._decode(start, length)
                for start, length in zip(starts.tolist(), (ends - starts).tolist(), strict=True)
            ]
        return self._decode_near(starts, ends)

    def _decode_near(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[str]:
        """Strings that lie near each other, cut from one text; those that are not plain ASCII are decoded alone."""
        first, last = int(starts.min()), int(ends.max()) + 1
        window = self.octets[first:last]
        # Neither ASCII nor, less one, above it: 0 and what is above 127.
        special = np.flatnonzero(window - np.uint8(1) >= 127) + first
        is_plain = self.octets[ends] == 0
        is_plain &= np.searchsorted(special, starts) == np.searchsorted(special, ends)
        text = bytes(window).decode("latin-1")
        pairs = zip((starts - first).tolist(), (ends - first).tolist(), strict=True)
        decoded = [text[start:end] for start, end in pairs]
        for at in np.flatnonzero(~is_plain).tolist():
            decoded[at] = self._decode(int(starts[at]), int(ends[at] - starts[at]))
        return decoded

    @cached_property
    def bounds(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the bytes of each string begin in the file and where they end, without their terminators."""
        starts = self._start_array.astype(np.int64)
        ends = starts + self._length_array
        # No byte of a string is zero, and it has at least as many bytes as UTF-16 units: a zero there ends it.
        for at in np.flatnonzero(self.octets[ends]).tolist():
            start = int(starts[at])
            ends[at] = start + len(self._encoded(start, int(ends[at]) - start))
        return starts, ends

    def find(self, text: str) -> int:
        """The index of `text`, or -1."""
        if not self.is_sorted:
            return self._index_of_text.get(text, -1)
        wanted = _encode_mutf8(text)
        if _NUL in wanted:
            index = bisect_left(range(len(self)), _sort_key(wanted), key=self._sort_key)
        else:
            near = self._near(wanted + b"\0")
            if not near:
                return -1
            index = bisect_left(
                range(len(self)), wanted + b"\0", near.start, near.stop, key=self._prefix_reader(len(wanted) + 1)
            )
        return index if index < len(self) and self._sort_key(index) == _sort_key(wanted) else -1

    def may_hold_prefixes(self, prefixes: Sequence[str]) -> list[bool]:
        """For each text whether some string may start with it; False is certain.

        Looks for all at once by their first eight bytes, which costs far less than a search for each.
        """
        encoded = [_encode_mutf8(prefix)[:_WORD] for prefix in prefixes]
        beginnings = self._beginnings
        if beginnings is None or any(_NUL in octets for octets in encoded):
            return [len(self) > 0] * len(prefixes)
        least = np.array([int.from_bytes(octets.ljust(_WORD, b"\0")) for octets in encoded], dtype=np.uint64)
        most = np.array([int.from_bytes(octets.ljust(_WORD, b"\xff")) for octets in encoded], dtype=np.uint64)
        held: list[bool] = (
            np.searchsorted(beginnings, least) < np.searchsorted(beginnings, most, side="right")
        ).tolist()
        return held

    @cached_property
    def _beginnings(self) -> NDArray[np.uint64] | None:
        """The first eight bytes of each string as a number, in order; None where they cannot be had."""
        last_word = len(self.octets) - _WORD
        if not len(self) or not self.is_sorted or int(self._start_array.max()) > last_word:
            return None
        words = as_strided(self.octets[:_WORD].view(">u8"), shape=(last_word + 1,), strides=(1,))
        beginnings: NDArray[np.uint64] = words[self._start_array].astype(np.uint64)
        # U+0000 comes first in the table and is written C0 80; inside of a string it decides next to nothing.
        beginnings[beginnings >> np.uint64(48) == 0xC080] = 0
        return beginnings

    def with_prefix(self, prefix: str) -> Sequence[int]:
        """The indices of all strings that start with `prefix`, ascending; a `range` where the table is sorted."""
        if not self.is_sorted:
            return sorted(index for text, index in self._index_of_text.items() if text.startswith(prefix))
        wanted = _sort_key(_encode_mutf8(prefix))
        order = self._prefix_reader(len(wanted), careful="\0" in prefix)
        everything, near = range(len(self)), range(len(self)) if "\0" in prefix else self._near(wanted)
        first = bisect_left(everything, wanted, near.start, near.stop, key=order)
        return range(first, bisect_right(everything, wanted, first, near.stop, key=order))

    def _near(self, beginning: bytes) -> range:
        """Where in a sorted table the strings with a beginning stand, as far as their first eight bytes tell."""
        if self._searched_beginnings is None:
            return range(len(self))
        beginning = beginning[:_WORD]
        first = bisect_left(self._searched_beginnings, int.from_bytes(beginning.ljust(_WORD, b"\0")))
        return range(first, bisect_right(self._searched_beginnings, int.from_bytes(beginning.ljust(_WORD, b"\xff"))))

    @cached_property
    def _searched_beginnings(self) -> memoryview | None:
        """The first eight bytes of each string, where they have the order of the table; None where they do not."""
        beginnings = self._beginnings
        if beginnings is None or (beginnings[:-1] > beginnings[1:]).any():
            return None
        return memoryview(beginnings)  # type: ignore[arg-type]

    @cached_property
    def is_sorted(self) -> bool:
        """Whether the table has the order that the format demands and that binary search relies on.

        Android refuses a file without it. Lookups in such a file use a dictionary of all strings instead:
        slower, but nothing hides by standing in the wrong place. Misses only disorder that is due to
        strings which contain U+0000.
        """
        suspects = self._suspect_neighbours()
        return all(self._sort_key(index) < self._sort_key(index + 1) for index in suspects)

    @cached_property
    def _index_of_text(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for index, text in enumerate(self.decode_many(range(len(self)))):
            found.setdefault(text, index)
        return found

    def _suspect_neighbours(self) -> list[int]:
        """The indices of strings that may not be smaller than the next one.

        MUTF-8 writes surrogates one by one, so its bytes have the order of UTF-16 units (U+0000 apart, which is
        the two bytes C0 80). Different strings differ at the latest at the shorter one's terminator, so
        what follows a terminator never decides.
        """
        padding = 8 * _ARRAY_ROUNDS
        if len(self) < 2 or len(self.octets) < padding + 8:
            return list(range(len(self) - 1))
        words = as_strided(self.octets[:8].view(">u8"), shape=(len(self.octets) - 7,), strides=(1,))
        starts = self._start_array.astype(np.int64)
        # Strings near the end of the file would be compared with what is not there.
        near_end = starts >= len(words) - padding
        suspect = near_end[:-1] | near_end[1:]
        starts[near_end] = 0
        pending = np.arange(len(starts) - 1)
        for distance in range(0, padding, 8):
            first = words[starts[pending] + distance].astype(np.uint64)
            second = words[starts[pending + 1] + distance].astype(np.uint64)
            suspect[pending[first > second]] = True
            pending = pending[first == second]
            if not len(pending):
                break
        suspect[pending] = True
        indices: list[int] = np.flatnonzero(suspect).tolist()
        return indices

    def _decode(self, start: int, length: int) -> str:
        end = start + length
        octets = bytes(self._data[start:end])
        # As many bytes as UTF-16 units before the terminator: every character is one byte.
        if self._data[end] == 0 and octets.isascii() and b"\0" not in octets:
            return octets.decode("ascii")
        return _decode_mutf8(self._encoded(start, length))

    def _encoded(self, start: int, length: int) -> bytes:
        # A UTF-16 unit takes at most three bytes, which bounds the search for the terminator.
        octets = bytes(self._data[start : start + 3 * length + 1])
        terminator = octets.find(b"\0")
        return octets if terminator < 0 else octets[:terminator]

    def _sort_key(self, index: int) -> bytes:
        return _sort_key(self._encoded(self._starts[index], self._lengths[index]))

    def _prefix_reader(self, width: int, *, careful: bool = False) -> Callable[[int], bytes]:
        """A function from an index to the first `width` bytes of that string, comparable in table order.

        After a shorter string its terminator and what follows are returned, which decides nothing unless
        what is looked for has U+0000: then it must be `careful`.
        """
        data, starts = self._data, self._starts

        def read(index: int) -> bytes:
            start = starts[index]
            octets = bytes(data[start : start + width])
            return self._sort_key(index)[:width] if careful or b"\xc0" in octets else octets

        return read


def _read_lengths(
    octets: NDArray[np.uint8], offsets: NDArray[np.uint32], place: str
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Where the bytes of each string begin, and its length in UTF-16 units.

    Raises:
        DexError: A string lies outside of the file, or all together claim more than the file holds. Strings
            never overlap in a file that Android accepts, so this bounds the work of decoding.
    """
    position = offsets.astype(np.int64)
    length = np.zeros(len(offsets), dtype=np.int64)
    pending = np.arange(len(offsets))
    for shift in range(0, 35, 7):
        if len(pending) and int(position[pending].max()) >= len(octets):
            index = int(pending[position[pending].argmax()])
            raise DexError(place, f"string {index} at offset {int(offsets[index])} is outside of the file")
        octet = octets[position[pending]]
        length[pending] |= (octet & 0x7F).astype(np.int64) << shift
        position[pending] += 1
        pending = pending[octet >= 0x80]
        if not len(pending):
            break
    if len(pending):
        raise DexError(place, f"the length of string {int(pending[0])} has more than five bytes")
    end = position + length
    if len(end) and int(end.max()) >= len(octets):
        raise DexError(place, f"string {int(end.argmax())} runs over the end of the file")
    if int(length.sum()) > len(octets):
        raise DexError(place, f"strings claim {int(length.sum())} characters, the file has {len(octets)} bytes")
    return position.astype(np.uint32), length.astype(np.uint32)


def _decode_mutf8(encoded: bytes) -> str:
    """The text of MUTF-8 bytes without their terminator; what is not valid becomes U+FFFD."""
    plain = encoded.replace(_NUL, b"\0")
    try:
        text = plain.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return plain.decode("utf-8", "replace")
    if text.isascii():
        return text
    # Surrogate pairs were written one by one; a round trip through UTF-16 joins them.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _encode_mutf8(text: str) -> bytes:
    """The bytes that the format has for `text`, without terminator."""
    if text.isascii() and "\0" not in text:
        return text.encode("ascii")
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    encoded = "".join(map(chr, units.tolist())).encode("utf-8", "surrogatepass")
    return encoded.replace(b"\0", _NUL)


def _sort_key(encoded: bytes) -> bytes:
    """MUTF-8 bytes made comparable in the order of UTF-16 units, where U+0000 is the smallest."""
    return encoded.replace(_NUL, b"\0")
