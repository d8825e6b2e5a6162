"""Where rules lie: the shipped folder and those of the user, and what identifies their content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from appaudit.errors import ConfigError


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


def rules_digest(folders: Iterable[Path]) -> str:
    """SHA-256 over names and contents of all rule files: two reports with the same digest used the same rules."""
    digest = hashlib.sha256()
    for folder in folders:
        root = str(folder)
        for name in sorted(_yaml_files(root)):
            with open(name, "rb") as file:  # noqa: PTH123  # Path objects double the time of this loop
                content = file.read()
            digest.update(f"{name[len(root) :]}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _yaml_files(root: str) -> Iterator[str]:
    for folder, _, names in os.walk(root):
        yield from (f"{folder}/{name}" for name in names if name.endswith(".yaml"))
