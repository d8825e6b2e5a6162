"""Parts by others that a HarmonyOS package names with their versions, as its build wrote them down.

`pkgContextInfo.json` and `pkgSdkInfo.json` lie in packages that newer tools built, `oh-package.json5` in archives of
libraries (OpenHarmony, application-dev/quick-start/ohpm and files of DevEco 5 and 6, read 2026-11-27). Names of records
in bytecode have the package that a source file is of: `L&@scope/package/src/main/ets/Index&1.0.0;`, and in older files
`Lpkg_modules/.ohpm/@scope+package@1.0.0/pkg_modules/…;`. Where a build left `ets/sourceMaps.map`, it says from which
file of the project each source comes; what ohpm downloads lies in `oh_modules/` there (files of DevEco 4 to 6, read
2026-11-28).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from appaudit.artifacts.harmony.json_values import object_at, text_at
from appaudit.model.facts.package import DependencyFact
from appaudit.model.location import Location

CONTEXT_NAME: Final = "pkgContextInfo.json"
SDK_NAME: Final = "pkgSdkInfo.json"
LISTS: Final = (CONTEXT_NAME, SDK_NAME)
MAPS_NAME: Final = "ets/sourceMaps.map"
LIBRARY_NAME: Final = "oh-package.json5"
EXTRACTOR: Final = "harmony.dependencies"
#: A version by itself; ranges (`^2.0.9`), places (`file:…`) and tags name none.
_VERSION = re.compile(r"\d+(?:\.\d+)+[\w.\-+]*")
_RECORD = re.compile(r"L&(?P<name>(?:@[\w.\-]+/)?[\w.\-]+)/[^&]*&(?P<version>[\w.\-+]+);")
_OLD_RECORD = re.compile(
    r"(?:L|.*/)pkg_modules/\.ohpm/(?P<name>(?:@[\w.\-]+\+)?[\w.\-]+)@(?P<version>\d[\w.\-]*)[+/].*"
)
#: Where ohpm puts what it downloads, below the folder of a project or module.
_DOWNLOADED: Final = "oh_modules/"
#: What `pkgSdkInfo.json` calls modules of the app itself.
_OWN: Final = frozenset(("entry", "feature"))
#: Native interfaces are listed as packages of their own.
_NATIVE: Final = ".so"


def listed_packages(values: Mapping[str, Any], place: str, own: frozenset[str]) -> Iterator[DependencyFact]:
    """The packages in a list that a build put into a package.

    Args:
        values: The list.
        place: Its path in the package.
        own: Names of modules of the app, which are nobody else's.
    """
    for key, value in values.items():
        if not isinstance(value, dict):
            continue
        name = text_at(value, "packageName") or key
        is_own = text_at(value, "type") in _OWN or text_at(value, "moduleName") in own - {""}
        if not is_own and name not in own and not name.endswith(_NATIVE):
            yield _fact(name, text_at(value, "version"), place)


def packages_in_code(names: Iterable[str], place: str, own: frozenset[str]) -> Iterator[DependencyFact]:
    """The packages that records of bytecode are of, each once.

    Args:
        names: Names of records.
        place: The file of bytecode.
        own: Names of modules of the app, which are nobody else's.
    """
    found: dict[str, str] = {}
    for record in names:
        match = _RECORD.fullmatch(record) or _OLD_RECORD.fullmatch(record)
        if match is not None:
            found.setdefault(match["name"].replace("+", "/"), match["version"])
    for name, version in found.items():
        if name not in own:
            yield _fact(name, version, place)


def packages_of_project(values: Mapping[str, Any]) -> frozenset[str]:
    """The packages whose sources all lie in the project that was built, by what its source map says of each file."""
    found: dict[str, bool] = {}
    for value in values.values():
        if not isinstance(value, dict):
            continue
        name, sources = text_at(value, "package-info").partition("|")[0], value.get("sources")
        if name and isinstance(sources, list) and sources:
            is_here = all(isinstance(each, str) and _DOWNLOADED not in each for each in sources)
            found[name] = found.get(name, True) and is_here
    return frozenset(name for name, is_here in found.items() if is_here)


def own_package(values: Mapping[str, Any], place: str, *, here: bool) -> DependencyFact | None:
    """The library or module itself, as its `oh-package.json5` names it; `here` for a module of a project."""
    name = text_at(values, "name")
    return replace(_fact(name, text_at(values, "version"), place), here=here) if name else None


def required_packages(values: Mapping[str, Any], place: str) -> Iterator[DependencyFact]:
    """What a library needs at run time, by the names under which ohpm has it.

    What lies in the library itself names itself, and is left to its own file.
    """
    for name, version in object_at(values, "dependencies").items():
        if isinstance(version, str) and not version.startswith(("file:", ".")) and not name.endswith(_NATIVE):
            yield _fact(name, version, place)


def _fact(name: str, version: str, place: str) -> DependencyFact:
    return DependencyFact(
        source="ohpm",
        name=name,
        version=version if _VERSION.fullmatch(version) else "",
        location=Location(path=place, symbol=name),
        extractor=EXTRACTOR,
    )
