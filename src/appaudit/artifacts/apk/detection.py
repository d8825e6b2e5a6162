"""Tells Android packages from others by names alone, and begins what takes longest before what reads them is loaded."""

from __future__ import annotations

from pathlib import Path

from appaudit.artifacts.apk.code_images import HiddenImages
from appaudit.artifacts.apk.entry_names import FIRST_DEX_NAME, KIND, MANIFEST_NAME
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import ArtifactReading, Limits, Stages
from appaudit.errors import ExtractionError, UnreadableArtifactError


class ApkReader:
    """Reader of `.apk` files, and of jars that hold DEX.

    Args:
        archive: The one file that is to be read, where it is open.
        hidden: The search for hidden code in it, where it has begun.
    """

    kind = KIND

    def __init__(self, archive: SafeArchive | None = None, hidden: HiddenImages | None = None) -> None:
        self._archive = archive
        self._hidden = hidden

    def begun(self, path: Path, limits: Limits) -> ApkReader:
        """A reader for one file that has begun to search it for hidden code, beside this process.

        Both read the directory that is parsed here; of what cannot be opened the one that reads it says why.
        """
        try:
            archive = SafeArchive.open(path, limits)
            archive.entries()
        except (UnreadableArtifactError, ExtractionError):
            return ApkReader()
        hidden = HiddenImages(archive, limits)
        import appaudit.artifacts.apk.reader  # noqa: F401  # numpy and much else is loaded beside that

        return ApkReader(archive, hidden)

    def detect(self, path: Path) -> bool:
        """True for a zip archive with a manifest or a DEX file at its root."""
        try:
            with SafeArchive.open(path) as archive:
                return archive.has(MANIFEST_NAME) or archive.has(FIRST_DEX_NAME)
        except (UnreadableArtifactError, ExtractionError):
            return False

    def read(self, path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
        """Read everything; what cannot be read becomes a gap.

        Raises:
            UnreadableArtifactError: It is no archive, or has more entries than allowed.
        """
        from appaudit.artifacts.apk.reader import read_package  # as above

        return read_package(path, limits, stages, self._archive, self._hidden)
