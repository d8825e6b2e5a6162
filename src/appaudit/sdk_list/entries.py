"""An entry of a list in JSON or in a script as a row: its keys are named as columns are."""

from __future__ import annotations

from collections.abc import Mapping

from appaudit.lexicon.lexicons import Lexicons
from appaudit.sdk_list.rows import DeclaredRow, data_of, has_name

#: Keys by which an entry says that it no longer holds, with the value that says so.
_SWITCHES = (("enabled", False), ("active", False), ("removed", True), ("deleted", True), ("disabled", True))


def is_switched_off(entry: object) -> bool:
    """Whether an entry itself says that it is not in use."""
    return isinstance(entry, Mapping) and any(
        isinstance(value, bool) and (str(key).lower(), value) in _SWITCHES for key, value in entry.items()
    )


def row_of_entry(number: int, entry: object, lexicons: Lexicons) -> DeclaredRow | None:
    """The row of an entry; None where it names nobody."""
    if not isinstance(entry, Mapping):
        return None
    values: dict[str, str] = {}
    data: tuple[str, ...] = ()
    for key, value in entry.items():
        field = lexicons.sdk_list.headings.field(str(key))
        if not field or value is None or values.get(field):
            continue
        if isinstance(value, list):
            if field == "data":
                data = data_of(value, lexicons.sdk_names)
            value = "、".join(map(str, value))
        if isinstance(value, str | int | float):
            values[field] = str(value)
    return DeclaredRow(f"entry {number}", values, data) if has_name(values, lexicons.sdk_names) else None
