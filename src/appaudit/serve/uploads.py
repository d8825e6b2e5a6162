"""Files as a request brings them, into the storage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Protocol

from appaudit.serve.storage import Kept, Storage


class Upload(Protocol):
    """A file of a form: FastAPI's `UploadFile` is one."""

    filename: str | None
    file: BinaryIO
    size: int | None


@contextmanager
def kept_files(storage: Storage, uploads: Mapping[str, Iterable[Upload]]) -> Iterator[dict[str, Sequence[Kept]]]:
    """The files of a form by role, kept for the block; where it fails they go again.

    A field in which nobody chose a file brings an empty one without a name, which counts for nothing.
    """
    kept: dict[str, list[Kept]] = {}
    try:
        for role, files in uploads.items():
            for upload in files:
                if upload.filename:
                    kept.setdefault(role, []).append(storage.put(upload.file, upload.filename))
        yield dict(kept)
    except BaseException:
        storage.delete(item.key for items in kept.values() for item in items)
        raise
