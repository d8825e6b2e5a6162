"""Reads an app that comes as several packages in one zip archive, as Android would install them together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from appaudit.artifacts.apk.entry_names import MANIFEST_NAME
from appaudit.artifacts.apk.package import Digest, PackageReading, artifact_of
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import (
    ArtifactReading,
    Failure,
    Limits,
    Stages,
    anomaly_facts,
    failure_of,
)
from appaudit.artifacts.bundle.beside import absent_packages, unnamed_packages, with_other_code
from appaudit.artifacts.bundle.members import (
    base_of,
    is_named_package,
    is_package,
    package_entries,
    packages_and_others,
)
from appaudit.artifacts.bundle.together import Member, Together
from appaudit.artifacts.zip_directory import Entry
from appaudit.errors import ExtractionError, UnreadableArtifactError
from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual


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
            apps = bundle.together.apps
            bundle.result.artifact = artifact_of(self.kind, path, sha256, len(archive.data), apps)
            return bundle.result


class _BundleReading:
    """Finds the packages and the base among them, and reads them together."""

    def __init__(self, archive: SafeArchive, limits: Limits, stages: Stages) -> None:
        self.result = ArtifactReading(
            artifact=Artifact(kind=BundleReader.kind, platform="android", path="", sha256="", size=0)
        )
        self.together = Together(stages)
        self._archive = archive
        self._limits = limits
        self._stages = stages
        self._entries_left = limits.entries

    def read(self) -> None:
        """Read everything into `result`; the base is the first of the packages afterwards, where there is one."""
        with self._stages("archive"):
            self._open_members()
        self.together.read_manifests()
        has_base = self._find_base()
        self.together.read_contents()
        with self._stages("signing"):
            for member in self.together.members:
                member.package.read_signatures()
        self.result.facts += anomaly_facts(self._archive.anomalies)
        self.together.merge_into(self.result, self._archive.place, has_base=has_base)

    def _open_members(self) -> None:
        try:
            names = self._archive.names()
            entries, others = packages_and_others(self._archive)
            entries += with_other_code(self._archive, entries, others)
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
            self.together.failures.append(Failure("limit_reached", entries[most].name, detail))
        if not self.together.members:
            detail = (
                self.together.failures[0].detail
                if self.together.failures
                else Bilingual("其中没有安装包", "there is none")
            )
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
                self.together.failures.append(Failure("unreadable", f"{entry.name}#2", detail))
        self.together.failures += [*absent_packages(self._archive), *unnamed_packages(self._archive)]
        if self._archive.damage:
            self.together.failures.append(Failure("unreadable", self._archive.place, self._archive.damage))

    def _open_member(self, entry: Entry) -> None:
        limits = replace(self._limits, entries=max(0, self._entries_left))
        try:
            package = PackageReading(self._archive.nested(entry, entry.name, limits), limits)
            package.read_names()
        except ExtractionError as error:
            self.together.failures.append(failure_of(error, entry.name))
        else:
            self._entries_left -= len(package.result.contents.entry_names)
            self.together.members.append(Member(entry.name, package))

    def _find_base(self) -> bool:
        """Put the base first and take out packages of other apps; False where there is no base."""
        manifests = [member.package.manifest for member in self.together.members]
        try:
            base = base_of(self._archive, [member.place for member in self.together.members], manifests)
        except ExtractionError as error:
            raise UnreadableArtifactError(
                error.message, hint="Scan its packages one by one.", zh=error.zh, hint_zh="请逐个扫描其中的安装包。"
            ) from error
        if base is None:
            return False
        self.together.members.insert(0, self.together.members.pop(base))
        first = self.together.members[0].package.manifest
        if first is not None:
            self.together.members = [
                member for member in self.together.members if self._is_of(first.app.package, member)
            ]
        if len(self.together.members) == 1:
            self.together.members[0].package.judge_missing_packages()
        return True

    def _is_of(self, app: str, member: Member) -> bool:
        manifest = member.package.manifest
        if manifest is None or manifest.app.package == app:
            return True
        other = manifest.app.package[:200]
        detail = Bilingual(
            f"这是 {other} 的安装包，不属于 {app[:200]}，未读取", f"package of {other}, not of {app[:200]}: not read"
        )
        self.together.failures.append(Failure("unreadable", member.place, detail))
        return False
