"""Packages of one app, read in step: texts and labels of one may stand in the resources of another."""

from __future__ import annotations

from typing import Final

from appaudit.artifacts.apk.package import PackageReading
from appaudit.artifacts.apk.resources import MergedResources
from appaudit.artifacts.base import ArtifactReading, Failure, Stages, gaps_for, grouped
from appaudit.artifacts.bundle.merge import Merger
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, CoverageLevel
from appaudit.model.facts.code import UiTextFact
from appaudit.model.facts.package import AppFact, NativeLibraryFact
from appaudit.model.record import record

#: What a package that cannot be read may have held.
_KINDS_OF_A_PACKAGE: Final = (*MANIFEST_KINDS, *CODE_KINDS, NativeLibraryFact.kind, UiTextFact.kind)


@record(kw_only=False, frozen=False)
class Member:
    """One of the packages, by the name that its file gives it."""

    place: str
    package: PackageReading


class Together:
    """Packages of one app; `failures` are those that could not be opened."""

    def __init__(self, stages: Stages) -> None:
        """Begin with none."""
        self.members: list[Member] = []
        self.failures: list[Failure] = []
        self._stages = stages

    @property
    def apps(self) -> list[AppFact]:
        """What the manifests that could be read say of the app."""
        return [member.package.manifest.app for member in self.members if member.package.manifest is not None]

    def read_manifests(self) -> None:
        """The resources of all packages, then the manifests that refer to them."""
        with self._stages("resources"):
            tables = [member.package.read_resources() for member in self.members]
        with self._stages("manifest"):
            resources = MergedResources([table for table in tables if table is not None])
            for member in self.members:
                member.package.read_manifest(resources)

    def read_contents(self) -> None:
        """Code and texts. Splits of resources have no code: it is missing only where no package has any."""
        with self._stages("inflate"):
            for member in self.members:
                member.package.read_code()
            if not any(member.package.has_loaded_code for member in self.members):
                self.members[0].package.judge_missing_code()
        with self._stages("texts"):
            for member in self.members:
                member.package.read_texts()

    def merge_into(self, result: ArtifactReading, place: str, *, has_base: bool) -> None:
        """Add all that was read to `result`; the base, where there is one, is the first member.

        Args:
            result: The reading of the app.
            place: What the file that holds the packages is called.
            has_base: Whether the first member is the base.
        """
        for reason, part, detail in grouped(self.failures):
            result.gaps += gaps_for(_KINDS_OF_A_PACKAGE, CoverageLevel.PARTIAL, reason, part, detail)
        if not has_base:
            count = len(self.members)
            detail = Bilingual(
                f"{count} 个安装包中缺少基础包（base）", f"the base package is missing among {count} packages"
            )
            result.gaps += gaps_for(MANIFEST_KINDS, CoverageLevel.NONE, "unreadable", place, detail) + gaps_for(
                CODE_KINDS, CoverageLevel.PARTIAL, "unreadable", place, detail
            )
        merger = Merger(result)
        for number, member in enumerate(self.members):
            member.package.finish()
            if has_base and number == 0:
                merger.add_base(member.package.result)
            else:
                merger.add_split(member.package.result, member.place)
        merger.finish()
