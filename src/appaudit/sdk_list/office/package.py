"""Office files are zip archives of XML: what is checked before a library is asked to open one."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from appaudit.errors import ExtractionError

#: Unpacked sizes that are refused. A list of a thousand SDKs with long texts has some two megabytes of markup.
MAX_PART_BYTES = 20_000_000
MAX_PACKAGE_BYTES = 60_000_000
MAX_PARTS = 2_000
_PROLOGUE = 2_000
#: What `zipfile` raises of an archive, and what its decompressors raise of a part of one.
DAMAGED_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError
)  # fmt: skip


def check_package(name: str, data: bytes) -> None:
    """Refuse an archive that no office program would have written.

    Raises:
        ExtractionError: It is damaged or encrypted, unpacks to too much, or has a document type declaration, which
            the format forbids and entity expansion needs (ECMA-376 part 2, 9.1.1.1 D).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len({part.filename for part in parts}) < len(parts):
                raise damaged(name, "names that stand twice")  # each program takes another one
            biggest = max((part.file_size for part in parts), default=0)
            if (
                biggest > MAX_PART_BYTES
                or sum(p.file_size for p in parts) > MAX_PACKAGE_BYTES
                or len(parts) > MAX_PARTS
            ):
                raise _too_large(name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        if b"<!DOCTYPE" in stream.read(_PROLOGUE):
                            raise damaged(name, f"{part.filename} declares entities")
    except DAMAGED_ARCHIVE as error:
        raise damaged(name, type(error).__name__) from error


def damaged(name: str, what: str) -> ExtractionError:
    """The error for a file that cannot be opened."""
    return ExtractionError(
        f"{name}: this file cannot be opened ({what}); it is damaged or protected.",
        hint="Open it in a spreadsheet program and save it again, or save it as CSV.",
        zh=f"{name}：无法打开该文件（{what}），文件已损坏或受保护。",
        hint_zh="请用表格软件打开后重新保存，或另存为 CSV。",
    )


def _too_large(name: str) -> ExtractionError:
    return ExtractionError(
        f"{name}: this file unpacks to more than an SDK list can have.",
        hint="Save the list alone as CSV.",
        zh=f"{name}：该文件解压后的大小超出SDK清单的合理范围。",
        hint_zh="请仅将清单另存为 CSV。",
    )
