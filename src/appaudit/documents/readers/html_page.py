"""Web pages, as served or as saved by a browser."""

from __future__ import annotations

import re

from appaudit.documents.blocks import ParsedText
from appaudit.documents.encoding import decode_text
from appaudit.documents.pages.html import looks_like_html, parse_html

__all__ = ["accepts", "looks_like_html", "parse_html", "read"]

ORDER = 50
SUFFIXES = (".html", ".htm", ".xhtml")
_HEAD = 60_000
#: A tag or a comment.
_BEGINS = re.compile(r"\s*<(?:!--|[a-z])", re.I)


def accepts(name: str, data: bytes) -> bool:
    """Markup by content, whatever the name says; a page by name has one tag at least, which it begins with."""
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:200]:
        # UTF-16: the zero bytes between the letters hide the tags.
        head = head.replace(b"\x00", b"")
    text = head.decode("latin-1").removeprefix("\xef\xbb\xbf")
    return looks_like_html(text) or (name.lower().endswith(SUFFIXES) and _BEGINS.match(text) is not None)


def read(name: str, data: bytes) -> ParsedText:
    """Give the visible text of a page.

    Raises:
        ExtractionError: The bytes are no text, or no page.
    """
    text, encoding = decode_text(data, name)
    return parse_html(text.replace("\r\n", "\n").replace("\r", "\n"), name, encoding)
