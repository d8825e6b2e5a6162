"""Tells HarmonyOS packages from others by names alone, so that a scan of another kind does not load what reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from appaudit.artifacts.apk.entry_names import MANIFEST_NAME
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import ArtifactReading, Limits, Stages
from appaudit.artifacts.harmony.module_names import MODULE_NAME, OLD_MODULE_NAME, modules_of
from appaudit.errors import ExtractionError, UnreadableArtifactError

_GZIP: Final = b"\x1f\x8b"


class HarmonyReader:
    """Reader of `.hap`, `.hsp`, `.app` and `.har` files, and of folders of DevEco Studio.

    A module of the FA model may hold DEX, so this reader is asked before those of Android.
    """

    kind = "harmony"
    is_asked_first = True
    reads_folders = True

    def detect(self, path: Path) -> bool:
        """True for a zip archive of a module or of modules, a library in a gzip stream, and a folder of sources."""
        try:
            if path.is_dir():
                from appaudit.artifacts.harmony.project import is_project  # most artifacts are files

                return is_project(path)
            with path.open("rb") as stream:
                is_gzip = stream.read(2) == _GZIP
            if not is_gzip:
                with SafeArchive.open(path) as archive:
                    if archive.has(MANIFEST_NAME):
                        return False
                    if not any(map(archive.has, (MODULE_NAME, OLD_MODULE_NAME))) and not modules_of(archive):
                        return False
            from appaudit.artifacts.harmony.reader import is_package  # most files are of other kinds

            return is_package(path, is_gzip=is_gzip)
        except (UnreadableArtifactError, ExtractionError, OSError):
            return False

    def read(self, path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
        """Read all modules; what cannot be read becomes a gap.

        Raises:
            UnreadableArtifactError: It is no archive, has more entries than allowed, or no module in it can be read.
        """
        from appaudit.artifacts.harmony.reader import read_package  # as above

        return read_package(path, limits, stages)
