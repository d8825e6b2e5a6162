"""Reads an Android package: manifest, resources, code images, native libraries, texts and signatures."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import Final

from appaudit.artifacts.apk import _androguard
from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.code_images import CodeImages, read_hidden_images, read_loaded_images
from appaudit.artifacts.apk.frameworks import hybrid_gaps
from appaudit.artifacts.apk.manifest import MANIFEST_NAME, Manifest, manifest_of, read_manifest
from appaudit.artifacts.apk.native import native_libraries
from appaudit.artifacts.apk.signing import read_certificates
from appaudit.artifacts.apk.texts import asset_texts, layout_texts, resource_texts
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import ArtifactReading, Limits, Stages, gap_reason, gaps_for
from appaudit.errors import ExtractionError, UnreadableArtifactError
from appaudit.model.artifact import Artifact, ArtifactContents
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, CoverageLevel
from appaudit.model.fact import NativeLibraryFact, UiTextFact

_RESOURCES_NAME: Final = "resources.arsc"
_FIRST_DEX_NAME: Final = "classes.dex"


class ApkReader:
    """Reader of `.apk` files, and of jars that hold DEX."""

    kind = "apk"

    def detect(self, path: Path) -> bool:
        """True for a zip archive with a manifest or a DEX file at its root."""
        try:
            with SafeArchive.open(path) as archive:
                return archive.has(MANIFEST_NAME) or archive.has(_FIRST_DEX_NAME)
        except (UnreadableArtifactError, ExtractionError):
            return False

    def read(self, path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
        """Read everything; what cannot be read becomes a gap.

        Raises:
            UnreadableArtifactError: It is no archive, or has more entries than allowed.
        """
        with SafeArchive.open(path, limits) as archive:
            return _ApkReading(path, archive, limits, stages).reading()


class _Digest:
    """SHA-256 of a buffer, computed beside the reading: hashlib releases the GIL."""

    def __init__(self, data: memoryview) -> None:
        self._hash = hashlib.sha256()
        self._thread = threading.Thread(target=self._hash.update, args=(data,), daemon=True)
        self._thread.start()

    def hexdigest(self) -> str:
        self._thread.join()
        return self._hash.hexdigest()


class _ApkReading:
    def __init__(self, path: Path, archive: SafeArchive, limits: Limits, stages: Stages) -> None:
        self._path = path
        self._archive = archive
        self._limits = limits
        self._stages = stages
        self._result = ArtifactReading(artifact=Artifact(kind=ApkReader.kind, path=str(path), sha256="", size=0))

    def reading(self) -> ArtifactReading:
        result, archive = self._result, self._archive
        size = len(archive.data)
        digest = _Digest(archive.data)
        try:
            with self._stages("archive"):
                self._read_names()
            with self._stages("resources"):
                resources = self._read_resources()
            with self._stages("manifest"):
                manifest = self._read_manifest(resources)
            with self._stages("inflate"):
                self._read_code(manifest)
            with self._stages("texts"):
                self._read_texts()
            with self._stages("signing"):
                self._read_signatures()
        finally:
            sha256 = digest.hexdigest()
        app = manifest.app if manifest is not None else None
        result.artifact = Artifact(
            kind=ApkReader.kind,
            path=str(self._path),
            sha256=sha256,
            size=size,
            package=app.package if app else "",
            version_name=app.version_name if app else "",
            version_code=app.version_code if app else "",
            min_sdk=app.min_sdk if app else -1,
            target_sdk=app.target_sdk if app else -1,
            label=app.label if app else "",
        )
        result.anomalies += archive.anomalies
        return result

    def _read_names(self) -> None:
        try:
            names = self._archive.names()
        except ExtractionError as error:
            raise UnreadableArtifactError(error.message) from error
        self._result.contents = ArtifactContents(entry_names=names)
        self._result.facts += native_libraries(names)
        self._result.gaps += hybrid_gaps(names)
        if self._archive.is_damaged:
            kinds = (*CODE_KINDS, NativeLibraryFact.kind, UiTextFact.kind)
            detail = "the zip directory breaks off: entries after the break are not listed"
            self._result.gaps += gaps_for(kinds, CoverageLevel.PARTIAL, "unreadable", self._path.name, detail)

    def _read_resources(self) -> ResourceTable | None:
        if not self._archive.has(_RESOURCES_NAME):
            return None
        try:
            table = ResourceTable(self._archive.read(_RESOURCES_NAME), _RESOURCES_NAME)
            self._result.contents.texts += resource_texts(table)
        except ExtractionError as error:
            self._result.gaps += gaps_for(
                (UiTextFact.kind,), CoverageLevel.PARTIAL, gap_reason(error), _RESOURCES_NAME, error.message
            )
            return None
        return table

    def _read_manifest(self, resources: ResourceTable | None) -> Manifest | None:
        try:
            data = self._archive.read(MANIFEST_NAME)
            manifest = _read_manifest_twice(data, resources)
        except ExtractionError as error:
            reason = gap_reason(error)
            self._result.gaps += gaps_for(MANIFEST_KINDS, CoverageLevel.NONE, reason, MANIFEST_NAME, error.message)
            return None
        self._result.facts += manifest.facts
        return manifest

    def _read_code(self, manifest: Manifest | None) -> None:
        loaded = read_loaded_images(self._archive)
        hidden = read_hidden_images(self._archive, self._limits)
        for found in (loaded, hidden):
            self._result.contents.dex_images += found.images
            self._result.gaps += found.gaps
            self._result.anomalies += found.anomalies
        self._judge_missing_code(loaded, manifest)

    def _judge_missing_code(self, loaded: CodeImages, manifest: Manifest | None) -> None:
        """Without DEX an app runs native code, or it is a part of one; only `hasCode="false"` says there is none."""
        if loaded.images or loaded.gaps:
            return
        has_native = any(isinstance(fact, NativeLibraryFact) for fact in self._result.facts)
        if not has_native and manifest is not None and not manifest.has_code:
            return
        detail = "the package holds no classes.dex" + (", only native libraries" if has_native else "")
        reason = "native_only" if has_native else "unreadable"
        self._result.gaps += gaps_for(CODE_KINDS, CoverageLevel.NONE, reason, _FIRST_DEX_NAME, detail)

    def _read_texts(self) -> None:
        for texts, gaps in (layout_texts(self._archive), asset_texts(self._archive, self._limits)):
            self._result.contents.texts += texts
            self._result.gaps += gaps

    def _read_signatures(self) -> None:
        facts, gaps = read_certificates(self._archive, lambda: _androguard.read_certificate_ders(self._path))
        self._result.facts += facts
        self._result.gaps += gaps


def _read_manifest_twice(data: bytes, resources: ResourceTable | None) -> Manifest:
    """The manifest as we read it or, failing that, as androguard does."""
    try:
        return read_manifest(data, resources)
    except ExtractionError as own_error:
        try:
            return manifest_of(_androguard.read_manifest_tree(data, MANIFEST_NAME), resources)
        except ExtractionError:
            raise own_error from None
