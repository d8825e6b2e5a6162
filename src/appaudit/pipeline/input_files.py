"""The files of an audit: whether they are there, and their identity as the report names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from appaudit.errors import ConfigError
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.report import Input
from appaudit.model.words import InputRole
from appaudit.whole_files import digest_of

#: What a path makes of an address; it holds one slash of the two.
_ADDRESS: Final = re.compile(r"^(https?):/+", re.IGNORECASE)


def input_of_file(role: InputRole, path: Path, gaps: Sequence[Gap] = (), *, was_read: bool = True) -> Input:
    """Name, size and SHA-256 of a file (empty where it is none), with the reason where it could not be read."""
    try:
        sha256, size = digest_of(path)
    except OSError:  # a pipe, a device, a file that has gone: the gap says so
        sha256, size, was_read = "", 0, False
    return Input(
        role=role,
        name=path.name,
        sha256=sha256,
        size=size,
        status="read" if was_read else "unreadable",
        detail=next((gap.detail for gap in gaps if gap.part == path.name), None),
    )


def not_supplied(kind: str, part: str) -> Gap:
    """The gap in facts of a kind that a missing input leaves."""
    return Gap(
        kind=kind,
        level=CoverageLevel.NONE,
        reason="not_supplied",
        part=part,
        detail=Bilingual("未提供", "not supplied"),
    )


def require_documents(
    policies: Sequence[Path],
    sdk_lists: Sequence[Path],
    operator_facts: Path | None = None,
    privacy_guide: Path | None = None,
) -> None:
    """Say what is missing before minutes of reading, not after.

    Raises:
        ConfigError: A document does not exist, a policy folder is empty, or an SDK list is a folder.
    """
    for option, zh, paths in (
        ("--policy", "隐私政策", policies),
        ("--sdk-list", "SDK清单", sdk_lists),
        ("--facts", "运营者声明", (operator_facts,) if operator_facts else ()),
        ("--privacy-guide", "用户隐私保护指引", (privacy_guide,) if privacy_guide else ()),
    ):
        for path in paths:
            if _ADDRESS.match(str(path)):
                raise _is_address(option, zh, path)
            if not path.exists():
                raise _unusable(option, f"{path} does not exist ({option})", f"{zh} {path} 不存在")
            if option == "--policy" and path.is_dir() and not any(path.iterdir()):
                raise _unusable(option, f"The policy folder {path} is empty", f"隐私政策目录 {path} 是空的")
            if option == "--sdk-list" and path.is_dir():
                raise _unusable(option, f"{path} is a folder, not an SDK list", f"{path} 是目录，不是SDK清单")
            if option == "--privacy-guide" and path.is_dir():
                raise _unusable(option, f"{path} is a folder, not a privacy guide", f"{path} 是目录，不是隐私保护指引")


def _is_address(option: str, zh: str, path: Path) -> ConfigError:
    address = _ADDRESS.sub(r"\1://", str(path))
    return ConfigError(
        f"{address} is an address ({option}); appaudit opens no connection",
        hint="Save the page in a browser and give the file.",
        zh=f"{zh} {address} 是网址；本工具不联网",
        hint_zh="请在浏览器中保存网页，再提供保存的文件。",
    )


def _unusable(option: str, message: str, zh: str) -> ConfigError:
    return ConfigError(
        message,
        hint=f"Check the path given to {option} or in the configuration.",
        zh=zh,
        hint_zh=f"请检查 {option} 或配置文件中的路径。",
    )
