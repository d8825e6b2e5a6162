"""Where rules lie: the shipped folder and those of the user, and what identifies their content."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from appaudit.cache_files import cache_folder, read_cached, write_cached
from appaudit.errors import ConfigError

#: Digests kept by the state of the folders that they are of.
KEPT = 16
_SUFFIX = ".digest"
#: A file as young as this may change once more without its time of change telling so.
_SETTLED_NS = 2_000_000_000


def shipped_rules() -> Path:
    """The `rules/` folder that belongs to this installation.

    A wheel carries it as `appaudit/_rules`; a checkout has it beside `src/`.

    Raises:
        ConfigError: neither exists, which means a broken installation.
    """
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "_rules", package.parent.parent / "rules"):
        if (candidate / "checks").is_dir():
            return candidate
    raise ConfigError(
        f"No rules found beside {package}",
        hint="Reinstall appaudit; its rules are part of the package.",
        zh=f"{package} 旁没有规则目录",
        hint_zh="请重新安装 appaudit，规则随安装包提供。",
    )


def rule_folders(extra: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The shipped rules and the user's folders, in the order in which later ones override earlier ones.

    Raises:
        ConfigError: a folder the user named does not exist.
    """
    for folder in extra:
        if not folder.is_dir():
            raise ConfigError(
                f"The rules folder {folder} does not exist",
                hint="--rules wants a folder laid out as rules/.",
                zh=f"规则目录 {folder} 不存在",
                hint_zh="--rules 需要一个与 rules/ 结构相同的目录。",
            )
    return (shipped_rules(), *extra)


def replaced_rules(folders: Sequence[Path]) -> tuple[str, ...]:
    """The ids of shipped rules that one of the folders after the first has its own file for, sorted.

    A report says so, for such a rule may judge more mildly.
    """
    if len(folders) < 2:
        return ()
    shipped, *own = ({path.stem for path in (folder / "checks").rglob("*.yaml")} for folder in folders)
    return tuple(sorted(shipped & set().union(*own)))


def rules_digest(folders: Iterable[Path]) -> str:
    """SHA-256 over names and contents of all rule files: two reports with the same digest used the same rules."""
    digest = hashlib.sha256()
    for folder in folders:
        root = str(folder)
        for name in sorted(entry.path for entry in _yaml_files(root)):
            with open(name, "rb") as file:  # noqa: PTH123  # Path objects double the time of this loop
                content = file.read()
            digest.update(f"{name[len(root) :]}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def known_digest(folders: Sequence[Path], cache: Path | None = None) -> str:
    """`rules_digest`, without reading files that have stayed as they were when it was last asked.

    Name, size, time, time of change and number of each file say whether it has: what is written, moved or put back with
    an old date has another time of change. A digest of files that are only just written is not kept.

    Args:
        folders: The rule folders.
        cache: Where digests are kept; the user's cache folder by default.

    Raises:
        ConfigError: a folder or file cannot be read.
    """
    try:
        return _known_digest(folders, cache)
    except OSError as error:
        where = error.filename or folders[-1]
        raise ConfigError(
            f"{where} cannot be read: {error.strerror}",
            hint="Rules that cannot be read are not left out in silence; check the permissions of the folder.",
            zh=f"{where} 无法读取：{error.strerror}",
            hint_zh="规则无法读取时不会跳过；请检查目录权限。",
        ) from error


def _known_digest(folders: Sequence[Path], cache: Path | None) -> str:
    state, youngest = _state(folders)
    path = (cache or cache_folder()) / f"{state[:32]}{_SUFFIX}"
    kept = read_cached(path)
    if kept is not None and len(kept) == hashlib.sha256().digest_size:
        return kept.hex()
    digest = rules_digest(folders)
    if youngest < time.time_ns() - _SETTLED_NS and _state(folders)[0] == state:
        write_cached(path, bytes.fromhex(digest), kept=KEPT)
    return digest


def _state(folders: Iterable[Path]) -> tuple[str, int]:
    """A digest of what the file system says of all rule files, and the latest time of change."""
    stated = []
    youngest = 0
    for folder in folders:
        stated.append(os.path.abspath(folder))  # noqa: PTH100  # a path of two names is one state
        for entry in _yaml_files(str(folder)):
            status = entry.stat()
            youngest = max(youngest, status.st_mtime_ns, status.st_ctime_ns)
            stated.append(f"{entry.path}\0{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}")
    return hashlib.sha256("\n".join(stated).encode("utf-8", "surrogateescape")).hexdigest(), youngest


def _yaml_files(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _yaml_files(entry.path)
            elif entry.name.endswith(".yaml"):
                yield entry
