"""Reports as files: what each is called, and files that are written late and whole."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Final

from appaudit.errors import ConfigError
from appaudit.model.bilingual import Language
from appaudit.model.codec import CodecError, decode, said_of_json
from appaudit.model.report import SCHEMA_VERSION, Report
from appaudit.report.agreement import disagreements
from appaudit.report.renderers import extension, render
from appaudit.whole_files import read_regular, write_whole

_ZIP: Final = b"PK\x03\x04"
#: More builds of one version than anybody keeps in one folder.
_NUMBERED: Final = 10_000
#: No report is larger: what it says of one app has bounds of its own.
_MOST_BYTES: Final = 512 << 20


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file in one step: readers see the old one or the new one, never half of it.

    A pipe or a device is written into and never replaced. A link of this user leads to what is written; one that
    somebody else put there is not followed.

    Raises:
        ConfigError: the place cannot be written.
    """
    data = file_bytes(content)
    try:
        if not _is_of_the_system(path):
            path = _where_it_leads(path)
        if _is_written_through(path):
            _write_through(path, data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        raise unwritable(path, error) from error


def file_bytes(content: str | bytes) -> bytes:
    """What a file holds; half a letter in a text is written as an escape."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")


def unwritable(path: Path, error: OSError) -> ConfigError:
    """The error of a place that cannot be written."""
    return ConfigError(
        f"{path} cannot be written: {error.strerror}",
        hint="Choose another --output.",
        zh=f"无法写入 {path}：{error.strerror}",
        hint_zh="请换一个 --output。",
    )


def _where_it_leads(path: Path) -> Path:
    """The place itself, or where a link leads that this user or root made; raises OSError.

    Who owned the link that was asked is not who owns the one that was followed, where they changed places between.
    """
    try:
        before = path.lstat()
    except FileNotFoundError:
        return path
    if not stat.S_ISLNK(before.st_mode):
        return path
    target, after = Path(os.path.realpath(path)), path.lstat()
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    is_same = (before.st_dev, before.st_ino, before.st_ctime_ns) == (after.st_dev, after.st_ino, after.st_ctime_ns)
    if hasattr(os, "geteuid") and not (is_same and after.st_uid in (os.geteuid(), 0)):
        raise ConfigError(
            f"{path} is a link that another user put there",
            hint="Remove it, or choose another --output.",
            zh=f"{path} 是其他用户建立的链接",
            hint_zh="请将其删除，或换一个 --output。",
        )
    return target


def _is_of_the_system(path: Path) -> bool:
    """Whether it is a place that stands for an open file (`/dev/stdout`, `/dev/fd/63`), or a device among them."""
    return path.is_absolute() and path.parts[1:2] in (("dev",), ("proc",)) and path.exists()


def _is_written_through(path: Path) -> bool:
    """Whether it is a pipe, a device, or a place that stands for one."""
    if _is_of_the_system(path):
        return True
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode))


def _write_through(path: Path, data: bytes) -> None:
    """Write into what is there; a pipe that nobody reads is refused, since one would wait for ever."""
    flags = os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_NONBLOCK", 0)
    is_of_the_system = _is_of_the_system(path)
    descriptor = os.open(path, flags if is_of_the_system else flags | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "wb") as stream:
        if not is_of_the_system and stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EEXIST, "a file took the place of a pipe / 文件取代了管道")
        if hasattr(os, "set_blocking"):
            os.set_blocking(stream.fileno(), True)
        stream.write(data)


def read_report(path: Path) -> Report:
    """The report in a file that `--format json` wrote.

    Raises:
        ConfigError: the file cannot be read, is no report of this version, or says of itself what it does not hold.
    """
    try:
        document = json.loads(read_regular(path, _MOST_BYTES).decode("utf-8"))
        report = decode(Report, as_of_this_version(document))
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror}", zh=f"无法读取 {path}：{error.strerror}"
        ) from error
    except (ValueError, RecursionError) as error:
        detail = said_of_json(error)
        raise ConfigError(
            f"{path} is not a report of this version: {detail.en}",
            hint="Write it with --format json.",
            zh=f"{path} 不是本版本的报告：{detail.zh}",
            hint_zh="请用 --format json 生成报告。",
        ) from error
    if document["schema_version"] == SCHEMA_VERSION:  # those before counted otherwise
        _check_agreement(report, path)
    return report


def _check_agreement(report: Report, path: Path) -> None:
    for field, what in disagreements(report):
        raise ConfigError(
            f"{path} does not agree with itself: {field}: {what}",
            hint="It was edited after it was written; use the file that the scan wrote.",
            zh=f"{path} 前后不一致：{field}（{what}）",
            hint_zh="文件在写出后被改动过，请使用扫描写出的原文件。",
        )


def as_of_this_version(document: object) -> object:
    """A report as this version writes it, from one of an earlier version; what is no report is given back as it is.

    Version 1 knew Android alone, and had no platform.

    Raises:
        CodecError: a later version wrote it.
    """
    if not isinstance(document, dict) or not isinstance(document.get("artifact"), dict):
        return document
    version = document.get("schema_version")
    if version == 1:
        artifact = {"platform": "" if document["artifact"].get("kind") == "policy" else "android"}
        return {**document, "schema_version": SCHEMA_VERSION, "artifact": {**artifact, **document["artifact"]}}
    if version != SCHEMA_VERSION:
        known = f"expected 1 or {SCHEMA_VERSION}, found {version!r}; a newer appaudit reads it"
        raise CodecError([("schema_version", known)])
    return document


def report_stem(report: Report) -> str:
    """`<package>-<version>.report`; what a manifest says is not trusted to be a file name."""
    package = report.artifact.package or Path(report.artifact.path).stem
    parts = [part for part in (package, report.artifact.version_name) if part]
    stem = "-".join(re.sub(r"[^A-Za-z0-9._]+", "_", part).strip("._")[:80] for part in parts) or "artifact"
    return f"{stem}.report"


def free_stem(
    stem: str,
    digest: str,
    folder: Path,
    endings: Sequence[str],
    taken: Container[str] = (),
    unmarked: Container[str] = (),
) -> str:
    """The name of the files of a report, without their endings: another build's report keeps its own.

    Args:
        stem: What they should be called.
        digest: The SHA-256 of the package.
        folder: Where they are to be.
        endings: Those of all its files.
        taken: File names that are given away already.
        unmarked: Endings of files that do not say of which package they are.
    """
    for candidate in stems(stem, digest):
        names = {f"{candidate}.{ending}": ending in unmarked for ending in endings}
        if not any(
            name in taken or (not is_unmarked and is_of_another(folder / name, digest))
            for name, is_unmarked in names.items()
        ):
            return candidate
    return stem


def stems(stem: str, digest: str) -> Iterator[str]:
    """The name as it should be; with the package's digest where another build has it; numbered at last."""
    yield stem
    name = f"{stem.removesuffix('.report')}-{digest[:8]}"
    yield f"{name}.report"
    for number in range(2, _NUMBERED):
        yield f"{name}-{number}.report"


def is_of_another(path: Path, digest: str) -> bool:
    """Whether a file is there that is no report on the package of this digest, which every report names."""
    try:
        if not path.exists():
            return False
        if not path.is_file():  # reading a pipe would wait for who writes into it
            return True
        content = path.read_bytes()
    except OSError:
        return True
    if content.startswith(_ZIP):
        import zipfile  # most reports are none

        try:
            with zipfile.ZipFile(path) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist())
        except (OSError, zipfile.BadZipFile):
            return True
    return bool(content) and digest.encode() not in content


def report_name(report: Report, file_extension: str) -> str:
    """`<package>-<version>.report.<extension>`."""
    return f"{report_stem(report)}.{file_extension}"


def rendered(report: Report, formats: Sequence[str], language: Language) -> dict[str, tuple[str, str | bytes]]:
    """For each format the file ending and the content."""
    return {name: (extension(name), render(name, report, language)) for name in formats}
