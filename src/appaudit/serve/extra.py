"""Whether the libraries of the extra `appaudit[serve]` are there, and what is said where one is missing."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from appaudit.errors import ConfigError

_LIBRARIES: Final = (
    "alembic",
    "fastapi",
    "itsdangerous",
    "limits",
    "platformdirs",
    "python_multipart",
    "sqlalchemy",
    "uvicorn",
)


def require_libraries(database: str = "") -> None:
    """Check that everything is installed that this database needs.

    Raises:
        ConfigError: a library is missing.
    """
    for name in _LIBRARIES:
        if not _is_there(name):
            raise _missing(name, "serve")
    if database.startswith("postgresql") and not _is_there("psycopg"):
        raise _missing("psycopg", "serve,postgresql")


def _missing(name: str, extra: str) -> ConfigError:
    return ConfigError(
        f"{name} is not installed",
        hint=f"pip install '.[{extra}]' in the checkout of appaudit",
        zh=f"未安装 {name}",
        hint_zh=f"请在 appaudit 的代码目录中执行 pip install '.[{extra}]'",
    )


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ImportError:
        return False
