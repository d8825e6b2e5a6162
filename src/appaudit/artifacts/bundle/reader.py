"""Reads an app that comes as several packages in one zip archive, as Android would install them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from appaudit.artifacts.apk.arsc import MergedResources, ResourceTable
from appaudit.artifacts.apk.manifest import MANIFEST_NAME
from appaudit.artifacts.apk.package import Digest, PackageReading, artifact_of
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import (
    ArtifactReading,
    Failure,
    Limits,
    Stages,
    anomaly_facts,
    failure_of,
    gaps_for,
    grouped,
)
from appaudit.artifacts.bundle.members import base_of, is_named_package, is_package, package_entries
from appaudit.artifacts.bundle.merge import Merger
from appaudit.artifacts.zip_directory import Entry
from appaudit.errors import ExtractionError, UnreadableArtifactError
from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, CoverageLevel
from appaudit.model.facts.code import UiTextFact
from appaudit.model.facts.package import NativeLibraryFact
from appaudit.model.record import record

#: What a package that cannot be read may have held.
_KINDS_OF_A_PACKAGE = (*MANIFEST_KINDS, *CODE_KINDS, NativeLibraryFact.kind, UiTextFact.kind)


class BundleReader:
    """Reader of `.apks`, `.xapk` and `.apkm` files: zip archives of the packages of one app."""

    kind = "bundle"

    def detect(self, path: Path) -> bool:
        """True for a zip archive that is no package itself and holds one."""
        try:
            with SafeArchive.open(path) as archive:
                if archive.has(MANIFEST_NAME):
                    return False
                return any(is_package(archive, entry) for entry in package_entries(archive))
        except (UnreadableArtifactError, ExtractionError):
            return False

    def read(self, path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
        """Read all packages; what cannot be read becomes a gap.

        Raises:
            UnreadableArtifactError: It is no archive, no package in it can be opened, or it holds several apps.
        """
        with SafeArchive.open(path, limits) as archive:
            digest = Digest(archive.data)
            bundle = _BundleReading(archive, limits, stages)
            try:
                bundle.read()
            finally:
                sha256 = digest.hexdigest()
            members = bundle.members
            apps = [member.package.manifest.app for member in members if member.package.manifest is not None]
            result = bundle.result
            result.artifact = artifact_of(self.kind, path, sha256, len(archive.data), apps)
            return result


@record(kw_only=False, frozen=False)
class _Member:
    """A package of the bundle, by the name of its entry."""

    place: str
    package: PackageReading


class _BundleReading:
    """Reads the members in step: texts and labels of one may stand in the resources of another."""

    def __init__(self, archive: SafeArchive, limits: Limits, stages: Stages) -> None:
        self.result = ArtifactReading(
            artifact=Artifact(kind=BundleReader.kind, platform="android", path="", sha256="", size=0)
        )
        self.members: list[_Member] = []
        self._archive = archive
        self._limits = limits
        self._stages = stages
        self._failures: list[Failure] = []
        self._entries_left = limits.entries

    def read(self) -> None:
        """Read everything into `result`; the base is the first of `members` afterwards, where there is one."""
        with self._stages("archive"):
            self._open_members()
        with self._stages("resources"):
            tables = [member.package.read_resources() for member in self.members]
        with self._stages("manifest"):
            self._read_manifests([table for table in tables if table is not None])
        has_base = self._find_base()
        with self._stages("inflate"):
            for member in self.members:
                member.package.read_code()
            self._judge_missing_code()
        with self._stages("texts"):
            for member in self.members:
                member.package.read_texts()
        with self._stages("signing"):
            for member in self.members:
                member.package.read_signatures()
        self._merge(has_base=has_base)

    def _open_members(self) -> None:
        try:
            names = self._archive.names()
            entries = package_entries(self._archive)
        except ExtractionError as error:
            raise UnreadableArtifactError(error.message, zh=error.zh) from error
        self.result.contents.entry_names = names
        self._entries_left = self._limits.entries - len(names)
        most = self._limits.packages
        for entry in entries[:most]:
            self._open_member(entry)
        if len(entries) > most:
            detail = Bilingual(
                f"有 {len(entries)} 个安装包，超过限制 packages（{most}）",
                f"{len(entries)} packages; the limit packages is {most}",
            )
            self._failures.append(Failure("limit_reached", entries[most].name, detail))
        if not self.members:
            detail = self._failures[0].detail if self._failures else Bilingual("其中没有安装包", "there is none")
            raise UnreadableArtifactError(
                f"{self._archive.place}: no package in it can be read: {detail.en}",
                zh=f"{self._archive.place}：其中的安装包均无法读取（{detail.zh}）",
            )
        for entry in self._archive.duplicates():
            if is_named_package(entry):
                detail = Bilingual(
                    f"{entry.name} 在应用包集合中出现多次，只读取了第一个",
                    f"{entry.name} occurs more than once in the bundle: only the first was read",
                )
                self._failures.append(Failure("unreadable", f"{entry.name}#2", detail))
        if self._archive.damage:
            self._failures.append(Failure("unreadable", self._archive.place, self._archive.damage))

    def _open_member(self, entry: Entry) -> None:
        limits = replace(self._limits, entries=max(0, self._entries_left))
        try:
            package = PackageReading(self._archive.nested(entry, entry.name, limits), limits)
            package.read_names()
        except ExtractionError as error:
            self._failures.append(failure_of(error, entry.name))
        else:
            self._entries_left -= len(package.result.contents.entry_names)
            self.members.append(_Member(entry.name, package))

    def _read_manifests(self, tables: Sequence[ResourceTable]) -> None:
        resources = MergedResources(tables)
        for member in self.members:
            member.package.read_manifest(resources)

    def _find_base(self) -> bool:
        """Put the base first and take out packages of other apps; False where there is no base."""
        manifests = [member.package.manifest for member in self.members]
        try:
            base = base_of(self._archive, [member.place for member in self.members], manifests)
        except ExtractionError as error:
            raise UnreadableArtifactError(
                error.message, hint="Scan its packages one by one.", zh=error.zh, hint_zh="请逐个扫描其中的安装包。"
            ) from error
        if base is None:
            return False
        self.members.insert(0, self.members.pop(base))
        first = self.members[0].package.manifest
        if first is not None:
            self.members = [member for member in self.members if self._is_of(first.app.package, member)]
        if len(self.members) == 1:
            self.members[0].package.judge_missing_packages()
        return True

    def _is_of(self, app: str, member: _Member) -> bool:
        manifest = member.package.manifest
        if manifest is None or manifest.app.package == app:
            return True
        other = manifest.app.package[:200]
        detail = Bilingual(
            f"这是 {other} 的安装包，不属于 {app[:200]}，未读取", f"package of {other}, not of {app[:200]}: not read"
        )
        self._failures.append(Failure("unreadable", member.place, detail))
        return False

    def _judge_missing_code(self) -> None:
        """Splits of resources have no code; it is missing only where no package has any."""
        if not any(member.package.has_loaded_code for member in self.members):
            self.members[0].package.judge_missing_code()

    def _merge(self, *, has_base: bool) -> None:
        self.result.facts += anomaly_facts(self._archive.anomalies)
        for reason, part, detail in grouped(self._failures):
            self.result.gaps += gaps_for(_KINDS_OF_A_PACKAGE, CoverageLevel.PARTIAL, reason, part, detail)
        if not has_base:
            count = len(self.members)
            detail = Bilingual(
                f"{count} 个安装包中缺少基础包（base）", f"the base package is missing among {count} packages"
            )
            self.result.gaps += gaps_for(
                MANIFEST_KINDS, CoverageLevel.NONE, "unreadable", self._archive.place, detail
            ) + gaps_for(CODE_KINDS, CoverageLevel.PARTIAL, "unreadable", self._archive.place, detail)
        merger = Merger(self.result)
        for number, member in enumerate(self.members):
            member.package.finish()
            if has_base and number == 0:
                merger.add_base(member.package.result)
            else:
                merger.add_split(member.package.result, member.place)
        merger.finish()
