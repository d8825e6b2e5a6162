"""Files of a HarmonyOS module, whether it lies in a zip archive (HAP, HSP) or is a library (HAR)."""

from __future__ import annotations

from typing import Protocol

from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.harmony.library_archive import LibraryArchive
from appaudit.model.bilingual import Bilingual


class ModuleFiles(Protocol):
    """Files by their paths in the module; `prefix` is put before a path to give its place in the artifact.

    `holds_sources` says that source files among them become part of an app; `folder` is where the module lies in a
    folder of DevEco Studio, empty elsewhere.
    """

    prefix: str
    holds_sources: bool
    folder: str

    def names(self) -> list[str]:
        """Paths of all files."""
        ...

    def has(self, name: str) -> bool:
        """Whether there is a file of this path."""
        ...

    def size(self, name: str) -> int:
        """Bytes of a file, as declared."""
        ...

    def read(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            ExtractionError: It is damaged, or larger than the limits allow.
        """
        ...

    def beginning(self, name: str) -> bytes:
        """The first bytes of a file, empty where they cannot be had."""
        ...

    @property
    def damage(self) -> Bilingual | None:
        """Why there may be files that nobody listed; None where there are none."""
        ...


class ZipFiles:
    """The files of a HAP or HSP, which holds bytecode, or scripts that a build bundled."""

    holds_sources = False
    folder = ""

    def __init__(self, archive: SafeArchive, prefix: str = "") -> None:
        """Nothing is read yet."""
        self.archive = archive
        self.prefix = prefix

    def names(self) -> list[str]:
        """Paths of all files.

        Raises:
            LimitReachedError: There are more than allowed.
        """
        return [name for name in self.archive.names() if not name.endswith("/")]

    def has(self, name: str) -> bool:
        """Whether there is a file of this path."""
        return self.archive.has(name)

    def size(self, name: str) -> int:
        """Bytes of a file, as declared."""
        return self.archive.size(name)

    def read(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            ExtractionError: It is damaged, or larger than the limits allow.
        """
        return self.archive.read(name)

    def beginning(self, name: str) -> bytes:
        """The first bytes of a file, empty where they cannot be had."""
        return self.archive.peek(self.archive.entry(name))

    @property
    def damage(self) -> Bilingual | None:
        """Why there may be files that nobody listed; None where there are none."""
        return self.archive.damage


class LibraryFiles:
    """The files of a HAR; what lies under `src/main/` is where a HAP has it at its root."""

    holds_sources = True
    folder = ""

    def __init__(self, archive: LibraryArchive, prefix: str = "") -> None:
        """Everything is unpacked already."""
        self.archive = archive
        self.prefix = prefix

    def names(self) -> list[str]:
        """Paths of all files."""
        return self.archive.names()

    def has(self, name: str) -> bool:
        """Whether there is a file of this path."""
        return self.archive.has(name)

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return self.archive.size(name)

    def read(self, name: str) -> bytes:
        """The content of a file."""
        return self.archive.read(name)

    def beginning(self, name: str) -> bytes:
        """The first bytes of a file."""
        return bytes(self.archive.read(name)[:8])

    @property
    def damage(self) -> Bilingual | None:
        """Why there may be files that nobody listed; None where there are none."""
        if self.archive.is_cut:
            return Bilingual(
                "归档中断，其后的文件没有列出", "the archive breaks off: files after the break are not listed"
            )
        if self.archive.left_out:
            count = self.archive.left_out
            return Bilingual(f"另有 {count} 个文件超过限制 entries", f"{count} more files pass the limit entries")
        return None
