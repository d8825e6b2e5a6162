"""Output formats: every module `as_<name>.py` of this package is one, found by its name.

A format module has `EXTENSION` (file ending without a dot) and `render(report, language)`, which returns text (or bytes
when binary). It may have `BINARY = True`; `STREAM = True` where a scan prints it beside the files that it writes; and
`NAMES_PACKAGE = False` where the digest of the package is not in it, by which the report of another build is known.
An underscore in the name of a module is a dash in the name of the format. Renderers read the report document and
nothing else.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from appaudit.errors import ConfigError
from appaudit.model.bilingual import Language
from appaudit.model.report import Report

_PREFIX = "as_"


class Renderer(Protocol):
    """What a format module offers."""

    EXTENSION: str

    def render(self, report: Report, language: Language) -> str | bytes:
        """The report in this format; `language` decides where a format carries only one."""
        ...


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, sorted; no format module is imported for this."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name.removeprefix(_PREFIX).replace("_", "-") for name in found if name.startswith(_PREFIX)))


def renderer(name: str) -> Renderer:
    """The module of one format.

    Raises:
        ConfigError: No format has that name.
    """
    if name not in names():
        known = ", ".join(names())
        raise ConfigError(
            f"There is no output format {name!r}",
            hint=f"Formats: {known}",
            zh=f"没有名为 {name!r} 的输出格式",
            hint_zh=f"可用格式：{known}",
        )
    return cast("Renderer", import_module(f"{__name__}.{_PREFIX}{name.replace('-', '_')}"))


def extension(name: str) -> str:
    """The file ending of one format, without a dot; raises ConfigError for an unknown name."""
    return renderer(name).EXTENSION


def is_binary(name: str) -> bool:
    """Whether one format yields bytes; raises ConfigError for an unknown name."""
    return bool(getattr(renderer(name), "BINARY", False))


def is_stream(name: str) -> bool:
    """Whether one format is printed beside the files of a scan; raises ConfigError for an unknown name."""
    return bool(getattr(renderer(name), "STREAM", False))


def names_package(name: str) -> bool:
    """Whether one format tells of which package it is; raises ConfigError for an unknown name."""
    return bool(getattr(renderer(name), "NAMES_PACKAGE", True))


def render(name: str, report: Report, language: Language) -> str | bytes:
    """The report in one format; raises ConfigError for an unknown name."""
    return renderer(name).render(report, language)
