"""Policy documents as text with places: the first step of the policy room.

`read_document` turns a file into a `PolicyDocument`; every later result is an offset into its `text`. Formats
are decided by content, not by name: markup is HTML, a `.md` name is Markdown, everything else is plain text.
Nothing here opens a network connection or follows a link.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from appaudit.errors import ExtractionError
from appaudit.policy import html, lines
from appaudit.policy.blocks import Block, Link, PolicyDocument
from appaudit.policy.encoding import decode_text

#: Documents above this size are refused: real policies stay below one megabyte (58 KB is the largest of 280
#: collected ones), saved web pages with embedded images can reach a few.
MAX_DOCUMENT_BYTES = 20_000_000
#: Characters of text kept; the rest is a gap with reason `limit_reached`.
MAX_TEXT_CHARACTERS = 1_000_000

_CHINESE = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
#: What a file starts with when it is not text at all, and what to do about it.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "PDF policies are not read yet; save the policy as HTML or text."),
    (
        b"PK\x03\x04",
        "a zip archive (DOCX, XLSX or the like)",
        "Word policies are not read yet; save it as HTML or text.",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "Save the policy as HTML or text."),
    (b"\xff\xd8\xff", "a JPEG image", "A picture of a policy cannot be read; supply its text."),
    (b"\x89PNG", "a PNG image", "A picture of a policy cannot be read; supply its text."),
    (b"GIF8", "a GIF image", "A picture of a policy cannot be read; supply its text."),
    (b"{\\rtf", "an RTF document", "Save the policy as HTML or text."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"dex\n", "an Android code file", "Give the policy document to --policy."),
)


def read_document(path: Path, name: str = "") -> PolicyDocument:
    """Give the text, blocks and links of one policy file.

    Args:
        path: The file.
        name: What the document is called in reports; the file name when empty.

    Raises:
        ExtractionError: The file cannot be opened, is not text, or has no text in it.
    """
    name = name or path.name
    data = _read_bytes(path, name)
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise ExtractionError(f"{name}: this is {what}, not a text that can be read as a policy.", hint=hint)
    text, encoding = decode_text(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, blocks, links, truncated = _parse(text, path.suffix.lower(), name)
    if not blocks:
        raise ExtractionError(
            f"{name}: no text found in this document.",
            hint="A page that builds its text with scripts must be saved from the browser after it has loaded.",
        )
    return PolicyDocument(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=tuple(blocks),
        language=detect_language(text),
        encoding=encoding,
        links=tuple(links),
        truncated=truncated,
    )


def document_from_text(text: str, name: str = "policy.txt") -> PolicyDocument:
    """Give the document that a plain text makes, for callers that already hold the text."""
    text, blocks, links, _ = _parse(text.replace("\r\n", "\n").replace("\r", "\n"), ".txt", name)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return PolicyDocument(name, digest, text, tuple(blocks), detect_language(text), "utf-8", tuple(links))


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_DOCUMENT_BYTES:
            raise ExtractionError(
                f"{name}: {size} bytes is more than a policy can have (limit {MAX_DOCUMENT_BYTES}).",
                hint="Give the policy document itself, not an archive of the site.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise ExtractionError(f"{name}: cannot be opened: {error.strerror or error}.") from error
    if not data.strip():
        raise ExtractionError(f"{name}: the file is empty.", hint="Supply the full text of the policy.")
    return data


def _parse(text: str, suffix: str, name: str) -> tuple[str, list[Block], list[Link], bool]:
    """Text, blocks, links, and whether the end of the document is missing."""
    if not html.looks_like_html(text):
        truncated = len(text) > MAX_TEXT_CHARACTERS
        text = text[:MAX_TEXT_CHARACTERS]
        blocks = lines.blocks_of_lines(text, markdown=suffix in {".md", ".markdown"})
        return text, blocks, lines.links_of(text), truncated
    text, blocks, links, truncated = html.parse_html(text, name)
    if len(text) > MAX_TEXT_CHARACTERS:
        text, truncated = text[:MAX_TEXT_CHARACTERS], True
        blocks = [block for block in blocks if block.end <= len(text)]
        links = [link for link in links if link.end <= len(text)]
    return text, blocks, links, truncated


def count_letters(text: str) -> tuple[int, int]:
    """How many Chinese characters and how many Latin letters a text has."""
    return len(_CHINESE.findall(text)), len(_LATIN.findall(text))


def detect_language(text: str) -> str:
    """Name the language that most of the text is in: `zh`, `en`, or empty when there are too few letters."""
    chinese, latin = count_letters(text)
    if chinese + latin < 5:
        return ""
    # A Chinese character carries about as much as a Latin word of five letters.
    return "zh" if chinese * 5 >= latin else "en"
