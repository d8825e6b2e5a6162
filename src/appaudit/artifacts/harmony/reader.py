"""Reads HarmonyOS packages: one module, an app of several, or the archive of a library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from appaudit.artifacts.apk.entry_names import MANIFEST_NAME
from appaudit.artifacts.apk.package import Digest, artifact_of
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import (
    ArtifactReading,
    Budget,
    Failure,
    Limits,
    Stages,
    anomaly_facts,
    failure_of,
    gaps_for,
    grouped,
)
from appaudit.artifacts.harmony.json_values import json_object
from appaudit.artifacts.harmony.library_archive import GZIP, LibraryArchive, is_library
from appaudit.artifacts.harmony.merge import merged_facts
from appaudit.artifacts.harmony.missing_parts import (
    PACK_NAME,
    doubled_entries,
    listed_modules,
    missing_modules,
    unread_packages,
)
from appaudit.artifacts.harmony.module_names import MODULE_NAME, OLD_MODULE_NAME, modules_of
from appaudit.artifacts.harmony.module_reading import KINDS_READ, ModuleReading
from appaudit.artifacts.harmony.project import Project
from appaudit.artifacts.harmony.sources import LibraryFiles, ModuleFiles, ZipFiles
from appaudit.artifacts.mapped_file import mapped_file
from appaudit.artifacts.mini_program.sources import digest_of_folder
from appaudit.errors import ExtractionError, UnreadableArtifactError
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CODE_KINDS, CoverageLevel
from appaudit.model.facts.package import AppFact, DependencyFact

#: What libraries in a library are called by.
_LIBRARY: Final = ".har"
_PACKAGE_NAME: Final = "oh-package.json5"
_MOST_SHOWN: Final = 8
_MOST_LIST_BYTES: Final = 1 << 20
#: What a module of the FA model has beside its configuration.
_OLD_PARTS: Final = (PACK_NAME, "resources.index", "assets/")


def is_package(path: Path, *, is_gzip: bool) -> bool:
    """Whether a file is a module, an app of modules, or a library in a gzip stream.

    Raises:
        UnreadableArtifactError: It is no archive.
        ExtractionError: Its directory cannot be read.
        OSError: It cannot be opened.
    """
    if is_gzip:
        with mapped_file(path) as data:
            return is_library(data)
    with SafeArchive.open(path) as archive:
        return not archive.has(MANIFEST_NAME) and (_is_module(archive) or bool(modules_of(archive)))


def read_package(path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    """Read all modules; what cannot be read becomes a gap.

    Raises:
        UnreadableArtifactError: It is no archive, has more entries than allowed, or no module in it can be read.
    """
    try:
        if path.is_dir():
            return _read_folder(path, limits, stages)
        with path.open("rb") as stream:
            is_gzip = stream.read(2) == GZIP
        return _read_library(path, limits, stages) if is_gzip else _read_zip(path, limits, stages)
    except ExtractionError as error:
        raise UnreadableArtifactError(error.message, zh=error.zh) from error


def _read_zip(path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    with SafeArchive.open(path, limits) as archive:
        digest = Digest(archive.data)
        try:
            with stages("archive"):
                archive.names()
            parts = _Parts(limits)
            with stages("manifest"):
                if _is_module(archive):
                    parts.add_only_module(archive)
                else:
                    parts.add_modules(archive)
        finally:
            sha256 = digest.hexdigest()
        result = parts.result("hap", path, sha256, len(archive.data))
        result.facts += anomaly_facts(archive.anomalies)
        result.contents.entry_names = list(dict.fromkeys([*archive.names(), *result.contents.entry_names]))
        return result


def _read_folder(path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    with stages("archive"):
        project = Project(path, limits)
        digest, size = digest_of_folder(path, project.sources.names())
    parts = _Parts(limits)
    with stages("manifest"):
        for module in project.modules():
            parts.add_module(module)
        parts.put_entry_first()
        budget = Budget(limits)
        for name in project.libraries:
            parts.add_archive(memoryview(project.sources.read(name)), name, budget, limits.depth)
    parts.say_what_is_elsewhere(project.unread_packages())
    return parts.result("hap", path, digest, size)


def _read_library(path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    with mapped_file(path) as data, stages("archive"):
        digest = Digest(data)
        try:
            budget = Budget(limits)
            parts = _Parts(limits)
            parts.add_library(LibraryArchive(data, path.name, limits, budget), "", budget, limits.depth)
        finally:
            sha256 = digest.hexdigest()
        result = parts.result("sdk", path, sha256, len(data))
        result.supplies = "sdk_archive"
        itself = parts.library
        if itself is not None:
            result.artifact = replace(
                result.artifact, package=itself.name, version_name=itself.version, version_code="", label=""
            )
        result.facts = [fact for fact in result.facts if not isinstance(fact, AppFact)]
        return result


class _Parts:
    """The modules of an artifact, the first of which is the one by which the app is known."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._modules: list[ModuleReading] = []
        self._failures: list[Failure] = []
        self._elsewhere: list[Failure] = []
        self._listed: tuple[str, ...] = ()

    def add_module(self, files: ModuleFiles) -> None:
        """Read a module."""
        module = ModuleReading(files, self._limits)
        module.read()
        self._modules.append(module)

    def add_only_module(self, archive: SafeArchive) -> None:
        """Read a module that is not in an app, and say what it names and what lies in it that nobody reads."""
        self.add_module(ZipFiles(archive))
        self._failures += doubled_entries(archive, "")
        self._failures += unread_packages(archive.names(), ())

    def add_modules(self, archive: SafeArchive) -> None:
        """Read the modules of an app."""
        names = modules_of(archive)
        for name in names[: self._limits.packages]:
            try:
                inner = archive.nested(archive.entry(name), name, self._limits)
                self.add_module(ZipFiles(inner, f"{name}!"))
                self._failures += doubled_entries(inner, name)
                self._failures += unread_packages(inner.names(), (), f"{name}!")
            except ExtractionError as error:
                self._failures.append(failure_of(error, name))
        if archive.has(PACK_NAME):
            self._listed = listed_modules(bytes(archive.glimpse(archive.entry(PACK_NAME), _MOST_LIST_BYTES)))
        self._failures += doubled_entries(archive, "")
        self._failures += unread_packages(archive.names(), names)
        if len(names) > self._limits.packages:
            most = self._limits.packages
            detail = Bilingual(
                f"有 {len(names)} 个模块，超过限制 packages（{most}）",
                f"{len(names)} modules; the limit packages is {most}",
            )
            self._failures.append(Failure("limit_reached", names[most], detail))
        if archive.damage:
            self._failures.append(Failure("unreadable", archive.place, archive.damage))
        if not self._modules:
            detail = self._failures[0].detail if self._failures else Bilingual("其中没有模块", "there is none")
            raise UnreadableArtifactError(
                f"{archive.place}: no module in it can be read: {detail.en}",
                zh=f"{archive.place}：其中的模块均无法读取（{detail.zh}）",
            )
        self._keep_one_app()

    def add_library(self, archive: LibraryArchive, prefix: str, budget: Budget, depth: int) -> None:
        """Read a library and the libraries in it."""
        self.add_module(LibraryFiles(archive, prefix))
        for name in archive.names():
            if not name.endswith(_LIBRARY):
                continue
            place = f"{prefix}{name}"
            if depth <= 0:
                detail = Bilingual(f"{place} 嵌套过深，未读取", f"{place} lies too deep in other archives: not read")
                self._failures.append(Failure("limit_reached", place, detail))
                continue
            self.add_archive(memoryview(archive.read(name)), place, budget, depth - 1)

    def add_archive(self, data: memoryview, place: str, budget: Budget, depth: int) -> None:
        """Read the archive of a library that lies in something else."""
        try:
            inner = LibraryArchive(data, place, self._limits, budget)
            self.add_library(inner, f"{place}!", budget, depth)
        except ExtractionError as error:
            self._failures.append(failure_of(error, place))

    def say_what_is_elsewhere(self, packages: Sequence[str]) -> None:
        """Note packages that a build takes from elsewhere: nobody has seen their code."""
        known = {module.library.name for module in self._modules if module.library is not None}
        missing = [name for name in packages if name not in known]
        if missing:
            shown = missing[:_MOST_SHOWN]
            detail = Bilingual(
                f"构建时才下载的{len(missing)}个ohpm包的代码不在目录中：{'、'.join(shown)}",
                f"code of {len(missing)} packages that builds take from ohpm is not in the folder: {', '.join(shown)}",
            )
            self._elsewhere.append(Failure("not_read", _PACKAGE_NAME, detail))

    @property
    def library(self) -> DependencyFact | None:
        """The library that was read, as its own file names it."""
        return self._modules[0].library if self._modules else None

    def result(self, kind: str, path: Path, sha256: str, size: int) -> ArtifactReading:
        """All that was read; facts of the first module stand where several say something of the same thing."""
        apps = [module.module.app for module in self._modules if module.module is not None]
        artifact = replace(artifact_of(kind, path, sha256, size, apps), platform="harmony")
        reading = ArtifactReading(artifact=artifact, kinds_read=KINDS_READ)
        reading.facts += merged_facts([module.facts for module in self._modules])
        for module in self._modules:
            reading.gaps += module.gaps
            reading.contents.texts += module.texts
            reading.contents.bytecode += module.bytecode
            reading.contents.ark_sources += [module.sources] if module.sources else []
            reading.contents.entry_names += module.names
        wanted = [*self._listed, *(name for module in self._modules for name in module.wanted_modules)]
        missing = missing_modules(wanted, (module.module.name for module in self._modules if module.module is not None))
        for reason, part, detail in grouped([*self._failures, *missing]):
            reading.gaps += gaps_for(tuple(sorted(KINDS_READ)), CoverageLevel.PARTIAL, reason, part, detail)
        for failure in self._elsewhere:
            reading.gaps += gaps_for(CODE_KINDS, CoverageLevel.PARTIAL, *failure)
        return reading

    def put_entry_first(self) -> None:
        """Put the module first by which the app is known."""
        self._modules.sort(key=lambda module: module.module is None or module.module.kind != "entry")

    def _keep_one_app(self) -> None:
        """Put the entry first, and take out modules of other apps."""
        self.put_entry_first()
        first = self._modules[0].module
        if first is None:
            return
        package = first.app.package
        for module in list(self._modules):
            if module.module is not None and module.module.app.package != package:
                other = module.module.app.package[:200]
                detail = Bilingual(
                    f"这是 {other} 的模块，不属于 {package[:200]}，未读取",
                    f"module of {other}, not of {package[:200]}: not read",
                )
                self._failures.append(Failure("unreadable", module.place("").rstrip("!"), detail))
                self._modules.remove(module)


def _is_module(archive: SafeArchive) -> bool:
    """Whether an archive is a module: its configuration says so."""
    for name in (MODULE_NAME, OLD_MODULE_NAME):
        if not archive.has(name):
            continue
        if name == OLD_MODULE_NAME and not any(map(archive.has, _OLD_PARTS[:2])):
            continue  # many programs keep a file of that name
        try:
            values = json_object(archive.read(name), name)
        except ExtractionError:
            return archive.has(PACK_NAME)
        if isinstance(values.get("module"), dict) and isinstance(values.get("app"), dict):
            return True
    return False
