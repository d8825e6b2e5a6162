"""Texts of an app as Android keeps them in its source: `strings.xml`."""

from __future__ import annotations

import html
import re

from appaudit.documents.blocks import ParsedText
from appaudit.documents.encoding import decode_text
from appaudit.documents.readers import html_page, plain

ORDER = 45
SUFFIXES = (".xml",)
_HEAD = 4_000
_RESOURCES = re.compile(rb"<resources\b")
_STRING = re.compile(
    r"<(?:string|item)(?=[\s>])[^>]*(?<!/)>(?:\s*<!\[CDATA\[)?(?P<text>.*?)(?:\]\]>\s*)?</(?:string|item)>", re.DOTALL
)
_ESCAPE = re.compile(r"\\(?:(?P<line>n)|(?P<gap>t)|u(?P<code>[0-9a-fA-F]{4})|(?P<mark>.))", re.DOTALL)


def accepts(name: str, data: bytes) -> bool:
    """A file of string resources by content."""
    return _RESOURCES.search(data[:_HEAD]) is not None and b"<string" in data


def read(name: str, data: bytes) -> ParsedText:
    """Give the texts in their order, a blank line between two; marks of pages in them are read as such.

    Raises:
        ExtractionError: The bytes are no text.
    """
    text, _ = decode_text(data, name)
    texts = [_ESCAPE.sub(_unescaped, html.unescape(found["text"])) for found in _STRING.finditer(text)]
    whole = "\n\n".join(texts).encode()
    return html_page.read(name, whole) if html_page.accepts(name, whole) else plain.read(name, whole)


def _unescaped(found: re.Match[str]) -> str:
    if found["line"] or found["gap"]:
        return "\n" if found["line"] else " "
    return chr(int(found["code"], 16)) if found["code"] else found["mark"]
