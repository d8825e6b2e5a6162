"""Dependency lists as rows: what build tools and SBOMs name are coordinates, not what users are told.

Such a list says which SDKs a team knows of. It has no purposes or data types, and is not asked for them.
"""

from __future__ import annotations

from collections.abc import Iterable

from appaudit.sdk_list.rows import DeclaredRow


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
