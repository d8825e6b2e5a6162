"""Inputs under audit: one subpackage for each kind, found by asking each reader whether the content is its kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from appaudit.artifacts.base import ArtifactReader, ArtifactReading, Limits, Stages
from appaudit.errors import ConfigError, ExtractionError, UnreadableArtifactError


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


def open_artifact(path: str | Path, limits: Limits | None = None, stages: Stages | None = None) -> ArtifactReading:
    """Read a file with the reader whose kind it is.

    Args:
        path: The file.
        limits: How much may be read; the defaults hold an app of 2 GB.
        stages: Called with the name of each part of the work (`archive`, `resources`, `manifest`, `inflate`, `texts`,
            `signing`); the part runs inside the context manager that it returns.

    Raises:
        ConfigError: There is no such file.
        UnreadableArtifactError: No reader knows it; the message says what it is instead.
    """
    path = Path(path)
    if not path.exists():
        raise ConfigError(f"{path}: no such file", zh=f"文件不存在：{path}")
    if not path.is_file():
        raise ConfigError(f"{path} is not a file", zh=f"{path} 不是文件")
    for reader in readers():
        if reader.detect(path):
            return reader.read(path, limits or Limits(), stages or nullcontext)
    message, zh = _what_it_is(path)
    raise UnreadableArtifactError(message, zh=zh)


def _what_it_is(path: Path) -> tuple[str, str]:
    """Say in English and in Chinese what a file is that no reader knows; raises where it is no archive at all."""
    from appaudit.artifacts.archive import SafeArchive

    with SafeArchive.open(path) as archive:
        try:
            names = archive.names()
        except ExtractionError as error:
            return f"{path} cannot be read: {error.message}", f"无法读取 {path}：{error.zh}"
    if not names:
        return f"{path} is an empty zip archive", f"{path} 是空的 zip 压缩包"
    apks = [name for name in names if name.endswith(".apk")]
    inside = f"it holds {apks[0]}" if apks else f"its first entry is {names[0][:80]!r}"
    inside_zh = f"其中有 {apks[0]}" if apks else f"第一个条目是 {names[0][:80]!r}"
    return (
        f"{path} is a zip archive without AndroidManifest.xml and classes.dex, not an app package; {inside}",
        f"{path} 是不含 AndroidManifest.xml 和 classes.dex 的 zip 压缩包，不是安装包；{inside_zh}",
    )
