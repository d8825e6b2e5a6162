"""Output formats of a product's summary: every module `as_<name>.py` of this package is one, found by its name.

A format module has `EXTENSION` (file ending without a dot) and `render(product, language)`, which returns text.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from appaudit.model.bilingual import Language
from appaudit.model.product import Product

_PREFIX = "as_"


class Renderer(Protocol):
    """What a format module offers."""

    EXTENSION: str

    def render(self, product: Product, language: Language) -> str:
        """The summary in this format."""
        ...


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name.removeprefix(_PREFIX) for name in found if name.startswith(_PREFIX)))


def extension(name: str) -> str:
    """The file ending of one format, which must be one of `names()`."""
    return _module(name).EXTENSION


def render(name: str, product: Product, language: Language) -> str:
    """The summary in one format, which must be one of `names()`."""
    return _module(name).render(product, language)


def _module(name: str) -> Renderer:
    return cast("Renderer", import_module(f"{__name__}.{_PREFIX}{name}"))
