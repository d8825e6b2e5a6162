"""Reads `audit.yaml`: what only the operator knows."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from appaudit.errors import ConfigError, RuleError
from appaudit.model.codec import CodecError, decode
from appaudit.model.dates import is_date
from appaudit.model.declaration import NEVER, Declaration
from appaudit.yaml_files import describe_problems, described_in_chinese, read_yaml

#: The only version of the format so far.
VERSION = 1
_HINT = "Correct the file, or write a new one with `appaudit init`."
_HINT_ZH = "请改正文件，或用 appaudit init 重新生成。"


def read_declaration(path: Path) -> Declaration:
    """The operator's declaration.

    Raises:
        ConfigError: the file is missing, is no YAML, or holds a key or value that it must not; every problem is named
            with its line.
    """
    if not path.is_file():
        raise ConfigError(
            f"The facts file {path} does not exist",
            hint="Check the path given to --facts, or write one with `appaudit init`.",
            zh=f"事实文件 {path} 不存在",
            hint_zh="请检查 --facts 的路径，或用 appaudit init 生成。",
        )
    try:
        data = read_yaml(path)
    except RuleError as error:
        raise _refused(error.message, error.zh) from error
    try:
        declaration = decode(Declaration, _without_empty_sections(data))
        problems = list(_bad_values(declaration))
        if problems:
            raise CodecError(problems)
    except CodecError as error:
        raise _refused(
            "\n".join(describe_problems(error, path)), "\n".join(described_in_chinese(error, path))
        ) from error
    return declaration


def _refused(message: str, chinese: str) -> ConfigError:
    return ConfigError(message, hint=_HINT, zh=chinese, hint_zh=_HINT_ZH)


def _without_empty_sections(data: Any) -> Any:  # noqa: ANN401  # whatever the file holds
    """A section of which every line is commented out is empty, not wrong."""
    return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


def _bad_values(declaration: Declaration) -> Iterator[tuple[str, str]]:
    if declaration.version != VERSION:
        yield "version", f"expected {VERSION}, found {declaration.version}"
    yield from _bad_in(declaration, "")


def _bad_in(record: Any, place: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # any record of the declaration
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        where = f"{place}.{field.name}".lstrip(".")
        if dataclasses.is_dataclass(value):
            yield from _bad_in(value, where)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from _bad_in(item, f"{where}[{index}]")
        elif field.name.endswith("_on") and value is not None and not is_date(value):
            if "own_act" not in field.metadata:
                yield where, f"expected a date like 2026-11-24, found {value!r}"
            elif value != NEVER:
                yield where, f"expected a date like 2026-11-24, or {NEVER}, found {value!r}"
        elif isinstance(value, int) and not isinstance(value, bool) and value < 0:
            yield where, f"expected 0 or more, found {value}"
