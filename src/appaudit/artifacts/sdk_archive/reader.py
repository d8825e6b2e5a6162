"""Reads an SDK archive: manifest, classes, native libraries, texts, and code hidden in assets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from appaudit.artifacts.apk.code_images import read_hidden_images
from appaudit.artifacts.apk.entry_names import FIRST_DEX_NAME, MANIFEST_NAME
from appaudit.artifacts.apk.library_files import library_facts
from appaudit.artifacts.apk.manifest import Manifest
from appaudit.artifacts.apk.native import native_libraries, read_libraries
from appaudit.artifacts.apk.package import Digest, artifact_of
from appaudit.artifacts.apk.texts import asset_texts
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import (
    Anomaly,
    ArtifactReading,
    Failure,
    LimitReachedError,
    Limits,
    Stages,
    anomaly_facts,
    failure_of,
    gaps_for,
    grouped,
)
from appaudit.artifacts.sdk_archive.jars import is_class, is_loaded, read_classes
from appaudit.artifacts.sdk_archive.text_xml import read_text_manifest, string_texts
from appaudit.artifacts.zip_directory import Entry
from appaudit.errors import ExtractionError, UnreadableArtifactError
from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CODE_KINDS, CoverageLevel
from appaudit.model.facts.code import UiTextFact
from appaudit.model.facts.package import AppFact, NativeLibraryFact

_CLASSES_NAME: Final = "classes.jar"
_SYMBOLS_NAME: Final = "R.txt"
_CLASS_MAGIC: Final = b"\xca\xfe\xba\xbe"
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
#: An AAR keeps under `jni/` what an app has under `lib/`; a jar may have the folders of an app.
_LIBRARY_FOLDERS: Final = ("jni/", "lib/", "assets/")
#: What the manifest of an SDK says; it is no app, so nothing is said of one.
_KINDS_OF_MANIFEST: Final = ("permission", "component", "meta_data")
_VALUES = re.compile(r"res/values(?:-[^/]+)?/[^/]+\.xml")
#: Version numbers in file names: `open-sdk-4.20.0.aar`, `sdk_v9.28.aar`.
_VERSION = re.compile(r"(?<!\d)\d+(?:\.\d+)+")
#: Name and code that Android Studio gives to the first version of any project; many vendors never change them.
_NEW_PROJECT: Final = ("1.0", "1")


class SdkArchiveReader:
    """Reader of `.aar` files, and of jars that hold Java classes.

    An AAR has a manifest under the same name as an app, so this reader is asked before those of apps.
    """

    kind = "sdk"
    is_asked_first = True

    def detect(self, path: Path) -> bool:
        """True for a zip archive without DEX of its own: classes, with no manifest or one that is not compiled."""
        try:
            with SafeArchive.open(path) as archive:
                if archive.has(FIRST_DEX_NAME):
                    return False
                if archive.has(MANIFEST_NAME):
                    return _is_text(archive, archive.entry(MANIFEST_NAME)) and _has_code(archive)
                return _has_classes(archive)
        except (UnreadableArtifactError, ExtractionError):
            return False

    def read(self, path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
        """Read everything; what cannot be read becomes a gap.

        Raises:
            UnreadableArtifactError: It is no archive, or has more entries than allowed.
        """
        with SafeArchive.open(path, limits) as archive:
            digest = Digest(archive.data)
            sdk = _SdkReading(archive, limits)
            try:
                sdk.read(stages)
            finally:
                sha256 = digest.hexdigest()
            apps = [sdk.manifest.app] if sdk.manifest is not None else []
            artifact = artifact_of(self.kind, path, sha256, len(archive.data), apps)
            label = "" if artifact.label.startswith("@") else artifact.label
            sdk.result.artifact = replace(_with_version(artifact, _version_in(path)), label=label)
            return sdk.result


class _SdkReading:
    """Reads the parts of an open archive into `result`; the artifact is left empty."""

    def __init__(self, archive: SafeArchive, limits: Limits) -> None:
        self.manifest: Manifest | None = None
        artifact = Artifact(kind="", platform="android", path="", sha256="", size=0)
        self.result = ArtifactReading(artifact=artifact, supplies="sdk_archive")
        self._archive = archive
        self._limits = limits
        self._anomalies: list[Anomaly] = []

    def read(self, stages: Stages) -> None:
        """Read everything."""
        with stages("archive"):
            try:
                names = self._archive.names()
            except ExtractionError as error:
                raise UnreadableArtifactError(error.message, zh=error.zh) from error
        with stages("manifest"):
            self._read_manifest()
        with stages("inflate"):
            names = [*(name for name in names if not is_class(name)), *self._read_classes()]
            self._read_hidden_images()
            self.result.contents.libraries, unread = read_libraries(self._archive, self._limits, _LIBRARY_FOLDERS)
        self.result.contents.entry_names = list(dict.fromkeys(names))
        self.result.facts += _native_libraries(names)
        libraries, gaps = library_facts(self._archive)
        self.result.facts += libraries
        self.result.gaps += [*unread, *gaps]
        with stages("texts"):
            self._read_texts()
        if self._archive.damage:
            kinds = (*CODE_KINDS, NativeLibraryFact.kind, UiTextFact.kind)
            self._add_gaps(kinds, [Failure("unreadable", self._archive.place, self._archive.damage)])
        self.result.facts += anomaly_facts([*self._archive.anomalies, *self._anomalies])

    def _read_manifest(self) -> None:
        if not self._archive.has(MANIFEST_NAME):
            return  # a jar has none
        try:
            self.manifest = read_text_manifest(self._archive.read(MANIFEST_NAME), MANIFEST_NAME)
        except ExtractionError as error:
            failure = failure_of(error, MANIFEST_NAME)
            self._add_gaps(_KINDS_OF_MANIFEST, [failure], CoverageLevel.NONE)
        else:
            self.result.facts += [fact for fact in self.manifest.facts if not isinstance(fact, AppFact)]

    def _read_classes(self) -> list[str]:
        """The classes; gives the names of what else is in their jars, which becomes part of the app as well."""
        found = read_classes(self._archive, self._limits)
        self.result.contents.class_archives += found.archives
        self.result.facts += found.libraries
        self._anomalies += found.anomalies
        if not found.has_jars:
            detail = Bilingual(f"压缩包中没有 {_CLASSES_NAME}", f"the archive holds no {_CLASSES_NAME}")
            found.failures.append(Failure("unreadable", _CLASSES_NAME, detail))
        has_classes = any(jar.classes for jar in found.archives)
        level = CoverageLevel.PARTIAL if has_classes else CoverageLevel.NONE
        self._add_gaps(CODE_KINDS, grouped(found.failures), level)
        return found.other_names

    def _read_hidden_images(self) -> None:
        hidden = read_hidden_images(self._archive, self._limits)
        self.result.contents.dex_images += hidden.images
        self.result.gaps += hidden.gaps
        self._anomalies += hidden.anomalies

    def _read_texts(self) -> None:
        texts, gaps = asset_texts(self._archive, self._limits)
        self.result.contents.texts += texts
        self.result.gaps += gaps
        failures = []
        left = self._limits.texts_bytes
        for entry in self._archive.entries():
            if not _VALUES.fullmatch(entry.name):
                continue
            try:
                if entry.size > min(self._limits.text_bytes, left):
                    raise LimitReachedError(
                        f"{entry.name}: {entry.size} bytes of text are more than the limits leave",
                        zh=f"{entry.name}：文本 {entry.size} 字节，超出限制的余量",
                    )
                left -= entry.size
                self.result.contents.texts += string_texts(bytes(self._archive.read_entry(entry)), entry.name)
            except ExtractionError as error:
                failures.append(failure_of(error, entry.name))
        self._add_gaps((UiTextFact.kind,), grouped(failures))

    def _add_gaps(
        self, kinds: tuple[str, ...], failures: list[Failure], level: CoverageLevel = CoverageLevel.PARTIAL
    ) -> None:
        for reason, part, detail in failures:
            self.result.gaps += gaps_for(kinds, level, reason, part, detail)


def _is_text(archive: SafeArchive, entry: Entry) -> bool:
    start = archive.peek(entry)
    return start.startswith(_BYTE_ORDER_MARKS) or start.lstrip().startswith(b"<")


def _has_code(archive: SafeArchive) -> bool:
    """Whether an archive with the manifest of a library holds what an AAR does: some hold all classes in `libs/`."""
    return archive.has(_SYMBOLS_NAME) or any(map(is_loaded, archive.names())) or _has_classes(archive)


def _has_classes(archive: SafeArchive) -> bool:
    classes = (entry for entry in archive.entries() if is_class(entry.name))
    return any(archive.peek(entry, 4) == _CLASS_MAGIC for entry in classes)


def _native_libraries(names: list[str]) -> Iterator[NativeLibraryFact]:
    """An AAR keeps under `jni/` what an app has under `lib/`."""
    in_app = {re.sub(r"^jni/", "lib/", name): name for name in names}
    for fact in native_libraries(list(in_app)):
        yield replace(fact, location=replace(fact.location, path=in_app[fact.location.path]))


def _with_version(artifact: Artifact, in_name: str) -> Artifact:
    """The artifact with the version of its file name, where its manifest has none but that of a new project."""
    if in_name and (not artifact.version_name or (artifact.version_name, artifact.version_code) == _NEW_PROJECT):
        return replace(artifact, version_name=in_name, version_code="")
    return artifact


def _version_in(path: Path) -> str:
    found = _VERSION.findall(path.stem)
    return found[-1] if found else ""
