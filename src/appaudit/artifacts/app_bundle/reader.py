"""Reads an Android App Bundle as the app that a store makes of it, all modules installed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from appaudit.artifacts.apk.package import Digest, PackageReading, artifact_of
from appaudit.artifacts.apk.signing import read_v1_certificates
from appaudit.artifacts.app_bundle.dependencies import DEPENDENCIES_PLACE, dependency_facts
from appaudit.artifacts.app_bundle.detection import AppBundleReader
from appaudit.artifacts.app_bundle.form import PROTOBUF
from appaudit.artifacts.app_bundle.modules import BASE, MANIFEST_PLACE, module_entries, module_of, outside_of_modules
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import (
    ArtifactReading,
    Failure,
    Limits,
    Stages,
    anomaly_facts,
    failure_of,
    gap_reason,
    gaps_for,
)
from appaudit.artifacts.bundle.together import Member, Together
from appaudit.errors import ExtractionError, UnreadableArtifactError
from appaudit.model.artifact import Artifact, MappingFile
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.coverage import CoverageLevel
from appaudit.model.facts.package import CertificateFact, DependencyFact

MAPPING_PLACE: Final = "BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map"
_SIGNATURES: Final = "META-INF"


def read_bundle(path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    """Read all modules; what cannot be read becomes a gap.

    Raises:
        UnreadableArtifactError: It is no archive, has more entries than allowed, or no module.
    """
    with SafeArchive.open(path, limits) as archive:
        digest = Digest(archive.data)
        bundle = _AppBundleReading(archive, limits, stages)
        try:
            bundle.read()
        finally:
            sha256 = digest.hexdigest()
        modules = tuple(module_of(each.place, each.package.manifest_tree) for each in bundle.together.members)
        artifact = artifact_of(AppBundleReader.kind, path, sha256, len(archive.data), bundle.together.apps)
        bundle.result.artifact = replace(artifact, modules=modules)
        return bundle.result


class _AppBundleReading:
    """Reads modules as packages that belong together, and what the bundle says of them as a whole."""

    def __init__(self, archive: SafeArchive, limits: Limits, stages: Stages) -> None:
        self.result = ArtifactReading(
            artifact=Artifact(kind=AppBundleReader.kind, platform="android", path="", sha256="", size=0)
        )
        self.together = Together(stages)
        self._archive = archive
        self._limits = limits
        self._stages = stages

    def read(self) -> None:
        """Read everything into `result`."""
        with self._stages("archive"):
            self._open_modules()
            self._read_metadata()
        self.together.read_manifests()
        self.together.read_contents()
        with self._stages("signing"):
            self._judge_signature()
        self.result.facts += anomaly_facts(self._archive.anomalies)
        has_base = self.together.members[0].place == BASE
        self.together.merge_into(self.result, self._archive.place, has_base=has_base)

    def _open_modules(self) -> None:
        try:
            modules = module_entries(self._archive)
        except ExtractionError as error:
            raise UnreadableArtifactError(error.message, zh=error.zh) from error
        if not modules:
            raise UnreadableArtifactError(
                f"{self._archive.place} is an app bundle without modules: no {BASE}/{MANIFEST_PLACE} in it",
                zh=f"{self._archive.place} 是没有模块的 App Bundle：其中没有 {BASE}/{MANIFEST_PLACE}",
            )
        most = self._limits.packages
        for name, entries in list(modules.items())[:most]:
            package = PackageReading(self._archive.part(name, entries), self._limits, PROTOBUF)
            package.read_names()
            self.together.members.append(Member(name, package))
        if len(modules) > most:
            detail = Bilingual(
                f"有 {len(modules)} 个模块，超过限制 packages（{most}）",
                f"{len(modules)} modules; the limit packages is {most}",
            )
            self.together.failures.append(Failure("limit_reached", list(modules)[most], detail))
        self.together.failures += outside_of_modules(self._archive, list(modules))
        if self._archive.damage:
            self.together.failures.append(Failure("unreadable", self._archive.place, self._archive.damage))

    def _read_metadata(self) -> None:
        """What the build left for the store: the libraries of the app, and the names that its shrinker changed."""
        if self._archive.has(DEPENDENCIES_PLACE):
            try:
                self.result.facts += dependency_facts(self._archive.read(DEPENDENCIES_PLACE))
            except ExtractionError as error:
                kinds = (DependencyFact.kind,)
                reason, detail = gap_reason(error), said_by(error)
                self.result.gaps += gaps_for(kinds, CoverageLevel.PARTIAL, reason, DEPENDENCIES_PLACE, detail)
        if self._archive.has(MAPPING_PLACE):
            try:
                content = self._archive.read(MAPPING_PLACE)
            except ExtractionError as error:
                self.together.failures.append(failure_of(error, MAPPING_PLACE))
            else:
                self.result.contents.mapping = MappingFile(place=MAPPING_PLACE, data=content)

    def _judge_signature(self) -> None:
        """The key that signs a bundle is that of the upload; how packages for users are signed is not in it."""
        facts, gaps = read_v1_certificates(self._archive)
        detail = _upload_key(facts) if not gaps else gaps[0].detail
        part = facts[0].location.path if facts else _SIGNATURES
        self.result.gaps += gaps_for((CertificateFact.kind,), CoverageLevel.NONE, "elsewhere", part, detail)


def _upload_key(certificates: list[CertificateFact]) -> Bilingual:
    """What a bundle says of its signature, for people."""
    if not certificates:
        return Bilingual(
            "该 App Bundle 未签名；用户安装包所用的签名证书与签名方案不在其中",
            "the bundle is not signed; key and schemes that sign what users get are not in it",
        )
    subject, digest = certificates[0].subject[:200], certificates[0].sha256
    return Bilingual(
        f"该 App Bundle 以上传密钥签名（{subject}，SHA-256 {digest}）；用户安装包所用的签名证书与签名方案不在其中",
        f"the bundle is signed with an upload key ({subject}, SHA-256 {digest}); key and schemes that sign what users"
        " get are not in it",
    )
