"""Package URLs, as far as SDK lists need them (https://github.com/package-url/purl-spec, checked 2026-11-24)."""

from __future__ import annotations

import re
from urllib.parse import unquote

_MAVEN = re.compile(r"pkg:maven/([^/@?#]+)/([^/@?#]+)(?:@([^?#]+))?")


def maven_coordinate(address: str) -> tuple[str, str, str]:
    """Group, name and version of a Maven package URL; empty texts for any other."""
    found = _MAVEN.match(address)
    if not found:
        return "", "", ""
    group, name, version = (unquote(part or "") for part in found.groups())
    return group, name, version
