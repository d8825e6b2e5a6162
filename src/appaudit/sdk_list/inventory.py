"""Dependency lists as rows: what build tools and SBOMs name are coordinates, not what users are told.

Such a list says which SDKs a team knows of. It has no purposes or data types, and is not asked for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from appaudit.model.bilingual import Bilingual
from appaudit.sdk_list.rows import DeclaredRow, nameless

#: A Maven package URL (https://github.com/package-url/purl-spec, checked 2026-11-24).
_MAVEN = re.compile(r"pkg:maven/([^/@?#]+)/([^/@?#]+)(?:@([^?#]+))?")
#: What a bill of materials says of a component: `purl`, `group`, `name`, `version` and `supplier`, where it does.
Component = Mapping[str, str]


def rows_of_bill(
    name: str, numbered: Iterable[tuple[int, Component]], kind: str, kind_zh: str
) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """The rows of a bill of materials, and a message for each component without a name.

    Args:
        name: The file.
        numbered: Its components, each with its number in it; a package URL says more than other fields.
        kind: What it calls them.
        kind_zh: The same in Chinese, with the measure word before it.
    """
    rows: list[DeclaredRow] = []
    problems: list[Bilingual] = []
    for number, component in numbered:
        group, module, version = _maven_coordinate(component.get("purl", ""))
        title = module or component.get("name", "")
        if not title:
            problems.append(nameless(name, number, kind, kind_zh))
            continue
        rows.append(
            row_of_component(
                f"{kind} {number}",
                group=group or component.get("group", ""),
                name=title,
                version=version or component.get("version", ""),
                supplier=component.get("supplier", ""),
            )
        )
    return once_each(rows), problems


def row_of_component(
    place: str, *, group: str = "", name: str, version: str = "", supplier: str = "", link: str = ""
) -> DeclaredRow:
    """The row of one component; with a group, its name is the Maven coordinate without a version."""
    coordinate = f"{group}:{name}" if group else ""
    values = {"name": coordinate or name, "package": coordinate, "version": version, "company": supplier, "link": link}
    return DeclaredRow(place, {field: value for field, value in values.items() if value}, is_inventory=True)


def once_each(rows: Iterable[DeclaredRow]) -> list[DeclaredRow]:
    """The rows without those that name the same thing again."""
    kept: dict[str, DeclaredRow] = {}
    for row in rows:
        kept.setdefault(row.values["name"], row)
    return list(kept.values())


def _maven_coordinate(address: str) -> tuple[str, str, str]:
    """Group, name and version of a Maven package URL; empty texts for any other."""
    found = _MAVEN.match(address)
    if not found:
        return "", "", ""
    group, name, version = (unquote(part or "") for part in found.groups())
    return group, name, version
