"""The SDK list that an operator supplies: one declared SDK a row, from the formats in `readers`.

A new format is one module in `readers`; nothing else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from appaudit.errors import ConfigError, ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.record import record
from appaudit.policy.declared import with_data_types
from appaudit.sdk_list import readers
from appaudit.sdk_list.rows import DeclaredRow, NothingListedError, each_named, fact_of_row
from appaudit.whole_files import read_regular

__all__ = ["SdkListReading", "read_sdk_list", "with_data_types"]

MAX_LIST_BYTES = 20_000_000
#: Texts by their names, and line ends that one of them writes out at the least.
_TEXTS = (".txt", ".text", ".md")
_FEWEST_WRITTEN = 3
_ENDS_A_TEXT = re.compile(rb"\\n[\"']")


@record(kw_only=False, frozen=False)
class SdkListReading:
    """The SDKs that a list declares, and what of it could not be read."""

    facts: list[DeclaredSdkFact] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    lists_nothing: bool = False
    """Headings stand in the list and no SDK below them: that none is embedded is what it says."""


class Reader(Protocol):
    """What a module in `readers` offers."""

    ORDER: int

    def accepts(self, name: str, data: bytes, lexicons: Lexicons) -> bool:
        """Say whether this reader should try a file."""

    def read_rows(
        self, name: str, data: bytes, lexicons: Lexicons
    ) -> tuple[Sequence[DeclaredRow], Sequence[Bilingual]]:
        """The rows of the file, and one message for each that could not be used."""


@lru_cache(maxsize=1)
def _readers() -> tuple[Reader, ...]:
    modules = [
        importlib.import_module(f"{readers.__name__}.{module.name}")
        for module in pkgutil.iter_modules(readers.__path__)
    ]
    return tuple(sorted(modules, key=lambda module: (module.ORDER, module.__name__)))


def read_sdk_list(path: Path, lexicons: Lexicons) -> SdkListReading:
    """Read one SDK list; a list that exists but cannot be read is a gap, not an error.

    Raises:
        ConfigError: The path does not exist or is a folder.
    """
    if not path.is_file():
        raise ConfigError(
            f"{path}: no such SDK list.",
            hint="Give a spreadsheet, CSV, JSON, document or SBOM file to --sdk-list.",
            zh=f"SDK清单不存在：{path}",
            hint_zh="--sdk-list 接受表格、CSV、JSON、文档或 SBOM 文件。",
        )
    reading = SdkListReading()
    try:
        rows, problems = _read(path, lexicons)
    except NothingListedError:
        reading.lists_nothing = True
        return reading
    except ExtractionError as error:
        reading.gaps.append(_gap(path.name, CoverageLevel.NONE, said_by(error, has_hint=True)))
        return reading
    named = each_named(rows)
    reading.facts.extend(fact_of_row(row, path.name, lexicons.sdk_names, lexicons.parties) for row in named)
    reading.gaps.extend(_gap(path.name, CoverageLevel.PARTIAL, problem) for problem in problems)
    return reading


def _read(path: Path, lexicons: Lexicons) -> tuple[Sequence[DeclaredRow], Sequence[Bilingual]]:
    try:
        size = path.stat().st_size
        if size > MAX_LIST_BYTES:
            raise ExtractionError(
                f"{path.name}: {size} bytes is too large for an SDK list (limit {MAX_LIST_BYTES}).",
                zh=f"{path.name}：{size} 字节，超出SDK清单的合理大小（上限 {MAX_LIST_BYTES}）。",
            )
        data = read_regular(path, MAX_LIST_BYTES)
    except OSError as error:
        reason = error.strerror or error
        raise ExtractionError(
            f"{path.name}: cannot be opened: {reason}.", zh=f"{path.name}：无法打开：{reason}。"
        ) from error
    if not data.strip():
        raise ExtractionError(
            f"{path.name}: the SDK list is empty.",
            hint="List one SDK a row, with a heading row.",
            zh=f"{path.name}：SDK清单是空的。",
            hint_zh="每行一个SDK，第一行写列名。",
        )
    data = _with_line_ends(path.name, data)
    for reader in _readers():
        if reader.accepts(path.name, data, lexicons):
            rows, problems = reader.read_rows(path.name, data, lexicons)
            if not rows:
                raise ExtractionError(
                    f"{path.name}: no SDK found in this list. {' '.join(problem.en for problem in problems)}".strip(),
                    hint="If the app embeds no SDK, leave --sdk-list out: an empty list says nothing to judge by.",
                    zh=f"{path.name}：清单中没有任何SDK。{''.join(problem.zh for problem in problems)}",
                    hint_zh="应用确实没有嵌入SDK的，请不要提供 --sdk-list：空清单无从判断。",
                )
            return rows, problems
    raise ExtractionError(
        f"{path.name}: not a format in which SDK lists are read.",
        hint="Save it as XLSX, CSV or JSON.",
        zh=f"{path.name}：不是可以读取的SDK清单格式。",
        hint_zh="请另存为 XLSX、CSV 或 JSON。",
    )


def _with_line_ends(name: str, data: bytes) -> bytes:
    r"""A text that was copied out of source with its line ends as these: the two characters `\n` for each."""
    written = data.count(rb"\n")
    is_copied = name.lower().endswith(_TEXTS) and written >= _FEWEST_WRITTEN and written > data.count(b"\n")
    if not is_copied or _ENDS_A_TEXT.search(data) is not None:
        return data  # a text in quotes is read as source
    return data.replace(rb"\r\n", b"\n").replace(rb"\n", b"\n").replace(rb"\t", b"\t")


def _gap(part: str, level: CoverageLevel, detail: Bilingual) -> Gap:
    return Gap(kind="declared_sdk", level=level, reason="unreadable", part=part, detail=detail)
