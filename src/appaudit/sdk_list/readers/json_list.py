"""SDK lists in JSON: a list of objects with `name` and, optionally, company, purpose, data, url, package, version."""

from __future__ import annotations

import json
from collections.abc import Mapping

from appaudit.errors import ExtractionError
from appaudit.policy.encoding import decode_text
from appaudit.sdk_list.rows import DeclaredRow, data_of, field_names, has_name

ORDER = 10
#: Keys under which a list may be wrapped in an object.
_WRAPPERS = ("sdks", "sdk", "sdk_list", "list", "data", "items")


def accepts(name: str, data: bytes) -> bool:
    """A `.json` name, or content that starts as JSON does."""
    return name.lower().endswith(".json") or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{"}


def read_rows(name: str, data: bytes) -> tuple[list[DeclaredRow], list[str]]:
    """Give the rows of a list, and a message for each entry without a name.

    Raises:
        ExtractionError: Not JSON, or not a list of objects.
    """
    text, _ = decode_text(data, name)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise ExtractionError(f"{name}:{error.lineno}:{error.colno}: not valid JSON: {error.msg}.") from error
    except RecursionError as error:
        raise ExtractionError(f"{name}: nested too deeply for an SDK list.") from error
    if isinstance(document, dict):
        document = next((document[key] for key in _WRAPPERS if isinstance(document.get(key), list)), None)
    if not isinstance(document, list):
        raise ExtractionError(
            f"{name}: must be a list of objects.", hint='Example: [{"name": "…", "company": "…", "purpose": "…"}]'
        )
    rows: list[DeclaredRow] = []
    problems: list[str] = []
    for number, entry in enumerate(document, 1):
        row = _row(number, {"name": entry} if isinstance(entry, str) else entry)
        if row is None:
            problems.append(f"{name}: entry {number} has no name.")
        else:
            rows.append(row)
    return rows, problems


def _row(number: int, entry: object) -> DeclaredRow | None:
    if not isinstance(entry, Mapping):
        return None
    names = field_names()
    values: dict[str, str] = {}
    data: tuple[str, ...] = ()
    for key, value in entry.items():
        field = names.field(str(key))
        if not field or value is None or values.get(field):
            continue
        if isinstance(value, list):
            if field == "data":
                data = data_of(value)
            value = "、".join(map(str, value))
        if isinstance(value, str | int | float):
            values[field] = str(value)
    return DeclaredRow(f"entry {number}", values, data) if has_name(values) else None
