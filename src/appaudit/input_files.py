"""The identity of a file that an audit read, as the report names it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from appaudit.model.coverage import Gap
from appaudit.model.report import Input


def input_of_file(role: str, path: Path, gaps: Sequence[Gap] = (), *, was_read: bool = True) -> Input:
    """Name, size and SHA-256 of a file, with the reason where it could not be read."""
    content = path.read_bytes()
    return Input(
        role=role,
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        status="read" if was_read else "unreadable",
        detail=next((gap.detail for gap in gaps if gap.part == path.name), None),
    )
