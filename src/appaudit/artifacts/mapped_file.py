"""A file as bytes in memory, for as long as it is read."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from appaudit.errors import UnreadableArtifactError


@contextmanager
def mapped_file(path: Path) -> Iterator[memoryview]:
    """The bytes of a file, not copied.

    Raises:
        UnreadableArtifactError: It is empty.
        OSError: It cannot be opened.
    """
    with path.open("rb") as stream:
        try:
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:  # what mmap says of an empty file
            raise UnreadableArtifactError(f"{path} is empty (0 bytes)", zh=f"{path} 是空文件（0 字节）") from error
    view = memoryview(mapped)
    try:
        yield view
    finally:
        with suppress(BufferError):  # parts are views into the file: it goes when they go
            view.release()
            mapped.close()
