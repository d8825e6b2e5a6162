"""Reads mini-programs: packages of WeChat, folders of any host or framework, and zip archives of such folders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from appaudit.artifacts.apk.package import Digest
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import ArtifactReading, Budget, Limits, Stages
from appaudit.artifacts.mapped_file import mapped_file
from appaudit.artifacts.mini_program.container import ENCRYPTED, Container, is_container
from appaudit.artifacts.mini_program.layout import Layout, layout_of
from appaudit.artifacts.mini_program.sources import (
    FolderSources,
    PackageSources,
    Sources,
    ZipSources,
    digest_of_folder,
)
from appaudit.errors import ExtractionError, UnreadableArtifactError
from appaudit.model.facts.package import AppFact

_ENDING: Final = ".wxapkg"
_ZIP: Final = b"PK\x03\x04"
_HEAD: Final = 14
#: Files of which a folder at its root holds one if it is a mini-program; the rest is looked at only then.
_MARKERS: Final = (
    "app.json",
    "app-config.json",
    "game.json",
    "project.config.json",
    "mini.project.json",
    "project.swan.json",
    "project.tt.json",
    "project.qq.json",
    "pages.json",
    "src/pages.json",
    *(f"{folder}app.config.{ending}" for folder in ("", "src/") for ending in ("ts", "js", "tsx", "jsx")),
)
#: Files that the hosts know by an AppID, which stands in names of folders and packages.
_APP_ID: Final = re.compile(r"(?<![0-9a-z])wx[0-9a-f]{16}(?![0-9a-z])")


class MiniProgramReader:
    """Reader of `.wxapkg` files and of folders; one is taken for a package by its name, too.

    What an encrypted or damaged package holds nobody can see, and only its name tells that it is one.
    """

    kind = "mini_program"
    is_asked_first = True
    reads_folders = True

    def detect(self, path: Path) -> bool:
        """True for a package of WeChat, and for a folder, or a zip archive of one, with settings of a mini-program."""
        if path.is_dir():
            return _is_of_parts(path) or (_has_marker(path) and layout_of(FolderSources(path, Limits())) is not None)
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(_ZIP):
            with SafeArchive.open(path) as archive:
                return any(archive.has(name) for name in _MARKERS) or _is_zipped_folder(archive)
        return is_container(head) or head.startswith(ENCRYPTED) or path.name.lower().endswith(_ENDING)

    def read(self, path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
        """Read everything; what cannot be read becomes a gap.

        Raises:
            UnreadableArtifactError: It is encrypted or broken, or lists more files than allowed.
        """
        try:
            if path.is_dir():
                return _read_parts(path, limits, stages) if _is_of_parts(path) else _read_folder(path, limits, stages)
            with path.open("rb") as file:
                is_zip = file.read(len(_ZIP)) == _ZIP
            return _read_zip(path, limits, stages) if is_zip else _read_package(path, limits, stages)
        except ExtractionError as error:
            raise UnreadableArtifactError(error.message, zh=error.zh) from error


def _read_folder(path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    with stages("archive"):
        sources = FolderSources(path, limits)
        layout = layout_of(sources)
        digest, size = digest_of_folder(path, sources.names())
    return _read(sources, layout, limits, stages, path, digest, size)


def _read_zip(path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    with SafeArchive.open(path, limits) as archive:
        digest = Digest(archive.data)
        try:
            with stages("archive"):
                sources = ZipSources(archive)
                layout = layout_of(sources)
        finally:
            sha256 = digest.hexdigest()
        return _read(sources, layout, limits, stages, path, sha256, len(archive.data))


def _read_package(path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    with mapped_file(path) as data:
        digest = Digest(data)
        try:
            with stages("archive"):
                sources = PackageSources([_container(data, path, limits)])
                layout = layout_of(sources)
        finally:
            sha256 = digest.hexdigest()
        return _read(sources, layout, limits, stages, path, sha256, len(data))


def _read_parts(path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    """A main package and its sub-packages that lie in one folder."""
    files = _packages(path)
    budget = Budget(limits)
    with stages("archive"):
        containers = [_container(memoryview(file.read_bytes()), file, limits, budget) for file in files]
        containers.sort(key=lambda container: "app-config.json" not in container.names)
        sources = PackageSources(containers)
        layout = layout_of(sources)
        digest, size = digest_of_folder(path, [file.name for file in files])
    return _read(sources, layout, limits, stages, path, digest, size)


def _read(
    sources: Sources, layout: Layout | None, limits: Limits, stages: Stages, path: Path, digest: str, size: int
) -> ArtifactReading:
    # Every artifact is shown to this reader, and few are mini-programs.
    from appaudit.artifacts.mini_program.reading import MiniProgramReading

    reading = MiniProgramReading(sources, layout, limits)
    reading.read(stages)
    result = reading.result
    result.artifact = replace(result.artifact, path=str(path), sha256=digest, size=size)
    if not result.artifact.package:
        result.artifact = replace(result.artifact, package=_app_id_in(path))
        result.facts = [
            replace(fact, package=result.artifact.package) if isinstance(fact, AppFact) else fact
            for fact in result.facts
        ]
    return result


def _container(data: memoryview, path: Path, limits: Limits, budget: Budget | None = None) -> Container:
    head = bytes(data[:_HEAD])
    if head.startswith(ENCRYPTED):
        raise UnreadableArtifactError(
            f"{path} is a mini-program package that WeChat for Windows encrypted; nothing in it can be seen",
            hint="Scan the folder that the developer tools upload, or the package as the phone stores it.",
            zh=f"{path} 是微信电脑版加密的小程序包，其内容无法查看",
            hint_zh="请扫描开发者工具上传的代码目录，或手机端保存的小程序包。",
        )
    if not is_container(head):
        raise UnreadableArtifactError(
            f"{path} is named as a mini-program package and begins as none: it is encrypted, or damaged",
            hint="Scan the folder that the developer tools upload, or the package as the phone stores it.",
            zh=f"{path} 以小程序包命名，但开头不是小程序包：已加密或已损坏",
            hint_zh="请扫描开发者工具上传的代码目录，或手机端保存的小程序包。",
        )
    return Container(data, path.name, limits, budget)


def _packages(path: Path) -> list[Path]:
    return sorted(file for file in path.iterdir() if file.name.lower().endswith(_ENDING) and file.is_file())


def _is_of_parts(path: Path) -> bool:
    """Whether a folder holds one main package, whose settings list sub-packages, and packages without settings."""
    files = _packages(path)
    if len(files) < 2:  # one package is one package
        return False
    mains = []
    for file in files:
        try:
            content = file.read_bytes()
        except OSError:
            return False
        if not is_container(content[:_HEAD]):
            return False  # encrypted, or no package: nobody knows whose part it is
        if b"/app-config.json" in content[: 1 << 20]:
            mains.append(content)
        if len(mains) > 1:
            return False  # two apps: the other packages need not be read
    return len(mains) == 1 and b'"subpackages"' in mains[0].lower()


def _has_marker(path: Path) -> bool:
    return any((path / name).is_file() for name in _MARKERS)


def _is_zipped_folder(archive: SafeArchive) -> bool:
    """Whether a zip archive holds one folder, and that a mini-program."""
    if not any(archive.may_name(f"/{name}") for name in _MARKERS):
        return False
    names: Sequence[str] = archive.names()
    first = {name.partition("/")[0] for name in names}
    if len(first) != 1:
        return False
    folder = first.pop()
    return any(f"{folder}/{name}" in names for name in _MARKERS) and layout_of(ZipSources(archive)) is not None


def _app_id_in(path: Path) -> str:
    """The AppID in the name of a package or of a folder that it lies in, as WeChat stores it."""
    for name in (path.name, path.parent.name, path.parent.parent.name):
        found = _APP_ID.search(name)
        if found:
            return found.group()
    return ""
