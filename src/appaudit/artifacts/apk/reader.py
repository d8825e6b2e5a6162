"""Reads an Android package: manifest, resources, code images, native libraries, texts and signatures."""

from __future__ import annotations

from pathlib import Path

from appaudit.artifacts.apk.code_images import HiddenImages
from appaudit.artifacts.apk.entry_names import KIND
from appaudit.artifacts.apk.package import Digest, PackageReading, artifact_of
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import ArtifactReading, Limits, Stages
from appaudit.errors import ExtractionError, UnreadableArtifactError


def read_package(
    path: Path,
    limits: Limits,
    stages: Stages,
    opened: SafeArchive | None = None,
    hidden: HiddenImages | None = None,
) -> ArtifactReading:
    """Read everything; what cannot be read becomes a gap.

    Args:
        path: The file.
        limits: How much of it may be read.
        stages: Called with the name of each part.
        opened: The same, where it is open.
        hidden: The search for hidden code in it, where it has begun.

    Raises:
        UnreadableArtifactError: It is no archive, or has more entries than allowed.
    """
    with opened or SafeArchive.open(path, limits) as archive:
        digest = Digest(archive.data)
        package = PackageReading(archive, limits, hidden=hidden)
        try:
            _read_parts(package, path, stages)
        finally:
            sha256 = digest.hexdigest()
        package.finish()
        apps = [package.manifest.app] if package.manifest is not None else []
        package.result.artifact = artifact_of(KIND, path, sha256, len(archive.data), apps)
        return package.result


def _read_parts(package: PackageReading, path: Path, stages: Stages) -> None:
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
