"""The libraries of the extra `appaudit[fleet]`, loaded when they are needed, and what is said where one is missing."""

from __future__ import annotations

import importlib
from typing import Any

from appaudit.errors import ConfigError


def library(name: str) -> Any:  # noqa: ANN401  # a module
    """The module of an optional library.

    Raises:
        ConfigError: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise missing(name) from error


def missing(name: str) -> ConfigError:
    """What to do where a library is missing."""
    return ConfigError(
        f"{name} is not installed",
        hint="pip install '.[fleet]' in the checkout; storage other than folders and S3: the library fsspec names.",
        zh=f"未安装 {name}",
        hint_zh="请在 appaudit 的代码目录中执行 pip install '.[fleet]'；目录和S3以外的存储还需安装 fsspec 指明的库。",
    )
