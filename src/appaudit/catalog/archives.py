"""Rules that are released as one file: a zip of a folder laid out as `rules/`, read without upgrading the program."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import io
import lzma
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from appaudit.cache_files import cache_folder
from appaudit.errors import ConfigError
from appaudit.model.record import record
from appaudit.whole_files import OpenFolder, read_regular

#: The shipped rules have some 900 files and 4 MB; an archive of theirs is a tenth of that.
_MOST_BYTES: Final = 64 << 20
_MOST_UNPACKED: Final = 256 << 20
_MOST_FILES: Final = 20_000
_SUFFIX: Final = ".yaml"
#: What a folder of rules has inside.
_FOLDERS: Final = frozenset(
    ("android", "checks", "duties", "harmony", "ios", "lexicon", "miniprogram", "regulations", "sdks", "taxonomy")
)
#: What `zipfile` raises of an archive, and what its decompressors raise of an entry.
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, NotImplementedError, RuntimeError, EOFError, ValueError
)  # fmt: skip
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@record
class RulesArchive:
    """A released archive as a report names it: file name, SHA-256 in hexadecimal, size in bytes."""

    name: str
    sha256: str
    size: int


def opened(paths: Sequence[Path]) -> tuple[list[Path], tuple[RulesArchive, ...]]:
    """The folders of what the user named, archives unpacked, and the archives among them.

    Raises:
        ConfigError: an archive cannot be read, is no zip, or holds no rules.
    """
    folders, archives = [], []
    for path in paths:
        if path.is_file():
            folder, archive = _unpacked(path)
            folders.append(folder)
            archives.append(archive)
        else:
            folders.append(path)
    return folders, tuple(archives)


def _unpacked(path: Path) -> tuple[Path, RulesArchive]:
    try:
        data = read_regular(path, _MOST_BYTES)
        files = dict(_files(data))
    except _DAMAGED as error:
        raise _refused(path, str(error)) from error
    if not files:
        raise _refused(path, "no .yaml file under checks/, sdks/, regulations/ … / 其中没有规则文件")
    digest = hashlib.sha256(data).hexdigest()
    return _written(files, digest), RulesArchive(name=path.name, sha256=digest, size=len(data))


def _refused(path: Path, why: str) -> ConfigError:
    return ConfigError(
        f"{path} is no archive of rules: {why}",
        hint="--rules wants a folder laid out as rules/, or a zip of one (`appaudit rules pack`).",
        zh=f"{path} 不是规则包：{why}",
        hint_zh="--rules 需要与 rules/ 结构相同的目录，或其 zip 包（`appaudit rules pack`）。",
    )


def _files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The rule files by their path below `rules/`; anything else is left in the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if entry.filename.endswith(_SUFFIX) and not entry.is_dir()]
        if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
            raise ValueError("more than any rules have")
        paths = [PurePosixPath(entry.filename) for entry in entries]
        if any(path.is_absolute() or ".." in path.parts or "\\" in str(path) for path in paths):
            raise ValueError("a name that leads out of it")
        # A zip of the folder itself has its name in front of every path.
        outer = len({path.parts[0] for path in paths}) == 1 and paths[0].parts[0] not in _FOLDERS
        for entry, path in zip(entries, paths, strict=True):
            yield "/".join(path.parts[1:] if outer else path.parts), archive.read(entry)


def _written(files: dict[str, bytes], digest: str) -> Path:
    """A folder with the files: in the cache, named by the digest, or one that goes away where that cannot be written.

    Whoever could have put something into the folder could have changed the program as well; what it holds is counted
    into the digest of the rules anyhow.
    """
    target = cache_folder() / f"rules-{digest[:32]}"
    if _holds(target, files):
        return target
    name = f"rules-{os.urandom(8).hex()}"
    made = target.parent / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with OpenFolder.at(target.parent) as cache:
            with cache.made(name) as folder:
                _write(folder, files)
            shutil.rmtree(target, ignore_errors=True)
            with contextlib.suppress(OSError):  # another run may do the same
                cache.move(name, cache, target.name)
                return target
    except OSError:
        made = Path(tempfile.mkdtemp(prefix="appaudit-rules-"))
        with OpenFolder.at(made) as folder:
            _write(folder, files)
    if _holds(target, files):
        shutil.rmtree(made, ignore_errors=True)
        return target
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def _write(folder: OpenFolder, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        _put(folder, PurePosixPath(name).parts, content)


def _put(folder: OpenFolder, parts: Sequence[str], content: bytes) -> None:
    if len(parts) == 1:
        folder.write_whole(parts[0], content)
        return
    with folder.inside(parts[0]) as inner:
        _put(inner, parts[1:], content)


def _holds(folder: Path, files: dict[str, bytes]) -> bool:
    """Whether a folder has these files and no others."""
    try:
        there = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob(f"*{_SUFFIX}")}
    except OSError:
        return False
    return there == files


def packed_rules(folder: Path) -> bytes:
    """A folder of rules as an archive; the same rules give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob(f"*{_SUFFIX}")):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return target.getvalue()
