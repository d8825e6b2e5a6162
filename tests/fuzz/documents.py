"""Documents of every format, read as the policy room does."""

from __future__ import annotations

from appaudit.documents.blocks import PolicyDocument
from appaudit.documents.document import document_from_bytes
from appaudit.errors import ExtractionError


def read_as(name: str, data: bytes) -> PolicyDocument | None:
    """The document under a name; None where it is refused. What it gives lies inside its text."""
    if not data.strip():
        return None
    try:
        document = document_from_bytes(name, data)
    except ExtractionError:
        return None
    size = len(document.text)
    assert all(0 <= block.start <= block.end <= size for block in document.blocks)
    assert all(0 <= link.start <= link.end <= size for link in document.links)
    return document
