"""Source files of a HarmonyOS module: of a library that holds them, or of a folder of DevEco Studio."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from appaudit.artifacts.base import Failure, LimitReachedError, Limits, failure_of, grouped
from appaudit.artifacts.harmony.json_values import object_at, text_at
from appaudit.artifacts.harmony.sources import ModuleFiles
from appaudit.errors import ExtractionError
from appaudit.model.artifact import ArkSource
from appaudit.model.words import WrittenLanguage

_LANGUAGES: Final[dict[str, WrittenLanguage]] = {".ets": "arkts", ".ts": "typescript", ".js": "javascript"}
_DECLARATIONS: Final = (".d.ets", ".d.ts")
#: What becomes no part of a package: tests, what builds are made by, what they leave, and packages of others.
_LEFT_OUT = re.compile(
    r"(?:^|/)(?:\.\w[^/]*|build|oh_modules|node_modules|src/(?:ohosTest|test|mock)|resources|hvigor|BuildProfile\.ets"
    r"|hvigorfile\.\w+)(?:/|$)"
)
#: Where what is built begins: folders in it are parts of the package whatever they are called.
_BUILT = re.compile(r"(?:(?<=/)|^)src/main/(?:ets|js)/")
#: Bytes of one file and of all files of a module; the largest library that was seen has 6 MB.
_MOST_OF_ONE: Final = 12 << 20
_MOST: Final = 48 << 20
_LOCAL: Final = "file:"


def source_names(names: Iterable[str]) -> list[str]:
    """Paths of source files, without declarations and what becomes no part of a package."""
    return [
        name
        for name in names
        if name.endswith(tuple(_LANGUAGES))
        and not name.endswith(_DECLARATIONS)
        and not _LEFT_OUT.search(_BUILT.split(name, maxsplit=1)[0])
    ]


def read_sources(
    files: ModuleFiles, names: Iterable[str], folder: str, limits: Limits
) -> tuple[tuple[ArkSource, ...], list[Failure]]:
    """The source files of a module, and what of them could not be read.

    Args:
        files: The files of the module.
        names: Paths of those to read.
        folder: What is put before a path, as facts name it: the package, or the folder of the module.
        limits: How much may be read.
    """
    found: list[ArkSource] = []
    failures: list[Failure] = []
    left = _MOST
    for name in names:
        place = files.prefix + name
        try:
            size = files.size(name)
            if size > min(_MOST_OF_ONE, left, limits.entry_bytes):
                raise LimitReachedError(
                    f"{place}: {size} bytes of source are more than the limits leave",
                    zh=f"{place}：源代码 {size} 字节，超出限制的余量",
                )
            left -= size
            text = files.read(name).decode("utf-8-sig", "replace")
        except ExtractionError as error:
            failures.append(failure_of(error, place))
            continue
        stem, ending = posixpath.splitext(name)
        path = f"{folder}/{stem}" if folder else stem
        found.append(ArkSource(place=place, path=path, text=text, language=_LANGUAGES[ending]))
    return tuple(found), list(grouped(failures))


def packages_of(values: Mapping[str, Any], folder: str) -> tuple[tuple[str, str, str], ...]:
    """Packages by the names that files of a module take them by: the module itself, and folders beside it."""
    first = text_at(values, "main") or "Index"
    found = [(text_at(values, "name"), folder, first)]
    for name, version in object_at(values, "dependencies").items():
        if isinstance(version, str) and version.startswith(_LOCAL) and not version.endswith((".har", ".tgz", ".so")):
            beside = posixpath.normpath(posixpath.join(folder, version.removeprefix(_LOCAL)))
            found.append((name, beside, "Index"))
    return tuple(package for package in found if package[0])
