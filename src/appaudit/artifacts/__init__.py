"""Inputs under audit: one subpackage for each kind, found by asking each reader whether the content is its kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from appaudit.artifacts.base import ArtifactReader, ArtifactReading, Limits, Stages
from appaudit.errors import AppauditError, ConfigError, ExtractionError, ReaderFaultError, UnreadableArtifactError
from appaudit.whole_files import digest_of

#: Packages of other formats: an entry that only they have (a folder where it ends in `/`), what they are, what to do.
_OTHER_PACKAGES: Final = (
    (
        "Payload/",
        ("an iOS app (IPA)", "iOS 应用（IPA）"),
        ("Supply the Android package.", "请提供安卓安装包。"),
    ),
)


def readers() -> Iterator[ArtifactReader]:
    """The readers of all subpackages that offer one as `READER`, in the order of their names.

    Those with a true `is_asked_first` come before the others: what they know could be taken for another kind.
    """
    found = []
    for module in pkgutil.iter_modules(__path__):
        if module.ispkg:
            reader = getattr(importlib.import_module(f"{__name__}.{module.name}"), "READER", None)
            if isinstance(reader, ArtifactReader):
                found.append(reader)
    yield from sorted(found, key=lambda reader: not getattr(reader, "is_asked_first", False))


def begin_artifact(path: Path, limits: Limits) -> ArtifactReader | None:
    """A reader for a file that goes by the name of a package, which has begun what takes longest beside this process.

    It is to be given to `open_artifact`, which uses it where the file is of its kind.
    """
    if path.suffix.lower() != ".apk" or not path.is_file():
        return None
    from appaudit.artifacts.apk.detection import ApkReader

    return ApkReader().begun(path, limits)


def open_artifact(
    path: str | Path,
    limits: Limits | None = None,
    stages: Stages | None = None,
    begun: ArtifactReader | None = None,
) -> ArtifactReading:
    """Read a file with the reader whose kind it is.

    Args:
        path: The file.
        limits: How much may be read; the defaults hold an app of 2 GB.
        stages: Called with the name of each part of the work (`archive`, `resources`, `manifest`, `inflate`, `texts`,
            `signing`); the part runs inside the context manager that it returns.
        begun: What `begin_artifact` gave for the file and these limits.

    Raises:
        ConfigError: There is no such file.
        UnreadableArtifactError: No reader knows it; the message says what it is instead.
        ReaderFaultError: Its reader failed on it.
    """
    path = Path(path)
    if not path.exists():
        raise ConfigError(f"{path}: no such file", zh=f"文件不存在：{path}")
    if path.is_dir():
        return _read(_reader_of_folder(path), path, limits or Limits(), stages or nullcontext)
    if not path.is_file():
        raise ConfigError(f"{path} is not a file", zh=f"{path} 不是文件")
    for reader in readers():
        if _knows(reader, path):
            chosen = begun if begun and begun.kind == reader.kind else reader
            return _read(chosen, path, limits or Limits(), stages or nullcontext)
    raise _what_it_is(path)


def identity_of(path: Path) -> tuple[str, int]:
    """SHA-256 in hexadecimal and size in bytes of an artifact; of a folder, over names and contents of its files.

    Raises:
        OSError: It cannot be read.
        LimitReachedError: A folder holds more files than are read.
    """
    if path.is_dir():
        from appaudit.artifacts.mini_program.sources import FolderSources, digest_of_folder  # few artifacts are folders

        return digest_of_folder(path, FolderSources(path, Limits()).names())
    return digest_of(path)


def is_artifact_folder(path: Path) -> bool:
    """Whether a folder is one artifact by itself, such as the sources of a mini-program."""
    if not path.is_dir():
        return False  # a pipe that is asked waits for somebody to speak
    return any(_knows(reader, path) for reader in readers() if getattr(reader, "reads_folders", False))


def _reader_of_folder(path: Path) -> ArtifactReader:
    for reader in readers():
        if getattr(reader, "reads_folders", False) and _knows(reader, path):
            return reader
    raise ConfigError(
        f"{path} is a folder, and no mini-program",
        hint="A mini-program has app.json, app-config.json, game.json, or manifest.json with pages.json; a HarmonyOS "
        "project has AppScope/app.json5.",
        zh=f"{path} 是目录，但不是小程序",
        hint_zh="小程序目录应有 app.json、app-config.json、game.json，或 manifest.json 与 pages.json；"
        "鸿蒙工程应有 AppScope/app.json5。",
    )


def _knows(reader: ArtifactReader, path: Path) -> bool:
    """Whether a reader takes the file for its kind; one that fails on it does not."""
    try:
        return reader.detect(path)
    except Exception as error:
        if _is_of_the_machine(error):
            raise
        return False


def _read(reader: ArtifactReader, path: Path, limits: Limits, stages: Stages) -> ArtifactReading:
    """What a reader makes of the file; whatever it did not foresee is said of the file, with what was read and how."""
    try:
        return reader.read(path, limits, stages)
    except Exception as error:
        if isinstance(error, AppauditError) or _is_of_the_machine(error):
            raise
        said = f"{type(error).__name__}: {error}"[:200]
        raise ReaderFaultError(
            f"{path} cannot be read as {reader.kind}: its reader met what it does not expect ({said})",
            hint="The file is damaged or made to mislead, and the reader should say so: please report its SHA-256 and "
            "the traceback of `appaudit --debug …`.",
            zh=f"无法按 {reader.kind} 读取 {path}：读取程序遇到未预料的内容（{said}）",
            hint_zh="文件已损坏或经刻意构造，读取程序未能说明原因；请反馈文件的SHA-256与 `appaudit --debug …` 的堆栈。",
        ) from error


def _is_of_the_machine(error: Exception) -> bool:
    """Whether memory, threads or the file system failed, not the content."""
    return isinstance(error, MemoryError | OSError | SystemError) or type(error) is RuntimeError


def _what_it_is(path: Path) -> UnreadableArtifactError:
    """What a file is that no reader knows, in both languages; raises where it is no archive at all."""
    from appaudit.artifacts.archive import SafeArchive

    with SafeArchive.open(path) as archive:
        try:
            names = archive.names()
        except ExtractionError as error:
            return UnreadableArtifactError(f"{path} cannot be read: {error.message}", zh=f"无法读取 {path}：{error.zh}")
    if not names:
        return UnreadableArtifactError(f"{path} is an empty zip archive", zh=f"{path} 是空的 zip 压缩包")
    if {"manifest.json", "app.js"} <= set(names):
        return UnreadableArtifactError(
            f"{path} is a quick app (rpk), which appaudit does not read",
            hint="Supply the Android package or the mini-program of the same product.",
            zh=f"{path} 是快应用（rpk），本工具不读取这种格式",
            hint_zh="请提供同一产品的安卓安装包或小程序。",
        )
    for entry, (kind, kind_zh), (hint, hint_zh) in _OTHER_PACKAGES:
        if any(name == entry or (entry.endswith("/") and name.startswith(entry)) for name in names):
            return UnreadableArtifactError(
                f"{path} is {kind}, which appaudit does not read",
                hint=hint,
                zh=f"{path} 是 {kind_zh}，本工具不读取这种格式",
                hint_zh=hint_zh,
            )
    apks = [name for name in names if name.endswith(".apk")]
    inside = f"it holds {apks[0]}" if apks else f"its first entry is {names[0][:80]!r}"
    inside_zh = f"其中有 {apks[0]}" if apks else f"第一个条目是 {names[0][:80]!r}"
    return UnreadableArtifactError(
        f"{path} is a zip archive without AndroidManifest.xml and classes.dex, not an app package; {inside}",
        zh=f"{path} 是不含 AndroidManifest.xml 和 classes.dex 的 zip 压缩包，不是安装包；{inside_zh}",
    )
