"""Templates compiled once: one file for all of them, so that rendering does not wait for the template compiler.

The file is named by everything that its content depends on, so it never needs to be invalidated. It holds code,
so it is believed only where nobody but this user can have written it. One that cannot be read, believed or
written costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BaseLoader, Environment, Template, TemplateNotFound
from markupsafe import Markup, escape

from appaudit.cache_files import cache_folder, read_cached, write_cached
from appaudit.version import __version__

#: Compiled sets kept; older ones are removed when a new one is written.
KEPT = 4
_SUFFIX = ".templates"


class CompiledTemplates(BaseLoader):
    """Loads the templates of one folder by file name, compiled in this run or in an earlier one."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        """Read the sources in `folder`; compiled sets are kept in `cache`, the user's cache folder by default."""
        self._folder = folder
        self._cache = cache
        self._sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}
        self._compiled: dict[str, CodeType] | None = None

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """The template of that name; raises jinja2.TemplateNotFound where the folder has none."""
        if name not in self._sources:
            raise TemplateNotFound(name)
        if self._compiled is None:
            self._compiled = self._load_or_compile(environment)
        template = environment.template_class.from_code(environment, self._compiled[name], dict(globals or {}))
        # What is markup already is most of a page, and markupsafe would copy each piece of it.
        template.root_render_func.__globals__["escape"] = _escape
        return template

    def text(self, name: str) -> str:
        """The file itself, for what is not a template."""
        return self._sources[name]

    def _load_or_compile(self, environment: Environment) -> dict[str, CodeType]:
        path = (self._cache or cache_folder()) / f"{__version__}-{self._key(environment)}{_SUFFIX}"
        compiled = _read(path)
        if compiled is None or not self._template_names() <= compiled.keys():
            compiled = {
                name: environment.compile(self._sources[name], name, str(self._folder / name))
                for name in self._template_names()
            }
            content = marshal.dumps(compiled)
            write_cached(path, hashlib.sha256(content).digest() + content, kept=KEPT)
        return compiled

    def _template_names(self) -> set[str]:
        return {name for name in self._sources if name.endswith((".j2", ".svg"))}

    def _key(self, environment: Environment) -> str:
        """A digest of all that decides what the compiler makes: sources, their place, compiler, Python, options."""
        options = environment.trim_blocks, environment.lstrip_blocks, environment.autoescape, environment.optimized
        digest = hashlib.sha256(repr((jinja2.__version__, sys.version, options, str(self._folder))).encode())
        for name, text in self._sources.items():
            digest.update(f"{name}\0{len(text)}\0{text}".encode())
        return digest.hexdigest()[:32]


def _escape(value: object) -> Markup:
    return value if type(value) is Markup else escape(value)


def _read(path: Path) -> dict[str, CodeType] | None:
    cached = read_cached(path)
    if cached is None:
        return None
    digest, content = cached[:32], cached[32:]
    if hashlib.sha256(content).digest() != digest:  # cut short or damaged, and marshal may crash on such bytes
        return None
    compiled = marshal.loads(content)  # noqa: S302  # our own file, see read_cached
    return compiled if isinstance(compiled, dict) else None
