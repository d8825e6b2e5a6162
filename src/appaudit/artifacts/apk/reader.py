"""Reads an Android package: manifest, resources, code images, native libraries, texts and signatures."""

from __future__ import annotations

from pathlib import Path

from appaudit.artifacts.apk.code_images import HiddenImages
from appaudit.artifacts.apk.manifest import MANIFEST_NAME
from appaudit.artifacts.apk.package import FIRST_DEX_NAME, Digest, PackageReading, artifact_of
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import ArtifactReading, Limits, Stages
from appaudit.errors import ExtractionError, UnreadableArtifactError


class ApkReader:
    """Reader of `.apk` files, and of jars that hold DEX.

    Args:
        archive: The one file that is to be read, where it is open.
        hidden: The search for hidden code in it, where it has begun.
    """

    kind = "apk"

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
        return ApkReader(archive, HiddenImages(archive, limits))

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
        with self._archive or SafeArchive.open(path, limits) as archive:
            digest = Digest(archive.data)
            package = PackageReading(archive, limits, hidden=self._hidden)
            try:
                self._read_parts(package, path, stages)
            finally:
                sha256 = digest.hexdigest()
            package.finish()
            apps = [package.manifest.app] if package.manifest is not None else []
            package.result.artifact = artifact_of(self.kind, path, sha256, len(archive.data), apps)
            return package.result

    def _read_parts(self, package: PackageReading, path: Path, stages: Stages) -> None:
        with stages("archive"):
            try:
                package.read_names()
            except ExtractionError as error:
                raise UnreadableArtifactError(error.message, zh=error.zh) from error
        with stages("resources"):
            resources = package.read_resources()
        with stages("manifest"):
            package.read_manifest(resources)
            package.judge_missing_packages()
            package.judge_missing_resources()
        with stages("inflate"):
            package.read_code()
            package.judge_missing_code()
        with stages("texts"):
            package.read_texts()
        with stages("signing"):
            package.read_signatures(path)
