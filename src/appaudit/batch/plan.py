"""Which packages a batch takes, and which documents belong to each."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from appaudit.artifacts import is_artifact_folder, readers
from appaudit.errors import AppauditError, ConfigError

#: File endings that are packages by name; in a folder, other files count when a reader knows their content.
PACKAGE_ENDINGS: Final = (
    ".apk",
    ".apks",
    ".xapk",
    ".apkm",
    ".aab",
    ".aar",
    ".jar",
    ".hap",
    ".hsp",
    ".app",
    ".har",
    ".wxapkg",
)
#: Those of them that are no libraries, of which hidden folders of build tools are full.
_OF_PRODUCTS: Final = tuple(ending for ending in PACKAGE_ENDINGS if ending not in (".aar", ".jar", ".har"))
#: What macOS lays beside a file, under its name, where the disk is another system's, and how that begins.
_SHADOW: Final = "._"
_SHADOW_START: Final = b"\x00\x05\x16\x07"
_ZIP_START: Final = b"PK\x03\x04"
#: Folders of what a project is built from, whose packages are nobody's product.
_NO_PACKAGES: Final = frozenset({"node_modules"})
_OF_VERSIONS: Final = frozenset({".git", ".svn", ".hg", ".bzr"})
#: Archives whose names cannot be listed without unpacking them, and those whose can.
_CLOSED_ARCHIVES: Final = (
    ".7z", ".rar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".iso", ".cpio",
)  # fmt: skip
#: Endings of one file that is compressed by itself; what stands before them says whether it is a package.
_COMPRESSED: Final = (".gz", ".bz2", ".xz", ".zst", ".lz4", ".lzma", ".br", ".z")
_TAR: Final = ".tar"
#: Packages of platforms that no reader knows: iOS apps and quick apps.
_OTHER_PLATFORMS: Final = (".ipa", ".rpk")
#: Names that are looked at in a hidden folder or an archive.
_MOST_WALKED: Final = 5_000


def find_packages(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files among `paths`, and every package in the folders among them, each once and in a stable order.

    Raises:
        ConfigError: a path does not exist, or a folder holds no package.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir() and is_artifact_folder(path):
            found[path] = None
        elif path.is_dir():
            inside = sorted(item for item in _files(path) if is_package(item))
            if not inside:
                raise ConfigError(
                    f"There is no package in {path}",
                    hint=f"A package ends with {', '.join(PACKAGE_ENDINGS)}, or is a zip archive with a manifest.",
                    zh=f"目录 {path} 中没有安装包",
                    hint_zh=f"安装包以 {'、'.join(PACKAGE_ENDINGS)} 结尾，或者是含有清单文件的 zip 压缩包。",
                )
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise ConfigError(f"{path}: no such file", zh=f"文件不存在：{path}")
    return tuple(found)


def passed_over(paths: Sequence[Path]) -> tuple[Path, ...]:
    """What in the folders among `paths` may hold packages and is not looked into.

    Links to folders and to nothing, hidden packages and hidden folders that hold some, packages among documents or
    libraries of scripts, those of platforms that no reader knows, archives of other kinds, and what is named as a
    package and is a pipe, a device or a folder that is none.
    """
    found: list[Path] = []
    pending = [path for path in paths if path.is_dir() and not is_artifact_folder(path)]
    while pending:
        for item in sorted(pending.pop().iterdir()):
            is_hidden, is_named = item.name.startswith("."), item.name.lower().endswith(PACKAGE_ENDINGS)
            if item.is_symlink() and item.is_dir():
                found += [] if is_hidden else [item]
            elif is_hidden and not _is_shadow(item):
                found += [item] if (item.is_file() and is_named) or _holds_packages(item) else []
            elif item.is_dir() and not is_hidden and _holds_none(item):
                found += [item] if _holds_packages(item) else []
            elif item.is_dir() and not is_hidden and not is_artifact_folder(item):
                pending.append(item)
                found += [item] if is_named else []
            elif not is_hidden and not item.is_dir():
                is_file = item.is_file()
                found += [item] if (is_named and not is_file) or (is_file and _is_archive_of_packages(item)) else []
    return tuple(sorted(found))


def _is_shadow(path: Path) -> bool:
    """Whether a hidden file is what macOS lays beside another, by its name and its first bytes."""
    if not path.name.startswith(_SHADOW):
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_SHADOW_START)) == _SHADOW_START
    except OSError:
        return True


def _holds_packages(folder: Path) -> bool:
    """Whether a folder that is not looked into holds a package, as far as it is walked; not one of version control."""
    if folder.name in _OF_VERSIONS or folder.is_symlink() or not folder.is_dir():
        return False
    walked = itertools.islice(folder.rglob("*"), _MOST_WALKED)
    return any(item.name.lower().endswith(_OF_PRODUCTS) and item.is_file() for item in walked)


def _is_archive_of_packages(path: Path) -> bool:
    """Whether a file is an archive or package that no reader opens: what can be listed as it lies, if it lists some."""
    name = path.name.lower()
    if name.endswith((*_CLOSED_ARCHIVES, *_OTHER_PLATFORMS)):
        return True
    if name.endswith(_COMPRESSED):
        return name[: name.rindex(".")].endswith(PACKAGE_ENDINGS)
    if not name.endswith(_TAR):
        return False
    import tarfile  # most files are none

    try:
        with tarfile.open(path, "r:") as archive:
            return any(
                member.name.lower().endswith(PACKAGE_ENDINGS) for member in itertools.islice(archive, _MOST_WALKED)
            )
    except (OSError, tarfile.TarError, ValueError):
        return True  # what cannot be listed may hold any


def _holds_none(folder: Path) -> bool:
    return folder.name in _NO_PACKAGES or folder.name.endswith((".policy", ".sdks"))


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder but hidden ones and documents of packages (`<name>.policy/`).

    A folder that is an artifact itself, such as the sources of a mini-program, stands for what is in it.
    """
    for item in folder.iterdir():
        if item.name.startswith(".") or (item.is_symlink() and item.is_dir()):
            continue
        if item.is_dir():
            if _holds_none(item):
                continue
            if is_artifact_folder(item):
                yield item
            else:
                yield from _files(item)
        elif item.is_file():
            yield item


def is_package(path: Path) -> bool:
    """Whether a path is a package: by its name, or an archive or a folder whose content a reader knows.

    A damaged archive may have been one: its row says what is wrong.
    """
    if path.is_dir():
        return is_artifact_folder(path)
    if path.name.lower().endswith(PACKAGE_ENDINGS):
        return True
    try:
        with path.open("rb") as file:
            is_zip = file.read(4) == _ZIP_START
    except OSError:
        return False
    if not is_zip:
        return False
    try:
        return any(reader.detect(path) for reader in readers())
    except AppauditError:
        return True


def documents_beside(artifact: Path, role: str) -> tuple[Path, ...]:
    """The documents that lie beside a package and carry its name: `<name>.policy.html`, or a folder `<name>.policy`.

    Args:
        artifact: `shop-1.2.apk` has the name `shop-1.2`.
        role: `policy` or `sdks`.
    """
    start = f"{artifact.stem}.{role}"
    found: Iterable[Path] = artifact.parent.glob(f"{_literal(start)}*")
    return tuple(sorted(item for item in found if (item.name == start and item.is_dir()) or _is_named(item, start)))


def mapping_beside(artifact: Path) -> Path | None:
    """`<name>.mapping.txt` beside a package, which gives the names that its build changed."""
    path = artifact.with_name(f"{artifact.stem}.mapping.txt")
    return path if path.is_file() else None


def guide_beside(artifact: Path) -> Path | None:
    """`<name>.guide.json` beside a mini-program, the privacy guide that WeChat keeps for it."""
    path = artifact.with_name(f"{artifact.stem}.guide.json")
    return path if path.is_file() else None


def _is_named(path: Path, start: str) -> bool:
    """`<start>.html` and `<start>.2.html`, not `<start>x.html`."""
    return path.is_file() and path.name.startswith(f"{start}.") and not path.name.lower().endswith(PACKAGE_ENDINGS)


def _literal(text: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in text)
