"""Memory that is freed goes to whoever asks next, or back to the system, where the C library can do so (GNU's)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ctypes import CDLL

#: `M_ARENA_MAX` of mallopt, in malloc.h of the GNU C library.
_MOST_HEAPS: Final = -8


def share_one_heap() -> None:
    """Have threads that begin from now on take memory from the heap of the first, for good.

    Else each has one of its own, and what is free in one is of no use to the others.
    """
    library = _library()
    if library is not None:
        library.mallopt(_MOST_HEAPS, 1)


def give_back_freed() -> None:
    """Give all whole pages that are free back to the system: some milliseconds, and new pages for who asks next.

    By itself the library gives back what is free at the end of a heap alone, and keeps some of that.
    """
    library = _library()
    if library is not None:
        library.malloc_trim(0)


@cache
def _library() -> CDLL | None:
    """The C library of this process where it is GNU's, else None."""
    try:
        from ctypes import CDLL

        library = CDLL(None)
        if library.gnu_get_libc_version and library.mallopt and library.malloc_trim:
            return library
    except (AttributeError, ImportError, OSError, TypeError):  # another library; none that can be asked
        pass
    return None
