"""What one package holds, read part by part: an app by itself, or one of the packages of a bundle."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from appaudit.artifacts.apk import _androguard
from appaudit.artifacts.apk.attributes import refers_to_own_resources
from appaudit.artifacts.apk.axml import Element
from appaudit.artifacts.apk.check_boxes import check_boxes
from appaudit.artifacts.apk.code_images import HiddenImages, read_hidden_images, read_loaded_images
from appaudit.artifacts.apk.compiled_form import BINARY, CompiledForm
from appaudit.artifacts.apk.entry_names import FIRST_DEX_NAME, MANIFEST_NAME
from appaudit.artifacts.apk.frameworks import hybrid_gaps
from appaudit.artifacts.apk.library_files import library_facts
from appaudit.artifacts.apk.manifest import Manifest, manifest_of
from appaudit.artifacts.apk.named_classes import MOST_DOCUMENTS, NamedClasses
from appaudit.artifacts.apk.native import native_libraries, read_libraries
from appaudit.artifacts.apk.navigation_graphs import may_be_graph, navigation_graph
from appaudit.artifacts.apk.network_config import cleartext, permits_cleartext
from appaudit.artifacts.apk.resources import Resources, Table
from appaudit.artifacts.apk.shipped_settings import shipped_settings
from appaudit.artifacts.apk.signing import SecondOpinion, read_certificates
from appaudit.artifacts.apk.texts import asset_texts, keys_of, layout_texts, library_texts, resource_texts
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import (
    Anomaly,
    ArtifactReading,
    LimitReachedError,
    Limits,
    anomaly_facts,
    gap_reason,
    gaps_for,
)
from appaudit.errors import ExtractionError
from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, CoverageLevel
from appaudit.model.facts.code import UiTextFact
from appaudit.model.facts.package import AppFact, NativeLibraryFact
from appaudit.model.words import GapReason

_ALL_KINDS: Final = (*MANIFEST_KINDS, *CODE_KINDS, NativeLibraryFact.kind, UiTextFact.kind)
#: Anomalies by which a package, or a part of it, says two things.
_TWO_READINGS: Final = ("second_directory", "second_reading")


class Digest:
    """SHA-256 of a buffer, computed beside the reading: hashlib releases the GIL."""

    def __init__(self, data: memoryview) -> None:
        """Start at once."""
        self._hash = hashlib.sha256()
        self._thread = threading.Thread(target=self._hash.update, args=(data,), daemon=True)
        self._thread.start()

    def hexdigest(self) -> str:
        """Wait for the digest and give it in hexadecimal."""
        self._thread.join()
        return self._hash.hexdigest()


class PackageReading:
    """Reads an open package; each method reads one part, adds it to `result`, and turns failure into a gap.

    `result` names places as they are in the package; its artifact is left empty.
    """

    def __init__(
        self, archive: SafeArchive, limits: Limits, form: CompiledForm = BINARY, hidden: HiddenImages | None = None
    ) -> None:
        """Take a package, of which nothing is read yet, but that a search for hidden code may have begun."""
        self.archive = archive
        self.manifest: Manifest | None = None
        self.manifest_tree: Element | None = None
        self.has_loaded_code = False
        self.result = ArtifactReading(artifact=Artifact(kind="", platform="android", path="", sha256="", size=0))
        self._limits = limits
        self._hidden = hidden
        self._form = form
        self._table: Table | None = None
        self._anomalies: list[Anomaly] = []
        self._named = NamedClasses()

    def read_names(self) -> None:
        """Entry names, native libraries, libraries that name themselves, and gaps for what the names give away.

        Raises:
            LimitReachedError: There are more entries than allowed.
        """
        names = self.archive.names()
        self.result.contents.entry_names = names
        self.result.contents.shipped_settings = shipped_settings(self.archive)
        self.result.facts += native_libraries(names)
        self.result.gaps += hybrid_gaps(names)
        libraries, gaps = library_facts(self.archive)
        self.result.facts += libraries
        self.result.gaps += gaps
        if self.archive.damage:
            kinds = (*CODE_KINDS, NativeLibraryFact.kind, UiTextFact.kind)
            detail = self.archive.damage
            self.result.gaps += gaps_for(kinds, CoverageLevel.PARTIAL, "unreadable", self.archive.place, detail)

    def read_resources(self) -> Table | None:
        """The resource table with its texts; None where the package has none that can be read."""
        place = self._form.resources_name
        if not self.archive.has(place):
            return None
        texts, most = self.result.contents.texts, self._limits.strings
        try:
            table = self._form.read_table(self.archive.read(place), place)
            texts += islice(resource_texts(table), most + 1)
            self.result.contents.textless_names |= set(table.textless_names())
            self.result.contents.bool_names |= set(table.bool_names())
            self.result.contents.keys |= keys_of(table)
        except ExtractionError as error:
            self._add_text_gap(error)
            return None
        self._table = table
        self._anomalies += [Anomaly("second_reading", place, detail) for detail in table.second_readings()]
        if len(texts) > most:
            texts.pop()
            self._add_text_gap(
                LimitReachedError(
                    f"{place}: more than {most} texts, the limit strings",
                    zh=f"{place}：文字多于 {most} 条，超过限制 strings",
                )
            )
        return table

    def read_manifest(self, resources: Resources | None) -> None:
        """The manifest, our own reading of it or, failing that, a second reader's."""
        try:
            content = self.archive.read(MANIFEST_NAME)
            self.manifest = self._read_manifest_twice(content, resources)
            self._note_second_readings(content)
        except ExtractionError as error:
            reason = gap_reason(error)
            self.result.gaps += gaps_for(MANIFEST_KINDS, CoverageLevel.NONE, reason, MANIFEST_NAME, said_by(error))
        else:
            self._read_network_config(self.manifest)
            self._judge_foreign_code(self.manifest)
            self.result.facts += self.manifest.facts

    def _judge_foreign_code(self, manifest: Manifest) -> None:
        """Code that the system loads into the app from packages of others was not read."""
        for name in manifest.foreign_code:
            detail = Bilingual(
                f"系统会将另一安装包 {name[:200]!r} 中的代码载入应用，未读取",
                f"the system loads code of another package, {name[:200]!r}, into the app; it was not read",
            )
            self.result.gaps += gaps_for(CODE_KINDS, CoverageLevel.PARTIAL, "dynamic_code", name[:200], detail)

    def _read_manifest_twice(self, data: bytes, resources: Resources | None) -> Manifest:
        """The manifest as we read it or, failing that, as a second reader does."""
        try:
            self.manifest_tree = self._form.read_xml(data, MANIFEST_NAME)
            return manifest_of(self.manifest_tree, resources)
        except ExtractionError as own_error:
            try:
                return manifest_of(self._form.read_xml_again(data, MANIFEST_NAME), resources)
            except ExtractionError:
                raise own_error from None

    def _note_second_readings(self, content: bytes) -> None:
        with contextlib.suppress(ExtractionError):  # androguard read what we could not
            for detail in self._form.second_readings(content, MANIFEST_NAME):
                self._anomalies.append(Anomaly("second_reading", MANIFEST_NAME, detail))

    def _read_network_config(self, manifest: Manifest) -> None:
        """Let the network configuration decide whether the app speaks in clear; an unreadable one decides nothing."""
        if not manifest.network_config or not self.archive.has(manifest.network_config):
            return
        place = manifest.network_config
        try:
            configured = permits_cleartext(self._form.read_xml(self.archive.read(place), place))
        except ExtractionError:
            app = replace(manifest.app, uses_cleartext=None, cleartext_below=0)
        else:
            known = manifest.app
            found = cleartext(
                manifest.cleartext_declared, known.min_sdk, known.target_sdk, configured=configured, has_file=True
            )
            app = replace(known, uses_cleartext=found.permitted, cleartext_below=found.below)
        self.manifest = replace(manifest, app=app, facts=(app, *manifest.facts[1:]))

    def judge_missing_packages(self) -> None:
        """A package that is one of several leaves open what the others hold; for one that is read by itself."""
        manifest = self.manifest
        if manifest is None or not (manifest.split or manifest.needs_splits):
            return
        kinds: tuple[str, ...] = (*CODE_KINDS, NativeLibraryFact.kind, UiTextFact.kind)
        if manifest.split:
            kinds = (*MANIFEST_KINDS, *kinds)
            detail = Bilingual(
                f"该安装包是应用的拆分包 {manifest.split[:200]!r}，不是完整应用",
                f"the package is the split {manifest.split[:200]!r} of an app, not the whole app",
            )
        else:
            detail = Bilingual(
                "除该安装包外，应用还需要其他拆分包（split），它们没有提供，未读取",
                "the app needs other packages (splits) beside this one, which were not read",
            )
        self.result.gaps += gaps_for(kinds, CoverageLevel.PARTIAL, "unreadable", self.archive.place, detail)

    def judge_missing_resources(self) -> None:
        """A manifest that refers to resources where there is no table of them: the texts of the app are elsewhere."""
        manifest, tree = self.manifest, self.manifest_tree
        place = self._form.resources_name
        if manifest is None or manifest.split or tree is None or self.archive.has(place):
            return
        if refers_to_own_resources(tree):
            detail = Bilingual(
                f"清单引用了应用的资源，安装包中却没有 {place}，界面文字未读取",
                f"the manifest refers to resources of the app, and there is no {place}: texts of the app were not read",
            )
            self.result.gaps += gaps_for((UiTextFact.kind,), CoverageLevel.PARTIAL, "unreadable", place, detail)

    def read_code(self) -> None:
        """Every DEX image, loaded by the system or hidden."""
        loaded = read_loaded_images(self.archive)
        begun = self._hidden
        hidden = begun.result(self.archive) if begun else read_hidden_images(self.archive, self._limits)
        self.has_loaded_code = bool(loaded.images or loaded.gaps)
        for found in (loaded, hidden):
            self.result.contents.dex_images += found.images
            self.result.gaps += found.gaps
            self._anomalies += found.anomalies
        libraries, gaps = read_libraries(self.archive, self._limits)
        self.result.contents.libraries += libraries
        self.result.gaps += gaps

    def judge_missing_code(self) -> None:
        """Without DEX an app runs native code, or it is a part of one; only `hasCode="false"` says there is none."""
        if self.has_loaded_code:
            return
        has_native = any(isinstance(fact, NativeLibraryFact) for fact in self.result.facts)
        if not has_native and self.manifest is not None and not self.manifest.has_code:
            return
        detail = Bilingual(
            "安装包中没有 classes.dex" + ("，只有原生库" if has_native else ""),
            "the package holds no classes.dex" + (", only native libraries" if has_native else ""),
        )
        reason: GapReason = "native_only" if has_native else "unreadable"
        self.result.gaps += gaps_for(CODE_KINDS, CoverageLevel.NONE, reason, FIRST_DEX_NAME, detail)

    def read_texts(self) -> None:
        """Texts of layouts, of assets and of compiled apps, and the boxes to tick in layouts."""
        documents: list[tuple[int, str]] = []
        if self._table is not None:
            with contextlib.suppress(ExtractionError):  # said where the texts of the table are read
                documents += islice(self._table.documents(), MOST_DOCUMENTS)
        layouts = layout_texts(self.archive, self._add_document, self._form, {place for _, place in documents})
        readings = (layouts, asset_texts(self.archive, self._limits), library_texts(self.archive))
        for texts, gaps in readings:
            self.result.contents.texts += texts
            self.result.gaps += gaps
        self.result.contents.document_classes = self._named.by_resource(documents)

    def _add_document(self, data: bytes, place: str) -> None:
        for number, box in check_boxes(data, place, self._table, self._form):
            self.result.facts.append(box)
            if number and box.texts:
                self.result.contents.box_texts.setdefault(number, box.texts)
        self._named.add(place, *self._form.names_and_references(data, place))
        graph = navigation_graph(self._form.read_xml(data, place)) if may_be_graph(data) else None
        if graph is not None:
            self._named.add_graph(place, graph)

    def read_signatures(self, path: Path | None = None) -> None:
        """Signing certificates; `path` is the file of the package for a second opinion, where it has one."""
        second_opinion: SecondOpinion | None = None
        if path is not None:
            file = path
            second_opinion = lambda: _androguard.read_certificate_ders(file)  # noqa: E731
        facts, gaps = read_certificates(self.archive, second_opinion)
        self.result.facts += facts
        self.result.gaps += gaps

    def finish(self) -> None:
        """Anomalies met on the way, as facts; to be called once, when all parts are read.

        Those by which others may read something else than was read leave a gap in what they concern.
        """
        for code, entry, detail in [*self.archive.anomalies, *self._anomalies]:
            is_doubled = code == "duplicate_name" and entry in (
                MANIFEST_NAME,
                self._form.resources_name,
                FIRST_DEX_NAME,
            )
            if code in _TWO_READINGS or is_doubled:
                kinds = MANIFEST_KINDS if entry == MANIFEST_NAME else _ALL_KINDS
                words = Bilingual(f"{detail}；可以读出不同的内容", f"{detail}: others may read something else")
                part = entry or self.archive.place
                self.result.gaps += gaps_for(kinds, CoverageLevel.PARTIAL, "two_readings", part, words)
        self.result.facts += anomaly_facts([*self.archive.anomalies, *self._anomalies])

    def _add_text_gap(self, error: ExtractionError) -> None:
        self.result.gaps += gaps_for(
            (UiTextFact.kind,), CoverageLevel.PARTIAL, gap_reason(error), self._form.resources_name, said_by(error)
        )


def artifact_of(kind: str, path: Path, sha256: str, size: int, apps: Iterable[AppFact]) -> Artifact:
    """The identity of an artifact, with what the first of its manifests says of the app."""
    app = next(iter(apps), None)
    return Artifact(
        platform="android",
        kind=kind,
        path=str(path),
        sha256=sha256,
        size=size,
        package=app.package if app else "",
        version_name=app.version_name if app else "",
        version_code=app.version_code if app else "",
        min_sdk=app.min_sdk if app else -1,
        target_sdk=app.target_sdk if app else -1,
        label=app.label if app else "",
    )
