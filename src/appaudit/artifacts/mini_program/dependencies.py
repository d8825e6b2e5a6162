"""The parts by others that a mini-program names: packages of npm, plugins in their folders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from appaudit.artifacts.mini_program.json_files import parse_json
from appaudit.artifacts.mini_program.sources import Sources
from appaudit.errors import ExtractionError
from appaudit.model.facts.package import DependencyFact
from appaudit.model.location import Location

_EXTRACTOR: Final = "mini_program.dependencies"
#: Where the tools of WeChat (`miniprogram_npm`) and Alipay (`node_modules`) put packages of npm that they built.
_BUILT: Final = re.compile(r"(?:^|/)(?:miniprogram_npm|node_modules)/((?:@[\w.\-]+/)?[\w.\-]+)/")
_PLUGIN: Final = re.compile(r"(?:^|/)__plugin__/((?:wx[0-9a-f]{16}|[\w\-]{8,40}))/")
_EXACT: Final = re.compile(r"\d+\.\d+\.\d+(?:[\-+][\w.\-+]+)?")
_MOST: Final = 2_000


def dependencies(
    sources: Sources, names: Sequence[str], modules: Sequence[str]
) -> tuple[list[DependencyFact], list[tuple[str, ExtractionError]]]:
    """One fact for each package and plugin by others, and the files that could not be read.

    Args:
        sources: The whole project, whose package.json counts.
        names: Its files.
        modules: The names of modules inside of its scripts.
    """
    failures: list[tuple[str, ExtractionError]] = []
    found: dict[tuple[str, str], DependencyFact] = {}
    locked = _versions(_json(sources, names, "package-lock.json", failures))
    for name, version in _declared(_json(sources, names, "package.json", failures)):
        found["npm", name] = _fact("npm", name, locked.get(name) or _exact(version), "package.json")
    for place in (*names, *modules):
        for built in _BUILT.findall(place)[-1:]:
            found.setdefault(("npm", built), _fact("npm", built, locked.get(built, ""), place))
        for plugin in _PLUGIN.findall(place)[:1]:
            found.setdefault(("plugin", plugin), _fact("plugin", plugin, "", place))
    return list(found.values()), failures


def _fact(source: Any, name: str, version: str, place: str) -> DependencyFact:  # noqa: ANN401  # one of two words
    return DependencyFact(
        source=source, name=name, version=version, location=Location(path=place), extractor=_EXTRACTOR
    )


def _json(
    sources: Sources, names: Sequence[str], name: str, failures: list[tuple[str, ExtractionError]]
) -> dict[str, Any]:
    if name not in names:
        return {}
    try:
        content = parse_json(sources.read(name).decode("utf-8", "replace"), name)
    except ExtractionError as error:
        failures.append((name, error))
        return {}
    return content if isinstance(content, dict) else {}


def _declared(package: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What ends up in the product: `dependencies`, not those for building and testing."""
    listed = package.get("dependencies")
    for name, version in list(listed.items())[:_MOST] if isinstance(listed, dict) else ():
        if isinstance(name, str) and isinstance(version, str):
            yield name, version


def _versions(lock: dict[str, Any]) -> dict[str, str]:
    packages = lock.get("packages")
    listed = lock.get("dependencies")
    found: dict[str, str] = {}
    for table, prefix in ((packages, "node_modules/"), (listed, "")):
        for path, entry in table.items() if isinstance(table, dict) else ():
            version = entry.get("version") if isinstance(entry, dict) else None
            if isinstance(version, str) and path.startswith(prefix):
                found.setdefault(path.removeprefix(prefix), version)
    return found


def _exact(version: str) -> str:
    """A version that leaves no choice; `^1.2.0` may be another by now."""
    return version if _EXACT.fullmatch(version) else ""
