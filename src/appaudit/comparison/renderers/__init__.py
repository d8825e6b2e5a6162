"""Output formats of a comparison: every module `as_<name>.py` of this package is one, found by its name.

A format module has `render(comparison, language)`, which returns text.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from appaudit.model.bilingual import Language
from appaudit.model.comparison import Comparison

_PREFIX = "as_"


class Renderer(Protocol):
    """What a format module offers."""

    def render(self, comparison: Comparison, language: Language) -> str:
        """The comparison in this format."""
        ...


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name.removeprefix(_PREFIX) for name in found if name.startswith(_PREFIX)))


def render(name: str, comparison: Comparison, language: Language) -> str:
    """The comparison in one format, which must be one of `names()`."""
    module = cast("Renderer", import_module(f"{__name__}.{_PREFIX}{name}"))
    return module.render(comparison, language)
