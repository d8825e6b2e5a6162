"""Settings that a package ships in a file: `show_ads=true` in `assets/platform.properties`.

Format: https://docs.oracle.com/javase/8/docs/api/java/util/Properties.html, checked 2026-11-29, not opened. Values in
several lines and escaped ones are left out.
"""

from __future__ import annotations

import re
from typing import Final

from appaudit.artifacts.archive import SafeArchive
from appaudit.errors import ExtractionError

_PLACE: Final = re.compile(r"assets/(?:[\w.\-]+/){0,4}[\w.\-]{1,80}\.properties", re.ASCII)
_ASSIGNMENT: Final = re.compile(
    r"^[ \t]*([\w.\-]{1,80})[ \t]*[=:][ \t]*([^\s\\][^\r\n\\]{0,119}|)\r?$", re.ASCII | re.MULTILINE
)
_LONGEST: Final = 32_768
_MOST: Final = 40


def shipped_settings(archive: SafeArchive) -> dict[str, str]:
    """The value of each key that such files give one value; a file that cannot be read gives none."""
    values: dict[str, set[str]] = {}
    places = [each.name for each in archive.entries() if each.size <= _LONGEST and _PLACE.fullmatch(each.name)]
    for place in places[:_MOST]:
        try:
            text = archive.read(place).decode("utf-8", "replace")
        except ExtractionError:
            continue
        for key, value in _ASSIGNMENT.findall(text):
            values.setdefault(key, set()).add(value.strip())
    return {key: next(iter(found)) for key, found in values.items() if len(found) == 1}
