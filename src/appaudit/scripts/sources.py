"""What the script engine is handed, and what of a file is script."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, Literal

from appaudit.model.record import record
from appaudit.model.words import Host
from appaudit.scripts.conditional import built_for

ScriptLanguage = Literal["javascript", "typescript", "tsx"]

#: Longer files are not parsed; the largest of 47 real packages was 2 MB.
MAX_FILE: Final = 12 * 1024 * 1024
#: All scripts of one program together.
MAX_PROGRAM: Final = 48 * 1024 * 1024

_LANGUAGES: Final[dict[str, ScriptLanguage]] = {".ts": "typescript", ".mts": "typescript", ".tsx": "tsx"}
_PAGES: Final = (".vue", ".html", ".htm", ".nvue", ".uvue")
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_TYPED = re.compile(r"""lang\s*=\s*["']?tsx?\b""")
_NO_SCRIPT = re.compile(r"""type\s*=\s*["']?(?:text/(?:template|html|x-)|application/(?:ld\+)?json)""")


@record
class ScriptFile:
    """One file of scripts as the package holds it: a module, a bundle of modules, or a page with scripts in it.

    `base` is put before the names that `define("name", …)` gives to modules: the folder of a plugin or sub-package.
    """

    path: str
    text: str
    base: str = ""


@record
class MarkupFile:
    """One file of markup: templates as they were written, or what they were compiled to."""

    path: str
    text: str


@record
class ScriptProgram:
    """All scripts of one app and what its configuration says of them.

    `host` is empty for scripts that an Android package carries. `pages` are paths without suffix, the first page
    first; `components` are pairs of a page or component and the components that it uses, `globals` those every page
    may use, by the names of their elements. `asked_first` says that the framework asks for consent before any script
    runs. `launched` are the files that an Android package runs by itself.
    """

    files: tuple[ScriptFile, ...]
    markup: tuple[MarkupFile, ...] = ()
    host: Host = ""
    pages: tuple[str, ...] = ()
    components: tuple[tuple[str, tuple[str, ...]], ...] = ()
    globals: tuple[tuple[str, str], ...] = ()
    asked_first: bool = False
    launched: tuple[str, ...] = ()


@record
class Piece:
    """One run of script in a file: its text, where it begins, and its language.

    `setup` says that its statements run whenever the component is made, as `<script setup>` does.
    """

    text: str
    line: int
    language: ScriptLanguage
    setup: bool = False


def pieces(file: ScriptFile, names: Collection[str] = ()) -> Iterator[Piece]:
    """The scripts of a file: the whole of it, or what stands between `<script>` tags.

    Args:
        file: The file.
        names: What is defined on the platform, by which parts for other platforms are left out.
    """
    suffix = suffix_of(file.path)
    whole = built_for(file.text, names)
    if suffix not in _PAGES:
        yield Piece(text=whole, line=0, language=_LANGUAGES.get(suffix, "javascript"))
        return
    for found in _SCRIPT.finditer(whole):
        attributes, text = found.group(1), found.group(2)
        if text.strip() and not _NO_SCRIPT.search(attributes):
            yield Piece(
                text=text,
                line=whole.count("\n", 0, found.start(2)),
                language="typescript" if _TYPED.search(attributes) else "javascript",
                setup="setup" in attributes.split(),
            )


def is_source(program: ScriptProgram) -> bool:
    """Whether a program is source that is still to be built: what was built holds no parts for other platforms."""
    names = [file.path.rpartition("/")[2] for file in program.files]
    built = any("app-service" in name or "appservice" in name for name in names)
    return not built and any(name.endswith(".vue") for name in names)


def suffix_of(path: str) -> str:
    """The ending of a file name with its dot, in lower case."""
    name = path.rpartition("/")[2]
    return ("." + name.rpartition(".")[2].lower()) if "." in name else ""


def without_suffix(path: str) -> str:
    """A path as configurations write it: no leading slash, no ending."""
    path = path.lstrip("/")
    return path[: -len(suffix_of(path))] if suffix_of(path) else path
