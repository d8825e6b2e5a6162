"""The process that reads packages for a worker of the engine: that of a batch, kept from chunk to chunk.

A process takes a second or two to load what it needs, and reads its first packages more slowly than the others: a
chunk for which it was started anew would pay for it again and again.
"""

from __future__ import annotations

import atexit
import os
import threading
from typing import Final

from appaudit.batch.reader import Reader
from appaudit.batch.worker import Setup
from appaudit.fleet.extra import library

_KEPT: Final = threading.local()
#: Dask sets it for its workers, so that memory goes back to the system at once. A process that reads packages takes and
#: gives large arrays all the time, and paid a third more processor time for pages that were its own a moment before.
_RETURNS_MEMORY: Final = "MALLOC_TRIM_THRESHOLD_"


def own_folder() -> str | None:
    """The folder of the worker that this is asked in, none outside of one.

    The engine removes it with all that it holds, also where its worker was killed: packages that it had fetched would
    fill the disk of a machine that loses workers.
    """
    try:
        return str(library("distributed").get_worker().local_directory)
    except ValueError:
        return None


def reader_for(setup: Setup, seconds: float) -> Reader:
    """The reader of this thread: the one that it has where that was asked for the same, else a new one."""
    kept: Reader | None = getattr(_KEPT, "reader", None)
    if kept is None or kept.asked != (setup, seconds):
        drop_reader()
        os.environ.pop(_RETURNS_MEMORY, None)
        kept = _KEPT.reader = Reader(setup, seconds, own_folder())
        atexit.register(kept.close)
    return kept


def drop_reader() -> None:
    """End the reader of this thread, where it has one: the next chunk begins with another."""
    kept: Reader | None = getattr(_KEPT, "reader", None)
    if kept is not None:
        _KEPT.reader = None
        atexit.unregister(kept.close)
        kept.close()
